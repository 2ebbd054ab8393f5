//! The true chain of a storm: it grows, forks and is read by the oracle without any line between.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use alloy::{eips::eip2718::Encodable2718, primitives::B256, providers::Provider};
use anyhow::Context;
use palabre_devchain::DevChain;
use tokio::time::Instant;

use super::{
    base::{self, Base},
    dice::Dice,
    pen::Pen,
};

/// Heights of the chain over time, for whoever judges what was said when.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights(Arc<Mutex<Vec<(Instant, u64)>>>);

impl Heights {
    fn lock(&self) -> MutexGuard<'_, Vec<(Instant, u64)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn push(&self, height: u64) {
        self.lock().push((Instant::now(), height));
    }

    /// The least height since a moment: whoever was there then, or followed a fork to a lower branch, was that high.
    pub(super) fn least_since(&self, moment: Instant) -> u64 {
        let heights = self.lock();
        let then = heights.iter().rposition(|(since, _)| *since <= moment);
        then.and_then(|then| heights[then..].iter().map(|(_, height)| *height).min()).unwrap_or(0)
    }
}

/// What becomes of the transactions of blocks that are taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Others take their places.
    Replaced,
    /// They are in later blocks.
    Moved,
    /// Some of the newest are not there any more.
    Dropped,
    /// None is there any more.
    Gone,
}

/// All fates.
pub(super) const FATES: [Fate; 4] = [Fate::Replaced, Fate::Moved, Fate::Dropped, Fate::Gone];

/// A chain and its future.
#[derive(Debug)]
pub(super) struct World<'a> {
    base: &'a Base,
    pub(super) chain: DevChain,
    pub(super) dice: Dice,
    pub(super) heights: Heights,
    snapshots: BTreeMap<u64, u64>,
    /// The height that nothing was ever above.
    highest: u64,
}

/// Blocks that are taken back at most, counted from the highest that ever was: one more and the node may stop.
pub(super) const DEEPEST: u64 = 63;

impl<'a> World<'a> {
    pub(super) fn new(base: &'a Base, chain: DevChain, dice: Dice) -> Self {
        let heights = Heights::default();
        let highest = chain.head().number;
        heights.push(highest);
        Self { base, chain, dice, heights, snapshots: BTreeMap::new(), highest }
    }

    pub(super) fn height(&self) -> u64 {
        self.chain.head().number
    }

    pub(super) fn head(&self) -> (u64, B256) {
        let head = self.chain.head();
        (head.number, head.hash)
    }

    /// Another branch: a copy of the chain as it is now, which goes on by itself. Its heights count where it is served.
    pub(super) async fn branch(&mut self, file: PathBuf) -> anyhow::Result<World<'a>> {
        self.chain.backup_to(&file).await?;
        Ok(World::new(self.base, base::open(file)?, self.dice.fork()))
    }

    /// Adds blocks.
    pub(super) async fn grow(&mut self, blocks: u64) -> anyhow::Result<()> {
        for _ in 0..blocks {
            self.snapshots.insert(self.height(), self.chain.snapshot().await?);
            match self.dice.below(10) {
                0..=1 => drop(self.chain.mine(1).await?),
                2 => self.crowded().await?,
                _ => {
                    let dice = self.dice.fork();
                    let transaction = Pen::after(self.base, &self.chain, self.height(), dice).anything().await?;
                    self.chain.send_raw_transaction(&transaction).await?;
                }
            }
            self.note();
        }
        Ok(())
    }

    /// Adds empty blocks.
    pub(super) async fn rest(&mut self, blocks: u64) -> anyhow::Result<()> {
        self.chain.mine(blocks).await?;
        self.note();
        Ok(())
    }

    fn note(&mut self) {
        self.highest = self.highest.max(self.height());
        self.heights.push(self.height());
    }

    /// Most blocks that can be taken back now.
    fn deepest(&self) -> u64 {
        (self.height() + DEEPEST).saturating_sub(self.highest).min(self.height() - 1)
    }

    /// A block with several transactions: the first one comes last, so that the others wait for it.
    async fn crowded(&mut self) -> anyhow::Result<()> {
        let dice = self.dice.fork();
        let mut pen = Pen::after(self.base, &self.chain, self.height(), dice);
        let mut transactions = Vec::new();
        for _ in 0..self.dice.between(2, 6) {
            transactions.push(pen.operators().await?);
        }
        for transaction in transactions.iter().rev() {
            self.chain.send_raw_transaction(transaction).await?;
        }
        Ok(())
    }

    /// Replaces the last `depth` blocks by as many others, if so many can be undone.
    pub(super) async fn reorg(&mut self, depth: u64, fate: Fate) -> anyhow::Result<()> {
        match depth.min(self.deepest()) {
            0 => Ok(()),
            depth => self.reorg_deep(depth, fate).await,
        }
    }

    /// Replaces the last `depth` blocks by as many others, however many that are.
    pub(super) async fn reorg_deep(&mut self, depth: u64, fate: Fate) -> anyhow::Result<()> {
        let below = self.height() - depth;
        let mut blocks = Vec::new();
        match fate {
            Fate::Gone => {}
            Fate::Replaced => {
                let dice = self.dice.fork();
                let mut pen = Pen::after(self.base, &self.chain, below, dice);
                for _ in 0..depth {
                    blocks.push(if self.dice.chance(200) { vec![] } else { vec![pen.anything().await?] });
                }
            }
            Fate::Moved | Fate::Dropped => {
                for number in below + 1..=self.height() {
                    blocks.push(self.transactions(number).await?);
                }
                if fate == Fate::Moved {
                    // One block later, the last two together.
                    let last = blocks.pop().unwrap_or_default();
                    blocks.insert(0, vec![]);
                    blocks.last_mut().context("a fork has blocks")?.extend(last);
                } else {
                    blocks.truncate(self.dice.below(depth) as usize);
                }
            }
        }
        // A transaction that was valid on the old branch only is left out.
        drop(self.chain.reorg(depth, blocks).await);
        self.snapshots.split_off(&below.saturating_add(1));
        self.note();
        Ok(())
    }

    /// Takes blocks back and adds fewer, so that the new branch is shorter.
    pub(super) async fn shorten(&mut self, depth: u64, less: u64) -> anyhow::Result<()> {
        let depth = depth.min(self.deepest());
        let below = self.height() - depth;
        let Some(snapshot) = self.snapshots.get(&below).copied() else { return self.reorg(depth, Fate::Gone).await };
        self.chain.revert(snapshot).await?;
        self.snapshots.split_off(&below);
        self.grow(depth.saturating_sub(less)).await
    }

    async fn transactions(&self, number: u64) -> anyhow::Result<Vec<Vec<u8>>> {
        let block = self.chain.provider().get_block_by_number(number.into()).full().await?;
        let block = block.with_context(|| format!("block {number} is missing"))?;
        Ok(block.transactions.into_transactions().map(|transaction| transaction.inner.encoded_2718()).collect())
    }
}
