//! The thread of the chain: the only one that makes blocks, one at a time.
//!
//! The rule for every change: commit to the file, then publish to readers, then reply to whoever asked. A process that
//! dies in between has at worst done something that nobody was told about.

mod dev;

use crate::{
    block::{Block, Plan, SignedTx, prevrandao},
    error::{ChainError, StoreError, TxError},
    execute::{self, Executed},
    head::{Head, Shared},
    pool::PooledTx,
    state::{Diff, StateTrie},
};
use alloy::primitives::{Address, B256, U256};
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::{Duration, Instant},
};
use tokio::sync::oneshot;

/// Carries the answer to an order.
pub(crate) type Reply<T> = oneshot::Sender<Result<T, ChainError>>;

/// What the thread of the chain can be told.
pub(crate) enum Order {
    /// There may be something in the pool.
    Wake,
    /// Mine this many blocks, empty ones too.
    Mine(u64, Reply<Head>),
    /// Add seconds to the clock; answers with the whole offset.
    IncreaseTime(i64, Reply<i64>),
    /// Set the clock.
    SetTime(u64, Reply<()>),
    /// Give the next block exactly this time.
    SetNextTimestamp(u64, Reply<()>),
    /// Remember the present state.
    Snapshot(Reply<u64>),
    /// Go back to a remembered state.
    Revert(u64, Reply<()>),
    /// Replace the last blocks.
    Reorg(u64, Vec<Vec<SignedTx>>, Reply<Head>),
    /// Mine a block that sets a balance.
    SetBalance(Address, U256, Reply<()>),
    /// End the thread.
    Stop,
}

/// A state that can be reverted to.
struct Snapshot {
    id: u64,
    number: u64,
    hash: B256,
    time_offset: i64,
}

/// The thread's own data.
pub(crate) struct Miner {
    shared: Arc<Shared>,
    trie: StateTrie,
    orders: Receiver<Order>,
    next_timestamp: Option<u64>,
    snapshots: Vec<Snapshot>,
    snapshot_count: u64,
    last_block: Instant,
}

impl Miner {
    pub(crate) fn new(shared: Arc<Shared>, trie: StateTrie, orders: Receiver<Order>) -> Self {
        Self {
            shared,
            trie,
            orders,
            next_timestamp: None,
            snapshots: Vec::new(),
            snapshot_count: 0,
            last_block: Instant::now(),
        }
    }

    /// Works until told to stop, or until nobody is left who could.
    pub(crate) fn run(self) {
        let _farewell = Farewell(Arc::clone(&self.shared));
        self.work();
    }

