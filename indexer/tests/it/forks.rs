//! Chains that take blocks back: the mirror must be what a fresh one would be.

use palabre_indexer::{
    Indexer, IndexerError, Verify,
    sql::{query, query_scalar},
};
use proptest::prelude::*;

use crate::{
    chain::{FakeChain, config, contents, indexer, straight},
    life::Dice,
};

/// One turn of a chain's life.
#[derive(Clone, Debug)]
enum Turn {
    Grow(u64),
    Fork { back: u64, forward: u64 },
    Look,
    Follow,
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = prop_oneof![
        3 => (1u64..12).prop_map(Turn::Grow),
        2 => (1u64..20, 0u64..25).prop_map(|(back, forward)| Turn::Fork { back, forward }),
        3 => Just(Turn::Look),
        1 => Just(Turn::Follow),
    ];
    proptest::collection::vec(turn, 1..30)
}

async fn check(seed: u64, turns: &[Turn], verify: Verify) {
    let chain = FakeChain::new(2, seed);
    let mut dice = Dice(seed);
    let mut choices = config(verify);
    choices.head_may_lag = false;
    choices.max_reorg = 1_000;
    let (store, indexer) = indexer(&chain, 1, choices).await;
    for turn in turns.iter().chain(&[Turn::Follow]) {
        match turn {
            Turn::Grow(blocks) => chain.grow(*blocks, &mut dice),
            Turn::Fork { back, forward } => {
                chain.drop_blocks(*back);
                chain.grow(*forward, &mut dice);
            }
            Turn::Look => {
                indexer.catch_up_to(chain.height()).await.unwrap();
            }
            // A community that begins late catches up with the other one, whatever branch that is on.
            Turn::Follow => {
                indexer.follow(FakeChain::community(1)).await.unwrap();
            }
        }
    }
    chain.grow(1, &mut dice);
    // The first call may be content with the height alone: an old branch can be as high as the new one.
    indexer.catch_up_to(chain.height()).await.unwrap();
    chain.grow(1, &mut dice);
    indexer.catch_up_to(chain.height()).await.unwrap();
    let (ours, expected) = (contents(&store).await, straight(&chain, 2).await);
    assert_eq!(ours, expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn index_rewind_index_again_is_straight_index(seed: u64, turns in turns(), verify in 0usize..3) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let verify = [Verify::Off, Verify::Bloom, Verify::Receipts][verify];
        runtime.block_on(check(seed, &turns, verify));
    }
}

#[tokio::test]
async fn a_fork_while_nobody_looked_is_found_at_the_next_start() {
    for verify in [Verify::Off, Verify::Bloom, Verify::Receipts] {
        let chain = FakeChain::new(1, 1);
        let mut dice = Dice(1);
        chain.grow(40, &mut dice);
        let (store, first) = indexer(&chain, 1, config(verify)).await;
        first.catch_up_to(chain.height()).await.unwrap();
        drop(first);
        chain.drop_blocks(15);
        chain.grow(60, &mut dice);
        let second = Indexer::with_chain(store.clone(), chain.clone(), config(verify));
        second.catch_up_to(chain.height()).await.unwrap();
        assert_eq!(contents(&store).await, straight(&chain, 1).await, "{verify:?}");
    }
}

#[tokio::test]
async fn a_head_that_moves_back_is_believed_only_of_a_chain_in_this_process() {
    for (may_lag, expected) in [(true, 21), (false, 16)] {
        let chain = FakeChain::new(1, 2);
        chain.grow(20, &mut Dice(2));
        let mut choices = config(Verify::Bloom);
        choices.head_may_lag = may_lag;
        let (store, indexer) = indexer(&chain, 1, choices).await;
        indexer.catch_up_to(21).await.unwrap();
        chain.drop_blocks(5);
        indexer.catch_up_to(16).await.unwrap();
        indexer.catch_up_to(16).await.unwrap();
        let cursor = store.cursor(&FakeChain::community(0).slug).await.unwrap().unwrap();
        assert_eq!(cursor.block_number, expected);
    }
}

