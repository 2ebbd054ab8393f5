use std::{collections::BTreeSet, fs, path::Path};

use palabre_api::{openapi, router};

use crate::world::World;

/// Set to rewrite what is committed.
const UPDATE: &str = "UPDATE_SNAPSHOTS";

/// How names of operations begin: a generated client has them all in one place.
const VERBS: [&str; 52] = [
    "activate", "begin", "bind", "change", "check", "clear", "close", "compose", "create", "delete", "discard",
    "erase", "execute", "explain", "export", "find", "follow", "invite", "judge", "keep", "link", "list", "make",
    "mark", "mint", "open", "poll", "prepare", "prove", "publish", "query", "queue", "recount", "rehearse", "resend",
    "retry", "revoke", "rotate", "set", "settle", "share", "show", "sign", "simulate", "stop", "stream", "submit",
    "test", "tie", "unlink", "withdraw", "write",
];

#[tokio::test]
async fn the_committed_document_is_the_one_that_is_served() {
    let served = openapi::text(&router::openapi()).expect("the document is JSON");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, &served).expect("docs can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == served, "docs/openapi.json is stale: run the tests once with {UPDATE}=1 and commit it");
    assert_eq!(World::lived_in().await.get("/api/v1/openapi.json").await.text, served);
}

#[test]
fn every_operation_says_how_it_fails_and_what_it_needs() {
    let document = serde_json::to_value(router::openapi()).expect("the document is JSON");
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().expect("the document has paths");
    let mut ids = BTreeSet::new();
    for (path, operations) in paths {
        for (method, operation) in operations.as_object().expect("a path has operations") {
            let named = |text: &str| operation[text].as_str().is_some_and(|text| !text.is_empty());
            assert!(named("summary") && named("operationId"), "{method} {path}");
            let id = operation["operationId"].as_str().unwrap_or_default();
            assert!(
                id.split_once('_').is_some_and(|(verb, _)| VERBS.contains(&verb)),
                "{method} {path}: {id} says not what is done to what"
            );
            assert!(ids.insert(operation["operationId"].to_string()), "{method} {path} has another's name");
            for parameter in path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                let described = operation["parameters"].as_array().is_some_and(|all| {
                    all.iter().any(|one| one["name"] == parameter && one["in"] == "path" && one["required"] == true)
                });
                assert!(described, "{parameter} of {path}");
            }
            if path.starts_with("/api/") {
                assert!(!operation["responses"]["400"].is_null(), "{method} {path} has no problem");
            }
        }
    }
}

/// Two types of one name become one schema, and the document says of one what is true of the other.
#[test]
fn no_two_types_have_the_same_schema() {
    let mut names = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("sources are readable") {
            let path = entry.expect("sources are readable").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap_or_default();
            for (_, rest) in source.match_indices("ToSchema)]\n").map(|(at, _)| source.split_at(at)) {
                let name = schema_name(rest).unwrap_or_else(|| panic!("{}: a schema without a name", path.display()));
                // Macros give theirs elsewhere.
                let is_new = name.is_empty() || names.insert(name.to_owned());
                assert!(is_new, "{name} of {} is another type's too", path.display());
            }
        }
    }
    assert!(names.len() > 100, "{names:?}");
}

/// The name of the schema of the first type in a source.
fn schema_name(source: &str) -> Option<&str> {
    let attributes = ["struct ", "enum "].iter().filter_map(|word| source.find(word)).min()?;
    let (before, item) = source.split_at(attributes);
    let given = before.split_once("#[schema(as = ").map(|(_, rest)| rest);
    let text = given.or_else(|| item.split_once(' ').map(|(_, rest)| rest))?;
    text.split(|letter: char| !letter.is_alphanumeric()).next()
}

#[test]
fn every_reference_leads_somewhere() {
    let document = serde_json::to_value(router::openapi()).expect("the document is JSON");
    let text = document.to_string();
    for pointer in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document.pointer(pointer).is_some(), "nothing at {pointer}");
    }
    let operations = text.matches("\"operationId\"").count();
    assert!(text.len() < operations * 4_000, "schemas are referred to, not repeated");
}
