//! Is it the right chain, and is it true: endpoints that serve another chain, lie, fail or lag beside one that does not.

use std::time::Duration;

use palabre_indexer::{Chain, FinalityRule, Indexer, IndexerError, Verify, chain::ChainError};

use crate::{
    chain::{Code, FakeChain, Faults, config, contents, indexer, indexer_of, straight},
    life::Dice,
};

/// A quarantine that no test survives.
const LONG: Duration = Duration::from_secs(600);

fn grown(blocks: u64) -> FakeChain {
    let chain = FakeChain::new(1, 1);
    chain.grow(blocks, &mut Dice(1));
    chain
}

/// A bad endpoint before a good one: the mirror is right, and the good one is asked in the end.
async fn check(verify: Verify, faults: Faults) {
    let bad = grown(100);
    let good = bad.twin();
    let (store, indexer, chain) = indexer_of(&[bad.clone(), good.clone()], config(verify), LONG).await;
    bad.set(faults.clone());
    indexer.catch_up_to(good.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&good, 1).await, "{faults:?}");
    let report = chain.report();
    assert!(!report[0].trusted && report[1].trusted, "{faults:?}: {report:?}");
    assert!(report[0].problem.is_some() && report[0].offences > 0);
}

#[tokio::test]
async fn an_endpoint_that_lies_or_fails_is_replaced_by_the_next_one() {
    check(Verify::Receipts, Faults { cut: true, ..Faults::default() }).await;
    check(Verify::Receipts, Faults { hide_every: 3, hide_by_hash: true, ..Faults::default() }).await;
    check(Verify::Bloom, Faults { hide_every: 3, ..Faults::default() }).await;
    check(Verify::Off, Faults { failing: u32::MAX, ..Faults::default() }).await;
    check(Verify::Bloom, Faults { orphans: u32::MAX, ..Faults::default() }).await;
}

#[tokio::test]
async fn an_endpoint_that_lags_is_replaced_by_the_next_one() {
    check(Verify::Receipts, Faults { lag: 30, ..Faults::default() }).await;
}

#[tokio::test]
async fn an_endpoint_of_another_chain_is_never_asked_for_events() {
    let other = FakeChain::new(1, 99);
    other.grow(100, &mut Dice(99));
    let good = grown(60);
    let (store, indexer, chain) = indexer_of(&[good.clone(), other.clone()], config(Verify::Receipts), LONG).await;
    assert!(!chain.report()[1].trusted, "the preferred endpoint says which chain it is");
    // The preferred one fails: the other one would be asked now.
    good.set(Faults { fail_every: 29, ..Faults::default() });
    indexer.catch_up_to(good.height()).await.unwrap();
    good.set(Faults::default());
    assert_eq!(contents(&store).await, straight(&good, 1).await);
    let report = chain.report();
    assert!(!report[1].trusted, "{report:?}");
    assert!(report[1].problem.as_ref().is_some_and(|problem| problem.contains("begins with block")), "{report:?}");
}

#[tokio::test]
async fn a_branch_of_one_endpoint_below_what_is_final_is_not_believed() {
    let good = grown(100);
    let strange = good.twin();
    let (store, indexer, chain) = indexer_of(&[strange.clone(), good.clone()], config(Verify::Receipts), LONG).await;
    indexer.catch_up_to(good.height()).await.unwrap();
    strange.drop_blocks(90);
    strange.grow(120, &mut Dice(7));
    good.grow(25, &mut Dice(8));
    indexer.catch_up_to(good.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&good, 1).await);
    assert!(!chain.report()[0].trusted);
}

#[tokio::test]
async fn contracts_with_other_code_are_another_chain() {
    let chain = grown(40);
    let (store, first) = indexer(&chain, 1, config(Verify::Receipts)).await;
    first.catch_up_to(20).await.unwrap();
    let before = contents(&store).await;
    drop(first);
    chain.set(Faults { code: Code::Other, ..Faults::default() });
    let again = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Receipts));
    let refused = again.catch_up_to(40).await;
    assert!(matches!(refused, Err(IndexerError::OtherCode { .. })), "{refused:?}");
    assert!(again.status().borrow().stopped);
    assert_eq!(contents(&store).await, before, "nothing was written");
}

#[tokio::test]
async fn the_code_is_compared_again_after_an_interruption() {
    let chain = grown(40);
    let (_, indexer) = indexer(&chain, 1, config(Verify::Receipts)).await;
    indexer.catch_up_to(20).await.unwrap();
    chain.set(Faults { failing: 1, code: Code::Other, ..Faults::default() });
    let refused = indexer.catch_up_to(chain.height()).await;
    assert!(matches!(refused, Err(IndexerError::OtherCode { .. })), "{refused:?}");
}

#[tokio::test]
async fn an_endpoint_that_has_no_contracts_yet_is_waited_for() {
    let chain = grown(40);
    let (store, first) = indexer(&chain, 1, config(Verify::Receipts)).await;
    first.catch_up_to(20).await.unwrap();
    drop(first);
    chain.set(Faults { code: Code::Missing, ..Faults::default() });
    let mut choices = config(Verify::Receipts);
    choices.patience = Duration::from_millis(20);
    let again = Indexer::with_chain(store.clone(), chain.clone(), choices);
    let waited = again.catch_up_to(chain.height()).await;
    assert!(matches!(waited, Err(IndexerError::NotReached { .. })), "{waited:?}");
    chain.set(Faults::default());
    again.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
    let fresh = Indexer::with_chain(palabre_indexer::testing::store().await, chain.clone(), config(Verify::Off));
    chain.set(Faults { code: Code::Missing, ..Faults::default() });
    let refused = fresh.follow(FakeChain::community(0)).await;
    assert!(matches!(refused, Err(IndexerError::Chain(ChainError::Contract { .. }))), "{refused:?}");
}

