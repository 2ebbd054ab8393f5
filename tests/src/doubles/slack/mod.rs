//! Slack as `docs.slack.dev` describes it: events with signatures and retries, a piece of the Web API with its limiter.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    Form, Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};

mod sends;

pub use self::sends::sign;
pub use super::delivered::Delivered;

/// The workspace, the app's user and the secrets of this double.
pub const TEAM: &str = "T0PALABRE";
/// The app's own user.
pub const BOT: &str = "U0BOT";
/// What the app calls with.
pub const TOKEN: &str = "xoxb-for-tests-only";
/// What deliveries are signed with.
pub const SIGNING_SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";

type Pairs = BTreeMap<String, String>;
type Answered = Result<Value, &'static str>;

/// A workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    state: Arc<Mutex<Inside>>,
    http: reqwest::Client,
}

#[derive(Debug, Default)]
struct Inside {
    now: u64,
    serial: u64,
    url: String,
    channels: BTreeMap<String, Channel>,
    groups: BTreeMap<String, Group>,
    /// Calls of this minute.
    calls: BTreeMap<String, u32>,
    limit: Option<u32>,
    /// Who typed a command, by the name of its single-use address.
    asked_by: BTreeMap<String, String>,
    replies: Vec<Value>,
    asides: Vec<Pairs>,
}

#[derive(Debug, Default)]
struct Channel {
    members: BTreeSet<String>,
    messages: BTreeMap<String, Value>,
}

#[derive(Debug, Default)]
struct Group {
    disabled: bool,
    users: BTreeSet<String>,
}

/// A page of members, whatever is asked for: small, so that pages are followed.
const PAGE: usize = 3;

