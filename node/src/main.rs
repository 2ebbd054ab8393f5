//! The program `palabre`.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use palabre::{
    audit, backup,
    cli::{Audit, Cli, Command, Common, PolicyCommand, ToolsCommand},
    deploy, export, policy, replay, tools, up,
};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A result differs from what was published.
const DIFFERENT: u8 = 1;
/// Anything else failed; clap exits with 2 for a wrong command line.
const FAILED: u8 = 3;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    match run(cli).await {
        Ok(code) => code,
        Err(error) => {
            // Without a terminal to write to, the exit code still tells.
            let _ = writeln!(io::stderr(), "palabre: {error:#}");
            ExitCode::from(FAILED)
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let common = cli.common;
    stand_still(&common)?;
    match cli.command.unwrap_or_else(|| Command::Up(Default::default())) {
        Command::Up(flags) => up::up(&common, &flags, false).await?,
        Command::Demo(flags) => up::up(&common, &flags, true).await?,
        Command::Replay(flags) => return run_replay(common, flags).await,
        Command::Deploy(flags) => {
            let report = deploy::command(&common, &flags).await?;
            return print_report(&common, &report, report.clean());
        }
        Command::Audit(Audit::Deploy(audited)) => {
            let report = audit::deploy_command(&common, &audited).await?;
            return print_report(&common, &report, report.clean());
        }
        Command::Audit(Audit::Points(audited)) => {
            let report = audit::points_command(&common, &audited).await?;
            return print_report(&common, &report, report.findings.is_empty());
        }
        Command::Policy(PolicyCommand::Check(flags)) => return print_report(&common, &policy::check(&flags)?, true),
        Command::Tools(ToolsCommand::Check(flags)) => {
            let report = tools::check(&common, &flags).await?;
            return print_report(&common, &report, report.clean());
        }
        Command::Reindex { from } => {
            let block = up::reindex(&common, from).await?;
            writeln!(io::stdout(), "the mirror is rebuilt up to block {block}")?;
        }
        Command::Rewind { to } => {
            let block = up::rewind(&common, to).await?;
            writeln!(io::stdout(), "the mirror reflects block {block}; the next start goes on from there")?;
        }
        Command::Export => export::export(&common, io::stdout().lock()).await?,
        Command::Backup { file } => {
            let database = up::database(common.database_url.as_deref(), &common.data)?;
            backup::backup(&common.data, &database, &file).await?;
            let (file, data) = (file.display(), common.data.display());
            writeln!(io::stdout(), "{file} holds everything in {data}, and the database ({database})")?;
        }
        Command::Restore { file } => {
            let database = up::database(common.database_url.as_deref(), &common.data)?;
            backup::restore(&file, &common.data, &database).await?;
            writeln!(io::stdout(), "restored; start it with: palabre --data {}", common.data.display())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// So that tests find what a loss of power would leave at every moment of writing.
fn stand_still(common: &Common) -> anyhow::Result<()> {
    let Some(point) = &common.stand_still else { return Ok(()) };
    #[cfg(debug_assertions)]
    return palabre_indexer::points::arm(point).map_err(|problem| anyhow::anyhow!("--stand-still {point}: {problem}"));
    #[cfg(not(debug_assertions))]
    anyhow::bail!("--stand-still {point}: only builds for development can do that");
}

fn print_report(
    common: &Common,
    report: &(impl serde::Serialize + std::fmt::Display),
    clean: bool,
) -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    if common.json {
        writeln!(out, "{}", serde_json::to_string(report)?)?;
    } else {
        writeln!(out, "{report}")?;
    }
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
}

async fn run_replay(common: Common, flags: palabre::cli::Replay) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        common.rpc_urls.is_empty(),
        "replay writes history with its own dates, which only the embedded chain can do. Leave --rpc-url out."
    );
    let json = common.json;
    let options = replay::Options {
        data: common.data,
        database_url: common.database_url,
        folders: flags.folders,
        seed: flags.seed,
        progress: !json,
    };
    let reports = replay::replay(options).await?;
    let mut out = io::stdout().lock();
    for report in &reports {
        if json {
            writeln!(out, "{}", serde_json::to_string(report)?)?;
        } else {
            writeln!(out, "{report}")?;
        }
    }
    let agree = reports.iter().all(replay::Report::agrees);
    Ok(if agree { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
}
