//! Reading every room again: new and changed messages, then deleted ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    RocketChat,
    parse::{self, Reader},
};
use crate::{
    activity::{Activity, ActivityKind},
    connectors::{Command, Ignored, Polled, Said, Thread, Trouble, json, words::MAX_THREAD},
};

/// Milliseconds that are read again: the server compares with `>`, so that equal times at the end of a page are lost.
const OVERLAP: u64 = 600_000;
/// How far back a room is read that was never read before; milliseconds.
const FIRST: u64 = 86_400_000;
/// Rows of a page.
const PAGE: &str = "50";
/// Messages of a room without threads that are taken for one discussion.
const LATEST: &str = "100";

/// Where reading goes on.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Cursor {
    rooms: BTreeMap<String, Place>,
    queue: Vec<String>,
}

/// A position in a room; unix milliseconds of the server's clock.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Place {
    updated: u64,
    deleted: u64,
    /// Where a list goes on whose last page was not reached: the overlap alone may have more pages than calls are allowed.
    reading: Option<u64>,
    deleting: Option<u64>,
}

#[derive(Default)]
struct Found {
    activities: Vec<Activity>,
    commands: Vec<Command>,
    ignored: Vec<Ignored>,
}

impl RocketChat {
    pub(super) async fn read_on(&self, cursor: Option<&str>, now: u64) -> Result<Polled, Trouble> {
        let mut cursor: Cursor = match cursor {
            Some(text) => serde_json::from_str(text)
                .map_err(|error| Trouble::broken(format!("the position in the chat cannot be read: {error}")))?,
            None => Cursor::default(),
        };
        if cursor.queue.is_empty() {
            cursor.queue = self.rooms().await?;
            let joined = cursor.queue.clone();
            cursor.rooms.retain(|room, _| joined.contains(room));
        }
        let mut found = Found::default();
        let mut wait = None;
        if let Some(room) = cursor.queue.last().cloned() {
            let first = now.saturating_mul(1000).saturating_sub(FIRST);
            let mut place = cursor.rooms.get(&room).cloned().unwrap_or(Place {
                updated: first,
                deleted: first,
                reading: None,
                deleting: None,
            });
            let read = self.read_room(&room, &mut place, now, &mut found).await;
            let progress = place.reading.is_some() || place.deleting.is_some();
            cursor.rooms.insert(room, place);
            match read {
                Ok(()) => _ = cursor.queue.pop(),
                // What was read is handed over, and reading goes on from there.
                Err(Trouble::Later { after, .. }) if progress || !found.activities.is_empty() => {
                    wait = Some(after.unwrap_or(60))
                }
                // The account left this room: the others are not to wait for it.
                Err(Trouble::Refused { .. }) => _ = cursor.queue.pop(),
                Err(other) => return Err(other),
            }
        }
        found.activities.sort_by_key(|activity| activity.occurred_at);
        Ok(Polled {
            activities: found.activities,
            commands: found.commands,
            ignored: found.ignored,
            invitations: Vec::new(),
            more: !cursor.queue.is_empty(),
            cursor: serde_json::to_string(&cursor).map_err(|error| Trouble::broken(error.to_string()))?,
            wait,
        })
    }

    /// Channels and private groups that the account is in; conversations of two are nobody else's business.
    async fn rooms(&self) -> Result<Vec<String>, Trouble> {
        let listed = self.get("rooms.get", &[]).await?;
        let rooms =
            json::list(&listed, "/update").iter().filter(|room| matches!(json::text(room, "/t"), Some("c" | "p")));
        Ok(rooms.filter_map(|room| json::id(room, "/_id")).collect())
    }

