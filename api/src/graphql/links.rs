//! Fields that lead from one row to another, and rows by their id.

use alloy::primitives::U256;
use palabre_contracts::{Electorate, MemberId};

use super::row::Row;
use crate::{
    error::ApiError,
    http::{
        epochs::Epochs,
        list::List,
        members::Member,
        proposals::{Proposal, ProposalDetail},
        scope::Scope,
    },
};

/// A proposal with the id that GraphQL knows it by: its house and number.
pub(super) fn proposal_row(proposal: &Proposal) -> Result<Row, ApiError> {
    Row::new(&format!("{}-{}", proposal.house, proposal.id), proposal)
}

/// The member with this number, if there is one.
pub(super) async fn member(scope: &Scope, id: &str) -> Result<Option<Row>, ApiError> {
    let Some(number) = id.parse().ok().and_then(|number| MemberId::new(number).ok()) else { return Ok(None) };
    let found = scope.store.member(scope.slug(), number).await?;
    found.map(|member| Row::new(id, &Member::from(member))).transpose()
}

/// The proposal with this id, if there is one.
pub(super) async fn proposal(scope: &Scope, id: &str) -> Result<Option<Row>, ApiError> {
    let Some((house, number)) = parts(id) else { return Ok(None) };
    let Some(row) = scope.store.proposal(scope.slug(), house, number).await? else { return Ok(None) };
    proposal_row(&Proposal::new(scope, &row).await?).map(Some)
}

/// The text of a proposal.
pub(super) async fn description(scope: &Scope, id: &str) -> Result<Option<String>, ApiError> {
    let Some((house, number)) = parts(id) else { return Ok(None) };
    Ok(Some(ProposalDetail::load(scope, house, number).await?.description))
}

/// The epoch with this number, if it has contributions.
pub(super) async fn epoch(scope: &Scope, id: &str) -> Result<Option<Row>, ApiError> {
    let Ok(number) = id.parse::<u32>() else { return Ok(None) };
    let found = Epochs.chunk(scope, Some([u64::from(number) + 1, 0]), 1).await?;
    let found = found.first().filter(|(key, _)| key[0] == u64::from(number));
    found.map(|(_, item)| Row::new(id, item)).transpose()
}

fn parts(id: &str) -> Option<(Electorate, U256)> {
    let (house, number) = id.split_once('-')?;
    Some((house.parse().ok()?, number.parse().ok()?))
}
