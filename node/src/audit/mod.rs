//! Audits: what a community is, read from the chain alone and compared with what it should be.
//!
//! [`deploy`] looks at code, wiring and powers, [`points`] recomputes points, votes and shares. Nothing here trusts the mirror or the data folder.

mod accounts;
mod code;
mod command;
mod deploy;
mod history;
mod houses;
mod points;
mod report;

use alloy::{primitives::Address, providers::DynProvider};
use anyhow::{Context, ensure};
use palabre_contracts::{
    Contracts,
    bindings::{Registry, registry::Registry::Deployment},
};

pub use self::{
    command::{deploy_command, points_command},
    deploy::deploy,
    points::{PointsReport, points},
    report::Report,
};

/// The contracts of the deployment in force, as the registry tells.
pub async fn contracts_of(provider: &DynProvider, registry: Address, membership: Address) -> anyhow::Result<Contracts> {
    let book = Registry::new(registry, provider.clone());
    let count = book
        .deploymentCount(membership)
        .call()
        .await
        .with_context(|| format!("{registry} does not answer as a registry. Check --registry and --rpc-url."))?;
    ensure!(!count.is_zero(), "the registry {registry} knows no community {membership}. Check --membership.");
    let entry = book.deploymentAt(membership, count - alloy::primitives::U256::ONE).call().await?;
    Ok(from_entry(registry, &entry))
}

fn from_entry(registry: Address, entry: &Deployment) -> Contracts {
    Contracts {
        registry,
        access_manager: entry.accessManager,
        members_timelock: entry.membersTimelock,
        contributors_timelock: entry.contributorsTimelock,
        constitution: entry.constitution,
        membership: entry.membership,
        contributions: entry.contributions,
        reputation: entry.reputation,
        distribution: entry.distribution,
        members_house: entry.membersHouse,
        contributors_house: entry.contributorsHouse,
        safeguards: entry.safeguards,
        challenges: entry.challenges,
        guardian: entry.guardian,
    }
}
