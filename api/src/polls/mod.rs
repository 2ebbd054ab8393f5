//! Polls: signed questions to a house, answered by signature, counted in the open.
//!
//! ```text
//! prepare -> sign -> submit     the author's signature makes the poll; the electorate is fixed at a block of the mirror
//! prepare -> sign -> submit     one answer a member, replaced by a later one until the end
//! close                         the last count; the root of ballots and result goes into the registry
//! ```
//!
//! [`terms`] and [`kind`] say what can be asked and answered, [`tally`] counts, [`proof`] makes the tree: all three
//! are pure. `electorate` reads the mirror, `store` has the SQL, `acts` and `close` put it together. A poll is advice:
//! nothing is executed. To add a kind: a variant with its rules in [`kind`], its count in [`tally`], its words in
//! `texts/`, and its fields in `templates/poll.html`.

mod acts;
mod close;
mod electorate;
mod error;
pub mod kind;
pub mod proof;
pub mod result;
mod sentence;
mod store;
pub mod tally;
pub mod terms;

use alloy::primitives::U256;
use palabre_contracts::Slug;
use palabre_indexer::Store;

pub use self::{
    acts::{AnswerInput, AnswerSubmission, OpenPollSubmission},
    close::{ANCHOR_KIND, Proof},
    error::PollError,
    store::{Ballot, Closed, Poll},
};
use self::{error::unknown_poll, result::PollResult, store::Book};
use crate::{clock::Clock, relay::Relay, state::AppState};

/// The polls of all communities; cheap to make.
#[derive(Clone, Debug)]
pub struct Polls {
    store: Store,
    relay: Relay,
    clock: Clock,
    book: Book,
}

impl Polls {
    /// Those of this service.
    pub fn of(state: &AppState) -> Self {
        let book = Book::new(state.store.pool().clone());
        Self { store: state.store.clone(), relay: state.relay.clone(), clock: state.clock.clone(), book }
    }

    /// The time: that of the mirrored head, or ours where the head is older.
    async fn now(&self, community: &Slug) -> Result<u64, PollError> {
        let head = self.store.cursor(community).await?.map_or(0, |block| block.block_time);
        Ok(head.max(self.clock.now()))
    }

    /// A poll.
    pub async fn poll(&self, community: &Slug, number: u64) -> Result<Poll, PollError> {
        Ok(self.book.poll(community, number).await?.ok_or_else(|| unknown_poll(number))?)
    }

    /// Polls, the newest first, below a number; only those that are open or over when asked.
    pub async fn list(
        &self,
        community: &Slug,
        open: Option<bool>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Poll>, PollError> {
        let now = self.now(community).await?;
        self.book.polls(community, open, now, before, limit).await
    }

    /// The count: as of now while a poll is open, the last one when it is closed.
    pub async fn result(&self, poll: &Poll) -> Result<PollResult, PollError> {
        match &poll.closed {
            Some(closed) => serde_json::from_str(&closed.result).map_err(|error| PollError::Damaged(error.to_string())),
            None => Ok(self.count(poll).await?.0),
        }
    }

    /// Answers by member number, after a member.
    pub async fn ballots(&self, poll: &Poll, after: u64, limit: u32) -> Result<Vec<Ballot>, PollError> {
        self.book.ballots(poll.id, after, limit).await
    }

    /// The answer of one member.
    pub async fn ballot(&self, poll: &Poll, member: u64) -> Result<Option<Ballot>, PollError> {
        self.book.ballot(poll.id, member).await
    }

    /// Members and weights of the electorate, after a member.
    pub async fn electors(&self, poll: &Poll, after: u64, limit: u32) -> Result<Vec<(u64, U256)>, PollError> {
        self.book.electors(poll.id, after, limit).await
    }
}
