//! Where the contracts of a community are.

use alloy::{primitives::Address, sol_types::Eip712Domain};
use serde::{Deserialize, Serialize};

use crate::{
    bindings::registry::Registry::Deployment, events::ContractKind, proposal::Electorate, slug::Slug, typed_data,
};

/// A community that a service follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Community {
    /// Short name, unique within one service.
    pub slug: Slug,
    /// Name for people.
    pub name: String,
    /// Chain that holds it.
    pub chain_id: u64,
    /// First block that can hold one of its events.
    pub from_block: u64,
    /// Its contracts.
    pub contracts: Contracts,
}

impl Community {
    /// The signing domain of one of its own contracts.
    pub fn domain(&self, contract: Address) -> Eip712Domain {
        typed_data::community_domain(&self.slug, self.chain_id, contract)
    }

    /// The signing domain of a house, which has the name of its Governor.
    pub fn house_domain(&self, electorate: Electorate) -> Eip712Domain {
        typed_data::domain(electorate.house_name(&self.slug), self.chain_id, self.contracts.house(electorate))
    }
}

/// Addresses of the contracts of a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the contracts")]
pub struct Contracts {
    pub registry: Address,
    pub access_manager: Address,
    pub members_timelock: Address,
    pub contributors_timelock: Address,
    pub constitution: Address,
    pub membership: Address,
    pub contributions: Address,
    pub reputation: Address,
    pub distribution: Address,
    pub members_house: Address,
    pub contributors_house: Address,
    pub safeguards: Address,
    pub challenges: Address,
    pub guardian: Address,
}

impl Contracts {
    /// The contracts of a registry whose addresses follow from their places in the order of deployment, 1 to 13.
    pub fn in_order(registry: Address, at: impl Fn(u8) -> Address) -> Self {
        Self {
            registry,
            access_manager: at(1),
            members_timelock: at(2),
            contributors_timelock: at(3),
            constitution: at(4),
            membership: at(5),
            contributions: at(6),
            reputation: at(7),
            distribution: at(8),
            members_house: at(9),
            contributors_house: at(10),
            safeguards: at(11),
            challenges: at(12),
            guardian: at(13),
        }
    }

    /// All contracts with their kinds.
    pub fn all(&self) -> [(Address, ContractKind); 14] {
        [
            (self.registry, ContractKind::Registry),
            (self.access_manager, ContractKind::AccessManager),
            (self.members_timelock, ContractKind::Timelock(Electorate::Members)),
            (self.contributors_timelock, ContractKind::Timelock(Electorate::Contributors)),
            (self.constitution, ContractKind::Constitution),
            (self.membership, ContractKind::Membership),
            (self.contributions, ContractKind::Contributions),
            (self.reputation, ContractKind::Reputation),
            (self.distribution, ContractKind::Distribution),
            (self.members_house, ContractKind::House(Electorate::Members)),
            (self.contributors_house, ContractKind::House(Electorate::Contributors)),
            (self.safeguards, ContractKind::Safeguards),
            (self.challenges, ContractKind::Challenges),
            (self.guardian, ContractKind::Guardian),
        ]
    }

    /// What stands at `address`, if it is ours.
    pub fn kind_of(&self, address: Address) -> Option<ContractKind> {
        self.all().into_iter().find(|(ours, _)| *ours == address).map(|(_, kind)| kind)
    }

    /// The house of an electorate.
    pub fn house(&self, electorate: Electorate) -> Address {
        match electorate {
            Electorate::Members => self.members_house,
            Electorate::Contributors => self.contributors_house,
        }
    }

    /// The timelock of an electorate's house.
    pub fn timelock(&self, electorate: Electorate) -> Address {
        match electorate {
            Electorate::Members => self.members_timelock,
            Electorate::Contributors => self.contributors_timelock,
        }
    }

    /// The registry's words for them.
    pub fn deployment(&self, from_epoch: u32) -> Deployment {
        Deployment {
            membership: self.membership,
            contributions: self.contributions,
            reputation: self.reputation,
            distribution: self.distribution,
            membersHouse: self.members_house,
            contributorsHouse: self.contributors_house,
            accessManager: self.access_manager,
            membersTimelock: self.members_timelock,
            contributorsTimelock: self.contributors_timelock,
            constitution: self.constitution,
            safeguards: self.safeguards,
            challenges: self.challenges,
            guardian: self.guardian,
            fromEpoch: from_epoch,
        }
    }
}
