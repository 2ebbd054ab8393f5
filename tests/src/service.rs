//! The service in this process, over a database of its own and a chain that says nothing: for tests of what tools deliver.
//! Its clock stands where the test sets it. Dropping it is a stop without warning: what was not committed is gone.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use alloy::{
    primitives::{Address, B256, keccak256},
    providers::{Provider, ProviderBuilder, mock::Asserter},
    signers::local::PrivateKeySigner,
};
use palabre_api::{
    AppState, Clock, Limits, Reads, Sessions, SessionsSetup, TokenBook, Tools, ToolsSetup, Webhooks, WebhooksSetup,
    drafts::Drafts,
    outbound::{Outbound, OutboundPolicy},
    relay::{Entropy, Relay, RelayConfig, RelaySetup},
    tools::{Connected, hands::Plain},
};
use palabre_contracts::{Community, Contracts};
use palabre_indexer::{Status, Store, sql::Location, testing::Place};
use tokio::{
    runtime::{Builder, Runtime},
    sync::watch,
    time::Instant,
};

/// The community that tools belong to.
pub const SLUG: &str = "demo";
const CHAIN_ID: u64 = 31_337;

/// A service that answers on the loopback interface, in a runtime of its own.
#[derive(Debug)]
pub struct Service {
    /// Its tools.
    pub tools: Tools,
    /// Where it answers.
    pub url: String,
    runtime: Option<Runtime>,
}

/// A clock that the test moves.
#[derive(Clone, Debug)]
pub struct Hands(Arc<AtomicU64>);

impl Hands {
    /// A clock that stands at `now`.
    pub fn at(now: u64) -> Self {
        Self(Arc::new(AtomicU64::new(now)))
    }

    /// Sets it.
    pub fn set(&self, now: u64) {
        self.0.store(now, Ordering::Relaxed);
    }

    fn clock(&self) -> Clock {
        let hands = Arc::clone(&self.0);
        Clock::new(move || hands.load(Ordering::Relaxed))
    }
}

impl Service {
    /// Starts one over what is in a database.
    pub async fn start(place: &Place, connected: Connected, clock: &Hands) -> anyhow::Result<Self> {
        Self::start_at(place.location().clone(), connected, clock).await
    }

    /// Starts one over what is in the database at this place.
    pub async fn start_at(location: Location, connected: Connected, clock: &Hands) -> anyhow::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let clock = clock.clock();
        let began =
            runtime.spawn(async move { begin(&Store::connect(&location).await?, connected, clock).await }).await;
        let (tools, url) = began??;
        Ok(Self { tools, url, runtime: Some(runtime) })
    }

    /// Where a tool delivers.
    pub fn hook(&self, source: &str) -> String {
        format!("{}/tools/{source}", self.url)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Everything that it was doing ends where it is.
        self.runtime.take().into_iter().for_each(Runtime::shutdown_background);
    }
}

async fn begin(store: &Store, connected: Connected, clock: Clock) -> anyhow::Result<(Tools, String)> {
    let provider = ProviderBuilder::new().connect_mocked_client(Asserter::new()).erased();
    let (entropy, (_, indexing)) = (Entropy::new(random), watch::channel(Status::new(Instant::now())));
    let pool = store.pool().clone();
    let key = |byte| PrivateKeySigner::from_bytes(&B256::repeat_byte(byte));
    let relay = RelaySetup {
        provider: provider.clone(),
        chain_id: CHAIN_ID,
        pool: pool.clone(),
        key: key(1)?,
        founding_key: key(2)?,
        config: RelayConfig::default(),
        clock: clock.clone(),
        entropy: entropy.clone(),
    };
    let relay = Relay::open(relay).await?;
    let (communities, public_url) = (Arc::new(vec![community()?]), Arc::<str>::from("https://palabre.example"));
    let drafts = Drafts::new(pool.clone(), relay.clone(), clock.clone());
    let tools = ToolsSetup {
        store: store.clone(),
        connected,
        public_url: Arc::clone(&public_url),
        clock: clock.clone(),
        entropy: entropy.clone(),
        hands: Arc::new(Plain::new(drafts, Arc::clone(&communities), Arc::clone(&public_url))),
    };
    let (provider_of, entropy_of) = (provider.clone(), entropy.clone());
    let sessions =
        SessionsSetup { provider: provider_of, chain_id: CHAIN_ID, pool, clock: clock.clone(), entropy: entropy_of };
    let webhooks = WebhooksSetup {
        store: store.clone(),
        indexing: indexing.clone(),
        clock: clock.clone(),
        entropy,
        outbound: Outbound::new(OutboundPolicy::default())?,
    };
    let state = AppState {
        store: store.clone(),
        indexing,
        chain: provider,
        reads: Reads::default(),
        relay,
        sessions: Sessions::open(sessions).await?,
        webhooks: Webhooks::open(webhooks).await?,
        tools: Tools::open(tools).await?,
        limits: Limits::default(),
        communities,
        public_url,
        wallet_rpc_url: None,
        single_operator: true,
        tokens: TokenBook::default(),
        clock,
    };
    serve(state).await
}

async fn serve(state: AppState) -> anyhow::Result<(Tools, String)> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let (tools, url) = (state.tools.clone(), format!("http://{}", listener.local_addr()?));
    tokio::spawn(async move { axum::serve(listener, palabre_api::router(state)).await });
    Ok((tools, url))
}

/// Words that are never the same twice.
fn random() -> B256 {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    keccak256(COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes())
}

fn community() -> anyhow::Result<Community> {
    let at = Address::repeat_byte;
    Ok(Community {
        slug: SLUG.parse()?,
        name: "Demo".to_owned(),
        chain_id: CHAIN_ID,
        from_block: 1,
        contracts: Contracts {
            registry: at(0x10),
            access_manager: at(0x11),
            members_timelock: at(0x12),
            contributors_timelock: at(0x13),
            constitution: at(0x14),
            membership: at(0x15),
            contributions: at(0x16),
            reputation: at(0x17),
            distribution: at(0x18),
            members_house: at(0x19),
            contributors_house: at(0x1a),
            safeguards: at(0x1b),
            challenges: at(0x1c),
            guardian: at(0x1d),
        },
    })
}
