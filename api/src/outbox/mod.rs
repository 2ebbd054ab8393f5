//! What goes out to tools: written down first, then sent until it arrives.
//!
//! ```text
//! whatever happens --post, one transaction--> row --courier--> tool        at least once, one name for ever
//! ```
//!
//! - [`letter`] names a message by what it tells: what is told once has one row. `schedule` decides about attempts. Both
//!   are pure.
//! - `courier` carries rows, one at a time to each tool, answers before notices. An attempt that may have arrived is told
//!   to the connector at the next one, which makes sure that the message is there once.
//! - A message that cannot arrive is dead: organizers see why and send it again.
//!
//! Where only one person was to see a message, its text and its receiver are forgotten once it arrived.

mod courier;
pub mod letter;
mod metrics;
mod schedule;
mod store;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, fmt, sync::Arc, time::Duration};

use palabre_contracts::Slug;
use palabre_indexer::sql;
use sqlx::migrate::MigrateError;
use tokio::sync::Notify;

use self::{courier::Courier, metrics::Counts, store::Book};
pub use self::{
    letter::{Letter, Place, Urgency, name},
    store::{Entry, EntryState, SourceState},
};
use crate::{
    clock::Clock,
    connectors::{Connector, Key, Outbound, Told, Work},
    error::ApiError,
    relay::Entropy,
};

/// Rows that are done are kept for this long, so that nothing is told twice.
const KEPT: u64 = 90 * 86_400;
/// How often old ones are looked for.
const PRUNE_EVERY: u64 = 3_600;
/// The clock is looked at this often even when nobody writes anything.
const PATIENCE: Duration = Duration::from_secs(1);

/// Carries messages to one place that people read.
pub trait Carrier: Send + Sync + fmt::Debug {
    /// Sends a message; at most one arrives for a key, as far as the tool allows that.
    fn carry<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told>;
}

/// A connected tool.
#[derive(Clone, Debug)]
pub struct Tool {
    /// The community that it belongs to.
    pub community: Slug,
    /// What speaks with it.
    pub connector: Arc<dyn Connector>,
}

impl Carrier for Tool {
    fn carry<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told> {
        self.connector.tell(outbound, key)
    }
}

/// The connected tools by their names in the settings; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Tools(Arc<BTreeMap<String, Tool>>);

impl Tools {
    /// These tools.
    pub fn new(tools: impl IntoIterator<Item = (Slug, Arc<dyn Connector>)>) -> Self {
        let named = tools
            .into_iter()
            .map(|(community, connector)| (connector.source().to_owned(), Tool { community, connector }));
        Self(Arc::new(named.collect()))
    }

    /// A tool of a community.
    pub fn of(&self, community: &Slug, source: &str) -> Option<&Arc<dyn Connector>> {
        self.0.get(source).filter(|tool| tool.community == *community).map(|tool| &tool.connector)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Tool)> {
        self.0.iter().map(|(source, tool)| (source.as_str(), tool))
    }
}

/// What an outbox is made of.
pub struct OutboxSetup {
    /// The database.
    pub pool: sql::Pool,
    /// Who carries what, by the name that letters have in [`Letter::source`].
    pub carriers: BTreeMap<String, Arc<dyn Carrier>>,
    /// The time.
    pub clock: Clock,
    /// How attempts are spread.
    pub entropy: Entropy,
}

/// The outbox; cheap to clone.
#[derive(Clone)]
pub struct Outbox(Arc<Inner>);

struct Inner {
    book: Book,
    carriers: BTreeMap<String, Arc<dyn Carrier>>,
    clock: Clock,
    entropy: Entropy,
    counts: Counts,
    /// Somebody wrote a message.
    written: Notify,
}

impl Outbox {
    /// Opens the tables.
    pub async fn open(setup: OutboxSetup) -> Result<Self, MigrateError> {
        let OutboxSetup { pool, carriers, clock, entropy } = setup;
        crate::tables::migrate(&pool).await?;
        let (counts, written) = (Counts::default(), Notify::new());
        Ok(Self(Arc::new(Inner { book: Book::new(pool), carriers, clock, entropy, counts, written })))
    }

