//! The server goes away for a while and comes back: nobody has to restart anything.

use std::time::Duration;

use palabre_tests::{doubles, node::Node};
use tempfile::TempDir;

use crate::{get, server::Database};

/// Asks until the answer has this status.
async fn until(node: &Node, path: &str, expected: u16) -> serde_json::Value {
    for _ in 0..600 {
        let (status, body) = get(node, path).await;
        if status == expected {
            return body;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("{path} never answered {expected}");
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_server_is_away_readers_are_told_to_come_back_and_then_all_goes_on() {
    let (data, database) = (TempDir::new().unwrap(), Database::new().await);
    let line = database.line().await;
    let node = Node::start_with("demo", data.path(), &["--database-url", &line.url]).unwrap();
    let members = "/api/v1/communities/manual/members";
    until(&node, members, 200).await;
    let before = until(&node, "/readyz", 200).await;
    line.cut();
    let told = until(&node, members, 503).await;
    assert!(told["next_step"].as_str().unwrap().contains("Retry"), "{told}");
    let answer = doubles::client().get(format!("{}{members}", node.pages)).send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"), "{:?}", answer.headers());
    line.mend();
    until(&node, members, 200).await;
    let after = until(&node, "/readyz", 200).await;
    assert!(!before.is_null() && !after.is_null());
}
