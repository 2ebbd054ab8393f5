//! Contributions: what was recognised, for whom, in which batch.

use axum::response::Response;
use palabre_contracts::{Lane, MemberId};
use palabre_indexer::store::{Contribution as Row, ContributionFilter, ItemPlace, Order, Page as Rows};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, number, parameter},
    list::{Key, List, small},
    paging::{Page, PageQuery, Paging},
    scope::{Finality, InCommunity, Scope},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// One recognised contribution.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Contribution {
    /// The batch it was recorded with.
    pub batch: u64,
    /// Position in the batch, counted from 0.
    pub position: u32,
    /// Epoch that it belongs to.
    pub epoch: u32,
    /// Where the epoch stands.
    pub phase: &'static str,
    /// Whether it may still be struck.
    pub finality: Finality,
    /// The connected tool it comes from.
    pub source: u32,
    /// Number within the source.
    pub sequence: u64,
    /// Who made it.
    pub member: u64,
    /// Which of eight kinds it is.
    #[schema(maximum = 7)]
    pub lane: u8,
    /// Points before caps.
    pub points: u32,
    /// Kind of activity; 0 when kept private.
    pub kind: u16,
    /// Whether it was struck before its epoch was final: it counts for nothing.
    pub struck: bool,
    /// Whether it was debited after its epoch was final: the member owes what it had counted for.
    pub debited: bool,
}

/// Which contributions to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
    /// Only of this epoch.
    epoch: Option<u32>,
    /// Only of this lane.
    #[param(maximum = 7)]
    lane: Option<u8>,
    /// Only from this source.
    source: Option<u32>,
    /// Only of this batch.
    batch: Option<u64>,
}

impl TryFrom<Filter> for ContributionFilter {
    type Error = ApiError;

    fn try_from(filter: Filter) -> Result<Self, ApiError> {
        let Filter { member, epoch, lane, source, batch } = filter;
        Ok(Self {
            member: parameter("member", member, MemberId::new)?,
            lane: parameter("lane", lane, Lane::new)?,
            epoch,
            source,
            batch: number("batch", batch)?,
        })
    }
}

impl Contribution {
    pub(crate) fn new(scope: &Scope, row: Row) -> Self {
        Self {
            batch: row.batch_id,
            position: row.position,
            epoch: row.epoch,
            phase: scope.phase(row.epoch).as_str(),
            finality: scope.finality(row.epoch),
            source: row.source,
            sequence: row.sequence,
            member: row.member_id.get(),
            lane: row.lane.index(),
            points: row.points,
            kind: row.kind,
            struck: row.struck,
            debited: row.debited,
        }
    }

    /// The latest ones, of one member or of all.
    pub(crate) async fn latest(scope: &Scope, member: Option<MemberId>, limit: u32) -> Result<Vec<Self>, ApiError> {
        let filter = ContributionFilter { member, ..ContributionFilter::default() };
        let rows = scope.store.contributions(scope.slug(), filter, Rows::newest(limit)).await?;
        Ok(rows.into_iter().map(|row| Self::new(scope, row)).collect())
    }
}

/// Contributions, latest first.
#[utoipa::path(get, path = "/communities/{community}/contributions", tag = "contributions", operation_id = "list_contributions",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<Contribution>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    paging.answer(scope, Contributions { filter: filter.try_into()?, order: Order::Newest }).await
}

/// Contributions by batch and position, in either direction.
pub(crate) struct Contributions {
    pub(crate) filter: ContributionFilter,
    pub(crate) order: Order,
}

impl List for Contributions {
    const PARTS: usize = 2;
    type Item = Contribution;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Contribution)>, ApiError> {
        let after = after.map(|[batch_id, position]| ItemPlace { batch_id, position: small(position) });
        let page = Rows { after, limit, order: self.order };
        let rows = scope.store.contributions(scope.slug(), self.filter, page).await?;
        Ok(rows.into_iter().map(|row| ([row.batch_id, row.position.into()], Contribution::new(scope, row))).collect())
    }
}
