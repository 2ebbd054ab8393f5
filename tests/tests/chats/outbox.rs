//! The outbox in front of Slack as the double plays it: a key is looked for before a message is sent again.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use palabre_api::{
    Clock,
    connectors::{Connector, Destination},
    outbox::{Carrier, EntryState, Letter, Outbox, OutboxSetup, Tool},
    relay::Entropy,
};
use palabre_contracts::Slug;
use palabre_indexer::{Store, testing::Place};

use super::{
    NOW,
    slack::{World, world},
};

/// A message that was being sent at a stop is tried again after this many seconds, or a little later.
const LEASE: u64 = 130;

struct Service {
    slack: World,
    store: Store,
    _place: Place,
    clock: Arc<AtomicU64>,
}

impl Service {
    async fn new() -> Self {
        // A file: what is in memory goes with a connection that a stop interrupts.
        let place = Place::new().await;
        Self { slack: world().await, store: place.open().await, _place: place, clock: Arc::new(AtomicU64::new(NOW)) }
    }

    /// The outbox of a process that has just started.
    async fn started(&self) -> Outbox {
        let clock = Arc::clone(&self.clock);
        let connector = Arc::clone(&self.slack.connector) as Arc<dyn Connector>;
        let tool: Arc<dyn Carrier> = Arc::new(Tool { community: slug(), connector });
        let setup = OutboxSetup {
            pool: self.store.pool().clone(),
            carriers: BTreeMap::from([("slack".to_owned(), tool)]),
            clock: Clock::new(move || clock.load(Ordering::SeqCst)),
            entropy: Entropy::system(),
        };
        Outbox::open(setup).await.unwrap()
    }

    fn pass(&self, seconds: u64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
        self.slack.workspace.pass(seconds);
    }
}

fn slug() -> Slug {
    "demo".parse().unwrap()
}

fn letter(number: u64) -> Letter {
    let to = Destination::Channel("C1".to_owned());
    Letter::notice("test", &[&number.to_string()], "slack", &slug(), to, format!("message {number}"))
}

async fn waits(outbox: &Outbox) -> bool {
    !outbox.entries(&slug(), Some(EntryState::Pending), None, 1).await.unwrap().is_empty()
}

#[tokio::test]
async fn however_often_the_program_is_killed_each_message_is_there_once() {
    let service = Service::new().await;
    let outbox = service.started().await;
    for number in 0..12 {
        outbox.post(&letter(number)).await.unwrap();
    }
    drop(outbox);
    // Each process lives a little longer than the one before: from before its first request to after several.
    for life in 0.. {
        let outbox = service.started().await;
        if !waits(&outbox).await {
            break;
        }
        let running = tokio::spawn(outbox.run());
        let mut answered = service.slack.workspace.texts("C1").len();
        for _ in 0..life * 40 {
            tokio::task::yield_now().await;
            // A process that made progress is killed at once, before it can write that down or right after.
            let now = service.slack.workspace.texts("C1").len();
            if now > answered && life % 2 == 0 {
                break;
            }
            answered = now;
        }
        running.abort();
        assert!(running.await.unwrap_err().is_cancelled());
        // What was on its way is read before this is answered.
        service.slack.connector.standing().await.unwrap();
        service.pass(LEASE);
        assert!(life < 10_000, "no progress is made");
    }
    let mut texts = service.slack.workspace.texts("C1");
    texts.sort();
    let mut expected: Vec<String> = (0..12).map(|number| format!("message {number}")).collect();
    expected.sort();
    assert_eq!(texts, expected);
}

#[tokio::test]
async fn a_tool_that_wants_fewer_requests_gets_all_messages_in_the_end() {
    let service = Service::new().await;
    let outbox = service.started().await;
    for number in 0..7 {
        outbox.post(&letter(number)).await.unwrap();
    }
    service.slack.workspace.limit(2);
    outbox.deliver_due().await.unwrap();
    assert_eq!(service.slack.workspace.texts("C1").len(), 2);
    assert!(outbox.state_of("slack").await.unwrap().unwrap().rest_until > NOW, "it said when it is ready again");
    for _ in 0..20 {
        service.pass(61);
        outbox.deliver_due().await.unwrap();
    }
    let mut texts = service.slack.workspace.texts("C1");
    texts.sort();
    assert_eq!(texts, (0..7).map(|number| format!("message {number}")).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_channel_that_is_gone_is_a_dead_letter_with_the_reason_of_the_tool() {
    let service = Service::new().await;
    let outbox = service.started().await;
    let lost = Letter { to: Destination::Channel("C404".to_owned()), ..letter(0) };
    outbox.post(&lost).await.unwrap();
    outbox.post(&letter(1)).await.unwrap();
    outbox.deliver_due().await.unwrap();
    let entry = outbox.entry(&slug(), &lost.id).await.unwrap();
    assert_eq!(entry.state, EntryState::Dead, "{entry:?}");
    assert!(entry.error.unwrap().contains("channel_not_found"));
    assert_eq!(service.slack.workspace.texts("C1"), ["message 1"], "others arrive");
    service.slack.workspace.channel("C404", &[]);
    outbox.resend(&slug(), &lost.id).await.unwrap();
    outbox.deliver_due().await.unwrap();
    assert_eq!(service.slack.workspace.texts("C404"), ["message 0"]);
}
