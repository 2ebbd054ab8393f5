//! The command line.

use std::{net::SocketAddr, path::PathBuf};

use alloy::primitives::Address;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;

/// Governance for communities that make things together: membership, contributions, shares and votes on a chain.
#[derive(Debug, Parser)]
#[command(name = "palabre", version, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do; without a command, `up`.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Flags of every command.
    #[command(flatten)]
    pub common: Common,
}

const EXAMPLES: &str = "\
Examples:
  palabre                          start everything; data in ./palabre-data, pages on http://127.0.0.1:8080
  palabre demo                     the same with a small lived-in community to look at
  palabre replay rounds/*          import rounds of recognitions, each as a community of its own
  palabre deploy --rpc-url URL     found a community on another chain; run again to resume
  palabre audit deploy             who holds which power, read from the chain alone
  palabre backup palabre.tar       a consistent copy while the node runs
  palabre restore palabre.tar --data ./restored

Exit codes: 0 done, 1 a result differs from what it should be (replay, audit), 2 wrong command line, 3 anything else failed.";

/// Flags of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Folder of all state.
    #[arg(long, global = true, value_name = "DIR", default_value = "./palabre-data", env = "PALABRE_DATA")]
    pub data: PathBuf,
    /// Address of pages and API.
    #[arg(long, global = true, value_name = "ADDR", default_value = "127.0.0.1:8080", env = "PALABRE_LISTEN")]
    pub listen: SocketAddr,
    /// Where people reach the service, where that is not `--listen`: behind a proxy with https, for example. Off the
    /// machine itself nobody can sign in without https.
    #[arg(long, global = true, value_name = "URL", env = "PALABRE_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Network of a proxy before the service, whose X-Forwarded-For is believed, for example 127.0.0.1/32; repeatable.
    #[arg(long, global = true, value_name = "NETWORK", env = "PALABRE_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpNet>,
    /// The most gwei per gas that the relay pays; above it, what members signed waits until the price falls.
    #[arg(long, global = true, value_name = "GWEI", default_value_t = 200, env = "PALABRE_MAX_GAS_PRICE")]
    pub max_gas_price: u32,
    /// Other site whose pages may read what is public, for example https://dashboard.example; repeatable.
    #[arg(long, global = true, value_name = "ORIGIN", env = "PALABRE_ALLOWED_ORIGINS", value_delimiter = ',')]
    pub allow_origin: Vec<String>,
    /// Network that is not public and may be asked all the same, also without https, when an organizer connects a tool
    /// or a webhook there, for example 10.0.0.0/8 or 127.0.0.1/32; repeatable.
    #[arg(long, global = true, value_name = "NETWORK", env = "PALABRE_ALLOWED_PRIVATE_URLS", value_delimiter = ',')]
    pub allow_private_url: Vec<IpNet>,
    /// Settings of the connected tools (TOML, see docs/connectors.md); default: tools.toml in the data folder, if it is
    /// there.
    #[arg(long, global = true, value_name = "FILE", env = "PALABRE_TOOLS")]
    pub tools: Option<PathBuf>,
    /// Address of the embedded chain's JSON-RPC.
    #[arg(long, global = true, value_name = "ADDR", default_value = "127.0.0.1:8545", env = "PALABRE_RPC_LISTEN")]
    pub rpc_listen: SocketAddr,
    /// JSON-RPC of another chain, in place of the embedded one. Give it several times for several endpoints of that
    /// chain, the preferred one first: the indexer leaves one that fails, lies or lags alone for a while.
    #[arg(long = "rpc-url", global = true, value_name = "URL", env = "PALABRE_RPC_URL", value_delimiter = ',')]
    pub rpc_urls: Vec<String>,
    /// Database of mirror and service tables: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/DATABASE`; default: the
    /// file palabre.sqlite in the data folder. Put a password into the environment variable, where nobody else sees it.
    #[arg(long, global = true, value_name = "URL", env = "PALABRE_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
    /// A choice about indexing, as NAME=VALUE; repeatable. Such as verify=bloom for chains whose headers are not
    /// Ethereum's, or finality=64 for those without the tag.
    #[arg(long, global = true, value_name = "CHOICE", env = "PALABRE_INDEXER", value_delimiter = ',')]
    pub indexer: Vec<String>,
    /// For tests, in builds for development: stand still at a moment of writing, POINT:PASS.
    #[arg(long, global = true, hide = true)]
    pub stand_still: Option<String>,
    /// Machine-readable output: one JSON object per line.
    #[arg(long, global = true)]
    pub json: bool,
}

impl Common {
    /// The preferred endpoint of another chain; none for the embedded one.
    pub fn rpc_url(&self) -> Option<&str> {
        self.rpc_urls.first().map(String::as_str)
    }
}

/// An address without path, so that it can be compared with what browsers send.
fn public_url(text: &str) -> Result<String, String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host =
        rest.map(|rest| rest.trim_end_matches('/')).filter(|host| !host.is_empty() && !host.contains(['/', '@', '?']));
    match host {
        Some(_) => Ok(text.trim_end_matches('/').to_owned()),
        None => Err("expected https://HOST or http://HOST, without a path".to_owned()),
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Starts chain, indexer, relay, API and pages. The first start founds a community and prints a one-time link
    /// that makes the first wallet its organizer.
    Up(Up),
    /// As `up`, with a small community that has members, contributions, shares and a vote.
    Demo(Up),
    /// Imports rounds of recognitions. Each folder holds recognitions.csv and rules.json, and published.csv where the
    /// payouts are known; it becomes a community of its own, paid to the last share. Run again to resume.
    Replay(Replay),
    /// Founds a community on the chain behind --rpc-url. Interrupted at any moment, the same command goes on where it
    /// stopped, to the same addresses. Ends with the report of `audit deploy`.
    Deploy(Deploy),
    /// Recomputes what a community is from the chain alone. Exit code 1 if anything is not as it should be.
    #[command(subcommand)]
    Audit(Audit),
    /// Checks a policy and explains it.
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Looks at the settings of connected tools.
    #[command(subcommand)]
    Tools(ToolsCommand),
    /// Rebuilds the mirror from the chain, for example after it stopped at a reorganisation deeper than it keeps.
    Reindex {
        /// Keeps what happened before this block.
        #[arg(long, value_name = "BLOCK")]
        from: Option<u64>,
    },
    /// Takes the mirror back to a block; the next start goes on from there.
    Rewind {
        /// The last block that stays.
        #[arg(long, value_name = "BLOCK")]
        to: u64,
    },
    /// Writes every mirrored table as JSON Lines, without block, transaction and time columns, to compare two nodes.
    Export,
    /// Writes a consistent copy of the data folder, also while a node runs on it.
    Backup {
        /// The archive to write (tar); it must not exist.
        file: PathBuf,
    },
    /// Puts a backup into a new data folder (`--data`).
    Restore {
        /// The archive to read.
        file: PathBuf,
    },
}

/// Flags of `up` and `demo`.
#[derive(Clone, Debug, Args)]
pub struct Up {
    /// Short name of the community founded at the first start.
    #[arg(long, default_value = "palabre")]
    pub slug: palabre_contracts::Slug,
    /// Its name for people.
    #[arg(long, default_value = "Our community")]
    pub name: String,
    /// Founds it as a pilot: durations of seconds are allowed, one member may open it. Shown in red everywhere.
    #[arg(long)]
    pub pilot: bool,
    /// Offers `evm_*` methods on the embedded chain's RPC, for tests and rehearsals: where `evm_increaseTime` moves the
    /// time, the whole service follows.
    #[arg(long)]
    pub dev: bool,
}

impl Default for Up {
    fn default() -> Self {
        Self {
            slug: "palabre".parse().unwrap_or_else(|_| unreachable!("a constant slug is valid")),
            name: "Our community".to_owned(),
            pilot: false,
            dev: false,
        }
    }
}

/// Flags of `deploy`.
#[derive(Clone, Debug, Args)]
pub struct Deploy {
    /// Short name of the community.
    #[arg(long)]
    pub slug: palabre_contracts::Slug,
    /// Its name for people.
    #[arg(long)]
    pub name: String,
    /// Text of the first charter; without it, a short one to begin with.
    #[arg(long, value_name = "FILE")]
    pub charter: Option<PathBuf>,
    /// Where the ERC-4824 document will be, for tools that look for DAOs. A node serves it at
    /// https://HOST/api/v1/communities/SLUG/dao. The members' house can change it later.
    #[arg(long, value_name = "URL", default_value = "")]
    pub dao_uri: String,
    /// How people are admitted.
    #[arg(long, value_enum, default_value_t = AdmissionFlag::Invitation)]
    pub admission: AdmissionFlag,
    /// Days of an epoch.
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=92))]
    pub epoch: u16,
    /// A token that pools may be funded in, beside the chain's own coin; repeatable.
    #[arg(long, value_name = "ADDRESS")]
    pub token: Vec<Address>,
    /// A registry that is on the chain already; without it, one is deployed.
    #[arg(long, value_name = "ADDRESS")]
    pub registry: Option<Address>,
    /// Durations of seconds are allowed, one member may open it. Shown in red everywhere.
    #[arg(long)]
    pub pilot: bool,
}

/// How people are admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AdmissionFlag {
    /// Anyone who accepts the charter; votes come with work.
    Open,
    /// With a voucher of an organizer or a moderator.
    Invitation,
    /// An organizer or a moderator approves each application.
    Approval,
}

/// What to audit.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Code, wiring, roles, delays: who can do what, and whether any power is left over.
    Deploy(Audited),
    /// Points, sums, debts, votes and shares, recomputed from events and compared with the contracts' own views.
    Points(Audited),
}

/// The community to audit: by its addresses, or by the name under which the data folder knows it.
#[derive(Clone, Debug, Args)]
pub struct Audited {
    /// The registry; with --membership, nothing is taken from the data folder.
    #[arg(long, value_name = "ADDRESS", requires = "membership")]
    pub registry: Option<Address>,
    /// The Membership contract that names the community in the registry.
    #[arg(long, value_name = "ADDRESS", requires = "registry")]
    pub membership: Option<Address>,
    /// A community of the data folder; not needed where there is only one.
    #[arg(long, conflicts_with = "registry")]
    pub slug: Option<palabre_contracts::Slug>,
}

/// What to do with connected tools.
#[derive(Debug, Subcommand)]
pub enum ToolsCommand {
    /// Reads the settings, tells every mistake with its line, and asks each tool whether the connection works and which
    /// rights are missing. Exit code 1 if anything is.
    Check(ToolsCheck),
}

/// Flags of `tools check`.
#[derive(Clone, Copy, Debug, Args)]
pub struct ToolsCheck {
    /// Reads the settings only; no tool is asked.
    #[arg(long)]
    pub offline: bool,
}

/// What to do with a policy.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Reads a policy, tells every mistake with its line, or its hash and its table in words.
    Check(PolicyCheck),
}

/// Flags of `policy check`.
#[derive(Clone, Debug, Args)]
pub struct PolicyCheck {
    /// The policy (TOML), or the name of a preset: small-circle, open-community, money-at-stake.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Language of the explanation.
    #[arg(long, value_enum, default_value_t = LanguageFlag::En)]
    pub lang: LanguageFlag,
    /// Prints the text whose keccak-256 is the hash, in place of the explanation.
    #[arg(long)]
    pub canonical: bool,
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageFlag {
    /// Français.
    Fr,
    /// English.
    En,
}

/// Flags of `replay`.
#[derive(Debug, Args)]
pub struct Replay {
    /// Folders to import.
    #[arg(required = true, value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// Number that all keys follow from, so that two runs are the same; drawn and kept in the data folder by default.
    /// Whoever knows it can sign for the imported members.
    #[arg(long)]
    pub seed: Option<u64>,
}
