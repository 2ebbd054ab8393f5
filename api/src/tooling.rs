//! Everything that connected tools need, joined: what listens to them, what is given back, what of it is reviewed.

use std::{collections::BTreeMap, sync::Arc};

use alloy::providers::DynProvider;
use palabre_contracts::Community;
use palabre_indexer::{Status, Store};
use sqlx::migrate::MigrateError;
use tokio::sync::watch;

use crate::{
    care::{
        Care, CareError, CareSetup,
        hands::Helping,
        people::{ActivityTable, LinkTable},
        settings::CareSettings,
    },
    clock::Clock,
    drafts::Drafts,
    outbox,
    relay::{Entropy, Relay},
    review::{ChainBlocks, Review, ReviewSetup, Reviewing},
    tools::{Connected, Tools, ToolsSetup},
};

/// What connected tools stand on.
pub struct ToolingSetup {
    /// The mirror, and where the tables are.
    pub store: Store,
    /// How indexing goes.
    pub indexing: watch::Receiver<Status>,
    /// The chain.
    pub chain: DynProvider,
    /// Sends what members sign.
    pub relay: Relay,
    /// The communities that this service follows.
    pub communities: Arc<Vec<Community>>,
    /// Where people reach this service, without a slash at the end.
    pub public_url: Arc<str>,
    /// The time.
    pub clock: Clock,
    /// Random words.
    pub entropy: Entropy,
    /// The tools.
    pub connected: Connected,
    /// What is given back to them.
    pub care: CareSettings,
    /// What of them is reviewed, by short name of the community.
    pub reviewed: BTreeMap<String, Reviewing>,
}

/// The parts.
#[derive(Clone, Debug)]
pub struct Tooling {
    /// Inbox, polling, commands, accounts.
    pub tools: Tools,
    /// Outbox, roles, notices, syntheses.
    pub care: Care,
    /// What people confirm.
    pub review: Review,
}

/// Why they cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum ToolingError {
    /// The tables cannot be made.
    #[error("the tables of connected tools cannot be opened: {0}")]
    Tables(#[from] MigrateError),
    /// What is given back cannot begin.
    #[error(transparent)]
    Care(#[from] CareError),
}

impl Tooling {
    /// Opens the tables; the inbox takes deliveries from now on.
    pub async fn open(setup: ToolingSetup) -> Result<Self, ToolingError> {
        let ToolingSetup { store, indexing, chain, relay, communities, public_url, clock, entropy, .. } = setup;
        let (pool, connected) = (store.pool().clone(), setup.connected);
        let care = CareSetup {
            settings: setup.care,
            tools: outbox::Tools::new(connected.connectors()),
            accounts: Arc::new(LinkTable::new(pool.clone())),
            activities: Arc::new(ActivityTable::new(pool.clone())),
            public_url: Arc::clone(&public_url),
            communities,
            ..CareSetup::plain(store.clone(), indexing, clock.clone(), entropy.clone())
        };
        let care = Care::open(care).await?;
        let drafts = Drafts::new(pool, relay, clock.clone());
        let tools = ToolsSetup {
            store: store.clone(),
            connected,
            public_url,
            clock,
            entropy: entropy.clone(),
            hands: Arc::new(Helping::new(care.clone(), drafts)),
        };
        let tools = Tools::open(tools).await?;
        let review = ReviewSetup {
            store,
            communities: setup.reviewed,
            blocks: Arc::new(ChainBlocks::new(chain)),
            recheck: Some(Arc::new(tools.clone())),
            entropy,
        };
        Ok(Self { review: Review::open(review).await?, tools, care })
    }
}
