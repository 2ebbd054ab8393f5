//! Both databases say the same to the same statements.

use palabre_indexer::{
    sql::{Engine, Value, copy, insert_rows, query, query_as, query_scalar},
    testing::{self, Place},
};

const INSERT: &str = "INSERT INTO community_states (community, attester, opened_at) VALUES ($1, $2, $3)";

#[tokio::test]
async fn a_statement_takes_what_is_there_and_what_is_absent_in_any_order() {
    let store = testing::store().await;
    let rows = [
        ("a", None, None),
        ("b", Some(vec![0, 255]), Some(7i64)),
        ("c", None, Some(i64::MAX)),
        ("d", Some(vec![]), None),
    ];
    for (name, bytes, number) in &rows {
        let done = query(INSERT).bind(*name).bind(bytes.clone()).bind(*number).execute(store.pool()).await.unwrap();
        assert_eq!(done.rows_affected(), 1);
    }
    let sql = "SELECT community, attester, opened_at FROM community_states ORDER BY community";
    let found: Vec<(String, Option<Vec<u8>>, Option<i64>)> = query_as(sql).fetch_all(store.pool()).await.unwrap();
    let expected: Vec<_> = rows.map(|(name, bytes, number)| (name.to_owned(), bytes, number)).into();
    assert_eq!(found, expected);
    let sql =
        "SELECT community FROM community_states WHERE opened_at = $1 OR ($1 IS NULL AND attester IS NULL) LIMIT 1";
    let of = async |number: Option<i64>| -> Option<String> {
        query_scalar(sql).bind(number).fetch_optional(store.pool()).await.unwrap()
    };
    assert_eq!((of(Some(7)).await.as_deref(), of(Some(8)).await, of(None).await.is_some()), (Some("b"), None, true));
}

#[tokio::test]
async fn many_rows_go_in_at_once_and_the_first_may_lack_what_others_have() {
    const ROWS: i64 = 2_345;
    let store = testing::store().await;
    let row = |number: i64| {
        let bytes = (number % 2 == 1).then(|| number.to_be_bytes().to_vec());
        vec![Value::from(format!("c{number:05}")), Value::from(bytes), Value::from((number % 3 == 1).then_some(number))]
    };
    let mut transaction = store.pool().begin().await.unwrap();
    let into = "INSERT INTO community_states (community, attester, opened_at)";
    insert_rows(&mut transaction, into, (0..ROWS).map(row), "").await.unwrap();
    let rest = " ON CONFLICT (community) DO UPDATE SET opened_at = excluded.opened_at";
    insert_rows(&mut transaction, into, vec![vec!["c00000".into(), Value::from(None::<Vec<u8>>), 9i64.into()]], rest)
        .await
        .unwrap();
    insert_rows(&mut transaction, into, [], "").await.unwrap();
    transaction.commit().await.unwrap();
    let sql = "SELECT COUNT(*), COUNT(attester), CAST(SUM(opened_at) AS BIGINT) FROM community_states";
    let found: (i64, i64, i64) = query_as(sql).fetch_one(store.pool()).await.unwrap();
    assert_eq!(found, (ROWS, ROWS / 2, 9 + (0..ROWS).filter(|number| number % 3 == 1).sum::<i64>()));
}

#[tokio::test]
async fn text_sorts_by_its_bytes_and_a_zero_character_is_replaced() {
    let store = testing::store().await;
    let names = ["B", "_", "a", "a\0b", "é", "Éa", "€", "~", "Z z"];
    for name in names {
        query(INSERT).bind(name).bind(None::<Vec<u8>>).bind(1i64).execute(store.pool()).await.unwrap();
    }
    let sql = "SELECT community FROM community_states ORDER BY community";
    let found: Vec<String> = query_scalar(sql).fetch_all(store.pool()).await.unwrap();
    let mut expected = names.map(|name| name.replace('\0', "\u{fffd}"));
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_a_writing_transaction_reads_stays_true_until_it_ends() {
    let place = Place::new().await;
    let store = place.open().await;
    query(INSERT).bind("sum").bind(None::<Vec<u8>>).bind(0i64).execute(store.pool()).await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            let pool = store.pool().clone();
            tokio::spawn(async move {
                for _ in 0..10 {
                    let mut transaction = pool.begin().await.unwrap();
                    let sql = "SELECT MAX(opened_at) FROM community_states";
                    let sum: i64 = query_scalar(sql).fetch_one(&mut *transaction).await.unwrap();
                    tokio::task::yield_now().await;
                    let sql = "UPDATE community_states SET opened_at = $1";
                    query(sql).bind(sum + 1).execute(&mut *transaction).await.unwrap();
                    transaction.commit().await.unwrap();
                    // Alone, too, a statement that writes waits for its turn.
                    let sql = "INSERT INTO community_states (community, opened_at)
                        SELECT 'n' || CAST(COUNT(*) AS VARCHAR(20)), 0 FROM community_states WHERE community <> 'sum'";
                    query(sql).execute(&pool).await.unwrap();
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let sql = "SELECT MAX(opened_at), COUNT(*) FROM community_states";
    assert_eq!(query_as::<(i64, i64)>(sql).fetch_one(store.pool()).await.unwrap(), (80, 81));
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing() {
    let store = testing::store().await;
    let mut transaction = store.pool().begin().await.unwrap();
    query(INSERT).bind("a").bind(None::<Vec<u8>>).bind(0i64).execute(&mut *transaction).await.unwrap();
    drop(transaction);
    let count: i64 = query_scalar("SELECT COUNT(*) FROM community_states").fetch_one(store.pool()).await.unwrap();
    assert_eq!(count, 0);
}

#[tokio::test]
async fn a_copy_has_every_row_and_goes_into_an_empty_database_only() {
    let (place, target) = (Place::new().await, tempfile::tempdir().unwrap());
    let store = place.open().await;
    for (name, bytes, number) in [("a", None, Some(1i64)), ("b", Some(vec![1, 2]), None)] {
        query(INSERT).bind(name).bind(bytes).bind(number).execute(store.pool()).await.unwrap();
    }
    let file = palabre_indexer::Store::open(&target.path().join("copy.sqlite")).await.unwrap();
    assert_eq!(copy(store.pool(), file.pool()).await.unwrap(), 3, "two rows and the generation of the fold");
    let back = testing::store().await;
    copy(file.pool(), back.pool()).await.unwrap();
    assert_eq!(back.canonical_export().await.unwrap(), store.canonical_export().await.unwrap());
    let again = copy(file.pool(), back.pool()).await.unwrap_err();
    assert!(again.to_string().contains("community_states"), "{again}");
}

#[tokio::test]
async fn the_engine_is_the_one_that_is_tested() {
    let asked = std::env::vars().any(|(name, _)| name == testing::SERVER);
    let expected = if asked { Engine::Postgres } else { Engine::Sqlite };
    assert_eq!(testing::store().await.pool().engine(), expected);
}
