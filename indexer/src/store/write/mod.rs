//! The only statements that change derived tables: each change of the fold as SQL, inside the writer's transaction.
//!
//! Sums of amounts are made in Rust: the row is read, changed and written back by the one writer there is.

mod applications;
mod community;
mod cursor;
mod disputes;
mod events;
mod guardian;
mod houses;
mod ledger;
mod members;
mod money;
mod proposals;
mod rebuild;
mod reputation;
pub(crate) mod undo;
mod votes;
mod wallets;

use alloy::primitives::{B256, U256};
use palabre_contracts::Slug;

pub(crate) use self::{
    cursor::{
        advance_cursor, forget_blocks, insert_blocks, passed, place_cursor, prune_blocks, remember_codes,
        rewind_blocks, rewound,
    },
    events::{EventRow, delete_events_above, insert_events},
    rebuild::{DERIVED, bring_up_to_date, clear, rebuild},
};
use super::{Place, StoreError, execute, value::Value};
use crate::{
    fold::{Change, LedgerChange, RecordedBatch},
    sql::{Connection, FromRow, query_as},
};

/// Where and when a change happened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    /// Whose.
    pub(crate) community: &'a Slug,
    /// Which event.
    pub(crate) place: Place,
    /// Time of the block.
    pub(crate) time: u64,
    /// Transaction.
    pub(crate) tx_hash: B256,
}

/// Writes one change.
pub(crate) async fn apply(tx: &mut Connection, at: At<'_>, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Community(change) => community::apply(tx, at, change).await,
        Change::Member(change) => members::apply(tx, at, change).await,
        Change::Ledger(change) => ledger::apply(tx, at, change).await,
        Change::Money(change) => money::apply(tx, at, change).await,
        Change::Reputation(change) => reputation::apply(tx, at, change).await,
        Change::Vote(change) => votes::apply(tx, at, change).await,
        Change::Proposal(change) => proposals::apply(tx, at, change).await,
        Change::House(change) => houses::apply(tx, at, change).await,
        Change::Application(change) => applications::apply(tx, at, change).await,
        Change::Wallet(change) => wallets::apply(tx, at, change).await,
        Change::Dispute(change) => disputes::apply(tx, at, change).await,
        Change::Guardian(change) => guardian::apply(tx, at, change).await,
    }
}

/// Writes changes in their order. Batches that follow each other go together: most of a long history is batches, and one
/// statement for many costs little more than for one.
pub(crate) async fn apply_all(tx: &mut Connection, changes: &[(At<'_>, &Change)]) -> Result<(), StoreError> {
    fn recorded(change: &Change) -> Option<&RecordedBatch> {
        match change {
            Change::Ledger(LedgerChange::Recorded(batch)) => Some(batch),
            _ => None,
        }
    }
    for run in changes.chunk_by(|one, next| recorded(one.1).is_some() && recorded(next.1).is_some()) {
        let batches: Vec<_> = run.iter().filter_map(|(at, change)| Some((*at, recorded(change)?))).collect();
        match run {
            [(at, change)] if batches.is_empty() => apply(tx, *at, change).await?,
            _ => ledger::record(tx, &batches).await?,
        }
    }
    Ok(())
}

impl At<'_> {
    /// The values that end every row of facts: time, block and log.
    fn tail(self) -> Vec<Value> {
        vec![self.time.into(), self.place.block_number.into(), self.place.log_index.into()]
    }
}

/// `values` followed by the tail of a row of facts.
fn fact(at: At<'_>, mut values: Vec<Value>) -> Vec<Value> {
    values.extend(at.tail());
    values
}

async fn find<T>(tx: &mut Connection, sql: &'static str, values: Vec<Value>) -> Result<Option<T>, StoreError>
where
    T: FromRow + 'static,
{
    Ok(query_as(sql).bind_all(values).fetch_optional(tx).await?)
}

async fn run(tx: &mut Connection, sql: &'static str, values: Vec<Value>) -> Result<(), StoreError> {
    execute(tx, sql, values).await.map(drop)
}

fn plus(what: &'static str, sum: U256, amount: U256) -> Result<U256, StoreError> {
    sum.checked_add(amount).ok_or(StoreError::Sum { what })
}

fn minus(what: &'static str, sum: U256, amount: U256) -> Result<U256, StoreError> {
    sum.checked_sub(amount).ok_or(StoreError::Sum { what })
}