#[tokio::test]
async fn what_is_final_is_not_taken_back() {
    for (rule, finalized, stops) in [
        (FinalityRule::Tags, Some(95), true),
        (FinalityRule::Tags, Some(80), false),
        (FinalityRule::Tags, None, false),
        (FinalityRule::Depth(5), None, true),
        (FinalityRule::Depth(30), Some(95), false),
    ] {
        let chain = grown(100);
        let mut choices = config(Verify::Receipts);
        choices.finality = rule;
        let (store, indexer) = indexer(&chain, 1, choices).await;
        chain.set(Faults { finalized, ..Faults::default() });
        indexer.catch_up_to(chain.height()).await.unwrap();
        indexer.catch_up_to(chain.height()).await.unwrap();
        let before = contents(&store).await;
        chain.drop_blocks(10);
        chain.grow(20, &mut Dice(5));
        let end = indexer.catch_up_to(chain.height()).await;
        assert_eq!(matches!(end, Err(IndexerError::Source(_))), stops, "{rule:?} {finalized:?}: {end:?}");
        let expected = if stops { before } else { straight(&chain, 1).await };
        assert_eq!(contents(&store).await, expected);
    }
}

/// The chain left a branch and has long made the other one final when the mirror looks again: what it has of the old one
/// was never final.
#[tokio::test]
async fn a_branch_that_was_left_while_nobody_looked_was_never_final() {
    let chain = grown(100);
    let (store, first) = indexer(&chain, 1, config(Verify::Receipts)).await;
    chain.set(Faults { finalized: Some(60), ..Faults::default() });
    first.catch_up_to(chain.height()).await.unwrap();
    first.catch_up_to(chain.height()).await.unwrap();
    drop(first);
    chain.drop_blocks(10);
    chain.grow(200, &mut Dice(5));
    chain.set(Faults { finalized: Some(250), ..Faults::default() });
    let again = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Receipts));
    again.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

#[tokio::test]
async fn only_blocks_that_were_compared_with_receipts_count_as_verified() {
    for verify in [Verify::Receipts, Verify::Bloom, Verify::Off] {
        let chain = grown(60);
        let slug = FakeChain::community(0).slug;
        let (store, first) = indexer(&chain, 1, config(verify)).await;
        first.catch_up_to(chain.height()).await.unwrap();
        let proven = if verify == Verify::Receipts { chain.height() } else { 0 };
        assert_eq!(store.verified(&slug).await.unwrap(), Some(proven), "{verify:?}");
        assert_eq!(first.status().borrow().verified, Some(proven));
        chain.grow(5, &mut Dice(3));
        let second = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Receipts));
        second.catch_up_to(chain.height()).await.unwrap();
        let proven = if verify == Verify::Receipts { chain.height() } else { 0 };
        assert_eq!(store.verified(&slug).await.unwrap(), Some(proven), "a gap is never passed over: {verify:?}");
    }
}

#[tokio::test]
async fn a_rewind_takes_the_verified_height_back() {
    let chain = grown(60);
    let slug = FakeChain::community(0).slug;
    let (store, first) = indexer(&chain, 1, config(Verify::Receipts)).await;
    first.catch_up_to(chain.height()).await.unwrap();
    chain.drop_blocks(10);
    chain.grow(12, &mut Dice(9));
    let second = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Off));
    second.catch_up_to(chain.height()).await.unwrap();
    let verified = store.verified(&slug).await.unwrap().unwrap();
    assert!((40..=51).contains(&verified), "{verified}: the blocks above the fork came without proof");
}

#[tokio::test]
async fn an_endpoint_comes_back_after_its_quarantine() {
    let good = grown(30);
    let late = good.twin();
    late.set(Faults { failing: u32::MAX, ..Faults::default() });
    let (_, indexer, chain) = indexer_of(&[good.clone(), late.clone()], config(Verify::Receipts), Duration::ZERO).await;
    indexer.catch_up_to(good.height()).await.unwrap();
    assert!(!chain.report()[1].trusted);
    late.set(Faults::default());
    good.grow(1, &mut Dice(4));
    indexer.catch_up_to(good.height()).await.unwrap();
    assert!(chain.report()[1].trusted, "{:?}", chain.report());
}

#[tokio::test]
async fn endpoints_in_quarantine_are_left_alone() {
    let bad = grown(100);
    let good = bad.twin();
    let (_, indexer, _) = indexer_of(&[bad.clone(), good.clone()], config(Verify::Receipts), LONG).await;
    bad.set(Faults { failing: u32::MAX, ..Faults::default() });
    indexer.catch_up_to(good.height()).await.unwrap();
    let asked = bad.requests();
    for _ in 0..10 {
        good.grow(1, &mut Dice(4));
        indexer.catch_up_to(good.height()).await.unwrap();
    }
    assert_eq!(bad.requests(), asked);
}
