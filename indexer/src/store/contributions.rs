//! The ledger: batches and their contributions.

use alloy::primitives::B256;
use palabre_contracts::{Lane, MemberId, Slug};

use super::{
    ItemPlace, Page, Store, StoreError,
    page::Query,
    row::{placed, row},
    value::values,
};

row! {
    /// Contributions of one epoch and source, confirmed together.
    pub struct Batch {
        /// Counted from 0.
        pub batch_id: u64,
        /// Epoch that they belong to.
        pub epoch: u32,
        /// The connected tool.
        pub source: u32,
        /// Rules in force.
        pub rules_version: u32,
        /// Root of the salted evidence records.
        pub evidence_root: B256,
        /// Reviewers who signed, by member id.
        pub approvers: Vec<MemberId>,
        /// Number of contributions.
        pub items: u32,
        /// Their points before caps.
        pub points: u64,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub recorded_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Batch);

row! {
    /// One recorded contribution.
    pub struct Contribution {
        /// Its batch.
        pub batch_id: u64,
        /// Position in the batch, counted from 0.
        pub position: u32,
        /// Epoch.
        pub epoch: u32,
        /// The connected tool.
        pub source: u32,
        /// Number within the source.
        pub sequence: u64,
        /// The beneficiary.
        pub member_id: MemberId,
        /// The lane.
        pub lane: Lane,
        /// Points before caps.
        pub points: u32,
        /// Kind of activity; 0 when kept private.
        pub kind: u16,
        /// Whether it was struck before its epoch was final.
        pub struck: bool,
        /// Whether it was debited after its epoch was final.
        pub debited: bool,
    }
}

impl Contribution {
    /// Key of the row in lists.
    pub fn place(&self) -> ItemPlace {
        ItemPlace { batch_id: self.batch_id, position: self.position }
    }
}

/// Which contributions to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContributionFilter {
    /// Only of this member.
    pub member: Option<MemberId>,
    /// Only of this epoch.
    pub epoch: Option<u32>,
    /// Only of this lane.
    pub lane: Option<Lane>,
    /// Only from this source.
    pub source: Option<u32>,
    /// Only of this batch.
    pub batch: Option<u64>,
}

impl Store {
    /// A batch by id.
    pub async fn batch(&self, slug: &Slug, batch_id: u64) -> Result<Option<Batch>, StoreError> {
        self.one("SELECT * FROM batches WHERE community = $1 AND batch_id = $2", values![slug, batch_id]).await
    }

    /// Batches by id, of one epoch or of all.
    pub async fn batches(&self, slug: &Slug, epoch: Option<u32>, page: Page<u64>) -> Result<Vec<Batch>, StoreError> {
        Query::of("batches", slug).with("epoch", epoch).page(&self.readers, page).await
    }

    /// Contributions in the order of the chain.
    pub async fn contributions(
        &self,
        slug: &Slug,
        filter: ContributionFilter,
        page: Page<ItemPlace>,
    ) -> Result<Vec<Contribution>, StoreError> {
        Query::of("contributions", slug)
            .with("member_id", filter.member)
            .with("epoch", filter.epoch)
            .with("lane", filter.lane)
            .with("source", filter.source)
            .with("batch_id", filter.batch)
            .page(&self.readers, page)
            .await
    }

    /// The contribution with this number in its source, if it was recorded.
    pub async fn contribution(
        &self,
        slug: &Slug,
        source: u32,
        sequence: u64,
    ) -> Result<Option<Contribution>, StoreError> {
        let sql = "SELECT * FROM contributions WHERE community = $1 AND source = $2 AND sequence = $3";
        self.one(sql, values![slug, source, sequence]).await
    }
}
