//! Epochs: rules in force, points of members and sums, all derived from recorded contributions.

use std::collections::BTreeMap;

use palabre_contracts::{
    Lane, MemberId, Slug,
    rules::{Debts, EpochItem, EpochLedger, LanePoints, LedgerRules, ShareRules},
};
use serde::{Deserialize, Serialize};

use super::{
    Page, Store, StoreError,
    page::Key,
    row::row,
    value::{FromValue, Value, values},
};

row! {
    /// A version of the rules of recognition.
    pub struct LedgerRulesVersion {
        /// Counted from 1.
        pub version: u32,
        /// In force from this epoch on.
        pub from_epoch: u32,
        /// The rules.
        pub rules: LedgerRules,
        /// Unix time.
        pub set_at: u64,
    }
}

row! {
    /// A version of the rules of distribution.
    pub struct ShareRulesVersion {
        /// Counted from 1.
        pub version: u32,
        /// In force from this epoch on.
        pub from_epoch: u32,
        /// The rules.
        pub rules: ShareRules,
        /// Unix time.
        pub set_at: u64,
    }
}

row! {
    /// What an epoch holds, without its sums.
    pub struct EpochSummary {
        /// The epoch.
        pub epoch: u32,
        /// Contributions.
        pub items: u64,
        /// Points before caps.
        pub points: u64,
        /// Members with contributions.
        pub members: u64,
    }
}

row! {
    /// Points of one member in one lane of an epoch, before caps.
    pub struct MemberPoints {
        /// The epoch.
        pub epoch: u32,
        /// The member.
        pub member_id: MemberId,
        /// The lane.
        pub lane: Lane,
        /// Points before caps.
        pub points: u64,
        /// Contributions.
        pub items: u64,
    }
}

/// A member's epoch: what was recorded and what counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemberEpoch {
    /// The epoch.
    pub epoch: u32,
    /// The member.
    pub member_id: MemberId,
    /// Points before caps, by lane.
    pub points: LanePoints,
    /// min(points, cap), by lane.
    pub counted: LanePoints,
    /// Contributions.
    pub items: u64,
}

impl Store {
    /// All rules of recognition, oldest first.
    pub async fn ledger_rules(&self, slug: &Slug) -> Result<Vec<LedgerRulesVersion>, StoreError> {
        self.all("SELECT * FROM rules WHERE community = $1 ORDER BY version", values![slug]).await
    }

    /// Rules of recognition in force in `epoch`.
    pub async fn ledger_rules_at(&self, slug: &Slug, epoch: u32) -> Result<Option<LedgerRulesVersion>, StoreError> {
        let sql = "SELECT * FROM rules WHERE community = $1 AND from_epoch <= $2
            ORDER BY from_epoch DESC, version DESC LIMIT 1";
        self.one(sql, values![slug, epoch]).await
    }

    /// All rules of distribution, oldest first.
    pub async fn share_rules(&self, slug: &Slug) -> Result<Vec<ShareRulesVersion>, StoreError> {
        self.all("SELECT * FROM share_rules WHERE community = $1 ORDER BY version", values![slug]).await
    }

    /// Rules of distribution in force in `epoch`.
    pub async fn share_rules_at(&self, slug: &Slug, epoch: u32) -> Result<Option<ShareRulesVersion>, StoreError> {
        let sql = "SELECT * FROM share_rules WHERE community = $1 AND from_epoch <= $2
            ORDER BY from_epoch DESC, version DESC LIMIT 1";
        self.one(sql, values![slug, epoch]).await
    }

    /// Epochs with contributions, latest first; `before` is the last epoch of the page before.
    pub async fn epochs(&self, slug: &Slug, before: Option<u32>, limit: u32) -> Result<Vec<EpochSummary>, StoreError> {
        let sql = "SELECT epoch, CAST(SUM(items) AS BIGINT) AS items, CAST(SUM(points) AS BIGINT) AS points,
                COUNT(DISTINCT member_id) AS members
            FROM member_epochs WHERE community = $1 AND epoch < COALESCE($2, 4294967296)
            GROUP BY epoch ORDER BY epoch DESC LIMIT $3";
        self.all(sql, values![slug, before, limit]).await
    }

