//! Calls, gas estimates and sending.

use super::{Params, Rpc, RpcResult, answer, errors::unknown_block};
use crate::call::{Call, CallSite};
use alloy::{
    primitives::{Bytes, U64},
    rpc::{
        json_rpc::ErrorPayload,
        types::{TransactionRequest, state::StateOverride},
    },
};

pub(super) fn call(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    rpc.with_call(params, false, |call| answer(call.output()?))
}

pub(super) fn estimate_gas(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    rpc.with_call(params, true, |call| answer(U64::from(call.estimate_gas()?)))
}

pub(super) async fn send_raw(rpc: &Rpc, params: Params<'_>) -> RpcResult {
    let bytes: Bytes = params.required(0, "signed transaction")?;
    answer(rpc.chain.send_raw_transaction(&bytes).await?)
}

impl Rpc {
    fn with_call(
        &self,
        params: &Params<'_>,
        next_block: bool,
        run: impl FnOnce(&Call<'_>) -> Result<Box<serde_json::value::RawValue>, ErrorPayload>,
    ) -> RpcResult {
        let request: TransactionRequest = params.required(0, "transaction")?;
        let overrides: StateOverride = params.optional(2, "state overrides")?.unwrap_or_default();
        let shared = self.shared();
        let block = shared.resolve(params.block(1)?)?.ok_or_else(unknown_block)?;
        // Held to the end, so that the call sees one state whatever is mined meanwhile.
        let published = shared.read();
        let site = CallSite::in_block(shared, &published, block.header.number)?.ok_or_else(unknown_block)?;
        let site = if next_block { site.in_next_block(shared, &published) } else { site };
        run(&Call::new(shared, &published, site, request, overrides)?)
    }
}
