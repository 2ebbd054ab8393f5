//! Papers of a life: applications, moves of wallets, suspensions, and what the guardian does.

use alloy::primitives::{Address, B256, U256, keccak256};
use palabre_contracts::bindings::{
    guardian::Guardian as guardian, membership::Membership as people, safeguards::Safeguards as safeguards,
};

use super::{Dice, Life, id};

/// What Safeguards remembers.
#[derive(Clone, Debug, Default)]
pub(super) struct Papers {
    applicants: Vec<(Address, B256)>,
    /// Member and new wallet of requests and of recoveries that wait.
    requests: Vec<(u64, Address)>,
    waiting: Vec<(u64, Address)>,
    fresh: u64,
}

impl Life {
    /// A wallet that nobody used.
    fn fresh_wallet(&mut self) -> Address {
        self.papers.fresh += 1;
        Address::left_padding_from(&(0x10_0000 + self.papers.fresh).to_be_bytes())
    }

    /// An application, or what becomes of one.
    pub(super) fn apply_or_answer(&mut self, dice: &mut Dice) {
        let at = self.at.safeguards;
        let chosen = dice.below(self.papers.applicants.len() as u64) as usize;
        let known = self.papers.applicants.get(chosen).copied();
        let Some((wallet, application)) = known.filter(|_| dice.below(2) == 0) else {
            let wallet = known.filter(|_| dice.below(4) == 0).map(|known| known.0);
            let wallet = wallet.unwrap_or_else(|| self.fresh_wallet());
            let application = keccak256(dice.roll().to_be_bytes());
            self.papers.applicants.retain(|(other, _)| *other != wallet);
            self.papers.applicants.push((wallet, application));
            let (version, hash) = (1, B256::repeat_byte(7));
            let expires = alloy::primitives::aliases::U40::from(2_000);
            let event = safeguards::Applied {
                wallet,
                application,
                charterVersion: version,
                charterHash: hash,
                expiresAt: expires,
            };
            return self.log(at, event);
        };
        self.papers.applicants.remove(chosen);
        match dice.below(4) {
            0 => self.log(at, safeguards::ApplicationWithdrawn { wallet, application }),
            1 => self.log(at, safeguards::ApplicationDeclined { wallet, application, decliner: id(1) }),
            // Admitted in another way: the application is void.
            2 => self.admit(wallet),
            _ => {
                self.admit(wallet);
                let member = id(self.members);
                let event = safeguards::ApplicationApproved { wallet, application, approver: id(1), memberId: member };
                self.log(at, event);
            }
        }
    }

    /// A rotation, a step of a recovery, a suspension, or an act of the guardian.
    pub(super) fn move_or_guard(&mut self, dice: &mut Dice) {
        let Some((member, _)) = self.somebody(dice) else { return };
        match dice.below(8) {
            0 => self.rotate(member),
            1..=2 => self.ask_for_recovery(dice, member),
            3 => self.start_recovery(),
            4 => self.end_recovery(dice),
            5 => self.suspend(dice, member),
            6 => self.turn_removal(dice, member),
            _ => self.guard(dice),
        }
    }

    fn rotate(&mut self, member: u64) {
        if let Some(place) = self.papers.waiting.iter().position(|(waits, _)| *waits == member) {
            let to = self.papers.waiting.remove(place).1;
            let by = self.wallets[member as usize - 1];
            self.log(self.at.safeguards, safeguards::RecoveryCancelled { memberId: id(member), to, by });
        }
        let to = self.fresh_wallet();
        let from = self.move_wallet(member, to);
        self.log(self.at.safeguards, safeguards::Rotated { memberId: id(member), from, to });
    }

    fn move_wallet(&mut self, member: u64, to: Address) -> Address {
        let from = std::mem::replace(&mut self.wallets[member as usize - 1], to);
        let event = people::WalletMoved { memberId: id(member), from, to, votesRestUntil: id(0) };
        self.log(self.at.membership, event);
        from
    }

    fn ask_for_recovery(&mut self, dice: &mut Dice, member: u64) {
        let known = self.papers.requests.last().copied();
        let (member, to) = match known.filter(|_| dice.below(3) == 0) {
            Some(again) => again,
            None => (member, self.fresh_wallet()),
        };
        self.papers.requests.retain(|request| *request != (member, to));
        self.papers.requests.push((member, to));
        let event = safeguards::RecoveryRequested { memberId: id(member), to, expiresAt: id(3_000) };
        self.log(self.at.safeguards, event);
        let event = safeguards::RecoveryApproved { memberId: id(member), to, moderator: id(2) };
        self.log(self.at.safeguards, event);
    }

    fn start_recovery(&mut self) {
        let Some((member, to)) = self.papers.requests.pop() else { return };
        if self.papers.waiting.iter().any(|(waits, _)| *waits == member) {
            return;
        }
        self.papers.waiting.push((member, to));
        let from = self.wallets[member as usize - 1];
        let [first, second] = if member % 2 == 0 { [id(2), id(3)] } else { [id(0), id(0)] };
        let event = safeguards::RecoveryStarted { memberId: id(member), from, to, first, second, readyAt: id(4_000) };
        self.log(self.at.safeguards, event);
    }

    fn end_recovery(&mut self, dice: &mut Dice) {
        let Some((member, to)) = self.papers.waiting.pop() else { return };
        let (at, member_id) = (self.at.safeguards, id(member));
        match dice.below(3) {
            0 => {
                let from = self.move_wallet(member, to);
                let event = safeguards::RecoveryExecuted { memberId: member_id, from, to, votesRestUntil: id(5_000) };
                self.log(at, event);
            }
            1 => self.log(at, safeguards::RecoveryCancelled { memberId: member_id, to, by: to }),
            _ => {
                let by = self.at.guardian;
                self.log(at, safeguards::RecoveryCancelled { memberId: member_id, to, by });
                let reason = B256::repeat_byte(3);
                let event = guardian::RecoveryStopped { memberId: member_id, guardianId: id(1), reasonHash: reason };
                self.log(by, event);
            }
        }
    }

    fn suspend(&mut self, dice: &mut Dice, member: u64) {
        let (at, member_id) = (self.at.safeguards, id(member));
        let reason = keccak256(dice.roll().to_be_bytes());
        self.log(at, safeguards::Suspended { memberId: member_id, moderator: id(2), until: id(9_000), reason });
        if dice.below(2) == 0 {
            self.log(at, safeguards::SuspensionLifted { memberId: member_id });
        }
    }

    fn turn_removal(&mut self, dice: &mut Dice, member: u64) {
        let (at, member_id) = (self.at.safeguards, id(member));
        if dice.below(2) == 0 {
            self.log(at, safeguards::UnitRemoved { memberId: member_id, reason: B256::repeat_byte(4) });
        } else {
            self.log(at, safeguards::UnitAllowed { memberId: member_id });
        }
    }

    fn guard(&mut self, dice: &mut Dice) {
        let at = self.at.guardian;
        let (guardian_id, reason) = (id(1), B256::repeat_byte(6));
        match dice.below(3) {
            0 => self.log(at, guardian::TermSet { expiresAt: id(dice.below(1 << 30)) }),
            1 => {
                let epoch = dice.below(3) as u32;
                self.log(at, guardian::DisputesExtended { epoch, guardianId: guardian_id, reasonHash: reason });
            }
            _ => {
                let (house, proposal) = (self.at.members_house, U256::from(dice.below(9)));
                let event = guardian::ProposalStopped {
                    house,
                    proposalId: proposal,
                    guardianId: guardian_id,
                    reasonHash: reason,
                };
                self.log(at, event);
            }
        }
    }
}
