//! What an intent brought about, from the logs of its receipt.

use alloy::{primitives::Address, rpc::types::TransactionReceipt, sol_types::SolEvent};
use palabre_contracts::bindings::{
    distribution::Distribution::Claimed, house::House::ProposalCreated, membership::Membership::Joined,
};
use serde_json::{Value, json};

/// The number that somebody waits for: of the new member, of the proposal, of the money. Other actions tell enough by
/// being done.
pub(super) fn outcome(contract: Address, receipt: &TransactionReceipt) -> Option<Value> {
    let logs = receipt.inner.logs().iter().filter(|log| log.address() == contract);
    logs.filter_map(|log| {
        let log = &log.inner.data;
        if let Ok(joined) = Joined::decode_log_data(log) {
            return Some(json!({ "member_id": joined.memberId.to::<u64>() }));
        }
        if let Ok(created) = ProposalCreated::decode_log_data(log) {
            return Some(json!({ "proposal_id": format!("{:#066x}", created.proposalId) }));
        }
        let claimed = Claimed::decode_log_data(log).ok()?;
        Some(json!({ "amount": claimed.amount.to_string(), "payee": claimed.payee }))
    })
    .next()
}
