//! A community as its events tell it: what points, votes and money must be, recomputed from nothing but the log.
//!
//! Events are applied in the order of the chain. Whoever has them needs no state of any contract: the result is what an
//! audit compares with the contracts' own views.

use std::collections::BTreeMap;

use alloy::primitives::{Address, U256};

use crate::{
    Event, Item, MemberId,
    bindings::{
        contributions::Contributions::ContributionsEvents as LedgerEvents,
        distribution::Distribution::DistributionEvents as MoneyEvents,
        membership::Membership::MembershipEvents as MemberEvents,
        reputation::Reputation::ReputationEvents as VoteEvents, safeguards::Safeguards::SafeguardsEvents,
    },
    contribution::{self, InvalidItem},
    member::InvalidMemberId,
    rules::{self, Calendar, Debts, EpochItem, EpochLedger, INDEX_ONE, LedgerRules, ShareInput, ShareRules, share},
};

/// Epochs with points before a large mint is scaled down (`Issuance.EPOCHS_TO_ESTABLISH`).
const EPOCHS_TO_ESTABLISH: u32 = 3;

/// What the contracts fixed for ever.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    /// Dates of epochs.
    pub calendar: Calendar,
    /// Growth of the index of reputation per epoch, Q64.
    pub growth: U256,
    /// The account that holds units until they are settled.
    pub unsettled: Address,
}

