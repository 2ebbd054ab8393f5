//! `palabre replay`: imports a history of recognitions. Each folder becomes a community of its own on the embedded
//! chain, from the first recognition to the last paid share.

pub mod folder;
pub mod plan;
mod report;

use std::{fs, path::PathBuf, sync::Arc};

use alloy::{
    primitives::{Address, B256, keccak256},
    providers::Provider,
};
use anyhow::{Context, bail};
use palabre_devchain::{DevChain, ManualClock};
use palabre_indexer::{Indexer, Store};

pub use self::report::Report;
use self::{folder::Folder, plan::Plan};
use crate::{
    chain::{self, Embedding},
    data::DataFolder,
    keys::{self, Purpose},
    scenario::{self, Scenario, Service},
    up::parts,
};

/// What to import and where.
#[derive(Debug)]
pub struct Options {
    /// Data folder.
    pub data: PathBuf,
    /// Where the mirror is, if not in the folder.
    pub database_url: Option<String>,
    /// Folders of recognitions.
    pub folders: Vec<PathBuf>,
    /// Seed of all keys.
    pub seed: Option<u64>,
    /// Whether a progress bar may be drawn.
    pub progress: bool,
}

/// Imports all folders and reports each, in the order given.
pub async fn replay(options: Options) -> anyhow::Result<Vec<Report>> {
    let folders = options.folders.iter().map(|path| Folder::read(path)).collect::<Result<Vec<_>, _>>()?;
    let data = DataFolder::open(&options.data)?;
    let seed = seed(&data, options.seed)?;
    let service = Service {
        operator: keys::load_or_create_with(&data.keys(), Purpose::Operator, || keys::derived(seed, "operator"))?,
        founding: keys::load_or_create_with(&data.keys(), Purpose::Founding, || keys::derived(seed, "founding"))?,
    };
    let founding = service.founding.address();
    let plans = folders.into_iter().map(|folder| Plan::new(folder, seed, founding)).collect::<Result<Vec<_>, _>>()?;
    check_names(&plans)?;
    let scenarios: Vec<&Scenario> = plans.iter().map(|plan| &plan.scenario).collect();

    let clock = Arc::new(ManualClock::new(0));
    let chain = open_chain(&data, seed, service.operator.address(), &scenarios, clock.clone())?;
    let communities = scenario::run(&scenarios, &service, &chain, &clock, &data, options.progress).await?;

    let store = Store::connect(&parts::database(options.database_url.as_deref(), data.path())?).await?;
    let indexer = Indexer::new(store.clone(), chain.provider().erased(), parts::config(true));
    for community in &communities {
        indexer.follow(community.clone()).await?;
    }
    indexer.catch_up_to(chain.head().number).await?;
    let mut reports = Vec::new();
    for plan in &plans {
        reports.push(Report::read(plan, &store).await?);
    }
    store.close().await;
    Ok(reports)
}

/// The seed of this folder: given and the same as before, kept from before, or drawn now.
fn seed(data: &DataFolder, given: Option<u64>) -> anyhow::Result<B256> {
    let path = data.keys().join("replay.seed");
    let given = given.map(|number| keccak256(format!("palabre replay {number}")));
    let kept = match fs::read_to_string(&path) {
        Ok(text) => Some(text.trim().parse::<B256>().with_context(|| format!("{} is damaged", path.display()))?),
        Err(_) => None,
    };
    match (kept, given) {
        (Some(kept), Some(given)) if kept != given => {
            bail!("this data folder was made with another --seed; leave the flag out, or choose another --data")
        }
        (Some(kept), _) => Ok(kept),
        (None, given) => {
            let seed = given.unwrap_or_else(B256::random);
            keys::write_private(&path, &seed.to_string())
                .with_context(|| format!("{} cannot be written", path.display()))?;
            Ok(seed)
        }
    }
}

fn check_names(plans: &[Plan]) -> anyhow::Result<()> {
    for (index, plan) in plans.iter().enumerate() {
        let twin = plans[..index].iter().find(|other| other.scenario.blueprint.slug == plan.scenario.blueprint.slug);
        if let Some(twin) = twin {
            bail!(
                "{} and {} would both become the community {}; rename one folder",
                twin.folder.path.display(),
                plan.folder.path.display(),
                plan.scenario.blueprint.slug
            );
        }
    }
    Ok(())
}

fn open_chain(
    data: &DataFolder,
    seed: B256,
    operator: Address,
    scenarios: &[&Scenario],
    clock: Arc<ManualClock>,
) -> anyhow::Result<DevChain> {
    let first = scenarios.iter().filter_map(|scenario| scenario.steps.first()).map(|(time, _)| *time).min();
    clock.set(first.unwrap_or(0));
    let embedding =
        Embedding { chain_id: Some(chain_id_from(seed)), genesis_time: first, ..Embedding::still(data, operator) };
    chain::open(embedding, clock).context("choose another data folder with --data for a new import")
}

/// Seed of a chain id that a fixed `--seed` gives: in the range that no public chain uses.
fn chain_id_from(seed: B256) -> u64 {
    let drawn = u64::from_be_bytes(keccak256(seed)[..8].try_into().unwrap_or_default());
    0x1000_0000 + drawn % 0x6fff_ffff
}
