//! Why a call was refused, in the words of the contracts.

use alloy::{
    hex,
    sol_types::{Panic, Revert, SolError, SolInterface},
};

use crate::bindings::{
    access_manager::AccessManager::AccessManagerErrors, challenges::Challenges::ChallengesErrors,
    contributions::Contributions::ContributionsErrors, distribution::Distribution::DistributionErrors,
    guardian::Guardian::GuardianErrors, house::House::HouseErrors, membership::Membership::MembershipErrors,
    registry::Registry::RegistryErrors, reputation::Reputation::ReputationErrors,
    safeguards::Safeguards::SafeguardsErrors, timelock::TimelockController::TimelockControllerErrors,
};

/// The reason behind revert data, for example `MembershipAlreadyMember { wallet: 0x…, memberId: 3 }`.
///
/// Errors of our contracts are named with their arguments, plain reverts and panics give their text, and data that
/// nobody knows stays hexadecimal.
pub fn explain(data: &[u8]) -> String {
    macro_rules! try_each {
        ($($errors:ty),*) => {
            $(if let Ok(error) = <$errors>::abi_decode(data) {
                return without_wrappers(&format!("{error:?}"));
            })*
        };
    }
    if data.is_empty() {
        return "the contract gave no reason".to_owned();
    }
    if let Ok(Revert { reason }) = Revert::abi_decode(data) {
        return reason;
    }
    if let Ok(panic) = Panic::abi_decode(data) {
        return panic.to_string();
    }
    try_each!(
        MembershipErrors,
        ContributionsErrors,
        DistributionErrors,
        HouseErrors,
        ReputationErrors,
        SafeguardsErrors,
        ChallengesErrors,
        GuardianErrors,
        RegistryErrors,
        AccessManagerErrors,
        TimelockControllerErrors
    );
    format!("unknown reason {}", hex::encode_prefixed(data))
}

/// `Name(Name { a: 1 })`, as the derived form of the generated enums has it, without the outer name.
fn without_wrappers(debug: &str) -> String {
    match debug.split_once('(') {
        Some((name, rest)) if rest.starts_with(name) => rest.strip_suffix(')').unwrap_or(rest).to_owned(),
        _ => debug.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bindings::Membership;

    #[test]
    fn our_errors_are_named_with_their_arguments() {
        let error = Membership::MembershipTooFewUnits {
            activeUnits: alloy::primitives::U256::from(2),
            needed: alloy::primitives::U256::from(5),
        };
        assert_eq!(explain(&error.abi_encode()), "MembershipTooFewUnits { activeUnits: 2, needed: 5 }");
    }

    #[test]
    fn other_reasons_are_kept() {
        assert_eq!(explain(&Revert::from("no").abi_encode()), "no");
        assert_eq!(explain(&[]), "the contract gave no reason");
        assert_eq!(explain(&[1, 2, 3, 4]), "unknown reason 0x01020304");
    }
}
