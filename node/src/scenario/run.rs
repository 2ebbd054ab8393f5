//! Carries single steps out.

use alloy::{
    primitives::{
        Address, B256, Bytes, TxKind, U256,
        aliases::{U40, U192},
        keccak256,
    },
    providers::DynProvider,
    signers::{SignerSync, local::PrivateKeySigner},
    sol_types::{Eip712Domain, SolCall},
};
use anyhow::Context;
use palabre_contracts::{
    Community, Contracts, MemberId, Roles,
    bindings::{Contributions, Distribution, Membership, Reputation},
    contribution, typed_data,
};

use super::{Recording, Scenario, Service, Step};
use crate::{deploy, sender::Sender};

/// The chain's own coin in pools.
const COIN: Address = Address::ZERO;
/// Signatures of a scenario never expire: its chain time is not that of the machine.
pub(super) const NO_DEADLINE: U256 = U256::MAX;
/// Key of the nonces of charter acceptances.
const CHARTER_KEY: U192 = U192::from_limbs([typed_data::CHARTER_NONCES, 0, 0]);
/// Seconds that vouchers of a scenario are valid.
const INVITATION_LIFE: u64 = 86_400;

/// Runs the steps of one scenario.
pub(super) struct Runner<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) operator: &'a Sender,
    registry: Address,
    founding: PrivateKeySigner,
    community: Option<Community>,
}

impl<'a> Runner<'a> {
    pub(super) fn new(scenario: &'a Scenario, operator: &'a Sender, service: &Service, registry: Address) -> Self {
        Self { scenario, operator, registry, founding: service.founding.clone(), community: None }
    }

    /// The community, once its first step has run.
    pub(super) fn community(&self) -> anyhow::Result<&Community> {
        self.community.as_ref().context("the community is not deployed yet")
    }

    /// Runs one step unless its result is there.
    pub(super) async fn run(&mut self, step: &Step) -> anyhow::Result<()> {
        let (what, done) = match step {
            Step::Deploy => ("deployment", self.deploy().await),
            Step::Join(index) => ("joining", self.join(*index).await),
            Step::Appoint(index) => ("an appointment", self.appoint(*index).await),
            Step::Open => ("opening", self.open().await),
            Step::Record(recording) => ("a batch", self.record(recording).await),
            Step::Fund { epoch, amount } => ("funding", self.fund(*epoch, *amount).await),
            Step::Mint(epoch) => ("minting reputation", self.mint(*epoch).await),
            Step::Settle(epoch, ids) => ("settling", self.settle(*epoch, ids).await),
            Step::Claim(epoch, ids) => ("claiming", self.claim(*epoch, ids).await),
            Step::Sweep(epoch) => ("reserving the rest", self.sweep(*epoch).await),
            Step::Propose { proposer, description } => ("a proposal", self.propose(*proposer, description).await),
            Step::Vote { voter, proposer, description, support, reason } => {
                ("a vote", self.vote(*voter, *proposer, description, *support, reason).await)
            }
        };
        done.with_context(|| format!("{}: {what} failed", self.scenario.name))
    }

    pub(super) fn provider(&self) -> DynProvider {
        self.operator.provider().clone()
    }

    pub(super) fn contracts(&self) -> anyhow::Result<Contracts> {
        Ok(self.community()?.contracts)
    }

    async fn deploy(&mut self) -> anyhow::Result<()> {
        self.community = Some(deploy::community(self.operator, self.registry, &self.scenario.blueprint).await?);
        Ok(())
    }

