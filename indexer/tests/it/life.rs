//! A community that lives at random: each step gives the events that its contracts would emit.

mod disputes;
mod papers;
mod rest;

use alloy::{
    primitives::{Address, B256, Bytes, LogData, U256, aliases::U40, keccak256},
    sol_types::SolEvent,
};
use palabre_contracts::{
    Contracts, Item, Lane, MemberId,
    bindings::{
        contributions::Contributions as ledger, distribution::Distribution as money, house::House as house,
        membership::Membership as people, registry::Registry as registry, reputation::Reputation as votes,
        timelock::TimelockController as timelock,
    },
    contribution,
};

/// Numbers that look random and depend on the seed alone.
#[derive(Clone, Debug)]
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit.max(1)
    }
}

/// Contracts of the community with this number; the registry is shared.
pub(crate) fn contracts(number: u8) -> Contracts {
    Contracts::in_order(Address::repeat_byte(1), |place| Address::repeat_byte(0x10 + number * 0x10 + place))
}

/// First wallet of a member.
pub(crate) fn wallet(member: u64) -> Address {
    Address::left_padding_from(&(0x1000 + member).to_be_bytes())
}

fn id(member: u64) -> U40 {
    U40::from(member)
}

/// What the contracts of a community remember.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    at: Contracts,
    members: u64,
    units: Vec<bool>,
    wallets: Vec<Address>,
    batches: u64,
    disputes: disputes::Disputes,
    papers: papers::Papers,
    rest: rest::Rest,
    sequence: u64,
    funded: Vec<(u32, U256)>,
    claimed: Vec<(u32, u64)>,
    minted: u32,
    unsettled: U256,
    proposals: Vec<(U256, B256, Vec<u64>, u8)>,
    logs: Vec<(Address, LogData)>,
}

impl Life {
    pub(crate) fn new(number: u8) -> Self {
        Self {
            at: contracts(number),
            members: 0,
            units: vec![],
            wallets: vec![],
            batches: 0,
            disputes: disputes::Disputes::default(),
            papers: papers::Papers::default(),
            rest: rest::Rest::default(),
            sequence: 0,
            funded: vec![],
            claimed: vec![],
            minted: 0,
            unsettled: U256::ZERO,
            proposals: vec![],
            logs: vec![],
        }
    }

    /// Events of the constructors.
    pub(crate) fn found(&mut self) -> Vec<(Address, LogData)> {
        let at = self.at;
        self.log(
            at.membership,
            people::CharterPublished {
                version: 1,
                hash: B256::repeat_byte(7),
                uri: "https://palabre.example/charter".to_owned(),
            },
        );
        self.log(at.contributions, ledger::RulesSet { version: 1, fromEpoch: 0, rules: rules() });
        self.log(
            at.members_house,
            house::QuorumNumeratorUpdated { oldQuorumNumerator: U256::ZERO, newQuorumNumerator: U256::from(10) },
        );
        std::mem::take(&mut self.logs)
    }

    /// Events of one block.
    pub(crate) fn live(&mut self, dice: &mut Dice) -> Vec<(Address, LogData)> {
        for _ in 0..dice.below(4) {
            match dice.below(16) {
                0..=1 => self.join(),
                2 => self.turn_unit(dice),
                3..=4 => self.record(dice),
                5 => self.fund(dice),
                6 => self.claim(dice),
                7 => self.mint_or_settle(dice),
                8 => self.propose_or_decide(dice),
                9..=10 => self.dispute(dice),
                11 => self.apply_or_answer(dice),
                12 => self.move_or_guard(dice),
                13..=14 => self.happen(dice),
                _ => self.vote(dice),
            }
        }
        std::mem::take(&mut self.logs)
    }

    /// A member, and the wallet that is theirs now.
    fn somebody(&self, dice: &mut Dice) -> Option<(u64, Address)> {
        let member = 1 + dice.below(self.members);
        self.wallets.get(member as usize - 1).map(|wallet| (member, *wallet))
    }

