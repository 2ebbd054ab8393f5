//! Votes: who voted what on a proposal.

use alloy::primitives::U256;
use axum::response::Response;
use palabre_contracts::{Electorate, MemberId};
use palabre_indexer::store::{Ballot as Row, BallotFilter, Order, Page as Rows};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Path, Query},
    list::{Key, List, place, placed},
    paging::{Page, PageQuery, Paging},
    proposals::{OneProposal, house},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(list_all))
}

/// A vote in the list of all of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VoteOn {
    /// `members` or `contributors`.
    pub house: &'static str,
    /// The Governor's number of the proposal, as 32 bytes.
    pub proposal: String,
    /// The vote.
    #[serde(flatten)]
    pub vote: Vote,
}

/// Which votes to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this house: `members` or `contributors`.
    #[param(pattern = "^(members|contributors)$")]
    house: Option<String>,
    /// Only by this wallet.
    #[param(value_type = Option<crate::http::wire::AddressText>)]
    voter: Option<String>,
}

/// One vote.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Vote {
    /// Wallet that voted.
    pub voter: String,
    /// Member behind the wallet.
    pub member: Option<u64>,
    /// `for`, `against` or `abstain`.
    #[schema(example = "for")]
    pub support: &'static str,
    /// Votes of the wallet at the snapshot.
    pub weight: String,
    /// Published reason, often empty. Written by a member: escape it.
    pub reason: String,
    /// When it was cast.
    pub cast_at: Time,
    /// Transaction that carries it.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

impl From<Row> for Vote {
    fn from(row: Row) -> Self {
        Self {
            voter: hex(row.voter),
            member: row.member_id.map(MemberId::get),
            support: row.support.as_str(),
            weight: row.weight.to_string(),
            reason: row.reason,
            cast_at: row.cast_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

impl Vote {
    /// The latest votes on a proposal.
    pub(crate) async fn latest(
        scope: &Scope,
        house: Electorate,
        proposal: U256,
        limit: u32,
    ) -> Result<Vec<Self>, ApiError> {
        let rows = scope.store.ballots(scope.slug(), on(house, proposal), Rows::newest(limit)).await?;
        Ok(rows.into_iter().map(Self::from).collect())
    }
}

fn on(house: Electorate, proposal: U256) -> BallotFilter {
    BallotFilter { house: Some(house), proposal: Some(proposal), ..BallotFilter::default() }
}

/// Votes on a proposal, in the order they were cast.
#[utoipa::path(get, path = "/communities/{community}/proposals/{house}/{id}/votes", tag = "proposals", operation_id = "list_votes",
    params(InCommunity, OneProposal, PageQuery), responses((status = 200, body = Page<Vote>), Failures))]
async fn list(scope: Scope, paging: Paging, Path(one): Path<OneProposal>) -> Result<Response, ApiError> {
    let (house, id) = one.parse()?;
    paging.answer(scope, Votes(on(house, id))).await
}

/// Votes on all proposals, in the order they were cast.
#[utoipa::path(get, path = "/communities/{community}/votes", tag = "proposals", operation_id = "list_all_votes",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<VoteOn>), Failures))]
async fn list_all(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    let voter = filter.voter.map(|voter| voter.parse()).transpose();
    let voter = voter.map_err(|_| ApiError::invalid("`voter` is no wallet", "Give 0x and 40 hexadecimal digits."))?;
    let house = filter.house.as_deref().map(house).transpose()?;
    paging
        .answer(
            scope,
            AllVotes { filter: BallotFilter { house, voter, ..BallotFilter::default() }, order: Order::Oldest },
        )
        .await
}

/// Votes on any proposals, in either direction.
pub(crate) struct AllVotes {
    pub(crate) filter: BallotFilter,
    pub(crate) order: Order,
}

impl List for AllVotes {
    const PARTS: usize = 2;
    type Item = VoteOn;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, VoteOn)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: self.order };
        let rows = scope.store.ballots(scope.slug(), self.filter, page).await?;
        let outside = |row: Row| VoteOn { house: row.house.as_str(), proposal: hex(row.proposal_id), vote: row.into() };
        Ok(rows.into_iter().map(|row| (placed(row.place()), outside(row))).collect())
    }
}

/// Votes in the order they were cast.
pub(crate) struct Votes(pub(crate) BallotFilter);

impl List for Votes {
    const PARTS: usize = 2;
    type Item = Vote;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Vote)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: Order::Oldest };
        let rows = scope.store.ballots(scope.slug(), self.0, page).await?;
        Ok(rows.into_iter().map(|row| (placed(row.place()), row.into())).collect())
    }
}
