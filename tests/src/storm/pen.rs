//! Signed transactions of people and operator: what may happen in a block.

use std::collections::BTreeMap;

use alloy::{
    consensus::{SignableTransaction, TxEip1559, TxEnvelope},
    eips::eip2718::Encodable2718,
    primitives::{
        Address, B256, Bytes, TxKind, U256,
        aliases::{U40, U192},
        keccak256,
    },
    providers::Provider,
    signers::{SignerSync, local::PrivateKeySigner},
    sol_types::SolCall,
};
use palabre::{blueprint::Blueprint, keys};
use palabre_contracts::{
    Electorate, Lane, Roles,
    bindings::{Contributions, Distribution, House, Membership, Registry, reputation::Reputation},
    contribution, typed_data,
};
use palabre_devchain::DevChain;

use super::{
    base::{Base, REVIEWERS, SIZE, item},
    dice::Dice,
};

const GAS: u64 = 4_000_000;
const PRICE: u128 = 100_000_000_000;
/// Where the storm's contributions are numbered.
const SOURCE: u32 = 2;

/// Writes transactions that are valid after a block of a branch.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    base: &'a Base,
    chain: &'a DevChain,
    block: u64,
    nonces: BTreeMap<Address, u64>,
    dice: Dice,
}

impl<'a> Pen<'a> {
    pub(super) fn after(base: &'a Base, chain: &'a DevChain, block: u64, dice: Dice) -> Self {
        Self { base, chain, block, nonces: BTreeMap::new(), dice }
    }

    async fn nonce(&mut self, of: Address) -> anyhow::Result<u64> {
        let known = match self.nonces.get(&of) {
            Some(nonce) => *nonce,
            None => self.chain.provider().get_transaction_count(of).number(self.block).await?,
        };
        self.nonces.insert(of, known + 1);
        Ok(known)
    }

    async fn write(
        &mut self,
        key: &PrivateKeySigner,
        (to, input, value): (Address, Vec<u8>, U256),
    ) -> anyhow::Result<Vec<u8>> {
        let transaction = TxEip1559 {
            chain_id: self.chain.chain_id(),
            nonce: self.nonce(key.address()).await?,
            gas_limit: GAS,
            max_fee_per_gas: PRICE,
            max_priority_fee_per_gas: 0,
            to: TxKind::Call(to),
            value,
            access_list: Default::default(),
            input: input.into(),
        };
        let signature = key.sign_hash_sync(&transaction.signature_hash())?;
        Ok(TxEnvelope::from(transaction.into_signed(signature)).encoded_2718())
    }

    /// Anything that may happen to the community; some of it the contracts refuse, as they do in life.
    pub(super) async fn anything(&mut self) -> anyhow::Result<Vec<u8>> {
        let base = self.base;
        let at = base.crowd.community.contracts;
        let somebody = self.dice.below(SIZE as u64) as usize;
        let other = base.crowd.keys[self.dice.below(SIZE as u64) as usize].address();
        let key = &base.crowd.keys[somebody];
        let none = U256::ZERO;
        match self.dice.below(10) {
            0..=1 => {
                let call = Membership::delegateCall { delegatee: other }.abi_encode();
                self.write(key, (at.membership, call, none)).await
            }
            2 => {
                let call = Reputation::delegateCall { delegatee: other }.abi_encode();
                self.write(key, (at.reputation, call, none)).await
            }
            3..=4 => self.record().await,
            5 => {
                let call = Distribution::fundETHCall { epoch: self.dice.below(2) as u32 }.abi_encode();
                let coins = U256::from(1 + self.dice.below(1 << 50));
                self.write(&base.operator, (at.distribution, call, coins)).await
            }
            6 => {
                let roles = if self.dice.chance(500) { Roles::MODERATOR } else { Roles::NONE };
                let member = U40::from(self.dice.between(5, SIZE as u64));
                let call = Membership::setRolesCall { memberId: member, roles: roles.into() }.abi_encode();
                self.write(&base.crowd.keys[0], (at.membership, call, none)).await
            }
            7 => self.vote(key).await,
            8 => self.join().await,
            _ => self.operators().await,
        }
    }

