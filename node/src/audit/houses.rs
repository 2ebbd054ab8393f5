//! Houses and timelocks: settings, and who may do what to them.

use std::collections::BTreeSet;

use alloy::{
    primitives::{Address, B256, keccak256},
    providers::DynProvider,
};
use palabre_contracts::{
    Contracts, Electorate,
    bindings::{House, TimelockController},
};

use super::{
    accounts::name_of,
    history,
    report::{HouseLine, Report, TimelockLine},
};

const DAY: u64 = 86_400;
/// What the constitution waits beyond a full cycle of either house [6].
const CONSTITUTION_MARGIN: u64 = 2 * DAY;

/// Settings of a house; its cycle is what a decision takes at least, from proposal to execution.
pub(super) async fn check(
    provider: &DynProvider,
    contracts: &Contracts,
    first_block: u64,
    report: &mut Report,
) -> anyhow::Result<()> {
    let mut longest_cycle = 0;
    for electorate in [Electorate::Members, Electorate::Contributors] {
        let line = house(provider, contracts, electorate, report).await?;
        let proposers = [contracts.house(electorate)];
        let delay =
            timelock(provider, contracts, contracts.timelock(electorate), &proposers, first_block, report).await?;
        let cycle = line.voting_delay + line.voting_period + line.late_quorum_extension + delay;
        longest_cycle = longest_cycle.max(cycle);
        report.houses.push(line);
    }
    let proposers = [contracts.members_timelock, contracts.contributors_timelock];
    let delay = timelock(provider, contracts, contracts.constitution, &proposers, first_block, report).await?;
    if !report.pilot && delay < longest_cycle + CONSTITUTION_MARGIN {
        report.findings.push(format!(
            "the constitution waits {delay} s, less than a full cycle of a house and two days ({} s)",
            longest_cycle + CONSTITUTION_MARGIN
        ));
    }
    Ok(())
}

async fn house(
    provider: &DynProvider,
    contracts: &Contracts,
    electorate: Electorate,
    report: &mut Report,
) -> anyhow::Result<HouseLine> {
    let contract = House::new(contracts.house(electorate), provider.clone());
    let guardian = contract.proposalGuardian().call().await?;
    let line = HouseLine {
        name: contract.name().call().await?,
        voting_delay: contract.votingDelay().call().await?.saturating_to(),
        voting_period: contract.votingPeriod().call().await?.saturating_to(),
        late_quorum_extension: contract.lateQuorumVoteExtension().call().await?.to(),
        quorum_percent: contract.quorumNumerator_1().call().await?.saturating_to(),
        minimum_heads: contract.minimumHeads().call().await?,
        guardian: if guardian.is_zero() { "nobody".to_owned() } else { name_of(contracts, guardian) },
    };
    if ![Address::ZERO, contracts.guardian].contains(&guardian) {
        report.findings.push(format!("{}: {guardian:#x} may cancel proposals, with no end to its term", line.name));
    }
    let executor = contract.timelock().call().await?;
    if executor != contracts.timelock(electorate) {
        report.findings.push(format!("{}: decisions are executed by {executor:#x}", line.name));
    }
    Ok(line)
}

/// The delay of a timelock; notes every account that should not be there.
async fn timelock(
    provider: &DynProvider,
    contracts: &Contracts,
    address: Address,
    proposers: &[Address],
    first_block: u64,
    report: &mut Report,
) -> anyhow::Result<u64> {
    let contract = TimelockController::new(address, provider.clone());
    let delay: u64 = contract.getMinDelay().call().await?.saturating_to();
    let holders = history::timelock_roles(&history::logs(provider, address, first_block).await?)?;
    let name = name_of(contracts, address);
    let role = |title: &str| keccak256(title);
    let mut accounts = |of: B256, what: &str, expected: &[Address]| {
        let found: BTreeSet<Address> =
            holders.iter().filter(|(role, _)| *role == of).map(|(_, account)| *account).collect();
        for account in found.iter().filter(|account| !expected.contains(account)) {
            report.findings.push(format!("{} may {what} in the {name}", name_of(contracts, *account)));
        }
        for account in expected.iter().filter(|account| !found.contains(*account)) {
            report.findings.push(format!("{} may not {what} in the {name}", name_of(contracts, *account)));
        }
        found.into_iter().map(|account| name_of(contracts, account)).collect::<Vec<_>>()
    };
    let line = TimelockLine {
        name: name.clone(),
        delay,
        proposers: accounts(role("PROPOSER_ROLE"), "schedule", proposers),
        cancellers: accounts(role("CANCELLER_ROLE"), "cancel", proposers),
        executors: accounts(role("EXECUTOR_ROLE"), "execute", &[Address::ZERO]),
        admins: accounts(B256::ZERO, "give out roles", &[address]),
    };
    report.timelocks.push(line);
    let known = ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"].map(role);
    for (unknown, account) in holders.iter().filter(|(role, _)| !role.is_zero() && !known.contains(role)) {
        report.findings.push(format!("{account:#x} holds the role {unknown} in the {name}"));
    }
    still_held(&contract, &holders, report).await?;
    Ok(delay)
}

/// Events are what a server tells; the contract itself must agree.
async fn still_held(
    contract: &TimelockController::TimelockControllerInstance<DynProvider>,
    holders: &BTreeSet<(B256, Address)>,
    report: &mut Report,
) -> anyhow::Result<()> {
    for (role, account) in holders {
        if !contract.hasRole(*role, *account).call().await? {
            report.findings.push(format!(
                "events say that {account:#x} holds {role} in {:#x}, the contract says it does not: the RPC is not to \
                 be trusted",
                contract.address()
            ));
        }
    }
    Ok(())
}
