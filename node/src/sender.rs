//! Sends transactions of a key that this process holds, one after the other.

use std::time::Duration;

use alloy::{
    consensus::{SignableTransaction, TxEip1559, TxEnvelope},
    eips::eip2718::Encodable2718,
    network::TransactionBuilder,
    primitives::{Address, Bytes, TxKind, U256},
    providers::{DynProvider, Provider},
    rpc::types::{TransactionReceipt, TransactionRequest},
    signers::{SignerSync, local::PrivateKeySigner},
    transports::{RpcError, TransportErrorKind},
};
use anyhow::{Context, bail};
use palabre_contracts::reverts;

const POLL: Duration = Duration::from_millis(200);
const PATIENCE: Duration = Duration::from_secs(120);
/// Coins that an organizer or a deployer needs on the embedded chain.
const ALLOWANCE: u64 = 1_000_000_000_000_000_000;

/// A key with its way to the chain.
#[derive(Clone, Debug)]
pub struct Sender {
    provider: DynProvider,
    key: PrivateKeySigner,
    chain_id: u64,
}

impl Sender {
    /// A sender for `key`; asks the chain for its id.
    pub async fn new(provider: DynProvider, key: PrivateKeySigner) -> anyhow::Result<Self> {
        let chain_id = provider.get_chain_id().await.context("the chain does not answer")?;
        Ok(Self { provider, key, chain_id })
    }

    /// Address of the key.
    pub fn address(&self) -> Address {
        self.key.address()
    }

    /// The way to the chain.
    pub fn provider(&self) -> &DynProvider {
        &self.provider
    }

    /// Id of the chain.
    pub fn chain_id(&self) -> u64 {
        self.chain_id
    }

    /// Time of the newest block.
    pub async fn chain_time(&self) -> anyhow::Result<u64> {
        let block = self.provider.get_block_by_number(Default::default()).await?.context("the chain has no block")?;
        Ok(block.header.timestamp)
    }

    /// Number of transactions mined for the key, once none is on its way: an interrupted run may have left one.
    pub async fn settled_nonce(&self) -> anyhow::Result<u64> {
        let started = tokio::time::Instant::now();
        loop {
            let mined = self.nonce().await?;
            let sent = self.provider.get_transaction_count(self.address()).pending().await?;
            if sent <= mined {
                return Ok(mined);
            }
            if started.elapsed() > PATIENCE {
                bail!(
                    "a transaction of {} with the number {mined} waits for {} seconds. Run the command again later.",
                    self.address(),
                    PATIENCE.as_secs()
                );
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// Number of transactions mined for the key.
    pub async fn nonce(&self) -> anyhow::Result<u64> {
        Ok(self.provider.get_transaction_count(self.address()).await?)
    }

    /// Calls a contract and waits for the block.
    pub async fn call(&self, to: Address, input: Bytes) -> anyhow::Result<TransactionReceipt> {
        self.send(TxKind::Call(to), input, U256::ZERO).await
    }

    /// Deploys a contract and waits for the block.
    pub async fn create(&self, code: Bytes) -> anyhow::Result<TransactionReceipt> {
        self.send(TxKind::Create, code, U256::ZERO).await
    }

    /// Pays coins and waits for the block.
    pub async fn pay(&self, to: Address, value: U256) -> anyhow::Result<TransactionReceipt> {
        self.send(TxKind::Call(to), Bytes::new(), value).await
    }

    /// Gives an account what its own transactions cost, once.
    pub async fn ensure_allowance(&self, account: Address) -> anyhow::Result<()> {
        if self.provider.get_balance(account).await? < U256::from(ALLOWANCE / 2) {
            self.pay(account, U256::from(ALLOWANCE)).await?;
        }
        Ok(())
    }

    /// A sender for another key on the same chain.
    pub fn with_key(&self, key: PrivateKeySigner) -> Self {
        Self { key, ..self.clone() }
    }

    /// The key.
    pub(crate) fn key(&self) -> &PrivateKeySigner {
        &self.key
    }

    /// Estimates (which shows a refusal before anything is spent), signs, sends and waits until it is mined.
    pub async fn send(&self, to: TxKind, input: Bytes, value: U256) -> anyhow::Result<TransactionReceipt> {
        let mut request =
            TransactionRequest::default().with_from(self.address()).with_input(input.clone()).with_value(value);
        request.to = Some(to);
        let gas = self.provider.estimate_gas(request).await.map_err(refusal)?;
        let fees = self.provider.estimate_eip1559_fees().await?;
        let transaction = TxEip1559 {
            chain_id: self.chain_id,
            nonce: self.nonce().await?,
            gas_limit: gas + gas / 5,
            max_fee_per_gas: fees.max_fee_per_gas,
            max_priority_fee_per_gas: fees.max_priority_fee_per_gas,
            to,
            value,
            input,
            ..TxEip1559::default()
        };
        let signature = self.key.sign_hash_sync(&transaction.signature_hash())?;
        let envelope = TxEnvelope::from(transaction.into_signed(signature));
        let pending = self.provider.send_raw_transaction(&envelope.encoded_2718()).await.map_err(refusal)?;
        self.receipt(*pending.tx_hash()).await
    }

    async fn receipt(&self, hash: alloy::primitives::TxHash) -> anyhow::Result<TransactionReceipt> {
        let started = tokio::time::Instant::now();
        loop {
            if let Some(receipt) = self.provider.get_transaction_receipt(hash).await? {
                if !receipt.status() {
                    bail!("transaction {hash} was mined but failed; its block is {:?}", receipt.block_number);
                }
                return Ok(receipt);
            }
            if started.elapsed() > PATIENCE {
                bail!("transaction {hash} was not mined within {} seconds", PATIENCE.as_secs());
            }
            tokio::time::sleep(POLL).await;
        }
    }
}

/// The reason of the contract in place of raw revert data.
fn refusal(error: RpcError<TransportErrorKind>) -> anyhow::Error {
    match error.as_error_resp().and_then(|response| response.as_revert_data()) {
        Some(data) => anyhow::anyhow!("the contract refused: {}", reverts::explain(&data)),
        None => error.into(),
    }
}
