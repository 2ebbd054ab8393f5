//! A thousand blocks taken back and replaced by others with the same transactions, beside inserting them once.

use std::{path::Path, sync::Arc, time::Instant};

use alloy::{eips::eip2718::Encodable2718, providers::Provider};
use palabre::chain::{self, Embedding};
use palabre_contracts::Community;
use palabre_devchain::{DevChain, ManualClock};
use palabre_indexer::{FinalityRule, Indexer, IndexerConfig, Store};

use super::{Outcome, history, note};

const DEPTH: u64 = 1_000;

/// What both took, in seconds for a thousand blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reorg {
    pub(crate) insert: f64,
    pub(crate) replace: f64,
}

/// Measures on a copy of the chain in `file`.
pub(crate) async fn measure(folder: &Path, file: &Path, community: &Community) -> Outcome<Reorg> {
    note(&format!("taking {DEPTH} blocks back"));
    let copy = folder.join("reorg-chain.sqlite");
    std::fs::copy(file, &copy)?;
    let clock = Arc::new(ManualClock::new(history::VOTING));
    let embedding = Embedding {
        file: copy,
        chain_id: None,
        operator: history::key("operator").address(),
        genesis_time: None,
        heartbeat: false,
        dev: true,
    };
    let chain = chain::open(embedding, clock)?;
    let store = Store::open(&folder.join("reorg-mirror.sqlite")).await?;
    let config = IndexerConfig {
        tip_distance: 2 * DEPTH,
        max_reorg: 2 * DEPTH,
        finality: FinalityRule::Depth(2 * DEPTH),
        head_may_lag: false,
        ..IndexerConfig::default()
    };
    let indexer = Indexer::new(store.clone(), chain.provider().erased(), config);
    indexer.follow(community.clone()).await?;
    // What came after the batches is another story, and would not happen again at the same time.
    let head = history::last_batch(&chain, community).await?;
    let above = chain.head().number - head;
    chain.reorg(above, vec![]).await?;
    indexer.catch_up_to(head - DEPTH).await?;
    let from = store.cursor(&community.slug).await?.ok_or("no cursor")?.block_number;
    let began = Instant::now();
    indexer.catch_up_to(head).await?;
    let reached = store.cursor(&community.slug).await?.ok_or("no cursor")?.block_number;
    let insert = began.elapsed().as_secs_f64() * DEPTH as f64 / (reached - from) as f64;
    let head = chain.head().number;
    indexer.catch_up_to(head).await?;
    let rows = rows(&store).await?;

    let mut blocks = vec![];
    for number in head - DEPTH - above + 1..=head {
        blocks.push(transactions(&chain, number).await?);
    }
    chain.reorg(DEPTH + above, blocks).await?;
    chain.mine(1).await?;
    let began = Instant::now();
    indexer.catch_up_to(head + 1).await?;
    let replace = began.elapsed().as_secs_f64();
    if self::rows(&store).await? != rows {
        return Err("the same transactions gave other rows".into());
    }
    store.close().await;
    Ok(Reorg { insert, replace })
}

async fn transactions(chain: &DevChain, number: u64) -> Outcome<Vec<Vec<u8>>> {
    let block = chain.provider().get_block_by_number(number.into()).full().await?.ok_or("a block is missing")?;
    Ok(block.transactions.into_transactions().map(|transaction| transaction.inner.encoded_2718()).collect())
}

async fn rows(store: &Store) -> Outcome<i64> {
    Ok(palabre_indexer::sql::query_scalar("SELECT COUNT(*) FROM contributions").fetch_one(store.pool()).await?)
}
