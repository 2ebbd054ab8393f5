//! Deliveries: kept raw until they were read.

use palabre_indexer::sql::{self, Value};

use super::database;
use crate::error::ApiError;

/// Bytes of bodies that are read at a time.
const MOST_BYTES: u64 = 16 << 20;

/// A genuine delivery that is to be stored.
#[derive(Clone, Debug)]
pub(in crate::tools) struct Arrived {
    pub(in crate::tools) source: String,
    /// Names the delivery.
    pub(in crate::tools) id: String,
    pub(in crate::tools) body: Vec<u8>,
    pub(in crate::tools) received_at: u64,
}

/// A delivery that waits to be read.
#[derive(Clone, Debug)]
pub(in crate::tools) struct Due {
    pub(in crate::tools) arrived: Arrived,
}

/// A delivery that could not be read, without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedDelivery {
    /// Names it.
    pub id: String,
    /// When it came.
    pub received_at: u64,
    /// How often it was tried.
    pub attempts: u64,
    /// What was wrong.
    pub error: String,
    /// Bytes of its body.
    pub size: u64,
}

/// Stores deliveries, all or none; those that are there already stay as they are.
pub(in crate::tools) async fn store(pool: &sql::Pool, arrived: &[Arrived]) -> sqlx::Result<()> {
    let row = |one: &Arrived| {
        vec![
            Value::from(&one.source),
            Value::from(&one.id),
            Value::from(one.body.as_slice()),
            Value::from(one.received_at),
            Value::from("new"),
            Value::from(0u64),
            Value::from(one.received_at),
        ]
    };
    let mut transaction = pool.begin().await?;
    let into = "INSERT INTO tool_deliveries (source, external_id, body, received_at, state, attempts, next_at)";
    sql::insert_rows(&mut transaction, into, arrived.iter().map(row), " ON CONFLICT (source, external_id) DO NOTHING")
        .await?;
    transaction.commit().await
}

/// Deliveries that are to be read now, oldest first: at most `most`, and no more bytes than fit into memory well.
pub(in crate::tools) async fn due(pool: &sql::Pool, now: u64, most: u32) -> Result<Vec<Due>, ApiError> {
    let sizes = sql::query(
        "SELECT source, external_id, CAST(LENGTH(body) AS BIGINT) AS size FROM tool_deliveries WHERE state = 'new' AND next_at <= $1
         ORDER BY next_at, received_at, source, external_id LIMIT $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(pool)
    .await
    .map_err(database)?;
    let (mut due, mut bytes) = (Vec::new(), 0);
    for row in &sizes {
        bytes += row.try_get::<u64, _>("size").map_err(database)?;
        if bytes > MOST_BYTES && !due.is_empty() {
            break;
        }
        let (source, id): (String, String) =
            (row.try_get("source").map_err(database)?, row.try_get("external_id").map_err(database)?);
        let found = sql::query(
            "SELECT body, received_at FROM tool_deliveries
             WHERE source = $1 AND external_id = $2 AND state = 'new'",
        )
        .bind(&source)
        .bind(&id)
        .fetch_optional(pool)
        .await
        .map_err(database)?;
        let Some(found) = found else { continue };
        due.push(Due {
            arrived: Arrived {
                source,
                id,
                body: found.try_get("body").map_err(database)?,
                received_at: found.try_get("received_at").map_err(database)?,
            },
        });
    }
    Ok(due)
}

/// It was read: its body is needed no more.
pub(in crate::tools) async fn done(
    connection: &mut sql::Connection,
    source: &str,
    id: &str,
    now: u64,
) -> sqlx::Result<()> {
    sql::query(
        "UPDATE tool_deliveries SET state = 'done', body = $4, error = NULL, attempts = attempts + 1, done_at = $3
         WHERE source = $1 AND external_id = $2",
    )
    .bind(source)
    .bind(id)
    .bind(now)
    .bind(Vec::<u8>::new())
    .execute(connection)
    .await?;
    Ok(())
}

/// It could not be read: never, or not before `again_at`.
pub(in crate::tools) async fn failed(
    pool: &sql::Pool,
    due: &Due,
    error: &str,
    again_at: Option<u64>,
) -> Result<(), ApiError> {
    sql::query(
        "UPDATE tool_deliveries SET state = $3, error = $4, attempts = attempts + 1, next_at = COALESCE($5, next_at)
         WHERE source = $1 AND external_id = $2 AND state = 'new'",
    )
    .bind(&due.arrived.source)
    .bind(&due.arrived.id)
    .bind(if again_at.is_some() { "new" } else { "failed" })
    .bind(error)
    .bind(again_at)
    .execute(pool)
    .await
    .map_err(database)?;
    Ok(())
}

/// How many wait, and how many could not be read.
pub(in crate::tools) async fn counts(pool: &sql::Pool, source: &str) -> Result<(u64, u64), ApiError> {
    super::counts(pool, "tool_deliveries", source).await
}

/// Those that could not be read, latest first.
pub(in crate::tools) async fn dead(
    pool: &sql::Pool,
    source: &str,
    limit: u32,
) -> Result<Vec<FailedDelivery>, ApiError> {
    let rows = sql::query(
        "SELECT external_id, received_at, attempts, error, CAST(LENGTH(body) AS BIGINT) AS size FROM tool_deliveries
         WHERE source = $1 AND state = 'failed' ORDER BY received_at DESC, external_id LIMIT $2",
    )
    .bind(source)
    .bind(limit)
    .fetch_all(pool)
    .await
    .map_err(database)?;
    let read = |row: &sql::Row| -> sqlx::Result<FailedDelivery> {
        Ok(FailedDelivery {
            id: row.try_get("external_id")?,
            received_at: row.try_get("received_at")?,
            attempts: row.try_get("attempts")?,
            error: row.try_get::<Option<String>, _>("error")?.unwrap_or_default(),
            size: row.try_get("size")?,
        })
    };
    rows.iter().map(read).collect::<sqlx::Result<_>>().map_err(database)
}

/// Reads all that could not be read once more; answers how many.
pub(in crate::tools) async fn again(pool: &sql::Pool, source: &str, now: u64) -> Result<u64, ApiError> {
    let done =
        sql::query("UPDATE tool_deliveries SET state = 'new', next_at = $2 WHERE source = $1 AND state = 'failed'")
            .bind(source)
            .bind(now)
            .execute(pool)
            .await
            .map_err(database)?;
    Ok(done.rows_affected())
}

/// Forgets what was read before `done_before` and what could not be read and came before `failed_before`.
pub(in crate::tools) async fn prune(pool: &sql::Pool, done_before: u64, failed_before: u64) -> Result<(), ApiError> {
    for (state, before) in [("done", done_before), ("failed", failed_before)] {
        sql::query("DELETE FROM tool_deliveries WHERE state = $1 AND received_at < $2")
            .bind(state)
            .bind(before)
            .execute(pool)
            .await
            .map_err(database)?;
    }
    Ok(())
}
