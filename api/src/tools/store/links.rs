//! Whose account is whose, and links that were given out.

use alloy::primitives::{Address, B256};
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::sql;

use super::{activities, database};
use crate::error::ApiError;

/// Links of one account that are open at a time: the latest ones.
const OPEN: u64 = 5;

/// A link that was given out, or a statement that somebody is to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tools) struct Request {
    pub(in crate::tools) hash: B256,
    pub(in crate::tools) source: String,
    pub(in crate::tools) account: String,
    pub(in crate::tools) community: String,
    pub(in crate::tools) proof: String,
    pub(in crate::tools) wallet: Option<Address>,
    pub(in crate::tools) nonce: Option<String>,
    pub(in crate::tools) expires_at: u64,
}

/// An account of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLink {
    /// The tool.
    pub source: String,
    /// Stable id in the tool.
    pub account: String,
    /// The member.
    pub member: MemberId,
    /// Since when.
    pub linked_at: u64,
    /// Until when; none while it counts.
    pub unlinked_at: Option<u64>,
    /// How it was proved.
    pub proof: String,
}

/// Keeps a request; of one account only the latest few stay open.
pub(in crate::tools) async fn keep(pool: &sql::Pool, request: &Request, now: u64) -> Result<(), ApiError> {
    let mut transaction = pool.begin().await.map_err(database)?;
    sql::query("DELETE FROM link_requests WHERE expires_at <= $1")
        .bind(now)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
    let open = sql::query(
        "SELECT hash FROM link_requests WHERE source = $1 AND account = $2 AND used_at IS NULL
         ORDER BY created_at DESC, hash",
    )
    .bind(&request.source)
    .bind(&request.account)
    .fetch_all(&mut *transaction)
    .await
    .map_err(database)?;
    for row in open.iter().skip(OPEN as usize - 1) {
        sql::query("DELETE FROM link_requests WHERE hash = $1")
            .bind(row.try_get::<B256, _>("hash").map_err(database)?)
            .execute(&mut *transaction)
            .await
            .map_err(database)?;
    }
    sql::query(
        "INSERT INTO link_requests (hash, source, account, community, proof, wallet, nonce, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(request.hash)
    .bind(&request.source)
    .bind(&request.account)
    .bind(&request.community)
    .bind(&request.proof)
    .bind(request.wallet)
    .bind(request.nonce.clone())
    .bind(now)
    .bind(request.expires_at)
    .execute(&mut *transaction)
    .await
    .map_err(database)?;
    transaction.commit().await.map_err(database)
}

/// The open request behind a hash.
pub(in crate::tools) async fn open(pool: &sql::Pool, hash: B256, now: u64) -> Result<Option<Request>, ApiError> {
    let sql = "SELECT * FROM link_requests WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";
    let row = sql::query(sql).bind(hash).bind(now).fetch_optional(pool).await.map_err(database)?;
    row.as_ref().map(request).transpose().map_err(database)
}

/// The open request whose statement carries this number.
pub(in crate::tools) async fn by_nonce(pool: &sql::Pool, nonce: &str, now: u64) -> Result<Option<Request>, ApiError> {
    let sql = "SELECT * FROM link_requests WHERE nonce = $1 AND used_at IS NULL AND expires_at > $2";
    let row = sql::query(sql).bind(nonce).bind(now).fetch_optional(pool).await.map_err(database)?;
    row.as_ref().map(request).transpose().map_err(database)
}

/// Whoever opens the page is to sign this statement; one that was written before is void.
pub(in crate::tools) async fn is_for(
    pool: &sql::Pool,
    hash: B256,
    wallet: Address,
    nonce: &str,
) -> Result<(), ApiError> {
    sql::query("UPDATE link_requests SET wallet = $2, nonce = $3 WHERE hash = $1 AND used_at IS NULL")
        .bind(hash)
        .bind(wallet)
        .bind(nonce)
        .execute(pool)
        .await
        .map_err(database)?;
    Ok(())
}

/// Uses a request up, inside a transaction; false if somebody else did.
pub(in crate::tools) async fn use_up(connection: &mut sql::Connection, nonce: &str, now: u64) -> sqlx::Result<bool> {
    let used =
        sql::query("UPDATE link_requests SET used_at = $2 WHERE nonce = $1 AND used_at IS NULL AND expires_at > $2")
            .bind(nonce)
            .bind(now)
            .execute(connection)
            .await?;
    Ok(used.rows_affected() == 1)
}

/// Gives an account to a member, inside a transaction. It is taken from whoever had it: an account is of one at a time.
pub(in crate::tools) async fn link(
    connection: &mut sql::Connection,
    (source, account): (&str, &str),
    community: &Slug,
    member: MemberId,
    proof: &str,
    now: u64,
) -> sqlx::Result<()> {
    let before =
        sql::query("SELECT * FROM account_links WHERE source = $1 AND account = $2 ORDER BY linked_at DESC LIMIT 1")
            .bind(source)
            .bind(account)
            .fetch_optional(&mut *connection)
            .await?;
    let before = before.as_ref().map(account_link).transpose()?;
    if before.as_ref().is_some_and(|before| before.unlinked_at.is_none() && before.member == member) {
        return Ok(());
    }
    end(connection, source, account, now).await?;
    // What was linked and unlinked within a second stays two lines of the history.
    let linked_at = before.map_or(now, |before| now.max(before.linked_at + 1));
    sql::query(
        "INSERT INTO account_links (source, account, community, member, linked_at, proof)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(source)
    .bind(account)
    .bind(community)
    .bind(member)
    .bind(linked_at)
    .bind(proof)
    .execute(&mut *connection)
    .await?;
    activities::next_version(connection, source).await
}

/// Ends the link of an account, whoever has it.
async fn end(connection: &mut sql::Connection, source: &str, account: &str, now: u64) -> sqlx::Result<()> {
    sql::query("UPDATE account_links SET unlinked_at = $3 WHERE source = $1 AND account = $2 AND unlinked_at IS NULL")
        .bind(source)
        .bind(account)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes an account from a member; false if it is not theirs.
pub(in crate::tools) async fn unlink(
    pool: &sql::Pool,
    source: &str,
    account: &str,
    community: &Slug,
    member: MemberId,
    now: u64,
) -> Result<bool, ApiError> {
    let mut transaction = pool.begin().await.map_err(database)?;
    let ended = sql::query(
        "UPDATE account_links SET unlinked_at = $5 WHERE source = $1 AND account = $2 AND community = $3
         AND member = $4 AND unlinked_at IS NULL",
    )
    .bind(source)
    .bind(account)
    .bind(community)
    .bind(member)
    .bind(now)
    .execute(&mut *transaction)
    .await
    .map_err(database)?;
    if ended.rows_affected() != 1 {
        return Ok(false);
    }
    activities::next_version(&mut transaction, source).await.map_err(database)?;
    transaction.commit().await.map_err(database)?;
    Ok(true)
}

/// Whose an account is now.
pub(in crate::tools) async fn owner(
    pool: &sql::Pool,
    source: &str,
    account: &str,
) -> Result<Option<MemberId>, ApiError> {
    let sql = "SELECT member FROM account_links WHERE source = $1 AND account = $2 AND unlinked_at IS NULL";
    let row = sql::query(sql).bind(source).bind(account).fetch_optional(pool).await.map_err(database)?;
    row.map(|row| row.try_get("member")).transpose().map_err(database)
}

/// The accounts of a member, also those that are linked no more, by time.
pub(in crate::tools) async fn of_member(
    pool: &sql::Pool,
    community: &Slug,
    member: MemberId,
) -> Result<Vec<AccountLink>, ApiError> {
    let sql = "SELECT * FROM account_links WHERE community = $1 AND member = $2 ORDER BY linked_at, source, account";
    let rows = sql::query(sql).bind(community).bind(member).fetch_all(pool).await.map_err(database)?;
    rows.iter().map(account_link).collect::<sqlx::Result<_>>().map_err(database)
}

/// All accounts that count in a community now.
pub(in crate::tools) async fn of_community(pool: &sql::Pool, community: &Slug) -> Result<Vec<AccountLink>, ApiError> {
    let sql = "SELECT * FROM account_links WHERE community = $1 AND unlinked_at IS NULL ORDER BY source, account";
    let rows = sql::query(sql).bind(community).fetch_all(pool).await.map_err(database)?;
    rows.iter().map(account_link).collect::<sqlx::Result<_>>().map_err(database)
}

/// The salt of an account; `fresh` becomes it where there is none yet.
pub(in crate::tools) async fn salt(
    connection: &mut sql::Connection,
    source: &str,
    account: &str,
    fresh: B256,
) -> sqlx::Result<B256> {
    sql::query("INSERT INTO account_salts (source, account, salt) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(source)
        .bind(account)
        .bind(fresh)
        .execute(&mut *connection)
        .await?;
    let sql = "SELECT salt FROM account_salts WHERE source = $1 AND account = $2";
    sql::query(sql).bind(source).bind(account).fetch_one(connection).await?.try_get("salt")
}

fn request(row: &sql::Row) -> sqlx::Result<Request> {
    Ok(Request {
        hash: row.try_get("hash")?,
        source: row.try_get("source")?,
        account: row.try_get("account")?,
        community: row.try_get("community")?,
        proof: row.try_get("proof")?,
        wallet: row.try_get("wallet")?,
        nonce: row.try_get("nonce")?,
        expires_at: row.try_get("expires_at")?,
    })
}

fn account_link(row: &sql::Row) -> sqlx::Result<AccountLink> {
    Ok(AccountLink {
        source: row.try_get("source")?,
        account: row.try_get("account")?,
        member: row.try_get("member")?,
        linked_at: row.try_get("linked_at")?,
        unlinked_at: row.try_get("unlinked_at")?,
        proof: row.try_get("proof")?,
    })
}
