//! Houses beside their proposals: settings, timelocks, deployments and anchors.

use alloy::primitives::{Address, B256, Bytes, U256};
use palabre_contracts::{Electorate, Slug, rules};

use super::{
    Page, Place, Store, StoreError, VoteToken,
    page::Query,
    row::{placed, row},
    value::{FromValue, Value, values},
};

/// One of the three timelocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimelockName {
    /// Of a house.
    House(Electorate),
    /// The slow one that alone holds ADMIN.
    Constitution,
}

impl TimelockName {
    /// Name in API and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::House(house) => house.as_str(),
            Self::Constitution => "constitution",
        }
    }
}

impl crate::sql::Kinded for TimelockName {
    const KIND: crate::sql::Kind = crate::sql::Kind::Text;
}

impl std::str::FromStr for TimelockName {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "constitution" => Ok(Self::Constitution),
            house => house.parse().map(Self::House).map_err(|problem| format!("{problem}")),
        }
    }
}

impl From<TimelockName> for Value {
    fn from(name: TimelockName) -> Self {
        name.as_str().into()
    }
}

impl FromValue for TimelockName {
    fn from_value(value: Value) -> Result<Self, String> {
        String::from_value(value)?.parse()
    }
}

row! {
    /// One call of an operation in a timelock.
    pub struct Operation {
        /// Which timelock.
        pub timelock: TimelockName,
        /// Hash of the operation.
        pub operation_id: B256,
        /// Position of the call.
        pub call_index: u64,
        /// To whom.
        pub target: Address,
        /// With how much ETH.
        pub call_value: U256,
        /// Saying what.
        pub data: Bytes,
        /// Operation that must come first; zero for none.
        pub predecessor: B256,
        /// Seconds between scheduling and execution at least.
        pub delay: u64,
        /// Unix time.
        pub scheduled_at: u64,
        /// Unix time.
        pub executed_at: Option<u64>,
        /// Unix time.
        pub canceled_at: Option<u64>,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A setting of a house or timelock at some time.
    pub struct HouseSetting {
        /// `members`, `contributors` or `constitution`.
        pub house: String,
        /// For example `voting_period`, `quorum_percent`, `min_delay`.
        pub setting: String,
        /// A decimal number or a 0x address.
        pub value: String,
        /// Since when.
        pub set_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A deployment of the community in the registry.
    pub struct DeploymentRow {
        /// Counted from 0.
        pub deployment: u64,
        /// Epoch that it acts from.
        pub from_epoch: u32,
        /// Addresses by name: a JSON object.
        pub contracts: String,
        /// Unix time.
        pub registered_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}

row! {
    /// A hash published in the registry, for example a poll's result. Anyone can publish: judge by the sender.
    pub struct Anchor {
        /// What it is.
        pub kind: B256,
        /// The hash.
        pub root: B256,
        /// Who published it.
        pub sender: Address,
        /// Unix time.
        pub anchored_at: u64,
        /// Block of the event.
        pub block_number: u64,
        /// Log of the event.
        pub log_index: u64,
    }
}
placed!(Operation, HouseSetting, Anchor);

impl Store {
    /// Calls in timelocks, of one timelock or of all.
    pub async fn operations(
        &self,
        slug: &Slug,
        timelock: Option<TimelockName>,
        page: Page<Place>,
    ) -> Result<Vec<Operation>, StoreError> {
        Query::of("operations", slug).with("timelock", timelock).page(&self.readers, page).await
    }

    /// The calls of one operation in order.
    pub async fn operation(&self, slug: &Slug, timelock: TimelockName, id: B256) -> Result<Vec<Operation>, StoreError> {
        let sql = "SELECT * FROM operations WHERE community = $1 AND timelock = $2 AND operation_id = $3
            ORDER BY call_index";
        self.all(sql, values![slug, timelock, id]).await
    }

    /// Settings in force at the end of `time`, by house and name.
    pub async fn house_settings_at(&self, slug: &Slug, time: u64) -> Result<Vec<HouseSetting>, StoreError> {
        let sql = "SELECT * FROM (
                SELECT *, ROW_NUMBER() OVER (
                    PARTITION BY house, setting ORDER BY block_number DESC, log_index DESC) AS age
                FROM house_settings WHERE community = $1 AND set_at <= $2) AS latest
            WHERE age = 1 ORDER BY house, setting";
        self.all(sql, values![slug, time]).await
    }

    /// One setting of a house at the end of `time`, as a number.
    pub async fn house_setting_at(
        &self,
        slug: &Slug,
        house: Electorate,
        setting: &'static str,
        time: u64,
    ) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT * FROM house_settings WHERE community = $1 AND house = $2 AND setting = $3 AND set_at <= $4
            ORDER BY block_number DESC, log_index DESC LIMIT 1";
        let row: Option<HouseSetting> = self.one(sql, values![slug, house, setting, time]).await?;
        Ok(row.and_then(|row| row.value.parse().ok()))
    }

    /// Votes that a decision needs whose snapshot is `snapshot`; none for an unknown community.
    pub async fn quorum_at(&self, slug: &Slug, house: Electorate, snapshot: u64) -> Result<Option<U256>, StoreError> {
        let Some(followed) = self.community(slug).await? else { return Ok(None) };
        let supply = self.vote_supply_at(slug, VoteToken::from(house), snapshot).await?;
        let percent = self.house_setting_at(slug, house, "quorum_percent", snapshot).await?.unwrap_or(0);
        let percent = u32::try_from(percent).unwrap_or(u32::MAX);
        Ok(Some(rules::quorum(supply, percent, followed.constants.heads(house))))
    }

    /// Deployments of the community over time.
    pub async fn deployments(&self, slug: &Slug) -> Result<Vec<DeploymentRow>, StoreError> {
        self.all("SELECT * FROM deployments WHERE community = $1 ORDER BY deployment", values![slug]).await
    }

    /// Anchors in the order of the chain or backwards.
    pub async fn anchors(&self, slug: &Slug, page: Page<Place>) -> Result<Vec<Anchor>, StoreError> {
        Query::of("anchors", slug).page(&self.readers, page).await
    }
}
