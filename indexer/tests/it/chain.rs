//! A chain in memory that forks on demand, and an endpoint in front of it that lies and fails on demand.

use std::sync::{Arc, Mutex, MutexGuard};

use alloy::primitives::{Address, B256, Bloom, BloomInput, LogData, U256, keccak256};
use palabre_contracts::{Community, Contracts, rules::Calendar};
use palabre_indexer::{
    Chain, Endpoints, Indexer, IndexerConfig, Store, Verify,
    chain::{ChainError, ChainLog, Finality, Header, LogQuery},
    sql::{Row, Value, query},
    store::Constants,
    testing,
};

use crate::life::{Dice, Life, contracts};

pub(crate) const CHAIN_ID: u64 = 777;

/// How the endpoint misbehaves.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults {
    /// Fails so many of the next requests.
    pub(crate) failing: u32,
    /// Fails every n-th request.
    pub(crate) fail_every: u64,
    /// Refuses to answer for more blocks.
    pub(crate) most_blocks: Option<u64>,
    /// Says for how many it would.
    pub(crate) names_limit: bool,
    /// Asks for fewer requests instead of answering so many.
    pub(crate) busy: u32,
    /// Leaves out the logs of every n-th block from answers about many blocks.
    pub(crate) hide_every: u64,
    /// Leaves out logs also when asked by hash.
    pub(crate) hide_by_hash: bool,
    /// Leaves out the first log of each answer.
    pub(crate) cut: bool,
    /// Gives every log twice, backwards.
    pub(crate) twice: bool,
    /// Gives so many answers with logs of another block.
    pub(crate) orphans: u32,
    /// Pretends that the head is so many blocks lower.
    pub(crate) lag: u64,
    /// Pretends to be this chain.
    pub(crate) chain_id: Option<u64>,
    /// What it says about code.
    pub(crate) code: Code,
    /// The block that it says is final.
    pub(crate) finalized: Option<u64>,
    /// The chain grows by a block whenever its head is asked for, so often.
    pub(crate) growing: u64,
}

/// What an endpoint says about the code of contracts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Code {
    /// What it always was.
    #[default]
    Right,
    /// Something else.
    Other,
    /// Nothing: it is behind their deployment.
    Missing,
}

#[derive(Clone, Debug)]
struct Block {
    header: Header,
    logs: Vec<(Address, LogData)>,
    lives: Vec<Life>,
}

#[derive(Debug, Default)]
struct Inner {
    blocks: Vec<Block>,
    faults: Faults,
    requests: u64,
    widest: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct FakeChain(Arc<Mutex<Inner>>);

impl FakeChain {
    /// A chain with this many communities, founded in block 1.
    pub(crate) fn new(communities: u8, salt: u64) -> Self {
        let chain = Self(Arc::new(Mutex::new(Inner::default())));
        let mut lives: Vec<Life> = (0..communities).map(Life::new).collect();
        chain.push(salt, vec![], lives.clone());
        let founding = lives.iter_mut().flat_map(Life::found).collect();
        chain.push(salt, founding, lives);
        chain
    }

    /// Another endpoint of the same chain as it is now.
    pub(crate) fn twin(&self) -> Self {
        let blocks = self.inner().blocks.clone();
        Self(Arc::new(Mutex::new(Inner { blocks, ..Inner::default() })))
    }

    /// How many requests came.
    pub(crate) fn requests(&self) -> u64 {
        self.inner().requests
    }

