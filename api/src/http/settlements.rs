//! Reputation: minted for epochs, moved to members, burned when they leave.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Forfeit as ForfeitRow, Settlement as SettlementRow};
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
    OpenApiRouter::new().routes(routes!(list_settlements)).routes(routes!(list_forfeits))
}

/// Reputation that was moved to a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Settlement {
    /// Whose.
    pub member: u64,
    /// Wallet that holds it.
    pub wallet: String,
    /// First epoch that is not settled.
    pub through_epoch: u32,
    /// Units; compare them only within one block.
    #[schema(example = "2500000000000000")]
    pub units: String,
    /// When.
    pub settled_at: Time,
    /// Block that settled it.
    pub block_number: u64,
}

impl From<SettlementRow> for Settlement {
    fn from(row: SettlementRow) -> Self {
        Self {
            member: row.member_id.get(),
            wallet: hex(row.wallet),
            through_epoch: row.through_epoch,
            units: row.units.to_string(),
            settled_at: row.settled_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfSettlements {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Reputation moved to members, latest first.
#[utoipa::path(get, path = "/communities/{community}/settlements", tag = "members", operation_id = "list_settlements",
    params(InCommunity, PageQuery, OfSettlements), responses((status = 200, body = Page<Settlement>), Failures))]
async fn list_settlements(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<OfSettlements>,
) -> Result<Response, ApiError> {
    paging.answer(scope, Settlements(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { Settlements(Option<MemberId>): Settlement => settlements }

/// Reputation that was burned because a member left.
#[derive(Debug, Serialize, ToSchema)]
pub struct Forfeit {
    /// Whose.
    pub member: u64,
    /// Wallet that held it.
    pub wallet: String,
    /// Units.
    #[schema(example = "2500000000000000")]
    pub units: String,
    /// When.
    pub forfeited_at: Time,
    /// Block that burned it.
    pub block_number: u64,
}

impl From<ForfeitRow> for Forfeit {
    fn from(row: ForfeitRow) -> Self {
        Self {
            member: row.member_id.get(),
            wallet: hex(row.wallet),
            units: row.units.to_string(),
            forfeited_at: row.forfeited_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfForfeits {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Reputation burned because members left, latest first.
#[utoipa::path(get, path = "/communities/{community}/forfeits", tag = "members", operation_id = "list_forfeits",
    params(InCommunity, PageQuery, OfForfeits), responses((status = 200, body = Page<Forfeit>), Failures))]
async fn list_forfeits(scope: Scope, paging: Paging, Query(filter): Query<OfForfeits>) -> Result<Response, ApiError> {
    paging.answer(scope, Forfeits(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { Forfeits(Option<MemberId>): Forfeit => forfeits }
