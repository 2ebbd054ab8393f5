//! What an endpoint does wrong. Each wrong happens to a part of the requests that it fits; limits hold always.

/// One kind of wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// HTTP 429, with or without a hint when to come again.
    Busy {
        /// Whether `Retry-After` is said.
        hint: bool,
    },
    /// HTTP 503 with a page for people.
    Unavailable,
    /// A JSON-RPC error with this code and text in the place of every answer.
    Refused(i64, &'static str),
    /// No answer within any patience.
    Silence,
    /// The connection is reset.
    Reset,
    /// The answer ends in the middle.
    HalfAnswer,
    /// `null` in the place of what was asked for.
    Null,
    /// The answer to a question that nobody asked.
    OtherId,
    /// One object in the place of a list of answers.
    NoBatch,
    /// Answers about many blocks lack the logs of some blocks.
    LostBlocks,
    /// So do answers about one block, asked for by hash.
    LostByHash,
    /// Answers are cut after so many logs.
    CutAfter(usize),
    /// Answers lack a log inside a block.
    TornBlock,
    /// Logs in any order.
    Shuffled,
    /// Some logs twice.
    Twice,
    /// Logs of blocks that were not asked for.
    Strays,
    /// Logs marked as removed.
    Removed,
    /// Logs with the hash of a block that was abandoned.
    Orphans,
    /// Logs whose data is not what was logged.
    Forged,
    /// Receipts lack one.
    TornReceipts,
    /// Receipts of one block for another.
    SwappedReceipts,
    /// Headers whose bloom filter is empty.
    EmptyBloom,
    /// Headers that are not children of their parents.
    OtherParent,
    /// Headers of other heights.
    OtherHeight,
}

/// How an endpoint behaves.
#[derive(Clone, Debug, Default)]
pub(super) struct Weather {
    /// What goes wrong, each with how often in a thousand.
    pub(super) wrongs: Vec<(Wrong, u64)>,
    /// So many of a thousand requests are answered by a node that is `lag` blocks behind.
    pub(super) behind: u64,
    /// Blocks that the other node is behind.
    pub(super) lag: u64,
    /// Most blocks of a request for logs, and whether a refusal says so.
    pub(super) most_blocks: Option<(u64, bool)>,
    /// Most logs of an answer; more are refused, with or without blocks that would work.
    pub(super) most_logs: Option<(usize, bool)>,
    /// Most requests of a batch.
    pub(super) most_requests: Option<usize>,
    /// The head stands still at this height.
    pub(super) frozen: Option<u64>,
    /// Says that it serves this chain.
    pub(super) chain_id: Option<u64>,
    /// Says that there is no code anywhere.
    pub(super) no_code: bool,
}

impl Weather {
    /// One wrong, so often in a thousand.
    pub(super) fn of(wrong: Wrong, per_mille: u64) -> Self {
        Self { wrongs: vec![(wrong, per_mille)], ..Self::default() }
    }

    /// One wrong more.
    pub(super) fn and(mut self, wrong: Wrong, per_mille: u64) -> Self {
        self.wrongs.push((wrong, per_mille));
        self
    }

    /// The same a quarter as often: a start asks a dozen times, and has to be answered each time.
    pub(super) fn softened(&self) -> Self {
        let wrongs = self.wrongs.iter().map(|(wrong, per_mille)| (*wrong, per_mille / 4)).collect();
        Self { wrongs, ..self.clone() }
    }

    /// Some requests are answered by a node that is behind.
    pub(super) fn lagging(behind: u64, lag: u64) -> Self {
        Self { behind, lag, ..Self::default() }
    }

    /// Nothing works.
    pub(super) fn outage() -> Self {
        Self::of(Wrong::Unavailable, 1000)
    }
}
