//! Epochs: accounting periods with their dates, sums, money and rules.

use axum::{Json, response::Response};
use palabre_contracts::rules::EpochTotals as TotalsRow;
use palabre_indexer::store::{EpochSummary as SummaryRow, Pool as PoolRow};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::Path,
    list::{Key, List, small},
    paging::{Page, PageQuery, Paging},
    rules::{Rules, ShareRules},
    scope::{AsOf, Finality, InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// The dates of an epoch; each is the end of a phase.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EpochDates {
    /// The epoch.
    pub epoch: u32,
    /// Where it stands: `upcoming`, `open`, `grace`, `challenge`, `resolve` or `final`.
    #[schema(example = "open")]
    pub phase: &'static str,
    /// Whether its sums may still change.
    pub finality: Finality,
    /// When contributions begin to count for it.
    pub starts_at: Time,
    /// When they stop; late ones may still be recorded.
    pub ends_at: Time,
    /// When late ones stop and challenges begin.
    pub grace_ends_at: Time,
    /// When challenges stop and are decided.
    pub challenge_ends_at: Time,
    /// When nothing changes any more and shares can be claimed.
    pub final_at: Time,
}

/// An epoch in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct EpochSummary {
    /// Its dates.
    #[serde(flatten)]
    pub dates: EpochDates,
    /// Contributions.
    pub items: u64,
    /// Their points before caps.
    pub points: u64,
    /// Members who contributed.
    pub members: u64,
}

/// An epoch with everything that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EpochDetail {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// Its dates.
    pub dates: EpochDates,
    /// Its sums; provisional until the epoch is final.
    pub totals: EpochTotals,
    /// Its money, by token.
    pub pools: Vec<Pool>,
    /// Rules of recognition in force.
    pub rules: Option<Rules>,
    /// Rules of distribution in force.
    pub share_rules: Option<ShareRules>,
}

/// Sums of an epoch.
#[derive(Debug, Serialize, ToSchema)]
pub struct EpochTotals {
    /// Points that count, by lane.
    pub lanes: [u64; 8],
    /// Contributions that count for the activity target.
    pub activity: u32,
    /// Members with at least one point.
    pub contributors: u32,
    /// Members who take part in the equal share.
    pub active: u32,
    /// All contributions.
    pub items: u32,
}

/// Money of one token for one epoch; amounts in the token's smallest unit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Pool {
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// Everything received.
    #[schema(example = "1000000000000000000")]
    pub funded: String,
    /// Shares paid out.
    pub paid: String,
    /// Moved to the reserve.
    pub reserved: String,
    /// Members who were paid.
    pub claims: u64,
    /// Whether the pool is closed.
    pub swept: bool,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OneEpoch {
    /// Number of the epoch.
    #[param(example = 3)]
    pub(crate) epoch: u32,
}

impl EpochDates {
    pub(crate) fn new(scope: &Scope, epoch: u32) -> Self {
        let calendar = scope.calendar_of(epoch);
        let ends_at = calendar.end_of(epoch);
        Self {
            epoch,
            phase: calendar.phase_at(epoch, scope.now).as_str(),
            finality: scope.finality(epoch),
            starts_at: calendar.start_of(epoch).into(),
            ends_at: ends_at.into(),
            grace_ends_at: (ends_at + calendar.grace).into(),
            challenge_ends_at: (ends_at + calendar.grace + calendar.challenge).into(),
            final_at: calendar.final_at(epoch).into(),
        }
    }
}

impl From<PoolRow> for Pool {
    fn from(row: PoolRow) -> Self {
        Self {
            token: hex(row.token),
            funded: row.funded.to_string(),
            paid: row.paid.to_string(),
            reserved: row.reserved.to_string(),
            claims: row.claims,
            swept: row.swept,
        }
    }
}

impl From<TotalsRow> for EpochTotals {
    fn from(row: TotalsRow) -> Self {
        let TotalsRow { lanes, activity, contributors, active, items } = row;
        Self { lanes, activity, contributors, active, items }
    }
}

impl EpochDetail {
    /// An epoch up to a year ahead of now; later ones have dates, but nobody asks for them in earnest.
    pub(crate) async fn load(scope: &Scope, epoch: u32) -> Result<Self, ApiError> {
        if epoch > scope.epoch().saturating_add(365) {
            let next_step = format!("The current epoch is {}.", scope.epoch());
            return Err(ApiError::not_found(format!("epoch {epoch} is too far away"), next_step));
        }
        let (store, slug) = (&scope.store, scope.slug());
        Ok(Self {
            as_of: scope.as_of(),
            dates: EpochDates::new(scope, epoch),
            totals: scope.moment.sums(store, epoch).await?.totals.into(),
            pools: store.pools(slug, Some(epoch)).await?.into_iter().map(Pool::from).collect(),
            rules: store.ledger_rules_at(slug, epoch).await?.map(Rules::from),
            share_rules: store.share_rules_at(slug, epoch).await?.map(ShareRules::from),
        })
    }
}

/// Epochs with contributions, latest first.
#[utoipa::path(get, path = "/communities/{community}/epochs", tag = "epochs", operation_id = "list_epochs",
    params(InCommunity, PageQuery), responses((status = 200, body = Page<EpochSummary>), Failures))]
async fn list(scope: Scope, paging: Paging) -> Result<Response, ApiError> {
    paging.answer(scope, Epochs).await
}

pub(crate) struct Epochs;

impl List for Epochs {
    type Item = EpochSummary;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, EpochSummary)>, ApiError> {
        let rows = scope.store.epochs(scope.slug(), after.map(|[epoch, _]| small(epoch)), limit).await?;
        let summary = |row: &SummaryRow| EpochSummary {
            dates: EpochDates::new(scope, row.epoch),
            items: row.items,
            points: row.points,
            members: row.members,
        };
        Ok(rows.iter().map(|row| ([row.epoch.into(), 0], summary(row))).collect())
    }
}

/// One epoch, with its sums, money and rules.
#[utoipa::path(get, path = "/communities/{community}/epochs/{epoch}", tag = "epochs", operation_id = "show_epoch",
    params(InCommunity, OneEpoch), responses((status = 200, body = EpochDetail), Failures))]
async fn show(scope: Scope, Path(OneEpoch { epoch }): Path<OneEpoch>) -> Result<Json<EpochDetail>, ApiError> {
    Ok(Json(EpochDetail::load(&scope, epoch).await?))
}
