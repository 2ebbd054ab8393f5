//! What handlers share.

use std::{ops::Deref, sync::Arc};

use alloy::providers::DynProvider;
use palabre_contracts::Community;
use palabre_indexer::{Status, Store};
use tokio::sync::watch;

use crate::{
    care::Care, clock::Clock, error::ApiError, limits::Limits, reads::Reads, relay::Relay, review::Review,
    sessions::Sessions, tokens::TokenBook, tools::Tools, webhooks::Webhooks,
};

/// Everything a handler may use. Every layer of every request clones it, so it is one pointer.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// What [`AppState`] leads to.
pub struct Shared {
    /// The mirror of the chain.
    pub store: Store,
    /// How indexing goes.
    pub indexing: watch::Receiver<Status>,
    /// The chain itself, for what the mirror does not keep.
    pub chain: DynProvider,
    /// What reads share.
    pub reads: Reads,
    /// Sends what members sign.
    pub relay: Relay,
    /// Who is signed in.
    pub sessions: Sessions,
    /// Tells other services what happens.
    pub webhooks: Webhooks,
    /// The tools that communities have connected.
    pub tools: Tools,
    /// What communities give back to their tools.
    pub care: Care,
    /// What tools reported, confirmed by people.
    pub review: Review,
    /// How much a client may ask for.
    pub limits: Limits,
    /// The communities that this service follows.
    pub communities: Arc<Vec<Community>>,
    /// Where people reach this service, without a slash at the end.
    pub public_url: Arc<str>,
    /// Where wallets reach the chain, when they do not know it.
    pub wallet_rpc_url: Option<Arc<str>>,
    /// Whether one operator alone makes the blocks and could rewrite them: pages say so in plain words.
    pub single_operator: bool,
    /// Names of tokens, for pages.
    pub tokens: TokenBook,
    /// The time.
    pub clock: Clock,
}

impl From<Shared> for AppState {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl AppState {
    /// The community with this short name.
    pub fn community(&self, slug: &str) -> Result<&Community, ApiError> {
        self.communities.iter().find(|community| community.slug.as_str() == slug).ok_or_else(|| {
            ApiError::not_found(
                format!("there is no community {slug:?} here"),
                "GET /api/v1/communities lists the communities.",
            )
        })
    }
}
