//! Money: pools, what was paid into and out of them, and the reserve.

use alloy::primitives::{Address, B256, U256};
use palabre_contracts::{MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row},
    value::values,
};

row! {
    /// A token that pools were or are funded in; zero address for ETH.
    pub struct Token {
        /// The contract.
        pub token: Address,
        /// Whether pools may be funded in it.
        pub allowed: bool,
        /// What the contributors' house may withdraw.
        pub reserve: U256,
    }
}

row! {
    /// Money of one token for one epoch.
    pub struct Pool {
        /// The token; zero address for ETH.
        pub token: Address,
        /// The epoch.
        pub epoch: u32,
        /// Everything received.
        pub funded: U256,
        /// Shares paid out.
        pub paid: U256,
        /// Moved to the reserve.
        pub reserved: U256,
        /// Members who claimed.
        pub claims: u64,
        /// Whether the pool is closed.
        pub swept: bool,
    }
}

row! {
    /// A payment into a pool.
    pub struct Funding {
        /// The token.
        pub token: Address,
        /// The epoch.
        pub epoch: u32,
        /// Who paid.
        pub sender: Address,
        /// What arrived.
        pub amount: U256,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub funded_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A share that was paid.
    pub struct Claim {
        /// The token.
        pub token: Address,
        /// The epoch.
        pub epoch: u32,
        /// The member.
        pub member_id: MemberId,
        /// Wallet that was paid.
        pub payee: Address,
        /// Amount paid.
        pub amount: U256,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub claimed_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A share whose transfer failed; it can still be claimed.
    pub struct ClaimFailure {
        /// The token.
        pub token: Address,
        /// The epoch.
        pub epoch: u32,
        /// The member.
        pub member_id: MemberId,
        /// Wallet that could not be paid.
        pub payee: Address,
        /// Amount.
        pub amount: U256,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub failed_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A payment out of the reserve.
    pub struct ReserveWithdrawal {
        /// The token.
        pub token: Address,
        /// Who was paid.
        pub receiver: Address,
        /// Amount.
        pub amount: U256,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub withdrawn_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Funding, Claim, ClaimFailure, ReserveWithdrawal);

row! {
    /// Whether a member renounced money.
    pub struct OptOut {
        /// The member.
        pub member_id: MemberId,
        /// True while renouncing.
        pub opted_out: bool,
        /// Latest change, unix time.
        pub changed_at: u64,
    }
}

/// Which movements of money to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct MoneyFilter {
    /// Only of this token.
    pub token: Option<Address>,
    /// Only of this epoch.
    pub epoch: Option<u32>,
    /// Only of this member (claims).
    pub member: Option<MemberId>,
}

impl Store {
    /// All tokens with their reserves.
    pub async fn tokens(&self, slug: &Slug) -> Result<Vec<Token>, StoreError> {
        self.all("SELECT * FROM tokens WHERE community = $1 ORDER BY token", values![slug]).await
    }

    /// The money of one token for one epoch; none when nothing happened to it.
    pub async fn pool_of(&self, slug: &Slug, token: Address, epoch: u32) -> Result<Option<Pool>, StoreError> {
        let sql = "SELECT * FROM pools WHERE community = $1 AND token = $2 AND epoch = $3";
        self.one(sql, values![slug, token, epoch]).await
    }

    /// Pools of one epoch or of all, latest epoch first.
    pub async fn pools(&self, slug: &Slug, epoch: Option<u32>) -> Result<Vec<Pool>, StoreError> {
        let sql = "SELECT * FROM pools WHERE community = $1 AND epoch = COALESCE($2, epoch) ORDER BY epoch DESC, token";
        self.all(sql, values![slug, epoch]).await
    }

    /// Payments into pools.
    pub async fn fundings(
        &self,
        slug: &Slug,
        filter: MoneyFilter,
        page: Page<Place>,
    ) -> Result<Vec<Funding>, StoreError> {
        Query::of("fundings", slug)
            .with("token", filter.token)
            .with("epoch", filter.epoch)
            .page(&self.readers, page)
            .await
    }

    /// Shares paid.
    pub async fn claims(&self, slug: &Slug, filter: MoneyFilter, page: Page<Place>) -> Result<Vec<Claim>, StoreError> {
        money("claims", slug, filter).page(&self.readers, page).await
    }

    /// Shares whose transfer failed.
    pub async fn claim_failures(
        &self,
        slug: &Slug,
        filter: MoneyFilter,
        page: Page<Place>,
    ) -> Result<Vec<ClaimFailure>, StoreError> {
        money("claim_failures", slug, filter).page(&self.readers, page).await
    }

    /// Payments out of the reserve.
    pub async fn reserve_withdrawals(
        &self,
        slug: &Slug,
        token: Option<Address>,
        page: Page<Place>,
    ) -> Result<Vec<ReserveWithdrawal>, StoreError> {
        Query::of("reserve_withdrawals", slug).with("token", token).page(&self.readers, page).await
    }

    /// Whether a member renounced money; none if they never said so.
    pub async fn opt_out(&self, slug: &Slug, member: MemberId) -> Result<Option<OptOut>, StoreError> {
        self.one("SELECT * FROM opt_outs WHERE community = $1 AND member_id = $2", values![slug, member]).await
    }
}

fn money(table: &'static str, slug: &Slug, filter: MoneyFilter) -> Query {
    Query::of(table, slug).with("token", filter.token).with("epoch", filter.epoch).with("member_id", filter.member)
}
