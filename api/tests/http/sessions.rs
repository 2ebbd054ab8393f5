//! Signing in over HTTP: cookies, other sites, keys, the log.

use axum::{body::Body, http::Method};
use serde_json::json;

use crate::{people::Who, rows, world::World};

/// Headers of a request.
type Headers<'a> = &'a [(&'a str, &'a str)];

const SAME_SITE: (&str, &str) = ("sec-fetch-site", "same-origin");

#[tokio::test]
async fn a_session_knows_the_roles_of_the_moment() {
    let world = World::peopled().await;
    let (cookie, answer) = world.sign_in(&Who::Organizer.wallet()).await;
    let set: Vec<_> = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(set[0].ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=2592000"), "{set:?}");
    let me = world.get_with("/api/v1/session", &[("cookie", &cookie)]).await;
    assert_eq!(me.json()["memberships"][0]["roles"], json!(["organizer"]));
    let keys = "/api/v1/communities/demo/keys";
    assert_eq!(world.get_with(keys, &[("cookie", &cookie)]).await.status, 200);

    rows::set_roles(&world.store, Who::Organizer.wallet().address(), 0).await;
    let me = world.get_with("/api/v1/session", &[("cookie", &cookie)]).await;
    assert_eq!(me.json()["memberships"][0]["roles"], json!([]));
    let refused = world.get_with(keys, &[("cookie", &cookie)]).await;
    assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (403, json!("organizers_only")));
}

#[tokio::test]
async fn signing_in_again_replaces_the_secret_of_the_browser() {
    let world = World::peopled().await;
    let (before, _) = world.sign_in(&Who::Organizer.wallet()).await;
    let (after, answer) = world.sign_in_again(&Who::Member.wallet(), &before).await;
    assert_ne!(before, after);
    assert_eq!(answer.json()["wallet"], Who::Member.wallet().address().to_string().to_lowercase());
    let old = world.get_with("/api/v1/session", &[("cookie", &before)]).await;
    assert_eq!(old.status, 401, "nobody goes on with what was in the browser before");
    assert_eq!(world.get_with("/api/v1/session", &[("cookie", &after)]).await.status, 200);
    let (elsewhere, _) = world.sign_in(&Who::Member.wallet()).await;
    for cookie in [&after, &elsewhere] {
        assert_eq!(world.get_with("/api/v1/session", &[("cookie", cookie)]).await.status, 200, "another browser");
    }
}

#[tokio::test]
async fn an_open_session_loses_what_its_role_opened_with_the_block_that_takes_the_role() {
    let world = World::peopled().await;
    let (cookie, _) = world.sign_in(&Who::Organizer.wallet()).await;
    let headers = [("cookie", cookie.as_str()), SAME_SITE];
    let made = world.post("/api/v1/communities/demo/keys", &headers, json!({ "name": "x", "scopes": ["read"] })).await;
    assert_eq!(made.status, 201);
    rows::set_roles(&world.store, Who::Organizer.wallet().address(), 2).await;
    for path in ["keys", "webhooks", "audit-log"] {
        let path = format!("/api/v1/communities/demo/{path}");
        assert_eq!(world.get_with(&path, &headers).await.status, 403, "{path}");
    }
    let id = made.json()["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/communities/demo/keys/{id}");
    assert_eq!(world.send(Method::DELETE, &path, &headers, Body::empty()).await.status, 403);
    rows::set_roles(&world.store, Who::Organizer.wallet().address(), 1).await;
    assert_eq!(world.get_with("/api/v1/communities/demo/keys", &headers).await.status, 200, "and gets it back");
}

#[tokio::test]
async fn who_signs_out_is_out() {
    let world = World::peopled().await;
    let (cookie, _) = world.sign_in(&Who::Member.wallet()).await;
    let headers = [("cookie", cookie.as_str()), SAME_SITE];
    let out = world.send(Method::DELETE, "/api/v1/session", &headers, Body::empty()).await;
    assert_eq!(out.status, 204);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    let gone = world.get_with("/api/v1/session", &headers).await;
    assert_eq!((gone.status.as_u16(), gone.header("www-authenticate")), (401, "Bearer"));
}

#[tokio::test]
async fn one_browser_can_end_the_session_of_another() {
    let world = World::peopled().await;
    let wallet = Who::Member.wallet();
    let ((here, _), (there, _)) = (world.sign_in(&wallet).await, world.sign_in(&wallet).await);
    let headers = [("cookie", here.as_str()), SAME_SITE];
    let list = world.get_with("/api/v1/sessions", &headers).await.json();
    let items = list["items"].as_array().expect("a list");
    let other = items.iter().find(|item| item["current"] == false).expect("the other one");
    let path = format!("/api/v1/sessions/{}", other["id"].as_str().expect("an id"));
    assert_eq!(world.send(Method::DELETE, &path, &headers, Body::empty()).await.status, 204);
    assert_eq!(world.get_with("/api/v1/session", &[("cookie", &there)]).await.status, 401);
    assert_eq!(world.get_with("/api/v1/session", &headers).await.status, 200);
    assert_eq!(world.send(Method::DELETE, &path, &headers, Body::empty()).await.status, 404, "it ended already");
    assert_eq!(world.send(Method::DELETE, "/api/v1/sessions", &headers, Body::empty()).await.status, 204);
    assert_eq!(world.get_with("/api/v1/session", &headers).await.status, 401, "everywhere means here too");
}

