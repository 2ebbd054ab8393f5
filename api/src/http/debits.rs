//! Contributions that were taken back: struck before their epoch was final, or debited after it.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Debit as DebitRow, TakenBack, TakenFilter};
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
    OpenApiRouter::new().routes(routes!(list_debits)).routes(routes!(list_taken_items))
}

/// A contribution that was debited after its epoch was final.
#[derive(Debug, Serialize, ToSchema)]
pub struct Debit {
    /// The batch.
    pub batch: u64,
    /// Position in the batch.
    pub position: u32,
    /// Who owes the points in later epochs.
    pub member: u64,
    /// Points that had counted.
    pub points: u64,
    /// Reputation burned for them.
    #[schema(example = "2500000000000000")]
    pub units: String,
    /// Moderators who decided; none where the members' house did.
    pub decided_by: Vec<u64>,
    /// When.
    pub debited_at: Time,
    /// Transaction.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

impl From<DebitRow> for Debit {
    fn from(row: DebitRow) -> Self {
        Self {
            batch: row.batch_id,
            position: row.position,
            member: row.member_id.get(),
            points: row.points,
            units: row.units.to_string(),
            decided_by: [row.first_moderator, row.second_moderator].into_iter().flatten().map(MemberId::get).collect(),
            debited_at: row.debited_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfDebits {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Debits, latest first.
#[utoipa::path(get, path = "/communities/{community}/debits", tag = "contributions", operation_id = "list_debits",
    params(InCommunity, PageQuery, OfDebits), responses((status = 200, body = Page<Debit>), Failures))]
async fn list_debits(scope: Scope, paging: Paging, Query(filter): Query<OfDebits>) -> Result<Response, ApiError> {
    paging.answer(scope, Debits(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { Debits(Option<MemberId>): Debit => debits }

/// A contribution that was taken back.
#[derive(Debug, Serialize, ToSchema)]
pub struct TakenItem {
    /// The batch.
    pub batch: u64,
    /// The connected tool it came from.
    pub source: u32,
    /// Its number there.
    pub sequence: u64,
    /// The epoch.
    pub epoch: u32,
    /// Whose.
    pub member: u64,
    /// Its lane.
    pub lane: u8,
    /// Its points before caps.
    pub points: u32,
    /// Points that counted and no longer do, or are owed.
    pub counted: u32,
    /// Points that had paid a debt, which is owed again.
    pub restored: u32,
    /// Debited after its epoch was final; struck otherwise.
    pub debited: bool,
    /// When.
    pub taken_at: Time,
    /// Block of the decision.
    pub block_number: u64,
}

impl From<TakenBack> for TakenItem {
    fn from(row: TakenBack) -> Self {
        Self {
            batch: row.batch_id,
            source: row.source,
            sequence: row.sequence,
            epoch: row.epoch,
            member: row.member_id.get(),
            lane: row.lane.index(),
            points: row.points,
            counted: row.counted,
            restored: row.restored,
            debited: row.debited,
            taken_at: row.taken_at.into(),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfTakenItems {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
    /// Only of this epoch.
    epoch: Option<u32>,
    /// Only debited ones, or only struck ones.
    debited: Option<bool>,
}

/// Contributions that were taken back, latest first.
#[utoipa::path(get, path = "/communities/{community}/taken-items", tag = "contributions", operation_id = "list_taken_items",
    params(InCommunity, PageQuery, OfTakenItems), responses((status = 200, body = Page<TakenItem>), Failures))]
async fn list_taken_items(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<OfTakenItems>,
) -> Result<Response, ApiError> {
    let filter = TakenFilter {
        member: parameter("member", filter.member, MemberId::new)?,
        epoch: filter.epoch,
        debited: filter.debited,
    };
    paging.answer(scope, TakenItems(filter)).await
}

facts! { TakenItems(TakenFilter): TakenItem => taken_back }
