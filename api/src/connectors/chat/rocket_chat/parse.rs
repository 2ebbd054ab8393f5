//! Webhook bodies and message documents to activities. Pure.

use alloy::primitives::{hex, keccak256};
use serde_json::Value;

use super::Settings;
use crate::{
    activity::{Activity, ActivityKind, ReviewState},
    connectors::{Command, Parsed, Rejection, command, json, text},
};

pub(super) fn delivery(settings: &Settings, body: &[u8], received_at: u64) -> Result<Parsed, Rejection> {
    let body: Value = serde_json::from_slice(body).map_err(|error| Rejection::Malformed(error.to_string()))?;
    let mut parsed = Parsed::default();
    match pushed(&body).map(|(room, message)| (Reader { settings, received_at, room }.messages(&message), message)) {
        None => parsed.ignore("webhook", "it holds no message: it is polled"),
        Some((Ok(activities), _)) => parsed.activities.extend(activities),
        Some((Err(why), message)) => parsed.ignore(json::text(&message, "/t").unwrap_or("message"), why),
    }
    Ok(parsed)
}

pub(super) fn commands(settings: &Settings, body: &[u8]) -> Vec<Command> {
    let Ok(body) = serde_json::from_slice::<Value>(body) else { return Vec::new() };
    pushed(&body).and_then(|(room, message)| asked(settings, &room, &message)).into_iter().collect()
}

/// The message document that a webhook body stands for, as far as it tells, and its room.
fn pushed(body: &Value) -> Option<(String, Value)> {
    let room = json::id(body, "/channel_id")?;
    let mut message = serde_json::json!({
        "_id": json::id(body, "/message_id")?, "rid": room, "msg": json::text(body, "/text").unwrap_or_default(),
        "ts": body.get("timestamp"), "bot": body.get("bot"),
        "u": { "_id": body.get("user_id"), "username": body.get("user_name") },
    });
    if let Some(thread) = json::id(body, "/tmid") {
        message["tmid"] = thread.into();
    }
    if json::flag(body, "/isEdited") {
        // When it was edited is not told.
        message["editedAt"] = Value::Bool(true);
    }
    Some((room, message))
}

/// What a reader of messages knows beside them.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    pub(super) settings: &'a Settings,
    pub(super) received_at: u64,
    pub(super) room: String,
}

