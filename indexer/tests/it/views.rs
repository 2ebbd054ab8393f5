//! The views for people's own queries are what docs/views.md says they are.

use palabre_indexer::{Store, Verify, sql::query_scalar};
use sqlx::AssertSqlSafe;

use crate::{
    chain::{FakeChain, config, indexer},
    life::Dice,
};

const DOCUMENT: &str = include_str!("../../../docs/views.md");

/// Views as documented: name, and columns with their types.
fn documented() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let sections = DOCUMENT.split("\n## v1_").skip(1).zip(DOCUMENT.match_indices("\n## v1_"));
    let views = sections.map(|(section, (place, _))| {
        let name = DOCUMENT[place + 4..].lines().next().unwrap();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        let columns = rows.map(|row| {
            let (column, rest) = row.split_once("` | ").unwrap();
            (column, rest.split(" | ").next().unwrap())
        });
        (name, columns.collect())
    });
    views.collect()
}

/// A mirror of a lively community.
async fn lively() -> Store {
    let chain = FakeChain::new(2, 9);
    chain.grow(400, &mut Dice(9));
    let (store, indexer) = indexer(&chain, 2, config(Verify::Off)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    store
}

async fn texts(store: &Store, sql: String) -> Vec<String> {
    query_scalar(AssertSqlSafe(sql)).fetch_all(store.pool()).await.unwrap()
}

#[tokio::test]
async fn every_view_has_the_documented_columns_in_their_order() {
    let store = palabre_indexer::testing::store().await;
    let documented = documented();
    let names: Vec<&str> = documented.iter().map(|(name, _)| *name).collect();
    let mut views = palabre_indexer::testing::views(store.pool()).await;
    views.sort_by_key(|view| names.iter().position(|name| name == view));
    assert_eq!(views, names);
    for (view, columns) in documented {
        let expected: Vec<&str> = columns.iter().map(|(column, _)| *column).collect();
        assert_eq!(palabre_indexer::testing::columns(store.pool(), view).await, expected, "{view}");
    }
}

#[tokio::test]
async fn values_of_views_have_the_documented_types_and_forms() {
    let store = lively().await;
    let types = |engine: palabre_indexer::sql::Engine, column: &str| match engine {
        palabre_indexer::sql::Engine::Sqlite => format!("typeof({column})"),
        palabre_indexer::sql::Engine::Postgres => format!("pg_typeof({column})::TEXT"),
    };
    let mut seen = 0;
    for (view, columns) in documented() {
        for (column, kind) in columns {
            let type_of = types(store.pool().engine(), column);
            let sql = format!("SELECT DISTINCT {type_of} FROM {view} WHERE {column} IS NOT NULL");
            for found in texts(&store, sql).await {
                let expected: &[&str] = match kind {
                    "BIGINT" => &["integer", "bigint", "smallint"],
                    "TEXT" => &["text"],
                    "DOUBLE PRECISION" => &["real", "double precision"],
                    other => panic!("{view}.{column} is documented as {other}"),
                };
                assert!(expected.contains(&found.as_str()), "{view}.{column} is {found}");
                seen += 1;
            }
            if let Some(amount) = column.strip_suffix("_approx") {
                let sql = format!("SELECT DISTINCT {amount} FROM {view} ORDER BY {amount}");
                for text in texts(&store, sql).await {
                    let is_plain = text == "0" || !text.starts_with('0');
                    assert!(is_plain && text.chars().all(|letter| letter.is_ascii_digit()), "{view}.{amount}: {text}");
                }
            }
        }
    }
    assert!(seen > 80, "{seen} columns hold something: the community is not lively enough");
}

#[tokio::test]
async fn bytes_are_lower_case_hex_and_no_row_is_lost_or_doubled() {
    let store = lively().await;
    for (view, table, column) in [
        ("v1_members", "members", "wallet"),
        ("v1_contributions", "contributions", "tx_hash"),
        ("v1_events", "events", "block_hash"),
        ("v1_proposals", "proposals", "proposal_id"),
        ("v1_points", "member_epochs", "community"),
        ("v1_communities", "communities", "membership"),
    ] {
        let rows = |name: &str| AssertSqlSafe(format!("SELECT COUNT(*) FROM {name}"));
        let expected: i64 = query_scalar(rows(table)).fetch_one(store.pool()).await.unwrap();
        let found: i64 = query_scalar(rows(view)).fetch_one(store.pool()).await.unwrap();
        assert!(expected > 0, "{table} is empty");
        assert_eq!(found, expected, "{view}");
        for text in texts(&store, format!("SELECT DISTINCT {column} FROM {view}")).await {
            let is_hex = |digits: &str| digits.chars().all(|digit| matches!(digit, '0'..='9' | 'a'..='f'));
            let good =
                column == "community" || text.strip_prefix("0x").is_some_and(|rest| rest.len() >= 40 && is_hex(rest));
            assert!(good, "{view}.{column}: {text}");
        }
    }
}
