//! A node as a process of its own, which can be killed at any moment.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use serde_json::Value;

use crate::process;

/// What nodes of a data folder say, in that folder.
pub const LOG: &str = "said-by-nodes.log";

/// A node that runs.
#[derive(Debug)]
pub struct Node {
    child: Child,
    /// Address of pages and API.
    pub pages: String,
    /// Address of the embedded chain.
    pub rpc: String,
}

impl Node {
    /// Starts a node on a data folder and waits until it is ready.
    pub fn start(data: &Path) -> anyhow::Result<Self> {
        Self::start_with("up", data, &[])
    }

    /// Starts a node with another command or more flags, and waits until it is ready.
    pub fn start_with(command: &str, data: &Path, flags: &[&str]) -> anyhow::Result<Self> {
        Self::start_at("127.0.0.1:0", command, data, flags)
    }

    /// The same where tools and people look for it.
    pub fn start_at(listen: &str, command: &str, data: &Path, flags: &[&str]) -> anyhow::Result<Self> {
        let log = data.join(LOG);
        let mut child = process::palabre([command, "--json", "--listen", listen, "--rpc-listen", "127.0.0.1:0"])
            .arg("--data")
            .arg(data)
            .args(flags)
            .stdout(Stdio::piped())
            .stderr(File::options().create(true).append(true).open(&log)?)
            .spawn()?;
        let out = child.stdout.take().ok_or_else(|| anyhow::anyhow!("the node has no output"))?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let ready: Value = serde_json::from_str(&line).map_err(|error| {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            anyhow::anyhow!("the node did not start ({error}); its output was {line:?}, and it said:\n{said}")
        })?;
        let text = |name: &str| ready[name].as_str().unwrap_or_default().to_owned();
        Ok(Self { child, pages: text("pages"), rpc: text("rpc") })
    }

    /// Number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a loss of power would.
    pub fn kill(mut self) -> std::io::Result<()> {
        self.child.kill()?;
        self.child.wait().map(drop)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
