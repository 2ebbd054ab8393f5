//! What transactions cost.

use super::{Params, Rpc, RpcResult, answer, errors::invalid_params, errors::unknown_block, params::Quantity};
use crate::block::Block;
use alloy::{
    consensus::Transaction as _,
    eips::BlockNumberOrTag,
    primitives::U256,
    rpc::{json_rpc::ErrorPayload, types::FeeHistory},
};

/// Blocks that one fee history covers at most, as in geth.
const MAX_HISTORY: u64 = 1_024;

/// Blocks are made when there is something for them, so nobody has to outbid anybody: the base fee is enough.
pub(super) fn tip(_: &Rpc, _: &Params<'_>) -> RpcResult {
    answer(U256::ZERO)
}

pub(super) fn gas_price(rpc: &Rpc, _: &Params<'_>) -> RpcResult {
    let shared = rpc.shared();
    let published = shared.read();
    answer(U256::from(shared.rules(&published.head).base_fee))
}

pub(super) fn history(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let count = params.required::<Quantity>(0, "block count")?.0.clamp(1, MAX_HISTORY);
    let newest: BlockNumberOrTag = params.required(1, "newest block")?;
    let percentiles: Vec<f64> = params.optional(2, "percentiles")?.unwrap_or_default();
    check_percentiles(&percentiles)?;
    let shared = rpc.shared();
    let newest = shared.number_of_tag(newest);
    let oldest = (newest + 1).saturating_sub(count);
    let mut history = FeeHistory { oldest_block: oldest, ..FeeHistory::default() };
    let mut rewards = Vec::new();
    let mut next_base_fee = 0;
    for number in oldest..=newest {
        let block = shared.block(number)?.ok_or_else(unknown_block)?;
        history.base_fee_per_gas.push(block.base_fee().into());
        history.gas_used_ratio.push(block.header.gas_used as f64 / block.header.gas_limit as f64);
        history.base_fee_per_blob_gas.push(1);
        history.blob_gas_used_ratio.push(0.0);
        rewards.push(tips_at(&block, &percentiles));
        next_base_fee = shared.rules(&block).base_fee;
    }
    history.base_fee_per_gas.push(next_base_fee.into());
    history.base_fee_per_blob_gas.push(1);
    history.reward = (!percentiles.is_empty()).then_some(rewards);
    answer(history)
}

fn check_percentiles(percentiles: &[f64]) -> Result<(), ErrorPayload> {
    let in_range = percentiles.iter().all(|percentile| (0.0..=100.0).contains(percentile));
    if in_range && percentiles.is_sorted() {
        return Ok(());
    }
    Err(invalid_params("invalid argument 2 (percentiles): expected rising numbers from 0 to 100"))
}

/// The tips of a block at percentiles of its gas.
fn tips_at(block: &Block, percentiles: &[f64]) -> Vec<u128> {
    let tip = |index: usize| block.transactions[index].effective_tip_per_gas(block.base_fee()).unwrap_or_default();
    let mut tips: Vec<_> = (0..block.transactions.len()).map(|index| (tip(index), block.gas_used_by(index))).collect();
    tips.sort_unstable();
    let at = |percentile: &f64| {
        let threshold = (block.header.gas_used as f64 * percentile / 100.0) as u64;
        let mut gas = 0;
        let reached = tips.iter().find(|(_, used)| {
            gas += used;
            gas >= threshold
        });
        reached.or(tips.last()).map_or(0, |(tip, _)| *tip)
    };
    percentiles.iter().map(at).collect()
}
