//! From time to time: what the chain says is final, and whose head lags behind that of the others.

use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::{
    chain::{Chain, ChainError, Finality, Offence},
    config::{FinalityRule, IndexerConfig},
};

/// Longest wait for the heads of others.
const PATIENCE: Duration = Duration::from_secs(5);

/// What was learned, and when.
#[derive(Debug)]
pub(super) struct Survey {
    every: Duration,
    last: Option<Instant>,
    finality: Finality,
    /// Newest block of the mirror that was seen to be final.
    confirmed: u64,
}

impl Survey {
    pub(super) fn new(every: Duration) -> Self {
        Self { every, last: None, finality: Finality::default(), confirmed: 0 }
    }

    /// Whether it is time to ask.
    pub(super) fn due(&self) -> bool {
        self.last.is_none_or(|last| last.elapsed() >= self.every)
    }

    /// What the chain said last of its finality.
    pub(super) fn finality(&self) -> Finality {
        self.finality
    }

    /// The newest block of the mirror that is never taken back.
    pub(super) fn confirmed(&self) -> u64 {
        self.confirmed
    }

    /// The mirror stands on the chain with its newest block, `tip`: what is final of the chain, as the configuration
    /// wants it, is final of the mirror.
    pub(super) fn confirm(&mut self, head: u64, tip: u64, config: &IndexerConfig) {
        let finalized = match config.finality {
            FinalityRule::Depth(depth) => head.saturating_sub(depth),
            FinalityRule::Tags => self.finality.finalized.unwrap_or(0),
        };
        self.confirmed = self.confirmed.max(finalized.min(tip));
    }

    /// An operator took the mirror back.
    pub(super) fn forget(&mut self) {
        self.confirmed = 0;
    }

    /// Asks `endpoint` what is final and the others for their heads, if it is time; false if it is not. An endpoint whose
    /// head is far below that of another is accused.
    pub(super) async fn look<C: Chain>(
        &mut self,
        endpoint: &C,
        all: &C,
        head: u64,
        config: &IndexerConfig,
    ) -> Result<bool, ChainError> {
        if !self.due() {
            return Ok(false);
        }
        self.last = Some(Instant::now());
        self.finality = match config.finality {
            FinalityRule::Tags => endpoint.finality().await?,
            FinalityRule::Depth(depth) => Finality { safe: None, finalized: Some(head.saturating_sub(depth)) },
        };
        if !endpoint.has_alternative() {
            return Ok(true);
        }
        let others: Vec<C> = all.endpoints().into_iter().filter(Chain::trusted).collect();
        let heads = others.iter().map(|other| timeout(PATIENCE, other.head()));
        let heads = futures::future::join_all(heads).await;
        let highest = heads.iter().flatten().flatten().map(|head| head.number).max().unwrap_or(head);
        if head.saturating_add(config.max_lag) < highest {
            let problem = format!("its head is {} blocks behind that of another", highest - head);
            endpoint.accuse(Offence::Failed, &problem);
        }
        Ok(true)
    }
}
