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
use palabre_api::{AppState, ConnectionLimits, Shared, TokenBook, polls::Polls, review, tooling::Tooling};
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
    endpoint,
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
    let (provider, embedded) = chain_of(common, flags, &data, &keys, demonstration).await?;
    let chain_id = provider.get_chain_id().await.context("the chain does not answer")?;
    let communities = data.communities()?;
    parts::check_communities(&communities, chain_id, common.rpc_url())?;

    let store = Store::connect(&parts::database(common.database_url.as_deref(), data.path())?).await?;
    let clock = parts::clock(embedded.as_ref().map(|(chain, _)| chain));
    let relay = parts::relay(common, &provider, chain_id, &store, &keys, &clock).await?;
    let heads = embedded.as_ref().map(|(chain, _)| chain.subscribe());
    let indexer = parts::indexer(common, &store, &provider)?;
    let status = progress::begin(&indexer, common);
    let indexing = parts::index(indexer, &communities, heads, &stop).await?;
    let reads = parts::tell(&store, &communities, status.clone(), &stop);
    let relaying = tokio::spawn(relay.clone().run());
    let rpc_at = embedded.as_ref().map(|(_, listener)| listener.local_addr()).transpose()?;
    let places = places(common, pages_at, rpc_at);
    let seed = demonstration.then(|| keys.operator.to_bytes());
    let links = announce::links(&places, &communities, &provider, &relay, seed.map(|seed| (seed, clock.now()))).await?;
    let (communities, public_url) = (Arc::new(communities), places.pages.as_str().into());
    let ground =
        parts::Ground { store: &store, chain: &provider, relay: &relay, indexing: status.clone(), clock: &clock };
    let Tooling { tools, care, review } = ground.tooling(common, &communities, &public_url).await?;
    let state = AppState::from(Shared {
        tools,
        care,
        review,
        sessions: parts::sessions(&provider, chain_id, &store, &clock).await?,
        webhooks: parts::webhooks(common, &store, status.clone(), &clock).await?,
        store: store.clone(),
        reads,
        indexing: status,
        chain: provider,
        relay,
        communities,
        public_url,
        limits: parts::limits(common)?,
        wallet_rpc_url: places.rpc.as_deref().map(Into::into),
        single_operator: embedded.is_some(),
        tokens: TokenBook::default(),
        clock,
    });
    let others = by_itself(&state);
    let rpc = embedded.map(|(chain, listener)| tokio::spawn(serve_rpc(chain, listener, stop.clone())));
    announce::announce(common.json, &places, &links)?;
    let served = serve_pages(pages, state, stop).await;
    relaying.abort();
    others.into_iter().for_each(|task| task.abort());
    ended(indexing, rpc).await?;
    store.close().await;
    served.context("the HTTP server ended badly")
}

/// The chain that the command line names, or the embedded one with the listener of its RPC.
async fn chain_of(
    common: &Common,
    flags: &Up,
    data: &DataFolder,
    keys: &Keys,
    demonstration: bool,
) -> anyhow::Result<(DynProvider, Option<(DevChain, TcpListener)>)> {
    if let Some(url) = common.rpc_url() {
        return Ok((endpoint::external(url, parts::choices(common)?.answer_patience).await?, None));
    }
    let rpc = bind(common.rpc_listen, "--rpc-listen").await?;
    let chain = embedded::open(data, keys, flags, demonstration, !common.json).await?;
    Ok((chain.provider().erased(), Some((chain, rpc))))
}

/// Waits for the parts that end by themselves when the node is asked to stop.
async fn ended(indexing: parts::Indexing, rpc: Option<JoinHandle<anyhow::Result<()>>>) -> anyhow::Result<()> {
    indexing.await.context("the indexer ended badly")??;
    if let Some(rpc) = rpc {
        rpc.await.context("the RPC server ended badly")??;
    }
    Ok(())
}

/// Where people and wallets reach the node.
fn places(common: &Common, pages: SocketAddr, rpc: Option<SocketAddr>) -> Places {
    let pages = common.public_url.clone().unwrap_or_else(|| format!("http://{pages}"));
    Places { pages, rpc: rpc.map(|address| format!("http://{address}")) }
}

/// What the service does without being asked: polls that end are closed, other services are told what happens,
/// connected tools are listened to and given back to, and what is about to count is looked at again.
fn by_itself(state: &AppState) -> [JoinHandle<()>; 5] {
    let closing = Polls::of(state).run(Arc::clone(&state.communities));
    [
        tokio::spawn(closing),
        tokio::spawn(state.webhooks.clone().run()),
        tokio::spawn(state.tools.clone().run()),
        tokio::spawn(state.care.clone().run()),
        tokio::spawn(review::look_again(state.clone())),
    ]
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
        return Ok((endpoint::external(url, parts::choices(common)?.answer_patience).await?, None));
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
