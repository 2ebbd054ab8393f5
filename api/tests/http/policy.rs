//! Policies: presets as texts, and past epochs by other policies.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use palabre_api::policy::{PRESETS, Policy, Preset};
use palabre_indexer::sql;
use serde_json::{Value, json};

use crate::world::{Answer, World};

const PATH: &str = "/api/v1/communities/demo/simulate/policy";

async fn ask(world: &World, body: Value) -> Answer {
    world.send(Method::POST, PATH, &[("content-type", "application/json")], Body::from(body.to_string())).await
}

/// The open community's policy with some words replaced.
fn changed(changes: &[(&str, &str)]) -> String {
    let text = Preset::named("open-community").expect("a preset").toml.to_owned();
    changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{from} is in the preset");
        text.replacen(from, to, 1)
    })
}

/// Epoch 1 with contributions of known kinds: an edit, a page of size M, an import, half an edit, points of no size, a
/// private kind.
async fn world() -> World {
    let world = World::lived_in().await;
    for (sequence, kind, points) in
        [(0_i64, 101_i64, 2_i64), (1, 102, 5), (2, 1, 30), (3, 101, 1), (4, 102, 4), (5, 0, 30)]
    {
        let sql = "UPDATE contributions SET kind = $1, points = $2 WHERE source = 1 AND sequence = $3";
        let query = sql::query(sql).bind(kind).bind(points).bind(sequence);
        query.execute(world.store.pool()).await.expect("a row of a test fits its table");
    }
    world
}

#[tokio::test]
async fn presets_are_listed_and_read_as_toml() {
    let world = World::lived_in().await;
    let list = world.get("/api/v1/policy/presets").await.json();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), PRESETS.len());
    for (item, preset) in items.iter().zip(&PRESETS) {
        assert_eq!(item["name"], preset.name);
        let toml = world.get(item["toml"].as_str().unwrap()).await;
        assert_eq!((toml.status, toml.header("content-type")), (StatusCode::OK, "application/toml"));
        assert_eq!(Policy::parse(&toml.text).unwrap().hash().to_string(), item["hash"].as_str().unwrap());
        assert_eq!(item["table_fr"].as_array().unwrap().len(), item["table_en"].as_array().unwrap().len());
    }
    let unknown = world.get("/api/v1/policy/presets/none").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_policy_that_applied_gives_what_was() {
    let world = world().await;
    let answer = ask(&world, json!({"preset": "open-community", "through_epoch": 1, "epochs": 1})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let answer = answer.json();
    let epoch = &answer["epochs"][0];
    assert_eq!((&epoch["outcome"]["before"], &epoch["contributions_changed"]), (&epoch["outcome"]["after"], &json!(0)));
    assert_eq!((&epoch["assumed"], &epoch["recognised_by"]["name"]), (&json!(true), &json!("open community")));
}

#[tokio::test]
async fn another_policy_changes_points_members_and_money() {
    let world = world().await;
    let toml = changed(&[
        ("points = 2\nmin_size", "points = 4\nmin_size"),
        (
            "[kind.wiki_page]\nlane = 0\nbands = { S = 3, M = 5, L = 8 }",
            "[kind.wiki_page]\nlane = 0\nbands = { S = 3, M = 6, L = 9 }",
        ),
    ]);
    let answer = ask(&world, json!({"policy": toml, "through_epoch": 1, "epochs": 1})).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let answer = answer.json();
    let epoch = &answer["epochs"][0];
    // Members 1 and 2 had 3 and 9, member 3 has 30 of 60 by the cap of the contracts.
    let lane = |when: &str| epoch["outcome"][when]["lanes"][0].as_u64().unwrap();
    assert_eq!((lane("before"), lane("after")), (42, 46));
    let told: Vec<(u64, u64, u64, &str)> = epoch["contributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let number = |name: &str| one[name].as_u64().unwrap();
            (number("sequence"), number("points_before"), number("points_after"), one["how"].as_str().unwrap())
        })
        .collect();
    assert_eq!(told, [(0, 2, 4, "fixed"), (1, 5, 6, "band_M"), (3, 1, 2, "scaled")]);
    let kinds: Vec<(u64, u64, u64, u64)> = epoch["kinds"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let number = |name: &str| one[name].as_u64().unwrap();
            (number("number"), number("points_before"), number("points_after"), number("unplaced"))
        })
        .collect();
    assert_eq!(kinds, [(0, 30, 30, 0), (1, 30, 30, 0), (101, 3, 6, 0), (102, 9, 10, 1)]);
    let first = epoch["outcome"]["members"].as_array().unwrap().iter().find(|row| row["member"] == 1).unwrap();
    assert_eq!((&first["counted_before"][0], &first["counted_after"][0]), (&json!(3), &json!(6)));
    assert_ne!(first["shares_before"], first["shares_after"]);
    let not_known: Vec<&str> =
        answer["not_known"].as_array().unwrap().iter().map(|one| one["en"].as_str().unwrap()).collect();
    assert!(not_known.iter().any(|one| one.contains("never recorded")));
    assert!(not_known.contains(&"Contributions whose kind is private or of an import, left as they were: 2."));
    assert!(not_known.contains(&"Contributions whose points fit no known line, left as they were: 1."));
}

