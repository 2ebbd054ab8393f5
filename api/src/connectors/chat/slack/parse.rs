//! Events to activities. Every function is pure, and works on messages from the history as well.

use serde_json::Value;

use super::Settings;
use crate::{
    activity::{Activity, ActivityKind, Other, Part, ReviewState},
    connectors::{Parsed, Receipt, Rejection, json},
};

/// Slack asks once whether the address is ours; a slash command is answered with nothing, or it shows the answer.
pub(super) fn acknowledge(body: &[u8]) -> Receipt {
    let Ok(value) = serde_json::from_slice::<Value>(body) else {
        return Receipt { content_type: "text/plain", body: String::new(), ..Receipt::default() };
    };
    match (json::text(&value, "/type"), json::text(&value, "/challenge")) {
        (Some("url_verification"), Some(challenge)) if challenge.len() <= 1000 => {
            Receipt { content_type: "text/plain", body: challenge.to_owned(), ..Receipt::default() }
        }
        _ => Receipt::default(),
    }
}

pub(super) fn delivery(settings: &Settings, body: &[u8], received_at: u64) -> Result<Parsed, Rejection> {
    let mut parsed = Parsed::default();
    if !body.trim_ascii_start().starts_with(b"{") {
        parsed.ignore("form", "a slash command reports nothing that happened");
        return Ok(parsed);
    }
    let envelope: Value = serde_json::from_slice(body).map_err(|error| Rejection::Malformed(error.to_string()))?;
    match json::text(&envelope, "/type").unwrap_or_default() {
        "event_callback" if json::text(&envelope, "/team_id") != Some(&settings.team) => {
            parsed.ignore("event_callback", "it belongs to another workspace");
        }
        "event_callback" => match envelope.pointer("/event") {
            Some(event) => read(&Reader { settings, received_at }, event, &mut parsed),
            None => return Err(Rejection::Malformed("an event_callback without an event".to_owned())),
        },
        "app_rate_limited" => {
            parsed.alarms.push("Slack sends no more events for this minute: polling fills the gap".to_owned());
        }
        other => parsed.ignore(other, "it is no event"),
    }
    Ok(parsed)
}

/// What a reader of events knows beside them.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    pub(super) settings: &'a Settings,
    pub(super) received_at: u64,
}

fn read(reader: &Reader<'_>, event: &Value, parsed: &mut Parsed) {
    let name = json::text(event, "/type").unwrap_or_default();
    let read = match name {
        "message" => message_event(reader, event),
        "reaction_added" | "reaction_removed" => reader.reaction(event, name == "reaction_added"),
        "member_joined_channel" => reader.coming(event, ActivityKind::MemberJoined, "/channel"),
        "member_left_channel" => reader.coming(event, ActivityKind::MemberLeft, "/channel"),
        "team_join" => reader.newcomer(event),
        "file_shared" => reader.file(event),
        "subteam_members_changed" => {
            parsed.activities.extend(reader.group_members(event));
            return;
        }
        "tokens_revoked" | "app_uninstalled" => {
            parsed.alarms.push(format!("Slack says {name}: install the app again and set its new token"));
            return;
        }
        "app_mention" => Err("the same message comes as a message event"),
        _ => Err("this service does not use it"),
    };
    match read {
        Ok(activity) => parsed.activities.push(activity),
        Err(why) => parsed.ignore(name, why),
    }
}

