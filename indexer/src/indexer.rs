//! The loop: look at the chain, write what happened, wait for more.

mod engine;
mod identity;
mod survey;

use std::{future::Future, sync::Arc, time::Duration};

use alloy::{
    network::Ethereum,
    primitives::{Address, B256},
    providers::DynProvider,
};
use palabre_contracts::{Community, Slug};
use tokio::{
    sync::{Mutex, watch},
    time::{Instant, timeout},
};

use self::engine::{Engine, Outcome};
use crate::{
    chain::{Chain, ChainError, Endpoints, RpcChain},
    config::{IndexerConfig, Verify},
    source::SourceError,
    status::Status,
    store::{BlockRef, Followed, Store, StoreError},
    writer::{AppendError, UnreadableLog},
};

/// Why indexing stopped or a community cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum IndexerError {
    /// The chain does not answer.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The chain cannot be followed further.
    #[error(transparent)]
    Source(SourceError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An event means nothing.
    #[error(transparent)]
    Unreadable(#[from] Box<UnreadableLog>),
    /// The endpoint serves another chain than the community's.
    #[error(
        "community {community} is on chain {expected}, the RPC endpoint serves chain {found}: connect to the right one"
    )]
    WrongChain {
        /// Which community.
        community: String,
        /// Its chain.
        expected: u64,
        /// The endpoint's.
        found: u64,
    },
    /// The endpoint serves a chain with the same number and another beginning.
    #[error(
        "chain {chain_id} begins with block {found}, but the mirror was built from one that begins with {expected}: \
         connect to the right endpoint, or start with another database"
    )]
    OtherGenesis {
        /// Number of the chain.
        chain_id: u64,
        /// First block of the mirror's chain.
        expected: B256,
        /// First block of the endpoint's chain.
        found: B256,
    },
    /// A contract has other code than when it was first seen.
    #[error(
        "the contract at {address} has other code ({found}) than when the mirror began ({expected}): the endpoint serves \
         another chain, connect to the right one"
    )]
    OtherCode {
        /// Where.
        address: Address,
        /// Hash of the code that was seen first.
        expected: B256,
        /// Hash of the code that is served now.
        found: B256,
    },
    /// The slug is taken by other contracts.
    #[error("community {0} is followed already, with other contracts: choose another short name")]
    OtherContracts(Slug),
    /// Nobody by that name.
    #[error("community {0} is not followed: add it first")]
    Unknown(Slug),
    /// The chain has other blocks below the height that the mirror was to go back to.
    #[error(
        "the mirror cannot go back to block {to}: its block {block} is not the chain's any more; choose one below \
         {block}, or rebuild everything with `palabre reindex`"
    )]
    OtherBranch {
        /// The height that was asked for.
        to: u64,
        /// The newest block at or below it that the mirror knows.
        block: u64,
    },
    /// Nothing moved for too long while somebody waited.
    #[error("block {wanted} was not reached: no progress for {} s{last}", .waited.as_secs())]
    NotReached {
        /// The block.
        wanted: u64,
        /// Time without progress.
        waited: Duration,
        /// The last error, as the end of a sentence.
        last: String,
    },
}

impl IndexerError {
    /// Whether the same attempt may succeed later without anybody acting.
    pub fn may_pass(&self) -> bool {
        use StoreError::{Database, Forgot, Leased};
        matches!(self, Self::Chain(_) | Self::Store(Database(_) | Leased { .. } | Forgot { .. }))
    }
}

impl From<SourceError> for IndexerError {
    fn from(error: SourceError) -> Self {
        match error {
            SourceError::Chain(error) => Self::Chain(error),
            error @ SourceError::TooDeep { .. } => Self::Source(error),
        }
    }
}

impl From<AppendError> for IndexerError {
    fn from(error: AppendError) -> Self {
        match error {
            AppendError::Unreadable(error) => Self::Unreadable(error),
            AppendError::Store(error) => Self::Store(error),
        }
    }
}

/// Keeps the mirror of one chain. Clones share everything; whoever calls moves it forward, one step at a time.
#[derive(Clone, Debug)]
pub struct Indexer<C: Chain = Endpoints<RpcChain>> {
    shared: Arc<Shared<C>>,
}

#[derive(Debug)]
struct Shared<C: Chain> {
    config: IndexerConfig,
    engine: Mutex<Engine<C>>,
    status: watch::Sender<Status>,
    heads: watch::Sender<u64>,
}

impl Indexer<Endpoints<RpcChain>> {
    /// An indexer of the chain behind `provider`.
    pub fn new(store: Store, provider: DynProvider<Ethereum>, config: IndexerConfig) -> Self {
        Self::over(store, ("chain".to_owned(), provider), [], config)
    }

    /// An indexer of a chain behind several endpoints, the preferred one first. Their names are shown: no secrets.
    pub fn over(
        store: Store,
        first: (String, DynProvider<Ethereum>),
        others: impl IntoIterator<Item = (String, DynProvider<Ethereum>)>,
        config: IndexerConfig,
    ) -> Self {
        let check_hashes = config.verify == Verify::Receipts;
        let chain = |(name, provider)| (name, RpcChain::new(provider, check_hashes, config.answer_patience));
        let endpoints = Endpoints::with_quarantine(config.quarantine, chain(first), others.into_iter().map(chain));
        Self::with_chain(store, endpoints, config)
    }
}