    /// Writes a message down, unless one of its name was already. Answers whether it is new.
    pub async fn post(&self, letter: &Letter) -> Result<bool, ApiError> {
        let mut transaction = self.0.book.pool().begin().await.map_err(crate::sessions::database)?;
        let new = self.post_in(&mut transaction, letter).await?;
        transaction.commit().await.map_err(crate::sessions::database)?;
        self.stir();
        Ok(new)
    }

    /// The same in the transaction that makes it needed. Call [`stir`](Self::stir) once that is committed.
    pub async fn post_in(&self, connection: &mut sql::Connection, letter: &Letter) -> Result<bool, ApiError> {
        store::write(connection, letter, self.0.clock.now()).await
    }

    /// Says that something was written: it is sent at once.
    pub fn stir(&self) {
        self.0.written.notify_one();
    }

    /// Sends what is due until the future is dropped.
    pub async fn run(self) {
        let (mut courier, mut pruned_at) = (Courier::new(self.clone()), 0);
        loop {
            if let Err(error) = self.turn(&mut courier, &mut pruned_at).await {
                tracing::warn!(%error, "messages to tools could not be sent; it will be tried again");
            }
            tokio::select! {
                () = self.0.written.notified() => {}
                () = courier.one_ended() => {}
                () = tokio::time::sleep(PATIENCE) => {}
            }
        }
    }

    async fn turn(&self, courier: &mut Courier, pruned_at: &mut u64) -> Result<(), ApiError> {
        let now = self.0.clock.now();
        courier.start().await?;
        if now >= *pruned_at + PRUNE_EVERY {
            self.0.book.prune(now.saturating_sub(KEPT)).await?;
            *pruned_at = now;
        }
        Ok(())
    }

    /// Sends everything that is due now and waits for what becomes of it.
    pub async fn deliver_due(&self) -> Result<(), ApiError> {
        let mut courier = Courier::new(self.clone());
        while courier.start().await? > 0 {
            courier.all_ended().await;
        }
        Ok(())
    }

    /// The messages of a community, latest first: those before the one of this name, written at this moment.
    pub async fn entries(
        &self,
        community: &Slug,
        state: Option<EntryState>,
        before: Option<(u64, String)>,
        limit: u32,
    ) -> Result<Vec<Entry>, ApiError> {
        self.0.book.entries(community.as_str(), state, before, limit).await
    }

    /// One message.
    pub async fn entry(&self, community: &Slug, id: &str) -> Result<Entry, ApiError> {
        let found = self.0.book.entry(community.as_str(), id).await?;
        found.ok_or_else(|| {
            ApiError::not_found("this community has no message of that name", "GET .../outbox lists them.")
        })
    }

    /// Sends a dead message again, at once, under the same name.
    pub async fn resend(&self, community: &Slug, id: &str) -> Result<Entry, ApiError> {
        let entry = self.entry(community, id).await?;
        if !self.0.book.resend(community.as_str(), id, self.0.clock.now()).await? {
            let detail = format!("the message is {}, not dead", entry.state.as_str());
            return Err(ApiError::conflict("message_not_dead", detail, "Only what did not arrive is sent again."));
        }
        self.0.book.wake(&entry.source).await?;
        self.stir();
        self.entry(community, id).await
    }

    /// How sending to each tool of a community goes; without an entry, nothing ever failed.
    pub async fn state_of(&self, source: &str) -> Result<Option<SourceState>, ApiError> {
        self.0.book.source(source).await
    }

    /// Forgets what waits for an account and where things went that only it was to see.
    pub async fn forget_account(&self, source: &str, account: &str) -> Result<(), ApiError> {
        self.0.book.forget(source, account, self.0.clock.now()).await
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").field("carriers", &self.0.carriers.keys().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}
