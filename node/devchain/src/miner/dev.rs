//! Orders beyond mining: time, snapshots, reorganisations and edits of the state.

use super::{Miner, Order, Snapshot};
use crate::{
    block::SignedTx,
    error::{ChainError, StoreError},
    head::Head,
    pool::PooledTx,
    state::{Change, Diff, Info},
};
use alloy::primitives::{Address, U256};
use std::sync::Arc;

impl Miner {
    /// Carries out an order and replies. A reply that nobody waits for any more is not an error.
    pub(super) fn obey(&mut self, order: Order) {
        match order {
            Order::Wake | Order::Stop => {}
            Order::Mine(count, reply) => _ = reply.send(self.mine_many(count)),
            Order::IncreaseTime(seconds, reply) => _ = reply.send(self.increase_time(seconds)),
            Order::SetTime(time, reply) => _ = reply.send(self.set_time(time)),
            Order::SetNextTimestamp(time, reply) => _ = reply.send(self.set_next_timestamp(time)),
            Order::Snapshot(reply) => _ = reply.send(Ok(self.snapshot())),
            Order::Revert(id, reply) => _ = reply.send(self.revert(id)),
            Order::Reorg(depth, blocks, reply) => _ = reply.send(self.reorg(depth, blocks)),
            Order::SetBalance(address, balance, reply) => _ = reply.send(self.set_balance(address, balance)),
        }
    }

    fn mine_many(&mut self, count: u64) -> Result<Head, ChainError> {
        // What waits in the pool comes first: it arrived before the order.
        self.mine_ready();
        let mut head = Head::from(&*self.shared.read().head);
        for _ in 0..count {
            head = self.mine(&[], Diff::default())?.head;
        }
        Ok(head)
    }

    fn increase_time(&mut self, seconds: i64) -> Result<i64, ChainError> {
        let offset = self.shared.time_offset().saturating_add(seconds);
        self.shared.set_time_offset(offset)?;
        Ok(offset)
    }

    fn set_time(&mut self, time: u64) -> Result<(), ChainError> {
        self.check_time(time)?;
        let offset = time.cast_signed().wrapping_sub(self.shared.config.clock.now().cast_signed());
        Ok(self.shared.set_time_offset(offset)?)
    }

    fn set_next_timestamp(&mut self, time: u64) -> Result<(), ChainError> {
        self.check_time(time)?;
        self.next_timestamp = Some(time);
        Ok(())
    }

    fn check_time(&self, wanted: u64) -> Result<(), ChainError> {
        let head = self.shared.read().head.header.timestamp;
        if wanted < head { Err(ChainError::TimeGoesBack { wanted, head }) } else { Ok(()) }
    }

    fn snapshot(&mut self) -> u64 {
        let head = Head::from(&*self.shared.read().head);
        self.snapshot_count += 1;
        self.snapshots.push(Snapshot {
            id: self.snapshot_count,
            number: head.number,
            hash: head.hash,
            time_offset: self.shared.time_offset(),
        });
        self.snapshot_count
    }

    fn revert(&mut self, id: u64) -> Result<(), ChainError> {
        let index = self.snapshots.iter().position(|snapshot| snapshot.id == id).ok_or(ChainError::NoSnapshot(id))?;
        // Later snapshots are of blocks that this one does not know.
        let snapshot = self.snapshots.drain(index..).next().ok_or(ChainError::NoSnapshot(id))?;
        let still_there = self.shared.block(snapshot.number)?.is_some_and(|block| block.hash == snapshot.hash);
        if !still_there {
            return Err(ChainError::NoSnapshot(id));
        }
        self.rewind(snapshot.number)?;
        self.next_timestamp = None;
        Ok(self.shared.set_time_offset(snapshot.time_offset)?)
    }

    fn reorg(&mut self, depth: u64, mut blocks: Vec<Vec<SignedTx>>) -> Result<Head, ChainError> {
        let mut head = Head::from(&*self.shared.read().head);
        let to = head.number.checked_sub(depth).ok_or(ChainError::TooDeep { depth, head: head.number })?;
        self.rewind(to)?;
        // A shorter list of replacements is filled up with empty blocks: the chain keeps its length.
        blocks.resize_with(usize::try_from(depth).unwrap_or(usize::MAX), Vec::new);
        let mut first_refusal = None;
        for transactions in blocks {
            let batch: Vec<_> = transactions.into_iter().map(PooledTx::new).collect();
            let mut mined = self.mine(&batch, Diff::default())?;
            if !mined.made {
                mined.head = self.mine(&[], Diff::default())?.head;
            }
            first_refusal = first_refusal.or(mined.refused.into_iter().next());
            head = mined.head;
        }
        match first_refusal {
            Some((_, error)) => Err(error.into()),
            None => Ok(head),
        }
    }

    fn set_balance(&mut self, address: Address, balance: U256) -> Result<(), ChainError> {
        let info = Info { balance, ..self.shared.read().state.info(address).unwrap_or_default() };
        // An empty account does not exist, so that the state root agrees with other clients.
        let info = (info != Info::default()).then_some(info);
        let edit = Diff {
            accounts: [(address, Change { info, ..Change::default() })].into_iter().collect(),
            ..Diff::default()
        };
        self.mine(&[], edit)?;
        Ok(())
    }

    /// Takes back all blocks above `to`.
    fn rewind(&mut self, to: u64) -> Result<(), ChainError> {
        let shared = Arc::clone(&self.shared);
        let head = shared.read().number();
        let oldest = shared.oldest_state();
        if to < oldest {
            return Err(StoreError::Pruned { number: to, oldest }.into());
        }
        if to == head {
            return Ok(());
        }
        let missing = |number| StoreError::Damaged(format!("block {number} is missing"));
        let target = shared.block(to)?.ok_or_else(|| missing(to))?;
        let (mut restored, mut dropped) = (Diff::default(), Vec::new());
        for number in (to + 1..=head).rev() {
            restored.continue_back(shared.store.undo_of(number)?);
            dropped.push(shared.block(number)?.ok_or_else(|| missing(number))?);
        }
        let hashes: Vec<_> = dropped.iter().flat_map(|block| &block.transactions).map(|tx| *tx.tx_hash()).collect();

        // Readers of older states combine the file with the head in memory: both must change as one.
        let mut published = shared.write();
        let inverse = published.state.inverse(&restored);
        self.trie.apply(&published.state, &restored);
        let root = self.trie.root();
        let stored = if root == target.header.state_root {
            shared.store.rewind(to, &hashes, &restored, published.branch + 1)
        } else {
            Err(StoreError::Damaged(format!("undoing to block {to} gives root {root}")))
        };
        if let Err(error) = stored {
            self.trie.apply(&published.state, &inverse);
            return Err(error.into());
        }
        published.rewind(Arc::clone(&target), &restored, dropped);
        drop(published);
        shared.heads.send_replace(Head::from(&*target));
        Ok(())
    }
}