impl<C: Chain> Indexer<C> {
    /// An indexer of any chain.
    pub fn with_chain(store: Store, chain: C, config: IndexerConfig) -> Self {
        let engine = Mutex::new(Engine::new(store, chain, config.clone()));
        let status = watch::Sender::new(Status { config: config.clone(), ..Status::new(Instant::now()) });
        Self { shared: Arc::new(Shared { config, engine, status, heads: watch::Sender::new(0) }) }
    }

    /// How it goes, now and later.
    pub fn status(&self) -> watch::Receiver<Status> {
        self.shared.status.subscribe()
    }

    /// The choices made at construction.
    pub fn config(&self) -> &IndexerConfig {
        &self.shared.config
    }

    /// Tells that the chain has a new head; without it the head is asked for every `poll_interval`.
    pub fn head_changed(&self) {
        self.shared.heads.send_modify(|count| *count += 1);
    }

    /// Follows a community from its first block on, at once and after every start. Following it again changes nothing
    /// but its name.
    pub async fn follow(&self, community: Community) -> Result<Followed, IndexerError> {
        let followed = self.shared.engine.lock().await.follow(community).await?;
        self.head_changed();
        Ok(followed)
    }

    /// Throws away the mirror of a community and begins again at its first block.
    pub async fn reindex(&self, slug: &Slug) -> Result<(), IndexerError> {
        self.shared.engine.lock().await.reindex(slug).await?;
        self.head_changed();
        Ok(())
    }

    /// Takes the mirror back to block `number`, of every community that is above it.
    pub async fn rewind_to(&self, number: u64) -> Result<BlockRef, IndexerError> {
        let to = self.shared.engine.lock().await.rewind_to(number).await?;
        self.head_changed();
        Ok(to)
    }

    /// Returns when every community reflects block `number`. Works with and without [`Indexer::run`] beside it.
    ///
    /// Heights alone are compared: after a fork the mirror may be on the old branch until the chain is looked at, and
    /// one call looks once at least.
    pub async fn catch_up_to(&self, number: u64) -> Result<(), IndexerError> {
        let mut heads = self.shared.heads.subscribe();
        let (mut moved_at, mut failures) = (Instant::now(), 0);
        loop {
            heads.mark_unchanged();
            match self.step().await {
                Ok(outcome) => {
                    if outcome.lowest.is_none_or(|lowest| lowest.block_number >= number) {
                        return Ok(());
                    }
                    failures = 0;
                    if outcome.moved {
                        moved_at = Instant::now();
                        continue;
                    }
                    self.wait(&mut heads, self.shared.config.poll_interval).await;
                }
                Err(error) if error.may_pass() => {
                    failures += 1;
                    self.wait(&mut heads, self.backoff(failures)).await;
                }
                Err(error) => return Err(error),
            }
            let waited = moved_at.elapsed();
            if waited > self.shared.config.patience {
                let status = self.shared.status.borrow();
                let last = status.last_error.as_ref().map(|error| format!(" ({error})")).unwrap_or_default();
                return Err(IndexerError::NotReached { wanted: number, waited, last });
            }
        }
    }

    /// Indexes until `shutdown` completes. Errors that may pass are retried for ever, with growing pauses; any other
    /// ends the loop.
    pub async fn run(&self, shutdown: impl Future<Output = ()>) -> Result<(), IndexerError> {
        tokio::select! {
            () = shutdown => Ok(()),
            error = self.run_forever() => Err(error),
        }
    }

    async fn run_forever(&self) -> IndexerError {
        let mut heads = self.shared.heads.subscribe();
        let mut failures = 0;
        loop {
            heads.mark_unchanged();
            match self.step().await {
                Ok(outcome) if outcome.moved => failures = 0,
                Ok(_) => {
                    failures = 0;
                    self.wait(&mut heads, self.shared.config.poll_interval).await;
                }
                Err(error) if error.may_pass() => {
                    failures += 1;
                    tracing::warn!(%error, failures, "indexing pauses");
                    tokio::time::sleep(self.backoff(failures)).await;
                }
                Err(error) => {
                    tracing::error!(%error, "indexing stops");
                    return error;
                }
            }
        }
    }

    async fn step(&self) -> Result<Outcome, IndexerError> {
        let mut engine = self.shared.engine.lock().await;
        let began = Instant::now();
        let result = engine.step().await;
        let endpoints = engine.report();
        drop(engine);
        let now = Instant::now();
        self.shared.status.send_modify(|status| match &result {
            Ok(outcome) => {
                status.endpoints = endpoints;
                status.rows += outcome.rows;
                status.verified = outcome.verified;
                status.finality = outcome.finality;
                if let Some(head) = outcome.head {
                    status.saw_head(head, now);
                }
                let current = outcome.lowest.is_some_and(|lowest| Some(lowest.block_number) >= outcome.head);
                if outcome.moved || current || outcome.lowest.is_none() {
                    // What is current now is current as of the question: the chain may have moved since.
                    status.progressed(outcome.lowest, if outcome.moved { now } else { began });
                } else {
                    status.indexed = outcome.lowest;
                }
            }
            Err(error) => {
                status.endpoints = endpoints;
                status.errors += 1;
                status.last_error = Some(error.to_string());
                status.stopped = !error.may_pass();
            }
        });
        result
    }

    async fn wait(&self, heads: &mut watch::Receiver<u64>, at_most: Duration) {
        // Either way it is time to look: the sender lives as long as we do.
        let _ = timeout(at_most, heads.changed()).await;
    }

    fn backoff(&self, failures: u32) -> Duration {
        const FIRST: Duration = Duration::from_millis(100);
        FIRST.saturating_mul(1 << failures.saturating_sub(1).min(16)).min(self.shared.config.max_backoff)
    }
}
