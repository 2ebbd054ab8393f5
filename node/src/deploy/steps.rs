//! The transactions of a deployment, in order: thirteen contracts whose addresses are known beforehand, then the
//! hand-over of every power.

use alloy::{
    hex,
    primitives::{
        Address, Bytes, TxKind, U256,
        aliases::{U40, U48},
    },
    sol_types::{SolCall, SolValue},
};
use palabre_contracts::{
    Contracts, Electorate,
    bindings::{
        AccessManager, Challenges, Contributions, Distribution, Guardian, House, Membership, Registry, Reputation,
        Safeguards, TimelockController,
    },
};
use serde::{Deserialize, Serialize};

use super::powers::{self, ADMIN};
use crate::blueprint::Blueprint;

/// One transaction of a deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it does, for people.
    pub what: String,
    /// The contract it calls; none for a creation.
    pub to: Option<Address>,
    /// Its data.
    pub input: Bytes,
}

impl Step {
    /// Receiver of the transaction.
    pub fn receiver(&self) -> TxKind {
        self.to.map_or(TxKind::Create, TxKind::Call)
    }
}

/// Where each contract will be: the deployer's first transactions create them in this order.
pub(super) fn predict(deployer: Address, registry: Address) -> Contracts {
    Contracts::in_order(registry, |place| deployer.create(u64::from(place) - 1))
}

/// All transactions, in order.
pub(super) fn steps(contracts: &Contracts, blueprint: &Blueprint, deployer: Address) -> Vec<Step> {
    let houses = vec![contracts.members_timelock, contracts.contributors_timelock];
    let mut steps = vec![
        create("access manager", AccessManager::BYTECODE.clone(), (deployer,).abi_encode_params()),
        timelock("members' timelock", blueprint.houses.timelock, vec![contracts.members_house]),
        timelock("contributors' timelock", blueprint.houses.timelock, vec![contracts.contributors_house]),
        timelock("constitution", blueprint.houses.constitution, houses),
        membership(contracts, blueprint),
        ledger(contracts, blueprint),
        reputation(contracts, blueprint),
        distribution(contracts, blueprint),
        house(contracts, blueprint, Electorate::Members),
        house(contracts, blueprint, Electorate::Contributors),
        safeguards(contracts, blueprint),
        challenges(contracts, blueprint),
        guardian(contracts, blueprint),
    ];
    steps.extend(hand_over(contracts, deployer));
    steps
}

fn create(what: &str, code: Bytes, arguments: Vec<u8>) -> Step {
    Step { what: what.to_owned(), to: None, input: [code.to_vec(), arguments].concat().into() }
}

fn timelock(what: &str, delay: u64, proposers: Vec<Address>) -> Step {
    // Nobody is admin of a timelock but itself, and anyone may execute what was decided.
    let arguments = (U256::from(delay), proposers, vec![Address::ZERO], Address::ZERO).abi_encode_params();
    create(what, TimelockController::BYTECODE.clone(), arguments)
}

fn membership(contracts: &Contracts, blueprint: &Blueprint) -> Step {
    let founding = Membership::Founding {
        name: blueprint.name.clone(),
        slug: blueprint.slug.to_string(),
        accessManager: contracts.access_manager,
        contributions: contracts.contributions,
        reputation: contracts.reputation,
        safeguards: contracts.safeguards,
        foundingKey: blueprint.founding_key,
        pilot: blueprint.pilot,
        admission: blueprint.admission as u8,
        charterHash: blueprint.charter_hash(),
        charterURI: blueprint.charter_uri(),
        daoURI: blueprint.dao_uri.clone(),
    };
    create("membership", Membership::BYTECODE.clone(), (founding,).abi_encode_params())
}

fn ledger(contracts: &Contracts, blueprint: &Blueprint) -> Step {
    let calendar = &blueprint.calendar;
    let setup = Contributions::LedgerSetup {
        slug: blueprint.slug.to_string(),
        accessManager: contracts.access_manager,
        membership: contracts.membership,
        reputation: contracts.reputation,
        membersTimelock: contracts.members_timelock,
        challenges: contracts.challenges,
        calendar: Contributions::Calendar {
            genesis: U40::from(calendar.genesis),
            length: U40::from(calendar.length),
            grace: U40::from(calendar.grace),
            challenge: U40::from(calendar.challenge),
            resolve: U40::from(calendar.resolve),
        },
        pilot: blueprint.pilot,
        attester: blueprint.attester,
        rules: blueprint.rules.clone(),
    };
    create("contributions", Contributions::BYTECODE.clone(), (setup,).abi_encode_params())
}

