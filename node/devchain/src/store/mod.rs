//! The chain file: one SQLite database with the head state, all blocks, and the old values that each block replaced.
//!
//! `write` is used by the miner alone; a block is one SQLite transaction. `read` serves everybody else through a second
//! connection, which write-ahead logging lets run beside the writer. In memory both are the same connection.

mod read;
mod write;

pub(crate) use read::Location;

use crate::{
    config::Durability,
    error::{OpenError, StoreError},
    state::Info,
};
use alloy::{
    primitives::{B256, U256},
    rlp::{Decodable, Encodable},
};
use alloy_trie::KECCAK_EMPTY;
use rusqlite::{Connection, OpenFlags};
use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Raised with every change of the tables.
const FORMAT: i64 = 1;

const SCHEMA: &str = "
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE accounts (address BLOB PRIMARY KEY, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE slots (address BLOB, slot BLOB, value BLOB NOT NULL, PRIMARY KEY (address, slot)) WITHOUT ROWID;
CREATE TABLE codes (hash BLOB PRIMARY KEY, code BLOB NOT NULL);
CREATE TABLE blocks (
  number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE,
  bloom BLOB, header BLOB NOT NULL, body BLOB NOT NULL, receipts BLOB NOT NULL
);
-- Searching logs reads this index alone; blocks without logs are not in it.
CREATE INDEX blocks_with_logs ON blocks (number, bloom) WHERE bloom IS NOT NULL;
CREATE TABLE transactions (hash BLOB PRIMARY KEY, number INTEGER NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
-- The value before block `number` changed it: by key for reads of old states, by number for undoing a block.
CREATE TABLE account_history (address BLOB, number INTEGER, record BLOB, PRIMARY KEY (address, number)) WITHOUT ROWID;
CREATE INDEX account_history_by_number ON account_history (number);
CREATE TABLE slot_history (
  address BLOB, slot BLOB, number INTEGER, value BLOB NOT NULL, PRIMARY KEY (address, slot, number)
) WITHOUT ROWID;
CREATE INDEX slot_history_by_number ON slot_history (number);
";

/// Numbers that the chain keeps beside its blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meta {
    ChainId,
    /// Seconds added to the clock; may be negative.
    TimeOffset,
    /// Raised with every reorganisation, so that replacement blocks get other hashes.
    Branch,
    /// The oldest block whose state can be read.
    OldestState,
}

impl Meta {
    const fn name(self) -> &'static str {
        match self {
            Self::ChainId => "chain_id",
            Self::TimeOffset => "time_offset",
            Self::Branch => "branch",
            Self::OldestState => "oldest_state",
        }
    }
}

/// The open chain file.
#[derive(Debug)]
pub(crate) struct Store {
    writer: Arc<Mutex<Connection>>,
    reader: Arc<Mutex<Connection>>,
    path: Option<PathBuf>,
    /// Held, not read: it keeps other processes away until the store is dropped.
    _lock: Option<File>,
}

impl Store {
    /// Opens the file, creating it with empty tables when it does not exist.
    pub(crate) fn open(path: Option<&Path>, durability: Durability) -> Result<Self, OpenError> {
        let Some(path) = path else {
            let connection = Connection::open_in_memory().map_err(StoreError::from)?;
            connection.execute_batch(SCHEMA).map_err(StoreError::from)?;
            let shared = Arc::new(Mutex::new(connection));
            return Ok(Self { writer: Arc::clone(&shared), reader: shared, path: None, _lock: None });
        };
        let lock = lock(path)?;
        let unwritable = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly) => {
                OpenError::NotWritable { path: path.into(), source: io::Error::other(error) }
            }
            _ => StoreError::from(error).into(),
        };
        let writer = Connection::open(path).map_err(unwritable)?;
        prepare(&writer, path, durability, &unwritable)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(path, flags).map_err(unwritable)?;
        Ok(Self {
            writer: Arc::new(Mutex::new(writer)),
            reader: Arc::new(Mutex::new(reader)),
            path: Some(path.into()),
            _lock: Some(lock),
        })
    }

    /// The file, unless the chain is in memory.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        // A panic inside a transaction rolls it back, so the connection stays usable.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes the lock file beside the chain file. The chain file itself cannot be used: closing any second handle of it
/// would drop the locks that SQLite holds.
fn lock(path: &Path) -> Result<File, OpenError> {
    let lock_path = path.with_added_extension("lock");
    let file = File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&lock_path)
        .map_err(|source| OpenError::NotWritable { path: lock_path.clone(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked { path: path.into() }),
        Err(TryLockError::Error(source)) => Err(OpenError::NotWritable { path: lock_path, source }),
    }
}

fn prepare(
    writer: &Connection,
    path: &Path,
    durability: Durability,
    unwritable: &impl Fn(rusqlite::Error) -> OpenError,
) -> Result<(), OpenError> {
    let synchronous = match durability {
        Durability::Normal => "NORMAL",
        Durability::Full => "FULL",
    };
    let settings = format!("PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};");
    writer.execute_batch(&settings).map_err(unwritable)?;
    writer.set_prepared_statement_cache_capacity(32);
    let found: i64 = writer.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(unwritable)?;
    match found {
        0 => {
            let create = format!("BEGIN; {SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;");
            writer.execute_batch(&create).map_err(unwritable)
        }
        FORMAT => Ok(()),
        _ => Err(OpenError::Format { path: path.into(), found, known: FORMAT }),
    }
}

/// Nonce, balance and, for contracts, the code hash.
fn encode_info(info: &Info) -> Vec<u8> {
    let mut out = Vec::with_capacity(48);
    info.nonce.encode(&mut out);
    info.balance.encode(&mut out);
    if info.code_hash != KECCAK_EMPTY {
        info.code_hash.encode(&mut out);
    }
    out
}

fn decode_info(mut record: &[u8]) -> Result<Info, StoreError> {
    let nonce = u64::decode(&mut record)?;
    let balance = U256::decode(&mut record)?;
    let code_hash = if record.is_empty() { KECCAK_EMPTY } else { B256::decode(&mut record)? };
    Ok(Info { nonce, balance, code_hash })
}

fn encode_word(word: U256) -> Vec<u8> {
    word.to_be_bytes_trimmed_vec()
}

fn decode_word(bytes: &[u8]) -> Result<U256, StoreError> {
    U256::try_from_be_slice(bytes).ok_or_else(|| StoreError::Damaged("a number longer than 32 bytes".into()))
}

fn decode_hash(bytes: &[u8]) -> Result<B256, StoreError> {
    B256::try_from(bytes).map_err(|_| StoreError::Damaged("a hash that is not 32 bytes long".into()))
}
