//! Ballots, delegation and voting power.

use alloy::primitives::{Address, B256, U256};
use palabre_contracts::{Electorate, MemberId, Slug, Support};

use super::{
    Page, Place, Store, StoreError,
    page::Query,
    row::{placed, row},
    value::{FromValue, Value, values},
};

/// What votes are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VoteToken {
    /// One unit per member: the members' house.
    Membership,
    /// Units from points: the contributors' house.
    Reputation,
}

impl VoteToken {
    /// Name in API and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Membership => "membership",
            Self::Reputation => "reputation",
        }
    }
}

impl From<Electorate> for VoteToken {
    fn from(house: Electorate) -> Self {
        match house {
            Electorate::Members => Self::Membership,
            Electorate::Contributors => Self::Reputation,
        }
    }
}

impl crate::sql::Kinded for VoteToken {
    const KIND: crate::sql::Kind = crate::sql::Kind::Text;
}

impl From<VoteToken> for Value {
    fn from(token: VoteToken) -> Self {
        token.as_str().into()
    }
}

impl FromValue for VoteToken {
    fn from_value(value: Value) -> Result<Self, String> {
        match String::from_value(value)?.as_str() {
            "membership" => Ok(Self::Membership),
            "reputation" => Ok(Self::Reputation),
            other => Err(format!("{other} is no token of votes")),
        }
    }
}

row! {
    /// One vote.
    pub struct Ballot {
        /// House.
        pub house: Electorate,
        /// The Governor's id, big endian.
        pub proposal_id: B256,
        /// Wallet.
        pub voter: Address,
        /// Member behind it, when known.
        pub member_id: Option<MemberId>,
        /// Choice.
        pub support: Support,
        /// Votes.
        pub weight: U256,
        /// Published reason, often empty.
        pub reason: String,
        /// Transaction.
        pub tx_hash: B256,
        /// Unix time.
        pub cast_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Ballot);

row! {
    /// Who votes for whom.
    pub struct Delegation {
        /// Votes of which token.
        pub token: VoteToken,
        /// Whose votes.
        pub delegator: Address,
        /// Who casts them; none when nobody does.
        pub delegate: Option<Address>,
        /// Latest change, unix time.
        pub changed_at: u64,
    }
}

row! {
    /// Who casts the votes of a member.
    pub struct Lent {
        /// Whose votes.
        pub member_id: MemberId,
        /// The member's wallet.
        pub delegator: Address,
        /// Votes of which token.
        pub token: VoteToken,
        /// Who casts them; none when nobody does.
        pub delegate: Option<Address>,
        /// Member who holds the delegate's wallet.
        pub delegate_member: Option<MemberId>,
        /// Latest change, unix time.
        pub changed_at: u64,
    }
}

row! {
    /// Votes that a wallet can cast now, own and delegated.
    pub struct VotingPower {
        /// Votes of which token.
        pub token: VoteToken,
        /// Whose.
        pub wallet: Address,
        /// Votes.
        pub votes: U256,
    }
}

row! {
    /// Supply of votes after a change.
    pub(crate) struct Supply {
        /// All votes, delegated or not.
        pub(crate) supply: U256,
    }
}

/// Which ballots to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct BallotFilter {
    /// Only of this house.
    pub house: Option<Electorate>,
    /// Only on this proposal.
    pub proposal: Option<U256>,
    /// Only by this wallet.
    pub voter: Option<Address>,
    /// Only this choice.
    pub support: Option<Support>,
}

const LENT: &str = "SELECT m.member_id, d.delegator, d.token, d.delegate, h.member_id AS delegate_member, d.changed_at
    FROM members AS m
    JOIN delegations AS d ON d.community = m.community AND d.token = $2 AND d.delegator = m.wallet
    LEFT JOIN members AS h ON h.community = d.community AND h.wallet = d.delegate
    WHERE m.community = $1 AND m.member_id > $3 ORDER BY m.member_id LIMIT $4";

