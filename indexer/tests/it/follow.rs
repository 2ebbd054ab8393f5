//! Following communities on a chain that behaves.

use palabre_indexer::{Indexer, IndexerError, Verify, sql::query, store::Page, testing::Place};

use crate::{
    chain::{CHAIN_ID, FakeChain, Faults, config, contents, indexer, straight},
    life::Dice,
};

#[tokio::test]
async fn backfill_and_tip_give_the_same_mirror_as_block_by_block() {
    let chain = FakeChain::new(2, 1);
    chain.grow(120, &mut Dice(1));
    for verify in [Verify::Off, Verify::Bloom, Verify::Receipts] {
        let (store, backfilled) = indexer(&chain, 2, config(verify)).await;
        backfilled.catch_up_to(chain.height()).await.unwrap();
        let mut slow = config(verify);
        slow.tip_distance = 1_000;
        let (other, walked) = indexer(&chain, 2, slow).await;
        walked.catch_up_to(chain.height()).await.unwrap();
        assert_eq!(contents(&store).await, contents(&other).await, "{verify:?}");
        assert!(store.overview(&FakeChain::community(0).slug).await.unwrap().contributions > 0);
    }
}

#[tokio::test]
async fn blocks_that_arrive_while_following_are_neither_lost_nor_doubled() {
    let chain = FakeChain::new(1, 2);
    let mut dice = Dice(2);
    let (store, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    for _ in 0..100 {
        let blocks = dice.below(20);
        chain.grow(blocks, &mut dice);
        indexer.catch_up_to(chain.height()).await.unwrap();
    }
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

/// Every look at the chain finds a block more, wherever backfill is then.
#[tokio::test]
async fn a_hundred_hand_overs_from_backfill_to_the_head_lose_and_double_nothing() {
    for turn in 0..100 {
        let chain = FakeChain::new(1, turn);
        let mut dice = Dice(turn);
        chain.grow(10 + dice.below(20), &mut dice);
        let mut choices = config([Verify::Receipts, Verify::Bloom, Verify::Off][turn as usize % 3]);
        (choices.window, choices.tip_distance) = (1 + turn % 7, turn % 5);
        choices.in_flight = 1 + turn as usize % 4;
        let (store, indexer) = indexer(&chain, 1, choices).await;
        chain.set(Faults { growing: 15, ..Faults::default() });
        // Each of these looks goes on from wherever the last one ended.
        for look in 0..20 {
            indexer.catch_up_to(chain.height().min(5 + look * 3)).await.unwrap();
        }
        indexer.catch_up_to(chain.height()).await.unwrap();
        assert_eq!(contents(&store).await, straight(&chain, 1).await, "turn {turn}");
    }
}

#[tokio::test]
async fn a_community_added_later_catches_up_and_walks_with_the_others() {
    let chain = FakeChain::new(3, 3);
    let mut dice = Dice(3);
    chain.grow(60, &mut dice);
    let (store, indexer) = indexer(&chain, 1, config(Verify::Receipts)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    indexer.follow(FakeChain::community(1)).await.unwrap();
    chain.grow(5, &mut dice);
    indexer.catch_up_to(chain.height()).await.unwrap();
    indexer.follow(FakeChain::community(2)).await.unwrap();
    indexer.catch_up_to(chain.height()).await.unwrap();
    chain.grow(5, &mut dice);
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 3).await);
}

#[tokio::test]
async fn those_at_the_head_do_not_wait_for_a_community_that_catches_up() {
    let chain = FakeChain::new(2, 9);
    let mut dice = Dice(9);
    chain.grow(300, &mut dice);
    let mut choices = config(Verify::Receipts);
    // Small steps: each look below wants one.
    choices.in_flight = 1;
    let (store, indexer) = indexer(&chain, 1, choices).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    indexer.follow(FakeChain::community(1)).await.unwrap();
    let at = async |number: u8| store.cursor(&FakeChain::community(number).slug).await.unwrap().unwrap().block_number;
    for wanted in [20, 60, 100] {
        // Sometimes the chain takes blocks back meanwhile.
        chain.drop_blocks(wanted / 20);
        chain.grow(20, &mut dice);
        indexer.catch_up_to(wanted).await.unwrap();
        assert_eq!(at(0).await, chain.height(), "the first community follows the head");
        assert!(at(1).await < 200, "the second one is still on its way: {}", at(1).await);
    }
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 2).await);
}

