//! All rows of one database into another, whichever engines they are: backups, and the way from a file to a server.

use futures::{StreamExt, TryStreamExt, stream::BoxStream};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use super::{Connection, Engine, Pool, Row, insert_rows, query, query_scalar};

/// Why rows could not be copied.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// One of the databases.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// There is something already.
    #[error("the table {table} of the target is not empty; name an empty database")]
    NotEmpty {
        /// The first one that has rows.
        table: String,
    },
}

/// The table that opening a mirror fills by itself.
const FILLED: &str = "folds";

/// Copies every row of every table of ours. Both databases have been brought up to date; the target holds nothing yet and
/// gets everything or nothing. The answer is how many rows there were.
pub async fn copy(from: &Pool, to: &Pool) -> Result<u64, CopyError> {
    let file = if from.engine() == Engine::Sqlite { from } else { to };
    // Before the transaction: a database in memory has one connection.
    let mut tables_and_columns = Vec::new();
    for table in tables(file).await? {
        let into = columns(to, &table).await?;
        tables_and_columns.push((table, into));
    }
    let mut transaction = to.begin().await?;
    let mut copied = 0;
    for (table, into) in tables_and_columns {
        let count = format!("SELECT COUNT(*) FROM {table}");
        if table == FILLED {
            query(AssertSqlSafe(format!("DELETE FROM {table}"))).execute(&mut *transaction).await?;
        } else if query_scalar::<i64>(AssertSqlSafe(count)).fetch_one(&mut *transaction).await? > 0 {
            return Err(CopyError::NotEmpty { table });
        }
        copied += copy_table(from, &mut transaction, &table, &into).await?;
    }
    transaction.commit().await?;
    Ok(copied)
}

async fn copy_table(from: &Pool, to: &mut Connection, table: &str, columns: &[String]) -> Result<u64, CopyError> {
    const ROWS: usize = 500;
    let names = columns.join(", ");
    let into = AssertSqlSafe(format!("INSERT INTO {table} ({names})")).into_sql_str();
    let mut chunks = rows(from, format!("SELECT {names} FROM {table}")).try_chunks(ROWS);
    let mut copied = 0;
    while let Some(chunk) = chunks.try_next().await.map_err(|problem| problem.1)? {
        let values = |row: &Row| (0..columns.len()).map(|place| row.try_get(place)).collect::<sqlx::Result<Vec<_>>>();
        let values = chunk.iter().map(values).collect::<sqlx::Result<Vec<_>>>()?;
        copied += values.len() as u64;
        insert_rows(to, into.as_str(), values, "").await?;
    }
    Ok(copied)
}

fn rows(pool: &Pool, sql: String) -> BoxStream<'_, sqlx::Result<Row>> {
    let sql = AssertSqlSafe(sql);
    match pool {
        Pool::Sqlite(file) => sqlx::query(sql).fetch(&file.pool).map_ok(Row::from).boxed(),
        Pool::Postgres(pool) => sqlx::query(sql).fetch(pool).map_ok(Row::from).boxed(),
    }
}

/// Tables in the order in which they were made: what a row refers to was made before.
async fn tables(file: &Pool) -> sqlx::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'
        AND name NOT LIKE 'sqlite%' ORDER BY rowid";
    query_scalar(sql).fetch_all(file).await
}

async fn columns(pool: &Pool, table: &str) -> sqlx::Result<Vec<String>> {
    let sql = match pool.engine() {
        Engine::Sqlite => "SELECT name FROM pragma_table_info($1) ORDER BY cid",
        Engine::Postgres => {
            "SELECT column_name::TEXT FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    };
    query_scalar(sql).bind(table).fetch_all(pool).await
}
