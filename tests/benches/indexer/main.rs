//! The indexer from an empty database to a verified head, beside a peer, and beside what the two halves of its work cost
//! alone: reading the logs, and writing the rows. All in one run on one machine: only ratios are meant to be quoted.
//!
//! The chain is one of Palabre's own contracts and always the same: 2,000 batches of 200 contributions, a block each,
//! votes, mint, settlements and claims. One process serves it, another one indexes it over HTTP; the clock stops when the
//! verified height reaches the head. Ponder 0.16.10 indexes the same contracts into the same rows, verifying nothing.
//! Medians of [`RUNS`] runs; `--no-peer` leaves Ponder out.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

mod floors;
mod history;
mod latency;
mod node;
mod peer;
mod reorg;
mod tree;

use std::{path::Path, time::Duration};

use serde_json::{Value, json};

use self::{latency::Latency, node::Node, reorg::Reorg};

const RUNS: usize = 3;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What an indexer took.
#[derive(Clone, Copy, Debug, Default)]
struct Used {
    seconds: f64,
    /// CPU seconds.
    cpu: f64,
    /// Most memory, in MiB.
    memory: f64,
    /// In MiB.
    disk: f64,
}

/// What one run gave.
#[derive(Clone, Copy, Default)]
struct Figures {
    ours: Used,
    peer: Option<Used>,
    read_floor: f64,
    write_floor: f64,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    // The client wants one even where everything is plain HTTP; somebody else's would do as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let has = |flag: &str| std::env::args().any(|argument| argument == flag);
    let folder = tempfile::tempdir()?;
    let (data, community) = history::live(folder.path()).await?;
    let undone = reorg::measure(folder.path(), &data.join("chain.sqlite"), &community).await?;
    let chain = Node::serve_chain(&data)?;
    chain.ready().await?;
    let mut runs = Vec::new();
    for run in 0..RUNS {
        note(&format!("run {} of {RUNS}", run + 1));
        let mut figures = measure(folder.path(), &data, &chain, run).await?;
        if !has("--no-peer") {
            figures.peer = Some(peer::run(folder.path(), chain.rpc(), &community).await?);
        }
        note(&format!("{:?} {:?}", figures.ours, figures.peer));
        runs.push(figures);
    }
    let followed = Node::index(&history::follower_of(&data, &folder.path().join("reader"))?, chain.rpc())?;
    followed.verified().await?;
    let moments = Moments {
        undone,
        embedded: latency::measure(&chain, &chain, &community).await?,
        followed: latency::measure(&chain, &followed, &community).await?,
    };
    report(&runs, &moments, has("--json"));
    Ok(())
}

impl Moments {
    fn named(&self) -> Vec<(String, Value)> {
        let figures = [
            ("reorg_1000_insert_seconds", self.undone.insert),
            ("reorg_1000_replace_seconds", self.undone.replace),
            ("reorg_1000_ratio", self.undone.replace / self.undone.insert),
            ("block_interval_ms", latency::INTERVAL.as_secs_f64() * 1000.0),
            ("latency_embedded_median_ms", self.embedded.median),
            ("latency_embedded_p99_ms", self.embedded.p99),
            ("latency_followed_median_ms", self.followed.median),
            ("latency_followed_p99_ms", self.followed.p99),
        ];
        figures.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect()
    }
}

/// What is measured beside backfill.
struct Moments {
    undone: Reorg,
    embedded: Latency,
    followed: Latency,
}

fn note(text: &str) {
    use std::io::Write;
    // A lost progress line harms nobody.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A port that nobody used just now.
fn port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

async fn measure(folder: &Path, data: &Path, chain: &Node, run: usize) -> Outcome<Figures> {
    let read_floor = floors::read(chain.rpc()).await?;
    let write_floor = floors::write(&folder.join(format!("floor-{run}.sqlite"))).await?;
    let mirror = history::follower_of(data, &folder.join(format!("mirror-{run}")))?;
    let node = Node::index(&mirror, chain.rpc())?;
    let seconds = node.verified().await?;
    let (cpu, memory) = node.usage()?;
    drop(node);
    let disk = std::fs::metadata(mirror.join("palabre.sqlite"))?.len() as f64 / f64::from(1 << 20);
    Ok(Figures { ours: Used { seconds, cpu, memory, disk }, peer: None, read_floor, write_floor })
}

fn median(runs: &[Figures], of: impl Fn(&Figures) -> Option<f64>) -> Option<f64> {
    let mut values: Vec<f64> = runs.iter().filter_map(of).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

fn report(runs: &[Figures], moments: &Moments, as_json: bool) {
    let rows = history::ROWS as f64;
    let of = |of: fn(&Figures) -> Option<f64>| median(runs, of);
    let ratio = |ours: Option<f64>, peer: Option<f64>| ours.zip(peer).map(|(ours, peer)| ours / peer);
    let (seconds, peer) = (of(|run| Some(run.ours.seconds)), of(|run| run.peer.map(|peer| peer.seconds)));
    let (cpu, peer_cpu) = (of(|run| Some(run.ours.cpu)), of(|run| run.peer.map(|peer| peer.cpu)));
    let (memory, peer_memory) = (of(|run| Some(run.ours.memory)), of(|run| run.peer.map(|peer| peer.memory)));
    let floors = of(|run| Some(run.read_floor + run.write_floor));
    let result = json!({
        "rows_ratio_sqlite": ratio(peer, seconds),
        "rows_ratio_postgres": Value::Null,
        "rows_ratio_postgres_why": "this build writes SQLite only",
        "memory_ratio": ratio(memory, peer_memory),
        "cpu_ratio": ratio(cpu, peer_cpu),
        "floor_ratio": ratio(seconds, floors),
        "rows": history::ROWS,
        "seconds_sqlite": seconds,
        "rows_per_second_sqlite": seconds.map(|seconds| rows / seconds),
        "cpu_seconds": cpu,
        "peak_memory_mib": memory,
        "disk_mib": of(|run| Some(run.ours.disk)),
        "read_floor_seconds": of(|run| Some(run.read_floor)),
        "write_floor_seconds": of(|run| Some(run.write_floor)),
        "peer": "Ponder 0.16.10, PGlite",
        "peer_seconds": peer,
        "peer_rows_per_second": peer.map(|seconds| rows / seconds),
        "peer_cpu_seconds": peer_cpu,
        "peer_peak_memory_mib": peer_memory,
        "peer_disk_mib": of(|run| run.peer.map(|peer| peer.disk)),
    });
    let mut result = result;
    if let Some(result) = result.as_object_mut() {
        result.extend(moments.named());
    }
    if as_json {
        println!("{result}");
        return;
    }
    for (name, value) in result.as_object().into_iter().flatten() {
        println!("{name:24} {value}");
    }
}

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(900);
