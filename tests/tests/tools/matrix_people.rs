//! People of a homeserver, with a client of their own that shares nothing with the connector.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use serde_json::{Value, json};
use url::Url;

/// Somebody with a Matrix account, and a client that shares nothing with the connector.
pub(crate) struct Person {
    base: Url,
    http: reqwest::Client,
    pub(crate) id: String,
    pub(crate) token: String,
}

impl Person {
    pub(crate) async fn log_in(base: &Url, name: &str, password: &str) -> Self {
        let mut person = Self {
            base: base.clone(),
            http: palabre_tests::doubles::client(),
            id: String::new(),
            token: String::new(),
        };
        let wanted = json!({ "type": "m.login.password", "identifier": { "type": "m.id.user", "user": name }, "password": password });
        let answer = person.call("POST", &["login"], wanted).await;
        person.id = answer["user_id"].as_str().unwrap().to_owned();
        person.token = answer["access_token"].as_str().unwrap().to_owned();
        person
    }

    pub(crate) async fn call(&self, method: &str, segments: &[&str], body: Value) -> Value {
        let mut url = self.base.clone();
        url.path_segments_mut().unwrap().extend(["_matrix", "client", "v3"]).extend(segments);
        let request = self.http.request(method.parse().unwrap(), url).bearer_auth(&self.token);
        let request = if method == "GET" { request } else { request.json(&body) };
        request.timeout(Duration::from_secs(60)).send().await.unwrap().json().await.unwrap()
    }

    /// What is new since a moment. A homeserver remembers for a while what it answered first.
    pub(crate) async fn sync(&self, since: Option<&str>) -> Value {
        let since: Vec<_> = since.map(|since| ("since", since)).into_iter().collect();
        self.read(&["sync"], &since).await
    }

    /// What was said in a room, oldest first.
    pub(crate) async fn messages(&self, room: &str) -> Vec<Value> {
        let answer = self.read(&["rooms", room, "messages"], &[("dir", "b"), ("limit", "100")]).await;
        let mut said = answer["chunk"].as_array().cloned().unwrap_or_default();
        said.reverse();
        said
    }

    async fn read(&self, segments: &[&str], query: &[(&str, &str)]) -> Value {
        let mut url = self.base.clone();
        url.path_segments_mut().unwrap().extend(["_matrix", "client", "v3"]).extend(segments);
        url.query_pairs_mut().extend_pairs(query);
        self.http.get(url).bearer_auth(&self.token).send().await.unwrap().json().await.unwrap()
    }

    pub(crate) async fn send(&self, room: &str, kind: &str, content: Value) -> String {
        static SENT: AtomicUsize = AtomicUsize::new(0);
        let txn = format!("t{}", SENT.fetch_add(1, Ordering::Relaxed));
        let answer = self.call("PUT", &["rooms", room, "send", kind, &txn], content).await;
        answer["event_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    pub(crate) async fn say(&self, room: &str, text: &str) -> String {
        self.send(room, "m.room.message", json!({ "msgtype": "m.text", "body": text })).await
    }

    pub(crate) async fn redact(&self, room: &str, event: &str) -> String {
        let answer = self
            .call("PUT", &["rooms", room, "redact", event, &format!("r{}", event.len())], json!({ "reason": "charte" }))
            .await;
        answer["event_id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }
}
