//! What people do with a community: each action may be refused by the contracts, which is part of the life.

use alloy::{
    primitives::{Address, B256, TxKind, U256, aliases::U40},
    sol_types::SolCall,
};
use palabre_contracts::{
    Item, Lane, MemberId,
    bindings::{Challenges, Contributions, Distribution, Guardian, Membership, Reputation, challenges, contributions},
    contribution, typed_data,
};

use crate::{
    dice::Dice,
    world::{GENESIS, LENGTH, MODERATORS, PEOPLE, REVIEWERS, SHORT, World, everybody, id, signed},
};

pub(crate) const EPOCHS: u32 = 4;
const COIN: Address = Address::ZERO;

/// What happened in all histories together: a campaign in which nothing was struck would prove little.
#[derive(Debug, Default)]
pub(crate) struct Happened {
    pub(crate) batches: usize,
    pub(crate) strikes: usize,
    pub(crate) debits: usize,
    pub(crate) claims: usize,
    pub(crate) departures: usize,
    pub(crate) extensions: usize,
    pub(crate) states: usize,
}

impl World {
    async fn record(&mut self, dice: &mut Dice, epoch: u32) -> bool {
        let lane = dice.pick(&[0, 0, 1, 1, 2, 3, 7]);
        let items: Vec<Item> = (0..1 + dice.next(6))
            .map(|_| {
                self.sequence += 1;
                Item {
                    member: MemberId::new(1 + dice.next(PEOPLE as u64)).expect("small"),
                    lane: Lane::new(lane).expect("small"),
                    points: dice.pick(&[0, 1, 5, 11, 20, 40]),
                    kind: 0,
                    sequence: self.sequence,
                }
            })
            .collect();
        let packed = contribution::pack(&items).expect("small items");
        let contracts = self.community.contracts;
        let approval = typed_data::ApproveBatch {
            epoch,
            source: 1,
            rulesVersion: 1,
            evidenceRoot: B256::ZERO,
            items: packed.clone(),
            deadline: U256::MAX,
        };
        let digest = typed_data::digest(&approval, &self.community.domain(contracts.contributions));
        let reviewers: &[usize] = if lane == 7 { &[] } else { &REVIEWERS };
        let approvals = reviewers.iter().map(|index| contributions::Contributions::Approval {
            reviewer: self.keys[*index].address(),
            deadline: U256::MAX,
            signature: signed(&self.keys[*index], digest),
        });
        let batch = contributions::Contributions::Batch {
            epoch,
            source: 1,
            rulesVersion: 1,
            evidenceRoot: B256::ZERO,
            items: packed.clone(),
        };
        let call = Contributions::recordCall { batch, approvals: approvals.collect() };
        let recorded = self.anyone(contracts.contributions, call).await;
        if recorded {
            self.batches.push(contributions::Contributions::RecordedBatch {
                batchId: U256::from(self.batches.len()),
                epoch,
                source: 1,
                evidenceRoot: B256::ZERO,
                approvers: reviewers.iter().map(|index| id(*index)).collect(),
                items: packed,
            });
        }
        recorded
    }

    /// One of the recorded batches, as the contract of disputes takes it, and one of its items.
    fn some_item(&self, dice: &mut Dice) -> Option<(challenges::Challenges::RecordedBatch, U256)> {
        if self.batches.is_empty() {
            return None;
        }
        let batch = &self.batches[dice.next(self.batches.len() as u64) as usize];
        let index = U256::from(dice.next(batch.items.len() as u64 / 16));
        let contributions::Contributions::RecordedBatch { batchId, epoch, source, evidenceRoot, approvers, items } =
            batch.clone();
        let batch = challenges::Challenges::RecordedBatch { batchId, epoch, source, evidenceRoot, approvers, items };
        Some((batch, index))
    }

    /// Somebody challenges an item, and both moderators uphold it.
    async fn strike(&self, dice: &mut Dice) -> bool {
        let Some((batch, index)) = self.some_item(dice) else { return false };
        let at = self.community.contracts.challenges;
        let call = Challenges::challengeCall { batch: batch.clone(), index, reason: B256::ZERO };
        if !self.act(dice.pick(&[0, 6, 7]), at, call).await {
            return false;
        }
        let contract = Challenges::new(at, self.provider());
        let challenge = contract.latestChallenge(batch.batchId, index).call().await.expect("a view");
        let mut decided = true;
        for moderator in MODERATORS {
            let batch = batch.clone();
            let call = Challenges::decideCall { challengeId: challenge, uphold: true, batch, most: U256::from(250) };
            decided &= self.act(moderator, at, call).await;
        }
        decided
    }

