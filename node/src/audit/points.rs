//! `palabre audit points`: points, votes and shares recomputed from events and compared with the contracts' views.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use alloy::{
    primitives::{Address, U256, aliases::U40},
    providers::{DynProvider, Provider},
    rpc::types::Log,
};
use anyhow::Context;
use futures::{StreamExt, TryStreamExt, stream};
use palabre_contracts::{
    Contracts, Event, MemberId,
    bindings::{Contributions, Distribution, Reputation},
    chronicle::{Chronicle, Fixed},
    rules::EpochLedger,
};
use serde::Serialize;

use super::history;
use crate::chain;

/// Questions to the RPC on their way at once.
const AT_ONCE: usize = 16;

/// What was recomputed, and what differs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PointsReport {
    /// The block at which the contracts were asked.
    pub block: u64,
    /// Events read.
    pub events: usize,
    /// Epochs with contributions.
    pub epochs: usize,
    /// Numbers compared.
    pub compared: usize,
    /// Numbers that differ. Empty is good.
    pub findings: Vec<String>,
}

impl PointsReport {
    fn compare<T: PartialEq + fmt::Debug>(&mut self, what: impl fmt::Display, recomputed: T, told: T) {
        self.compared += 1;
        if recomputed != told {
            self.findings.push(format!("{what}: recomputed {recomputed:?}, the contract says {told:?}"));
        }
    }
}

impl fmt::Display for PointsReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { block, events, epochs, compared, findings } = self;
        writeln!(
            f,
            "{events} events up to block {block}, {epochs} epochs with contributions, {compared} numbers compared"
        )?;
        if findings.is_empty() {
            return write!(f, "Everything is as recomputed: points, sums, debts, votes and shares.");
        }
        write!(f, "{} differences", findings.len())?;
        findings.iter().try_for_each(|finding| write!(f, "\n  - {finding}"))
    }
}

/// Recomputes everything from an RPC alone.
pub async fn points(provider: &DynProvider, contracts: &Contracts) -> anyhow::Result<PointsReport> {
    let votes = Reputation::new(contracts.reputation, provider.clone());
    let calendar = Contributions::new(contracts.contributions, provider.clone()).calendar().call().await?;
    let fixed = Fixed {
        calendar: calendar.into(),
        growth: votes.growth().call().await?,
        unsettled: votes.UNSETTLED().call().await?,
    };
    let mut report = PointsReport { block: provider.get_block_number().await?, ..PointsReport::default() };
    let mut chronicle = Chronicle::new(fixed);
    for (event, time) in events(provider, contracts).await? {
        chronicle.apply(&event, time).context("the events contradict what the contracts promise")?;
        report.events += 1;
    }
    report.epochs = chronicle.epochs().len();
    report.findings.extend(chronicle.findings().iter().cloned());
    ledger(provider, contracts, &chronicle, &mut report).await?;
    reputation(&votes, &chronicle, &mut report).await?;
    money(provider, contracts, &chronicle, &mut report).await?;
    Ok(report)
}

/// Everything that bears on points, votes and money, in the order of the chain, with the time of each block.
async fn events(provider: &DynProvider, contracts: &Contracts) -> anyhow::Result<Vec<(Event, u64)>> {
    let first = chain::deployment_block(provider, contracts.access_manager).await?;
    let told = [
        contracts.membership,
        contracts.safeguards,
        contracts.contributions,
        contracts.reputation,
        contracts.distribution,
    ];
    let mut logs: Vec<Log> = Vec::new();
    for address in told {
        logs.extend(history::logs(provider, address, first).await?);
    }
    logs.sort_by_key(|log| (log.block_number, log.log_index));
    let mut times = BTreeMap::new();
    let mut events = Vec::with_capacity(logs.len());
    for log in logs {
        let number = log.block_number.context("a log has no block")?;
        let time = match times.get(&number) {
            Some(time) => *time,
            None => {
                let block =
                    provider.get_block_by_number(number.into()).await?.context("a block of a log is missing")?;
                times.insert(number, block.header.timestamp);
                block.header.timestamp
            }
        };
        if let Some(kind) = contracts.kind_of(log.address()) {
            events.push((Event::decode(kind, log.data())?, time));
        }
    }
    Ok(events)
}

/// Everybody who ever had points.
fn members(chronicle: &Chronicle) -> BTreeSet<MemberId> {
    chronicle.epochs().values().flat_map(|ledger| ledger.accounts().map(|(member, _)| member)).collect()
}

