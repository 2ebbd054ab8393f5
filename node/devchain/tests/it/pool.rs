use crate::world::{CHAIN_ID, GWEI, World, signed, signer};
use alloy::{
    eips::BlockId,
    primitives::{Address, B256, TxKind, U256, keccak256},
    providers::Provider,
};
use palabre_devchain::TxError;

async fn refusal(world: &World, bytes: &[u8]) -> String {
    world.chain.send_raw_transaction(bytes).await.unwrap_err().to_string()
}

#[tokio::test]
async fn a_nonce_gap_waits_until_it_is_filled() {
    let world = World::in_memory();
    let (first, second) = (signed(&world.signer, 0, |_| {}), signed(&world.signer, 1, |_| {}));
    let hash = world.chain.send_raw_transaction(&second).await.unwrap();
    assert_eq!(hash, keccak256(&second));
    assert_eq!(world.chain.head().number, 0);
    assert!(world.provider.get_transaction_receipt(hash).await.unwrap().is_none());
    let waiting = world.provider.get_transaction_by_hash(hash).await.unwrap().unwrap();
    assert_eq!(waiting.block_number, None);
    world.chain.send_raw_transaction(&first).await.unwrap();
    let receipt = world.provider.get_transaction_receipt(hash).await.unwrap().unwrap();
    assert_eq!((receipt.block_number, receipt.transaction_index), (Some(1), Some(1)));
}

#[tokio::test]
async fn a_replacement_must_pay_ten_percent_more() {
    let world = World::in_memory();
    let to = |address: u8| TxKind::Call(Address::repeat_byte(address));
    let offer = |fee: u128, address: u8| {
        signed(&world.signer, 1, |tx| {
            (tx.max_fee_per_gas, tx.max_priority_fee_per_gas, tx.to) = (fee, fee / 2, to(address));
        })
    };
    world.chain.send_raw_transaction(&offer(10 * GWEI, 1)).await.unwrap();
    assert_eq!(refusal(&world, &offer(10 * GWEI, 1)).await, "already known");
    assert_eq!(refusal(&world, &offer(10 * GWEI + 1, 2)).await, "replacement transaction underpriced");
    world.chain.send_raw_transaction(&offer(11 * GWEI, 3)).await.unwrap();
    world.chain.send_raw_transaction(&signed(&world.signer, 0, |_| {})).await.unwrap();
    assert_eq!(world.provider.get_balance(Address::repeat_byte(1)).await.unwrap(), U256::ZERO);
    assert_eq!(world.provider.get_balance(Address::repeat_byte(3)).await.unwrap(), U256::from(1));
}

#[tokio::test]
async fn refusals_use_the_words_that_wallets_know() {
    let world = World::in_memory();
    world.transfer(Address::repeat_byte(7), 1).await;
    let rich = &world.signer;
    let cases: [(Vec<u8>, &str); 8] = [
        (signed(rich, 0, |_| {}), "nonce too low: next nonce 1, tx nonce 0"),
        (signed(&signer(2), 0, |_| {}), "insufficient funds for gas * price + value"),
        (signed(rich, 1, |tx| tx.gas_limit = 20_000), "intrinsic gas too low: gas 20000, minimum needed 21000"),
        (signed(rich, 1, |tx| tx.gas_limit = 60_000_001), "exceeds block gas limit"),
        (signed(rich, 1, |tx| tx.max_fee_per_gas = GWEI - 1), "max fee per gas less than block base fee"),
        (signed(rich, 1, |tx| tx.max_priority_fee_per_gas = 11 * GWEI), "max priority fee per gas higher than"),
        (signed(rich, 1, |tx| tx.chain_id = 1), "invalid chain id for signer: have 1 want"),
        (vec![3, 1, 2], "transaction type not supported: this chain has no blobs"),
    ];
    for (bytes, expected) in cases {
        let message = refusal(&world, &bytes).await;
        assert!(message.starts_with(expected), "{message}, expected {expected}");
    }
    assert!(matches!(world.chain.send_raw_transaction(b"\x02junk").await, Err(TxError::Undecodable(_))));
}

#[tokio::test]
async fn the_pool_has_room_for_so_many_and_no_more() {
    let world = World::with(|config| config.pool.per_sender = 3);
    for nonce in 1..=3 {
        world.chain.send_raw_transaction(&signed(&world.signer, nonce, |_| {})).await.unwrap();
    }
    assert_eq!(refusal(&world, &signed(&world.signer, 4, |_| {})).await, "txpool is full");
}

#[tokio::test]
async fn the_pending_nonce_counts_what_waits_without_a_gap() {
    let world = World::in_memory();
    world.chain.send_raw_transaction(&signed(&world.signer, 2, |_| {})).await.unwrap();
    let count =
        async |block| world.provider.get_transaction_count(world.signer.address()).block_id(block).await.unwrap();
    assert_eq!(count(BlockId::pending()).await, 0);
    world.chain.send_raw_transaction(&signed(&world.signer, 0, |_| {})).await.unwrap();
    assert_eq!((count(BlockId::pending()).await, count(BlockId::latest()).await), (1, 1));
    world.chain.send_raw_transaction(&signed(&world.signer, 1, |_| {})).await.unwrap();
    assert_eq!((count(BlockId::pending()).await, count(BlockId::latest()).await), (3, 3));
}

