//! One writer per database: whoever indexes holds a lock beside the file. The system releases it with the process,
//! however that ends, so that nobody waits for a dead one.

use std::{
    fs::{File, TryLockError},
    path::PathBuf,
};

use super::{Store, StoreError};

/// The right to write a mirror, held until it is dropped.
#[derive(Debug)]
pub(crate) struct Lease {
    /// None for a mirror in memory, which nobody else can open.
    _lock: Option<File>,
}

impl Store {
    /// The right to write this mirror, or an error while another process has it.
    pub(crate) fn lease(&self) -> Result<Lease, StoreError> {
        let Some(path) = self.path.as_ref().map(|path| path.with_added_extension("indexer.lock")) else {
            return Ok(Lease { _lock: None });
        };
        let failed = |path: &PathBuf, problem: std::io::Error| StoreError::Lease { path: path.clone(), problem };
        let lock = File::create(&path).map_err(|problem| failed(&path, problem))?;
        match lock.try_lock() {
            Ok(()) => Ok(Lease { _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Leased { path }),
            Err(TryLockError::Error(problem)) => Err(failed(&path, problem)),
        }
    }
}
