//! The parts of a node that do not care where the chain is: database, relay, indexer and what stands on them.

use std::{path::Path, sync::Arc, time::Duration};

use alloy::providers::{DynProvider, Provider};
use anyhow::{Context, bail, ensure};
use palabre_api::{
    Clock, Limits, Reads, Sessions, SessionsSetup, Webhooks, WebhooksSetup,
    relay::{Entropy, Relay, RelayConfig, RelaySetup},
    review::reviewed_by,
    tooling::{Tooling, ToolingSetup},
};
use palabre_contracts::Community;
use palabre_devchain::{DevChain, Head};
use palabre_indexer::{FinalityRule, Indexer, IndexerConfig, IndexerError, Status, Store, StoreError, sql::Location};
use tokio::{sync::watch, time::Instant};

use super::Keys;
use crate::{cli::Common, data, deploy, endpoint, shutdown, tools, tuning};

const GWEI: u128 = 1_000_000_000;

/// Where mirror and service tables are.
pub fn database(url: Option<&str>, folder: &Path) -> anyhow::Result<Location> {
    let Some(url) = url else { return Ok(Location::File(data::database_file(folder))) };
    url.parse().context("--database-url is not understood")
}

/// A node must not read or write another chain than that of its communities.
pub(super) fn check_communities(communities: &[Community], chain_id: u64, rpc_url: Option<&str>) -> anyhow::Result<()> {
    if let Some(stranger) = communities.iter().find(|community| community.chain_id != chain_id) {
        bail!(
            "the community {} lives on chain {}, but this is chain {chain_id}. {}",
            stranger.slug,
            stranger.chain_id,
            rpc_url.map_or("Give its RPC with --rpc-url.", |_| "Give the right --rpc-url, or leave it out.")
        );
    }
    ensure!(
        !communities.is_empty(),
        "this data folder follows no community yet; found one on the embedded chain first (leave --rpc-url out)"
    );
    Ok(())
}

/// The time of the service. With an embedded chain it is that chain's, so that both agree where `--dev` moved it.
pub(super) fn clock(chain: Option<&DevChain>) -> Clock {
    let Some(chain) = chain.cloned() else { return Clock::system() };
    Clock::new(move || chain.now())
}

pub(super) async fn relay(
    common: &Common,
    provider: &DynProvider,
    chain_id: u64,
    store: &Store,
    keys: &Keys,
    clock: &Clock,
) -> anyhow::Result<Relay> {
    let max_fee_per_gas = u128::from(common.max_gas_price) * GWEI;
    let setup = RelaySetup {
        provider: provider.clone(),
        chain_id,
        pool: store.pool().clone(),
        key: keys.relay.clone(),
        founding_key: keys.founding.clone(),
        config: RelayConfig { max_fee_per_gas, ..RelayConfig::default() },
        clock: clock.clone(),
        entropy: Entropy::system(),
    };
    let relay = Relay::open(setup).await.context("the relay cannot be started")?;
    let passkeys = deploy::passkey_accounts_at(&keys.operator);
    if !provider.get_code_at(passkeys).await?.is_empty() {
        relay.serve_passkeys(passkeys);
    }
    Ok(relay)
}

pub(super) async fn sessions(
    provider: &DynProvider,
    chain_id: u64,
    store: &Store,
    clock: &Clock,
) -> anyhow::Result<Sessions> {
    let setup = SessionsSetup {
        provider: provider.clone(),
        chain_id,
        pool: store.pool().clone(),
        clock: clock.clone(),
        entropy: Entropy::system(),
    };
    Sessions::open(setup).await.context("the tables of sessions cannot be opened")
}

/// Who is told what happens.
pub(super) async fn webhooks(
    common: &Common,
    store: &Store,
    indexing: watch::Receiver<Status>,
    clock: &Clock,
) -> anyhow::Result<Webhooks> {
    let (clock, entropy, outbound) = (clock.clone(), Entropy::system(), tools::outbound(common)?);
    let setup = WebhooksSetup { store: store.clone(), indexing, clock, entropy, outbound };
    Webhooks::open(setup).await.context("the tables of webhooks cannot be opened")
}

/// What connected tools stand on.
pub(super) struct Ground<'a> {
    pub(super) store: &'a Store,
    pub(super) chain: &'a DynProvider,
    pub(super) relay: &'a Relay,
    pub(super) indexing: watch::Receiver<Status>,
    pub(super) clock: &'a Clock,
}

impl Ground<'_> {
    /// The connected tools. Mistakes in their settings end the start: a tool that is silently missing loses what is said.
    pub(super) async fn tooling(
        self,
        common: &Common,
        communities: &Arc<Vec<Community>>,
        public_url: &Arc<str>,
    ) -> anyhow::Result<Tooling> {
        let wishes = tools::settings(common)?;
        let setup = ToolingSetup {
            store: self.store.clone(),
            indexing: self.indexing,
            chain: self.chain.clone(),
            relay: self.relay.clone(),
            communities: Arc::clone(communities),
            public_url: Arc::clone(public_url),
            clock: self.clock.clone(),
            entropy: Entropy::system(),
            connected: tools::connect(common, &wishes, communities)?,
            care: wishes.care,
            reviewed: reviewed_by(&wishes.tools),
        };
        Tooling::open(setup).await.context("connected tools cannot be worked with")
    }
}

