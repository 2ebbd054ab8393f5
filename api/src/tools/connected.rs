//! The connected tools by name: what routes, loops and commands look things up in.

use std::{collections::BTreeMap, sync::Arc};

use palabre_contracts::Slug;

use super::settings::{Settings, SourceSettings, ToolKind, ToolSettings};
use crate::connectors::{
    Connector, Http,
    chat::{matrix::Matrix, rocket_chat::RocketChat, slack::Slack},
    command::Tongue,
    wiki::mediawiki::MediaWiki,
};

/// One connected tool.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its name: in addresses, and the `source` of its activities.
    pub name: String,
    /// Whose it is.
    pub community: Slug,
    /// What it is.
    pub kind: ToolKind,
    /// The language of answers where nothing else tells.
    pub tongue: Tongue,
    /// Seconds between two rounds of polling.
    pub poll_every: u64,
    /// What an operator calls a command: `/palabre` or the prefix.
    pub prefix: String,
    /// How it is spoken to.
    pub connector: Arc<dyn Connector>,
}

/// All connected tools.
#[derive(Clone, Debug, Default)]
pub struct Connected {
    connections: BTreeMap<String, Arc<Connection>>,
}

impl Connected {
    /// The tools of these settings, spoken to through `http`.
    pub fn new(settings: &Settings, http: &Arc<dyn Http>) -> Self {
        let connections = settings.sources.iter().map(|source| connection(source, http));
        Self { connections: connections.map(|one| (one.name.clone(), Arc::new(one))).collect() }
    }

    /// The same with one more, or another in the place of one.
    #[must_use]
    pub fn with(mut self, connection: Connection) -> Self {
        self.connections.insert(connection.name.clone(), Arc::new(connection));
        self
    }

    /// The one with this name.
    pub fn get(&self, name: &str) -> Option<&Arc<Connection>> {
        self.connections.get(name)
    }

    /// All, by name.
    pub fn all(&self) -> Vec<Arc<Connection>> {
        self.connections.values().cloned().collect()
    }

    /// Those of a community, by name.
    pub fn of(&self, community: &Slug) -> Vec<Arc<Connection>> {
        self.connections.values().filter(|connection| connection.community == *community).cloned().collect()
    }

    /// How each is spoken to, with whose it is.
    pub fn connectors(&self) -> impl Iterator<Item = (Slug, Arc<dyn Connector>)> {
        self.connections.values().map(|one| (one.community.clone(), Arc::clone(&one.connector)))
    }
}

fn connection(source: &SourceSettings, http: &Arc<dyn Http>) -> Connection {
    let http = Arc::clone(http);
    let (prefix, connector): (String, Arc<dyn Connector>) = match source.tool.clone() {
        ToolSettings::Slack(settings) => ("/palabre".to_owned(), Arc::new(Slack::new(settings, http))),
        ToolSettings::RocketChat(settings) => (settings.prefix.clone(), Arc::new(RocketChat::new(settings, http))),
        ToolSettings::Matrix(settings) => (settings.prefix.clone(), Arc::new(Matrix::new(settings, http))),
        ToolSettings::MediaWiki(settings) => (String::new(), Arc::new(MediaWiki::new(settings, http))),
    };
    Connection {
        name: source.name.clone(),
        community: source.community.clone(),
        kind: source.tool.kind(),
        tongue: source.tongue,
        poll_every: source.poll_every,
        prefix,
        connector,
    }
}
