//! Disputes about contributions: challenges and their votes, strikes, debits.

use alloy::primitives::{B256, U256};
use palabre_contracts::{Lane, MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row, words},
    value::values,
};

words! {
    /// Where a challenge stands.
    pub enum ChallengeStatus ("status of a challenge") {
        /// Nobody decided yet.
        Open = "open",
        /// Its items are struck.
        Upheld = "upheld",
        /// Its items stay; the members' house may still uphold it.
        Dismissed = "dismissed",
        /// Nobody decided in time: its items stay.
        Stood = "stood",
    }
}

row! {
    /// A challenge of one item or of a whole batch.
    pub struct Challenge {
        /// Counted from 1.
        pub challenge_id: u64,
        /// The batch.
        pub batch_id: u64,
        /// Its epoch.
        pub epoch: u32,
        /// Its source.
        pub source: u32,
        /// Position of the item in the batch; none for the whole batch.
        pub position: Option<u32>,
        /// Number of the item within its source; none for the whole batch.
        pub sequence: Option<u64>,
        /// Beneficiary of the item; none for the whole batch.
        pub member_id: Option<MemberId>,
        /// How many items it is about.
        pub items: u32,
        /// Who brought it.
        pub challenger: MemberId,
        /// Salted hash of the reasons.
        pub reason: B256,
        /// Where it stands.
        pub status: ChallengeStatus,
        /// Moderator who voted first for what was decided; none where the members' house decided, or nobody in time.
        pub first_moderator: Option<MemberId>,
        /// Moderator whose vote decided.
        pub second_moderator: Option<MemberId>,
        /// When it was decided or stood.
        pub closed_at: Option<u64>,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub challenged_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A moderator's vote about a challenge.
    pub struct ChallengeVote {
        /// The challenge.
        pub challenge_id: u64,
        /// Who voted.
        pub moderator: MemberId,
        /// For striking the items.
        pub uphold: bool,
        /// Unix time.
        pub voted_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A moderator's vote to debit an item of a final epoch.
    pub struct DebitVote {
        /// The batch.
        pub batch_id: u64,
        /// Position of the item in the batch.
        pub position: u32,
        /// Beneficiary of the item.
        pub member_id: MemberId,
        /// Who voted.
        pub moderator: MemberId,
        /// Salted hash of the reasons.
        pub reason: B256,
        /// Unix time.
        pub voted_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// An item that was debited after its epoch was final.
    pub struct Debit {
        /// The batch.
        pub batch_id: u64,
        /// Position of the item in the batch.
        pub position: u32,
        /// Beneficiary of the item, who owes the points in later epochs.
        pub member_id: MemberId,
        /// Points that had counted.
        pub points: u64,
        /// Reputation burned for them.
        pub units: U256,
        /// Moderator who voted first; none where the members' house decided.
        pub first_moderator: Option<MemberId>,
        /// Moderator whose vote decided.
        pub second_moderator: Option<MemberId>,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub debited_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// An item that was taken back: struck before its epoch was final, or debited after it.
    pub struct TakenBack {
        /// The source.
        pub source: u32,
        /// Number within the source.
        pub sequence: u64,
        /// The batch.
        pub batch_id: u64,
        /// The epoch.
        pub epoch: u32,
        /// The beneficiary.
        pub member_id: MemberId,
        /// The lane.
        pub lane: Lane,
        /// Points of the item before caps.
        pub points: u32,
        /// Points that counted and no longer do, or are owed.
        pub counted: u32,
        /// Points that had paid a debt, which is owed again.
        pub restored: u32,
        /// Whether it had counted for the activity.
        pub activity: bool,
        /// Debited after its epoch was final; struck otherwise.
        pub debited: bool,
        /// Unix time.
        pub taken_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Challenge, ChallengeVote, DebitVote, Debit, TakenBack);

/// Which challenges to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChallengeFilter {
    /// Only with this status.
    pub status: Option<ChallengeStatus>,
    /// Only of this epoch.
    pub epoch: Option<u32>,
    /// Only about this batch, whole or in part.
    pub batch: Option<u64>,
    /// Only about one item of this member.
    pub member: Option<MemberId>,
    /// Only brought by this member.
    pub challenger: Option<MemberId>,
}

/// Which items that were taken back to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct TakenFilter {
    /// Only of this member.
    pub member: Option<MemberId>,
    /// Only of this epoch.
    pub epoch: Option<u32>,
    /// Only debited ones, or only struck ones.
    pub debited: Option<bool>,
}

impl Store {
    /// Challenges in the order of the chain or backwards.
    pub async fn challenges(
        &self,
        slug: &Slug,
        filter: ChallengeFilter,
        page: Page<Place>,
    ) -> Result<Vec<Challenge>, StoreError> {
        Query::of("challenges", slug)
            .with("status", filter.status)
            .with("epoch", filter.epoch)
            .with("batch_id", filter.batch)
            .with("member_id", filter.member)
            .with("challenger", filter.challenger)
            .page(&self.readers, page)
            .await
    }

    /// A challenge by id.
    pub async fn challenge(&self, slug: &Slug, challenge_id: u64) -> Result<Option<Challenge>, StoreError> {
        let sql = "SELECT * FROM challenges WHERE community = $1 AND challenge_id = $2";
        self.one(sql, values![slug, challenge_id]).await
    }

    /// Votes about a challenge, oldest first.
    pub async fn challenge_votes(&self, slug: &Slug, challenge_id: u64) -> Result<Vec<ChallengeVote>, StoreError> {
        let sql = "SELECT * FROM challenge_votes WHERE community = $1 AND challenge_id = $2
            ORDER BY block_number, log_index";
        self.all(sql, values![slug, challenge_id]).await
    }

    /// Votes to debit an item, oldest first.
    pub async fn debit_votes(&self, slug: &Slug, batch: u64, position: u32) -> Result<Vec<DebitVote>, StoreError> {
        let sql = "SELECT * FROM debit_votes WHERE community = $1 AND batch_id = $2 AND position = $3
            ORDER BY block_number, log_index";
        self.all(sql, values![slug, batch, position]).await
    }

    /// Debits, of one member or of all.
    pub async fn debits(
        &self,
        slug: &Slug,
        member: Option<MemberId>,
        page: Page<Place>,
    ) -> Result<Vec<Debit>, StoreError> {
        Query::of("debits", slug).with("member_id", member).page(&self.readers, page).await
    }

    /// Items that were taken back, in the order of the chain or backwards.
    pub async fn taken_back(
        &self,
        slug: &Slug,
        filter: TakenFilter,
        page: Page<Place>,
    ) -> Result<Vec<TakenBack>, StoreError> {
        Query::of("taken_items", slug)
            .with("member_id", filter.member)
            .with("epoch", filter.epoch)
            .with("debited", filter.debited)
            .page(&self.readers, page)
            .await
    }
}