#[tokio::test]
async fn other_sites_cannot_use_a_session() {
    let world = World::peopled().await;
    let (cookie, answer) = world.sign_in(&Who::Member.wallet()).await;
    let token = answer.json()["csrf_token"].as_str().expect("a token").to_owned();
    let path = "/api/v1/communities/demo/relay/open";
    let rows: [(&str, Headers<'_>, bool); 9] = [
        ("nothing shows who made it", &[], false),
        ("another site", &[("sec-fetch-site", "cross-site")], false),
        ("a neighbour", &[("sec-fetch-site", "same-site")], false),
        ("a link", &[("sec-fetch-site", "none")], false),
        ("a wrong token", &[("x-csrf-token", "x")], false),
        ("the token, but another origin", &[("x-csrf-token", &token), ("origin", "https://evil.example")], false),
        ("an origin that hides", &[("x-csrf-token", &token), ("origin", "null")], false),
        ("the token", &[("x-csrf-token", &token)], true),
        ("a page of ours", &[SAME_SITE, ("origin", "http://localhost:8080")], true),
    ];
    for (what, headers, passes) in rows {
        let headers = [headers, &[("cookie", cookie.as_str())]].concat();
        let answer = world.send(Method::POST, path, &headers, Body::empty()).await;
        assert_eq!(answer.status != 403, passes, "{what}: {}", answer.text);
    }
    let anonymous = world.send(Method::POST, path, &[("sec-fetch-site", "cross-site")], Body::empty()).await;
    assert_ne!(anonymous.status, 403, "without a session there is nothing to steal");
}

#[tokio::test]
async fn a_page_of_another_site_signs_nobody_in() {
    let world = World::peopled().await;
    let body = json!({ "message": "x", "signature": "0x" });
    let answer = world.post("/api/v1/session", &[("origin", "https://evil.example")], body).await;
    assert_eq!(answer.json()["code"], "cross_site_request");
}

#[tokio::test]
async fn nobody_signs_in_off_the_machine_without_https() {
    let world = World::at("http://palabre.example").await;
    let wallet = json!({ "wallet": Who::Member.wallet().address() });
    let answer = world.post("/api/v1/session/prepare", &[("host", "palabre.example")], wallet.clone()).await;
    assert_eq!((answer.status.as_u16(), answer.json()["code"].clone()), (422, json!("insecure_origin")));
    let local = world.post("/api/v1/session/prepare", &[("host", "localhost:8080")], wallet).await;
    assert_eq!(local.status, 200, "the machine itself is private");
}

#[tokio::test]
async fn keys_open_what_they_are_for_while_their_maker_is_organizer() {
    let world = World::peopled().await;
    let key = world.key(Who::Organizer, "demo", &["read"]).await;
    let headers = [("authorization", format!("Bearer {key}"))];
    let headers = [(headers[0].0, headers[0].1.as_str())];
    let log = world.get_with("/api/v1/communities/demo/audit-log", &headers).await;
    let entry = &log.json()["items"][0];
    assert_eq!((entry["action"].as_str(), entry["detail"]["name"].as_str()), (Some("create_key"), Some("a test")));
    assert!(!log.text.contains(&key), "the log holds no secret");
    let send = world.send(Method::POST, "/api/v1/communities/demo/relay/open", &headers, Body::empty()).await;
    assert_eq!(send.json()["code"], "scope_missing");

    rows::set_roles(&world.store, Who::Organizer.wallet().address(), 0).await;
    let void = world.get_with("/api/v1/communities/demo", &headers).await;
    assert_eq!(void.status, 401, "a key that is void opens nothing, not even what is public");
}

#[tokio::test]
async fn keys_are_listed_and_revoked_by_organizers() {
    let world = World::peopled().await;
    let key = world.key(Who::Organizer, "demo", &["write"]).await;
    let (cookie, _) = world.sign_in(&Who::Organizer.wallet()).await;
    let headers = [("cookie", cookie.as_str()), SAME_SITE];
    let list = world.get_with("/api/v1/communities/demo/keys", &headers).await;
    assert!(!list.text.contains(&key));
    let id = list.json()["items"][0]["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/v1/communities/demo/keys/{id}");
    assert_eq!(world.send(Method::DELETE, &path, &headers, Body::empty()).await.status, 204);
    let bearer = format!("Bearer {key}");
    assert_eq!(world.get_with("/api/v1/communities/demo", &[("authorization", &bearer)]).await.status, 401);
    for bad in [json!({ "name": "", "scopes": ["read"] }), json!({ "name": "x", "scopes": [] })] {
        assert_eq!(world.post("/api/v1/communities/demo/keys", &headers, bad).await.status, 400);
    }
}
