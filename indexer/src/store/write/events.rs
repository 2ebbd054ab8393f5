//! The list of events: written once, deleted only when the chain takes blocks back.

use alloy::primitives::{Address, B256, Bytes};
use palabre_contracts::Slug;

use super::{At, execute};
use crate::{
    sql::{Connection, insert_rows},
    store::{
        Place, StoreError,
        row::row,
        value::{Value, values},
    },
};

row! {
    /// An event with everything needed to fold it again.
    pub(crate) struct EventRow {
        /// Block.
        pub(crate) block_number: u64,
        /// Log within the block.
        pub(crate) log_index: u64,
        /// Hash of the block.
        pub(crate) block_hash: B256,
        /// Time of the block.
        pub(crate) block_time: u64,
        /// Transaction.
        pub(crate) tx_hash: B256,
        /// Contract address.
        pub(crate) address: Address,
        /// Contract by kind.
        pub(crate) contract: String,
        /// Event name.
        pub(crate) name: String,
        /// Arguments as a JSON object.
        pub(crate) args: String,
        /// Topics, 32 bytes each.
        pub(crate) topics: Bytes,
        /// Data.
        pub(crate) data: Bytes,
    }
}

impl EventRow {
    /// Key of the row.
    pub(crate) fn place(&self) -> Place {
        Place { block_number: self.block_number, log_index: self.log_index }
    }

    /// Where and when what it changes happened.
    pub(crate) fn at<'a>(&self, community: &'a Slug) -> At<'a> {
        At { community, place: self.place(), time: self.block_time, tx_hash: self.tx_hash }
    }
}

/// Adds events of one community.
pub(crate) async fn insert_events(
    tx: &mut Connection,
    community: &Slug,
    chain_id: u64,
    events: &[&EventRow],
) -> Result<(), StoreError> {
    let row = |event: &EventRow| -> Vec<Value> {
        let mut row = values![community, chain_id, event.block_number, event.log_index, event.block_hash];
        row.extend(values![event.block_time, event.tx_hash, event.address, event.contract.as_str()]);
        row.extend(values![event.name.as_str(), event.args.as_str(), event.topics.clone(), event.data.clone()]);
        row
    };
    let into = "INSERT INTO events (community, chain_id, block_number, log_index, block_hash, block_time, tx_hash,
        address, contract, name, args, topics, data)";
    Ok(insert_rows(tx, into, events.iter().map(|event| row(event)), "").await?)
}

/// Takes back a community's events above `number`; the answer is how many there were.
pub(crate) async fn delete_events_above(tx: &mut Connection, community: &Slug, number: u64) -> Result<u64, StoreError> {
    execute(tx, "DELETE FROM events WHERE community = $1 AND block_number > $2", values![community, number]).await
}
