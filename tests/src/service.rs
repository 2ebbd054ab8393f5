//! The service in this process, over a database of its own and a chain that says nothing: for tests of what tools deliver.
//! Its clock stands where the test sets it. Dropping it is a stop without warning: what was not committed is gone.

use std::{
    collections::BTreeMap,
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
use palabre_api::{
    AppState, Care, Clock, Limits, Reads, Sessions, SessionsSetup, Shared, TokenBook, Tools, Webhooks, WebhooksSetup,
    care::settings::CareSettings,
    outbound::{Outbound, OutboundPolicy},
    relay::{Entropy, Relay, RelayConfig, RelaySetup},
    tooling::{Tooling, ToolingSetup},
    tools::Connected,
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
    /// What it gives back to them.
    pub care: Care,
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
        let (state, url) = began??;
        Ok(Self { tools: state.tools.clone(), care: state.care.clone(), url, runtime: Some(runtime) })
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

/// What every part is made with.
struct Ground {
    store: Store,
    chain: DynProvider,
    indexing: watch::Receiver<Status>,
    communities: Arc<Vec<Community>>,
    public_url: Arc<str>,
    clock: Clock,
    entropy: Entropy,
}

async fn begin(store: &Store, connected: Connected, clock: Clock) -> anyhow::Result<(AppState, String)> {
    let (_, indexing) = watch::channel(Status::new(Instant::now()));
    let ground = Ground {
        store: store.clone(),
        chain: ProviderBuilder::new().connect_mocked_client(Asserter::new()).erased(),
        indexing,
        communities: Arc::new(vec![community()?]),
        public_url: "https://palabre.example".into(),
        clock,
        entropy: Entropy::new(random),
    };
    serve(ground.state(connected).await?).await
}

impl Ground {
    async fn state(self, connected: Connected) -> anyhow::Result<AppState> {
        let relay = self.relay().await?;
        let Tooling { tools, care, review } = self.tooling(&relay, connected).await?;
        let sessions = SessionsSetup {
            provider: self.chain.clone(),
            chain_id: CHAIN_ID,
            pool: self.store.pool().clone(),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
        };
        let webhooks = WebhooksSetup {
            store: self.store.clone(),
            indexing: self.indexing.clone(),
            clock: self.clock.clone(),
            entropy: self.entropy,
            outbound: Outbound::new(OutboundPolicy::default())?,
        };
        Ok(AppState::from(Shared {
            store: self.store,
            indexing: self.indexing,
            chain: self.chain,
            reads: Reads::default(),
            relay,
            sessions: Sessions::open(sessions).await?,
            webhooks: Webhooks::open(webhooks).await?,
            tools,
            care,
            review,
            limits: Limits::default(),
            communities: self.communities,
            public_url: self.public_url,
            wallet_rpc_url: None,
            single_operator: true,
            tokens: TokenBook::default(),
            clock: self.clock,
        }))
    }

    async fn relay(&self) -> anyhow::Result<Relay> {
        let key = |byte| PrivateKeySigner::from_bytes(&B256::repeat_byte(byte));
        let setup = RelaySetup {
            provider: self.chain.clone(),
            chain_id: CHAIN_ID,
            pool: self.store.pool().clone(),
            key: key(1)?,
            founding_key: key(2)?,
            config: RelayConfig::default(),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
        };
        Ok(Relay::open(setup).await?)
    }

    async fn tooling(&self, relay: &Relay, connected: Connected) -> anyhow::Result<Tooling> {
        let setup = ToolingSetup {
            store: self.store.clone(),
            indexing: self.indexing.clone(),
            chain: self.chain.clone(),
            relay: relay.clone(),
            communities: Arc::clone(&self.communities),
            public_url: Arc::clone(&self.public_url),
            clock: self.clock.clone(),
            entropy: self.entropy.clone(),
            connected,
            care: CareSettings::default(),
            reviewed: BTreeMap::new(),
        };
        Ok(Tooling::open(setup).await?)
    }
}

async fn serve(state: AppState) -> anyhow::Result<(AppState, String)> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let router = palabre_api::router(state.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((state, url))
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
