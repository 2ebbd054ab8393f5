//! Applications for membership.

use alloy::primitives::{Address, B256};
use palabre_contracts::MemberId;

use super::{At, fact, run};
use crate::{
    fold::ApplicationChange,
    sql::Connection,
    store::{ApplicationStatus, StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &ApplicationChange) -> Result<(), StoreError> {
    match change {
        ApplicationChange::Submitted { wallet, application, charter_version, charter_hash, expires_at } => {
            close_open(tx, at, *wallet, ApplicationStatus::Replaced).await?;
            let sql = "INSERT INTO applications (community, wallet, application, charter_version, charter_hash,
                    expires_at, status, tx_hash, applied_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10)";
            let mut row = values![at.community, *wallet, *application, *charter_version, *charter_hash, *expires_at];
            row.extend(values![at.tx_hash]);
            run(tx, sql, fact(at, row)).await
        }
        ApplicationChange::Withdrawn { wallet, application } => {
            close(tx, at, (*wallet, *application), ApplicationStatus::Withdrawn, None, None).await
        }
        ApplicationChange::Approved { wallet, application, by, member } => {
            close(tx, at, (*wallet, *application), ApplicationStatus::Approved, Some(*by), Some(*member)).await
        }
        ApplicationChange::Declined { wallet, application, by } => {
            close(tx, at, (*wallet, *application), ApplicationStatus::Declined, Some(*by), None).await
        }
    }
}

/// Ends the application that a wallet may have, because there is a newer one or the wallet is a member's now.
///
/// Whoever is admitted by approval joins first: the approval that follows in the same transaction has the last word.
pub(super) async fn close_open(
    tx: &mut Connection,
    at: At<'_>,
    wallet: Address,
    status: ApplicationStatus,
) -> Result<(), StoreError> {
    let sql = "UPDATE applications SET status = $3, closed_at = $4
        WHERE community = $1 AND wallet = $2 AND status = 'open'";
    run(tx, sql, values![at.community, wallet, status, at.time]).await
}

async fn close(
    tx: &mut Connection,
    at: At<'_>,
    (wallet, application): (Address, B256),
    status: ApplicationStatus,
    by: Option<MemberId>,
    member: Option<MemberId>,
) -> Result<(), StoreError> {
    let sql = "UPDATE applications SET status = $4, closed_at = $5, answered_by = $6, member_id = $7
        WHERE community = $1 AND (block_number, log_index) = (
            SELECT block_number, log_index FROM applications
            WHERE community = $1 AND wallet = $2 AND application = $3
            ORDER BY block_number DESC, log_index DESC LIMIT 1)";
    run(tx, sql, values![at.community, wallet, application, status, at.time, by, member]).await
}
