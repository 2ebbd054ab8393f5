//! Whose account is whose, and what is held about somebody.

use alloy::{
    primitives::{Bytes, hex},
    signers::SignerSync,
};
use axum::{body::Body, http::Method};
use serde_json::{Value, json};

use crate::{
    people::Who,
    rows::{self, NOW},
    tools::{connected, event, signed_at},
    world::{Answer, World},
};

/// Somebody at work in the community, signed in.
pub(crate) struct Desk {
    pub(crate) world: World,
    cookie: String,
    who: Who,
}

impl Desk {
    pub(crate) async fn of(who: Who) -> Self {
        let world = World::with_tools(connected()).await;
        for (number, (who, roles)) in [(Who::Member, 0), (Who::Organizer, 1), (Who::Moderator, 2)].iter().enumerate() {
            let wallet = who.wallet().address();
            rows::person(&world.store, "demo", 20 + number as i64, wallet, "active", *roles, None).await;
        }
        let (cookie, _) = world.sign_in(&who.wallet()).await;
        Self { world, cookie, who }
    }

    async fn signs_in(self, who: Who) -> Self {
        let (cookie, _) = self.world.sign_in(&who.wallet()).await;
        Self { cookie, who, ..self }
    }

    pub(crate) async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let json = body.is_some().then_some(("content-type", "application/json"));
        let headers: Vec<_> =
            [("cookie", self.cookie.as_str()), ("sec-fetch-site", "same-origin")].into_iter().chain(json).collect();
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.world.send(method, path, &headers, body).await
    }

    async fn token(&self, account: &str) -> String {
        let connected = self.world.tools.connected();
        let slack = connected.get("slack").expect("it is connected");
        let url = self.world.tools.give_link(slack, account).await.expect("a link");
        url.split("token=").nth(1).expect("a token").to_owned()
    }

    async fn prepared(&self, token: &str) -> Value {
        let answer = self.ask(Method::POST, &links("/prepare"), Some(json!({ "token": token }))).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        assert_eq!(answer.header("cache-control"), "no-store");
        answer.json()
    }

    fn signature(&self, text: &Value) -> String {
        let text = text.as_str().expect("a text to sign");
        hex::encode_prefixed(self.who.wallet().sign_message_sync(text.as_bytes()).expect("it signs").as_bytes())
    }

    async fn submit(&self, text: &Value, signature: String) -> Answer {
        // What the chain answers to the question for the wallet's code.
        self.world.chain.push_success(&Bytes::new());
        self.ask(Method::POST, &links(""), Some(json!({ "message": text, "signature": signature }))).await
    }
}

fn links(rest: &str) -> String {
    format!("/api/v1/communities/demo/links{rest}")
}

#[tokio::test]
async fn a_member_links_an_account_by_a_signature_once_and_takes_it_back() {
    let desk = Desk::of(Who::Member).await;
    let token = desk.token("U1").await;
    let text = desk.prepared(&token).await["message"].clone();
    assert!(text.as_str().is_some_and(|text| text.contains("the account U1 of slack to my membership 20 in demo")));
    let linked = desk.submit(&text, desk.signature(&text)).await;
    assert_eq!((linked.status.as_u16(), linked.json()["proof"].clone()), (201, json!("page")), "{}", linked.text);
    let again =
        desk.ask(Method::POST, &links(""), Some(json!({ "message": text, "signature": desk.signature(&text) }))).await;
    assert_eq!(again.json()["code"], "link_void", "a statement links once");
    let reopened = desk.ask(Method::POST, &links("/prepare"), Some(json!({ "token": token }))).await;
    assert_eq!(reopened.json()["code"], "link_void", "and so does a link");
    assert_eq!(desk.ask(Method::GET, &links(""), None).await.json()["items"][0]["account"], "U1");
    assert_eq!(desk.ask(Method::DELETE, &links("/slack/U1"), None).await.status, 204);
    assert_eq!(desk.ask(Method::DELETE, &links("/slack/U1"), None).await.status, 404);
    assert_eq!(desk.ask(Method::GET, &links(""), None).await.json()["items"], json!([]));
}

#[tokio::test]
async fn what_another_wallet_signed_or_was_written_for_it_links_nothing() {
    let desk = Desk::of(Who::Member).await;
    let token = desk.token("U1").await;
    let text = desk.prepared(&token).await["message"].clone();
    let forged = hex::encode_prefixed(
        Who::Organizer
            .wallet()
            .sign_message_sync(text.as_str().expect("a text").as_bytes())
            .expect("it signs")
            .as_bytes(),
    );
    assert_eq!(desk.submit(&text, forged).await.json()["code"], "wrong_signature");
    // The same link in other hands: what was written before is void.
    let other = desk.signs_in(Who::Organizer).await;
    let theirs = other.prepared(&token).await["message"].clone();
    let body = json!({ "message": text, "signature": other.signature(&text) });
    let stolen = other.ask(Method::POST, &links(""), Some(body)).await;
    assert_eq!(stolen.json()["code"], "link_void");
    assert_eq!(other.submit(&theirs, other.signature(&theirs)).await.status, 201);
    let changed: Value = theirs.as_str().expect("a text").replace("U1", "U2").into();
    let body = json!({ "message": changed, "signature": other.signature(&changed) });
    let sent = other.ask(Method::POST, &links(""), Some(body)).await;
    assert_eq!(sent.json()["code"], "link_void");
    let sign_in = json!({ "message": theirs, "signature": other.signature(&theirs) });
    let opened = other.ask(Method::POST, "/api/v1/session", Some(sign_in)).await;
    assert_eq!(opened.json()["code"], "nonce_void", "a statement signs nobody in");
}

