//! The rest of a life: what happens seldom, so that nothing is never met.

use alloy::primitives::{Address, B256, Bytes, U256, aliases::U40, keccak256};
use palabre_contracts::bindings::{
    contributions::Contributions as ledger, distribution::Distribution as money, house::House as house,
    membership::Membership as people, reputation::Reputation as votes, safeguards::Safeguards as safeguards,
    timelock::TimelockController as timelock,
};

use super::{Dice, Life, id};

/// What has to add up.
#[derive(Clone, Debug, Default)]
pub(super) struct Rest {
    reserve: U256,
    charters: u16,
    extended: Vec<u32>,
}

impl Life {
    pub(super) fn happen(&mut self, dice: &mut Dice) {
        match dice.below(4) {
            0 => self.happen_to_somebody(dice),
            1 => self.happen_to_money(dice),
            2 => self.happen_to_proposal(dice),
            _ => self.happen_to_all(dice),
        }
    }

    fn happen_to_somebody(&mut self, dice: &mut Dice) {
        let Some((member, wallet)) = self.somebody(dice) else { return };
        let (at, member_id) = (self.at.membership, id(member));
        let invitation = keccak256([dice.below(3) as u8]);
        match dice.below(6) {
            0 => self.log(at, people::RolesSet { memberId: member_id, roles: dice.below(64) as u16 }),
            1 => self.log(at, people::Departed { memberId: member_id, wallet, status: 2 + dice.below(2) as u8 }),
            2 => self.log(at, people::InvitationUsed { invitation, issuer: id(1), memberId: member_id }),
            3 => self.log(at, people::InvitationRevoked { invitation, issuer: id(1) }),
            4 => self.log(at, people::CharterAccepted { memberId: member_id, version: 2, wallet }),
            _ => {
                let unpaid = dice.below(2) == 0;
                self.log(self.at.safeguards, safeguards::UnpaidSet { memberId: member_id, unpaid });
            }
        }
    }

    fn happen_to_money(&mut self, dice: &mut Dice) {
        let (at, token, epoch) = (self.at.distribution, Address::ZERO, dice.below(3) as u32);
        let amount = U256::from(1 + dice.below(1 << 30));
        match dice.below(4) {
            0 => self.log(at, money::TokenAllowed { token: Address::repeat_byte(3), allowed: dice.below(2) == 0 }),
            1 => {
                self.rest.reserve += amount;
                self.log(at, money::Swept { token, epoch, amount });
            }
            2 => {
                let amount = amount.min(self.rest.reserve);
                self.rest.reserve -= amount;
                self.log(at, money::ReserveWithdrawn { token, to: Address::repeat_byte(9), amount });
            }
            _ => {
                let Some((member, payee)) = self.somebody(dice) else { return };
                self.log(at, money::ClaimFailed { token, epoch, memberId: id(member), payee, amount });
            }
        }
    }

    fn happen_to_proposal(&mut self, dice: &mut Dice) {
        let chosen = dice.below(self.proposals.len() as u64) as usize;
        let Some((proposal, operation, _, step)) = self.proposals.get(chosen).cloned() else { return };
        let (house_at, lock_at) = (self.at.members_house, self.at.members_timelock);
        match dice.below(4) {
            0 => {
                let extended_deadline = 200 + dice.below(100);
                self.log(
                    house_at,
                    house::ProposalExtended { proposalId: proposal, extendedDeadline: extended_deadline },
                );
            }
            1 => self.log(house_at, house::ProposalExecuted { proposalId: proposal }),
            2 if step > 0 => {
                let (target, value, data) = (self.at.membership, U256::ZERO, Bytes::from(vec![1, 2, 3]));
                self.log(lock_at, timelock::CallExecuted { id: operation, index: U256::ZERO, target, value, data });
            }
            // What was canceled can be scheduled again.
            _ if step > 1 => self.schedule(operation),
            _ => {}
        }
    }

    fn happen_to_all(&mut self, dice: &mut Dice) {
        let at = self.at;
        match dice.below(7) {
            0 => self.log(at.membership, people::Opened { activeUnits: U256::from(5) }),
            1 => self.log(at.membership, people::AdmissionSet { admission: dice.below(3) as u8 }),
            2 => {
                let uri = format!("https://palabre.example/{}", dice.below(9));
                self.log(at.membership, people::DAOURIUpdate { daoAddress: at.membership, daoURI: uri });
            }
            3 => {
                self.rest.charters += 1;
                let (version, hash) = (1 + self.rest.charters, B256::repeat_byte(8));
                self.log(at.membership, people::CharterPublished { version, hash, uri: String::new() });
            }
            4 => self.log(at.reputation, votes::Established { holders: U256::from(5) }),
            5 => {
                self.log(at.contributions, ledger::AttesterSet { attester: Address::repeat_byte(dice.below(3) as u8) })
            }
            _ => {
                let epoch = dice.below(50) as u32;
                if self.rest.extended.contains(&epoch) {
                    return;
                }
                self.rest.extended.push(epoch);
                let (extension, final_at) = (U40::from(60), U256::from(99));
                self.log(at.contributions, ledger::ResolveExtended { epoch, extension, finalAt: final_at });
            }
        }
    }
}