#[tokio::test]
async fn a_head_that_moves_back_to_a_block_that_is_not_remembered_is_believed() {
    let chain = FakeChain::new(1, 5);
    chain.rest(40);
    let mut choices = config(Verify::Off);
    choices.head_may_lag = false;
    let (store, indexer) = indexer(&chain, 1, choices).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    chain.drop_blocks(17);
    chain.grow(1, &mut Dice(5));
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

/// Blocks without events were passed in one window, and were never looked at one by one.
#[tokio::test]
async fn a_fork_among_quiet_blocks_of_a_backfill_is_followed() {
    for (verify, started_again) in [(Verify::Off, false), (Verify::Receipts, false), (Verify::Receipts, true)] {
        let chain = FakeChain::new(1, 8);
        chain.rest(200);
        let mut choices = config(verify);
        (choices.window, choices.max_window) = (1_000, 1_000);
        let (store, mut indexer) = indexer(&chain, 1, choices.clone()).await;
        indexer.catch_up_to(chain.height()).await.unwrap();
        if started_again {
            indexer = Indexer::with_chain(store.clone(), chain.clone(), choices);
            indexer.follow(FakeChain::community(0)).await.unwrap();
        }
        chain.drop_blocks(60);
        chain.grow(70, &mut Dice(8));
        indexer.catch_up_to(chain.height()).await.unwrap();
        assert_eq!(contents(&store).await, straight(&chain, 1).await);
    }
}

#[tokio::test]
async fn a_fork_deeper_than_allowed_stops_loudly_and_changes_nothing() {
    let chain = FakeChain::new(1, 3);
    let mut dice = Dice(3);
    chain.grow(100, &mut dice);
    let (store, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    let before = contents(&store).await;
    chain.drop_blocks(90);
    chain.grow(120, &mut dice);
    let stopped = indexer.run(std::future::pending()).await;
    let Err(IndexerError::Source(problem)) = &stopped else { panic!("must stop: {stopped:?}") };
    assert!(problem.to_string().contains("palabre reindex"), "{problem}");
    assert_eq!(contents(&store).await, before);
    assert!(indexer.status().borrow().stopped);

    indexer.reindex(&FakeChain::community(0).slug).await.unwrap();
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

#[tokio::test]
async fn a_community_that_catches_up_notices_a_fork_for_the_others() {
    let chain = FakeChain::new(2, 4);
    let mut dice = Dice(4);
    chain.grow(40, &mut dice);
    let (store, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    chain.drop_blocks(10);
    chain.grow(30, &mut dice);
    indexer.follow(FakeChain::community(1)).await.unwrap();
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 2).await);
}

/// Going back by notes gives what was there before, whatever happened in between.
#[tokio::test]
async fn whatever_happened_can_be_undone() {
    for seed in 0..3 {
        let chain = FakeChain::new(1, seed);
        let mut dice = Dice(seed);
        let mut choices = config(Verify::Off);
        (choices.tip_distance, choices.max_reorg) = (1_000, 500);
        let (store, indexer) = indexer(&chain, 1, choices).await;
        let mut before = vec![];
        for _ in 0..30 {
            chain.grow(10, &mut dice);
            indexer.catch_up_to(chain.height()).await.unwrap();
            before.push((chain.height(), contents(&store).await));
        }
        for (height, expected) in before.into_iter().rev().step_by(2) {
            indexer.rewind_to(height).await.unwrap();
            assert!(contents(&store).await == expected, "seed {seed}, back to {height}");
        }
    }
}

/// The rows of a community that was not folded again were put back: its oldest members have the row that they had.
#[tokio::test]
async fn a_fork_puts_back_what_it_changed_and_folds_nothing_again() {
    let chain = FakeChain::new(1, 6);
    chain.grow(200, &mut Dice(6));
    let mut choices = config(Verify::Receipts);
    choices.tip_distance = 1_000;
    let (store, indexer) = indexer(&chain, 1, choices).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    let floor: i64 = query_scalar("SELECT block_number FROM undo_floors").fetch_one(store.pool()).await.unwrap();
    assert!((130..=137).contains(&floor), "{floor}: notes reach as far as a fork may");
    let notes: i64 = query_scalar("SELECT COUNT(*) FROM undo_rows WHERE block_number <= $1")
        .bind(floor)
        .fetch_one(store.pool())
        .await
        .unwrap();
    assert_eq!(notes, 0, "older ones are forgotten");
    // A row that no event of the last blocks touches: folding everything again would mend it.
    query("UPDATE charters SET uri = 'marked' WHERE version = 1").execute(store.pool()).await.unwrap();
    chain.drop_blocks(50);
    chain.grow(60, &mut Dice(7));
    indexer.catch_up_to(chain.height()).await.unwrap();
    let expected = straight(&chain, 1).await.replace("https://palabre.example/charter", "marked");
    assert_eq!(contents(&store).await.replace("https://palabre.example/charter", "marked"), expected);
    let uri: String = query_scalar("SELECT uri FROM charters WHERE version = 1").fetch_one(store.pool()).await.unwrap();
    assert_eq!(uri, "marked", "nothing was folded again");
}
