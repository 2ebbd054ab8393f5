//! What the tables should be, from the raw logs of the true chain alone. Nothing here is the indexer's: neither its
//! reading of the chain, nor its fold, nor its SQL.

mod replay;

use std::{collections::BTreeMap, path::Path};

use alloy::{
    hex,
    primitives::{Address, B256, Bytes},
    providers::Provider,
    rpc::types::{Filter, Log},
};
use anyhow::{Context, bail, ensure};
use palabre_contracts::{
    Community,
    bindings::{Contributions, Distribution, House, Membership, Reputation},
};
use palabre_devchain::DevChain;
use palabre_indexer::{
    Store,
    sql::{Location, Row, query},
};
use serde_json::{Map, Value, json};
use sqlx::sqlite::SqliteConnectOptions;

use self::replay::Replay;

/// The logs of a community, as the chain has them.
pub(super) async fn logs(chain: &DevChain, community: &Community) -> anyhow::Result<Vec<Log>> {
    const STEP: u64 = 500;
    let at = community.contracts;
    let addresses: Vec<Address> = at.all().into_iter().map(|(address, _)| address).collect();
    let (mut all, mut from, head) = (Vec::new(), 0, chain.head().number);
    while from <= head {
        let filter = Filter::new().address(addresses.clone()).from_block(from).to_block(from + STEP - 1);
        all.extend(chain.provider().get_logs(&filter).await?);
        from += STEP;
    }
    // The registry is everybody's: its entries name a community in their first argument.
    let ours = B256::left_padding_from(at.membership.as_slice());
    all.retain(|log| log.address() != at.registry || log.topics().get(1) == Some(&ours));
    all.sort_by_key(|log| (log.block_number, log.log_index));
    Ok(all)
}

/// Fails unless a mirror is exactly what the chain says.
pub(super) async fn compare(mirror: &Location, chain: &DevChain, community: &Community) -> anyhow::Result<usize> {
    let logs = logs(chain, community).await?;
    if let Location::File(file) = mirror {
        whole(file).await?;
    }
    events(mirror, &logs).await.context("the list of events")?;
    let mut replay = Replay::new(community);
    for log in &logs {
        replay.take(log)?;
    }
    let mut expected = replay.lines();
    expected.push(line("communities", facts(chain, community).await?));
    let mut out = Vec::new();
    palabre::export::write(mirror, &mut out).await?;
    let mut found = Vec::new();
    for text in std::str::from_utf8(&out)?.lines() {
        let read: Value = serde_json::from_str(text)?;
        let Value::Object(row) = read["row"].clone() else { bail!("no row in {text}") };
        found.push(line(read["table"].as_str().unwrap_or_default(), row));
    }
    expected.sort();
    found.sort();
    differ(&expected, &found)?;
    Ok(logs.len())
}

/// A row as text: words that are JSON are read, so that spaces and order in them do not count.
fn line(table: &str, mut row: Map<String, Value>) -> String {
    for value in row.values_mut() {
        if let Some(text) = value.as_str().filter(|text| text.starts_with(['{', '[']))
            && let Ok(read) = serde_json::from_str(text)
        {
            *value = read;
        }
    }
    format!("{table} {}", Value::Object(row))
}

fn differ(expected: &[String], found: &[String]) -> anyhow::Result<()> {
    let count = |rows: &[String]| {
        let mut count: BTreeMap<String, i64> = BTreeMap::new();
        rows.iter().for_each(|row| *count.entry(row.clone()).or_default() += 1);
        count
    };
    let (expected, found) = (count(expected), count(found));
    let less = |all: &BTreeMap<String, i64>, others: &BTreeMap<String, i64>| -> Vec<String> {
        all.iter().filter(|(row, times)| others.get(*row) != Some(times)).map(|(row, _)| row.clone()).collect()
    };
    let (missing, extra) = (less(&expected, &found), less(&found, &expected));
    let shown = |rows: &[String]| rows.iter().take(8).cloned().collect::<Vec<_>>().join("\n  ");
    ensure!(
        missing.is_empty() && extra.is_empty(),
        "the tables differ from the replay: {} rows expected and not found:\n  {}\n{} found and not expected:\n  {}",
        missing.len(),
        shown(&missing),
        extra.len(),
        shown(&extra)
    );
    Ok(())
}

