//! The same signatures are judged by Slack's own library in `tests/tools`.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, Method};
use palabre_api::connectors::{Connector, Delivery, Secret, chat::slack};
use palabre_tests::doubles;
use serde_json::Value;

#[test]
fn the_connector_the_double_and_the_judged_signatures_agree() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/connectors/slack-signatures.json");
    let Ok(text) = std::fs::read_to_string(path) else { panic!("{path} is missing") };
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let secret = vectors["secret"].as_str().unwrap();
    assert_eq!(secret, doubles::slack::SIGNING_SECRET);
    let base = url::Url::parse("http://127.0.0.1:9/").unwrap();
    let settings = slack::Settings {
        source: "slack".to_owned(),
        team: doubles::slack::TEAM.to_owned(),
        bot_user: doubles::slack::BOT.to_owned(),
        api: base.clone(),
        hooks: base,
        signing_secret: Secret::new(secret),
        bot_token: Secret::new("x"),
        roles: BTreeMap::new(),
    };
    let connector = slack::Slack::new(settings, super::http());
    let now = vectors["now"].as_u64().unwrap();
    for case in vectors["cases"].as_array().unwrap() {
        let (body, at) = (case["body"].as_str().unwrap().as_bytes(), case["timestamp"].as_u64().unwrap());
        let signature = case["signature"].as_str().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-slack-request-timestamp", at.into());
        headers.insert("x-slack-signature", signature.parse().unwrap());
        let delivery = Delivery { method: &Method::POST, path: "/", headers: &headers, body, now };
        let genuine = case["genuine"].as_bool().unwrap();
        assert_eq!(connector.verify(&delivery).is_ok(), genuine, "{case}");
        assert!(!genuine || doubles::slack::sign(secret, at, body) == signature, "{case}");
    }
}
