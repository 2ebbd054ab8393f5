//! Connected tools over HTTP: what is taken and what is refused.

use std::{collections::BTreeMap, sync::Arc};

use axum::{body::Body, http::Method};
use futures::future::BoxFuture;
use palabre_api::{
    Limits,
    connectors::{
        Answer as ToolAnswer, Connector, Http, Outgoing, Secret, Trouble,
        chat::{matrix, slack},
        command::Tongue,
        wiki::mediawiki,
    },
    tools::{Connected, Connection, settings::ToolKind},
};
use serde_json::{Value, json};

use crate::{
    accounts::Desk,
    people::Who,
    rows::NOW,
    world::{Answer, World},
};

const SIGNING: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const HOMESERVER: &str = "hs-token-of-a-test";

/// Answers what the tests need of the tools' own APIs.
#[derive(Debug)]
struct Tool;

impl Http for Tool {
    fn send(&self, request: Outgoing) -> BoxFuture<'_, Result<ToolAnswer, Trouble>> {
        let (path, query) = (request.url.path().to_owned(), request.url.query().unwrap_or_default().to_owned());
        let body = match path.as_str() {
            path if path.ends_with("/openid/userinfo") && query.contains("good") => {
                json!({ "sub": "@ada:example.org" })
            }
            path if path.ends_with("/openid/userinfo") => json!({ "errcode": "M_UNKNOWN_TOKEN" }),
            _ => json!({ "ok": true, "channel": { "id": "D1" }, "ts": "1.2", "messages": [], "channels": [] }),
        };
        let status = if body["errcode"].is_null() { 200 } else { 401 };
        Box::pin(async move {
            Ok(ToolAnswer {
                status: axum::http::StatusCode::from_u16(status).expect("a status"),
                headers: Default::default(),
                body: body.to_string().into_bytes(),
            })
        })
    }
}

fn connection(name: &str, kind: ToolKind, connector: Arc<dyn Connector>) -> Connection {
    Connection {
        name: name.to_owned(),
        community: "demo".parse().expect("a slug"),
        kind,
        tongue: Tongue::En,
        poll_every: 60,
        prefix: "/palabre".to_owned(),
        connector,
    }
}

pub(crate) fn connected() -> Connected {
    let url = |text: &str| text.parse().expect("an address");
    let slack = slack::Settings {
        source: "slack".to_owned(),
        team: "T1".to_owned(),
        bot_user: "U0".to_owned(),
        api: url("https://slack.test/api/"),
        hooks: url("https://hooks.slack.test/"),
        signing_secret: Secret::new(SIGNING),
        bot_token: Secret::new("xoxb"),
        roles: BTreeMap::new(),
    };
    let matrix = matrix::Settings {
        source: "matrix".to_owned(),
        homeserver: url("https://matrix.test/"),
        own_account: "@palabre:example.org".to_owned(),
        as_token: Secret::new("as"),
        hs_token: Secret::new(HOMESERVER),
        prefix: "!palabre".to_owned(),
        rooms: Vec::new(),
        roles: BTreeMap::new(),
    };
    let wiki = mediawiki::Settings {
        source: "wiki".to_owned(),
        api: url("https://wiki.test/api.php"),
        login: "Palabre@bot".to_owned(),
        password: Secret::new("x"),
        groups: BTreeMap::new(),
        namespaces: mediawiki::Settings::NAMESPACES.into(),
        link_page: mediawiki::Settings::LINK_PAGE.to_owned(),
    };
    Connected::default()
        .with(connection("slack", ToolKind::Slack, Arc::new(slack::Slack::new(slack, Arc::new(Tool)))))
        .with(connection("matrix", ToolKind::Matrix, Arc::new(matrix::Matrix::new(matrix, Arc::new(Tool)))))
        .with(connection("wiki", ToolKind::MediaWiki, Arc::new(mediawiki::MediaWiki::new(wiki, Arc::new(Tool)))))
}

pub(crate) fn event(id: &str, ts: &str, text: &str) -> Value {
    json!({
        "type": "event_callback", "team_id": "T1", "event_id": id, "event_time": NOW,
        "event": { "type": "message", "channel": "C1", "user": "U1", "text": text, "ts": ts, "event_ts": ts },
    })
}

pub(crate) fn signed_at(at: u64, body: &str) -> String {
    format!("v0={}", Secret::new(SIGNING).sign(&[b"v0:", at.to_string().as_bytes(), b":", body.as_bytes()]))
}

struct Slack {
    world: World,
}

impl Slack {
    async fn new() -> Self {
        Self { world: World::with_tools(connected()).await }
    }

    async fn post_at(&self, at: u64, signature: &str, body: String) -> Answer {
        let at = at.to_string();
        // Slack sends no cookie and no key; the host is what it was told.
        let headers = [
            ("x-slack-request-timestamp", at.as_str()),
            ("x-slack-signature", signature),
            ("content-type", "application/json"),
            ("host", "palabre.example"),
        ];
        self.world.send(Method::POST, "/tools/slack", &headers, Body::from(body)).await
    }

