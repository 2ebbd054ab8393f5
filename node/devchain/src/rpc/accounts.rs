//! Reads of accounts at a block.

use super::{Params, Rpc, RpcResult, answer, errors::unknown_block};
use crate::{error::StoreError, history::StateAt, state::StateRead as _};
use alloy::{
    eips::{BlockId, BlockNumberOrTag},
    primitives::{Address, B256, Bytes, U64, U256},
    rpc::json_rpc::ErrorPayload,
};

impl Rpc {
    /// Runs a read against the state of a block.
    fn at<T>(
        &self,
        block: BlockId,
        read: impl FnOnce(&StateAt<'_>) -> Result<T, StoreError>,
    ) -> Result<T, ErrorPayload> {
        let shared = self.shared();
        let number = match block {
            BlockId::Hash(hash) => {
                Some(shared.block_by_hash(hash.block_hash)?.ok_or_else(unknown_block)?.header.number)
            }
            BlockId::Number(BlockNumberOrTag::Latest | BlockNumberOrTag::Pending) => None,
            BlockId::Number(tag) => Some(shared.number_of_tag(tag)),
        };
        let published = shared.read();
        let number = number.unwrap_or(published.number());
        if number > published.number() {
            return Err(unknown_block());
        }
        let state = shared.state_at(&published, number)?;
        Ok(read(&state)?)
    }
}

pub(super) fn balance(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let address: Address = params.required(0, "address")?;
    let account = rpc.at(params.block(1)?, |state| state.account(address))?;
    answer(account.unwrap_or_default().balance)
}

/// With `pending` the transactions that wait in the pool count too.
pub(super) fn nonce(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let address: Address = params.required(0, "address")?;
    let block = params.block(1)?;
    if block == BlockId::Number(BlockNumberOrTag::Pending) {
        let pool = rpc.shared().pool();
        let mined = rpc.shared().read().state.info(address).unwrap_or_default().nonce;
        return answer(U64::from(pool.next_nonce(address, mined)));
    }
    let account = rpc.at(block, |state| state.account(address))?;
    answer(U64::from(account.unwrap_or_default().nonce))
}

pub(super) fn code(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let address: Address = params.required(0, "address")?;
    let code = rpc.at(params.block(1)?, |state| match state.account(address)? {
        Some(account) => Ok(state.code(account.code_hash)?.original_bytes()),
        None => Ok(Bytes::new()),
    })?;
    answer(code)
}

pub(super) fn storage(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let address: Address = params.required(0, "address")?;
    let slot: U256 = params.required(1, "slot")?;
    answer(B256::from(rpc.at(params.block(2)?, |state| state.storage(address, slot))?))
}
