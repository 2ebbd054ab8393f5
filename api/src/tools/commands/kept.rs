//! A command while it waits: JSON in a task.

use serde::{Deserialize, Serialize};

use crate::connectors::{
    Command, Secret,
    command::{Tongue, Verb, Words},
};

/// A command as a task holds it. It is emptied once the command is carried out.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    verb: String,
    unknown: Option<String>,
    rest: String,
    tongue: Option<String>,
    account: String,
    account_name: Option<String>,
    channel: String,
    thread: Option<String>,
    mentions: Vec<String>,
    reply_to: Option<String>,
    asked_at: u64,
}

const VERBS: [(Verb, &str); 7] = [
    (Verb::Help, "help"),
    (Verb::Link, "link"),
    (Verb::Me, "me"),
    (Verb::Thanks, "thanks"),
    (Verb::Summarise, "summarise"),
    (Verb::Propose, "propose"),
    (Verb::Remind, "remind"),
];

/// The stable name of a verb.
pub(in crate::tools) fn name(verb: Verb) -> &'static str {
    VERBS.iter().find(|(one, _)| *one == verb).map_or("help", |(_, name)| name)
}

/// A command as a task keeps it.
pub(in crate::tools) fn kept(command: &Command) -> String {
    let kept = Kept {
        verb: name(command.words.verb).to_owned(),
        unknown: command.words.unknown.clone(),
        rest: command.words.rest.clone(),
        tongue: command.words.tongue.map(|tongue| if tongue == Tongue::Fr { "fr" } else { "en" }.to_owned()),
        account: command.account.clone(),
        account_name: command.account_name.clone(),
        channel: command.channel.clone(),
        thread: command.thread.clone(),
        mentions: command.mentions.clone(),
        reply_to: command.reply_to.as_ref().map(|secret| secret.expose().to_owned()),
        asked_at: command.asked_at,
    };
    // Texts, numbers and no maps: this cannot fail.
    serde_json::to_string(&kept).unwrap_or_default()
}

/// The command that a task keeps.
pub(in crate::tools) fn read(id: &str, text: &str) -> Option<Command> {
    let kept: Kept = serde_json::from_str(text).ok()?;
    let verb = VERBS.iter().find(|(_, name)| *name == kept.verb)?.0;
    let tongue = kept.tongue.map(|tongue| if tongue == "fr" { Tongue::Fr } else { Tongue::En });
    Some(Command {
        external_id: id.to_owned(),
        words: Words { verb, unknown: kept.unknown, rest: kept.rest, tongue },
        account: kept.account,
        account_name: kept.account_name,
        channel: kept.channel,
        thread: kept.thread,
        mentions: kept.mentions,
        reply_to: kept.reply_to.map(Secret::new),
        asked_at: kept.asked_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectors::command::words;

    #[test]
    fn a_command_comes_back_as_it_was_kept() {
        for (verb, name) in VERBS {
            let command = Command {
                external_id: "C1:1.2:command".to_owned(),
                words: Words { verb, ..words("merci à tous") },
                account: "U1".to_owned(),
                account_name: Some("Ada".to_owned()),
                channel: "C1".to_owned(),
                thread: Some("1.1".to_owned()),
                mentions: vec!["U2".to_owned()],
                reply_to: Some(Secret::new("https://hooks.example/1")),
                asked_at: 7,
            };
            assert_eq!(read(&command.external_id, &kept(&command)), Some(command), "{name}");
        }
        assert_eq!(read("x", ""), None);
    }
}
