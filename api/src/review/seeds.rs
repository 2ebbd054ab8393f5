//! Seeds of draws: the hash of the first block of each epoch. Nobody knows it before the epoch begins, and everybody can
//! look it up afterwards.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use alloy::{
    eips::BlockNumberOrTag,
    primitives::B256,
    providers::{DynProvider, Provider},
};
use futures::future::BoxFuture;
use palabre_contracts::{Slug, rules::Calendar};

use super::Review;
use crate::error::ApiError;

/// A block is settled when so many follow it.
const DEPTH: u64 = 64;

/// A block of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: B256,
    /// Whether it never changes again.
    pub settled: bool,
}

/// The blocks of the chain, by their time.
pub trait Blocks: Send + Sync + fmt::Debug {
    /// The first block at or after a time; none while there is no such block.
    fn first_since(&self, time: u64) -> BoxFuture<'_, Result<Option<Marked>, ApiError>>;
}

/// The blocks of a chain that is asked by RPC.
#[derive(Clone, Debug)]
pub struct ChainBlocks(DynProvider);

impl ChainBlocks {
    /// Those of this chain.
    pub fn new(provider: DynProvider) -> Self {
        Self(provider)
    }

    async fn block(&self, tag: BlockNumberOrTag) -> Result<Seen, ApiError> {
        let missing = |what: String| {
            let next_step = "Retry in a few seconds. Operators: check the chain's RPC.";
            ApiError::unavailable("chain_unavailable", what, next_step)
        };
        let block = self.0.get_block_by_number(tag).await;
        let block = block.map_err(|error| missing(format!("the chain does not answer: {error}")))?;
        let header = block.ok_or_else(|| missing(format!("the chain does not have its block {tag}")))?.header;
        Ok(Seen { number: header.number, time: header.timestamp, hash: header.hash })
    }
}

/// A block that was looked at.
#[derive(Clone, Copy, Debug)]
struct Seen {
    number: u64,
    time: u64,
    hash: B256,
}

impl Blocks for ChainBlocks {
    fn first_since(&self, time: u64) -> BoxFuture<'_, Result<Option<Marked>, ApiError>> {
        Box::pin(async move {
            let head = self.block(BlockNumberOrTag::Latest).await?;
            let block = |number: u64| -> BoxFuture<'_, Result<Seen, ApiError>> {
                Box::pin(self.block(BlockNumberOrTag::Number(number)))
            };
            let first = search(head, time, &block).await?;
            let settled = |first: Seen| head.number >= first.number + DEPTH;
            Ok(first.map(|first| Marked { number: first.number, hash: first.hash, settled: settled(first) }))
        })
    }
}

/// The first block at or after a time, by halves: blocks are in the order of their times.
async fn search<'a>(
    head: Seen,
    time: u64,
    block: &(dyn Fn(u64) -> BoxFuture<'a, Result<Seen, ApiError>> + Sync),
) -> Result<Option<Seen>, ApiError> {
    if head.time < time {
        return Ok(None);
    }
    // `found` is at or after the time, everything below `from` is before it.
    let (mut from, mut found) = (0, head);
    while from < found.number {
        let middle = block(from + (found.number - from) / 2).await?;
        if middle.time < time { from = middle.number + 1 } else { found = middle }
    }
    Ok(Some(found))
}

impl Review {
    /// The seeds of epochs.
    pub(super) async fn seeds(
        &self,
        community: &Slug,
        calendar: &Calendar,
        epochs: &BTreeSet<u32>,
    ) -> Result<BTreeMap<u32, B256>, ApiError> {
        let mut seeds: BTreeMap<u32, B256> = self.0.book.seeds(community).await?.into_iter().collect();
        for epoch in epochs {
            if seeds.contains_key(epoch) {
                continue;
            }
            let Some(block) = self.0.blocks.first_since(calendar.start_of(*epoch)).await? else { continue };
            if block.settled {
                self.0.book.keep_seed(community, *epoch, block).await?;
            }
            seeds.insert(*epoch, block.hash);
        }
        Ok(seeds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_block_of_a_time_is_found_among_blocks_that_share_seconds() {
        let times = [0u64, 10, 10, 20, 20, 20, 31];
        let seen =
            |number: u64| Seen { number, time: times[number as usize], hash: B256::with_last_byte(number as u8) };
        let block = |number: u64| -> BoxFuture<'static, Result<Seen, ApiError>> {
            let seen = seen(number);
            Box::pin(async move { Ok(seen) })
        };
        let first = async |time: u64| search(seen(6), time, &block).await.unwrap().map(|found| found.number);
        for (time, expected) in [(0, 0), (1, 1), (10, 1), (11, 3), (20, 3), (21, 6), (31, 6)] {
            assert_eq!(first(time).await, Some(expected), "at {time}");
        }
        assert_eq!(first(32).await, None, "there is no such block yet");
    }
}
