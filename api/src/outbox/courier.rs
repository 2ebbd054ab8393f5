//! Carries messages to tools: one at a time to each, in the order in which they are wanted.

use std::{collections::BTreeSet, time::Duration};

use tokio::task::JoinSet;

use super::{
    Outbox,
    schedule::{Tried, Verdict, judge},
    store::{Claimed, EntryState, Outcome},
};
use crate::{
    connectors::{Key, Outbound, Told, Trouble},
    error::ApiError,
};

/// How long a tool may take, with everything that it has to be asked.
const TIME: Duration = Duration::from_secs(90);
/// A message that was being sent when the program stopped is sent again after this many seconds.
pub(super) const LEASE: u64 = 120;

/// Messages on their way.
pub(super) struct Courier {
    outbox: Outbox,
    underway: JoinSet<String>,
    busy: BTreeSet<String>,
}

impl Courier {
    pub(super) fn new(outbox: Outbox) -> Self {
        Self { outbox, underway: JoinSet::new(), busy: BTreeSet::new() }
    }

    /// Gives up what is of no use any more, and begins to send what is due to tools that are not busy; answers how many
    /// messages.
    pub(super) async fn start(&mut self) -> Result<usize, ApiError> {
        let (now, mut begun) = (self.outbox.0.clock.now(), 0);
        if !self.outbox.0.book.has_due(now).await? {
            return Ok(begun);
        }
        self.outbox.0.book.expire(now).await?;
        let sources = self.outbox.0.carriers.keys().filter(|source| !self.busy.contains(*source));
        for source in sources.cloned().collect::<Vec<String>>() {
            let Some(claimed) = self.outbox.0.book.claim(&source, now, now + LEASE).await? else { continue };
            begun += 1;
            self.busy.insert(source);
            self.underway.spawn(carry(self.outbox.clone(), claimed));
        }
        Ok(begun)
    }

    /// Waits until one message arrived or did not; for ever when none is underway.
    pub(super) async fn one_ended(&mut self) {
        match self.underway.join_next().await {
            Some(Ok(source)) => {
                self.busy.remove(&source);
            }
            // A panic is a mistake of ours that must not count as busy for ever; the lease of its message ends.
            Some(Err(error)) => {
                tracing::error!(%error, "sending a message ended badly");
                self.busy.clear();
            }
            None => std::future::pending().await,
        }
    }

    /// Waits until nothing is underway.
    pub(super) async fn all_ended(&mut self) {
        while !self.underway.is_empty() {
            self.one_ended().await;
        }
    }
}

/// Sends one message and writes down what became of it; answers the tool.
async fn carry(outbox: Outbox, claimed: Claimed) -> String {
    let sent = outbox.attempt(&claimed).await;
    if let Err(error) = outbox.conclude(&claimed, sent).await {
        // Its lease ends, and it is sent again under the same key.
        tracing::warn!(%error, source = claimed.source, "what became of a message could not be written down");
    }
    claimed.source
}

impl Outbox {
    async fn attempt(&self, claimed: &Claimed) -> Result<Told, Trouble> {
        let Some((to, text)) = claimed.to.clone() else {
            return Err(Trouble::refused("what it said was forgotten on demand"));
        };
        let Some(carrier) = self.0.carriers.get(&claimed.source) else {
            return Err(Trouble::broken(format!("no tool {} is connected", claimed.source)));
        };
        let tried_at = (claimed.attempts > 1).then_some(claimed.tried_at);
        let (outbound, key) = (Outbound { to, text }, Key { id: claimed.id.clone(), tried_at });
        let told = tokio::time::timeout(TIME, carrier.carry(&outbound, &key)).await;
        told.unwrap_or_else(|_| Err(Trouble::later(format!("no answer within {} s", TIME.as_secs()))))
    }

    async fn conclude(&self, claimed: &Claimed, sent: Result<Told, Trouble>) -> Result<(), ApiError> {
        let (now, book) = (self.0.clock.now(), &self.0.book);
        let failures = book.source(&claimed.source).await?.map_or(0, |state| state.failures);
        let tried = Tried { step: claimed.step, failures, age: now.saturating_sub(claimed.created_at) };
        let verdict = judge(&sent, tried, self.0.entropy.next());
        self.0.counts.count(&verdict);
        let error = sent.as_ref().err().map(ToString::to_string);
        let told = sent.ok().and_then(|told| told.external_id);
        let late = |at: u64| claimed.expires_at.is_some_and(|end| end <= at);
        let (state, counts, next_at) = match verdict {
            Verdict::Told => (EntryState::Told, true, now),
            Verdict::Again { wait, .. } if late(now + wait) => (EntryState::Expired, true, now),
            Verdict::Again { wait, counts, .. } => (EntryState::Pending, counts, now + wait),
            Verdict::Dead => (EntryState::Dead, true, now),
        };
        let outcome = Outcome { state, counts, next_at, error: error.clone(), told, now };
        book.finish(claimed, &outcome).await?;
        match verdict {
            Verdict::Told => book.working(&claimed.source).await,
            Verdict::Again { rest, broken, .. } => {
                let why = error.unwrap_or_default();
                book.failing(&claimed.source, now, now + rest, broken, &why).await
            }
            // The tool answered: others may arrive.
            Verdict::Dead => Ok(()),
        }
    }
}