    /// Both moderators debit an item.
    async fn debit(&self, dice: &mut Dice) -> bool {
        let Some((batch, index)) = self.some_item(dice) else { return false };
        let mut decided = true;
        for moderator in MODERATORS {
            let call = Challenges::debitCall { batch: batch.clone(), index, reason: B256::ZERO };
            decided &= self.act(moderator, self.community.contracts.challenges, call).await;
        }
        decided
    }

    /// The guardian gives the disputes of an epoch more time.
    async fn extend(&self, epoch: u32) -> bool {
        let call = Guardian::extendCall { epoch, reasonHash: B256::ZERO };
        self.act(MODERATORS[0], self.community.contracts.guardian, call).await
    }

    async fn final_at(&self, epoch: u32) -> u64 {
        let ledger = Contributions::new(self.community.contracts.contributions, self.provider());
        ledger.finalAt(epoch).call().await.expect("a view").to()
    }

    async fn fund(&self, dice: &mut Dice, epoch: u32) {
        let input = Distribution::fundETHCall { epoch }.abi_encode().into();
        let amount = U256::from(1_000_000_000 + dice.next(1 << 40));
        self.operator
            .send(TxKind::Call(self.community.contracts.distribution), input, amount)
            .await
            .expect("a deposit");
    }

    async fn settle(&self, who: Vec<U40>) {
        let call = Reputation::settleCall { memberIds: who };
        assert!(self.anyone(self.community.contracts.reputation, call).await, "settling never fails");
    }

    async fn claim(&self, epoch: u32, who: Vec<U40>) -> bool {
        let call = Distribution::claimManyCall { token: COIN, epoch, memberIds: who };
        self.anyone(self.community.contracts.distribution, call).await
    }

    /// One life, from the start of epoch 0 until its last epoch is final, settled and paid.
    pub(crate) async fn live(&mut self, dice: &mut Dice, happened: &mut Happened) {
        for epoch in 0..EPOCHS {
            self.work(dice, epoch, happened).await;
            let ends = GENESIS + u64::from(epoch + 1) * LENGTH;
            self.clock.set(ends + 1);
            if dice.next(2) == 0 {
                happened.batches += usize::from(self.record(dice, epoch).await);
            }
            self.clock.set(ends + SHORT + 1);
            for _ in 0..dice.next(4) {
                happened.strikes += usize::from(self.strike(dice).await);
            }
            // Later epochs wait for an extended one: only the last is.
            if epoch + 1 == EPOCHS && dice.next(2) == 0 {
                happened.extensions += usize::from(self.extend(epoch).await);
            }
            self.clock.set(self.final_at(epoch).await + 1);
            self.close(dice, epoch, happened).await;
        }
        self.settle(everybody()).await;
        for epoch in 0..EPOCHS {
            self.claim(epoch, everybody()).await;
        }
    }

    async fn work(&mut self, dice: &mut Dice, epoch: u32, happened: &mut Happened) {
        let start = GENESIS + u64::from(epoch) * LENGTH;
        self.fund(dice, epoch).await;
        for turn in 0..2 + dice.next(3) {
            self.clock.set(start + 400 + 100 * turn);
            happened.batches += usize::from(self.record(dice, epoch).await);
            let who = dice.pick(&[6, 7]);
            match dice.next(6) {
                0 if self.act(who, self.community.contracts.membership, Membership::leaveCall {}).await => {
                    happened.departures += 1;
                }
                1 => drop(self.join(who, start + 400 + 100 * turn).await),
                _ => {}
            }
        }
    }

    /// What final epochs allow: minting, settling some, debits, claims of some.
    async fn close(&self, dice: &mut Dice, epoch: u32, happened: &mut Happened) {
        assert!(
            self.anyone(self.community.contracts.reputation, Reputation::mintCall {}).await,
            "a final epoch is minted"
        );
        let some: Vec<U40> = (0..PEOPLE).filter(|_| dice.next(2) == 0).map(id).collect();
        self.settle(some.clone()).await;
        for _ in 0..dice.next(3) {
            happened.debits += usize::from(self.debit(dice).await);
        }
        happened.claims += usize::from(self.claim(epoch, some).await);
    }
}
