//! Events of Registry, which is shared by all communities of a chain: only our Membership's entries come this far.

use alloy::primitives::Address;
use palabre_contracts::bindings::registry::Registry::{Deployment, RegistryEvents as Events};

use super::{Change, CommunityChange, FoldError, small};

pub(super) fn apply(event: &Events) -> Result<Vec<Change>, FoldError> {
    let change = match event {
        Events::DeploymentRegistered(event) => CommunityChange::Deployment {
            index: small("the index of a deployment", event.index)?,
            from_epoch: event.deployment.fromEpoch,
            contracts: addresses(&event.deployment),
        },
        Events::Anchored(event) => CommunityChange::Anchor { kind: event.kind, root: event.root, sender: event.by },
    };
    Ok(vec![change.into()])
}

/// Whose entry it is.
pub(super) fn membership_of(event: &Events) -> Address {
    match event {
        Events::DeploymentRegistered(event) => event.membership,
        Events::Anchored(event) => event.membership,
    }
}

fn addresses(deployment: &Deployment) -> String {
    let text = |address: Address| format!("{address:#x}");
    serde_json::json!({
        "membership": text(deployment.membership),
        "contributions": text(deployment.contributions),
        "reputation": text(deployment.reputation),
        "distribution": text(deployment.distribution),
        "membersHouse": text(deployment.membersHouse),
        "contributorsHouse": text(deployment.contributorsHouse),
        "accessManager": text(deployment.accessManager),
        "membersTimelock": text(deployment.membersTimelock),
        "contributorsTimelock": text(deployment.contributorsTimelock),
        "constitution": text(deployment.constitution),
        "safeguards": text(deployment.safeguards),
        "challenges": text(deployment.challenges),
        "guardian": text(deployment.guardian),
    })
    .to_string()
}
