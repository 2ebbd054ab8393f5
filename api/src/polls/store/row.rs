//! Rows of polls and ballots as values.

use alloy::primitives::{Address, B256, Bytes, U256};
use palabre_contracts::typed_data::OpenPoll;
use palabre_indexer::sql;
use palabre_indexer::store::BlockRef;

use crate::polls::{error::PollError, tally::Counted, terms::Terms};

/// A poll that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Counted from 1 in each community.
    pub number: u64,
    /// Digest of what the author signed.
    pub id: B256,
    /// Member number of the author.
    pub author_id: u64,
    /// What it asks and by which rules.
    pub terms: Terms,
    /// The author's signature.
    pub signature: Bytes,
    /// Unix time.
    pub opened_at: u64,
    /// The block that fixed the electorate.
    pub snapshot: BlockRef,
    /// How many may answer.
    pub electors: u64,
    /// Their weight together.
    pub weight: U256,
    /// The last count, once it is made.
    pub closed: Option<Closed>,
    /// The intent that carries the root to the chain.
    pub anchor_intent: Option<B256>,
    /// Whether the root is on chain.
    pub anchored: bool,
}

/// The last count of a poll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Unix time.
    pub at: u64,
    /// The result, as the text whose hash is in the tree.
    pub result: String,
    /// Root of the tree of ballots and result.
    pub root: B256,
}

/// A member's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Who.
    pub member_id: u64,
    /// Wallet that signed.
    pub voter: Address,
    /// How often the member answered.
    pub revision: u64,
    /// The answer, and the weight at the snapshot.
    pub counted: Counted,
    /// Why; public.
    pub reason: String,
    /// What was signed.
    pub digest: B256,
    /// The signature.
    pub signature: Bytes,
    /// Unix time.
    pub cast_at: u64,
}

/// An amount as decimal text that sorts like the number.
pub(super) fn amount(number: U256) -> String {
    format!("{:0>78}", number.to_string())
}

pub(super) fn poll(row: &sql::Row) -> Result<Poll, PollError> {
    let message: OpenPoll = json(&row.try_get::<String, _>("message")?)?;
    let terms = Terms::read(message).map_err(|refusal| PollError::Damaged(refusal.detail))?;
    let closed_at: Option<i64> = row.try_get("closed_at")?;
    let result: Option<String> = row.try_get("result")?;
    let closed = match (closed_at, result, optional(row, "root")?) {
        (Some(at), Some(result), Some(root)) => Some(Closed { at: at as u64, result, root }),
        _ => None,
    };
    Ok(Poll {
        number: number(row, "number")?,
        id: hash(row, "id")?,
        author_id: number(row, "author_id")?,
        terms,
        signature: row.try_get::<Vec<u8>, _>("signature")?.into(),
        opened_at: number(row, "opened_at")?,
        snapshot: BlockRef {
            block_number: number(row, "snapshot_number")?,
            block_hash: hash(row, "snapshot_hash")?,
            block_time: number(row, "snapshot_time")?,
        },
        electors: number(row, "electors")?,
        weight: weight(row)?,
        closed,
        anchor_intent: optional(row, "anchor_intent")?,
        anchored: number(row, "anchored")? == 1,
    })
}

pub(super) fn ballot(row: &sql::Row) -> Result<Ballot, PollError> {
    let voter: Vec<u8> = row.try_get("voter")?;
    Ok(Ballot {
        member_id: number(row, "member_id")?,
        voter: Address::try_from(voter.as_slice()).map_err(|error| PollError::Damaged(error.to_string()))?,
        revision: number(row, "revision")?,
        counted: Counted { weight: weight(row)?, values: json(&row.try_get::<String, _>("answer")?)? },
        reason: row.try_get("reason")?,
        digest: hash(row, "digest")?,
        signature: row.try_get::<Vec<u8>, _>("signature")?.into(),
        cast_at: number(row, "cast_at")?,
    })
}

pub(super) fn weight(row: &sql::Row) -> Result<U256, PollError> {
    let text: String = row.try_get("weight")?;
    U256::from_str_radix(&text, 10).map_err(|error| PollError::Damaged(error.to_string()))
}

fn number(row: &sql::Row, column: &str) -> Result<u64, PollError> {
    Ok(row.try_get::<i64, _>(column)? as u64)
}

fn hash(row: &sql::Row, column: &str) -> Result<B256, PollError> {
    optional(row, column)?.ok_or_else(|| PollError::Damaged(format!("{column} is missing")))
}

fn optional(row: &sql::Row, column: &str) -> Result<Option<B256>, PollError> {
    let bytes: Option<Vec<u8>> = row.try_get(column)?;
    let read = |bytes: Vec<u8>| B256::try_from(bytes.as_slice());
    bytes.map(read).transpose().map_err(|error| PollError::Damaged(format!("{column}: {error}")))
}

fn json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, PollError> {
    serde_json::from_str(text).map_err(|error| PollError::Damaged(error.to_string()))
}