    /// The community with this number as its configuration has it.
    pub(crate) fn community(number: u8) -> Community {
        Community {
            slug: format!("c{number}").parse().unwrap(),
            name: format!("Community {number}"),
            chain_id: CHAIN_ID,
            from_block: 1,
            contracts: contracts(number),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    pub(crate) fn set(&self, faults: Faults) {
        self.inner().faults = faults;
    }

    pub(crate) fn height(&self) -> u64 {
        self.inner().blocks.len() as u64 - 1
    }

    /// Widest answer about many blocks that was given.
    pub(crate) fn widest(&self) -> u64 {
        self.inner().widest
    }

    /// Adds blocks in which the communities live.
    pub(crate) fn grow(&self, blocks: u64, dice: &mut Dice) {
        for _ in 0..blocks {
            let mut lives = self.inner().blocks.last().unwrap().lives.clone();
            let logs = lives.iter_mut().flat_map(|life| life.live(dice)).collect();
            self.push(dice.roll(), logs, lives);
        }
    }

    fn grow_on_request(&self) {
        let left = self.inner().faults.growing;
        if left > 0 {
            self.inner().faults.growing -= 1;
            self.grow(1, &mut Dice(left));
        }
    }

    /// Adds a block with these logs, which the communities do not know of.
    pub(crate) fn say(&self, logs: Vec<(Address, LogData)>) {
        let lives = self.inner().blocks.last().unwrap().lives.clone();
        self.push(0, logs, lives);
    }

    /// Adds empty blocks.
    pub(crate) fn rest(&self, blocks: u64) {
        for number in 0..blocks {
            let lives = self.inner().blocks.last().unwrap().lives.clone();
            self.push(number, vec![], lives);
        }
    }

    /// Takes blocks back; the founding stays.
    pub(crate) fn drop_blocks(&self, blocks: u64) {
        let mut inner = self.inner();
        let left = inner.blocks.len().saturating_sub(blocks as usize).max(2);
        inner.blocks.truncate(left);
    }

    fn push(&self, salt: u64, logs: Vec<(Address, LogData)>, lives: Vec<Life>) {
        let mut inner = self.inner();
        let parent_hash = inner.blocks.last().map_or(B256::ZERO, |block| block.header.hash);
        let number = inner.blocks.len() as u64;
        let hash = keccak256([parent_hash.as_slice(), &number.to_be_bytes(), &salt.to_be_bytes()].concat());
        let mut bloom = Bloom::ZERO;
        for (address, log) in &logs {
            bloom.accrue(BloomInput::Raw(address.as_slice()));
            log.topics().iter().for_each(|topic| bloom.accrue(BloomInput::Raw(topic.as_slice())));
        }
        let header = Header { number, hash, parent_hash, time: 1_000 + number, bloom, receipts_root: hash };
        inner.blocks.push(Block { header, logs, lives });
    }

    fn begin(&self) -> Result<MutexGuard<'_, Inner>, ChainError> {
        let mut inner = self.inner();
        inner.requests += 1;
        let every = inner.faults.fail_every;
        if inner.faults.failing > 0 || (every > 0 && inner.requests.is_multiple_of(every)) {
            inner.faults.failing = inner.faults.failing.saturating_sub(1);
            return Err(ChainError::Transport("429 Too Many Requests".to_owned()));
        }
        if inner.faults.busy > 0 {
            inner.faults.busy -= 1;
            return Err(ChainError::Busy("429 Too Many Requests".to_owned()));
        }
        Ok(inner)
    }
}

fn logs_of(block: &Block) -> impl Iterator<Item = ChainLog> {
    let header = &block.header;
    block.logs.iter().zip(0..).map(move |((address, data), log_index)| ChainLog {
        address: *address,
        data: data.clone(),
        block_number: header.number,
        block_hash: header.hash,
        tx_hash: keccak256([header.hash.as_slice(), &u64::to_be_bytes(log_index)].concat()),
        log_index,
    })
}

impl Inner {
    fn asked(&mut self, query: &LogQuery) -> Result<Vec<&Block>, ChainError> {
        match query {
            LogQuery::Block(hash) => {
                let found = self.blocks.iter().find(|block| block.header.hash == *hash);
                Ok(vec![found.ok_or_else(|| ChainError::Transport("unknown block".to_owned()))?])
            }
            LogQuery::Range(range) => {
                let width = range.end() - range.start() + 1;
                if self.faults.most_blocks.is_some_and(|most| width > most) {
                    let at_most = self.faults.most_blocks.filter(|_| self.faults.names_limit);
                    return Err(ChainError::TooMuch { problem: "block range too large".to_owned(), at_most });
                }
                self.widest = self.widest.max(width);
                Ok(self.blocks.iter().filter(|block| range.contains(&block.header.number)).collect())
            }
        }
    }
}

impl Chain for FakeChain {
    async fn chain_id(&self) -> Result<u64, ChainError> {
        Ok(self.begin()?.faults.chain_id.unwrap_or(CHAIN_ID))
    }

    async fn head(&self) -> Result<Header, ChainError> {
        self.grow_on_request();
        let inner = self.begin()?;
        let last = (inner.blocks.len() - 1).saturating_sub(inner.faults.lag as usize);
        Ok(inner.blocks[last].header.clone())
    }

    async fn header(&self, number: u64) -> Result<Option<Header>, ChainError> {
        Ok(self.begin()?.blocks.get(number as usize).map(|block| block.header.clone()))
    }

    async fn finality(&self) -> Result<Finality, ChainError> {
        Ok(Finality { safe: None, finalized: self.begin()?.faults.finalized })
    }

    async fn code_hashes(&self, addresses: &[Address]) -> Result<Vec<B256>, ChainError> {
        let code = self.begin()?.faults.code;
        let hash = |address: &Address| match code {
            Code::Right => keccak256(address),
            Code::Other => keccak256([1]),
            Code::Missing => keccak256([]),
        };
        Ok(addresses.iter().map(hash).collect())
    }