/// From the wallet on: from the members on, all of them would be read for a wallet that few chose. SQLite takes
/// `CROSS JOIN` at its word, and finds members by wallet because a sum is in no index.
const LENT_TO: &str =
    "SELECT m.member_id, d.delegator, d.token, d.delegate, h.member_id AS delegate_member, d.changed_at
    FROM delegations AS d CROSS JOIN members AS m
    LEFT JOIN members AS h ON h.community = d.community AND h.wallet = d.delegate
    WHERE d.community = $1 AND d.token = $2 AND d.delegate = $5
        AND m.community = d.community AND m.wallet = d.delegator AND m.member_id + 0 > $3
    ORDER BY m.member_id LIMIT $4";

impl Store {
    /// Ballots in the order of the chain or backwards.
    pub async fn ballots(
        &self,
        slug: &Slug,
        filter: BallotFilter,
        page: Page<Place>,
    ) -> Result<Vec<Ballot>, StoreError> {
        Query::of("ballots", slug)
            .with("house", filter.house)
            .with("proposal_id", filter.proposal.map(B256::from))
            .with("voter", filter.voter)
            .with("support", filter.support)
            .page(&self.readers, page)
            .await
    }

    /// The vote of one wallet on one proposal.
    pub async fn ballot(
        &self,
        slug: &Slug,
        house: Electorate,
        proposal: U256,
        voter: Address,
    ) -> Result<Option<Ballot>, StoreError> {
        let sql = "SELECT * FROM ballots WHERE community = $1 AND house = $2 AND proposal_id = $3 AND voter = $4";
        self.one(sql, values![slug, house, B256::from(proposal), voter]).await
    }

    /// Who votes for `delegator`; none when they never chose.
    pub async fn delegation_of(
        &self,
        slug: &Slug,
        token: VoteToken,
        delegator: Address,
    ) -> Result<Option<Delegation>, StoreError> {
        let sql = "SELECT * FROM delegations WHERE community = $1 AND token = $2 AND delegator = $3";
        self.one(sql, values![slug, token, delegator]).await
    }

    /// Members who chose who casts their votes, by number; with `delegate`, those who chose this wallet. Wallets that
    /// members moved away from have no votes and are left out.
    pub async fn lent(
        &self,
        slug: &Slug,
        token: VoteToken,
        delegate: Option<Address>,
        after: Option<MemberId>,
        limit: u32,
    ) -> Result<Vec<Lent>, StoreError> {
        let mut values = values![slug, token, after.map_or(0, MemberId::get), limit];
        let Some(delegate) = delegate else { return self.all(LENT, values).await };
        values.push(delegate.into());
        self.all(LENT_TO, values).await
    }

    /// Everybody who delegates to `delegate`, the delegate included when self-delegated.
    pub async fn delegators_of(
        &self,
        slug: &Slug,
        token: VoteToken,
        delegate: Address,
    ) -> Result<Vec<Delegation>, StoreError> {
        let sql = "SELECT * FROM delegations WHERE community = $1 AND token = $2 AND delegate = $3 ORDER BY delegator";
        self.all(sql, values![slug, token, delegate]).await
    }

    /// Votes that a wallet can cast now.
    pub async fn voting_power(&self, slug: &Slug, token: VoteToken, wallet: Address) -> Result<U256, StoreError> {
        let sql = "SELECT * FROM voting_powers WHERE community = $1 AND token = $2 AND wallet = $3";
        let row: Option<VotingPower> = self.one(sql, values![slug, token, wallet]).await?;
        Ok(row.map_or(U256::ZERO, |row| row.votes))
    }

    /// Wallets with most votes first.
    pub async fn delegates(&self, slug: &Slug, token: VoteToken, limit: u32) -> Result<Vec<VotingPower>, StoreError> {
        let sql = "SELECT * FROM voting_powers WHERE community = $1 AND token = $2
            ORDER BY votes DESC, wallet LIMIT $3";
        self.all(sql, values![slug, token, limit]).await
    }

    /// All votes at the end of `time`, delegated or not: what quorums are parts of.
    pub async fn vote_supply_at(&self, slug: &Slug, token: VoteToken, time: u64) -> Result<U256, StoreError> {
        let sql = "SELECT * FROM vote_supplies WHERE community = $1 AND token = $2 AND changed_at <= $3
            ORDER BY block_number DESC, log_index DESC LIMIT 1";
        let row: Option<Supply> = self.one(sql, values![slug, token, time]).await?;
        Ok(row.map_or(U256::ZERO, |row| row.supply))
    }
}
