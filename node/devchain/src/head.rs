//! What everybody may read: the newest state and blocks, published after they are committed.
//!
//! Locks: whoever needs both takes the pool first and then the published head, and never waits for the pool while
//! holding the head. The thread of the chain alone writes the head, for as long as it takes to apply one difference.

use crate::{
    block::Block,
    config::DevChainConfig,
    error::StoreError,
    pool::{Pool, Rules},
    state::{Diff, State},
    store::{Location, Meta, Store},
};
use alloy::primitives::{B256, map::B256Map};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};
use tokio::sync::watch;

/// Reorganisations that filters can still learn about.
const KEPT_REORGS: usize = 64;
/// Dropped blocks that are kept per reorganisation, to report their logs as removed.
const KEPT_DROPPED: usize = 256;

/// The newest block, as told to subscribers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Height.
    pub number: u64,
    /// Block hash.
    pub hash: B256,
    /// Block time in unix seconds.
    pub timestamp: u64,
}

impl From<&Block> for Head {
    fn from(block: &Block) -> Self {
        Self { number: block.header.number, hash: block.hash, timestamp: block.header.timestamp }
    }
}

/// Blocks that were taken back.
#[derive(Debug)]
pub(crate) struct Reorg {
    pub(crate) sequence: u64,
    /// The newest block that stayed.
    pub(crate) kept: u64,
    /// The dropped blocks, newest first.
    pub(crate) dropped: Vec<Arc<Block>>,
}

/// The newest state and blocks.
#[derive(Debug)]
pub(crate) struct Published {
    pub(crate) state: State,
    pub(crate) head: Arc<Block>,
    /// Consecutive blocks up to the head.
    recent: VecDeque<Arc<Block>>,
    locations: B256Map<Location>,
    pub(crate) reorgs: VecDeque<Reorg>,
    pub(crate) branch: u64,
}

impl Published {
    pub(crate) fn new(state: State, head: Block, branch: u64) -> Self {
        let head = Arc::new(head);
        let mut published = Self {
            state,
            head: Arc::clone(&head),
            recent: VecDeque::new(),
            locations: B256Map::default(),
            reorgs: VecDeque::new(),
            branch,
        };
        published.push(head, usize::MAX);
        published
    }

    pub(crate) fn number(&self) -> u64 {
        self.head.header.number
    }

    /// A block that is still in memory.
    pub(crate) fn cached(&self, number: u64) -> Option<&Arc<Block>> {
        let distance = usize::try_from(self.number().checked_sub(number)?).ok()?;
        self.recent.get(self.recent.len().checked_sub(distance + 1)?)
    }

    /// A block that is still in memory, by its hash.
    pub(crate) fn cached_by_hash(&self, hash: B256) -> Option<&Arc<Block>> {
        self.recent.iter().rev().find(|block| block.hash == hash)
    }

    /// Where a transaction of a block in memory was mined.
    pub(crate) fn cached_location(&self, hash: B256) -> Option<Location> {
        self.locations.get(&hash).copied()
    }

    /// Makes a committed block the head.
    pub(crate) fn extend(&mut self, block: Arc<Block>, diff: &Diff, keep: usize) {
        self.state.apply(diff);
        self.push(block, keep);
    }

    fn push(&mut self, block: Arc<Block>, keep: usize) {
        for (position, tx) in block.transactions.iter().enumerate() {
            self.locations.insert(*tx.tx_hash(), Location { number: block.header.number, position });
        }
        self.head = Arc::clone(&block);
        self.recent.push_back(block);
        while self.recent.len() > keep.max(1) {
            if let Some(old) = self.recent.pop_front() {
                old.transactions.iter().for_each(|tx| _ = self.locations.remove(tx.tx_hash()));
            }
        }
    }

    /// Goes back to a block after the blocks above it were removed from the file.
    pub(crate) fn rewind(&mut self, to: Arc<Block>, restored: &Diff, mut dropped: Vec<Arc<Block>>) {
        self.state.apply(restored);
        for tx in dropped.iter().flat_map(|block| &block.transactions) {
            self.locations.remove(tx.tx_hash());
        }
        self.recent.retain(|block| block.header.number < to.header.number);
        let kept = to.header.number;
        self.push(to, usize::MAX);
        dropped.truncate(KEPT_DROPPED);
        self.branch += 1;
        self.reorgs.push_back(Reorg { sequence: self.branch, kept, dropped });
        if self.reorgs.len() > KEPT_REORGS {
            self.reorgs.pop_front();
        }
    }
}

/// What the thread of the chain and its readers share.
pub(crate) struct Shared {
    pub(crate) config: DevChainConfig,
    pub(crate) chain_id: u64,
    pub(crate) store: Store,
    pub(crate) heads: watch::Sender<Head>,
    published: RwLock<Published>,
    pool: Mutex<Pool>,
    time_offset: AtomicI64,
    oldest_state: AtomicU64,
}

impl Shared {
    pub(crate) fn new(
        config: DevChainConfig,
        chain_id: u64,
        store: Store,
        published: Published,
    ) -> Result<Self, StoreError> {
        let time_offset = store.meta(Meta::TimeOffset)?.unwrap_or_default();
        let oldest_state = store.meta(Meta::OldestState)?.unwrap_or_default().cast_unsigned();
        Ok(Self {
            heads: watch::Sender::new(Head::from(&*published.head)),
            pool: Mutex::new(Pool::new(config.pool)),
            published: RwLock::new(published),
            time_offset: AtomicI64::new(time_offset),
            oldest_state: AtomicU64::new(oldest_state),
            config,
            chain_id,
            store,
        })
    }

    /// The published head, for as long as the guard lives.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, Published> {
        // Writers only call code that cannot leave it half done, so a poisoned lock is still good to read.
        self.published.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, Published> {
        self.published.write().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Seconds added to the clock.
    pub(crate) fn time_offset(&self) -> i64 {
        self.time_offset.load(Ordering::SeqCst)
    }

    /// Stores a new offset, then uses it.
    pub(crate) fn set_time_offset(&self, offset: i64) -> Result<(), StoreError> {
        self.store.set_meta(Meta::TimeOffset, offset)?;
        self.time_offset.store(offset, Ordering::SeqCst);
        Ok(())
    }

    /// The oldest block whose state can be read.
    pub(crate) fn oldest_state(&self) -> u64 {
        self.oldest_state.load(Ordering::SeqCst)
    }

    pub(crate) fn set_oldest_state(&self, oldest: u64) {
        self.oldest_state.store(oldest, Ordering::SeqCst);
    }

    /// The time on the chain's clock.
    pub(crate) fn now(&self) -> u64 {
        self.config.clock.now().saturating_add_signed(self.time_offset())
    }

    /// The time that reads at the head and the next block see: it never goes back.
    pub(crate) fn time_after(&self, head: &Block) -> u64 {
        self.now().max(head.header.timestamp)
    }

    /// What the next block demands of a transaction.
    pub(crate) fn rules(&self, head: &Block) -> Rules {
        Rules {
            chain_id: self.chain_id,
            gas_limit: self.config.gas_limit,
            base_fee: head.next_base_fee(self.config.min_base_fee),
        }
    }
}
