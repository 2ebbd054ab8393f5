//! Statements that are put together, and many rows at once.

use std::fmt::{Display, Write};

use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{Connection, Engine, FromRow, Kind, Query, QueryAs, Value, query};

/// A statement under construction: fixed text and bound values only. Used like that of sqlx.
#[derive(Debug)]
pub struct QueryBuilder {
    sql: String,
    values: Vec<Value>,
}

impl QueryBuilder {
    /// Begins with this text.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), values: Vec::new() }
    }

    /// Adds text: never what somebody sent.
    pub fn push(&mut self, sql: impl Display) -> &mut Self {
        // Writing to a text cannot fail.
        write!(self.sql, "{sql}").ok();
        self
    }

    /// Adds a value.
    pub fn push_bind<T>(&mut self, value: T) -> &mut Self
    where
        Value: From<T>,
    {
        self.values.push(value.into());
        let place = self.values.len();
        self.push(format_args!("${place}"))
    }

    /// Adds several things with something between them.
    pub fn separated<'b>(&'b mut self, separator: &'static str) -> Separated<'b> {
        Separated { builder: self, separator, first: true }
    }

    /// The same statement after some words.
    #[cfg(test)]
    pub(crate) fn behind(mut self, words: &str) -> Self {
        self.sql.insert_str(0, words);
        self
    }

    /// The statement.
    pub fn build(self) -> Query {
        Query::with(AssertSqlSafe(self.sql).into_sql_str(), self.values)
    }

    /// The statement, whose rows are read as `T`.
    pub fn build_query_as<T: FromRow>(self) -> QueryAs<T> {
        QueryAs::with(self.build())
    }
}

/// A list under construction.
#[derive(Debug)]
pub struct Separated<'b> {
    builder: &'b mut QueryBuilder,
    separator: &'static str,
    first: bool,
}

impl Separated<'_> {
    /// Adds a value.
    pub fn push_bind<T>(&mut self, value: T) -> &mut Self
    where
        Value: From<T>,
    {
        if !std::mem::replace(&mut self.first, false) {
            self.builder.push(self.separator);
        }
        self.builder.push_bind(value);
        self
    }
}

/// Adds many rows by as few statements as the engine likes: `into` is `INSERT INTO table (columns)`, `rest` what follows
/// the values. All rows have the same kinds in the same columns.
pub async fn insert_rows(
    connection: &mut Connection,
    into: &str,
    rows: Vec<Vec<Value>>,
    rest: &str,
) -> sqlx::Result<()> {
    match connection.engine() {
        Engine::Sqlite => insert_lists(connection, into, rows, rest).await,
        Engine::Postgres => insert_arrays(connection, into, rows, rest).await,
    }
}

/// SQLite takes at most 32,766 values in a statement, and gains nothing beyond some hundred rows. The places of values
/// have no names here: SQLite compares every name with all before it.
async fn insert_lists(connection: &mut Connection, into: &str, rows: Vec<Vec<Value>>, rest: &str) -> sqlx::Result<()> {
    const ROWS: usize = 500;
    let mut rows = rows.into_iter().peekable();
    while let Some(first) = rows.peek() {
        let row = format!("({})", vec!["?"; first.len()].join(", "));
        let chunk: Vec<Vec<Value>> = rows.by_ref().take(ROWS).collect();
        let sql = format!("{into} VALUES {}{rest}", vec![row; chunk.len()].join(", "));
        query(AssertSqlSafe(sql)).bind_all(chunk.into_iter().flatten().collect()).execute(&mut *connection).await?;
    }
    Ok(())
}

/// PostgreSQL gets one array per column: one text for any number of rows, planned once.
async fn insert_arrays(connection: &mut Connection, into: &str, rows: Vec<Vec<Value>>, rest: &str) -> sqlx::Result<()> {
    let Some(first) = rows.first() else { return Ok(()) };
    let kinds: Vec<Kind> = first.iter().map(Value::kind).collect();
    let arrays: Vec<String> =
        kinds.iter().zip(1..).map(|(kind, place)| format!("${place}::{}[]", kind.postgres())).collect();
    let sql = format!("{into} SELECT * FROM UNNEST({}){rest}", arrays.join(", "));
    let mut columns: Vec<Vec<Value>> = kinds.iter().map(|_| Vec::with_capacity(rows.len())).collect();
    for row in rows {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    let lists = kinds.into_iter().zip(columns).map(|(kind, values)| Value::List(kind, values)).collect();
    query(AssertSqlSafe(sql)).bind_all(lists).execute(connection).await?;
    Ok(())
}
