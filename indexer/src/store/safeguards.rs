//! What was done to a member and may be appealed: suspensions, and voting units that were taken.

use alloy::primitives::B256;
use palabre_contracts::{MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row},
};

row! {
    /// A suspension as a moderator set it.
    pub struct Suspension {
        /// Whose.
        pub member_id: MemberId,
        /// By whom.
        pub moderator: MemberId,
        /// Until when, unless it was lifted.
        pub until: u64,
        /// Salted hash of the reasons.
        pub reason: B256,
        /// When the members' house lifted it.
        pub lifted_at: Option<u64>,
        /// Unix time.
        pub suspended_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A voting unit that the members' house took.
    pub struct UnitRemoval {
        /// Whose.
        pub member_id: MemberId,
        /// Salted hash of the reasons.
        pub reason: B256,
        /// When the members' house allowed it again.
        pub allowed_at: Option<u64>,
        /// Unix time.
        pub removed_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Suspension, UnitRemoval);

impl Store {
    /// Suspensions, of one member or of all.
    pub async fn suspensions(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<Suspension>, StoreError> {
        Query::of("suspensions", slug).with("member_id", member).page(&self.readers, page).await
    }

    /// Voting units taken, of one member or of all.
    pub async fn unit_removals(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<UnitRemoval>, StoreError> {
        Query::of("unit_removals", slug).with("member_id", member).page(&self.readers, page).await
    }
}
