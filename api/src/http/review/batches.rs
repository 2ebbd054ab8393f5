//! Batches: what can be signed, what waits for signatures, what became of it.

use alloy::primitives::{Address, B256};
use axum::{
    Json as Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use palabre_contracts::MemberId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Insider;
use crate::{
    error::{ApiError, Refusals},
    http::{
        extract::Json,
        relay::{IntentBody, PreparedAnswer, RelayFailures, note},
        scope::{AsOf, InCommunity},
        wire::{Time, hex},
    },
    relay::actions::ApproveBatchSubmission,
    review::{
        View,
        batch::{BatchStep, ShownBatch, Wanted, plans, rules_of},
    },
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(prepare)).routes(routes!(submit))
}

/// Batches of the review.
#[derive(Debug, Serialize, ToSchema)]
struct BatchList {
    /// The block that the answer reflects.
    as_of: AsOf,
    /// What I can put together and sign now, most first.
    plans: Vec<PlanBody>,
    /// What somebody signed, latest first.
    items: Vec<BatchBody>,
}

/// Contributions that I can sign together.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct PlanBody {
    /// The epoch that they are recorded in.
    pub(crate) epoch: u32,
    /// Their tool.
    pub(crate) source: String,
    /// How many.
    pub(crate) items: u64,
    /// Their points.
    pub(crate) points: u64,
    /// How many reviewers have to sign.
    pub(crate) quorum: u8,
}

/// A batch that somebody signed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct BatchBody {
    /// Names it: what reviewers sign.
    pub(crate) digest: String,
    /// Its epoch.
    pub(crate) epoch: u32,
    /// Its tool.
    pub(crate) source: String,
    /// How far it is.
    pub(crate) step: BatchStep,
    /// Why it is outdated.
    pub(crate) why: Option<String>,
    /// Number of the member who put it together.
    pub(crate) drafted_by: u64,
    /// The first signature.
    pub(crate) signed_at: Time,
    /// When the signatures become void.
    pub(crate) deadline: Time,
    /// Numbers of the members who signed.
    pub(crate) approvers: Vec<u64>,
    /// How many have to.
    pub(crate) quorum: u8,
    /// Whether I can sign it now.
    pub(crate) signable: bool,
    /// Its way to the chain.
    pub(crate) intent_id: Option<String>,
    /// Its number on chain.
    pub(crate) batch_id: Option<u64>,
    /// The transaction.
    pub(crate) tx_hash: Option<String>,
    /// What it holds.
    pub(crate) items: Vec<BatchItemBody>,
}

/// An item of a batch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct BatchItemBody {
    /// Names the part of the contribution.
    pub(crate) candidate: String,
    /// Its kind; null where it was forgotten.
    pub(crate) kind: Option<&'static str>,
    /// The lane.
    pub(crate) lane: u8,
    /// Number of the beneficiary.
    pub(crate) member_id: u64,
    /// Points.
    pub(crate) points: u32,
}

impl BatchItemBody {
    /// The kind in words.
    pub(crate) fn told(&self) -> Option<super::inbox::Told> {
        self.kind.and_then(|kind| kind.parse::<crate::policy::Kind>().ok()).map(Into::into)
    }
}

impl BatchBody {
    /// How many contributions it holds.
    pub(crate) fn count(&self) -> u64 {
        self.items.len() as u64
    }

    /// Points in all.
    pub(crate) fn points(&self) -> u64 {
        self.items.iter().map(|item| u64::from(item.points)).sum()
    }
}

impl From<ShownBatch> for BatchBody {
    fn from(batch: ShownBatch) -> Self {
        let items = batch.items.iter().map(|item| BatchItemBody {
            candidate: hex(item.candidate.0),
            kind: item.kind.map(crate::policy::Kind::name),
            lane: item.lane,
            member_id: item.member.get(),
            points: item.points,
        });
        Self {
            digest: hex(batch.digest),
            epoch: batch.epoch,
            source: batch.source,
            step: batch.step,
            why: batch.why,
            drafted_by: batch.drafted_by.get(),
            signed_at: batch.signed_at.into(),
            deadline: batch.deadline.into(),
            approvers: batch.approvers,
            quorum: batch.quorum,
            signable: batch.signable,
            intent_id: batch.intent.map(hex),
            batch_id: batch.recorded.map(|(id, _)| id),
            tx_hash: batch.recorded.map(|(_, tx)| hex(tx)),
            items: items.collect(),
        }
    }
}

