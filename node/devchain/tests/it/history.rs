use crate::world::{World, read_data};
use alloy::{
    eips::{BlockId, RpcBlockHash},
    primitives::{Address, U256},
    providers::Provider,
    rpc::types::TransactionRequest,
};

#[tokio::test]
async fn calls_and_reads_at_an_old_block_see_the_state_of_that_block() {
    let world = World::with(|config| config.cached_blocks = 2);
    let recorder = world.recorder().await;
    for value in 1..=6 {
        world.record(recorder, 0, value * 10).await;
    }
    let read = TransactionRequest::default().to(recorder).input(read_data(0).into());
    for value in 0..=6u64 {
        let block = BlockId::number(value + 1);
        assert_eq!(world.provider.call(read.clone()).block(block).await.unwrap(), read_data(value * 10));
        let slot = world.provider.get_storage_at(recorder, U256::ZERO).block_id(block).await.unwrap();
        assert_eq!(slot, U256::from(value * 10));
        let nonce = world.provider.get_transaction_count(world.signer.address()).block_id(block).await.unwrap();
        assert_eq!(nonce, value + 1);
    }
    let genesis = BlockId::number(0);
    assert!(world.provider.get_code_at(recorder).block_id(genesis).await.unwrap().is_empty());
    assert!(world.provider.call(read.clone()).block(genesis).await.unwrap().is_empty());
    let hash = world.provider.get_block(BlockId::number(3)).await.unwrap().unwrap().header.hash;
    let by_hash = BlockId::Hash(RpcBlockHash { block_hash: hash, require_canonical: None });
    assert_eq!(world.provider.call(read.clone()).block(by_hash).await.unwrap(), read_data(20));
    assert!(world.provider.call(read).block(BlockId::number(99)).await.is_err());
}

#[tokio::test]
async fn blocks_that_left_memory_are_read_from_the_file() {
    let world = World::with(|config| config.cached_blocks = 2);
    let receipt = world.transfer(Address::repeat_byte(7), 5).await;
    world.chain.mine(10).await.unwrap();
    let again = world.provider.get_transaction_receipt(receipt.transaction_hash).await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&receipt).unwrap());
    let block = world.provider.get_block(BlockId::number(1)).await.unwrap().unwrap();
    assert_eq!(block.header.inner.hash_slow(), block.header.hash);
    assert_eq!(Some(block.header.hash), receipt.block_hash);
}

#[tokio::test]
async fn states_older_than_the_limit_are_refused_and_younger_ones_are_right() {
    let world = World::with(|config| config.history_limit = Some(3));
    let friend = Address::repeat_byte(7);
    for _ in 0..8 {
        world.transfer(friend, 1).await;
    }
    let balance = async |number| world.provider.get_balance(friend).block_id(BlockId::number(number)).await;
    assert_eq!(balance(8).await.unwrap(), U256::from(8));
    assert_eq!(balance(5).await.unwrap(), U256::from(5));
    let error = balance(4).await.unwrap_err().to_string();
    assert!(error.contains("the state of block 4 is no longer kept (oldest: 5)"), "{error}");
}
