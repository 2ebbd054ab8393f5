//! `palabre up` and `palabre demo`: chain, indexer, relay, API and pages in one process. `palabre reindex` uses the same
//! parts to rebuild the mirror.

mod announce;
mod embedded;
pub(crate) mod parts;
mod progress;

use std::{net::SocketAddr, sync::Arc};

use alloy::{
    providers::{DynProvider, Provider},
    signers::local::PrivateKeySigner,
};
use anyhow::Context;
use palabre_api::{AppState, Clock, ConnectionLimits, TokenBook, polls::Polls};
use palabre_contracts::Community;
use palabre_devchain::{DevChain, SystemClock, rpc::RpcServerConfig};
use palabre_indexer::{Indexer, Store};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

use self::announce::Places;
pub use self::parts::database;
use crate::{
    chain::{self, Embedding},
    cli::{Common, Up},
    data::DataFolder,
    keys::{self, Purpose},
    shutdown,
};

/// Keys of a node.
struct Keys {
    operator: PrivateKeySigner,
    relay: PrivateKeySigner,
    founding: PrivateKeySigner,
}

impl Keys {
    fn load(data: &DataFolder) -> anyhow::Result<Self> {
        Ok(Self {
            operator: keys::load_or_create(&data.keys(), Purpose::Operator)?,
            relay: keys::load_or_create(&data.keys(), Purpose::Relay)?,
            founding: keys::load_or_create(&data.keys(), Purpose::Founding)?,
        })
    }
}

/// Starts everything and runs until it is asked to stop.
pub async fn up(common: &Common, flags: &Up, demonstration: bool) -> anyhow::Result<()> {
    // Ports first: nothing is founded by a node that cannot serve.
    let pages = bind(common.listen, "--listen").await?;
    let data = DataFolder::open(&common.data)?;
    let keys = Keys::load(&data)?;
    let (stop, pages_at) = (shutdown::signal(), pages.local_addr()?);
    let (provider, embedded) = match common.rpc_url() {
        Some(url) => (parts::external(url).await?, None),
        None => {
            let rpc = bind(common.rpc_listen, "--rpc-listen").await?;
            let chain = embedded::open(&data, &keys, flags, demonstration, !common.json).await?;
            (chain.provider().erased(), Some((chain, rpc)))
        }
    };
    let chain_id = provider.get_chain_id().await.context("the chain does not answer")?;
    let communities = data.communities()?;
    parts::check_communities(&communities, chain_id, common.rpc_url())?;

    let store = Store::connect(&parts::database(common.database_url.as_deref(), data.path())?).await?;
    let relay = parts::relay(common, &provider, chain_id, &store, &keys).await?;
    let heads = embedded.as_ref().map(|(chain, _)| chain.subscribe());
    let indexer = parts::indexer(common, &store, &provider)?;
    let status = progress::begin(&indexer, common);
    let indexing = parts::index(indexer, &communities, heads, &stop).await?;
    let reads = parts::tell(&store, &communities, status.clone(), &stop);
    let relaying = tokio::spawn(relay.clone().run());
    let rpc_at = embedded.as_ref().map(|(_, listener)| listener.local_addr()).transpose()?;
    let pages_url = common.public_url.clone().unwrap_or_else(|| format!("http://{pages_at}"));
    let places = Places { pages: pages_url, rpc: rpc_at.map(|address| format!("http://{address}")) };
    let seed = demonstration.then(|| keys.operator.to_bytes());
    let links = announce::links(&places, &communities, &provider, &relay, seed).await?;
    announce::announce(common.json, &places, &links)?;
    let state = AppState {
        sessions: parts::sessions(&provider, chain_id, &store).await?,
        webhooks: parts::webhooks(common, &store, status.clone()).await?,
        review: parts::review(common, &provider, &store).await?,
        store: store.clone(),
        reads,
        indexing: status,
        chain: provider,
        relay,
        communities: Arc::new(communities),
        public_url: places.pages.into(),
        limits: parts::limits(common)?,
        wallet_rpc_url: places.rpc.map(Into::into),
        single_operator: embedded.is_some(),
        tokens: TokenBook::default(),
        clock: Clock::system(),
    };
    let others = by_itself(&state);
    let rpc = embedded.map(|(chain, listener)| tokio::spawn(serve_rpc(chain, listener, stop.clone())));
    let served = serve_pages(pages, state, stop).await;
    others.into_iter().chain([relaying]).for_each(|task| task.abort());
    indexing.await.context("the indexer ended badly")??;
    if let Some(rpc) = rpc {
        rpc.await.context("the RPC server ended badly")??;
    }
    store.close().await;
    served.context("the HTTP server ended badly")
}

