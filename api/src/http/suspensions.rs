//! What was done to a member and may be appealed: suspensions, and voting units that were taken.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Suspension as SuspensionRow, UnitRemoval as UnitRemovalRow};
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
    OpenApiRouter::new().routes(routes!(list_suspensions)).routes(routes!(list_unit_removals))
}

/// A suspension.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suspension {
    /// Whose.
    pub member: u64,
    /// By whom.
    pub moderator: u64,
    /// Until when, unless it was lifted.
    pub until: Time,
    /// Salted hash of the reasons.
    pub reason: String,
    /// When the members' house lifted it.
    pub lifted_at: Option<Time>,
    /// When it began.
    pub suspended_at: Time,
    /// Block that began it.
    pub block_number: u64,
}

impl From<SuspensionRow> for Suspension {
    fn from(row: SuspensionRow) -> Self {
        Self {
            member: row.member_id.get(),
            moderator: row.moderator.get(),
            until: row.until.into(),
            reason: hex(row.reason),
            lifted_at: row.lifted_at.map(Time::from),
            suspended_at: row.suspended_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfSuspensions {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Suspensions, latest first.
#[utoipa::path(get, path = "/communities/{community}/suspensions", tag = "members", operation_id = "list_suspensions",
    params(InCommunity, PageQuery, OfSuspensions), responses((status = 200, body = Page<Suspension>), Failures))]
async fn list_suspensions(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<OfSuspensions>,
) -> Result<Response, ApiError> {
    paging.answer(scope, Suspensions(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { Suspensions(Option<MemberId>): Suspension => suspensions }

/// A voting unit that the members' house took.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitRemoval {
    /// Whose.
    pub member: u64,
    /// Salted hash of the reasons.
    pub reason: String,
    /// When the members' house allowed it again.
    pub allowed_at: Option<Time>,
    /// When.
    pub removed_at: Time,
    /// Block of the decision.
    pub block_number: u64,
}

impl From<UnitRemovalRow> for UnitRemoval {
    fn from(row: UnitRemovalRow) -> Self {
        Self {
            member: row.member_id.get(),
            reason: hex(row.reason),
            allowed_at: row.allowed_at.map(Time::from),
            removed_at: row.removed_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfUnitRemovals {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Voting units taken, latest first.
#[utoipa::path(get, path = "/communities/{community}/unit-removals", tag = "members", operation_id = "list_unit_removals",
    params(InCommunity, PageQuery, OfUnitRemovals), responses((status = 200, body = Page<UnitRemoval>), Failures))]
async fn list_unit_removals(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<OfUnitRemovals>,
) -> Result<Response, ApiError> {
    paging.answer(scope, UnitRemovals(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { UnitRemovals(Option<MemberId>): UnitRemoval => unit_removals }
