//! Messages on their way, with a tool and a clock that tests move.

use std::sync::atomic::{AtomicU64, Ordering};

use alloy::primitives::keccak256;
use palabre_indexer::{Store, testing::Place as Database};

use super::{testing::Hall, *};
use crate::connectors::{Destination, Trouble};

mod attempts;
mod once;

/// When tests begin.
const START: u64 = 1_700_000_000;

/// A service with two tools.
struct World {
    store: Store,
    outbox: Outbox,
    chat: Arc<Hall>,
    wiki: Arc<Hall>,
    clock: Arc<AtomicU64>,
    _place: Database,
}

impl World {
    async fn new() -> Self {
        // A file: what is in memory goes with a connection that a stop interrupts.
        let place = Database::new().await;
        let store = place.open().await;
        let (clock, chat, wiki) = (Arc::new(AtomicU64::new(START)), Hall::new("chat"), Hall::new("wiki"));
        let outbox = open(&store, &clock, &chat, &wiki).await;
        Self { store, outbox, chat, wiki, clock, _place: place }
    }

    /// The service as it is after a stop at this moment.
    async fn restarted(&self) -> Outbox {
        open(&self.store, &self.clock, &self.chat, &self.wiki).await
    }

    fn now(&self) -> u64 {
        self.clock.load(Ordering::SeqCst)
    }

    fn pass(&self, seconds: u64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    async fn post(&self, letter: &Letter) -> bool {
        self.outbox.post(letter).await.unwrap()
    }

    async fn deliver(&self) {
        self.outbox.deliver_due().await.unwrap();
    }

    async fn entry(&self, letter: &Letter) -> Entry {
        self.outbox.entry(&slug(), &letter.id).await.unwrap()
    }
}

fn slug() -> Slug {
    "demo".parse().unwrap()
}

/// A notice in a channel of a tool.
fn notice(source: &str, word: &str) -> Letter {
    let to = Destination::Channel("C1".to_owned());
    Letter::notice("test", &[word], source, &slug(), to, format!("about {word}"))
}

async fn open(store: &Store, clock: &Arc<AtomicU64>, chat: &Arc<Hall>, wiki: &Arc<Hall>) -> Outbox {
    let clock = Arc::clone(clock);
    let tool = |hall: &Arc<Hall>| -> Arc<dyn Carrier> {
        Arc::new(Tool { community: slug(), connector: Arc::clone(hall) as Arc<dyn Connector> })
    };
    let setup = OutboxSetup {
        pool: store.pool().clone(),
        carriers: BTreeMap::from([("chat".to_owned(), tool(chat)), ("wiki".to_owned(), tool(wiki))]),
        clock: Clock::new(move || clock.load(Ordering::SeqCst)),
        entropy: Entropy::new(|| keccak256([0])),
    };
    Outbox::open(setup).await.unwrap()
}
