//! Everything that is read back: at start, for blocks that are no longer in memory, and for older states.

use super::{Meta, Store, decode_hash, decode_info, decode_word};
use crate::{
    block::Block,
    error::StoreError,
    state::{Account, Change, Diff, Info, State},
};
use alloy::primitives::{Address, B256, Bloom, U256};
use revm::bytecode::Bytecode;
use rusqlite::{OptionalExtension, Row, params};

/// Where a transaction was mined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Location {
    pub(crate) number: u64,
    pub(crate) position: usize,
}

impl Store {
    /// A stored number.
    pub(crate) fn meta(&self, meta: Meta) -> Result<Option<i64>, StoreError> {
        let reader = self.reader();
        let mut get = reader.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
        Ok(get.query_row([meta.name()], |row| row.get(0)).optional()?)
    }

    /// The whole head state.
    pub(crate) fn load_state(&self) -> Result<State, StoreError> {
        let reader = self.reader();
        let mut state = State::default();
        let mut select = reader.prepare("SELECT address, record FROM accounts")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let info = decode_info(blob(row, 1)?)?;
            state.accounts.insert(address(row, 0)?, Account { info, storage: Default::default() });
        }
        let mut select = reader.prepare("SELECT address, slot, value FROM slots")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let owner = state.accounts.get_mut(&address(row, 0)?);
            let owner = owner.ok_or_else(|| StoreError::Damaged("storage without an account".into()))?;
            owner.storage.insert(decode_word(blob(row, 1)?)?, decode_word(blob(row, 2)?)?);
        }
        let mut select = reader.prepare("SELECT hash, code FROM codes")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let code = Bytecode::new_raw_checked(blob(row, 1)?.to_vec().into());
            let code = code.map_err(|error| StoreError::Damaged(error.to_string()))?;
            state.codes.insert(decode_hash(blob(row, 0)?)?, code);
        }
        Ok(state)
    }

    /// Number of the newest block.
    pub(crate) fn head_number(&self) -> Result<Option<u64>, StoreError> {
        Ok(self.reader().query_row("SELECT max(number) FROM blocks", [], |row| row.get(0))?)
    }

    /// A block with its transactions and receipts.
    pub(crate) fn block(&self, number: u64) -> Result<Option<Block>, StoreError> {
        let reader = self.reader();
        let mut get = reader.prepare_cached("SELECT hash, header, body, receipts FROM blocks WHERE number = ?1")?;
        let mut rows = get.query([number])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let hash = decode_hash(blob(row, 0)?)?;
        Block::decode(hash, blob(row, 1)?, blob(row, 2)?, blob(row, 3)?).map(Some)
    }

    /// Number of the block with a hash.
    pub(crate) fn number_of(&self, hash: B256) -> Result<Option<u64>, StoreError> {
        let reader = self.reader();
        let mut get = reader.prepare_cached("SELECT number FROM blocks WHERE hash = ?1")?;
        Ok(get.query_row([hash.as_slice()], |row| row.get(0)).optional()?)
    }

    /// Hash of the block with a number.
    pub(crate) fn hash_of(&self, number: u64) -> Result<Option<B256>, StoreError> {
        let reader = self.reader();
        let mut get = reader.prepare_cached("SELECT hash FROM blocks WHERE number = ?1")?;
        let mut rows = get.query([number])?;
        rows.next()?.map(|row| decode_hash(blob(row, 0)?)).transpose()
    }

    /// Where a transaction was mined.
    pub(crate) fn location_of(&self, hash: B256) -> Result<Option<Location>, StoreError> {
        let reader = self.reader();
        let mut get = reader.prepare_cached("SELECT number, position FROM transactions WHERE hash = ?1")?;
        let location = |row: &Row<'_>| Ok(Location { number: row.get(0)?, position: row.get(1)? });
        Ok(get.query_row([hash.as_slice()], location).optional()?)
    }

    /// Numbers of the blocks in a range whose bloom filter lets the caller hope.
    pub(crate) fn blocks_with_logs(
        &self,
        from: u64,
        to: u64,
        hope: impl Fn(Bloom) -> bool,
    ) -> Result<Vec<u64>, StoreError> {
        let reader = self.reader();
        let sql =
            "SELECT number, bloom FROM blocks WHERE bloom IS NOT NULL AND number BETWEEN ?1 AND ?2 ORDER BY number";
        let mut select = reader.prepare_cached(sql)?;
        let mut rows = select.query([from, to])?;
        let mut numbers = Vec::new();
        while let Some(row) = rows.next()? {
            let bloom = Bloom::try_from(blob(row, 1)?).map_err(|error| StoreError::Damaged(error.to_string()))?;
            if hope(bloom) {
                numbers.push(row.get(0)?);
            }
        }
        Ok(numbers)
    }

    /// What an account was at the end of a block: `None` when no later block changed it.
    pub(crate) fn account_at(&self, address: Address, number: u64) -> Result<Option<Option<Info>>, StoreError> {
        let reader = self.reader();
        let sql = "SELECT record FROM account_history WHERE address = ?1 AND number > ?2 ORDER BY number LIMIT 1";
        let mut get = reader.prepare_cached(sql)?;
        let mut rows = get.query(params![address.as_slice(), number])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        Ok(Some(row.get_ref(0)?.as_blob_or_null().map_err(column)?.map(decode_info).transpose()?))
    }

    /// What a slot was at the end of a block: `None` when no later block changed it.
    pub(crate) fn slot_at(&self, address: Address, slot: U256, number: u64) -> Result<Option<U256>, StoreError> {
        let reader = self.reader();
        let sql =
            "SELECT value FROM slot_history WHERE address = ?1 AND slot = ?2 AND number > ?3 ORDER BY number LIMIT 1";
        let mut get = reader.prepare_cached(sql)?;
        let slot: [u8; 32] = slot.to_be_bytes();
        let mut rows = get.query(params![address.as_slice(), slot, number])?;
        rows.next()?.map(|row| decode_word(blob(row, 0)?)).transpose()
    }

    /// The difference that leads from the end of block `number` back to its start.
    pub(crate) fn undo_of(&self, number: u64) -> Result<Diff, StoreError> {
        let reader = self.reader();
        let mut diff = Diff::default();
        let mut select = reader.prepare_cached("SELECT address, record FROM account_history WHERE number = ?1")?;
        let mut rows = select.query([number])?;
        while let Some(row) = rows.next()? {
            let info = row.get_ref(1)?.as_blob_or_null().map_err(column)?.map(decode_info).transpose()?;
            diff.accounts.insert(address(row, 0)?, Change { info, storage: Default::default() });
        }
        let mut select = reader.prepare_cached("SELECT address, slot, value FROM slot_history WHERE number = ?1")?;
        let mut rows = select.query([number])?;
        while let Some(row) = rows.next()? {
            let change = diff.accounts.entry(address(row, 0)?).or_default();
            change.storage.insert(decode_word(blob(row, 1)?)?, decode_word(blob(row, 2)?)?);
        }
        Ok(diff)
    }
}

fn blob<'row>(row: &'row Row<'_>, index: usize) -> Result<&'row [u8], StoreError> {
    row.get_ref(index)?.as_blob().map_err(column)
}

fn address(row: &Row<'_>, index: usize) -> Result<Address, StoreError> {
    let bytes = blob(row, index)?;
    Address::try_from(bytes).map_err(|_| StoreError::Damaged("an address that is not 20 bytes long".into()))
}

fn column(error: rusqlite::types::FromSqlError) -> StoreError {
    StoreError::Damaged(error.to_string())
}
