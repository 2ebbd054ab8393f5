//! What is hard to be faster than: axum, a pool of sqlx on the same database with the same settings, one prepared read
//! by primary key.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
};

use axum::{
    Json, Router,
    extract::{Path as Named, State},
    routing::get,
};
use serde_json::{Value, json};
use sqlx::{
    Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions},
};

use super::Outcome;

/// Tells this program to be the bare server of a database.
pub(crate) const FLAG: &str = "--serve-floor";

/// The bare server, a process of its own; it is stopped when this is dropped.
pub(crate) struct Floor {
    process: Child,
    /// Where it is.
    pub(crate) address: String,
}

impl Floor {
    pub(crate) fn start(database: &Path) -> Outcome<Self> {
        let mut process =
            Command::new(std::env::current_exe()?).arg(FLAG).arg(database).stdout(Stdio::piped()).spawn()?;
        let out = process.stdout.take().ok_or("the bare server has no output")?;
        let mut address = String::new();
        BufReader::new(out).read_line(&mut address)?;
        Ok(Self { process, address: address.trim().to_owned() })
    }
}

impl Drop for Floor {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) async fn serve(database: &Path) -> Outcome<()> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .journal_mode(SqliteJournalMode::Wal)
        .pragma("mmap_size", "2147483648");
    let pool = SqlitePoolOptions::new().max_connections(8).test_before_acquire(false).connect_with(options).await?;
    let app = Router::new().route("/members/{id}", get(member)).with_state(pool);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    Ok(axum::serve(listener, app).await?)
}

async fn member(State(pool): State<SqlitePool>, Named(id): Named<i64>) -> Json<Value> {
    let row =
        sqlx::query("SELECT member_id, wallet, status, joined_at FROM members WHERE community = $1 AND member_id = $2")
            .bind(super::data::SLUG)
            .bind(id)
            .fetch_one(&pool)
            .await;
    Json(match row {
        Ok(row) => json!({
            "id": row.get::<i64, _>(0),
            "wallet": alloy::primitives::hex::encode_prefixed(row.get::<Vec<u8>, _>(1)),
            "status": row.get::<String, _>(2),
            "joined_at": row.get::<i64, _>(3),
        }),
        Err(error) => json!({ "error": error.to_string() }),
    })
}