impl Workspace {
    /// An empty workspace whose clock stands at `now`.
    pub async fn start(now: u64) -> std::io::Result<Self> {
        let this = Self { state: Arc::default(), http: crate::doubles::client() };
        let router = Router::new()
            .route("/api/{method}", post(web_api))
            .route("/hooks/{id}", post(hook))
            .with_state(this.clone());
        let url = crate::doubles::serve(router).await?;
        let mut inside = this.inside();
        inside.url = url;
        inside.now = now;
        drop(inside);
        Ok(this)
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it is.
    pub fn url(&self) -> String {
        self.inside().url.clone()
    }

    /// Lets time pass; the limiter forgets after a minute.
    pub fn pass(&self, seconds: u64) {
        let mut inside = self.inside();
        inside.now += seconds;
        if seconds >= 60 {
            inside.calls.clear();
        }
    }

    /// How many calls of a method a minute may have.
    pub fn limit(&self, calls: u32) {
        self.inside().limit = Some(calls);
    }

    /// Makes a channel with these members and the app.
    pub fn channel(&self, id: &str, members: &[&str]) {
        let members = members.iter().copied().chain([BOT]).map(str::to_owned).collect();
        self.inside().channels.insert(id.to_owned(), Channel { members, ..Channel::default() });
    }

    /// Makes a switched-off, empty user group.
    pub fn group(&self, id: &str) {
        self.inside().groups.insert(id.to_owned(), Group { disabled: true, ..Group::default() });
    }

    /// Who is in a group that is switched on.
    pub fn group_users(&self, id: &str) -> BTreeSet<String> {
        let inside = self.inside();
        inside.groups.get(id).filter(|group| !group.disabled).map(|group| group.users.clone()).unwrap_or_default()
    }

    /// Who is in a channel, the app among them.
    pub fn members(&self, id: &str) -> BTreeSet<String> {
        self.inside().channels.get(id).map(|channel| channel.members.clone()).unwrap_or_default()
    }

    /// The texts of a channel, in their order.
    pub fn texts(&self, channel: &str) -> Vec<String> {
        let inside = self.inside();
        let messages = inside.channels.get(channel).map(|channel| channel.messages.values()).into_iter().flatten();
        messages.map(|message| message["text"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What was answered at single-use addresses, with `to` whom.
    pub fn replies(&self) -> Vec<Value> {
        self.inside().replies.clone()
    }

    /// What was shown to one account only.
    pub fn asides(&self) -> Vec<BTreeMap<String, String>> {
        self.inside().asides.clone()
    }

    /// Somebody writes; answers the event and the message's name.
    pub fn say(&self, channel: &str, user: &str, text: &str, thread: Option<&str>) -> (Value, String) {
        let mut inside = self.inside();
        let ts = inside.stamp();
        let mut message = json!({ "type": "message", "user": user, "text": text, "ts": ts, "team": TEAM });
        if let Some(thread) = thread {
            message["thread_ts"] = thread.into();
        }
        inside.keep(channel, &ts, message.clone());
        message["channel"] = channel.into();
        message["event_ts"] = ts.as_str().into();
        message["channel_type"] = "channel".into();
        (inside.envelope(message), ts)
    }

    /// Somebody changes their message.
    pub fn edit(&self, channel: &str, ts: &str, text: &str) -> Value {
        let mut inside = self.inside();
        let stamp = inside.stamp();
        let Some(message) = inside.channels.get_mut(channel).and_then(|channel| channel.messages.get_mut(ts)) else {
            return Value::Null;
        };
        let before = message.clone();
        message["text"] = text.into();
        message["edited"] = json!({ "user": before["user"], "ts": stamp });
        let event = json!({
            "type": "message", "subtype": "message_changed", "hidden": true, "channel": channel, "ts": stamp,
            "event_ts": stamp, "message": message, "previous_message": before,
        });
        inside.envelope(event)
    }

    /// Somebody deletes a message.
    pub fn delete(&self, channel: &str, ts: &str) -> Value {
        let mut inside = self.inside();
        let stamp = inside.stamp();
        let before = inside.channels.get_mut(channel).and_then(|channel| channel.messages.remove(ts));
        let event = json!({
            "type": "message", "subtype": "message_deleted", "hidden": true, "channel": channel, "ts": stamp,
            "event_ts": stamp, "deleted_ts": ts, "previous_message": before,
        });
        inside.envelope(event)
    }

    /// Any other event.
    pub fn event(&self, event: Value) -> Value {
        self.inside().envelope(event)
    }
}

impl Inside {
    fn stamp(&mut self) -> String {
        self.serial += 1;
        format!("{}.{:06}", self.now, self.serial)
    }

    fn keep(&mut self, channel: &str, ts: &str, message: Value) {
        self.channels.entry(channel.to_owned()).or_default().messages.insert(ts.to_owned(), message);
    }

    fn envelope(&mut self, event: Value) -> Value {
        self.serial += 1;
        json!({
            "token": "deprecated", "team_id": TEAM, "api_app_id": "A0PALABRE", "event": event, "type": "event_callback",
            "event_id": format!("Ev{:08}", self.serial), "event_time": self.now, "is_ext_shared_channel": false,
        })
    }

    fn call(&mut self, method: &str, pairs: &Pairs) -> Answered {
        let arg = |name: &str| pairs.get(name).map(String::as_str).unwrap_or_default();
        match method {
            "auth.test" => Ok(json!({ "team_id": TEAM, "user_id": BOT, "user": "palabre", "team": "Palabre" })),
            "users.info" => Ok(
                json!({ "user": { "id": arg("user"), "profile": { "display_name": format!("Name of {}", arg("user")) } } }),
            ),
            "users.conversations" => {
                let joined = self.channels.iter().filter(|(_, channel)| channel.members.contains(BOT));
                Ok(page(joined.map(|(id, _)| json!({ "id": id })).collect(), pairs, "channels", 100))
            }
            "conversations.members" => {
                let channel = self.channels.get(arg("channel")).ok_or("channel_not_found")?;
                Ok(page(channel.members.iter().map(|user| json!(user)).collect(), pairs, "members", PAGE))
            }
            "conversations.open" => {
                let id = format!("D{}", arg("users"));
                let members = BTreeSet::from([arg("users").to_owned(), BOT.to_owned()]);
                self.channels.entry(id.clone()).or_insert(Channel { members, ..Channel::default() });
                Ok(json!({ "channel": { "id": id } }))
            }
            "conversations.invite" => self.join(arg("channel"), arg("users"), true),
            "conversations.kick" => self.join(arg("channel"), arg("user"), false),
            "conversations.history" => self.history(pairs),
            "conversations.replies" => self.replies(pairs),
            "chat.postMessage" => self.post(pairs),
            "chat.postEphemeral" => {
                self.asides.push(pairs.clone());
                Ok(json!({ "message_ts": self.stamp() }))
            }
            "usergroups.list" => {
                let row = |(id, group): (&String, &Group)| json!({ "id": id, "date_delete": u64::from(group.disabled) * self.now, "users": group.users });
                Ok(json!({ "usergroups": self.groups.iter().map(row).collect::<Vec<_>>() }))
            }
            "usergroups.enable" | "usergroups.disable" => {
                let group = self.groups.get_mut(arg("usergroup")).ok_or("no_such_subteam")?;
                group.disabled = method.ends_with("disable");
                Ok(json!({}))
            }
            "usergroups.users.update" => {
                let users: BTreeSet<String> =
                    arg("users").split(',').filter(|user| !user.is_empty()).map(str::to_owned).collect();
                // A list cannot be emptied, and bots cannot be in it.
                if users.is_empty() {
                    return Err("no_users_provided");
                }
                if users.contains(BOT) {
                    return Err("invalid_users");
                }
                let group = self.groups.get_mut(arg("usergroup")).ok_or("no_such_subteam")?;
                group.users = users;
                Ok(json!({ "usergroup": { "id": arg("usergroup"), "users": group.users } }))
            }
            _ => Err("unknown_method"),
        }
    }

    fn join(&mut self, channel: &str, user: &str, join: bool) -> Answered {
        let channel = self.channels.get_mut(channel).ok_or("channel_not_found")?;
        match (join, join == channel.members.contains(user)) {
            (true, true) => Err("already_in_channel"),
            (false, true) => Err("not_in_channel"),
            (true, false) => Ok(json!({ "ok": channel.members.insert(user.to_owned()) })),
            (false, false) => Ok(json!({ "ok": channel.members.remove(user) })),
        }
    }

    fn post(&mut self, pairs: &Pairs) -> Answered {
        let channel = pairs.get("channel").ok_or("channel_not_found")?.clone();
        if !self.channels.get(&channel).ok_or("channel_not_found")?.members.contains(BOT) {
            return Err("not_in_channel");
        }
        let ts = self.stamp();
        let mut message = json!({
            "type": "message", "subtype": "bot_message", "bot_id": "B0", "user": BOT, "ts": ts, "text": pairs.get("text"),
        });
        if let Some(metadata) = pairs.get("metadata").and_then(|text| serde_json::from_str::<Value>(text).ok()) {
            message["metadata"] = metadata;
        }
        if let Some(thread) = pairs.get("thread_ts") {
            message["thread_ts"] = thread.as_str().into();
        }
        self.keep(&channel, &ts, message.clone());
        Ok(json!({ "channel": channel, "ts": ts, "message": message }))
    }

    /// Newest first, without answers in threads; beginnings of threads tell their latest answer.
    fn history(&self, pairs: &Pairs) -> Answered {
        let channel = self.channels.get(pairs.get("channel").ok_or("channel_not_found")?).ok_or("channel_not_found")?;
        if !channel.members.contains(BOT) {
            return Err("not_in_channel");
        }
        let top = channel.messages.iter().rev().filter(|(ts, message)| {
            message.get("thread_ts").is_none_or(|thread| thread == ts.as_str())
                || message["subtype"] == "thread_broadcast"
        });
        let rows = top.filter(|(ts, _)| within(ts, pairs)).map(|(ts, message)| {
            let mut message = shown(message, pairs);
            let mut answers = channel
                .messages
                .iter()
                .filter(|(own, one)| *own != ts && one.get("thread_ts").is_some_and(|at| at == ts.as_str()));
            if let Some((latest, _)) = answers.next_back() {
                message["thread_ts"] = ts.as_str().into();
                message["latest_reply"] = latest.as_str().into();
            }
            message
        });
        Ok(page(rows.collect(), pairs, "messages", 2))
    }

    /// The beginning of the thread, then its answers, oldest first.
    fn replies(&self, pairs: &Pairs) -> Answered {
        let channel = self.channels.get(pairs.get("channel").ok_or("channel_not_found")?).ok_or("channel_not_found")?;
        let ts = pairs.get("ts").ok_or("thread_not_found")?;
        let first = channel.messages.get(ts).ok_or("thread_not_found")?;
        let answers = channel.messages.iter().filter(|(own, message)| {
            *own != ts && message.get("thread_ts").is_some_and(|thread| thread == ts.as_str()) && within(own, pairs)
        });
        let rows =
            std::iter::once(first).chain(answers.map(|(_, message)| message)).map(|message| shown(message, pairs));
        Ok(page(rows.collect(), pairs, "messages", 2))
    }
}

fn within(ts: &str, pairs: &Pairs) -> bool {
    let oldest = pairs.get("oldest").map(String::as_str).unwrap_or("0");
    let inclusive = pairs.get("inclusive").is_some_and(|value| value == "true");
    ts > oldest || (inclusive && ts == oldest)
}

/// Metadata is shown only to those who ask for it.
fn shown(message: &Value, pairs: &Pairs) -> Value {
    let mut message = message.clone();
    if pairs.get("include_all_metadata").is_none_or(|value| value != "true")
        && let Some(fields) = message.as_object_mut()
    {
        fields.remove("metadata");
    }
    message
}

fn page(rows: Vec<Value>, pairs: &Pairs, name: &str, most: usize) -> Value {
    let from: usize = pairs.get("cursor").and_then(|cursor| cursor.strip_prefix("at:")?.parse().ok()).unwrap_or(0);
    let asked: usize = pairs.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(100);
    let to = rows.len().min(from + asked.min(most));
    let next = if to < rows.len() { format!("at:{to}") } else { String::new() };
    let mut answer = json!({ "has_more": to < rows.len(), "response_metadata": { "next_cursor": next } });
    answer[name] = rows.get(from..to).unwrap_or_default().into();
    answer
}

async fn web_api(
    State(workspace): State<Workspace>,
    Path(method): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Response {
    let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if token != Some(TOKEN) {
        return Json(json!({ "ok": false, "error": "invalid_auth" })).into_response();
    }
    let mut inside = workspace.inside();
    let calls = inside.calls.entry(method.clone()).or_default();
    *calls += 1;
    let calls = *calls;
    if inside.limit.is_some_and(|limit| calls > limit) {
        let body = Json(json!({ "ok": false, "error": "ratelimited" }));
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "30")], body).into_response();
    }
    let answer = match inside.call(&method, &pairs) {
        Ok(mut value) => {
            value["ok"] = true.into();
            value
        }
        Err(error) => json!({ "ok": false, "error": error }),
    };
    ([("x-oauth-scopes", "chat:write,commands")], Json(answer)).into_response()
}

async fn hook(State(workspace): State<Workspace>, Path(id): Path<String>, Json(mut body): Json<Value>) -> &'static str {
    let mut inside = workspace.inside();
    body["to"] = inside.asked_by.get(&id).cloned().into();
    inside.replies.push(body);
    "ok"
}
