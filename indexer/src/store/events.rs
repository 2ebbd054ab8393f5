//! Every event as it came: the source that all other tables are rebuilt from, and the feed of what happened.

use alloy::primitives::{Address, B256};
use palabre_contracts::Slug;

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row},
    value::{Value, values},
};

row! {
    /// One event of one of the community's contracts.
    pub struct StoredEvent {
        /// Block.
        pub block_number: u64,
        /// Log within the block.
        pub log_index: u64,
        /// Hash of the block.
        pub block_hash: B256,
        /// Unix time of the block.
        pub block_time: u64,
        /// Transaction.
        pub tx_hash: B256,
        /// Contract address.
        pub address: Address,
        /// Contract by kind, for example `membership` or `house:members`.
        pub contract: String,
        /// Event name.
        pub name: String,
        /// Decoded arguments: a JSON object.
        pub args: String,
    }
}

row! {
    /// Which event: its place, and the block that tells branches apart.
    #[derive(Copy)]
    pub struct EventKey {
        /// Block.
        pub block_number: u64,
        /// Log within the block.
        pub log_index: u64,
        /// Hash of the block.
        pub block_hash: B256,
    }
}
placed!(StoredEvent, EventKey);

impl StoredEvent {
    /// Which event it is.
    pub fn key(&self) -> EventKey {
        EventKey { block_number: self.block_number, log_index: self.log_index, block_hash: self.block_hash }
    }
}

/// What of an event is for people. The rest is as long again, and is there to fold the event once more.
const TOLD: &str = "block_number, log_index, block_hash, block_time, tx_hash, address, contract, name, args";
const KEY: &str = "block_number, log_index, block_hash";

/// Which events to list.
#[derive(Clone, Debug, Default)]
pub struct EventFilter {
    /// Only of this contract, for example `house:members`.
    pub contract: Option<String>,
    /// Only of this name.
    pub name: Option<String>,
    /// Only of this transaction.
    pub tx_hash: Option<B256>,
}

impl Store {
    /// Which event is at a place, if it is one of the community's.
    pub async fn event_key(&self, slug: &Slug, at: Place) -> Result<Option<EventKey>, StoreError> {
        let sql = "SELECT block_number, log_index, block_hash FROM events
            WHERE community = $1 AND block_number = $2 AND log_index = $3";
        self.one(sql, values![slug, at.block_number, at.log_index]).await
    }

    /// Which events there are: a batch may have a hundred times the size of its key.
    pub async fn event_keys(&self, slug: &Slug, page: Page<Place>) -> Result<Vec<EventKey>, StoreError> {
        Query::columns(KEY, "events", slug).page(&self.readers, page).await
    }

    /// Events in the order of the chain or backwards.
    pub async fn events(
        &self,
        slug: &Slug,
        filter: EventFilter,
        page: Page<Place>,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        Query::columns(TOLD, "events", slug)
            .with("contract", filter.contract.map(Value::from))
            .with("name", filter.name.map(Value::from))
            .with("tx_hash", filter.tx_hash)
            .page(&self.readers, page)
            .await
    }
}
