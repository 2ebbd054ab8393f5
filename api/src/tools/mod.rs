//! Connected tools at work: what they deliver is kept, read once, and stored as activities.
//!
//! ```text
//! tool --verify--> inbox, one transaction for many --then--> 200 {}          at least once
//! inbox --read--> activities, names, tasks     one transaction, so that each counts once
//! tool <--poll-- cursor, activities, tasks     one transaction, overlapping: the truth
//! tasks --carry out--> answers, rooms entered, newcomers welcomed
//! ```
//!
//! - [`settings`] reads what is connected, [`connected`] holds it; [`net`] is the way out.
//! - `inbox` stores deliveries, `work` reads them, `poll` asks the tools, `recheck` looks again before something counts.
//! - `tasks` carries out what was asked; [`commands`] are the words of people, [`links`] whose account is whose.
//! - [`held`] is everything about a member: to be given out, and to be erased.
//! - `store` has all SQL.
//!
//! A stop at any moment loses and doubles nothing: a sender that was not answered sends again, a row that was not read
//! is read again, a piece that was polled is kept together with the position behind it.

pub mod commands;
pub mod connected;
pub mod hands;
pub mod held;
mod inbox;
pub mod links;
pub mod net;
mod poll;
mod recheck;
pub mod settings;
mod standing;
mod store;
mod tasks;
mod work;

#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use palabre_contracts::Slug;
use palabre_indexer::Store;
use sqlx::migrate::MigrateError;
use tokio::sync::{Notify, watch};

pub(crate) use self::inbox::Room;
pub use self::{
    connected::{Connected, Connection},
    hands::{Begun, Hands, Place},
    net::Guarded,
    poll::Round,
    recheck::Rechecked,
    settings::Settings,
    standing::ToolStanding,
    store::{alarms::Alarm, cursors::Position, deliveries::FailedDelivery},
};
use self::{inbox::Inbox, store::deliveries};
use crate::{activity::Activity, clock::Clock, error::ApiError, limits::Clients, relay::Entropy};

/// Clock and tables are looked at this often even when nobody says that something is new.
const PATIENCE: Duration = Duration::from_secs(1);
/// Deliveries that were read are remembered for so long: later ones of the same name would be read again, to no effect.
const DONE_KEPT: u64 = 7 * 86_400;
/// Deliveries that could not be read, and tasks, are kept for so long.
const FAILED_KEPT: u64 = 30 * 86_400;
/// How often old rows are looked for.
const PRUNE_EVERY: u64 = 3_600;

/// What connected tools are made of.
pub struct ToolsSetup {
    /// The mirror, and where the tables are.
    pub store: Store,
    /// The tools.
    pub connected: Connected,
    /// Where people reach this service, without a slash at the end.
    pub public_url: Arc<str>,
    /// The time.
    pub clock: Clock,
    /// Tokens and salts.
    pub entropy: Entropy,
    /// What the service does beside listening: messages, drafts, pages, greetings.
    pub hands: Arc<dyn Hands>,
}

/// All connected tools; cheap to clone.
#[derive(Clone)]
pub struct Tools(Arc<Inner>);

struct Inner {
    store: Store,
    connected: watch::Sender<Arc<Connected>>,
    public_url: Arc<str>,
    clock: Clock,
    entropy: Entropy,
    inbox: Inbox,
    hands: Arc<dyn Hands>,
    asked_by: Mutex<AskedBy>,
    counts: work::Counts,
    refusals: standing::Refusals,
    /// Addresses whose deliveries were refused.
    strangers: Clients,
    /// Deliveries arrived.
    arrived: Arc<Notify>,
    /// There is something to do.
    asked: Notify,
    /// Goes up when activities changed.
    changed: watch::Sender<u64>,
}

/// Commands of each account of a source since a moment.
#[derive(Default)]
struct AskedBy {
    since: u64,
    counts: BTreeMap<(String, String), u64>,
}

impl Tools {
    /// Opens the tables, and the inbox: it takes deliveries from now on.
    pub async fn open(setup: ToolsSetup) -> Result<Self, MigrateError> {
        let ToolsSetup { store, connected, public_url, clock, entropy, hands } = setup;
        crate::tables::migrate(store.pool()).await?;
        let arrived = Arc::new(Notify::new());
        let inbox = Inbox::open(store.pool().clone(), Arc::clone(&arrived));
        Ok(Self(Arc::new(Inner {
            store,
            connected: watch::Sender::new(Arc::new(connected)),
            public_url,
            clock,
            entropy,
            inbox,
            hands,
            asked_by: Mutex::default(),
            counts: work::Counts::default(),
            refusals: standing::Refusals::default(),
            strangers: Clients::default(),
            arrived,
            asked: Notify::new(),
            changed: watch::Sender::new(0),
        })))
    }

    /// Reads, polls and carries out, until the future is dropped.
    pub async fn run(self) {
        tokio::join!(self.read_on(), self.poll_on(), self.work_on());
    }

    /// What is connected now.
    pub fn connected(&self) -> Arc<Connected> {
        self.0.connected.borrow().clone()
    }

    /// Connects other tools from now on; what waits in the inbox stays there for those that have the same name.
    pub fn connect(&self, connected: Connected) {
        self.0.connected.send_replace(Arc::new(connected));
        self.0.arrived.notify_one();
    }

    /// Says when activities changed.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.changed.subscribe()
    }

    /// The activities of all tools of a community, each in its latest version, by source and time.
    pub async fn activities(&self, community: &Slug) -> Result<Vec<Activity>, ApiError> {
        let mut all = Vec::new();
        for connection in self.connected().of(community) {
            all.extend(store::activities::of_source(self.pool(), &connection.name).await?);
        }
        Ok(all)
    }

    /// A number that is another one after activities of the community's tools changed.
    pub async fn version(&self, community: &Slug) -> Result<u64, ApiError> {
        let mut version = 0;
        for connection in self.connected().of(community) {
            version += store::activities::version(self.pool(), &connection.name).await?;
        }
        Ok(version)
    }

    /// Room in memory for a delivery of so many bytes.
    pub(crate) fn room(&self, bytes: usize) -> Result<Room, ApiError> {
        self.0.inbox.room(bytes)
    }

    /// Stores a genuine delivery; when this answers, it may be acknowledged.
    pub(crate) async fn accept(
        &self,
        connection: &Connection,
        id: String,
        body: Vec<u8>,
        room: Room,
    ) -> Result<(), ApiError> {
        let arrived =
            deliveries::Arrived { source: connection.name.clone(), id, body, received_at: self.0.clock.now() };
        self.0.inbox.store(arrived, room).await
    }

    fn hands(&self) -> &Arc<dyn Hands> {
        &self.0.hands
    }

    fn pool(&self) -> &palabre_indexer::sql::Pool {
        self.0.store.pool()
    }
}

/// Keeps what the service itself did in a tool, as if the tool had told it.
pub(crate) async fn report(pool: &palabre_indexer::sql::Pool, activities: &[Activity]) -> sqlx::Result<()> {
    let mut transaction = pool.begin().await?;
    let sources: std::collections::BTreeSet<&str> = activities.iter().map(|one| one.source.as_str()).collect();
    for source in sources {
        store::activities::take(&mut transaction, source, activities).await?;
    }
    transaction.commit().await
}

impl fmt::Debug for Tools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tools").finish_non_exhaustive()
    }
}
