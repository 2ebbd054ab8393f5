//! People and programs of a test, each with what they may do.

use alloy::{
    primitives::{B256, Bytes, hex},
    signers::{SignerSync, local::PrivateKeySigner},
};
use axum::{body::Body, http::Method};
use serde_json::json;

use crate::{
    rows::{self, NOW},
    world::{Answer, World},
};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Anonymous,
    Newcomer,
    Member,
    Suspended,
    Documentalist,
    Moderator,
    Organizer,
    OtherOrganizer,
    Departed,
    ReadKey,
    WriteKey,
    OtherKey,
}

impl Who {
    pub(crate) const ALL: [Self; 12] = [
        Self::Anonymous,
        Self::Newcomer,
        Self::Member,
        Self::Suspended,
        Self::Documentalist,
        Self::Moderator,
        Self::Organizer,
        Self::OtherOrganizer,
        Self::Departed,
        Self::ReadKey,
        Self::WriteKey,
        Self::OtherKey,
    ];

    pub(crate) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    pub(crate) fn wallet(self) -> PrivateKeySigner {
        PrivateKeySigner::from_bytes(&B256::repeat_byte(0x40 + self as u8)).expect("any small word is a key")
    }
}

impl World {
    /// The lived-in community with one member of each kind, and another community with an organizer of its own.
    pub(crate) async fn peopled() -> Self {
        let world = Self::with(vec![
            crate::world::community("demo", rows::NAME),
            crate::world::community("other", "Another community"),
        ])
        .await;
        rows::fill(&world.store).await;
        rows::follow(&world.store, &crate::world::community("other", "Another community")).await;
        rows::move_to(&world.store, "other", 100).await;
        // Bits of roles as the contract has them: organizer 1, moderator 2, documentalist 4.
        for (number, (who, community, status, roles, suspended)) in [
            (Who::Member, "demo", "active", 0, None),
            (Who::Suspended, "demo", "active", 1, Some(NOW as i64 + 1000)),
            (Who::Documentalist, "demo", "active", 4, None),
            (Who::Moderator, "demo", "active", 2, None),
            (Who::Organizer, "demo", "active", 1, None),
            (Who::OtherOrganizer, "other", "active", 1, None),
            (Who::Departed, "demo", "left", 1, None),
        ]
        .into_iter()
        .enumerate()
        {
            let wallet = who.wallet().address();
            rows::person(&world.store, community, 20 + number as i64, wallet, status, roles, suspended).await;
        }
        world
    }

    /// Signs in with a plain wallet; answers the cookie.
    pub(crate) async fn sign_in(&self, wallet: &PrivateKeySigner) -> (String, Answer) {
        self.sign_in_again(wallet, "").await
    }

    /// The same in a browser that has a cookie already.
    pub(crate) async fn sign_in_again(&self, wallet: &PrivateKeySigner, before: &str) -> (String, Answer) {
        let prepare = json!({ "wallet": wallet.address() });
        let prepared = self.post("/api/v1/session/prepare", &[], prepare).await;
        assert_eq!(prepared.status, 200, "{}", prepared.text);
        let browser = prepared.header("set-cookie").split(';').next().unwrap_or("").to_owned();
        let text = prepared.json()["message"].as_str().expect("a text to sign").to_owned();
        let signature = wallet.sign_message_sync(text.as_bytes()).expect("a key of a test signs");
        // What the chain answers to the question for the wallet's code.
        self.chain.push_success(&Bytes::new());
        let body = json!({ "message": text, "signature": hex::encode_prefixed(signature.as_bytes()) });
        let cookies = if before.is_empty() { browser } else { format!("{before}; {browser}") };
        let headers = [("cookie", cookies.as_str()), ("sec-fetch-site", "same-origin")];
        let answer = self.post("/api/v1/session", &headers, body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let cookies: Vec<&str> = answer.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok()).collect();
        let session = cookies.iter().find(|cookie| cookie.starts_with("__Host-palabre-session=")).expect("a session");
        (session.split(';').next().unwrap_or("").to_owned(), answer)
    }

    /// A key of a community, made by one of its organizers.
    pub(crate) async fn key(&self, organizer: Who, community: &str, scopes: &[&str]) -> String {
        let (cookie, _) = self.sign_in(&organizer.wallet()).await;
        let headers = [("cookie", cookie.as_str()), ("sec-fetch-site", "same-origin")];
        let body = json!({ "name": "a test", "scopes": scopes });
        let made = self.post(&format!("/api/v1/communities/{community}/keys"), &headers, body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        made.json()["key"].as_str().expect("a key").to_owned()
    }

    /// Headers with which somebody asks.
    pub(crate) async fn headers_of(&self, who: Who) -> Vec<(&'static str, String)> {
        let bearer = |key: String| vec![("authorization", format!("Bearer {key}"))];
        match who {
            Who::Anonymous => Vec::new(),
            Who::ReadKey => bearer(self.key(Who::Organizer, "demo", &["read"]).await),
            Who::WriteKey => bearer(self.key(Who::Organizer, "demo", &["read", "write"]).await),
            Who::OtherKey => bearer(self.key(Who::OtherOrganizer, "other", &["read", "write"]).await),
            person => {
                let (cookie, _) = self.sign_in(&person.wallet()).await;
                vec![("cookie", cookie), ("sec-fetch-site", "same-origin".to_owned())]
            }
        }
    }

    /// POST of JSON.
    pub(crate) async fn post(&self, path: &str, headers: &[(&str, &str)], body: serde_json::Value) -> Answer {
        let headers = [headers, &[("content-type", "application/json")]].concat();
        self.send(Method::POST, path, &headers, Body::from(body.to_string())).await
    }
}
