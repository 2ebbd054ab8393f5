//! Reputation: mints, settlements and balances.

use alloy::primitives::{Address, U256};
use palabre_contracts::{MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row},
    value::values,
};

row! {
    /// Reputation minted for an epoch.
    pub struct ReputationMint {
        /// The epoch.
        pub epoch: u32,
        /// Points that became reputation.
        pub points: U256,
        /// Units minted.
        pub units: U256,
        /// Index of the epoch, Q64.
        pub epoch_index: U256,
        /// Scaling of the mint, Q64.
        pub factor: U256,
        /// Unix time.
        pub minted_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// Units moved to a member.
    pub struct Settlement {
        /// The member.
        pub member_id: MemberId,
        /// Wallet that holds them.
        pub wallet: Address,
        /// First epoch that is not settled.
        pub through_epoch: u32,
        /// Units.
        pub units: U256,
        /// Unix time.
        pub settled_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// Units burned because a member left.
    pub struct Forfeit {
        /// The member.
        pub member_id: MemberId,
        /// Wallet.
        pub wallet: Address,
        /// Units.
        pub units: U256,
        /// Unix time.
        pub forfeited_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(ReputationMint, Settlement, Forfeit);

row! {
    /// Units that an account holds.
    pub struct ReputationBalance {
        /// The account; one of them is the contract's account of unsettled units.
        pub wallet: Address,
        /// Units; compare them only within one block.
        pub units: U256,
    }
}

impl Store {
    /// All mints by epoch.
    pub async fn reputation_mints(&self, slug: &Slug) -> Result<Vec<ReputationMint>, StoreError> {
        self.all("SELECT * FROM reputation_mints WHERE community = $1 ORDER BY epoch", values![slug]).await
    }

    /// Settlements, of one member or of all.
    pub async fn settlements(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<Settlement>, StoreError> {
        Query::of("settlements", slug).with("member_id", member).page(&self.readers, page).await
    }

    /// Forfeits, of one member or of all.
    pub async fn forfeits(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<Forfeit>, StoreError> {
        Query::of("forfeits", slug).with("member_id", member).page(&self.readers, page).await
    }

    /// Units that an account holds.
    pub async fn reputation_of(&self, slug: &Slug, wallet: Address) -> Result<U256, StoreError> {
        let sql = "SELECT * FROM reputation_balances WHERE community = $1 AND wallet = $2";
        let row: Option<ReputationBalance> = self.one(sql, values![slug, wallet]).await?;
        Ok(row.map_or(U256::ZERO, |row| row.units))
    }

    /// All accounts with units, largest first.
    pub async fn reputation_balances(&self, slug: &Slug, limit: u32) -> Result<Vec<ReputationBalance>, StoreError> {
        let sql = "SELECT * FROM reputation_balances WHERE community = $1 ORDER BY units DESC, wallet LIMIT $2";
        self.all(sql, values![slug, limit]).await
    }
}
