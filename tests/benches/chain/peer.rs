//! The two programs under measurement, each a process of its own.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use alloy::{primitives::keccak256, signers::local::PrivateKeySigner};
use palabre_tests::{process, workspace};
use serde_json::json;

use super::{CLIENTS, Outcome, rpc::Client};

const CHAIN_ID: &str = "3735928";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Ours,
    Anvil,
}

pub(super) struct Peer {
    kind: Kind,
    child: Child,
    port: u16,
}

/// Key of a client, the same in every run.
pub(super) fn key(client: usize) -> PrivateKeySigner {
    let secret = keccak256(format!("bench client {client}"));
    PrivateKeySigner::from_bytes(&secret).unwrap_or_else(|_| PrivateKeySigner::random())
}

/// Where a peer keeps its chain.
pub(super) fn stored(kind: Kind, folder: &Path) -> PathBuf {
    folder.join(match kind {
        Kind::Ours => "ours.sqlite",
        Kind::Anvil => "anvil.json",
    })
}

impl Peer {
    /// Starts a peer on `file`; `keep` makes anvil write its state there when it stops.
    pub(super) fn start(kind: Kind, file: &Path, keep: bool) -> Outcome<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut command = match kind {
            Kind::Ours => ours(file, port),
            Kind::Anvil => anvil(file, port, keep),
        };
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        Ok(Self { kind, child, port })
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Gives every client coins, where the command line could not.
    pub(super) async fn fund(&self, client: &Client) -> Outcome<()> {
        if self.kind == Kind::Anvil {
            for index in 0..CLIENTS {
                client.call("anvil_setBalance", json!([key(index).address(), "0xd3c21bcecceda1000000"])).await?;
            }
        }
        Ok(())
    }

    /// Highest resident memory so far, in MiB.
    pub(super) fn peak_memory(&self) -> Outcome<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).ok_or("no VmHWM")?;
        let kib: f64 = line.split_whitespace().nth(1).ok_or("no figure")?.parse()?;
        Ok(kib / 1024.0)
    }

    /// Asks the process to end, so that anvil writes its state, and waits for it.
    pub(super) fn stop(&mut self) -> Outcome<()> {
        Command::new("kill").arg("-INT").arg(self.child.id().to_string()).status()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // Already ended is as good.
        let _ = self.child.kill();
    }
}

fn ours(file: &Path, port: u16) -> Command {
    let mut command = Command::new(process::binary().with_file_name("examples/devchain"));
    command.args(["--chain-id", CHAIN_ID, "--no-heartbeat", "--port", &port.to_string(), "--path"]).arg(file);
    for client in 0..CLIENTS {
        command.args(["--fund", &key(client).address().to_string()]);
    }
    command
}

fn anvil(file: &Path, port: u16, keep: bool) -> Command {
    let mut command = Command::new(workspace::root().join("contracts/node_modules/.bin/anvil"));
    command.args(["--silent", "--prune-history", "--hardfork", "prague", "--chain-id", CHAIN_ID]);
    command.args(["--port", &port.to_string()]);
    if keep {
        command.arg("--dump-state").arg(file);
    } else if file.exists() {
        command.arg("--load-state").arg(file);
    }
    command
}
