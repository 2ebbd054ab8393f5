//! Is the mirror up to date, and if not, does it move? Never "well" while it stands still behind the chain.

use std::time::Duration;

use tokio::time::Instant;

use crate::{
    chain::{EndpointReport, Finality},
    config::IndexerConfig,
    store::BlockRef,
};

/// How indexing goes.
#[derive(Clone, Debug)]
pub struct Status {
    /// Height of the chain at the last look.
    pub head: Option<u64>,
    /// Newest block that all communities reflect.
    pub indexed: Option<BlockRef>,
    /// Block up to which the mirror was compared with receipts and bloom filters; none when nothing is followed.
    pub verified: Option<u64>,
    /// What the chain says of its finality.
    pub finality: Finality,
    /// The endpoints and how they do.
    pub endpoints: Vec<EndpointReport>,
    /// Rows written since the start.
    pub rows: u64,
    /// Attempts that failed since the start.
    pub errors: u64,
    /// When the head last moved.
    pub head_moved_at: Instant,
    /// When a block was last added or taken back, or the chain was asked for the head at which the mirror then was.
    pub progress_at: Instant,
    /// The error of the last attempt, if it failed.
    pub last_error: Option<String>,
    /// Whether indexing ended with that error until somebody acts.
    pub stopped: bool,
    /// What was chosen about indexing.
    pub config: IndexerConfig,
}

/// Why the mirror should not be asked now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotReady {
    /// Indexing ended.
    #[error("indexing stopped: {0}")]
    Stopped(String),
    /// No block was seen yet.
    #[error("indexing has not begun{0}")]
    NotBegun(String),
    /// The mirror is behind and does not move.
    #[error("the mirror is {lag} blocks behind and has not moved for {} s{error}", .since.as_secs())]
    Stalled {
        /// Blocks between mirror and chain.
        lag: u64,
        /// Time without progress.
        since: Duration,
        /// The last error, as the end of a sentence.
        error: String,
    },
    /// Nobody knows where the chain is: the last look at it does not end.
    #[error("the chain has not been seen for {} s{error}", .since.as_secs())]
    Unseen {
        /// Time since the last look that ended.
        since: Duration,
        /// The last error, as the end of a sentence.
        error: String,
    },
    /// The mirror is catching up.
    #[error("the mirror is {lag} blocks behind and catching up")]
    CatchingUp {
        /// Blocks between mirror and chain.
        lag: u64,
    },
    /// The endpoint stands still.
    #[error("the chain has had no new block for {} s: check the RPC endpoint{error}", .since.as_secs())]
    HeadStill {
        /// Time since the last block.
        since: Duration,
        /// The last error, as the end of a sentence.
        error: String,
    },
}

impl Status {
    /// Nothing is known yet.
    pub fn new(now: Instant) -> Self {
        Self {
            head: None,
            indexed: None,
            verified: None,
            finality: Finality::default(),
            endpoints: vec![],
            rows: 0,
            errors: 0,
            head_moved_at: now,
            progress_at: now,
            last_error: None,
            stopped: false,
            config: IndexerConfig::default(),
        }
    }

    /// Blocks between mirror and chain.
    pub fn lag(&self) -> u64 {
        match (self.head, self.indexed) {
            (Some(head), Some(indexed)) => head.saturating_sub(indexed.block_number),
            (Some(head), None) => head,
            (None, _) => 0,
        }
    }

