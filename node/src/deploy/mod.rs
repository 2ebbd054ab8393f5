//! Deploys a community, on an embedded chain or on any RPC.
//!
//! A [`Plan`] is every transaction, decided before the first is sent. Each is sent by a key that does nothing else, so
//! the key's nonce says how far a deployment came: an interrupted one goes on where it stopped, to the same addresses.

mod command;
mod external;
pub mod powers;
mod steps;

use alloy::{
    primitives::{Address, U256},
    providers::Provider,
    signers::local::PrivateKeySigner,
};
use anyhow::{Context, bail, ensure};
use palabre_contracts::{
    Community, Contracts, Slug,
    bindings::{PasskeyAccounts, Registry},
};
use serde::{Deserialize, Serialize};

pub use self::{
    command::command,
    external::{Options, deploy},
    steps::Step,
};
use crate::{blueprint::Blueprint, chain, keys, sender::Sender};

/// A deployment as it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Short name of the community.
    pub slug: Slug,
    /// Its name for people.
    pub name: String,
    /// The chain it is made for.
    pub chain_id: u64,
    /// The key that sends it, used for nothing else.
    pub deployer: Address,
    /// Where the contracts will be.
    pub contracts: Contracts,
    /// Its transactions, by nonce.
    pub steps: Vec<Step>,
}

impl Plan {
    /// Decides every transaction.
    pub fn new(blueprint: &Blueprint, registry: Address, deployer: Address, chain_id: u64) -> Self {
        let contracts = steps::predict(deployer, registry);
        Self {
            slug: blueprint.slug.clone(),
            name: blueprint.name.clone(),
            chain_id,
            deployer,
            contracts,
            steps: steps::steps(&contracts, blueprint, deployer),
        }
    }

    /// How many steps are mined.
    async fn done(&self, deployer: &Sender) -> anyhow::Result<usize> {
        ensure!(deployer.address() == self.deployer, "the deployment of {} was begun with another key", self.slug);
        let done = usize::try_from(deployer.settled_nonce().await?)?;
        ensure!(
            done <= self.steps.len(),
            "the deployer key {} sent {done} transactions, the deployment has {}: the key was used for something else",
            self.deployer,
            self.steps.len()
        );
        Ok(done)
    }

    /// Sends what is missing, step by step; `progress` is told the number of the step that begins.
    pub async fn send_all(&self, deployer: &Sender, mut progress: impl FnMut(usize)) -> anyhow::Result<()> {
        for number in self.done(deployer).await?..self.steps.len() {
            progress(number);
            self.send(deployer, number).await?;
        }
        Ok(())
    }

    /// Sends the step with this number and waits until it is mined.
    async fn send(&self, deployer: &Sender, number: usize) -> anyhow::Result<()> {
        let step = &self.steps[number];
        tracing::info!(step = number + 1, steps = self.steps.len(), what = step.what, "deploying {}", self.slug);
        deployer
            .send(step.receiver(), step.input.clone(), U256::ZERO)
            .await
            .with_context(|| format!("deployment of {}: {} failed", self.slug, step.what))?;
        Ok(())
    }

    /// The community, once all steps are mined.
    pub async fn community(&self, deployer: &Sender) -> anyhow::Result<Community> {
        Ok(Community {
            slug: self.slug.clone(),
            name: self.name.clone(),
            chain_id: self.chain_id,
            from_block: chain::deployment_block(deployer.provider(), self.contracts.access_manager).await?,
            contracts: self.contracts,
        })
    }
}

/// Deploys the registry that all communities of a chain share, as the first transaction of `operator`.
pub async fn registry(operator: &Sender) -> anyhow::Result<Address> {
    let address = operator.address().create(0);
    if operator.provider().get_code_at(address).await?.is_empty() {
        if operator.settled_nonce().await? != 0 {
            bail!(
                "the operator key {} was used before it deployed a registry. Give the address of one with --registry.",
                operator.address()
            );
        }
        operator.create(Registry::BYTECODE.clone()).await.context("the registry cannot be deployed")?;
    }
    Ok(address)
}

/// Where the factory of accounts for passkeys is: the first transaction of a key that does nothing else.
pub fn passkey_accounts_at(operator: &PrivateKeySigner) -> Address {
    passkeys_key(operator).address().create(0)
}

/// No community has a name with spaces, so no deployment shares this key.
fn passkeys_key(operator: &PrivateKeySigner) -> PrivateKeySigner {
    keys::deployer(operator, "the passkey accounts")
}

/// Deploys the factory of accounts for passkeys, once.
pub async fn passkey_accounts(operator: &Sender) -> anyhow::Result<()> {
    let address = passkey_accounts_at(operator.key());
    if operator.provider().get_code_at(address).await?.is_empty() {
        let deployer = operator.with_key(passkeys_key(operator.key()));
        operator.ensure_allowance(deployer.address()).await?;
        let code = PasskeyAccounts::BYTECODE.clone();
        deployer.create(code).await.context("the factory of passkey accounts cannot be deployed")?;
    }
    Ok(())
}

/// Deploys what is missing of a community, with a key of its own that `operator` pays for.
pub async fn community(operator: &Sender, registry: Address, blueprint: &Blueprint) -> anyhow::Result<Community> {
    let deployer = operator.with_key(keys::deployer(operator.key(), blueprint.slug.as_str()));
    operator.ensure_allowance(deployer.address()).await?;
    let plan = Plan::new(blueprint, registry, deployer.address(), operator.chain_id());
    plan.send_all(&deployer, |_| {}).await?;
    plan.community(&deployer).await
}
