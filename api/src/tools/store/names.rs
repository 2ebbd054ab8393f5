//! How tools call accounts. Personal.

use std::collections::BTreeMap;

use palabre_indexer::sql::{self, Value};

use super::database;
use crate::error::ApiError;

/// Keeps the latest name of each account.
pub(in crate::tools) async fn note(
    connection: &mut sql::Connection,
    source: &str,
    names: &BTreeMap<String, String>,
    now: u64,
) -> sqlx::Result<()> {
    let row = |(account, name): (&String, &String)| {
        vec![Value::from(source), Value::from(account), Value::from(name), Value::from(now)]
    };
    let into = "INSERT INTO account_names (source, account, name, seen_at)";
    let rest = " ON CONFLICT (source, account) DO UPDATE SET name = excluded.name, seen_at = excluded.seen_at
         WHERE account_names.name <> excluded.name";
    sql::insert_rows(connection, into, names.iter().map(row), rest).await
}

/// How a tool calls an account, if it is known.
pub(in crate::tools) async fn of(pool: &sql::Pool, source: &str, account: &str) -> Result<Option<String>, ApiError> {
    let sql = "SELECT name FROM account_names WHERE source = $1 AND account = $2";
    let row = sql::query(sql).bind(source).bind(account).fetch_optional(pool).await.map_err(database)?;
    row.map(|row| row.try_get("name")).transpose().map_err(database)
}
