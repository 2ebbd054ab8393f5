//! The same signed transactions on this chain and on anvil. Runs when `ANVIL` names an anvil binary.

use crate::world::{CHAIN_ID, GENESIS, GWEI, World, recorder_code, signer, write_data};
use alloy::{
    consensus::{SignableTransaction, TxEip7702, TxEnvelope, TxLegacy},
    eips::{eip2718::Encodable2718, eip7702::Authorization},
    primitives::{Address, Bytes, TxKind, U256, address, bytes, hex, utils::parse_ether},
    providers::{Provider, RootProvider},
    signers::SignerSync,
};
use serde_json::{Value, json};
use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// An anvil that dies with the test.
struct Anvil(Child);

impl Drop for Anvil {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn start_anvil(binary: &OsStr) -> (Anvil, RootProvider) {
    // In a build of the whole workspace the HTTP client knows TLS, and then it wants a provider of cryptography.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (id, time, fee) = (CHAIN_ID.to_string(), GENESIS.to_string(), GWEI.to_string());
    let arguments = ["--port", "0", "--hardfork", "prague", "--accounts", "1", "--chain-id", &id, "--timestamp", &time];
    let mut child = Command::new(binary)
        .args(arguments)
        .args(["--gas-limit", "60000000", "--block-base-fee-per-gas", &fee])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let listening = lines.find_map(|line| line.strip_prefix("Listening on ").map(str::to_owned)).unwrap();
    // Anvil goes on talking, and would stop when nobody read it.
    std::thread::spawn(move || lines.for_each(drop));
    (Anvil(child), RootProvider::new_http(format!("http://{listening}").parse().unwrap()))
}

/// Signed transactions that use what differs between EVMs: refunds, precompiles, floors, limits, failures.
fn transactions() -> Vec<Bytes> {
    let sender = signer(1);
    let recorder = sender.address().create(1);
    let mut nonce = 0;
    let mut legacy = |to: TxKind, value: u64, gas_limit: u64, input: Bytes| {
        let tx = TxLegacy {
            chain_id: Some(CHAIN_ID),
            nonce,
            gas_price: 3 * GWEI,
            gas_limit,
            to,
            value: U256::from(value),
            input,
        };
        nonce += 1;
        let signature = sender.sign_hash_sync(&tx.signature_hash()).unwrap();
        Bytes::from(TxEnvelope::from(tx.into_signed(signature)).encoded_2718())
    };
    let call = TxKind::Call;
    let precompile = |number: u8| call(Address::with_last_byte(number));
    let mut all = vec![
        legacy(call(Address::repeat_byte(7)), 5, 21_000, Bytes::new()),
        legacy(TxKind::Create, 0, 300_000, recorder_code()),
        legacy(call(recorder), 0, 100_000, write_data(1, 2)),
        legacy(call(recorder), 0, 100_000, write_data(1, 3)),
        legacy(call(recorder), 0, 100_000, write_data(1, 0)),
        legacy(call(recorder), 0, 100_000, bytes!("01")),
        legacy(call(recorder), 0, 30_000, write_data(9, 9)),
        legacy(call(Address::repeat_byte(7)), 0, 200_000, vec![1; 3_000].into()),
        // Created and destroyed in one transaction, with value.
        legacy(TxKind::Create, 9, 100_000, bytes!("33ff")),
        // Code that is too large, starts with EF, or runs for ever.
        legacy(TxKind::Create, 0, 10_000_000, bytes!("6160016000f3")),
        legacy(TxKind::Create, 0, 100_000, bytes!("60ef60005360016000f3")),
        legacy(TxKind::Create, 0, 100_000, bytes!("5b600056")),
        // TIMESTAMP, NUMBER, CHAINID, GASLIMIT and BASEFEE leave the same trace in gas, whatever they return.
        legacy(TxKind::Create, 0, 100_000, bytes!("42434645485f5260205ff3")),
    ];
    all.extend((1..=0x11).map(|number| legacy(precompile(number), 0, 500_000, vec![0; 256].into())));
    // Anvil 1.7.1 takes an account that does not exist for an empty one and refunds its delegation: let it exist.
    all.push(legacy(call(signer(5).address()), 1, 21_000, Bytes::new()));
    let next = all.len() as u64;
    all.extend([
        delegation(next, recorder, 0),
        // A nonce that the authority does not have: the delegation is skipped, the transaction is not.
        delegation(next + 1, recorder, 7),
        delegation(next + 2, Address::ZERO, 1),
    ]);
    all
}

/// A transaction to a member that first makes the member's account run the code of another.
fn delegation(nonce: u64, code_of: Address, authority_nonce: u64) -> Bytes {
    let member = signer(5);
    let authorization = Authorization { chain_id: U256::from(CHAIN_ID), address: code_of, nonce: authority_nonce };
    let signature = member.sign_hash_sync(&authorization.signature_hash()).unwrap();
    let tx = TxEip7702 {
        chain_id: CHAIN_ID,
        nonce,
        gas_limit: 200_000,
        max_fee_per_gas: 3 * GWEI,
        max_priority_fee_per_gas: GWEI,
        to: member.address(),
        input: write_data(4, 4),
        authorization_list: vec![authorization.into_signed(signature)],
        ..TxEip7702::default()
    };
    let signature = signer(1).sign_hash_sync(&tx.signature_hash()).unwrap();
    Bytes::from(TxEnvelope::from(tx.into_signed(signature)).encoded_2718())
}

/// A receipt without what must differ: hashes of blocks, and prices that follow the base fee.
fn comparable(mut receipt: Value) -> Value {
    for field in
        ["blockHash", "blockNumber", "blockTimestamp", "effectiveGasPrice", "blobGasPrice", "blobGasUsed", "root"]
    {
        receipt.as_object_mut().unwrap().remove(field);
    }
    for log in receipt["logs"].as_array_mut().unwrap() {
        for field in ["blockHash", "blockNumber", "blockTimestamp"] {
            log.as_object_mut().unwrap().remove(field);
        }
    }
    receipt
}

async fn receipt(provider: &RootProvider, raw: &Bytes) -> Value {
    let hash = alloy::primitives::keccak256(raw);
    let mut heartbeat = tokio::time::interval(std::time::Duration::from_millis(5));
    loop {
        let receipt: Value = provider.client().request("eth_getTransactionReceipt", (hash,)).await.unwrap();
        if !receipt.is_null() {
            return receipt;
        }
        heartbeat.tick().await;
    }
}

#[tokio::test]
async fn receipts_gas_logs_and_errors_are_those_of_anvil() {
    let Some(binary) = env::var_os("ANVIL") else { return };
    let (_anvil, theirs) = start_anvil(&binary);
    let world = World::in_memory();
    let ours = world.chain.provider();
    let rich = signer(1).address();
    let balance = parse_ether("1000").unwrap();
    let _: Value = theirs.client().request("anvil_setBalance", (rich, balance)).await.unwrap();
    for raw in transactions() {
        let sent = theirs.send_raw_transaction(&raw).await.unwrap();
        assert_eq!(*sent.tx_hash(), world.chain.send_raw_transaction(&raw).await.unwrap());
        let (expected, found) = (receipt(&theirs, &raw).await, receipt(&ours, &raw).await);
        assert_eq!(comparable(found), comparable(expected), "{}", hex::encode_prefixed(&raw));
    }
    let recorder = rich.create(1);
    let codes = [recorder, signer(5).address(), rich.create(9), address!("0000000000000000000000000000000000000009")];
    for address in codes {
        assert_eq!(ours.get_code_at(address).await.unwrap(), theirs.get_code_at(address).await.unwrap(), "{address}");
    }
    let failing = json!([{ "from": rich, "to": recorder, "data": "0x01" }, "latest"]);
    for method in ["eth_call", "eth_estimateGas"] {
        let error = async |provider: &RootProvider| {
            let answer = provider.client().request::<_, Value>(method, failing.clone()).await;
            let error = answer.unwrap_err();
            let error = error.as_error_resp().unwrap().clone();
            (error.code, error.message, error.data.map(|data| data.get().to_owned()))
        };
        assert_eq!(error(&ours).await, error(&theirs).await, "{method}");
    }
}
