//! One writer per database: whoever indexes holds a lock, beside the file or in the server. The system releases it with
//! the process, the server with the connection, however that ends, so that nobody waits for a dead one.
//!
//! On a server the lock belongs to the one connection that writes, and every transaction asks for it again: when the
//! server restarts, the writer either gets its lock back or hears that somebody else was faster.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

use super::{Store, StoreError};
use crate::sql::{Connection, Engine, Location, Pool, Transaction, query, query_scalar};

/// What the lock of a server is called in errors.
const ADVISORY: &str = "the advisory lock palabre.indexer";

/// The right to write a mirror, held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lease {
    held: Held,
}

#[derive(Debug)]
enum Held {
    /// A mirror in memory, which nobody else can open.
    Alone,
    File {
        _lock: File,
    },
    Server(Pool),
}

impl Store {
    /// The right to write this mirror, or an error while another process has it.
    pub(crate) async fn lease(&self) -> Result<Lease, StoreError> {
        let held = match &self.location {
            None => Held::Alone,
            Some(Location::File(path)) => Held::File { _lock: lock_beside(path)? },
            Some(Location::Server(_)) => {
                // The lock outlives the transaction that asks for it.
                self.begin().await?.commit().await?;
                Held::Server(self.writer.clone())
            }
        };
        Ok(Lease { held })
    }

    /// Begins a transaction of the one writer.
    pub(crate) async fn begin(&self) -> Result<Transaction, StoreError> {
        let mut transaction = self.writer.begin_unordered().await?;
        if self.writer.engine() == Engine::Postgres {
            take(&mut transaction, "SELECT pg_try_advisory_lock(hashtextextended($1 || current_schema(), 0))").await?;
        }
        Ok(transaction)
    }
}

/// Begins a transaction that writes the mirror in passing: nobody else may be writing, and somebody else may be next.
pub(crate) async fn begin_once(writer: &Pool) -> Result<Transaction, StoreError> {
    let mut transaction = writer.begin_unordered().await?;
    if writer.engine() == Engine::Postgres {
        take(&mut transaction, "SELECT pg_try_advisory_xact_lock(hashtextextended($1 || current_schema(), 0))").await?;
    }
    Ok(transaction)
}

async fn take(connection: &mut Connection, sql: &'static str) -> Result<(), StoreError> {
    match query_scalar::<bool>(sql).bind("palabre.indexer.").fetch_one(connection).await? {
        true => Ok(()),
        false => Err(StoreError::Leased { lock: ADVISORY.to_owned() }),
    }
}

fn lock_beside(database: &Path) -> Result<File, StoreError> {
    let path = database.with_added_extension("indexer.lock");
    let failed = |path: PathBuf, problem: std::io::Error| StoreError::Lease { path, problem };
    let lock = File::create(&path).map_err(|problem| failed(path.clone(), problem))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::Leased { lock: path.display().to_string() }),
        Err(TryLockError::Error(problem)) => Err(failed(path, problem)),
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let (Held::Server(writer), Ok(runtime)) = (&self.held, tokio::runtime::Handle::try_current()) {
            let writer = writer.clone();
            runtime.spawn(async move {
                // The connection may be gone, and the lock with it.
                query("SELECT pg_advisory_unlock_all()").execute(&writer).await.ok();
            });
        }
    }
}
