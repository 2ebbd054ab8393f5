//! What an embedding program decides about its chain.

use crate::clock::{Clock, SystemClock};
use alloy::primitives::{Address, U256};
use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

/// How much a committed block must survive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Survives the death of the process; a power cut may lose the last blocks, never the consistency of the file.
    #[default]
    Normal,
    /// Survives a power cut too: one flush to disk per block.
    Full,
}

/// Bounds of the transaction pool.
#[derive(Clone, Copy, Debug)]
pub struct PoolLimits {
    /// Transactions in all.
    pub total: usize,
    /// Transactions of one sender.
    pub per_sender: usize,
}

impl Default for PoolLimits {
    fn default() -> Self {
        Self { total: 16_384, per_sender: 1_024 }
    }
}

/// Configuration of a [`DevChain`](crate::DevChain); every field has a default.
#[derive(Clone)]
pub struct DevChainConfig {
    /// The SQLite file; its folder must exist. `None` keeps everything in memory.
    pub path: Option<PathBuf>,
    /// `None` takes the stored one, or draws one at creation. Given, it must equal the stored one.
    pub chain_id: Option<u64>,
    /// Balances at block 0. Only read when the chain is created.
    pub genesis_accounts: Vec<(Address, U256)>,
    /// Time of block 0; `None` is the time of creation. Only read when the chain is created.
    pub genesis_time: Option<u64>,
    /// Gas limit of a block.
    pub gas_limit: u64,
    /// Base fee of block 0 in wei. Only read when the chain is created.
    pub base_fee: u64,
    /// Floor of the base fee in wei. Equal to `base_fee` it gives a constant price while blocks are less than half full.
    pub min_base_fee: u64,
    /// An empty block after this long without any; `None` mines only transactions.
    pub heartbeat: Option<Duration>,
    /// The source of time.
    pub clock: Arc<dyn Clock>,
    /// How much a committed block must survive.
    pub durability: Durability,
    /// Blocks kept in memory; older ones are read from the file when asked for.
    pub cached_blocks: usize,
    /// Blocks for which older states can be read and undone; `None` keeps all.
    pub history_limit: Option<u64>,
    /// Distance of the `safe` tag from the head.
    pub safe_depth: u64,
    /// Distance of the `finalized` tag from the head.
    pub finalized_depth: u64,
    /// Bounds of the transaction pool.
    pub pool: PoolLimits,
    /// Offers `evm_*` and `anvil_*` over JSON-RPC. The same powers are always there in process.
    pub dev: bool,
}

impl Default for DevChainConfig {
    fn default() -> Self {
        Self {
            path: None,
            chain_id: None,
            genesis_accounts: Vec::new(),
            genesis_time: None,
            gas_limit: 60_000_000,
            base_fee: 1_000_000_000,
            min_base_fee: 1_000_000_000,
            heartbeat: Some(Duration::from_secs(60)),
            clock: Arc::new(SystemClock),
            durability: Durability::Normal,
            cached_blocks: 256,
            history_limit: None,
            safe_depth: 32,
            finalized_depth: 64,
            pool: PoolLimits::default(),
            dev: false,
        }
    }
}

impl fmt::Debug for DevChainConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DevChainConfig")
            .field("path", &self.path)
            .field("chain_id", &self.chain_id)
            .field("gas_limit", &self.gas_limit)
            .field("heartbeat", &self.heartbeat)
            .field("durability", &self.durability)
            .field("dev", &self.dev)
            .finish_non_exhaustive()
    }
}
