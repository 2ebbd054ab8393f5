//! Applications for membership: who asked, who answered and how.

use alloy::primitives::{Address, B256};
use palabre_contracts::{MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row, words},
    value::values,
};

words! {
    /// What became of an application.
    pub enum ApplicationStatus ("status of an application") {
        /// Nobody answered yet. After `expires_at` nobody can any more.
        Open = "open",
        /// The applicant was admitted.
        Approved = "approved",
        /// It was declined.
        Declined = "declined",
        /// The applicant took it back.
        Withdrawn = "withdrawn",
        /// The applicant applied again.
        Replaced = "replaced",
        /// The wallet became a member's in another way.
        Void = "void",
    }
}

row! {
    /// An application for membership.
    pub struct Application {
        /// Who asks.
        pub wallet: Address,
        /// Hash that names the text.
        pub application: B256,
        /// Charter version that the applicant accepted.
        pub charter_version: u32,
        /// Hash of that version.
        pub charter_hash: B256,
        /// Until when it can be answered.
        pub expires_at: u64,
        /// What became of it.
        pub status: ApplicationStatus,
        /// Who admitted or declined.
        pub answered_by: Option<MemberId>,
        /// Member that the applicant became.
        pub member_id: Option<MemberId>,
        /// When it was answered, withdrawn, replaced or void.
        pub closed_at: Option<u64>,
        /// Transaction of the application.
        pub tx_hash: B256,
        /// Unix time.
        pub applied_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Application);

/// Which applications to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct ApplicationFilter {
    /// Only of this wallet.
    pub wallet: Option<Address>,
    /// Only of this status; expired ones stay open.
    pub status: Option<ApplicationStatus>,
}

impl Store {
    /// Applications in the order of the chain or backwards.
    pub async fn applications(
        &self,
        slug: &Slug,
        filter: ApplicationFilter,
        page: Page<Place>,
    ) -> Result<Vec<Application>, StoreError> {
        Query::of("applications", slug)
            .with("wallet", filter.wallet)
            .with("status", filter.status)
            .page(&self.readers, page)
            .await
    }

    /// The latest application of a wallet with this hash.
    pub async fn application(
        &self,
        slug: &Slug,
        wallet: Address,
        application: B256,
    ) -> Result<Option<Application>, StoreError> {
        let sql = "SELECT * FROM applications WHERE community = $1 AND wallet = $2 AND application = $3
            ORDER BY block_number DESC, log_index DESC LIMIT 1";
        self.one(sql, values![slug, wallet, application]).await
    }
}
