use crate::world::{GENESIS, World};
use alloy::{
    primitives::{Address, B256, U256, bytes},
    providers::Provider,
    rpc::types::TransactionRequest,
};
use palabre_devchain::ChainError;
use std::time::Duration;

/// What a contract called now sees as the time: the request creates one that returns TIMESTAMP.
async fn time_of_a_call(world: &World) -> u64 {
    let request: TransactionRequest =
        serde_json::from_value(serde_json::json!({ "data": bytes!("4260005260206000f3") })).unwrap();
    let output: B256 = world.provider.client().request("eth_call", (request, "latest")).await.unwrap();
    U256::from_be_bytes(output.0).to()
}

#[tokio::test]
async fn blocks_follow_the_clock_may_share_a_second_and_never_go_back() {
    let world = World::in_memory();
    let mined = async || world.chain.mine(1).await.unwrap().timestamp;
    assert_eq!((mined().await, mined().await), (GENESIS, GENESIS));
    world.clock.advance(5);
    assert_eq!(mined().await, GENESIS + 5);
    world.clock.set(GENESIS - 1000);
    assert_eq!(mined().await, GENESIS + 5);
    assert_eq!(world.chain.now(), GENESIS + 5);
}

#[tokio::test]
async fn calls_at_the_head_see_the_present_and_older_ones_their_block() {
    let world = World::in_memory();
    world.chain.mine(1).await.unwrap();
    assert_eq!(time_of_a_call(&world).await, GENESIS);
    world.clock.advance(90);
    assert_eq!(time_of_a_call(&world).await, GENESIS + 90);
    world.clock.set(0);
    assert_eq!(time_of_a_call(&world).await, GENESIS);
}

#[tokio::test]
async fn time_can_be_moved_set_and_chosen_for_one_block() {
    let world = World::in_memory();
    assert_eq!(world.chain.increase_time(100).await.unwrap(), 100);
    assert_eq!(world.chain.increase_time(50).await.unwrap(), 150);
    assert_eq!(world.chain.mine(1).await.unwrap().timestamp, GENESIS + 150);
    world.chain.set_time(GENESIS + 1000).await.unwrap();
    assert_eq!(world.chain.now(), GENESIS + 1000);
    assert_eq!(world.chain.mine(1).await.unwrap().timestamp, GENESIS + 1000);
    world.chain.set_next_timestamp(GENESIS + 5000).await.unwrap();
    assert_eq!(world.chain.mine(1).await.unwrap().timestamp, GENESIS + 5000);
    world.clock.advance(7);
    assert_eq!(world.chain.mine(1).await.unwrap().timestamp, GENESIS + 5007);
    let back = world.chain.set_time(GENESIS).await.unwrap_err();
    assert!(matches!(back, ChainError::TimeGoesBack { .. }), "{back}");
    assert!(world.chain.set_next_timestamp(GENESIS).await.is_err());
}

#[tokio::test]
async fn the_offset_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    World::at(&path).await.chain.increase_time(1234).await.unwrap();
    let world = World::at(&path).await;
    assert_eq!(world.chain.mine(1).await.unwrap().timestamp, GENESIS + 1234);
}

#[tokio::test]
async fn an_idle_chain_has_a_heartbeat() {
    let world = World::with(|config| config.heartbeat = Some(Duration::from_millis(5)));
    let mut heads = world.chain.subscribe();
    heads.wait_for(|head| head.number >= 3).await.unwrap();
    world.transfer(Address::repeat_byte(7), 1).await;
}
