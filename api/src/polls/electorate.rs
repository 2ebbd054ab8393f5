//! Who may answer a poll, and with what weight: read from the mirror at one block.

use std::collections::HashMap;

use alloy::primitives::{Address, U256};
use palabre_contracts::{Electorate, MemberId, Slug};
use palabre_indexer::{
    Store,
    store::{BlockRef, Member, MemberFilter, MemberStatus, Page},
};

use super::error::PollError;
use crate::relay::error::Refusal;

/// Members read at a time.
const CHUNK: u32 = 1_000;
/// During a long catch-up blocks pass faster than members are read.
const TRIES: usize = 5;

/// The electorate of a house, with the block that it reflects. Members have one vote each; contributors have their own
/// units of reputation, lent or not: an answer to a poll is nobody else's.
pub(super) async fn at_head(
    store: &Store,
    slug: &Slug,
    house: Electorate,
) -> Result<(BlockRef, Vec<(MemberId, U256)>), PollError> {
    for _ in 0..TRIES {
        let Some(block) = store.cursor(slug).await? else { break };
        let electors = match house {
            Electorate::Members => members(store, slug).await?,
            Electorate::Contributors => contributors(store, slug).await?,
        };
        // The mirror did not move in between: all rows are of one block.
        if store.cursor(slug).await? == Some(block) {
            return Ok((block, electors));
        }
    }
    Err(Refusal::stale(
        "electorate_moves",
        "the mirror is catching up with the chain: the electorate cannot be read now",
        "Retry in a few seconds; GET /readyz tells how far the indexer is.",
    )
    .into())
}

async fn members(store: &Store, slug: &Slug) -> Result<Vec<(MemberId, U256)>, PollError> {
    let filter = MemberFilter { unit: Some(true), ..MemberFilter::default() };
    let members = all(store, slug, filter).await?;
    Ok(members.into_iter().map(|member| (member.member_id, U256::from(1))).collect())
}

async fn contributors(store: &Store, slug: &Slug) -> Result<Vec<(MemberId, U256)>, PollError> {
    let balances = store.reputation_balances(slug, u32::MAX).await?;
    let units: HashMap<Address, U256> = balances.into_iter().map(|row| (row.wallet, row.units)).collect();
    let filter = MemberFilter { status: Some(MemberStatus::Active), ..MemberFilter::default() };
    let members = all(store, slug, filter).await?;
    let weight = |member: Member| {
        let units = units.get(&member.wallet).copied().unwrap_or_default();
        (!units.is_zero()).then_some((member.member_id, units))
    };
    Ok(members.into_iter().filter_map(weight).collect())
}

async fn all(store: &Store, slug: &Slug, filter: MemberFilter) -> Result<Vec<Member>, PollError> {
    let mut members: Vec<Member> = Vec::new();
    let mut page = Page::first(CHUNK);
    loop {
        let rows = store.members(slug, filter, page).await?;
        let done = rows.len() < CHUNK as usize;
        page = rows.last().map_or(page, |last| page.after(last.member_id));
        members.extend(rows);
        if done {
            return Ok(members);
        }
    }
}
