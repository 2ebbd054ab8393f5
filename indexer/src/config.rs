//! What can be chosen about indexing.

use std::time::Duration;

/// How answers of the RPC endpoint are checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verify {
    /// Blocks that hold or may hold our logs are proven by their receipts; needs `eth_getBlockReceipts` and headers
    /// as on Ethereum.
    #[default]
    Receipts,
    /// A block whose bloom filter announces logs of ours is asked again, by hash, when an answer has none.
    Bloom,
    /// Answers are believed.
    Off,
}

/// Which blocks are never taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FinalityRule {
    /// Those up to the chain's `finalized` block; [`IndexerConfig::max_reorg`] blocks below the head where the chain
    /// knows no such tag.
    #[default]
    Tags,
    /// Those so many blocks below the head.
    Depth(u64),
}

/// Choices of the indexer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexerConfig {
    /// How answers are checked.
    pub verify: Verify,
    /// How often the head is asked for when nobody says that it moved.
    pub poll_interval: Duration,
    /// Blocks of the first request for many blocks; adapts from there.
    pub window: u64,
    /// Most blocks of one request.
    pub max_window: u64,
    /// Requests for many blocks under way at once.
    pub in_flight: usize,
    /// Blocks this close to the head are followed one by one, by hash.
    pub tip_distance: u64,
    /// Blocks that a fork may take back at most; more stops the indexer.
    pub max_reorg: u64,
    /// Blocks that no fork takes back, however many are allowed; a fork that does stops the indexer.
    pub finality: FinalityRule,
    /// How often endpoints are asked what is final and which of them lags.
    pub survey_interval: Duration,
    /// An endpoint whose head is so many blocks below that of another is left alone for a while.
    pub max_lag: u64,
    /// How long an endpoint that failed once is left alone; longer for lies, and with each offence in a row.
    pub quarantine: Duration,
    /// Longest wait for one answer of an endpoint.
    pub answer_patience: Duration,
    /// Whether a head below ours only means that the endpoint is behind. False for a chain in this process: there it
    /// means that blocks were taken back.
    pub head_may_lag: bool,
    /// Longest wait between attempts after an error.
    pub max_backoff: Duration,
    /// How long the mirror may be behind without progress before it is unhealthy.
    pub patience: Duration,
    /// How long the head may stand still before the mirror is unhealthy.
    pub head_patience: Duration,
}

impl Default for IndexerConfig {
    fn default() -> Self {
        Self {
            verify: Verify::default(),
            poll_interval: Duration::from_secs(1),
            window: 16,
            max_window: 10_000,
            in_flight: 4,
            tip_distance: 64,
            max_reorg: 256,
            finality: FinalityRule::default(),
            survey_interval: Duration::from_secs(10),
            max_lag: 16,
            quarantine: Duration::from_secs(5),
            answer_patience: Duration::from_secs(60),
            head_may_lag: true,
            max_backoff: Duration::from_secs(15),
            patience: Duration::from_secs(60),
            head_patience: Duration::from_secs(300),
        }
    }
}
