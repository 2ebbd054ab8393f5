//! Opening, answering and closing polls.

use axum::{
    Json as Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{BallotBody, PollDetail, reads::OnePoll};
use crate::{
    error::ApiError,
    http::{
        extract::{Json, Path},
        relay::{PreparedAnswer, RelayFailures},
        scope::{InCommunity, Scope},
    },
    polls::{AnswerInput, AnswerSubmission, OpenPollSubmission, Polls, terms::PollForm},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(prepare_open))
        .routes(routes!(submit_open))
        .routes(routes!(prepare_answer))
        .routes(routes!(submit_answer))
        .routes(routes!(close))
}

/// A poll that was opened.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct OpenedPoll {
    /// Its number.
    pub number: u64,
    /// Its page.
    #[schema(example = "/c/demo/polls/1")]
    pub page: String,
}

/// Writes what the author of a poll signs.
#[utoipa::path(post, path = "/communities/{community}/polls/prepare", tag = "polls", operation_id = "prepare_poll", params(InCommunity),
    request_body = PollForm, responses(PreparedAnswer, RelayFailures))]
async fn prepare_open(
    State(state): State<AppState>,
    scope: Scope,
    Json(input): Json<PollForm>,
) -> Result<Response, ApiError> {
    Ok(Polls::of(&state).prepare_open(scope.community(), input).await?.into_response())
}

/// Takes the author's signature and opens the poll. The same signature again answers with the same poll.
#[utoipa::path(post, path = "/communities/{community}/polls/submit", tag = "polls", operation_id = "submit_poll", params(InCommunity),
    request_body = OpenPollSubmission,
    responses((status = 200, body = OpenedPoll), (status = 201, body = OpenedPoll), RelayFailures))]
async fn submit_open(
    State(state): State<AppState>,
    scope: Scope,
    Json(given): Json<OpenPollSubmission>,
) -> Result<Response, ApiError> {
    let (number, is_new) = Polls::of(&state).submit_open(scope.community(), given).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    let page = format!("/c/{}/polls/{number}", scope.slug());
    Ok((status, Body(OpenedPoll { number, page })).into_response())
}

/// Writes what somebody signs to answer a poll.
#[utoipa::path(post, path = "/communities/{community}/polls/{number}/answer/prepare", tag = "polls", operation_id = "prepare_poll_answer",
    params(InCommunity, OnePoll), request_body = AnswerInput, responses(PreparedAnswer, RelayFailures))]
async fn prepare_answer(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OnePoll>,
    Json(input): Json<AnswerInput>,
) -> Result<Response, ApiError> {
    Ok(Polls::of(&state).prepare_answer(scope.community(), one.number, input).await?.into_response())
}

/// Takes a signed answer, in the place of the member's answer before.
#[utoipa::path(post, path = "/communities/{community}/polls/{number}/answer/submit", tag = "polls", operation_id = "submit_poll_answer",
    params(InCommunity, OnePoll), request_body = AnswerSubmission,
    responses((status = 200, body = BallotBody), RelayFailures))]
async fn submit_answer(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OnePoll>,
    Json(given): Json<AnswerSubmission>,
) -> Result<Body<BallotBody>, ApiError> {
    Ok(Body(Polls::of(&state).submit_answer(scope.community(), one.number, given).await?.into()))
}

/// Counts a poll for the last time once its time is over, and publishes the root. The service does it by itself;
/// anybody may ask for it earlier. Asking again changes nothing.
#[utoipa::path(post, path = "/communities/{community}/polls/{number}/close", tag = "polls", operation_id = "close_poll",
    params(InCommunity, OnePoll), responses((status = 200, body = PollDetail), RelayFailures))]
async fn close(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OnePoll>,
) -> Result<Body<PollDetail>, ApiError> {
    Polls::of(&state).close(scope.community(), one.number).await?;
    Ok(Body(PollDetail::load(&state, &scope, one.number).await?))
}
