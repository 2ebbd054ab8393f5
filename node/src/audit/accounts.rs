//! Names for addresses in a report.

use alloy::primitives::Address;
use palabre_contracts::{ContractKind, Contracts, Electorate};

/// What an address is in a community: a contract by name, `anyone` for zero, else the bare address.
pub(super) fn name_of(contracts: &Contracts, address: Address) -> String {
    if address.is_zero() {
        return "anyone".to_owned();
    }
    contracts.kind_of(address).map_or_else(|| format!("{address:#x}"), |kind| kind_name(kind).to_owned())
}

/// Name of a contract for people.
pub(super) fn kind_name(kind: ContractKind) -> &'static str {
    match kind {
        ContractKind::Membership => "membership",
        ContractKind::Contributions => "contributions",
        ContractKind::Reputation => "reputation",
        ContractKind::Distribution => "distribution",
        ContractKind::House(Electorate::Members) => "members' house",
        ContractKind::House(Electorate::Contributors) => "contributors' house",
        ContractKind::Safeguards => "safeguards",
        ContractKind::Challenges => "challenges",
        ContractKind::Guardian => "guardian",
        ContractKind::Timelock(Electorate::Members) => "members' timelock",
        ContractKind::Timelock(Electorate::Contributors) => "contributors' timelock",
        ContractKind::Constitution => "constitution",
        ContractKind::AccessManager => "access manager",
        ContractKind::Registry => "registry",
    }
}
