//! Which tools a community has connected: one TOML file, every mistake told with its line. Secrets are not in it: they
//! come from files that it names, or from the environment.

mod read;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt, path::Path, sync::Arc};

use palabre_contracts::Slug;

use crate::{
    connectors::{
        chat::{matrix, rocket_chat, slack},
        command::Tongue,
        wiki::mediawiki,
    },
    policy::{Mistakes, Policy},
};

/// Sections of the file that other parts of the service read.
const OF_OTHERS: [&str; 4] = ["role", "roles", "care", "mail"];

/// What is connected, and how.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The tools, in the order of the file.
    pub sources: Vec<SourceSettings>,
    /// What work is worth, by community.
    pub policies: BTreeMap<Slug, Arc<Policy>>,
}

/// One connected tool.
#[derive(Clone, Debug)]
pub struct SourceSettings {
    /// Its name: in addresses, and the `source` of its activities.
    pub name: String,
    /// Whose it is.
    pub community: Slug,
    /// The language of answers where nothing else tells.
    pub tongue: Tongue,
    /// Seconds between two rounds of polling.
    pub poll_every: u64,
    /// Where people look at what was done: an address with `{object}`, `{parent}` or `{id}` in it.
    pub link: Option<String>,
    /// The tool.
    pub tool: ToolSettings,
}

/// The settings of each kind of tool.
#[derive(Clone, Debug)]
pub enum ToolSettings {
    /// Slack.
    Slack(slack::Settings),
    /// Rocket.Chat.
    RocketChat(rocket_chat::Settings),
    /// Matrix.
    Matrix(matrix::Settings),
    /// MediaWiki.
    MediaWiki(mediawiki::Settings),
}

/// A kind of tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToolKind {
    /// Slack.
    Slack,
    /// Rocket.Chat.
    RocketChat,
    /// Matrix.
    Matrix,
    /// MediaWiki.
    MediaWiki,
}

impl ToolKind {
    /// Its name in settings and answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Slack => "slack",
            Self::RocketChat => "rocket_chat",
            Self::Matrix => "matrix",
            Self::MediaWiki => "mediawiki",
        }
    }

    /// How it is called among people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Slack => "Slack",
            Self::RocketChat => "Rocket.Chat",
            Self::Matrix => "Matrix",
            Self::MediaWiki => "MediaWiki",
        }
    }
}

impl fmt::Display for ToolKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl ToolSettings {
    /// The kind.
    pub fn kind(&self) -> ToolKind {
        match self {
            Self::Slack(_) => ToolKind::Slack,
            Self::RocketChat(_) => ToolKind::RocketChat,
            Self::Matrix(_) => ToolKind::Matrix,
            Self::MediaWiki(_) => ToolKind::MediaWiki,
        }
    }
}

/// Where what the file names is read: given by the program, so that reading settings is a function of its arguments.
pub struct Surroundings<'a> {
    /// Reads a file; relative paths start at the folder of the settings.
    pub file: &'a dyn Fn(&Path) -> std::io::Result<String>,
    /// A variable of the environment.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
}

impl fmt::Debug for Surroundings<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}

impl Settings {
    /// What a text says. Every mistake is told, with line, key and what was expected; no secret is in what is told.
    pub fn parse(text: &str, surroundings: &Surroundings<'_>) -> Result<Self, Mistakes> {
        read::settings(text, surroundings)
    }

    /// The communities that are named.
    pub fn communities(&self) -> impl Iterator<Item = &Slug> {
        self.sources.iter().map(|source| &source.community).chain(self.policies.keys())
    }
}
