//! What all reads of a community need as of one block: who it is, its dates, its rules and its pools. Read once a block
//! and shared. Answers themselves are never kept.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use palabre_contracts::{
    Community, MemberId, Slug,
    rules::{Calendar, EpochTotals, Phase},
};
use palabre_indexer::{
    Store, StoreError,
    store::{BlockRef, Constants, Followed, LedgerRulesVersion, Pool, ShareRulesVersion},
};
use tokio::sync::OnceCell;

/// A community as of a block.
#[derive(Clone, Debug)]
pub(crate) struct Moment {
    pub(crate) block: BlockRef,
    pub(crate) community: Community,
    pub(crate) constants: Constants,
    /// Seconds by which the disputes of an epoch are longer.
    pub(crate) extensions: BTreeMap<u32, u64>,
    /// Versions of the rules of recognition, oldest first.
    pub(crate) ledger_rules: Vec<LedgerRulesVersion>,
    /// Versions of the rules of distribution, oldest first.
    pub(crate) share_rules: Vec<ShareRulesVersion>,
    /// Latest epoch first, then by token.
    pub(crate) pools: Vec<Pool>,
    finals: Finals,
}

/// Sums of an epoch, and who takes part in its equal share.
#[derive(Debug)]
pub(crate) struct Sums {
    pub(crate) totals: EpochTotals,
    /// By number.
    active: Vec<MemberId>,
}

/// Sums of final epochs, which never change again, counted when somebody asks for them first.
type Finals = Arc<Mutex<HashMap<u32, Arc<OnceCell<Arc<Sums>>>>>>;

/// The latest moment of each community; clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Moments(Arc<Mutex<HashMap<Slug, Arc<Moment>>>>);

impl Moment {
    /// The community in `store`; none before it is indexed. Only as good as `block` is the one that the mirror reflects
    /// before and after.
    async fn load(store: &Store, slug: &Slug, block: BlockRef, finals: Finals) -> Result<Option<Self>, StoreError> {
        let Some(Followed { community, constants }) = store.community(slug).await? else { return Ok(None) };
        Ok(Some(Self {
            block,
            community,
            constants,
            extensions: store.extensions(slug).await?,
            ledger_rules: store.ledger_rules(slug).await?,
            share_rules: store.share_rules(slug).await?,
            pools: store.pools(slug, None).await?,
            finals,
        }))
    }

    /// A community in a view of the mirror that does not move; nothing is shared with others.
    pub(crate) async fn alone(store: &Store, slug: &Slug, block: BlockRef) -> Result<Option<Self>, StoreError> {
        Self::load(store, slug, block, Finals::default()).await
    }

    /// The same community in a view of the mirror that does not move, as of the block that it has.
    pub(crate) async fn of_snapshot(&self, store: &Store, block: BlockRef) -> Result<Self, StoreError> {
        let still = Self::alone(store, &self.community.slug, block).await?;
        Ok(still.unwrap_or_else(|| Self { block, ..self.clone() }))
    }

    /// The dates of one epoch, with the time that the guardian may have added to its disputes.
    pub(crate) fn calendar_of(&self, epoch: u32) -> Calendar {
        self.constants.calendar.extended(self.extensions.get(&epoch).copied().unwrap_or_default())
    }

    /// Rules of distribution in force in `epoch`.
    pub(crate) fn share_rules_at(&self, epoch: u32) -> Option<&ShareRulesVersion> {
        let begun = self.share_rules.iter().filter(|version| version.from_epoch <= epoch);
        begun.max_by_key(|version| (version.from_epoch, version.version))
    }

    /// The sums of an epoch.
    pub(crate) async fn sums(&self, store: &Store, epoch: u32) -> Result<Arc<Sums>, StoreError> {
        // By the mirror's time, not ours: while it catches up, past epochs still fill.
        if self.calendar_of(epoch).phase_at(epoch, self.block.block_time) != Phase::Final {
            return Ok(Arc::new(Sums::count(store, &self.community.slug, epoch).await?));
        }
        let cell = Arc::clone(self.finals.lock().unwrap_or_else(PoisonError::into_inner).entry(epoch).or_default());
        let count = async || Sums::count(store, &self.community.slug, epoch).await.map(Arc::new);
        cell.get_or_try_init(count).await.cloned()
    }
}

impl Sums {
    async fn count(store: &Store, slug: &Slug, epoch: u32) -> Result<Self, StoreError> {
        let ledger = store.epoch_ledger(slug, epoch).await?;
        Ok(Self { totals: *ledger.totals(), active: ledger.active() })
    }

    /// Whether a member takes part in the equal share.
    pub(crate) fn is_active(&self, member: MemberId) -> bool {
        self.active.binary_search(&member).is_ok()
    }
}

impl Moments {
    /// The block of the latest moment: what the mirror reflected not long ago.
    pub(crate) fn block(&self, slug: &Slug) -> Option<BlockRef> {
        self.latest(slug).map(|moment| moment.block)
    }

    fn latest(&self, slug: &Slug) -> Option<Arc<Moment>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(slug).cloned()
    }

    /// The moment of a block that the mirror reflected just now; none before the community is indexed.
    pub(crate) async fn at(
        &self,
        store: &Store,
        slug: &Slug,
        block: BlockRef,
    ) -> Result<Option<Arc<Moment>>, StoreError> {
        let latest = self.latest(slug);
        if let Some(moment) = latest.as_ref().filter(|moment| moment.block == block) {
            return Ok(Some(Arc::clone(moment)));
        }
        let finals = match latest {
            // The chain may have taken back what these were counted from.
            Some(moment) if !store.stands(moment.community.chain_id, moment.block).await? => Finals::default(),
            Some(moment) => Arc::clone(&moment.finals),
            None => Finals::default(),
        };
        let Some(moment) = Moment::load(store, slug, block, finals).await? else { return Ok(None) };
        let moment = Arc::new(moment);
        // Where the mirror moved meanwhile this may mix two blocks: the reader sees that too, and nobody else gets it.
        if store.cursor(slug).await? == Some(block) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(slug.clone(), Arc::clone(&moment));
        }
        Ok(Some(moment))
    }
}
