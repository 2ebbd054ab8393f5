//! Webhooks over HTTP: who may, what is shown once, what is refused.

use axum::{body::Body, http::Method};
use serde_json::{Value, json};

use crate::{
    people::Who,
    world::{Answer, World},
};

const HOOKS: &str = "/api/v1/communities/demo/webhooks";

/// An organizer at work.
struct Desk {
    world: World,
    cookie: String,
}

impl Desk {
    async fn open() -> Self {
        let world = World::peopled().await;
        let (cookie, _) = world.sign_in(&Who::Organizer.wallet()).await;
        Self { world, cookie }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let json = body.is_some().then_some(("content-type", "application/json"));
        let headers: Vec<_> =
            [("cookie", self.cookie.as_str()), ("sec-fetch-site", "same-origin")].into_iter().chain(json).collect();
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.world.send(method, path, &headers, body).await
    }

    /// A webhook to an address of the machine that nobody listens on: nothing is sent in these tests.
    async fn made(&self) -> Value {
        let body = json!({ "url": "http://127.0.0.1:9/hook", "types": ["proposal.*"], "description": " a test " });
        let made = self.ask(Method::POST, HOOKS, Some(body)).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(made.header("cache-control"), "no-store");
        made.json()
    }
}

#[tokio::test]
async fn a_secret_is_shown_once_and_every_change_is_written_down() {
    let desk = Desk::open().await;
    let made = desk.made().await;
    let secret = made["secret"].as_str().expect("a secret");
    assert!(secret.starts_with("whsec_") && secret.len() == 50, "{secret}");
    assert_eq!(
        (&made["description"], &made["finality"], &made["enabled"]),
        (&json!("a test"), &json!("head"), &json!(true))
    );
    let path = format!("{HOOKS}/{}", made["id"].as_str().expect("an id"));

    let patch = json!({ "enabled": false, "types": ["*"], "description": "b" });
    let changed = desk.ask(Method::PATCH, &path, Some(patch)).await;
    assert_eq!((changed.status.as_u16(), &changed.json()["types"]), (200, &json!(["*"])), "{}", changed.text);
    assert_eq!(desk.ask(Method::POST, &format!("{path}/test"), None).await.json()["code"], "webhook_disabled");
    desk.ask(Method::PATCH, &path, Some(json!({ "enabled": true, "skip_missed": true }))).await;
    let tested = desk.ask(Method::POST, &format!("{path}/test"), None).await;
    assert_eq!((tested.status.as_u16(), &tested.json()["state"]), (202, &json!("pending")), "{}", tested.text);
    let rotated = desk.ask(Method::POST, &format!("{path}/rotate"), None).await.json();
    assert_ne!(rotated["secret"], made["secret"]);

    let list = desk.ask(Method::GET, &format!("{path}/deliveries?state=pending&limit=1"), None).await;
    assert_eq!((&list.json()["items"][0]["type"], &list.json()["next"]), (&json!("webhook.test"), &Value::Null));
    assert_eq!(desk.ask(Method::POST, &format!("{path}/deliveries/1/resend"), None).await.status, 202);
    assert_eq!(desk.ask(Method::POST, &format!("{path}/deliveries/7/resend"), None).await.status, 404);
    for path in [HOOKS, &path, &format!("{path}/deliveries"), "/api/v1/communities/demo/audit-log"] {
        let seen = desk.ask(Method::GET, path, None).await;
        assert_eq!(seen.status, 200, "{path}");
        assert!(!seen.text.contains("whsec_") && !seen.text.contains(&secret[6..]), "{path} shows a secret");
    }
    assert_eq!(desk.ask(Method::DELETE, &path, None).await.status, 204);
    assert_eq!(desk.ask(Method::GET, &path, None).await.status, 404);
    let log = desk.ask(Method::GET, "/api/v1/communities/demo/audit-log", None).await.json();
    let actions: Vec<_> = log["items"].as_array().expect("a log").iter().map(|entry| entry["action"].clone()).collect();
    let expected = ["delete_webhook", "rotate_webhook_secret", "change_webhook", "change_webhook", "create_webhook"];
    assert_eq!(actions, expected);
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_done() {
    let desk = Desk::open().await;
    let path = format!("{HOOKS}/{}", desk.made().await["id"].as_str().expect("an id"));
    let pool = desk.world.store.pool();
    palabre_indexer::sql::query("ALTER TABLE audit_log RENAME TO away").execute(pool).await.expect("no log");
    let new = json!({ "url": "http://127.0.0.1:9/hook", "types": ["*"] });
    for (method, path, body) in [
        (Method::POST, HOOKS.to_owned(), Some(new)),
        (Method::PATCH, path.clone(), Some(json!({ "enabled": false }))),
        (Method::POST, format!("{path}/rotate"), None),
        (Method::DELETE, path.clone(), None),
    ] {
        let refused = desk.ask(method, &path, body).await;
        assert!(refused.status.is_server_error(), "{path}: {}", refused.text);
    }
    let list = desk.ask(Method::GET, HOOKS, None).await.json();
    let items = list["items"].as_array().expect("a list");
    assert_eq!(items.len(), 1);
    assert_eq!((&items[0]["enabled"], &items[0]["old_secret_until"]), (&json!(true), &Value::Null));
}

#[tokio::test]
async fn addresses_and_types_that_cannot_be_are_refused_with_the_way_out() {
    let desk = Desk::open().await;
    for (url, code) in [
        ("https://169.254.169.254/", "address_not_public"),
        ("https://[::ffff:10.0.0.1]/", "address_not_public"),
        ("http://1.1.1.1/", "https_needed"),
        ("ftp://1.1.1.1/", "invalid_request"),
        ("https://a:b@1.1.1.1/", "invalid_request"),
        ("nothing", "invalid_request"),
    ] {
        let answer = desk.ask(Method::POST, HOOKS, Some(json!({ "url": url, "types": ["*"] }))).await;
        assert_eq!(answer.json()["code"], code, "{url}");
    }
    for types in [json!([]), json!(["vote"]), json!(["vote.*.*"]), json!([" "])] {
        let answer = desk.ask(Method::POST, HOOKS, Some(json!({ "url": "https://1.1.1.1/", "types": types }))).await;
        assert_eq!(answer.status, 400, "{types}");
    }
    let types = desk.world.get("/api/v1/webhook-types").await.json();
    assert!(types["items"].as_array().expect("a list").iter().any(|kind| kind["name"] == "proposal.created"));
}

#[tokio::test]
async fn a_community_does_not_see_the_webhooks_of_another() {
    let desk = Desk::open().await;
    let made = desk.made().await;
    let (cookie, _) = desk.world.sign_in(&Who::OtherOrganizer.wallet()).await;
    let path = format!("/api/v1/communities/other/webhooks/{}", made["id"].as_str().expect("an id"));
    let headers = [("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin")];
    for (method, end) in [(Method::GET, ""), (Method::DELETE, ""), (Method::POST, "/rotate"), (Method::POST, "/test")] {
        let answer = desk.world.send(method, &format!("{path}{end}"), &headers, Body::empty()).await;
        assert_eq!(answer.status, 404, "{end}");
    }
    assert_eq!(desk.ask(Method::GET, HOOKS, None).await.json()["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn organizers_see_keys_and_webhooks_on_a_page_in_both_languages() {
    let desk = Desk::open().await;
    desk.made().await;
    desk.world.key(Who::Organizer, "demo", &["read"]).await;
    let page = async |path: &str, lang: &str, cookie: &str| {
        let headers = [("accept", "text/html"), ("accept-language", lang), ("cookie", cookie)];
        desk.world.get_with(path, &headers).await
    };
    for (lang, title) in [("fr", "Clés et webhooks"), ("en", "Keys and webhooks")] {
        let tools = page("/c/demo/tools", lang, &desk.cookie).await;
        assert_eq!(tools.status, 200, "{}", tools.text);
        assert!(tools.text.contains(title) && tools.text.contains("http://127.0.0.1:9/hook"));
        assert!(!tools.text.contains("whsec_") && !tools.text.contains("{0}"));
        let own = page("/sign-in", lang, &desk.cookie).await.text;
        assert!(
            own.contains("/c/demo/tools")
                && own.contains(&Who::Organizer.wallet().address().to_string().to_lowercase())
        );
    }
    let stranger = page("/c/demo/tools", "en", "").await;
    assert_eq!((stranger.status.as_u16(), stranger.header("location")), (303, "/sign-in?next=%2Fc%2Fdemo%2Ftools"));
    let (member, _) = desk.world.sign_in(&Who::Member.wallet()).await;
    assert_eq!(page("/c/demo/tools", "en", &member).await.status, 403);
    assert!(!page("/sign-in", "en", &member).await.text.contains("/c/demo/tools"));
}
