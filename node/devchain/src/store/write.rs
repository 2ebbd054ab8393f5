//! Everything the miner writes.

use super::{Meta, Store, encode_info, encode_word};
use crate::{
    block::Block,
    error::{ChainError, StoreError},
    state::Diff,
};
use alloy::{consensus::Typed2718 as _, primitives::B256, rlp};
use rusqlite::{Connection, params};
use std::{fs::File, path::Path};

impl Store {
    /// Writes a block and what it changes, together or not at all. `undo` holds the values it replaces.
    pub(crate) fn append(&self, block: &Block, diff: &Diff, undo: &Diff) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let transaction = writer.transaction()?;
        write_state(&transaction, diff)?;
        write_history(&transaction, block.header.number, undo)?;
        write_block(&transaction, block)?;
        Ok(transaction.commit()?)
    }

    /// Drops all blocks above `to` and restores the state of `to`, together or not at all.
    pub(crate) fn rewind(&self, to: u64, dropped: &[B256], restored: &Diff, branch: u64) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let transaction = writer.transaction()?;
        write_state(&transaction, restored)?;
        for table in ["blocks", "account_history", "slot_history"] {
            transaction.execute(&format!("DELETE FROM {table} WHERE number > ?1"), [to])?;
        }
        for hash in dropped {
            let mut delete = transaction.prepare_cached("DELETE FROM transactions WHERE hash = ?1")?;
            delete.execute([hash.as_slice()])?;
        }
        put_meta(&transaction, Meta::Branch, branch.cast_signed())?;
        Ok(transaction.commit()?)
    }

    /// Forgets the old values that lead to states before block `oldest`.
    pub(crate) fn prune(&self, oldest: u64) -> Result<(), StoreError> {
        let mut writer = self.writer();
        let transaction = writer.transaction()?;
        for table in ["account_history", "slot_history"] {
            let sql = format!("DELETE FROM {table} WHERE number <= ?1");
            transaction.prepare_cached(&sql)?.execute([oldest])?;
        }
        put_meta(&transaction, Meta::OldestState, oldest.cast_signed())?;
        Ok(transaction.commit()?)
    }

    /// Stores a number.
    pub(crate) fn set_meta(&self, meta: Meta, value: i64) -> Result<(), StoreError> {
        put_meta(&self.writer(), meta, value)
    }

    /// Writes a consistent copy to a new file while the chain goes on.
    pub(crate) fn backup_to(&self, target: &Path) -> Result<(), ChainError> {
        let failed = |reason: String| ChainError::Backup { path: target.into(), reason };
        let name = target.to_str().ok_or_else(|| failed("the file name is not UTF-8".into()))?;
        let copy = |source: &Connection| source.execute("VACUUM INTO ?1", [name]).map_err(|e| failed(e.to_string()));
        match self.path() {
            // An own connection, so that readers do not wait for a large copy.
            Some(path) => copy(&Connection::open(path).map_err(|error| failed(error.to_string()))?)?,
            None => copy(&self.reader())?,
        };
        File::open(target).and_then(|file| file.sync_all()).map_err(|error| failed(error.to_string()))
    }
}

fn put_meta(connection: &Connection, meta: Meta, value: i64) -> Result<(), StoreError> {
    let mut put = connection.prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?;
    put.execute(params![meta.name(), value])?;
    Ok(())
}

fn write_state(connection: &Connection, diff: &Diff) -> Result<(), StoreError> {
    let mut put_account =
        connection.prepare_cached("INSERT OR REPLACE INTO accounts (address, record) VALUES (?1, ?2)")?;
    let mut put_slot =
        connection.prepare_cached("INSERT OR REPLACE INTO slots (address, slot, value) VALUES (?1, ?2, ?3)")?;
    let mut drop_slot = connection.prepare_cached("DELETE FROM slots WHERE address = ?1 AND slot = ?2")?;
    for (address, change) in &diff.accounts {
        let address = address.as_slice();
        let Some(info) = &change.info else {
            connection.prepare_cached("DELETE FROM accounts WHERE address = ?1")?.execute([address])?;
            connection.prepare_cached("DELETE FROM slots WHERE address = ?1")?.execute([address])?;
            continue;
        };
        put_account.execute(params![address, encode_info(info)])?;
        for (slot, value) in &change.storage {
            let slot: [u8; 32] = slot.to_be_bytes();
            if value.is_zero() {
                drop_slot.execute(params![address, slot])?;
            } else {
                put_slot.execute(params![address, slot, encode_word(*value)])?;
            }
        }
    }
    for (hash, code) in &diff.codes {
        let mut put = connection.prepare_cached("INSERT OR IGNORE INTO codes (hash, code) VALUES (?1, ?2)")?;
        put.execute(params![hash.as_slice(), code.original_byte_slice()])?;
    }
    Ok(())
}

fn write_history(connection: &Connection, number: u64, undo: &Diff) -> Result<(), StoreError> {
    let sql = "INSERT INTO account_history (address, number, record) VALUES (?1, ?2, ?3)";
    let mut put_account = connection.prepare_cached(sql)?;
    let sql = "INSERT INTO slot_history (address, slot, number, value) VALUES (?1, ?2, ?3, ?4)";
    let mut put_slot = connection.prepare_cached(sql)?;
    for (address, change) in &undo.accounts {
        let address = address.as_slice();
        put_account.execute(params![address, number, change.info.as_ref().map(encode_info)])?;
        for (slot, value) in &change.storage {
            let slot: [u8; 32] = slot.to_be_bytes();
            put_slot.execute(params![address, slot, number, encode_word(*value)])?;
        }
    }
    Ok(())
}

fn write_block(connection: &Connection, block: &Block) -> Result<(), StoreError> {
    let header = &block.header;
    let bloom = (!header.logs_bloom.is_zero()).then(|| header.logs_bloom.as_slice());
    let sql = "INSERT INTO blocks (number, hash, bloom, header, body, receipts) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection.prepare_cached(sql)?.execute(params![
        header.number,
        block.hash.as_slice(),
        bloom,
        rlp::encode(header),
        block.encode_body(),
        block.encode_receipts(),
    ])?;
    let sql = "INSERT INTO transactions (hash, number, position) VALUES (?1, ?2, ?3)";
    let mut put_transaction = connection.prepare_cached(sql)?;
    for (position, tx) in block.transactions.iter().enumerate() {
        debug_assert!(!tx.is_eip4844(), "the pool refuses blobs");
        put_transaction.execute(params![tx.tx_hash().as_slice(), header.number, position])?;
    }
    Ok(())
}
