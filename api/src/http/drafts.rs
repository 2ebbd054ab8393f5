//! Drafts over HTTP, and what executing a proposal now would do.

use alloy::primitives::{Address, B256, Bytes};
use axum::{
    Json as Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Json, Path},
    proposals::OneProposal,
    relay::{Accepted, PreparedAnswer, RelayFailures},
    scope::{AsOf, InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    drafts::{Draft, DraftText, Drafts, Kept},
    error::ApiError,
    relay::{
        PreparedProposal,
        actions::ProposeSubmission,
        error::Refusal,
        message::ProposeMessage,
        rehearsal::{Calls, Rehearsal},
    },
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(keep))
        .routes(routes!(show))
        .routes(routes!(change))
        .routes(routes!(prepare))
        .routes(routes!(submit))
        .routes(routes!(rehearse))
}

/// Which draft.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OneDraft {
    /// Its id, from its link.
    draft: String,
}

impl OneDraft {
    fn id(&self) -> Result<B256, ApiError> {
        self.draft.parse().map_err(|_| {
            ApiError::not_found("there is no such draft here", "Check the link: the id is 0x and 64 digits.")
        })
    }
}

/// A draft that was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct KeptBody {
    /// Its id.
    id: String,
    /// Its page, for everybody who shall read it.
    page: String,
    /// Lets its author change it. Told once: keep it.
    edit_key: String,
}

/// A draft.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct DraftBody {
    /// The block that the answer reflects.
    pub(crate) as_of: AsOf,
    /// Its id.
    pub(crate) id: String,
    /// What it says. Written by anybody: escape it.
    pub(crate) text: DraftText,
    /// How often it was changed, from 1.
    pub(crate) revision: u64,
    /// When it was made.
    pub(crate) created_at: Time,
    /// When it was last changed.
    pub(crate) updated_at: Time,
    /// The intent that proposed it: ask for it under `/api/v1/relay/{intent_id}`.
    pub(crate) proposed_by: Option<String>,
    /// What it would do.
    pub(crate) preview: PreparedProposal,
}

impl DraftBody {
    /// The draft with what it would do now.
    pub(crate) async fn load(state: &AppState, scope: &Scope, id: B256) -> Result<Self, ApiError> {
        let drafts = Drafts::of(state);
        let draft = drafts.get(scope.slug(), id).await?;
        let preview = drafts.preview(scope.community(), &draft).await?;
        let Draft { id, text, revision, created_at, updated_at, proposed_by, .. } = draft;
        Ok(Self {
            as_of: scope.as_of(),
            id: hex(id),
            text,
            revision,
            created_at: created_at.into(),
            updated_at: updated_at.into(),
            proposed_by: proposed_by.map(hex),
            preview,
        })
    }
}

/// A changed draft.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DraftChange {
    /// What was told when the draft was kept.
    #[schema(value_type = crate::http::wire::HashText)]
    edit_key: B256,
    /// What it says from now on.
    text: DraftText,
}

/// Who sponsors.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Sponsor {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    wallet: Address,
}

/// A sponsor's signature.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SponsorSubmission {
    /// What was signed.
    message: ProposeMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    signature: Bytes,
    /// Who shall decide.
    house: crate::relay::actions::House,
}

/// What executing a proposal now would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct RehearsalBody {
    /// The block that the list of proposals reflects.
    as_of: AsOf,
    /// Where the proposal stands.
    state: &'static str,
    /// What its execution would do on the newest state.
    rehearsal: Rehearsal,
}

/// Keeps a draft. Anybody may: a member has to sponsor it before it is put to the vote.
#[utoipa::path(post, path = "/communities/{community}/drafts", tag = "proposals", operation_id = "keep_draft", params(InCommunity),
    request_body = DraftText, responses((status = 201, body = KeptBody), RelayFailures))]
async fn keep(State(state): State<AppState>, scope: Scope, Json(text): Json<DraftText>) -> Result<Response, ApiError> {
    let Kept { id, edit_key } = Drafts::of(&state).keep(scope.community(), &text).await?;
    let page = format!("/c/{}/drafts/{}", scope.slug(), hex(id));
    Ok((StatusCode::CREATED, Body(KeptBody { id: hex(id), page, edit_key: hex(edit_key) })).into_response())
}

