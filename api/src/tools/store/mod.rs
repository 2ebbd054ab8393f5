//! All SQL of connected tools, by noun.

pub(super) mod activities;
pub(super) mod alarms;
pub(super) mod cursors;
pub(super) mod deliveries;
pub(super) mod links;
pub(super) mod names;
pub(super) mod tasks;

use palabre_indexer::sql;

use crate::error::ApiError;
pub(super) use crate::sessions::database;

/// Rows of a source in one of these tables that wait, and that were given up.
async fn counts(pool: &sql::Pool, table: &'static str, source: &str) -> Result<(u64, u64), ApiError> {
    let mut counts = (0, 0);
    for (state, count) in [("new", &mut counts.0), ("failed", &mut counts.1)] {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE source = $1 AND state = $2");
        let counted = sql::query_scalar(sqlx::AssertSqlSafe(sql)).bind(source).bind(state);
        *count = counted.fetch_one(pool).await.map_err(database)?;
    }
    Ok(counts)
}
