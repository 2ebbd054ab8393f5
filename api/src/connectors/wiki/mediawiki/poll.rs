//! Reading on: recent changes and logs, each with its own position, an overlap, and what was seen within it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{MediaWiki, changes::Reader, logs};
use crate::{
    activity::{Activity, ActivityKind},
    connectors::{Ignored, Polled, Trouble, json},
};

/// Seconds that are read again: a change can become visible after later ones.
const OVERLAP: u64 = 600;
/// How far back is read at first; seconds. Wikis keep recent changes for 90 days unless told otherwise.
const FIRST: u64 = 30 * 86_400;
/// Revisions and pages of one question.
const BATCH: usize = 50;

/// Where reading goes on.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Cursor {
    changes: Place,
    logs: Place,
    /// Revisions within the overlap that were told as undone.
    undone: BTreeSet<String>,
}

/// A position in one list.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Place {
    /// The time of the latest row; unix seconds of the wiki's clock. 0: nothing was read yet.
    since: u64,
    /// The wiki's own mark, while a list is read that has more than one page.
    next: Option<String>,
    /// From where the list that is being read began; unix seconds.
    from: u64,
    /// Rows of the overlap and when they happened.
    seen: BTreeMap<u64, u64>,
}

impl Place {
    fn begin(&mut self, now: u64) {
        if self.next.is_none() {
            self.from = if self.since == 0 { now.saturating_sub(FIRST) } else { self.since.saturating_sub(OVERLAP) };
        }
    }

    /// Whether a row is new.
    fn take(&mut self, row: &Value, id: &str) -> bool {
        let Some(id) = row.pointer(id).and_then(Value::as_u64) else { return false };
        let at = json::instant(row, "/timestamp").unwrap_or(0);
        self.since = self.since.max(at);
        self.seen.insert(id, at).is_none()
    }

    fn end(&mut self, next: Option<String>) {
        self.next = next;
        if self.next.is_none() {
            let horizon = self.since.saturating_sub(OVERLAP);
            self.seen.retain(|_, at| *at >= horizon);
        }
    }
}

impl MediaWiki {
    pub(super) async fn read_on(&self, cursor: Option<&str>, now: u64) -> Result<Polled, Trouble> {
        let mut cursor: Cursor = match cursor {
            Some(text) => serde_json::from_str(text)
                .map_err(|error| Trouble::broken(format!("the position in the wiki cannot be read: {error}")))?,
            None => Cursor::default(),
        };
        let mut found = Found::default();
        self.read_changes(&mut cursor, now, &mut found).await?;
        self.read_logs(&mut cursor.logs, now, &mut found).await?;
        found.activities.sort_by_key(|activity| activity.occurred_at);
        Ok(Polled {
            activities: found.activities,
            commands: Vec::new(),
            ignored: found.ignored,
            invitations: Vec::new(),
            more: cursor.changes.next.is_some() || cursor.logs.next.is_some(),
            cursor: serde_json::to_string(&cursor).map_err(|error| Trouble::broken(error.to_string()))?,
            wait: None,
        })
    }

    async fn read_changes(&self, cursor: &mut Cursor, now: u64, found: &mut Found) -> Result<(), Trouble> {
        let place = &mut cursor.changes;
        place.begin(now);
        let start = json::rfc3339(place.from);
        let mut pairs = vec![
            ("action", "query"),
            ("list", "recentchanges"),
            ("rcdir", "newer"),
            ("rcstart", start.as_str()),
            ("rclimit", "500"),
            ("rctype", "edit|new"),
            ("rcprop", "user|userid|flags|timestamp|title|ids|sizes|patrolled|tags"),
        ];
        pairs.extend(place.next.as_deref().map(|next| ("rccontinue", next)));
        let page = match self.query(&pairs).await {
            // Accounts without the right to see patrols read the rest.
            Err(trouble) if super::session::is(&trouble, "permissiondenied") => {
                pairs[6].1 = "user|userid|flags|timestamp|title|ids|sizes|tags";
                self.query(&pairs).await?
            }
            other => other?,
        };
        let own = self.own_account().await;
        let reader = Reader { settings: &self.settings, own: own.as_deref(), received_at: now };
        for row in json::list(&page, "/query/recentchanges") {
            if place.take(row, "/rcid") {
                found.take(json::text(row, "/type").unwrap_or_default(), reader.change(row));
            }
            if let Some(undone) = reader.undone(row)
                && cursor.undone.insert(undone.external_id.clone())
            {
                found.activities.push(undone);
            }
        }
        place.end(json::text(&page, "/continue/rccontinue").map(str::to_owned));
        // Once the overlap has passed, looking again before it counts is what finds them.
        while cursor.undone.len() > 10_000 {
            cursor.undone.pop_first();
        }
        Ok(())
    }

