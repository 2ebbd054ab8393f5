//! Slash commands (a form) and mentions of the app (an event).

use serde_json::Value;
use url::form_urlencoded;

use super::{Settings, parse, text};
use crate::connectors::{Command, Secret, command, json};

pub(super) fn commands(settings: &Settings, body: &[u8], received_at: u64) -> Vec<Command> {
    if !body.trim_ascii_start().starts_with(b"{") {
        return slash(settings, body, received_at).into_iter().collect();
    }
    let Ok(envelope) = serde_json::from_slice::<Value>(body) else { return Vec::new() };
    let ours = json::text(&envelope, "/team_id") == Some(&settings.team);
    let mention = json::text(&envelope, "/event/type") == Some("app_mention");
    let asked = envelope.pointer("/event").filter(|_| ours && mention);
    asked.and_then(|event| mentioned(settings, &json::id(event, "/channel")?, event)).into_iter().collect()
}

fn slash(settings: &Settings, body: &[u8], received_at: u64) -> Option<Command> {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let field = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let id = |name: &str| field(name).filter(|value| json::is_id(value)).map(str::to_owned);
    if field("team_id") != Some(&settings.team) {
        return None;
    }
    let said = field("text").unwrap_or_default();
    Some(Command {
        external_id: format!("slash:{}", id("trigger_id")?),
        words: command::words(&text::plain(said)),
        account: id("user_id")?,
        account_name: field("user_name").and_then(crate::connectors::text::name),
        channel: id("channel_id")?,
        // Slack does not say in which thread a slash command was typed.
        thread: None,
        mentions: text::mentions(said),
        reply_to: field("response_url").map(Secret::new),
        asked_at: received_at,
    })
}

/// A message that begins with the name of the app, pushed or read from the history.
pub(super) fn mentioned(settings: &Settings, channel: &str, message: &Value) -> Option<Command> {
    let said = text::after_mention(json::text(message, "/text")?, &settings.bot_user)?;
    let ts = json::id(message, "/ts")?;
    if message.pointer("/bot_id").is_some_and(|bot| !bot.is_null()) {
        return None;
    }
    Some(Command {
        external_id: format!("{channel}:{ts}:command"),
        words: command::words(&text::plain(said)),
        account: json::id(message, "/user").filter(|user| *user != settings.bot_user)?,
        account_name: None,
        channel: channel.to_owned(),
        thread: json::id(message, "/thread_ts").filter(|thread| parse::seconds(thread).is_some()),
        mentions: text::mentions(said),
        reply_to: None,
        asked_at: parse::seconds(&ts)?,
    })
}
