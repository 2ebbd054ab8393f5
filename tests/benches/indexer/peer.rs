//! The peer: Ponder indexes the same contracts into the same rows, with its defaults.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use palabre_contracts::Community;
use palabre_tests::{postgres::Server, workspace};
use serde_json::{Value, json};

use super::{Outcome, PATIENCE, Used, history, port, tree};

/// Ponder at work; it ends with the value.
struct Peer {
    process: Child,
    pages: String,
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Asked to end, it ends its workers; killed, it might not.
        let _ = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        let _ = self.process.wait();
    }
}

/// One run from an empty database to ready.
///
/// It writes into the database with this URL, or into the one that it brings with it.
pub(crate) async fn run(
    folder: &Path,
    (rpc, batches): (&str, usize),
    community: &Community,
    server: Option<&Server>,
) -> Outcome<Used> {
    let project = workspace::root().join("scripts/bench.d/indexer.d");
    let (bench, database) = (folder.join("bench.json"), folder.join("pglite"));
    let at = community.contracts;
    let places = json!({
        "rpc": rpc, "chainId": community.chain_id, "startBlock": community.from_block,
        "artifacts": workspace::root().join("contracts/artifacts"),
        "contributions": at.contributions, "house": at.members_house, "distribution": at.distribution,
    });
    fs::write(&bench, places.to_string())?;
    let (began, port) = (Instant::now(), port()?);
    let process = Command::new(project.join("node_modules/.bin/ponder"))
        .args(["start", "--schema", "bench", "-H", "127.0.0.1", "-p", &port.to_string()])
        .current_dir(&project)
        .envs([("BENCH", &bench), ("PGLITE_DIR", &database)])
        .env("PONDER_TELEMETRY_DISABLED", "true")
        .env_remove("DATABASE_URL")
        .envs(server.map(|server| ("DATABASE_URL", server.url("postgres"))))
        .stdin(Stdio::null())
        .stdout(fs::File::create(folder.join("ponder.log"))?)
        .stderr(Stdio::inherit())
        .spawn()?;
    let peer = Peer { process, pages: format!("http://127.0.0.1:{port}") };
    let mut used = Used::default();
    while !peer.ready().await {
        let now = tree::usage(peer.process.id())?;
        (used.cpu, used.memory) = (used.cpu.max(now.cpu), used.memory.max(now.memory));
        tokio::time::sleep(Duration::from_millis(100)).await;
        if began.elapsed() > PATIENCE {
            return Err("Ponder took too long".into());
        }
    }
    used.seconds = began.elapsed().as_secs_f64();
    used.cpu = used.cpu.max(tree::usage(peer.process.id())?.cpu);
    peer.check(batches).await?;
    drop(peer);
    match server {
        Some(server) => used.disk = size(&server.data().join("base"))? / f64::from(1 << 20),
        None => {
            used.disk = size(&database)? / f64::from(1 << 20);
            fs::remove_dir_all(&database)?;
        }
    }
    Ok(used)
}

impl Peer {
    async fn ready(&self) -> bool {
        reqwest::get(format!("{}/ready", self.pages)).await.is_ok_and(|answer| answer.status().is_success())
    }

    /// It did the whole work.
    async fn check(&self, batches: usize) -> Outcome<()> {
        let text = reqwest::get(format!("{}/count", self.pages)).await?.text().await?;
        let count: Value = serde_json::from_str(&text)?;
        let (rows, votes) = (count["contributions"].as_u64(), count["ballots"].as_u64());
        match rows == Some((batches * history::ITEMS) as u64) && votes == Some(history::VOTES as u64) {
            true => Ok(()),
            false => Err(format!("Ponder has {count}").into()),
        }
    }
}

/// Bytes of all files in a folder.
pub(crate) fn size(folder: &Path) -> Outcome<f64> {
    let mut sum = 0.0;
    for entry in fs::read_dir(folder)?.flatten() {
        let what = entry.metadata()?;
        sum += if what.is_dir() { size(&entry.path())? } else { what.len() as f64 };
    }
    Ok(sum)
}
