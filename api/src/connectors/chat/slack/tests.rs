use axum::http::HeaderMap;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    activity::{ActivityKind, Other, Part},
    connectors::{
        Destination, Trouble,
        command::{Tongue, Verb},
        testing::{Script, any_json, crooked, read_all},
    },
};

/// The example of Slack's own page about signatures.
const EXAMPLE_SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const EXAMPLE_BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
const EXAMPLE_TIME: u64 = 1_531_420_618;
const EXAMPLE_SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

fn settings() -> Settings {
    Settings {
        source: "slack".to_owned(),
        team: "T1".to_owned(),
        bot_user: "U0".to_owned(),
        api: Url::parse("https://slack.com/api/").unwrap(),
        hooks: Url::parse("https://hooks.slack.com/").unwrap(),
        signing_secret: Secret::new(EXAMPLE_SECRET),
        bot_token: Secret::new("xoxb-1"),
        roles: BTreeMap::from([("reviewer".to_owned(), Target::Group("S1".to_owned()))]),
    }
}

fn slack(answers: impl IntoIterator<Item = (u16, Value)>) -> (Slack, Arc<Script>) {
    let script = Arc::new(Script::new(answers));
    (Slack::new(settings(), script.clone()), script)
}

fn verify_at(body: &[u8], stamp: &str, signature: &str, now: u64) -> Result<Verified, Rejection> {
    let mut headers = HeaderMap::new();
    headers.insert("x-slack-request-timestamp", stamp.parse().unwrap());
    headers.insert("x-slack-signature", signature.parse().unwrap());
    slack([]).0.verify(&Delivery { method: &Method::POST, path: "/", headers: &headers, body, now })
}

#[test]
fn the_signature_of_the_manual_is_right_and_any_other_is_not() {
    let (body, stamp) = (EXAMPLE_BODY.as_bytes(), EXAMPLE_TIME.to_string());
    assert!(verify_at(body, &stamp, EXAMPLE_SIGNATURE, EXAMPLE_TIME + 10).is_ok());
    let mut changed = body.to_vec();
    changed[20] ^= 1;
    assert_eq!(verify_at(&changed, &stamp, EXAMPLE_SIGNATURE, EXAMPLE_TIME), Err(Rejection::Forged));
    // The time is part of what is signed: it cannot be refreshed.
    let later = (EXAMPLE_TIME + 1).to_string();
    assert_eq!(verify_at(body, &later, EXAMPLE_SIGNATURE, EXAMPLE_TIME), Err(Rejection::Forged));
    for half in
        ["v0=", "v0=a2", "v0=zz", "a2114d57", "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"]
    {
        assert!(verify_at(body, &stamp, half, EXAMPLE_TIME).is_err(), "{half}");
    }
}

#[test]
fn a_delivery_of_yesterday_or_tomorrow_is_refused() {
    let (body, stamp) = (EXAMPLE_BODY.as_bytes(), EXAMPLE_TIME.to_string());
    assert_eq!(verify_at(body, &stamp, EXAMPLE_SIGNATURE, EXAMPLE_TIME + 301), Err(Rejection::TooOld));
    assert_eq!(verify_at(body, &stamp, EXAMPLE_SIGNATURE, EXAMPLE_TIME - 301), Err(Rejection::FromTheFuture));
    for odd in ["", "-1", "1531420618.5", "+1531420618", " 1531420618", "99999999999999999999999"] {
        assert!(matches!(verify_at(body, odd, EXAMPLE_SIGNATURE, EXAMPLE_TIME), Err(Rejection::Unsigned(_))), "{odd}");
    }
}

#[test]
fn a_repeated_delivery_has_the_name_of_the_first() {
    let sign = |at: u64, body: &str| {
        format!("v0={}", Secret::new(EXAMPLE_SECRET).sign(&[format!("v0:{at}:{body}").as_bytes()]))
    };
    let body = json!({ "type": "event_callback", "event_id": "Ev1" }).to_string();
    let first = verify_at(body.as_bytes(), "1000", &sign(1000, &body), 1000).unwrap();
    let again = verify_at(body.as_bytes(), "1060", &sign(1060, &body), 1060).unwrap();
    assert_eq!((first.delivery.as_str(), &first), ("Ev1", &again));
}

