//! `palabre deploy`: a community on somebody else's chain.

use std::{
    fs,
    io::{self, IsTerminal},
    path::Path,
};

use alloy::{
    primitives::{Address, U256, utils::format_ether},
    providers::Provider,
};
use anyhow::{Context, ensure};
use indicatif::{ProgressBar, ProgressStyle};
use palabre_contracts::Community;

use super::{Plan, registry};
use crate::{
    blueprint::Blueprint,
    data::DataFolder,
    keys::{self, write_private},
    sender::Sender,
};

/// Gas of a whole deployment, rounded up: what the deployer key must be able to pay.
const DEPLOYMENT_GAS: u64 = 45_000_000;
/// Gas of the registry's creation and of paying the deployer.
const OPERATOR_GAS: u64 = 1_500_000;

/// What to deploy and how.
#[derive(Debug)]
pub struct Options {
    /// The community.
    pub blueprint: Blueprint,
    /// A registry that is there already; none deploys one.
    pub registry: Option<Address>,
    /// Whether a progress bar is drawn.
    pub progress: bool,
}

/// Deploys what is missing of a community and remembers it in the data folder.
///
/// What was decided is written to `deployments/SLUG.json` before the first transaction: a resumed deployment sends just
/// that, whatever the flags are now.
pub async fn deploy(data: &DataFolder, operator: &Sender, options: Options) -> anyhow::Result<Community> {
    let slug = options.blueprint.slug.clone();
    let deployer = operator.with_key(keys::deployer(operator.key(), slug.as_str()));
    let file = data.path().join("deployments").join(format!("{slug}.json"));
    let plan = match read(&file)? {
        Some(plan) => plan,
        None => {
            ensure!(
                data.community(&slug)?.is_none(),
                "this data folder follows a community {slug} already; choose another --slug"
            );
            begin(operator, &deployer, options.registry, &options.blueprint, &file).await?
        }
    };
    ensure!(
        plan.chain_id == operator.chain_id(),
        "the deployment of {slug} was begun on chain {}, but this is chain {}. Give the RPC of that chain.",
        plan.chain_id,
        operator.chain_id()
    );
    send_with_bar(&plan, &deployer, options.progress).await?;
    let community = plan.community(&deployer).await?;
    data.add_community(&community)?;
    Ok(community)
}

async fn begin(
    operator: &Sender,
    deployer: &Sender,
    known: Option<Address>,
    blueprint: &Blueprint,
    file: &Path,
) -> anyhow::Result<Plan> {
    let price = operator.provider().estimate_eip1559_fees().await?.max_fee_per_gas;
    let missing = missing_funds(operator, deployer, price).await?;
    let registry = match known {
        Some(address) => {
            let code = operator.provider().get_code_at(address).await?;
            ensure!(!code.is_empty(), "there is no contract at {address}: give the address of a registry");
            address
        }
        None => registry(operator).await?,
    };
    if !missing.is_zero() {
        operator.pay(deployer.address(), missing).await.context("the deployer cannot be paid")?;
    }
    let plan = Plan::new(blueprint, registry, deployer.address(), operator.chain_id());
    write_private(file, &serde_json::to_string(&plan)?)
        .with_context(|| format!("{} is not writable", file.display()))?;
    Ok(plan)
}

/// What the operator must give the deployer; an error if the operator has not got it.
async fn missing_funds(operator: &Sender, deployer: &Sender, price: u128) -> anyhow::Result<U256> {
    let price = U256::from(price);
    let held = deployer.provider().get_balance(deployer.address()).await?;
    let missing = (price * U256::from(DEPLOYMENT_GAS)).saturating_sub(held);
    let needed = missing + price * U256::from(OPERATOR_GAS);
    let funds = operator.provider().get_balance(operator.address()).await?;
    ensure!(
        funds >= needed,
        "the operator {} holds {} coins; a deployment costs up to {} at this chain's gas price. Send coins to that \
         address and run the command again.",
        operator.address(),
        format_ether(funds),
        format_ether(needed)
    );
    Ok(missing)
}

async fn send_with_bar(plan: &Plan, deployer: &Sender, progress: bool) -> anyhow::Result<()> {
    let bar = if progress && io::stderr().is_terminal() {
        ProgressBar::new(plan.steps.len() as u64)
    } else {
        ProgressBar::hidden()
    };
    bar.set_style(ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}")?);
    plan.send_all(deployer, |number| {
        bar.set_position(number as u64);
        bar.set_message(plan.steps[number].what.clone());
    })
    .await?;
    bar.finish_and_clear();
    Ok(())
}

fn read(file: &Path) -> anyhow::Result<Option<Plan>> {
    if !file.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    let plan = serde_json::from_str(&text).with_context(|| {
        format!("{} is damaged; restore it from a backup to resume that deployment", file.display())
    })?;
    Ok(Some(plan))
}
