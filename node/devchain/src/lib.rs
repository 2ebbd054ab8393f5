//! An embedded, durable, single-operator EVM chain with JSON-RPC.
//!
//! What: real Ethereum blocks (Prague rules) made by one process and kept in one SQLite file. Why: a community can try
//! everything on a laptop with nothing to install, and tests run against real blocks without a port. It has no
//! consensus: whoever runs it can rewrite it. Block hashes in other people's hands are what would show that.
//!
//! The story of a transaction, file by file: `rpc` reads the request, `pool` checks and queues it, the thread in `miner`
//! takes what is ready, `execute` runs it on an `overlay` over the `state`, `trie` gives the new state root, `block` is
//! sealed, `store` commits it, `head` publishes it, and only then the sender gets the answer.
//!
//! How to add a JSON-RPC method: see `rpc/mod.rs`. How to add an order to the chain (like "set a balance"): a variant of
//! `Order` in `miner.rs`, its deed in `miner/dev.rs`, a method on [`DevChain`].
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use alloy::providers::Provider;
//! use palabre_devchain::{DevChain, DevChainConfig};
//!
//! let chain = DevChain::open(DevChainConfig::default())?;
//! chain.mine(1).await?;
//! assert_eq!(chain.provider().get_block_number().await?, 1);
//! # Ok(()) }
//! ```

mod block;
mod call;
mod chain;
mod clock;
mod config;
mod error;
mod execute;
mod filter;
mod head;
mod history;
mod miner;
mod overlay;
mod pool;
pub mod rpc;
mod state;
mod store;
mod trie;

pub use chain::DevChain;
pub use clock::{Clock, ManualClock, SystemClock};
pub use config::{DevChainConfig, Durability, PoolLimits};
pub use error::{CallError, ChainError, OpenError, StoreError, TxError};
pub use head::Head;
