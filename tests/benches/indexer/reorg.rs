//! Many blocks taken back and replaced by others with the same transactions, beside inserting them once.

use std::{path::Path, sync::Arc, time::Instant};

use alloy::{eips::eip2718::Encodable2718, providers::Provider};
use palabre::chain::{self, Embedding};
use palabre_contracts::Community;
use palabre_devchain::{DevChain, ManualClock};
use palabre_indexer::{FinalityRule, Indexer, IndexerConfig, Store};

use super::{Outcome, history, note};

/// Blocks that are taken back, or as many as half of the history has.
const DEPTH: u64 = 1_000;

/// What both took, in seconds for so many blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reorg {
    pub(crate) depth: u64,
    pub(crate) insert: f64,
    pub(crate) replace: f64,
}

/// Measures on the copy of the chain.
pub(crate) async fn measure(folder: &Path, batches: usize, community: &Community) -> Outcome<Reorg> {
    let depth = DEPTH.min(batches as u64 / 2);
    note(&format!("taking {depth} blocks back"));
    let clock = Arc::new(ManualClock::new(history::VOTING));
    let embedding = Embedding {
        file: folder.join(history::COPY),
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
    indexer.catch_up_to(head - depth).await?;
    let from = store.cursor(&community.slug).await?.ok_or("no cursor")?.block_number;
    let began = Instant::now();
    indexer.catch_up_to(head).await?;
    let reached = store.cursor(&community.slug).await?.ok_or("no cursor")?.block_number;
    let insert = began.elapsed().as_secs_f64() * depth as f64 / (reached - from) as f64;
    let head = chain.head().number;
    indexer.catch_up_to(head).await?;
    let rows = rows(&store).await?;

    let mut blocks = vec![];
    for number in head - depth - above + 1..=head {
        blocks.push(transactions(&chain, number).await?);
    }
    chain.reorg(depth + above, blocks).await?;
    chain.mine(1).await?;
    let began = Instant::now();
    indexer.catch_up_to(head + 1).await?;
    let replace = began.elapsed().as_secs_f64();
    if self::rows(&store).await? != rows {
        return Err("the same transactions gave other rows".into());
    }
    store.close().await;
    Ok(Reorg { depth, insert, replace })
}

async fn transactions(chain: &DevChain, number: u64) -> Outcome<Vec<Vec<u8>>> {
    let block = chain.provider().get_block_by_number(number.into()).full().await?.ok_or("a block is missing")?;
    Ok(block.transactions.into_transactions().map(|transaction| transaction.inner.encoded_2718()).collect())
}

async fn rows(store: &Store) -> Outcome<i64> {
    Ok(palabre_indexer::sql::query_scalar("SELECT COUNT(*) FROM contributions").fetch_one(store.pool()).await?)
}
