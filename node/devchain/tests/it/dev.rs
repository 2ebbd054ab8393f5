use crate::world::{World, read_data, signed};
use alloy::{
    primitives::{Address, U256, hex, keccak256, utils::parse_ether},
    providers::Provider,
    rpc::types::TransactionRequest,
};
use palabre_devchain::ChainError;
use serde_json::{Value, json};

#[tokio::test]
async fn reverting_to_a_snapshot_restores_state_root_storage_and_time() {
    let world = World::in_memory();
    let recorder = world.recorder().await;
    world.record(recorder, 1, 1).await;
    let (root, head) = (world.state_root().await, world.chain.head());
    let snapshot = world.chain.snapshot().await.unwrap();
    world.chain.increase_time(500).await.unwrap();
    world.record(recorder, 1, 2).await;
    world.record(recorder, 2, 3).await;
    world.transfer(Address::repeat_byte(7), 5).await;
    assert_ne!(world.state_root().await, root);
    world.chain.revert(snapshot).await.unwrap();
    assert_eq!((world.state_root().await, world.chain.head()), (root, head));
    assert_eq!(world.chain.now(), head.timestamp);
    let read = TransactionRequest::default().to(recorder).input(read_data(1).into());
    assert_eq!(world.provider.call(read).await.unwrap(), read_data(1));
    assert!(matches!(world.chain.revert(snapshot).await, Err(ChainError::NoSnapshot(_))));
}

#[tokio::test]
async fn a_reorganisation_gives_other_hashes_and_the_old_state() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    let world = World::at(&path).await;
    let recorder = world.recorder().await;
    let (root, kept) = (world.state_root().await, world.chain.head());
    let dropped = world.record(recorder, 1, 2).await;
    world.record(recorder, 1, 3).await;
    let old_head = world.chain.head();
    let head = world.chain.reorg(2, vec![]).await.unwrap();
    assert_eq!(head.number, old_head.number);
    assert_ne!(head.hash, old_head.hash);
    assert_eq!(world.state_root().await, root);
    assert!(world.provider.get_transaction_receipt(dropped.transaction_hash).await.unwrap().is_none());
    assert!(world.provider.get_block_by_hash(old_head.hash).await.unwrap().is_none());
    assert!(world.provider.get_block_by_hash(kept.hash).await.unwrap().is_some());
    assert!(matches!(world.chain.reorg(99, vec![]).await, Err(ChainError::TooDeep { .. })));
    drop(world);
    assert_eq!(World::at(&path).await.chain.head(), head);
}

#[tokio::test]
async fn a_reorganisation_can_bring_other_transactions() {
    let world = World::in_memory();
    let (one, two) = (Address::repeat_byte(1), Address::repeat_byte(2));
    world.transfer(one, 5).await;
    world.chain.mine(1).await.unwrap();
    let other = signed(&world.signer, 0, |tx| tx.to = two.into());
    let head = world.chain.reorg(2, vec![vec![], vec![other.clone()]]).await.unwrap();
    assert_eq!(world.provider.get_balance(one).await.unwrap(), U256::ZERO);
    assert_eq!(world.provider.get_balance(two).await.unwrap(), U256::from(1));
    let receipt = world.provider.get_transaction_receipt(keccak256(&other)).await.unwrap().unwrap();
    assert_eq!(receipt.block_hash, Some(head.hash));
    let invalid = signed(&world.signer, 9, |tx| tx.gas_limit = 1);
    assert!(world.chain.reorg(1, vec![vec![invalid]]).await.is_err());
    assert_eq!(world.chain.head().number, 2, "the chain keeps its length all the same");
}

#[tokio::test]
async fn two_reorganisations_in_a_row_never_repeat_a_hash() {
    let world = World::in_memory();
    world.chain.mine(3).await.unwrap();
    let mut hashes = vec![world.chain.head().hash];
    for _ in 0..3 {
        hashes.push(world.chain.reorg(2, vec![]).await.unwrap().hash);
    }
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), 4);
}

#[tokio::test]
async fn a_balance_can_be_set_and_the_change_is_part_of_a_block() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    let world = World::at(&path).await;
    let (poor, rich) = (world.signer.address(), Address::repeat_byte(9));
    world.chain.set_balance(rich, parse_ether("7").unwrap()).await.unwrap();
    world.chain.set_balance(poor, U256::ZERO).await.unwrap();
    assert_eq!(world.provider.get_balance(rich).await.unwrap(), parse_ether("7").unwrap());
    assert_eq!(world.chain.head().number, 2);
    drop(world);
    assert_eq!(World::at(&path).await.provider.get_balance(poor).await.unwrap(), U256::ZERO);
}

#[tokio::test]
async fn the_dev_methods_work_over_json_rpc() {
    let world = World::in_memory();
    let request = async |method: &'static str, params: Value| {
        world.provider.client().request::<_, Value>(method, params).await.unwrap()
    };
    let snapshot = request("evm_snapshot", json!([])).await;
    assert_eq!(request("evm_increaseTime", json!([60])).await, 60);
    assert_eq!(request("evm_increaseTime", json!(["0x3c"])).await, 120);
    request("evm_mine", json!([])).await;
    let at = world.chain.head().timestamp + 10;
    request("evm_setNextBlockTimestamp", json!([at])).await;
    request("anvil_mine", json!(["0x3", 5])).await;
    assert_eq!((world.chain.head().number, world.chain.head().timestamp), (4, at + 10));
    request("evm_mine", json!([{ "timestamp": at + 100 }])).await;
    assert_eq!(world.chain.head().timestamp, at + 100);
    let raw = hex::encode_prefixed(signed(&world.signer, 0, |_| {}));
    request("anvil_reorg", json!([{ "depth": 2, "txBlockPairs": [[raw, 1]] }])).await;
    assert_eq!(request("eth_getTransactionCount", json!([world.signer.address(), "latest"])).await, "0x1");
    request("anvil_setBalance", json!([Address::repeat_byte(1), "0x5"])).await;
    assert_eq!(request("evm_revert", json!([snapshot])).await, true);
    assert_eq!(request("evm_revert", json!([snapshot])).await, false);
    assert_eq!(request("eth_blockNumber", json!([])).await, "0x0");
}

#[tokio::test]
async fn without_dev_the_methods_do_not_exist() {
    let world = World::with(|config| config.dev = false);
    let error = world.provider.client().request::<_, Value>("evm_mine", json!([])).await.unwrap_err().to_string();
    assert!(error.contains("start with --dev"), "{error}");
}