    async fn join(&self, index: usize) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let person = &self.scenario.people[index];
        let membership = Membership::new(contracts.membership, self.provider());
        if !membership.memberOf(person.key.address()).call().await?.is_zero() {
            return Ok(());
        }
        let domain = self.community()?.domain(contracts.membership);
        let acceptance = typed_data::AcceptCharter {
            wallet: person.key.address(),
            charterVersion: 1,
            charterHash: self.scenario.blueprint.charter_hash(),
            nonce: membership.nonces_1(person.key.address(), CHARTER_KEY).call().await?,
            deadline: NO_DEADLINE,
        };
        let signature = sign(&person.key, typed_data::digest(&acceptance, &domain))?;
        let (invitation, voucher) = self.voucher(index, &domain)?;
        let call = Membership::joinBySigCall {
            acceptance: acceptance.into(),
            signature,
            invitation,
            invitationSignature: voucher,
        };
        self.operator.call(contracts.membership, call.abi_encode().into()).await?;
        Ok(())
    }

    /// The founding key's voucher for the first, the organizer's for the invited, none for the others.
    fn voucher(&self, index: usize, domain: &Eip712Domain) -> anyhow::Result<(Membership::Invitation, Bytes)> {
        let organizer = &self.scenario.people[0];
        let (issuer, key, uses) = match index {
            0 => (U40::ZERO, &self.founding, 1),
            _ if self.scenario.people[index].invited => (organizer.id.into(), &organizer.key, 1),
            _ => (U40::ZERO, &self.founding, 0),
        };
        let genesis = self.scenario.blueprint.calendar.genesis;
        let voucher = typed_data::Invitation {
            issuer,
            uses,
            validFrom: U40::from(genesis),
            validUntil: U40::from(genesis + INVITATION_LIFE),
            salt: B256::from(U256::from(index)),
        };
        let signature = if uses == 0 { Bytes::new() } else { sign(key, typed_data::digest(&voucher, domain))? };
        Ok((voucher.into(), signature))
    }

    async fn appoint(&self, index: usize) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let person = &self.scenario.people[index];
        let membership = Membership::new(contracts.membership, self.provider());
        if Roles::from(membership.member(person.id.into()).call().await?.roles) == person.roles {
            return Ok(());
        }
        let organizer = self.operator.with_key(self.scenario.people[0].key.clone());
        self.operator.ensure_allowance(organizer.address()).await?;
        let call = Membership::setRolesCall { memberId: person.id.into(), roles: person.roles.into() };
        organizer.call(contracts.membership, call.abi_encode().into()).await?;
        Ok(())
    }

    async fn record(&self, recording: &Recording) -> anyhow::Result<()> {
        let Recording { epoch, source, items, approvers } = recording;
        let contracts = self.contracts()?;
        let ledger = Contributions::new(contracts.contributions, self.provider());
        let first = U40::from(items.first().map_or(0, |item| item.sequence));
        if ledger.recorded(*source, first).call().await? {
            return Ok(());
        }
        let domain = self.community()?.domain(contracts.contributions);
        let packed = contribution::pack(items)?;
        let approval = typed_data::ApproveBatch {
            epoch: *epoch,
            source: *source,
            rulesVersion: ledger.rulesVersionAt(*epoch).call().await?,
            evidenceRoot: keccak256(&packed),
            items: packed.clone(),
            deadline: NO_DEADLINE,
        };
        let digest = typed_data::digest(&approval, &domain);
        let approvals = approvers.iter().map(|index| {
            let key = &self.scenario.people[*index].key;
            let signature = sign(key, digest)?;
            Ok(Contributions::Approval { reviewer: key.address(), deadline: NO_DEADLINE, signature })
        });
        let call = Contributions::recordCall {
            batch: Contributions::Batch {
                epoch: approval.epoch,
                source: approval.source,
                rulesVersion: approval.rulesVersion,
                evidenceRoot: approval.evidenceRoot,
                items: packed,
            },
            approvals: approvals.collect::<anyhow::Result<_>>()?,
        };
        self.operator.call(contracts.contributions, call.abi_encode().into()).await?;
        Ok(())
    }

    async fn fund(&self, epoch: u32, amount: U256) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let money = Distribution::new(contracts.distribution, self.provider());
        if money.pool(COIN, epoch).call().await?.funded != 0 {
            return Ok(());
        }
        let call = Distribution::fundETHCall { epoch };
        let to = TxKind::Call(contracts.distribution);
        self.operator.send(to, call.abi_encode().into(), amount).await?;
        Ok(())
    }

    async fn mint(&self, epoch: u32) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let reputation = Reputation::new(contracts.reputation, self.provider());
        if reputation.nextEpoch().call().await? <= epoch {
            self.operator.call(contracts.reputation, Reputation::mintCall {}.abi_encode().into()).await?;
        }
        Ok(())
    }

    async fn settle(&self, epoch: u32, ids: &[MemberId]) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let reputation = Reputation::new(contracts.reputation, self.provider());
        let last = ids.last().copied().context("nobody to settle")?;
        if reputation.settledThrough(last.into()).call().await? <= epoch {
            let call = Reputation::settleCall { memberIds: ids.iter().map(|id| (*id).into()).collect() };
            self.operator.call(contracts.reputation, call.abi_encode().into()).await?;
        }
        Ok(())
    }

    async fn claim(&self, epoch: u32, ids: &[MemberId]) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let money = Distribution::new(contracts.distribution, self.provider());
        let mut open = Vec::new();
        for id in ids {
            let member: U40 = (*id).into();
            let due = !money.shareOf(COIN, epoch, member).call().await?.is_zero();
            if due && !money.claimed(COIN, epoch, member).call().await? {
                open.push(member);
            }
        }
        if !open.is_empty() {
            let call = Distribution::claimManyCall { token: COIN, epoch, memberIds: open };
            self.operator.call(contracts.distribution, call.abi_encode().into()).await?;
        }
        Ok(())
    }

    async fn sweep(&self, epoch: u32) -> anyhow::Result<()> {
        let contracts = self.contracts()?;
        let money = Distribution::new(contracts.distribution, self.provider());
        if !money.pool(COIN, epoch).call().await?.swept {
            let call = Distribution::sweepCall { token: COIN, epoch };
            self.operator.call(contracts.distribution, call.abi_encode().into()).await?;
        }
        Ok(())
    }
}

pub(super) fn sign(key: &PrivateKeySigner, digest: B256) -> anyhow::Result<Bytes> {
    Ok(key.sign_hash_sync(&digest)?.as_bytes().to_vec().into())
}