    /// Points of an epoch's members, by member id.
    pub async fn epoch_members(
        &self,
        slug: &Slug,
        epoch: u32,
        page: Page<MemberId>,
    ) -> Result<Vec<MemberEpoch>, StoreError> {
        let after = page.after.map_or(vec![Value::Int(0)], Key::values).remove(0);
        let sql = "SELECT * FROM member_epochs WHERE community = $1 AND epoch = $2 AND member_id IN (
                SELECT DISTINCT member_id FROM member_epochs WHERE community = $1 AND epoch = $2 AND member_id > $3
                ORDER BY member_id LIMIT $4)
            ORDER BY member_id, lane";
        let rows: Vec<MemberPoints> = self.all(sql, values![slug, epoch, after, page.limit]).await?;
        self.with_caps(slug, rows).await
    }

    /// Points of a member by epoch, latest first.
    pub async fn member_epochs(&self, slug: &Slug, member: MemberId) -> Result<Vec<MemberEpoch>, StoreError> {
        let sql = "SELECT * FROM member_epochs WHERE community = $1 AND member_id = $2 ORDER BY epoch DESC, lane";
        let rows: Vec<MemberPoints> = self.all(sql, values![slug, member]).await?;
        self.with_caps(slug, rows).await
    }

    /// An epoch as the ledger has it: sums, and points and activity of every member.
    pub async fn epoch_ledger(&self, slug: &Slug, epoch: u32) -> Result<EpochLedger, StoreError> {
        let rules = self.ledger_rules_at(slug, epoch).await?.map(|version| version.rules).unwrap_or_default();
        let start = self.community(slug).await?.map_or(0, |found| found.constants.calendar.start_of(epoch));
        let sql = "SELECT c.member_id, c.lane, c.points - COALESCE(d.points, 0) AS points, b.block_number, b.log_index,
                EXISTS (SELECT 1 FROM units AS u WHERE u.community = c.community AND u.member_id = c.member_id
                    AND u.since < $3 AND (u.block_number, u.log_index) < (b.block_number, b.log_index)
                    AND (u.end_block IS NULL OR (u.end_block, u.end_log) > (b.block_number, b.log_index))) AS has_unit
            FROM contributions AS c JOIN batches AS b ON b.community = c.community AND b.batch_id = c.batch_id
            LEFT JOIN debt_payments AS d
                ON d.community = c.community AND d.source = c.source AND d.sequence = c.sequence
            WHERE c.community = $1 AND c.epoch = $2 ORDER BY c.batch_id, c.position";
        let items: Vec<ItemRow> = self.all(sql, values![slug, epoch, start]).await?;
        let sql = "SELECT member_id, lane, points - restored AS points, activity, block_number, log_index
            FROM taken_items WHERE community = $1 AND epoch = $2 AND debited = 0 ORDER BY block_number, log_index";
        let mut struck = self.all::<StruckRow>(sql, values![slug, epoch]).await?.into_iter().peekable();
        let mut ledger = EpochLedger::new(rules);
        // Items come without what they paid of a debt, so nothing is owed here.
        let mut debts = Debts::default();
        for item in items {
            while let Some(row) = struck.next_if(|row| row.place() < item.place()) {
                ledger.strike(&EpochItem::from(&row), row.activity, &mut debts);
            }
            ledger.record(&EpochItem::from(&item), &mut debts);
        }
        for row in struck {
            ledger.strike(&EpochItem::from(&row), row.activity, &mut debts);
        }
        Ok(ledger)
    }

    /// Epochs whose disputes have more time, with the seconds that Resolve is longer.
    pub async fn extensions(&self, slug: &Slug) -> Result<BTreeMap<u32, u64>, StoreError> {
        let sql = "SELECT epoch, extension FROM extensions WHERE community = $1";
        let rows: Vec<ExtensionRow> = self.all(sql, values![slug]).await?;
        Ok(rows.into_iter().map(|row| (row.epoch, row.extension)).collect())
    }

    async fn with_caps(&self, slug: &Slug, rows: Vec<MemberPoints>) -> Result<Vec<MemberEpoch>, StoreError> {
        Ok(MemberEpoch::all(&self.ledger_rules(slug).await?, &rows))
    }
}

