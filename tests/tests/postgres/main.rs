//! The whole service on PostgreSQL, beside the same on SQLite. `scripts/test postgres` starts a server for it.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

mod dashboard;
mod outage;
mod server;

use std::path::Path;

use palabre_tests::{doubles, node::Node, process, workspace};
use tempfile::TempDir;

use self::server::Database;

/// What a command that must succeed prints.
fn text(arguments: &[&str]) -> String {
    let output = process::run(arguments).unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn replay(data: &Path, url: Option<&str>) -> String {
    let rounds = workspace::rounds();
    let mut arguments = vec!["replay", "--json", "--seed", "7", "--data", data.to_str().unwrap()];
    arguments.extend(url.map(|url| ["--database-url", url]).iter().flatten());
    arguments.extend(rounds.iter().map(|round| round.to_str().unwrap()));
    text(&arguments)
}

async fn get(node: &Node, path: &str) -> (u16, serde_json::Value) {
    let answer = doubles::client().get(format!("{}{path}", node.pages)).send().await.unwrap();
    let status = answer.status().as_u16();
    (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
}

#[tokio::test]
async fn the_same_history_gives_the_same_export_from_both_databases() {
    let (first, second, database) = (TempDir::new().unwrap(), TempDir::new().unwrap(), Database::new().await);
    let reports = replay(first.path(), None);
    assert_eq!(replay(second.path(), Some(&database.url)), reports, "the reports differ");
    let sqlite = text(&["export", "--data", first.path().to_str().unwrap()]);
    let folder = second.path().to_str().unwrap();
    let postgres = text(&["export", "--data", folder, "--database-url", &database.url]);
    assert!(sqlite.lines().count() > 1000, "{} lines", sqlite.lines().count());
    assert!(sqlite == postgres, "the exports differ");
    assert!(!second.path().join("palabre.sqlite").exists(), "no file was asked for");
}

#[tokio::test]
async fn a_node_that_is_killed_goes_on_with_what_is_in_the_server() {
    let (data, database) = (TempDir::new().unwrap(), Database::new().await);
    let flags = ["--database-url", &database.url];
    let node = Node::start_with("demo", data.path(), &flags).unwrap();
    let (status, members) = get(&node, "/api/v1/communities/manual/members?limit=100").await;
    assert_eq!(status, 200, "{members}");
    node.kill().unwrap();
    let node = Node::start_with("demo", data.path(), &flags).unwrap();
    let (status, again) = get(&node, "/api/v1/communities/manual/members?limit=100").await;
    assert_eq!((status, &again["items"]), (200, &members["items"]));
    assert!(!again["items"].as_array().unwrap().is_empty(), "{again}");
}

#[tokio::test]
async fn a_backup_of_a_server_is_restored_into_a_file_and_into_a_server() {
    let (data, database, target) = (TempDir::new().unwrap(), Database::new().await, Database::new().await);
    replay(data.path(), Some(&database.url));
    let (folder, archive) = (data.path().to_str().unwrap(), data.path().with_extension("tar"));
    let archive = archive.to_str().unwrap();
    text(&["backup", archive, "--data", folder, "--database-url", &database.url]);
    let expected = text(&["export", "--data", folder, "--database-url", &database.url]);
    let restored = TempDir::new().unwrap();
    let (file, server) = (restored.path().join("file"), restored.path().join("server"));
    let (file, server) = (file.to_str().unwrap(), server.to_str().unwrap());
    text(&["restore", archive, "--data", file]);
    assert!(text(&["export", "--data", file]) == expected, "the file differs");
    text(&["restore", archive, "--data", server, "--database-url", &target.url]);
    assert!(text(&["export", "--data", server, "--database-url", &target.url]) == expected, "the server differs");
    let twice = restored.path().join("twice");
    let again = ["restore", archive, "--data", twice.to_str().unwrap(), "--database-url", &target.url];
    let refused = process::run(again).unwrap();
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(message.contains("is not empty"), "{message}");
    std::fs::remove_file(archive).unwrap();
}

#[tokio::test]
async fn a_second_node_on_the_same_server_stands_by() {
    let (data, database) = (TempDir::new().unwrap(), Database::new().await);
    replay(data.path(), Some(&database.url));
    let store = palabre_indexer::Store::connect(&database.url.parse().unwrap()).await.unwrap();
    // Holds what the indexer of another machine would hold, as long as its connection lasts.
    let lock = "SELECT pg_try_advisory_lock(hashtextextended('palabre.indexer.' || current_schema(), 0))";
    assert!(palabre_indexer::sql::query_scalar::<bool>(lock).fetch_one(store.pool()).await.unwrap());
    let arguments = ["rewind", "--to", "5", "--data", data.path().to_str().unwrap(), "--database-url", &database.url];
    let refused = process::run(arguments).unwrap();
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(3), "{message}");
    assert!(message.contains("another process writes") && message.contains("advisory lock"), "{message}");
    store.close().await;
    text(&arguments);
}

#[tokio::test]
async fn a_server_that_cannot_be_used_is_told_with_what_to_do() {
    let (data, database) = (TempDir::new().unwrap(), Database::new().await);
    let folder = data.path().join("data");
    let base = database.url.split_once("options").unwrap().0;
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for (url, expected) in [
        (format!("postgres://p:secret@{nobody}/palabre"), ["does not answer", "is it running"]),
        (base.replace("/postgres?", "/nothing_here?"), ["refuses", "createdb"]),
        (base.replace("user=palabre", "user=nobody_here"), ["refuses", "pg_hba.conf"]),
        ("mysql://u:secret@localhost/palabre".to_owned(), ["--database-url", "expected sqlite:PATH or postgres://"]),
    ] {
        let arguments = ["export", "--data", folder.to_str().unwrap(), "--database-url", &url];
        let output = process::run(arguments).unwrap();
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{url}: {message}");
        assert!(expected.iter().all(|words| message.contains(words)), "{url}: {message}");
        assert!(!message.contains("secret"), "{message}");
    }
}
