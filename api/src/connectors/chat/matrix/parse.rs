//! Events to activities. Every function is pure, and works on events from `/sync` as well.

use serde_json::Value;

use super::Settings;
use crate::{
    activity::{Activity, ActivityKind, Other, Part, ReviewState},
    connectors::{Command, Parsed, Rejection, command, json, text},
};

pub(super) fn transaction(settings: &Settings, body: &[u8], received_at: u64) -> Result<Parsed, Rejection> {
    let value: Value = serde_json::from_slice(body).map_err(|error| Rejection::Malformed(error.to_string()))?;
    let mut parsed = Parsed::default();
    for event in json::list(&value, "/events") {
        let room = json::id(event, "/room_id").unwrap_or_default();
        read(&Reader { settings, received_at, room: &room }, event, &mut parsed);
    }
    Ok(parsed)
}

pub(super) fn commands(settings: &Settings, body: &[u8]) -> Vec<Command> {
    let Ok(value) = serde_json::from_slice::<Value>(body) else { return Vec::new() };
    let events = json::list(&value, "/events").iter();
    events.filter_map(|event| asked(settings, &json::id(event, "/room_id")?, event)).collect()
}

/// What a reader of events knows beside them.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) settings: &'a Settings,
    pub(super) received_at: u64,
    pub(super) room: &'a str,
}

/// Reads one event.
pub(super) fn read(reader: &Reader<'_>, event: &Value, parsed: &mut Parsed) {
    let name = json::text(event, "/type").unwrap_or_default();
    let Some(frame) = reader.frame(event) else {
        parsed.ignore(name, "it names no room, event or sender");
        return;
    };
    let own = frame.actor.as_deref() == Some(&reader.settings.own_account);
    let read = match name {
        "m.room.member" => member(reader, frame, event, parsed),
        _ if own => Err("this service did it itself"),
        "m.room.power_levels" => {
            parsed.activities.extend(power(&frame, event));
            return;
        }
        "m.room.message" => message(frame, event),
        "m.reaction" => reaction(frame, event),
        "m.room.redaction" => redaction(frame, event),
        "m.room.encryption" => {
            parsed.alarms.push(format!("the room {} is encrypted now: what is said there cannot be read", reader.room));
            return;
        }
        "m.room.tombstone" => {
            let next = json::id(event, "/content/replacement_room").unwrap_or_else(|| "another one".to_owned());
            parsed.alarms.push(format!("the room {} was replaced by {next}: invite this service there", reader.room));
            return;
        }
        "m.room.encrypted" => Err("it is encrypted"),
        _ => Err("this service does not use it"),
    };
    match read {
        Ok(activity) => parsed.activities.push(activity),
        Err(why) => parsed.ignore(name, why),
    }
}

impl Reader<'_> {
    /// What every activity of this event has in common.
    fn frame(&self, event: &Value) -> Option<Activity> {
        let sigil = |at: &str, sign: char| json::id(event, at).filter(|id| id.starts_with(sign));
        let id = sigil("/event_id", '$')?;
        let sender = sigil("/sender", '@')?;
        if !self.room.starts_with('!') {
            return None;
        }
        // Another homeserver may say any time: never one that has not come yet.
        let said = json::number(event, "/origin_server_ts").and_then(|at| u64::try_from(at).ok()).unwrap_or(0) / 1000;
        Some(Activity {
            source: self.settings.source.clone(),
            object: format!("{}/{id}", self.room),
            external_id: id,
            kind: ActivityKind::Message,
            parent: Some(self.room.to_owned()),
            actor: Some(sender),
            actor_name: None,
            others: Vec::new(),
            occurred_at: said.min(self.received_at),
            received_at: self.received_at,
            size: 0,
            review_state: ReviewState::Unreviewed,
            supersedes: None,
            raw_hash: json::hash(event),
        })
    }
}

/// The event that this one relates to, and how.
fn relation(event: &Value) -> Option<(&str, String)> {
    let kind = json::text(event, "/content/m.relates_to/rel_type").unwrap_or_default();
    match json::id(event, "/content/m.relates_to/event_id").filter(|id| id.starts_with('$')) {
        Some(id) => Some((kind, id)),
        None => json::id(event, "/content/m.relates_to/m.in_reply_to/event_id").map(|id| ("m.in_reply_to", id)),
    }
}

fn message(frame: Activity, event: &Value) -> Result<Activity, &'static str> {
    let form = json::text(event, "/content/msgtype").ok_or("its text was taken away")?;
    let kind = match form {
        "m.notice" => return Err("a service wrote it, not a person"),
        "m.file" | "m.image" | "m.audio" | "m.video" => ActivityKind::FileUploaded,
        _ => ActivityKind::Message,
    };
    let room = frame.parent.clone().unwrap_or_default();
    let size = json::length(&body(event));
    match relation(event) {
        Some(("m.replace", original)) => Ok(Activity {
            kind: ActivityKind::Edit,
            object: format!("{room}/{original}"),
            supersedes: Some(original),
            ..frame
        }),
        Some(("m.thread" | "m.in_reply_to", original)) if kind == ActivityKind::Message => {
            Ok(Activity { kind: ActivityKind::Reply, parent: Some(format!("{room}/{original}")), size, ..frame })
        }
        _ => Ok(Activity { kind, size, ..frame }),
    }
}

fn reaction(frame: Activity, event: &Value) -> Result<Activity, &'static str> {
    let room = frame.parent.clone().unwrap_or_default();
    match relation(event) {
        Some(("m.annotation", target)) => {
            Ok(Activity { kind: ActivityKind::Reaction, parent: Some(format!("{room}/{target}")), ..frame })
        }
        _ => Err("it names no message"),
    }
}