async fn ledger(
    provider: &DynProvider,
    contracts: &Contracts,
    chronicle: &Chronicle,
    report: &mut PointsReport,
) -> anyhow::Result<()> {
    let contract = Contributions::new(contracts.contributions, provider.clone());
    for (epoch, ledger) in chronicle.epochs() {
        let told = contract.totals(*epoch).call().await?;
        let sums = ledger.totals();
        report.compare(format!("lanes of epoch {epoch}"), sums.lanes, told.lanes);
        let counts = [sums.activity, sums.contributors, sums.active, sums.items];
        let told = [told.activity, told.contributors, told.active, told.items];
        report.compare(format!("counts of epoch {epoch}"), counts, told);
        accounts(&contract, *epoch, ledger, report).await?;
    }
    for member in members(chronicle) {
        let owed = contract.debtOf(member.into()).call().await?;
        report.compare(format!("debts of member {member}"), chronicle.debts().of(member), owed);
    }
    Ok(())
}

async fn accounts(
    contract: &Contributions::ContributionsInstance<DynProvider>,
    epoch: u32,
    ledger: &EpochLedger,
    report: &mut PointsReport,
) -> anyhow::Result<()> {
    let asked = ledger.accounts().map(|(member, account)| async move {
        let id: U40 = member.into();
        let counted = contract.counted(epoch, id).call().await?;
        let active = contract.activeIn(epoch, id).call().await?;
        anyhow::Ok((member, account, counted, active))
    });
    let told: Vec<_> = stream::iter(asked).buffered(AT_ONCE).try_collect().await?;
    for (member, account, counted, active) in told {
        report.compare(
            format!("points of member {member} in epoch {epoch}"),
            ledger.rules().counted(&account.points),
            counted,
        );
        report.compare(format!("activity of member {member} in epoch {epoch}"), account.active, active);
    }
    Ok(())
}

async fn reputation(
    contract: &Reputation::ReputationInstance<DynProvider>,
    chronicle: &Chronicle,
    report: &mut PointsReport,
) -> anyhow::Result<()> {
    let votes = chronicle.votes();
    report.compare("supply of reputation", votes.supply, contract.totalSupply().call().await?);
    let unsettled = contract.UNSETTLED().call().await?;
    report.compare("units that wait", votes.unsettled, contract.balanceOf(unsettled).call().await?);
    for member in members(chronicle) {
        let id: U40 = member.into();
        let held = votes.held.get(&member).copied().unwrap_or_default();
        report.compare(format!("units of member {member}"), held, contract.unitsOf(id).call().await?);
        let through = contract.settledThrough(id).call().await?;
        let (must, released) = chronicle.released_through(member, through);
        report.compare(format!("units settled for member {member}"), must, released);
    }
    Ok(())
}

async fn money(
    provider: &DynProvider,
    contracts: &Contracts,
    chronicle: &Chronicle,
    report: &mut PointsReport,
) -> anyhow::Result<()> {
    let contract = Distribution::new(contracts.distribution, provider.clone());
    for (&(token, epoch), pool) in chronicle.pools() {
        let told = contract.pool(token, epoch).call().await?;
        report.compare(
            format!("the pool of {token:#x} in epoch {epoch}"),
            (pool.funded, pool.paid, pool.swept),
            (U256::from(told.funded), U256::from(told.paid), told.swept),
        );
        let Some(ledger) = chronicle.epochs().get(&epoch) else { continue };
        shares(&contract, (token, epoch), ledger, chronicle, report).await?;
    }
    Ok(())
}

async fn shares(
    contract: &Distribution::DistributionInstance<DynProvider>,
    (token, epoch): (Address, u32),
    ledger: &EpochLedger,
    chronicle: &Chronicle,
    report: &mut PointsReport,
) -> anyhow::Result<()> {
    let asked = ledger
        .accounts()
        .map(|(member, _)| async move { Ok((member, contract.shareOf(token, epoch, member.into()).call().await?)) });
    let told: Vec<(MemberId, U256)> = stream::iter(asked)
        .buffered(AT_ONCE)
        .try_collect::<Vec<_>>()
        .await
        .map_err(|error: alloy::contract::Error| anyhow::Error::from(error).context("a share cannot be read"))?;
    for (member, share) in told {
        let must = if chronicle.renounced(member) { U256::ZERO } else { chronicle.share(token, epoch, member) };
        report.compare(format!("the share of member {member} in epoch {epoch} of {token:#x}"), must, share);
    }
    Ok(())
}
