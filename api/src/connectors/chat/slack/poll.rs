//! Reading the history, channel by channel: what events missed, and what was edited meanwhile.
//!
//! Deletions are not in it: events tell them, and [`Slack::look_again`] sees them before anything counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Slack, asked, parse};
use crate::{
    activity::Activity,
    connectors::{Polled, Said, Thread, Trouble, json, text, words::MAX_THREAD},
};

/// Seconds that are read again: an event can be late, and Slack's clock is not ours.
const OVERLAP: u64 = 600;
/// How far back a channel is read that was never read before; seconds.
const FIRST: u64 = 86_400;
/// How long a thread is looked at after its last answer; seconds.
const THREAD_LIFE: u64 = 7 * 86_400;
/// Most threads of a channel that are looked at in each round, the latest ones.
const THREADS: usize = 20;
/// Pieces of one call of `poll`.
const CALLS: usize = 10;
/// Pages after which a list is taken for one without an end.
const ENDLESS: usize = 1_000;
/// Most messages of a page: what every kind of app may ask for.
const PAGE: &str = "200";

/// Where reading goes on.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Cursor {
    channels: BTreeMap<String, Place>,
    queue: Vec<String>,
}

/// What is known of a channel.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Place {
    /// Read up to here; unix seconds of Slack's clock.
    since: u64,
    /// Threads and their latest known answer.
    threads: BTreeMap<String, String>,
    /// What is being read, if the last piece did not end it.
    round: Option<Round>,
}

/// A reading of a channel that takes several pieces: the history comes newest first, so `since` moves at its end only.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Round {
    oldest: u64,
    newest: u64,
    /// The next page of the history; none once it was read.
    page: Option<String>,
    /// Threads that are still to be looked at; none while the history is read.
    threads: Option<Vec<String>>,
}

impl Slack {
    pub(super) async fn read_on(&self, cursor: Option<&str>, now: u64) -> Result<Polled, Trouble> {
        let mut cursor: Cursor = match cursor {
            Some(text) => serde_json::from_str(text)
                .map_err(|error| Trouble::broken(format!("the position in Slack cannot be read: {error}")))?,
            None => Cursor::default(),
        };
        if cursor.queue.is_empty() {
            cursor.queue = self.channels().await?;
            let joined = cursor.queue.clone();
            cursor.channels.retain(|channel, _| joined.contains(channel));
        }
        let mut found = Found::default();
        let mut wait = None;
        for call in 0..CALLS {
            let Some(channel) = cursor.queue.last().cloned() else { break };
            let known = cursor.channels.get(&channel).cloned();
            let mut place = known.unwrap_or(Place { since: now.saturating_sub(FIRST), ..Place::default() });
            match self.read_piece(&channel, &mut place, now, &mut found).await {
                Ok(done) => {
                    cursor.channels.insert(channel, place);
                    if done {
                        cursor.queue.pop();
                    }
                }
                // What was read is handed over, and reading goes on from there.
                Err(Trouble::Later { after, .. }) if call > 0 => {
                    wait = Some(after.unwrap_or(30));
                    break;
                }
                // The app was removed from this channel: the others are not to wait for it.
                Err(Trouble::Refused { .. }) => _ = cursor.queue.pop(),
                Err(other) => return Err(other),
            }
        }
        found.activities.sort_by_key(|activity| activity.occurred_at);
        let text = serde_json::to_string(&cursor).map_err(|error| Trouble::broken(error.to_string()))?;
        Ok(Polled {
            activities: found.activities,
            commands: found.commands,
            ignored: Vec::new(),
            invitations: Vec::new(),
            more: !cursor.queue.is_empty(),
            cursor: text,
            wait,
        })
    }

    /// The channels that the app is in.
    async fn channels(&self) -> Result<Vec<String>, Trouble> {
        let pairs = [("types", "public_channel,private_channel"), ("exclude_archived", "true")];
        let found = self.pages("users.conversations", &pairs, "/channels", usize::MAX).await?;
        Ok(found.0.iter().filter_map(|channel| json::id(channel, "/id")).collect())
    }

