//! Many votes at once, and a loss of power in the middle: each vote that was accepted counts, once.
//!
//! `PALABRE_VOTERS=1000 cargo test -p palabre-tests --test burst` gathers a larger crowd.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use alloy::{
    primitives::{Address, U256, hex},
    providers::{Provider, ProviderBuilder},
    rpc::types::Filter,
    signers::{SignerSync, local::PrivateKeySigner},
    sol_types::SolEvent,
};
use palabre_contracts::{
    Electorate,
    bindings::house::House::{self, VoteCast},
    typed_data::{self, Ballot},
};
use palabre_tests::{
    crowd::{self, Crowd},
    node::Node,
};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Voters unless told otherwise: enough to be in the middle of something.
const VOTERS: usize = 60;
/// Requests at the same time.
const AT_ONCE: usize = 32;

fn voters() -> usize {
    env::var_os("PALABRE_VOTERS").and_then(|text| text.to_str()?.parse().ok()).unwrap_or(VOTERS)
}

/// The body of a vote, signed as a wallet does.
fn ballot(crowd: &Crowd, key: &PrivateKeySigner) -> Value {
    let nonce = crowd.proposal << 64usize;
    let message = Ballot { proposalId: crowd.proposal, support: 1, voter: key.address(), nonce };
    let digest = typed_data::digest(&message, &crowd.community.house_domain(Electorate::Members));
    let signature = key.sign_hash_sync(&digest).unwrap();
    json!({
        "message": {
            "proposalId": crowd.proposal.to_string(), "support": 1, "voter": key.address(), "nonce": nonce.to_string(),
        },
        "signer": key.address(),
        "signature": hex::encode_prefixed(signature.as_bytes()),
    })
}

/// Sends every vote that is not accepted yet; answers the intents of those that are. Ends early when `enough` is met.
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

async fn state(node: &Node, intent: &str) -> Value {
    reqwest::get(format!("{}/api/v1/relay/{intent}", node.pages)).await.unwrap().json().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn votes_of_a_burst_count_once_each_though_the_power_fails() {
    // Fails only if somebody installed one before; then that one serves.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (folder, size) = (TempDir::new().unwrap(), voters());
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let crowd = crowd::gather(folder.path(), size, now).await.unwrap();
    let votes: BTreeMap<Address, Value> = crowd.keys.iter().map(|key| (key.address(), ballot(&crowd, key))).collect();

    let node = Node::start(folder.path()).unwrap();
    let mut accepted = BTreeMap::new();
    send(&node, &votes, &mut accepted, size / 2).await;
    node.kill().unwrap();
    let before = accepted.clone();
    assert!(!before.is_empty() && before.len() < size, "{} of {size} were accepted before", before.len());

    let node = Node::start(folder.path()).unwrap();
    let start = Instant::now();
    // Only those who were told nothing vote again: what was accepted must need nobody.
    while accepted.len() < size {
        send(&node, &votes, &mut accepted, usize::MAX).await;
        assert!(start.elapsed() < Duration::from_secs(300), "{} of {size} are accepted", accepted.len());
    }
    for (voter, intent) in &accepted {
        loop {
            let intent = state(&node, intent).await;
            assert_ne!(intent["state"], "failed", "{voter}: {intent}");
            if intent["state"] == "mined" {
                break;
            }
            assert!(start.elapsed() < Duration::from_secs(300), "{voter} still waits: {intent}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    counted_once(&node, &crowd).await;
}

/// What the chain says, without the service.
async fn counted_once(node: &Node, crowd: &Crowd) {
    let provider = ProviderBuilder::new().connect_http(node.rpc.parse().unwrap());
    let house = House::new(crowd.community.contracts.members_house, provider.clone());
    let tally = house.proposalVotes(crowd.proposal).call().await.unwrap();
    assert_eq!(tally.forVotes, U256::from(crowd.keys.len()));
    let filter = Filter::new().address(*house.address()).event_signature(VoteCast::SIGNATURE_HASH).from_block(0);
    let logs = provider.get_logs(&filter).await.unwrap();
    let cast: Vec<Address> = logs.iter().map(|log| VoteCast::decode_log_data(&log.inner.data).unwrap().voter).collect();
    let distinct: BTreeSet<Address> = cast.iter().copied().collect();
    assert_eq!((cast.len(), distinct.len()), (crowd.keys.len(), crowd.keys.len()));
}
