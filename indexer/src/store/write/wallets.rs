//! Rotations and recoveries of wallets.

use alloy::primitives::Address;
use palabre_contracts::MemberId;

use super::{At, fact, run};
use crate::{
    fold::WalletChange,
    sql::Connection,
    store::{MoveCause, RecoveryStatus, StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &WalletChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        WalletChange::Rotated { member, from, to } => {
            moved(tx, at, *member, MoveCause::Rotation, (*from, *to), None).await
        }
        WalletChange::Requested { member, to, expires_at } => request(tx, at, *member, *to, *expires_at).await,
        WalletChange::Approved { member, to, moderator } => {
            let sql = "INSERT INTO recovery_approvals (community, member_id, to_wallet, moderator, approved_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![community, *member, *to, *moderator])).await
        }
        WalletChange::Started { member, from, to, moderators: [first, second], ready_at } => {
            let sql = "UPDATE recoveries SET status = 'started', from_wallet = $4, first_moderator = $5,
                    second_moderator = $6, started_at = $7, ready_at = $8
                WHERE community = $1 AND member_id = $2 AND to_wallet = $3 AND status = 'requested'";
            let row = values![community, *member, *to, *from, *first, *second, at.time, *ready_at];
            run(tx, sql, row).await
        }
        WalletChange::Cancelled { member, to, by } => {
            let sql = "UPDATE recoveries SET status = 'cancelled', closed_at = $4, cancelled_by = $5
                WHERE community = $1 AND member_id = $2 AND to_wallet = $3 AND status = 'started'";
            run(tx, sql, values![community, *member, *to, at.time, *by]).await
        }
        WalletChange::Recovered { member, from, to, rest_until } => {
            close(tx, at, *member, *to, "started", RecoveryStatus::Executed).await?;
            moved(tx, at, *member, MoveCause::Recovery, (*from, *to), Some(*rest_until)).await
        }
    }
}

async fn request(
    tx: &mut Connection,
    at: At<'_>,
    member: MemberId,
    to: Address,
    expires_at: u64,
) -> Result<(), StoreError> {
    close(tx, at, member, to, "requested", RecoveryStatus::Replaced).await?;
    let sql = "INSERT INTO recoveries (community, member_id, to_wallet, status, expires_at, tx_hash, requested_at,
        block_number, log_index) VALUES ($1, $2, $3, 'requested', $4, $5, $6, $7, $8)";
    run(tx, sql, fact(at, values![at.community, member, to, expires_at, at.tx_hash])).await
}

async fn close(
    tx: &mut Connection,
    at: At<'_>,
    member: MemberId,
    to: Address,
    before: &'static str,
    after: RecoveryStatus,
) -> Result<(), StoreError> {
    let sql = "UPDATE recoveries SET status = $5, closed_at = $6
        WHERE community = $1 AND member_id = $2 AND to_wallet = $3 AND status = $4";
    run(tx, sql, values![at.community, member, to, before, after, at.time]).await
}

async fn moved(
    tx: &mut Connection,
    at: At<'_>,
    member: MemberId,
    cause: MoveCause,
    (from, to): (Address, Address),
    rest_until: Option<u64>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO wallet_moves (community, member_id, cause, from_wallet, to_wallet, rest_until, tx_hash,
        moved_at, block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    run(tx, sql, fact(at, values![at.community, member, cause, from, to, rest_until, at.tx_hash])).await
}
