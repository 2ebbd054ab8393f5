//! What waits in the timelocks, and what was carried out.

use axum::response::Response;
use palabre_indexer::store::{Operation as OperationRow, TimelockName};
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
    OpenApiRouter::new().routes(routes!(list_operations))
}

/// One call of an operation in a timelock.
#[derive(Debug, Serialize, ToSchema)]
pub struct Operation {
    /// `members`, `contributors` or `constitution`.
    #[schema(example = "members")]
    pub timelock: &'static str,
    /// Hash of the operation.
    pub operation: String,
    /// Position of the call.
    pub position: u64,
    /// To whom.
    pub target: String,
    /// With how much ETH, in wei.
    #[schema(example = "2500000000000000")]
    pub value: String,
    /// Saying what.
    pub data: String,
    /// Operation that must come first; zero for none.
    pub predecessor: String,
    /// Seconds between scheduling and execution at least.
    pub delay: u64,
    /// When it was scheduled.
    pub scheduled_at: Time,
    /// When it was carried out.
    pub executed_at: Option<Time>,
    /// When it was cancelled.
    pub canceled_at: Option<Time>,
    /// Block that scheduled it.
    pub block_number: u64,
}

impl From<OperationRow> for Operation {
    fn from(row: OperationRow) -> Self {
        Self {
            timelock: row.timelock.as_str(),
            operation: hex(row.operation_id),
            position: row.call_index,
            target: hex(row.target),
            value: row.call_value.to_string(),
            data: hex(row.data),
            predecessor: hex(row.predecessor),
            delay: row.delay,
            scheduled_at: row.scheduled_at.into(),
            executed_at: row.executed_at.map(Time::from),
            canceled_at: row.canceled_at.map(Time::from),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Only {
    /// Only of this timelock: `members`, `contributors` or `constitution`.
    #[param(pattern = "^(members|contributors|constitution)$")]
    timelock: Option<String>,
}

/// Calls in timelocks, latest first.
#[utoipa::path(get, path = "/communities/{community}/operations", tag = "proposals", operation_id = "list_operations",
    params(InCommunity, PageQuery, Only), responses((status = 200, body = Page<Operation>), Failures))]
async fn list_operations(scope: Scope, paging: Paging, Query(filter): Query<Only>) -> Result<Response, ApiError> {
    paging.answer(scope, Operations(parameter("timelock", filter.timelock, |word| word.parse::<TimelockName>())?)).await
}

facts! { Operations(Option<TimelockName>): Operation => operations }