/// What somebody wants to sign.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignInput {
    /// The wallet that will sign: that of whoever signed in.
    #[schema(value_type = String)]
    wallet: Address,
    /// A batch that somebody signed already, by its digest; without it a new one is put together.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    batch: Option<B256>,
    /// Only of this epoch.
    #[serde(default)]
    epoch: Option<u32>,
    /// Only from this tool.
    #[serde(default)]
    source: Option<String>,
    /// So many contributions at most, 1 to 250.
    #[serde(default)]
    most: Option<usize>,
}

/// How far a batch is after a signature.
#[derive(Debug, Serialize, ToSchema)]
struct SignedBody {
    /// Names the batch.
    batch: String,
    /// Numbers of the members who signed.
    approvers: Vec<u64>,
    /// What is missing; null once it is on its way to the chain.
    missing: Option<String>,
    /// Its way to the chain.
    intent_id: Option<String>,
    /// The same in full.
    intent: Option<IntentBody>,
}

/// What a member can sign, and what somebody signed.
pub(crate) async fn loaded(state: &AppState, insider: &Insider) -> Result<(Vec<PlanBody>, Vec<BatchBody>), ApiError> {
    let batches = state.review.batches(&insider.scope, &state.relay, insider.member()).await?;
    let view = state.review.view(&insider.scope).await?;
    let rules = insider.scope.store.ledger_rules(insider.scope.slug()).await?;
    let plans = planned(&view, insider.member(), |epoch| rules_of(&rules, epoch));
    Ok((plans, batches.into_iter().map(Into::into).collect()))
}

fn planned(
    view: &View,
    member: MemberId,
    rules: impl Fn(u32) -> palabre_contracts::rules::LedgerRules,
) -> Vec<PlanBody> {
    let body = |plan: crate::review::batch::Plan<'_>| PlanBody {
        epoch: plan.epoch,
        source: plan.source.to_owned(),
        items: plan.candidates.len() as u64,
        points: plan.candidates.iter().map(|one| u64::from(one.points.unwrap_or(0))).sum(),
        quorum: plan.quorum,
    };
    plans(view, member, rules).into_iter().map(body).collect()
}

/// What I can sign, what waits for signatures, and what became of it.
#[utoipa::path(get, path = "/communities/{community}/review/batches", tag = "review", operation_id = "list_review_batches",
    params(InCommunity), responses((status = 200, body = BatchList), Refusals), security(("session" = [])))]
async fn list(State(state): State<AppState>, insider: Insider) -> Result<Body<BatchList>, ApiError> {
    let (plans, items) = loaded(&state, &insider).await?;
    Ok(Body(BatchList { as_of: insider.scope.as_of(), plans, items }))
}

/// Puts a batch of confirmed contributions together, without those of whoever signs, and writes what to sign.
#[utoipa::path(post, path = "/communities/{community}/review/batches/prepare", tag = "review",
    operation_id = "prepare_review_batch", params(InCommunity), request_body = SignInput,
    responses(PreparedAnswer, RelayFailures), security(("session" = [])))]
async fn prepare(
    State(state): State<AppState>,
    insider: Insider,
    Json(input): Json<SignInput>,
) -> Result<Response, ApiError> {
    if input.wallet != insider.session.wallet {
        return Err(ApiError::forbidden(
            "other_wallet",
            "another wallet is signed in than the one that is to sign",
            "Sign in with the wallet that signs.",
        ));
    }
    let SignInput { wallet, batch, epoch, source, most } = input;
    let wanted = Wanted { batch, epoch, source, most };
    let signer = (insider.member(), wallet);
    Ok(state.review.prepare_batch(&insider.scope, &state.relay, signer, wanted).await?.into_response())
}

/// Takes a reviewer's signature. The batch is recorded as soon as every contribution has its quorum; one that holds what
/// was undone since is refused.
#[utoipa::path(post, path = "/communities/{community}/review/batches/submit", tag = "review",
    operation_id = "submit_review_batch", params(InCommunity), request_body = ApproveBatchSubmission,
    responses((status = 202, body = SignedBody), RelayFailures), security(("session" = [])))]
async fn submit(
    State(state): State<AppState>,
    insider: Insider,
    Json(given): Json<ApproveBatchSubmission>,
) -> Result<Response, ApiError> {
    let approved = state.review.submit_batch(&insider.scope, &state.relay, given).await?;
    if let Some(submitted) = &approved.submitted {
        note(&state, insider.scope.community(), submitted).await?;
    }
    let body = SignedBody {
        batch: hex(approved.batch),
        approvers: approved.approvers,
        missing: approved.missing,
        intent_id: approved.submitted.as_ref().map(|submitted| hex(submitted.intent.id)),
        intent: approved.submitted.map(|submitted| submitted.intent.into()),
    };
    Ok((StatusCode::ACCEPTED, Body(body)).into_response())
}
