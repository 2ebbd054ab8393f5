//! What was told last, and what of it was taken back since.

use std::collections::VecDeque;

use palabre_contracts::Slug;
use palabre_indexer::{
    Store, StoreError,
    store::{BlockRef, Page, Place},
};

use super::frame::{EventId, Frame};

/// Where somebody goes on who was away.
#[derive(Clone, Debug)]
pub(crate) enum Resume {
    /// After this event, which stands; after the first block without one. `first` is to be told before.
    After { after: Option<Place>, first: Option<Frame> },
    /// What they heard is of a branch that nobody remembers.
    Unknown,
}

/// What was told of a community.
#[derive(Debug, Default)]
pub(super) struct Position {
    /// Whether the mirror was looked at.
    pub(super) begun: bool,
    /// The block that was told last.
    pub(super) block: Option<BlockRef>,
    /// Oldest first. Events before the first are forgotten, if `cut`.
    events: VecDeque<EventId>,
    cut: bool,
    retractions: VecDeque<Gone>,
}

/// Events that never happened.
#[derive(Clone, Debug)]
struct Gone {
    after: Option<EventId>,
    /// Latest first.
    events: Vec<EventId>,
}

impl Position {
    /// Events that are remembered: a reorganisation that takes back more of them asks all listeners to begin again.
    pub(super) const KEPT: usize = 4096;
    const RETRACTIONS: usize = 64;

    /// Remembers the mirror's latest events.
    pub(super) async fn begin(&mut self, store: &Store, slug: &Slug) -> Result<(), StoreError> {
        let page = Page::newest(Self::KEPT as u32);
        let latest = store.event_keys(slug, page).await?;
        self.events = latest.into_iter().rev().map(EventId::of).collect();
        self.cut = self.events.len() == Self::KEPT;
        self.begun = true;
        Ok(())
    }

    /// The last event that was told.
    pub(super) fn last(&self) -> Option<EventId> {
        self.events.back().copied()
    }

    pub(super) fn told(&mut self, id: EventId) {
        if self.events.len() == Self::KEPT {
            self.events.pop_front();
            self.cut = true;
        }
        self.events.push_back(id);
    }

    /// Forgets events that the mirror has no longer; what to tell about it.
    pub(super) async fn retract(&mut self, store: &Store, slug: &Slug) -> Result<Option<Frame>, StoreError> {
        let mut gone = Vec::new();
        // Blocks are taken back from the end: when one event stands, so do all before it.
        while let Some(last) = self.events.back() {
            if stands(store, slug, last).await? {
                break;
            }
            gone.extend(self.events.pop_back());
        }
        if gone.is_empty() {
            return Ok(None);
        }
        if self.events.is_empty() && self.cut {
            // Where the branch began is forgotten: everybody begins again, from what the mirror has now.
            self.retractions.clear();
            self.begin(store, slug).await?;
            return Ok(Some(Frame::reset(self.last())));
        }
        let frame = Frame::retract(self.last(), &gone);
        if self.retractions.len() == Self::RETRACTIONS {
            self.retractions.pop_front();
        }
        self.retractions.push_back(Gone { after: self.last(), events: gone });
        Ok(Some(frame))
    }

    pub(super) async fn resume(&self, store: &Store, slug: &Slug, id: EventId) -> Result<Resume, StoreError> {
        if stands(store, slug, &id).await? {
            return Ok(Resume::After { after: Some(id.place), first: None });
        }
        let Some(first) = self.retractions.iter().position(|gone| gone.events.contains(&id)) else {
            return Ok(Resume::Unknown);
        };
        // A later retraction may have gone deeper.
        let since = self.retractions.iter().skip(first);
        let Some(after) = since.map(|gone| gone.after).min_by_key(|after| after.map(|id| id.place)) else {
            return Ok(Resume::Unknown);
        };
        let heard = self.retractions[first].events.iter().filter(|event| event.place <= id.place);
        let frame = Frame::retract(after, &heard.copied().collect::<Vec<_>>());
        Ok(Resume::After { after: after.map(|id| id.place), first: Some(frame) })
    }
}

async fn stands(store: &Store, slug: &Slug, id: &EventId) -> Result<bool, StoreError> {
    Ok(store.event_key(slug, id.place).await?.is_some_and(|event| id.names(event)))
}
