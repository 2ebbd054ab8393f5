//! Blocks in order, without gaps: many at a time far from the head, one by one and by hash near it.

mod pager;
mod verify;
mod window;

use std::ops::RangeInclusive;

use alloy::primitives::Address;
use futures::{StreamExt, TryStreamExt, stream};

pub(crate) use self::pager::Pager;
use self::{verify::Watch, window::Windows};
use crate::{
    chain::{Chain, ChainError, ChainLog, Header, LogQuery},
    config::IndexerConfig,
    fork::{Known, Verdict},
    store::BlockRef,
};

/// A block with the logs of the addresses that are followed.
#[derive(Clone, Debug)]
pub struct SourceBlock {
    /// The header.
    pub header: Header,
    /// Logs by position.
    pub logs: Vec<ChainLog>,
}

/// What happened to the chain since the last step.
#[derive(Debug)]
pub enum Step {
    /// Blocks were added; those without logs may be left out, except the last.
    Added(Vec<SourceBlock>),
    /// Everything above this block is gone.
    Removed(BlockRef),
    /// Nothing.
    Idle,
}

/// Why there is no step.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Ask again later.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// Stop: an operator must decide.
    #[error(
        "the chain took back more blocks than can be undone (everything above block {limit} and more): if the endpoint \
         is right, rebuild the mirror with `palabre reindex`; if it is on a wrong fork or another chain, connect to \
         another one"
    )]
    TooDeep {
        /// Oldest block that could be undone.
        limit: u64,
    },
}

/// Follows a chain from a block on, for a set of addresses.
#[derive(Debug)]
pub struct BlockSource<C> {
    chain: C,
    config: IndexerConfig,
    watch: Watch,
    known: Known,
    tip: BlockRef,
    head: Option<Header>,
    until: u64,
    windows: Windows,
}

impl<C: Chain> BlockSource<C> {
    /// Blocks after `tip` up to `until`, where others are, if it is not [`u64::MAX`]; `known` are the blocks that the
    /// mirror remembers.
    pub(crate) fn new(
        chain: C,
        config: IndexerConfig,
        pager: Pager,
        addresses: Vec<Address>,
        known: impl IntoIterator<Item = BlockRef>,
        tip: BlockRef,
        until: u64,
    ) -> Self {
        let known = match until {
            u64::MAX => {
                let mut known = Known::new(known, config.max_reorg);
                known.insert(tip);
                known
            }
            _ => Known::behind(tip, known, config.max_reorg),
        };
        let windows = Windows::new(pager);
        Self { chain, watch: Watch::new(addresses, config.verify), known, tip, head: None, until, windows, config }
    }

    /// The chain as it is asked: one endpoint.
    pub fn chain(&self) -> &C {
        &self.chain
    }

    /// What was learned about widths and numbers of requests.
    pub(crate) fn pager(&self) -> &Pager {
        self.windows.pager()
    }

    /// Nothing of the mirror up to `number` may be taken back any more.
    pub fn finalize(&mut self, number: u64) {
        self.known.finalize(number);
    }

    /// Whether the chain still has the newest block of the mirror. Only then what it calls final is the mirror's, too: a
    /// branch that was left while nobody looked has blocks of these heights that never were final.
    pub(crate) async fn stands(&self) -> Result<bool, ChainError> {
        let header = self.chain.header(self.tip.block_number).await?;
        Ok(header.is_some_and(|header| header.hash == self.tip.block_hash))
    }

    /// The newest block of the chain at the last step.
    pub fn head(&self) -> Option<&Header> {
        self.head.as_ref()
    }

    /// What happened next. After an error the step can be tried again.
    pub async fn next(&mut self) -> Result<Step, SourceError> {
        let head = self.chain.head().await?;
        self.head = Some(head.clone());
        let target = head.number.min(self.until);
        let backfilled = head.number.saturating_sub(self.config.tip_distance).min(self.until);
        if head.number <= self.tip.block_number {
            self.look_back(head).await
        } else if backfilled > self.tip.block_number {
            let range = self.tip.block_number + 1..=backfilled;
            let windows = self.windows.next(&self.chain, &self.watch, &self.known, head.number, range).await?;
            self.link_windows(windows).await
        } else if target > self.tip.block_number {
            self.follow(self.tip.block_number + 1..=target).await
        } else {
            Ok(Step::Idle)
        }
    }

