//! The embedded chain of a node, with a community on it.

use std::sync::Arc;

use alloy::{
    primitives::{Address, U256},
    providers::Provider,
};
use anyhow::{Context, ensure};
use palabre_api::Clock;
use palabre_devchain::{DevChain, ManualClock, SystemClock};

use super::Keys;
use crate::{
    blueprint::{Blueprint, Houses},
    chain::{self, Embedding},
    cli::Up,
    data::DataFolder,
    demo, deploy,
    scenario::{self, Service},
    sender::Sender,
};

/// Coins of the relay on an embedded chain.
const RELAY_COINS: u64 = 1_000;

/// Opens the chain. The first time it founds a community, or lets the demonstration live.
pub(super) async fn open(
    data: &DataFolder,
    keys: &Keys,
    flags: &Up,
    demonstration: bool,
    progress: bool,
) -> anyhow::Result<DevChain> {
    if demonstration {
        let others = data.communities()?.iter().any(|community| community.slug.as_str() != demo::SLUG);
        ensure!(
            !others,
            "{} holds communities already; a demonstration needs a folder of its own. Choose one with --data.",
            data.path().display()
        );
        live_in(data, keys, progress).await?;
    }
    let embedding = Embedding { heartbeat: true, dev: flags.dev, ..Embedding::still(data, keys.operator.address()) };
    let chain = chain::open(embedding, Arc::new(SystemClock))?;
    let operator = Sender::new(chain.provider().erased(), keys.operator.clone()).await?;
    // First of all: the registry's address follows from being the operator's first transaction.
    let registry = deploy::registry(&operator).await?;
    fund_relay(&operator, keys.relay.address()).await?;
    deploy::passkey_accounts(&operator).await?;
    if data.communities()?.is_empty() {
        let blueprint = blueprint(keys, flags, chain.now());
        data.add_community(&deploy::community(&operator, registry, &blueprint).await?)?;
    }
    Ok(chain)
}

async fn fund_relay(operator: &Sender, relay: Address) -> anyhow::Result<()> {
    let coin = U256::from(10).pow(U256::from(18));
    if operator.provider().get_balance(relay).await? < coin {
        operator.pay(relay, coin * U256::from(RELAY_COINS)).await.context("the relay cannot be funded")?;
    }
    Ok(())
}

/// What the first community of a node is founded with.
fn blueprint(keys: &Keys, flags: &Up, now: u64) -> Blueprint {
    let mut blueprint = Blueprint::standard(flags.slug.clone(), flags.name.clone(), now);
    blueprint.founding_key = keys.founding.address();
    blueprint.attester = keys.relay.address();
    if flags.pilot {
        blueprint.pilot = true;
        blueprint.houses = Houses::pilot();
        blueprint.calendar.length = 3_600;
        blueprint.calendar.grace = 60;
        blueprint.calendar.challenge = 60;
        blueprint.calendar.resolve = 60;
    }
    blueprint
}

/// Lets the demonstration's past happen on its own clock, up to now. An interrupted past goes on where it stopped.
async fn live_in(data: &DataFolder, keys: &Keys, progress: bool) -> anyhow::Result<()> {
    let complete = data.path().join("demo-is-complete");
    if complete.exists() {
        return Ok(());
    }
    let clock = Arc::new(ManualClock::new(0));
    let genesis_time = Some(Clock::system().now() - demo::AGE);
    let embedding = Embedding { genesis_time, ..Embedding::still(data, keys.operator.address()) };
    let chain = chain::open(embedding, clock.clone())?;
    let first = chain.provider().get_block_by_number(0.into()).await?.context("the chain has no first block")?;
    let seed = keys.operator.to_bytes();
    let scenario = demo::scenario(seed, keys.founding.address(), keys.relay.address(), first.header.timestamp)?;
    let service = Service { operator: keys.operator.clone(), founding: keys.founding.clone() };
    scenario::run(&[&scenario], &service, &chain, &clock, data, progress).await?;
    std::fs::write(complete, "")?;
    Ok(())
}
