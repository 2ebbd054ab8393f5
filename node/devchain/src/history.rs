//! Looking back: blocks that may have left memory, and the state as it was at an older block.

use crate::{
    block::Block,
    error::StoreError,
    head::{Published, Shared},
    state::{Info, State, StateRead},
    store::{Location, Store},
};
use alloy::{
    eips::{BlockId, BlockNumberOrTag},
    primitives::{Address, B256, U256},
};
use revm::bytecode::Bytecode;
use std::sync::Arc;

/// The state at the end of a block: the head state, seen through the old values that later blocks replaced.
pub(crate) struct StateAt<'a> {
    head: &'a State,
    /// File and block number, unless the block is the head.
    older: Option<(&'a Store, u64)>,
}

impl StateRead for StateAt<'_> {
    fn account(&self, address: Address) -> Result<Option<Info>, StoreError> {
        if let Some((store, number)) = self.older
            && let Some(then) = store.account_at(address, number)?
        {
            return Ok(then);
        }
        self.head.account(address)
    }

    fn storage(&self, address: Address, slot: U256) -> Result<U256, StoreError> {
        if let Some((store, number)) = self.older
            && let Some(then) = store.slot_at(address, slot, number)?
        {
            return Ok(then);
        }
        self.head.storage(address, slot)
    }

    fn code(&self, hash: B256) -> Result<Bytecode, StoreError> {
        // Code is kept by hash and never removed, so the head knows the code of every block.
        self.head.code(hash)
    }
}

impl Shared {
    /// The state at the end of a block.
    pub(crate) fn state_at<'a>(&'a self, published: &'a Published, number: u64) -> Result<StateAt<'a>, StoreError> {
        let oldest = self.oldest_state();
        if number < oldest {
            return Err(StoreError::Pruned { number, oldest });
        }
        let older = (number < published.number()).then_some((&self.store, number));
        Ok(StateAt { head: &published.state, older })
    }

    /// A block by number; `None` above the head.
    pub(crate) fn block(&self, number: u64) -> Result<Option<Arc<Block>>, StoreError> {
        {
            let published = self.read();
            // The file may already hold the next block; nobody may see it before it is published.
            if number > published.number() {
                return Ok(None);
            }
            if let Some(block) = published.cached(number) {
                return Ok(Some(Arc::clone(block)));
            }
        }
        Ok(self.store.block(number)?.map(Arc::new))
    }

    /// A block by hash.
    pub(crate) fn block_by_hash(&self, hash: B256) -> Result<Option<Arc<Block>>, StoreError> {
        if let Some(block) = self.read().cached_by_hash(hash) {
            return Ok(Some(Arc::clone(block)));
        }
        match self.store.number_of(hash)? {
            Some(number) => Ok(self.block(number)?.filter(|block| block.hash == hash)),
            None => Ok(None),
        }
    }

    /// Hash of a block, zero when there is none.
    pub(crate) fn hash_of(&self, published: &Published, number: u64) -> Result<B256, StoreError> {
        match published.cached(number) {
            Some(block) => Ok(block.hash),
            None => Ok(self.store.hash_of(number)?.unwrap_or_default()),
        }
    }

    /// The number that a tag stands for.
    pub(crate) fn number_of_tag(&self, tag: BlockNumberOrTag) -> u64 {
        let head = self.read().number();
        match tag {
            BlockNumberOrTag::Number(number) => number,
            // There is nothing pending: what can be mined is mined at once.
            BlockNumberOrTag::Latest | BlockNumberOrTag::Pending => head,
            BlockNumberOrTag::Earliest => 0,
            BlockNumberOrTag::Safe => head.saturating_sub(self.config.safe_depth),
            BlockNumberOrTag::Finalized => head.saturating_sub(self.config.finalized_depth),
        }
    }

    /// The block that an identifier stands for.
    pub(crate) fn resolve(&self, id: BlockId) -> Result<Option<Arc<Block>>, StoreError> {
        match id {
            BlockId::Hash(hash) => self.block_by_hash(hash.block_hash),
            BlockId::Number(tag) => self.block(self.number_of_tag(tag)),
        }
    }

    /// The block of a transaction, and its place in it.
    pub(crate) fn mined(&self, hash: B256) -> Result<Option<(Arc<Block>, usize)>, StoreError> {
        let cached = self.read().cached_location(hash);
        let location = match cached {
            Some(location) => Some(location),
            None => self.store.location_of(hash)?,
        };
        let Some(Location { number, position }) = location else { return Ok(None) };
        let block = self.block(number)?;
        Ok(block.filter(|block| block.transactions.len() > position).map(|block| (block, position)))
    }
}
