//! Rows as values.

use alloy::primitives::B256;
use palabre_indexer::{
    sql,
    store::{EventKey, Place},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::webhooks::{kinds::Subscription, message::webhook_id, signing::Secret};

/// When something is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = WebhookFinality)]
pub enum Finality {
    /// At once; when the chain takes it back, `chain.retract` says so.
    #[default]
    Head,
    /// When the chain never takes it back.
    Finalized,
}

impl Finality {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Finalized => "finalized",
        }
    }
}

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// To be sent, for the first time or again.
    Pending,
    /// The receiver took it.
    Delivered,
    /// The last attempt failed.
    Failed,
    /// What it tells never happened.
    Retracted,
}

impl DeliveryState {
    const ALL: [Self; 4] = [Self::Pending, Self::Delivered, Self::Failed, Self::Retracted];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Retracted => "retracted",
        }
    }
}

/// A place on a chain, with the hash of its block where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) place: Place,
    pub(crate) hash: Option<B256>,
}

impl Placed {
    pub(crate) fn of(event: EventKey) -> Self {
        Self { place: event.place(), hash: Some(event.block_hash) }
    }

    /// After everything of a block.
    pub(crate) fn end_of(block_number: u64) -> Self {
        Self { place: Place { block_number, log_index: i64::MAX as u64 }, hash: None }
    }

    pub(super) fn block(&self) -> i64 {
        self.place.block_number as i64
    }

    pub(super) fn log(&self) -> i64 {
        self.place.log_index as i64
    }
}

/// Who is told what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: String,
    /// Short name of its community.
    pub community: String,
    /// Where messages go.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// What it wants to hear.
    pub subscription: Subscription,
    /// When it is told.
    pub finality: Finality,
    /// Whether it is told anything now.
    pub enabled: bool,
    /// Why it is not, where nobody asked for that.
    pub disabled_reason: Option<String>,
    /// Number of the member who made it.
    pub created_by: u64,
    /// Unix time.
    pub created_at: u64,
    /// Unix time since when it took nothing.
    pub failing_since: Option<u64>,
    /// Unix time until which the secret before signs too.
    pub old_secret_until: Option<u64>,
    pub(crate) secret: Secret,
    pub(crate) old_secret: Option<Secret>,
    pub(crate) at: Placed,
    pub(crate) floor: Place,
}

impl Webhook {
    /// The secrets that sign now, the newest first.
    pub(crate) fn secrets(&self, now: u64) -> Vec<Secret> {
        let old = self.old_secret.clone().filter(|_| self.old_secret_until.is_some_and(|until| until > now));
        [Some(self.secret.clone()), old].into_iter().flatten().collect()
    }
}

/// A message to a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Counted from 1 for each webhook.
    pub number: u64,
    /// What happened, as the live stream names it.
    pub event: String,
    /// Its type.
    pub kind: String,
    /// What is sent.
    pub body: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was sent.
    pub attempts: u64,
    /// Unix time of the next attempt.
    pub next_at: Option<u64>,
    /// Unix time of the last attempt.
    pub last_at: Option<u64>,
    /// Status of the last answer.
    pub last_status: Option<u16>,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// Unix time.
    pub created_at: u64,
    pub(crate) webhook: String,
    pub(crate) turn: u64,
    pub(crate) step: u64,
    pub(crate) at: Option<Placed>,
}

impl Delivery {
    /// The header `webhook-id`.
    pub fn webhook_id(&self) -> String {
        webhook_id(&self.event, self.turn)
    }
}

fn number(row: &sql::Row, column: &str) -> Result<u64, sqlx::Error> {
    Ok(row.try_get::<i64, _>(column)? as u64)
}

fn perhaps(row: &sql::Row, column: &str) -> Result<Option<u64>, sqlx::Error> {
    Ok(row.try_get::<Option<i64>, _>(column)?.map(|number| number as u64))
}

fn hash(row: &sql::Row, column: &str) -> Result<Option<B256>, sqlx::Error> {
    let bytes: Option<Vec<u8>> = row.try_get(column)?;
    let hash = bytes.map(|bytes| B256::try_from(bytes.as_slice())).transpose();
    hash.map_err(|error| sqlx::Error::Decode(error.into()))
}

impl sql::FromRow for Webhook {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let place = |block: &str, log: &str| {
            Ok::<_, sqlx::Error>(Place { block_number: number(row, block)?, log_index: number(row, log)? })
        };
        let (types, finality): (String, String) = (row.try_get("types")?, row.try_get("finality")?);
        Ok(Self {
            id: row.try_get("id")?,
            community: row.try_get("community")?,
            url: row.try_get("url")?,
            description: row.try_get("description")?,
            subscription: Subscription::stored(&types),
            finality: if finality == "head" { Finality::Head } else { Finality::Finalized },
            enabled: number(row, "enabled")? == 1,
            disabled_reason: row.try_get("disabled_reason")?,
            created_by: number(row, "created_by")?,
            created_at: number(row, "created_at")?,
            failing_since: perhaps(row, "failing_since")?,
            old_secret_until: perhaps(row, "old_secret_until")?,
            secret: Secret::stored(row.try_get("secret")?),
            old_secret: row.try_get::<Option<Vec<u8>>, _>("old_secret")?.map(Secret::stored),
            at: Placed { place: place("at_block", "at_log")?, hash: hash(row, "at_hash")? },
            floor: place("floor_block", "floor_log")?,
        })
    }
}

impl sql::FromRow for Delivery {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let state: String = row.try_get("state")?;
        let state = DeliveryState::ALL.into_iter().find(|known| known.as_str() == state);
        let state = state.ok_or_else(|| sqlx::Error::Decode("a delivery has a state that nobody knows".into()))?;
        let place = perhaps(row, "block_number")?.zip(perhaps(row, "log_index")?);
        let hash = hash(row, "block_hash")?;
        Ok(Self {
            number: number(row, "number")?,
            event: row.try_get("event")?,
            kind: row.try_get("type")?,
            body: row.try_get("body")?,
            state,
            attempts: number(row, "attempts")?,
            next_at: (state == DeliveryState::Pending).then(|| number(row, "next_at")).transpose()?,
            last_at: perhaps(row, "last_at")?,
            last_status: perhaps(row, "last_status")?.and_then(|status| u16::try_from(status).ok()),
            last_error: row.try_get("last_error")?,
            created_at: number(row, "created_at")?,
            webhook: row.try_get("webhook")?,
            turn: number(row, "turn")?,
            step: number(row, "step")?,
            at: place.map(|(block_number, log_index)| Placed { place: Place { block_number, log_index }, hash }),
        })
    }
}
