//! A PostgreSQL of one's own, which can be stopped and started again.

use std::{
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, ensure};
use tempfile::TempDir;
use tokio::process::Command;

/// Where distributions keep the programs of the server.
const FOLDERS: [&str; 2] = ["/usr/lib/postgresql", "/usr"];
/// Who runs the server when we are root, whom it refuses.
const USER: &str = "postgres";

/// How a server is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Connections are ended, everything is written.
    Fast,
    /// As a loss of power would: it recovers at the next start, without what was not flushed.
    Immediate,
}

/// A server; it ends with the value.
#[derive(Debug)]
pub struct Server {
    home: TempDir,
    programs: PathBuf,
    settings: String,
    port: Option<u16>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let program = self.programs.join("pg_ctl");
        let mut stop = std::process::Command::new(if is_root() { Path::new("runuser") } else { &program });
        if is_root() {
            stop.args(["-u", USER, "--"]).arg(&program);
        }
        stop.arg("-D").arg(self.data()).args(["-m", "immediate", "-w", "stop"]);
        // It may be stopped already.
        drop(stop.stdout(Stdio::null()).stderr(Stdio::null()).status());
    }
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// The folder of the newest server that is installed.
fn programs() -> Option<PathBuf> {
    let versions = FOLDERS.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    found.push(PathBuf::from("/usr/bin"));
    found.retain(|folder| folder.join("initdb").exists());
    found.sort_by_key(|folder| folder.parent().and_then(|version| version.file_name()?.to_str()?.parse::<u32>().ok()));
    found.pop()
}

impl Server {
    /// An empty server with these settings, `-c name=value` each, on a socket of its own and perhaps on a port of the
    /// loopback; none where no server is installed.
    pub async fn new(settings: &str, port: Option<u16>) -> anyhow::Result<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        let home = TempDir::with_prefix("palabre-postgres.")?;
        let listen = match port {
            Some(port) => format!("-c listen_addresses=127.0.0.1 -c port={port}"),
            None => "-c listen_addresses=''".to_owned(),
        };
        let settings = format!("{listen} -k {} {settings}", home.path().display());
        let server = Self { home, programs, settings, port };
        if is_root() {
            let owned = Command::new("chown").arg(USER).arg(server.home.path()).status().await?;
            ensure!(owned.success(), "there is no user {USER}, and the server does not run as root");
        }
        let options = ["-U", "palabre", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"];
        server.run("initdb", &options).await?;
        server.start().await?;
        Ok(Some(server))
    }

    /// Where a database of it is: by the port if it has one, else by the socket.
    pub fn url(&self, database: &str) -> String {
        match self.port {
            Some(port) => format!("postgres://palabre@127.0.0.1:{port}/{database}"),
            None => format!("postgresql:///{database}?host={}&user=palabre", self.home.path().display()),
        }
    }

    /// Number of its first process.
    pub fn id(&self) -> anyhow::Result<u32> {
        let text = std::fs::read_to_string(self.data().join("postmaster.pid"))?;
        Ok(text.lines().next().context("the server does not run")?.parse()?)
    }

    /// Its files.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// Starts it after it was stopped, and waits until it answers.
    pub async fn start(&self) -> anyhow::Result<()> {
        let log = self.home.path().join("log").display().to_string();
        self.run("pg_ctl", &["-l", &log, "-w", "-t", "600", "-o", &self.settings, "start"]).await
    }

    /// Stops it.
    pub async fn stop(&self, how: Stop) -> anyhow::Result<()> {
        let mode = if how == Stop::Fast { "fast" } else { "immediate" };
        self.run("pg_ctl", &["-m", mode, "-w", "-t", "600", "stop"]).await
    }

    async fn run(&self, program: &str, arguments: &[&str]) -> anyhow::Result<()> {
        let program = self.programs.join(program);
        let mut command = Command::new(if is_root() { Path::new("runuser") } else { &program });
        if is_root() {
            command.args(["-u", USER, "--"]).arg(&program);
        }
        command.arg("-D").arg(self.data()).args(arguments);
        // Into a file: a server that inherits a pipe would keep it open.
        let said = self.home.path().join("said");
        let out = std::fs::File::options().create(true).append(true).open(&said)?;
        let status = command.stdin(Stdio::null()).stdout(out.try_clone()?).stderr(out).status().await?;
        let said = || std::fs::read_to_string(&said).unwrap_or_default();
        ensure!(status.success(), "{} ended with {status}: {}", program.display(), said());
        Ok(())
    }
}
