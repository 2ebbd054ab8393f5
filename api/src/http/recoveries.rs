//! Recoveries: memberships on their way to another wallet because the old one was lost. Public, so that its owner sees
//! what is asked in their name in time.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Order, Page as Rows, Recovery as Row, RecoveryFilter, RecoveryStatus};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, parameter},
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

/// A recovery from its request to its end.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recovery {
    /// Whose membership.
    pub member: u64,
    /// Wallet that it moves away from, once the wait began.
    pub from_wallet: Option<String>,
    /// Wallet that asks for it.
    pub to_wallet: String,
    /// `requested`, `started` (it waits), `executed`, `cancelled`, or `replaced` by a later request.
    #[schema(example = "started")]
    pub status: &'static str,
    /// Moderators who confirmed it; none where the members' house did.
    pub confirmed_by: Vec<u64>,
    /// Wallet or contract that cancelled it.
    pub cancelled_by: Option<String>,
    /// When it was requested.
    pub requested_at: Time,
    /// Until when a request can be confirmed.
    pub expires_at: Time,
    /// When the wait began.
    pub started_at: Option<Time>,
    /// From when on anybody may carry it out.
    pub ready_at: Option<Time>,
    /// When it was replaced, cancelled or carried out.
    pub closed_at: Option<Time>,
    /// Transaction of the request.
    pub tx_hash: String,
    /// Block of the request.
    pub block_number: u64,
}

/// Which recoveries to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
    /// Only of this status, for example `started`.
    #[param(pattern = "^(requested|replaced|started|cancelled|executed)$")]
    status: Option<String>,
}

impl From<Row> for Recovery {
    fn from(row: Row) -> Self {
        let moderators = [row.first_moderator, row.second_moderator].into_iter().flatten();
        Self {
            member: row.member_id.get(),
            from_wallet: row.from_wallet.map(hex),
            to_wallet: hex(row.to_wallet),
            status: row.status.as_str(),
            confirmed_by: moderators.map(MemberId::get).collect(),
            cancelled_by: row.cancelled_by.map(hex),
            requested_at: row.requested_at.into(),
            expires_at: row.expires_at.into(),
            started_at: row.started_at.map(Time::from),
            ready_at: row.ready_at.map(Time::from),
            closed_at: row.closed_at.map(Time::from),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

impl TryFrom<Filter> for RecoveryFilter {
    type Error = ApiError;

    fn try_from(filter: Filter) -> Result<Self, ApiError> {
        Ok(Self {
            status: parameter("status", filter.status, |word| word.parse::<RecoveryStatus>())?,
            member: parameter("member", filter.member, MemberId::new)?,
        })
    }
}

/// Recoveries, latest first.
#[utoipa::path(get, path = "/communities/{community}/recoveries", tag = "members",
    operation_id = "list_recoveries", params(InCommunity, PageQuery, Filter),
    responses((status = 200, body = Page<Recovery>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    paging.answer(scope, Recoveries(filter.try_into()?)).await
}

struct Recoveries(RecoveryFilter);

impl List for Recoveries {
    const PARTS: usize = 2;
    type Item = Recovery;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Recovery)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: Order::Newest };
        let rows = scope.store.recoveries(scope.slug(), self.0, page).await?;
        Ok(rows.into_iter().map(|row| (placed(row.place()), row.into())).collect())
    }
}
