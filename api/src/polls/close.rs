//! The end of a poll: counted for the last time, then its root is published by the registry. Every step looks first
//! whether it was done, so that it can be asked for again at any time.

use std::time::Duration;

use alloy::primitives::{B256, keccak256};
use palabre_contracts::{Community, Slug};

use super::{
    Polls,
    error::{PollError, unknown_poll},
    proof::{Leaf, Tree},
    result::PollResult,
    store::{Ballot, Closed, Poll},
};
use crate::relay::{Intent, State, error::Refusal};

/// What the registry's event calls a poll's root.
pub const ANCHOR_KIND: &str = "poll";
/// Seconds after which a failed publication is tried again.
const RETRY: u64 = 600;
/// Ballots read at a time.
const CHUNK: u32 = 1_000;
/// Pause between looks for polls to close.
const PAUSE: Duration = Duration::from_secs(10);

impl Polls {
    /// Closes polls whose time is over, until the future is dropped.
    pub async fn run(self, communities: std::sync::Arc<Vec<Community>>) {
        loop {
            for community in communities.iter() {
                if let Err(error) = self.close_due(community).await {
                    tracing::warn!(community = %community.slug, %error, "polls could not be closed; it will be tried again");
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Closes what is due in one community.
    pub async fn close_due(&self, community: &Community) -> Result<(), PollError> {
        let now = self.now(&community.slug).await?;
        for poll in self.book.to_close(&community.slug, now).await? {
            self.finish(community, &poll, now).await?;
        }
        Ok(())
    }

    /// Closes one poll whose time is over.
    pub async fn close(&self, community: &Community, number: u64) -> Result<(), PollError> {
        let poll = self.book.poll(&community.slug, number).await?.ok_or_else(|| unknown_poll(number))?;
        let (now, end) = (self.now(&community.slug).await?, poll.terms.signed().closesAt);
        if now < end {
            return Err(Refusal::unmet(
                "poll_open",
                format!("this poll is open for {} more seconds", end - now),
                "Wait until its time is over.",
            )
            .into());
        }
        self.finish(community, &poll, now).await
    }

    async fn finish(&self, community: &Community, poll: &Poll, now: u64) -> Result<(), PollError> {
        let root = match &poll.closed {
            Some(closed) => closed.root,
            None => self.count_at_last(poll, now).await?,
        };
        if poll.anchored {
            return Ok(());
        }
        if let Some(intent) = self.anchor_of(poll).await? {
            match intent.state {
                State::Mined => return self.book.anchored(poll.id, intent.id, true).await,
                State::Failed if intent.updated_at + RETRY <= self.clock.now() => {}
                _ => return Ok(()),
            }
        }
        let sent = self.relay.anchor(community, keccak256(ANCHOR_KIND), root).await?;
        self.book.anchored(poll.id, sent.intent.id, false).await
    }

    /// Takes no more ballots, then counts those that are there.
    async fn count_at_last(&self, poll: &Poll, now: u64) -> Result<B256, PollError> {
        self.book.lock(poll.id, now).await?;
        let (result, ballots) = self.count(poll).await?;
        let result = serde_json::to_string(&result).map_err(|error| PollError::Damaged(error.to_string()))?;
        let root = tree(poll, &result, &ballots).root();
        self.book.close(poll.id, &result, root).await?;
        Ok(root)
    }

    /// The count now, or the last one, with all ballots.
    pub(super) async fn count(&self, poll: &Poll) -> Result<(PollResult, Vec<Ballot>), PollError> {
        let mut ballots: Vec<Ballot> = Vec::new();
        loop {
            let after = ballots.last().map_or(0, |last| last.member_id);
            let rows = self.book.ballots(poll.id, after, CHUNK).await?;
            let done = rows.len() < CHUNK as usize;
            ballots.extend(rows);
            if done {
                break;
            }
        }
        let counted: Vec<_> = ballots.iter().map(|ballot| ballot.counted.clone()).collect();
        Ok((PollResult::of(poll, &counted), ballots))
    }

    /// The intent that carries a poll's root.
    pub(crate) async fn anchor_of(&self, poll: &Poll) -> Result<Option<Intent>, PollError> {
        match poll.anchor_intent {
            Some(id) => Ok(self.relay.intent(id).await?),
            None => Ok(None),
        }
    }

    /// Proves that an answer, or the result (member 0), is under the anchored root.
    pub async fn proof(&self, community: &Slug, number: u64, member: u64) -> Result<Proof, PollError> {
        let poll = self.book.poll(community, number).await?.ok_or_else(|| unknown_poll(number))?;
        let closed = poll.closed.clone().ok_or_else(|| {
            Refusal::stale("poll_open", "this poll is open: there is nothing to prove yet", "Wait until it is closed.")
        })?;
        let (_, ballots) = self.count(&poll).await?;
        let leaf = match member {
            0 => result_leaf(&poll, &closed.result),
            _ => {
                ballots.iter().find(|ballot| ballot.member_id == member).map(|ballot| leaf(&poll, ballot)).ok_or_else(
                    || Refusal::unknown(format!("member {member} did not answer"), "Ask for a member who answered."),
                )?
            }
        };
        let proof = tree(&poll, &closed.result, &ballots).proof(&leaf);
        let proof = proof.ok_or_else(|| PollError::Damaged("a leaf is missing".to_owned()))?;
        Ok(Proof { leaf, proof, closed })
    }
}

/// That one leaf is under a root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The leaf.
    pub leaf: Leaf,
    /// Neighbours on the way to the root.
    pub proof: Vec<B256>,
    /// The result with its root.
    pub closed: Closed,
}

fn leaf(poll: &Poll, ballot: &Ballot) -> Leaf {
    Leaf { poll: poll.id, member: ballot.member_id, digest: ballot.digest, weight: ballot.counted.weight }
}

fn result_leaf(poll: &Poll, result: &str) -> Leaf {
    Leaf { poll: poll.id, member: 0, digest: keccak256(result), weight: poll.weight }
}

fn tree(poll: &Poll, result: &str, ballots: &[Ballot]) -> Tree {
    let mut leaves: Vec<Leaf> = ballots.iter().map(|ballot| leaf(poll, ballot)).collect();
    leaves.push(result_leaf(poll, result));
    Tree::new(&leaves)
}
