use axum::http::HeaderMap;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    activity::ActivityKind,
    connectors::{
        command::Verb,
        testing::{Script, any_json, crooked, read_all},
    },
};

fn settings() -> Settings {
    Settings {
        source: "rocket".to_owned(),
        server: Url::parse("http://127.0.0.1:3000").unwrap(),
        webhook_token: Secret::new("webhook"),
        user_id: "bot1".to_owned(),
        auth_token: Secret::new("token"),
        prefix: "!palabre".to_owned(),
        roles: BTreeMap::new(),
    }
}

fn rocket() -> RocketChat {
    RocketChat::new(settings(), Arc::new(Script::default()))
}

fn webhook() -> Value {
    json!({
        "token": "webhook", "bot": false, "channel_id": "R1", "channel_name": "general", "message_id": "m1",
        "timestamp": "2023-11-14T22:13:20.000Z", "user_id": "u1", "user_name": "ada", "text": "!palabre merci @bo, pour l'aide",
    })
}

fn verify(body: &Value, now: u64) -> Result<Verified, Rejection> {
    let headers = HeaderMap::new();
    let body = body.to_string();
    rocket().verify(&Delivery { method: &Method::POST, path: "/", headers: &headers, body: body.as_bytes(), now })
}

#[test]
fn the_token_in_the_body_is_what_counts() {
    assert!(verify(&webhook(), 1_700_000_000).is_ok());
    for wrong in [json!("webhoo"), json!(""), json!(null), json!(["webhook"]), json!(true)] {
        let mut body = webhook();
        body["token"] = wrong;
        assert!(matches!(verify(&body, 1_700_000_000), Err(Rejection::Forged | Rejection::Unsigned(_))), "{body}");
    }
    assert_eq!(verify(&webhook(), 1_700_000_000 - 301), Err(Rejection::FromTheFuture));
}

#[test]
fn the_webhook_and_polling_name_the_same_thing_alike() {
    let pushed = rocket().parse(webhook().to_string().as_bytes(), 1_700_000_100).unwrap().activities;
    let document = json!({ "_id": "m1", "rid": "R1", "msg": webhook()["text"], "ts": "2023-11-14T22:13:20.000Z", "_updatedAt": "2023-11-14T22:13:20.000Z", "u": { "_id": "u1", "username": "ada" } });
    let reader = |settings| parse::Reader { settings, received_at: 1_700_000_100, room: "R1".to_owned() };
    let settings = settings();
    let polled = reader(&settings).messages(&document).unwrap();
    let same = |one: &Activity, other: &Activity| {
        one.raw_hash != other.raw_hash && Activity { raw_hash: other.raw_hash, ..one.clone() } == *other
    };
    assert!(pushed.len() == 1 && polled.len() == 1 && same(&pushed[0], &polled[0]), "{pushed:?} {polled:?}");
    // An edit is told by both as well: the webhook lacks its time.
    let mut edited = webhook();
    edited["isEdited"] = json!(true);
    let mut document = document;
    document["editedAt"] = json!("2023-11-14T22:14:00.000Z");
    let pushed = rocket().parse(edited.to_string().as_bytes(), 1_700_000_100).unwrap().activities;
    let polled = reader(&settings).messages(&document).unwrap();
    let ids = |found: &[Activity]| {
        found.iter().map(|one| (one.kind, one.external_id.clone(), one.supersedes.clone())).collect::<Vec<_>>()
    };
    assert_eq!(ids(&pushed), ids(&polled));
    assert_eq!(pushed[1].kind, ActivityKind::Edit);
}

#[test]
fn bots_the_service_itself_and_lines_of_the_server_are_not_people() {
    for (name, value) in [("bot", json!({ "i": "1" })), ("bot", json!(true)), ("user_id", json!("bot1"))] {
        let mut body = webhook();
        body[name] = value;
        let parsed = rocket().parse(body.to_string().as_bytes(), 0).unwrap();
        assert!(parsed.activities.is_empty() && parsed.ignored.len() == 1, "{body}");
        assert!(rocket().commands(body.to_string().as_bytes(), 0).is_empty());
    }
    let empty = rocket().parse(br#"{"token":"webhook","event":"userCreated"}"#, 0).unwrap();
    assert!(empty.ignored[0].why.contains("polled"));
}

#[test]
fn a_command_names_people_and_an_edited_one_is_none() {
    let asked = rocket().commands(webhook().to_string().as_bytes(), 0).remove(0);
    assert_eq!((asked.words.verb, asked.mentions.as_slice()), (Verb::Thanks, ["@bo".to_owned()].as_slice()));
    let mut edited = webhook();
    edited["isEdited"] = json!(true);
    assert!(rocket().commands(edited.to_string().as_bytes(), 0).is_empty());
}

#[test]
fn what_a_moderator_changed_is_not_its_authors_edit() {
    let settings = settings();
    let reader = parse::Reader { settings: &settings, received_at: 0, room: "R1".to_owned() };
    let document = json!({ "_id": "m1", "msg": "x", "ts": "2023-11-14T22:13:20.000Z", "u": { "_id": "u1" }, "editedAt": "2023-11-14T22:14:00.000Z", "editedBy": { "_id": "u2" } });
    assert_eq!(reader.messages(&document).unwrap().len(), 1);
    let removed = json!({ "_id": "m1", "t": "rm", "u": { "_id": "u1" } });
    assert_eq!(reader.messages(&removed).unwrap()[0].kind, ActivityKind::Delete);
}

const VOCABULARY: &[&str] = &[
    "token",
    "webhook",
    "bot",
    "channel_id",
    "R1",
    "message_id",
    "m1",
    "timestamp",
    "2023-11-14T22:13:20.000Z",
    "user_id",
    "u1",
    "user_name",
    "text",
    "!palabre merci @",
    "isEdited",
    "tmid",
    "$date",
    "editedAt",
];

proptest! {
    #[test]
    fn no_body_makes_the_reader_stumble(field in prop::sample::select(VOCABULARY), value in any_json(VOCABULARY), whole in any_json(VOCABULARY), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut body = webhook();
        body[field] = value;
        for body in [body, whole] {
            read_all(&rocket(), body.to_string().as_bytes());
        }
        read_all(&rocket(), &bytes);
    }
}

#[test]
fn crooked_bodies_are_refused_or_empty() {
    for body in crooked(&webhook()) {
        if let Ok(parsed) = rocket().parse(&body, 0) {
            assert!(parsed.activities.is_empty());
        }
        let headers = HeaderMap::new();
        assert!(
            rocket()
                .verify(&Delivery { method: &Method::POST, path: "/", headers: &headers, body: &body, now: 0 })
                .is_err()
        );
    }
}
