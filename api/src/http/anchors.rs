//! Hashes published in the registry, and where the community was deployed over time.

use axum::response::Response;
use palabre_indexer::store::Anchor as AnchorRow;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
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
    OpenApiRouter::new().routes(routes!(list_anchors))
}

/// A hash published in the registry. Anybody can publish: judge by the sender.
#[derive(Debug, Serialize, ToSchema)]
pub struct Anchor {
    /// Hash of the name of what it is.
    pub kind: String,
    /// The hash.
    pub root: String,
    /// Who published it.
    pub sender: String,
    /// When.
    pub anchored_at: Time,
    /// Block that holds it.
    pub block_number: u64,
}

impl From<AnchorRow> for Anchor {
    fn from(row: AnchorRow) -> Self {
        Self {
            kind: hex(row.kind),
            root: hex(row.root),
            sender: hex(row.sender),
            anchored_at: row.anchored_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Published hashes, latest first.
#[utoipa::path(get, path = "/communities/{community}/anchors", tag = "communities", operation_id = "list_anchors",
    params(InCommunity, PageQuery), responses((status = 200, body = Page<Anchor>), Failures))]
async fn list_anchors(scope: Scope, paging: Paging) -> Result<Response, ApiError> {
    paging.answer(scope, Anchors).await
}

facts! { Anchors: Anchor => anchors }
