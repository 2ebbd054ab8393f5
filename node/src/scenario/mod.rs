//! A community's life as dated steps, carried out on the embedded chain: what `replay` and `demo` are made of.
//!
//! Every step first looks whether the chain already shows its result, so that an interrupted run goes on with the same
//! command and nothing is done twice.

mod house;
mod run;

use std::sync::Arc;

use alloy::{primitives::U256, providers::Provider, signers::local::PrivateKeySigner};
use anyhow::ensure;
use indicatif::{ProgressBar, ProgressStyle};
use palabre_contracts::{Community, Item, MemberId, Roles, Support};
use palabre_devchain::{DevChain, ManualClock};

use self::run::Runner;
use crate::{blueprint::Blueprint, data::DataFolder, deploy, sender::Sender};

/// Somebody of a scenario.
#[derive(Clone, Debug)]
pub struct Person {
    /// Name or address that the data has for them.
    pub name: String,
    /// The key that signs for them.
    pub key: PrivateKeySigner,
    /// The id they get, by order of joining.
    pub id: MemberId,
    /// Roles they are given.
    pub roles: Roles,
    /// Whether an organizer invites them, which gives a voting unit at once.
    pub invited: bool,
}

/// What is done at a moment of the chain. People are named by their index, the first one founds the community.
#[derive(Clone, Debug)]
pub enum Step {
    /// Deploys the community.
    Deploy,
    /// One person joins; the first as organizer.
    Join(usize),
    /// The organizer gives a person their roles.
    Appoint(usize),
    /// The founding ends.
    Open,
    /// Reviewers sign and a batch is recorded.
    Record(Recording),
    /// A pool is funded.
    Fund {
        /// Epoch of the pool.
        epoch: u32,
        /// In wei.
        amount: U256,
    },
    /// A final epoch becomes reputation.
    Mint(u32),
    /// People get the reputation of an epoch.
    Settle(u32, Vec<MemberId>),
    /// People are paid for an epoch.
    Claim(u32, Vec<MemberId>),
    /// What is left of a pool goes to the reserve.
    Sweep(u32),
    /// Somebody puts a text to the members' vote.
    Propose {
        /// Who.
        proposer: usize,
        /// Markdown; the first line is the title.
        description: String,
    },
    /// Somebody votes on the text with this description.
    Vote {
        /// Who.
        voter: usize,
        /// Who proposed.
        proposer: usize,
        /// Of the proposal.
        description: String,
        /// The vote.
        support: Support,
        /// Why.
        reason: String,
    },
}

/// Contributions that are recorded together.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Epoch they belong to.
    pub epoch: u32,
    /// Where the sequence numbers count.
    pub source: u32,
    /// What is recorded.
    pub items: Vec<Item>,
    /// People who sign, by index.
    pub approvers: Vec<usize>,
}

/// A community, its people and dated steps, in order.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What messages call it.
    pub name: String,
    /// The community.
    pub blueprint: Blueprint,
    /// Its people, in order of member id.
    pub people: Vec<Person>,
    /// Steps with the chain time at which each happens.
    pub steps: Vec<(u64, Step)>,
}

/// Who pays and signs for the service while scenarios run.
#[derive(Clone, Debug)]
pub struct Service {
    /// Pays for everything.
    pub operator: PrivateKeySigner,
    /// Signs vouchers of first members.
    pub founding: PrivateKeySigner,
}

/// Runs the steps of all scenarios in the order of their times, so that the chain's time never goes back. Answers the
/// communities in the order of the scenarios.
pub async fn run(
    scenarios: &[&Scenario],
    service: &Service,
    chain: &DevChain,
    clock: &Arc<ManualClock>,
    data: &DataFolder,
    progress: bool,
) -> anyhow::Result<Vec<Community>> {
    let operator = Sender::new(chain.provider().erased(), service.operator.clone()).await?;
    let registry = deploy::registry(&operator).await?;
    let mut runners: Vec<Runner<'_>> =
        scenarios.iter().map(|scenario| Runner::new(scenario, &operator, service, registry)).collect();
    let steps = in_order(scenarios);
    let bar = bar(steps.len() as u64, progress);
    for (time, index, step) in steps {
        bar.set_message(scenarios[index].name.clone());
        if matches!(step, Step::Deploy) {
            check_time(data, chain, scenarios[index], time)?;
        }
        clock.set(time);
        runners[index].run(step).await?;
        if matches!(step, Step::Deploy) {
            data.add_community(runners[index].community()?)?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    runners.iter().map(|runner| runner.community().cloned()).collect()
}

fn in_order<'a>(scenarios: &[&'a Scenario]) -> Vec<(u64, usize, &'a Step)> {
    let mut steps = Vec::new();
    for (index, scenario) in scenarios.iter().enumerate() {
        steps.extend(scenario.steps.iter().map(|(time, step)| (*time, index, step)));
    }
    steps.sort_by_key(|(time, index, _)| (*time, *index));
    steps
}

/// A community cannot be founded in the past of its chain.
fn check_time(data: &DataFolder, chain: &DevChain, scenario: &Scenario, time: u64) -> anyhow::Result<()> {
    let known = data.community(&scenario.blueprint.slug)?.is_some();
    ensure!(
        known || chain.head().timestamp <= time,
        "{}: the chain in this data folder is already later than what is to be imported. Import everything in one \
         command, or choose another folder with --data.",
        scenario.name
    );
    Ok(())
}

fn bar(steps: u64, shown: bool) -> ProgressBar {
    if !shown {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg:12} {wide_bar} {pos}/{len} steps, {eta} left");
    ProgressBar::new(steps).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