    async fn deliver(&self, body: &Value) -> Answer {
        let body = body.to_string();
        self.post_at(NOW, &signed_at(NOW, &body), body).await
    }

    async fn kept(&self) -> Vec<String> {
        self.world.tools.read_due().await.expect("the inbox is read");
        let slug = "demo".parse().expect("a slug");
        let kept = self.world.tools.activities(&slug).await.expect("the table answers");
        kept.into_iter().map(|activity| activity.external_id).collect()
    }
}

#[tokio::test]
async fn a_delivery_is_acknowledged_with_a_body_and_a_length_and_counts_once() {
    let slack = Slack::new().await;
    let body = event("Ev1", &format!("{NOW}.000100"), "hello");
    for _ in 0..3 {
        let answer = slack.deliver(&body).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, "{}"));
        assert_eq!(answer.header("content-type"), "application/json");
    }
    assert_eq!(slack.kept().await.len(), 1);
    let challenge = slack.deliver(&json!({ "type": "url_verification", "challenge": "abc" })).await;
    assert!(challenge.text.contains("abc"), "{}", challenge.text);
}

#[tokio::test]
async fn forged_old_future_and_unsigned_deliveries_are_refused_and_leave_nothing() {
    let slack = Slack::new().await;
    let body = event("Ev1", &format!("{NOW}.000100"), "hello").to_string();
    for (what, at, signature, status) in [
        ("another secret", NOW, format!("v0={}", "0".repeat(64)), 401),
        ("replayed later", NOW - 301, signed_at(NOW - 301, &body), 401),
        ("signed for later", NOW + 301, signed_at(NOW + 301, &body), 401),
        ("signed for another time", NOW, signed_at(NOW - 1, &body), 401),
        ("no signature", NOW, String::new(), 401),
        ("the edge of the window", NOW - 300, signed_at(NOW - 300, &body), 200),
    ] {
        let answer = slack.post_at(at, &signature, body.clone()).await;
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text);
        assert!(!answer.text.is_empty() && answer.header("content-type") == "application/json", "{what}");
        assert_eq!(slack.kept().await.len(), usize::from(status == 200), "{what}");
    }
    let changed = event("Ev1", &format!("{NOW}.000100"), "hello, changed").to_string();
    assert_eq!(slack.post_at(NOW, &signed_at(NOW, &body), changed).await.status, 401);
}

#[tokio::test]
async fn who_is_refused_all_the_time_is_not_read_any_more_and_others_are() {
    let limits = Limits { acts_per_minute: 1, ..Limits::default() };
    let world = World::with_tools_within(connected(), limits).await;
    let slack = Slack { world: world.from("203.0.113.9".parse().expect("an address")) };
    let body = event("Ev1", &format!("{NOW}.000100"), "hello").to_string();
    let forged = format!("v0={}", "0".repeat(64));
    assert_eq!(slack.post_at(NOW, &forged, body.clone()).await.status, 401);
    let paced = slack.post_at(NOW, &signed_at(NOW, &body), body.clone()).await;
    assert_eq!((paced.status.as_u16(), paced.json()["errcode"].clone()), (429, json!("M_LIMIT_EXCEEDED")));
    assert!(paced.header("retry-after").parse::<u64>().is_ok_and(|seconds| seconds > 0));
    let slack = Slack { world: slack.world.from("203.0.113.10".parse().expect("an address")) };
    assert_eq!(slack.post_at(NOW, &signed_at(NOW, &body), body).await.status, 200);
}

#[tokio::test]
async fn large_and_compressed_bodies_are_refused_before_they_are_read() {
    let slack = Slack::new().await;
    let large = " ".repeat(25 << 20);
    let answer = slack.post_at(NOW, &signed_at(NOW, &large), large.clone()).await;
    assert_eq!((answer.status.as_u16(), answer.json()["errcode"].clone()), (413, json!("M_TOO_LARGE")));
    let bomb = Body::from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3].to_vec());
    let headers = [("content-encoding", "gzip"), ("host", "palabre.example")];
    assert_eq!(slack.world.send(Method::POST, "/tools/slack", &headers, bomb).await.status, 415);
    // More than the API takes, and what the tool may send.
    let long = event("Ev2", &format!("{NOW}.000200"), &"x".repeat(600 << 10));
    assert_eq!(slack.deliver(&long).await.status, 200);
    assert_eq!(slack.kept().await.len(), 1);
}

