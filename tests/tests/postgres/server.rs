//! A schema of its own on the server of the tests, and a line to the server that can be cut.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

use palabre_indexer::testing::SERVER;
use sqlx::{AssertSqlSafe, ConnectOptions, Executor, postgres::PgConnectOptions};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, UnixStream},
    sync::watch,
};

/// An empty schema.
pub(crate) struct Database {
    /// Its URL.
    pub(crate) url: String,
    /// Its name.
    pub(crate) schema: String,
    server: PgConnectOptions,
}

impl Database {
    pub(crate) async fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let base = std::env::var(SERVER).expect("run this with: scripts/test postgres");
        let server: PgConnectOptions = base.parse().unwrap();
        let schema = format!("whole_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let sql = AssertSqlSafe(format!("CREATE SCHEMA {schema}"));
        server.connect().await.unwrap().execute(sqlx::raw_sql(sql)).await.unwrap();
        Self { url: format!("{base}&options[search_path]={schema}"), schema, server }
    }

    /// A line to the server.
    pub(crate) async fn line(&self) -> Line {
        let socket = self.server.get_socket().unwrap().join(format!(".s.PGSQL.{}", self.server.get_port()));
        Line::to(socket, &self.schema).await
    }
}

/// Passes bytes between a port of its own and the server, until it is cut.
pub(crate) struct Line {
    /// URL through the line.
    pub(crate) url: String,
    whole: watch::Sender<bool>,
}

impl Line {
    async fn to(socket: PathBuf, schema: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (whole, watching) = watch::channel(true);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (socket, mut watching) = (socket.clone(), watching.clone());
                if !*watching.borrow() {
                    // Closed at once, as by a server that shuts down.
                    continue;
                }
                tokio::spawn(async move {
                    let mut far = UnixStream::connect(socket).await.unwrap();
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        _ = watching.wait_for(|whole| !whole) => {}
                    }
                });
            }
        });
        let url = format!("postgres://palabre@127.0.0.1:{port}/postgres?sslmode=disable&options[search_path]={schema}");
        Self { url, whole }
    }

    pub(crate) fn cut(&self) {
        self.whole.send_replace(false);
    }

    pub(crate) fn mend(&self) {
        self.whole.send_replace(true);
    }
}