#[tokio::test]
async fn the_rules_that_the_policy_is_meant_for_can_be_tried_with_it() {
    let world = world().await;
    let money = |rules: &str| json!({"preset": "money-at-stake", "rules": rules, "through_epoch": 1, "epochs": 1});
    let in_force = ask(&world, money("in_force")).await.json();
    assert_eq!(in_force["epochs"][0]["outcome"]["unrecognised"], 0);
    // Members 1 and 2 approved everything: their own contributions have one approval, and this policy is for two.
    let of_policy = ask(&world, money("of_policy")).await.json();
    assert_eq!(of_policy["epochs"][0]["outcome"]["unrecognised"], 4);
}

/// All rules of the mirror name the policy with this hash.
async fn name_in_rules(world: &World, hash: &str) {
    let all = sql::query_as::<(String,)>("SELECT DISTINCT rules FROM rules")
        .fetch_all(world.store.pool())
        .await
        .expect("rules of the mirror");
    for (before,) in all {
        let mut rules: Value = serde_json::from_str(&before).expect("rules are JSON");
        rules["policy_hash"] = json!(hash);
        let change = sql::query("UPDATE rules SET rules = $1 WHERE rules = $2").bind(rules.to_string()).bind(before);
        change.execute(world.store.pool()).await.expect("a row that was read fits its table");
    }
}

#[tokio::test]
async fn the_policy_that_the_rules_name_is_known_by_its_hash() {
    let world = world().await;
    let policy = Policy::parse(&changed(&[("version = 1", "version = 2")])).unwrap();
    let base = changed(&[("version = 1", "version = 2")]);
    for (hash, assumed) in [(policy.hash(), false), (Default::default(), true)] {
        name_in_rules(&world, &hash.to_string()).await;
        let body = json!({"preset": "small-circle", "base": base, "through_epoch": 1, "epochs": 1});
        let answer = ask(&world, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let epoch = answer.json()["epochs"][0].clone();
        assert_eq!((&epoch["recognised_by"]["version"], &epoch["assumed"]), (&json!(2), &json!(assumed)));
    }
}

#[tokio::test]
async fn what_cannot_be_tried_is_refused_with_every_mistake() {
    let world = world().await;
    let (malformed, refused) = (StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY);
    let bad = [
        (json!({}), refused),
        (json!({"preset": "none"}), refused),
        (json!({"preset": "small-circle", "policy": "format = 1"}), refused),
        (json!({"preset": "small-circle", "epochs": 13}), malformed),
        (json!({"preset": "small-circle", "through_epoch": 6}), refused),
        (json!({"preset": "small-circle", "rules": "mine"}), malformed),
        (json!({"preset": "small-circle", "base": "format = 2"}), refused),
        (json!({"preset": "small-circle", "bas": ""}), malformed),
    ];
    for (body, status) in bad {
        let answer = ask(&world, body.clone()).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.text);
        crate::edge::assert_problem(&answer, PATH);
    }
    let toml = changed(&[("version = 1", "version = 0"), ("lane = 7", "lane = 8")]);
    let detail = ask(&world, json!({"policy": toml})).await.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("version: expected") && detail.contains("kind.thanks.lane: expected"), "{detail}");
}
