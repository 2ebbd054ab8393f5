//! A plain JSON-RPC client: one connection, kept open.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use alloy::{
    consensus::{SignableTransaction, TxEip1559, TxEnvelope},
    eips::eip2718::Encodable2718,
    hex,
    primitives::{Address, Bytes, TxKind, U256},
    signers::{SignerSync, local::PrivateKeySigner},
};
use serde_json::{Value, json};

use super::Outcome;

/// Clients ask less and less often for a receipt that is not there yet.
const LONGEST_PAUSE: Duration = Duration::from_millis(16);
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) struct Client {
    http: reqwest::Client,
    url: String,
    id: AtomicU64,
}

/// A signed transfer or call with generous gas and fees.
pub(super) fn signed(
    key: &PrivateKeySigner,
    chain_id: u64,
    nonce: u64,
    to: TxKind,
    value: U256,
    input: Bytes,
) -> Outcome<String> {
    let transaction = TxEip1559 {
        chain_id,
        nonce,
        gas_limit: 200_000,
        max_fee_per_gas: 100_000_000_000,
        max_priority_fee_per_gas: 1,
        to,
        value,
        input,
        ..TxEip1559::default()
    };
    let signature = key.sign_hash_sync(&transaction.signature_hash())?;
    Ok(hex::encode_prefixed(TxEnvelope::from(transaction.into_signed(signature)).encoded_2718()))
}

impl Client {
    pub(super) fn new(url: String) -> Self {
        Self { http: reqwest::Client::new(), url, id: AtomicU64::new(1) }
    }

    /// Waits until the peer answers at all.
    pub(super) async fn ready(&self) -> Outcome<()> {
        let started = Instant::now();
        while self.block_number().await.is_err() {
            if started.elapsed() > PATIENCE {
                return Err(format!("{} does not answer", self.url).into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok(())
    }

    pub(super) async fn block_number(&self) -> Outcome<u64> {
        number(&self.call("eth_blockNumber", json!([])).await?)
    }

    pub(super) async fn chain_id(&self) -> Outcome<u64> {
        number(&self.call("eth_chainId", json!([])).await?)
    }

    /// Sends and waits for a good receipt; answers the address of a deployed contract.
    pub(super) async fn send_and_wait(&self, transaction: &str) -> Outcome<Option<Address>> {
        let hash = self.call("eth_sendRawTransaction", json!([transaction])).await?;
        let started = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            let receipt = self.call("eth_getTransactionReceipt", json!([hash])).await?;
            if receipt["status"] == "0x1" {
                return Ok(serde_json::from_value(receipt["contractAddress"].clone())?);
            }
            if !receipt.is_null() || started.elapsed() > PATIENCE {
                return Err(format!("{hash} was not mined well: {receipt}").into());
            }
            // Asking without a pause would take the processor from a peer that answers before it mines.
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    pub(super) async fn call(&self, method: &str, params: Value) -> Outcome<Value> {
        let id = self.id.fetch_add(1, Ordering::Relaxed);
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        let answer: Value = self.http.post(&self.url).json(&request).send().await?.json().await?;
        match answer.get("error") {
            Some(error) => Err(format!("{method}: {error}").into()),
            None => Ok(answer["result"].clone()),
        }
    }
}

fn number(value: &Value) -> Outcome<u64> {
    let text = value.as_str().ok_or("no number")?;
    Ok(u64::from_str_radix(text.trim_start_matches("0x"), 16)?)
}
