//! Moderators who confirmed that a wallet belongs to a member who lost another one.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::RecoveryApproval as RecoveryApprovalRow;
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
    OpenApiRouter::new().routes(routes!(list_recovery_approvals))
}

/// A confirmation.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryApproval {
    /// Whose membership.
    pub member: u64,
    /// Wallet that asks for it.
    pub to_wallet: String,
    /// Who confirmed.
    pub moderator: u64,
    /// When.
    pub approved_at: Time,
    /// Block of the confirmation.
    pub block_number: u64,
}

impl From<RecoveryApprovalRow> for RecoveryApproval {
    fn from(row: RecoveryApprovalRow) -> Self {
        Self {
            member: row.member_id.get(),
            to_wallet: hex(row.to_wallet),
            moderator: row.moderator.get(),
            approved_at: row.approved_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Only {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Confirmations of recoveries, latest first.
#[utoipa::path(get, path = "/communities/{community}/recovery-approvals", tag = "members", operation_id = "list_recovery_approvals",
    params(InCommunity, PageQuery, Only), responses((status = 200, body = Page<RecoveryApproval>), Failures))]
async fn list_recovery_approvals(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<Only>,
) -> Result<Response, ApiError> {
    paging.answer(scope, RecoveryApprovals(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { RecoveryApprovals(Option<MemberId>): RecoveryApproval => recovery_approvals }
