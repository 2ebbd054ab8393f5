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
}

impl Survey {
    pub(super) fn new(every: Duration) -> Self {
        Self { every, last: None, finality: Finality::default() }
    }

    /// Whether it is time to ask.
    pub(super) fn due(&self) -> bool {
        self.last.is_none_or(|last| last.elapsed() >= self.every)
    }

    /// What the chain said last of its finality.
    pub(super) fn finality(&self) -> Finality {
        self.finality
    }

    /// The newest block that is never taken back, as the configuration wants it.
    pub(super) fn finalized(&self, head: u64, config: &IndexerConfig) -> u64 {
        match config.finality {
            FinalityRule::Depth(depth) => head.saturating_sub(depth),
            FinalityRule::Tags => self.finality.finalized.unwrap_or(0),
        }
    }

    /// Asks `endpoint` what is final and the others for their heads, if it is time. An endpoint whose head is far below
    /// that of another is accused.
    pub(super) async fn look<C: Chain>(
        &mut self,
        endpoint: &C,
        all: &C,
        head: u64,
        config: &IndexerConfig,
    ) -> Result<(), ChainError> {
        if !self.due() {
            return Ok(());
        }
        self.last = Some(Instant::now());
        self.finality = match config.finality {
            FinalityRule::Tags => endpoint.finality().await?,
            FinalityRule::Depth(depth) => Finality { safe: None, finalized: Some(head.saturating_sub(depth)) },
        };
        if !endpoint.has_alternative() {
            return Ok(());
        }
        let others: Vec<C> = all.endpoints().into_iter().filter(Chain::trusted).collect();
        let heads = others.iter().map(|other| timeout(PATIENCE, other.head()));
        let heads = futures::future::join_all(heads).await;
        let highest = heads.iter().flatten().flatten().map(|head| head.number).max().unwrap_or(head);
        if head.saturating_add(config.max_lag) < highest {
            let problem = format!("its head is {} blocks behind that of another", highest - head);
            endpoint.accuse(Offence::Failed, &problem);
        }
        Ok(())
    }
}