fn envelope(event: Value) -> Vec<u8> {
    json!({ "type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event }).to_string().into_bytes()
}

fn parsed(event: Value) -> Parsed {
    slack([]).0.parse(&envelope(event), 1_700_000_100).unwrap()
}

#[test]
fn a_message_its_edit_and_its_deletion_are_about_one_object() {
    let message = json!({ "type": "message", "channel": "C1", "user": "U1", "text": "été", "ts": "1700000000.000100" });
    let said = parsed(message.clone()).activities.remove(0);
    assert_eq!((said.kind, said.external_id.as_str(), said.size), (ActivityKind::Message, "C1:1700000000.000100", 3));
    assert_eq!((said.occurred_at, said.parent.as_deref()), (1_700_000_000, Some("C1")));
    let mut after = message.clone();
    after["text"] = json!("étéé");
    after["edited"] = json!({ "user": "U1", "ts": "1700000050.000000" });
    let changed = json!({ "type": "message", "subtype": "message_changed", "channel": "C1", "message": after, "previous_message": message });
    let edit = parsed(changed).activities.remove(0);
    assert_eq!(
        (edit.kind, edit.size, edit.supersedes.as_deref()),
        (ActivityKind::Edit, 1, Some(said.external_id.as_str()))
    );
    let deleted = json!({ "type": "message", "subtype": "message_deleted", "channel": "C1", "deleted_ts": "1700000000.000100", "event_ts": "1700000060.000000" });
    let gone = parsed(deleted).activities.remove(0);
    assert_eq!((gone.kind, &gone.object, gone.actor), (ActivityKind::Delete, &said.object, None));
    assert!(said.object == edit.object && gone.supersedes == edit.supersedes);
}

#[test]
fn links_that_unfold_are_no_edit_and_bots_are_not_people() {
    let message = json!({ "user": "U1", "text": "x", "ts": "1.0" });
    let unfolded = json!({ "type": "message", "subtype": "message_changed", "channel": "C1", "message": message, "previous_message": message });
    for (event, word) in [
        (unfolded, "unfolded"),
        (json!({ "type": "message", "channel": "C1", "user": "U1", "bot_id": "B1", "text": "x", "ts": "1.0" }), "bot"),
        (json!({ "type": "message", "channel": "C1", "user": "U0", "text": "x", "ts": "1.0" }), "itself"),
        (json!({ "type": "message", "subtype": "channel_join", "channel": "C1", "user": "U1", "ts": "1.0" }), "tool"),
        (json!({ "type": "channel_archive", "channel": "C1" }), "does not use"),
    ] {
        let parsed = parsed(event);
        assert!(parsed.activities.is_empty() && parsed.ignored[0].why.contains(word), "{parsed:?}");
    }
}

#[test]
fn a_reaction_and_its_removal_are_about_the_same_reaction() {
    let event = |kind: &str, ts: &str| {
        json!({ "type": kind, "user": "U1", "reaction": "+1", "item_user": "U2", "event_ts": ts,
                "item": { "type": "message", "channel": "C1", "ts": "1700000000.000100" } })
    };
    let added = parsed(event("reaction_added", "1700000001.0")).activities.remove(0);
    let removed = parsed(event("reaction_removed", "1700000002.0")).activities.remove(0);
    assert_eq!(added.others, [Other::new("U2", Part::Author)]);
    assert_eq!(
        (added.object, added.kind, removed.kind),
        (removed.object, ActivityKind::Reaction, ActivityKind::Delete)
    );
    assert_ne!(added.external_id, removed.external_id);
}

#[test]
fn groups_newcomers_and_files_are_told() {
    let group = json!({ "type": "subteam_members_changed", "subteam_id": "S1", "date_update": 1_700_000_000, "added_users": ["U1", "U2"], "removed_users": ["U3"] });
    let changes = parsed(group).activities;
    assert_eq!(changes.iter().map(|change| change.size).collect::<Vec<_>>(), [1, 1, -1]);
    let joined = json!({ "type": "team_join", "event_ts": "1700000000.0", "user": { "id": "U9", "profile": { "display_name": "A\u{202e}da <b>" } } });
    let joined = parsed(joined).activities.remove(0);
    assert_eq!((joined.kind, joined.actor_name.as_deref()), (ActivityKind::MemberJoined, Some("Ada <b>")));
    let file = json!({ "type": "file_shared", "file_id": "F1", "user_id": "U1", "channel_id": "C1", "event_ts": "1700000000.0" });
    assert_eq!(parsed(file).activities[0].kind, ActivityKind::FileUploaded);
    assert!(!parsed(json!({ "type": "tokens_revoked" })).alarms.is_empty());
}

#[test]
fn events_of_another_workspace_are_not_taken() {
    let body = json!({ "type": "event_callback", "team_id": "T2", "event": { "type": "message", "channel": "C1", "user": "U1", "text": "<@U0> help", "ts": "1.0" } });
    let parsed = slack([]).0.parse(body.to_string().as_bytes(), 0).unwrap();
    assert!(parsed.activities.is_empty() && parsed.ignored.len() == 1);
}

#[test]
fn the_challenge_is_echoed_and_a_slash_command_is_answered_with_silence() {
    let challenge = json!({ "type": "url_verification", "challenge": "abc" }).to_string();
    assert_eq!(slack([]).0.acknowledge(challenge.as_bytes()).body, "abc");
    assert_eq!(slack([]).0.acknowledge(b"command=%2Fpalabre").body, "");
    assert_eq!(slack([]).0.acknowledge(b"{}").body, "{}");
}

#[test]
fn a_slash_command_says_who_asks_what_and_where_to_answer() {
    let body = "team_id=T1&channel_id=C1&user_id=U1&user_name=ada&command=%2Fpalabre&trigger_id=1.2&text=merci+%3C%40U2%7Cbo%3E+pour+l%27aide&response_url=https%3A%2F%2Fhooks.slack.com%2Fx";
    let asked = slack([]).0.commands(body.as_bytes(), 7).remove(0);
    assert_eq!(
        (asked.words.verb, asked.words.tongue, asked.words.rest.as_str()),
        (Verb::Thanks, Some(Tongue::Fr), "@bo pour l'aide")
    );
    assert_eq!((asked.account.as_str(), asked.mentions, asked.asked_at), ("U1", vec!["U2".to_owned()], 7));
    assert!(!format!("{:?}", asked.reply_to).contains("hooks"), "the address for the answer is a secret");
    assert!(slack([]).0.commands(body.replace("T1", "T2").as_bytes(), 7).is_empty());
}

#[test]
fn a_mention_in_a_thread_is_a_command_about_that_thread() {
    let event = json!({ "type": "app_mention", "channel": "C1", "user": "U1", "text": "<@U0> résumer", "ts": "1700000009.0", "thread_ts": "1700000000.0" });
    let asked = slack([]).0.commands(&envelope(event), 0).remove(0);
    assert_eq!((asked.words.verb, asked.thread.as_deref()), (Verb::Summarise, Some("1700000000.0")));
}

#[tokio::test]
async fn an_answer_goes_only_to_an_address_of_slack() {
    for address in
        ["https://evil.example/x", "http://hooks.slack.com/x", "https://hooks.slack.com.evil.example/", "file:///x"]
    {
        let (slack, script) = slack([(200, json!("ok"))]);
        let outbound = Outbound { to: Destination::Reply(Secret::new(address)), text: "x".to_owned() };
        let told = slack.tell(&outbound, &Key { id: "k".to_owned(), tried_at: None }).await;
        assert!(matches!(told, Err(Trouble::Refused { .. })), "{address}");
        assert!(script.asked().is_empty(), "{address}");
    }
}

#[tokio::test]
async fn text_of_others_calls_nobody() {
    let (slack, script) = slack([(200, json!({ "ok": true, "ts": "1.0" }))]);
    let outbound = Outbound { to: Destination::Channel("C1".to_owned()), text: "<!channel> & <@U1>".to_owned() };
    slack.tell(&outbound, &Key { id: "k".to_owned(), tried_at: None }).await.unwrap();
    let body = &script.asked()[0].2;
    assert!(body.contains("text=%26lt%3B%21channel%26gt%3B+%26amp%3B+%26lt%3B%40U1%26gt%3B"), "{body}");
}

const VOCABULARY: &[&str] = &[
    "type",
    "event_callback",
    "team_id",
    "T1",
    "event",
    "message",
    "message_changed",
    "message_deleted",
    "subtype",
    "channel",
    "C1",
    "user",
    "U1",
    "ts",
    "1700000000.000100",
    "thread_ts",
    "edited",
    "text",
    "<@U0> merci <@U2|",
    "previous_message",
    "reaction_added",
    "item",
    "reaction",
    "subteam_members_changed",
    "added_users",
    "team_join",
    "app_mention",
    "event_ts",
];

proptest! {
    #[test]
    fn no_body_makes_the_reader_stumble(event in any_json(VOCABULARY), whole in any_json(VOCABULARY), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (slack, _) = slack([]);
        read_all(&slack, &envelope(event.clone()));
        read_all(&slack, whole.to_string().as_bytes());
        read_all(&slack, &bytes);
        let mut typed = event;
        if let Some(map) = typed.as_object_mut() {
            for name in ["message", "reaction_added", "team_join", "subteam_members_changed", "app_mention"] {
                map.insert("type".to_owned(), name.into());
                read_all(&slack, &envelope(Value::from(map.clone())));
            }
        }
    }
}

#[test]
fn crooked_bodies_are_refused_or_empty() {
    let event = json!({ "type": "message", "channel": "C1", "user": "U1", "text": "x", "ts": "1.0" });
    for body in crooked(&serde_json::from_slice(&envelope(event)).unwrap()) {
        if let Ok(parsed) = slack([]).0.parse(&body, 0) {
            assert!(parsed.activities.is_empty());
        }
    }
}
