//! Every query of the dashboard runs, on the views alone.

use palabre_tests::workspace;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor, postgres::PgConnectOptions};
use tempfile::TempDir;

use crate::{replay, server::Database};

/// Every `rawSql` and query of a variable.
fn queries(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str() {
                    Some(sql) if name == "rawSql" || (name == "query" && sql.starts_with("SELECT")) => {
                        found.push(sql.to_owned());
                    }
                    _ => queries(field, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| queries(item, found)),
        _ => {}
    }
}

/// What Grafana makes of a query before it sends it.
fn expanded(sql: &str) -> String {
    let mut sql = sql.replace("${community:sqlstring}", "'round-18'");
    for (macro_name, between) in [
        ("$__timeFilter(", "BETWEEN '2001-01-01T00:00:00Z' AND '2100-01-01T00:00:00Z'"),
        ("$__unixEpochFilter(", "BETWEEN 978307200 AND 4102444800"),
    ] {
        while let Some(start) = sql.find(macro_name) {
            let argument = start + macro_name.len();
            let mut depth = 1;
            let length = sql[argument..].find(|letter| {
                depth += i32::from(letter == '(') - i32::from(letter == ')');
                depth == 0
            });
            let end = argument + length.expect("a macro ends");
            sql = format!("{}{} {between}{}", &sql[..start], &sql[argument..end], &sql[end + 1..]);
        }
    }
    assert!(!sql.contains('$'), "{sql} has a macro that this test does not know");
    sql
}

#[tokio::test]
async fn every_query_of_the_dashboard_runs_for_a_reader_of_the_views() {
    let (data, database) = (TempDir::new().unwrap(), Database::new().await);
    replay(data.path(), Some(&database.url));
    let text = std::fs::read_to_string(workspace::root().join("docs/grafana/palabre.json")).unwrap();
    let mut found = Vec::new();
    queries(&serde_json::from_str(&text).unwrap(), &mut found);
    assert!(found.len() > 15, "{} queries", found.len());
    let options: PgConnectOptions = database.url.parse().unwrap();
    let mut connection = sqlx::ConnectOptions::connect(&options).await.unwrap();
    // As docs/views.md says, with nothing but the views.
    let document = std::fs::read_to_string(workspace::root().join("docs/views.md")).unwrap();
    let schema = &database.schema;
    let sql = document.split("```sql").nth(1).unwrap().split("```").next().unwrap();
    let sql = sql
        .replace("palabre_reader", &format!("reader_{schema}"))
        .replace("SCHEMA public", &format!("SCHEMA {schema}"));
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.unwrap();
    connection.execute(sqlx::raw_sql(AssertSqlSafe(format!("SET ROLE reader_{schema}")))).await.unwrap();
    let refused = connection.execute("SELECT * FROM members").await.unwrap_err();
    assert!(refused.to_string().contains("permission denied"), "{refused}");
    let mut rows = 0;
    for query in found {
        let sql = expanded(&query);
        match connection.fetch_all(AssertSqlSafe(sql.clone())).await {
            Ok(answer) => rows += answer.len(),
            Err(problem) => panic!("{problem}\n{sql}"),
        }
    }
    assert!(rows > 100, "{rows} rows: the dashboard would be empty");
}
