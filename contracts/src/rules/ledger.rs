//! Twin of the ledger (`solidity/Ledger.sol`, `Contributions.sol`): points, caps, sums of an epoch, strikes and debts.

use std::collections::BTreeMap;

use alloy::primitives::B256;
use serde::{Deserialize, Serialize};

use crate::{Lane, MemberId, bindings::contributions::Contributions::Rules};

/// The most that a lane of a member's epoch, or of a debt, can hold (`Lanes.MAX`).
pub const LANE_MAX: u32 = (1 << 31) - 1;

/// Points per lane.
pub type LanePoints = [u32; Lane::COUNT];

/// Rules of recognition (`IContributions.Rules`); arrays are indexed by lane.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerRules {
    /// Approvals that an item needs; 0 leaves the lane to the attester.
    pub quorum: [u8; Lane::COUNT],
    /// Points a member can have counted per epoch.
    pub cap: LanePoints,
    /// Points a reviewer may confer per epoch in any case.
    pub budget_floor: LanePoints,
    /// Points a reviewer may confer per epoch, as a part of the lane's last epoch.
    pub budget_bps: u16,
    /// Points the attester may confer per epoch.
    pub attester_budget: u32,
    /// Capped points in lanes with a quorum that make a member active.
    pub active_at: u32,
    /// Lanes whose points become reputation: bit n for lane n.
    pub vote_lanes: u8,
    /// Lanes whose items count for the activity.
    pub activity_lanes: u8,
    /// Whether an item counts for the activity even when it raised no total.
    pub activity_counts_all: bool,
    /// Hash of the policy text.
    pub policy_hash: B256,
}

impl LedgerRules {
    /// min(points, cap) by lane.
    pub fn counted(&self, points: &LanePoints) -> LanePoints {
        std::array::from_fn(|lane| points[lane].min(self.cap[lane]))
    }

    /// Points that become reputation: counted ones in vote lanes that people confirm.
    pub fn vote_points(&self, points: &LanePoints) -> u64 {
        sum_of(&self.counted(points), self.vote_lanes & self.quorum_lanes())
    }

    /// Whether these points reach the limit that makes a member active.
    pub fn reaches_activity(&self, points: &LanePoints) -> bool {
        sum_of(&self.counted(points), self.quorum_lanes()) >= u64::from(self.active_at)
    }

    /// Lanes that people confirm: only these make reputation and active members.
    pub fn quorum_lanes(&self) -> u8 {
        (0..Lane::COUNT).filter(|lane| self.quorum[*lane] != 0).fold(0, |lanes, lane| lanes | 1 << lane)
    }
}

impl From<&Rules> for LedgerRules {
    fn from(rules: &Rules) -> Self {
        Self {
            quorum: rules.quorum,
            cap: rules.cap,
            budget_floor: rules.budgetFloor,
            budget_bps: rules.budgetBps,
            attester_budget: rules.attesterBudget,
            active_at: rules.activeAt,
            vote_lanes: rules.voteLanes,
            activity_lanes: rules.activityLanes,
            activity_counts_all: rules.activityCountsAll,
            policy_hash: rules.policyHash,
        }
    }
}

/// A contribution as the sums need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochItem {
    /// The beneficiary.
    pub member: MemberId,
    /// The lane.
    pub lane: Lane,
    /// Points before caps and before debts are paid.
    pub points: u32,
    /// Whether the member held a voting unit at this item's batch that began before the epoch.
    pub has_unit: bool,
}

/// What recording an item did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Debt that it paid.
    pub paid: u32,
    /// Whether it counts for the activity of the epoch.
    pub counts: bool,
}

/// What taking an item back did (`IContributions.StruckItem`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// The fall of the lane's total; of a final epoch, the new debt.
    pub counted: u32,
    /// Debt that the item had paid and that stands again.
    pub restored: u32,
    /// Whether the member still counts as active.
    pub active: bool,
}

/// A member's epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Points before caps.
    pub points: LanePoints,
    /// Of those, points debited after the epoch became final.
    pub debited: LanePoints,
    /// Whether the member takes part in the equal share.
    pub active: bool,
}

/// Sums of an epoch (`IContributions.EpochTotals`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EpochTotals {
    /// Sum over members of min(points, cap), by lane.
    pub lanes: [u64; Lane::COUNT],
    /// Items that count for the activity target.
    pub activity: u32,
    /// Members with at least one point.
    pub contributors: u32,
    /// Active members with a voting unit from before the epoch.
    pub active: u32,
    /// All items, struck ones too.
    pub items: u32,
}

/// What members owe by lane: the next items pay it before they count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Debts(BTreeMap<MemberId, LanePoints>);

impl Debts {
    /// What a member owes.
    pub fn of(&self, member: MemberId) -> LanePoints {
        self.0.get(&member).copied().unwrap_or_default()
    }

