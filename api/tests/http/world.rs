//! A service with one lived-in community, and how to ask it.

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use alloy::{
    primitives::{Address, B256, keccak256},
    providers::{DynProvider, Provider, ProviderBuilder, mock::Asserter},
    signers::local::PrivateKeySigner,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
    response::Response,
};
use palabre_api::{
    AppState, Care, CareSetup, Clock, Limits, Live, Reads, Review, ReviewSetup, Sessions, SessionsSetup, Shared,
    TokenBook, Tools, ToolsSetup, Webhooks, WebhooksSetup,
    care::{hands::Helping, settings::CareSettings},
    drafts::Drafts,
    limits::Peer,
    outbound::{Outbound, OutboundPolicy},
    relay::{Entropy, Relay, RelayConfig, RelaySetup},
    review::testing::{self, Calm},
    tools::Connected,
};
use palabre_contracts::{Community, Contracts};
use palabre_indexer::{Status, Store, store::BlockRef};
use serde_json::Value;
use tokio::{sync::watch, time::Instant};
use tower::ServiceExt;

use crate::rows::{self, NOW};

/// The chain of all tests.
pub(crate) const CHAIN_ID: u64 = 31_337;

/// A service under test.
pub(crate) struct World {
    pub(crate) store: Store,
    /// Answers of the chain, in order.
    pub(crate) chain: Asserter,
    /// How indexing goes; at first there is nothing left to do.
    pub(crate) indexing: watch::Sender<Status>,
    /// Tells listeners what happens.
    pub(crate) live: Live,
    /// What is connected.
    pub(crate) tools: Tools,
    /// What is given back to the tools.
    pub(crate) care: Care,
    app: Router,
    peer: Option<Peer>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers of ours are ASCII"))
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

impl World {
    /// The community of [`rows`], eventful.
    pub(crate) async fn lived_in() -> Self {
        let world = Self::with(vec![community("demo", rows::NAME)]).await;
        rows::fill(&world.store).await;
        world
    }

    /// Communities that the service follows, before the indexer saw their first block.
    pub(crate) async fn with(communities: Vec<Community>) -> Self {
        Self::built(communities, "https://palabre.example", Limits::default()).await
    }

    /// A service with another address.
    pub(crate) async fn at(public_url: &str) -> Self {
        Self::built(vec![community("demo", rows::NAME)], public_url, Limits::default()).await
    }

    /// A service with other limits.
    pub(crate) async fn with_limits(limits: Limits) -> Self {
        let world = Self::built(vec![community("demo", rows::NAME)], "https://palabre.example", limits).await;
        rows::fill(&world.store).await;
        world
    }

    /// The same service, asked from an address.
    pub(crate) fn from(mut self, peer: IpAddr) -> Self {
        self.peer = Some(Peer(peer));
        self
    }

    /// The whole service, for a listener.
    pub(crate) fn router(&self) -> Router {
        self.app.clone()
    }

    /// The lived-in community with connected tools.
    pub(crate) async fn with_tools(tools: Connected) -> Self {
        Self::with_tools_within(tools, Limits::default()).await
    }

    /// The same with other limits.
    pub(crate) async fn with_tools_within(tools: Connected, limits: Limits) -> Self {
        let (communities, url) = (vec![community("demo", rows::NAME)], "https://palabre.example");
        let world = Self::connected(communities, url, limits, tools).await;
        rows::fill(&world.store).await;
        world
    }

    async fn built(communities: Vec<Community>, public_url: &str, limits: Limits) -> Self {
        Self::connected(communities, public_url, limits, Connected::default()).await
    }

    async fn connected(communities: Vec<Community>, public_url: &str, limits: Limits, tools: Connected) -> Self {
        let store = palabre_indexer::testing::store().await;
        let chain = Asserter::new();
        let provider = ProviderBuilder::new().connect_mocked_client(chain.clone()).erased();
        let (clock, reads, indexing) = (Clock::fixed(NOW), Reads::default(), watch::Sender::new(up_to_date()));
        let entropy = entropy();
        let setup = SessionsSetup {
            provider: provider.clone(),
            chain_id: CHAIN_ID,
            pool: store.pool().clone(),
            clock: clock.clone(),
            entropy: entropy.clone(),
        };
        let webhooks = webhooks(&store, indexing.subscribe(), clock.clone(), entropy.clone()).await;
        let review = review(&store, &communities, entropy.clone()).await;
        let care = care(&store, indexing.subscribe(), clock.clone(), entropy.clone(), (&communities, &tools)).await;
        let relay = relay(&store, provider.clone(), clock.clone(), entropy.clone()).await;
        let drafts = Drafts::new(store.pool().clone(), relay.clone(), clock.clone());
        let tooling = ToolsSetup {
            store: store.clone(),
            connected: tools,
            public_url: public_url.into(),
            clock: clock.clone(),
            entropy: entropy.clone(),
            hands: Arc::new(Helping::new(care.clone(), drafts)),
        };
        let tools = Tools::open(tooling).await.expect("the tools open their tables");
        let state = AppState::from(Shared {
            webhooks,
            tools: tools.clone(),
            care: care.clone(),
            review,
            sessions: Sessions::open(setup).await.expect("the sessions open their tables"),
            store: store.clone(),
            reads: reads.clone(),
            indexing: indexing.subscribe(),
            relay,
            limits,
            chain: provider,
            communities: Arc::new(communities),
            public_url: public_url.into(),
            wallet_rpc_url: Some("http://127.0.0.1:8545".into()),
            single_operator: true,
            tokens: TokenBook::default(),
            clock,
        });
        Self { store, chain, indexing, live: reads.live, tools, care, app: palabre_api::router(state), peer: None }
    }

