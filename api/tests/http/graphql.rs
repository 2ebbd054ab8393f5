//! The GraphQL endpoint as a dashboard uses it, and as somebody who means harm does.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use serde_json::{Value, json};

use crate::{rows, world::World};

const PATH: &str = "/api/v1/communities/demo/graphql";

async fn ask(world: &World, body: Value) -> Value {
    let json = ("content-type", "application/json");
    let answer = world.send(Method::POST, PATH, &[json], Body::from(body.to_string())).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"), "{}", answer.text);
    answer.json()
}

/// What the query gives, without failures.
async fn data(world: &World, query: &str) -> Value {
    let answer = ask(world, json!({ "query": query })).await;
    assert!(answer.get("errors").is_none(), "{query}: {answer}");
    answer["data"].clone()
}

/// The code of the first failure.
async fn code(world: &World, query: &str) -> String {
    let answer = ask(world, json!({ "query": query })).await;
    let error = &answer["errors"][0];
    assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()), "{query}: {answer}");
    error["extensions"]["code"].as_str().unwrap_or("").to_owned()
}

#[tokio::test]
async fn dashboards_find_the_names_they_know() {
    let world = World::lived_in().await;
    let found = data(
        &world,
        "query Board($n: Int = 2) {
            _meta { block { number hash timestamp } deployment hasIndexingErrors }
            members(first: $n, skip: 1, where: { status: active }, orderBy: id, orderDirection: desc) { id wallet unit }
            proposals(where: { house: members, state: active }, block: { number: 100 }) {
                id title state forVotes quorumVotes endsAt description
                votes(first: 1, orderBy: castAt, orderDirection: desc) { voter support weight member { id } }
            }
            epochs(orderDirection: desc, first: 1) { id phase finality points }
        }",
    )
    .await;
    assert_eq!(found["_meta"]["block"]["number"], 100);
    assert_eq!(found["_meta"]["hasIndexingErrors"], false);
    assert_eq!(found["_meta"]["deployment"], format!("0x{}", "15".repeat(20)));
    assert_eq!([&found["members"][0]["id"], &found["members"][1]["id"]], ["5", "4"]);
    let proposal = &found["proposals"][0];
    assert_eq!((&proposal["state"], &proposal["forVotes"]), (&json!("active"), &json!("4")));
    assert_eq!(proposal["description"], rows::DESCRIPTION);
    let vote = &proposal["votes"][0];
    assert_eq!((&vote["support"], &vote["member"]["id"]), (&json!("for"), &json!("4")));
    assert_eq!((&found["epochs"][0]["id"], &found["epochs"][0]["finality"]), (&json!("5"), &json!("provisional")));
}

#[tokio::test]
async fn every_field_of_every_entity_answers() {
    let world = World::lived_in().await;
    let schema = world.get(&format!("{PATH}/schema.graphql")).await.text;
    assert!(schema.contains("scalar BigInt") && schema.contains("type Query"), "{schema}");
    let lists = [
        ("members", "Member"),
        ("contributions", "Contribution"),
        ("batches", "Batch"),
        ("epochs", "Epoch"),
        ("pools", "Pool"),
        ("claims", "Claim"),
        ("proposals", "Proposal"),
        ("votes", "Vote"),
        ("delegates", "Delegate"),
    ];
    for (list, entity) in lists {
        let text = schema.split(&format!("type {entity} {{")).nth(1).expect("a type").split('}').next().unwrap_or("");
        // Fields without arguments and without fields of their own.
        let plain = text.lines().filter_map(|line| line.trim().split_once(": "));
        let plain = plain.filter(|(name, kind)| {
            !name.contains('(')
                && !lists.iter().any(|(_, other)| {
                    kind.contains(other) && !kind.contains("MemberStatus") && !kind.contains("ProposalState")
                })
        });
        let fields: Vec<&str> = plain.map(|(name, _)| name).collect();
        assert!(fields.len() >= 4, "{entity}: {fields:?}");
        let found = data(&world, &format!("{{ {list}(first: 5) {{ {} }} }}", fields.join(" "))).await;
        let rows = found[list].as_array().expect("rows");
        assert!(!rows.is_empty() || entity == "Delegate", "{list}");
    }
}