    fn log(&mut self, address: Address, event: impl SolEvent) {
        self.logs.push((address, event.encode_log_data()));
    }

    fn join(&mut self) {
        self.admit(wallet(self.members + 1));
    }

    fn admit(&mut self, wallet: Address) {
        self.members += 1;
        self.units.push(true);
        self.wallets.push(wallet);
        let (member, at) = (self.members, self.at);
        self.log(
            at.membership,
            people::Joined {
                memberId: id(member),
                wallet,
                invitedBy: id(member / 2),
                charterVersion: 1,
                returned: false,
            },
        );
        self.log(at.membership, people::CharterAccepted { memberId: id(member), version: 1, wallet });
        self.log(at.membership, people::UnitActivated { memberId: id(member), wallet });
        self.log(
            at.membership,
            people::DelegateChanged { delegator: wallet, fromDelegate: Address::ZERO, toDelegate: wallet },
        );
        self.log(
            at.registry,
            registry::Anchored {
                membership: at.membership,
                kind: B256::ZERO,
                root: keccak256(member.to_be_bytes()),
                by: wallet,
            },
        );
    }

    fn turn_unit(&mut self, dice: &mut Dice) {
        if self.members == 0 {
            return;
        }
        let member = 1 + dice.below(self.members);
        let held = &mut self.units[member as usize - 1];
        *held = !*held;
        let (has, at, wallet) = (*held, self.at.membership, self.wallets[member as usize - 1]);
        if has {
            self.log(at, people::UnitActivated { memberId: id(member), wallet });
        } else {
            self.log(at, people::UnitLapsed { memberId: id(member), wallet });
        }
    }

    fn record(&mut self, dice: &mut Dice) {
        if self.members == 0 {
            return;
        }
        let items: Vec<Item> = (0..1 + dice.below(5))
            .map(|_| {
                self.sequence += 1;
                Item {
                    member: MemberId::new(1 + dice.below(self.members)).unwrap(),
                    lane: Lane::new(dice.below(3) as u8).unwrap(),
                    points: dice.below(20) as u32,
                    kind: dice.below(4) as u16,
                    sequence: self.sequence,
                }
            })
            .collect();
        let epoch = dice.below(3) as u32;
        self.book(epoch, &items);
        let event = ledger::BatchRecorded {
            batchId: U256::from(self.batches),
            epoch,
            source: 1,
            rulesVersion: 1,
            evidenceRoot: keccak256(self.sequence.to_be_bytes()),
            approvers: vec![id(1)],
            items: contribution::pack(&items).unwrap(),
        };
        self.batches += 1;
        self.log(self.at.contributions, event);
    }

    fn fund(&mut self, dice: &mut Dice) {
        let (epoch, amount) = (dice.below(3) as u32, U256::from(dice.roll()));
        self.funded.push((epoch, amount));
        let event = money::Funded { token: Address::ZERO, epoch, from: wallet(1), amount };
        self.log(self.at.distribution, event);
    }

    fn claim(&mut self, dice: &mut Dice) {
        let key = (dice.below(3) as u32, 1 + dice.below(self.members));
        if self.members == 0 || self.claimed.contains(&key) {
            return;
        }
        self.claimed.push(key);
        self.log(
            self.at.distribution,
            money::Claimed {
                token: Address::ZERO,
                epoch: key.0,
                memberId: id(key.1),
                payee: self.wallets[key.1 as usize - 1],
                amount: U256::from(dice.below(1 << 40)),
            },
        );
    }