    async fn logs(&self, addresses: &[Address], query: LogQuery) -> Result<Vec<ChainLog>, ChainError> {
        let mut inner = self.begin()?;
        let faults = inner.faults.clone();
        let lies = faults.hide_by_hash || matches!(query, LogQuery::Range(_));
        let hidden =
            |block: &&Block| !(lies && faults.hide_every > 0 && block.header.number.is_multiple_of(faults.hide_every));
        let blocks = inner.asked(&query)?.into_iter().filter(hidden);
        let mut logs: Vec<ChainLog> = blocks.flat_map(logs_of).filter(|log| addresses.contains(&log.address)).collect();
        if faults.cut && !logs.is_empty() {
            logs.remove(0);
        }
        if faults.twice {
            logs = logs.iter().chain(&logs).rev().cloned().collect();
        }
        if faults.orphans > 0 && !logs.is_empty() {
            inner.faults.orphans -= 1;
            logs.iter_mut().for_each(|log| log.block_hash = B256::repeat_byte(9));
        }
        Ok(logs)
    }

    async fn proven_logs(&self, header: &Header) -> Result<Vec<ChainLog>, ChainError> {
        let mut inner = self.begin()?;
        Ok(inner.asked(&LogQuery::Block(header.hash))?.into_iter().flat_map(logs_of).collect())
    }

    async fn constants(&self, _: &Contracts) -> Result<Constants, ChainError> {
        let calendar = Calendar { genesis: 1_000, length: 10, grace: 1, challenge: 1, resolve: 1 };
        Ok(Constants {
            calendar,
            unclaimed_period: 60,
            growth: U256::ONE,
            members_heads: 3,
            contributors_heads: 3,
            pilot: true,
        })
    }
}

/// Small numbers, so that short chains have all phases; no waiting.
pub(crate) fn config(verify: Verify) -> IndexerConfig {
    IndexerConfig {
        verify,
        poll_interval: std::time::Duration::from_millis(1),
        max_backoff: std::time::Duration::from_millis(1),
        window: 4,
        max_window: 16,
        in_flight: 3,
        tip_distance: 8,
        max_reorg: 64,
        patience: std::time::Duration::from_secs(5),
        survey_interval: std::time::Duration::ZERO,
        ..IndexerConfig::default()
    }
}

/// An indexer with a mirror of its own that follows the first community of a chain behind these endpoints.
pub(crate) async fn indexer_of(
    endpoints: &[FakeChain],
    config: IndexerConfig,
    quarantine: std::time::Duration,
) -> (Store, Indexer<Endpoints<FakeChain>>, Endpoints<FakeChain>) {
    let store = testing::store().await;
    let mut named = endpoints.iter().enumerate().map(|(number, chain)| (format!("e{number}"), chain.clone()));
    let chain = Endpoints::with_quarantine(quarantine, named.next().unwrap(), named);
    let indexer = Indexer::with_chain(store.clone(), chain.clone(), config);
    indexer.follow(FakeChain::community(0)).await.unwrap();
    (store, indexer, chain)
}

/// An indexer with a mirror of its own that follows the first communities of the chain.
pub(crate) async fn indexer(chain: &FakeChain, communities: u8, config: IndexerConfig) -> (Store, Indexer<FakeChain>) {
    let store = testing::store().await;
    let indexer = Indexer::with_chain(store.clone(), chain.clone(), config);
    for number in 0..communities {
        indexer.follow(FakeChain::community(number)).await.unwrap();
    }
    (store, indexer)
}

/// Everything that the mirror says, with blocks and times.
pub(crate) async fn contents(store: &Store) -> String {
    const LEFT_OUT: [&str; 6] = ["blocks", "contract_codes", "folds", "undo_floors", "undo_rows", "verified_heights"];
    let mut all = String::new();
    for table in testing::tables(store.pool()).await.iter().filter(|table| !LEFT_OUT.contains(&table.as_str())) {
        let sql = sqlx::AssertSqlSafe(format!("SELECT * FROM {table}"));
        let rows = query(sql).fetch_all(store.pool()).await.unwrap();
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.sort_unstable();
        all.push_str(&format!("{table}\n{}\n", lines.join("\n")));
    }
    all
}

fn line(row: &Row) -> String {
    let value = |place| match row.try_get(place).unwrap() {
        Value::Null(_) => "NULL".to_owned(),
        value => format!("{value:?}"),
    };
    (0..row.columns().len()).map(value).collect::<Vec<_>>().join("|")
}

/// What a fresh mirror of the chain says.
pub(crate) async fn straight(chain: &FakeChain, communities: u8) -> String {
    let honest = chain.twin();
    let (store, indexer) = indexer(&honest, communities, config(Verify::Off)).await;
    indexer.catch_up_to(honest.height()).await.unwrap();
    contents(&store).await
}