fn reputation(contracts: &Contracts, blueprint: &Blueprint) -> Step {
    let setup = Reputation::Setup {
        communityName: blueprint.name.clone(),
        slug: blueprint.slug.to_string(),
        membership: contracts.membership,
        contributions: contracts.contributions,
        accessManager: contracts.access_manager,
        challenges: contracts.challenges,
        squareRoot: Address::ZERO,
        predecessor: Address::ZERO,
        fromEpoch: 0,
        epochLength: U256::from(blueprint.calendar.length),
        halfLife: U256::from(blueprint.half_life),
    };
    create("reputation", Reputation::BYTECODE.clone(), (setup,).abi_encode_params())
}

fn distribution(contracts: &Contracts, blueprint: &Blueprint) -> Step {
    let setup = Distribution::Setup {
        accessManager: contracts.access_manager,
        membership: contracts.membership,
        contributions: contracts.contributions,
        reputation: contracts.reputation,
        membersTimelock: contracts.members_timelock,
        tokens: blueprint.tokens.clone(),
        unclaimedPeriod: U40::from(blueprint.unclaimed_period),
        rules: blueprint.share_rules.clone(),
    };
    create("distribution", Distribution::BYTECODE.clone(), (setup,).abi_encode_params())
}

fn house(contracts: &Contracts, blueprint: &Blueprint, electorate: Electorate) -> Step {
    let (what, votes, gate) = match electorate {
        Electorate::Members => ("members' house", contracts.membership, Address::ZERO),
        Electorate::Contributors => ("contributors' house", contracts.reputation, contracts.reputation),
    };
    let houses = &blueprint.houses;
    let setup = House::Setup {
        name: electorate.house_name(&blueprint.slug),
        votes,
        timelock: contracts.timelock(electorate),
        gate,
        membership: contracts.membership,
        constitution: contracts.constitution,
        safeguards: contracts.safeguards,
        guardian: contracts.guardian,
        votingDelay: U48::from(houses.voting_delay),
        votingPeriod: houses.voting_period,
        thresholdBps: U256::from(houses.threshold_bps),
        quorumPercent: U256::from(houses.quorum_percent),
        lateQuorumExtension: U48::from(houses.late_quorum_extension),
        minimumHeads: houses.minimum_heads,
        pilot: blueprint.pilot,
    };
    create(what, House::BYTECODE.clone(), (setup,).abi_encode_params())
}

fn safeguards(contracts: &Contracts, blueprint: &Blueprint) -> Step {
    let setup = Safeguards::Setup {
        slug: blueprint.slug.to_string(),
        accessManager: contracts.access_manager,
        membership: contracts.membership,
        contributions: contracts.contributions,
        membersHouse: contracts.members_house,
        contributorsHouse: contracts.contributors_house,
        guardian: contracts.guardian,
    };
    create("safeguards", Safeguards::BYTECODE.clone(), (setup,).abi_encode_params())
}

fn challenges(contracts: &Contracts, blueprint: &Blueprint) -> Step {
    let setup = Challenges::Setup {
        slug: blueprint.slug.to_string(),
        accessManager: contracts.access_manager,
        membership: contracts.membership,
        contributions: contracts.contributions,
        reputation: contracts.reputation,
        membersHouse: contracts.members_house,
        guardian: contracts.guardian,
    };
    create("challenges", Challenges::BYTECODE.clone(), (setup,).abi_encode_params())
}

fn guardian(contracts: &Contracts, blueprint: &Blueprint) -> Step {
    let setup = Guardian::Setup {
        slug: blueprint.slug.to_string(),
        accessManager: contracts.access_manager,
        membership: contracts.membership,
        safeguards: contracts.safeguards,
        challenges: contracts.challenges,
        expiresAt: U40::from(blueprint.guardian_until),
    };
    create("guardian", Guardian::BYTECODE.clone(), (setup,).abi_encode_params())
}

/// Powers go to the timelocks, ADMIN to the constitution alone, and the deployer keeps nothing.
fn hand_over(contracts: &Contracts, deployer: Address) -> Vec<Step> {
    let manager = contracts.access_manager;
    let powers = powers::by_target(contracts).into_iter().map(|(kind, target, selectors, role)| {
        let what = format!("powers over {kind}");
        call(&what, manager, AccessManager::setTargetFunctionRoleCall { target, selectors, roleId: role })
    });
    let grants = powers::holders(contracts).into_iter().map(|(role, account)| {
        let what = format!("role {role} of {}", hex::encode_prefixed(account));
        call(&what, manager, AccessManager::grantRoleCall { roleId: role, account, executionDelay: 0 })
    });
    let mut steps: Vec<Step> = powers.chain(grants).collect();
    steps.push(call(
        "entry in the registry",
        contracts.registry,
        Registry::registerCall { deployment: contracts.deployment(0) },
    ));
    steps.push(call(
        "end of the deployer's powers",
        manager,
        AccessManager::renounceRoleCall { roleId: ADMIN, callerConfirmation: deployer },
    ));
    steps
}

fn call(what: &str, to: Address, call: impl SolCall) -> Step {
    Step { what: what.to_owned(), to: Some(to), input: call.abi_encode().into() }
}
