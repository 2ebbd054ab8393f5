//! Is the process alive, and may traffic come: for orchestrators and operators.

use std::time::Duration;

use alloy::providers::Provider;
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use palabre_contracts::Community;
use palabre_indexer::Status;
use serde::Serialize;
use tokio::time::Instant;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    scope::AsOf,
    wire::{Time, hex},
};
use crate::{error::ApiError, state::AppState};

/// How far behind the chain the mirror may be.
const BLOCKS_BEHIND: u64 = 20;
/// The embedded chain makes a block a minute at least; a head that does not move for longer than this is stuck.
const HEAD_AGE: u64 = 300;
/// How long the chain may take to tell its head.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(alive)).routes(routes!(ready))
}

/// The process runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alive {
    /// Always `ok`.
    #[schema(example = "ok")]
    pub status: &'static str,
    /// Version of the program.
    pub version: &'static str,
}

/// Whether answers are fresh.
#[derive(Debug, Serialize, ToSchema)]
pub struct Readiness {
    /// Whether traffic may come.
    pub ready: bool,
    /// Head of the chain; none when it does not answer.
    pub head: Option<u64>,
    /// How indexing goes.
    pub indexing: Indexing,
    /// The mirror of each community.
    pub communities: Vec<Mirror>,
    /// What the relay can still pay for; null when the chain does not answer.
    pub relay: Option<Purse>,
}

/// How indexing goes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Indexing {
    /// Whether it ended until an operator acts; what is mirrored is served on.
    pub stopped: bool,
    /// Why answers may be old, as far as indexing knows: it stopped, stands still, or catches up.
    pub not_ready: Option<String>,
    /// Newest block of the chain that was seen.
    pub head: Option<u64>,
    /// The error of the last attempt, if it failed.
    pub last_error: Option<String>,
    /// Newest block that the chain is unlikely to take back, if it tells.
    pub safe: Option<u64>,
    /// Newest block that the chain never takes back, if it tells.
    pub finalized: Option<u64>,
    /// RPC endpoints that are asked now.
    pub endpoints_trusted: u64,
    /// RPC endpoints in all.
    pub endpoints: u64,
}

impl From<&Status> for Indexing {
    fn from(status: &Status) -> Self {
        Self {
            stopped: status.stopped,
            not_ready: status.ready(Instant::now(), &status.config).err().map(|reason| reason.to_string()),
            head: status.head,
            last_error: status.last_error.clone(),
            safe: status.finality.safe,
            finalized: status.finality.finalized,
            endpoints_trusted: status.endpoints.iter().filter(|endpoint| endpoint.trusted).count() as u64,
            endpoints: status.endpoints.len() as u64,
        }
    }
}

/// What the relay can still pay for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Purse {
    /// Address that pays the gas.
    pub address: String,
    /// Votes that its balance pays for at the present price; null where gas is free.
    pub votes_left: Option<u64>,
    /// Whether it is time to send it some: fewer than 200 are left. Reading goes on without it.
    pub low: bool,
}

/// Votes below which somebody should look.
const LOW: u64 = 200;

/// How far the mirror of a community is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Mirror {
    /// Short name of the community.
    pub community: String,
    /// Whether the mirror is close to the head and the head moves.
    pub fresh: bool,
    /// The block that answers reflect; none before the first one.
    pub as_of: Option<AsOf>,
    /// The block up to which the mirror was compared with receipts and bloom filters.
    pub verified: Option<u64>,
    /// Blocks between the mirror and the head.
    pub blocks_behind: Option<u64>,
    /// Seconds since the mirror's block.
    pub age_seconds: Option<u64>,
    /// The time that ages are measured by.
    pub now: Time,
}

/// The process runs.
#[utoipa::path(get, path = "/healthz", tag = "operations", operation_id = "check_alive", responses((status = 200, body = Alive)))]
async fn alive() -> Json<Alive> {
    Json(Alive { status: "ok", version: env!("CARGO_PKG_VERSION") })
}

/// Answers are fresh.
#[utoipa::path(get, path = "/readyz", tag = "operations", operation_id = "check_ready",
    responses((status = 200, body = Readiness), (status = 503, body = Readiness, description = "Not fresh")))]
async fn ready(State(state): State<AppState>) -> Result<Response, ApiError> {
    let head = tokio::time::timeout(PATIENCE, state.chain.get_block_number()).await;
    let head = head.ok().and_then(Result::ok);
    let indexing = Indexing::from(&*state.indexing.borrow());
    // The endpoint that is asked here may be behind the one that the indexer asks.
    let newest = head.max(indexing.head);
    let mut communities = Vec::new();
    for community in state.communities.iter() {
        communities.push(mirror(&state, community, newest).await?);
    }
    let ready = head.is_some() && indexing.not_ready.is_none() && communities.iter().all(|mirror| mirror.fresh);
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let relay = purse(&state).await;
    Ok((status, Json(Readiness { ready, head, indexing, communities, relay })).into_response())
}

async fn purse(state: &AppState) -> Option<Purse> {
    let purse = tokio::time::timeout(PATIENCE, state.relay.purse()).await.ok()?.ok()?;
    let votes_left = purse.actions_left;
    Some(Purse { address: hex(purse.address), votes_left, low: votes_left.is_some_and(|left| left < LOW) })
}

async fn mirror(state: &AppState, community: &Community, head: Option<u64>) -> Result<Mirror, ApiError> {
    let block = state.store.cursor(&community.slug).await?;
    let now = state.clock.now();
    let age = block.as_ref().map(|block| now.saturating_sub(block.block_time));
    let behind = head.zip(block.as_ref()).map(|(head, block)| head.saturating_sub(block.block_number));
    Ok(Mirror {
        community: community.slug.to_string(),
        fresh: behind.is_some_and(|blocks| blocks <= BLOCKS_BEHIND) && age.is_some_and(|age| age <= HEAD_AGE),
        as_of: block.map(AsOf::from),
        verified: state.store.verified(&community.slug).await?,
        blocks_behind: behind,
        age_seconds: age,
        now: now.into(),
    })
}