impl Reader<'_> {
    /// What a message document tells: the message, and its latest edit.
    pub(super) fn messages(&self, message: &Value) -> Result<Vec<Activity>, &'static str> {
        let id = json::id(message, "/_id").ok_or("it names no message")?;
        if json::text(message, "/t") == Some("rm") {
            let at = json::instant(message, "/editedAt").unwrap_or(self.received_at);
            return Ok(vec![self.deleted(&id, at, message)]);
        }
        let user = json::id(message, "/u/_id").ok_or("it names no account")?;
        if message.get("bot").is_some_and(|bot| !matches!(bot, Value::Null | Value::Bool(false))) {
            return Err("it comes from a bot");
        }
        if user == self.settings.user_id {
            return Err("this service did it itself");
        }
        let at = instant(message.get("ts")).ok_or("it has no time")?;
        let said = json::text(message, "/msg").unwrap_or_default();
        let thread = json::id(message, "/tmid");
        let kind = match json::text(message, "/t") {
            Some("uj") => ActivityKind::MemberJoined,
            Some("ul") => ActivityKind::MemberLeft,
            Some(_) => return Err("the tool wrote it, not a person"),
            None if message.get("file").is_some_and(Value::is_object) => ActivityKind::FileUploaded,
            None if thread.is_some() => ActivityKind::Reply,
            None => ActivityKind::Message,
        };
        let coming = matches!(kind, ActivityKind::MemberJoined | ActivityKind::MemberLeft);
        let name = ["/u/name", "/u/username"].iter().find_map(|at| text::name(json::text(message, at)?));
        let activity = Activity {
            external_id: format!("msg:{id}"),
            kind,
            object: if coming { self.room.clone() } else { id.clone() },
            parent: (!coming).then(|| thread.unwrap_or_else(|| self.room.clone())),
            actor: Some(user),
            actor_name: name,
            size: if coming { 0 } else { json::length(said) },
            ..self.frame(at, message)
        };
        // The webhook of an edit tells neither when, nor what was there before.
        let edited = message.get("editedAt").filter(|edited| !edited.is_null() && !coming);
        let Some(edited) = edited else { return Ok(vec![activity]) };
        let edit = Activity {
            external_id: format!("msg:{id}:edit:{}", hex::encode(&keccak256(said)[..8])),
            kind: ActivityKind::Edit,
            occurred_at: instant(Some(edited)).unwrap_or(self.received_at),
            size: 0,
            supersedes: Some(format!("msg:{id}")),
            ..activity.clone()
        };
        let other = json::id(message, "/editedBy/_id").is_some_and(|by| Some(&by) != activity.actor.as_ref());
        // What a moderator changed in it is not its author's edit.
        Ok(if other { vec![activity] } else { vec![activity, edit] })
    }

    /// A message that is gone. Who deleted it is not told.
    pub(super) fn deleted(&self, id: &str, at: u64, raw: &Value) -> Activity {
        Activity {
            external_id: format!("msg:{id}:delete"),
            kind: ActivityKind::Delete,
            object: id.to_owned(),
            parent: Some(self.room.clone()),
            supersedes: Some(format!("msg:{id}")),
            ..self.frame(at, raw)
        }
    }

    fn frame(&self, occurred_at: u64, raw: &Value) -> Activity {
        Activity {
            source: self.settings.source.clone(),
            external_id: String::new(),
            kind: ActivityKind::Message,
            object: String::new(),
            parent: None,
            actor: None,
            actor_name: None,
            others: Vec::new(),
            occurred_at,
            received_at: self.received_at,
            size: 0,
            review_state: ReviewState::Unreviewed,
            supersedes: None,
            raw_hash: json::hash(raw),
        }
    }
}

/// Times are RFC 3339 in REST; older servers and webhooks also write `{"$date": milliseconds}`.
fn instant(value: Option<&Value>) -> Option<u64> {
    match value? {
        Value::String(text) => json::seconds(text),
        Value::Object(map) => map.get("$date")?.as_u64().map(|ms| ms / 1000),
        _ => None,
    }
}

/// A message that begins with the prefix.
pub(super) fn asked(settings: &Settings, room: &str, message: &Value) -> Option<Command> {
    let person = message.get("bot").is_none_or(|bot| matches!(bot, Value::Null | Value::Bool(false)));
    let ours = json::text(message, "/u/_id") == Some(&settings.user_id);
    // An edited command is not carried out again, and a line of the server's own is none.
    let fresh = message.get("editedAt").is_none_or(Value::is_null) && message.get("t").is_none_or(Value::is_null);
    if !person || ours || !fresh {
        return None;
    }
    let said = command::after_prefix(json::text(message, "/msg")?, &settings.prefix)?;
    let words = said.split_whitespace().map(|word| word.trim_end_matches([',', '.', ';', '!', '?', ':']));
    let mut mentions: Vec<String> = Vec::new();
    for word in words.filter(|word| word.len() > 1 && word.starts_with('@') && json::is_id(word)) {
        if !mentions.iter().any(|known| known == word) && mentions.len() < 50 {
            mentions.push(word.to_owned());
        }
    }
    Some(Command {
        external_id: format!("msg:{}:command", json::id(message, "/_id")?),
        words: command::words(said),
        account: json::id(message, "/u/_id")?,
        account_name: json::text(message, "/u/username").and_then(text::name),
        channel: room.to_owned(),
        thread: json::id(message, "/tmid"),
        mentions,
        reply_to: None,
        asked_at: instant(message.get("ts"))?,
    })
}
