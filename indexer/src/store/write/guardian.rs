//! The guardian's term and acts.

use alloy::primitives::B256;
use palabre_contracts::{Electorate, MemberId};

use super::{At, fact, run};
use crate::{
    fold::GuardianChange,
    sql::Connection,
    store::{GuardianActKind, StoreError, value::values},
};

/// What an act is about.
#[derive(Clone, Copy, Default)]
struct About {
    house: Option<Electorate>,
    proposal: Option<B256>,
    member: Option<MemberId>,
    epoch: Option<u32>,
}

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &GuardianChange) -> Result<(), StoreError> {
    match change {
        GuardianChange::Term { expires_at } => {
            let sql = "INSERT INTO guardian_terms (community, expires_at, set_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5)";
            run(tx, sql, fact(at, values![at.community, *expires_at])).await
        }
        GuardianChange::ProposalStopped { guardian, house, proposal, reason } => {
            let about = About { house: Some(*house), proposal: Some(B256::from(*proposal)), ..About::default() };
            act(tx, at, GuardianActKind::ProposalStopped, *guardian, about, *reason).await
        }
        GuardianChange::RecoveryStopped { guardian, member, reason } => {
            let about = About { member: Some(*member), ..About::default() };
            act(tx, at, GuardianActKind::RecoveryStopped, *guardian, about, *reason).await?;
            // The cancellation stands just before, in the same transaction.
            let sql = "UPDATE recoveries SET stopped_by = $3, stop_reason = $4
                WHERE community = $1 AND (block_number, log_index) = (
                    SELECT block_number, log_index FROM recoveries
                    WHERE community = $1 AND member_id = $2 AND status = 'cancelled'
                    ORDER BY closed_at DESC, block_number DESC, log_index DESC LIMIT 1)";
            run(tx, sql, values![at.community, *member, *guardian, *reason]).await
        }
        GuardianChange::DisputesExtended { guardian, epoch, reason } => {
            let about = About { epoch: Some(*epoch), ..About::default() };
            act(tx, at, GuardianActKind::DisputesExtended, *guardian, about, *reason).await
        }
    }
}

async fn act(
    tx: &mut Connection,
    at: At<'_>,
    kind: GuardianActKind,
    guardian: MemberId,
    about: About,
    reason: B256,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO guardian_acts (community, act, guardian, house, proposal_id, member_id, epoch, reason,
        tx_hash, acted_at, block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    let mut row = values![at.community, kind, guardian, about.house, about.proposal, about.member, about.epoch];
    row.extend(values![reason, at.tx_hash]);
    run(tx, sql, fact(at, row)).await
}
