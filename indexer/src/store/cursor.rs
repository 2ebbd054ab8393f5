//! How far the mirror is, and the headers that tell where a fork began.

use alloy::primitives::{Address, B256};
use palabre_contracts::Slug;

use super::{Store, StoreError, row::row, value::values};

row! {
    /// A block that the mirror reflects.
    #[derive(Copy, Hash)]
    pub struct BlockRef {
        /// Height.
        pub block_number: u64,
        /// Hash.
        pub block_hash: B256,
        /// Unix time.
        pub block_time: u64,
    }
}

row! {
    /// A height.
    pub(crate) struct Height {
        /// The block.
        pub(crate) block_number: u64,
    }
}

row! {
    /// The code that was seen at a contract.
    pub(crate) struct ContractCode {
        /// The contract.
        pub(crate) address: Address,
        /// Hash of its code.
        pub(crate) code_hash: B256,
    }
}

impl BlockRef {
    /// The lower one of two blocks.
    pub(crate) fn min_with(self, other: Self) -> Self {
        if other.block_number < self.block_number { other } else { self }
    }
}

impl Store {
    /// The block that every read about this community reflects; none for an unknown one. Before
    /// the first event it is the block that following began after.
    pub async fn cursor(&self, slug: &Slug) -> Result<Option<BlockRef>, StoreError> {
        self.one("SELECT * FROM cursors WHERE community = $1", values![slug]).await
    }

    /// Whether the chain still has this block for all that the mirror keeps of its newest headers. Not, also where it
    /// keeps none of that height any more.
    pub async fn stands(&self, chain_id: u64, block: BlockRef) -> Result<bool, StoreError> {
        let sql = "SELECT number AS block_number FROM blocks WHERE chain_id = $1 AND number = $2 AND hash = $3";
        let found: Option<Height> = self.one(sql, values![chain_id, block.block_number, block.block_hash]).await?;
        Ok(found.is_some())
    }

    /// The block up to which everything about this community was proven; none for an unknown one.
    pub async fn verified(&self, slug: &Slug) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT COALESCE(v.block_number, 0) AS block_number FROM cursors AS c
            LEFT JOIN verified_heights AS v ON v.community = c.community WHERE c.community = $1";
        Ok(self.one::<Height>(sql, values![slug]).await?.map(|row| row.block_number))
    }

    /// The block up to which everything about all communities of a chain was proven; none without communities.
    pub(crate) async fn all_verified(&self, chain_id: u64) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT COALESCE(v.block_number, 0) AS block_number FROM cursors AS c
            LEFT JOIN verified_heights AS v ON v.community = c.community WHERE c.chain_id = $1
            ORDER BY COALESCE(v.block_number, 0) LIMIT 1";
        Ok(self.one::<Height>(sql, values![chain_id]).await?.map(|row| row.block_number))
    }

    /// Code that was seen at contracts of a chain.
    pub(crate) async fn contract_codes(&self, chain_id: u64) -> Result<Vec<ContractCode>, StoreError> {
        self.all("SELECT address, code_hash FROM contract_codes WHERE chain_id = $1", values![chain_id]).await
    }

    /// The newest block of a chain at or below `number` that the mirror knows by its hash: from a header that is kept,
    /// or from an event.
    pub(crate) async fn newest_known(&self, chain_id: u64, number: u64) -> Result<Option<BlockRef>, StoreError> {
        let sql = "SELECT number AS block_number, hash AS block_hash, time AS block_time FROM blocks
            WHERE chain_id = $1 AND number <= $2
            UNION ALL
            SELECT block_number, block_hash, block_time FROM events WHERE chain_id = $1 AND block_number <= $2
            ORDER BY block_number DESC LIMIT 1";
        self.one(sql, values![chain_id, number]).await
    }

    /// The headers that are kept of a chain, lowest first.
    pub(crate) async fn known_blocks(&self, chain_id: u64) -> Result<Vec<BlockRef>, StoreError> {
        let sql = "SELECT number AS block_number, hash AS block_hash, time AS block_time FROM blocks
            WHERE chain_id = $1 ORDER BY number";
        self.all(sql, values![chain_id]).await
    }
}
