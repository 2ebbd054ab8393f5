//! Members, voting units, roles, charter, invitations.

use alloy::primitives::{Address, B256};
use palabre_contracts::MemberId;

use super::{At, applications, fact, run, votes};
use crate::{
    fold::MemberChange,
    sql::Connection,
    store::{ApplicationStatus, StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &MemberChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        MemberChange::Joined { member, wallet, invited_by, charter_version } => {
            let sql = "INSERT INTO members (community, member_id, wallet, status, unit, unit_since, charter_version,
                    roles, joined_at, invited_by, left_at)
                VALUES ($1, $2, $3, 'active', 0, NULL, $4, 0, $5, $6, NULL)
                ON CONFLICT (community, member_id) DO UPDATE SET wallet = excluded.wallet, status = 'active', unit = 0,
                    unit_since = NULL, charter_version = excluded.charter_version, roles = 0,
                    joined_at = excluded.joined_at, invited_by = excluded.invited_by, left_at = NULL";
            run(tx, sql, values![community, *member, *wallet, *charter_version, at.time, *invited_by]).await?;
            applications::close_open(tx, at, *wallet, ApplicationStatus::Void).await
        }
        MemberChange::Departed { member, status } => {
            let sql = "UPDATE members SET status = $3, left_at = $4 WHERE community = $1 AND member_id = $2";
            run(tx, sql, values![community, *member, *status, at.time]).await
        }
        MemberChange::UnitGained { member } => gain_unit(tx, at, *member).await,
        MemberChange::UnitLost { member } => lose_unit(tx, at, *member).await,
        MemberChange::Roles { member, roles } => {
            let sql = "INSERT INTO role_changes (community, member_id, roles, changed_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6)";
            run(tx, sql, fact(at, values![community, *member, *roles])).await?;
            let sql = "UPDATE members SET roles = $3 WHERE community = $1 AND member_id = $2";
            run(tx, sql, values![community, *member, *roles]).await
        }
        MemberChange::WalletMoved { member, wallet } => {
            let sql = "UPDATE members SET wallet = $3 WHERE community = $1 AND member_id = $2";
            run(tx, sql, values![community, *member, *wallet]).await?;
            applications::close_open(tx, at, *wallet, ApplicationStatus::Void).await
        }
        MemberChange::Suspended { member, moderator, until, reason } => {
            suspend(tx, at, *member, *until, (*moderator, *reason)).await
        }
        MemberChange::SuspensionLifted { member } => lift_suspension(tx, at, *member).await,
        MemberChange::UnitRemoved { member, reason } => {
            let sql = "INSERT INTO unit_removals (community, member_id, reason, removed_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6)";
            run(tx, sql, fact(at, values![community, *member, *reason])).await
        }
        MemberChange::UnitAllowed { member } => {
            let sql = "UPDATE unit_removals SET allowed_at = $3
                WHERE community = $1 AND member_id = $2 AND allowed_at IS NULL";
            run(tx, sql, values![community, *member, at.time]).await
        }
        MemberChange::Charter { version, hash, uri } => publish_charter(tx, at, *version, (*hash, uri)).await,
        MemberChange::Accepted { member, version, wallet } => accept(tx, at, *member, *version, *wallet).await,
        MemberChange::InvitationUsed { invitation, issuer } => count_use(tx, at, *invitation, *issuer).await,
        MemberChange::InvitationRevoked { invitation, issuer } => {
            let sql = "INSERT INTO invitations (community, invitation, issuer, uses, revoked_at)
                VALUES ($1, $2, $3, 0, $4)
                ON CONFLICT (community, invitation) DO UPDATE SET revoked_at = excluded.revoked_at";
            run(tx, sql, values![community, *invitation, *issuer, at.time]).await
        }
    }
}

async fn publish_charter(
    tx: &mut Connection,
    at: At<'_>,
    version: u16,
    (hash, uri): (B256, &str),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO charters (community, version, hash, uri, published_at, block_number, log_index)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run(tx, sql, fact(at, values![at.community, version, hash, uri])).await?;
    let sql = "INSERT INTO community_states (community, charter_version) VALUES ($1, $2)
        ON CONFLICT (community) DO UPDATE SET charter_version = excluded.charter_version";
    run(tx, sql, values![at.community, version]).await
}

async fn accept(
    tx: &mut Connection,
    at: At<'_>,
    member: MemberId,
    version: u16,
    wallet: Address,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO charter_acceptances (community, member_id, version, wallet, accepted_at,
        block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run(tx, sql, fact(at, values![at.community, member, version, wallet])).await?;
    let sql = "UPDATE members SET charter_version = $3 WHERE community = $1 AND member_id = $2";
    run(tx, sql, values![at.community, member, version]).await
}

async fn suspend(
    tx: &mut Connection,
    at: At<'_>,
    member: MemberId,
    until: u64,
    (moderator, reason): (MemberId, B256),
) -> Result<(), StoreError> {
    let sql = "INSERT INTO suspensions (community, member_id, moderator, until, reason, suspended_at,
        block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    run(tx, sql, fact(at, values![at.community, member, moderator, until, reason])).await?;
    set_suspension(tx, at, member, Some(until)).await
}

async fn lift_suspension(tx: &mut Connection, at: At<'_>, member: MemberId) -> Result<(), StoreError> {
    let sql = "UPDATE suspensions SET lifted_at = $3
        WHERE community = $1 AND member_id = $2 AND (block_number, log_index) = (
            SELECT block_number, log_index FROM suspensions WHERE community = $1 AND member_id = $2
            ORDER BY block_number DESC, log_index DESC LIMIT 1)";
    run(tx, sql, values![at.community, member, at.time]).await?;
    set_suspension(tx, at, member, None).await
}

async fn set_suspension(
    tx: &mut Connection,
    at: At<'_>,
    member: MemberId,
    until: Option<u64>,
) -> Result<(), StoreError> {
    let sql = "UPDATE members SET suspended_until = $3 WHERE community = $1 AND member_id = $2";
    run(tx, sql, values![at.community, member, until]).await
}

async fn gain_unit(tx: &mut Connection, at: At<'_>, member: MemberId) -> Result<(), StoreError> {
    let sql = "INSERT INTO units (community, member_id, since, block_number, log_index) VALUES ($1, $2, $3, $4, $5)";
    run(tx, sql, fact(at, values![at.community, member])).await?;
    let sql = "UPDATE members SET unit = 1, unit_since = $3 WHERE community = $1 AND member_id = $2";
    run(tx, sql, values![at.community, member, at.time]).await?;
    votes::raise_units(tx, at).await
}

async fn lose_unit(tx: &mut Connection, at: At<'_>, member: MemberId) -> Result<(), StoreError> {
    let sql = "UPDATE units SET until = $3, end_block = $4, end_log = $5
        WHERE community = $1 AND member_id = $2 AND until IS NULL";
    run(tx, sql, fact(at, values![at.community, member])).await?;
    let sql = "UPDATE members SET unit = 0, unit_since = NULL WHERE community = $1 AND member_id = $2";
    run(tx, sql, values![at.community, member]).await?;
    votes::lower_units(tx, at).await
}

async fn count_use(tx: &mut Connection, at: At<'_>, invitation: B256, issuer: u64) -> Result<(), StoreError> {
    let sql = "INSERT INTO invitations (community, invitation, issuer, uses, revoked_at) VALUES ($1, $2, $3, 1, NULL)
        ON CONFLICT (community, invitation) DO UPDATE SET uses = invitations.uses + 1";
    run(tx, sql, values![at.community, invitation, issuer]).await
}
