//! Many blocks per request, some requests under way at once, handed over in order. The [`Pager`] says how many of each.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    ops::RangeInclusive,
};

use tokio::task::JoinHandle;

use super::{
    SourceBlock,
    pager::{Pager, TARGET_LOGS},
    verify::Watch,
};
use crate::{
    chain::{Chain, ChainError, ChainLog, Header, LogQuery},
    config::Verify,
    fork::Known,
};

/// Attempts in a row that may fail before somebody is told.
const PATIENCE: u32 = 4;

/// Requests under way.
#[derive(Debug)]
pub(super) struct Windows {
    pager: Pager,
    queue: VecDeque<Window>,
    failures: u32,
}

type Answer = Result<Vec<SourceBlock>, ChainError>;

#[derive(Debug)]
struct Window {
    range: RangeInclusive<u64>,
    task: JoinHandle<Answer>,
    /// What the task ended with, if somebody looked.
    seen: Option<Answer>,
}

impl Window {
    fn blocks(&self) -> u64 {
        self.range.end() - self.range.start() + 1
    }

    async fn answer(&mut self) -> Answer {
        match self.seen.take() {
            Some(answer) => answer,
            None => (&mut self.task).await.unwrap_or_else(|problem| Err(ChainError::Transport(problem.to_string()))),
        }
    }

    /// Whether its blocks are there. Waits for nothing.
    async fn is_there(&mut self) -> bool {
        if self.seen.is_none() && self.task.is_finished() {
            self.seen = Some(self.answer().await);
        }
        matches!(self.seen, Some(Ok(_)))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Windows {
    pub(super) fn new(pager: Pager) -> Self {
        Self { pager, queue: VecDeque::new(), failures: 0 }
    }

    /// What was learned.
    pub(super) fn pager(&self) -> &Pager {
        &self.pager
    }

    /// Ends all requests under way.
    pub(super) fn clear(&mut self) {
        self.queue.clear();
    }

    /// The next blocks of `range`, from its start on, a list for each request: those with logs, the first and the last one
    /// asked for, and those that must be [looked at](Known::looked_at), so that no branch is passed by unseen. Waits for
    /// the first request, and takes along what came meanwhile, up to what one answer should have: few large writes cost
    /// less than many small ones.
    ///
    /// A refusal for size is answered with smaller requests, one for speed with fewer and later ones; the error of a
    /// single block and errors that go on are the caller's.
    pub(super) async fn next<C: Chain>(
        &mut self,
        chain: &C,
        watch: &Watch,
        known: &Known,
        head: u64,
        range: RangeInclusive<u64>,
    ) -> Result<Vec<Vec<SourceBlock>>, ChainError> {
        loop {
            self.fill(chain, watch, known, head, &range);
            let Some(mut window) = self.queue.pop_front() else { return Ok(vec![]) };
            match window.answer().await {
                Ok(blocks) => {
                    let mut logs = self.took(&window, &blocks);
                    let mut taken = vec![blocks];
                    while logs < TARGET_LOGS && self.is_next_there().await {
                        let Some(next) = self.queue.pop_front() else { break };
                        window = next;
                        let blocks = window.answer().await?;
                        logs += self.took(&window, &blocks);
                        taken.push(blocks);
                    }
                    // What comes next is fetched while this is written.
                    self.fill(chain, watch, known, head, &(window.range.end() + 1..=*range.end()));
                    return Ok(taken);
                }
                Err(problem) => self.learn(window.blocks(), problem).await?,
            }
        }
    }

    async fn is_next_there(&mut self) -> bool {
        match self.queue.front_mut() {
            Some(window) => window.is_there().await,
            None => false,
        }
    }

    /// Learns from an answer; how many logs it had, long ones counted for several.
    fn took(&mut self, window: &Window, blocks: &[SourceBlock]) -> usize {
        let logs = weight(blocks);
        self.pager.answered(window.blocks(), logs);
        self.failures = 0;
        logs
    }

    async fn learn(&mut self, asked: u64, problem: ChainError) -> Result<(), ChainError> {
        self.clear();
        tracing::debug!(asked, %problem, "asking for less");
        match problem {
            ChainError::TooMuch { at_most, .. } if asked > 1 => {
                self.pager.too_much(asked, at_most);
                return Ok(());
            }
            ChainError::Busy(_) if self.failures < PATIENCE => {
                self.failures += 1;
                tokio::time::sleep(self.pager.busy()).await;
                return Ok(());
            }
            _ => {}
        }
        self.pager.failed(asked);
        self.failures += 1;
        if asked == 1 || self.failures > PATIENCE {
            self.failures = 0;
            return Err(problem);
        }
        Ok(())
    }

    fn fill<C: Chain>(&mut self, chain: &C, watch: &Watch, known: &Known, head: u64, range: &RangeInclusive<u64>) {
        if self.queue.front().is_some_and(|window| window.range.start() != range.start()) {
            self.clear();
        }
        while self.queue.len() < self.pager.under_way() {
            let from = self.queue.back().map_or(*range.start(), |window| window.range.end() + 1);
            if from > *range.end() {
                return;
            }
            let asked = from..=*range.end().min(&(from + self.pager.width() - 1));
            // The first block is compared with the block before the window, the last one becomes the new tip.
            let mut kept = known.looked_at(&asked, head);
            kept.extend([*asked.start(), *asked.end()]);
            let task = tokio::spawn(fetch(chain.clone(), watch.clone(), asked.clone(), kept));
            self.queue.push_back(Window { range: asked, task, seen: None });
        }
    }
}

/// How many logs blocks have, where a long one counts for several: what an answer costs is mostly its bytes.
fn weight(blocks: &[SourceBlock]) -> usize {
    const BYTES: usize = 256;
    blocks.iter().flat_map(|block| &block.logs).map(|log| 1 + log.data.data.len() / BYTES).sum()
}

async fn fetch<C: Chain>(
    chain: C,
    watch: Watch,
    range: RangeInclusive<u64>,
    kept: BTreeSet<u64>,
) -> Result<Vec<SourceBlock>, ChainError> {
    let logs = chain.logs(&watch.addresses, LogQuery::Range(range.clone())).await?;
    let mut by_block: HashMap<u64, Vec<ChainLog>> = HashMap::new();
    for log in logs {
        if !range.contains(&log.block_number) {
            let problem = format!("it is not in the blocks asked for, {range:?}");
            return Err(ChainError::Inconsistent { block: log.block_number, problem });
        }
        by_block.entry(log.block_number).or_default().push(log);
    }
    let wanted =
        range.filter(|number| watch.verify != Verify::Off || kept.contains(number) || by_block.contains_key(number));
    let headers = chain.headers(wanted.collect()).await?;
    check_links(&headers)?;
    let answers = headers.into_iter().map(|header| {
        let logs = by_block.remove(&header.number).unwrap_or_default();
        (header, logs)
    });
    let mut blocks = watch.check_all(&chain, answers.collect()).await?;
    blocks.retain(|block| !block.logs.is_empty() || kept.contains(&block.header.number));
    Ok(blocks)
}

/// Each header is the child of the one before it.
fn check_links(headers: &[Header]) -> Result<(), ChainError> {
    let broken = |pair: &&[Header]| pair[0].number + 1 == pair[1].number && pair[0].hash != pair[1].parent_hash;
    match headers.windows(2).find(broken) {
        Some(pair) => Err(ChainError::Inconsistent {
            block: pair[1].number,
            problem: "its parent is not the block before it".to_owned(),
        }),
        None => Ok(()),
    }
}