#[tokio::test]
async fn an_account_moves_to_whoever_proves_it_later() {
    let desk = Desk::of(Who::Member).await;
    let token = desk.token("U1").await;
    let text = desk.prepared(&token).await["message"].clone();
    assert_eq!(desk.submit(&text, desk.signature(&text)).await.status, 201);
    let desk = desk.signs_in(Who::Organizer).await;
    let token = desk.token("U1").await;
    let text = desk.prepared(&token).await["message"].clone();
    assert_eq!(desk.submit(&text, desk.signature(&text)).await.status, 201);
    let slug = "demo".parse().expect("a slug");
    let linked = desk.world.tools.linked(&slug).await.expect("the table answers");
    assert_eq!(linked.iter().map(|one| one.member.get()).collect::<Vec<_>>(), [21], "one account, one member");
    let desk = desk.signs_in(Who::Member).await;
    assert_eq!(desk.ask(Method::GET, &links(""), None).await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_homeserver_vouches_for_an_account_and_a_chat_has_no_pages() {
    let desk = Desk::of(Who::Member).await;
    let prove = async |claim: &str| {
        let body = json!({ "source": "matrix", "claim": claim });
        desk.ask(Method::POST, &links("/prove"), Some(body)).await
    };
    assert_eq!(prove("forged").await.json()["code"], "account_not_proved");
    let linked = prove("good").await;
    assert_eq!(
        (linked.status.as_u16(), linked.json()["account"].clone()),
        (201, json!("@ada:example.org")),
        "{}",
        linked.text
    );
    assert_eq!(linked.json()["proof"], "openid");
    let body = json!({ "source": "slack", "account": "U1" });
    assert_eq!(desk.ask(Method::POST, &links("/prepare"), Some(body)).await.json()["code"], "no_owner_page");
    let path = links("/matrix/%40ada%3Aexample.org");
    assert_eq!(desk.ask(Method::DELETE, &path, None).await.status, 204);
}

#[tokio::test]
async fn what_is_held_is_given_out_and_erased() {
    let desk = Desk::of(Who::Member).await;
    let token = desk.token("U1").await;
    let text = desk.prepared(&token).await["message"].clone();
    assert_eq!(desk.submit(&text, desk.signature(&text)).await.status, 201);
    let body = event("Ev1", &format!("{NOW}.000100"), "hello").to_string();
    let (at, signature) = (NOW.to_string(), signed_at(NOW, &body));
    let headers = [("x-slack-request-timestamp", at.as_str()), ("x-slack-signature", signature.as_str())];
    assert_eq!(desk.world.send(Method::POST, "/tools/slack", &headers, Body::from(body)).await.status, 200);
    desk.world.tools.read_due().await.expect("the inbox is read");
    let held = desk.ask(Method::GET, "/api/v1/me/data", None).await;
    assert!(held.header("content-disposition").starts_with("attachment"), "{:?}", held.headers);
    let member = held.json()["memberships"][0].clone();
    assert_eq!((&member["member_id"], &member["held"]["account_links"][0]["account"]), (&json!(20), &json!("U1")));
    assert_eq!(member["held"]["activities"][0]["actor"], "U1");
    let erased = desk.ask(Method::DELETE, "/api/v1/me/data", None).await;
    assert_eq!((erased.status.as_u16(), erased.json()["accounts"].clone()), (200, json!(1)));
    let held = desk.ask(Method::GET, "/api/v1/me/data", None).await.json();
    assert_eq!(held["memberships"][0]["held"]["activities"], json!([]));
    assert!(!held.to_string().contains("\"U1\""), "{held}");
    let other_site = [("cookie", desk.cookie.as_str()), ("sec-fetch-site", "cross-site")];
    assert_eq!(desk.world.send(Method::DELETE, "/api/v1/me/data", &other_site, Body::empty()).await.status, 403);
}

#[tokio::test]
async fn a_link_shows_whose_account_it_is_in_both_languages_to_who_signed_in() {
    let desk = Desk::of(Who::Member).await;
    let token = desk.token("U1").await;
    let path = format!("/c/demo/link?token={token}");
    let stranger = desk.world.page(&path, "en").await;
    assert_eq!(stranger.status, 303);
    assert_eq!(stranger.header("location"), format!("/sign-in?next=%2Fc%2Fdemo%2Flink%3Ftoken%3D{token}"));
    for (lang, title) in [("fr", "Relier un compte"), ("en", "Link an account")] {
        let headers = [("accept", "text/html"), ("accept-language", lang), ("cookie", desk.cookie.as_str())];
        let page = desk.world.get_with(&path, &headers).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains(title) && page.text.contains("U1") && !page.text.contains("{0}"), "{}", page.text);
        assert!(page.text.contains("data-prepare=\"/api/v1/communities/demo/links\""));
        assert_eq!(page.header("cache-control"), "no-store");
    }
    let text = desk.prepared(&token).await;
    assert_eq!(text["submit"]["path"], "/api/v1/communities/demo/links");
    assert_eq!(text["submit"]["body"]["message"], text["message"], "looking used nothing up");
    let void = desk.ask(Method::GET, &format!("/c/demo/link?token={}", "x".repeat(43)), None).await;
    assert_eq!((void.status.as_u16(), void.json()["code"].clone()), (422, json!("link_void")));
}
