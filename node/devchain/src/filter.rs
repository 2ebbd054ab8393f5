//! Filters that clients poll: each remembers how far its owner has read, across reorganisations.

use crate::{
    block::Block,
    error::StoreError,
    head::{Published, Shared},
    rpc::logs_of,
};
use alloy::{
    primitives::{B256, map::HashMap},
    rpc::types::{Filter, Log},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// What a filter reports.
#[derive(Clone, Debug)]
pub(crate) enum Subject {
    Logs(Box<Filter>),
    Blocks,
    /// Transactions are mined as soon as they can be, so these are the mined ones.
    Transactions,
}

/// What happened since a filter was last asked.
#[derive(Debug)]
pub(crate) enum Changes {
    Logs(Vec<Log>),
    Hashes(Vec<B256>),
}

#[derive(Debug)]
struct Entry {
    subject: Subject,
    next_block: u64,
    /// Newest reorganisation that the owner knows about.
    reorg: u64,
    last_used: Instant,
}

/// The installed filters.
#[derive(Debug)]
pub(crate) struct Filters {
    entries: HashMap<u64, Entry>,
    count: u64,
    lifetime: Duration,
}

impl Filters {
    pub(crate) fn new(lifetime: Duration) -> Self {
        Self { entries: HashMap::default(), count: 0, lifetime }
    }

    /// Installs a filter that starts after the present head.
    pub(crate) fn install(&mut self, subject: Subject, published: &Published) -> u64 {
        let (now, lifetime) = (Instant::now(), self.lifetime);
        self.entries.retain(|_, entry| now.duration_since(entry.last_used) < lifetime);
        self.count += 1;
        let entry = Entry { subject, next_block: published.number() + 1, reorg: published.branch, last_used: now };
        self.entries.insert(self.count, entry);
        self.count
    }

    pub(crate) fn uninstall(&mut self, id: u64) -> bool {
        self.entries.remove(&id).is_some()
    }

    /// The condition of a log filter.
    pub(crate) fn condition(&self, id: u64) -> Option<Filter> {
        match &self.entries.get(&id)?.subject {
            Subject::Logs(filter) => Some((**filter).clone()),
            Subject::Blocks | Subject::Transactions => None,
        }
    }

    /// What happened since the last call; `None` when the filter is unknown or was forgotten.
    pub(crate) fn changes(&mut self, id: u64, shared: &Shared) -> Result<Option<Changes>, StoreError> {
        let Some(entry) = self.entries.get_mut(&id) else { return Ok(None) };
        if entry.last_used.elapsed() >= self.lifetime {
            self.entries.remove(&id);
            return Ok(None);
        }
        entry.last_used = Instant::now();
        let (removed, head) = entry.catch_up_with_reorgs(&shared.read());
        let mut added = Vec::new();
        for number in entry.next_block..=head {
            // A reorganisation may have shortened the chain meanwhile; the next call will see it.
            let Some(block) = shared.block(number)? else { break };
            added.push(block);
        }
        entry.next_block += added.len() as u64;
        Ok(Some(entry.report(&removed, &added)))
    }
}

impl Entry {
    /// Steps back over blocks that were dropped, and returns those that had been reported, newest first.
    fn catch_up_with_reorgs(&mut self, published: &Published) -> (Vec<Arc<Block>>, u64) {
        let mut removed = Vec::new();
        for reorg in published.reorgs.iter().filter(|reorg| reorg.sequence > self.reorg) {
            let seen = self.next_block;
            removed.extend(reorg.dropped.iter().filter(|block| block.header.number < seen).cloned());
            self.next_block = seen.min(reorg.kept + 1);
        }
        self.reorg = published.branch;
        (removed, published.number())
    }

    fn report(&self, removed: &[Arc<Block>], added: &[Arc<Block>]) -> Changes {
        match &self.subject {
            Subject::Blocks => Changes::Hashes(added.iter().map(|block| block.hash).collect()),
            Subject::Transactions => {
                Changes::Hashes(added.iter().flat_map(|block| &block.transactions).map(|tx| *tx.tx_hash()).collect())
            }
            Subject::Logs(filter) => {
                let mut logs = Vec::new();
                removed.iter().for_each(|block| logs_of(block, filter, true, &mut logs));
                added.iter().for_each(|block| logs_of(block, filter, false, &mut logs));
                Changes::Logs(logs)
            }
        }
    }
}
