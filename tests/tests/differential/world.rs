//! A community of eight on an embedded chain whose clock the test holds.

use std::sync::Arc;

use alloy::{
    primitives::{Address, B256, Bytes, U256, aliases::U40, keccak256},
    providers::{DynProvider, Provider},
    signers::{SignerSync, local::PrivateKeySigner},
    sol_types::SolCall,
};
use palabre::{
    blueprint::{Blueprint, Houses},
    deploy,
    sender::Sender,
};
use palabre_contracts::{
    Community, Lane, Roles,
    bindings::{Membership, contributions},
    rules::Calendar,
    typed_data,
};
use palabre_devchain::{DevChain, DevChainConfig, ManualClock};

pub(crate) const GENESIS: u64 = 1_800_000_000;
pub(crate) const LENGTH: u64 = 1_000;
pub(crate) const SHORT: u64 = 100;
pub(crate) const FOUNDED: u64 = GENESIS - 1_000;
/// Founder, three reviewers, two moderators, two others.
pub(crate) const PEOPLE: usize = 8;
pub(crate) const REVIEWERS: [usize; 3] = [1, 2, 3];
/// The first of them is the guardian, too.
pub(crate) const MODERATORS: [usize; 2] = [4, 5];

/// A founded community, opened, at the start of epoch 0.
pub(crate) struct World {
    pub(crate) chain: DevChain,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) operator: Sender,
    pub(crate) people: Vec<Sender>,
    pub(crate) keys: Vec<PrivateKeySigner>,
    pub(crate) community: Community,
    pub(crate) sequence: u64,
    pub(crate) batches: Vec<contributions::Contributions::RecordedBatch>,
}

pub(crate) fn key(label: &str) -> PrivateKeySigner {
    PrivateKeySigner::from_bytes(&keccak256(label)).expect("a hash of a test is a key")
}

pub(crate) fn blueprint() -> Blueprint {
    let mut blueprint = Blueprint::standard("chance".parse().expect("a slug"), "Chance".to_owned(), GENESIS);
    blueprint.pilot = true;
    blueprint.houses = Houses { minimum_heads: 3, ..Houses::pilot() };
    blueprint.founding_key = key("founding").address();
    blueprint.attester = key("operator").address();
    blueprint.calendar = Calendar { genesis: GENESIS, length: LENGTH, grace: SHORT, challenge: SHORT, resolve: SHORT };
    blueprint.rules.quorum = [1, 1, 2, 1, 1, 1, 1, 0];
    blueprint.rules.cap = [60, 25, 60, 60, 60, 60, 60, 60];
    blueprint.rules.budgetFloor = [100_000; 8];
    blueprint.rules.attesterBudget = 100_000;
    blueprint.share_rules.laneFloor = [40, 2_000, 0, 0, 0, 0, 0, 30];
    blueprint.share_rules.memberCapBps = 4_000;
    blueprint.share_rules.activityTarget = 12;
    blueprint.guardian_until = GENESIS + 86_400;
    blueprint
}

impl World {
    pub(crate) async fn new() -> Self {
        let clock = Arc::new(ManualClock::new(FOUNDED));
        let chain = DevChain::open(DevChainConfig {
            chain_id: Some(0x5eed_0d1f),
            genesis_accounts: vec![(key("operator").address(), U256::from(10).pow(U256::from(24)))],
            genesis_time: Some(FOUNDED),
            heartbeat: None,
            clock: clock.clone(),
            dev: true,
            ..DevChainConfig::default()
        })
        .expect("a chain in memory opens");
        let operator = Sender::new(chain.provider().erased(), key("operator")).await.expect("the chain answers");
        let registry = deploy::registry(&operator).await.expect("a registry");
        let community = deploy::community(&operator, registry, &blueprint()).await.expect("a community");
        let keys: Vec<_> = (0..PEOPLE).map(|index| key(&format!("person {index}"))).collect();
        let people = keys.iter().map(|key| operator.with_key(key.clone())).collect();
        let mut world = Self { chain, clock, operator, people, keys, community, sequence: 0, batches: Vec::new() };
        world.found().await;
        world
    }

    pub(crate) fn provider(&self) -> DynProvider {
        self.operator.provider().clone()
    }

    pub(crate) async fn found(&mut self) {
        for index in 0..PEOPLE {
            self.operator.ensure_allowance(self.people[index].address()).await.expect("coins");
            assert!(self.join(index, FOUNDED).await, "person {index} joins");
        }
        let reviewer = Lane::all().fold(Roles::NONE, |roles, lane| roles.with(Roles::reviewer(lane)));
        let roles = REVIEWERS.map(|index| (index, reviewer)).into_iter();
        let guardian = [(MODERATORS[0], Roles::MODERATOR.with(Roles::GUARDIAN))];
        let moderators = MODERATORS[1..].iter().map(|index| (*index, Roles::MODERATOR));
        for (index, roles) in roles.chain(guardian).chain(moderators) {
            let call = Membership::setRolesCall { memberId: id(index), roles: roles.into() };
            assert!(self.act(0, self.community.contracts.membership, call).await);
        }
        assert!(self.act(0, self.community.contracts.membership, Membership::openCall {}).await);
        self.clock.set(GENESIS);
    }

    /// Joins, or comes back, with a voucher.
    pub(crate) async fn join(&self, index: usize, now: u64) -> bool {
        let membership = self.community.contracts.membership;
        let invitation = typed_data::Invitation {
            issuer: if index == 0 { U40::ZERO } else { id(0) },
            uses: 1,
            validFrom: U40::from(now),
            validUntil: U40::from(now + 10_000),
            salt: keccak256([index.to_be_bytes(), now.to_be_bytes() as [u8; 8]].concat()),
        };
        let signer = if index == 0 { key("founding") } else { self.keys[0].clone() };
        let digest = typed_data::digest(&invitation, &self.community.domain(membership));
        let call = Membership::joinCall {
            charterVersion_: 1,
            charterHash_: blueprint().charter_hash(),
            invitation: invitation.into(),
            invitationSignature: signed(&signer, digest),
        };
        self.act(index, membership, call).await
    }

    /// A call by somebody; false if the contract refused it.
    pub(crate) async fn act(&self, who: usize, to: Address, call: impl SolCall) -> bool {
        self.people[who].call(to, call.abi_encode().into()).await.is_ok()
    }

    pub(crate) async fn anyone(&self, to: Address, call: impl SolCall) -> bool {
        self.operator.call(to, call.abi_encode().into()).await.is_ok()
    }
}

pub(crate) fn id(index: usize) -> U40 {
    U40::from(index + 1)
}

pub(crate) fn everybody() -> Vec<U40> {
    (0..PEOPLE).map(id).collect()
}

pub(crate) fn signed(key: &PrivateKeySigner, digest: B256) -> Bytes {
    key.sign_hash_sync(&digest).expect("a key in memory signs").as_bytes().to_vec().into()
}
