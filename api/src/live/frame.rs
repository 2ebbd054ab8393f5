//! Messages as listeners get them, by the format of server-sent events.

use std::{fmt, str::FromStr};

use alloy::primitives::B256;
use axum::body::Bytes;
use palabre_indexer::store::{BlockRef, EventKey, Place, StoredEvent};
use serde::Serialize;

use crate::http::{events::Event, scope::AsOf};

/// Names an event for ever: its place, and enough of its block's hash to tell branches apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct EventId {
    pub(crate) place: Place,
    branch: [u8; 8],
}

impl EventId {
    pub(crate) fn of(event: EventKey) -> Self {
        Self { place: event.place(), branch: branch(event.block_hash) }
    }

    /// Whether this is the event's name.
    pub(crate) fn names(&self, event: EventKey) -> bool {
        *self == Self::of(event)
    }
}

fn branch(hash: B256) -> [u8; 8] {
    let mut start = [0; 8];
    start.copy_from_slice(&hash[..8]);
    start
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { block_number, log_index } = self.place;
        write!(f, "{block_number}-{log_index}-{}", alloy::hex::encode(self.branch))
    }
}

impl FromStr for EventId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-');
        // Numbers of SQL are signed.
        let fits = |number: &u64| i64::try_from(*number).is_ok();
        let mut number = || parts.next().and_then(|part| part.parse::<u64>().ok()).filter(fits);
        let (block_number, log_index) = (number().ok_or(())?, number().ok_or(())?);
        let bytes = alloy::hex::decode(parts.next().unwrap_or("")).map_err(drop)?;
        let branch = bytes.try_into().map_err(drop)?;
        let id = Self { place: Place { block_number, log_index }, branch };
        // One text names one event: no signs, no leading zeros, nothing after the end.
        if id.to_string() == text { Ok(id) } else { Err(()) }
    }
}

/// What a message is about.
#[derive(Clone, Debug)]
pub(crate) enum About {
    /// Something happened.
    Event { place: Place, contract: String, name: String },
    /// Something told before never happened.
    Retract { after: Option<Place> },
    /// The mirror reflects another block.
    Block,
    /// Nothing is known of what was told before; what is told goes on after this event.
    Reset { after: Option<Place> },
}

/// A message, written once.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub(crate) about: About,
    pub(crate) bytes: Bytes,
}

/// What never happened: the chain took blocks back.
#[derive(Debug, Serialize)]
pub(crate) struct Retraction {
    /// The last event that stands; none when nothing does.
    pub after: Option<String>,
    /// Everything above this block never happened.
    pub above_block: u64,
    /// The events that never happened, latest first.
    pub ids: Vec<String>,
}

impl Frame {
    pub(crate) fn event(row: &StoredEvent) -> Self {
        let about = About::Event { place: row.place(), contract: row.contract.clone(), name: row.name.clone() };
        Self { about, bytes: text(Some(&EventId::of(row.key())), None, &Event::from(row.clone())) }
    }

    /// `gone` never happened, latest first; `after` stands.
    pub(crate) fn retract(after: Option<EventId>, gone: &[EventId]) -> Self {
        let above_block = after.map_or(0, |id| id.place.block_number);
        let ids = gone.iter().map(EventId::to_string).collect();
        let retraction = Retraction { after: after.map(|id| id.to_string()), above_block, ids };
        let about = About::Retract { after: after.map(|id| id.place) };
        Self { about, bytes: text(after.as_ref(), Some("retract"), &retraction) }
    }

    pub(crate) fn block(block: BlockRef) -> Self {
        Self { about: About::Block, bytes: text(None, Some("block"), &AsOf::from(block)) }
    }

    pub(crate) fn reset(after: Option<EventId>) -> Self {
        let reason = "what was told before cannot be compared with the chain any more: read it again";
        let bytes = text(after.as_ref(), Some("reset"), &serde_json::json!({ "reason": reason }));
        Self { about: About::Reset { after: after.map(|id| id.place) }, bytes }
    }
}

fn text(id: Option<&EventId>, kind: Option<&str>, data: &impl Serialize) -> Bytes {
    // Structures of ours with text keys: they always serialise. JSON has no line breaks of its own.
    let data = serde_json::to_string(data).unwrap_or_default();
    let id = id.map_or_else(String::new, |id| format!("id: {id}\n"));
    let kind = kind.map_or_else(String::new, |kind| format!("event: {kind}\n"));
    format!("{id}{kind}data: {data}\n\n").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_and_strangers_are_refused() {
        let id = EventId { place: Place { block_number: 12, log_index: 3 }, branch: [0xab; 8] };
        assert_eq!(id.to_string(), "12-3-abababababababab");
        assert_eq!(id.to_string().parse(), Ok(id));
        for bad in ["", "12", "12-3", "12-3-ab", "12-3-abababababababab-1", "-1-3-abababababababab", "12-3-zz"] {
            assert_eq!(bad.parse::<EventId>(), Err(()), "{bad}");
        }
        assert!("99999999999999999999-3-abababababababab".parse::<EventId>().is_err());
    }
}
