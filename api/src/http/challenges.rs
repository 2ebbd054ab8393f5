//! Challenges: who doubted which contributions, and what came of it.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Challenge as Row, ChallengeFilter, ChallengeStatus, Order, Page as Rows};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, number, parameter},
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

/// A challenge of one contribution or of a whole batch.
#[derive(Debug, Serialize, ToSchema)]
pub struct Challenge {
    /// Counted from 1.
    pub id: u64,
    /// The batch.
    pub batch: u64,
    /// Its epoch.
    pub epoch: u32,
    /// Position of the contribution in the batch; none for the whole batch.
    pub position: Option<u32>,
    /// Whose contribution; none for the whole batch.
    pub member: Option<u64>,
    /// How many contributions it is about.
    pub items: u32,
    /// Who brought it.
    pub challenger: u64,
    /// Salted hash of the reasons.
    pub reason: String,
    /// `open`, `upheld` (struck), `dismissed`, or `stood` when nobody decided in time.
    #[schema(example = "open")]
    pub status: &'static str,
    /// Moderators who decided; none where the members' house did, or nobody.
    pub decided_by: Vec<u64>,
    /// When it was brought.
    pub challenged_at: Time,
    /// When it was decided or stood.
    pub closed_at: Option<Time>,
    /// Transaction that brought it.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

/// Which challenges to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only `open`, `upheld`, `dismissed` or `stood` ones.
    #[param(pattern = "^(open|upheld|dismissed|stood)$")]
    status: Option<String>,
    /// Only of this epoch.
    epoch: Option<u32>,
    /// Only about this batch, whole or in part.
    batch: Option<u64>,
    /// Only about contributions of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
    /// Only brought by this member.
    #[param(minimum = 1)]
    challenger: Option<u64>,
}

impl From<Row> for Challenge {
    fn from(row: Row) -> Self {
        let moderators = [row.first_moderator, row.second_moderator].into_iter().flatten();
        Self {
            id: row.challenge_id,
            batch: row.batch_id,
            epoch: row.epoch,
            position: row.position,
            member: row.member_id.map(MemberId::get),
            items: row.items,
            challenger: row.challenger.get(),
            reason: hex(row.reason),
            status: row.status.as_str(),
            decided_by: moderators.map(MemberId::get).collect(),
            challenged_at: row.challenged_at.into(),
            closed_at: row.closed_at.map(Time::from),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

impl TryFrom<Filter> for ChallengeFilter {
    type Error = ApiError;

    fn try_from(filter: Filter) -> Result<Self, ApiError> {
        Ok(Self {
            status: parameter("status", filter.status, |word| word.parse::<ChallengeStatus>())?,
            epoch: filter.epoch,
            batch: number("batch", filter.batch)?,
            member: parameter("member", filter.member, MemberId::new)?,
            challenger: parameter("challenger", filter.challenger, MemberId::new)?,
        })
    }
}

/// Challenges, latest first.
#[utoipa::path(get, path = "/communities/{community}/challenges", tag = "contributions",
    operation_id = "list_challenges", params(InCommunity, PageQuery, Filter),
    responses((status = 200, body = Page<Challenge>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    paging.answer(scope, Challenges(filter.try_into()?)).await
}

struct Challenges(ChallengeFilter);

impl List for Challenges {
    const PARTS: usize = 2;
    type Item = Challenge;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Challenge)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: Order::Newest };
        let rows = scope.store.challenges(scope.slug(), self.0, page).await?;
        Ok(rows.into_iter().map(|row| (placed(row.place()), row.into())).collect())
    }
}