    /// Something that the operator can do any number of times.
    pub(super) async fn operators(&mut self) -> anyhow::Result<Vec<u8>> {
        let at = self.base.crowd.community.contracts;
        // Some entries of the registry are those of others.
        let membership = if self.dice.chance(250) { Address::repeat_byte(0x77) } else { at.membership };
        let (kind, root) = (B256::from(U256::from(self.dice.below(3))), keccak256(self.dice.roll().to_be_bytes()));
        let call = Registry::anchorCall { membership, kind, root }.abi_encode();
        self.write(&self.base.operator.clone(), (at.registry, call, U256::ZERO)).await
    }

    async fn vote(&mut self, key: &PrivateKeySigner) -> anyhow::Result<Vec<u8>> {
        let at = self.base.crowd.community.contracts.house(Electorate::Members);
        let (proposal, support) = (self.base.crowd.proposal, self.dice.below(3) as u8);
        let reason = format!("reason {}", self.dice.below(5));
        let call = House::castVoteWithReasonCall { proposalId: proposal, support, reason }.abi_encode();
        self.write(key, (at, call, U256::ZERO)).await
    }

    async fn record(&mut self) -> anyhow::Result<Vec<u8>> {
        let base = self.base;
        let community = &base.crowd.community;
        let items = (0..self.dice.between(1, 6)).map(|_| {
            let (member, lane) = (self.dice.between(5, SIZE as u64), self.dice.below(Lane::COUNT as u64));
            // Numbers that are drawn twice are refused by the contract.
            item(member, lane, self.dice.below(3) as u32, self.dice.below(1 << 39))
        });
        let packed = contribution::pack(&items.collect::<anyhow::Result<Vec<_>>>()?)?;
        let approval = typed_data::ApproveBatch {
            epoch: 0,
            source: SOURCE,
            rulesVersion: 1,
            evidenceRoot: keccak256(&packed),
            items: packed.clone(),
            deadline: U256::MAX,
        };
        let digest = typed_data::digest(&approval, &community.domain(community.contracts.contributions));
        let reviewer = &base.crowd.keys[*self.dice.pick(&REVIEWERS)];
        let signature = reviewer.sign_hash_sync(&digest)?.as_bytes().to_vec().into();
        let approvals = vec![Contributions::Approval { reviewer: reviewer.address(), deadline: U256::MAX, signature }];
        let batch = Contributions::Batch {
            epoch: approval.epoch,
            source: approval.source,
            rulesVersion: approval.rulesVersion,
            evidenceRoot: approval.evidenceRoot,
            items: packed,
        };
        let call = Contributions::recordCall { batch, approvals }.abi_encode();
        self.write(&base.operator, (community.contracts.contributions, call, U256::ZERO)).await
    }

    /// Somebody new accepts the charter; the operator pays.
    async fn join(&mut self) -> anyhow::Result<Vec<u8>> {
        let base = self.base;
        let community = &base.crowd.community;
        let at = community.contracts.membership;
        let key = keys::derived(B256::repeat_byte(0xab), &self.dice.below(1 << 20).to_string());
        let blueprint = Blueprint::standard(community.slug.clone(), "The Crowd".to_owned(), 0);
        let acceptance = typed_data::AcceptCharter {
            wallet: key.address(),
            charterVersion: 1,
            charterHash: blueprint.charter_hash(),
            nonce: U256::from(U192::from_limbs([typed_data::CHARTER_NONCES, 0, 0])) << 64,
            deadline: U256::MAX,
        };
        let digest = typed_data::digest(&acceptance, &community.domain(at));
        let signature = key.sign_hash_sync(&digest)?.as_bytes().to_vec().into();
        let voucher = typed_data::Invitation {
            issuer: U40::ZERO,
            uses: 0,
            validFrom: U40::ZERO,
            validUntil: U40::MAX,
            salt: B256::ZERO,
        };
        let call = Membership::joinBySigCall {
            acceptance: acceptance.into(),
            signature,
            invitation: voucher.into(),
            invitationSignature: Bytes::new(),
        };
        self.write(&base.operator, (at, call.abi_encode(), U256::ZERO)).await
    }
}
