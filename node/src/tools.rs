//! The connected tools of a node: their settings, and `palabre tools check`.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail, ensure};
use palabre_api::{
    care::settings::CareSettings,
    connectors::Http,
    outbound::{Outbound, OutboundPolicy},
    outbox::Tools as Carried,
    tools::{
        Connected, Guarded, Settings,
        settings::{SourceSettings, Surroundings},
    },
};
use palabre_contracts::Community;
use serde::Serialize;

use crate::cli::{Common, ToolsCheck};

/// Where settings are unless the command line says otherwise.
const FILE: &str = "tools.toml";

/// The file with the settings; none where there is none and none was asked for.
fn file(common: &Common) -> Option<PathBuf> {
    let default = common.data.join(FILE);
    common.tools.clone().or_else(|| default.exists().then_some(default))
}

/// What the settings say: what is connected, and what is given back.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The tools, and what work in them is worth.
    pub tools: Settings,
    /// Roles, notices, greetings, syntheses, e-mail.
    pub care: CareSettings,
}

/// The settings of this node. All mistakes come at once.
pub fn settings(common: &Common) -> anyhow::Result<Wishes> {
    let Some(path) = file(common) else { return Ok(Wishes::default()) };
    let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let read = |named: &Path| std::fs::read_to_string(folder.join(named));
    let tools = Settings::parse(&text, &Surroundings { file: &read, variable: &variable });
    let care = CareSettings::parse(&text, &|named| read(Path::new(named)).map_err(|error| error.to_string()));
    match (tools, care) {
        (Ok(tools), Ok(care)) => Ok(Wishes { tools, care }),
        (tools, care) => {
            let mut mistakes = care.err().unwrap_or_default();
            mistakes.extend(tools.err().map(|mistakes| mistakes.to_string()));
            bail!("{} has mistakes:\n{}", path.display(), mistakes.join("\n"))
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the names of these variables follow from the settings")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The tools of these settings, for communities that the node follows.
pub fn connect(common: &Common, wishes: &Wishes, communities: &[Community]) -> anyhow::Result<Connected> {
    let known: Vec<&str> = communities.iter().map(|community| community.slug.as_str()).collect();
    for slug in wishes.tools.communities().chain(wishes.care.communities.keys()) {
        ensure!(
            known.contains(&slug.as_str()),
            "the settings of tools name the community {slug}, which this node does not follow: it follows {}",
            known.join(", ")
        );
    }
    let connected = Connected::new(&wishes.tools, &way_out(common)?);
    let wrong = wishes.care.check(&Carried::new(connected.connectors())).err().unwrap_or_default();
    ensure!(wrong.is_empty(), "the settings of tools have mistakes:\n{}", wrong.join("\n"));
    Ok(connected)
}

fn way_out(common: &Common) -> anyhow::Result<Arc<dyn Http>> {
    Ok(Arc::new(Guarded::new(&outbound(common)?)?))
}

/// The door to addresses that people typed in, with what the command line opens.
pub fn outbound(common: &Common) -> anyhow::Result<Outbound> {
    let policy = OutboundPolicy { allowed: common.allow_private_url.clone() };
    Outbound::new(policy).context("no client for requests to others can be made")
}

/// What `palabre tools check` tells.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Where the settings are.
    pub file: Option<PathBuf>,
    /// The tools.
    pub tools: Vec<Line>,
    /// Communities with a policy, and its hash.
    pub policies: Vec<(String, String)>,
}

/// One tool.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Its name.
    pub source: String,
    /// What it is.
    pub kind: &'static str,
    /// Whose it is.
    pub community: String,
    /// The account that the service has there, if it was asked for.
    pub account: Option<String>,
    /// Rights that are missing there.
    pub missing: Vec<String>,
    /// Why it could not be asked.
    pub error: Option<String>,
}

impl Report {
    /// Whether everything works that was looked at.
    pub fn clean(&self) -> bool {
        self.tools.iter().all(|line| line.error.is_none() && line.missing.is_empty())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(file) = &self.file else {
            return write!(f, "no settings of tools: write {FILE} into the data folder, see docs/connectors.md");
        };
        write!(f, "{}: {} tools", file.display(), self.tools.len())?;
        for line in &self.tools {
            write!(f, "\n{} ({}, community {})", line.source, line.kind, line.community)?;
            match (&line.account, &line.error) {
                (_, Some(error)) => write!(f, ": {error}")?,
                (Some(account), None) => write!(f, ": works as {account}")?,
                (None, None) => write!(f, ": not asked")?,
            }
            for missing in &line.missing {
                write!(f, "\n  missing: {missing}")?;
            }
        }
        for (community, hash) in &self.policies {
            write!(f, "\npolicy of {community}: {hash}")?;
        }
        Ok(())
    }
}

/// Reads the settings and, unless told otherwise, asks each tool whether the connection works and what is missing.
pub async fn check(common: &Common, flags: &ToolsCheck) -> anyhow::Result<Report> {
    let Wishes { tools: settings, care } = settings(common)?;
    let connected = Connected::new(&settings, &way_out(common)?);
    let wrong = care.check(&Carried::new(connected.connectors())).err().unwrap_or_default();
    ensure!(wrong.is_empty(), "the settings of tools have mistakes:\n{}", wrong.join("\n"));
    let mut tools = Vec::new();
    for source in &settings.sources {
        let line = line(source);
        let standing = match connected.get(&source.name).filter(|_| !flags.offline) {
            Some(connection) => Some(connection.connector.standing().await),
            None => None,
        };
        tools.push(match standing {
            None => line,
            Some(Err(trouble)) => Line { error: Some(trouble.to_string()), ..line },
            Some(Ok(standing)) => {
                let account =
                    standing.name.map_or(standing.account.clone(), |name| format!("{name} ({})", standing.account));
                Line { account: Some(account), missing: standing.missing, ..line }
            }
        });
    }
    let policies = settings.policies.iter().map(|(slug, policy)| (slug.to_string(), policy.hash().to_string()));
    Ok(Report { file: file(common), tools, policies: policies.collect() })
}

fn line(source: &SourceSettings) -> Line {
    Line {
        source: source.name.clone(),
        kind: source.tool.kind().name(),
        community: source.community.to_string(),
        account: None,
        missing: Vec::new(),
        error: None,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    const WIKI: &str = "[[source]]\nname = \"wiki\"\nkind = \"mediawiki\"\ncommunity = \"demo\"\n\
                        api = \"http://127.0.0.1:9/api.php\"\nlogin = \"P@b\"\npassword_file = \"secret\"\n";

    fn common(folder: &Path) -> Common {
        Cli::parse_from(["palabre", "--data", folder.to_str().unwrap()]).common
    }

    #[tokio::test]
    async fn settings_are_read_beside_their_secrets_and_a_tool_that_is_away_is_named() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), WIKI).unwrap();
        std::fs::write(folder.path().join("secret"), "not to be told\n").unwrap();
        let common = common(folder.path());
        let offline = check(&common, &ToolsCheck { offline: true }).await.unwrap();
        assert!(offline.clean() && offline.to_string().contains("wiki (mediawiki, community demo): not asked"));
        let asked = check(&common, &ToolsCheck { offline: false }).await.unwrap();
        let told = asked.to_string();
        // Nothing listens there, and the operator did not open the machine itself.
        assert!(!asked.clean() && told.contains("127.0.0.1") && !told.contains("not to be told"), "{told}");
    }

    #[test]
    fn mistakes_and_unknown_communities_end_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let common = common(folder.path());
        assert!(settings(&common).unwrap().tools.sources.is_empty(), "without a file there are no tools");
        std::fs::write(folder.path().join(FILE), WIKI).unwrap();
        assert!(settings(&common).unwrap_err().to_string().contains("secret cannot be read"));
        std::fs::write(folder.path().join("secret"), "x").unwrap();
        let read = settings(&common).unwrap();
        let told = connect(&common, &read, &[]).unwrap_err().to_string();
        assert!(told.contains("the community demo, which this node does not follow"), "{told}");
        let missing = Common { tools: Some(folder.path().join("nowhere.toml")), ..common };
        assert!(settings(&missing).unwrap_err().to_string().contains("nowhere.toml cannot be read"));
    }
}
