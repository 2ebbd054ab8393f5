//! Blocks, transactions and receipts.

use super::{Params, Rpc, RpcResult, answer, types};
use crate::block::Block;
use alloy::{
    primitives::{B256, U64},
    rpc::json_rpc::ErrorPayload,
};
use std::sync::Arc;

impl Rpc {
    fn block_param(&self, params: &Params<'_>) -> Result<Option<Arc<Block>>, ErrorPayload> {
        let id = params.block(0)?;
        Ok(self.shared().resolve(id)?)
    }
}

pub(super) fn number(rpc: &Rpc, _: &Params<'_>) -> RpcResult {
    answer(U64::from(rpc.shared().read().number()))
}

pub(super) fn block(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let full = params.optional(1, "full transactions")?.unwrap_or(false);
    answer(rpc.block_param(params)?.map(|block| types::block(&block, full)))
}

pub(super) fn transaction_count(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    answer(rpc.block_param(params)?.map(|block| U64::from(block.transactions.len())))
}

pub(super) fn no_uncles(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    answer(rpc.block_param(params)?.map(|_| U64::ZERO))
}

pub(super) fn transaction(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let hash: B256 = params.required(0, "transaction hash")?;
    if let Some((block, index)) = rpc.shared().mined(hash)? {
        return answer(types::transaction(&block, index));
    }
    let waiting = rpc.shared().pool().get(hash);
    answer(waiting.map(|pooled| types::waiting_transaction(&pooled.tx)))
}

pub(super) fn transaction_in_block(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let index = params.number(1, "index")?.and_then(|index| usize::try_from(index).ok()).unwrap_or(usize::MAX);
    let block = rpc.block_param(params)?.filter(|block| index < block.transactions.len());
    answer(block.map(|block| types::transaction(&block, index)))
}

pub(super) fn receipt(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let hash: B256 = params.required(0, "transaction hash")?;
    answer(rpc.shared().mined(hash)?.map(|(block, index)| types::receipt(&block, index)))
}

pub(super) fn receipts(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let all = |block: Arc<Block>| (0..block.receipts.len()).map(|index| types::receipt(&block, index)).collect();
    answer(rpc.block_param(params)?.map::<Vec<_>, _>(all))
}
