//! Wallets that are contracts, on a real chain: the standard deployer deploys them, or would.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::sync::Arc;

use alloy::{
    network::{EthereumWallet, TransactionBuilder},
    primitives::{Address, B256, Bytes, U256, hex, keccak256},
    providers::{Provider, ProviderBuilder},
    rpc::types::TransactionRequest,
    signers::local::PrivateKeySigner,
    sol_types::SolValue,
};
use palabre_api::wallets::{WalletError, Wallets};
use palabre_devchain::{DevChain, DevChainConfig, SystemClock};

/// Creates a contract from 32 bytes of salt and its code.
const DEPLOYER: &str = "604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff\
    ffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3";
/// Says yes to every signature: `mstore(0, 0x1626ba7e << 224); return(0, 32)`.
const YES: &str = "631626ba7e60e01b60005260206000f3";
const MAGIC: B256 = B256::new([
    0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64,
    0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92, 0x64, 0x92,
]);

/// Does not come back: `loop {}`.
const LOOP: &str = "5b600056";
/// Answers with a megabyte: `return(0, 0x0fffff)`.
const HUGE: &str = "620fffff6000f3";

/// Code that creates a contract with `runtime` of at most 255 bytes.
fn creation(runtime: &[u8]) -> Vec<u8> {
    let length = u8::try_from(runtime.len()).unwrap();
    [&[0x60, length, 0x60, 0x0c, 0x60, 0x00, 0x39, 0x60, length, 0x60, 0x00, 0xf3], runtime].concat()
}

#[tokio::test]
async fn a_wallet_that_is_not_deployed_yet_signs() {
    let key = PrivateKeySigner::random();
    let coins = U256::from(10).pow(U256::from(20));
    let config = DevChainConfig {
        genesis_accounts: vec![(key.address(), coins)],
        clock: Arc::new(SystemClock),
        ..DevChainConfig::default()
    };
    let chain = DevChain::open(config).unwrap();
    let provider = chain.provider().erased();
    let wallets = Wallets::new(provider.clone());
    let sender = ProviderBuilder::new().wallet(EthereumWallet::from(key)).connect_provider(chain.provider());
    let send = async |request: TransactionRequest| {
        sender.send_transaction(request).await.unwrap().get_receipt().await.unwrap()
    };
    let code = hex::decode(DEPLOYER).unwrap();
    let factory = send(TransactionRequest::default().with_deploy_code(code)).await.contract_address.unwrap();

    let order = [vec![0; 32], creation(&hex::decode(YES).unwrap())].concat();
    let wallet = factory.create2(B256::ZERO, keccak256(&order[32..]));
    let parts = (factory, Bytes::from(order.clone()), Bytes::from_static(&[1])).abi_encode_params();
    let wrapped = Bytes::from([parts, MAGIC.to_vec()].concat());
    let digest = keccak256("a text");
    wallets.verify_off_chain(wallet, digest, &wrapped).await.unwrap();
    assert!(provider.get_code_at(wallet).await.unwrap().is_empty(), "asking deploys nothing");
    let stranger = Address::repeat_byte(9);
    let refused = wallets.verify_off_chain(stranger, digest, &wrapped).await;
    assert!(matches!(refused, Err(WalletError::NotTheirs(_))), "{refused:?}");
    let on_chain = wallets.verify(wallet, digest, &wrapped).await;
    assert!(on_chain.is_err(), "no contract would take it before the wallet is there");

    for hostile in [LOOP, HUGE] {
        let code = creation(&hex::decode(hostile).unwrap());
        let wallet = send(TransactionRequest::default().with_deploy_code(code)).await.contract_address.unwrap();
        let start = std::time::Instant::now();
        let refused = wallets.verify(wallet, digest, &Bytes::from_static(&[1])).await;
        assert!(matches!(refused, Err(WalletError::NotTheirs(_))), "{hostile}: {refused:?}");
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "{hostile} costs little");
    }

    send(TransactionRequest::default().with_to(factory).with_input(order)).await;
    assert!(!provider.get_code_at(wallet).await.unwrap().is_empty());
    wallets.verify(wallet, digest, &Bytes::from_static(&[1])).await.unwrap();
    wallets.verify_off_chain(wallet, digest, &wrapped).await.unwrap();
}
