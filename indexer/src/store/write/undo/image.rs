//! Rows as text and back, whatever their table.

use std::collections::{BTreeMap, BTreeSet};

use alloy::hex;
use palabre_contracts::Slug;
use serde::{Deserialize, Serialize};

use super::{super::DERIVED, touches::Touch};
use crate::{
    sql::{Connection, Kind, Row, delete_matching, fetch_matching, insert_rows},
    store::{StoreError, value::Value},
};

/// A value as text: bytes are told apart from words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Stored {
    Null,
    Int(i64),
    Text(String),
    Blob { hex: String },
}

/// The values that some rows have in the columns of a [`Group`].
pub(super) type Key = Vec<Stored>;

/// A table, and the columns by which its rows are found there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Group {
    table: String,
    columns: Vec<String>,
}

/// Rows of a group as they were.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Image {
    #[serde(flatten)]
    pub(super) group: Group,
    /// Which rows; some of them may not have been there.
    pub(super) keys: BTreeSet<Key>,
    /// Columns of the rows, none if there are no rows.
    names: Vec<String>,
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
    fn value(self) -> Result<Value, StoreError> {
        Ok(match self {
            // Nobody knows the kind of what is absent, and nobody asks.
            Self::Null => Value::Null(Kind::Int),
            Self::Int(number) => Value::Int(number),
            Self::Text(text) => Value::Text(text),
            Self::Blob { hex } => Value::Blob(hex::decode(hex).map_err(unreadable)?),
        })
    }
}

/// Touches by the group that they belong to, each once.
pub(super) fn grouped(touches: impl IntoIterator<Item = Touch>) -> BTreeMap<Group, BTreeSet<Key>> {
    let mut groups: BTreeMap<Group, BTreeSet<Key>> = BTreeMap::new();
    for touch in touches {
        let columns = touch.columns.iter().map(|column| (*column).to_owned()).collect();
        let group = Group { table: touch.table.to_owned(), columns };
        groups.entry(group).or_default().insert(touch.values.into_iter().map(Stored::from).collect());
    }
    groups
}

impl Group {
    fn columns(&self) -> Vec<&str> {
        std::iter::once("community").chain(self.columns.iter().map(String::as_str)).collect()
    }

    fn keys(community: &Slug, keys: impl IntoIterator<Item = Key>) -> Result<Vec<Vec<Value>>, StoreError> {
        let whole = |key: Key| {
            let values = key.into_iter().map(Stored::value);
            std::iter::once(Ok(Value::from(community))).chain(values).collect()
        };
        keys.into_iter().map(whole).collect()
    }
}

impl Image {
    /// The rows as they are now.
    pub(super) async fn take(
        tx: &mut Connection,
        community: &Slug,
        group: Group,
        keys: BTreeSet<Key>,
    ) -> Result<Self, StoreError> {
        let wanted = Group::keys(community, keys.iter().cloned())?;
        let rows = fetch_matching(tx, &group.table, &group.columns(), wanted).await?;
        let names: Vec<String> = rows.first().into_iter().flat_map(Row::columns).map(str::to_owned).collect();
        let stored = |row: &Row| -> sqlx::Result<Vec<Stored>> {
            (0..names.len()).map(|place| Ok(Stored::from(row.try_get::<Value, _>(place)?))).collect()
        };
        let rows = rows.iter().map(stored).collect::<Result<_, _>>()?;
        Ok(Self { group, keys, names, rows })
    }

    /// Leaves only the rows of these keys.
    pub(super) fn retain(&mut self, kept: impl FnMut(&Key) -> bool) -> Result<(), StoreError> {
        self.keys.retain(kept);
        if self.rows.is_empty() {
            return Ok(());
        }
        let place = |column: &String| {
            let found = self.names.iter().position(|name| name == column);
            found.ok_or_else(|| unreadable(format!("a note has no column {column}")))
        };
        let places = self.group.columns.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let keys = &self.keys;
        self.rows.retain(|row| keys.contains(&places.iter().map(|place| row[*place].clone()).collect::<Key>()));
        Ok(())
    }

    /// Makes the rows what they were.
    pub(super) async fn put_back(self, tx: &mut Connection, community: &Slug) -> Result<(), StoreError> {
        let Group { table, .. } = &self.group;
        delete_matching(tx, table, &self.group.columns(), Group::keys(community, self.keys)?).await?;
        let value = |row: Vec<Stored>| row.into_iter().map(Stored::value).collect::<Result<Vec<_>, _>>();
        let rows = self.rows.into_iter().map(value).collect::<Result<Vec<_>, _>>()?;
        Ok(insert_rows(tx, &format!("INSERT INTO {table} ({})", self.names.join(", ")), rows, "").await?)
    }

    pub(super) fn text(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(unreadable)
    }

    pub(super) fn read(text: &str) -> Result<Self, StoreError> {
        let image: Self = serde_json::from_str(text).map_err(unreadable)?;
        let Group { table, columns } = &image.group;
        if !DERIVED.contains(&table.as_str()) || columns.iter().chain(&image.names).any(|name| !is_name(name)) {
            return Err(unreadable(format!("it is not of a derived table, but of {table}")));
        }
        if image.rows.iter().any(|row| row.len() != image.names.len()) {
            return Err(unreadable(format!("a row of {table} has other columns than its note says")));
        }
        Ok(image)
    }
}

/// Names go into statements as they are.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_')
}

fn unreadable(problem: impl std::fmt::Display) -> StoreError {
    StoreError::StoredEvent(format!("a note of what a row was: {problem}"))
}
