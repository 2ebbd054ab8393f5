//! A chain with one rich account, and the words that tests use.

use alloy::{
    consensus::{SignableTransaction, TxEip1559, TxEnvelope},
    eips::eip2718::Encodable2718,
    network::{EthereumWallet, TransactionBuilder},
    primitives::{Address, B256, Bytes, TxKind, U256, hex, utils::parse_ether},
    providers::{DynProvider, Provider, ProviderBuilder},
    rpc::types::{TransactionReceipt, TransactionRequest},
    signers::{SignerSync, local::PrivateKeySigner},
    sol_types::{Revert, SolError},
};
use palabre_devchain::{DevChain, DevChainConfig, ManualClock, OpenError};
use std::{path::Path, sync::Arc, time::Duration};

pub(crate) const CHAIN_ID: u64 = 0x1234_5678;
pub(crate) const GENESIS: u64 = 1_700_000_000;
pub(crate) const GWEI: u128 = 1_000_000_000;

/// First topic of every log of the recorder.
pub(crate) const RECORDED: B256 = B256::with_last_byte(0x2a);

pub(crate) struct World {
    pub(crate) chain: DevChain,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) signer: PrivateKeySigner,
    pub(crate) provider: DynProvider,
}

pub(crate) fn config(clock: &Arc<ManualClock>) -> DevChainConfig {
    DevChainConfig {
        chain_id: Some(CHAIN_ID),
        genesis_accounts: vec![(signer(1).address(), parse_ether("1000").unwrap())],
        genesis_time: Some(GENESIS),
        heartbeat: None,
        clock: Arc::clone(clock) as _,
        dev: true,
        ..DevChainConfig::default()
    }
}

pub(crate) fn signer(number: u8) -> PrivateKeySigner {
    PrivateKeySigner::from_bytes(&B256::repeat_byte(number)).unwrap()
}

/// The bytes of a 1559 transaction with room for gas and fees; `change` makes it special.
pub(crate) fn signed(signer: &PrivateKeySigner, nonce: u64, change: impl FnOnce(&mut TxEip1559)) -> Vec<u8> {
    let mut tx = TxEip1559 {
        chain_id: CHAIN_ID,
        nonce,
        gas_limit: 100_000,
        max_fee_per_gas: 10 * GWEI,
        max_priority_fee_per_gas: 0,
        to: TxKind::Call(Address::repeat_byte(0xbb)),
        value: U256::from(1),
        ..TxEip1559::default()
    };
    change(&mut tx);
    let signature = signer.sign_hash_sync(&tx.signature_hash()).unwrap();
    TxEnvelope::from(tx.into_signed(signature)).encoded_2718()
}

/// Creates a contract that, called with a slot and a value, stores it and logs it; called with a slot, returns its
/// value; and called with anything else reverts with the reason "no".
pub(crate) fn recorder_code() -> Bytes {
    let mut code = hex!(
        "60a4600c60003960a46000f3"
        "36604014602757" "36602014601a57" "6064604060003960646000fd"
        "5b600035546000526020" "6000f3"
        "5b602035600035556020356000526000" "35602a60206000a200"
    )
    .to_vec();
    code.extend(Revert::from("no").abi_encode());
    code.into()
}

pub(crate) fn write_data(slot: u64, value: u64) -> Bytes {
    [B256::from(U256::from(slot)), B256::from(U256::from(value))].concat().into()
}

pub(crate) fn read_data(slot: u64) -> Bytes {
    B256::from(U256::from(slot)).into()
}

impl World {
    pub(crate) fn in_memory() -> Self {
        Self::with(|_| {})
    }

    /// A world in a file, as soon as the one that was there before has let go of it: what its provider still asks in
    /// the background may outlive it for a moment.
    pub(crate) async fn at(path: &Path) -> Self {
        for _ in 0..1_000 {
            match Self::open(|config| config.path = Some(path.into())) {
                Err(OpenError::Locked { .. }) => tokio::time::sleep(Duration::from_millis(5)).await,
                opened => return opened.unwrap(),
            }
        }
        panic!("{} stays locked", path.display());
    }

    pub(crate) fn with(change: impl FnOnce(&mut DevChainConfig)) -> Self {
        Self::open(change).unwrap()
    }

    fn open(change: impl FnOnce(&mut DevChainConfig)) -> Result<Self, OpenError> {
        let clock = Arc::new(ManualClock::new(GENESIS));
        let mut config = config(&clock);
        change(&mut config);
        let chain = DevChain::open(config)?;
        let signer = signer(1);
        let wallet = EthereumWallet::from(signer.clone());
        let provider = ProviderBuilder::new().wallet(wallet).connect_provider(chain.provider()).erased();
        Ok(Self { chain, clock, signer, provider })
    }

    pub(crate) async fn send(&self, request: TransactionRequest) -> TransactionReceipt {
        self.provider.send_transaction(request).await.unwrap().get_receipt().await.unwrap()
    }

    pub(crate) async fn transfer(&self, to: Address, value: u64) -> TransactionReceipt {
        self.send(TransactionRequest::default().to(to).value(U256::from(value))).await
    }

    pub(crate) async fn recorder(&self) -> Address {
        let receipt = self.send(TransactionRequest::default().with_deploy_code(recorder_code())).await;
        receipt.contract_address.unwrap()
    }

    pub(crate) async fn record(&self, recorder: Address, slot: u64, value: u64) -> TransactionReceipt {
        self.send(TransactionRequest::default().to(recorder).input(write_data(slot, value).into())).await
    }

    pub(crate) async fn state_root(&self) -> B256 {
        self.provider.get_block(alloy::eips::BlockId::latest()).await.unwrap().unwrap().header.state_root
    }
}
