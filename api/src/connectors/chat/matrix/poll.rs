//! Reading on with `/sync`: what a lost transaction left out.

use axum::http::Method;
use serde_json::{Value, json};

use super::{
    Matrix,
    parse::{self, Reader},
};
use crate::{
    activity::{Activity, ActivityKind},
    connectors::{Parsed, Polled, Trouble, http, json},
};

/// Events of a room in one answer. More of them make the answer `limited`, and the gap is filled.
const TIMELINE: u32 = 100;
/// Most pages that fill a gap: 2,000 events of one room since the last look.
const PAGES: usize = 20;

impl Matrix {
    pub(super) async fn read_on(&self, cursor: Option<&str>, now: u64) -> Result<Polled, Trouble> {
        let filter = json!({
            "presence": { "types": [] }, "account_data": { "types": [] },
            "room": {
                "ephemeral": { "types": [] }, "account_data": { "types": [] }, "state": { "types": [] },
                "timeline": { "limit": if cursor.is_some() { TIMELINE } else { 1 } },
            },
        });
        let filter = filter.to_string();
        let mut query = vec![("timeout", "0"), ("filter", filter.as_str())];
        query.extend(cursor.map(|since| ("since", since)));
        let synced = self.get(http::with_query(self.v3(&["sync"]), &query)).await?;
        let next =
            json::text(&synced, "/next_batch").ok_or_else(|| Trouble::later("the homeserver gave no position"))?;
        let mut parsed = Parsed::default();
        let mut commands = Vec::new();
        let joined = synced.pointer("/rooms/join").and_then(Value::as_object);
        for (room, update) in joined.into_iter().flatten().filter(|_| cursor.is_some()) {
            let reader = Reader { settings: &self.settings, received_at: now, room };
            let (mut events, whole) = self.gap(room, update, cursor.unwrap_or_default()).await?;
            if !whole {
                parsed.ignore(room, "more happened there since the last look than can be read again");
            }
            events.extend(json::list(update, "/timeline/events").iter().cloned());
            for event in &events {
                parse::read(&reader, event, &mut parsed);
                commands.extend(parse::asked(&self.settings, room, event));
            }
        }
        let invited = synced.pointer("/rooms/invite").and_then(Value::as_object);
        parsed.invitations.extend(invited.into_iter().flatten().map(|(room, _)| room.clone()));
        parsed.activities.sort_by_key(|activity| activity.occurred_at);
        Ok(Polled {
            activities: parsed.activities,
            commands,
            ignored: parsed.ignored,
            invitations: parsed.invitations,
            cursor: next.to_owned(),
            more: false,
            wait: None,
        })
    }

    /// What is between the last position and the beginning of a `limited` timeline, oldest first.
    async fn gap(&self, room: &str, update: &Value, since: &str) -> Result<(Vec<Value>, bool), Trouble> {
        let mut from = match json::text(update, "/timeline/prev_batch") {
            Some(token) if json::flag(update, "/timeline/limited") => token.to_owned(),
            _ => return Ok((Vec::new(), true)),
        };
        let mut found = Vec::new();
        let mut whole = false;
        for _ in 0..PAGES {
            let query = [("dir", "b"), ("from", from.as_str()), ("to", since), ("limit", "100")];
            let page = self.get(http::with_query(self.v3(&["rooms", room, "messages"]), &query)).await?;
            found.extend(json::list(&page, "/chunk").iter().cloned());
            match json::text(&page, "/end") {
                Some(end) if end != from && !json::list(&page, "/chunk").is_empty() => from = end.to_owned(),
                _ => {
                    whole = true;
                    break;
                }
            }
        }
        found.reverse();
        Ok((found, whole))
    }

    /// Messages that were redacted. `objects` are `room/event`.
    pub(super) async fn look_again(&self, objects: &[String], now: u64) -> Result<Vec<Activity>, Trouble> {
        let mut gone = Vec::new();
        for object in objects {
            let Some((room, event)) = object.split_once('/').filter(|(_, event)| event.starts_with('$')) else {
                continue;
            };
            let reader = Reader { settings: &self.settings, received_at: now, room };
            let found = self.call(Method::GET, self.v3(&["rooms", room, "event", event]), None).await?;
            let Some(because) = found.pointer("/unsigned/redacted_because") else { continue };
            let mut because = because.clone();
            // Rooms before version 11 name the event outside of the content, and not in this place.
            if because.pointer("/content/redacts").is_none() && because.pointer("/redacts").is_none() {
                because["redacts"] = json!(event);
            }
            let mut parsed = Parsed::default();
            parse::read(&reader, &because, &mut parsed);
            gone.extend(parsed.activities.into_iter().filter(|activity| activity.kind == ActivityKind::Delete));
        }
        Ok(gone)
    }
}
