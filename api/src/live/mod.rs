//! What happens, told as it happens: one loop reads the mirror, any number of listeners share what it read.
//!
//! The loop remembers the last events it told. When the mirror no longer has the latest of them, the chain took blocks
//! back: the loop tells which events never happened, then goes on from the last one that stands. A listener that comes
//! back says what it heard last and gets everything since, or what of it never happened.
//!
//! Every message is written once and shared as bytes. A listener that falls too far behind is let go: it comes back and
//! is served from the mirror.

mod frame;
mod listener;
mod position;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use palabre_contracts::{Community, Slug};
use palabre_indexer::{
    Store, StoreError,
    store::{EventFilter, Order, Page, StoredEvent},
};
use tokio::sync::{Mutex, Semaphore, broadcast, watch};

use self::position::Position;
pub(crate) use self::{
    frame::{EventId, Frame},
    listener::Listener,
    position::Resume,
};

/// Messages that a listener may be behind.
const BACKLOG: usize = 1024;
/// Listeners of all communities together.
const LISTENERS: usize = 20_000;
/// Events read at a time.
const CHUNK: u32 = 500;
/// The mirror is looked at this often even when nobody says that it moved: another process may write it.
const PATIENCE: Duration = Duration::from_secs(1);

/// The one who tells. Clones are the same one.
#[derive(Clone, Debug)]
pub struct Live {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// None once closed.
    channels: RwLock<Option<HashMap<Slug, Channel>>>,
    listeners: Arc<Semaphore>,
}

/// What is told of one community.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) sender: broadcast::Sender<Arc<Frame>>,
    position: Arc<Mutex<Position>>,
}

impl Default for Live {
    fn default() -> Self {
        let channels = RwLock::new(Some(HashMap::new()));
        Self { shared: Arc::new(Shared { channels, listeners: Arc::new(Semaphore::new(LISTENERS)) }) }
    }
}

impl Live {
    /// Tells what happens in `communities` until closed. `moved` changes when the mirror does.
    pub async fn run<T>(self, store: Store, communities: Vec<Community>, mut moved: watch::Receiver<T>) {
        while self.is_open() {
            for community in &communities {
                if let Err(error) = self.look(&store, &community.slug).await {
                    tracing::warn!(%error, community = %community.slug, "the mirror cannot be read for listeners");
                }
            }
            // An ended sender leaves the timer.
            if let Ok(Err(_)) = tokio::time::timeout(PATIENCE, moved.changed()).await {
                tokio::time::sleep(PATIENCE).await;
            }
        }
    }

    /// Lets all listeners go, so that the program can end.
    pub fn close(&self) {
        *self.shared.channels.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Reads what is new in the mirror and tells it.
    pub async fn look(&self, store: &Store, slug: &Slug) -> Result<(), StoreError> {
        let Some(channel) = self.channel(slug) else { return Ok(()) };
        let mut position = channel.position.lock().await;
        if !position.begun {
            position.begin(store, slug).await?;
        }
        if let Some(frame) = position.retract(store, slug).await? {
            channel.tell(frame);
        }
        loop {
            let after = position.last().map(|id| id.place);
            let page = Page { after, limit: CHUNK, order: Order::Oldest };
            // Events are long, and far from the head many. Whoever begins to listen now reads the mirror after this.
            let told = match channel.sender.receiver_count() {
                0 => store.event_keys(slug, page).await?,
                _ => {
                    let rows = store.events(slug, EventFilter::default(), page).await?;
                    rows.iter().for_each(|row| channel.tell(Frame::event(row)));
                    rows.iter().map(StoredEvent::key).collect()
                }
            };
            let full = told.len() == CHUNK as usize;
            told.into_iter().for_each(|key| position.told(EventId::of(key)));
            if !full {
                break;
            }
        }
        if let Some(block) = store.cursor(slug).await?
            && position.block.replace(block) != Some(block)
        {
            channel.tell(Frame::block(block));
        }
        Ok(())
    }

    fn is_open(&self) -> bool {
        self.shared.channels.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// The channel of a community; none once closed.
    pub(crate) fn channel(&self, slug: &Slug) -> Option<Channel> {
        let mut channels = self.shared.channels.write().unwrap_or_else(PoisonError::into_inner);
        let channels = channels.as_mut()?;
        let new = || Channel { sender: broadcast::Sender::new(BACKLOG), position: Arc::default() };
        Some(channels.entry(slug.clone()).or_insert_with(new).clone())
    }

    /// A place among the listeners, if there is one.
    pub(crate) fn seat(&self) -> Option<tokio::sync::OwnedSemaphorePermit> {
        self.shared.listeners.clone().try_acquire_owned().ok()
    }
}

impl Channel {
    fn tell(&self, frame: Frame) {
        // Nobody listens: nobody misses it.
        drop(self.sender.send(Arc::new(frame)));
    }

    /// Where somebody goes on who heard `id` last.
    pub(crate) async fn resume(&self, store: &Store, slug: &Slug, id: EventId) -> Result<Resume, StoreError> {
        self.position.lock().await.resume(store, slug, id).await
    }

    /// The last event that was told.
    pub(crate) async fn last(&self) -> Option<EventId> {
        self.position.lock().await.last()
    }
}
