//! Ballots and who may cast them.

use alloy::primitives::{B256, U256};
use palabre_contracts::MemberId;
use palabre_indexer::sql;

use super::{
    Book,
    row::{Ballot, ballot, weight},
};
use crate::polls::error::PollError;

const BALLOTS: &str = "SELECT b.*, e.weight FROM poll_ballots b
    JOIN poll_electors e ON e.poll = b.poll AND e.member_id = b.member_id WHERE b.poll = $1";

impl Book {
    /// The weight of a member in a poll; nothing for those who had no vote at the snapshot.
    pub(in crate::polls) async fn weight_of(&self, poll: B256, member: MemberId) -> Result<Option<U256>, PollError> {
        let row = sql::query("SELECT weight FROM poll_electors WHERE poll = $1 AND member_id = $2")
            .bind(poll.to_vec())
            .bind(member.as_i64())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(weight).transpose()
    }

    /// Members and weights of the electorate, after a member.
    pub(in crate::polls) async fn electors(
        &self,
        poll: B256,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(u64, U256)>, PollError> {
        let sql = "SELECT member_id, weight FROM poll_electors WHERE poll = $1 AND member_id > $2
            ORDER BY member_id LIMIT $3";
        let rows =
            sql::query(sql).bind(poll.to_vec()).bind(after as i64).bind(i64::from(limit)).fetch_all(&self.pool).await?;
        let elector = |row: &sql::Row| Ok((row.try_get::<i64, _>("member_id")? as u64, weight(row)?));
        rows.iter().map(elector).collect()
    }

    /// The answer of one member.
    pub(in crate::polls) async fn ballot(&self, poll: B256, member: u64) -> Result<Option<Ballot>, PollError> {
        let row = sql::query(sqlx::AssertSqlSafe(format!("{BALLOTS} AND b.member_id = $2")))
            .bind(poll.to_vec())
            .bind(member as i64)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(ballot).transpose()
    }

    /// Answers by member number, after a member.
    pub(in crate::polls) async fn ballots(&self, poll: B256, after: u64, limit: u32) -> Result<Vec<Ballot>, PollError> {
        let sql = format!("{BALLOTS} AND b.member_id > $2 ORDER BY b.member_id LIMIT $3");
        let rows = sql::query(sqlx::AssertSqlSafe(sql))
            .bind(poll.to_vec())
            .bind(after as i64)
            .bind(i64::from(limit))
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(ballot).collect()
    }

    /// Stores an answer in the place of the one before it, unless the poll was counted for the last time or another
    /// answer of the same member came first. Answers whether it was stored.
    pub(in crate::polls) async fn cast(&self, poll: B256, cast: &Ballot) -> Result<bool, PollError> {
        let answer =
            serde_json::to_string(&cast.counted.values).map_err(|error| PollError::Damaged(error.to_string()))?;
        let stored = sql::query(
            "INSERT INTO poll_ballots (poll, member_id, voter, revision, answer, reason, digest, signature, cast_at)
             SELECT id, $2, $3, $4, $5, $6, $7, $8, $9 FROM polls WHERE id = $1 AND closed_at IS NULL
             ON CONFLICT (poll, member_id) DO UPDATE SET voter = excluded.voter, revision = excluded.revision,
             answer = excluded.answer, reason = excluded.reason, digest = excluded.digest,
             signature = excluded.signature, cast_at = excluded.cast_at
             WHERE poll_ballots.revision = excluded.revision - 1",
        )
        .bind(poll.to_vec())
        .bind(cast.member_id as i64)
        .bind(cast.voter.to_vec())
        .bind(cast.revision as i64)
        .bind(answer)
        .bind(&cast.reason)
        .bind(cast.digest.to_vec())
        .bind(cast.signature.to_vec())
        .bind(cast.cast_at as i64)
        .execute(&self.pool)
        .await?;
        Ok(stored.rows_affected() == 1)
    }
}
