//! The indexer from an empty database to a verified head, beside a peer, and beside what the two halves of its work cost
//! alone: reading the logs, and writing the rows. All in one run on one machine: only ratios are meant to be quoted.
//!
//! The chain is one of Palabre's own contracts and always the same: 2,000 batches of 200 contributions, a block each,
//! votes, mint, settlements and claims. One process serves it, another one indexes it over HTTP; the clock stops when the
//! verified height reaches the head. Ponder 0.16.10 indexes the same contracts into the same rows, verifying nothing.
//! Medians of [`RUNS`] runs; `--no-peer` leaves Ponder out, `--runs N` and `--batches N` make it shorter.
//!
//! Both write once into what they bring with them (SQLite, PGlite) and once into PostgreSQL with the settings that it is
//! installed with.

mod floors;
mod history;
mod latency;
mod node;
mod peer;
mod reorg;
mod report;
mod tree;

use std::{path::Path, time::Duration};

use palabre_contracts::Community;
use palabre_tests::postgres::{Server, Stop};

use self::{latency::Latency, node::Node, reorg::Reorg};

const RUNS: usize = 3;

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Outcome<T> = Result<T, Failure>;

/// What an indexer took.
#[derive(Clone, Copy, Debug, Default)]
struct Used {
    seconds: f64,
    /// CPU seconds, without those of a database server.
    cpu: f64,
    /// Most memory, in MiB, without that of a database server.
    memory: f64,
    /// In MiB.
    disk: f64,
    /// CPU seconds of the database server.
    server_cpu: f64,
}

/// What one run gave.
#[derive(Clone, Copy, Default)]
struct Figures {
    file: Used,
    server: Option<Used>,
    peer_file: Option<Used>,
    peer_server: Option<Used>,
    read_floor: f64,
    write_floor: f64,
}

struct Options {
    runs: usize,
    batches: usize,
    peer: bool,
    as_json: bool,
}

fn options() -> Outcome<Options> {
    let mut options = Options { runs: RUNS, batches: history::BATCHES, peer: true, as_json: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(flag) = arguments.next() {
        let mut number = || -> Outcome<usize> { Ok(arguments.next().ok_or("a number is missing")?.parse()?) };
        match flag.as_str() {
            "--json" => options.as_json = true,
            "--no-peer" => options.peer = false,
            "--runs" => options.runs = number()?.max(1),
            "--batches" => options.batches = number()?.max(20),
            // Said by cargo to every benchmark.
            "--bench" => {}
            other => return Err(format!("unknown flag {other}").into()),
        }
    }
    Ok(options)
}

#[tokio::main]
async fn main() -> Outcome<()> {
    palabre_tests::tls::install();
    let options = options()?;
    let folder = tempfile::tempdir()?;
    let (data, community) = history::live(folder.path(), options.batches).await?;
    let undone = reorg::measure(folder.path(), options.batches, &community).await?;
    let chain = Node::serve_chain(&data)?;
    chain.ready().await?;
    let bench = Bench { folder: folder.path(), data: &data, chain: &chain, community: &community, options };
    let mut runs = Vec::new();
    for run in 0..bench.options.runs {
        note(&format!("run {} of {}", run + 1, bench.options.runs));
        runs.push(bench.run(run).await?);
    }
    let followed = Node::index(&history::follower_of(&data, &folder.path().join("reader"))?, chain.rpc(), None)?;
    followed.verified(bench.options.batches).await?;
    let moments = Moments {
        undone,
        embedded: latency::measure(&chain, &chain, &community).await?,
        followed: latency::measure(&chain, &followed, &community).await?,
    };
    report::report(&runs, &moments, &bench.options);
    Ok(())
}

/// What is measured beside backfill.
struct Moments {
    undone: Reorg,
    embedded: Latency,
    followed: Latency,
}

/// A chain that is served, and where to put mirrors of it.
struct Bench<'a> {
    folder: &'a Path,
    data: &'a Path,
    chain: &'a Node,
    community: &'a Community,
    options: Options,
}

impl Bench<'_> {
    async fn run(&self, run: usize) -> Outcome<Figures> {
        let (rpc, batches) = (self.chain.rpc(), self.options.batches);
        let read_floor = floors::read(rpc, batches).await?;
        let write_floor = floors::write(&self.folder.join(format!("floor-{run}.sqlite")), batches).await?;
        let mut figures = Figures { read_floor, write_floor, ..Figures::default() };
        note(&format!("floors: {read_floor:.2} s of reading, {write_floor:.2} s of writing"));
        figures.file = self.index(&format!("mirror-{run}"), None).await?;
        note(&format!("SQLite: {:?}", figures.file));
        // With the settings that it is installed with.
        if let Some(server) = Server::new("", Some(port()?)).await? {
            figures.server = Some(self.index(&format!("server-{run}"), Some(&server)).await?);
            note(&format!("PostgreSQL: {:?}", figures.server));
        }
        if self.options.peer {
            let what = (rpc, batches);
            figures.peer_file = Some(peer::run(self.folder, what, self.community, None).await?);
            note(&format!("the peer with PGlite: {:?}", figures.peer_file));
            if let Some(server) = Server::new("", Some(port()?)).await? {
                let mut used = peer::run(self.folder, what, self.community, Some(&server)).await?;
                used.server_cpu = tree::usage(server.id()?)?.cpu;
                server.stop(Stop::Immediate).await?;
                figures.peer_server = Some(used);
                note(&format!("the peer with PostgreSQL: {used:?}"));
            }
        }
        Ok(figures)
    }

    /// From an empty database to the verified head.
    async fn index(&self, name: &str, server: Option<&Server>) -> Outcome<Used> {
        let mirror = history::follower_of(self.data, &self.folder.join(name))?;
        let url = server.map(|server| server.url("postgres"));
        let node = Node::index(&mirror, self.chain.rpc(), url.as_deref())?;
        let seconds = node.verified(self.options.batches).await?;
        let (cpu, memory) = node.usage()?;
        let server_cpu = server.map_or(Ok(0.0), |server| Ok::<_, Failure>(tree::usage(server.id()?)?.cpu))?;
        drop(node);
        let bytes = match server {
            Some(server) => peer::size(&server.data().join("base"))?,
            None => std::fs::metadata(mirror.join("palabre.sqlite"))?.len() as f64,
        };
        Ok(Used { seconds, cpu, memory, disk: bytes / f64::from(1 << 20), server_cpu })
    }
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

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(900);
