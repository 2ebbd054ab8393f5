//! Endpoints that lie or fail: the mirror is right in the end, or says loudly that it is not.

use std::time::Duration;

use palabre_indexer::{Indexer, IndexerError, StoreError, Verify, sql::query, testing::Place};

use crate::{
    chain::{FakeChain, Faults, config, contents, indexer, straight},
    life::Dice,
};

/// Indexes a chain behind a bad endpoint and compares with a good one.
async fn check(verify: Verify, faults: Faults) {
    let chain = FakeChain::new(1, 1);
    chain.grow(100, &mut Dice(1));
    let (store, indexer) = indexer(&chain, 1, config(verify)).await;
    chain.set(faults.clone());
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await, "{faults:?}");
}

#[tokio::test]
async fn refused_windows_shrink_until_they_fit() {
    let chain = FakeChain::new(1, 1);
    chain.grow(100, &mut Dice(1));
    let (store, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    chain.set(Faults { most_blocks: Some(5), ..Faults::default() });
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert!((3..=5).contains(&chain.widest()), "{}", chain.widest());
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

#[tokio::test]
async fn a_limit_that_is_named_is_kept() {
    let chain = FakeChain::new(1, 1);
    chain.rest(300);
    let (_, indexer) = indexer(&chain, 1, config(Verify::Off)).await;
    chain.set(Faults { most_blocks: Some(7), names_limit: true, ..Faults::default() });
    let before = chain.requests();
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(chain.widest(), 7);
    let asked = chain.requests() - before;
    assert!(asked < 350, "{asked} requests: the limit was tried again and again");
}

#[tokio::test]
async fn a_busy_endpoint_is_asked_later() {
    check(Verify::Receipts, Faults { busy: 9, ..Faults::default() }).await;
}

#[tokio::test]
async fn windows_grow_while_answers_are_small() {
    let chain = FakeChain::new(1, 1);
    chain.rest(200);
    let (_, indexer) = indexer(&chain, 1, config(Verify::Off)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(chain.widest(), 16);
}

#[tokio::test]
async fn lost_logs_are_noticed_by_the_bloom_filter() {
    check(Verify::Bloom, Faults { hide_every: 3, ..Faults::default() }).await;
}

#[tokio::test]
async fn logs_lost_for_good_or_cut_are_taken_from_receipts() {
    check(Verify::Receipts, Faults { hide_every: 3, hide_by_hash: true, ..Faults::default() }).await;
    check(Verify::Receipts, Faults { cut: true, ..Faults::default() }).await;
}

#[tokio::test]
async fn shuffled_and_doubled_logs_change_nothing() {
    check(Verify::Off, Faults { twice: true, ..Faults::default() }).await;
}

#[tokio::test]
async fn logs_of_another_block_are_asked_for_again() {
    check(Verify::Bloom, Faults { orphans: 20, ..Faults::default() }).await;
}

#[tokio::test]
async fn failing_requests_are_repeated() {
    check(Verify::Receipts, Faults { failing: 50, ..Faults::default() }).await;
    check(Verify::Bloom, Faults { fail_every: 29, ..Faults::default() }).await;
}

#[tokio::test]
async fn an_endpoint_that_is_behind_is_waited_for() {
    let chain = FakeChain::new(1, 1);
    chain.grow(30, &mut Dice(1));
    let (store, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    let before = contents(&store).await;
    chain.set(Faults { lag: 3, ..Faults::default() });
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, before, "nothing is taken back");
}

#[tokio::test]
async fn an_outage_is_told_and_ends_by_itself() {
    let chain = FakeChain::new(1, 1);
    chain.grow(30, &mut Dice(1));
    let mut choices = config(Verify::Bloom);
    choices.patience = Duration::from_millis(20);
    let (store, indexer) = indexer(&chain, 1, choices.clone()).await;
    indexer.catch_up_to(10).await.unwrap();
    chain.set(Faults { failing: u32::MAX, ..Faults::default() });
    let waited = indexer.catch_up_to(chain.height()).await;
    assert!(matches!(waited, Err(IndexerError::NotReached { .. })), "{waited:?}");
    let status = indexer.status().borrow().clone();
    let not_ready = status.ready(tokio::time::Instant::now(), &choices).unwrap_err();
    assert!(not_ready.to_string().contains("429"), "{not_ready}");

    chain.set(Faults::default());
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(indexer.status().borrow().ready(tokio::time::Instant::now(), &choices), Ok(()));
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

#[tokio::test]
async fn work_that_is_cut_short_anywhere_is_neither_lost_nor_doubled() {
    let place = Place::new().await;
    let chain = FakeChain::new(1, 1);
    chain.grow(60, &mut Dice(1));
    let store = place.open().await;
    let indexer = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Bloom));
    indexer.follow(FakeChain::community(0)).await.unwrap();
    let mut dice = Dice(1);
    for _ in 0..60 {
        // Polls a few times and drops the rest: requests, decoding and transactions end wherever they are.
        let mut polls = dice.below(40);
        let mut work = std::pin::pin!(indexer.catch_up_to(chain.height()));
        futures::future::poll_fn(|context| {
            polls = polls.saturating_sub(1);
            match work.as_mut().poll(context) {
                std::task::Poll::Pending if polls > 0 => std::task::Poll::Pending,
                _ => std::task::Poll::Ready(()),
            }
        })
        .await;
    }
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

#[tokio::test]
async fn the_second_of_two_writers_gives_up() {
    let chain = FakeChain::new(1, 1);
    let mut dice = Dice(1);
    let (store, first) = indexer(&chain, 1, config(Verify::Bloom)).await;
    let second = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Bloom));
    second.catch_up_to(1).await.unwrap();
    chain.grow(5, &mut dice);
    first.catch_up_to(chain.height()).await.unwrap();
    let lost = second.catch_up_to(chain.height()).await;
    assert!(matches!(lost, Err(IndexerError::Store(StoreError::AnotherWriter { .. }))), "{lost:?}");
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

/// A server that crashes may lose commits that nobody waited for; the connection to it may be a new one without an error.
#[tokio::test]
async fn what_the_database_forgot_is_read_again_without_a_restart() {
    for newest in [1, 7, 40] {
        let chain = FakeChain::new(1, newest);
        let mut dice = Dice(newest);
        let (store, indexer) = indexer(&chain, 1, config(Verify::Receipts)).await;
        chain.grow(60, &mut dice);
        indexer.catch_up_to(chain.height()).await.unwrap();
        // The tables as they were before, behind the back of whoever wrote them.
        let before = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Receipts));
        before.rewind_to(chain.height() - newest).await.unwrap();
        chain.grow(1, &mut dice);
        let running = async {
            while store.cursor(&FakeChain::community(0).slug).await.unwrap().unwrap().block_number < chain.height() {
                tokio::task::yield_now().await;
            }
        };
        indexer.run(running).await.unwrap();
        assert_eq!(contents(&store).await, straight(&chain, 1).await, "{newest} blocks forgotten");
    }
}

#[tokio::test]
async fn events_that_contradict_the_mirror_stop_it() {
    let chain = FakeChain::new(1, 1);
    chain.grow(30, &mut Dice(1));
    let (store, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    query("DELETE FROM events").execute(store.pool()).await.unwrap();
    query("UPDATE cursors SET block_number = 0, block_hash = (SELECT genesis_hash FROM chains)")
        .execute(store.pool())
        .await
        .unwrap();
    query("DELETE FROM blocks WHERE number > 0").execute(store.pool()).await.unwrap();
    let stopped = Indexer::with_chain(store, chain.clone(), config(Verify::Bloom)).run(std::future::pending()).await;
    assert!(matches!(stopped, Err(IndexerError::Store(StoreError::Contradiction(_)))), "{stopped:?}");
}
