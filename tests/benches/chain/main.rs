//! The embedded chain beside anvil, in one run on one machine: only ratios are meant to be quoted.
//!
//! Ours writes every block to disk; anvil keeps all in memory (`--prune-history`). A client is one HTTP connection
//! that sends a signed transaction and waits for its receipt before it sends the next. `startup` is the time from
//! starting the process to an answer with the stored head of a chain of 1,000 blocks. Medians of `RUNS` runs, which
//! alternate between the two.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

mod peer;
mod rpc;

use std::time::{Duration, Instant};

use alloy::{
    primitives::{Address, Bytes, TxKind, U256, hex},
    signers::local::PrivateKeySigner,
};
use palabre_tests::workspace;

use self::{
    peer::{Kind, Peer},
    rpc::{Client, signed},
};

const RUNS: usize = 5;
const TRANSACTIONS: usize = 500;
const CLIENTS: usize = 16;
const STORED_BLOCKS: u64 = 1_000;
/// Counts in slot 0, stores the count in a slot of its own, and logs it: one SSTORE of each kind and one log.
const COUNTER: &[u8] = &hex!("601380600b6000396000f36000546001018060005580805560006000a100");

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What one peer does in one run.
#[derive(Clone, Copy, Default)]
struct Figures {
    startup: f64,
    transfer: f64,
    call: f64,
    transfer_16: f64,
    call_16: f64,
    memory: f64,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    palabre_tests::tls::install();
    let json = std::env::args().any(|argument| argument == "--json");
    let anvil = workspace::root().join("contracts/node_modules/.bin/anvil");
    if !anvil.exists() {
        return Err("anvil is missing: run (cd contracts && npm ci --ignore-scripts) first".into());
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let folder = tempfile::tempdir()?;
    for kind in [Kind::Ours, Kind::Anvil] {
        prepare_stored(kind, folder.path()).await?;
    }
    for run in 0..RUNS {
        eprint_progress(run);
        ours.push(measure(Kind::Ours, folder.path()).await?);
        theirs.push(measure(Kind::Anvil, folder.path()).await?);
    }
    report(&ours, &theirs, json);
    Ok(())
}

fn eprint_progress(run: usize) {
    use std::io::Write;
    // A lost progress line harms nobody.
    let _ = writeln!(std::io::stderr(), "run {} of {RUNS}", run + 1);
}

/// A folder or state file with 1,000 blocks, one transfer each.
async fn prepare_stored(kind: Kind, folder: &std::path::Path) -> Outcome<()> {
    let mut peer = Peer::start(kind, &peer::stored(kind, folder), true)?;
    let client = Client::new(peer.url());
    client.ready().await?;
    peer.fund(&client).await?;
    let key = peer::key(0);
    for nonce in 0..STORED_BLOCKS {
        let transaction = signed(
            &key,
            client.chain_id().await?,
            nonce,
            TxKind::Call(Address::repeat_byte(9)),
            U256::ONE,
            Bytes::new(),
        )?;
        client.send_and_wait(&transaction).await?;
    }
    peer.stop()?;
    Ok(())
}

async fn measure(kind: Kind, folder: &std::path::Path) -> Outcome<Figures> {
    let startup = startup(kind, folder).await?;
    let fresh = tempfile::tempdir()?;
    let mut peer = Peer::start(kind, &peer::stored(kind, fresh.path()), false)?;
    let client = Client::new(peer.url());
    client.ready().await?;
    peer.fund(&client).await?;
    let chain_id = client.chain_id().await?;
    let deployment = signed(&peer::key(0), chain_id, 0, TxKind::Create, U256::ZERO, COUNTER.into())?;
    let contract = client.send_and_wait(&deployment).await?.ok_or("the counter was not deployed")?;
    let transfer = TxKind::Call(Address::repeat_byte(9));
    let call = TxKind::Call(contract);
    let mut figures = Figures { startup, ..Figures::default() };
    let mut nonces = vec![0u64; CLIENTS];
    nonces[0] = 1;
    figures.transfer = rate(&peer, chain_id, 1, transfer, &mut nonces).await?;
    figures.call = rate(&peer, chain_id, 1, call, &mut nonces).await?;
    figures.transfer_16 = rate(&peer, chain_id, CLIENTS, transfer, &mut nonces).await?;
    figures.call_16 = rate(&peer, chain_id, CLIENTS, call, &mut nonces).await?;
    figures.memory = peer.peak_memory()?;
    peer.stop()?;
    Ok(figures)
}

/// Milliseconds until the stored head is answered.
async fn startup(kind: Kind, folder: &std::path::Path) -> Outcome<f64> {
    let started = Instant::now();
    let mut peer = Peer::start(kind, &peer::stored(kind, folder), false)?;
    let client = Client::new(peer.url());
    client.ready().await?;
    let elapsed = started.elapsed();
    let head = client.block_number().await?;
    if head < STORED_BLOCKS {
        return Err(format!("{kind:?} came back with block {head} of {STORED_BLOCKS}").into());
    }
    peer.stop()?;
    Ok(elapsed.as_secs_f64() * 1000.0)
}

/// Transactions per second until mined, with so many clients that each wait for their own.
async fn rate(peer: &Peer, chain_id: u64, clients: usize, to: TxKind, nonces: &mut [u64]) -> Outcome<f64> {
    let each = TRANSACTIONS / clients;
    let mut work = Vec::new();
    for (index, nonce) in nonces.iter_mut().enumerate().take(clients) {
        let key: PrivateKeySigner = peer::key(index);
        let transactions = (0..each as u64)
            .map(|offset| signed(&key, chain_id, *nonce + offset, to, U256::ZERO, Bytes::new()))
            .collect::<Outcome<Vec<_>>>()?;
        *nonce += each as u64;
        work.push((Client::new(peer.url()), transactions));
    }
    let started = Instant::now();
    let tasks = work.into_iter().map(|(client, transactions)| {
        tokio::spawn(async move {
            for transaction in transactions {
                client.send_and_wait(&transaction).await?;
            }
            Outcome::Ok(())
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await??;
    }
    let elapsed: Duration = started.elapsed();
    Ok((each * clients) as f64 / elapsed.as_secs_f64())
}

fn median(figures: &[Figures], pick: impl Fn(&Figures) -> f64) -> f64 {
    palabre_tests::figures::median(figures.iter().map(pick).collect()).unwrap_or(f64::NAN)
}

fn report(ours: &[Figures], theirs: &[Figures], json: bool) {
    type Pick = fn(&Figures) -> f64;
    let rows: [(&str, Pick, &str); 6] = [
        ("startup_ratio", |figures| figures.startup, "ms"),
        ("transfer_ratio", |figures| figures.transfer, "tx/s"),
        ("call_ratio", |figures| figures.call, "tx/s"),
        ("transfer_ratio_16", |figures| figures.transfer_16, "tx/s"),
        ("call_ratio_16", |figures| figures.call_16, "tx/s"),
        ("memory_ratio", |figures| figures.memory, "MiB"),
    ];
    if json {
        let ratios: serde_json::Map<_, _> = rows
            .iter()
            .map(|(name, pick, _)| ((*name).to_owned(), (median(ours, pick) / median(theirs, pick)).into()))
            .collect();
        println!("{}", serde_json::Value::Object(ratios));
        return;
    }
    for (name, pick, unit) in rows {
        let (ours, theirs) = (median(ours, pick), median(theirs, pick));
        println!("{name:18} {:6.2}   ours {ours:9.1} {unit}, anvil {theirs:9.1} {unit}", ours / theirs);
    }
}
