//! Rocket.Chat as its source behaves: outgoing webhooks with their rules of retrying, REST with its limiter, and the
//! cursor of `chat.syncMessages`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, Method, StatusCode},
    response::{IntoResponse, Response},
    routing::any,
};
use serde_json::{Value, json};

/// The token of the outgoing webhook.
pub const WEBHOOK_TOKEN: &str = "webhook-token-for-tests-only";
/// The service's own account.
pub const BOT: &str = "botbotbotbotbot01";
/// Its personal access token.
pub const TOKEN: &str = "personal-token-for-tests-only";

/// Calls of one endpoint in a minute.
const LIMIT: u32 = 10;
/// Repeated attempts of a webhook.
const RETRIES: u32 = 6;
/// No more rows than this, whatever is asked for.
const UPPER: usize = 100;

type Pairs = BTreeMap<String, String>;

/// Why a call fails: its `errorType`.
type Refusal = &'static str;

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    state: Arc<Mutex<Inside>>,
    http: reqwest::Client,
}

#[derive(Debug, Default)]
struct Inside {
    /// Milliseconds.
    now: u64,
    serial: u64,
    url: String,
    rooms: BTreeMap<String, &'static str>,
    users: BTreeMap<String, String>,
    messages: BTreeMap<String, Value>,
    deleted: Vec<Value>,
    roles: BTreeMap<String, BTreeSet<String>>,
    calls: BTreeMap<String, u32>,
    unlimited: bool,
    disabled: bool,
}

/// What became of a webhook.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Delivered {
    /// How often it was tried.
    pub attempts: u32,
    /// Whether it was taken in the end.
    pub taken: bool,
    /// Milliseconds that the server waited before each repeated attempt (powers of ten).
    pub waited: Vec<u64>,
}

