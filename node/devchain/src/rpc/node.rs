//! Questions about the node itself.

use super::{Params, Rpc, RpcResult, answer};
use alloy::primitives::{Address, Bytes, U64, keccak256};

pub(super) fn chain_id(rpc: &Rpc, _: &Params<'_>) -> RpcResult {
    answer(U64::from(rpc.chain.chain_id()))
}

pub(super) fn network(rpc: &Rpc, _: &Params<'_>) -> RpcResult {
    answer(rpc.chain.chain_id().to_string())
}

/// There is nobody to sync with.
pub(super) fn syncing(_: &Rpc, _: &Params<'_>) -> RpcResult {
    answer(false)
}

/// The chain holds no keys.
pub(super) fn accounts(_: &Rpc, _: &Params<'_>) -> RpcResult {
    answer([] as [Address; 0])
}

pub(super) fn listening(_: &Rpc, _: &Params<'_>) -> RpcResult {
    answer(true)
}

pub(super) fn client_version(_: &Rpc, _: &Params<'_>) -> RpcResult {
    answer(concat!("palabre-devchain/", env!("CARGO_PKG_VERSION")))
}

pub(super) fn keccak(_: &Rpc, params: &Params<'_>) -> RpcResult {
    answer(keccak256(params.required::<Bytes>(0, "data")?))
}
