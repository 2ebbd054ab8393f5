//! Processes of the program: one serves the chain, one indexes it.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use palabre_tests::process::binary;
use serde_json::Value;

use super::{Outcome, PATIENCE, port};

/// A running process; it is stopped when this is dropped.
pub(crate) struct Node {
    process: Child,
    began: Instant,
    pages: String,
    rpc: String,
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Node {
    fn start(data: &Path, more: &[&str], database: Option<&str>) -> Outcome<Self> {
        let (pages, rpc) = (format!("127.0.0.1:{}", port()?), format!("127.0.0.1:{}", port()?));
        let mut command = Command::new(binary());
        command
            .args(["up", "--listen", &pages, "--rpc-listen", &rpc, "--data"])
            .arg(data)
            .args(more)
            .envs(database.map(|url| ("PALABRE_DATABASE_URL", url)))
            .stdout(Stdio::null());
        let process = command.spawn()?;
        let (pages, rpc) = (format!("http://{pages}"), format!("http://{rpc}"));
        Ok(Self { process, began: Instant::now(), pages, rpc })
    }

    /// Serves the embedded chain of a data folder.
    pub(crate) fn serve_chain(data: &Path) -> Outcome<Self> {
        Self::start(data, &[], None)
    }

    /// Indexes the chain behind an RPC, into a file or into the database with this URL.
    pub(crate) fn index(data: &Path, rpc: &str, database: Option<&str>) -> Outcome<Self> {
        Self::start(data, &["--rpc-url", rpc], database)
    }

    /// Where the API is.
    pub(crate) fn pages(&self) -> &str {
        &self.pages
    }

    /// Where the chain is.
    pub(crate) fn rpc(&self) -> &str {
        &self.rpc
    }

    /// Waits until it serves.
    pub(crate) async fn ready(&self) -> Outcome<()> {
        while self.state().await.is_none() {
            self.pause().await?;
        }
        Ok(())
    }

    /// Seconds from the start until everything up to the head is indexed and verified.
    pub(crate) async fn verified(&self, blocks: usize) -> Outcome<f64> {
        loop {
            let state = self.state().await.unwrap_or_default();
            let (head, verified) = (state["head"].as_u64(), state["communities"][0]["verified"].as_u64());
            if let (Some(head), Some(verified)) = (head, verified)
                && verified + 1 >= head
                && head > blocks as u64
            {
                return Ok(self.began.elapsed().as_secs_f64());
            }
            self.pause().await?;
        }
    }

    async fn state(&self) -> Option<Value> {
        let text = reqwest::get(format!("{}/readyz", self.pages)).await.ok()?.text().await.ok()?;
        serde_json::from_str(&text).ok()
    }

    async fn pause(&self) -> Outcome<()> {
        tokio::time::sleep(Duration::from_millis(20)).await;
        match self.began.elapsed() < PATIENCE {
            true => Ok(()),
            false => Err("the program took too long".into()),
        }
    }

    /// CPU seconds, and the most memory in MiB.
    pub(crate) fn usage(&self) -> Outcome<(f64, f64)> {
        const TICKS_A_SECOND: f64 = 100.0;
        let of = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", self.process.id()));
        let stat = of("stat")?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks: f64 = fields[11].parse::<f64>()? + fields[12].parse::<f64>()?;
        let status = of("status")?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
        let kib: f64 = peak.trim().trim_end_matches(" kB").parse()?;
        Ok((ticks / TICKS_A_SECOND, kib / 1024.0))
    }
}