    /// Pays from `points` and answers how much.
    fn pay(&mut self, member: MemberId, lane: usize, points: u32) -> u32 {
        let Some(owed) = self.0.get_mut(&member) else { return 0 };
        let paid = owed[lane].min(points);
        owed[lane] -= paid;
        paid
    }

    fn add(&mut self, member: MemberId, lane: usize, points: u32) {
        if points != 0 {
            let owed = &mut self.0.entry(member).or_default()[lane];
            *owed = owed.saturating_add(points).min(LANE_MAX);
        }
    }
}

/// One epoch of the ledger, as its contract keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EpochLedger {
    rules: LedgerRules,
    totals: EpochTotals,
    accounts: BTreeMap<MemberId, Account>,
}

impl EpochLedger {
    /// An epoch without contributions.
    pub fn new(rules: LedgerRules) -> Self {
        Self { rules, ..Self::default() }
    }

    /// Rules in force.
    pub fn rules(&self) -> &LedgerRules {
        &self.rules
    }

    /// The sums.
    pub fn totals(&self) -> &EpochTotals {
        &self.totals
    }

    /// Everybody with points, by member id.
    pub fn accounts(&self) -> impl Iterator<Item = (MemberId, &Account)> {
        self.accounts.iter().map(|(member, account)| (*member, account))
    }

    /// A member's epoch.
    pub fn account(&self, member: MemberId) -> Account {
        self.accounts.get(&member).copied().unwrap_or_default()
    }

    /// Members who take part in the equal share, by member id.
    pub fn active(&self) -> Vec<MemberId> {
        self.accounts().filter(|(_, account)| account.active).map(|(member, _)| member).collect()
    }

    /// Adds an item, less what it pays of the member's debt.
    pub fn record(&mut self, item: &EpochItem, debts: &mut Debts) -> Recorded {
        let lane = usize::from(item.lane.index());
        let paid = debts.pay(item.member, lane, item.points);
        self.totals.items += 1;
        let raised = self.add_points(item, item.points - paid);
        let in_activity = self.rules.activity_lanes & 1 << lane != 0;
        let reviewed = self.rules.quorum_lanes() & 1 << lane != 0;
        let counts = in_activity && (self.rules.activity_counts_all || (raised != 0 && reviewed));
        self.totals.activity += u32::from(counts);
        Recorded { paid, counts }
    }

    /// Adds points and answers by how much the lane's total rose.
    fn add_points(&mut self, item: &EpochItem, points: u32) -> u32 {
        if points == 0 {
            return 0;
        }
        let (rules, lane) = (&self.rules, usize::from(item.lane.index()));
        let account = self.accounts.entry(item.member).or_default();
        if account.points == LanePoints::default() {
            self.totals.contributors += 1;
        }
        let before = rules.counted(&account.points);
        account.points[lane] = account.points[lane].saturating_add(points);
        let after = rules.counted(&account.points);
        let (lanes, limit) = (rules.quorum_lanes(), u64::from(rules.active_at));
        let crossed = sum_of(&after, lanes) >= limit && sum_of(&before, lanes) < limit;
        if crossed && !account.active && item.has_unit {
            account.active = true;
            self.totals.active += 1;
        }
        let raised = after[lane] - before[lane];
        self.totals.lanes[lane] += u64::from(raised);
        raised
    }

    /// Undoes what recording an item did, before the epoch is final. `counts` is what
    /// [`record`](Self::record) answered for it.
    pub fn strike(&mut self, item: &EpochItem, counts: bool, debts: &mut Debts) -> TakenBack {
        let lane = usize::from(item.lane.index());
        let account = self.accounts.entry(item.member).or_default();
        let before = self.rules.counted(&account.points)[lane];
        let taken = account.points[lane].min(item.points);
        account.points[lane] -= taken;
        let counted = before - self.rules.counted(&account.points)[lane];
        if account.active && !self.rules.reaches_activity(&account.points) {
            account.active = false;
            self.totals.active -= 1;
        }
        if taken != 0 && account.points == LanePoints::default() {
            self.totals.contributors -= 1;
        }
        self.totals.lanes[lane] -= u64::from(counted);
        self.totals.activity -= u32::from(counts);
        let restored = item.points - taken;
        debts.add(item.member, lane, restored);
        TakenBack { counted, restored, active: account.active }
    }

    /// Debits an item of a final epoch: the sums stay, what it counted for is owed. Debits of one epoch are taken one
    /// after another, so that together they never exceed what was counted.
    pub fn debit(&mut self, item: &EpochItem, debts: &mut Debts) -> TakenBack {
        let lane = usize::from(item.lane.index());
        let account = self.accounts.entry(item.member).or_default();
        let held = account.points[lane] - account.debited[lane];
        let taken = held.min(item.points);
        account.debited[lane] += taken;
        let cap = self.rules.cap[lane];
        let counted = held.min(cap) - (held - taken).min(cap);
        let restored = item.points - taken;
        debts.add(item.member, lane, restored);
        debts.add(item.member, lane, counted);
        TakenBack { counted, restored, active: account.active }
    }
}

