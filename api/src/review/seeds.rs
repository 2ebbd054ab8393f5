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

    async fn block(&self, tag: BlockNumberOrTag) -> Result<(u64, u64, B256), ApiError> {
        let missing = |what: String| {
            ApiError::unavailable(
                "chain_unavailable",
                what,
                "Retry in a few seconds. Operators: check the chain's RPC.",
            )
        };
        let block = self.0.get_block_by_number(tag).await;
        let block = block.map_err(|error| missing(format!("the chain does not answer: {error}")))?;
        let header = block.ok_or_else(|| missing(format!("the chain does not have its block {tag}")))?.header;
        Ok((header.number, header.timestamp, header.hash))
    }
}

impl Blocks for ChainBlocks {
    fn first_since(&self, time: u64) -> BoxFuture<'_, Result<Option<Marked>, ApiError>> {
        Box::pin(async move {
            let (head, head_time, head_hash) = self.block(BlockNumberOrTag::Latest).await?;
            if head_time < time {
                return Ok(None);
            }
            // `found` is at or after the time, everything below `from` is before it.
            let (mut from, mut found) = (0, (head, head_hash));
            while from < found.0 {
                let middle = from + (found.0 - from) / 2;
                let (number, at, hash) = self.block(BlockNumberOrTag::Number(middle)).await?;
                if at < time { from = number + 1 } else { found = (number, hash) }
            }
            Ok(Some(Marked { number: found.0, hash: found.1, settled: head >= found.0 + DEPTH }))
        })
    }
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