    /// Whether reads can be trusted to be current; else why not.
    pub fn ready(&self, now: Instant, config: &IndexerConfig) -> Result<(), NotReady> {
        let error = self.last_error.as_ref().map(|error| format!(" ({error})")).unwrap_or_default();
        if self.stopped {
            return Err(NotReady::Stopped(self.last_error.clone().unwrap_or_default()));
        }
        if self.head.is_none() || self.indexed.is_none() {
            return Err(NotReady::NotBegun(error));
        }
        let (lag, since) = (self.lag(), now.duration_since(self.progress_at));
        if (lag > 0 || self.last_error.is_some()) && since > config.patience {
            return Err(NotReady::Stalled { lag, since, error });
        }
        // The lag is that of the last look: while a request or the database hangs, it says nothing.
        if since > config.patience.saturating_add(config.poll_interval) {
            return Err(NotReady::Unseen { since, error });
        }
        if lag > config.tip_distance {
            return Err(NotReady::CatchingUp { lag });
        }
        let still = now.duration_since(self.head_moved_at);
        if still > config.head_patience {
            return Err(NotReady::HeadStill { since: still, error });
        }
        Ok(())
    }

    /// The chain was seen at this height.
    pub(crate) fn saw_head(&mut self, head: u64, now: Instant) {
        if self.head != Some(head) {
            self.head = Some(head);
            self.head_moved_at = now;
        }
    }

    /// The mirror moved, or is where the chain is.
    pub(crate) fn progressed(&mut self, indexed: Option<BlockRef>, now: Instant) {
        self.indexed = indexed;
        self.progress_at = now;
        self.last_error = None;
        self.stopped = false;
    }
}

#[cfg(test)]
mod tests {
    use alloy::primitives::B256;

    use super::*;

    fn at(number: u64) -> Option<BlockRef> {
        Some(BlockRef { block_number: number, block_hash: B256::ZERO, block_time: 0 })
    }

    fn check(change: impl FnOnce(&mut Status, Instant), later: u64) -> Result<(), NotReady> {
        let start = Instant::now();
        let mut status = Status::new(start);
        status.saw_head(100, start);
        status.progressed(at(100), start);
        change(&mut status, start);
        status.ready(start + Duration::from_secs(later), &IndexerConfig::default())
    }

    #[test]
    fn up_to_date_is_ready() {
        assert_eq!(check(|_, _| (), 0), Ok(()));
        assert_eq!(check(|_, _| (), 60), Ok(()));
    }

    #[test]
    fn nothing_seen_yet_is_not_ready() {
        let start = Instant::now();
        let ready = Status::new(start).ready(start, &IndexerConfig::default());
        assert_eq!(ready, Err(NotReady::NotBegun(String::new())));
    }

    #[test]
    fn behind_without_progress_is_stalled_even_by_one_block() {
        let moved = |status: &mut Status, start| status.saw_head(101, start);
        assert_eq!(check(moved, 10), Ok(()));
        assert!(matches!(check(moved, 61), Err(NotReady::Stalled { lag: 1, .. })));
    }

    #[test]
    fn a_look_at_the_chain_that_does_not_end_is_not_ready_although_nothing_seemed_to_be_behind() {
        assert!(matches!(check(|_, _| (), 62), Err(NotReady::Unseen { .. })));
    }

    #[test]
    fn errors_that_persist_are_not_ready_although_nothing_seems_to_be_behind() {
        let failed = |status: &mut Status, _| status.last_error = Some("connection refused".to_owned());
        assert_eq!(check(failed, 10), Ok(()));
        let Err(problem) = check(failed, 61) else { panic!("must be stalled") };
        assert!(problem.to_string().ends_with("(connection refused)"), "{problem}");
    }

    #[test]
    fn far_behind_is_catching_up() {
        assert_eq!(check(|status, now| status.saw_head(1000, now), 1), Err(NotReady::CatchingUp { lag: 900 }));
    }

    #[test]
    fn a_head_that_stands_still_is_suspicious() {
        let later = Duration::from_secs(301);
        let looked = |status: &mut Status, start: Instant| status.progressed(at(100), start + later);
        assert!(matches!(check(looked, later.as_secs()), Err(NotReady::HeadStill { .. })));
    }

    #[test]
    fn a_stop_is_said_with_its_reason() {
        let stopped = |status: &mut Status, _| {
            status.stopped = true;
            status.last_error = Some("too deep".to_owned());
        };
        assert_eq!(check(stopped, 0), Err(NotReady::Stopped("too deep".to_owned())));
    }
}
