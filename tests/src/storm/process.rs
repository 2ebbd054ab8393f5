//! The real program under storm: started, watched, killed.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::{Instant, timeout},
};

use crate::process::binary;

/// How long a process may take to start or to end. Nothing is measured by it: machines may be slow, or sleep.
pub(super) const PATIENCE: Duration = Duration::from_secs(600);
/// How often is looked for something that must happen. A look waits for an answer of the node, so a machine under load
/// that slows the node down slows the looking down as well.
pub(super) const LOOKS: u32 = 8_000;

/// Paces of a node in a hurry: everything that takes seconds in life takes parts of them here.
pub(super) const PACE: &str = "poll_interval=40ms,survey_interval=100ms,max_backoff=200ms,quarantine=50ms,\
    answer_patience=5s,patience=3s,head_patience=120s,window=4,max_window=16,tip_distance=8,max_reorg=64,max_lag=4";
/// [`PACE`] without progress after which a mirror that is behind must say so.
pub(super) const STALLED: Duration = Duration::from_secs(3);

/// How a node is started.
#[derive(Clone, Debug, Default)]
pub(super) struct Start {
    /// More choices about indexing.
    pub(super) choices: Vec<String>,
    /// The moment of writing at which it stands still.
    pub(super) stand_still: Option<String>,
    /// Environment.
    pub(super) environment: Vec<(&'static str, String)>,
}

/// A node as a process of its own.
#[derive(Debug)]
pub(super) struct Node {
    child: Child,
    /// Address of pages and API.
    pub(super) pages: String,
    log: PathBuf,
}

impl Node {
    /// Starts a node and waits until it serves. It fails with what the node said when it ends instead.
    pub(super) async fn start(data: &Path, urls: &[String], how: &Start) -> anyhow::Result<Self> {
        let mut node = Self::spawn(data, urls, how)?;
        let out = node.child.stdout.take().context("the node has no output")?;
        let mut line = String::new();
        timeout(PATIENCE, BufReader::new(out).read_line(&mut line)).await.context("the node does not start")??;
        let Ok(ready) = serde_json::from_str::<Value>(&line) else {
            let status = node.child.wait().await?;
            bail!("the node ended with {status}: {}", node.said().trim())
        };
        node.pages = ready["pages"].as_str().unwrap_or_default().to_owned();
        Ok(node)
    }

    /// Starts a node that perhaps never serves.
    pub(super) fn spawn(data: &Path, urls: &[String], how: &Start) -> anyhow::Result<Self> {
        let log = data.join(format!("log-{}", std::fs::read_dir(data)?.count()));
        let mut command = Command::new(binary());
        command.args(["up", "--json", "--listen", "127.0.0.1:0", "--indexer", PACE, "--data"]).arg(data);
        for url in urls {
            command.args(["--rpc-url", url]);
        }
        for choice in &how.choices {
            command.args(["--indexer", choice]);
        }
        if let Some(point) = &how.stand_still {
            command.args(["--stand-still", point]);
        }
        command.envs(how.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(std::fs::File::create(&log)?);
        command.env("RUST_LOG", "warn,palabre_indexer=info").kill_on_drop(true);
        Ok(Self { child: command.spawn()?, pages: String::new(), log })
    }

    /// What it said so far.
    pub(super) fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Its number for the system.
    pub(super) fn id(&self) -> anyhow::Result<u32> {
        self.child.id().context("the node has ended")
    }

    /// Fails if it ended.
    pub(super) fn alive(&mut self) -> anyhow::Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("the node ended by itself with {status}; it said: {}", tail(&self.said())),
        }
    }

    /// Waits until it says something.
    pub(super) async fn says(&mut self, words: &str) -> anyhow::Result<()> {
        let began = Instant::now();
        while !self.said().contains(words) {
            ensure!(began.elapsed() < PATIENCE, "the node never said {words:?}: {}", tail(&self.said()));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Waits until it ends by itself; the answer is its exit code and what it said.
    pub(super) async fn ends(mut self) -> anyhow::Result<(Option<i32>, String)> {
        let status = timeout(PATIENCE, self.child.wait()).await.context("the node does not end")??;
        Ok((status.code(), self.said()))
    }

    /// Ends it as a loss of power would.
    pub(super) async fn kill(mut self) -> anyhow::Result<String> {
        self.child.kill().await?;
        Ok(self.said())
    }
}

/// The last lines of a log.
pub(super) fn tail(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(12)..].join("\n")
}
