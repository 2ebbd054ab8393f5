//! The guardian: how long the term lasts, and what was done with it.

use alloy::primitives::B256;
use palabre_contracts::{Electorate, MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row, words},
    value::values,
};

words! {
    /// What a guardian did.
    pub enum GuardianActKind ("act of a guardian") {
        /// Cancelled a proposal.
        ProposalStopped = "proposal_stopped",
        /// Cancelled a recovery.
        RecoveryStopped = "recovery_stopped",
        /// Gave the disputes of an epoch more time.
        DisputesExtended = "disputes_extended",
    }
}

row! {
    /// An end of the guardian's term as it was set.
    pub struct GuardianTerm {
        /// When the term ends; the latest row is in force.
        pub expires_at: u64,
        /// Unix time.
        pub set_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// Something that a guardian did.
    pub struct GuardianAct {
        /// What.
        pub act: GuardianActKind,
        /// Who.
        pub guardian: MemberId,
        /// House of a proposal that was stopped.
        pub house: Option<Electorate>,
        /// The proposal that was stopped.
        pub proposal_id: Option<B256>,
        /// Member whose recovery was stopped.
        pub member_id: Option<MemberId>,
        /// Epoch whose disputes have more time.
        pub epoch: Option<u32>,
        /// Salted hash of the reasons.
        pub reason: B256,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub acted_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(GuardianTerm, GuardianAct);

impl Store {
    /// The guardian's term in force; none before the first event.
    pub async fn guardian_term(&self, slug: &Slug) -> Result<Option<GuardianTerm>, StoreError> {
        let sql = "SELECT * FROM guardian_terms WHERE community = $1
            ORDER BY block_number DESC, log_index DESC LIMIT 1";
        self.one(sql, values![slug]).await
    }

    /// Ends of the guardian's term as they were set.
    pub async fn guardian_terms(&self, slug: &Slug, page: Page<Place>) -> Result<Vec<GuardianTerm>, StoreError> {
        Query::of("guardian_terms", slug).page(&self.readers, page).await
    }

    /// What guardians did, of one kind or everything.
    pub async fn guardian_acts(
        &self,
        slug: &Slug,
        kind: Option<GuardianActKind>,
        page: Page<Place>,
    ) -> Result<Vec<GuardianAct>, StoreError> {
        Query::of("guardian_acts", slug).with("act", kind).page(&self.readers, page).await
    }
}