/// Limits of the API, with what the command line says about who stands before it and who may read it.
pub(super) fn limits(common: &Common) -> anyhow::Result<Limits> {
    let origin = |text: &String| text.parse().with_context(|| format!("--allow-origin {text} is no origin"));
    let allowed_origins = common.allow_origin.iter().map(origin).collect::<anyhow::Result<_>>()?;
    Ok(Limits { trusted_proxies: common.trusted_proxy.clone(), allowed_origins, ..Limits::default() })
}

/// The indexer at work.
pub(super) type Indexing = tokio::task::JoinHandle<anyhow::Result<()>>;

/// The indexer of the embedded chain, or of another chain behind all its endpoints.
pub(super) fn indexer(common: &Common, store: &Store, provider: &DynProvider) -> anyhow::Result<Indexer> {
    let first = common.rpc_url().map_or_else(|| "embedded".to_owned(), name);
    let config = choices(common)?;
    let others =
        common.rpc_urls.iter().skip(1).map(|url| Ok((name(url), endpoint::provider(url, config.answer_patience)?)));
    let others: Vec<_> = others.collect::<anyhow::Result<_>>()?;
    Ok(Indexer::over(store.clone(), (first, provider.clone()), others, config))
}

/// What was chosen about indexing.
pub(super) fn choices(common: &Common) -> anyhow::Result<IndexerConfig> {
    let config = config(common.rpc_urls.is_empty());
    common.indexer.iter().try_fold(config, |config, choice| tuning::choose(config, choice))
}

/// What of an endpoint's URL may be shown: the rest often holds a key.
fn name(url: &str) -> String {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default().to_owned()
}

pub(super) async fn index(
    indexer: Indexer,
    communities: &[Community],
    heads: Option<watch::Receiver<Head>>,
    stop: &watch::Receiver<bool>,
) -> anyhow::Result<Indexing> {
    for community in communities {
        follow(&indexer, community).await.with_context(|| format!("{} cannot be followed", community.slug))?;
    }
    if let Some(mut heads) = heads {
        // Pages are complete from the first click on; somebody else's chain may take long to read.
        let head = heads.borrow_and_update().number;
        indexer.catch_up_to(head).await.context("the mirror of the embedded chain cannot be brought up to date")?;
        // The embedded chain says when there is a block; asking it all the time would only cost.
        let indexer = indexer.clone();
        tokio::spawn(async move {
            while heads.changed().await.is_ok() {
                indexer.head_changed();
            }
        });
    }
    let stop = shutdown::asked(stop.clone());
    Ok(tokio::spawn(async move {
        let ended = indexer.run(stop).await;
        if let Err(error) = &ended {
            // The node goes on serving what is mirrored, and says in /readyz that it stands still.
            tracing::error!(%error, "the indexer stopped");
        }
        ended.context("the indexer stopped")
    }))
}

/// Follows a community. An endpoint that is busy or fails just now ends no start; a database that another process writes
/// does.
async fn follow(indexer: &Indexer, community: &Community) -> Result<(), IndexerError> {
    const PAUSE: Duration = Duration::from_millis(200);
    let until = Instant::now() + indexer.config().patience;
    loop {
        match indexer.follow(community.clone()).await {
            Ok(_) => return Ok(()),
            Err(error @ IndexerError::Store(StoreError::Leased { .. })) => return Err(error),
            Err(error) if error.may_pass() && Instant::now() < until => {
                tracing::warn!(%error, community = %community.slug, "trying again");
                tokio::time::sleep(PAUSE).await;
            }
            Err(error) => return Err(error),
        }
    }
}

/// Tells listeners what happens, until the node ends.
pub(super) fn tell(
    store: &Store,
    communities: &[Community],
    moved: watch::Receiver<Status>,
    stop: &watch::Receiver<bool>,
) -> Reads {
    let reads = Reads::default();
    tokio::spawn(reads.live.clone().run(store.clone(), communities.to_vec(), moved));
    let (live, stop) = (reads.live.clone(), shutdown::asked(stop.clone()));
    tokio::spawn(async move {
        stop.await;
        // Streams have no end of their own: the server would wait for them.
        live.close();
    });
    reads
}

/// An embedded chain says at once when its head moves, also backwards; somebody else's may lag.
pub(crate) fn config(embedded: bool) -> IndexerConfig {
    let defaults = IndexerConfig::default();
    // Whoever takes blocks back from the embedded chain knows why; its tags only imitate other chains.
    let finality = if embedded { FinalityRule::Depth(defaults.max_reorg) } else { FinalityRule::Tags };
    IndexerConfig { head_may_lag: !embedded, finality, ..defaults }
}
