//! The documents of ERC-4824.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{
    rows::{ACTIVE, NAME},
    world::World,
};

const DAO: &str = "/api/v1/communities/demo/dao";

/// Names of the ERC's JSON-LD schemas: for each kind of object, those it must have and those it may have.
const NAMES: [(&str, &[&str], &[&str]); 7] = [
    (
        "DAO",
        &["@context", "type", "name", "membersURI", "proposalsURI", "activityLogURI", "contractsURI"],
        &["description", "governanceURI"],
    ),
    ("list", &["@context", "type", "name"], &["members", "proposals", "activities", "contracts"]),
    ("EthereumAddress", &["type", "id"], &["name", "description"]),
    ("proposal", &["type", "id", "contentURI", "status"], &["name", "calls"]),
    ("CallDataEVM", &["type", "operation", "from", "to", "value", "data"], &[]),
    ("activity", &["id", "type", "proposal", "member"], &[]),
    ("reference", &["type", "id"], &[]),
];

fn assert_names(kind: &str, object: &Value) {
    let (_, must, may) = NAMES.iter().find(|(name, ..)| *name == kind).expect("a kind of the ERC");
    let has: BTreeSet<&str> = object.as_object().expect("an object").keys().map(String::as_str).collect();
    for name in *must {
        assert!(has.contains(name), "{kind} without {name}: {object}");
    }
    for name in &has {
        assert!(must.contains(name) || may.contains(name), "{kind} with {name}: {object}");
    }
    for (name, value) in object.as_object().expect("an object") {
        assert!(!value.is_null() && value != "", "{name} without a value is left out: {object}");
    }
}

async fn document(world: &World, path: &str) -> Value {
    let answer = world.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    assert_eq!(answer.header("content-type"), "application/ld+json");
    let document = answer.json();
    assert_eq!(document["@context"], "https://www.daostar.org/schemas");
    assert_eq!((&document["type"], &document["name"]), (&json!("DAO"), &json!(NAME)));
    document
}

/// The list of a subsidiary document.
async fn list(world: &World, name: &str) -> Vec<Value> {
    let document = document(world, &format!("{DAO}/{name}")).await;
    assert_names("list", &document);
    document[name].as_array().expect("a list").clone()
}

#[tokio::test]
async fn the_document_leads_to_all_others() {
    let world = World::lived_in().await;
    let dao = document(&world, DAO).await;
    assert_names("DAO", &dao);
    for name in ["membersURI", "proposalsURI", "activityLogURI", "contractsURI"] {
        let uri = dao[name].as_str().expect("a URI");
        let path = uri.strip_prefix("https://palabre.example").unwrap_or_else(|| panic!("{uri} is not absolute"));
        document(&world, path).await;
    }
    assert_eq!(dao["governanceURI"], "data:text/plain,Be%20kind%20<script>alert(3)</script>");
}

#[tokio::test]
async fn members_are_the_wallets_of_active_ones() {
    let world = World::lived_in().await;
    let members = list(&world, "members").await;
    members.iter().for_each(|member| assert_names("EthereumAddress", member));
    assert_eq!(members.len(), 6, "one of seven left");
    assert_eq!(members[0]["id"], format!("eip155:31337:0x{}", "c1".repeat(20)));
}

#[tokio::test]
async fn proposals_have_ids_statuses_and_calls() {
    let world = World::lived_in().await;
    let proposals = list(&world, "proposals").await;
    assert_eq!(proposals.len(), 3);
    for proposal in &proposals {
        assert_names("proposal", proposal);
        assert_eq!(proposal["type"], "proposal");
        for call in proposal["calls"].as_array().expect("calls") {
            assert_names("CallDataEVM", call);
            assert_eq!((&call["type"], &call["operation"]), (&json!("CallDataEVM"), &json!("call")));
            assert_eq!(call["from"], format!("0x{}", "12".repeat(20)), "the members' timelock");
        }
    }
    let latest = &proposals[0];
    assert_eq!(latest["id"], format!("eip155:31337:0x{}?proposalId={}", "19".repeat(20), 0x0a01));
    assert_eq!(latest["status"], "active");
    assert_eq!(latest["contentURI"], format!("https://palabre.example/c/demo/proposals/members/{ACTIVE}"));
}

#[tokio::test]
async fn activities_are_proposals_and_votes_in_order() {
    let world = World::lived_in().await;
    let activities = list(&world, "activities").await;
    assert_eq!(activities.len(), 3 + 4);
    for activity in &activities {
        assert_names("activity", activity);
        assert_names("reference", &activity["proposal"]);
        assert_names("EthereumAddress", &activity["member"]);
        assert!(activity["proposal"]["id"].as_str().is_some_and(|id| id.contains("?proposalId=")));
    }
    let ids: BTreeSet<&str> = activities.iter().filter_map(|activity| activity["id"].as_str()).collect();
    assert_eq!(ids.len(), activities.len(), "ids are distinct");
    let last = &activities[6];
    assert_eq!(last["member"]["id"], format!("eip155:31337:0x{}", "c4".repeat(20)), "the last who voted");
}

#[tokio::test]
async fn every_contract_is_named() {
    let world = World::lived_in().await;
    let contracts = list(&world, "contracts").await;
    let ids: BTreeSet<&str> = contracts.iter().filter_map(|contract| contract["id"].as_str()).collect();
    assert_eq!((contracts.len(), ids.len()), (14, 14));
    for contract in &contracts {
        assert_names("EthereumAddress", contract);
        assert!(contract["name"].is_string() && contract["description"].is_string(), "{contract}");
    }
}
