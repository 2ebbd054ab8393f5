//! Who may call what: the one table that a deployment writes and an audit compares with.

use alloy::{
    primitives::{Address, FixedBytes},
    sol_types::SolCall,
};
use palabre_contracts::{
    ContractKind, Contracts,
    bindings::{Challenges, Contributions, Distribution, Guardian, Membership, Safeguards},
};

/// Manager role that may change every other: only the constitution holds it [6].
pub const ADMIN: u64 = 0;
/// Manager role of the members' house.
pub const MEMBERS_HOUSE: u64 = 1;
/// Manager role of the contributors' house; the members' house holds it too and stands in until reputation exists.
pub const CONTRIBUTORS_HOUSE: u64 = 2;

/// A function that the access manager guards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Power {
    /// The contract that has it.
    pub of: ContractKind,
    /// Its signature.
    pub function: &'static str,
    /// Its selector.
    pub selector: FixedBytes<4>,
    /// Who may call it.
    pub role: u64,
}

impl Power {
    const fn new<C: SolCall>(of: ContractKind, role: u64) -> Self {
        Self { of, function: C::SIGNATURE, selector: FixedBytes(C::SELECTOR), role }
    }
}

/// Every guarded function.
pub const POWERS: &[Power] = &[
    Power::new::<Membership::setRolesCall>(ContractKind::Membership, MEMBERS_HOUSE),
    Power::new::<Membership::publishCharterCall>(ContractKind::Membership, MEMBERS_HOUSE),
    Power::new::<Membership::setAdmissionCall>(ContractKind::Membership, MEMBERS_HOUSE),
    Power::new::<Membership::setDaoURICall>(ContractKind::Membership, MEMBERS_HOUSE),
    Power::new::<Membership::expelCall>(ContractKind::Membership, MEMBERS_HOUSE),
    Power::new::<Safeguards::liftSuspensionCall>(ContractKind::Safeguards, MEMBERS_HOUSE),
    Power::new::<Safeguards::removeUnitCall>(ContractKind::Safeguards, MEMBERS_HOUSE),
    Power::new::<Safeguards::allowUnitCall>(ContractKind::Safeguards, MEMBERS_HOUSE),
    Power::new::<Safeguards::startRecoveryCall>(ContractKind::Safeguards, MEMBERS_HOUSE),
    Power::new::<Safeguards::cancelRecoveryCall>(ContractKind::Safeguards, MEMBERS_HOUSE),
    Power::new::<Guardian::extendTermCall>(ContractKind::Guardian, MEMBERS_HOUSE),
    Power::new::<Guardian::endCall>(ContractKind::Guardian, MEMBERS_HOUSE),
    Power::new::<Challenges::upholdByHouseCall>(ContractKind::Challenges, MEMBERS_HOUSE),
    Power::new::<Challenges::debitByHouseCall>(ContractKind::Challenges, MEMBERS_HOUSE),
    Power::new::<Contributions::setRulesCall>(ContractKind::Contributions, CONTRIBUTORS_HOUSE),
    Power::new::<Contributions::setAttesterCall>(ContractKind::Contributions, CONTRIBUTORS_HOUSE),
    Power::new::<Distribution::setShareRulesCall>(ContractKind::Distribution, CONTRIBUTORS_HOUSE),
    Power::new::<Distribution::allowTokenCall>(ContractKind::Distribution, CONTRIBUTORS_HOUSE),
    Power::new::<Distribution::withdrawReserveCall>(ContractKind::Distribution, CONTRIBUTORS_HOUSE),
];

/// The guarded functions of each contract: its name, its address, the selectors and the role that may call them.
pub(super) fn by_target(contracts: &Contracts) -> Vec<(&'static str, Address, Vec<FixedBytes<4>>, u64)> {
    let kinds = [
        (ContractKind::Membership, "members", contracts.membership),
        (ContractKind::Safeguards, "safeguards", contracts.safeguards),
        (ContractKind::Challenges, "challenges", contracts.challenges),
        (ContractKind::Guardian, "the guardian", contracts.guardian),
        (ContractKind::Contributions, "contributions", contracts.contributions),
        (ContractKind::Distribution, "money", contracts.distribution),
    ];
    let mut targets = Vec::new();
    for (kind, name, target) in kinds {
        for role in [MEMBERS_HOUSE, CONTRIBUTORS_HOUSE] {
            let selectors: Vec<_> = POWERS
                .iter()
                .filter(|power| power.of == kind && power.role == role)
                .map(|power| power.selector)
                .collect();
            if !selectors.is_empty() {
                targets.push((name, target, selectors, role));
            }
        }
    }
    targets
}

/// Who holds which role once a deployment is complete; all without delay.
pub fn holders(contracts: &Contracts) -> [(u64, Address); 4] {
    [
        (MEMBERS_HOUSE, contracts.members_timelock),
        (CONTRIBUTORS_HOUSE, contracts.contributors_timelock),
        (CONTRIBUTORS_HOUSE, contracts.members_timelock),
        (ADMIN, contracts.constitution),
    ]
}

#[cfg(test)]
mod tests {
    use palabre_api::relay::words;

    use super::*;

    #[test]
    fn every_power_of_a_house_has_a_sentence() {
        for power in POWERS {
            let contract = format!("{:?}", power.of).to_ascii_lowercase();
            let function = power.function.split('(').next().unwrap();
            assert!(words::knows(&contract, function), "{contract}.{function} has no sentence");
        }
    }
}
