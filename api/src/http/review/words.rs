//! What people say about contributions: they confirm, refuse, take back, mark duplicates, share.

use std::{collections::BTreeMap, sync::Arc};

use alloy::primitives::B256;
use axum::{Json as Body, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ContributionBody, Insider, OneSubject};
use crate::{
    error::ApiError,
    http::{
        extract::{Json, Path},
        relay::RelayFailures,
        scope::InCommunity,
    },
    policy::{Band, SubjectId, Verdict},
    review::{Said, View, subject, unknown},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(say)).routes(routes!(mark_duplicate)).routes(routes!(share))
}

/// What somebody says.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum VerdictInput {
    /// It counts.
    Confirm,
    /// It does not count; of one's own work: it is taken back.
    Refuse,
    /// What was said before is taken back.
    Undo,
}

/// A word.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WordInput {
    /// What.
    verdict: VerdictInput,
    /// The size, where the line has sizes: one of `bands`.
    #[serde(default)]
    #[schema(example = "M")]
    band: Option<String>,
    /// Why; needed to refuse. Its author reads it.
    #[serde(default)]
    reason: Option<String>,
}

/// A duplicate.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DuplicateInput {
    /// The contribution that stays; null: this one is no duplicate after all.
    #[schema(value_type = Option<String>)]
    same_as: Option<B256>,
}

/// Shares of co-authors.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SharesInput {
    /// Parts by account of the tool.
    shares: BTreeMap<String, u32>,
}

/// A contribution after it was shared.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct SharedBody {
    /// Whether all who are concerned said the same, so that it holds.
    holds: bool,
    #[serde(flatten)]
    contribution: ContributionBody,
}

/// Says something about a contribution. The last word counts; it can be taken back until a batch with it was signed.
#[utoipa::path(post, path = "/communities/{community}/review/{subject}/words", tag = "review", operation_id = "judge_contribution",
    params(InCommunity, OneSubject), request_body = WordInput, responses((status = 200, body = ContributionBody), RelayFailures),
    security(("session" = [])))]
async fn say(
    State(state): State<AppState>,
    insider: Insider,
    Path(one): Path<OneSubject>,
    Json(input): Json<WordInput>,
) -> Result<Body<ContributionBody>, ApiError> {
    let subject = subject(&one.subject)?;
    let verdict = match input.verdict {
        VerdictInput::Confirm => Verdict::Confirm(band(input.band)?),
        VerdictInput::Refuse => Verdict::Refuse,
        VerdictInput::Undo => Verdict::Undo,
    };
    let said = Said { subject, verdict, reason: input.reason };
    let view = state.review.say(&insider.scope, insider.member(), said).await?;
    shown(&view, &insider, subject)
}

/// Marks a contribution as the same work as another one, which stays, or takes that back.
#[utoipa::path(post, path = "/communities/{community}/review/{subject}/duplicate", tag = "review",
    operation_id = "mark_duplicate", params(InCommunity, OneSubject), request_body = DuplicateInput,
    responses((status = 200, body = ContributionBody), RelayFailures), security(("session" = [])))]
async fn mark_duplicate(
    State(state): State<AppState>,
    insider: Insider,
    Path(one): Path<OneSubject>,
    Json(input): Json<DuplicateInput>,
) -> Result<Body<ContributionBody>, ApiError> {
    let subject = subject(&one.subject)?;
    let same_as = input.same_as.map(SubjectId);
    let view = state.review.mark_duplicate(&insider.scope, insider.member(), subject, same_as).await?;
    shown(&view, &insider, subject)
}

/// Says how co-authors share a contribution. It holds once all of them said the same.
#[utoipa::path(post, path = "/communities/{community}/review/{subject}/shares", tag = "review",
    operation_id = "share_contribution", params(InCommunity, OneSubject), request_body = SharesInput,
    responses((status = 200, body = SharedBody), RelayFailures), security(("session" = [])))]
async fn share(
    State(state): State<AppState>,
    insider: Insider,
    Path(one): Path<OneSubject>,
    Json(input): Json<SharesInput>,
) -> Result<Body<SharedBody>, ApiError> {
    let subject = subject(&one.subject)?;
    let (view, holds) = state.review.share(&insider.scope, insider.member(), subject, &input.shares).await?;
    let Body(contribution) = shown(&view, &insider, subject)?;
    Ok(Body(SharedBody { holds, contribution }))
}

fn band(given: Option<String>) -> Result<Option<Band>, ApiError> {
    let wrong = |_| ApiError::invalid("there is no such size", "Give S, M, L or XL, as `bands` has it.");
    given.filter(|name| !name.is_empty()).map(|name| name.parse().map_err(wrong)).transpose()
}

fn shown(view: &Arc<View>, insider: &Insider, subject: SubjectId) -> Result<Body<ContributionBody>, ApiError> {
    ContributionBody::load(view, insider, subject).map(Body).ok_or_else(unknown)
}
