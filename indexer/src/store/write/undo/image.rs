//! Rows as text and back, whatever their table.

use alloy::hex;
use palabre_contracts::Slug;
use serde::{Deserialize, Serialize};

use super::{super::DERIVED, touches::Touch};
use crate::{
    sql::{Connection, QueryBuilder, Row},
    store::{StoreError, value::Value},
};

/// A value as text: bytes are told apart from words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Null,
    Int(i64),
    Text(String),
    Blob { hex: String },
}

/// Which rows of which table.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Selector {
    table: String,
    columns: Vec<String>,
    values: Vec<Stored>,
}

/// Rows as they were.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Images {
    columns: Vec<String>,
    rows: Vec<Vec<Stored>>,
}

impl From<Value> for Stored {
    fn from(value: Value) -> Self {
        match value {
            Value::Null(_) | Value::List(..) => Self::Null,
            Value::Int(number) => Self::Int(number),
            Value::Text(text) => Self::Text(text),
            Value::Blob(bytes) => Self::Blob { hex: hex::encode(bytes) },
        }
    }
}

impl Stored {
    /// Adds it to a statement. Nobody knows the kind of what is absent, so that is written down instead of bound.
    fn push(&self, builder: &mut QueryBuilder) -> Result<(), StoreError> {
        match self {
            Self::Null => builder.push("NULL"),
            Self::Int(number) => builder.push_bind(*number),
            Self::Text(text) => builder.push_bind(text),
            Self::Blob { hex } => builder.push_bind(hex::decode(hex).map_err(unreadable)?),
        };
        Ok(())
    }
}

impl From<Touch> for Selector {
    fn from(touch: Touch) -> Self {
        Self {
            table: touch.table.to_owned(),
            columns: touch.columns.iter().map(|column| (*column).to_owned()).collect(),
            values: touch.values.into_iter().map(Stored::from).collect(),
        }
    }
}

impl Selector {
    pub(super) fn text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(unreadable)
    }

    pub(super) fn read(text: &str) -> Result<Self, StoreError> {
        let selector: Self = serde_json::from_str(text).map_err(unreadable)?;
        if !DERIVED.contains(&selector.table.as_str()) || selector.columns.iter().any(|name| !is_name(name)) {
            return Err(unreadable(format!("{} is no derived table", selector.table)));
        }
        Ok(selector)
    }

    /// Adds the condition that the rows fulfil.
    fn push_condition(&self, builder: &mut QueryBuilder, community: &Slug) -> Result<(), StoreError> {
        builder.push(" WHERE community = ").push_bind(Value::from(community));
        for (column, value) in self.columns.iter().zip(&self.values) {
            value.push(builder.push(format!(" AND {column} = ")))?;
        }
        Ok(())
    }
}

impl Images {
    pub(super) fn text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(unreadable)
    }

    pub(super) fn read(text: &str) -> Result<Self, StoreError> {
        let images: Self = serde_json::from_str(text).map_err(unreadable)?;
        match images.columns.iter().all(|name| is_name(name)) {
            true => Ok(images),
            false => Err(unreadable("a note has columns that no table has")),
        }
    }
}

/// The selected rows as they are now.
pub(super) async fn take(tx: &mut Connection, community: &Slug, selector: &Selector) -> Result<Images, StoreError> {
    let mut builder = QueryBuilder::new(format!("SELECT * FROM {}", selector.table));
    selector.push_condition(&mut builder, community)?;
    let rows = builder.build().fetch_all(tx).await?;
    let Some(first) = rows.first() else { return Ok(Images::default()) };
    let columns: Vec<String> = first.columns().into_iter().map(str::to_owned).collect();
    let image = |row: &Row| -> sqlx::Result<Vec<Stored>> {
        (0..columns.len()).map(|place| Ok(Stored::from(row.try_get::<Value, _>(place)?))).collect()
    };
    let rows = rows.iter().map(image).collect::<Result<_, _>>()?;
    Ok(Images { columns, rows })
}

/// The selected rows as they were.
pub(super) async fn put_back(
    tx: &mut Connection,
    community: &Slug,
    selector: &Selector,
    images: &Images,
) -> Result<(), StoreError> {
    let mut builder = QueryBuilder::new(format!("DELETE FROM {}", selector.table));
    selector.push_condition(&mut builder, community)?;
    builder.build().execute(&mut *tx).await?;
    for row in &images.rows {
        let (table, columns) = (&selector.table, images.columns.join(", "));
        let mut builder = QueryBuilder::new(format!("INSERT INTO {table} ({columns}) VALUES ("));
        for (place, value) in row.iter().enumerate() {
            if place > 0 {
                builder.push(", ");
            }
            value.push(&mut builder)?;
        }
        builder.push(")");
        builder.build().execute(&mut *tx).await?;
    }
    Ok(())
}

/// Names go into statements as they are.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

fn unreadable(problem: impl std::fmt::Display) -> StoreError {
    StoreError::StoredEvent(format!("a note of what a row was: {problem}"))
}
