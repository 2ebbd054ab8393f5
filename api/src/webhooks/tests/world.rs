//! A mirror, a receiver on the machine, a clock that tests move.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use alloy::primitives::keccak256;
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use palabre_contracts::Slug;
use palabre_indexer::sql;
use serde_json::Value;
use tokio::{net::TcpListener, sync::Semaphore};

use super::super::*;
use crate::outbound::OutboundPolicy;

/// When tests begin.
pub(super) const START: u64 = 1_700_000_000;

/// Something that a receiver got.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) id: String,
    pub(super) timestamp: u64,
    pub(super) signatures: String,
    pub(super) text: String,
}

impl Heard {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(super) fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }
}

/// What a receiver answers next, and what it got.
#[derive(Clone)]
pub(super) struct Receiver {
    pub(super) url: String,
    inbox: Arc<Mutex<Vec<Heard>>>,
    script: Arc<Mutex<VecDeque<(u16, &'static str)>>>,
    /// One for each answer.
    gate: Arc<Semaphore>,
    /// One for each request that came.
    came: Arc<Semaphore>,
}

impl Receiver {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let receiver = Self {
            url,
            inbox: Arc::default(),
            script: Arc::default(),
            gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
            came: Arc::new(Semaphore::new(0)),
        };
        let app = Router::new().route("/hook", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    /// The next answers; afterwards it takes everything.
    pub(super) fn answers(&self, answers: &[(u16, &'static str)]) {
        self.script.lock().unwrap().extend(answers);
    }

    /// What came since the last look.
    pub(super) fn heard(&self) -> Vec<Heard> {
        std::mem::take(&mut *self.inbox.lock().unwrap())
    }

    /// The ids of what came since the last look, in order of the ids.
    pub(super) fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.heard().into_iter().map(|heard| heard.id).collect();
        ids.sort();
        ids
    }

    /// Answers nothing until `open`.
    pub(super) fn close(&self) {
        self.gate.forget_permits(Semaphore::MAX_PERMITS);
    }

    pub(super) fn open(&self) {
        self.gate.add_permits(Semaphore::MAX_PERMITS >> 1);
    }

    /// Answers one request.
    pub(super) fn let_one_go(&self) {
        self.gate.add_permits(1);
    }

    /// Waits until this many requests came that nobody waited for yet.
    pub(super) async fn came(&self, count: u32) {
        self.came.acquire_many(count).await.unwrap().forget();
    }

    /// Requests that came and that nobody waited for.
    pub(super) fn unseen(&self) -> usize {
        self.came.available_permits()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, text: String) -> Response {
    let header = |name: &str| headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json");
    receiver.inbox.lock().unwrap().push(Heard {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp").parse().unwrap(),
        signatures: header("webhook-signature"),
        text,
    });
    receiver.came.add_permits(1);
    receiver.gate.acquire().await.unwrap().forget();
    let (status, rest) = receiver.script.lock().unwrap().pop_front().unwrap_or((204, ""));
    let status = StatusCode::from_u16(status).unwrap();
    if rest.is_empty() { status.into_response() } else { (status, [("retry-after", rest)]).into_response() }
}

/// A service with one community.
pub(super) struct World {
    pub(super) store: Store,
    pub(super) webhooks: Webhooks,
    pub(super) receiver: Receiver,
    clock: Arc<AtomicU64>,
    indexing: watch::Sender<Status>,
}

impl World {
    pub(super) async fn new() -> Self {
        let store = palabre_indexer::testing::store().await;
        let clock = Arc::new(AtomicU64::new(START));
        let indexing = watch::channel(Status::new(tokio::time::Instant::now())).0;
        let webhooks = open(&store, &clock, &indexing).await;
        Self { store, webhooks, receiver: Receiver::start().await, clock, indexing }
    }

    /// The service as it is after a stop at this moment.
    pub(super) async fn restarted(&self) -> Webhooks {
        open(&self.store, &self.clock, &self.indexing).await
    }

    pub(super) fn now(&self) -> u64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub(super) fn pass(&self, seconds: u64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// The chain takes nothing back up to this block.
    pub(super) fn finalize(&self, block: u64) {
        self.indexing.send_modify(|status| status.finality.finalized = Some(block));
    }

    /// An event in the mirror, the only one of its block, on a branch of the chain.
    pub(super) async fn event(&self, block: u64, branch: u8, contract: &str, name: &str) {
        let hash = vec![branch; 32];
        sql::query(
            "INSERT INTO events VALUES ('demo', 31337, $1, 0, $2, $3, $2, $4, $5, $6, '{\"memberId\":\"1\"}', $2, $2)",
        )
        .bind(block as i64)
        .bind(hash)
        .bind((START - 1000 + block) as i64)
        .bind(vec![1u8; 20])
        .bind(contract)
        .bind(name)
        .execute(self.store.pool())
        .await
        .unwrap();
    }

    pub(super) async fn joined(&self, block: u64, branch: u8) {
        self.event(block, branch, "membership", "Joined").await;
    }

    /// The chain takes the blocks above this one back.
    pub(super) async fn forget_above(&self, block: u64) {
        let query = sql::query("DELETE FROM events WHERE block_number > $1").bind(block as i64);
        query.execute(self.store.pool()).await.unwrap();
    }

    /// The mirror reflects this block.
    pub(super) async fn stand_at(&self, block: u64) {
        let sql = "INSERT INTO cursors VALUES ('demo', 31337, $1, $2, 0)
            ON CONFLICT (community) DO UPDATE SET block_number = excluded.block_number";
        let query = sql::query(sql).bind(block as i64).bind(vec![0u8; 32]);
        query.execute(self.store.pool()).await.unwrap();
    }

    pub(super) async fn hook(&self, types: &[&str], finality: Finality) -> (Webhook, Secret) {
        let new = self.wanted(types, finality);
        let (webhook, _) = self.webhooks.create(new).await.unwrap();
        (webhook.clone(), webhook.secret)
    }

    pub(super) fn wanted(&self, types: &[&str], finality: Finality) -> NewWebhook {
        let words: Vec<String> = types.iter().map(|word| (*word).to_owned()).collect();
        NewWebhook {
            community: slug(),
            url: self.receiver.url.parse().unwrap(),
            description: String::new(),
            subscription: Subscription::parse(&words).unwrap(),
            finality,
            since_block: None,
            created_by: 1,
        }
    }

    /// Everything that is new is written and what is due is sent.
    pub(super) async fn tell(&self) {
        self.webhooks.collect().await.unwrap();
        self.webhooks.deliver_due().await.unwrap();
    }

    pub(super) async fn rows(&self, webhook: &Webhook) -> Vec<Delivery> {
        let mut rows = self.webhooks.deliveries(webhook, None, None, 1000).await.unwrap();
        rows.reverse();
        rows
    }

    pub(super) async fn again(&self, webhook: &Webhook) -> Webhook {
        self.webhooks.get(&slug(), &webhook.id).await.unwrap()
    }
}

pub(super) fn slug() -> Slug {
    "demo".parse().unwrap()
}

/// The name of the only event of a block of a branch.
pub(super) fn id(block: u64, branch: u8) -> String {
    format!("{block}-0-{}", hex::encode([branch; 8]))
}

async fn open(store: &Store, clock: &Arc<AtomicU64>, indexing: &watch::Sender<Status>) -> Webhooks {
    static WORDS: AtomicU64 = AtomicU64::new(0);
    let (clock, allowed) = (Arc::clone(clock), vec!["127.0.0.1/32".parse().unwrap()]);
    let setup = WebhooksSetup {
        store: store.clone(),
        indexing: indexing.subscribe(),
        clock: Clock::new(move || clock.load(Ordering::SeqCst)),
        entropy: Entropy::new(|| keccak256(WORDS.fetch_add(1, Ordering::SeqCst).to_be_bytes())),
        outbound: Outbound::new(OutboundPolicy { allowed }).unwrap(),
    };
    Webhooks::open(setup).await.unwrap()
}
