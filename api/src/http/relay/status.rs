//! What became of an intent, and what the relay can still pay for.

use std::time::Duration;

use alloy::primitives::{Address, B256};
use axum::{
    Json,
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use futures::{Stream, StreamExt};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::RelayFailures;
use crate::{
    error::ApiError,
    http::{
        extract::{Path, Query},
        stream::StreamMessage,
        wire::{Time, hex},
    },
    relay::{Action, Intent, Reason, State as IntentState},
    state::AppState,
};

/// Longest wait of one request, in seconds.
const MAX_WAIT: u64 = 25;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_relay)).routes(routes!(show_intent)).routes(routes!(follow_intent))
}

/// What the relay can still pay for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RelayBody {
    /// Address that pays the gas.
    pub address: String,
    /// Its chain.
    pub chain_id: u64,
    /// Its balance in wei.
    pub balance: String,
    /// Wei per gas now.
    pub gas_price: String,
    /// Typical actions that the balance pays for; null where gas is free.
    pub actions_left: Option<u64>,
}

/// Something that somebody asked the relay to send.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IntentBody {
    /// Its id: ask for it under `/api/v1/relay/{intent_id}`.
    pub intent_id: String,
    /// Short name of the community.
    pub community: String,
    /// What it does.
    pub action: Action,
    /// Who signed; null for upkeep.
    pub signer: Option<String>,
    /// Where it stands.
    pub state: IntentState,
    /// Whether nothing more will happen to it.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// Its transaction.
    pub tx_hash: Option<String>,
    /// Number of the transaction among those of the relay.
    pub nonce: Option<u64>,
    /// The block that holds it.
    pub block: Option<BlockBody>,
    /// What it brought about: `member_id`, `proposal_id`, or `amount` and `payee`.
    #[schema(value_type = Option<Object>)]
    pub outcome: Option<Value>,
    /// Why it failed.
    pub reason: Option<Reason>,
    /// When it came.
    pub received_at: Time,
    /// When something last happened to it.
    pub updated_at: Time,
}

/// A block.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BlockBody {
    /// Its number.
    pub number: u64,
    /// Its hash.
    pub hash: String,
}

impl From<Intent> for IntentBody {
    fn from(intent: Intent) -> Self {
        Self {
            intent_id: hex(intent.id),
            community: intent.community,
            action: intent.action,
            signer: (intent.signer != Address::ZERO).then(|| hex(intent.signer)),
            state: intent.state,
            is_final: intent.state.is_final(),
            tx_hash: intent.tx_hash.map(hex),
            nonce: intent.nonce,
            block: intent.block.map(|block| BlockBody { number: block.number, hash: hex(block.hash) }),
            outcome: intent.outcome,
            reason: intent.reason,
            received_at: intent.received_at.into(),
            updated_at: intent.updated_at.into(),
        }
    }
}

/// How long to wait.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wait {
    /// Answer only when nothing more will happen, or after this many seconds; more than 25 are taken for 25.
    wait: Option<u32>,
}

/// Tells what the relay can still pay for.
#[utoipa::path(get, path = "/relay", tag = "relay", responses((status = 200, body = RelayBody), RelayFailures))]
async fn show_relay(State(state): State<AppState>) -> Result<Json<RelayBody>, ApiError> {
    let purse = state.relay.purse().await?;
    Ok(Json(RelayBody {
        address: hex(purse.address),
        chain_id: purse.chain_id,
        balance: purse.balance.to_string(),
        gas_price: purse.gas_price.to_string(),
        actions_left: purse.actions_left,
    }))
}

/// Tells each change of an intent as it happens (server-sent events named `intent`), until nothing more will happen.
#[utoipa::path(
    get,
    path = "/relay/{intent_id}/events",
    tag = "relay",
    params(("intent_id" = String, Path, description = "Id that submit answered")),
    responses((status = 200, body = StreamMessage, content_type = "text/event-stream"), RelayFailures)
)]
async fn follow_intent(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, ApiError>>>, ApiError> {
    let number = known(&state, &id).await?;
    let events = state.relay.follow_intent(number).map(|intent| {
        let body = IntentBody::from(intent?);
        Event::default()
            .event("intent")
            .id(body.updated_at.unix.to_string())
            .json_data(body)
            .map_err(ApiError::internal)
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::default()))
}

async fn known(state: &AppState, id: &str) -> Result<B256, ApiError> {
    let unknown = || ApiError::not_found(format!("there is no intent {id}"), "Use the intent_id that submit answered.");
    let number: B256 = id.parse().map_err(|_| unknown())?;
    state.relay.intent(number).await?.map(|_| number).ok_or_else(unknown)
}

/// Tells what became of an intent.
#[utoipa::path(
    get,
    path = "/relay/{intent_id}",
    tag = "relay",
    params(("intent_id" = String, Path, description = "Id that submit answered"), Wait),
    responses((status = 200, body = IntentBody), RelayFailures)
)]
async fn show_intent(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(Wait { wait }): Query<Wait>,
) -> Result<Json<IntentBody>, ApiError> {
    let number = known(&state, &id).await?;
    let wait = Duration::from_secs(u64::from(wait.unwrap_or_default()).min(MAX_WAIT));
    match state.relay.wait(number, wait).await? {
        Some(intent) => Ok(Json(intent.into())),
        None => {
            Err(ApiError::not_found(format!("intent {id} vanished"), "Tell the operator: the data folder changed."))
        }
    }
}
