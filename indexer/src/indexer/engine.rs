//! One step of the loop. Communities have a cursor each; those that are furthest behind move together until they
//! reach the next ones, so that a community added later catches up and then walks with the others.

use palabre_contracts::{Community, Slug};

use super::{
    IndexerError,
    identity::{check_code, identify},
    survey::Survey,
};
use crate::{
    chain::{Chain, ChainError, EndpointReport, Finality, Header, Offence},
    config::{IndexerConfig, Verify},
    source::{BlockSource, Pager, SourceError, Step},
    store::{BlockRef, Followed, Lease, Store},
    writer::{Notes, Remembered, Writer},
};

/// What a step did.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Outcome {
    /// Whether the mirror changed.
    pub(super) moved: bool,
    /// Height of the chain, if it was asked.
    pub(super) head: Option<u64>,
    /// The block that all communities reflect; none when there is no community.
    pub(super) lowest: Option<BlockRef>,
    /// Rows that were written.
    pub(super) rows: u64,
    /// The block up to which all communities were proven.
    pub(super) verified: Option<u64>,
    /// What the chain says of its finality, if it was asked.
    pub(super) finality: Finality,
}

#[derive(Debug)]
pub(super) struct Engine<C> {
    store: Store,
    writer: Writer,
    chain: C,
    config: IndexerConfig,
    chain_id: Option<u64>,
    walk: Option<Walk<C>>,
    /// Those who are furthest, while others catch up.
    ahead: Option<Walk<C>>,
    survey: Survey,
    pager: Pager,
    lease: Option<Lease>,
}

/// What became of a walk.
#[derive(Clone, Copy, Debug)]
enum Moved {
    /// Nothing.
    Not,
    /// So many rows were written.
    On(u64),
    /// The chain took back everything above this block.
    Back(BlockRef),
}

/// Communities on their way to a common block.
#[derive(Debug)]
struct Walk<C> {
    source: BlockSource<C>,
    group: Vec<Followed>,
    tip: BlockRef,
    until: u64,
}

impl<C: Chain> Engine<C> {
    pub(super) fn new(store: Store, chain: C, config: IndexerConfig) -> Self {
        let (survey, pager) = (Survey::new(config.survey_interval), Pager::new(&config));
        Self {
            writer: Writer::new(store.clone()),
            store,
            chain,
            config,
            chain_id: None,
            walk: None,
            ahead: None,
            survey,
            pager,
            lease: None,
        }
    }

    /// Follows a community; see [`Indexer::follow`](super::Indexer::follow).
    pub(super) async fn follow(&mut self, community: Community) -> Result<Followed, IndexerError> {
        self.hold_lease().await?;
        let chain_id = self.check_chain().await?;
        if community.chain_id != chain_id {
            let (community, expected) = (community.slug.to_string(), community.chain_id);
            return Err(IndexerError::WrongChain { community, expected, found: chain_id });
        }
        let known = self.store.community(&community.slug).await?;
        if known.as_ref().is_some_and(|known| known.community.contracts != community.contracts) {
            return Err(IndexerError::OtherContracts(community.slug));
        }
        let is_new = known.is_none();
        let constants = match known {
            Some(known) => known.constants,
            None => self.chain.constants(&community.contracts).await?,
        };
        let addresses = community.contracts.all().into_iter().map(|(address, _)| address).collect();
        check_code(&self.chain, &self.store, &self.writer, chain_id, addresses).await?;
        let start = self.start_of(&community).await?;
        let genesis = self.header(0).await?;
        let followed = Followed { community, constants };
        self.writer.follow(&followed, genesis.hash, &start, is_new).await?;
        (self.walk, self.ahead) = (None, None);
        Ok(followed)
    }

    /// Begins again; see [`Indexer::reindex`](super::Indexer::reindex).
    pub(super) async fn reindex(&mut self, slug: &Slug) -> Result<(), IndexerError> {
        self.hold_lease().await?;
        self.check_chain().await?;
        let found = self.store.community(slug).await?.ok_or_else(|| IndexerError::Unknown(slug.clone()))?;
        let start = self.start_of(&found.community).await?;
        self.writer.reset(&found.community, &start).await?;
        self.survey.forget();
        (self.walk, self.ahead) = (None, None);
        Ok(())
    }

