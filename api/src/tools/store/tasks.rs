//! Tasks: what has to be done because of what was read, once for each.

use palabre_indexer::sql::{self, Value};

use super::database;
use crate::error::ApiError;

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tools) struct Task {
    pub(in crate::tools) source: String,
    pub(in crate::tools) kind: String,
    /// Names it within source and kind.
    pub(in crate::tools) id: String,
    /// JSON.
    pub(in crate::tools) detail: String,
    pub(in crate::tools) attempts: u64,
    /// When an attempt before this one began.
    pub(in crate::tools) tried_at: Option<u64>,
    pub(in crate::tools) created_at: u64,
}

/// Notes things to do; those that were noted before stay as they are. Rooms that were left are entered again: with
/// `anew`, what was done is done once more.
pub(in crate::tools) async fn note(connection: &mut sql::Connection, tasks: Vec<Task>, anew: bool) -> sqlx::Result<()> {
    let row = |task: Task| {
        vec![
            Value::from(task.source),
            Value::from(task.kind),
            Value::from(task.id),
            Value::from(task.detail),
            Value::from("new"),
            Value::from(0u64),
            Value::from(task.created_at),
            Value::from(task.created_at),
        ]
    };
    let into = "INSERT INTO tool_tasks (source, kind, external_id, detail, state, attempts, next_at, created_at)";
    let rest = if anew {
        " ON CONFLICT (source, kind, external_id) DO UPDATE SET state = 'new', attempts = 0, next_at = excluded.next_at,
          detail = excluded.detail, created_at = excluded.created_at WHERE tool_tasks.state <> 'new'"
    } else {
        " ON CONFLICT (source, kind, external_id) DO NOTHING"
    };
    sql::insert_rows(connection, into, tasks.into_iter().map(row), rest).await
}

/// Takes tasks that are due, so that nobody else does before `lease`.
pub(in crate::tools) async fn claim(pool: &sql::Pool, now: u64, lease: u64, most: u32) -> Result<Vec<Task>, ApiError> {
    // Asked first: beginning to write only to find nothing would wait for every other writer.
    let due = sql::query("SELECT 1 AS due FROM tool_tasks WHERE state = 'new' AND next_at <= $1 LIMIT 1");
    if due.bind(now).fetch_optional(pool).await.map_err(database)?.is_none() {
        return Ok(Vec::new());
    }
    let mut transaction = pool.begin().await.map_err(database)?;
    let rows = sql::query(
        "SELECT * FROM tool_tasks WHERE state = 'new' AND next_at <= $1
         ORDER BY next_at, created_at, source, kind, external_id LIMIT $2",
    )
    .bind(now)
    .bind(most)
    .fetch_all(&mut *transaction)
    .await
    .map_err(database)?;
    let tasks: Vec<Task> = rows.iter().map(from_row).collect::<sqlx::Result<_>>().map_err(database)?;
    for task in &tasks {
        sql::query(
            "UPDATE tool_tasks SET next_at = $4, attempts = attempts + 1, tried_at = $5
             WHERE source = $1 AND kind = $2 AND external_id = $3",
        )
        .bind(&task.source)
        .bind(&task.kind)
        .bind(&task.id)
        .bind(lease)
        .bind(now)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
    }
    transaction.commit().await.map_err(database)?;
    Ok(tasks)
}

/// What became of a task: done, given up, or again at a time. What is over is emptied of what people wrote.
pub(in crate::tools) async fn conclude(
    pool: &sql::Pool,
    task: &Task,
    error: Option<&str>,
    again_at: Option<u64>,
) -> Result<(), ApiError> {
    let state = match (error, again_at) {
        (_, Some(_)) => "new",
        (None, None) => "done",
        (Some(_), None) => "failed",
    };
    sql::query(
        "UPDATE tool_tasks SET state = $4, error = $5, next_at = COALESCE($6, next_at),
         detail = CASE WHEN $4 = 'new' THEN detail ELSE '' END
         WHERE source = $1 AND kind = $2 AND external_id = $3",
    )
    .bind(&task.source)
    .bind(&task.kind)
    .bind(&task.id)
    .bind(state)
    .bind(error)
    .bind(again_at)
    .execute(pool)
    .await
    .map_err(database)?;
    Ok(())
}

/// How many wait, and how many were given up.
pub(in crate::tools) async fn counts(pool: &sql::Pool, source: &str) -> Result<(u64, u64), ApiError> {
    super::counts(pool, "tool_tasks", source).await
}

/// Forgets what is over since long.
pub(in crate::tools) async fn prune(pool: &sql::Pool, before: u64) -> Result<(), ApiError> {
    sql::query("DELETE FROM tool_tasks WHERE state <> 'new' AND created_at < $1")
        .bind(before)
        .execute(pool)
        .await
        .map_err(database)?;
    Ok(())
}

fn from_row(row: &sql::Row) -> sqlx::Result<Task> {
    Ok(Task {
        source: row.try_get("source")?,
        kind: row.try_get("kind")?,
        id: row.try_get("external_id")?,
        detail: row.try_get("detail")?,
        attempts: row.try_get("attempts")?,
        tried_at: row.try_get("tried_at")?,
        created_at: row.try_get("created_at")?,
    })
}
