//! Polls, ballots, electorates and proofs.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{BallotBody, PollBody, PollDetail};
use crate::{
    error::{ApiError, Failures},
    http::{
        extract::{Path, Query},
        list::{Key, List},
        paging::{Page, PageQuery, Paging},
        scope::{InCommunity, Scope},
        wire::hex,
    },
    polls::{Poll, Polls},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(show))
        .routes(routes!(ballots))
        .routes(routes!(ballot))
        .routes(routes!(electors))
        .routes(routes!(proof))
}

/// Which polls to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only those that are `open` or `closed` now.
    #[param(pattern = "^(open|closed)$")]
    state: Option<String>,
}

/// Which poll.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct OnePoll {
    /// Number of the poll.
    #[param(example = 1, minimum = 1)]
    pub(super) number: u64,
}

/// Which answer.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OneBallot {
    /// Number of the poll.
    #[param(example = 1, minimum = 1)]
    number: u64,
    /// Number of the member; in proofs 0 stands for the result.
    #[param(example = 1)]
    member: u64,
}

/// A member of the electorate.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ElectorBody {
    /// Who.
    pub member: u64,
    /// Weight at the snapshot.
    pub weight: String,
}

/// That an answer, or the result, is under the anchored root.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ProofBody {
    /// The poll: first word of the leaf.
    pub poll: String,
    /// The member, 0 for the result: second word.
    pub member: u64,
    /// What was signed, or keccak-256 of `result_text`: third word.
    pub digest: String,
    /// Weight of the member, or of the electorate: fourth word.
    pub weight: String,
    /// keccak256(keccak256(abi.encode(poll, member, digest, weight))).
    pub leaf: String,
    /// Neighbours from the leaf to the root; pairs are hashed in ascending order.
    pub proof: Vec<String>,
    /// What the registry published under the kind keccak-256("poll").
    pub root: String,
    /// The result as the text that was hashed.
    pub result_text: String,
}

/// Polls, the newest first; open or closed ones when asked.
pub(crate) struct PollList {
    pub(crate) polls: Polls,
    pub(crate) open: Option<bool>,
}

/// All answers to a poll, by member.
struct BallotList(Polls, Poll);

/// The electorate of a poll, by member.
struct ElectorList(Polls, Poll);

impl List for PollList {
    const PARTS: usize = 1;
    type Item = PollBody;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, PollBody)>, ApiError> {
        let before = after.map(|[number, _]| number);
        let rows = self.polls.list(scope.slug(), self.open, before, limit).await?;
        Ok(rows.iter().map(|row| ([row.number, 0], PollBody::new(row, scope.now))).collect())
    }
}

impl List for BallotList {
    const PARTS: usize = 1;
    type Item = BallotBody;

    async fn chunk(&self, _: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, BallotBody)>, ApiError> {
        let rows = self.0.ballots(&self.1, after.map_or(0, |[member, _]| member), limit).await?;
        Ok(rows.into_iter().map(|row| ([row.member_id, 0], row.into())).collect())
    }
}

impl List for ElectorList {
    const PARTS: usize = 1;
    type Item = ElectorBody;

    async fn chunk(&self, _: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, ElectorBody)>, ApiError> {
        let rows = self.0.electors(&self.1, after.map_or(0, |[member, _]| member), limit).await?;
        let body = |(member, weight): (u64, alloy::primitives::U256)| {
            ([member, 0], ElectorBody { member, weight: weight.to_string() })
        };
        Ok(rows.into_iter().map(body).collect())
    }
}

/// Polls, the newest first.
#[utoipa::path(get, path = "/communities/{community}/polls", tag = "polls", operation_id = "list_polls",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<PollBody>), Failures))]
async fn list(
    State(state): State<AppState>,
    scope: Scope,
    paging: Paging,
    Query(filter): Query<Filter>,
) -> Result<Response, ApiError> {
    let open = match filter.state.as_deref() {
        None => None,
        Some("open") => Some(true),
        Some("closed") => Some(false),
        Some(other) => {
            return Err(ApiError::invalid(format!("{other:?} is no state of polls"), "Choose `open` or `closed`."));
        }
    };
    paging.answer(scope, PollList { polls: Polls::of(&state), open }).await
}

/// One poll with its count: as of now while it is open, the last one when it is closed.
#[utoipa::path(get, path = "/communities/{community}/polls/{number}", tag = "polls", operation_id = "show_poll",
    params(InCommunity, OnePoll), responses((status = 200, body = PollDetail), Failures))]
async fn show(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OnePoll>,
) -> Result<Json<PollDetail>, ApiError> {
    Ok(Json(PollDetail::load(&state, &scope, one.number).await?))
}

/// All answers to a poll, by member.
#[utoipa::path(get, path = "/communities/{community}/polls/{number}/ballots", tag = "polls", operation_id = "list_ballots",
    params(InCommunity, OnePoll, PageQuery), responses((status = 200, body = Page<BallotBody>), Failures))]
async fn ballots(
    State(state): State<AppState>,
    scope: Scope,
    paging: Paging,
    Path(one): Path<OnePoll>,
) -> Result<Response, ApiError> {
    let polls = Polls::of(&state);
    let poll = polls.poll(scope.slug(), one.number).await?;
    paging.answer(scope, BallotList(polls, poll)).await
}

/// The answer of one member.
#[utoipa::path(get, path = "/communities/{community}/polls/{number}/ballots/{member}", tag = "polls", operation_id = "show_ballot",
    params(InCommunity, OneBallot), responses((status = 200, body = BallotBody), Failures))]
async fn ballot(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OneBallot>,
) -> Result<Json<BallotBody>, ApiError> {
    let polls = Polls::of(&state);
    let poll = polls.poll(scope.slug(), one.number).await?;
    let ballot = polls.ballot(&poll, one.member).await?.ok_or_else(|| {
        ApiError::not_found(
            format!("member {} did not answer poll {}", one.member, one.number),
            "GET .../ballots lists all answers.",
        )
    })?;
    Ok(Json(ballot.into()))
}

/// Who may answer a poll, and with what weight.
#[utoipa::path(get, path = "/communities/{community}/polls/{number}/electors", tag = "polls", operation_id = "list_electors",
    params(InCommunity, OnePoll, PageQuery), responses((status = 200, body = Page<ElectorBody>), Failures))]
async fn electors(
    State(state): State<AppState>,
    scope: Scope,
    paging: Paging,
    Path(one): Path<OnePoll>,
) -> Result<Response, ApiError> {
    let polls = Polls::of(&state);
    let poll = polls.poll(scope.slug(), one.number).await?;
    paging.answer(scope, ElectorList(polls, poll)).await
}

/// Proves that an answer is in the anchored result; member 0 proves the result itself.
#[utoipa::path(get, path = "/communities/{community}/polls/{number}/proofs/{member}", tag = "polls", operation_id = "prove_ballot",
    params(InCommunity, OneBallot), responses((status = 200, body = ProofBody), Failures))]
async fn proof(State(state): State<AppState>, scope: Scope, Path(one): Path<OneBallot>) -> Result<Response, ApiError> {
    let proven = Polls::of(&state).proof(scope.slug(), one.number, one.member).await?;
    let body = ProofBody {
        poll: hex(proven.leaf.poll),
        member: proven.leaf.member,
        digest: hex(proven.leaf.digest),
        weight: proven.leaf.weight.to_string(),
        leaf: hex(proven.leaf.hash()),
        proof: proven.proof.into_iter().map(hex).collect(),
        root: hex(proven.closed.root),
        result_text: proven.closed.result,
    };
    Ok(Json(body).into_response())
}
