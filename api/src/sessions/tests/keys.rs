//! Keys of services.

use super::*;
use crate::sessions::keys::{ApiKey, KeyScope, NewKey};
use palabre_indexer::sql;

async fn created(bench: &Bench, expires_at: Option<u64>) -> (ApiKey, String) {
    let new = NewKey {
        community: "demo".to_owned(),
        name: "Grafana".to_owned(),
        scopes: vec![KeyScope::Read],
        created_by: 1,
        expires_at,
    };
    bench.sessions.create_key(new).await.unwrap()
}

#[tokio::test]
async fn a_key_is_shown_once_and_found_by_its_text() {
    let bench = Bench::new().await;
    let (key, text) = created(&bench, None).await;
    assert!(text.starts_with(&format!("plb_{}_", key.id)) && text.len() == 4 + 16 + 1 + 64, "{text}");
    let found = bench.sessions.api_key(&text).await.unwrap().unwrap();
    assert_eq!((found.id.as_str(), found.may(KeyScope::Read), found.may(KeyScope::Write)), (&*key.id, true, false));
    for other in [&text[..text.len() - 1], &text[4..], "plb_", ""] {
        assert_eq!(bench.sessions.api_key(other).await.unwrap(), None, "{other}");
    }
    let hashes: Vec<Vec<u8>> =
        sql::query_scalar("SELECT hash FROM api_keys").fetch_all(&bench.sessions.0.pool).await.unwrap();
    assert_eq!(hashes, [alloy::primitives::keccak256(&text).to_vec()], "nothing but the hash");
}

#[tokio::test]
async fn keys_end_when_they_shall() {
    let bench = Bench::new().await;
    let (_, short) = created(&bench, Some(NOW + 60)).await;
    let (long, text) = created(&bench, None).await;
    bench.wait(60);
    assert_eq!(bench.sessions.api_key(&short).await.unwrap(), None);
    assert!(!bench.sessions.revoke_key("other", &long.id).await.unwrap(), "another community's");
    assert!(bench.sessions.revoke_key("demo", &long.id).await.unwrap());
    assert_eq!(bench.sessions.api_key(&text).await.unwrap(), None);
    assert_eq!(bench.sessions.keys_of("demo").await.unwrap().len(), 1, "revoked ones are not listed");
}

#[tokio::test]
async fn the_last_use_is_told() {
    let bench = Bench::new().await;
    let (_, text) = created(&bench, None).await;
    assert_eq!(bench.sessions.keys_of("demo").await.unwrap()[0].used_at, None);
    bench.sessions.api_key(&text).await.unwrap();
    assert_eq!(bench.sessions.keys_of("demo").await.unwrap()[0].used_at, Some(NOW));
    bench.wait(1000);
    bench.sessions.api_key(&text).await.unwrap();
    assert_eq!(bench.sessions.keys_of("demo").await.unwrap()[0].used_at, Some(NOW + 1000));
}

#[tokio::test]
async fn a_community_has_so_many_keys_and_no_more() {
    let bench = Bench::new().await;
    for _ in 0..50 {
        created(&bench, None).await;
    }
    let new = NewKey {
        community: "demo".to_owned(),
        name: "one more".to_owned(),
        scopes: vec![KeyScope::Read],
        created_by: 1,
        expires_at: None,
    };
    assert_eq!(code(bench.sessions.create_key(new).await), "too_many_keys");
}