fn sum_of(points: &LanePoints, lanes: u8) -> u64 {
    (0..Lane::COUNT).filter(|lane| lanes & 1 << lane != 0).map(|lane| u64::from(points[lane])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> LedgerRules {
        LedgerRules {
            quorum: [1, 0, 1, 0, 0, 0, 0, 0],
            cap: [20; Lane::COUNT],
            active_at: 10,
            vote_lanes: 0b11,
            activity_lanes: 0b101,
            ..LedgerRules::default()
        }
    }

    fn item(member: u64, lane: u8, points: u32) -> EpochItem {
        EpochItem {
            member: MemberId::new(member).expect("a valid case"),
            lane: Lane::new(lane).expect("a valid case"),
            points,
            has_unit: member != 9,
        }
    }

    fn of(rules: LedgerRules, items: &[EpochItem]) -> EpochLedger {
        let (mut epoch, mut debts) = (EpochLedger::new(rules), Debts::default());
        for item in items {
            epoch.record(item, &mut debts);
        }
        epoch
    }

    #[test]
    fn caps_hold_per_member_and_lane() {
        let epoch = of(rules(), &[item(1, 0, 15), item(1, 0, 15), item(2, 0, 5), item(1, 1, 7)]);
        assert_eq!(epoch.totals.lanes[..2], [25, 7]);
        assert_eq!((epoch.totals.contributors, epoch.totals.items), (2, 4));
    }

    #[test]
    fn activity_counts_items_that_raised_a_total_in_a_lane_with_quorum() {
        let items = [item(1, 0, 20), item(1, 0, 1), item(1, 2, 1), item(1, 1, 1), item(1, 0, 0)];
        assert_eq!(of(rules(), &items).totals.activity, 2);
        let all = LedgerRules { activity_counts_all: true, ..rules() };
        assert_eq!(of(all, &items).totals.activity, 4);
    }

    #[test]
    fn active_is_who_crosses_the_limit_with_an_older_unit() {
        let items = [item(9, 0, 10), item(1, 0, 9), item(1, 1, 9), item(1, 2, 1), item(1, 2, 5)];
        let epoch = of(rules(), &items);
        assert_eq!((epoch.totals.active, epoch.active()), (1, vec![MemberId::new(1).expect("a valid case")]));
    }

    #[test]
    fn only_confirmed_vote_lanes_make_reputation() {
        assert_eq!(rules().vote_points(&[30, 5, 7, 0, 0, 0, 0, 0]), 20);
    }

    #[test]
    fn a_struck_item_leaves_nothing_but_its_count() {
        let items = [item(1, 0, 15), item(1, 0, 15), item(2, 0, 5)];
        let (mut epoch, mut debts) = (EpochLedger::new(rules()), Debts::default());
        let recorded = items.map(|item| epoch.record(&item, &mut debts));
        assert_eq!(recorded.map(|item| item.counts), [true, true, true]);
        let first = epoch.strike(&items[0], true, &mut debts);
        assert_eq!(first, TakenBack { counted: 5, restored: 0, active: true });
        let second = epoch.strike(&items[1], true, &mut debts);
        assert_eq!(second, TakenBack { counted: 15, restored: 0, active: false });
        let expected =
            EpochTotals { lanes: [5, 0, 0, 0, 0, 0, 0, 0], activity: 1, contributors: 1, active: 0, items: 3 };
        assert_eq!(epoch.totals, expected);
    }

    #[test]
    fn a_debit_is_owed_and_paid_by_the_next_items() {
        let member = MemberId::new(1).expect("a valid case");
        let items = [item(1, 0, 15), item(1, 0, 15)];
        let mut debts = Debts::default();
        let mut last = of(rules(), &items);
        let sums = last.totals;
        assert_eq!(last.debit(&items[0], &mut debts).counted, 5);
        assert_eq!(last.debit(&items[1], &mut debts).counted, 15);
        assert_eq!((debts.of(member)[0], last.totals), (20, sums));
        let mut next = EpochLedger::new(rules());
        assert_eq!(next.record(&item(1, 0, 12), &mut debts), Recorded { paid: 12, counts: false });
        assert_eq!(next.record(&item(1, 0, 12), &mut debts), Recorded { paid: 8, counts: true });
        assert_eq!((debts.of(member)[0], next.account(member).points[0]), (0, 4));
        // Striking what paid the debt makes it stand again.
        assert_eq!(next.strike(&item(1, 0, 12), true, &mut debts).restored, 8);
        assert_eq!(debts.of(member)[0], 8);
    }
}
