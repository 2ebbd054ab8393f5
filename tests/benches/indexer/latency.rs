//! From mined to readable: how long after its block was made an event can be read through the API.

use std::time::{Duration, Instant};

use alloy::{
    consensus::{SignableTransaction, TxEip1559, TxEnvelope},
    eips::eip2718::Encodable2718,
    primitives::{B256, TxKind, U256},
    providers::{Provider, ProviderBuilder},
    signers::SignerSync,
    sol_types::SolCall,
};
use palabre_contracts::{Community, bindings::Registry};
use serde_json::Value;

use super::{Outcome, history, node::Node, note};

/// Blocks made to look at.
const BLOCKS: u64 = 200;
/// Least time between two of them.
pub(crate) const INTERVAL: Duration = Duration::from_millis(100);
/// What all of it may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Median and 99th percentile, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Latency {
    pub(crate) median: f64,
    pub(crate) p99: f64,
}

/// Makes blocks on the embedded chain of `chain` and reads them from the API of `reader`, which may be the same node.
pub(crate) async fn measure(chain: &Node, reader: &Node, community: &Community) -> Outcome<Latency> {
    note("making blocks and reading them");
    let provider = ProviderBuilder::new().connect_http(chain.rpc().parse()?);
    let operator = history::key("operator");
    let mut nonce = provider.get_transaction_count(operator.address()).await?;
    let client = reqwest::Client::new();
    let url = format!("{}/api/v1/communities/{}", reader.pages(), community.slug);
    let mut waits = Vec::new();
    for number in 0..BLOCKS {
        let next = provider.get_block_number().await? + 1;
        let call = Registry::anchorCall {
            membership: community.contracts.membership,
            kind: B256::ZERO,
            root: B256::from(U256::from(number)),
        };
        let transaction = TxEip1559 {
            chain_id: community.chain_id,
            nonce,
            gas_limit: 200_000,
            max_fee_per_gas: 100_000_000_000,
            to: TxKind::Call(community.contracts.registry),
            input: call.abi_encode().into(),
            ..TxEip1559::default()
        };
        nonce += 1;
        let signature = operator.sign_hash_sync(&transaction.signature_hash())?;
        let signed = TxEnvelope::from(transaction.into_signed(signature)).encoded_2718();
        // The embedded chain answers when the block is committed.
        let _ = provider.send_raw_transaction(&signed).await?;
        let mined = Instant::now();
        while read(&client, &url).await? < next {
            if mined.elapsed() > PATIENCE {
                return Err(format!("block {next} never became readable").into());
            }
        }
        waits.push(mined.elapsed().as_secs_f64() * 1000.0);
        tokio::time::sleep(INTERVAL.saturating_sub(mined.elapsed())).await;
    }
    waits.sort_by(f64::total_cmp);
    Ok(Latency { median: waits[waits.len() / 2], p99: waits[waits.len() * 99 / 100] })
}

/// The block that an answer of the API reflects.
async fn read(client: &reqwest::Client, url: &str) -> Outcome<u64> {
    let answer: Value = serde_json::from_slice(&client.get(url).send().await?.bytes().await?)?;
    answer["as_of"]["block_number"].as_u64().ok_or_else(|| format!("no block in {answer}").into())
}
