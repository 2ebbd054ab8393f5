//! Memberships that move to another wallet: rotations and recoveries.

use alloy::primitives::{Address, B256};
use palabre_contracts::{MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row, words},
    value::values,
};

words! {
    /// Why a membership moved.
    pub enum MoveCause ("cause of a move") {
        /// The member signed with both wallets.
        Rotation = "rotation",
        /// The old wallet was lost.
        Recovery = "recovery",
    }
}

words! {
    /// Where a recovery stands.
    pub enum RecoveryStatus ("status of a recovery") {
        /// Two moderators, or the members' house, have to confirm it before `expires_at`.
        Requested = "requested",
        /// The same wallet asked again.
        Replaced = "replaced",
        /// It waits until `ready_at`; then anyone may execute it.
        Started = "started",
        /// The old wallet, the new one, a guardian or the members' house ended it.
        Cancelled = "cancelled",
        /// The membership moved.
        Executed = "executed",
    }
}

row! {
    /// A membership moved to another wallet.
    pub struct WalletMove {
        /// Whose.
        pub member_id: MemberId,
        /// Why.
        pub cause: MoveCause,
        /// The wallet before, retired for ever.
        pub from_wallet: Address,
        /// The wallet since then.
        pub to_wallet: Address,
        /// Until when the member's votes rest; none after a rotation.
        pub rest_until: Option<u64>,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub moved_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A recovery from its request to its end.
    pub struct Recovery {
        /// Whose membership.
        pub member_id: MemberId,
        /// Wallet that asks for it.
        pub to_wallet: Address,
        /// Where it stands.
        pub status: RecoveryStatus,
        /// Until when the request can be confirmed.
        pub expires_at: u64,
        /// Wallet that it takes the membership from, once it started.
        pub from_wallet: Option<Address>,
        /// Moderator who confirmed first; none where the members' house started it.
        pub first_moderator: Option<MemberId>,
        /// Moderator who started it.
        pub second_moderator: Option<MemberId>,
        /// When the wait began.
        pub started_at: Option<u64>,
        /// From when on anyone may execute it.
        pub ready_at: Option<u64>,
        /// When it was replaced, cancelled or executed.
        pub closed_at: Option<u64>,
        /// Who cancelled it: a wallet, the Guardian contract or a timelock.
        pub cancelled_by: Option<Address>,
        /// Guardian who cancelled it.
        pub stopped_by: Option<MemberId>,
        /// Salted hash of the guardian's reasons.
        pub stop_reason: Option<B256>,
        /// Transaction of the request.
        pub tx_hash: B256,
        /// Unix time.
        pub requested_at: u64,
        /// Block of the request.
        pub block_number: u64,
        /// Log of the request.
        pub log_index: u64,
    }
}

row! {
    /// A moderator confirmed that a wallet belongs to a member.
    pub struct RecoveryApproval {
        /// Whose membership.
        pub member_id: MemberId,
        /// Wallet that asks for it.
        pub to_wallet: Address,
        /// Who confirmed.
        pub moderator: MemberId,
        /// Unix time.
        pub approved_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(WalletMove, Recovery, RecoveryApproval);

/// Which recoveries to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecoveryFilter {
    /// Only of this member.
    pub member: Option<MemberId>,
    /// Only with this status; expired requests stay requested.
    pub status: Option<RecoveryStatus>,
}

impl Store {
    /// Moves of memberships, of one member or of all.
    pub async fn wallet_moves(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<WalletMove>, StoreError> {
        Query::of("wallet_moves", slug).with("member_id", member).page(&self.readers, page).await
    }

    /// Recoveries in the order of their requests or backwards.
    pub async fn recoveries(
        &self,
        slug: &Slug,
        filter: RecoveryFilter,
        page: Page<Place>,
    ) -> Result<Vec<Recovery>, StoreError> {
        Query::of("recoveries", slug)
            .with("member_id", filter.member)
            .with("status", filter.status)
            .page(&self.readers, page)
            .await
    }

    /// The recovery of a member that waits now.
    pub async fn pending_recovery(&self, slug: &Slug, member: MemberId) -> Result<Option<Recovery>, StoreError> {
        let sql = "SELECT * FROM recoveries WHERE community = $1 AND member_id = $2 AND status = 'started'
            ORDER BY block_number DESC, log_index DESC LIMIT 1";
        self.one(sql, values![slug, member]).await
    }

    /// Who confirmed which requests, of one member or of all.
    pub async fn recovery_approvals(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<RecoveryApproval>, StoreError> {
        Query::of("recovery_approvals", slug).with("member_id", member).page(&self.readers, page).await
    }
}
