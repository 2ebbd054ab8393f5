//! Collecting a discussion: a thread, or the latest messages of a room.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    Matrix,
    parse::{self, Reader},
};
use crate::{
    activity::ActivityKind,
    connectors::{Parsed, Said, Thread, Trouble, http, json, text, words::MAX_THREAD},
};

/// Messages of a room without threads that are taken for one discussion.
const LATEST: usize = 200;

impl Matrix {
    pub(super) async fn collect(&self, room: &str, thread: &str) -> Result<Thread, Trouble> {
        let root = thread.rsplit_once('/').map_or(thread, |(_, event)| event);
        let (events, cut) =
            if root.starts_with('$') { self.thread_events(room, root).await? } else { self.latest(room).await? };
        let names = self.names(room).await.unwrap_or_default();
        let edits = latest_edits(&events);
        let mut said = Vec::new();
        for event in &events {
            let mut parsed = Parsed::default();
            parse::read(&Reader { settings: &self.settings, received_at: u64::MAX, room }, event, &mut parsed);
            let Some(activity) = parsed.activities.pop() else { continue };
            let spoken =
                matches!(activity.kind, ActivityKind::Message | ActivityKind::Reply | ActivityKind::FileUploaded);
            let Some(account) = activity.actor.filter(|_| spoken) else { continue };
            // The homeserver tells the latest edit along with the message, or it comes as an event of its own.
            let edited =
                event.pointer("/unsigned/m.relations/m.replace").filter(|edit| edit.pointer("/content").is_some());
            let newest = edited.or_else(|| edits.get(&activity.external_id).copied()).unwrap_or(event);
            let name = names.get(&account).cloned();
            said.push((
                Said { id: activity.object, account, at: activity.occurred_at, text: parse::body(newest) },
                name,
            ));
        }
        Ok(Thread::collect(if root.is_empty() { room.to_owned() } else { format!("{room}/{root}") }, said, cut))
    }

    /// The beginning of a thread and what belongs to it, oldest first.
    async fn thread_events(&self, room: &str, root: &str) -> Result<(Vec<Value>, bool), Trouble> {
        let mut events = vec![self.get(self.v3(&["rooms", room, "event", root])).await?];
        let base = http::below(
            &self.settings.homeserver,
            &["_matrix", "client", "v1", "rooms", room, "relations", root, "m.thread"],
        );
        let mut from: Option<String> = None;
        while events.len() <= MAX_THREAD {
            let mut query = vec![("dir", "f"), ("limit", "100")];
            query.extend(from.as_deref().map(|from| ("from", from)));
            let page = self.get(http::with_query(base.clone(), &query)).await?;
            events.extend(json::list(&page, "/chunk").iter().cloned());
            from = json::text(&page, "/next_batch").map(str::to_owned);
            if from.is_none() {
                return Ok((events, false));
            }
        }
        events.truncate(MAX_THREAD);
        Ok((events, true))
    }

    async fn latest(&self, room: &str) -> Result<(Vec<Value>, bool), Trouble> {
        let (mut events, mut from) = (Vec::new(), None::<String>);
        loop {
            let mut query = vec![("dir", "b"), ("limit", "100")];
            query.extend(from.as_deref().map(|from| ("from", from)));
            let page = self.get(http::with_query(self.v3(&["rooms", room, "messages"]), &query)).await?;
            events.extend(json::list(&page, "/chunk").iter().cloned());
            from = json::text(&page, "/end").map(str::to_owned);
            if from.is_none() || events.len() >= LATEST {
                let cut = from.is_some();
                events.truncate(LATEST);
                events.reverse();
                return Ok((events, cut));
            }
        }
    }

    async fn names(&self, room: &str) -> Result<BTreeMap<String, String>, Trouble> {
        let found = self.get(self.v3(&["rooms", room, "joined_members"])).await?;
        let people = found.pointer("/joined").and_then(Value::as_object);
        let named = people.into_iter().flatten();
        Ok(named.filter_map(|(id, who)| Some((id.clone(), text::name(json::text(who, "/display_name")?)?))).collect())
    }
}

/// The last edit of each message by its own author, among these events.
fn latest_edits(events: &[Value]) -> BTreeMap<String, &Value> {
    let author = |id: &str| {
        events
            .iter()
            .find(|event| json::text(event, "/event_id") == Some(id))
            .and_then(|event| json::text(event, "/sender"))
    };
    let edits = events.iter().filter(|event| json::text(event, "/content/m.relates_to/rel_type") == Some("m.replace"));
    edits
        .filter_map(|edit| {
            let original = json::id(edit, "/content/m.relates_to/event_id")?;
            (author(&original) == json::text(edit, "/sender")).then_some((original, edit))
        })
        .collect()
}
