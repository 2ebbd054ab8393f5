//! Past epochs by other rules.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};

use crate::{
    rows,
    world::{Answer, World},
};

const PATH: &str = "/api/v1/communities/demo/simulate/rules";

async fn ask(world: &World, body: Value) -> Answer {
    world.send(Method::POST, PATH, &[("content-type", "application/json")], Body::from(body.to_string())).await
}

/// Epoch 1 by other rules.
async fn epoch(world: &World, recognition: Value, distribution: Value) -> Value {
    let body = json!({"through_epoch": 1, "epochs": 1, "recognition": recognition, "distribution": distribution});
    let answer = ask(world, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()["epochs"][0].clone()
}

#[tokio::test]
async fn the_rules_that_applied_give_what_was() {
    let world = World::lived_in().await;
    rows::strike_and_debts(&world.store).await;
    let simulated = epoch(&world, json!({}), json!({})).await;
    assert_eq!((&simulated["before"], &simulated["members_changed"]), (&simulated["after"], &json!(0)));
    let known = world.get("/api/v1/communities/demo/epochs/1").await.json();
    assert_eq!(simulated["before"], known["totals"], "as the epoch tells");
    let shares = world.get("/api/v1/communities/demo/epochs/1/shares").await.json();
    assert_eq!(simulated["pools"][0]["shared_before"], shares["shared"], "as the shares tell");
    assert_eq!((&simulated["unrecognised"], &simulated["finality"]), (&json!(0), &json!("final")));
}

#[tokio::test]
async fn caps_change_points_votes_and_shares() {
    let world = World::lived_in().await;
    // Points 20, 40, 60; the cap was 30.
    let simulated = epoch(&world, json!({"cap": [25, 25, 25, 25, 25, 25, 25, 25]}), json!({})).await;
    assert_eq!((&simulated["before"]["lanes"][0], &simulated["after"]["lanes"][0]), (&json!(80), &json!(70)));
    assert_eq!((&simulated["vote_points_before"], &simulated["vote_points_after"]), (&json!(80), &json!(70)));
    assert_eq!(simulated["members_changed"], 3, "shares of all move with the sum");
    let second = simulated["members"].as_array().unwrap().iter().find(|row| row["member"] == 2).unwrap().clone();
    assert_eq!((&second["counted_before"][0], &second["counted_after"][0]), (&json!(30), &json!(25)));
    // 30 % among three, and 25 of 70 of 60 %.
    assert_eq!(second["shares_before"], json!(["325000000000000000"]));
    assert_eq!(second["shares_after"], json!(["314285714285714285"]));
}

#[tokio::test]
async fn a_quorum_leaves_out_what_had_fewer_approvals() {
    let world = World::lived_in().await;
    // Members 1 and 2 approved everything: their own contributions have one approval, those of 3 have two.
    let simulated = epoch(&world, json!({"quorum": [2, 2, 2, 2, 2, 2, 2, 2]}), json!({})).await;
    assert_eq!((&simulated["unrecognised"], &simulated["after"]["lanes"][0]), (&json!(4), &json!(30)));
    assert_eq!(simulated["after"]["contributors"], 1);
}

#[tokio::test]
async fn other_parts_share_the_same_points_differently() {
    let world = World::lived_in().await;
    let all_equal = json!({"reserve_bps": 0, "equal_bps": 10_000, "lane_bps": [0, 0, 0, 0, 0, 0, 0, 0]});
    let simulated = epoch(&world, json!({}), all_equal).await;
    assert_eq!(simulated["before"], simulated["after"]);
    // One of three renounced money.
    assert_eq!(simulated["pools"][0]["shared_after"], "666666666666666666");
    assert_eq!(simulated["pools"][0]["largest_after"], "333333333333333333");
}

#[tokio::test]
async fn wishes_that_cannot_be_are_refused() {
    let world = World::lived_in().await;
    let (malformed, refused) = (StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY);
    let bad = [
        (json!({"epochs": 0}), malformed),
        (json!({"epochs": 13}), malformed),
        (json!({"through_epoch": 6}), refused),
        (json!({"recognition": {"kap": [1]}}), malformed),
        (json!({"recognition": {"cap": [1]}}), malformed),
        (json!({"recognition": {"vote_lanes": [8]}}), refused),
        (json!({"distribution": {"equal_bps": 9999, "reserve_bps": 9999}}), refused),
    ];
    for (body, status) in bad {
        let answer = ask(&world, body.clone()).await;
        assert_eq!(answer.status, status, "{body}: {}", answer.text);
        crate::edge::assert_problem(&answer, PATH);
    }
    let four = ask(&world, json!({})).await.json();
    let epochs: Vec<&Value> = four["epochs"].as_array().unwrap().iter().map(|epoch| &epoch["epoch"]).collect();
    assert_eq!(epochs, [1, 2, 3, 4]);
    assert_eq!(
        ask(&world, json!({"through_epoch": 0, "epochs": 12})).await.json()["epochs"].as_array().unwrap().len(),
        1
    );
}
