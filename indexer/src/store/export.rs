//! The canonical export: what two mirrors of the same life have in common, whenever and in how many blocks it was
//! lived. One JSON object a line, sorted.

use std::collections::BTreeMap;

use alloy::hex;
use serde_json::Value as Json;
use sqlx::AssertSqlSafe;

use super::{Store, StoreError, value::Value, write::DERIVED};
use crate::sql::{Row, query};

/// Tables that tell where the mirror is, or repeat what the derived tables say.
#[cfg(test)]
const LEFT_OUT: [&str; 9] = [
    "blocks",
    "chains",
    "contract_codes",
    "cursors",
    "events",
    "folds",
    "undo_floors",
    "undo_rows",
    "verified_heights",
];

/// Columns that depend on when something happened.
const VOLATILE: [&str; 15] = [
    "block_number",
    "chain_id",
    "end_block",
    "end_log",
    "eta",
    "from_block",
    "genesis",
    "log_index",
    "rest_until",
    "since",
    "tx_hash",
    "unit_since",
    "until",
    "vote_end",
    "vote_start",
];

impl Store {
    /// All mirror tables as sorted JSON Lines without block, transaction and time columns.
    pub async fn canonical_export(&self) -> Result<String, StoreError> {
        let mut lines = Vec::new();
        for table in ["communities"].into_iter().chain(DERIVED) {
            let sql = format!("SELECT * FROM {table}");
            let rows = query(AssertSqlSafe(sql)).fetch_all(&self.readers).await?;
            for row in &rows {
                lines.push(line(table, row)?);
            }
        }
        lines.sort_unstable();
        Ok(lines.concat())
    }
}

fn line(table: &str, row: &Row) -> Result<String, StoreError> {
    let mut columns = BTreeMap::new();
    for name in row.columns() {
        if !VOLATILE.contains(&name) && !name.ends_with("_at") {
            columns.insert(name, json(row.try_get(name)?));
        }
    }
    let columns = serde_json::to_string(&columns).map_err(|problem| StoreError::StoredEvent(problem.to_string()))?;
    Ok(format!("{{\"table\":\"{table}\",\"row\":{columns}}}\n"))
}

fn json(value: Value) -> Json {
    match value {
        Value::Null(_) | Value::List(..) => Json::Null,
        Value::Int(number) => number.into(),
        Value::Text(text) => text.into(),
        Value::Blob(bytes) => hex::encode_prefixed(bytes).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_table_is_exported_or_left_out_on_purpose() {
        let store = crate::testing::store().await;
        let tables = crate::testing::tables(store.pool()).await;
        let mut ours: Vec<&str> = ["communities"].into_iter().chain(DERIVED).chain(LEFT_OUT).collect();
        ours.sort_unstable();
        assert_eq!(tables, ours);
    }

    #[tokio::test]
    async fn an_empty_mirror_exports_nothing() {
        assert_eq!(crate::testing::store().await.canonical_export().await.expect("a valid case"), "");
    }
}
