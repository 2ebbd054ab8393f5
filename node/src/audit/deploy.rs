//! `palabre audit deploy`: code, wiring and every power of a deployment, from the chain alone.

use std::collections::{BTreeMap, BTreeSet};

use alloy::{
    primitives::{Address, aliases::U40},
    providers::{DynProvider, Provider},
    sol_types::SolEvent,
};
use palabre_contracts::{
    ContractKind, Contracts, Roles,
    bindings::{AccessManager, Membership},
};

use super::{
    accounts::{kind_name, name_of},
    code,
    history::{self, ManagerHistory},
    houses,
    report::{FunctionLine, PersonLine, Report, RoleLine},
};
use crate::{
    chain,
    deploy::powers::{ADMIN, CONTRIBUTORS_HOUSE, MEMBERS_HOUSE, POWERS, holders},
};

/// Audits a deployment.
pub async fn deploy(provider: &DynProvider, contracts: &Contracts) -> anyhow::Result<Report> {
    let membership = Membership::new(contracts.membership, provider.clone());
    let mut report = Report { chain_id: provider.get_chain_id().await?, ..Report::default() };
    code::check(provider, contracts, &mut report).await?;
    if !report.clean() {
        // Foreign code can answer anything: nothing else that it says is worth reading.
        return Ok(report);
    }
    report.slug = membership.symbol().call().await?;
    report.founding = membership.founding().call().await?;
    report.pilot = membership.pilot().call().await?;
    let first_block = chain::deployment_block(provider, contracts.access_manager).await?;
    manager(provider, contracts, first_block, &mut report).await?;
    authorities(provider, contracts, &mut report).await?;
    houses::check(provider, contracts, first_block, &mut report).await?;
    people(&membership, contracts, first_block, &mut report).await?;
    Ok(report)
}

async fn manager(
    provider: &DynProvider,
    contracts: &Contracts,
    first_block: u64,
    report: &mut Report,
) -> anyhow::Result<()> {
    let history = ManagerHistory::read(&history::logs(provider, contracts.access_manager, first_block).await?)?;
    let contract = AccessManager::new(contracts.access_manager, provider.clone());
    let expected = BTreeSet::from(holders(contracts));
    for &(role, account) in &history.holders {
        let now = contract.hasRole(role, account).call().await?;
        let (meaning, holder) = (meaning(role), name_of(contracts, account));
        if !now.isMember {
            report.findings.push(format!("{holder} is to receive role {role} ({meaning}) later"));
        }
        if !expected.contains(&(role, account)) {
            report.findings.push(format!("{holder} holds role {role} ({meaning}): a leftover power"));
        }
        if now.executionDelay != 0 {
            report.findings.push(format!("{holder} holds role {role} with a delay of {} s", now.executionDelay));
        }
        report.roles.push(RoleLine { role, meaning: meaning.to_owned(), holder, delay: now.executionDelay });
    }
    for (role, account) in expected.difference(&history.holders) {
        report.findings.push(format!(
            "{} does not hold role {role} ({})",
            name_of(contracts, *account),
            meaning(*role)
        ));
    }
    functions(contracts, &history, report);
    report.findings.extend(history.unusual);
    Ok(())
}

fn meaning(role: u64) -> &'static str {
    match role {
        ADMIN => "may change every role",
        MEMBERS_HOUSE => "members' house",
        CONTRIBUTORS_HOUSE => "contributors' house",
        _ => "unknown",
    }
}

/// Guarded functions are exactly those of the table: one more is a hidden power, one less is nobody's.
fn functions(contracts: &Contracts, history: &ManagerHistory, report: &mut Report) {
    let addresses: BTreeMap<ContractKind, Address> =
        contracts.all().into_iter().map(|(address, kind)| (kind, address)).collect();
    let expected: BTreeMap<_, _> = POWERS.iter().map(|power| ((addresses[&power.of], power.selector), power)).collect();
    for (&(target, selector), &role) in &history.functions {
        let power = expected.get(&(target, selector));
        let function = power.map_or_else(|| selector.to_string(), |power| power.function.to_owned());
        let contract = name_of(contracts, target);
        if power.is_none_or(|power| power.role != role) {
            report.findings.push(format!("role {role} may call {function} of the {contract}"));
        }
        report.functions.push(FunctionLine { contract, function, role });
    }
    for (place, power) in expected.iter().filter(|(place, _)| !history.functions.contains_key(place)) {
        let contract = name_of(contracts, place.0);
        report.findings.push(format!("nobody but the constitution may call {} of the {contract}", power.function));
    }
    report.functions.sort();
}

/// Every managed contract must still obey this manager.
async fn authorities(provider: &DynProvider, contracts: &Contracts, report: &mut Report) -> anyhow::Result<()> {
    let managed = POWERS.iter().map(|power| power.of).collect::<BTreeSet<_>>();
    for (address, kind) in contracts.all().into_iter().filter(|(_, kind)| managed.contains(kind)) {
        // All of them answer `authority()` alike.
        let authority = Membership::new(address, provider.clone()).authority().call().await?;
        if authority != contracts.access_manager {
            report.findings.push(format!("the {} obeys {authority:#x}", kind_name(kind)));
        }
    }
    Ok(())
}

/// Members with human roles: they act while the community is founding, and in the lanes of their roles afterwards.
async fn people(
    membership: &Membership::MembershipInstance<DynProvider>,
    contracts: &Contracts,
    first_block: u64,
    report: &mut Report,
) -> anyhow::Result<()> {
    let logs = history::logs(membership.provider(), contracts.membership, first_block).await?;
    let named: BTreeSet<U40> = logs
        .iter()
        .filter_map(|log| Membership::RolesSet::decode_log(&log.inner).ok())
        .map(|event| event.memberId)
        .collect();
    for id in named {
        let record = membership.member(id).call().await?;
        if record.roles == 0 {
            continue;
        }
        report.people.push(PersonLine {
            member: id.to(),
            wallet: format!("{:#x}", record.wallet),
            roles: Roles::from(record.roles).names(),
        });
    }
    Ok(())
}
