//! The charter over time, and who accepted which version.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::CharterAcceptance as Row;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    communities::Charter,
    extract::{Query, parameter},
    paging::{Page, Paging},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_charters)).routes(routes!(list_charter_acceptances))
}

/// A version of the charter that a member accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct CharterAcceptance {
    /// Who.
    pub member: u64,
    /// Which version.
    pub version: u32,
    /// Wallet that signed.
    pub wallet: String,
    /// When.
    pub accepted_at: Time,
    /// Block of the acceptance.
    pub block_number: u64,
}

impl From<Row> for CharterAcceptance {
    fn from(row: Row) -> Self {
        Self {
            member: row.member_id.get(),
            version: row.version,
            wallet: hex(row.wallet),
            accepted_at: row.accepted_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Whose acceptances.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Whose {
    /// Of this member.
    #[param(minimum = 1)]
    member: u64,
}

/// All versions of the charter, oldest first.
#[utoipa::path(get, path = "/communities/{community}/charters", tag = "communities", operation_id = "list_charters",
    params(InCommunity), responses((status = 200, body = Page<Charter>), Failures))]
async fn list_charters(scope: Scope, paging: Paging) -> Result<Response, ApiError> {
    let rows = scope.store.charters(scope.slug()).await?;
    paging.short(scope.as_of(), rows.into_iter().map(Charter::from).collect::<Vec<_>>())
}

/// Versions of the charter that a member accepted, oldest first.
#[utoipa::path(get, path = "/communities/{community}/charter-acceptances", tag = "members",
    operation_id = "list_charter_acceptances", params(InCommunity, Whose),
    responses((status = 200, body = Page<CharterAcceptance>), Failures))]
async fn list_charter_acceptances(
    scope: Scope,
    paging: Paging,
    Query(whose): Query<Whose>,
) -> Result<Response, ApiError> {
    let member = parameter("member", Some(whose.member), MemberId::new)?;
    let rows = match member {
        Some(member) => scope.store.charter_acceptances(scope.slug(), member).await?,
        None => Vec::new(),
    };
    paging.short(scope.as_of(), rows.into_iter().map(CharterAcceptance::from).collect::<Vec<_>>())
}