    /// The head is not above ours: the endpoint is behind, or blocks were taken back.
    async fn look_back(&mut self, head: Header) -> Result<Step, SourceError> {
        match self.known.at(head.number) {
            Some(ours) if ours.block_hash != head.hash => self.find_fork(head).await,
            Some(ours) if ours.block_number < self.tip.block_number && !self.config.head_may_lag => {
                Ok(self.removed(ours))
            }
            // A block without logs that was passed in a window is not remembered; its ancestors tell.
            None if !self.config.head_may_lag => self.find_fork(head).await,
            _ => Ok(Step::Idle),
        }
    }

    /// Takes over windows in their order, up to the first one that is of another branch than what was before it.
    async fn link_windows(&mut self, windows: Vec<Vec<SourceBlock>>) -> Result<Step, SourceError> {
        let mut added = Vec::new();
        for blocks in windows {
            if let Some(stranger) = self.stranger(&blocks) {
                match added.is_empty() {
                    true => return self.find_fork(stranger).await,
                    // It is asked for again, and looked into then.
                    false => break,
                }
            }
            for block in &blocks {
                self.extend(&block.header);
            }
            added.extend(blocks);
        }
        Ok(if added.is_empty() { Step::Idle } else { Step::Added(added) })
    }

    /// The first block of a window that contradicts ours. Its blocks were checked against each other.
    fn stranger(&self, blocks: &[SourceBlock]) -> Option<Header> {
        let first = &blocks.first()?.header;
        if self.known.check(self.tip.block_number, first) != Verdict::Extend {
            return Some(first.clone());
        }
        let differs =
            |header: &&Header| self.known.at(header.number).is_some_and(|known| known.block_hash != header.hash);
        blocks.iter().map(|block| &block.header).find(differs).cloned()
    }

    /// Near the head: every block by number, its logs by hash.
    async fn follow(&mut self, range: RangeInclusive<u64>) -> Result<Step, SourceError> {
        const AT_ONCE: usize = 8;
        const PER_STEP: usize = 16;
        let (chain, watch) = (&self.chain, &self.watch);
        let fetched: Vec<Option<SourceBlock>> = stream::iter(range.take(PER_STEP))
            .map(|number| fetch_block(chain, watch, number))
            .buffered(AT_ONCE)
            .try_collect()
            .await?;
        let mut added = Vec::new();
        for block in fetched.into_iter().map_while(|block| block) {
            if self.known.check(self.tip.block_number, &block.header) == Verdict::Extend {
                self.extend(&block.header);
                added.push(block);
            } else if added.is_empty() {
                return self.find_fork(block.header).await;
            } else {
                break;
            }
        }
        Ok(if added.is_empty() { Step::Idle } else { Step::Added(added) })
    }

    async fn find_fork(&mut self, mut header: Header) -> Result<Step, SourceError> {
        let mut verdict = self.known.check(self.tip.block_number, &header);
        loop {
            match verdict {
                Verdict::Extend => return Ok(Step::Idle),
                Verdict::TooDeep(limit) => return Err(SourceError::TooDeep { limit }),
                Verdict::Older(number) => {
                    header = self.chain.header(number).await?.ok_or(ChainError::MissingBlock(number))?;
                    verdict = self.known.fork(self.tip.block_number, &header);
                }
                Verdict::Rewind(number) => {
                    let to = self.known.at(number).ok_or(ChainError::MissingBlock(number))?;
                    return Ok(self.removed(to));
                }
            }
        }
    }

    fn removed(&mut self, to: BlockRef) -> Step {
        self.known.truncate(to.block_number);
        self.windows.clear();
        if to.block_number < self.tip.block_number {
            self.tip = to;
        }
        Step::Removed(to)
    }

    fn extend(&mut self, header: &Header) {
        self.known.extend(header.block());
        self.tip = header.block();
    }
}

async fn fetch_block<C: Chain>(chain: &C, watch: &Watch, number: u64) -> Result<Option<SourceBlock>, ChainError> {
    let Some(header) = chain.header(number).await? else { return Ok(None) };
    let logs = chain.logs(&watch.addresses, LogQuery::Block(header.hash)).await?;
    watch.check(chain, header, logs).await.map(Some)
}