#[tokio::test]
async fn rows_lead_to_each_other() {
    let world = World::lived_in().await;
    let found = data(
        &world,
        "{ member(id: \"2\") { contributions(orderDirection: desc, first: 2) { id member { wallet } } claims { amount }
            votes { proposal { title } } }
           epoch(id: \"1\") { pools { funded } contributions(where: { lane: 0 }) { id } batches { id } } }",
    )
    .await;
    assert_eq!(found["member"]["contributions"].as_array().map(Vec::len), Some(2));
    assert_eq!(found["member"]["contributions"][0]["member"]["wallet"], format!("0x{}", "c2".repeat(20)));
    assert_eq!(found["member"]["claims"][0]["amount"], "333333333333333333");
    assert!(found["member"]["votes"][0]["proposal"]["title"].is_string());
    assert_eq!(found["epoch"]["contributions"].as_array().map(Vec::len), Some(6));
    assert_eq!(found["epoch"]["batches"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        data(&world, "{ member(id: \"99\") { id } epoch(id: \"x\") { id } }").await,
        json!({"member": null, "epoch": null})
    );
}

#[tokio::test]
async fn lists_are_walked_by_id_in_both_directions() {
    let world = World::lived_in().await;
    for (direction, bound) in [("asc", "id_gt"), ("desc", "id_lt")] {
        let mut ids: Vec<String> = Vec::new();
        loop {
            let from = ids.last().map_or(String::new(), |id| format!("where: {{ {bound}: \"{id}\" }},"));
            let found =
                data(&world, &format!("{{ contributions({from} first: 5, orderDirection: {direction}) {{ id }} }}"))
                    .await;
            let page = found["contributions"].as_array().expect("rows").clone();
            ids.extend(page.iter().map(|row| row["id"].as_str().unwrap_or("").to_owned()));
            if page.len() < 5 {
                break;
            }
        }
        ids.dedup();
        assert_eq!(ids.len() as u64, rows::CONTRIBUTIONS, "{direction}: {ids:?}");
    }
    assert_eq!(code(&world, "{ members(where: { id_lt: \"3\" }) { id } }").await, "invalid_request");
    assert_eq!(code(&world, "{ contributions(where: { id_gt: \"3\" }) { id } }").await, "invalid_request");
}

#[tokio::test]
async fn only_the_indexed_block_is_answered_for() {
    let world = World::lived_in().await;
    let hash = format!("0x{:064x}", 100);
    for block in ["number: 100".to_owned(), "number_gte: 7".to_owned(), format!("hash: \"{hash}\"")] {
        data(
            &world,
            &format!("{{ members(block: {{ {block} }}) {{ id }} _meta(block: {{ {block} }}) {{ deployment }} }}"),
        )
        .await;
    }
    assert_eq!(code(&world, "{ members(block: { number: 99 }) { id } }").await, "block_not_kept");
    assert_eq!(code(&world, "{ member(id: 1, block: { number: 99 }) { id } }").await, "block_not_kept");
    assert_eq!(code(&world, "{ _meta(block: { number_gte: 101 }) { deployment } }").await, "not_indexed_yet");
}

#[tokio::test]
async fn queries_that_cost_too_much_are_not_run() {
    let world = World::lived_in().await;
    for query in ["{ members(first: 1001) { id } }", "{ members(first: 0) { id } }", "{ members(skip: 5001) { id } }"] {
        assert_eq!(code(&world, query).await, "invalid_request", "{query}");
    }
    let aliases: String = (0..1000).map(|n| format!("a{n}: members(first: 1) {{ id }} ")).collect();
    assert_eq!(code(&world, &format!("{{ {aliases} }}")).await, "query_too_long");
    let aliases: String = (0..100).map(|n| format!("a{n}: members(first: 1) {{ id }} ")).collect();
    assert_eq!(code(&world, &format!("{{ {aliases} }}")).await, "too_many_aliases");
    let deep = "{ proposals(first: 1) { votes(first: 1) { proposal { votes(first: 1) { proposal { votes(first: 1) {
        proposal { votes(first: 1) { id } } } } } } } } }";
    let answer = ask(&world, json!({ "query": deep })).await;
    assert!(answer["errors"][0]["message"].as_str().is_some_and(|text| text.contains("too deep")), "{answer}");
    assert_eq!(code(&world, "{ members { ...a } } fragment a on Member { ...a }").await, "circular_fragment");
    assert_eq!(code(&world, "mutation { x }").await, "only_queries");
    assert!(ask(&world, json!({ "query": "{" })).await["errors"].is_array());
    assert!(
        ask(&world, json!({ "query": "{ membres { id } }" })).await["errors"][0]["message"]
            .as_str()
            .is_some_and(|text| !text.contains("members")),
        "no suggestions"
    );
    let json = ("content-type", "application/json");
    let batch = world.send(Method::POST, PATH, &[json], Body::from("[{\"query\":\"{ members { id } }\"}]")).await;
    assert_eq!(batch.status, StatusCode::BAD_REQUEST, "one query at a time: {}", batch.text);
}

#[tokio::test]
async fn introspection_is_answered_alone() {
    let world = World::lived_in().await;
    let introspection = "query IntrospectionQuery { __schema { queryType { name } types { kind name fields(includeDeprecated:
        true) { name args { name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } type {
        kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }";
    let found = data(&world, introspection).await;
    assert_eq!(found["__schema"]["queryType"]["name"], "Query");
    assert!(found["__schema"]["types"].as_array().is_some_and(|types| types.len() > 20));
    assert_eq!(code(&world, "{ __schema { types { name } } members { id } }").await, "introspection_alone");
    assert_eq!(data(&world, "{ members(first: 1) { __typename id } }").await["members"][0]["__typename"], "Member");
}