/// An event that no honest community emits.
#[derive(Debug, thiserror::Error)]
pub enum Impossible {
    /// A member id of 0 or above 40 bits.
    #[error(transparent)]
    Member(#[from] InvalidMemberId),
    /// Packed contributions that cannot be read.
    #[error(transparent)]
    Item(#[from] InvalidItem),
    /// An item was taken back that was never recorded.
    #[error("item {sequence} of source {source_id} was taken back but never recorded")]
    Unrecorded {
        /// The connected tool.
        source_id: u32,
        /// Number within it.
        sequence: u64,
    },
}

/// A recorded item and what recording it did.
#[derive(Clone, Copy, Debug)]
struct Entry {
    epoch: u32,
    item: EpochItem,
    counts: bool,
}

/// Votes from points.
#[derive(Clone, Debug, Default)]
pub struct Votes {
    /// Units in all.
    pub supply: U256,
    /// Units that wait for their members.
    pub unsettled: U256,
    /// Units of each member.
    pub held: BTreeMap<MemberId, U256>,
    /// What left the waiting units for each member: settled or burned.
    released: BTreeMap<MemberId, U256>,
    /// Factor of each minted epoch.
    factors: BTreeMap<u32, U256>,
    epochs_with_points: u32,
    /// The latest transfer: who gave, and how much.
    last_transfer: (Address, U256),
}

/// Money of one token for one epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    /// Everything received.
    pub funded: U256,
    /// Shares paid out.
    pub paid: U256,
    /// Whether the pool is closed.
    pub swept: bool,
}

/// The community so far.
#[derive(Debug)]
pub struct Chronicle {
    fixed: Fixed,
    units: BTreeMap<MemberId, u64>,
    unpaid: BTreeMap<MemberId, bool>,
    rules: BTreeMap<u32, LedgerRules>,
    share_rules: BTreeMap<u32, ShareRules>,
    entries: BTreeMap<(u32, u64), Entry>,
    debts: Debts,
    epochs: BTreeMap<u32, EpochLedger>,
    votes: Votes,
    pools: BTreeMap<(Address, u32), Pool>,
    findings: Vec<String>,
}

impl Chronicle {
    /// A community of which nothing happened.
    pub fn new(fixed: Fixed) -> Self {
        Self {
            fixed,
            units: BTreeMap::new(),
            unpaid: BTreeMap::new(),
            rules: BTreeMap::new(),
            share_rules: BTreeMap::new(),
            entries: BTreeMap::new(),
            debts: Debts::default(),
            epochs: BTreeMap::new(),
            votes: Votes::default(),
            pools: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// Epochs with contributions.
    pub fn epochs(&self) -> &BTreeMap<u32, EpochLedger> {
        &self.epochs
    }

    /// What members owe.
    pub fn debts(&self) -> &Debts {
        &self.debts
    }

    /// Votes from points.
    pub fn votes(&self) -> &Votes {
        &self.votes
    }

    /// Money by token and epoch.
    pub fn pools(&self) -> &BTreeMap<(Address, u32), Pool> {
        &self.pools
    }

    /// Amounts that events told otherwise than they must be.
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// Points of a member in an epoch that become votes.
    pub fn vote_points(&self, epoch: u32, member: MemberId) -> u64 {
        self.epochs.get(&epoch).map_or(0, |ledger| ledger.rules().vote_points(&ledger.account(member).points))
    }

    /// A member's share of a pool, whether the member takes it or not.
    pub fn share(&self, token: Address, epoch: u32, member: MemberId) -> U256 {
        let (Some(pool), Some(ledger)) = (self.pools.get(&(token, epoch)), self.epochs.get(&epoch)) else {
            return U256::ZERO;
        };
        let rules = in_force(&self.share_rules, epoch).copied().unwrap_or_default();
        let (account, totals) = (ledger.account(member), ledger.totals());
        share(
            &rules,
            &ShareInput {
                funded: pool.funded.saturating_to(),
                counted: ledger.rules().counted(&account.points),
                totals: totals.lanes,
                activity: totals.activity,
                is_active: account.active,
                active: totals.active,
            },
        )
    }

    /// Whether a member renounced money.
    pub fn renounced(&self, member: MemberId) -> bool {
        self.unpaid.get(&member).copied().unwrap_or_default()
    }

    /// What must have left the waiting units for a member who is settled through `epoch`.
    pub fn released_through(&self, member: MemberId, epoch: u32) -> (U256, U256) {
        let must = (0..epoch).map(|epoch| self.units_of(epoch, self.vote_points(epoch, member))).sum();
        (must, self.votes.released.get(&member).copied().unwrap_or_default())
    }

    /// Adds what happened at `time`.
    pub fn apply(&mut self, event: &Event, time: u64) -> Result<(), Impossible> {
        match event {
            Event::Membership(MemberEvents::UnitActivated(event)) => {
                self.units.insert(event.memberId.try_into()?, time);
            }
            Event::Membership(MemberEvents::UnitLapsed(event)) => {
                self.units.remove(&event.memberId.try_into()?);
            }
            Event::Safeguards(SafeguardsEvents::UnpaidSet(event)) => {
                self.unpaid.insert(event.memberId.try_into()?, event.unpaid);
            }
            Event::Contributions(event) => self.ledger(event)?,
            Event::Reputation(event) => self.reputation(event)?,
            Event::Distribution(event) => self.money(event)?,
            _ => {}
        }
        Ok(())
    }

    fn ledger(&mut self, event: &LedgerEvents) -> Result<(), Impossible> {
        match event {
            LedgerEvents::RulesSet(event) => {
                self.rules.insert(event.fromEpoch, LedgerRules::from(&event.rules));
            }
            LedgerEvents::BatchRecorded(event) => {
                for item in contribution::unpack(&event.items)? {
                    self.record(event.epoch, event.source, item);
                }
            }
            LedgerEvents::ItemStruck(event) => {
                let entry = self.entry(event.item.source, event.item.sequence.to())?;
                let ledger = self.epochs.entry(entry.epoch).or_default();
                let taken = ledger.strike(&entry.item, entry.counts, &mut self.debts);
                self.expect("a strike", taken.counted, event.item.counted);
                self.expect("a debt that stands again", taken.restored, event.item.restored);
            }
            LedgerEvents::ItemDebited(event) => {
                let entry = self.entry(event.item.source, event.item.sequence.to())?;
                let ledger = self.epochs.entry(entry.epoch).or_default();
                let taken = ledger.debit(&entry.item, &mut self.debts);
                self.expect("a debit", taken.counted, event.item.counted);
                self.expect("a debt that stands again", taken.restored, event.item.restored);
            }
            _ => {}
        }
        Ok(())
    }

    fn record(&mut self, epoch: u32, source: u32, item: Item) {
        let start = self.fixed.calendar.start_of(epoch);
        let has_unit = self.units.get(&item.member).is_some_and(|since| *since < start);
        let entry = EpochItem { member: item.member, lane: item.lane, points: item.points, has_unit };
        let rules = in_force(&self.rules, epoch).cloned().unwrap_or_default();
        let ledger = self.epochs.entry(epoch).or_insert_with(|| EpochLedger::new(rules));
        let recorded = ledger.record(&entry, &mut self.debts);
        self.entries.insert((source, item.sequence), Entry { epoch, item: entry, counts: recorded.counts });
    }

    fn entry(&self, source: u32, sequence: u64) -> Result<Entry, Impossible> {
        self.entries.get(&(source, sequence)).copied().ok_or(Impossible::Unrecorded { source_id: source, sequence })
    }

    fn reputation(&mut self, event: &VoteEvents) -> Result<(), Impossible> {
        match event {
            VoteEvents::EpochMinted(event) => self.minted(event.epoch, event.points, event.units, event.factor),
            VoteEvents::Transfer(event) => {
                let votes = &mut self.votes;
                votes.last_transfer = (event.from, event.value);
                if event.from.is_zero() {
                    votes.supply += event.value;
                    votes.unsettled += event.value;
                } else if event.from == self.fixed.unsettled {
                    votes.unsettled = votes.unsettled.saturating_sub(event.value);
                }
                if event.to.is_zero() {
                    votes.supply = votes.supply.saturating_sub(event.value);
                }
            }
            VoteEvents::Settled(event) => {
                let member = event.memberId.try_into()?;
                *self.votes.held.entry(member).or_default() += event.units;
                *self.votes.released.entry(member).or_default() += event.units;
            }
            // The transfer before it tells whether the units were held or waiting.
            VoteEvents::Forfeited(event) if self.votes.last_transfer.0 == self.fixed.unsettled => {
                *self.votes.released.entry(event.memberId.try_into()?).or_default() += event.units;
            }
            VoteEvents::Forfeited(event) => self.lose(event.memberId.try_into()?, event.units),
            VoteEvents::Debited(event) => {
                let member = event.memberId.try_into()?;
                let held = self.votes.held.get(&member).copied().unwrap_or_default();
                let worth = self.units_of(event.epoch, event.points.saturating_to());
                if !event.units.is_zero() {
                    self.expect("the units of a debit", worth.min(held), event.units);
                }
                self.lose(member, event.units);
            }
            _ => {}
        }
        Ok(())
    }

    fn lose(&mut self, member: MemberId, units: U256) {
        let held = self.votes.held.entry(member).or_default();
        *held = held.saturating_sub(units);
    }

    fn minted(&mut self, epoch: u32, points: U256, units: U256, factor: U256) {
        let ledger = self.epochs.get(&epoch);
        let must: u64 = ledger.map_or(0, |ledger| {
            let rules = ledger.rules();
            ledger.accounts().map(|(_, account)| rules.vote_points(&account.points)).sum()
        });
        self.expect(&format!("the vote points of epoch {epoch}"), U256::from(must), points);
        let index = rules::power(self.fixed.growth, epoch);
        let must_factor = self.factor(rules::units(must, index, INDEX_ONE), index);
        self.expect(&format!("the factor of epoch {epoch}"), must_factor, factor);
        self.expect(&format!("the mint of epoch {epoch}"), rules::units(must, index, must_factor), units);
        self.votes.factors.insert(epoch, must_factor);
        self.votes.epochs_with_points += u32::from(must != 0);
    }

    /// A mint above a quarter of the supply is scaled down to it once reputation exists [7].
    fn factor(&self, units: U256, index: U256) -> U256 {
        // The mint's own transfer came before this event.
        let supply = self.votes.supply.saturating_sub(self.votes.last_transfer.1);
        let limit = supply / U256::from(4);
        let nobody = supply < rules::units(1, index, INDEX_ONE);
        if self.votes.epochs_with_points < EPOCHS_TO_ESTABLISH || units <= limit || nobody {
            return INDEX_ONE;
        }
        rules::ratio(limit, units)
    }

    fn units_of(&self, epoch: u32, points: u64) -> U256 {
        let factor = self.votes.factors.get(&epoch).copied().unwrap_or(INDEX_ONE);
        rules::units(points, rules::power(self.fixed.growth, epoch), factor)
    }

    fn money(&mut self, event: &MoneyEvents) -> Result<(), Impossible> {
        match event {
            MoneyEvents::ShareRulesSet(event) => {
                self.share_rules.insert(event.fromEpoch, ShareRules::from(&event.rules));
            }
            MoneyEvents::Funded(event) => {
                self.pools.entry((event.token, event.epoch)).or_default().funded += event.amount;
            }
            MoneyEvents::Claimed(event) => {
                let must = self.share(event.token, event.epoch, event.memberId.try_into()?);
                self.expect(
                    &format!("a claim of member {} in epoch {}", event.memberId, event.epoch),
                    must,
                    event.amount,
                );
                self.pools.entry((event.token, event.epoch)).or_default().paid += event.amount;
            }
            MoneyEvents::Swept(event) => {
                self.pools.entry((event.token, event.epoch)).or_default().swept = true;
            }
            _ => {}
        }
        Ok(())
    }

    fn expect<T: PartialEq + std::fmt::Display>(&mut self, what: &str, must: T, is: T) {
        if must != is {
            self.findings.push(format!("{what} is {is}, recomputed {must}"));
        }
    }
}

/// The rules in force in `epoch`: the last ones set for it or before.
fn in_force<T>(versions: &BTreeMap<u32, T>, epoch: u32) -> Option<&T> {
    versions.range(..=epoch).next_back().map(|(_, rules)| rules)
}
