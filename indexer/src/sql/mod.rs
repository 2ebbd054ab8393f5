//! SQLite and PostgreSQL behind one small face: the same SQL text, the same values, the same words as sqlx.
//!
//! A [`Pool`] is one of the two; [`query`], [`query_scalar`], [`query_as`] and [`QueryBuilder`] are used like those of
//! sqlx, and what they answer is a [`Row`] of either. Only this module and `store/lease.rs` know which one it is.
//!
//! What makes one text do for both:
//! - placeholders are `$1`; types are BIGINT, SMALLINT, TEXT, BLOB (PostgreSQL reads it as BYTEA, see [`migrate`]) and
//!   DOUBLE PRECISION; sums are `CAST(SUM(x) AS BIGINT)`; times come from Rust;
//! - a value has one of three kinds, an absent one too: PostgreSQL prepares a statement for the kinds that it saw first;
//! - text sorts by its bytes on both;
//! - statements that write run one after the other on both. SQLite has one writer; on PostgreSQL they take a lock of
//!   their schema first, so that what is right on one is right on the other ([`Pool::begin`]).

mod builder;
mod connect;
mod copy;
mod migrate;
mod query;
mod readers;
mod row;
mod rows;
pub(crate) mod value;

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};

use self::readers::Readers;
pub use self::{
    builder::{QueryBuilder, Separated},
    connect::{ConnectError, Location, is_away},
    copy::{CopyError, copy},
    migrate::migrate,
    query::{Done, Executor, Query, QueryAs, QueryScalar, query, query_as, query_scalar},
    row::{FromRow, Row},
    rows::insert_rows,
    value::{FromValue, Kind, Kinded, ListItem, Value},
};
pub(crate) use self::{
    connect::{Use, memory},
    rows::{delete_matching, fetch_matching},
};

/// What the database is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Engine {
    /// Name in metrics and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Connections to one database.
#[derive(Clone, Debug)]
pub enum Pool {
    /// To a file.
    Sqlite(File),
    /// To a server.
    Postgres(PgPool),
}

/// Connections to a file.
#[derive(Clone, Debug)]
pub struct File {
    pool: SqlitePool,
    /// For statements that only read, where they need not see what `pool` alone has.
    readers: Option<Arc<Readers>>,
}

impl Pool {
    fn file(pool: SqlitePool) -> Self {
        Self::Sqlite(File { pool, readers: None })
    }

    /// What the database is.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    /// Begins a transaction that writes. There is one at a time on either engine, so what it reads stays true until it
    /// ends. It is taken back when it is dropped without [`Transaction::commit`].
    pub async fn begin(&self) -> sqlx::Result<Transaction> {
        match self {
            Self::Sqlite(file) => Ok(Transaction::of(Inner::Sqlite(file.pool.begin_with("BEGIN IMMEDIATE").await?))),
            Self::Postgres(pool) => Ok(Transaction::of(Inner::Postgres(in_turn(pool).await?))),
        }
    }

    /// Begins a transaction whose place among others somebody else sees to.
    pub(crate) async fn begin_unordered(&self) -> sqlx::Result<Transaction> {
        Ok(Transaction::of(match self {
            Self::Sqlite(file) => Inner::Sqlite(file.pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        }))
    }

    /// Closes all connections; what runs ends first.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(File { pool, readers }) => {
                if let Some(readers) = readers {
                    readers.close().await;
                }
                pool.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// A transaction that waits until no other one of its kind runs in the schema.
async fn in_turn(pool: &PgPool) -> sqlx::Result<sqlx::Transaction<'static, Postgres>> {
    let mut transaction = pool.begin().await?;
    let sql = "SELECT pg_advisory_xact_lock(hashtextextended('palabre.writes.' || current_schema(), 0))";
    sqlx::query(sql).execute(&mut *transaction).await?;
    Ok(transaction)
}

/// A connection inside a transaction.
#[derive(Debug)]
pub struct Connection(Inner);

#[derive(Debug)]
enum Inner {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Connection {
    /// What the database is.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }
}

/// A transaction that writes: use it as a [`Connection`].
#[derive(Debug)]
pub struct Transaction(Connection);

impl Transaction {
    fn of(inner: Inner) -> Self {
        Self(Connection(inner))
    }

    /// Makes everything in it true.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self.0.0 {
            Inner::Sqlite(transaction) => transaction.commit().await,
            Inner::Postgres(transaction) => transaction.commit().await,
        }
    }
}

impl Deref for Transaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}
