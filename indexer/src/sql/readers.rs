//! Reads of a file: threads that each have a connection of their own and take the next statement from one queue.
//!
//! Most reads take less time than it takes to wake a thread. A pool of sqlx wakes one for the statement, for the end of
//! its rows and once more to see whether the connection is sound before the next one has it; here a thread that is awake
//! goes on with what waits. Writes go through sqlx.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
    thread::{self, JoinHandle},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, Statement, types::ValueRef};
use sqlx::SqlStr;
use tokio::sync::oneshot;

use super::{Kind, Row, Value, row::Names, value::storable};

/// Fewest and most threads, and so statements that run at a time; as many long ones keep the short ones waiting.
const THREADS: (usize, usize) = (3, 8);
/// Statements that a connection keeps prepared; lists with other filters are other statements.
const PREPARED: usize = 128;
/// How much of a file a connection maps into memory; bytes. What lies beyond is read as usual.
const MAPPED: i64 = 2_147_483_648;

/// Connections that only read a file.
#[derive(Debug)]
pub(super) struct Readers {
    /// None once it is closed: the threads end when they have done what is in it.
    queue: RwLock<Option<flume::Sender<Read>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

struct Read {
    sql: SqlStr,
    values: Vec<Value>,
    answer: oneshot::Sender<sqlx::Result<Vec<Row>>>,
}

impl Readers {
    /// Readers of a file that exists. Each connects when it has something to read.
    pub(super) fn of(path: &Path) -> std::io::Result<Arc<Self>> {
        let (queue, reads) = flume::unbounded();
        // With many more than there are processors, they only wake each other.
        let count = thread::available_parallelism().map_or(0, |processors| processors.get() + 1);
        let mut threads = Vec::new();
        for _ in 0..count.clamp(THREADS.0, THREADS.1) {
            let mut reader = Reader { path: path.to_owned(), connection: None, names: HashMap::new() };
            let reads = reads.clone();
            let thread = thread::Builder::new().name("palabre-reader".to_owned());
            threads.push(thread.spawn(move || reader.work(&reads))?);
        }
        Ok(Arc::new(Self { queue: RwLock::new(Some(queue)), threads: Mutex::new(threads) }))
    }

    /// All rows of a statement.
    pub(super) async fn read(&self, sql: SqlStr, values: Vec<Value>) -> sqlx::Result<Vec<Row>> {
        let (answer, rows) = oneshot::channel();
        match &*self.queue.read().unwrap_or_else(PoisonError::into_inner) {
            // Without threads nobody answers, which is told below.
            Some(queue) => drop(queue.send(Read { sql, values, answer })),
            None => return Err(sqlx::Error::PoolClosed),
        }
        rows.await.unwrap_or(Err(sqlx::Error::PoolClosed))
    }

    /// Lets what was asked end and closes the connections.
    pub(super) async fn close(&self) {
        self.queue.write().unwrap_or_else(PoisonError::into_inner).take();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        let ended = tokio::task::spawn_blocking(|| threads.into_iter().try_for_each(JoinHandle::join));
        if !matches!(ended.await, Ok(Ok(()))) {
            tracing::error!("a reader of the database panicked");
        }
    }
}

struct Reader {
    path: PathBuf,
    connection: Option<Connection>,
    /// Columns of the statements that ran.
    names: HashMap<SqlStr, Names>,
}

impl Reader {
    fn work(&mut self, reads: &flume::Receiver<Read>) {
        while let Ok(Read { sql, values, answer }) = reads.recv() {
            // Whoever asked may have given up while it waited.
            if !answer.is_closed() {
                let rows = self.read(&sql, &values);
                // The same, while it ran.
                let _ = answer.send(rows);
            }
        }
    }

