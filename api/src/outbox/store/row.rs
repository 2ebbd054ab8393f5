//! Rows as values.

use palabre_indexer::sql;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    connectors::Destination,
    outbox::letter::{Place, stored},
};

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// To be sent, for the first time or again.
    Pending,
    /// It arrived.
    Told,
    /// It did not and is not tried again until somebody asks for it.
    Dead,
    /// It was of no use any more before it could be sent.
    Expired,
}

impl EntryState {
    const ALL: [Self; 4] = [Self::Pending, Self::Told, Self::Dead, Self::Expired];

    /// The name in SQL and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Told => "told",
            Self::Dead => "dead",
            Self::Expired => "expired",
        }
    }
}

/// A message as organizers see it: what only one person was to see is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub id: String,
    /// The tool.
    pub source: String,
    /// What sort of place it goes to.
    pub place: Place,
    /// The channel or room, if more than one person sees it there.
    pub channel: Option<String>,
    /// What it says, if more than one person sees it.
    pub text: Option<String>,
    /// Where it stands.
    pub state: EntryState,
    /// How often it was tried.
    pub attempts: u64,
    /// Unix time of the next attempt.
    pub next_at: Option<u64>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// Unix time.
    pub created_at: u64,
    /// Unix time at which it was told or given up.
    pub done_at: Option<u64>,
}

/// A message that is being sent.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) place: Place,
    /// None: nobody can read it any more.
    pub(crate) to: Option<(Destination, String)>,
    /// With the present one.
    pub(crate) attempts: u64,
    pub(crate) step: u64,
    /// The first attempt: the present one, if there was none before.
    pub(crate) tried_at: u64,
    pub(crate) created_at: u64,
    pub(crate) expires_at: Option<u64>,
}

/// How sending to a tool goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceState {
    /// Nothing is sent before; unix seconds.
    pub rest_until: u64,
    /// Attempts in a row that it did not take.
    pub failures: u64,
    /// Since when; unix seconds.
    pub failing_since: Option<u64>,
    /// Whether somebody has to repair the connection.
    pub broken: bool,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

fn number(row: &sql::Row, column: &str) -> Result<u64, sqlx::Error> {
    Ok(row.try_get::<i64, _>(column)? as u64)
}

fn perhaps(row: &sql::Row, column: &str) -> Result<Option<u64>, sqlx::Error> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(|number| number as u64))
}

fn place(row: &sql::Row) -> Result<Place, sqlx::Error> {
    let kind: String = row.try_get("kind")?;
    Place::stored(&kind).ok_or_else(|| sqlx::Error::Decode("a message goes to a place that nobody knows".into()))
}

fn destination(row: &sql::Row) -> Result<Option<Destination>, sqlx::Error> {
    let text: Option<String> = row.try_get("destination")?;
    text.map(|text| stored(&text)).transpose().map_err(|error| sqlx::Error::Decode(error.into()))
}

impl sql::FromRow for Entry {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let state: String = row.try_get("state")?;
        let state = EntryState::ALL.into_iter().find(|known| known.as_str() == state);
        let state = state.ok_or_else(|| sqlx::Error::Decode("a message has a state that nobody knows".into()))?;
        let place = place(row)?;
        let channel = match destination(row)? {
            Some(Destination::Channel(channel) | Destination::Thread { channel, .. }) => Some(channel),
            _ => None,
        };
        let text: Option<String> = row.try_get("body")?;
        Ok(Self {
            id: row.try_get("id")?,
            source: row.try_get("source")?,
            place,
            channel,
            text: text.filter(|_| !place.is_private()),
            state,
            attempts: number(row, "attempts")?,
            next_at: (state == EntryState::Pending).then(|| number(row, "next_at")).transpose()?,
            error: row.try_get("error")?,
            created_at: number(row, "created_at")?,
            done_at: perhaps(row, "done_at")?,
        })
    }
}

impl sql::FromRow for Claimed {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.try_get("id")?,
            source: row.try_get("source")?,
            place: place(row)?,
            to: destination(row)?.zip(row.try_get("body")?),
            attempts: number(row, "attempts")?,
            step: number(row, "step")?,
            tried_at: number(row, "tried_at")?,
            created_at: number(row, "created_at")?,
            expires_at: perhaps(row, "expires_at")?,
        })
    }
}

impl sql::FromRow for SourceState {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            rest_until: number(row, "rest_until")?,
            failures: number(row, "failures")?,
            failing_since: perhaps(row, "failing_since")?,
            broken: number(row, "broken")? == 1,
            error: row.try_get("error")?,
        })
    }
}
