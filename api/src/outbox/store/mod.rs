//! All SQL of the outbox.

mod row;

use palabre_indexer::sql;

pub(super) use self::row::Claimed;
pub use self::row::{Entry, EntryState, SourceState};
use super::letter::{Letter, Place, reader, to_stored};
use crate::{connectors::command::Tongue, error::ApiError, sessions::database};

/// Longest text that is kept of a failure, in characters.
const MAX_ERROR: usize = 300;

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) state: EntryState,
    pub(super) counts: bool,
    pub(super) next_at: u64,
    pub(super) error: Option<String>,
    pub(super) told: Option<String>,
    pub(super) now: u64,
}

/// The tables.
#[derive(Clone, Debug)]
pub(super) struct Book {
    pool: sql::Pool,
}

/// Writes a letter down, unless one of its name is there already. Answers whether it is new.
pub(super) async fn write(connection: &mut sql::Connection, letter: &Letter, now: u64) -> Result<bool, ApiError> {
    let language = match letter.language {
        Tongue::Fr => "fr",
        Tongue::En => "en",
    };
    let written = sql::query(
        "INSERT INTO outbox (id, source, community, kind, destination, account, body, language, urgency, state, attempts,
            step, tried_at, next_at, expires_at, error, told, created_at, done_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'pending', 0, 0, NULL, $10, $11, NULL, NULL, $10, NULL)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(&letter.id)
    .bind(&letter.source)
    .bind(letter.community.as_str())
    .bind(Place::from(&letter.to).as_str())
    .bind(to_stored(&letter.to).map_err(ApiError::internal)?)
    .bind(reader(&letter.to).map(str::to_owned))
    .bind(letter.body())
    .bind(language)
    .bind(letter.urgency.number())
    .bind(now as i64)
    .bind(letter.expires_at.map(|at| i64::try_from(at).unwrap_or(i64::MAX)))
    .execute(connection)
    .await
    .map_err(database)?;
    Ok(written.rows_affected() == 1)
}

impl Book {
    pub(super) fn new(pool: sql::Pool) -> Self {
        Self { pool }
    }

    pub(super) fn pool(&self) -> &sql::Pool {
        &self.pool
    }

    /// Takes the message to a tool that is due first; nobody else takes it before `lease`.
    pub(super) async fn claim(&self, source: &str, now: u64, lease: u64) -> Result<Option<Claimed>, ApiError> {
        let row = sql::query_as(
            "UPDATE outbox SET attempts = attempts + 1, tried_at = COALESCE(tried_at, $2), next_at = $3
             WHERE state = 'pending' AND next_at <= $2 AND id = (
                SELECT id FROM outbox WHERE source = $1 AND state = 'pending' AND next_at <= $2
                    AND NOT EXISTS (SELECT 1 FROM outbox_sources AS s WHERE s.source = $1 AND s.rest_until > $2)
                ORDER BY urgency, created_at, id LIMIT 1)
             RETURNING *",
        )
        .bind(source)
        .bind(now as i64)
        .bind(lease as i64)
        .fetch_optional(&self.pool)
        .await;
        row.map_err(database)
    }

