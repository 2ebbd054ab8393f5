//! Statements with their values, run on either engine. The names are those of sqlx.

use std::marker::PhantomData;

use futures::TryStreamExt;
use sqlx::{Either, PgConnection, PgPool, SqlSafeStr, SqlStr, SqliteConnection};

use super::{Connection, File, FromRow, FromValue, Inner, Pool, Row, Value, in_turn};

/// Where a statement runs: `&Pool` or `&mut Connection`.
pub trait Executor<'e>: Send {
    /// Which of them.
    #[doc(hidden)]
    fn target(self) -> Target<'e>;
}

#[doc(hidden)]
#[derive(Debug)]
pub enum Target<'e> {
    File(&'e File),
    PostgresPool(&'e PgPool),
    Sqlite(&'e mut SqliteConnection),
    Postgres(&'e mut PgConnection),
}

impl<'e> Executor<'e> for &'e Pool {
    fn target(self) -> Target<'e> {
        match self {
            Pool::Sqlite(file) => Target::File(file),
            Pool::Postgres(pool) => Target::PostgresPool(pool),
        }
    }
}

impl<'e> Executor<'e> for &'e mut Connection {
    fn target(self) -> Target<'e> {
        match &mut self.0 {
            Inner::Sqlite(transaction) => Target::Sqlite(transaction),
            Inner::Postgres(transaction) => Target::Postgres(transaction),
        }
    }
}

/// What a statement did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    rows: u64,
}

impl Done {
    /// How many rows it wrote.
    pub fn rows_affected(self) -> u64 {
        self.rows
    }
}

/// A statement that answers rows.
#[derive(Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct Query {
    sql: SqlStr,
    values: Vec<Value>,
}

/// A statement that answers rows.
pub fn query(sql: impl SqlSafeStr) -> Query {
    Query { sql: sql.into_sql_str(), values: Vec::new() }
}

/// A statement whose rows are read as `T`.
pub fn query_as<T: FromRow>(sql: impl SqlSafeStr) -> QueryAs<T> {
    QueryAs { query: query(sql), rows: PhantomData }
}

/// A statement of whose rows only the first column counts.
pub fn query_scalar<T: FromValue>(sql: impl SqlSafeStr) -> QueryScalar<T> {
    QueryScalar { query: query(sql), values: PhantomData }
}

impl Query {
    pub(super) fn with(sql: SqlStr, values: Vec<Value>) -> Self {
        Self { sql, values }
    }

    /// Adds the next value.
    pub fn bind<T>(mut self, value: T) -> Self
    where
        Value: From<T>,
    {
        self.values.push(value.into());
        self
    }

    /// Adds values in order.
    pub fn bind_all(mut self, values: Vec<Value>) -> Self {
        self.values.extend(values);
        self
    }

    /// Runs it.
    pub fn execute<'e>(self, on: impl Executor<'e>) -> impl Future<Output = sqlx::Result<Done>> + Send + 'e {
        let answer = run(on.target(), self);
        async move { Ok(answer.await?.0) }
    }

    /// All rows.
    pub fn fetch_all<'e>(self, on: impl Executor<'e>) -> impl Future<Output = sqlx::Result<Vec<Row>>> + Send + 'e {
        let answer = run(on.target(), self);
        async move { Ok(answer.await?.1) }
    }

    /// The first row, if there is one.
    pub fn fetch_optional<'e>(
        self,
        on: impl Executor<'e>,
    ) -> impl Future<Output = sqlx::Result<Option<Row>>> + Send + 'e {
        let answer = run(on.target(), self);
        async move { Ok(answer.await?.1.into_iter().next()) }
    }

    /// The first row; none is an error.
    pub fn fetch_one<'e>(self, on: impl Executor<'e>) -> impl Future<Output = sqlx::Result<Row>> + Send + 'e {
        let answer = run(on.target(), self);
        async move { answer.await?.1.into_iter().next().ok_or(sqlx::Error::RowNotFound) }
    }
}