#[tokio::test]
async fn edits_and_deletions_arrive_in_any_order_and_stay_what_they_are() {
    let slack = Slack::new().await;
    let ts = format!("{NOW}.000100");
    let message = json!({ "type": "message", "user": "U1", "text": "one", "ts": ts });
    let edited = json!({ "type": "message", "user": "U1", "text": "two", "ts": ts, "edited": { "user": "U1", "ts": format!("{NOW}.000200") } });
    let envelope = |id: &str, event: Value| json!({ "type": "event_callback", "team_id": "T1", "event_id": id, "event_time": NOW, "event": event });
    let changed = envelope(
        "Ev2",
        json!({ "type": "message", "subtype": "message_changed", "channel": "C1", "ts": format!("{NOW}.000200"), "message": edited, "previous_message": message }),
    );
    let deleted = envelope(
        "Ev3",
        json!({ "type": "message", "subtype": "message_deleted", "channel": "C1", "ts": format!("{NOW}.000300"), "deleted_ts": ts, "previous_message": edited }),
    );
    for body in [&deleted, &changed, &event("Ev1", &ts, "one"), &changed, &deleted] {
        assert_eq!(slack.deliver(body).await.status, 200);
    }
    assert_eq!(slack.kept().await.len(), 3, "a message, its edit, its end");
}

#[tokio::test]
async fn a_homeserver_delivers_by_put_with_its_own_token_and_is_told_what_is_not_here() {
    let world = World::with_tools(connected()).await;
    let transaction = json!({ "events": [{
        "type": "m.room.message", "room_id": "!r:x", "event_id": "$1", "sender": "@ada:example.org",
        "origin_server_ts": NOW * 1000, "content": { "msgtype": "m.text", "body": "hi" },
    }] });
    let bearer = format!("Bearer {HOMESERVER}");
    let call = async |method: Method, path: &str, token: &str, body: Value| {
        let path = format!("/tools/matrix/_matrix/app/v1/{path}");
        // Homeservers often know this service by a name of their own network.
        let headers = [("authorization", token), ("content-type", "application/json"), ("host", "palabre:8080")];
        world.send(method, &path, &headers, Body::from(body.to_string())).await
    };
    for _ in 0..2 {
        let answer = call(Method::PUT, "transactions/1", &bearer, transaction.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, "{}"), "{}", answer.text);
    }
    assert_eq!(call(Method::POST, "ping", &bearer, json!({})).await.status, 200);
    for path in ["users/@nobody:example.org", "rooms/%23x:example.org"] {
        let answer = call(Method::GET, path, &bearer, Value::Null).await;
        assert_eq!((answer.status.as_u16(), answer.json()["errcode"].clone()), (404, json!("M_NOT_FOUND")));
    }
    let forged = call(Method::PUT, "transactions/2", "Bearer guess", transaction).await;
    assert_eq!((forged.status.as_u16(), forged.json()["errcode"].clone()), (401, json!("M_FORBIDDEN")));
    world.tools.read_due().await.expect("the inbox is read");
    let slug = "demo".parse().expect("a slug");
    assert_eq!(world.tools.activities(&slug).await.expect("the table answers").len(), 1);
    let nowhere = world.send(Method::POST, "/tools/nowhere", &[], Body::empty()).await;
    assert_eq!((nowhere.status.as_u16(), nowhere.json()["errcode"].clone()), (404, json!("M_NOT_FOUND")));
    assert_eq!(world.get("/nowhere").await.header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn organizers_see_how_tools_do_and_what_was_refused() {
    let desk = Desk::of(Who::Organizer).await;
    let forged = [("x-slack-request-timestamp", "1"), ("x-slack-signature", "v0=00")];
    assert_eq!(desk.world.send(Method::POST, "/tools/slack", &forged, Body::from("{}")).await.status, 401);
    let tools = "/api/v1/communities/demo/tools";
    let list = desk.ask(Method::GET, tools, None).await.json();
    let names: Vec<_> = list["items"].as_array().expect("a list").iter().map(|one| one["source"].clone()).collect();
    assert_eq!(names, ["matrix", "slack", "wiki"]);
    let slack = desk.ask(Method::GET, &format!("{tools}/slack"), None).await.json();
    assert_eq!(slack["delivers_to"], "https://palabre.example/tools/slack");
    assert!(slack["last_refusal"]["why"].as_str().is_some_and(|why| why.contains("signature")), "{slack}");
    assert_eq!(desk.ask(Method::POST, &format!("{tools}/slack/poll"), None).await.status, 202);
    assert_eq!(desk.ask(Method::POST, &format!("{tools}/slack/retry"), None).await.json()["count"], 0);
    assert_eq!(desk.ask(Method::DELETE, &format!("{tools}/slack/alarms"), None).await.json()["count"], 0);
    assert_eq!(desk.ask(Method::GET, &format!("{tools}/other"), None).await.status, 404);
    let metrics = desk.world.get("/metrics").await.text;
    assert!(metrics.contains("palabre_tool_events_total{source=\"slack\",outcome=\"refused\"} 1"), "{metrics}");
}