    async fn read_room(&self, room: &str, place: &mut Place, now: u64, found: &mut Found) -> Result<(), Trouble> {
        let reader = Reader { settings: &self.settings, received_at: now, room: room.to_owned() };
        while place.deleting.is_none() {
            let next = place.reading.unwrap_or(place.updated.saturating_sub(OVERLAP));
            let page = self.sync(room, "UPDATED", next).await?;
            for message in json::list(&page, "/result/updated") {
                place.updated = place.updated.max(milliseconds(message, "_updatedAt"));
                match reader.messages(message) {
                    Ok(activities) => found.activities.extend(activities),
                    Err(why) => {
                        let what = json::text(message, "/t").unwrap_or("message").to_owned();
                        found.ignored.push(Ignored { what, why });
                    }
                }
                found.commands.extend(parse::asked(&self.settings, room, message));
            }
            place.reading = following(&page).filter(|following| *following > next);
            if place.reading.is_none() {
                place.deleting = Some(place.deleted.saturating_sub(OVERLAP));
            }
        }
        while let Some(next) = place.deleting {
            let page = self.sync(room, "DELETED", next).await?;
            for row in json::list(&page, "/result/deleted") {
                let at = milliseconds(row, "_deletedAt");
                place.deleted = place.deleted.max(at);
                found.activities.extend(json::id(row, "/_id").map(|id| reader.deleted(&id, at / 1000, row)));
            }
            place.deleting = following(&page).filter(|following| *following > next);
        }
        Ok(())
    }

    async fn sync(&self, room: &str, kind: &str, next: u64) -> Result<Value, Trouble> {
        let next = next.to_string();
        self.get("chat.syncMessages", &[("roomId", room), ("next", &next), ("type", kind), ("count", PAGE)]).await
    }

    /// Messages that are gone.
    pub(super) async fn look_again(&self, objects: &[String], now: u64) -> Result<Vec<Activity>, Trouble> {
        let reader = Reader { settings: &self.settings, received_at: now, room: String::new() };
        let mut gone = Vec::new();
        for id in objects {
            let found = self.message(id).await?;
            let there = found.as_ref().is_some_and(|message| json::text(message, "/t") != Some("rm"));
            if !there {
                gone.push(Activity { parent: None, ..reader.deleted(id, now, &found.unwrap_or_default()) });
            }
        }
        Ok(gone)
    }

    pub(super) async fn collect(&self, room: &str, thread: &str) -> Result<Thread, Trouble> {
        let (rows, cut) = if thread.is_empty() { self.latest(room).await? } else { self.thread_rows(thread).await? };
        let reader = Reader { settings: &self.settings, received_at: u64::MAX, room: room.to_owned() };
        let mut said = Vec::new();
        for row in &rows {
            let Some(activity) = reader.messages(row).ok().and_then(|found| found.into_iter().next()) else { continue };
            let spoken =
                matches!(activity.kind, ActivityKind::Message | ActivityKind::Reply | ActivityKind::FileUploaded);
            let Some(account) = activity.actor.filter(|_| spoken) else { continue };
            let text = json::text(row, "/msg").unwrap_or_default().to_owned();
            said.push((Said { id: activity.object, account, at: activity.occurred_at, text }, activity.actor_name));
        }
        said.sort_by_key(|(said, _)| said.at);
        Ok(Thread::collect(if thread.is_empty() { room } else { thread }, said, cut))
    }

    async fn thread_rows(&self, thread: &str) -> Result<(Vec<Value>, bool), Trouble> {
        let first = self.message(thread).await?.ok_or_else(|| Trouble::refused("the thread is gone"))?;
        let (rows, cut) = self.rows("chat.getThreadMessages", &[("tmid", thread)], "/messages", MAX_THREAD).await?;
        let answers = rows.into_iter().filter(|row| json::text(row, "/_id") != Some(thread));
        Ok((std::iter::once(first).chain(answers).collect(), cut))
    }

    async fn latest(&self, room: &str) -> Result<(Vec<Value>, bool), Trouble> {
        let info = self.get("rooms.info", &[("roomId", room)]).await?;
        let method = if json::text(&info, "/room/t") == Some("p") { "groups.history" } else { "channels.history" };
        let page = self.get(method, &[("roomId", room), ("count", LATEST)]).await?;
        let rows = json::list(&page, "/messages").to_vec();
        let cut = rows.len() >= LATEST.parse().unwrap_or(usize::MAX);
        Ok((rows, cut))
    }
}

/// Where the next page begins. It is null on a short page.
fn following(page: &Value) -> Option<u64> {
    match page.pointer("/result/cursor/next")? {
        Value::String(text) => text.parse().ok(),
        Value::Number(number) => number.as_u64(),
        _ => None,
    }
}

fn milliseconds(row: &Value, name: &str) -> u64 {
    let found = row.get(name);
    let text = found.and_then(Value::as_str).and_then(json::milliseconds);
    text.or_else(|| found?.get("$date")?.as_u64()).unwrap_or(0)
}