fn message_event(reader: &Reader<'_>, event: &Value) -> Result<Activity, &'static str> {
    let channel = json::id(event, "/channel").ok_or("it names no channel")?;
    match json::text(event, "/subtype") {
        Some("message_changed") => {
            let before = event.pointer("/previous_message").and_then(|before| json::text(before, "/text"));
            let message = event.pointer("/message").ok_or("it holds no message")?;
            // A deleted beginning of a thread stays as a tombstone.
            if json::text(message, "/subtype") == Some("tombstone") {
                let ts = json::id(message, "/ts").ok_or("it names no message")?;
                return reader.deletion(event, &channel, &ts);
            }
            reader.edit(&channel, message, before)
        }
        Some("message_deleted") => {
            let ts = json::id(event, "/deleted_ts").ok_or("it names no message")?;
            reader.deletion(event, &channel, &ts)
        }
        _ => reader.message(&channel, event),
    }
}

/// Unix seconds of a `ts`: digits, a point, digits.
pub(super) fn seconds(ts: &str) -> Option<u64> {
    let (whole, fraction) = ts.split_once('.').unwrap_or((ts, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| whole.parse().ok()).flatten()
}

impl Reader<'_> {
    /// A message that a person wrote, whether it was pushed or read from the history.
    pub(super) fn message(&self, channel: &str, message: &Value) -> Result<Activity, &'static str> {
        match json::text(message, "/subtype") {
            None | Some("thread_broadcast" | "file_share" | "me_message") => {}
            Some("tombstone") => return Err("the message was deleted"),
            Some(_) => return Err("the tool wrote it, not a person"),
        }
        let user = self.person(message, "/user")?;
        let ts = json::id(message, "/ts").ok_or("it names no message")?;
        let at = seconds(&ts).ok_or("its time cannot be read")?;
        let thread = json::id(message, "/thread_ts").filter(|thread| *thread != ts);
        Ok(Activity {
            external_id: format!("{channel}:{ts}"),
            kind: if thread.is_some() { ActivityKind::Reply } else { ActivityKind::Message },
            object: format!("{channel}:{ts}"),
            parent: Some(thread.map_or_else(|| channel.to_owned(), |thread| format!("{channel}:{thread}"))),
            size: json::length(json::text(message, "/text").unwrap_or_default()),
            ..self.activity(Some(user), at, message)
        })
    }

    /// The message as it is after its latest edit.
    pub(super) fn edit(&self, channel: &str, message: &Value, before: Option<&str>) -> Result<Activity, &'static str> {
        let user = self.person(message, "/user")?;
        let ts = json::id(message, "/ts").ok_or("it names no message")?;
        let edited =
            json::id(message, "/edited/ts").ok_or("no person changed it: links were unfolded, or answers counted")?;
        let at = seconds(&edited).ok_or("its time cannot be read")?;
        let text = json::text(message, "/text").unwrap_or_default();
        if before == Some(text) {
            return Err("its text is the same");
        }
        Ok(Activity {
            external_id: format!("{channel}:{ts}:edit:{edited}"),
            kind: ActivityKind::Edit,
            object: format!("{channel}:{ts}"),
            parent: Some(channel.to_owned()),
            size: before.map_or(0, |before| json::length(text) - json::length(before)),
            supersedes: Some(format!("{channel}:{ts}")),
            ..self.activity(Some(user), at, message)
        })
    }

    /// Slack does not tell who deleted it: the author, or a moderator.
    fn deletion(&self, event: &Value, channel: &str, ts: &str) -> Result<Activity, &'static str> {
        seconds(ts).ok_or("it names no message")?;
        let at = json::text(event, "/event_ts").or_else(|| json::text(event, "/ts")).and_then(seconds);
        Ok(self.gone(channel, ts, at.unwrap_or(self.received_at), event))
    }

    /// A message that is not there any more.
    pub(super) fn gone(&self, channel: &str, ts: &str, at: u64, raw: &Value) -> Activity {
        Activity {
            external_id: format!("{channel}:{ts}:delete"),
            kind: ActivityKind::Delete,
            object: format!("{channel}:{ts}"),
            parent: Some(channel.to_owned()),
            supersedes: Some(format!("{channel}:{ts}")),
            ..self.activity(None, at, raw)
        }
    }

    fn reaction(&self, event: &Value, added: bool) -> Result<Activity, &'static str> {
        let user = self.person(event, "/user")?;
        if json::text(event, "/item/type") != Some("message") {
            return Err("it is about something else than a message");
        }
        let (Some(channel), Some(ts)) = (json::id(event, "/item/channel"), json::id(event, "/item/ts")) else {
            return Err("it names no message");
        };
        let name = json::id(event, "/reaction").ok_or("it has no name")?;
        let stamp = json::id(event, "/event_ts").ok_or("it has no time")?;
        let object = format!("{channel}:{ts}:{name}:{user}");
        let author = json::id(event, "/item_user").map(|author| Other::new(author, Part::Author));
        Ok(Activity {
            external_id: format!("{object}:{}:{stamp}", if added { "added" } else { "removed" }),
            kind: if added { ActivityKind::Reaction } else { ActivityKind::Delete },
            object,
            parent: Some(format!("{channel}:{ts}")),
            others: author.into_iter().collect(),
            ..self.activity(Some(user), seconds(&stamp).ok_or("its time cannot be read")?, event)
        })
    }

    fn coming(&self, event: &Value, kind: ActivityKind, place: &str) -> Result<Activity, &'static str> {
        let user = self.person(event, "/user")?;
        let place = json::id(event, place).ok_or("it names no channel")?;
        let stamp = json::id(event, "/event_ts").ok_or("it has no time")?;
        let inviter = json::id(event, "/inviter").map(|inviter| Other::new(inviter, Part::Participant));
        Ok(Activity {
            external_id: format!("{place}:{user}:{kind}:{stamp}"),
            kind,
            object: place,
            others: inviter.into_iter().collect(),
            ..self.activity(Some(user), seconds(&stamp).ok_or("its time cannot be read")?, event)
        })
    }

    fn newcomer(&self, event: &Value) -> Result<Activity, &'static str> {
        if json::flag(event, "/user/is_bot") {
            return Err("it comes from a bot");
        }
        let user = json::id(event, "/user/id").ok_or("it names no account")?;
        let at = json::text(event, "/event_ts").and_then(seconds).unwrap_or(self.received_at);
        let name = ["/user/profile/display_name", "/user/profile/real_name", "/user/name"]
            .iter()
            .find_map(|at| crate::connectors::text::name(json::text(event, at)?));
        Ok(Activity {
            external_id: format!("team:{user}:member_joined"),
            kind: ActivityKind::MemberJoined,
            object: self.settings.team.clone(),
            actor_name: name,
            ..self.activity(Some(user), at, event)
        })
    }

    fn file(&self, event: &Value) -> Result<Activity, &'static str> {
        let user = self.person(event, "/user_id")?;
        let file = json::id(event, "/file_id").ok_or("it names no file")?;
        let at = json::text(event, "/event_ts").and_then(seconds).unwrap_or(self.received_at);
        let channel = json::id(event, "/channel_id");
        Ok(Activity {
            external_id: format!("file:{file}:{}", channel.as_deref().unwrap_or_default()),
            kind: ActivityKind::FileUploaded,
            object: file,
            parent: channel,
            ..self.activity(Some(user), at, event)
        })
    }

    fn group_members(&self, event: &Value) -> Vec<Activity> {
        let Some(group) = json::id(event, "/subteam_id") else { return Vec::new() };
        let at = json::number(event, "/date_update").and_then(|at| u64::try_from(at).ok()).unwrap_or(self.received_at);
        let changed = |list, word: &'static str| json::list(event, list).iter().map(move |user| (user, word));
        changed("/added_users", "added")
            .chain(changed("/removed_users", "removed"))
            .filter_map(|(user, word)| {
                let user = json::id(user, "")?;
                Some(Activity {
                    external_id: format!("{group}:{user}:{word}:{at}"),
                    kind: ActivityKind::RoleChanged,
                    object: group.clone(),
                    others: vec![Other::new(user, Part::Subject)],
                    size: if word == "added" { 1 } else { -1 },
                    ..self.activity(None, at, event)
                })
            })
            .collect()
    }

    /// The account at a pointer, if it is a person's.
    fn person(&self, event: &Value, pointer: &str) -> Result<String, &'static str> {
        if event.pointer("/bot_id").is_some_and(|bot| !bot.is_null()) {
            return Err("it comes from a bot");
        }
        let user = json::id(event, pointer).ok_or("it names no account")?;
        if user == self.settings.bot_user { Err("this service did it itself") } else { Ok(user) }
    }

    fn activity(&self, actor: Option<String>, occurred_at: u64, raw: &Value) -> Activity {
        Activity {
            source: self.settings.source.clone(),
            external_id: String::new(),
            kind: ActivityKind::Message,
            object: String::new(),
            parent: None,
            actor,
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
