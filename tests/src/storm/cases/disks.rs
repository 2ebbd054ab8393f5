//! Disks that fail, and a database that somebody else holds.

use std::{path::PathBuf, process::Stdio, time::Duration};

use anyhow::Context;
use tokio::process::{Child, Command};

use super::super::run::{Storm, Tried};

/// A tracer that makes writes of a running node fail, until it is detached.
struct Tracer(Child);

impl Tracer {
    /// Lets calls of `what` on the database's files fail with `error`, from the `first` on.
    async fn attach(storm: &Storm<'_>, what: &str, error: &str, first: u64) -> anyhow::Result<Self> {
        let node = storm.node.as_ref().context("no node runs")?.id()?;
        let log = storm.folder.path().join("strace");
        let mut command = Command::new("strace");
        command.args(["-f", "-p", &node.to_string(), "-o"]).arg(&log);
        command.args(["-e", &format!("trace={what}"), "-e", &format!("inject={what}:error={error}:when={first}+")]);
        let file = storm.file().context("a server has no file")?;
        for end in ["", "-wal", "-shm"] {
            command.arg("-P").arg(format!("{}{end}", file.display()));
        }
        let child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true).spawn()?;
        let tracer = Self(child);
        let status = PathBuf::from(format!("/proc/{node}/status"));
        // The system says who traces.
        while !std::fs::read_to_string(&status)?
            .lines()
            .any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0"))
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(tracer)
    }

    /// Detaches: the disk is well again.
    async fn detach(mut self) -> anyhow::Result<()> {
        let id = self.0.id().context("the tracer ended by itself")?;
        // Asked to end, it lets go of the node first; killed, it might not.
        let asked = Command::new("kill").args(["-INT", &id.to_string()]).status().await?;
        anyhow::ensure!(asked.success(), "the tracer cannot be asked to end");
        self.0.wait().await?;
        Ok(())
    }
}

/// Why a case is not tried on a server.
const ON_A_SERVER: &str = "the database is a server's, not a file";

/// Why disks cannot be made to fail here, if they cannot.
async fn missing() -> Option<String> {
    let probe = Command::new("strace").args(["-e", "trace=none", "true"]).stderr(Stdio::null()).status().await;
    match probe {
        Ok(status) if status.success() => None,
        _ => Some("strace is missing or may not trace (Debian: apt-get install strace)".to_owned()),
    }
}

async fn with_disk(storm: &mut Storm<'_>, error: &str, calls: &[&str]) -> Tried {
    if storm.file().is_none() {
        return Ok(Some(ON_A_SERVER.to_owned()));
    }
    if let Some(missing) = missing().await {
        return Ok(Some(missing));
    }
    storm.start.choices.push("patience=500ms".to_owned());
    storm.world.grow(10).await?;
    storm.begin().await?;
    if storm.dice.chance(500) {
        storm.caught_up().await?;
    }
    for _ in 0..storm.dice.between(1, 3) {
        let (call, first) = (*storm.dice.pick(calls), storm.dice.between(1, 12));
        let tracer = Tracer::attach(storm, call, error, first).await?;
        let blocks = storm.dice.between(2, 10);
        storm.world.grow(blocks).await?;
        if storm.dice.chance(300) {
            storm.world.reorg(2, super::super::world::Fate::Replaced).await?;
        }
        storm.while_it_works().await;
        storm.while_it_works().await;
        tracer.detach().await?;
    }
    storm.world.rest(3).await?;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn failing(storm: &mut Storm<'_>) -> Tried {
    with_disk(storm, "EIO", &["pwrite64", "pwrite64", "fdatasync", "fsync", "pread64"]).await
}

pub(super) async fn full(storm: &mut Storm<'_>) -> Tried {
    with_disk(storm, "ENOSPC", &["pwrite64", "pwrite64", "ftruncate"]).await
}

pub(super) async fn locked(storm: &mut Storm<'_>) -> Tried {
    let Some(file) = storm.file() else { return Ok(Some(ON_A_SERVER.to_owned())) };
    storm.world.grow(10).await?;
    storm.begin().await?;
    for _ in 0..2 {
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&file);
        let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        let held = pool.begin_with("BEGIN IMMEDIATE").await?;
        let blocks = storm.dice.between(1, 10);
        storm.world.grow(blocks).await?;
        storm.while_it_works().await;
        storm.while_it_works().await;
        held.rollback().await?;
        pool.close().await;
        storm.mirrored().await?;
    }
    storm.calm().await?;
    Ok(None)
}