    fn work(mut self) {
        loop {
            match self.next_order() {
                Ok(Order::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(order) => self.obey(order),
                Err(RecvTimeoutError::Timeout) => self.heartbeat(),
            }
            self.mine_ready();
        }
    }

    fn next_order(&self) -> Result<Order, RecvTimeoutError> {
        match self.shared.config.heartbeat {
            Some(pause) => self.orders.recv_timeout(pause.saturating_sub(self.last_block.elapsed())),
            None => self.orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn heartbeat(&mut self) {
        if let Err(error) = self.mine(&[], Diff::default()) {
            tracing::error!(%error, "the heartbeat block could not be mined");
            // Without this the next attempt would follow at once, and for ever.
            self.last_block = Instant::now() + Duration::from_secs(1);
        }
    }

    /// Mines until nothing in the pool can be mined.
    fn mine_ready(&mut self) {
        loop {
            let batch = {
                let mut pool = self.shared.pool();
                let published = self.shared.read();
                let nonce_of = |sender| published.state.info(sender).unwrap_or_default().nonce;
                let batch = pool.ready(nonce_of, self.shared.rules(&published.head).base_fee);
                if batch.is_empty() {
                    pool.release_waiters();
                    return;
                }
                batch
            };
            if let Err(error) = self.mine(&batch, Diff::default()) {
                tracing::error!(%error, "a block could not be mined");
                let mut pool = self.shared.pool();
                for pooled in &batch {
                    pool.settle(pooled.hash, Err(TxError::NotStored(error.to_string())));
                }
            }
        }
    }

    /// Makes one block of a batch. `edit` is an operator's change to the state, applied after the transactions.
    ///
    /// No block is made when all transactions turn out to be invalid; the head is returned then.
    fn mine(&mut self, batch: &[Arc<PooledTx>], edit: Diff) -> Result<Mined, StoreError> {
        let plan = self.plan()?;
        let shared = Arc::clone(&self.shared);
        let published = shared.read();
        let hashes = |number| shared.hash_of(&published, number);
        let Executed { mut diff, transactions, receipts, refused } =
            execute::execute(&published.state, &hashes, shared.chain_id, &plan, batch)?;
        if transactions.is_empty() && !refused.is_empty() {
            let head = Head::from(&*published.head);
            drop(published);
            self.settle(&[], &refused);
            return Ok(Mined { head, made: false, refused });
        }
        diff.accounts.extend(edit.accounts);
        let undo = published.state.inverse(&diff);
        self.trie.apply(&published.state, &diff);
        let block = Block::seal(&plan, self.trie.root(), transactions, receipts);
        if let Err(error) = shared.store.append(&block, &diff, &undo) {
            self.trie.apply(&published.state, &undo);
            return Err(error);
        }
        drop(published);
        let block = Arc::new(block);
        let head = Head::from(&*block);
        shared.write().extend(Arc::clone(&block), &diff, shared.config.cached_blocks);
        shared.heads.send_replace(head);
        self.next_timestamp = None;
        self.last_block = Instant::now();
        // Before the senders get their answers: what a limit promises holds for whoever was told about the block.
        self.prune(head.number);
        self.settle(&block.transactions, &refused);
        Ok(Mined { head, made: true, refused })
    }

    fn plan(&self) -> Result<Plan, StoreError> {
        if let Some(timestamp) = self.next_timestamp {
            // Time goes on from the chosen moment, otherwise the block after this one would jump back to the old pace.
            let offset = timestamp.cast_signed().wrapping_sub(self.shared.config.clock.now().cast_signed());
            self.shared.set_time_offset(offset)?;
        }
        let published = self.shared.read();
        let parent = &published.head;
        let number = parent.header.number + 1;
        let time = self.next_timestamp.unwrap_or_else(|| self.shared.now());
        Ok(Plan {
            parent_hash: parent.hash,
            number,
            timestamp: time.max(parent.header.timestamp),
            gas_limit: self.shared.config.gas_limit,
            base_fee: self.shared.rules(parent).base_fee,
            prevrandao: prevrandao(parent.hash, number, published.branch),
        })
    }

    fn settle(&self, mined: &[SignedTx], refused: &[(B256, TxError)]) {
        let mut pool = self.shared.pool();
        for tx in mined {
            pool.settle(*tx.tx_hash(), Ok(()));
        }
        for (hash, error) in refused {
            pool.settle(*hash, Err(error.clone()));
        }
        let published = self.shared.read();
        for tx in mined {
            let next = published.state.info(tx.signer()).unwrap_or_default().nonce;
            pool.forget_used(tx.signer(), next);
        }
    }

    /// Drops old states when the configuration limits them. Failing is harmless: the next block tries again.
    fn prune(&self, head: u64) {
        let Some(oldest) = self.shared.config.history_limit.and_then(|limit| head.checked_sub(limit)) else { return };
        if oldest <= self.shared.oldest_state() {
            return;
        }
        {
            // Whoever is reading an older state is done once the lock is ours, and later readers are turned away.
            let _no_readers = self.shared.write();
            self.shared.set_oldest_state(oldest);
        }
        if let Err(error) = self.shared.store.prune(oldest) {
            tracing::warn!(%error, "old states could not be dropped");
        }
    }
}

/// Lets nobody wait for a thread that has ended, even if it panicked. The orders are closed before this is dropped, so
/// that whoever comes later is turned away.
struct Farewell(Arc<Shared>);

impl Drop for Farewell {
    fn drop(&mut self) {
        self.0.pool().abandon_waiters();
    }
}

/// The head after an attempt to mine, and the transactions that can never be mined.
struct Mined {
    head: Head,
    made: bool,
    refused: Vec<(B256, TxError)>,
}
