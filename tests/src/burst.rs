//! Many votes at once, and a loss of power in the middle: each vote that was accepted must count, once.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use alloy::{
    primitives::{Address, U256, hex},
    providers::{Provider, ProviderBuilder},
    rpc::types::Filter,
    signers::{SignerSync, local::PrivateKeySigner},
    sol_types::SolEvent,
};
use anyhow::{Context, ensure};
use palabre_contracts::{
    Electorate,
    bindings::house::House::{self, VoteCast},
    typed_data::{self, Ballot},
};
use serde_json::{Value, json};

use crate::{crowd::Crowd, node::Node};

/// Requests at the same time.
const AT_ONCE: usize = 32;
/// How long all votes may take to be counted, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(600);

/// What became of the votes of a crowd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Votes that were sent, one a voter.
    pub voters: usize,
    /// Votes that were accepted before the power failed.
    pub before: usize,
    /// Votes in favour, as the contract counts them.
    pub counted: usize,
    /// `VoteCast` events.
    pub events: usize,
    /// Different voters among them.
    pub distinct: usize,
    /// From the first vote to the last one mined.
    pub time: Duration,
}

impl Count {
    /// Votes that do not count, or not once.
    pub fn lost(&self) -> usize {
        let of = |number: usize| self.voters.abs_diff(number);
        of(self.counted).max(of(self.distinct)).max(of(self.events))
    }
}

/// Lets a crowd vote on a node that dies when half of the votes are accepted, and counts on the chain of another one
/// that takes over the folder.
pub async fn vote(folder: &Path, crowd: &Crowd) -> anyhow::Result<Count> {
    let start = Instant::now();
    let signed = crowd.keys.iter().map(|key| Ok((key.address(), ballot(crowd, key)?)));
    let votes = signed.collect::<anyhow::Result<BTreeMap<_, _>>>()?;
    let node = Node::start(folder)?;
    let mut accepted = BTreeMap::new();
    send(&node, &votes, &mut accepted, votes.len() / 2).await;
    node.kill()?;
    let before = accepted.len();

    let node = Node::start(folder)?;
    // Only those who were told nothing vote again: what was accepted must need nobody.
    while accepted.len() < votes.len() {
        send(&node, &votes, &mut accepted, usize::MAX).await;
        ensure!(start.elapsed() < PATIENCE, "only {} of {} votes were accepted", accepted.len(), votes.len());
    }
    for (voter, intent) in &accepted {
        mined(&node, intent, start).await.with_context(|| format!("the vote of {voter}"))?;
    }
    let time = start.elapsed();
    count(&node, crowd).await.map(|[counted, events, distinct]| Count {
        voters: votes.len(),
        before,
        counted,
        events,
        distinct,
        time,
    })
}

/// The body of a vote, signed as a wallet does.
fn ballot(crowd: &Crowd, key: &PrivateKeySigner) -> anyhow::Result<Value> {
    let nonce = crowd.proposal << 64usize;
    let message = Ballot { proposalId: crowd.proposal, support: 1, voter: key.address(), nonce };
    let digest = typed_data::digest(&message, &crowd.community.house_domain(Electorate::Members));
    let signature = key.sign_hash_sync(&digest)?;
    Ok(json!({
        "message": {
            "proposalId": crowd.proposal.to_string(), "support": 1, "voter": key.address(), "nonce": nonce.to_string(),
        },
        "signer": key.address(),
        "signature": hex::encode_prefixed(signature.as_bytes()),
    }))
}

/// Sends every vote that is not accepted yet; adds the intents of those that are. Ends early when `enough` is met.
async fn send(node: &Node, votes: &BTreeMap<Address, Value>, accepted: &mut BTreeMap<Address, String>, enough: usize) {
    let client = reqwest::Client::new();
    let url = format!("{}/api/v1/communities/crowd/relay/vote/submit", node.pages);
    let count = Arc::new(AtomicUsize::new(accepted.len()));
    let mut running = tokio::task::JoinSet::new();
    let open: Vec<_> = votes.iter().filter(|(voter, _)| !accepted.contains_key(*voter)).collect();
    for (voter, body) in open {
        while running.len() >= AT_ONCE {
            collect(running.join_next().await, accepted);
        }
        if count.load(Ordering::SeqCst) >= enough {
            break;
        }
        let (client, url, body, voter, count) = (client.clone(), url.clone(), body.clone(), *voter, Arc::clone(&count));
        running.spawn(async move {
            let answer = client.post(url).json(&body).send().await.ok()?;
            if !answer.status().is_success() {
                return None;
            }
            let intent = answer.json::<Value>().await.ok()?["intent_id"].as_str()?.to_owned();
            count.fetch_add(1, Ordering::SeqCst);
            Some((voter, intent))
        });
    }
    // Those that are under way when the power goes: some get an answer, some do not.
    if enough == usize::MAX {
        while let Some(done) = running.join_next().await {
            collect(Some(done), accepted);
        }
    }
}

type Done = Result<Option<(Address, String)>, tokio::task::JoinError>;

fn collect(done: Option<Done>, accepted: &mut BTreeMap<Address, String>) {
    if let Some(Ok(Some((voter, intent)))) = done {
        accepted.insert(voter, intent);
    }
}

/// Waits until an intent is in a block.
async fn mined(node: &Node, intent: &str, start: Instant) -> anyhow::Result<()> {
    loop {
        let url = format!("{}/api/v1/relay/{intent}?wait=20", node.pages);
        let told: Value = reqwest::get(url).await?.json().await?;
        ensure!(told["state"] != "failed", "it failed: {told}");
        if told["state"] == "mined" {
            return Ok(());
        }
        ensure!(start.elapsed() < PATIENCE, "it still waits: {told}");
    }
}

/// What the chain says, without the service: votes in favour, events, and different voters among them.
async fn count(node: &Node, crowd: &Crowd) -> anyhow::Result<[usize; 3]> {
    let provider = ProviderBuilder::new().connect_http(node.rpc.parse()?);
    let house = House::new(crowd.community.contracts.members_house, provider.clone());
    let tally = house.proposalVotes(crowd.proposal).call().await?;
    let filter = Filter::new().address(*house.address()).event_signature(VoteCast::SIGNATURE_HASH).from_block(0);
    let logs = provider.get_logs(&filter).await?;
    let cast: Vec<Address> =
        logs.iter().map(|log| Ok(VoteCast::decode_log_data(&log.inner.data)?.voter)).collect::<anyhow::Result<_>>()?;
    let distinct: BTreeSet<Address> = cast.iter().copied().collect();
    let counted = tally.forVotes.min(U256::from(u32::MAX)).to::<usize>();
    Ok([counted, cast.len(), distinct.len()])
}
