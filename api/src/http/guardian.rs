//! The guardian: how long the term lasts, and what was done with it.

use axum::response::Response;
use palabre_contracts::{Electorate, MemberId};
use palabre_indexer::store::{GuardianAct as GuardianActRow, GuardianActKind, GuardianTerm as GuardianTermRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, parameter},
    list::facts,
    paging::{Page, PageQuery, Paging},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_guardian_acts)).routes(routes!(list_guardian_terms))
}

/// Something that a guardian did.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuardianAct {
    /// `proposal_stopped`, `recovery_stopped` or `disputes_extended`.
    #[schema(example = "proposal_stopped")]
    pub act: &'static str,
    /// Who.
    pub guardian: u64,
    /// House of a proposal that was stopped.
    pub house: Option<&'static str>,
    /// The proposal that was stopped.
    pub proposal: Option<String>,
    /// Member whose recovery was stopped.
    pub member: Option<u64>,
    /// Epoch whose disputes have more time.
    pub epoch: Option<u32>,
    /// Salted hash of the reasons.
    pub reason: String,
    /// When.
    pub acted_at: Time,
    /// Transaction.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

impl From<GuardianActRow> for GuardianAct {
    fn from(row: GuardianActRow) -> Self {
        Self {
            act: row.act.as_str(),
            guardian: row.guardian.get(),
            house: row.house.map(Electorate::as_str),
            proposal: row.proposal_id.map(hex),
            member: row.member_id.map(MemberId::get),
            epoch: row.epoch,
            reason: hex(row.reason),
            acted_at: row.acted_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfGuardianActs {
    /// Only acts of this kind: `proposal_stopped`, `recovery_stopped` or `disputes_extended`.
    #[param(pattern = "^(proposal_stopped|recovery_stopped|disputes_extended)$")]
    act: Option<String>,
}

/// What guardians did, latest first.
#[utoipa::path(get, path = "/communities/{community}/guardian/acts", tag = "proposals", operation_id = "list_guardian_acts",
    params(InCommunity, PageQuery, OfGuardianActs), responses((status = 200, body = Page<GuardianAct>), Failures))]
async fn list_guardian_acts(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<OfGuardianActs>,
) -> Result<Response, ApiError> {
    paging.answer(scope, GuardianActs(parameter("act", filter.act, |word| word.parse())?)).await
}

facts! { GuardianActs(Option<GuardianActKind>): GuardianAct => guardian_acts }

/// An end of the guardian's term as it was set.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuardianTerm {
    /// When the term ends.
    pub expires_at: Time,
    /// When it was set.
    pub set_at: Time,
    /// Block that set it.
    pub block_number: u64,
}

impl From<GuardianTermRow> for GuardianTerm {
    fn from(row: GuardianTermRow) -> Self {
        Self { expires_at: row.expires_at.into(), set_at: row.set_at.into(), block_number: row.block_number }
    }
}

/// Ends of the guardian's term as they were set; the first one is in force.
#[utoipa::path(get, path = "/communities/{community}/guardian/terms", tag = "proposals", operation_id = "list_guardian_terms",
    params(InCommunity, PageQuery), responses((status = 200, body = Page<GuardianTerm>), Failures))]
async fn list_guardian_terms(scope: Scope, paging: Paging) -> Result<Response, ApiError> {
    paging.answer(scope, GuardianTerms).await
}

facts! { GuardianTerms: GuardianTerm => guardian_terms }