/// Fails if a file of SQLite is damaged.
async fn whole(file: &Path) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
    let whole: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&pool).await?;
    ensure!(whole == "ok", "the file is damaged: {whole}");
    pool.close().await;
    Ok(())
}

/// Every event once, where it was, as it was.
async fn events(mirror: &Location, logs: &[Log]) -> anyhow::Result<()> {
    let store = Store::connect(mirror).await?;
    let sql = "SELECT block_number, log_index, block_hash, tx_hash, address, topics, data FROM events
        ORDER BY block_number, log_index";
    let rows = query(sql).fetch_all(store.pool()).await?;
    store.close().await;
    let hex = |row: &Row, column: &str| row.try_get::<Vec<u8>, _>(column).map(hex::encode);
    let mut found = Vec::new();
    for row in &rows {
        let place: (i64, i64) = (row.try_get("block_number")?, row.try_get("log_index")?);
        let words = ["block_hash", "tx_hash", "address", "topics", "data"].map(|column| hex(row, column));
        found.push((place, words.into_iter().collect::<Result<Vec<_>, _>>()?));
    }
    let expected = logs.iter().map(|log| {
        let place = (log.block_number.unwrap_or_default() as i64, log.log_index.unwrap_or_default() as i64);
        let topics: Bytes = log.topics().concat().into();
        let words = [
            hex::encode(log.block_hash.unwrap_or_default()),
            hex::encode(log.transaction_hash.unwrap_or_default()),
            hex::encode(log.address()),
            hex::encode(topics),
            hex::encode(&log.inner.data.data),
        ];
        (place, words.to_vec())
    });
    let expected: Vec<_> = expected.collect();
    if let Some((found, expected)) = found.iter().zip(&expected).find(|(found, expected)| found != expected) {
        bail!("found {found:?}, expected {expected:?}");
    }
    ensure!(found.len() == expected.len(), "found {}, expected {}", found.len(), expected.len());
    Ok(())
}

/// What the contracts fixed for ever.
async fn facts(chain: &DevChain, community: &Community) -> anyhow::Result<Map<String, Value>> {
    let (at, provider) = (community.contracts, chain.provider());
    let calendar = Contributions::new(at.contributions, &provider).calendar().call().await?;
    let unclaimed = Distribution::new(at.distribution, &provider).unclaimedPeriod().call().await?;
    let growth = Reputation::new(at.reputation, &provider).growth().call().await?;
    let pilot = Membership::new(at.membership, &provider).pilot().call().await?;
    let mut row = Map::new();
    let mut set = |name: &str, value: Value| drop(row.insert(name.to_owned(), value));
    set("slug", json!(community.slug.as_str()));
    set("name", json!(community.name));
    let Value::Object(addresses) = serde_json::to_value(at)? else { bail!("addresses are an object") };
    for (name, address) in addresses {
        let address: Address = serde_json::from_value(address)?;
        set(&name, json!(hex::encode_prefixed(address)));
    }
    set("epoch_length", json!(calendar.length.to::<u64>()));
    set("grace", json!(calendar.grace.to::<u64>()));
    set("challenge", json!(calendar.challenge.to::<u64>()));
    set("resolve", json!(calendar.resolve.to::<u64>()));
    set("unclaimed_period", json!(unclaimed.to::<u64>()));
    set("growth", json!(replay::amount(growth)));
    for (name, house) in [("members_heads", at.members_house), ("contributors_heads", at.contributors_house)] {
        set(name, json!(House::new(house, &provider).minimumHeads().call().await?));
    }
    set("pilot", json!(u8::from(pilot)));
    Ok(row)
}