    /// Goes back; see [`Indexer::rewind_to`](super::Indexer::rewind_to).
    pub(super) async fn rewind_to(&mut self, number: u64) -> Result<BlockRef, IndexerError> {
        self.hold_lease().await?;
        let chain_id = self.check_chain().await?;
        let header = self.header(number).await?;
        let to = header.block();
        if let Some(known) = self.store.newest_known(chain_id, number).await?
            && self.header(known.block_number).await?.hash != known.block_hash
        {
            return Err(IndexerError::OtherBranch { to: number, block: known.block_number });
        }
        (self.walk, self.ahead) = (None, None);
        self.writer.rewind(chain_id, to).await?;
        self.writer.remember(chain_id, &header).await?;
        self.survey.forget();
        Ok(to)
    }

    /// Nobody else writes from the first write on, until this one ends.
    async fn hold_lease(&mut self) -> Result<(), IndexerError> {
        if self.lease.is_none() {
            self.lease = Some(self.store.lease().await?);
        }
        Ok(())
    }

    /// Moves the communities that are furthest behind, by one answer of the chain. Those who are furthest do not wait for
    /// them: they move, too.
    pub(super) async fn step(&mut self) -> Result<Outcome, IndexerError> {
        self.hold_lease().await?;
        // Whatever interrupts the step, the next one starts from what the database says.
        let (walk, ahead) = match (self.walk.take(), self.ahead.take()) {
            (Some(walk), ahead) => (Some(walk), ahead),
            (None, _) => self.plan().await?,
        };
        let Some(mut walk) = walk else {
            return Ok(Outcome::default());
        };
        // Endpoints whose quarantine is over are checked before somebody needs them.
        if self.survey.due() && self.chain.endpoints().iter().any(|endpoint| !endpoint.trusted()) {
            identify(&self.chain, &self.store, &self.writer).await?;
        }
        let mut rows = 0;
        if let Some(mut ahead) = ahead {
            match self.advance(&mut ahead).await? {
                // Those behind may have lost blocks, too.
                Moved::Back(to) => {
                    walk.tip = to.min_with(walk.tip);
                    walk.until = 0;
                    return self.outcome(walk, Moved::Back(to), 0).await;
                }
                Moved::On(more) => rows = more,
                Moved::Not => {}
            }
            self.ahead = Some(ahead);
        }
        let moved = self.advance(&mut walk).await?;
        self.outcome(walk, moved, rows).await
    }

    /// Takes what the chain says next to those on a walk.
    async fn advance(&mut self, walk: &mut Walk<C>) -> Result<Moved, IndexerError> {
        let step = self.look(walk).await;
        match step.map_err(|error| self.blame(walk, error))? {
            Step::Added(blocks) => {
                let Some(last) = blocks.last().map(|block| block.header.block()) else { return Ok(Moved::Not) };
                let remembered = match walk.until {
                    u64::MAX => Remembered::From(walk.tip.block_number.saturating_sub(self.config.max_reorg)),
                    _ => Remembered::Nothing,
                };
                let head = walk.source.head().map_or(last.block_number, |head| head.number);
                let keep_from = head.saturating_sub(self.config.max_reorg);
                let notes = if last.block_number > keep_from { Notes::From(keep_from) } else { Notes::Nothing };
                let verified = self.config.verify == Verify::Receipts;
                let rows = self.writer.append(&walk.group, walk.tip, &blocks, remembered, notes, verified).await?;
                walk.source.chain().praise();
                walk.tip = last;
                Ok(Moved::On(rows))
            }
            Step::Removed(to) => {
                let chain_id = self.check_chain().await?;
                self.writer.rewind(chain_id, to).await?;
                walk.tip = to.min_with(walk.tip);
                // Others lost blocks, too: who walks next is planned anew.
                walk.until = 0;
                Ok(Moved::Back(to))
            }
            Step::Idle => Ok(Moved::Not),
        }
    }

    /// What the chain says next, and from time to time what is final and who lags.
    async fn look(&mut self, walk: &mut Walk<C>) -> Result<Step, SourceError> {
        if let Some(head) = walk.source.head().map(|head| head.number) {
            let asked = self.survey.look(walk.source.chain(), &self.chain, head, &self.config).await?;
            if asked && walk.source.stands().await? {
                self.survey.confirm(head, walk.tip.block_number, &self.config);
            }
            walk.source.finalize(self.survey.confirmed());
        }
        walk.source.next().await
    }

    /// The endpoint of a walk failed: everything is checked again, and others are asked if there are others. Only when
    /// all of them say that blocks were taken back that cannot be undone it is believed.
    fn blame(&mut self, walk: &Walk<C>, error: SourceError) -> IndexerError {
        self.chain_id = None;
        self.pager = walk.source.pager().clone();
        let endpoint = walk.source.chain();
        let offence = match error {
            SourceError::TooDeep { .. } | SourceError::Chain(ChainError::Inconsistent { .. }) => Offence::Lied,
            SourceError::Chain(_) => Offence::Failed,
        };
        endpoint.accuse(offence, &error.to_string());
        match error {
            SourceError::TooDeep { limit } if endpoint.has_alternative() => {
                let problem = "another branch than that of the mirror, deeper than can be undone".to_owned();
                ChainError::Inconsistent { block: limit, problem }.into()
            }
            error => error.into(),
        }
    }

