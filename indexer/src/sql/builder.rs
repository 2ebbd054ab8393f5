//! Statements that are put together.

use std::fmt::{Display, Write};

use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{FromRow, Query, QueryAs, Value};

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
