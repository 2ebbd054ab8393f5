//! Reading rooms again: what a lost transaction left out.
//!
//! Homeservers do not let the account of an application service use `/sync` (Synapse answers 500), so each room is read
//! from its latest event back to what is known.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Matrix,
    parse::{self, Reader},
};
use crate::{
    activity::{Activity, ActivityKind},
    connectors::{Command, Parsed, Polled, Trouble, http, json},
};

/// Events of a page, and how many are remembered of a room: an event of another homeserver may come late.
const PAGE: usize = 100;
/// Most pages of a room in one look: 2,000 events.
const PAGES: usize = 20;
/// Rooms of one call of `poll`.
const ROOMS: usize = 10;
/// How far back a room is read that was never read before; seconds.
const FIRST: u64 = 86_400;
/// Characters of an event's id that are remembered: 72 bits of a hash.
const SHORT: usize = 13;

/// Where reading goes on.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Cursor {
    /// The latest events of each room, shortened.
    rooms: BTreeMap<String, BTreeSet<String>>,
    queue: Vec<String>,
}

#[derive(Default)]
struct Found {
    parsed: Parsed,
    commands: Vec<Command>,
}

impl Matrix {
    pub(super) async fn read_on(&self, cursor: Option<&str>, now: u64) -> Result<Polled, Trouble> {
        let mut cursor: Cursor = match cursor {
            Some(text) => serde_json::from_str(text)
                .map_err(|error| Trouble::broken(format!("the position in Matrix cannot be read: {error}")))?,
            None => Cursor::default(),
        };
        if cursor.queue.is_empty() {
            cursor.queue = self.rooms().await?;
            let joined = cursor.queue.clone();
            cursor.rooms.retain(|room, _| joined.contains(room));
        }
        let (mut found, mut wait) = (Found::default(), None);
        for done in 0..ROOMS {
            let Some(room) = cursor.queue.last().cloned() else { break };
            match self.read_room(&room, cursor.rooms.get(&room), now, &mut found).await {
                Ok(latest) => _ = cursor.rooms.insert(room, latest),
                // What was read is handed over, and reading goes on from there.
                Err(Trouble::Later { after, .. }) if done > 0 => {
                    wait = Some(after.unwrap_or(30));
                    break;
                }
                // The service was removed from this room: the others are not to wait for it.
                Err(Trouble::Refused { .. }) => {}
                Err(other) => return Err(other),
            }
            cursor.queue.pop();
        }
        let mut activities = found.parsed.activities;
        activities.sort_by_key(|activity| activity.occurred_at);
        Ok(Polled {
            activities,
            commands: found.commands,
            ignored: found.parsed.ignored,
            invitations: found.parsed.invitations,
            more: !cursor.queue.is_empty(),
            cursor: serde_json::to_string(&cursor).map_err(|error| Trouble::broken(error.to_string()))?,
            wait,
        })
    }

    /// The rooms that the service is in, without conversations of two.
    async fn rooms(&self) -> Result<Vec<String>, Trouble> {
        let joined = self.get(self.v3(&["joined_rooms"])).await?;
        let own = &self.settings.own_account;
        let direct = self.find(self.v3(&["user", own, "account_data", "m.direct"])).await?.unwrap_or_default();
        let private: BTreeSet<&str> = direct
            .as_object()
            .into_iter()
            .flat_map(|people| people.values())
            .flat_map(|rooms| json::list(rooms, ""))
            .filter_map(Value::as_str)
            .collect();
        let rooms = json::list(&joined, "/joined_rooms").iter().filter_map(|room| json::id(room, ""));
        Ok(rooms.filter(|room| !private.contains(room.as_str())).collect())
    }

    /// Reads what is new in a room; answers its latest events.
    async fn read_room(
        &self,
        room: &str,
        known: Option<&BTreeSet<String>>,
        now: u64,
        found: &mut Found,
    ) -> Result<BTreeSet<String>, Trouble> {
        let reader = Reader { settings: &self.settings, received_at: now, room };
        let (mut events, whole) = self.back_to(room, known).await?;
        if !whole {
            found.parsed.ignore(room, "more happened there since the last look than can be read again");
        }
        let latest = events.iter().take(PAGE).filter_map(short).collect();
        events.reverse();
        for event in events {
            let new = short(&event).is_some_and(|id| known.is_none_or(|known| !known.contains(&id)));
            let at =
                json::number(&event, "/origin_server_ts").and_then(|at| u64::try_from(at).ok()).unwrap_or(0) / 1000;
            if new && (known.is_some() || at.saturating_add(FIRST) >= now) {
                parse::read(&reader, &event, &mut found.parsed);
                found.commands.extend(parse::asked(&self.settings, room, &event));
            }
        }
        Ok(latest)
    }

    /// Events from the latest back to known ones, and whether these were reached. At first one page is enough.
    async fn back_to(&self, room: &str, known: Option<&BTreeSet<String>>) -> Result<(Vec<Value>, bool), Trouble> {
        let (mut events, mut from) = (Vec::new(), None::<String>);
        let limit = PAGE.to_string();
        for _ in 0..PAGES {
            let mut query = vec![("dir", "b"), ("limit", limit.as_str())];
            query.extend(from.as_deref().map(|from| ("from", from)));
            let page = self.get(http::with_query(self.v3(&["rooms", room, "messages"]), &query)).await?;
            let rows = json::list(&page, "/chunk");
            let met = rows.iter().filter_map(short).any(|id| known.is_some_and(|known| known.contains(&id)));
            events.extend(rows.iter().cloned());
            from = json::text(&page, "/end").map(str::to_owned);
            if known.is_none() || met || from.is_none() {
                return Ok((events, true));
            }
        }
        Ok((events, false))
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

/// The beginning of an event's id.
fn short(event: &Value) -> Option<String> {
    json::text(event, "/event_id").map(|id| id.chars().take(SHORT).collect())
}
