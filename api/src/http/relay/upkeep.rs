//! What anybody may ask for: the contracts' own rules are the limit.

use axum::{extract::State, response::IntoResponse};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Accepted, RelayFailures, relay_route};
use crate::{
    error::ApiError,
    http::extract::Path,
    relay::actions::{
        ActivateRequest, ChallengeRequest, DelegateRequest, MemberRequest, ProposalRequest, SettleRequest,
    },
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .routes(routes!(queue_proposal))
        .routes(routes!(execute_proposal))
        .routes(routes!(activate_unit))
        .routes(routes!(mint_reputation))
        .routes(routes!(settle_reputation))
        .routes(routes!(follow_delegate))
        .routes(routes!(bind_charter))
        .routes(routes!(execute_recovery))
        .routes(routes!(close_challenge))
}

/// Ends the founding, once enough members hold a voting unit.
#[utoipa::path(
    post,
    path = "/communities/{community}/relay/open",
    tag = "relay", operation_id = "open_community",
    params(("community" = String, Path, description = "Short name of the community")),
    responses(Accepted, RelayFailures)
)]
async fn open(State(state): State<AppState>, Path(slug): Path<String>) -> Result<impl IntoResponse, ApiError> {
    Ok(state.relay.open_community(state.community(&slug)?).await?)
}

/// Mints the reputation of the next final epoch.
#[utoipa::path(
    post,
    path = "/communities/{community}/relay/mint-reputation",
    tag = "relay",
    params(("community" = String, Path, description = "Short name of the community")),
    responses(Accepted, RelayFailures)
)]
async fn mint_reputation(
    State(state): State<AppState>,
    Path(slug): Path<String>,
) -> Result<impl IntoResponse, ApiError> {
    Ok(state.relay.mint_reputation(state.community(&slug)?).await?)
}

relay_route! {
    /// Puts a proposal that passed into its timelock.
    queue_proposal, "/communities/{community}/relay/queue", ProposalRequest, queue_proposal, Accepted
}

relay_route! {
    /// Executes a proposal whose waiting time is over.
    execute_proposal, "/communities/{community}/relay/execute", ProposalRequest, execute_proposal, Accepted
}

relay_route! {
    /// Gives a member the voting unit that the rules permit.
    activate_unit, "/communities/{community}/relay/activate", ActivateRequest, activate, Accepted
}

/// Puts the newest charter in force, once enough members accepted it.
#[utoipa::path(
    post,
    path = "/communities/{community}/relay/bind-charter",
    tag = "relay",
    params(("community" = String, Path, description = "Short name of the community")),
    responses(Accepted, RelayFailures)
)]
async fn bind_charter(State(state): State<AppState>, Path(slug): Path<String>) -> Result<impl IntoResponse, ApiError> {
    Ok(state.relay.bind_charter(state.community(&slug)?).await?)
}

relay_route! {
    /// Returns votes to their owner when their delegate is none any more.
    follow_delegate, "/communities/{community}/relay/follow-delegate", DelegateRequest, follow_delegate, Accepted
}

relay_route! {
    /// Moves a membership to its new wallet, once the wait is over.
    execute_recovery, "/communities/{community}/relay/execute-recovery", MemberRequest, execute_recovery, Accepted
}

relay_route! {
    /// Closes a challenge that nobody decided in time.
    close_challenge, "/communities/{community}/relay/close-challenge", ChallengeRequest, close_challenge, Accepted
}

relay_route! {
    /// Moves minted reputation to members.
    settle_reputation, "/communities/{community}/relay/settle", SettleRequest, settle, Accepted
}
