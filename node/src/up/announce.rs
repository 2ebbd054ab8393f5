//! What a node tells when it is ready: where it is, and links for the first steps.

use std::io::{self, Write};

use alloy::{primitives::B256, providers::DynProvider};
use anyhow::Context;
use palabre_api::relay::Relay;
use palabre_contracts::{Community, bindings::Membership};

use crate::demo;

/// Where people and wallets reach the node.
pub(super) struct Places {
    pub(super) pages: String,
    pub(super) rpc: Option<String>,
}

/// One link for each community that nobody has joined yet, and one for visitors of a demonstration, whose keys follow
/// from a seed, as of now.
pub(super) async fn links(
    places: &Places,
    communities: &[Community],
    provider: &DynProvider,
    relay: &Relay,
    demonstration: Option<(B256, u64)>,
) -> anyhow::Result<Vec<String>> {
    let mut links = Vec::new();
    for community in communities {
        let membership = Membership::new(community.contracts.membership, provider.clone());
        if membership.memberCount().call().await?.is_zero() {
            let token = relay.create_founding_token(community).await.context("no founding link can be made")?;
            links.push(format!("{}/c/{}/join?founding={token}", places.pages, community.slug));
        }
    }
    if let Some(((seed, now), community)) = demonstration.zip(communities.first()) {
        links.push(invitation_link(places, community, seed, now)?);
    }
    Ok(links)
}

/// Lets a visitor into the demonstration: its organizer exists only here, so the node signs for her.
fn invitation_link(places: &Places, community: &Community, seed: B256, now: u64) -> anyhow::Result<String> {
    let invitation = demo::invitation(seed, community, now)?;
    Ok(format!("{}/c/{}/join?invitation={invitation}", places.pages, community.slug))
}

/// Tells where everything is.
pub(super) fn announce(json: bool, places: &Places, links: &[String]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        let ready = serde_json::json!({"ready": true, "pages": places.pages, "rpc": places.rpc, "links": links});
        writeln!(out, "{ready}")?;
        return Ok(out.flush()?);
    }
    writeln!(out, "Palabre is at {}", places.pages)?;
    if let Some(rpc) = &places.rpc {
        writeln!(out, "The embedded chain answers wallets at {rpc}")?;
        writeln!(out, "Whoever runs it can rewrite it: for pilots and demonstrations.")?;
    }
    for link in links {
        let what = if link.contains("?founding=") {
            "The first wallet to sign here becomes organizer (once, keep it to yourself):"
        } else {
            "Join the demonstration with a wallet:"
        };
        writeln!(out, "{what}\n  {link}")?;
    }
    Ok(out.flush()?)
}
