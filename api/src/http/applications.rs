//! Applications for membership: who asks to be let in, and who answered.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Application as Row, ApplicationFilter, ApplicationStatus, Order, Page as Rows};
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

/// An application for membership.
#[derive(Debug, Serialize, ToSchema)]
pub struct Application {
    /// Who asks.
    pub wallet: String,
    /// Hash that names the text.
    pub application: String,
    /// Charter version that the applicant accepted.
    pub charter_version: u32,
    /// `open`, `approved`, `declined`, `withdrawn`, `replaced` by a later one, or `void`.
    #[schema(example = "open")]
    pub status: &'static str,
    /// Whether nobody can answer it any more, although it is open.
    pub expired: bool,
    /// Until when it can be answered.
    pub expires_at: Time,
    /// Member who admitted or declined.
    pub answered_by: Option<u64>,
    /// Member that the applicant became.
    pub member: Option<u64>,
    /// When it was made.
    pub applied_at: Time,
    /// When it was answered, withdrawn, replaced or void.
    pub closed_at: Option<Time>,
    /// Transaction that made it.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

/// Which applications to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this status; expired ones stay `open`.
    #[param(pattern = "^(open|approved|declined|withdrawn|replaced|void)$")]
    status: Option<String>,
    /// Only of this wallet.
    #[param(value_type = Option<crate::http::wire::AddressText>)]
    wallet: Option<String>,
}

impl Application {
    fn new(scope: &Scope, row: Row) -> Self {
        Self {
            wallet: hex(row.wallet),
            application: hex(row.application),
            charter_version: row.charter_version,
            status: row.status.as_str(),
            expired: row.status == ApplicationStatus::Open && row.expires_at < scope.now,
            expires_at: row.expires_at.into(),
            answered_by: row.answered_by.map(MemberId::get),
            member: row.member_id.map(MemberId::get),
            applied_at: row.applied_at.into(),
            closed_at: row.closed_at.map(Time::from),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

impl TryFrom<Filter> for ApplicationFilter {
    type Error = ApiError;

    fn try_from(filter: Filter) -> Result<Self, ApiError> {
        Ok(Self {
            status: parameter("status", filter.status, |word| word.parse::<ApplicationStatus>())?,
            wallet: address("wallet", filter.wallet)?,
        })
    }
}

/// Applications, latest first.
#[utoipa::path(get, path = "/communities/{community}/applications", tag = "members",
    operation_id = "list_applications", params(InCommunity, PageQuery, Filter),
    responses((status = 200, body = Page<Application>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    paging.answer(scope, Applications(filter.try_into()?)).await
}

struct Applications(ApplicationFilter);

impl List for Applications {
    const PARTS: usize = 2;
    type Item = Application;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Application)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: Order::Newest };
        let rows = scope.store.applications(scope.slug(), self.0, page).await?;
        Ok(rows.into_iter().map(|row| (placed(row.place()), Application::new(scope, row))).collect())
    }
}
