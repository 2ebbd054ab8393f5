//! Disputes of a life: challenges with votes and strikes, debits and the debts that they leave.

use std::collections::BTreeMap;

use alloy::primitives::{B256, U256, aliases::U40, keccak256};
use palabre_contracts::{
    Item,
    bindings::{
        challenges::Challenges as disputes,
        contributions::Contributions::{self as ledger, StruckItem},
    },
};

use super::{Dice, Life, id};

/// Points that a lane counts, as in the rules of the founding.
pub(super) const CAP: u64 = 30;

/// What Challenges and the ledger remember.
#[derive(Clone, Debug, Default)]
pub(super) struct Disputes {
    /// Epoch and items of each batch, and which of them were taken back.
    batches: Vec<(u32, Vec<(Item, bool)>)>,
    /// Batch, place and first vote of each open challenge; the place is none for a whole batch.
    open: BTreeMap<u64, (u64, Option<usize>)>,
    brought: u64,
    /// Points by epoch, member and lane.
    sums: BTreeMap<(u32, u64, u8), u64>,
    /// Of these sums, what was debited.
    debited: BTreeMap<(u32, u64, u8), u64>,
    /// By member and lane.
    debts: BTreeMap<(u64, u8), u64>,
}

impl Life {
    /// A challenge, a decision or a debit.
    pub(super) fn dispute(&mut self, dice: &mut Dice) {
        if self.disputes.batches.is_empty() {
            return;
        }
        let batch = dice.below(self.disputes.batches.len() as u64);
        let place = dice.below(self.disputes.batches[batch as usize].1.len() as u64) as usize;
        match dice.below(4) {
            0 => self.challenge(batch, Some(place)),
            1 => self.challenge(batch, None),
            2 => self.decide(dice),
            _ => self.debit(batch, place),
        }
    }

    fn challenge(&mut self, batch: u64, place: Option<usize>) {
        self.disputes.brought += 1;
        let number = U256::from(self.disputes.brought);
        self.disputes.open.insert(self.disputes.brought, (batch, place));
        let (epoch, items) = &self.disputes.batches[batch as usize];
        let (reason, at) = (keccak256(number.to_be_bytes::<32>()), self.at.challenges);
        match place {
            Some(place) => {
                let item = items[place].0;
                let event = disputes::ItemChallenged {
                    challengeId: number,
                    challenger: id(1),
                    memberId: id(item.member.get()),
                    batchId: U256::from(batch),
                    index: U256::from(place),
                    source: 1,
                    sequence: U40::from(item.sequence),
                    reason,
                };
                self.log(at, event);
            }
            None => {
                let event = disputes::BatchChallenged {
                    challengeId: number,
                    challenger: id(1),
                    batchId: U256::from(batch),
                    epoch: *epoch,
                    source: 1,
                    items: U256::from(items.len()),
                    reason,
                };
                self.log(at, event);
            }
        }
    }

    fn decide(&mut self, dice: &mut Dice) {
        let Some((challenge, (batch, place))) = self.disputes.open.pop_first() else { return };
        let (number, at) = (U256::from(challenge), self.at.challenges);
        let status = 2 + dice.below(3) as u8;
        if status < 4 {
            for moderator in [2, 3] {
                let uphold = status == 2;
                self.log(at, disputes::ChallengeVoted { challengeId: number, moderator: id(moderator), uphold });
            }
        }
        let [first, second] = if status < 4 { [id(2), id(3)] } else { [id(0), id(0)] };
        self.log(
            at,
            disputes::ChallengeClosed {
                challengeId: number,
                challenger: id(1),
                status,
                firstModerator: first,
                secondModerator: second,
            },
        );
        if status == 2 {
            let items = self.disputes.batches[batch as usize].1.len();
            let places = place.map_or(0..items, |place| place..place + 1);
            places.for_each(|place| self.strike(batch, place));
        }
    }

    /// The lane gives what it holds; the rest of the item had paid a debt, which stands again.
    fn strike(&mut self, batch: u64, place: usize) {
        let Some((epoch, item)) = self.take(batch, place) else { return };
        let (member, lane) = (item.member.get(), item.lane.index());
        let sum = self.disputes.sums.entry((epoch, member, lane)).or_default();
        let before = *sum;
        *sum = before.saturating_sub(u64::from(item.points));
        let counted = before.min(CAP) - (*sum).min(CAP);
        let restored = u64::from(item.points) - (before - *sum);
        *self.disputes.debts.entry((member, lane)).or_default() += restored;
        let event = ledger::ItemStruck {
            batchId: U256::from(batch),
            epoch,
            memberId: id(member),
            item: struck(&item, counted, restored),
        };
        self.log(self.at.contributions, event);
    }

    fn debit(&mut self, batch: u64, place: usize) {
        let Some((epoch, item)) = self.take(batch, place) else { return };
        let (member, batch_id, index) = (id(item.member.get()), U256::from(batch), U256::from(place));
        for moderator in [2, 3] {
            let (moderator, reason) = (id(moderator), B256::repeat_byte(5));
            let event = disputes::DebitVoted { batchId: batch_id, memberId: member, moderator, index, reason };
            self.log(self.at.challenges, event);
        }
        let key = (epoch, item.member.get(), item.lane.index());
        let debited = self.disputes.debited.entry(key).or_default();
        let held = self.disputes.sums[&key].saturating_sub(*debited);
        let taken = held.min(u64::from(item.points));
        *debited += taken;
        let counted = held.min(CAP) - (held - taken).min(CAP);
        let restored = u64::from(item.points) - taken;
        *self.disputes.debts.entry((key.1, key.2)).or_default() += counted + restored;
        let event =
            ledger::ItemDebited { batchId: batch_id, epoch, memberId: member, item: struck(&item, counted, restored) };
        self.log(self.at.contributions, event);
        let event = disputes::Debited {
            batchId: batch_id,
            memberId: member,
            index,
            points: U256::from(counted),
            units: U256::from(counted),
            firstModerator: id(2),
            secondModerator: id(3),
        };
        self.log(self.at.challenges, event);
    }

    /// Takes an item back, once.
    fn take(&mut self, batch: u64, place: usize) -> Option<(u32, Item)> {
        let (epoch, items) = &mut self.disputes.batches[batch as usize];
        let (item, taken) = &mut items[place];
        let first = !std::mem::replace(taken, true);
        first.then_some((*epoch, *item))
    }

    /// Pays debts from items that are about to be recorded, and keeps the batch so that it can be disputed.
    pub(super) fn book(&mut self, epoch: u32, items: &[Item]) {
        self.disputes.batches.push((epoch, items.iter().map(|item| (*item, false)).collect()));
        for item in items {
            let key = (item.member.get(), item.lane.index());
            let debt = self.disputes.debts.entry(key).or_default();
            let paid = (*debt).min(u64::from(item.points));
            *debt -= paid;
            *self.disputes.sums.entry((epoch, key.0, key.1)).or_default() += u64::from(item.points) - paid;
            if paid > 0 {
                let event = ledger::DebtPaid {
                    memberId: id(key.0),
                    epoch,
                    source: 1,
                    sequence: U40::from(item.sequence),
                    lane: key.1,
                    points: U256::from(paid),
                };
                self.log(self.at.contributions, event);
            }
        }
    }
}

fn struck(item: &Item, counted: u64, restored: u64) -> StruckItem {
    StruckItem {
        source: 1,
        sequence: U40::from(item.sequence),
        lane: item.lane.index(),
        points: alloy::primitives::aliases::U24::from(item.points),
        counted: counted as u32,
        restored: restored as u32,
        activity: false,
        active: false,
    }
}