    /// Reads one page of the history, or one thread; whether the channel is done.
    async fn read_piece(&self, channel: &str, place: &mut Place, now: u64, found: &mut Found) -> Result<bool, Trouble> {
        let fresh =
            Round { oldest: place.since.saturating_sub(OVERLAP), newest: place.since, page: None, threads: None };
        let mut round = place.round.take().unwrap_or(fresh);
        let from = format!("{}.000000", round.oldest);
        let pairs = [("channel", channel), ("oldest", from.as_str()), ("inclusive", "true")];
        match &mut round.threads {
            None => {
                let (messages, next) =
                    self.page("conversations.history", &pairs, "/messages", round.page.as_deref()).await?;
                for message in &messages {
                    self.take(channel, message, now, found);
                    round.newest = round.newest.max(json::text(message, "/ts").and_then(parse::seconds).unwrap_or(0));
                    if let (Some(ts), Some(latest)) = (json::id(message, "/ts"), json::id(message, "/latest_reply")) {
                        place.threads.entry(ts).or_insert(latest);
                    }
                }
                if next.is_none() {
                    round.threads = Some(alive(&mut place.threads, now));
                }
                round.page = next;
            }
            Some(threads) => {
                if let Some(thread) = threads.pop() {
                    self.read_thread(channel, &thread, &from, place, now, found).await?;
                }
            }
        }
        let done = round.threads.as_ref().is_some_and(Vec::is_empty);
        if done {
            place.since = round.newest;
        } else {
            place.round = Some(round);
        }
        Ok(done)
    }

    async fn read_thread(
        &self,
        channel: &str,
        thread: &str,
        from: &str,
        place: &mut Place,
        now: u64,
        found: &mut Found,
    ) -> Result<(), Trouble> {
        let pairs = [("channel", channel), ("ts", thread), ("oldest", from), ("inclusive", "true")];
        let answers = match self.pages("conversations.replies", &pairs, "/messages", usize::MAX).await {
            Ok((answers, _)) => answers,
            // The beginning of the thread was deleted, and with it the thread.
            Err(trouble) if super::web::is(&trouble, "thread_not_found") => {
                place.threads.remove(thread);
                return Ok(());
            }
            Err(other) => return Err(other),
        };
        for answer in answers.iter().filter(|answer| json::text(answer, "/ts") != Some(thread)) {
            self.take(channel, answer, now, found);
            if let (Some(ts), Some(latest)) = (json::id(answer, "/ts"), place.threads.get_mut(thread))
                && ts > *latest
            {
                *latest = ts;
            }
        }
        Ok(())
    }

    fn take(&self, channel: &str, message: &Value, now: u64, found: &mut Found) {
        let reader = parse::Reader { settings: &self.settings, received_at: now };
        found.activities.extend(reader.message(channel, message));
        if message.pointer("/edited").is_some() {
            found.activities.extend(reader.edit(channel, message, None));
        }
        found.commands.extend(asked::mentioned(&self.settings, channel, message));
    }

    /// Rows of a method that gives pages, at most `most`, and whether there were more.
    pub(super) async fn pages(
        &self,
        method: &str,
        pairs: &[(&str, &str)],
        rows: &str,
        most: usize,
    ) -> Result<(Vec<Value>, bool), Trouble> {
        let (mut found, mut next) = (Vec::new(), None::<String>);
        for _ in 0..ENDLESS {
            let (page, following) = self.page(method, pairs, rows, next.as_deref()).await?;
            found.extend(page);
            if following.is_none() || found.len() >= most {
                return Ok((found, following.is_some()));
            }
            next = following;
        }
        Err(Trouble::broken(format!("{method} has no end after {ENDLESS} pages")))
    }

    /// One page, and the mark of the next.
    async fn page(
        &self,
        method: &str,
        pairs: &[(&str, &str)],
        rows: &str,
        mark: Option<&str>,
    ) -> Result<(Vec<Value>, Option<String>), Trouble> {
        let mut asked = pairs.to_vec();
        asked.push(("limit", PAGE));
        asked.extend(mark.map(|mark| ("cursor", mark)));
        let page = self.call(method, &asked).await?;
        let next = json::text(&page, "/response_metadata/next_cursor").filter(|next| !next.is_empty());
        let next = next.filter(|next| Some(*next) != mark).map(str::to_owned);
        Ok((json::list(&page, rows).to_vec(), next))
    }