    async fn read_logs(&self, place: &mut Place, now: u64, found: &mut Found) -> Result<(), Trouble> {
        place.begin(now);
        let start = json::rfc3339(place.from);
        let mut pairs = vec![
            ("action", "query"),
            ("list", "logevents"),
            ("ledir", "newer"),
            ("lestart", start.as_str()),
            ("lelimit", "500"),
            ("leprop", "ids|title|type|user|userid|timestamp|details|tags"),
        ];
        pairs.extend(place.next.as_deref().map(|next| ("lecontinue", next)));
        let page = self.query(&pairs).await?;
        let rows = json::list(&page, "/query/logevents");
        let new: Vec<&Value> = rows.iter().filter(|row| place.take(row, "/logid")).collect();
        let names = self.ids(new.iter().filter_map(|row| logs::subject(row))).await?;
        let own = self.own_account().await;
        let reader = Reader { settings: &self.settings, own: own.as_deref(), received_at: now };
        for row in new {
            found.take(json::text(row, "/type").unwrap_or_default(), reader.entry(row, &names));
        }
        place.end(json::text(&page, "/continue/lecontinue").map(str::to_owned));
        Ok(())
    }

    /// Ids of accounts by name.
    pub(super) async fn ids(&self, names: impl Iterator<Item = String>) -> Result<logs::Names, Trouble> {
        // A name with a bar would be two names, and no account has one.
        let names: Vec<String> =
            names.filter(|name| !name.contains('|')).collect::<BTreeSet<_>>().into_iter().collect();
        let mut known = logs::Names::new();
        for some in names.chunks(BATCH) {
            let asked = some.join("|");
            let answer = self.query(&[("action", "query"), ("list", "users"), ("ususers", &asked)]).await?;
            for user in json::list(&answer, "/query/users") {
                if let (Some(name), Some(id)) = (json::text(user, "/name"), json::id(user, "/userid")) {
                    known.insert(name.to_owned(), id);
                }
            }
        }
        Ok(known)
    }

    /// Revisions (`rev:ID`) that were undone or deleted, pages (`page:ID`) that are gone.
    pub(super) async fn look_again(&self, objects: &[String], now: u64) -> Result<Vec<Activity>, Trouble> {
        let own = self.own_account().await;
        let reader = Reader { settings: &self.settings, own: own.as_deref(), received_at: now };
        let ids = |prefix: &str| -> Vec<&str> {
            let number = |id: &&str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
            objects.iter().filter_map(|object| object.strip_prefix(prefix)).filter(number).collect()
        };
        let mut found = Vec::new();
        for some in ids("rev:").chunks(BATCH) {
            let asked = some.join("|");
            let pairs = [
                ("action", "query"),
                ("prop", "revisions"),
                ("revids", asked.as_str()),
                ("rvprop", "ids|tags|timestamp"),
            ];
            let answer = self.query(&pairs).await?;
            found.extend(revisions(&reader, &answer, some));
        }
        for some in ids("page:").chunks(BATCH) {
            let asked = some.join("|");
            let answer = self.query(&[("action", "query"), ("prop", "info"), ("pageids", &asked)]).await?;
            let gone = json::list(&answer, "/query/pages").iter().filter(|page| json::flag(page, "/missing"));
            found.extend(gone.filter_map(|page| {
                let object = format!("page:{}", json::id(page, "/pageid")?);
                let lost = reader.lost("", &object, ActivityKind::PageDeleted, "", page);
                Some(Activity { external_id: format!("{object}:gone"), supersedes: None, ..lost })
            }));
        }
        Ok(found)
    }
}

/// What became of these revisions: undone ones have a tag, deleted ones are not found.
fn revisions(reader: &Reader<'_>, answer: &Value, asked: &[&str]) -> Vec<Activity> {
    let mut there = BTreeSet::new();
    let mut found = Vec::new();
    for page in json::list(answer, "/query/pages") {
        for revision in json::list(page, "/revisions") {
            there.extend(json::id(revision, "/revid"));
            let mut row = revision.clone();
            row["pageid"] = page["pageid"].clone();
            found.extend(reader.undone(&row));
        }
    }
    let gone = asked.iter().filter(|id| !there.contains(**id));
    found.extend(gone.map(|id| reader.lost(id, &format!("rev:{id}"), ActivityKind::PageDeleted, "gone", &Value::Null)));
    found
}

#[derive(Default)]
struct Found {
    activities: Vec<Activity>,
    ignored: Vec<Ignored>,
}

impl Found {
    fn take(&mut self, what: &str, read: Result<Activity, &'static str>) {
        match read {
            Ok(activity) => self.activities.push(activity),
            Err(why) => self.ignored.push(Ignored { what: what.to_owned(), why }),
        }
    }
}
