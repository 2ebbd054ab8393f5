//! What cannot be saved: reading the logs as JSON, and writing the rows into the same table with the same indexes.

use std::{path::Path, time::Instant};

use palabre_indexer::{
    Store,
    sql::{Value, insert_rows},
};
use serde_json::json;

use super::{Outcome, history};

/// Seconds to read all logs over HTTP, 100 blocks at a time.
pub(crate) async fn read(rpc: &str, batches: usize) -> Outcome<f64> {
    const STEP: u64 = 100;
    let client = reqwest::Client::new();
    let began = Instant::now();
    let mut from = 0;
    let mut logs = 0;
    while from <= batches as u64 + 1_000 {
        let range = json!([{ "fromBlock": format!("{from:#x}"), "toBlock": format!("{:#x}", from + STEP - 1) }]);
        let body = json!({ "jsonrpc": "2.0", "id": 1, "method": "eth_getLogs", "params": range });
        let request = client.post(rpc).header("content-type", "application/json").body(body.to_string());
        let answer: serde_json::Value = serde_json::from_str(&request.send().await?.text().await?)?;
        logs += answer["result"].as_array().map_or(0, Vec::len);
        from += STEP;
    }
    match logs >= batches {
        true => Ok(began.elapsed().as_secs_f64()),
        false => Err(format!("only {logs} logs came").into()),
    }
}

/// Seconds to write as many rows as there are contributions, 200 a statement and 20,000 a transaction.
pub(crate) async fn write(file: &Path, batches: usize) -> Outcome<f64> {
    const BATCHES_A_TRANSACTION: usize = 100;
    let store = Store::open(file).await?;
    let began = Instant::now();
    let batches: Vec<usize> = (0..batches).collect();
    for chunk in batches.chunks(BATCHES_A_TRANSACTION) {
        let mut tx = store.pool().begin().await?;
        for batch in chunk {
            let rows = (0..history::ITEMS).map(|item| {
                let row = [*batch, item, 0, 1, batch * history::ITEMS + item, item % 100, 0, 3, 1];
                let numbers = row.into_iter().map(|number| Value::Int(number as i64));
                [Value::from("bench")].into_iter().chain(numbers).collect()
            });
            let into = "INSERT INTO contributions (community, batch_id, position, epoch, source, sequence, member_id,
                lane, points, kind)";
            insert_rows(&mut tx, into, rows, "").await?;
        }
        tx.commit().await?;
    }
    let seconds = began.elapsed().as_secs_f64();
    store.close().await;
    Ok(seconds)
}