#[tokio::test]
async fn a_transaction_that_an_earlier_one_leaves_without_funds_is_refused() {
    let world = World::in_memory();
    let all = world.provider.get_balance(world.signer.address()).await.unwrap();
    let most = all - U256::from(100_000 * 10 * GWEI);
    // The second one waits for the first; each could be paid alone.
    let second = signed(&world.signer, 1, |tx| tx.value = most);
    let hash = world.chain.send_raw_transaction(&second).await.unwrap();
    world.chain.send_raw_transaction(&signed(&world.signer, 0, |tx| tx.value = most)).await.unwrap();
    assert!(world.provider.get_transaction_by_hash(hash).await.unwrap().is_none());
    assert_eq!(world.provider.get_transaction_count(world.signer.address()).await.unwrap(), 1);
}

#[tokio::test]
async fn what_exceeds_one_block_goes_into_the_next() {
    let world = World::with(|config| config.gas_limit = 150_000);
    for nonce in 1..6 {
        world.chain.send_raw_transaction(&signed(&world.signer, nonce, |_| {})).await.unwrap();
    }
    world.chain.send_raw_transaction(&signed(&world.signer, 0, |_| {})).await.unwrap();
    // The sender is answered after the first block; no block more means: wait for all that can be mined.
    world.chain.mine(0).await.unwrap();
    assert_eq!(world.provider.get_transaction_count(world.signer.address()).await.unwrap(), 6);
    assert_eq!(world.chain.head().number, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_senders_and_readers_at_once_lose_nothing() {
    const SENDERS: u8 = 8;
    const EACH: u64 = 25;
    let world = World::with(|config| {
        config.genesis_accounts =
            (1..=SENDERS).map(|number| (signer(number).address(), U256::from(GWEI * GWEI))).collect();
        config.cached_blocks = 4;
    });
    let target = Address::repeat_byte(0xbb);
    let send = |number: u8| {
        let chain = world.chain.clone();
        tokio::spawn(async move {
            for nonce in 0..EACH {
                chain.send_raw_transaction(&signed(&signer(number), nonce, |_| {})).await.unwrap();
            }
        })
    };
    let senders: Vec<_> = (1..=SENDERS).map(send).collect();
    let provider = world.provider.clone();
    let reader = tokio::spawn(async move {
        let mut seen = U256::ZERO;
        while seen < U256::from(u64::from(SENDERS) * EACH) {
            let now = provider.get_balance(target).await.unwrap();
            let then = provider.get_balance(target).block_id(BlockId::number(0)).await.unwrap();
            assert!(now >= seen && then.is_zero());
            seen = now;
        }
    });
    for sender in senders {
        sender.await.unwrap();
    }
    reader.await.unwrap();
    let mut mined = 0;
    for number in 0..=world.chain.head().number {
        mined += world.provider.get_block(BlockId::number(number)).await.unwrap().unwrap().transactions.len() as u64;
    }
    assert_eq!(mined, u64::from(SENDERS) * EACH);
}

#[tokio::test]
async fn legacy_access_list_and_delegation_transactions_are_mined() {
    use alloy::consensus::{SignableTransaction, TxEip2930, TxEip7702, TxEnvelope, TxLegacy};
    use alloy::eips::{eip2718::Encodable2718, eip7702::Authorization};
    use alloy::signers::SignerSync;
    let world = World::in_memory();
    let recorder = world.recorder().await;
    let sign = |hash: B256| world.signer.sign_hash_sync(&hash).unwrap();
    let (gas_price, gas_limit, to) = (2 * GWEI, 100_000, TxKind::Call(Address::repeat_byte(9)));
    let legacy = TxLegacy { chain_id: Some(CHAIN_ID), nonce: 1, gas_price, gas_limit, to, ..TxLegacy::default() };
    let listed = TxEip2930 { chain_id: CHAIN_ID, nonce: 2, gas_price, gas_limit, to, ..TxEip2930::default() };
    let member = signer(5);
    let authorization = Authorization { chain_id: U256::from(CHAIN_ID), address: recorder, nonce: 0 };
    let signature = member.sign_hash_sync(&authorization.signature_hash()).unwrap();
    let delegating = TxEip7702 {
        chain_id: CHAIN_ID,
        nonce: 3,
        gas_limit,
        max_fee_per_gas: gas_price,
        to: Address::repeat_byte(9),
        authorization_list: vec![authorization.into_signed(signature)],
        ..TxEip7702::default()
    };
    let hashes = (legacy.signature_hash(), listed.signature_hash(), delegating.signature_hash());
    let envelopes = [
        TxEnvelope::from(legacy.into_signed(sign(hashes.0))),
        TxEnvelope::from(listed.into_signed(sign(hashes.1))),
        TxEnvelope::from(delegating.into_signed(sign(hashes.2))),
    ];
    for (envelope, kind) in envelopes.iter().zip([0u8, 1, 4]) {
        let hash = world.chain.send_raw_transaction(&envelope.encoded_2718()).await.unwrap();
        let receipt = world.provider.get_transaction_receipt(hash).await.unwrap().unwrap();
        assert!(receipt.status());
        assert_eq!(receipt.inner.tx_type() as u8, kind);
    }
    let code = world.provider.get_code_at(member.address()).await.unwrap();
    assert_eq!(code[..3], [0xef, 0x01, 0x00]);
    assert_eq!(code[3..], recorder[..]);
}
