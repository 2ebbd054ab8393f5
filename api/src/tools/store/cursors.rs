//! How far each source was polled.

use palabre_indexer::sql;

use super::database;
use crate::error::ApiError;

/// Where polling of a source stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Where it goes on; none before the first piece.
    pub(in crate::tools) cursor: Option<String>,
    /// When it was last tried.
    pub polled_at: u64,
    /// When it is tried next.
    pub next_at: u64,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// How many failed in a row.
    pub attempts: u64,
    /// Since when.
    pub failing_since: Option<u64>,
}

/// Where polling of a source stands.
pub(in crate::tools) async fn get(pool: &sql::Pool, source: &str) -> Result<Position, ApiError> {
    let sql = "SELECT * FROM tool_cursors WHERE source = $1";
    let row = sql::query(sql).bind(source).fetch_optional(pool).await.map_err(database)?;
    let read = |row: sql::Row| -> sqlx::Result<Position> {
        Ok(Position {
            cursor: row.try_get("cursor")?,
            polled_at: row.try_get("polled_at")?,
            next_at: row.try_get("next_at")?,
            error: row.try_get("error")?,
            attempts: row.try_get("attempts")?,
            failing_since: row.try_get("failing_since")?,
        })
    };
    row.map_or_else(|| Ok(Position::default()), read).map_err(database)
}

/// Goes on from `before` to `after`; false if somebody else did meanwhile: then nothing may be kept.
pub(in crate::tools) async fn advance(
    connection: &mut sql::Connection,
    source: &str,
    before: Option<&str>,
    after: &str,
    now: u64,
    next_at: u64,
) -> sqlx::Result<bool> {
    let done = sql::query(
        "INSERT INTO tool_cursors (source, cursor, polled_at, next_at, attempts) VALUES ($1, $2, $3, $4, 0)
         ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, polled_at = excluded.polled_at,
         next_at = excluded.next_at, error = NULL, attempts = 0, failing_since = NULL
         WHERE COALESCE(tool_cursors.cursor, '') = $5",
    )
    .bind(source)
    .bind(after)
    .bind(now)
    .bind(next_at)
    .bind(before.unwrap_or_default())
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// An attempt failed.
pub(in crate::tools) async fn failed(
    pool: &sql::Pool,
    source: &str,
    error: &str,
    now: u64,
    next_at: u64,
) -> Result<(), ApiError> {
    sql::query(
        "INSERT INTO tool_cursors (source, polled_at, next_at, error, attempts, failing_since)
         VALUES ($1, $3, $4, $2, 1, $3)
         ON CONFLICT (source) DO UPDATE SET polled_at = excluded.polled_at, next_at = excluded.next_at,
         error = excluded.error, attempts = tool_cursors.attempts + 1,
         failing_since = COALESCE(tool_cursors.failing_since, excluded.failing_since)",
    )
    .bind(source)
    .bind(error)
    .bind(now)
    .bind(next_at)
    .execute(pool)
    .await
    .map_err(database)?;
    Ok(())
}

/// The next attempt is due at once.
pub(in crate::tools) async fn hurry(pool: &sql::Pool, source: &str, now: u64) -> Result<(), ApiError> {
    let sql = "UPDATE tool_cursors SET next_at = $2 WHERE source = $1";
    sql::query(sql).bind(source).bind(now).execute(pool).await.map_err(database)?;
    Ok(())
}
