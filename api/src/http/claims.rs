//! Claims: shares that were paid.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Claim as Row, MoneyFilter, Order, Page as Rows};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, address, parameter},
    list::{Key, List, place, placed},
    paging::{Page, PageQuery, Paging},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// A share that was paid; amounts in the token's smallest unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Claim {
    /// The epoch.
    pub epoch: u32,
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// Whose share.
    pub member: u64,
    /// Wallet that was paid.
    pub payee: String,
    /// How much.
    #[schema(example = "2500000000000000")]
    pub amount: String,
    /// When.
    pub claimed_at: Time,
    /// Transaction that paid it.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

/// Which claims to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
    /// Only of this epoch.
    epoch: Option<u32>,
    /// Only in this token.
    #[param(value_type = Option<crate::http::wire::AddressText>)]
    token: Option<String>,
}

impl From<Row> for Claim {
    fn from(row: Row) -> Self {
        Self {
            epoch: row.epoch,
            token: hex(row.token),
            member: row.member_id.get(),
            payee: hex(row.payee),
            amount: row.amount.to_string(),
            claimed_at: row.claimed_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

impl TryFrom<Filter> for MoneyFilter {
    type Error = ApiError;

    fn try_from(filter: Filter) -> Result<Self, ApiError> {
        Ok(Self {
            member: parameter("member", filter.member, MemberId::new)?,
            token: address("token", filter.token)?,
            epoch: filter.epoch,
        })
    }
}

/// Shares paid, latest first.
#[utoipa::path(get, path = "/communities/{community}/claims", tag = "epochs", operation_id = "list_claims",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<Claim>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    paging.answer(scope, Claims { filter: filter.try_into()?, order: Order::Newest }).await
}

/// Claims in the order of the chain or backwards.
pub(crate) struct Claims {
    pub(crate) filter: MoneyFilter,
    pub(crate) order: Order,
}

impl List for Claims {
    const PARTS: usize = 2;
    type Item = Claim;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Claim)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: self.order };
        let rows = scope.store.claims(scope.slug(), self.filter, page).await?;
        Ok(rows.into_iter().map(|row| (placed(row.place()), row.into())).collect())
    }
}
