//! Powers over time and history, for tests and development. Names and shapes follow anvil and hardhat.

use super::{
    Params, Rpc, RpcResult, answer,
    errors::{internal, invalid_params},
    params::Quantity,
};
use crate::error::ChainError;
use alloy::{
    primitives::{Address, Bytes, U64, U256},
    rpc::json_rpc::ErrorPayload,
};
use serde::Deserialize;

/// Blocks that one request may mine or replace.
const MAX_BLOCKS: u64 = 100_000;

fn count(params: &Params<'_>, index: usize, name: &str) -> Result<u64, ErrorPayload> {
    params.number(index, name)?.ok_or_else(|| invalid_params(format!("missing argument {index} ({name})")))
}

fn limited(blocks: u64) -> Result<u64, ErrorPayload> {
    if blocks <= MAX_BLOCKS {
        Ok(blocks)
    } else {
        Err(invalid_params(format!("more than {MAX_BLOCKS} blocks at once")))
    }
}

pub(super) async fn increase_time(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    let seconds = i64::try_from(count(&params, 0, "seconds")?).map_err(|_| invalid_params("too many seconds"))?;
    answer(rpc.chain.increase_time(seconds).await?)
}

pub(super) async fn set_next_timestamp(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    rpc.chain.set_next_timestamp(count(&params, 0, "timestamp")?).await?;
    answer(())
}

pub(super) async fn set_time(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    rpc.chain.set_time(count(&params, 0, "timestamp")?).await?;
    answer(())
}

#[derive(Deserialize)]
#[serde(untagged)]
enum MineAt {
    Time(Quantity),
    Options { timestamp: Option<Quantity> },
}

/// `evm_mine`: one block, at a time if one is given.
pub(super) async fn mine_one(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    let time = match params.optional(0, "timestamp")? {
        Some(MineAt::Time(time) | MineAt::Options { timestamp: Some(time) }) => Some(time.0),
        Some(MineAt::Options { timestamp: None }) | None => None,
    };
    if let Some(time) = time {
        rpc.chain.set_next_timestamp(time).await?;
    }
    rpc.chain.mine(1).await?;
    answer("0x0")
}

/// `anvil_mine`: some blocks, with some seconds between them.
pub(super) async fn mine_many(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    let blocks = limited(params.number(0, "blocks")?.unwrap_or(1))?;
    match params.number(1, "interval")? {
        None => _ = rpc.chain.mine(blocks).await?,
        Some(interval) => {
            for block in 0..blocks {
                if block > 0 {
                    let next = rpc.chain.head().timestamp.saturating_add(interval);
                    rpc.chain.set_next_timestamp(next).await?;
                }
                rpc.chain.mine(1).await?;
            }
        }
    }
    answer(())
}

pub(super) async fn snapshot(rpc: &Rpc) -> RpcResult {
    answer(U64::from(rpc.chain.snapshot().await?))
}

/// Answers false for a snapshot that is unknown or used up.
pub(super) async fn revert(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    match rpc.chain.revert(count(&params, 0, "snapshot")?).await {
        Ok(()) => answer(true),
        Err(ChainError::NoSnapshot(_)) => answer(false),
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReorgOptions {
    depth: Quantity,
    #[serde(default)]
    tx_block_pairs: Vec<(Bytes, Quantity)>,
}

/// `anvil_reorg`: `{depth, txBlockPairs}` or the same as two arguments. Replacement transactions must be signed.
pub(super) async fn reorg(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    let options = match params.required::<serde_json::Value>(0, "depth")? {
        serde_json::Value::Object(_) => params.required(0, "options")?,
        _ => ReorgOptions {
            depth: params.required(0, "depth")?,
            tx_block_pairs: params.optional(1, "transactions")?.unwrap_or_default(),
        },
    };
    let depth = limited(options.depth.0)?;
    let mut blocks = vec![Vec::new(); usize::try_from(depth).map_err(|error| internal(error.to_string()))?];
    for (transaction, block) in options.tx_block_pairs {
        let block = usize::try_from(block.0).ok().and_then(|index| blocks.get_mut(index));
        let block = block.ok_or_else(|| invalid_params("a transaction is meant for a block beyond the depth"))?;
        block.push(transaction.to_vec());
    }
    rpc.chain.reorg(depth, blocks).await?;
    answer(())
}

pub(super) async fn set_balance(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    let (address, balance): (Address, U256) = (params.required(0, "address")?, params.required(1, "balance")?);
    rpc.chain.set_balance(address, balance).await?;
    answer(())
}