    /// GET with headers.
    pub(crate) async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, Body::empty()).await
    }

    /// GET as a program does.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    /// GET as a browser does.
    pub(crate) async fn page(&self, path: &str, lang: &str) -> Answer {
        self.get_with(path, &[("accept", "text/html,*/*;q=0.8"), ("accept-language", lang)]).await
    }

    /// What the service answers, its body not read yet.
    pub(crate) async fn call(&self, request: Request<Body>) -> Response {
        self.app.clone().oneshot(request).await.expect("the router never fails")
    }

    /// Lets listeners hear what is new in the mirror.
    pub(crate) async fn look(&self) {
        let slug = "demo".parse().expect("a slug of a test is one");
        self.live.look(&self.store, &slug).await.expect("the mirror answers");
    }

    /// Any request.
    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        let (parts, body) = self.respond(method, path, headers, body).await.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("the body of an answer is whole");
        let text = String::from_utf8(bytes.to_vec()).expect("answers are UTF-8");
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// How any request is answered, without waiting for the end of the answer: streams have none.
    pub(crate) async fn status(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> u16 {
        self.respond(method, path, headers, body).await.status().as_u16()
    }

    async fn respond(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Response {
        let mut request = Request::builder().method(method).uri(path);
        if headers.iter().all(|(name, _)| *name != "host") {
            request = request.header("host", "localhost:8080");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(body).expect("the request of a test is well-formed");
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(peer);
        }
        self.call(request).await
    }
}

/// A community whose contracts have distinct addresses.
pub(crate) fn community(slug: &str, name: &str) -> Community {
    Community {
        slug: slug.parse().expect("a slug of a test is one"),
        name: name.to_owned(),
        chain_id: CHAIN_ID,
        from_block: 1,
        contracts: Contracts::in_order(Address::repeat_byte(0x10), |place| Address::repeat_byte(0x10 + place)),
    }
}

/// An indexer that has seen the chain and has nothing left to do.
fn up_to_date() -> Status {
    let (block_hash, block_time) = (B256::ZERO, NOW);
    let indexed = Some(BlockRef { block_number: 100, block_hash, block_time });
    Status { head: Some(100), indexed, ..Status::new(Instant::now()) }
}

/// Words that are never the same twice.
fn entropy() -> Entropy {
    let count = AtomicU64::new(0);
    Entropy::new(move || keccak256(count.fetch_add(1, Ordering::Relaxed).to_be_bytes()))
}

async fn relay(store: &Store, provider: DynProvider, clock: Clock, entropy: Entropy) -> Relay {
    let key = |byte| PrivateKeySigner::from_bytes(&B256::repeat_byte(byte)).expect("any small word is a key");
    let setup = RelaySetup {
        provider,
        chain_id: CHAIN_ID,
        pool: store.pool().clone(),
        key: key(1),
        founding_key: key(2),
        config: RelayConfig::default(),
        clock,
        entropy,
    };
    Relay::open(setup).await.expect("the relay opens its tables")
}

/// A review of one wiki in the community demo.
async fn review(store: &Store, communities: &[Community], entropy: Entropy) -> Review {
    let demo = communities.iter().filter(|community| community.slug.as_str() == "demo");
    let setup = ReviewSetup {
        store: store.clone(),
        communities: demo.map(|community| (community.slug.to_string(), testing::wiki())).collect(),
        blocks: Arc::new(Calm),
        recheck: None,
        entropy,
    };
    Review::open(setup).await.expect("the review opens its tables")
}

/// Webhooks that may reach the machine itself.
async fn webhooks(
    store: &Store,
    indexing: tokio::sync::watch::Receiver<palabre_indexer::Status>,
    clock: Clock,
    entropy: Entropy,
) -> Webhooks {
    let allowed = vec!["127.0.0.0/8".parse().expect("a network")];
    let outbound = Outbound::new(OutboundPolicy { allowed }).expect("a client can be made");
    let setup = WebhooksSetup { store: store.clone(), indexing, clock, entropy, outbound };
    Webhooks::open(setup).await.expect("the webhooks open their tables")
}

/// Care with a chat that is a wiki too for the first community, beside what is connected.
async fn care(
    store: &Store,
    indexing: tokio::sync::watch::Receiver<Status>,
    clock: Clock,
    entropy: Entropy,
    (communities, connected): (&[Community], &Connected),
) -> Care {
    let settings = CareSettings::parse(crate::care::SETTINGS, &|file| Err(format!("{file} is not there")));
    let plain = CareSetup::plain(store.clone(), indexing, clock, entropy);
    let setup = CareSetup {
        settings: settings.expect("the settings of the tests are understood"),
        tools: crate::care::tools(communities, connected),
        communities: communities.to_vec().into(),
        public_url: "https://palabre.example".into(),
        ..plain
    };
    Care::open(setup).await.expect("care opens its tables")
}
