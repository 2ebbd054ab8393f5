//! The indexer from an empty database to a verified head, beside what the two halves of its work cost alone: reading the
//! logs, and writing the rows. All in one run on one machine: only ratios are meant to be quoted.
//!
//! The chain is one of Palabre's own contracts and always the same: 2,000 batches of 200 contributions, a block each,
//! then mint, settlements and claims. One process serves it, another one indexes it over HTTP; the clock stops when the
//! verified height reaches the head. Medians of [`RUNS`] runs.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

mod floors;
mod history;
mod node;

use std::time::Duration;

use self::node::Node;

const RUNS: usize = 3;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What one run gave.
#[derive(Clone, Copy, Default)]
struct Figures {
    seconds: f64,
    cpu: f64,
    memory: f64,
    disk: f64,
    read_floor: f64,
    write_floor: f64,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    // The client wants one even where everything is plain HTTP; somebody else's would do as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let json = std::env::args().any(|argument| argument == "--json");
    let folder = tempfile::tempdir()?;
    let data = history::live(folder.path())?;
    let chain = Node::serve_chain(&data)?;
    chain.ready().await?;
    let mut runs = Vec::new();
    for run in 0..RUNS {
        note(&format!("run {} of {RUNS}", run + 1));
        runs.push(measure(folder.path(), &data, &chain, run).await?);
    }
    report(&runs, json);
    Ok(())
}

fn note(text: &str) {
    use std::io::Write;
    // A lost progress line harms nobody.
    let _ = writeln!(std::io::stderr(), "{text}");
}

async fn measure(folder: &std::path::Path, data: &std::path::Path, chain: &Node, run: usize) -> Outcome<Figures> {
    let read_floor = floors::read(chain.rpc()).await?;
    let write_floor = floors::write(&folder.join(format!("floor-{run}.sqlite"))).await?;
    let mirror = history::follower_of(data, &folder.join(format!("mirror-{run}")))?;
    let node = Node::index(&mirror, chain.rpc())?;
    let seconds = node.verified().await?;
    let (cpu, memory) = node.usage()?;
    drop(node);
    let disk = std::fs::metadata(mirror.join("palabre.sqlite"))?.len() as f64 / f64::from(1 << 20);
    Ok(Figures { seconds, cpu, memory, disk, read_floor, write_floor })
}

fn report(runs: &[Figures], json: bool) {
    let median = |of: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let floors = median(|run| run.read_floor + run.write_floor);
    let seconds = median(|run| run.seconds);
    let result = serde_json::json!({
        "rows": history::ROWS,
        "seconds_sqlite": seconds,
        "rows_per_second_sqlite": history::ROWS as f64 / seconds,
        "cpu_seconds": median(|run| run.cpu),
        "peak_memory_mib": median(|run| run.memory),
        "disk_mib": median(|run| run.disk),
        "read_floor_seconds": median(|run| run.read_floor),
        "write_floor_seconds": median(|run| run.write_floor),
        "floor_ratio": seconds / floors,
    });
    if json {
        println!("{result}");
        return;
    }
    for (name, value) in result.as_object().into_iter().flatten() {
        println!("{name:24} {value}");
    }
}

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(900);
