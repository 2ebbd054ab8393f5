//! One listener: first what it missed, from the mirror, then what happens, from the one who tells.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use axum::body::Bytes;
use palabre_contracts::Slug;
use palabre_indexer::{
    Store, StoreError,
    store::{EventFilter, Order, Page, Place},
};
use tokio::sync::{OwnedSemaphorePermit, broadcast};

use super::{
    CHUNK,
    frame::{About, Frame},
};

/// A line at least this often keeps proxies from hanging up.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Somebody who listens to a community.
pub(crate) struct Listener {
    pub(crate) store: Store,
    pub(crate) slug: Slug,
    pub(crate) filter: EventFilter,
    pub(crate) heard: broadcast::Receiver<Arc<Frame>>,
    /// The last event that this listener got or was past.
    pub(crate) last: Option<Place>,
    /// Whether the mirror may have more that was missed.
    pub(crate) missed: bool,
    /// To be sent first.
    pub(crate) waiting: VecDeque<Bytes>,
    pub(crate) _seat: OwnedSemaphorePermit,
}

impl Listener {
    /// The next message; none when the listener must come back.
    pub(crate) async fn next(mut self) -> Option<(Result<Bytes, StoreError>, Self)> {
        loop {
            if let Some(bytes) = self.waiting.pop_front() {
                return Some((Ok(bytes), self));
            }
            if self.missed {
                if let Err(error) = self.catch_up().await {
                    tracing::warn!(%error, "a listener cannot be served from the mirror");
                    return None;
                }
                continue;
            }
            let frame = match tokio::time::timeout(KEEP_ALIVE, self.heard.recv()).await {
                Err(_) => return Some((Ok(Bytes::from_static(b":\n\n")), self)),
                Ok(Ok(frame)) => frame,
                // Too slow, or the program ends: the listener comes back with what it heard last.
                Ok(Err(_)) => return None,
            };
            if self.wants(&frame) {
                return Some((Ok(frame.bytes.clone()), self));
            }
        }
    }

    async fn catch_up(&mut self) -> Result<(), StoreError> {
        let page = Page { after: self.last, limit: CHUNK, order: Order::Oldest };
        let rows = self.store.events(&self.slug, self.filter.clone(), page).await?;
        self.missed = rows.len() == CHUNK as usize;
        self.waiting.extend(rows.iter().map(|row| Frame::event(row).bytes));
        self.last = rows.last().map(|row| row.place()).or(self.last);
        Ok(())
    }

    /// Whether a message is for this listener: what it missed may be told again by the one who tells.
    fn wants(&mut self, frame: &Frame) -> bool {
        match &frame.about {
            About::Event { place, contract, name } => {
                if self.last.is_some_and(|last| *place <= last) {
                    return false;
                }
                self.last = Some(*place);
                let of = |wanted: &Option<String>, is: &String| wanted.as_ref().is_none_or(|wanted| wanted == is);
                of(&self.filter.contract, contract) && of(&self.filter.name, name)
            }
            About::Retract { after } | About::Reset { after } => {
                self.last = *after;
                true
            }
            About::Block => true,
        }
    }
}