    async fn outcome(&mut self, walk: Walk<C>, moved: Moved, more: u64) -> Result<Outcome, IndexerError> {
        let head = walk.source.head().map(|head| head.number);
        let verified = match walk.group.first() {
            Some(followed) => self.store.all_verified(followed.community.chain_id).await?,
            None => None,
        };
        let finality = self.survey.finality();
        let (moved, rows) = match moved {
            Moved::On(rows) => (true, rows + more),
            Moved::Back(_) => (true, 0),
            Moved::Not => (more > 0, more),
        };
        let outcome = Outcome { moved, head, lowest: Some(walk.tip), rows, verified, finality };
        self.pager = walk.source.pager().clone();
        let endpoint = walk.source.chain();
        // Whoever was accused meanwhile is asked again only if there is nobody else.
        let stays = endpoint.trusted() || !endpoint.has_alternative();
        if walk.tip.block_number < walk.until && stays {
            self.walk = Some(walk);
        } else {
            self.ahead = None;
        }
        Ok(outcome)
    }

    /// How the endpoints do.
    pub(super) fn report(&self) -> Vec<EndpointReport> {
        self.chain.report()
    }

    /// Who walks next, from where and how far: those who are furthest behind, and those who are furthest, if these are
    /// others.
    async fn plan(&mut self) -> Result<(Option<Walk<C>>, Option<Walk<C>>), IndexerError> {
        let chain_id = self.check_chain().await?;
        let mut cursors: Vec<(BlockRef, Followed)> = Vec::new();
        for followed in self.store.communities().await? {
            if followed.community.chain_id != chain_id {
                continue;
            }
            if let Some(cursor) = self.store.cursor(&followed.community.slug).await? {
                cursors.push((cursor, followed));
            }
        }
        let Some(tip) = cursors.iter().map(|(cursor, _)| *cursor).min_by_key(|cursor| cursor.block_number) else {
            return Ok((None, None));
        };
        let known = self.store.known_blocks(chain_id).await?;
        let (group, ahead): (Vec<_>, Vec<_>) = cursors.into_iter().partition(|(cursor, _)| *cursor == tip);
        let until = ahead.iter().map(|(cursor, _)| cursor.block_number).min().unwrap_or(u64::MAX);
        let furthest = ahead.iter().map(|(cursor, _)| *cursor).max_by_key(|cursor| cursor.block_number);
        let ahead = furthest.map(|furthest| {
            let group = ahead.into_iter().filter(|(cursor, _)| *cursor == furthest);
            self.walk(group, known.clone(), furthest, u64::MAX)
        });
        Ok((Some(self.walk(group, known, tip, until)), ahead))
    }

    fn walk(
        &self,
        group: impl IntoIterator<Item = (BlockRef, Followed)>,
        known: Vec<BlockRef>,
        tip: BlockRef,
        until: u64,
    ) -> Walk<C> {
        let group: Vec<Followed> = group.into_iter().map(|(_, followed)| followed).collect();
        let mut addresses: Vec<_> =
            group.iter().flat_map(|followed| followed.community.contracts.all()).map(|(address, _)| address).collect();
        addresses.sort_unstable();
        addresses.dedup();
        let (chain, config, pager) = (self.chain.pin(), self.config.clone(), self.pager.clone());
        let source = BlockSource::new(chain, config, pager, addresses, known, tip, until);
        Walk { source, group, tip, until }
    }

    /// The endpoints still serve the chain that the mirror was built from.
    async fn check_chain(&mut self) -> Result<u64, IndexerError> {
        if let Some(chain_id) = self.chain_id {
            return Ok(chain_id);
        }
        let chain_id = identify(&self.chain, &self.store, &self.writer).await?;
        self.chain_id = Some(chain_id);
        Ok(chain_id)
    }

    /// The block before the first that can hold an event of the community.
    async fn start_of(&self, community: &Community) -> Result<Header, IndexerError> {
        let head = self.chain.head().await?;
        self.header(community.from_block.saturating_sub(1).min(head.number)).await
    }

    async fn header(&self, number: u64) -> Result<Header, IndexerError> {
        Ok(self.chain.header(number).await?.ok_or(ChainError::MissingBlock(number))?)
    }
}