/// What the service does without being asked: polls that end are closed, other services are told what happens.
fn by_itself(state: &AppState) -> [JoinHandle<()>; 2] {
    let closing = Polls::of(state).run(Arc::clone(&state.communities));
    [tokio::spawn(closing), tokio::spawn(state.webhooks.clone().run())]
}

async fn serve_pages(listener: TcpListener, state: AppState, stop: watch::Receiver<bool>) -> std::io::Result<()> {
    let (app, connections) = (palabre_api::router(state), ConnectionLimits::default());
    palabre_api::serve(listener, app, connections, shutdown::asked(stop)).await
}

/// Rebuilds the mirror of every community, from block `from` on if it is given, and answers the block that it reflects.
pub async fn reindex(common: &Common, from: Option<u64>) -> anyhow::Result<u64> {
    let mending = Mending::begin(common).await?;
    for community in &mending.communities {
        mending.indexer.follow(community.clone()).await?;
    }
    match from {
        Some(from) => drop(mending.indexer.rewind_to(from.saturating_sub(1)).await?),
        None => {
            for community in &mending.communities {
                let reset = mending.indexer.reindex(&community.slug).await;
                reset.with_context(|| format!("{} cannot be rebuilt", community.slug))?;
            }
        }
    }
    let head = mending.provider.get_block_number().await?;
    let _ = progress::begin(&mending.indexer, common);
    mending.indexer.catch_up_to(head).await?;
    mending.store.close().await;
    Ok(head)
}

/// Takes the mirror back to block `to`.
pub async fn rewind(common: &Common, to: u64) -> anyhow::Result<u64> {
    let mending = Mending::begin(common).await?;
    let block = mending.indexer.rewind_to(to).await?;
    mending.store.close().await;
    Ok(block.block_number)
}

/// What commands need that mend the mirror while no node runs.
struct Mending {
    communities: Vec<Community>,
    provider: DynProvider,
    store: Store,
    indexer: Indexer,
    _chain: Option<DevChain>,
    _data: DataFolder,
}

impl Mending {
    async fn begin(common: &Common) -> anyhow::Result<Self> {
        let data = DataFolder::open(&common.data)?;
        let communities = data.communities()?;
        let (provider, chain) = reading(common, &data).await?;
        let chain_id = provider.get_chain_id().await.context("the chain does not answer")?;
        parts::check_communities(&communities, chain_id, common.rpc_url())?;
        let store = Store::connect(&parts::database(common.database_url.as_deref(), data.path())?).await?;
        let indexer = parts::indexer(common, &store, &provider)?;
        Ok(Self { communities, provider, store, indexer, _chain: chain, _data: data })
    }
}

/// The chain of a data folder, only to be read.
pub(crate) async fn reading(common: &Common, data: &DataFolder) -> anyhow::Result<(DynProvider, Option<DevChain>)> {
    if let Some(url) = common.rpc_url() {
        return Ok((parts::external(url).await?, None));
    }
    let embedding = Embedding::still(data, Keys::load(data)?.operator.address());
    let chain = chain::open(embedding, Arc::new(SystemClock))?;
    Ok((chain.provider().erased(), Some(chain)))
}

async fn bind(address: SocketAddr, flag: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!("{address} cannot be used: another program may listen there. Choose another with {flag} ADDR.")
    })
}

async fn serve_rpc(chain: DevChain, listener: TcpListener, stop: watch::Receiver<bool>) -> anyhow::Result<()> {
    Ok(palabre_devchain::rpc::serve(listener, chain, RpcServerConfig::default(), shutdown::asked(stop)).await?)
}
