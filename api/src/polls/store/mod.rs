//! All SQL of polls.

mod ballots;
mod row;

use alloy::primitives::{B256, Bytes, U256};
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::sql;
use palabre_indexer::store::BlockRef;

pub use self::row::{Ballot, Closed, Poll};
use self::row::{amount, poll};
use super::{error::PollError, terms::Terms};

/// Rows of one statement: SQLite takes at most 32,766 values.
const ROWS: usize = 5_000;

/// The tables of polls.
#[derive(Clone, Debug)]
pub(super) struct Book {
    pool: sql::Pool,
}

/// A poll about to be stored.
pub(super) struct NewPoll<'a> {
    pub(super) community: &'a Slug,
    pub(super) id: B256,
    pub(super) author_id: MemberId,
    pub(super) terms: &'a Terms,
    pub(super) signature: &'a Bytes,
    pub(super) opened_at: u64,
    pub(super) snapshot: BlockRef,
    pub(super) electors: &'a [(MemberId, U256)],
}

impl Book {
    pub(super) fn new(pool: sql::Pool) -> Self {
        Self { pool }
    }

    /// A poll by its number.
    pub(super) async fn poll(&self, community: &Slug, number: u64) -> Result<Option<Poll>, PollError> {
        let row = sql::query("SELECT * FROM polls WHERE community = $1 AND number = $2")
            .bind(community.as_str())
            .bind(number as i64)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(poll).transpose()
    }

    /// A poll by what its author signed.
    pub(super) async fn by_id(&self, id: B256) -> Result<Option<Poll>, PollError> {
        let row = sql::query("SELECT * FROM polls WHERE id = $1").bind(id.to_vec()).fetch_optional(&self.pool).await?;
        row.as_ref().map(poll).transpose()
    }

    /// Polls, the newest first, below a number; only those that are open or closed at `now` when asked.
    pub(super) async fn polls(
        &self,
        community: &Slug,
        open: Option<bool>,
        now: u64,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Poll>, PollError> {
        let mut query = sql::QueryBuilder::new("SELECT * FROM polls WHERE community = ");
        query.push_bind(community.as_str().to_owned());
        if let Some(open) = open {
            query.push(if open { " AND closes_at > " } else { " AND closes_at <= " }).push_bind(now as i64);
        }
        if let Some(before) = before {
            query.push(" AND number < ").push_bind(before as i64);
        }
        query.push(" ORDER BY number DESC LIMIT ").push_bind(i64::from(limit));
        let rows = query.build().fetch_all(&self.pool).await?;
        rows.iter().map(poll).collect()
    }

    /// Open polls of one author.
    pub(super) async fn open_of(&self, community: &Slug, author: MemberId, now: u64) -> Result<u64, PollError> {
        let sql = "SELECT COUNT(*) FROM polls WHERE community = $1 AND author_id = $2 AND closes_at > $3";
        let count: i64 = sql::query_scalar(sql)
            .bind(community.as_str())
            .bind(author.as_i64())
            .bind(now as i64)
            .fetch_one(&self.pool)
            .await?;
        Ok(count as u64)
    }

    /// Polls whose time is over and whose root is not on chain yet.
    pub(super) async fn to_close(&self, community: &Slug, now: u64) -> Result<Vec<Poll>, PollError> {
        let sql =
            "SELECT * FROM polls WHERE community = $1 AND anchored = 0 AND closes_at <= $2 ORDER BY number LIMIT 50";
        let rows = sql::query(sql).bind(community.as_str()).bind(now as i64).fetch_all(&self.pool).await?;
        rows.iter().map(poll).collect()
    }

    /// Stores a poll with its electorate and answers its number; nothing when the same poll is stored already.
    pub(super) async fn open(&self, new: &NewPoll<'_>) -> Result<Option<u64>, PollError> {
        let mut transaction = self.pool.begin().await?;
        let weight = new.electors.iter().fold(U256::ZERO, |sum, (_, weight)| sum.saturating_add(*weight));
        let signed = new.terms.signed();
        let message = serde_json::to_string(signed).map_err(|error| PollError::Damaged(error.to_string()))?;
        let number: Option<i64> = sql::query_scalar(
            "INSERT INTO polls (community, number, id, author_id, author, signature, message, kind, house, closes_at,
             opened_at, snapshot_number, snapshot_hash, snapshot_time, electors, weight)
             VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM polls WHERE community = $1), $2, $3, $4, $5, $6, $7,
             $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT (id) DO NOTHING RETURNING number",
        )
        .bind(new.community.as_str())
        .bind(new.id.to_vec())
        .bind(new.author_id.as_i64())
        .bind(signed.author.to_vec())
        .bind(new.signature.to_vec())
        .bind(message)
        .bind(new.terms.kind().as_str())
        .bind(new.terms.house().as_str())
        .bind(signed.closesAt as i64)
        .bind(new.opened_at as i64)
        .bind(new.snapshot.block_number as i64)
        .bind(new.snapshot.block_hash.to_vec())
        .bind(new.snapshot.block_time as i64)
        .bind(new.electors.len() as i64)
        .bind(amount(weight))
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(number) = number else { return Ok(None) };
        for chunk in new.electors.chunks(ROWS) {
            insert_electors(&mut transaction, new.id, chunk).await?;
        }
        transaction.commit().await?;
        Ok(Some(number as u64))
    }

    /// From now on no ballot is taken.
    pub(super) async fn lock(&self, id: B256, now: u64) -> Result<(), PollError> {
        sql::query("UPDATE polls SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL")
            .bind(id.to_vec())
            .bind(now as i64)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Writes the last count down, once.
    pub(super) async fn close(&self, id: B256, result: &str, root: B256) -> Result<(), PollError> {
        sql::query("UPDATE polls SET result = $2, root = $3 WHERE id = $1 AND result IS NULL")
            .bind(id.to_vec())
            .bind(result)
            .bind(root.to_vec())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// The root is on its way to the chain, or there.
    pub(super) async fn anchored(&self, id: B256, intent: B256, done: bool) -> Result<(), PollError> {
        sql::query("UPDATE polls SET anchor_intent = $2, anchored = $3 WHERE id = $1")
            .bind(id.to_vec())
            .bind(intent.to_vec())
            .bind(i64::from(done))
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

async fn insert_electors(
    connection: &mut sql::Connection,
    poll: B256,
    electors: &[(MemberId, U256)],
) -> Result<(), PollError> {
    let row = |(member, weight): &(MemberId, U256)| {
        vec![sql::Value::from(poll.to_vec()), sql::Value::from(*member), sql::Value::from(amount(*weight))]
    };
    let into = "INSERT INTO poll_electors (poll, member_id, weight)";
    sql::insert_rows(connection, into, electors.iter().map(row), "").await?;
    Ok(())
}