    /// Writes down what became of an attempt, and forgets what only one person was to see once it is done. A message
    /// that was asked for again meanwhile stays as it is.
    pub(super) async fn finish(&self, claimed: &Claimed, outcome: &Outcome) -> Result<(), ApiError> {
        let done = outcome.state != EntryState::Pending;
        let forget = claimed.place.is_private() && matches!(outcome.state, EntryState::Told | EntryState::Expired);
        sql::query(
            "UPDATE outbox SET state = $3, step = step + $4, next_at = $5, error = $6, told = $7, done_at = $8,
                body = CASE WHEN $9 = 1 THEN NULL ELSE body END, account = CASE WHEN $9 = 1 THEN NULL ELSE account END,
                destination = CASE WHEN $9 = 1 THEN NULL ELSE destination END
             WHERE id = $1 AND attempts = $2 AND state = 'pending'",
        )
        .bind(&claimed.id)
        .bind(claimed.attempts as i64)
        .bind(outcome.state.as_str())
        .bind(i64::from(outcome.counts))
        .bind(outcome.next_at as i64)
        .bind(outcome.error.as_ref().map(|error| error.chars().take(MAX_ERROR).collect::<String>()))
        .bind(outcome.told.clone())
        .bind(done.then_some(outcome.now as i64))
        .bind(i64::from(forget))
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// The tool took something.
    pub(super) async fn working(&self, source: &str) -> Result<(), ApiError> {
        let sql =
            "UPDATE outbox_sources SET rest_until = 0, failures = 0, failing_since = NULL, broken = 0, error = NULL
             WHERE source = $1 AND (failures > 0 OR broken = 1 OR rest_until > 0)";
        sql::query(sql).bind(source).execute(&self.pool).await.map_err(database)?;
        Ok(())
    }

    /// The tool did not take something.
    pub(super) async fn failing(
        &self,
        source: &str,
        now: u64,
        rest_until: u64,
        broken: bool,
        error: &str,
    ) -> Result<(), ApiError> {
        sql::query(
            "INSERT INTO outbox_sources (source, rest_until, failures, failing_since, broken, error)
             VALUES ($1, $3, 1, $2, $4, $5)
             ON CONFLICT (source) DO UPDATE SET rest_until = $3, failures = outbox_sources.failures + 1,
                failing_since = COALESCE(outbox_sources.failing_since, $2), broken = $4, error = $5",
        )
        .bind(source)
        .bind(now as i64)
        .bind(rest_until as i64)
        .bind(i64::from(broken))
        .bind(error.chars().take(MAX_ERROR).collect::<String>())
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// How sending to a tool goes; none while nothing ever failed.
    pub(super) async fn source(&self, source: &str) -> Result<Option<SourceState>, ApiError> {
        let row = sql::query_as("SELECT * FROM outbox_sources WHERE source = $1");
        row.bind(source).fetch_optional(&self.pool).await.map_err(database)
    }

    /// Whether any message may have to be sent or given up now. Asked first, because finding nothing by writing would
    /// wait for every other writer.
    pub(super) async fn has_due(&self, now: u64) -> Result<bool, ApiError> {
        let due = sql::query("SELECT 1 AS due FROM outbox WHERE state = 'pending' AND next_at <= $1 LIMIT 1");
        Ok(due.bind(now as i64).fetch_optional(&self.pool).await.map_err(database)?.is_some())
    }

    /// Gives up what is of no use any more; answers how many.
    pub(super) async fn expire(&self, now: u64) -> Result<u64, ApiError> {
        // What is being sent at this moment is left to whoever sends it.
        let expired = sql::query(
            "UPDATE outbox SET state = 'expired', done_at = $1, body = NULL, account = NULL, destination = NULL
             WHERE state = 'pending' AND expires_at <= $1 AND next_at <= $1",
        );
        Ok(expired.bind(now as i64).execute(&self.pool).await.map_err(database)?.rows_affected())
    }

    /// The messages of a community written before a moment, latest first.
    pub(super) async fn entries(
        &self,
        community: &str,
        state: Option<EntryState>,
        before: Option<(u64, String)>,
        limit: u32,
    ) -> Result<Vec<Entry>, ApiError> {
        let (at, id) = before.unwrap_or((i64::MAX as u64, String::new()));
        let rows = sql::query_as(
            "SELECT * FROM outbox WHERE community = $1 AND ($2 IS NULL OR state = $2)
                AND (created_at < $3 OR (created_at = $3 AND id < $4))
             ORDER BY created_at DESC, id DESC LIMIT $5",
        )
        .bind(community)
        .bind(state.map(EntryState::as_str))
        .bind(i64::try_from(at).unwrap_or(i64::MAX))
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await;
        rows.map_err(database)
    }

    /// One message of a community.
    pub(super) async fn entry(&self, community: &str, id: &str) -> Result<Option<Entry>, ApiError> {
        let row = sql::query_as("SELECT * FROM outbox WHERE community = $1 AND id = $2");
        row.bind(community).bind(id).fetch_optional(&self.pool).await.map_err(database)
    }

    /// Sends a dead message again from the beginning of the schedule.
    pub(super) async fn resend(&self, community: &str, id: &str, now: u64) -> Result<bool, ApiError> {
        let again = sql::query(
            "UPDATE outbox SET state = 'pending', step = 0, next_at = $3, done_at = NULL,
                expires_at = CASE WHEN expires_at <= $3 THEN NULL ELSE expires_at END
             WHERE community = $1 AND id = $2 AND state = 'dead'",
        );
        let again = again.bind(community).bind(id).bind(now as i64).execute(&self.pool).await.map_err(database)?;
        Ok(again.rows_affected() == 1)
    }

    /// Lets a tool be tried at once.
    pub(super) async fn wake(&self, source: &str) -> Result<(), ApiError> {
        let sql = "UPDATE outbox_sources SET rest_until = 0 WHERE source = $1";
        sql::query(sql).bind(source).execute(&self.pool).await.map_err(database)?;
        Ok(())
    }

    /// Forgets what waits for an account, and to whom things went.
    pub(super) async fn forget(&self, source: &str, account: &str, now: u64) -> Result<(), ApiError> {
        sql::query(
            "UPDATE outbox SET state = CASE WHEN state = 'pending' THEN 'expired' ELSE state END,
                done_at = COALESCE(done_at, $3), body = NULL, account = NULL, destination = NULL
             WHERE source = $1 AND account = $2",
        )
        .bind(source)
        .bind(account)
        .bind(now as i64)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// Forgets what was done before a moment.
    pub(super) async fn prune(&self, before: u64) -> Result<(), ApiError> {
        let sql = "DELETE FROM outbox WHERE done_at < $1";
        sql::query(sql).bind(before as i64).execute(&self.pool).await.map_err(database)?;
        Ok(())
    }

    /// How many messages wait and how many are dead, by source.
    pub(super) async fn sizes(&self) -> Result<Vec<(String, u64, u64)>, ApiError> {
        let rows = sql::query(
            "SELECT source, CAST(SUM(CASE WHEN state = 'pending' THEN 1 ELSE 0 END) AS BIGINT) AS waiting,
                CAST(SUM(CASE WHEN state = 'dead' THEN 1 ELSE 0 END) AS BIGINT) AS dead
             FROM outbox WHERE state IN ('pending', 'dead') GROUP BY source ORDER BY source",
        );
        let rows = rows.fetch_all(&self.pool).await.map_err(database)?;
        let count = |row: &sql::Row, name| row.try_get::<i64, _>(name).map(|count| count as u64);
        rows.iter()
            .map(|row| Ok((row.try_get("source")?, count(row, "waiting")?, count(row, "dead")?)))
            .collect::<Result<_, _>>()
            .map_err(database)
    }
}
