//! What the API reads: lists are complete, pages fit together, sums are those of the facts.

use std::collections::HashSet;

use alloy::primitives::U256;
use palabre_contracts::{Electorate, MemberId, Slug};
use palabre_indexer::{
    Store, Verify,
    store::{
        BallotFilter, ContributionFilter, EventFilter, MemberFilter, MoneyFilter, Order, Page, ProposalFilter,
        TimelockName, VoteToken,
    },
};

use crate::{
    chain::{FakeChain, config, indexer},
    life::Dice,
};

pub(crate) async fn mirror() -> (Store, Slug) {
    let chain = FakeChain::new(1, 1);
    chain.grow(1_000, &mut Dice(42));
    let (store, indexer) = indexer(&chain, 1, config(Verify::Receipts)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    (store, FakeChain::community(0).slug)
}

#[tokio::test]
async fn pages_of_members_fit_together_in_both_directions() {
    let (store, slug) = mirror().await;
    let all = store.members(&slug, MemberFilter::default(), Page::first(10_000)).await.unwrap();
    assert!(all.len() > 20);
    for order in [Order::Oldest, Order::Newest] {
        let mut page = Page { after: None, limit: 7, order };
        let mut seen = Vec::new();
        loop {
            let rows = store.members(&slug, MemberFilter::default(), page).await.unwrap();
            let Some(last) = rows.last() else { break };
            page = page.after(last.member_id);
            seen.extend(rows);
        }
        if order == Order::Newest {
            seen.reverse();
        }
        assert_eq!(seen, all);
    }
    let with_unit = MemberFilter { unit: Some(true), ..MemberFilter::default() };
    let holders = store.members(&slug, with_unit, Page::first(10_000)).await.unwrap();
    assert_eq!(holders.len() as u64, store.overview(&slug).await.unwrap().units);
    assert_eq!(store.member_by_wallet(&slug, all[2].wallet).await.unwrap(), Some(all[2].clone()));
}

#[tokio::test]
async fn pages_of_facts_fit_together() {
    let (store, slug) = mirror().await;
    let all = store.events(&slug, EventFilter::default(), Page::first(100_000)).await.unwrap();
    let mut page = Page::newest(13);
    let mut places = HashSet::new();
    loop {
        let rows = store.events(&slug, EventFilter::default(), page).await.unwrap();
        let Some(last) = rows.last() else { break };
        page = page.after(last.place());
        places.extend(rows.iter().map(|row| row.place()));
    }
    assert_eq!(places.len(), all.len());
    let batches = EventFilter { name: Some("BatchRecorded".to_owned()), ..EventFilter::default() };
    let batches = store.events(&slug, batches, Page::first(100_000)).await.unwrap();
    assert_eq!(batches.len() as u64, store.overview(&slug).await.unwrap().batches);
    assert!(batches[0].args.contains("\"batchId\":0"), "{}", batches[0].args);
}

#[tokio::test]
async fn points_are_those_of_the_contributions() {
    let (store, slug) = mirror().await;
    let everything = Page::first(100_000);
    let all = store.contributions(&slug, ContributionFilter::default(), Page::first(100_000)).await.unwrap();
    for epoch in 0..3 {
        let of_epoch = ContributionFilter { epoch: Some(epoch), ..ContributionFilter::default() };
        let items = store.contributions(&slug, of_epoch, Page::first(100_000)).await.unwrap();
        let members = store.epoch_members(&slug, epoch, everything).await.unwrap();
        let counted: u64 = members.iter().flat_map(|member| member.counted).map(u64::from).sum();
        let ledger = store.epoch_ledger(&slug, epoch).await.unwrap();
        let (totals, active) = (ledger.totals(), ledger.active());
        assert_eq!(totals.lanes.iter().sum::<u64>(), counted);
        assert_eq!((totals.items as usize, totals.active as usize), (items.len(), active.len()));
        assert!(members.iter().all(|member| member.counted.iter().all(|points| *points <= 30)));
    }
    let first = MemberId::new(1).unwrap();
    let of_first = ContributionFilter { member: Some(first), ..ContributionFilter::default() };
    let items = store.contributions(&slug, of_first, Page::first(100_000)).await.unwrap();
    let epochs = store.member_epochs(&slug, first).await.unwrap();
    assert_eq!(items.len() as u64, epochs.iter().map(|epoch| epoch.items).sum::<u64>());
    let some = &all[all.len() / 2];
    assert_eq!(store.contribution(&slug, some.source, some.sequence).await.unwrap().as_ref(), Some(some));
    let batch = store.batch(&slug, some.batch_id).await.unwrap().unwrap();
    assert_eq!((batch.epoch, batch.approvers), (some.epoch, vec![first]));
    let summaries = store.epochs(&slug, None, 10).await.unwrap();
    assert_eq!(summaries.iter().map(|epoch| epoch.items).sum::<u64>() as usize, all.len());
    assert_eq!(store.epochs(&slug, Some(1), 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn pools_are_sums_of_payments() {
    let (store, slug) = mirror().await;
    for pool in store.pools(&slug, None).await.unwrap() {
        let of_pool = MoneyFilter { token: Some(pool.token), epoch: Some(pool.epoch), member: None };
        let fundings = store.fundings(&slug, of_pool, Page::first(100_000)).await.unwrap();
        let claims = store.claims(&slug, of_pool, Page::first(100_000)).await.unwrap();
        assert_eq!(pool.funded, fundings.iter().map(|funding| funding.amount).sum::<U256>());
        assert_eq!(pool.paid, claims.iter().map(|claim| claim.amount).sum::<U256>());
        assert_eq!(pool.claims, claims.len() as u64);
        assert_eq!(store.pool_of(&slug, pool.token, pool.epoch).await.unwrap(), Some(pool));
    }
    assert_eq!(store.pools(&slug, Some(1)).await.unwrap().len(), 1);
}

#[tokio::test]
async fn reputation_is_conserved() {
    let (store, slug) = mirror().await;
    let minted: U256 = store.reputation_mints(&slug).await.unwrap().iter().map(|mint| mint.units).sum();
    let held: U256 = store.reputation_balances(&slug, 100_000).await.unwrap().iter().map(|balance| balance.units).sum();
    let supply = store.vote_supply_at(&slug, VoteToken::Reputation, u64::MAX >> 1).await.unwrap();
    assert!(!minted.is_zero());
    assert_eq!((held, supply), (minted, minted));
    assert_eq!(store.vote_supply_at(&slug, VoteToken::Reputation, 0).await.unwrap(), U256::ZERO);
}

#[tokio::test]
async fn tallies_are_sums_of_ballots() {
    let (store, slug) = mirror().await;
    let proposals = store.proposals(&slug, ProposalFilter::default(), Page::first(1000)).await.unwrap();
    let mut ballots_seen = 0;
    for proposal in &proposals {
        let id = U256::from_be_bytes(proposal.proposal_id.0);
        let filter = BallotFilter { house: Some(Electorate::Members), proposal: Some(id), ..BallotFilter::default() };
        let ballots = store.ballots(&slug, filter, Page::first(1000)).await.unwrap();
        let sum: U256 = ballots.iter().map(|ballot| ballot.weight).sum();
        assert_eq!(sum, proposal.votes_against + proposal.votes_for + proposal.votes_abstain);
        assert_eq!(proposal.ballots, ballots.len() as u64);
        ballots_seen += ballots.len();
        for ballot in &ballots {
            assert_eq!(store.ballot(&slug, ballot.house, id, ballot.voter).await.unwrap().as_ref(), Some(ballot));
            assert!(ballot.member_id.is_some());
        }
        assert_eq!(store.proposal(&slug, Electorate::Members, id).await.unwrap().as_ref(), Some(proposal));
    }
    assert!(ballots_seen > 0);
    assert!(proposals.iter().any(|proposal| proposal.canceled_at.is_some()), "canceled in the timelock");
    assert!(proposals.iter().all(|proposal| proposal.title.starts_with("Proposal ")));
    let operations = store.operations(&slug, Some(TimelockName::House(Electorate::Members)), Page::first(1000));
    let operations = operations.await.unwrap();
    let queued = proposals.iter().filter(|proposal| proposal.queued_at.is_some()).count();
    assert_eq!(operations.len(), queued);
}

#[tokio::test]
async fn quorums_follow_the_supply_of_their_snapshot() {
    let (store, slug) = mirror().await;
    let now = u64::MAX >> 1;
    let units = store.vote_supply_at(&slug, VoteToken::Membership, now).await.unwrap();
    assert_eq!(units, U256::from(store.overview(&slug).await.unwrap().units));
    let quorum = store.quorum_at(&slug, Electorate::Members, now).await.unwrap();
    assert_eq!(quorum, Some(palabre_contracts::rules::quorum(units, 10, 3)));
    assert_eq!(store.quorum_at(&slug, Electorate::Members, 1_001).await.unwrap(), Some(U256::ZERO));
    let settings = store.house_settings_at(&slug, now).await.unwrap();
    assert_eq!(settings.len(), 1);
    assert_eq!(store.house_setting_at(&slug, Electorate::Members, "quorum_percent", now).await.unwrap(), Some(10));
}