/// A statement whose rows are read as `T`.
#[derive(Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct QueryAs<T> {
    query: Query,
    rows: PhantomData<fn() -> T>,
}

/// A statement of whose rows only the first column counts.
#[derive(Debug)]
#[must_use = "a statement does nothing until it is run"]
pub struct QueryScalar<T> {
    query: Query,
    values: PhantomData<fn() -> T>,
}

/// What the two statements above have in common: how a row is read is all that differs.
macro_rules! reading {
    ($name:ident<$t:ident: $bound:ident>, $marker:ident, $read:expr) => {
        impl<$t: $bound + 'static> $name<$t> {
            /// Adds the next value.
            pub fn bind<V>(mut self, value: V) -> Self
            where
                Value: From<V>,
            {
                self.query.values.push(value.into());
                self
            }

            /// Adds values in order.
            pub fn bind_all(mut self, values: Vec<Value>) -> Self {
                self.query.values.extend(values);
                self
            }

            /// All rows.
            pub fn fetch_all<'e>(
                self,
                on: impl Executor<'e>,
            ) -> impl Future<Output = sqlx::Result<Vec<$t>>> + Send + 'e {
                let answer = run(on.target(), self.query);
                async move { answer.await?.1.iter().map($read).collect() }
            }

            /// The first row, if there is one.
            pub fn fetch_optional<'e>(
                self,
                on: impl Executor<'e>,
            ) -> impl Future<Output = sqlx::Result<Option<$t>>> + Send + 'e {
                let answer = run(on.target(), self.query);
                async move { answer.await?.1.first().map($read).transpose() }
            }

            /// The first row; none is an error.
            pub fn fetch_one<'e>(self, on: impl Executor<'e>) -> impl Future<Output = sqlx::Result<$t>> + Send + 'e {
                let answer = run(on.target(), self.query);
                async move { answer.await?.1.first().map($read).ok_or(sqlx::Error::RowNotFound)? }
            }
        }
    };
}

reading!(QueryAs<T: FromRow>, rows, T::from_row);
reading!(QueryScalar<T: FromValue>, values, |row: &Row| row.try_get(0usize));

impl<T> QueryAs<T> {
    pub(super) fn with(query: Query) -> Self {
        Self { query, rows: PhantomData }
    }
}

/// Runs a statement on an executor of sqlx, whichever it is.
macro_rules! collect {
    ($executor:expr, $query:expr) => {{
        let Query { sql, values } = $query;
        let bound = values.into_iter().fold(sqlx::query(sql), |query, value| query.bind(value));
        let mut steps = sqlx::Executor::fetch_many($executor, bound);
        let (mut done, mut rows) = (Done { rows: 0 }, Vec::new());
        while let Some(step) = steps.try_next().await? {
            match step {
                Either::Left(result) => done.rows += result.rows_affected(),
                Either::Right(row) => rows.push(Row::from(row)),
            }
        }
        Ok((done, rows))
    }};
}

/// Runs a statement and keeps what it answers.
async fn run(target: Target<'_>, query: Query) -> sqlx::Result<(Done, Vec<Row>)> {
    match target {
        Target::File(File { pool, readers }) => match readers {
            Some(readers) if !writes(query.sql.as_str()) => {
                Ok((Done { rows: 0 }, readers.read(query.sql, query.values).await?))
            }
            _ => collect!(pool, query),
        },
        Target::Sqlite(connection) => collect!(connection, query),
        Target::Postgres(connection) => collect!(connection, query),
        Target::PostgresPool(pool) if writes(query.sql.as_str()) => {
            let mut transaction = in_turn(pool).await?;
            let answer = collect!(&mut *transaction, query);
            transaction.commit().await?;
            answer
        }
        Target::PostgresPool(pool) => collect!(pool, query),
    }
}

/// Whether a statement has to wait for its turn among those that write.
fn writes(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    !["SELECT", "WITH"].iter().any(|word| first.eq_ignore_ascii_case(word))
}