    /// Messages that are gone. `objects` are `channel:ts`.
    pub(super) async fn look_again(&self, objects: &[String], now: u64) -> Result<Vec<Activity>, Trouble> {
        let reader = parse::Reader { settings: &self.settings, received_at: now };
        let mut gone = Vec::new();
        for object in objects {
            let Some((channel, ts)) = object.split_once(':').filter(|(_, ts)| parse::seconds(ts).is_some()) else {
                continue;
            };
            let pairs = [("channel", channel), ("ts", ts), ("limit", "1"), ("inclusive", "true")];
            // Answers in threads are found by `replies` only, and so are messages outside of threads.
            let there = match self.call("conversations.replies", &pairs).await {
                Ok(page) => json::list(&page, "/messages").iter().any(|message| {
                    json::text(message, "/ts") == Some(ts) && json::text(message, "/subtype") != Some("tombstone")
                }),
                Err(trouble) if super::web::is(&trouble, "thread_not_found") => false,
                Err(other) => return Err(other),
            };
            if !there {
                gone.push(reader.gone(channel, ts, now, &Value::Null));
            }
        }
        Ok(gone)
    }

    pub(super) async fn collect(&self, channel: &str, thread: &str) -> Result<Thread, Trouble> {
        let ts = thread.rsplit_once(':').map_or(thread, |(_, ts)| ts);
        let (mut rows, mut cut) = if ts.is_empty() {
            self.pages("conversations.history", &[("channel", channel)], "/messages", MAX_THREAD).await?
        } else {
            let pairs = [("channel", channel), ("ts", ts)];
            self.pages("conversations.replies", &pairs, "/messages", MAX_THREAD).await?
        };
        cut |= rows.len() > MAX_THREAD;
        rows.truncate(MAX_THREAD);
        if ts.is_empty() {
            // A channel is told from its end.
            rows.reverse();
        }
        let reader = parse::Reader { settings: &self.settings, received_at: 0 };
        let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut said = Vec::new();
        for row in rows {
            let Ok(activity) = reader.message(channel, &row) else { continue };
            let Some(account) = activity.actor else { continue };
            let words = json::text(&row, "/text").unwrap_or_default();
            if super::text::after_mention(words, &self.settings.bot_user).is_some() {
                // Said to the service, not to people.
                continue;
            }
            if !names.contains_key(&account) {
                let name = self.name(&account).await;
                names.insert(account.clone(), name);
            }
            let name = names.get(&account).cloned().flatten();
            let text = super::text::plain(words);
            said.push((Said { id: activity.object, account, at: activity.occurred_at, text }, name));
        }
        Ok(Thread::collect(format!("{channel}:{ts}"), said, cut))
    }

    /// How people call an account. A thread without names is better than none.
    async fn name(&self, account: &str) -> Option<String> {
        let found = self.call("users.info", &[("user", account)]).await.ok()?;
        ["/user/profile/display_name", "/user/profile/real_name", "/user/name"]
            .iter()
            .find_map(|at| text::name(json::text(&found, at)?))
    }
}

/// Forgets threads that nobody answers any more; the names of the others, the latest last.
fn alive(threads: &mut BTreeMap<String, String>, now: u64) -> Vec<String> {
    let mut latest: Vec<(String, String)> = std::mem::take(threads)
        .into_iter()
        .filter(|(_, latest)| parse::seconds(latest).is_some_and(|at| at.saturating_add(THREAD_LIFE) >= now))
        .collect();
    latest.sort_by(|one, other| one.1.cmp(&other.1));
    let names = latest.split_off(latest.len().saturating_sub(THREADS));
    threads.extend(names.iter().cloned());
    names.into_iter().map(|(name, _)| name).collect()
}

#[derive(Default)]
struct Found {
    activities: Vec<Activity>,
    commands: Vec<crate::connectors::Command>,
}
