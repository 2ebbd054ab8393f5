//! Whole lists, and what all lists have in common however they are written.

use axum::http::StatusCode;
use serde_json::Value;

use crate::{rows, world::World};

const C: &str = "/api/v1/communities/demo";
const LISTS: [&str; 16] = [
    "/members",
    "/contributions",
    "/batches",
    "/epochs",
    "/epochs/1/shares",
    "/proposals",
    "/proposals?state=active",
    "/events",
    "/rules",
    "/share-rules",
    "/votes",
    "/claims",
    "/challenges",
    "/applications",
    "/recoveries",
    "/members/2/explain",
];

fn with(path: &str, query: &str) -> String {
    let glue = if path.contains('?') { '&' } else { '?' };
    format!("{C}{path}{glue}{query}")
}

#[tokio::test]
async fn a_whole_list_is_its_pages_together_in_every_format() {
    let world = World::lived_in().await;
    for list in LISTS {
        let pages = world.get(&with(list, "limit=200")).await.json();
        let items = pages["items"].as_array().expect("a list has items");
        assert!(!items.is_empty(), "{list}");
        let whole = world.get(&with(list, "all=true")).await;
        assert_eq!((whole.status, &whole.json()["items"]), (StatusCode::OK, &pages["items"]), "{list}");
        assert_eq!(whole.json()["as_of"], pages["as_of"], "{list}");
        assert!(whole.json()["next"].is_null(), "{list}");
        let lines = world.get(&with(list, "all=true&format=jsonl")).await;
        assert_eq!(lines.header("content-type"), "application/jsonl", "{list}");
        let parsed: Vec<Value> = lines.text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(&parsed, items, "{list}");
        let table = world.get(&with(list, "all=true&format=csv")).await;
        let mut reader = csv::Reader::from_reader(table.text.as_bytes());
        let columns = reader.headers().expect("a header").len();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("RFC 4180");
        assert_eq!(rows.len(), items.len(), "{list}");
        assert!(rows.iter().all(|row| row.len() == columns), "{list}");
        assert_eq!(table.header("palabre-block-number"), "100", "a table has its block in a header");
        assert_eq!(table.header("palabre-block-hash"), format!("0x{:064x}", 100));
    }
}

#[tokio::test]
async fn long_lists_are_whole() {
    let world = World::lived_in().await;
    rows::many_contributions(&world.store, 2500).await;
    let lines = world.get(&format!("{C}/contributions?all=true&format=jsonl&lane=7")).await;
    assert_eq!(lines.text.lines().count(), 2500);
    let first: Value = serde_json::from_str(lines.text.lines().next().unwrap_or("")).expect("JSON");
    assert_eq!((&first["batch"], &first["position"]), (&Value::from(99), &Value::from(2499)), "latest first");
    let document = world.get(&format!("{C}/contributions?all=true&lane=7")).await.json();
    assert_eq!(document["items"].as_array().map(Vec::len), Some(2500));
}

#[tokio::test]
async fn lines_can_be_asked_for_by_header() {
    let world = World::lived_in().await;
    let by_name = world.get(&format!("{C}/members?format=jsonl&limit=2")).await;
    for kind in ["application/jsonl", "application/x-ndjson, */*;q=0.1"] {
        let by_header = world.get_with(&format!("{C}/members?limit=2"), &[("accept", kind)]).await;
        assert_eq!(by_header.text, by_name.text, "{kind}");
        assert!(by_header.header("link").contains("after="), "{kind}");
    }
    assert_eq!(by_name.text.lines().count(), 2);
}

#[tokio::test]
async fn numbers_say_whether_they_may_still_change() {
    let world = World::lived_in().await;
    let list = world.get(&format!("{C}/contributions")).await.json();
    for item in list["items"].as_array().expect("items") {
        let expected = if item["epoch"] == 5 { "provisional" } else { "final" };
        assert_eq!(item["finality"], expected, "{item}");
    }
    assert_eq!(world.get(&format!("{C}/epochs/5")).await.json()["dates"]["finality"], "provisional");
    assert_eq!(world.get(&format!("{C}/epochs/1/shares")).await.json()["finality"], "final");
    let member = world.get(&format!("{C}/members/1")).await.json();
    assert_eq!(member["epochs"][0]["finality"], "provisional");
    assert_eq!(member["epochs"][2]["finality"], "final");
}

#[tokio::test]
async fn a_part_and_the_whole_exclude_each_other() {
    let world = World::lived_in().await;
    for query in ["all=true&limit=3", "all=true&after=31", "all=maybe"] {
        let answer = world.get(&format!("{C}/members?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
    assert_eq!(world.get(&format!("{C}/members?all=false&limit=3")).await.status, StatusCode::OK);
}