/// A message, reaction or file was taken away, by its author or by a moderator.
fn redaction(frame: Activity, event: &Value) -> Result<Activity, &'static str> {
    // Rooms of version 11 and later say it in the content, which is signed.
    let target =
        ["/content/redacts", "/redacts"].iter().find_map(|at| json::id(event, at)).ok_or("it names no event")?;
    let room = frame.parent.clone().unwrap_or_default();
    Ok(Activity { kind: ActivityKind::Delete, object: format!("{room}/{target}"), supersedes: Some(target), ..frame })
}

fn member(reader: &Reader<'_>, frame: Activity, event: &Value, parsed: &mut Parsed) -> Result<Activity, &'static str> {
    let who = json::id(event, "/state_key").filter(|id| id.starts_with('@')).ok_or("it names no account")?;
    let now = json::text(event, "/content/membership").unwrap_or_default();
    let before = ["/unsigned/prev_content/membership", "/prev_content/membership"]
        .iter()
        .find_map(|at| json::text(event, at))
        .unwrap_or_default();
    if who == reader.settings.own_account {
        if now == "invite" {
            parsed.invitations.push(reader.room.to_owned());
        }
        return Err("it is about this service itself");
    }
    let kind = match (before, now) {
        ("join", "join") => return Err("only a name or a picture changed"),
        (_, "join") => ActivityKind::MemberJoined,
        ("join", "leave" | "ban") => ActivityKind::MemberLeft,
        _ => return Err("nobody came or went"),
    };
    let by = frame.actor.clone().filter(|sender| *sender != who).map(|sender| Other::new(sender, Part::Participant));
    Ok(Activity {
        kind,
        object: reader.room.to_owned(),
        parent: None,
        actor_name: json::text(event, "/content/displayname").and_then(text::name),
        actor: Some(who),
        others: by.into_iter().collect(),
        ..frame
    })
}

/// One activity for each account whose power changed; `size` is by how much.
fn power(frame: &Activity, event: &Value) -> Vec<Activity> {
    let prefix =
        if event.pointer("/unsigned/prev_content").is_some() { "/unsigned/prev_content" } else { "/prev_content" };
    let level = |content: &str, account: &str| {
        let default = json::number(event, &format!("{content}/users_default")).unwrap_or(0);
        let users = event.pointer(&format!("{content}/users"));
        users.and_then(|users| users.get(account)?.as_i64()).unwrap_or(default)
    };
    let accounts = |content: &str| event.pointer(&format!("{content}/users")).and_then(Value::as_object);
    let named: std::collections::BTreeSet<&String> =
        ["/content", prefix].iter().filter_map(|content| accounts(content)).flat_map(serde_json::Map::keys).collect();
    named
        .into_iter()
        .filter(|account| account.starts_with('@') && json::is_id(account))
        .filter_map(|account| {
            let change = level("/content", account).saturating_sub(level(prefix, account));
            (change != 0).then(|| Activity {
                external_id: format!("{}:{account}", frame.external_id),
                kind: ActivityKind::RoleChanged,
                object: frame.parent.clone().unwrap_or_default(),
                parent: None,
                others: vec![Other::new(account.clone(), Part::Subject)],
                size: change,
                ..frame.clone()
            })
        })
        .collect()
}

/// The text of a message as it is now, without the quotation that old clients put before an answer.
pub(super) fn body(event: &Value) -> String {
    let body = json::text(event, "/content/m.new_content/body").or_else(|| json::text(event, "/content/body"));
    let body = body.unwrap_or_default();
    if !matches!(relation(event), Some(("m.in_reply_to", _))) || !body.starts_with("> ") {
        return body.to_owned();
    }
    let rest: Vec<&str> = body.lines().skip_while(|line| line.starts_with('>')).collect();
    rest.join("\n").trim_start().to_owned()
}

/// A message that begins with the prefix, or with the name of the service's account.
pub(super) fn asked(settings: &Settings, room: &str, event: &Value) -> Option<Command> {
    let text_message = json::text(event, "/type") == Some("m.room.message")
        && matches!(json::text(event, "/content/msgtype"), Some("m.text" | "m.emote"));
    let reader = Reader { settings, received_at: u64::MAX, room };
    let frame = reader.frame(event).filter(|_| text_message)?;
    let account = frame.actor.filter(|sender| *sender != settings.own_account)?;
    let related = relation(event);
    // A corrected command is not carried out again.
    if matches!(related, Some(("m.replace", _))) {
        return None;
    }
    let said = body(event);
    let rest = command::after_prefix(&said, &settings.prefix)
        .or_else(|| command::after_prefix(&said, &settings.own_account))?;
    Some(Command {
        external_id: format!("{}:command", frame.external_id),
        words: command::words(rest),
        account,
        account_name: None,
        channel: room.to_owned(),
        thread: related.map(|(_, id)| format!("{room}/{id}")),
        mentions: mentions(settings, event, rest),
        reply_to: None,
        asked_at: frame.occurred_at,
    })
}

/// Accounts that a message names: as its client says, or written out.
fn mentions(settings: &Settings, event: &Value, said: &str) -> Vec<String> {
    let told = json::list(event, "/content/m.mentions/user_ids").iter().filter_map(|id| json::id(id, ""));
    let written = said.split_whitespace().map(|word| word.trim_end_matches([',', '.', ';', '!', '?', ':']).to_owned());
    let mut found = Vec::new();
    for id in told.chain(written) {
        let account = id.starts_with('@') && id.contains(':') && json::is_id(&id) && id != settings.own_account;
        if account && !found.contains(&id) && found.len() < 50 {
            found.push(id);
        }
    }
    found
}