/// A draft, what it would do, and whether that would work now.
#[utoipa::path(get, path = "/communities/{community}/drafts/{draft}", tag = "proposals", operation_id = "show_draft", params(InCommunity, OneDraft),
    responses((status = 200, body = DraftBody), RelayFailures))]
async fn show(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OneDraft>,
) -> Result<Body<DraftBody>, ApiError> {
    Ok(Body(DraftBody::load(&state, &scope, one.id()?).await?))
}

/// Changes a draft that was not proposed yet.
#[utoipa::path(put, path = "/communities/{community}/drafts/{draft}", tag = "proposals", operation_id = "change_draft", params(InCommunity, OneDraft),
    request_body = DraftChange, responses((status = 200, body = DraftBody), RelayFailures))]
async fn change(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OneDraft>,
    Json(change): Json<DraftChange>,
) -> Result<Body<DraftBody>, ApiError> {
    let id = one.id()?;
    Drafts::of(&state).change(scope.community(), id, change.edit_key, &change.text).await?;
    Ok(Body(DraftBody::load(&state, &scope, id).await?))
}

/// Writes what a member signs to put a draft forward in their own name.
#[utoipa::path(post, path = "/communities/{community}/drafts/{draft}/propose/prepare", tag = "proposals", operation_id = "prepare_draft_proposal",
    params(InCommunity, OneDraft), request_body = Sponsor, responses(PreparedAnswer, RelayFailures))]
async fn prepare(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OneDraft>,
    Json(sponsor): Json<Sponsor>,
) -> Result<Response, ApiError> {
    let draft = Drafts::of(&state).get(scope.slug(), one.id()?).await?;
    if draft.proposed_by.is_some() {
        return Err(proposed().into());
    }
    let input = Drafts::to_propose(&draft, sponsor.wallet);
    let mut prepared = state.relay.prepare_propose(scope.community(), input).await?;
    prepared.submit.path = format!("/api/v1/communities/{}/drafts/{}/propose/submit", scope.slug(), hex(draft.id));
    Ok(prepared.into_response())
}

/// Takes the sponsor's signature. It has to be about this draft as it is now.
#[utoipa::path(post, path = "/communities/{community}/drafts/{draft}/propose/submit", tag = "proposals", operation_id = "submit_draft_proposal",
    params(InCommunity, OneDraft), request_body = SponsorSubmission, responses(Accepted, RelayFailures))]
async fn submit(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OneDraft>,
    Json(given): Json<SponsorSubmission>,
) -> Result<Response, ApiError> {
    let drafts = Drafts::of(&state);
    let draft = drafts.get(scope.slug(), one.id()?).await?;
    let SponsorSubmission { message, signer, signature, house } = given;
    Drafts::is_about(scope.community(), &draft, &message)?;
    if house != draft.text.house {
        return Err(Refusal::malformed("the draft is for the other house", "Send the body as prepare wrote it.").into());
    }
    let submission = ProposeSubmission { message, signer, signature, house };
    let submitted = state.relay.submit_propose(scope.community(), submission).await?;
    drafts.proposed(draft.id, submitted.intent.id).await?;
    Ok(submitted.into_response())
}

/// Executes a proposal on the newest state and forgets it again.
#[utoipa::path(get, path = "/communities/{community}/proposals/{house}/{id}/simulation", tag = "proposals", operation_id = "rehearse_proposal",
    params(InCommunity, OneProposal), responses((status = 200, body = RehearsalBody), RelayFailures))]
async fn rehearse(
    State(state): State<AppState>,
    scope: Scope,
    Path(one): Path<OneProposal>,
) -> Result<Body<RehearsalBody>, ApiError> {
    let (house, id) = one.parse()?;
    let detail = super::proposals::ProposalDetail::load(&scope, house, id).await?;
    let row = scope.store.proposal(scope.slug(), house, id).await?.ok_or_else(|| {
        ApiError::not_found(format!("the {house}' house has no proposal {id}"), "GET .../proposals lists them.")
    })?;
    let calls = Calls { targets: &row.targets, values: &row.call_values, calldatas: &row.calldatas };
    let rehearsal = state.relay.rehearse(scope.community(), house, calls).await?;
    Ok(Body(RehearsalBody { as_of: scope.as_of(), state: detail.proposal.state, rehearsal }))
}

fn proposed() -> Refusal {
    Refusal::stale("draft_proposed", "this draft was proposed already", "Look for it among the proposals.")
}
