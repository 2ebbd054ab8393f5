//! The chain behind a node: embedded in this process, or somebody else's behind an RPC URL.

use std::{path::PathBuf, sync::Arc};

use alloy::{
    primitives::{Address, U256},
    providers::{DynProvider, Provider},
};
use anyhow::Context;
use palabre_devchain::{Clock, DevChain, DevChainConfig};

use crate::data::DataFolder;

/// Coins of the operator on an embedded chain: enough for ever, worth nothing elsewhere.
const TREASURY: u64 = 1_000_000_000;

/// How an embedded chain is opened.
#[derive(Debug)]
pub struct Embedding {
    /// Its file.
    pub file: PathBuf,
    /// Id to insist on; none takes the stored one or draws one.
    pub chain_id: Option<u64>,
    /// Who owns the coins of a new chain.
    pub operator: Address,
    /// Time of the first block of a new chain; none is now.
    pub genesis_time: Option<u64>,
    /// Whether blocks are made while nobody sends anything.
    pub heartbeat: bool,
    /// Whether `evm_*` methods are offered over RPC.
    pub dev: bool,
}

impl Embedding {
    /// The chain of a data folder, making no block by itself; its id and its beginning are those it has.
    pub fn still(data: &DataFolder, operator: Address) -> Self {
        Self { file: data.chain_file(), chain_id: None, operator, genesis_time: None, heartbeat: false, dev: false }
    }
}

/// Opens or creates the embedded chain.
pub fn open(embedding: Embedding, clock: Arc<dyn Clock>) -> anyhow::Result<DevChain> {
    let ether = U256::from(10).pow(U256::from(18));
    let defaults = DevChainConfig::default();
    let config = DevChainConfig {
        path: Some(embedding.file.clone()),
        chain_id: embedding.chain_id,
        genesis_accounts: vec![(embedding.operator, U256::from(TREASURY) * ether)],
        genesis_time: embedding.genesis_time,
        heartbeat: if embedding.heartbeat { defaults.heartbeat } else { None },
        clock,
        dev: embedding.dev,
        ..defaults
    };
    DevChain::open(config).with_context(|| format!("the embedded chain {} cannot be opened", embedding.file.display()))
}

/// First block in which `contract` has code, found by halving; 0 where the chain keeps no old states.
pub async fn deployment_block(provider: &DynProvider, contract: Address) -> anyhow::Result<u64> {
    let (mut before, mut after) = (0, provider.get_block_number().await?);
    while before < after {
        let middle = before + (after - before) / 2;
        match provider.get_code_at(contract).number(middle).await {
            Ok(code) if code.is_empty() => before = middle + 1,
            Ok(_) => after = middle,
            Err(error) => {
                tracing::warn!(%error, "old states cannot be read; the mirror will start at the first block");
                return Ok(0);
            }
        }
    }
    Ok(after)
}
