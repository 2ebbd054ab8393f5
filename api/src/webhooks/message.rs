//! What receivers are sent. Pure.

use palabre_indexer::store::StoredEvent;
use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Finality,
    kinds::{RETRACT, TEST, name_of},
    store::{Placed, Webhook},
};
use crate::{
    http::{events::Event, wire::Time},
    live::EventId,
};

/// A message, before it is a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    /// Names what happened, the same for ever.
    pub(crate) event: String,
    pub(crate) kind: String,
    /// Where it happened; none for what is no event.
    pub(crate) at: Option<Placed>,
    pub(crate) body: String,
}

/// The body, by the Standard Webhooks specification.
#[derive(Serialize)]
struct Envelope<'a, T> {
    r#type: &'a str,
    /// When it happened.
    timestamp: String,
    data: T,
}

#[derive(Serialize)]
struct EventData<'a> {
    community: &'a str,
    /// The event's name in the live stream.
    id: &'a str,
    finality: Finality,
    event: Event,
}

fn body<T: Serialize>(kind: &str, at: u64, data: T) -> String {
    let envelope = Envelope { r#type: kind, timestamp: Time::from(at).rfc3339, data };
    // Texts and numbers: this cannot fail to serialise.
    serde_json::to_string(&envelope).unwrap_or_default()
}

impl Message {
    /// Something happened.
    pub(crate) fn event(row: &StoredEvent, webhook: &Webhook) -> Self {
        let (kind, id) = (name_of(&row.contract, &row.name), EventId::of(row.key()).to_string());
        let data = EventData {
            community: &webhook.community,
            id: &id,
            finality: webhook.finality,
            event: Event::from(row.clone()),
        };
        let body = body(kind, row.block_time, data);
        Self { event: id.clone(), kind: kind.to_owned(), at: Some(Placed::of(row.key())), body }
    }

    /// Messages that were sent, latest first, told what never happened. `last` is the latest of all events that never
    /// happened.
    pub(crate) fn retract(webhook: &Webhook, last: &str, ids: &[String], above_block: u64, now: u64) -> Self {
        let data = json!({ "community": webhook.community, "above_block": above_block, "ids": ids });
        Self::without_place(format!("retract-{last}"), RETRACT, now, data)
    }

    /// To try a webhook.
    pub(crate) fn test(webhook: &Webhook, word: &str, now: u64) -> Self {
        let data = json!({ "community": webhook.community, "webhook": webhook.id });
        Self::without_place(format!("test-{word}"), TEST, now, data)
    }

    fn without_place(event: String, kind: &str, now: u64, data: Value) -> Self {
        Self { event, kind: kind.to_owned(), at: None, body: body(kind, now, data) }
    }
}

/// The header `webhook-id`: the same at every attempt, another one when an event that was taken back happens again.
pub(crate) fn webhook_id(event: &str, turn: u64) -> String {
    if turn == 0 { event.to_owned() } else { format!("{event}-{turn}") }
}
