//! Proposals of both houses.

use alloy::primitives::{Address, B256, Bytes, U256};
use palabre_contracts::{Electorate, MemberId, Slug};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row},
    value::values,
};

row! {
    /// A proposal with its tally. Its state follows from these facts, the quorum and the time: see
    /// [`proposal::state_at`](crate::proposal::state_at).
    pub struct Proposal {
        /// House.
        pub house: Electorate,
        /// The Governor's id, big endian.
        pub proposal_id: B256,
        /// The operation that the house's timelock will hold.
        pub operation_id: B256,
        /// Wallet that proposed.
        pub proposer: Address,
        /// Member behind it, when known.
        pub member_id: Option<MemberId>,
        /// Calls: to whom.
        pub targets: Vec<Address>,
        /// Calls: with how much ETH.
        pub call_values: Vec<U256>,
        /// Calls: saying what.
        pub calldatas: Vec<Bytes>,
        /// First line of the description.
        pub title: String,
        /// Markdown.
        pub description: String,
        /// Snapshot; voting begins after it. Unix time.
        pub vote_start: u64,
        /// Voting ends with it, extensions included. Unix time.
        pub vote_end: u64,
        /// Unix time.
        pub created_at: u64,
        /// When a late quorum extended the voting.
        pub extended_at: Option<u64>,
        /// When it was withdrawn.
        pub canceled_at: Option<u64>,
        /// When it entered the timelock.
        pub queued_at: Option<u64>,
        /// When it may be executed.
        pub eta: Option<u64>,
        /// When it was.
        pub executed_at: Option<u64>,
        /// Weight against.
        pub votes_against: U256,
        /// Weight for.
        pub votes_for: U256,
        /// Weight abstaining.
        pub votes_abstain: U256,
        /// Number of ballots.
        pub ballots: u64,
        /// Voters with weight, for or abstaining.
        pub heads: u64,
        /// Transaction.
        pub tx_hash: B256,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Proposal);

/// Which proposals to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProposalFilter {
    /// Only of this house.
    pub house: Option<Electorate>,
    /// Only by this member.
    pub member: Option<MemberId>,
}

impl Store {
    /// A proposal by its id.
    pub async fn proposal(&self, slug: &Slug, house: Electorate, id: U256) -> Result<Option<Proposal>, StoreError> {
        let sql = "SELECT * FROM proposals WHERE community = $1 AND house = $2 AND proposal_id = $3";
        self.one(sql, values![slug, house, B256::from(id)]).await
    }

    /// Proposals of one house or of both.
    pub async fn proposals(
        &self,
        slug: &Slug,
        filter: ProposalFilter,
        page: Page<Place>,
    ) -> Result<Vec<Proposal>, StoreError> {
        Query::of("proposals", slug)
            .with("house", filter.house)
            .with("member_id", filter.member)
            .page(&self.readers, page)
            .await
    }

    /// Proposals whose voting ends at or after `time` and that were not withdrawn, by their end.
    pub async fn open_proposals(&self, slug: &Slug, time: u64) -> Result<Vec<Proposal>, StoreError> {
        let sql = "SELECT * FROM proposals WHERE community = $1 AND vote_end >= $2 AND canceled_at IS NULL
            ORDER BY vote_end, block_number, log_index";
        self.all(sql, values![slug, time]).await
    }
}
