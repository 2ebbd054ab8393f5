//! The review: what the tools reported, judged by the policy and by people, signed in batches, explained.
//!
//! ```text
//! activities + mirror + words -> world -> decide -> candidates      (`view`: what holds at a moment)
//! candidates -> inbox -> words of reviewers                         (undone until a batch with it was signed)
//! confirmed candidates -> plan -> evidence -> typed data -> k signatures -> recorded -> settled
//! ```
//!
//! - [`world`](self) reads who is who from the mirror and the links of accounts; `judge` decides and lets people rise; `seeds` draws
//!   from block hashes that nobody knew before their epoch; `chain` tells what the contracts themselves show.
//! - [`who`] says who may confirm what, [`suggest`] which size is likely, [`inbox`] groups it for people: all pure.
//! - [`batch`] plans, numbers and signs; [`evidence`] is the salted record behind each item.
//! - `again` looks at what is about to count once more.
//! - [`reasons`] explains a member's points, [`report`] shows what is unusual in an epoch, [`privacy`] gives and erases.
//!
//! What never happens: a word counts twice, somebody confirms their own work, a contribution gets a second number, a batch
//! is signed after what it holds was undone.

mod again;
pub mod batch;
mod chain;
pub mod evidence;
pub mod inbox;
mod judge;
pub mod privacy;
pub mod reasons;
pub mod report;
mod seeds;
mod settings;
mod splits;
mod store;
pub mod suggest;
pub mod testing;
mod view;
pub mod who;
mod words;
mod world;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use palabre_contracts::Slug;
use palabre_indexer::Store;
use sqlx::migrate::MigrateError;

use self::store::Book;
pub(crate) use self::words::{subject, unknown};
pub use self::{
    again::{Recheck, look_again},
    seeds::{Blocks, ChainBlocks, Marked},
    settings::{Reviewing, Source, of as reviewed_by},
    store::{Recorded, StoredWord},
    view::View,
    words::Said,
};
use crate::{error::ApiError, http::scope::Scope, relay::Entropy};

/// What the review is made of.
pub struct ReviewSetup {
    /// The mirror, in whose database the tables of the review are.
    pub store: Store,
    /// What each community reviews, by its short name. The others review what the contracts show, by the default policy.
    pub communities: BTreeMap<String, Reviewing>,
    /// The blocks of the chain.
    pub blocks: Arc<dyn Blocks>,
    /// Looks again before something counts; none where no tool is connected.
    pub recheck: Option<Arc<dyn Recheck>>,
    /// Salts.
    pub entropy: Entropy,
}

/// The review of all communities; cheap to clone.
#[derive(Clone)]
pub struct Review(Arc<Inner>);

struct Inner {
    book: Book,
    communities: BTreeMap<String, Reviewing>,
    standard: Reviewing,
    blocks: Arc<dyn Blocks>,
    recheck: Option<Arc<dyn Recheck>>,
    entropy: Entropy,
    /// What was worked out last, by community.
    known: Mutex<HashMap<String, Arc<View>>>,
}

impl Review {
    /// Opens the tables.
    pub async fn open(setup: ReviewSetup) -> Result<Self, MigrateError> {
        let ReviewSetup { store, communities, blocks, recheck, entropy } = setup;
        crate::tables::migrate(store.pool()).await?;
        let inner = Inner {
            book: Book::new(store.pool().clone()),
            communities,
            standard: Reviewing::standard(),
            blocks,
            recheck,
            entropy,
            known: Mutex::default(),
        };
        Ok(Self(Arc::new(inner)))
    }

    /// What a community reviews, and by which policy.
    pub fn of(&self, community: &Slug) -> &Reviewing {
        self.0.communities.get(community.as_str()).unwrap_or(&self.0.standard)
    }

    /// What holds now.
    pub(crate) async fn view(&self, scope: &Scope) -> Result<Arc<View>, ApiError> {
        let stamp = self.0.book.stamp(scope.slug(), self.of(scope.slug()), scope.block).await?;
        let known = self.known().get(scope.slug().as_str()).cloned();
        if let Some(known) = known.filter(|view| view.is_current(&stamp, scope.now)) {
            return Ok(known);
        }
        let view = Arc::new(View::load(self, scope, stamp).await?);
        self.known().insert(scope.slug().to_string(), Arc::clone(&view));
        Ok(view)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<View>>> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Review").field("communities", &self.0.communities.keys()).finish_non_exhaustive()
    }
}
