//! Rows of either engine.

use std::sync::Arc;

use sqlx::{Column, ColumnIndex, Row as _, postgres::PgRow, sqlite::SqliteRow};

use super::{FromValue, Value};

/// Names of the columns of a statement, which its rows share.
pub(super) type Names = Arc<[Box<str>]>;

/// What says which column is meant.
pub trait ColumnPlace: ColumnIndex<SqliteRow> + ColumnIndex<PgRow> + std::fmt::Debug + Copy {
    /// Its place among these columns.
    fn among(self, names: &[Box<str>]) -> Option<usize>;
}

impl ColumnPlace for usize {
    fn among(self, names: &[Box<str>]) -> Option<usize> {
        (self < names.len()).then_some(self)
    }
}

impl ColumnPlace for &str {
    fn among(self, names: &[Box<str>]) -> Option<usize> {
        names.iter().position(|name| **name == *self)
    }
}

/// A row of an answer.
#[derive(Debug)]
pub enum Row {
    /// From a file, by a reader.
    #[doc(hidden)]
    File(Names, Vec<Value>),
    /// From a file, by a connection that writes too.
    #[doc(hidden)]
    Sqlite(SqliteRow),
    /// From a server.
    #[doc(hidden)]
    Postgres(PgRow),
}

impl From<SqliteRow> for Row {
    fn from(row: SqliteRow) -> Self {
        Self::Sqlite(row)
    }
}

impl From<PgRow> for Row {
    fn from(row: PgRow) -> Self {
        Self::Postgres(row)
    }
}

impl Row {
    /// A column by its name, or by its place from 0.
    pub fn try_get<T: FromValue, I: ColumnPlace>(&self, index: I) -> sqlx::Result<T> {
        let value: Value = match self {
            Self::File(names, values) => {
                let place = index.among(names).and_then(|place| values.get(place));
                place.cloned().ok_or_else(|| sqlx::Error::ColumnNotFound(format!("{index:?}")))?
            }
            Self::Sqlite(row) => row.try_get(index)?,
            Self::Postgres(row) => row.try_get(index)?,
        };
        T::from_value(value)
            .map_err(|problem| sqlx::Error::ColumnDecode { index: format!("{index:?}"), source: problem.into() })
    }

    /// The column with this name.
    pub(crate) fn read<T: FromValue>(&self, column: &str) -> sqlx::Result<T> {
        self.try_get(column)
    }

    /// Names of the columns, in order.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::File(names, _) => names.iter().map(AsRef::as_ref).collect(),
            Self::Sqlite(row) => row.columns().iter().map(Column::name).collect(),
            Self::Postgres(row) => row.columns().iter().map(Column::name).collect(),
        }
    }
}

/// What a row can be read as.
pub trait FromRow: Sized {
    /// Reads it.
    fn from_row(row: &Row) -> sqlx::Result<Self>;
}

/// Tuples are read by the places of the columns.
macro_rules! tuples {
    ($($($name:ident $place:literal),+;)*) => {$(
        impl<$($name: FromValue),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row) -> sqlx::Result<Self> {
                Ok(($(row.try_get::<$name, _>($place)?,)+))
            }
        }
    )*};
}

tuples! {
    A 0usize;
    A 0usize, B 1usize;
    A 0usize, B 1usize, C 2usize;
    A 0usize, B 1usize, C 2usize, D 3usize;
    A 0usize, B 1usize, C 2usize, D 3usize, E 4usize;
    A 0usize, B 1usize, C 2usize, D 3usize, E 4usize, F 5usize;
}
