//! Alarms: what an operator must know.

use palabre_indexer::sql;

use super::database;
use crate::error::ApiError;

/// Most alarms of a source that are kept: who can make a tool raise them must not be able to fill the disk.
const MOST: u64 = 100;

/// Something that an operator must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What it is.
    pub text: String,
    /// When it was first raised.
    pub first_at: u64,
    /// When it was last raised.
    pub last_at: u64,
    /// How often.
    pub times: u64,
}

/// Raises an alarm, or counts it once more.
pub(in crate::tools) async fn raise(
    connection: &mut sql::Connection,
    source: &str,
    text: &str,
    now: u64,
) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO tool_alarms (source, text, first_at, last_at, times)
         SELECT $1, $2, $3, $3, 1 WHERE (SELECT COUNT(*) FROM tool_alarms WHERE source = $1) < $4
         OR EXISTS (SELECT 1 FROM tool_alarms WHERE source = $1 AND text = $2)
         ON CONFLICT (source, text) DO UPDATE SET last_at = excluded.last_at, times = tool_alarms.times + 1",
    )
    .bind(source)
    .bind(text)
    .bind(now)
    .bind(MOST)
    .execute(connection)
    .await?;
    Ok(())
}

/// The alarms of a source, latest first.
pub(in crate::tools) async fn of_source(pool: &sql::Pool, source: &str) -> Result<Vec<Alarm>, ApiError> {
    let sql = "SELECT * FROM tool_alarms WHERE source = $1 ORDER BY last_at DESC, text";
    let rows = sql::query(sql).bind(source).fetch_all(pool).await.map_err(database)?;
    let read = |row: &sql::Row| -> sqlx::Result<Alarm> {
        Ok(Alarm {
            text: row.try_get("text")?,
            first_at: row.try_get("first_at")?,
            last_at: row.try_get("last_at")?,
            times: row.try_get("times")?,
        })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(database)
}

/// Somebody saw them; answers how many there were.
pub(in crate::tools) async fn clear(pool: &sql::Pool, source: &str) -> Result<u64, ApiError> {
    let sql = "DELETE FROM tool_alarms WHERE source = $1";
    Ok(sql::query(sql).bind(source).execute(pool).await.map_err(database)?.rows_affected())
}
