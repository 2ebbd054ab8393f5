//! Many rows at once.

use sqlx::AssertSqlSafe;

use super::{Connection, Engine, Query, Row, Value, query};

/// SQLite takes at most 32,766 values in a statement, and gains nothing beyond some hundred rows.
const ROWS_OF_A_LIST: usize = 500;
/// PostgreSQL takes any number; what is under way at once takes memory.
const ROWS_OF_AN_ARRAY: usize = 2_000;

/// Adds many rows by as few statements as the engine likes: `into` is `INSERT INTO table (columns)`, `rest` what follows
/// the values. All values of a column have the same kind; of those that are absent nobody needs to know it.
pub fn insert_rows<'c, I>(
    connection: &'c mut Connection,
    into: &'c str,
    rows: I,
    rest: &'c str,
) -> impl Future<Output = sqlx::Result<()>> + Send + 'c
where
    I: IntoIterator<Item = Vec<Value>, IntoIter: Send + 'c>,
{
    // Boxed before anything waits: the compiler cannot tell of closures with lifetimes that they may change threads.
    insert(connection, into, Box::new(rows.into_iter()), rest)
}

async fn insert<'c>(
    connection: &'c mut Connection,
    into: &'c str,
    rows: Box<dyn Iterator<Item = Vec<Value>> + Send + 'c>,
    rest: &'c str,
) -> sqlx::Result<()> {
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let (list, values) = listed(connection.engine(), &mut rows);
        query(AssertSqlSafe(format!("{into} {list}{rest}"))).bind_all(values).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Rows of a table that have the values of one of `keys` in its `columns`. No key is there twice, or without a value.
pub(crate) async fn fetch_matching(
    connection: &mut Connection,
    table: &str,
    columns: &[&str],
    keys: Vec<Vec<Value>>,
) -> sqlx::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for query in matching(connection.engine(), &format!("SELECT * FROM {table}"), columns, keys) {
        rows.extend(query.fetch_all(&mut *connection).await?);
    }
    Ok(rows)
}