impl Server {
    /// A server with the service's account; its clock stands at `now`, unix seconds.
    pub async fn start(now: u64) -> std::io::Result<Self> {
        let this = Self { state: Arc::default(), http: super::client() };
        let router = Router::new().route("/api/v1/{method}", any(rest)).with_state(this.clone());
        let url = super::serve(router).await?;
        let mut inside = this.inside();
        inside.url = url;
        inside.now = now * 1000;
        inside.users.insert(BOT.to_owned(), "palabre".to_owned());
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

    /// The clock, unix seconds.
    pub fn now(&self) -> u64 {
        self.inside().now / 1000
    }

    /// Lets time pass; the limiter forgets after a minute.
    pub fn pass(&self, milliseconds: u64) {
        let mut inside = self.inside();
        inside.now += milliseconds;
        if milliseconds >= 60_000 {
            inside.calls.clear();
        }
    }

    /// Gives the account the permission `api-bypass-rate-limit`.
    pub fn lift_limit(&self) {
        self.inside().unlimited = true;
    }

    /// Makes a room of type `c` (channel), `p` (private group) or `d` (conversation of two).
    pub fn room(&self, id: &str, kind: &'static str) {
        self.inside().rooms.insert(id.to_owned(), kind);
    }

    /// Makes an account.
    pub fn user(&self, id: &str, name: &str) {
        self.inside().users.insert(id.to_owned(), name.to_owned());
    }

    /// Makes a role that nobody has.
    pub fn role(&self, id: &str) {
        self.inside().roles.insert(id.to_owned(), BTreeSet::new());
    }

    /// Who has a role.
    pub fn holders(&self, role: &str) -> BTreeSet<String> {
        self.inside().roles.get(role).cloned().unwrap_or_default()
    }

    /// The texts of a room, in their order.
    pub fn texts(&self, room: &str) -> Vec<String> {
        let inside = self.inside();
        let mut found: Vec<&Value> = inside.messages.values().filter(|message| message["rid"] == room).collect();
        found.sort_by_key(|message| message["ts"].as_str().unwrap_or_default().to_owned());
        found.iter().map(|message| message["msg"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Somebody enters a room: a message of the server says so, and no webhook.
    pub fn joins(&self, room: &str, user: &str) {
        let (_, id) = self.say(room, user, "", None);
        if let Some(message) = self.inside().messages.get_mut(&id) {
            message["t"] = "uj".into();
        }
    }

    /// Somebody writes; answers the body of the webhook and the message's id.
    pub fn say(&self, room: &str, user: &str, text: &str, thread: Option<&str>) -> (Value, String) {
        let mut inside = self.inside();
        inside.serial += 1;
        let id = format!("message{:010}", inside.serial);
        let stamp = inside.stamp();
        let name = inside.users.get(user).cloned().unwrap_or_default();
        let mut message = json!({
            "_id": id, "rid": room, "msg": text, "ts": stamp, "_updatedAt": stamp,
            "u": { "_id": user, "username": name, "name": name.to_uppercase() },
        });
        if let Some(thread) = thread {
            message["tmid"] = thread.into();
        }
        inside.messages.insert(id.clone(), message.clone());
        (webhook(&message, false), id)
    }

    /// Somebody changes a message; answers the body of the webhook, which is sent only if the integration runs on edits.
    pub fn edit(&self, id: &str, text: &str) -> Value {
        let mut inside = self.inside();
        let stamp = inside.stamp();
        let Some(message) = inside.messages.get_mut(id) else { return Value::Null };
        message["msg"] = text.into();
        message["editedAt"] = stamp.as_str().into();
        message["editedBy"] = json!({ "_id": message["u"]["_id"], "username": message["u"]["username"] });
        message["_updatedAt"] = stamp.into();
        webhook(message, true)
    }

    /// Somebody deletes a message. No webhook tells it.
    pub fn delete(&self, id: &str) {
        let mut inside = self.inside();
        let stamp = inside.stamp();
        if let Some(message) = inside.messages.remove(id) {
            inside.deleted.push(json!({ "_id": id, "_deletedAt": stamp, "rid": message["rid"] }));
        }
    }

    /// Delivers as the server does: refused connections are only logged, 410 switches the integration off, 500 is not
    /// repeated, anything else but a non-empty 200, 201 or 202 is; an answer with a text is posted into the room.
    pub async fn deliver(&self, url: &str, body: &Value) -> Delivered {
        let mut done = Delivered::default();
        while done.attempts <= RETRIES && !self.inside().disabled {
            if done.attempts > 0 {
                let wait = 100 * 10_u64.pow(done.attempts - 1);
                self.pass(wait);
                done.waited.push(wait);
            }
            done.attempts += 1;
            let request = self.http.post(url).header("user-agent", "Rocket.Chat/8").json(body);
            let Ok(answer) = request.timeout(Duration::from_secs(5)).send().await else { return done };
            let status = answer.status().as_u16();
            let text = answer.text().await.unwrap_or_default();
            match status {
                200..=202 if !text.is_empty() => {
                    done.taken = true;
                    self.post_answer(body, &text);
                    return done;
                }
                410 => {
                    self.inside().disabled = true;
                    return done;
                }
                500 => return done,
                _ => {}
            }
        }
        done
    }

    /// Whether a 410 switched the integration off.
    pub fn is_disabled(&self) -> bool {
        self.inside().disabled
    }

    fn post_answer(&self, body: &Value, answer: &str) {
        let said =
            serde_json::from_str::<Value>(answer).ok().and_then(|answer| answer["text"].as_str().map(str::to_owned));
        if let (Some(said), Some(room)) = (said, body["channel_id"].as_str()) {
            self.say(room, BOT, &said, None);
        }
    }
}

/// What an outgoing webhook says about a message.
fn webhook(message: &Value, edited: bool) -> Value {
    let mut body = json!({
        "token": WEBHOOK_TOKEN, "bot": false, "channel_id": message["rid"], "channel_name": "general",
        "message_id": message["_id"], "timestamp": message["ts"], "user_id": message["u"]["_id"],
        "user_name": message["u"]["username"], "text": message["msg"], "siteUrl": "http://chat.example",
    });
    if edited {
        body["isEdited"] = true.into();
    }
    if let Some(thread) = message.get("tmid") {
        body["tmid"] = thread.clone();
    }
    body
}

impl Inside {
    /// Every change has a millisecond of its own, unless the test stops the clock.
    fn stamp(&mut self) -> String {
        self.now += 1;
        iso(self.now)
    }

    fn call(&mut self, method: &str, args: &Pairs, body: &Value) -> Result<Value, Refusal> {
        let arg = |name: &str| args.get(name).map(String::as_str).or(body[name].as_str()).unwrap_or_default();
        match method {
            "me" => Ok(json!({ "_id": BOT, "username": "palabre", "roles": ["bot"] })),
            "permissions.listAll" => {
                let roles = if self.unlimited { json!(["bot", "admin"]) } else { json!(["admin"]) };
                Ok(json!({ "update": [
                    { "_id": "api-bypass-rate-limit", "roles": roles }, { "_id": "access-permissions", "roles": ["admin"] },
                    { "_id": "create-d", "roles": ["user", "bot"] },
                ] }))
            }
            "rooms.get" => {
                let rows: Vec<Value> = self.rooms.iter().map(|(id, kind)| json!({ "_id": id, "t": kind })).collect();
                Ok(json!({ "update": rows, "remove": [] }))
            }
            "rooms.info" => {
                let kind = self.rooms.get(arg("roomId")).ok_or("error-room-not-found")?;
                Ok(json!({ "room": { "_id": arg("roomId"), "t": kind } }))
            }
            "users.info" => {
                let by_id = self.users.get_key_value(arg("userId"));
                let found = by_id.or_else(|| self.users.iter().find(|(_, name)| name.as_str() == arg("username")));
                let (id, name) = found.ok_or("error-invalid-user")?;
                Ok(json!({ "user": { "_id": id, "username": name } }))
            }
            "im.create" => {
                let id = format!("direct-{}", arg("username"));
                self.rooms.insert(id.clone(), "d");
                Ok(json!({ "room": { "_id": id, "rid": id, "t": "d" } }))
            }
            "chat.getMessage" => self.messages.get(arg("msgId")).map(|message| json!({ "message": message })).ok_or(""),
            "chat.syncMessages" => self.sync(args),
            "chat.sendMessage" => self.send(&body["message"]),
            "chat.getThreadMessages" => {
                let rows = self.messages.values().filter(|message| message["tmid"] == arg("tmid")).cloned().collect();
                Ok(counted(rows, args, "messages"))
            }
            "channels.history" | "groups.history" => {
                let rows = self.messages.values().rev().filter(|message| message["rid"] == arg("roomId"));
                Ok(json!({ "messages": rows.take(UPPER).collect::<Vec<_>>() }))
            }
            "roles.getUsersInRole" => {
                let holders = self.roles.get(arg("role")).ok_or("error-invalid-roleId")?;
                Ok(counted(holders.iter().map(|id| json!({ "_id": id })).collect(), args, "users"))
            }
            "roles.addUserToRole" | "roles.removeUserFromRole" => {
                self.change_role(arg("roleId"), arg("username"), method == "roles.addUserToRole")
            }
            _ => Err("error-endpoint-not-found"),
        }
    }

    fn change_role(&mut self, role: &str, name: &str, give: bool) -> Result<Value, Refusal> {
        let user = self.users.iter().find(|(_, known)| known.as_str() == name).map(|(id, _)| id.clone());
        let user = user.ok_or("error-invalid-user")?;
        let holders = self.roles.get_mut(role).ok_or("error-invalid-roleId")?;
        match (give, holders.contains(&user)) {
            (true, true) => return Err("error-user-already-in-role"),
            (false, false) => return Err("error-user-not-in-role"),
            (true, false) => _ = holders.insert(user),
            (false, true) => _ = holders.remove(&user),
        }
        Ok(json!({}))
    }

    /// Later than `next`, oldest first; the cursor is null on a short page; `lastUpdate` and a cursor exclude each other.
    fn sync(&self, args: &Pairs) -> Result<Value, Refusal> {
        let next = args.get("next").map(|next| next.parse::<u64>().map_err(|_| "error-invalid-params")).transpose()?;
        if args.contains_key("lastUpdate") && (next.is_some() || args.contains_key("type")) {
            return Err("error-cursor-and-lastUpdate-conflict");
        }
        let kind = args.get("type").map(String::as_str).ok_or("error-type-param-required")?;
        let room = args.get("roomId").ok_or("error-param-required")?;
        if !self.rooms.contains_key(room) {
            return Err("error-not-allowed");
        }
        let (rows, stamp): (Vec<&Value>, _) = match kind {
            "UPDATED" => (self.messages.values().collect(), "_updatedAt"),
            "DELETED" => (self.deleted.iter().collect(), "_deletedAt"),
            _ => return Err("error-invalid-type"),
        };
        let at = |row: &Value| millis(row[stamp].as_str().unwrap_or_default());
        let mut rows: Vec<&Value> =
            rows.into_iter().filter(|row| row["rid"] == room.as_str() && at(row) > next.unwrap_or(0)).collect();
        rows.sort_by_key(|row| at(row));
        let count = args.get("count").and_then(|count| count.parse().ok()).unwrap_or(50).min(UPPER);
        let more = rows.len() > count;
        rows.truncate(count);
        let following = rows.last().filter(|_| more).map(|row| at(row).to_string());
        // Deleted rows tell their id and time only.
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|row| if kind == "DELETED" { json!({ "_id": row["_id"], stamp: row[stamp] }) } else { row.clone() })
            .collect();
        let (updated, deleted) = if kind == "UPDATED" { (rows, Vec::new()) } else { (Vec::new(), rows) };
        Ok(
            json!({ "result": { "updated": updated, "deleted": deleted, "cursor": { "next": following, "previous": null } } }),
        )
    }

    fn send(&mut self, message: &Value) -> Result<Value, Refusal> {
        let room = message["rid"].as_str().unwrap_or_default();
        if !self.rooms.contains_key(room) {
            return Err("error-invalid-room");
        }
        let id = message["_id"].as_str().unwrap_or_default().to_owned();
        // The same id again is dropped silently, and the handler then stumbles over nothing.
        if id.is_empty() || self.messages.contains_key(&id) {
            return Err("");
        }
        let stamp = self.stamp();
        let mut kept = message.clone();
        kept["ts"] = stamp.as_str().into();
        kept["_updatedAt"] = stamp.into();
        kept["u"] = json!({ "_id": BOT, "username": "palabre" });
        self.messages.insert(id, kept.clone());
        Ok(json!({ "message": kept }))
    }
}

fn counted(rows: Vec<Value>, args: &Pairs, name: &str) -> Value {
    let number = |key: &str, default| args.get(key).and_then(|text| text.parse().ok()).unwrap_or(default);
    let (offset, count) = (number("offset", 0), number("count", 50).min(UPPER));
    let total = rows.len();
    let page: Vec<Value> = rows.into_iter().skip(offset).take(count).collect();
    let mut answer = json!({ "offset": offset, "count": page.len(), "total": total });
    answer[name] = page.into();
    answer
}

async fn rest(
    State(server): State<Server>,
    Path(method): Path<String>,
    verb: Method,
    Query(args): Query<Pairs>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let head = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if head("x-user-id") != Some(BOT) || head("x-auth-token") != Some(TOKEN) {
        let body = json!({ "status": "error", "message": "You must be logged in to do this." });
        return (StatusCode::UNAUTHORIZED, Json(body)).into_response();
    }
    let mut inside = server.inside();
    let unlimited = inside.unlimited;
    let calls = inside.calls.entry(method.clone()).or_default();
    *calls += 1;
    if *calls > LIMIT && !unlimited {
        let error = "Error, too many requests. Please slow down. You must wait 42 seconds before trying this endpoint again. \
                     [error-too-many-requests]";
        let body = json!({ "success": false, "error": error });
        return (StatusCode::TOO_MANY_REQUESTS, Json(body)).into_response();
    }
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let writes = ["chat.sendMessage", "im.create", "roles.addUserToRole", "roles.removeUserFromRole"];
    if (verb == Method::POST) != writes.contains(&method.as_str()) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match inside.call(&method, &args, &body) {
        Ok(mut value) => {
            value["success"] = true.into();
            Json(value).into_response()
        }
        Err("") => (StatusCode::BAD_REQUEST, Json(json!({ "success": false }))).into_response(),
        Err(kind) => {
            let body = json!({ "success": false, "error": format!("It did not work [{kind}]"), "errorType": kind });
            (StatusCode::BAD_REQUEST, Json(body)).into_response()
        }
    }
}

/// Milliseconds as the server writes them.
fn iso(milliseconds: u64) -> String {
    let at = i64::try_from(milliseconds).ok().and_then(|at| jiff::Timestamp::from_millisecond(at).ok());
    format!("{:.3}", at.unwrap_or(jiff::Timestamp::UNIX_EPOCH))
}

fn millis(text: &str) -> u64 {
    text.parse::<jiff::Timestamp>().ok().and_then(|at| u64::try_from(at.as_millisecond()).ok()).unwrap_or(0)
}
