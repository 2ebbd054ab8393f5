use std::sync::Arc;

use super::*;
use crate::outbox::testing::Hall;

const WHOLE: &str = r#"
[[source]]
name = "somebody else's"

[[role]]
source = "wiki"
role = "documentalist"
when = { chain_role = "documentalist" }

[[role]]
source = "wiki"
role = "confirmed"
when = { reputation = 50, off_below = 30.5 }

[[role]]
source = "chat"
role = "member"
when = { member = true }

[roles]
every_seconds = 60
strangers = "take"

[[care]]
community = "demo"
language = "fr"
closing_hours = 12

[[care.channel]]
source = "chat"
channel = "C1"
kinds = ["proposal_opened", "result"]

[[care.channel]]
source = "wiki"
channel = "Project:News"
language = "en"

[care.welcome]
charter = "https://demo.example/charte"

[[care.welcome.affinity]]
id = "water"
fr = "l'eau"
en = "water"
channels = { chat = ["\#eau", "\#rivières"] }

[care.synthesis]
wiki = "wiki"
title = "Synthèse/{date} {topic}"
template = "Synthèse"
parameters = { fil = "{thread}", participants = "{people}" }
categories = ["Synthèses", "{channel}"]

[mail]
host = "mail.example"
security = "starttls"
user = "palabre"
password_file = "secret"
from = "Palabre <palabre@demo.example>"
"#;

fn read(file: &str) -> Result<String, String> {
    if file == "secret" { Ok("s3cret\n".to_owned()) } else { Err(format!("{file} cannot be read")) }
}

fn parse(text: &str) -> Result<CareSettings, Vec<String>> {
    CareSettings::parse(&text.replace("\\#", "#"), &read)
}

#[test]
fn the_whole_file_is_understood() {
    let settings = parse(WHOLE).unwrap();
    let whens: Vec<When> = settings.roles.iter().map(|rule| rule.when).collect();
    let reputation = When::Reputation { at_least: 50_000_000, off_below: 30_500_000 };
    assert_eq!(whens, [When::ChainRole(Roles::DOCUMENTALIST), reputation, When::Member]);
    assert_eq!(settings.rounds, Rounds { every: 60, dry: false, strangers: true, brake: 20 });
    let care = settings.of(&"demo".parse().unwrap());
    assert_eq!((care.language, care.closing, care.channels.len()), (Tongue::Fr, 43_200, 2));
    let channels = &care.welcome.unwrap().affinities[0].channels;
    assert_eq!(channels[1], ("chat".to_owned(), "#rivières".to_owned()));
    let synthesis = care.synthesis.unwrap();
    assert_eq!(synthesis.template.unwrap().1.len(), 2);
    assert!(!synthesis.body.is_empty());
    let mail = settings.mail.unwrap();
    assert_eq!((mail.port, mail.login.unwrap().1.expose()), (587, "s3cret"));
}

#[test]
fn a_printed_setting_holds_no_password() {
    assert!(!format!("{:?}", parse(WHOLE).unwrap()).contains("s3cret"));
}

#[test]
fn every_mistake_is_told_at_once() {
    let wrong = WHOLE
        .replace("\"documentalist\" }", "\"king\" }")
        .replace("off_below = 30.5", "off_below = 60")
        .replace("\"result\"", "\"weather\"")
        .replace("{people}", "{persons}")
        .replace("closing_hours = 12", "closing_hours = 0")
        .replace("\"starttls\"", "\"none\"")
        .replace("password_file = \"secret\"", "password_file = \"gone\"");
    let told = parse(&wrong).unwrap_err().join("\n");
    for word in ["king", "off_below (60)", "weather", "{persons}", "closing_hours", "on this machine only", "gone"] {
        assert!(told.contains(word), "{word} is missing in {told}");
    }
}

#[test]
fn a_word_that_nobody_knows_is_a_mistake_and_says_where() {
    let told = parse("[[care]]\ncommunity = \"demo\"\nlangage = \"fr\"\n").unwrap_err().join("\n");
    assert!(told.contains("langage") && told.contains("line 3"), "{told}");
}

#[test]
fn two_rules_for_one_role_are_a_mistake() {
    let twice = format!("{WHOLE}\n[[role]]\nsource = \"chat\"\nrole = \"member\"\nwhen = {{ reputation = 1 }}\n");
    assert!(parse(&twice).unwrap_err()[0].contains("two rules"));
}

#[test]
fn a_tool_that_is_not_connected_is_named() {
    let settings = parse(WHOLE).unwrap();
    let tool = |name: &str, slug: &str| {
        (slug.parse::<Slug>().unwrap(), Hall::new(name) as Arc<dyn crate::connectors::Connector>)
    };
    assert_eq!(settings.check(&Tools::new([tool("chat", "demo"), tool("wiki", "demo")])), Ok(()));
    let told = settings.check(&Tools::new([tool("chat", "demo"), tool("wiki", "other")])).unwrap_err().join("\n");
    assert!(told.contains("\"wiki\" is connected for this community") && !told.contains("chat"), "{told}");
}

#[test]
fn without_a_second_threshold_a_tenth_is_forgiven() {
    let settings = parse("[[role]]\nsource = \"a\"\nrole = \"b\"\nwhen = { reputation = 10 }\n").unwrap();
    assert_eq!(settings.roles[0].when, When::Reputation { at_least: 10_000_000, off_below: 9_000_000 });
}
