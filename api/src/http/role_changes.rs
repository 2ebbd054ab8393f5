//! Which roles members had over time.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::RoleChange as RoleChangeRow;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, parameter},
    list::facts,
    paging::{Page, PageQuery, Paging},
    scope::{InCommunity, Scope},
    wire::Time,
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_role_changes))
}

/// The roles of a member were replaced.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleChange {
    /// Whose.
    pub member: u64,
    /// The roles since then; none when the list is empty.
    pub roles: Vec<String>,
    /// When.
    pub changed_at: Time,
    /// Block of the change.
    pub block_number: u64,
}

impl From<RoleChangeRow> for RoleChange {
    fn from(row: RoleChangeRow) -> Self {
        Self {
            member: row.member_id.get(),
            roles: row.roles.names(),
            changed_at: row.changed_at.into(),
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

/// Changes of roles, latest first.
#[utoipa::path(get, path = "/communities/{community}/role-changes", tag = "members", operation_id = "list_role_changes",
    params(InCommunity, PageQuery, Only), responses((status = 200, body = Page<RoleChange>), Failures))]
async fn list_role_changes(scope: Scope, paging: Paging, Query(filter): Query<Only>) -> Result<Response, ApiError> {
    paging.answer(scope, RoleChanges(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { RoleChanges(Option<MemberId>): RoleChange => role_changes }
