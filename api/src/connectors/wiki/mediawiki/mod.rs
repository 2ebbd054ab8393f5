//! MediaWiki: nothing is pushed that could be believed, so everything is polled; pages, groups and notices go back.
//!
//! Objects are `page:ID`, external ids `rev:ID` and `log:ID`: titles change, ids do not. Tested with 1.39.

mod changes;
mod groups;
mod link;
mod logs;
mod markup;
mod pages;
mod poll;
mod session;
mod tell;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use tokio::sync::Mutex;
use url::Url;

use crate::{
    activity::Activity,
    connectors::{
        Command, Connector, Delivery, Http, Key, Outbound, Page, Parsed, Polled, Proved, Published, Rejection,
        RoleChange, Secret, Standing, Told, Trouble, Verified, Work, verify,
    },
};
use session::Session;

/// How a wiki is connected.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the connection.
    pub source: String,
    /// Where `api.php` is.
    pub api: Url,
    /// A bot password's login, `Account@name`.
    pub login: String,
    /// The bot password.
    pub password: Secret,
    /// The group of each role.
    pub groups: BTreeMap<String, String>,
    /// Numbers of the namespaces whose pages are the community's work. Discussion pages are told as comments.
    pub namespaces: BTreeSet<i64>,
    /// The page below a user page, ending in `.json`, where an account says which wallet is its owner's.
    pub link_page: String,
}

impl Settings {
    /// Articles, project, files, templates, help, categories.
    pub const NAMESPACES: [i64; 6] = [0, 4, 6, 10, 12, 14];
    /// Only its owner (and administrators of the interface) may edit a `.json` page below a user page.
    pub const LINK_PAGE: &str = "palabre.json";
}

/// A connected wiki.
#[derive(Debug)]
pub struct MediaWiki {
    settings: Settings,
    http: Arc<dyn Http>,
    /// Cookies and tokens. Held during a request: wikis ask for one request at a time.
    session: Mutex<Session>,
}

impl MediaWiki {
    /// A wiki that is spoken to through `http`.
    pub fn new(settings: Settings, http: Arc<dyn Http>) -> Self {
        Self { settings, http, session: Mutex::default() }
    }
}

impl Connector for MediaWiki {
    fn source(&self) -> &str {
        &self.settings.source
    }

    fn verify(&self, delivery: &Delivery<'_>) -> Result<Verified, Rejection> {
        verify::check_edge(delivery, self.body_limit())?;
        Err(Rejection::NotHere)
    }

    /// The feed of changes is not signed and may lose some: it only tells that polling is worth it.
    fn parse(&self, _body: &[u8], _received_at: u64) -> Result<Parsed, Rejection> {
        let mut parsed = Parsed::default();
        parsed.ignore("feed", "it is not signed: what happened is polled");
        Ok(parsed)
    }

    fn commands(&self, _body: &[u8], _received_at: u64) -> Vec<Command> {
        Vec::new()
    }

    fn poll<'a>(&'a self, cursor: Option<&'a str>, now: u64) -> Work<'a, Polled> {
        Box::pin(self.read_on(cursor, now))
    }

    fn recheck<'a>(&'a self, objects: &'a [String], now: u64) -> Work<'a, Vec<Activity>> {
        Box::pin(self.look_again(objects, now))
    }

    fn tell<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told> {
        Box::pin(self.send(outbound, key))
    }

    fn set_roles<'a>(&'a self, account: &'a str, wanted: &'a BTreeSet<String>) -> Work<'a, RoleChange> {
        Box::pin(self.change_groups(account, wanted))
    }

    fn roles(&self) -> Work<'_, BTreeMap<String, BTreeSet<String>>> {
        Box::pin(self.read_groups())
    }

    fn publish<'a>(&'a self, page: &'a Page) -> Work<'a, Published> {
        Box::pin(self.put(page))
    }

    fn account<'a>(&'a self, mention: &'a str) -> Work<'a, String> {
        Box::pin(async move {
            let found = self.ids(std::iter::once(mention.to_owned())).await?;
            found.into_values().next().ok_or_else(|| Trouble::refused(format!("the wiki has no account {mention}")))
        })
    }

    fn prove<'a>(&'a self, claim: &'a str) -> Work<'a, Proved> {
        Box::pin(self.owner_page(claim))
    }

    fn standing(&self) -> Work<'_, Standing> {
        Box::pin(self.stand())
    }
}
