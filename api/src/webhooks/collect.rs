//! Follows the mirror: for each webhook, from the last event that was looked at to the newest that it may be told.

use palabre_contracts::Slug;
use palabre_indexer::store::{EventFilter, Order, Page, Place, StoredEvent};

use super::{
    Finality, Webhook, Webhooks,
    kinds::name_of,
    message::Message,
    store::{Delivery, Placed, Step},
};
use crate::error::ApiError;

/// Events, or messages, that are read at a time.
const CHUNK: u32 = 500;
/// Chunks that one webhook gets before it is the turn of others: somebody who begins in the past keeps nobody waiting.
const CHUNKS: usize = 4;
/// After everything.
const END: Place = Place { block_number: i64::MAX as u64, log_index: i64::MAX as u64 };

impl Webhooks {
    /// Writes messages about everything that is new in the mirror.
    pub async fn collect(&self) -> Result<(), ApiError> {
        // Rest keeps messages back, not the look at what happened: the mirror is read for all that are enabled.
        for webhook in self.0.book.enabled(u64::MAX >> 1).await? {
            let Ok(slug) = webhook.community.parse() else { continue };
            self.follow(&slug, webhook).await?;
        }
        Ok(())
    }

    async fn follow(&self, slug: &Slug, mut webhook: Webhook) -> Result<(), ApiError> {
        if self.is_behind(slug, &webhook).await? {
            return Ok(());
        }
        let now = self.0.clock.now();
        let finalized = self.0.indexing.borrow().finality.finalized.unwrap_or(0);
        if let Some(step) = self.taken_back(slug, &webhook).await? {
            if !self.0.book.step(&webhook, &step, now).await? {
                return Ok(());
            }
            (webhook.at, webhook.floor) = (step.to, step.floor);
        }
        for _ in 0..CHUNKS {
            let Some((step, full)) = self.onward(slug, &webhook, finalized).await? else { return Ok(()) };
            if !self.0.book.step(&webhook, &step, now).await? || !full {
                return Ok(());
            }
            (webhook.at, webhook.floor) = (step.to, step.floor);
        }
        // There may be more: the next turn comes at once.
        self.0.written.notify_one();
        Ok(())
    }

    /// Whether the mirror was taken back to be read anew (`palabre rewind`, `palabre reindex`), or a fork is not mirrored
    /// as far yet: what it does not hold may come again, so that nothing can be said about it.
    async fn is_behind(&self, slug: &Slug, webhook: &Webhook) -> Result<bool, ApiError> {
        let cursor = self.0.store.cursor(slug).await?;
        Ok(cursor.is_some_and(|cursor| cursor.block_number < webhook.at.place.block_number))
    }

    /// The step to what comes next, and whether there may be more; none when nothing does.
    pub(super) async fn onward(
        &self,
        slug: &Slug,
        webhook: &Webhook,
        finalized: u64,
    ) -> Result<Option<(Step, bool)>, ApiError> {
        let page = Page { after: Some(webhook.at.place), limit: CHUNK, order: Order::Oldest };
        let mut rows = self.0.store.events(slug, EventFilter::default(), page).await?;
        let full = rows.len() == CHUNK as usize;
        if webhook.finality == Finality::Finalized {
            rows.retain(|row| row.block_number <= finalized);
        }
        let Some(last) = rows.last().map(|row| Placed::of(row.key())) else { return Ok(None) };
        // The mirror moves between one read and the next. Rows of another branch after a place that is gone would hide
        // both what was taken back and what happened in its stead: the next look finds it.
        if webhook.at.place > webhook.floor && !self.stands(slug, &webhook.at).await? {
            return Ok(None);
        }
        let step = Step {
            to: last,
            floor: if last.place.block_number <= finalized { last.place } else { webhook.floor },
            messages: messages(&rows, webhook),
            gone: Vec::new(),
            above_block: 0,
        };
        Ok(Some((step, full)))
    }

    /// The step back to what stands, when the last event that was looked at never happened.
    async fn taken_back(&self, slug: &Slug, webhook: &Webhook) -> Result<Option<Step>, ApiError> {
        if webhook.at.place <= webhook.floor || self.stands(slug, &webhook.at).await? {
            return Ok(None);
        }
        let (mut gone, mut before): (Vec<Delivery>, _) = (Vec::new(), END);
        // Blocks are taken back from the end: when one event stands, so do all before it.
        let standing = 'found: loop {
            let rows = self.0.book.told(&webhook.id, before, CHUNK).await?;
            for row in rows.iter().filter(|row| row.at.is_some_and(|at| at.place > webhook.floor)) {
                let Some(at) = row.at else { continue };
                if self.stands(slug, &at).await? {
                    break 'found at;
                }
                gone.push(row.clone());
            }
            match rows.last().and_then(|row| row.at) {
                Some(at) if rows.len() == CHUNK as usize && at.place > webhook.floor => before = at.place,
                _ => break Placed { place: webhook.floor, hash: None },
            }
        };
        let above_block = standing.place.block_number;
        Ok(Some(Step { to: standing, floor: webhook.floor, messages: Vec::new(), gone, above_block }))
    }

    async fn stands(&self, slug: &Slug, at: &Placed) -> Result<bool, ApiError> {
        let event = self.0.store.event_key(slug, at.place).await?;
        Ok(at.hash.is_none_or(|hash| event.is_some_and(|event| event.block_hash == hash)))
    }
}

fn messages(rows: &[StoredEvent], webhook: &Webhook) -> Vec<Message> {
    let wanted = rows.iter().filter(|row| webhook.subscription.wants(name_of(&row.contract, &row.name)));
    wanted.map(|row| Message::event(row, webhook)).collect()
}
