//! Batches: contributions that reviewers confirmed together.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Batch as Row, Order, Page as Rows};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::Query,
    list::{Key, List},
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

/// Contributions of one epoch and source, confirmed together.
#[derive(Debug, Serialize, ToSchema)]
pub struct Batch {
    /// Counted from 0.
    pub id: u64,
    /// Epoch that they belong to.
    pub epoch: u32,
    /// The connected tool they come from.
    pub source: u32,
    /// Rules of recognition in force.
    pub rules_version: u32,
    /// Root of the salted evidence records.
    pub evidence_root: String,
    /// Members who confirmed them.
    pub approvers: Vec<u64>,
    /// Number of contributions.
    pub items: u32,
    /// Their points before caps.
    pub points: u64,
    /// When they were recorded.
    pub recorded_at: Time,
    /// Transaction that recorded them.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

/// Which batches to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this epoch.
    epoch: Option<u32>,
}

impl From<Row> for Batch {
    fn from(row: Row) -> Self {
        Self {
            id: row.batch_id,
            epoch: row.epoch,
            source: row.source,
            rules_version: row.rules_version,
            evidence_root: hex(row.evidence_root),
            approvers: row.approvers.into_iter().map(MemberId::get).collect(),
            items: row.items,
            points: row.points,
            recorded_at: row.recorded_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

/// Batches, latest first.
#[utoipa::path(get, path = "/communities/{community}/batches", tag = "contributions", operation_id = "list_batches",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<Batch>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    paging.answer(scope, Batches { epoch: filter.epoch, order: Order::Newest }).await
}

/// Batches by number, in either direction.
pub(crate) struct Batches {
    pub(crate) epoch: Option<u32>,
    pub(crate) order: Order,
}

impl List for Batches {
    type Item = Batch;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Batch)>, ApiError> {
        let page = Rows { after: after.map(|[id, _]| id), limit, order: self.order };
        let rows = scope.store.batches(scope.slug(), self.epoch, page).await?;
        Ok(rows.into_iter().map(|row| ([row.batch_id, 0], row.into())).collect())
    }
}
