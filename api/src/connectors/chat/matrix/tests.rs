use axum::http::HeaderMap;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::{
    activity::ActivityKind,
    connectors::{
        Destination, Trouble,
        command::Verb,
        testing::{Script, any_json, crooked, read_all},
    },
};

const ROOM: &str = "!r:a.example";

fn settings() -> Settings {
    Settings {
        source: "matrix".to_owned(),
        homeserver: Url::parse("http://127.0.0.1:8008").unwrap(),
        own_account: "@palabre:a.example".to_owned(),
        as_token: Secret::new("as"),
        hs_token: Secret::new("hs"),
        prefix: "!palabre".to_owned(),
        rooms: vec![ROOM.to_owned()],
        roles: BTreeMap::from([("documentalist".to_owned(), 25), ("moderator".to_owned(), 50)]),
    }
}

fn matrix(answers: impl IntoIterator<Item = (u16, Value)>) -> (Matrix, Arc<Script>) {
    let script = Arc::new(Script::new(answers));
    (Matrix::new(settings(), script.clone()), script)
}

fn event(kind: &str, content: Value) -> Value {
    json!({ "type": kind, "event_id": "$e", "room_id": ROOM, "sender": "@ada:a.example", "origin_server_ts": 1_700_000_000_500_u64, "content": content })
}

fn parsed(event: Value) -> Parsed {
    matrix([]).0.parse(json!({ "events": [event] }).to_string().as_bytes(), 1_700_000_100).unwrap()
}

fn verify(method: &Method, path: &str, authorization: &str, body: &[u8]) -> Result<Verified, Rejection> {
    let headers = HeaderMap::from_iter([("authorization".parse().unwrap(), authorization.parse().unwrap())]);
    matrix([]).0.verify(&Delivery { method, path, headers: &headers, body, now: 0 })
}

#[test]
fn only_the_homeserver_delivers_and_only_transactions() {
    let path = "/hooks/matrix/_matrix/app/v1/transactions/12";
    assert!(verify(&Method::PUT, path, "Bearer hs", b"{}").is_ok());
    for wrong in ["Bearer as", "Bearer ", "Bearer hs ", "hs", "Basic hs"] {
        assert!(
            matches!(verify(&Method::PUT, path, wrong, b"{}"), Err(Rejection::Forged | Rejection::Unsigned(_))),
            "{wrong}"
        );
    }
    for (method, path) in
        [(Method::GET, path), (Method::PUT, "/transactions/12"), (Method::GET, "/_matrix/app/v1/users/@x:a.example")]
    {
        assert_eq!(verify(&method, path, "Bearer hs", b"{}"), Err(Rejection::NotHere));
    }
    assert!(verify(&Method::POST, "/_matrix/app/v1/ping", "Bearer hs", b"{}").is_ok());
}

