//! What was recorded in an epoch and struck from it, to be counted again by any rules: the ground of simulations.

use std::collections::HashMap;

use palabre_contracts::{
    Lane, MemberId, Slug,
    rules::{Debts, EpochItem, EpochLedger, LedgerRules, Recorded},
};

use super::{Store, StoreError, row::row, value::values};

row! {
    /// An item of an epoch with who approved it.
    struct HistoryRow {
        member_id: MemberId,
        source: u32,
        sequence: u64,
        lane: Lane,
        points: u32,
        kind: u16,
        approvers: Vec<MemberId>,
        has_unit: bool,
        block_number: u64,
        log_index: u64,
    }
}

row! {
    /// A strike.
    struct StrikeRow {
        source: u32,
        sequence: u64,
        block_number: u64,
        log_index: u64,
    }
}

/// Everything that was recorded in an epoch and struck from it, in the order of the chain.
#[derive(Clone, Debug, Default)]
pub struct EpochHistory {
    steps: Vec<Step>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Recorded { key: (u32, u64), item: EpochItem, kind: u16, approvals: u32 },
    Struck { key: (u32, u64) },
}

/// A recorded contribution, as a policy that is tried sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryItem {
    /// The connected tool, or batch of imports.
    pub source: u32,
    /// Number within the source.
    pub sequence: u64,
    /// The beneficiary.
    pub member: MemberId,
    /// The lane.
    pub lane: Lane,
    /// Points, less what paid a debt.
    pub points: u32,
    /// Number of its kind; 0 when kept private.
    pub kind: u16,
}

impl EpochHistory {
    /// What was recorded, in the order of the chain.
    pub fn recorded(&self) -> impl Iterator<Item = HistoryItem> {
        self.steps.iter().filter_map(|step| match *step {
            Step::Recorded { key: (source, sequence), item: EpochItem { member, lane, points, .. }, kind, .. } => {
                Some(HistoryItem { source, sequence, member, lane, points, kind })
            }
            Step::Struck { .. } => None,
        })
    }

    /// The same history with other lanes and points, given for each item in the order of [`recorded`](Self::recorded).
    pub fn repriced(mut self, prices: impl IntoIterator<Item = (Lane, u32)>) -> Self {
        let mut prices = prices.into_iter();
        for step in &mut self.steps {
            if let Step::Recorded { item, .. } = step
                && let Some((lane, points)) = prices.next()
            {
                (item.lane, item.points) = (lane, points);
            }
        }
        self
    }

    /// The ledger as these rules would have kept it, and how many items they would not have recognised for want of
    /// approvals. Debts stay as they were: points that paid one never count here.
    pub fn ledger(&self, rules: LedgerRules) -> (EpochLedger, u32) {
        let quorum = rules.quorum;
        let mut ledger = EpochLedger::new(rules);
        let (mut debts, mut recorded, mut refused) = (Debts::default(), HashMap::<_, (EpochItem, Recorded)>::new(), 0);
        for step in &self.steps {
            match step {
                Step::Recorded { item, approvals, .. }
                    if *approvals < u32::from(quorum[usize::from(item.lane.index())]) =>
                {
                    refused += 1;
                }
                Step::Recorded { key, item, .. } => {
                    recorded.insert(*key, (*item, ledger.record(item, &mut debts)));
                }
                Step::Struck { key } => {
                    if let Some((item, done)) = recorded.remove(key) {
                        ledger.strike(&item, done.counts, &mut debts);
                    }
                }
            }
        }
        (ledger, refused)
    }

    /// How many items were recorded.
    pub fn items(&self) -> usize {
        self.steps.iter().filter(|step| matches!(step, Step::Recorded { .. })).count()
    }
}

impl Store {
    /// Everything that was recorded in an epoch and struck from it.
    pub async fn epoch_history(&self, slug: &Slug, epoch: u32) -> Result<EpochHistory, StoreError> {
        let start = self.community(slug).await?.map_or(0, |found| found.constants.calendar.start_of(epoch));
        let sql = "SELECT c.member_id, c.source, c.sequence, c.lane, c.points - COALESCE(d.points, 0) AS points,
                c.kind, b.approvers, b.block_number, b.log_index,
                EXISTS (SELECT 1 FROM units AS u WHERE u.community = c.community AND u.member_id = c.member_id
                    AND u.since < $3 AND (u.block_number, u.log_index) < (b.block_number, b.log_index)
                    AND (u.end_block IS NULL OR (u.end_block, u.end_log) > (b.block_number, b.log_index))) AS has_unit
            FROM contributions AS c JOIN batches AS b ON b.community = c.community AND b.batch_id = c.batch_id
            LEFT JOIN debt_payments AS d
                ON d.community = c.community AND d.source = c.source AND d.sequence = c.sequence
            WHERE c.community = $1 AND c.epoch = $2 ORDER BY c.batch_id, c.position";
        let items: Vec<HistoryRow> = self.all(sql, values![slug, epoch, start]).await?;
        let sql = "SELECT source, sequence, block_number, log_index FROM taken_items
            WHERE community = $1 AND epoch = $2 AND debited = 0 ORDER BY block_number, log_index";
        let mut strikes = self.all::<StrikeRow>(sql, values![slug, epoch]).await?.into_iter().peekable();
        let mut steps = Vec::with_capacity(items.len());
        let struck = |row: StrikeRow| Step::Struck { key: (row.source, row.sequence) };
        for row in items {
            let place = (row.block_number, row.log_index);
            while let Some(strike) = strikes.next_if(|strike| (strike.block_number, strike.log_index) < place) {
                steps.push(struck(strike));
            }
            steps.push(row.into());
        }
        steps.extend(strikes.map(struck));
        Ok(EpochHistory { steps })
    }
}

impl From<HistoryRow> for Step {
    fn from(row: HistoryRow) -> Self {
        let others = row.approvers.iter().filter(|approver| **approver != row.member_id).count();
        Self::Recorded {
            key: (row.source, row.sequence),
            item: EpochItem { member: row.member_id, lane: row.lane, points: row.points, has_unit: row.has_unit },
            kind: row.kind,
            approvals: u32::try_from(others).unwrap_or(u32::MAX),
        }
    }
}
