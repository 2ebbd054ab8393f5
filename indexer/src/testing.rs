//! Databases for tests. Every test of a store runs on SQLite, and once more on PostgreSQL when `PALABRE_TEST_POSTGRES`
//! holds the URL of a server that may be filled and thrown away: `scripts/with-postgres` starts one.

use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::{Executor, postgres::PgConnectOptions};
use tokio::sync::OnceCell;

use crate::{
    Store,
    sql::{Engine, Location, Pool, query_scalar},
};

/// The variable that names the server.
pub const SERVER: &str = "PALABRE_TEST_POSTGRES";

/// An empty database that may be opened several times, until the value ends.
#[derive(Debug)]
pub struct Place {
    location: Location,
    _folder: Option<Folder>,
}

/// A folder that is removed.
#[derive(Debug)]
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

impl Place {
    /// On the engine that is tested.
    pub async fn new() -> Self {
        match server() {
            Some(server) => Self { location: copied(&server).await, _folder: None },
            None => {
                let folder = std::env::temp_dir().join(name());
                std::fs::create_dir_all(&folder).expect("a folder for a test's database");
                Self { location: Location::File(folder.join("palabre.sqlite")), _folder: Some(Folder(folder)) }
            }
        }
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The mirror in it.
    pub async fn open(&self) -> Store {
        Store::connect(&self.location).await.expect("the mirror of a test opens")
    }

    /// Connections to it without the tables of the mirror.
    pub async fn pool(&self) -> Pool {
        self.location.pool(crate::sql::Use::Everything).await.expect("the database of a test opens")
    }
}

/// A mirror that nothing else uses: in memory, or in a database of its own.
pub async fn store() -> Store {
    match server() {
        Some(server) => Store::connect(&copied(&server).await).await.expect("the mirror of a test opens"),
        None => Store::in_memory().await.expect("a mirror in memory opens"),
    }
}

/// The tables of the mirror, sorted.
pub async fn tables(pool: &Pool) -> Vec<String> {
    let sql = match pool.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Engine::Postgres => "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
    };
    let mut tables: Vec<String> = query_scalar(sql).fetch_all(pool).await.expect("the tables have names");
    tables.retain(|name| !name.starts_with('_'));
    tables.sort_unstable();
    tables
}

/// The views of the mirror, sorted.
pub async fn views(pool: &Pool) -> Vec<String> {
    let sql = match pool.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name",
        Engine::Postgres => "SELECT viewname FROM pg_views WHERE schemaname = current_schema() ORDER BY viewname",
    };
    query_scalar(sql).fetch_all(pool).await.expect("the views have names")
}

/// The columns of a table or view, in order.
pub async fn columns(pool: &Pool, table: &str) -> Vec<String> {
    let sql = match pool.engine() {
        Engine::Sqlite => "SELECT name FROM pragma_table_info($1) ORDER BY cid",
        Engine::Postgres => {
            "SELECT column_name::TEXT FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position"
        }
    };
    query_scalar(sql).bind(table).fetch_all(pool).await.expect("the columns have names")
}

/// The server, if PostgreSQL is what is tested.
#[expect(clippy::disallowed_methods, reason = "the harness tells the tests, not the program, where its server is")]
fn server() -> Option<PgConnectOptions> {
    let url = std::env::var(SERVER).ok()?;
    Some(url.parse().expect("PALABRE_TEST_POSTGRES is the URL of a server"))
}

/// A database of its own: a copy of one with all tables, because making these takes ten times as long.
async fn copied(server: &PgConnectOptions) -> Location {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(|| template(server)).await;
    let name = name();
    statement(server, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    Location::Server(Box::new(server.clone().database(&name)))
}

async fn template(server: &PgConnectOptions) -> String {
    let name = name();
    statement(server, format!("CREATE DATABASE {name}")).await;
    let location = Location::Server(Box::new(server.clone().database(&name)));
    Store::connect(&location).await.expect("the mirror of the tests opens").close().await;
    name
}

async fn statement(server: &PgConnectOptions, sql: String) {
    let mut connection = sqlx::ConnectOptions::connect(server).await.expect("the server of the tests answers");
    connection.execute(sqlx::raw_sql(sqlx::AssertSqlSafe(sql))).await.expect("a database for a test");
    sqlx::Connection::close(connection).await.expect("the connection ends");
}

fn name() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    // Processes of one server, and earlier runs in one folder of temporary files, keep out of each other's way.
    let salt = std::collections::hash_map::RandomState::new();
    let salt = std::hash::BuildHasher::hash_one(&salt, std::process::id());
    format!("palabre_test_{}_{salt:016x}", COUNT.fetch_add(1, Ordering::Relaxed))
}
