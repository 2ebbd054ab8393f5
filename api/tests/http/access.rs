//! Who may do what: every route for everybody, against a committed table. A route without a row fails.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use axum::{body::Body, http::Method};
use palabre_api::router;
use serde_json::Value;

use crate::{people::Who, world::World};

const UPDATE: &str = "UPDATE_SNAPSHOTS";
const TABLE: &str = "tests/http/access.csv";

/// What is private to a community, but not to its organizers.
const FOR_MEMBERS: [&str; 16] = [
    "GET /api/v1/communities/{community}/statements/{hash}",
    "GET /api/v1/communities/{community}/links",
    "POST /api/v1/communities/{community}/links",
    "POST /api/v1/communities/{community}/links/prepare",
    "POST /api/v1/communities/{community}/links/prove",
    "DELETE /api/v1/communities/{community}/links/{source}/{account}",
    "GET /api/v1/communities/{community}/preferences",
    "PUT /api/v1/communities/{community}/preferences",
    "GET /api/v1/communities/{community}/review",
    "GET /api/v1/communities/{community}/review/{subject}",
    "POST /api/v1/communities/{community}/review/{subject}/words",
    "POST /api/v1/communities/{community}/review/{subject}/duplicate",
    "POST /api/v1/communities/{community}/review/{subject}/shares",
    "GET /api/v1/communities/{community}/review/batches",
    "POST /api/v1/communities/{community}/review/batches/prepare",
    "POST /api/v1/communities/{community}/review/batches/submit",
];

/// What one role beside the organizers may: the ends of routes that are not for everybody.
const FOR_ROLES: [(&str, &str); 2] = [("/syntheses", "documentalist"), ("/mail-invitations", "moderator")];

/// Whether somebody without the role of organizer may do this.
fn is_for(route: &str, who: &str) -> bool {
    let end = route.split("{community}").nth(1).unwrap_or_default();
    FOR_MEMBERS.contains(&route) || FOR_ROLES.iter().any(|(begin, role)| *role == who && end.starts_with(begin))
}

/// A route of the API.
struct Operation {
    method: Method,
    path: String,
    /// Whether the document says that it is not for everybody.
    locked: bool,
}

fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(router::openapi()).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("the document has paths");
    let all = paths.iter().flat_map(|(path, operations)| {
        let operations = operations.as_object().expect("a path has operations");
        operations.iter().map(|(method, operation)| Operation {
            method: method.to_uppercase().parse().expect("a method"),
            path: path.clone(),
            locked: operation["security"] != Value::Null,
        })
    });
    all.collect()
}

/// The path with something in the place of each parameter.
fn example(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{community}" => "demo",
        part if part.starts_with('{') => "1",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn status(world: &World, operation: &Operation, who: Who) -> u16 {
    let mut headers = world.headers_of(who).await;
    headers.push(("content-type", "application/json".to_owned()));
    let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = if operation.method == Method::POST { Body::from("{}") } else { Body::empty() };
    world.status(operation.method.clone(), &example(&operation.path), &headers, body).await
}

type Row = BTreeMap<String, u16>;

async fn observed() -> BTreeMap<String, Row> {
    let mut table = BTreeMap::new();
    for operation in operations() {
        // A world for each route: what one of them ends or makes must not matter to the next.
        let world = World::peopled().await;
        let mut row = Row::new();
        for who in Who::ALL {
            row.insert(who.name(), status(&world, &operation, who).await);
        }
        table.insert(format!("{} {}", operation.method, operation.path), row);
    }
    table
}

fn write(table: &BTreeMap<String, Row>) -> String {
    let names: Vec<String> = Who::ALL.iter().map(|who| who.name()).collect();
    let mut text = format!("route,{}\n", names.join(","));
    for (route, row) in table {
        let cells: Vec<String> = names.iter().map(|name| row[name].to_string()).collect();
        writeln!(text, "{route},{}", cells.join(",")).expect("a text grows");
    }
    text
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_table_says() {
    let seen = write(&observed().await);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    if std::env::var_os(UPDATE).is_some() {
        fs::write(&path, &seen).expect("the table can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let rows = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (seen, committed) = (rows(&seen), rows(&committed));
    let missing: Vec<_> = seen.iter().filter(|row| !committed.contains(row)).collect();
    let stale: Vec<_> = committed.iter().filter(|row| !seen.contains(row)).collect();
    assert!(
        missing.is_empty() && stale.is_empty(),
        "{TABLE} does not say how these routes answer: {missing:#?}, but {stale:#?}. Look whether each person may do \
         what the new rows say; then run the tests once with {UPDATE}=1 and commit the table."
    );
}

/// The rules behind the table, so that nobody can commit a table that breaks them.
#[test]
fn the_table_keeps_the_rules() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE)).expect("the table is committed");
    let names: Vec<&str> = text.lines().next().unwrap_or("").split(',').skip(1).collect();
    let locked: BTreeMap<String, bool> =
        operations().into_iter().map(|one| (format!("{} {}", one.method, one.path), one.locked)).collect();
    for line in text.lines().skip(1) {
        let (route, cells) = line.split_once(',').expect("a row has cells");
        let row: BTreeMap<&str, u16> =
            names.iter().copied().zip(cells.split(',').map(|cell| cell.parse().expect("a status"))).collect();
        let refused = |who: &str| matches!(row[who], 401 | 403);
        if locked[route] {
            assert_eq!(row["anonymous"], 401, "{route} is not for everybody");
        } else {
            let people = ["anonymous", "newcomer", "member", "suspended", "moderator", "organizer", "departed"];
            assert!(people.iter().all(|who| !refused(who)), "{route} is for everybody");
        }
        if locked[route] && route.contains("{community}") {
            for who in ["member", "suspended", "documentalist", "moderator"] {
                assert_eq!(refused(who), !is_for(route, who), "{route} for {who}");
            }
            for stranger in ["newcomer", "otherorganizer", "departed", "otherkey"] {
                assert_eq!(row[stranger], 403, "{route} for {stranger}");
            }
            assert!(!refused("organizer"), "{route} for organizers");
        }
        if !route.starts_with("GET") {
            assert_eq!(row["readkey"], 403, "{route} with a key that may read only");
        }
    }
}
