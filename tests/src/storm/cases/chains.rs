//! Chains that are not the community's.

use anyhow::ensure;
use palabre_devchain::{DevChain, DevChainConfig};

use super::super::{
    process::Node,
    run::{Storm, Tried},
    weather::Weather,
};

/// A chain with this number that began elsewhere.
async fn stranger(chain_id: u64, blocks: u64) -> anyhow::Result<DevChain> {
    let config = DevChainConfig { chain_id: Some(chain_id), heartbeat: None, ..DevChainConfig::default() };
    let chain = DevChain::open(config)?;
    chain.mine(blocks).await?;
    Ok(chain)
}

/// A start that must end by itself, saying why.
async fn refused(storm: &mut Storm<'_>, words: &str) -> anyhow::Result<()> {
    storm.start.choices = vec!["patience=300ms".to_owned()];
    let node = Node::spawn(&storm.data, &storm.urls(), &storm.how())?;
    let (code, said) = node.ends().await?;
    ensure!(code == Some(3) && said.contains(words), "ended with {code:?}, and never said {words:?}: {said}");
    storm.start.choices.clear();
    Ok(())
}

pub(super) async fn identity(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(3).await?;
    let (chain, height) = (storm.world.chain.clone(), storm.world.height());
    let known = storm.dice.chance(500);
    if known {
        storm.begin().await?;
        storm.caught_up().await?;
        storm.kill().await?;
    }
    match storm.dice.below(if known { 4 } else { 2 }) {
        0 => {
            storm.weather(&Weather { chain_id: Some(1), ..Weather::default() });
            refused(storm, "chain").await?;
        }
        1 => {
            storm.weather(&Weather { no_code: true, ..Weather::default() });
            refused(storm, "code").await?;
        }
        2 => {
            storm.endpoints[0].serve(stranger(chain.chain_id() + 1, height).await?);
            refused(storm, "chain").await?;
        }
        _ => {
            storm.endpoints[0].serve(stranger(chain.chain_id(), height).await?);
            refused(storm, "begins with").await?;
        }
    }
    storm.endpoints[0].serve(chain);
    storm.weather(&Weather::default());
    storm.begin().await?;
    storm.calm().await?;
    Ok(None)
}

pub(super) async fn moved(storm: &mut Storm<'_>) -> Tried {
    storm.world.grow(5).await?;
    let chain = storm.world.chain.clone();
    let second = storm.dice.chance(500);
    if second {
        storm.begin_with_second().await?;
    } else {
        storm.begin().await?;
    }
    storm.caught_up().await?;
    let chain_id = chain.chain_id() + storm.dice.below(2);
    let height = storm.world.height() + storm.dice.between(1, 40);
    storm.endpoints[0].serve(stranger(chain_id, height).await?);
    storm.world.grow(5).await?;
    if second {
        storm.mirrored().await?;
    } else {
        // Nobody else to ask: it stops, and what it has is served on.
        let said = storm.until("saying that this is another chain", |said| !said.ready).await?;
        ensure!(said.block > 0, "it does not serve any more: {}", said.text);
        storm.until("stopping", |said| said.stopped).await?;
        storm.kill().await?;
        storm.endpoints[0].serve(chain.clone());
        storm.begin().await?;
    }
    storm.endpoints[0].serve(chain);
    storm.calm().await?;
    Ok(None)
}
