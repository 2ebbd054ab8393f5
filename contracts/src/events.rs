//! Everything that can happen on chain, as one enum.

use alloy::{primitives::LogData, sol_types::SolEventInterface};

use crate::{
    bindings::{
        access_manager::AccessManager::AccessManagerEvents, challenges::Challenges::ChallengesEvents,
        contributions::Contributions::ContributionsEvents, distribution::Distribution::DistributionEvents,
        guardian::Guardian::GuardianEvents, house::House::HouseEvents, membership::Membership::MembershipEvents,
        registry::Registry::RegistryEvents, reputation::Reputation::ReputationEvents,
        safeguards::Safeguards::SafeguardsEvents, timelock::TimelockController::TimelockControllerEvents,
    },
    proposal::Electorate,
};

/// Which contract of a community a log comes from; the address alone decides how it is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ContractKind {
    /// Members, charter, roles.
    Membership,
    /// The ledger.
    Contributions,
    /// Votes from points.
    Reputation,
    /// Money.
    Distribution,
    /// A Governor.
    House(Electorate),
    /// Suspension, rotation and recovery.
    Safeguards,
    /// Disputes about contributions.
    Challenges,
    /// The brake with an end.
    Guardian,
    /// The timelock of a house.
    Timelock(Electorate),
    /// The slow timelock that alone holds ADMIN.
    Constitution,
    /// Who may call what.
    AccessManager,
    /// Deployments over time; shared by all communities of a chain.
    Registry,
}

/// One event of one of our contracts.
#[derive(Clone, Debug)]
pub enum Event {
    /// Of `Membership`.
    Membership(MembershipEvents),
    /// Of `Contributions`.
    Contributions(ContributionsEvents),
    /// Of `Reputation`.
    Reputation(ReputationEvents),
    /// Of `Distribution`.
    Distribution(DistributionEvents),
    /// Of a house's Governor.
    House(Electorate, HouseEvents),
    /// Of `Safeguards`.
    Safeguards(SafeguardsEvents),
    /// Of `Challenges`.
    Challenges(ChallengesEvents),
    /// Of `Guardian`.
    Guardian(GuardianEvents),
    /// Of a house's timelock.
    Timelock(Electorate, TimelockControllerEvents),
    /// Of the constitution.
    Constitution(TimelockControllerEvents),
    /// Of the access manager.
    AccessManager(AccessManagerEvents),
    /// Of the registry.
    Registry(RegistryEvents),
}

/// A log of one of our contracts is not what its ABI says: the wrong address is configured, or the RPC answers wrongly.
#[derive(Debug, thiserror::Error)]
#[error("a log of {kind:?} cannot be decoded: {source}")]
pub struct UndecodableLog {
    kind: ContractKind,
    source: alloy::sol_types::Error,
}

impl Event {
    /// Decodes a log by the contract it comes from.
    pub fn decode(kind: ContractKind, log: &LogData) -> Result<Self, UndecodableLog> {
        let (topics, data) = (log.topics(), &log.data);
        let event = match kind {
            ContractKind::Membership => MembershipEvents::decode_raw_log(topics, data).map(Self::Membership),
            ContractKind::Contributions => ContributionsEvents::decode_raw_log(topics, data).map(Self::Contributions),
            ContractKind::Reputation => ReputationEvents::decode_raw_log(topics, data).map(Self::Reputation),
            ContractKind::Distribution => DistributionEvents::decode_raw_log(topics, data).map(Self::Distribution),
            ContractKind::House(of) => HouseEvents::decode_raw_log(topics, data).map(|event| Self::House(of, event)),
            ContractKind::Safeguards => SafeguardsEvents::decode_raw_log(topics, data).map(Self::Safeguards),
            ContractKind::Challenges => ChallengesEvents::decode_raw_log(topics, data).map(Self::Challenges),
            ContractKind::Guardian => GuardianEvents::decode_raw_log(topics, data).map(Self::Guardian),
            ContractKind::Timelock(of) => {
                TimelockControllerEvents::decode_raw_log(topics, data).map(|event| Self::Timelock(of, event))
            }
            ContractKind::Constitution => {
                TimelockControllerEvents::decode_raw_log(topics, data).map(Self::Constitution)
            }
            ContractKind::AccessManager => AccessManagerEvents::decode_raw_log(topics, data).map(Self::AccessManager),
            ContractKind::Registry => RegistryEvents::decode_raw_log(topics, data).map(Self::Registry),
        };
        event.map_err(|source| UndecodableLog { kind, source })
    }
}
