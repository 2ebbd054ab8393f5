//! What operators do: two processes by mistake, going back by hand.

use palabre_indexer::{Indexer, IndexerError, StoreError, Verify, testing::Place};

use crate::{
    chain::{FakeChain, config, contents, indexer, straight},
    life::Dice,
};

#[tokio::test]
async fn one_process_writes_and_the_other_stands_by() {
    let place = Place::new().await;
    let chain = FakeChain::new(1, 1);
    chain.grow(30, &mut Dice(1));
    let opened = async || {
        let store = place.open().await;
        (store.clone(), Indexer::with_chain(store, chain.clone(), config(Verify::Receipts)))
    };
    let (store, first) = opened().await;
    first.follow(FakeChain::community(0)).await.unwrap();
    let (_, second) = opened().await;
    let refused = second.follow(FakeChain::community(0)).await;
    let Err(IndexerError::Store(problem @ StoreError::Leased { .. })) = refused else { panic!("{refused:?}") };
    assert!(problem.to_string().contains("another process writes"), "{problem}");
    let standing_by = tokio::spawn(async move { second.catch_up_to(31).await });
    tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    assert!(!standing_by.is_finished(), "it waits instead of ending");
    first.catch_up_to(20).await.unwrap();
    drop(first);
    standing_by.await.unwrap().unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}

#[tokio::test]
async fn a_mirror_goes_back_to_a_block_and_on_from_there() {
    let chain = FakeChain::new(2, 2);
    chain.grow(120, &mut Dice(2));
    let (store, indexer) = indexer(&chain, 2, config(Verify::Receipts)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    for to in [100, 40, 3] {
        assert_eq!(indexer.rewind_to(to).await.unwrap().block_number, to);
        for number in 0..2 {
            let slug = FakeChain::community(number).slug;
            assert_eq!(store.cursor(&slug).await.unwrap().unwrap().block_number, to);
            let events =
                store.events(&slug, Default::default(), palabre_indexer::store::Page::newest(1)).await.unwrap();
            assert!(events.iter().all(|event| event.block_number <= to));
        }
        indexer.catch_up_to(chain.height()).await.unwrap();
        assert_eq!(contents(&store).await, straight(&chain, 2).await, "back to {to}");
    }
}

#[tokio::test]
async fn a_mirror_does_not_go_back_to_a_block_of_another_branch() {
    let chain = FakeChain::new(1, 3);
    chain.grow(100, &mut Dice(3));
    let (store, indexer) = indexer(&chain, 1, config(Verify::Receipts)).await;
    indexer.catch_up_to(chain.height()).await.unwrap();
    let before = contents(&store).await;
    chain.drop_blocks(60);
    chain.grow(80, &mut Dice(4));
    let refused = indexer.rewind_to(70).await;
    assert!(matches!(refused, Err(IndexerError::OtherBranch { to: 70, .. })), "{refused:?}");
    assert_eq!(contents(&store).await, before);
    indexer.rewind_to(35).await.unwrap();
    indexer.catch_up_to(chain.height()).await.unwrap();
    assert_eq!(contents(&store).await, straight(&chain, 1).await);
}
