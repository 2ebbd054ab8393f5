//! What a community gives back to the tools where it works.
//!
//! - [`settings`] is what a community wants, read from the file that connects its tools.
//! - [`roles`] keeps roles and groups of the tools as the chain and reputation decide.
//! - [`notices`] tells what happens, in channels and to the people whom it waits for; [`people`] says who that is, in
//!   which language and where.
//! - [`welcome`] greets newcomers; [`mail`] carries invitations by e-mail.
//! - [`synthesis`] writes discussions up as pages.
//! - [`hands`] does what people ask for in chats.
//! - [`threads`] ties discussions to proposals; [`privacy`] shows and forgets what is held about people.
//!
//! All of it is written into the [`outbox`](crate::outbox) in the transaction that makes it needed, so that a stop at any
//! moment neither loses nor doubles it. Who has which account, and where contributions are reviewed, is asked through
//! [`people::Accounts`] and [`people::Activities`].

pub mod hands;
pub mod mail;
pub mod notices;
pub mod people;
pub mod privacy;
pub mod roles;
pub mod settings;
pub mod synthesis;
#[cfg(test)]
mod testing;
pub mod threads;
pub mod welcome;

use std::{collections::BTreeMap, fmt, sync::Arc};

use palabre_contracts::{Community, Slug};
use palabre_indexer::{Status, Store};
use sqlx::migrate::MigrateError;
use tokio::sync::{Mutex, Notify, watch};

use self::{
    people::{Accounts, Activities, Nobody},
    settings::CareSettings,
};
use crate::{
    clock::Clock,
    error::ApiError,
    outbox::{Carrier, Outbox, OutboxSetup, Tools},
    relay::Entropy,
};

/// What care is made of.
pub struct CareSetup {
    /// The mirror, and where the tables are.
    pub store: Store,
    /// How indexing goes: nothing is decided from a mirror that is behind.
    pub indexing: watch::Receiver<Status>,
    /// The time.
    pub clock: Clock,
    /// Random words.
    pub entropy: Entropy,
    /// What communities want.
    pub settings: CareSettings,
    /// The connected tools.
    pub tools: Tools,
    /// Who has which account.
    pub accounts: Arc<dyn Accounts>,
    /// Where contributions are reviewed.
    pub activities: Arc<dyn Activities>,
    /// Where people reach this service, without a slash at the end.
    pub public_url: Arc<str>,
    /// The communities that this service follows.
    pub communities: Arc<Vec<Community>>,
}

impl CareSetup {
    /// A service without tools.
    pub fn plain(store: Store, indexing: watch::Receiver<Status>, clock: Clock, entropy: Entropy) -> Self {
        Self {
            store,
            indexing,
            clock,
            entropy,
            settings: CareSettings::default(),
            tools: Tools::default(),
            accounts: Arc::new(Nobody),
            activities: Arc::new(Nobody),
            public_url: "".into(),
            communities: Arc::default(),
        }
    }
}

/// Care for the people of all communities; cheap to clone.
#[derive(Clone)]
pub struct Care(Arc<Inner>);

struct Inner {
    store: Store,
    indexing: watch::Receiver<Status>,
    clock: Clock,
    entropy: Entropy,
    settings: CareSettings,
    tools: Tools,
    accounts: Arc<dyn Accounts>,
    activities: Arc<dyn Activities>,
    public_url: Arc<str>,
    communities: Arc<Vec<Community>>,
    outbox: Outbox,
    /// One for each tool: rounds of roles follow each other.
    rounds: BTreeMap<String, Mutex<()>>,
    roles_asked: Notify,
    syntheses_moved: Notify,
}

/// Why care cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum CareError {
    /// The tables cannot be made.
    #[error(transparent)]
    Tables(#[from] MigrateError),
    /// The mail server cannot be spoken to in the way that the settings say.
    #[error("e-mail cannot be sent as [mail] says: {0}")]
    Mail(String),
}

impl Care {
    /// Opens the tables.
    pub async fn open(setup: CareSetup) -> Result<Self, CareError> {
        let CareSetup { store, indexing, clock, entropy, settings, tools, .. } = setup;
        let mut carriers: BTreeMap<String, Arc<dyn Carrier>> = BTreeMap::new();
        for (source, tool) in tools.iter() {
            carriers.insert(source.to_owned(), Arc::new(tool.clone()));
        }
        if let Some(wish) = &settings.mail {
            let mailer = mail::Mailer::new(wish, clock.clone()).map_err(CareError::Mail)?;
            carriers.insert(mail::SOURCE.to_owned(), Arc::new(mailer));
        }
        let rounds = tools.iter().map(|(source, _)| (source.to_owned(), Mutex::default())).collect();
        let outbox =
            OutboxSetup { pool: store.pool().clone(), carriers, clock: clock.clone(), entropy: entropy.clone() };
        Ok(Self(Arc::new(Inner {
            outbox: Outbox::open(outbox).await?,
            store,
            indexing,
            clock,
            entropy,
            settings,
            tools,
            accounts: setup.accounts,
            activities: setup.activities,
            public_url: setup.public_url,
            communities: setup.communities,
            rounds,
            roles_asked: Notify::new(),
            syntheses_moved: Notify::new(),
        })))
    }

    /// Sends, compares and tells until the future is dropped.
    pub async fn run(self) {
        let outbox = self.0.outbox.clone().run();
        let (roles, notices, syntheses) =
            (self.clone().run_roles(), self.clone().run_notices(), self.clone().run_syntheses());
        tokio::join!(outbox, roles, notices, syntheses);
    }

    /// What goes out.
    pub fn outbox(&self) -> &Outbox {
        &self.0.outbox
    }

    /// What communities want.
    pub fn settings(&self) -> &CareSettings {
        &self.0.settings
    }

    /// The connected tools.
    pub fn tools(&self) -> &Tools {
        &self.0.tools
    }

    /// A page of a community, for people.
    pub(crate) fn page(&self, slug: &Slug, rest: &str) -> String {
        format!("{}/c/{slug}{rest}", self.0.public_url)
    }

    fn community(&self, slug: &Slug) -> Result<&Community, ApiError> {
        self.0.communities.iter().find(|community| community.slug == *slug).ok_or_else(|| {
            ApiError::not_found(format!("there is no community {slug} here"), "GET /api/v1/communities lists them.")
        })
    }
}

impl fmt::Debug for Care {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Care").field("tools", &self.0.tools).field("settings", &self.0.settings).finish_non_exhaustive()
    }
}
