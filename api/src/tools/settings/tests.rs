use std::{io, path::Path};

use super::*;

const ALL: &str = r#"
[[source]]
name = "slack"
kind = "slack"
community = "demo"
language = "fr"
poll_every = "5m"
team = "T1"
bot_user = "U0"
signing_secret_file = "secrets/signing"
bot_token_file = "secrets/bot"
roles = { moderator = "S1", reviewer = "C2" }

[[source]]
name = "chat-2"
kind = "rocket_chat"
community = "demo"
server = "https://chat.example"
user_id = "bot"
webhook_token_file = "secrets/hook"
auth_token_file = "secrets/token"

[[source]]
name = "matrix"
kind = "matrix"
community = "other"
homeserver = "http://synapse:8008"
own_account = "@palabre:example.org"
as_token_file = "secrets/as"
hs_token_file = "secrets/hs"
rooms = ["!a:example.org"]
roles = { moderator = 50 }

[[source]]
name = "wiki"
kind = "mediawiki"
community = "demo"
api = "https://wiki.example/api.php"
login = "Palabre@bot"
password_file = "secrets/wiki"
namespaces = [0, 4]
groups = { documentalist = "doc" }

[policy.demo]
preset = "small-circle"

[policy.other]
file = "policy.toml"

[[role]]
source = "slack"
"#;

fn read(text: &str, variables: &[(&str, &str)]) -> Result<Settings, Mistakes> {
    let file = |path: &Path| match path.to_str() {
        Some("policy.toml") => Ok(crate::policy::Preset::named("open-community").unwrap().toml.to_owned()),
        Some("secrets/empty") => Ok("\n".to_owned()),
        Some(path) if path.starts_with("secrets/") => Ok(format!("value of {path}\n")),
        _ => Err(io::Error::other("no such file")),
    };
    let variable =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Settings::parse(text, &Surroundings { file: &file, variable: &variable })
}

fn mistakes(text: &str) -> String {
    read(text, &[]).unwrap_err().to_string()
}

#[test]
fn all_kinds_of_tools_are_read_with_their_secrets_and_policies() {
    let settings = read(ALL, &[]).unwrap();
    let kinds: Vec<&str> = settings.sources.iter().map(|source| source.tool.kind().name()).collect();
    assert_eq!(kinds, ["slack", "rocket_chat", "matrix", "mediawiki"]);
    let slack = &settings.sources[0];
    assert_eq!((slack.tongue, slack.poll_every, slack.community.as_str()), (Tongue::Fr, 300, "demo"));
    let ToolSettings::Slack(inner) = &slack.tool else { panic!("{slack:?}") };
    assert_eq!(inner.bot_token.expose(), "value of secrets/bot");
    assert_eq!(inner.roles["moderator"], slack::Target::Group("S1".to_owned()));
    assert_eq!(inner.roles["reviewer"], slack::Target::Channel("C2".to_owned()));
    assert_eq!(inner.api.as_str(), "https://slack.com/api/");
    let ToolSettings::MediaWiki(wiki) = &settings.sources[3].tool else { panic!() };
    assert_eq!((wiki.namespaces.len(), wiki.link_page.as_str()), (2, "palabre.json"));
    assert_eq!(settings.policies.len(), 2);
    assert!(!format!("{settings:?}").contains("value of"), "no secret is printed");
}

#[test]
fn the_environment_stands_above_files() {
    let name = "PALABRE_TOOL_CHAT_2_AUTH_TOKEN";
    let settings = read(ALL, &[(name, "from the environment")]).unwrap();
    let ToolSettings::RocketChat(chat) = &settings.sources[1].tool else { panic!() };
    assert_eq!(chat.auth_token.expose(), "from the environment");
    let without = ALL.replace("auth_token_file = \"secrets/token\"\n", "");
    assert!(mistakes(&without).contains(name), "{}", mistakes(&without));
    assert!(read(&without, &[(name, "x")]).is_ok());
}

#[test]
fn a_secret_in_the_settings_is_refused_and_not_repeated() {
    let text = ALL.replace("bot_token_file = \"secrets/bot\"", "bot_token = \"xoxb-very-secret\"");
    let told = mistakes(&text);
    assert!(told.contains("a secret does not belong here") && !told.contains("xoxb-very-secret"), "{told}");
}

#[test]
fn every_mistake_is_told_at_once_with_its_line() {
    let text = ALL
        .replace("team = \"T1\"", "team = \"T 1\"")
        .replace("poll_every = \"5m\"", "poll_every = \"0s\"")
        .replace("language = \"fr\"", "language = \"de\"")
        .replace("https://chat.example", "ftp://chat.example")
        .replace("roles = { moderator = 50 }", "roles = { moderator = \"fifty\" }")
        .replace("preset = \"small-circle\"", "preset = \"large-circle\"")
        .replace("name = \"wiki\"", "name = \"slack\"")
        .replace("moderator = \"S1\"", "moderator = \"U1\"")
        .replace("secrets/hs", "elsewhere")
        .replace("secrets/wiki", "secrets/empty")
        .replace("login =", "colour = 1\nlogin =");
    let told = mistakes(&text);
    for (line, what) in [
        (6, "source.language: expected \"fr\" or \"en\""),
        (7, "source.poll_every: expected at least"),
        (8, "source.team: expected an id"),
        (12, "source.roles.moderator: expected a user group"),
        (18, "source.server: expected an address"),
        (30, "source.hs_token_file: elsewhere cannot be read"),
        (32, "source.roles.moderator: expected a power level"),
        (39, "source.colour: is not known here"),
        (46, "policy.demo.preset: expected one of small-circle"),
    ] {
        let begin = format!("line {line}, {what}");
        assert!(told.contains(&begin), "{begin} is not in\n{told}");
    }
    assert!(told.contains("is used twice") && told.contains("is empty: an empty secret opens nothing"), "{told}");
}

#[test]
fn names_that_mean_something_else_are_refused() {
    for name in ["chain", "Slack", "a b", "../x", ""] {
        let told = mistakes(&ALL.replacen("name = \"slack\"", &format!("name = \"{name}\""), 1));
        assert!(told.contains("source.name"), "{name}: {told}");
    }
    assert!(mistakes("[[source]]\nname = \"x\"\nkind = \"irc\"").contains("expected one of slack, rocket_chat"));
    assert!(mistakes("source = 3").contains("source: expected a list"));
    assert!(mistakes("[[sources]]").contains("sources: is not known here"));
    assert!(read("", &[]).unwrap().sources.is_empty());
}