impl MemberEpoch {
    /// The epochs of rows that are sorted by epoch and member, with the caps of the rules in force in each.
    pub fn all(versions: &[LedgerRulesVersion], rows: &[MemberPoints]) -> Vec<Self> {
        let in_force = |epoch: u32| {
            versions.iter().filter(|version| version.from_epoch <= epoch).max_by_key(|v| (v.from_epoch, v.version))
        };
        let mut epochs: Vec<Self> = Vec::new();
        for row in rows {
            let key = (row.epoch, row.member_id);
            if epochs.last().is_none_or(|last| (last.epoch, last.member_id) != key) {
                let (points, counted) = Default::default();
                epochs.push(Self { epoch: row.epoch, member_id: row.member_id, points, counted, items: 0 });
            }
            if let Some(last) = epochs.last_mut() {
                last.points[usize::from(row.lane.index())] = u32::try_from(row.points).unwrap_or(u32::MAX);
                last.items += row.items;
            }
        }
        for member in &mut epochs {
            member.counted = in_force(member.epoch).map_or(member.points, |v| v.rules.counted(&member.points));
        }
        epochs
    }
}

row! {
    /// A contribution as the sums need it.
    pub(crate) struct ItemRow {
        /// The beneficiary.
        pub(crate) member_id: MemberId,
        /// The lane.
        pub(crate) lane: Lane,
        /// Points before caps, without what paid a debt.
        pub(crate) points: u32,
        /// Whether an older voting unit was held.
        pub(crate) has_unit: bool,
        /// Block of its batch.
        pub(crate) block_number: u64,
        /// Log of its batch.
        pub(crate) log_index: u64,
    }
}

row! {
    /// A struck item as the sums need it.
    pub(crate) struct StruckRow {
        /// The beneficiary.
        pub(crate) member_id: MemberId,
        /// The lane.
        pub(crate) lane: Lane,
        /// Points before caps, without what paid a debt.
        pub(crate) points: u32,
        /// Whether it had counted for the activity.
        pub(crate) activity: bool,
        /// Block of the strike.
        pub(crate) block_number: u64,
        /// Log of the strike.
        pub(crate) log_index: u64,
    }
}

impl ItemRow {
    fn place(&self) -> (u64, u64) {
        (self.block_number, self.log_index)
    }
}

impl StruckRow {
    fn place(&self) -> (u64, u64) {
        (self.block_number, self.log_index)
    }
}

impl From<&ItemRow> for EpochItem {
    fn from(row: &ItemRow) -> Self {
        Self { member: row.member_id, lane: row.lane, points: row.points, has_unit: row.has_unit }
    }
}

impl From<&StruckRow> for EpochItem {
    fn from(row: &StruckRow) -> Self {
        Self { member: row.member_id, lane: row.lane, points: row.points, has_unit: false }
    }
}

row! {
    /// An epoch whose disputes have more time.
    pub(crate) struct ExtensionRow {
        /// The epoch.
        pub(crate) epoch: u32,
        /// By how many seconds.
        pub(crate) extension: u64,
    }
}

/// Share rules as JSON: the words of the table, not of the API.
#[derive(Serialize, Deserialize)]
struct StoredShareRules {
    reserve_bps: u16,
    equal_bps: u16,
    lane_bps: [u16; Lane::COUNT],
    lane_floor: [u32; Lane::COUNT],
    member_cap_bps: u16,
    activity_target: u32,
}

fn json<T: Serialize>(value: &T) -> Value {
    Value::Text(serde_json::to_string(value).unwrap_or_default())
}

fn from_json<T: for<'a> Deserialize<'a>>(value: Value) -> Result<T, String> {
    serde_json::from_str(&String::from_value(value)?).map_err(|problem| problem.to_string())
}

impl From<&LedgerRules> for Value {
    fn from(rules: &LedgerRules) -> Self {
        json(rules)
    }
}

impl FromValue for LedgerRules {
    fn from_value(value: Value) -> Result<Self, String> {
        from_json(value)
    }
}

impl From<&ShareRules> for Value {
    fn from(rules: &ShareRules) -> Self {
        let ShareRules { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, activity_target } = *rules;
        json(&StoredShareRules { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, activity_target })
    }
}

impl FromValue for ShareRules {
    fn from_value(value: Value) -> Result<Self, String> {
        let stored: StoredShareRules = from_json(value)?;
        let StoredShareRules { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, activity_target } = stored;
        Ok(Self { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, activity_target })
    }
}
