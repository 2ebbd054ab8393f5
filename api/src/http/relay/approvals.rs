//! Reviewers confirm contributions.

use axum::{
    Json as Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{IntentBody, PreparedAnswer, RelayFailures, note, relay_route};
use crate::{
    error::ApiError,
    http::{
        extract::{Json, Path},
        scope::{InCommunity, Scope},
        wire::hex,
    },
    relay::actions::{ApproveBatchInput, ApproveBatchSubmission},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(prepare_approve_batch)).routes(routes!(submit_approve_batch))
}

/// How far a batch is.
#[derive(Debug, Serialize, ToSchema)]
struct ApprovalBody {
    /// Names the batch: the next reviewer gives it to prepare.
    batch: String,
    /// Numbers of the members who confirmed it.
    approvers: Vec<u64>,
    /// What is missing; null once the batch is on its way to the chain.
    missing: Option<String>,
    /// Its way to the chain.
    intent: Option<IntentBody>,
}

relay_route! {
    /// Writes what a reviewer signs to confirm contributions: new ones, or those that another reviewer signed for.
    prepare_approve_batch, "/communities/{community}/relay/approve-batch/prepare", ApproveBatchInput,
    prepare_approve_batch, PreparedAnswer
}

/// Takes a reviewer's signature. The batch is recorded as soon as every contribution has its quorum.
#[utoipa::path(post, path = "/communities/{community}/relay/approve-batch/submit", tag = "relay",
    params(InCommunity), request_body = ApproveBatchSubmission,
    responses((status = 202, body = ApprovalBody), RelayFailures))]
async fn submit_approve_batch(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Json(given): Json<ApproveBatchSubmission>,
) -> Result<Response, ApiError> {
    let community = state.community(&slug)?;
    // A batch of the review that holds what was undone since is not signed by any way.
    let scope = Scope::of(&state, &slug).await?;
    state.review.check_current(&scope, state.relay.batch_digest(community, &given)).await?;
    let approved = state.relay.submit_approve_batch(community, given).await?;
    if let Some(submitted) = &approved.submitted {
        note(&state, community, submitted).await?;
    }
    let body = ApprovalBody {
        batch: hex(approved.batch),
        approvers: approved.approvers,
        missing: approved.missing,
        intent: approved.submitted.map(|submitted| submitted.intent.into()),
    };
    Ok((StatusCode::ACCEPTED, Body(body)).into_response())
}
