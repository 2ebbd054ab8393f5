//! The chain as embedding programs, wallets and tools see it. One binary, because each one links an EVM.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod blocks;
mod calls;
mod dev;
mod durability;
mod history;
mod http;
mod logs;
mod oracle;
mod pool;
mod time;
mod world;
