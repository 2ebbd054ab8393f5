//! Followed communities and their state as a whole.

use alloy::primitives::{Address, B256, U256};
use palabre_contracts::{Community, Contracts, Electorate, Slug, rules::Calendar};

use super::{Store, StoreError, execute, row::row, value::values};
use crate::sql::{Connection, FromRow, Row};

/// What the contracts of a community fixed at construction; read from the chain once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Constants {
    /// Dates of all epochs.
    pub calendar: Calendar,
    /// Seconds after Final during which a share can be claimed.
    pub unclaimed_period: u64,
    /// Growth of the reputation index per epoch, Q64.
    pub growth: U256,
    /// Least voters that a decision of the members' house needs.
    pub members_heads: u32,
    /// Least voters that a decision of the contributors' house needs.
    pub contributors_heads: u32,
    /// Whether short durations are allowed.
    pub pilot: bool,
}

impl Constants {
    /// Least voters that a decision of this house needs.
    pub fn heads(&self, house: Electorate) -> u32 {
        match house {
            Electorate::Members => self.members_heads,
            Electorate::Contributors => self.contributors_heads,
        }
    }
}

/// A community that the mirror follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Name, chain and addresses.
    pub community: Community,
    /// What never changes.
    pub constants: Constants,
}

impl FromRow for Followed {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let community = Community {
            slug: row.read("slug")?,
            name: row.read("name")?,
            chain_id: row.read("chain_id")?,
            from_block: row.read("from_block")?,
            contracts: Contracts {
                registry: row.read("registry")?,
                access_manager: row.read("access_manager")?,
                members_timelock: row.read("members_timelock")?,
                contributors_timelock: row.read("contributors_timelock")?,
                constitution: row.read("constitution")?,
                membership: row.read("membership")?,
                contributions: row.read("contributions")?,
                reputation: row.read("reputation")?,
                distribution: row.read("distribution")?,
                members_house: row.read("members_house")?,
                contributors_house: row.read("contributors_house")?,
                safeguards: row.read("safeguards")?,
                challenges: row.read("challenges")?,
                guardian: row.read("guardian")?,
            },
        };
        let constants = Constants {
            calendar: Calendar {
                genesis: row.read("genesis")?,
                length: row.read("epoch_length")?,
                grace: row.read("grace")?,
                challenge: row.read("challenge")?,
                resolve: row.read("resolve")?,
            },
            unclaimed_period: row.read("unclaimed_period")?,
            growth: row.read("growth")?,
            members_heads: row.read("members_heads")?,
            contributors_heads: row.read("contributors_heads")?,
            pilot: row.read("pilot")?,
        };
        Ok(Self { community, constants })
    }
}

row! {
    /// State of a community as a whole.
    pub struct CommunityState {
        /// How people are admitted: `open` or `invitation`.
        pub admission: String,
        /// Current charter version.
        pub charter_version: u32,
        /// ERC-4824 document.
        pub dao_uri: String,
        /// Service key of lanes without a quorum.
        pub attester: Option<Address>,
        /// When the founding ended; none while founding.
        pub opened_at: Option<u64>,
        /// When reputation was established; until then the members' house stands in for the contributors' house.
        pub established_at: Option<u64>,
    }
}

row! {
    /// A community in numbers.
    pub struct Overview {
        /// Active members.
        pub members: u64,
        /// Voting units in force.
        pub units: u64,
        /// Recorded contributions.
        pub contributions: u64,
        /// Batches.
        pub batches: u64,
        /// Proposals of both houses.
        pub proposals: u64,
    }
}

impl Store {
    /// All communities that the mirror follows, by slug.
    pub async fn communities(&self) -> Result<Vec<Followed>, StoreError> {
        self.all("SELECT * FROM communities ORDER BY slug", values![]).await
    }

    /// One community.
    pub async fn community(&self, slug: &Slug) -> Result<Option<Followed>, StoreError> {
        self.one("SELECT * FROM communities WHERE slug = $1", values![slug]).await
    }

    /// Admission, charter and milestones; none before the first event.
    pub async fn community_state(&self, slug: &Slug) -> Result<Option<CommunityState>, StoreError> {
        self.one("SELECT * FROM community_states WHERE community = $1", values![slug]).await
    }

    /// A community in numbers; all zero for an unknown one.
    pub async fn overview(&self, slug: &Slug) -> Result<Overview, StoreError> {
        let sql = "SELECT
            (SELECT COUNT(*) FROM members WHERE community = $1 AND status = 'active') AS members,
            (SELECT COUNT(*) FROM members WHERE community = $1 AND unit = 1) AS units,
            (SELECT CAST(COALESCE(SUM(items), 0) AS BIGINT) FROM batches WHERE community = $1) AS contributions,
            (SELECT COUNT(*) FROM batches WHERE community = $1) AS batches,
            (SELECT COUNT(*) FROM proposals WHERE community = $1) AS proposals";
        self.one(sql, values![slug]).await?.ok_or(StoreError::Database(sqlx::Error::RowNotFound))
    }

    /// First block of the chain that the mirror was built from.
    pub(crate) async fn genesis_hash(&self, chain_id: u64) -> Result<Option<B256>, StoreError> {
        let row: Option<Genesis> =
            self.one("SELECT genesis_hash FROM chains WHERE chain_id = $1", values![chain_id]).await?;
        Ok(row.map(|row| row.genesis_hash))
    }
}

row! {
    /// First block of a chain.
    pub(crate) struct Genesis {
        /// Its hash.
        pub(crate) genesis_hash: B256,
    }
}

/// Notes the first block of a chain; the first note stands.
pub(crate) async fn insert_chain(tx: &mut Connection, chain_id: u64, genesis: B256) -> Result<(), StoreError> {
    let sql = "INSERT INTO chains (chain_id, genesis_hash) VALUES ($1, $2) ON CONFLICT (chain_id) DO NOTHING";
    execute(tx, sql, values![chain_id, genesis]).await?;
    Ok(())
}

/// Adds a community or changes its name; addresses and constants of a known one stay.
pub(crate) async fn insert_community(tx: &mut Connection, followed: &Followed) -> Result<(), StoreError> {
    let sql = "INSERT INTO communities (slug, name, chain_id, from_block, registry, access_manager, members_timelock,
            contributors_timelock, constitution, membership, contributions, reputation, distribution, members_house,
            contributors_house, safeguards, challenges, guardian, genesis, epoch_length, grace, challenge, resolve, unclaimed_period, growth,
            members_heads, contributors_heads, pilot)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
            $23, $24, $25, $26, $27, $28)
        ON CONFLICT (slug) DO UPDATE SET name = excluded.name";
    let Followed { community, constants } = followed;
    let (at, calendar) = (&community.contracts, &constants.calendar);
    let mut values = values![&community.slug, community.name.as_str(), community.chain_id, community.from_block];
    values.extend(values![at.registry, at.access_manager, at.members_timelock, at.contributors_timelock]);
    values.extend(values![at.constitution, at.membership, at.contributions, at.reputation, at.distribution]);
    values.extend(values![at.members_house, at.contributors_house, at.safeguards, at.challenges, at.guardian]);
    values.extend(values![calendar.genesis, calendar.length, calendar.grace, calendar.challenge, calendar.resolve]);
    values.extend(values![constants.unclaimed_period, constants.growth]);
    values.extend(values![constants.members_heads, constants.contributors_heads, constants.pilot]);
    execute(tx, sql, values).await?;
    Ok(())
}