#[tokio::test]
async fn entries_of_others_in_the_shared_registry_are_left_out() {
    let chain = FakeChain::new(2, 4);
    chain.grow(80, &mut Dice(4));
    let (store, indexer) = indexer(&chain, 1, config(Verify::Receipts)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    let slug = FakeChain::community(0).slug;
    let members = store.overview(&slug).await.unwrap().members;
    let anchors = store.anchors(&slug, Page::first(1000)).await.unwrap();
    assert_eq!(anchors.len() as u64, members, "the fake community anchors once per member");
}

#[tokio::test]
async fn a_mirror_opened_again_goes_on_where_it_was() {
    let place = Place::new().await;
    let chain = FakeChain::new(1, 5);
    let mut dice = Dice(5);
    for _ in 0..4 {
        chain.grow(30, &mut dice);
        let store = place.open().await;
        let indexer = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Bloom));
        indexer.follow(FakeChain::community(0)).await.unwrap();
        indexer.catch_up_to(chain.height()).await.unwrap();
        assert_eq!(contents(&store).await, straight(&chain, 1).await);
        store.close().await;
    }
}

#[tokio::test]
async fn reindexing_gives_the_same_mirror() {
    let chain = FakeChain::new(2, 6);
    chain.grow(50, &mut Dice(6));
    let (store, indexer) = indexer(&chain, 2, config(Verify::Bloom)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    let before = contents(&store).await;
    indexer.reindex(&FakeChain::community(1).slug).await.unwrap();
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, before);
}

#[tokio::test]
async fn the_wrong_chain_is_refused() {
    let chain = FakeChain::new(1, 7);
    let (store, follower) = indexer(&chain, 1, config(Verify::Bloom)).await;
    let mut elsewhere = FakeChain::community(0);
    elsewhere.chain_id = 1;
    let refused = follower.follow(elsewhere).await;
    assert!(matches!(refused, Err(IndexerError::WrongChain { expected: 1, found: CHAIN_ID, .. })), "{refused:?}");

    chain.set(Faults { chain_id: Some(5), ..Faults::default() });
    let restarted = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Bloom));
    let refused = restarted.catch_up_to(1).await;
    assert!(matches!(refused, Err(IndexerError::WrongChain { expected: CHAIN_ID, found: 5, .. })), "{refused:?}");

    let reborn = Indexer::with_chain(store, FakeChain::new(1, 8), config(Verify::Bloom));
    let refused = reborn.run(std::future::pending()).await;
    assert!(matches!(refused, Err(IndexerError::OtherGenesis { .. })), "{refused:?}");
    assert!(reborn.status().borrow().stopped);
}

#[tokio::test]
async fn a_slug_belongs_to_its_contracts() {
    let chain = FakeChain::new(2, 9);
    let (_, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    indexer.follow(FakeChain::community(0)).await.unwrap();
    let mut impostor = FakeChain::community(1);
    impostor.slug = FakeChain::community(0).slug;
    assert!(matches!(indexer.follow(impostor).await, Err(IndexerError::OtherContracts(_))));
}

#[tokio::test]
async fn running_follows_the_head_until_told_to_stop() {
    let chain = FakeChain::new(1, 10);
    let (store, indexer) = indexer(&chain, 1, config(Verify::Bloom)).await;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let runner = indexer.clone();
    let running = tokio::spawn(async move { runner.run(async { drop(stopped.await) }).await });
    let mut dice = Dice(10);
    for _ in 0..20 {
        chain.grow(3, &mut dice);
        indexer.head_changed();
        indexer.catch_up_to(chain.height()).await.unwrap();
    }
    let status = indexer.status().borrow().clone();
    assert_eq!((status.head, status.lag()), (Some(chain.height()), 0));
    stop.send(()).unwrap();
    running.await.unwrap().unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

#[tokio::test]
async fn a_mirror_of_another_generation_is_folded_again_when_it_is_opened() {
    let place = Place::new().await;
    let chain = FakeChain::new(1, 6);
    chain.grow(200, &mut Dice(6));
    let store = place.open().await;
    let indexer = Indexer::with_chain(store.clone(), chain.clone(), config(Verify::Off));
    indexer.follow(FakeChain::community(0)).await.unwrap();
    indexer.catch_up_to(chain.height()).await.unwrap();
    for sql in ["DELETE FROM applications", "DELETE FROM members", "UPDATE folds SET generation = 1"] {
        query(sql).execute(store.pool()).await.unwrap();
    }
    store.close().await;
    let again = place.open().await;
    assert_eq!(contents(&again).await, straight(&chain, 1).await);
}
