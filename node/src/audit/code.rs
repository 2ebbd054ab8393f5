//! Whether the code at every address is ours and knows the right neighbours.

use alloy::{
    primitives::Address,
    providers::{DynProvider, Provider},
};
use palabre_contracts::{
    ContractKind, Contracts, Electorate,
    code::{Immutables, runtime_code},
};

use super::{
    accounts::kind_name,
    report::{ContractLine, Report},
};

/// Compares all contracts with the compiled sources.
pub(super) async fn check(provider: &DynProvider, contracts: &Contracts, report: &mut Report) -> anyhow::Result<()> {
    for (address, kind) in contracts.all() {
        let deployed = provider.get_code_at(address).await?;
        let name = kind_name(kind);
        let verified = match runtime_code(kind).read(&deployed) {
            Ok(immutables) => {
                report.findings.extend(wiring(contracts, kind, address, &immutables));
                true
            }
            Err(problem) => {
                report.findings.push(format!("the {name} at {address:#x} is not ours: {problem}"));
                false
            }
        };
        report.contracts.push(ContractLine { name: name.to_owned(), address: format!("{address:#x}"), verified });
    }
    Ok(())
}

/// Immutables that name a contract must name the one of this community.
fn wiring(contracts: &Contracts, kind: ContractKind, own: Address, immutables: &Immutables) -> Vec<String> {
    let mut findings = Vec::new();
    for name in immutables.names() {
        let (Some(expected), Some(found)) = (neighbour(contracts, kind, own, name), immutables.address(name)) else {
            continue;
        };
        if found != expected {
            let contract = kind_name(kind);
            findings.push(format!("the {contract} takes {found:#x} for {name}, which is {expected:#x}"));
        }
    }
    findings
}

/// The contract that an immutable of this name stands for.
fn neighbour(contracts: &Contracts, kind: ContractKind, own: Address, name: &str) -> Option<Address> {
    Some(match name {
        "_cachedThis" => own,
        "_membership" => contracts.membership,
        "_contributions" => contracts.contributions,
        "_reputation" => contracts.reputation,
        "_membersHouse" => contracts.members_house,
        "_contributorsHouse" => contracts.contributors_house,
        "_membersTimelock" => contracts.members_timelock,
        "_safeguards" => contracts.safeguards,
        "_challenges" => contracts.challenges,
        "_guardian" => contracts.guardian,
        "_token" => match kind {
            ContractKind::House(Electorate::Members) => contracts.membership,
            _ => contracts.reputation,
        },
        "_gate" => match kind {
            ContractKind::House(Electorate::Members) => Address::ZERO,
            _ => contracts.reputation,
        },
        _ => return None,
    })
}
