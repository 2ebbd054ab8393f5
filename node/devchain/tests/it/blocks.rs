use crate::world::{CHAIN_ID, World, read_data};
use alloy::{
    consensus::proofs::{calculate_receipt_root, calculate_transaction_root},
    eips::BlockId,
    primitives::{Address, B256, Bloom, U256},
    providers::Provider,
    rpc::types::{BlockTransactions, TransactionRequest},
};
use alloy_trie::{EMPTY_ROOT_HASH, KECCAK_EMPTY, TrieAccount, root::state_root_unhashed};

#[tokio::test]
async fn a_transfer_moves_value_and_is_in_the_next_block() {
    let world = World::in_memory();
    let friend = Address::repeat_byte(7);
    let receipt = world.transfer(friend, 5).await;
    assert!(receipt.status());
    assert_eq!((receipt.block_number, receipt.gas_used, receipt.transaction_index), (Some(1), 21_000, Some(0)));
    assert_eq!(world.provider.get_balance(friend).await.unwrap(), U256::from(5));
    assert_eq!(world.provider.get_transaction_count(world.signer.address()).await.unwrap(), 1);
    assert_eq!(world.provider.get_chain_id().await.unwrap(), CHAIN_ID);
    assert_eq!(world.chain.head().number, 1);
}

#[tokio::test]
async fn a_deployed_contract_has_code_and_storage_and_answers_calls() {
    let world = World::in_memory();
    let recorder = world.recorder().await;
    assert_eq!(recorder, world.signer.address().create(0));
    assert_eq!(world.provider.get_code_at(recorder).await.unwrap().len(), 0xa4);
    assert!(world.record(recorder, 3, 99).await.status());
    assert_eq!(world.provider.get_storage_at(recorder, U256::from(3)).await.unwrap(), U256::from(99));
    let call = TransactionRequest::default().to(recorder).input(read_data(3).into());
    assert_eq!(world.provider.call(call).await.unwrap(), read_data(99));
}

#[tokio::test]
async fn hashes_and_roots_recompute_from_what_the_rpc_returns() {
    let world = World::in_memory();
    let recorder = world.recorder().await;
    for slot in 0..20 {
        world.record(recorder, slot, slot + 1).await;
    }
    let mut parent = B256::ZERO;
    for number in 0..=world.chain.head().number {
        let block = world.provider.get_block(BlockId::number(number)).full().await.unwrap().unwrap();
        let header = &block.header;
        assert_eq!(header.inner.hash_slow(), header.hash, "block {number}");
        assert_eq!(header.parent_hash, parent);
        parent = header.hash;
        let BlockTransactions::Full(transactions) = &block.transactions else { panic!("asked for full transactions") };
        let envelopes: Vec<_> = transactions.iter().map(|tx| tx.inner.inner().clone()).collect();
        assert_eq!(calculate_transaction_root(&envelopes), header.transactions_root);
        let receipts = world.provider.get_block_receipts(BlockId::number(number)).await.unwrap().unwrap();
        let receipts: Vec<_> = receipts.into_iter().map(|receipt| receipt.inner.into_primitives_receipt()).collect();
        assert_eq!(calculate_receipt_root(&receipts), header.receipts_root);
        assert_eq!(
            receipts.iter().fold(Bloom::ZERO, |bloom, receipt| bloom | *receipt.logs_bloom()),
            header.logs_bloom
        );
    }
}

#[tokio::test]
async fn the_state_root_is_that_of_the_accounts_the_rpc_shows() {
    let world = World::in_memory();
    let friend = Address::repeat_byte(7);
    world.transfer(friend, 5).await;
    let mut accounts = Vec::new();
    for address in [world.signer.address(), friend, Address::ZERO] {
        let balance = world.provider.get_balance(address).await.unwrap();
        let nonce = world.provider.get_transaction_count(address).await.unwrap();
        let exists = nonce > 0 || !balance.is_zero();
        accounts.extend(exists.then(|| (address, TrieAccount::new(nonce, balance, EMPTY_ROOT_HASH, KECCAK_EMPTY))));
    }
    assert_eq!(world.state_root().await, state_root_unhashed(accounts));
}

#[tokio::test]
async fn transactions_are_found_by_hash_and_by_place() {
    let world = World::in_memory();
    let receipt = world.transfer(Address::repeat_byte(7), 5).await;
    let by_hash = world.provider.get_transaction_by_hash(receipt.transaction_hash).await.unwrap().unwrap();
    assert_eq!(by_hash.block_hash, receipt.block_hash);
    assert_eq!(by_hash.inner.signer(), world.signer.address());
    let hash = receipt.block_hash.unwrap();
    for id in [BlockId::number(1), BlockId::hash(hash)] {
        let block = world.provider.get_block(id).await.unwrap().unwrap();
        assert_eq!(block.transactions.hashes().collect::<Vec<_>>(), [receipt.transaction_hash]);
    }
    let client = world.provider.client();
    for (method, id) in [("Number", "0x1".to_owned()), ("Hash", hash.to_string())] {
        let method = format!("eth_getTransactionByBlock{method}AndIndex");
        let tx: serde_json::Value = client.request(method.clone(), (&id, "0x0")).await.unwrap();
        assert_eq!(tx["hash"], receipt.transaction_hash.to_string());
        let none: Option<serde_json::Value> = client.request(method, (&id, "0x1")).await.unwrap();
        assert!(none.is_none());
    }
    assert!(world.provider.get_transaction_by_hash(B256::repeat_byte(9)).await.unwrap().is_none());
    assert!(world.provider.get_block(BlockId::number(2)).await.unwrap().is_none());
}

#[tokio::test]
async fn tags_stand_for_blocks_behind_the_head() {
    let world = World::in_memory();
    let number = async |tag: &str| {
        let block: serde_json::Value =
            world.provider.client().request("eth_getBlockByNumber", (tag.to_owned(), false)).await.unwrap();
        block["number"].as_str().unwrap().to_owned()
    };
    assert_eq!(number("safe").await, "0x0");
    world.chain.mine(100).await.unwrap();
    assert_eq!(number("latest").await, "0x64");
    assert_eq!(number("pending").await, "0x64");
    assert_eq!(number("earliest").await, "0x0");
    assert_eq!(number("safe").await, "0x44");
    assert_eq!(number("finalized").await, "0x24");
}

#[tokio::test]
async fn subscribers_are_told_about_every_new_head() {
    let world = World::in_memory();
    let mut heads = world.chain.subscribe();
    heads.mark_unchanged();
    let receipt = world.transfer(Address::repeat_byte(7), 5).await;
    heads.changed().await.unwrap();
    assert_eq!(Some(heads.borrow().hash), receipt.block_hash);
}