/// Deletes what [`fetch_matching`] would find.
pub(crate) async fn delete_matching(
    connection: &mut Connection,
    table: &str,
    columns: &[&str],
    keys: Vec<Vec<Value>>,
) -> sqlx::Result<()> {
    for query in matching(connection.engine(), &format!("DELETE FROM {table}"), columns, keys) {
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

fn matching(engine: Engine, what: &str, columns: &[&str], keys: Vec<Vec<Value>>) -> Vec<Query> {
    let mut keys = keys.into_iter();
    let mut queries = Vec::new();
    while keys.len() > 0 {
        let (list, values) = listed(engine, &mut keys);
        let sql = format!("{what} WHERE ({}) IN ({list})", columns.join(", "));
        queries.push(query(AssertSqlSafe(sql)).bind_all(values));
    }
    queries
}

/// The next rows as a table of their own, with what is to be bound.
fn listed(engine: Engine, rows: &mut impl Iterator<Item = Vec<Value>>) -> (String, Vec<Value>) {
    match engine {
        Engine::Sqlite => list(rows.by_ref().take(ROWS_OF_A_LIST).collect()),
        Engine::Postgres => arrays(rows.by_ref().take(ROWS_OF_AN_ARRAY).collect()),
    }
}

/// The places of values have no names here: SQLite compares every name with all before it.
fn list(rows: Vec<Vec<Value>>) -> (String, Vec<Value>) {
    let columns = rows.first().map_or(0, Vec::len);
    let row = format!("({})", vec!["?"; columns].join(", "));
    (format!("VALUES {}", vec![row; rows.len()].join(", ")), rows.into_iter().flatten().collect())
}

/// One array per column: one text for any number of rows, planned once. `COPY` would cost the server a tenth less; but
/// it takes the client two writes in a row, and TCP holds the second one back until the first is confirmed, 40 ms later.
fn arrays(rows: Vec<Vec<Value>>) -> (String, Vec<Value>) {
    let mut columns: Vec<Vec<Value>> = vec![Vec::with_capacity(rows.len()); rows.first().map_or(0, Vec::len)];
    for row in rows {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    let (mut names, mut places, mut aliases, mut lists) = (vec![], vec![], vec![], vec![]);
    for column in columns {
        let Some(kind) = column.iter().find(|value| !matches!(value, Value::Null(_))).map(Value::kind) else {
            // Of a kind that only the table knows.
            names.push("NULL".to_owned());
            continue;
        };
        let place = lists.len() + 1;
        names.push(format!("c{place}"));
        aliases.push(format!("c{place}"));
        places.push(format!("${place}::{}[]", kind.postgres()));
        lists.push(Value::List(kind, column));
    }
    let (names, places, aliases) = (names.join(", "), places.join(", "), aliases.join(", "));
    (format!("SELECT {names} FROM UNNEST({places}) AS r ({aliases})"), lists)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        sql::{Kind, query_as, query_scalar, value::values},
        testing,
    };

    const INTO: &str = "INSERT INTO member_epochs (community, epoch, member_id, lane, points, items)";
    const KEY: [&str; 4] = ["community", "epoch", "member_id", "lane"];

    fn row(number: i64) -> Vec<Value> {
        values!["demo", number % 3, 1 + number, number % 8, number * 10, 1i64]
    }

    #[tokio::test]
    async fn rows_are_found_and_deleted_by_any_number_of_keys() {
        const ROWS: i64 = 3_000;
        let store = testing::store().await;
        let mut transaction = store.pool().begin().await.expect("a transaction");
        insert_rows(&mut transaction, INTO, (0..ROWS).map(row), "").await.expect("rows");
        // Every second row, and keys of rows that are not there.
        let keys = || (0..ROWS + 500).step_by(2).map(|number| row(number)[..4].to_vec()).collect::<Vec<_>>();
        let found = fetch_matching(&mut transaction, "member_epochs", &KEY, keys()).await.expect("rows");
        let mut points: Vec<i64> = found.iter().map(|row| row.read("points").expect("a number")).collect();
        points.sort_unstable();
        assert_eq!(points, (0..ROWS).step_by(2).map(|number| number * 10).collect::<Vec<_>>());
        delete_matching(&mut transaction, "member_epochs", &KEY, keys()).await.expect("rows go");
        let sql = "SELECT COUNT(*), CAST(SUM(points) / 10 % 2 AS BIGINT) FROM member_epochs";
        let left: (i64, i64) = query_as(sql).fetch_one(&mut *transaction).await.expect("a count");
        assert_eq!(left, (ROWS / 2, 0), "every other row stays");
        let none = fetch_matching(&mut transaction, "member_epochs", &KEY, vec![]).await.expect("nothing");
        assert!(none.is_empty());
    }

    #[tokio::test]
    async fn rows_that_do_not_fit_are_refused_and_the_next_ones_are_taken() {
        let store = testing::store().await;
        for wrong in [
            values!["demo", 1i64, 1i64, 70_000i64, 1i64, 1i64],
            vec!["demo".into(), Value::Null(Kind::Int), 1i64.into(), 1i64.into(), 1i64.into(), 1i64.into()],
            values!["demo", 1i64, 1i64, 1i64, 1i64],
            row(7),
        ] {
            let mut transaction = store.pool().begin().await.expect("a transaction");
            let rows = (0..2_000).map(row).chain([wrong]);
            let refused = insert_rows(&mut transaction, INTO, rows, "").await;
            assert!(refused.is_err());
            drop(transaction);
            let mut transaction = store.pool().begin().await.expect("the next transaction");
            insert_rows(&mut transaction, INTO, [row(1)], "").await.expect("a good row");
            let count: i64 =
                query_scalar("SELECT COUNT(*) FROM member_epochs").fetch_one(&mut *transaction).await.expect("a count");
            assert_eq!(count, 1);
        }
    }
}