    fn read(&mut self, sql: &SqlStr, values: &[Value]) -> sqlx::Result<Vec<Row>> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connect(&self.path).map_err(failed)?,
        };
        let connection = self.connection.insert(connection);
        let mut statement = connection.prepare_cached(sql.as_str()).map_err(failed)?;
        bind(&mut statement, values)?;
        if !self.names.contains_key(sql) {
            if self.names.len() >= PREPARED {
                self.names.clear();
            }
            self.names.insert(sql.clone(), statement.column_names().into_iter().map(Box::from).collect());
        }
        let names = &self.names[sql];
        let mut found = statement.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(failed)? {
            let values = (0..names.len()).map(|place| value(row.get_ref(place).map_err(failed)?));
            rows.push(Row::File(Arc::clone(names), values.collect::<sqlx::Result<_>>()?));
        }
        Ok(rows)
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // Most of what is read is in the system's cache: a map of the file spares a call and a copy for each page.
    connection.pragma_update(None, "mmap_size", MAPPED)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Gives `$1` the first value, wherever it stands.
fn bind(statement: &mut Statement<'_>, values: &[Value]) -> sqlx::Result<()> {
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.get(1..)?.parse::<usize>().ok());
        let value = values.get(number.unwrap_or(place).wrapping_sub(1));
        let value = value.ok_or_else(|| sqlx::Error::Encode(format!("the value {place} is missing").into()))?;
        match value {
            Value::Null(_) => statement.raw_bind_parameter(place, rusqlite::types::Null),
            Value::Int(number) => statement.raw_bind_parameter(place, number),
            Value::Text(text) => statement.raw_bind_parameter(place, storable(text)),
            Value::Blob(bytes) => statement.raw_bind_parameter(place, bytes),
            Value::List(..) => return Err(sqlx::Error::Encode("SQLite has no lists".into())),
        }
        .map_err(failed)?;
    }
    Ok(())
}

fn value(found: ValueRef<'_>) -> sqlx::Result<Value> {
    Ok(match found {
        ValueRef::Null => Value::Null(Kind::Int),
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(bytes) => {
            Value::Text(std::str::from_utf8(bytes).map_err(|problem| sqlx::Error::Decode(problem.into()))?.to_owned())
        }
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_owned()),
        ValueRef::Real(_) => return Err(sqlx::Error::Decode("columns of type REAL are not used here".into())),
    })
}

fn failed(problem: rusqlite::Error) -> sqlx::Error {
    sqlx::Error::AnyDriverError(problem.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{Location, Use, query, query_as, query_scalar};

    #[tokio::test]
    async fn reads_see_what_was_written_before_and_write_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let pool = Location::from(&*folder.path().join("a.sqlite")).pool(Use::Everything).await.expect("a database");
        query("CREATE TABLE t (a BIGINT, b TEXT, c BLOB)").execute(&pool).await.expect("a table");
        for number in 0..20i64 {
            let insert = query("INSERT INTO t VALUES ($1, $3, $2)").bind(number).bind(&[7u8, 0][..]).bind("é\0");
            insert.execute(&pool).await.expect("a row");
            let count: i64 = query_scalar("SELECT COUNT(*) FROM t").fetch_one(&pool).await.expect("a count");
            assert_eq!(count, number + 1);
        }
        let sql = "SELECT a, b, c FROM t WHERE a = $2 AND $1 = 'x' AND a + 0 = $2";
        let row: (i64, String, Vec<u8>) =
            query_as(sql).bind("x").bind(5i64).fetch_one(&pool).await.expect("the row that was written");
        assert_eq!(row, (5, "é\u{fffd}".to_owned(), vec![7, 0]));
        let missing = query("SELECT $2").bind(1i64).fetch_all(&pool).await;
        assert!(missing.is_err_and(|problem| problem.to_string().contains("is missing")));
        let sneaky = query("WITH x AS (SELECT 1) DELETE FROM t").fetch_all(&pool).await;
        assert!(sneaky.is_err_and(|problem| problem.to_string().contains("readonly")));
    }

    #[tokio::test]
    async fn what_was_asked_is_answered_before_the_end_and_nothing_after_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.sqlite");
        let pool = Location::from(&*path).pool(Use::Everything).await.expect("a database");
        // What writes must have opened the log before it can clean up: readers that end together leave that to others.
        query("CREATE TABLE t (a BIGINT)").execute(&pool).await.expect("a table");
        let long =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT COUNT(*) FROM n";
        let asked = (0..THREADS.1 * 2).map(|_| query_scalar::<i64>(long).fetch_one(&pool));
        let (counts, ()) = tokio::join!(futures::future::join_all(asked), async {
            tokio::task::yield_now().await;
            pool.close().await;
        });
        assert!(counts.into_iter().all(|count| count.is_ok_and(|count| count == 100_000)));
        let late = query_scalar::<i64>("SELECT 1").fetch_one(&pool).await;
        assert!(matches!(late, Err(sqlx::Error::PoolClosed)));
        assert!(!folder.path().join("a.sqlite-wal").exists(), "the last connection cleans up");
    }
}
