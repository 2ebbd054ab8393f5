//! What the indexer asks a chain for. One trait, so that tests bring chains that fork, lie and fail.

mod endpoints;
mod rpc;

use std::{future::Future, ops::RangeInclusive};

use alloy::primitives::{Address, B256, Bloom, LogData};
use futures::{StreamExt, TryStreamExt, stream};
use palabre_contracts::Contracts;

pub use self::{
    endpoints::{EndpointReport, Endpoints},
    rpc::{RpcCalls, RpcChain},
};
use crate::store::{BlockRef, Constants};

/// The parts of a block header that the indexer needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Height.
    pub number: u64,
    /// Hash.
    pub hash: B256,
    /// Hash of the block before.
    pub parent_hash: B256,
    /// Unix time.
    pub time: u64,
    /// Addresses and topics of the block's logs, roughly.
    pub bloom: Bloom,
    /// Commitment to the block's receipts.
    pub receipts_root: B256,
}

impl Header {
    /// The block as the mirror names it.
    pub fn block(&self) -> BlockRef {
        BlockRef { block_number: self.number, block_hash: self.hash, block_time: self.time }
    }
}

/// A log in its block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainLog {
    /// Who logged.
    pub address: Address,
    /// Topics and data.
    pub data: LogData,
    /// Height.
    pub block_number: u64,
    /// Hash of the block.
    pub block_hash: B256,
    /// Transaction.
    pub tx_hash: B256,
    /// Position in the block.
    pub log_index: u64,
}

/// Which logs to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogQuery {
    /// Of all blocks of a range.
    Range(RangeInclusive<u64>),
    /// Of the block with this hash and no other.
    Block(B256),
}

/// How far the chain says that it cannot go back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Finality {
    /// Newest block that is unlikely to be taken back; none when the chain does not tell.
    pub safe: Option<u64>,
    /// Newest block that is never taken back; none when the chain does not tell.
    pub finalized: Option<u64>,
}

/// The chain did not answer as it should. All of these may pass: ask again.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// No answer, or a refusal.
    #[error("the RPC endpoint does not answer: {0}; check its address and that it runs")]
    Transport(String),
    /// Too many requests: slow down.
    #[error("the RPC endpoint wants fewer requests: {0}; if this lasts, use one with a higher limit")]
    Busy(String),
    /// Too many blocks or logs at once: ask for fewer.
    #[error("the RPC endpoint does not answer about so many blocks: {problem}")]
    TooMuch {
        /// The answer.
        problem: String,
        /// Blocks that it would answer about, if it says so.
        at_most: Option<u64>,
    },
    /// The endpoint knows the request and refuses, or does not know it.
    #[error("the RPC endpoint refuses {method}: {problem}{advice}")]
    Refused {
        /// The request.
        method: &'static str,
        /// The answer.
        problem: String,
        /// What to do, as the end of a sentence.
        advice: &'static str,
    },
    /// A block that should be there is not (yet).
    #[error("the RPC endpoint does not have block {0} (yet)")]
    MissingBlock(u64),
    /// Two answers contradict each other.
    #[error("the RPC endpoint contradicts itself at block {block}: {problem}")]
    Inconsistent {
        /// Where.
        block: u64,
        /// How.
        problem: String,
    },
    /// A contract does not answer as one of ours.
    #[error("the contract {name} at {address} does not answer: {problem}; check the community's addresses")]
    Contract {
        /// Contract name.
        name: &'static str,
        /// Where it was looked for.
        address: Address,
        /// The answer.
        problem: String,
    },
}

/// What an endpoint did wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offence {
    /// It did not answer, or is behind.
    Failed,
    /// It contradicted itself or what is proven.
    Lied,
    /// It serves another chain.
    OtherChain,
}

/// A chain that can be asked. Clones share one connection.
pub trait Chain: Clone + Send + Sync + 'static {
    /// Its EIP-155 number.
    fn chain_id(&self) -> impl Future<Output = Result<u64, ChainError>> + Send;

    /// Its newest block.
    fn head(&self) -> impl Future<Output = Result<Header, ChainError>> + Send;

    /// The canonical block of this height; none if there is none yet.
    fn header(&self, number: u64) -> impl Future<Output = Result<Option<Header>, ChainError>> + Send;

    /// The canonical blocks of these heights, which must exist.
    fn headers(&self, numbers: Vec<u64>) -> impl Future<Output = Result<Vec<Header>, ChainError>> + Send {
        const AT_ONCE: usize = 16;
        let ask = move |number| async move { self.header(number).await?.ok_or(ChainError::MissingBlock(number)) };
        stream::iter(numbers).map(ask).buffered(AT_ONCE).try_collect()
    }

    /// How far the chain says that it cannot go back.
    fn finality(&self) -> impl Future<Output = Result<Finality, ChainError>> + Send;

    /// Hashes of the code at these addresses; that of nothing where there is none.
    fn code_hashes(&self, addresses: &[Address]) -> impl Future<Output = Result<Vec<B256>, ChainError>> + Send;

    /// Logs of these addresses.
    fn logs(
        &self,
        addresses: &[Address],
        query: LogQuery,
    ) -> impl Future<Output = Result<Vec<ChainLog>, ChainError>> + Send;

    /// All logs of a block, from receipts whose root is that of the header.
    fn proven_logs(&self, header: &Header) -> impl Future<Output = Result<Vec<ChainLog>, ChainError>> + Send;

    /// All logs of these blocks, each proven as in [`Chain::proven_logs`].
    fn proven_logs_of(
        &self,
        headers: Vec<Header>,
    ) -> impl Future<Output = Result<Vec<Vec<ChainLog>>, ChainError>> + Send {
        const AT_ONCE: usize = 8;
        let ask = move |header: Header| async move { self.proven_logs(&header).await };
        stream::iter(headers).map(ask).buffered(AT_ONCE).try_collect()
    }

    /// What the contracts of a community fixed at construction.
    fn constants(&self, contracts: &Contracts) -> impl Future<Output = Result<Constants, ChainError>> + Send;

    /// Handles on the endpoints that may be asked now, one each: what they answer is theirs alone.
    fn endpoints(&self) -> Vec<Self> {
        vec![self.clone()]
    }

    /// The endpoint to ask now, as a handle on it alone.
    fn pin(&self) -> Self {
        self.clone()
    }

    /// This endpoint was seen to serve the right chain.
    fn vouch(&self) {}

    /// Others are asked for a while, if there are others.
    fn accuse(&self, _offence: Offence, _problem: &str) {}

    /// What this endpoint answered was taken.
    fn praise(&self) {}

    /// Whether this endpoint may be asked.
    fn trusted(&self) -> bool {
        true
    }

    /// Whether another endpoint may be asked instead of this one.
    fn has_alternative(&self) -> bool {
        false
    }

    /// Whether there are endpoints that are left alone now and asked again later.
    fn waiting(&self) -> bool {
        false
    }

    /// How the endpoints do.
    fn report(&self) -> Vec<EndpointReport> {
        vec![]
    }
}