#[test]
fn a_transaction_number_that_is_used_again_for_other_events_is_another_delivery() {
    let path = "/_matrix/app/v1/transactions/1";
    let first = verify(&Method::PUT, path, "Bearer hs", br#"{"events":[]}"#).unwrap();
    assert_eq!(verify(&Method::PUT, path, "Bearer hs", br#"{"events":[]}"#).unwrap(), first);
    assert_ne!(verify(&Method::PUT, path, "Bearer hs", br#"{"events":[1]}"#).unwrap(), first);
}

#[test]
fn messages_replies_edits_and_redactions_are_told_apart() {
    let said = parsed(event("m.room.message", json!({ "msgtype": "m.text", "body": "été" }))).activities.remove(0);
    assert_eq!(
        (said.kind, said.object.as_str(), said.size, said.occurred_at),
        (ActivityKind::Message, "!r:a.example/$e", 3, 1_700_000_000)
    );
    let thread =
        json!({ "msgtype": "m.text", "body": "oui", "m.relates_to": { "rel_type": "m.thread", "event_id": "$root" } });
    assert_eq!(parsed(event("m.room.message", thread)).activities[0].parent.as_deref(), Some("!r:a.example/$root"));
    let reply = json!({ "msgtype": "m.text", "body": "> <@bo:a> avant\n> suite\n\noui", "m.relates_to": { "m.in_reply_to": { "event_id": "$root" } } });
    let reply = parsed(event("m.room.message", reply)).activities.remove(0);
    assert_eq!((reply.kind, reply.size), (ActivityKind::Reply, 3));
    let edit = json!({ "msgtype": "m.text", "body": "* oui", "m.new_content": { "msgtype": "m.text", "body": "oui" }, "m.relates_to": { "rel_type": "m.replace", "event_id": "$root" } });
    let edit = parsed(event("m.room.message", edit)).activities.remove(0);
    assert_eq!(
        (edit.kind, edit.supersedes.as_deref(), edit.object.as_str()),
        (ActivityKind::Edit, Some("$root"), "!r:a.example/$root")
    );
    for redaction in [event("m.room.redaction", json!({ "redacts": "$root" })), {
        let mut old = event("m.room.redaction", json!({}));
        old["redacts"] = json!("$root");
        old
    }] {
        let gone = parsed(redaction).activities.remove(0);
        assert_eq!((gone.kind, gone.supersedes.as_deref()), (ActivityKind::Delete, Some("$root")));
    }
}

#[test]
fn notices_and_our_own_events_are_not_people() {
    let notice = parsed(event("m.room.message", json!({ "msgtype": "m.notice", "body": "!palabre help" })));
    assert!(notice.activities.is_empty() && notice.ignored[0].why.contains("service"));
    let mut own = event("m.room.message", json!({ "msgtype": "m.text", "body": "x" }));
    own["sender"] = json!("@palabre:a.example");
    assert!(parsed(own).activities.is_empty());
    let redacted = parsed(event("m.room.message", json!({})));
    assert!(redacted.ignored[0].why.contains("taken away"));
}

#[test]
fn coming_going_and_power_are_told_and_a_new_picture_is_not() {
    let member = |before: Option<&str>, now: &str| {
        let mut event = event("m.room.member", json!({ "membership": now, "displayname": "Ada" }));
        event["state_key"] = json!("@ada:a.example");
        if let Some(before) = before {
            event["unsigned"] = json!({ "prev_content": { "membership": before } });
        }
        parsed(event).activities.first().map(|found| found.kind)
    };
    assert_eq!(member(None, "join"), Some(ActivityKind::MemberJoined));
    assert_eq!(member(Some("invite"), "join"), Some(ActivityKind::MemberJoined));
    assert_eq!(member(Some("join"), "join"), None);
    assert_eq!(member(Some("join"), "leave"), Some(ActivityKind::MemberLeft));
    assert_eq!(member(Some("invite"), "leave"), None);
    let mut power = event(
        "m.room.power_levels",
        json!({ "users": { "@bo:a.example": 50, "@cy:a.example": 10 }, "users_default": 0 }),
    );
    power["unsigned"] = json!({ "prev_content": { "users": { "@cy:a.example": 10, "@di:a.example": 25 } } });
    let changes: Vec<_> =
        parsed(power).activities.into_iter().map(|found| (found.others[0].account.clone(), found.size)).collect();
    assert_eq!(changes, [("@bo:a.example".to_owned(), 50), ("@di:a.example".to_owned(), -25)]);
}

#[test]
fn an_invitation_of_this_service_is_noticed_and_encryption_alarms() {
    let mut invited = event("m.room.member", json!({ "membership": "invite" }));
    invited["state_key"] = json!("@palabre:a.example");
    assert_eq!(parsed(invited).invitations, [ROOM]);
    assert_eq!(parsed(event("m.room.encryption", json!({}))).alarms.len(), 1);
}

#[test]
fn no_message_is_of_tomorrow_whatever_its_homeserver_says() {
    let mut ahead = event("m.room.message", json!({ "msgtype": "m.text", "body": "x" }));
    ahead["origin_server_ts"] = json!(i64::MAX);
    assert_eq!(parsed(ahead).activities[0].occurred_at, 1_700_000_100);
}

#[test]
fn commands_name_thread_and_people_and_an_edit_is_none() {
    let asked = |content: Value| {
        matrix([]).0.commands(json!({ "events": [event("m.room.message", content)] }).to_string().as_bytes(), 0)
    };
    let thanks = json!({ "msgtype": "m.text", "body": "!palabre merci Bo, @cy:a.example pour l'aide",
        "m.mentions": { "user_ids": ["@bo:a.example", "@palabre:a.example"] },
        "m.relates_to": { "rel_type": "m.thread", "event_id": "$root" } });
    let command = asked(thanks.clone()).remove(0);
    assert_eq!(
        (command.words.verb, command.mentions),
        (Verb::Thanks, vec!["@bo:a.example".to_owned(), "@cy:a.example".to_owned()])
    );
    assert_eq!((command.thread.as_deref(), command.external_id.as_str()), (Some("!r:a.example/$root"), "$e:command"));
    let mut edited = thanks;
    edited["m.relates_to"] = json!({ "rel_type": "m.replace", "event_id": "$e0" });
    assert!(asked(edited).is_empty());
    assert!(asked(json!({ "msgtype": "m.notice", "body": "!palabre help" })).is_empty());
}

#[test]
fn a_level_given_by_hand_stays() {
    let levels = settings().roles;
    let decide = |now, aim| roles::decide(&levels, now, aim);
    assert_eq!(decide(None, Some(50)), Ok(Some(Some(50))));
    assert_eq!(decide(Some(50), None), Ok(Some(None)));
    assert_eq!(decide(Some(50), Some(25)), Ok(Some(Some(25))));
    assert_eq!(decide(Some(50), Some(50)), Ok(None));
    assert_eq!(decide(Some(100), None), Ok(None));
    assert_eq!(decide(Some(100), Some(50)), Ok(None));
    assert!(decide(Some(10), Some(50)).is_err());
    assert!(decide(Some(-10), Some(50)).is_err(), "who was silenced stays silent");
}

#[tokio::test]
async fn an_openid_token_is_good_for_accounts_of_this_homeserver_only() {
    let (ours, script) =
        matrix([(200, json!({ "sub": "@ada:a.example" })), (200, json!({ "displayname": "Ada\u{202e}" }))]);
    let proved = ours.prove("token/../x&y").await.unwrap();
    assert_eq!((proved.account.as_str(), proved.name.as_deref()), ("@ada:a.example", Some("Ada")));
    assert!(script.asked()[0].1.ends_with("openid/userinfo?access_token=token%2F..%2Fx%26y"), "{:?}", script.asked());
    for (status, body) in [
        (401, json!({ "errcode": "M_UNKNOWN_TOKEN" })),
        (200, json!({ "sub": "@ada:b.example" })),
        (200, json!({ "sub": "ada" })),
    ] {
        assert!(matches!(matrix([(status, body)]).0.prove("x").await, Err(Trouble::Refused { .. })));
    }
}

#[tokio::test]
async fn a_room_that_wants_less_haste_and_a_token_that_is_gone_are_told_apart() {
    let outbound = Outbound { to: Destination::Channel(ROOM.to_owned()), text: "x".to_owned() };
    let key = Key { id: "k".to_owned(), tried_at: None };
    let slow =
        matrix([(429, json!({ "errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 1500 }))]).0.tell(&outbound, &key).await;
    assert!(matches!(slow, Err(Trouble::Later { after: Some(2), .. })), "{slow:?}");
    let gone = matrix([(401, json!({ "errcode": "M_UNKNOWN_TOKEN" }))]).0.tell(&outbound, &key).await;
    assert!(matches!(gone, Err(Trouble::Broken { .. })), "{gone:?}");
    let out =
        matrix([(403, json!({ "errcode": "M_FORBIDDEN", "error": "not in room" }))]).0.tell(&outbound, &key).await;
    assert!(matches!(out, Err(Trouble::Refused { .. })), "{out:?}");
}

const VOCABULARY: &[&str] = &[
    "type",
    "event_id",
    "$e",
    "room_id",
    "!r:a.example",
    "sender",
    "@ada:a.example",
    "content",
    "m.room.message",
    "msgtype",
    "m.text",
    "body",
    "!palabre merci",
    "m.relates_to",
    "rel_type",
    "m.replace",
    "m.thread",
    "m.reaction",
    "m.annotation",
    "m.room.redaction",
    "redacts",
    "m.room.member",
    "membership",
    "join",
    "leave",
    "state_key",
    "unsigned",
    "prev_content",
    "m.room.power_levels",
    "users",
    "users_default",
    "m.new_content",
    "m.in_reply_to",
    "origin_server_ts",
    "events",
];

proptest! {
    #[test]
    fn no_body_makes_the_reader_stumble(content in any_json(VOCABULARY), whole in any_json(VOCABULARY), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (matrix, _) = matrix([]);
        for kind in ["m.room.message", "m.reaction", "m.room.redaction", "m.room.member", "m.room.power_levels", "m.room.tombstone"] {
            let mut event = event(kind, content.clone());
            event["state_key"] = json!("@ada:a.example");
            event["unsigned"] = whole.clone();
            read_all(&matrix, json!({ "events": [event, whole] }).to_string().as_bytes());
        }
        read_all(&matrix, whole.to_string().as_bytes());
        read_all(&matrix, &bytes);
    }
}

#[test]
fn crooked_bodies_are_refused_or_empty() {
    let transaction = json!({ "events": [event("m.room.message", json!({ "msgtype": "m.text", "body": "x" }))] });
    for body in crooked(&transaction) {
        if let Ok(parsed) = matrix([]).0.parse(&body, 0) {
            assert!(parsed.activities.is_empty());
        }
    }
}
