//! The life of every point of a member: who confirmed it, where it stands on the chain, what of it counts, who doubted
//! it and what was taken back.

use std::collections::BTreeMap;

use alloy::primitives::{B256, U256};
use palabre_contracts::{Lane, MemberId, Slug, rules::LedgerRules};

use super::{
    Contribution, ItemPlace, LedgerRulesVersion, Order, Page, Store, StoreError,
    value::{Value, values},
};
use crate::sql::{FromRow, Row};

/// Which points to tell about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointFilter {
    /// Whose.
    pub member: MemberId,
    /// Only of this epoch.
    pub epoch: Option<u32>,
    /// Only in this lane.
    pub lane: Option<Lane>,
}

/// A contribution with everything that happened to its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointLife {
    /// The contribution.
    pub contribution: Contribution,
    /// Rules in force.
    pub rules_version: u32,
    /// Root of the salted evidence records of its batch.
    pub evidence_root: B256,
    /// Reviewers who signed the batch.
    pub approvers: Vec<MemberId>,
    /// Transaction of the batch.
    pub tx_hash: B256,
    /// When it was recorded.
    pub recorded_at: u64,
    /// Points that paid a debt instead of counting.
    pub paid_debt: u32,
    /// Points that count in the epoch, also if they were debited later. A lane's cap is filled in the order of the
    /// ledger, so the sum over a lane is min(points, cap).
    pub counted: u32,
    /// Points above the cap of the lane, or taken from it when an item was struck that had paid a debt.
    pub capped: u32,
    /// The latest challenge of the item or of its whole batch.
    pub challenge: Option<u64>,
    /// When it was struck or debited.
    pub taken_at: Option<u64>,
    /// Transaction that struck or debited it.
    pub taken_tx: Option<B256>,
    /// Points that had paid a debt, which is owed again since it was struck.
    pub restored: u32,
    /// Reputation burned for it when it was debited.
    pub burned: Option<U256>,
}

/// A life before caps.
struct LifeRow {
    life: PointLife,
    /// Points of the same lane that were recorded before and were not struck, less what strikes took from the lane
    /// beyond their own item: the points of an item that had paid a debt were never there.
    before: i64,
}

impl FromRow for LifeRow {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let life = PointLife {
            contribution: Contribution::from_row(row)?,
            rules_version: row.read("rules_version")?,
            evidence_root: row.read("evidence_root")?,
            approvers: row.read("approvers")?,
            tx_hash: row.read("tx_hash")?,
            recorded_at: row.read("recorded_at")?,
            paid_debt: row.read("paid_debt")?,
            counted: 0,
            capped: 0,
            challenge: row.read("challenge")?,
            taken_at: row.read("taken_at")?,
            taken_tx: row.read("taken_tx")?,
            restored: row.read("restored")?,
            burned: row.read("burned")?,
        };
        Ok(Self { life, before: row.read("points_before")? })
    }
}

/// One statement, so that an answer is of one block: the items of the page, then what stood before them in their lanes.
macro_rules! lives {
    ($than:literal, $direction:literal) => {
        concat!(
            "WITH items AS (
                SELECT * FROM contributions
                WHERE community = $1 AND member_id = $2 AND epoch = COALESCE($3, epoch) AND lane = COALESCE($4, lane)
                    AND (batch_id, position) ", $than, " ($5, $6)
                ORDER BY batch_id ", $direction, ", position ", $direction, " LIMIT $7
            ), sums AS (
                SELECT c.batch_id, c.position, COALESCE(d.points, 0) AS paid_debt,
                    CAST(COALESCE(SUM((1 - c.struck) * (c.points - COALESCE(d.points, 0))) OVER (
                        PARTITION BY c.epoch, c.lane ORDER BY c.batch_id, c.position
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
                    - SUM(c.struck * (COALESCE(d.points, 0) - COALESCE(t.restored, 0))) OVER (
                        PARTITION BY c.epoch, c.lane) AS BIGINT) AS points_before
                FROM contributions AS c
                LEFT JOIN debt_payments AS d
                    ON d.community = c.community AND d.source = c.source AND d.sequence = c.sequence
                LEFT JOIN taken_items AS t
                    ON t.community = c.community AND t.source = c.source AND t.sequence = c.sequence
                WHERE c.community = $1 AND c.member_id = $2 AND c.epoch IN (SELECT epoch FROM items)
            )
            SELECT i.*, b.rules_version, b.evidence_root, b.approvers, b.tx_hash, b.recorded_at, s.paid_debt,
                s.points_before, t.taken_at, COALESCE(t.restored, 0) AS restored, e.tx_hash AS taken_tx,
                p.units AS burned,
                (SELECT MAX(h.challenge_id) FROM challenges AS h WHERE h.community = i.community
                    AND h.batch_id = i.batch_id AND (h.position = i.position OR h.position IS NULL)) AS challenge
            FROM items AS i
            JOIN batches AS b ON b.community = i.community AND b.batch_id = i.batch_id
            JOIN sums AS s ON s.batch_id = i.batch_id AND s.position = i.position
            LEFT JOIN taken_items AS t
                ON t.community = i.community AND t.source = i.source AND t.sequence = i.sequence
            LEFT JOIN events AS e
                ON e.community = t.community AND e.block_number = t.block_number AND e.log_index = t.log_index
            LEFT JOIN debits AS p
                ON p.community = i.community AND p.batch_id = i.batch_id AND p.position = i.position
            ORDER BY i.batch_id ", $direction, ", i.position ", $direction
        )
    };
}

impl Store {
    /// The lives of a member's points, in the order of the ledger or backwards.
    pub async fn point_lives(
        &self,
        slug: &Slug,
        filter: PointFilter,
        page: Page<ItemPlace>,
    ) -> Result<Vec<PointLife>, StoreError> {
        let (sql, end) = match page.order {
            Order::Oldest => (lives!(">", "ASC"), -1),
            Order::Newest => (lives!("<", "DESC"), i64::MAX),
        };
        let mut values = values![slug, filter.member, filter.epoch, filter.lane];
        values.extend(match page.after {
            Some(place) => values![place.batch_id, place.position],
            None => vec![Value::Int(end), Value::Int(end)],
        });
        values.extend(values![page.limit]);
        let rows: Vec<LifeRow> = self.all(sql, values).await?;
        let rules: BTreeMap<u32, LedgerRules> = self
            .ledger_rules(slug)
            .await?
            .into_iter()
            .map(|LedgerRulesVersion { version, rules, .. }| (version, rules))
            .collect();
        Ok(rows.into_iter().map(|row| with_cap(row, &rules)).collect())
    }
}

/// Divides the points of an item between what counts and what is above the cap.
fn with_cap(LifeRow { mut life, before }: LifeRow, rules: &BTreeMap<u32, LedgerRules>) -> PointLife {
    if life.contribution.struck {
        return life;
    }
    let points = life.contribution.points.saturating_sub(life.paid_debt);
    let cap = rules.get(&life.rules_version).map(|rules| rules.cap[usize::from(life.contribution.lane.index())]);
    let within = |sum: i64| sum.clamp(0, cap.map_or(i64::MAX, i64::from));
    let counted = within(before.saturating_add(i64::from(points))) - within(before);
    life.counted = u32::try_from(counted).unwrap_or(u32::MAX);
    life.capped = points - life.counted;
    life
}