    fn mint_or_settle(&mut self, dice: &mut Dice) {
        let (at, unsettled) = (self.at.reputation, Address::repeat_byte(0xee));
        if self.unsettled.is_zero() {
            let units = U256::from(1 + dice.below(1 << 50));
            self.unsettled = units;
            self.log(at, votes::Transfer { from: Address::ZERO, to: unsettled, value: units });
            let (points, index, factor) = (units, U256::ONE, U256::ONE);
            self.log(at, votes::EpochMinted { epoch: self.minted, points, units, index, factor });
            self.minted += 1;
        } else if self.members > 0 {
            let units = self.unsettled.div_ceil(U256::from(2));
            let member = 1 + dice.below(self.members);
            self.unsettled -= units;
            let (wallet, through) = (self.wallets[member as usize - 1], self.minted);
            self.log(at, votes::Transfer { from: unsettled, to: wallet, value: units });
            self.log(at, votes::Settled { memberId: id(member), wallet, throughEpoch: through, units });
            self.log(at, votes::DelegateVotesChanged { delegate: wallet, previousVotes: U256::ZERO, newVotes: units });
        }
    }

    fn propose_or_decide(&mut self, dice: &mut Dice) {
        let at = self.at;
        let open = self.proposals.iter().position(|proposal| proposal.3 < 2);
        if let Some(position) = open.filter(|_| dice.below(2) == 0) {
            let proposal = &mut self.proposals[position];
            proposal.3 += 1;
            let (proposal, operation, step) = (proposal.0, proposal.1, proposal.3);
            if step == 1 {
                self.log(at.members_house, house::ProposalQueued { proposalId: proposal, etaSeconds: U256::from(500) });
                self.schedule(operation);
            } else {
                self.log(at.members_timelock, timelock::Cancelled { id: operation });
            }
            return;
        }
        let number = self.proposals.len() as u64;
        let event = house::ProposalCreated {
            proposalId: keccak256(number.to_be_bytes()).into(),
            proposer: self.wallets.first().copied().unwrap_or_default(),
            targets: vec![at.membership],
            values: vec![U256::from(number)],
            signatures: vec![String::new()],
            calldatas: vec![Bytes::from(vec![1, 2, 3])],
            voteStart: U256::from(100),
            voteEnd: U256::from(200),
            description: format!("# Proposal {number}\n\nBecause."),
        };
        let operation = operation_id(&event, at.members_house);
        self.proposals.push((event.proposalId, operation, vec![], 0));
        self.log(at.members_house, event);
    }

    fn schedule(&mut self, operation: B256) {
        let event = timelock::CallScheduled {
            id: operation,
            index: U256::ZERO,
            target: self.at.membership,
            value: U256::ZERO,
            data: Bytes::from(vec![1, 2, 3]),
            predecessor: B256::ZERO,
            delay: U256::from(60),
        };
        self.log(self.at.members_timelock, event);
    }

    fn vote(&mut self, dice: &mut Dice) {
        let Some(proposal) = self.proposals.last_mut() else { return };
        let member = 1 + dice.below(self.members);
        if self.members == 0 || proposal.2.contains(&member) {
            return;
        }
        proposal.2.push(member);
        let event = house::VoteCast {
            voter: self.wallets[member as usize - 1],
            proposalId: proposal.0,
            support: dice.below(3) as u8,
            weight: U256::from(dice.below(3)),
            reason: "so".to_owned(),
        };
        self.log(self.at.members_house, event);
    }
}

/// As in `TimelockController.hashOperationBatch` with the Governor's salt, written a second time on purpose.
fn operation_id(event: &house::ProposalCreated, governor: Address) -> B256 {
    use alloy::sol_types::SolValue;
    let mut left_aligned = [0; 32];
    left_aligned[..20].copy_from_slice(governor.as_slice());
    let salt = B256::from(left_aligned) ^ keccak256(&event.description);
    let (targets, values, calls) = (event.targets.clone(), event.values.clone(), event.calldatas.clone());
    keccak256((targets, values, calls, B256::ZERO, salt).abi_encode_params())
}

fn rules() -> ledger::Rules {
    ledger::Rules {
        quorum: [1, 1, 0, 0, 0, 0, 0, 0],
        cap: [30; 8],
        budgetFloor: [1000; 8],
        budgetBps: 0,
        attesterBudget: 100,
        activeAt: 10,
        voteLanes: 0b11,
        activityLanes: 0b11,
        activityCountsAll: false,
        policyHash: B256::ZERO,
    }
}
