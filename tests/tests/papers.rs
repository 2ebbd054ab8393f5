//! What members sign beside votes, through the program and the real contracts: disputes, batches, suspension, recovery,
//! admission by approval.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::{
    collections::BTreeMap,
    time::{Duration, Instant, SystemTime},
};

use alloy::{
    dyn_abi::TypedData,
    primitives::hex,
    signers::{SignerSync, local::PrivateKeySigner},
};
use palabre::scenario::Recording;
use palabre_contracts::{Item, Lane, MemberId, Roles, member::Admission};
use palabre_tests::{
    crowd::{self, Crowd, Plan},
    node::Node,
};
use serde_json::{Value, json};
use tempfile::TempDir;

const DAY: u64 = 86_400;

struct World {
    node: Node,
    crowd: Crowd,
    _folder: TempDir,
}

impl World {
    async fn new(plan: Plan) -> Self {
        palabre_tests::tls::install();
        let folder = TempDir::new().unwrap();
        let crowd = crowd::found(folder.path(), plan).await.unwrap();
        Self { node: Node::start(folder.path()).unwrap(), crowd, _folder: folder }
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let answer = reqwest::Client::new().post(format!("{}{path}", self.node.pages)).json(body).send().await.unwrap();
        let mut json: Value = answer.json().await.unwrap();
        json["path"] = json!(path);
        json
    }

    /// Prepares, signs as a wallet does, submits; what submit answered.
    async fn sign(&self, key: &PrivateKeySigner, act: &str, mut input: Value) -> Value {
        input["wallet"] = json!(key.address());
        let path = format!("/api/v1/communities/crowd/relay/{act}/prepare");
        let prepared = self.post(&path, &input).await;
        assert!(prepared["typed_data"].is_object(), "{prepared}");
        let typed: TypedData = serde_json::from_value(prepared["typed_data"].clone()).unwrap();
        let signature = key.sign_hash_sync(&typed.eip712_signing_hash().unwrap()).unwrap();
        let mut body = prepared["submit"]["body"].clone();
        body["signature"] = json!(hex::encode_prefixed(signature.as_bytes()));
        self.post(prepared["submit"]["path"].as_str().unwrap(), &body).await
    }

    /// The same, until it is in a block.
    async fn act(&self, key: &PrivateKeySigner, act: &str, input: Value) -> Value {
        let answer = self.sign(key, act, input).await;
        let id = answer["intent_id"].as_str().unwrap_or_else(|| panic!("{act}: {answer}")).to_owned();
        self.mined(&id).await
    }

    async fn mined(&self, id: &str) -> Value {
        let start = Instant::now();
        loop {
            let url = format!("{}/api/v1/relay/{id}?wait=20", self.node.pages);
            let intent: Value = reqwest::get(url).await.unwrap().json().await.unwrap();
            if intent["state"] == "mined" {
                return intent;
            }
            assert_ne!(intent["state"], "failed", "{intent}");
            assert!(start.elapsed() < Duration::from_secs(60), "{intent}");
        }
    }

    async fn get(&self, path: &str) -> Value {
        let url = format!("{}/api/v1/communities/crowd/{path}", self.node.pages);
        reqwest::get(url).await.unwrap().json().await.unwrap()
    }
}

fn now() -> u64 {
    SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs()
}

fn item(member: u64, sequence: u64) -> Item {
    Item { member: MemberId::new(member).unwrap(), lane: Lane::new(0).unwrap(), points: 10, kind: 0, sequence }
}

/// Two reviewers (1, 2) and two moderators (3, 4), in the time in which the first epoch can be challenged.
fn disputed() -> Plan {
    let genesis = now() - 34 * DAY;
    let reviewer = Roles::reviewer(Lane::new(0).unwrap());
    let recording = Recording { epoch: 0, source: 1, items: vec![item(6, 1), item(7, 2)], approvers: vec![1] };
    Plan {
        size: 8,
        genesis,
        admission: Admission::Invitation,
        roles: BTreeMap::from([(1, reviewer), (2, reviewer), (3, Roles::MODERATOR), (4, Roles::MODERATOR)]),
        recorded: vec![(genesis + 10 * DAY, recording)],
        vote: false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_is_decided_by_two_moderators() {
    let world = World::new(disputed()).await;
    let keys = &world.crowd.keys;
    let input = json!({ "batch_id": 0, "index": 1, "reason": "This was somebody else's page." });
    world.act(&keys[0], "challenge", input).await;
    for moderator in [3, 4] {
        world.act(&keys[moderator], "decide-challenge", json!({ "challenge_id": "1", "uphold": true })).await;
    }
    let again = world.sign(&keys[0], "challenge", json!({ "batch_id": 0, "index": 1, "reason": "again" })).await;
    assert!(again["code"].is_string(), "a contribution is struck once: {again}");
    let input = json!({ "wallet": keys[0].address(), "batch_id": 9, "index": 0, "reason": "x" });
    let unknown = world.post("/api/v1/communities/crowd/relay/challenge/prepare", &input).await;
    assert_eq!(unknown["code"], "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_reviewers_sign_is_recorded() {
    let world = World::new(disputed()).await;
    let keys = &world.crowd.keys;
    let item = json!({ "member_id": 6, "lane": 0, "points": 7, "sequence": 50 });
    let own = json!({ "member_id": 2, "lane": 0, "points": 5, "sequence": 51 });
    let batch =
        json!({ "epoch": 1, "source": 1, "evidence_root": format!("0x{}", "07".repeat(32)), "items": [item, own] });
    // The first reviewer is a beneficiary: for that contribution their own signature does not count.
    let first = world.sign(&keys[1], "approve-batch", batch).await;
    assert_eq!((first["approvers"].clone(), first["intent"].is_null()), (json!([2]), true), "{first}");
    let second = world.sign(&keys[2], "approve-batch", json!({ "batch": first["batch"] })).await;
    assert_eq!(second["approvers"], json!([2, 3]), "{second}");
    world.mined(second["intent"]["intent_id"].as_str().unwrap()).await;
    let start = Instant::now();
    while world.get("batches").await["items"].as_array().unwrap().len() < 2 {
        assert!(start.elapsed() < Duration::from_secs(30), "the mirror shows the batch");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let latest = &world.get("batches").await["items"][0];
    assert_eq!((latest["points"].clone(), latest["approvers"].clone()), (json!(12), json!([2, 3])));
}

#[tokio::test(flavor = "multi_thread")]
async fn moderators_suspend_and_help_to_a_new_wallet() {
    let world = World::new(disputed()).await;
    let keys = &world.crowd.keys;
    world.act(&keys[3], "suspend", json!({ "member_id": 8, "days": 3, "reason": "Insults in the chat." })).await;
    let new = PrivateKeySigner::random();
    world.act(&new, "request-recovery", json!({ "member_id": 6 })).await;
    for moderator in [3, 4] {
        let input = json!({ "member_id": 6, "to": new.address() });
        world.act(&keys[moderator], "approve-recovery", input).await;
    }
    // The old wallet was not lost after all.
    world.act(&keys[5], "cancel-recovery", json!({ "member_id": 6 })).await;
    let path = "/api/v1/communities/crowd/relay/execute-recovery";
    let refused = world.post(path, &json!({ "member_id": 6 })).await;
    assert!(refused["code"].is_string(), "nothing waits any more: {refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_is_admitted_or_thinks_better_of_it() {
    let plan = Plan {
        size: 1,
        genesis: now() - DAY,
        admission: Admission::Approval,
        roles: BTreeMap::new(),
        recorded: Vec::new(),
        vote: false,
    };
    let world = World::new(plan).await;
    let organizer = &world.crowd.keys[0];
    let (one, two) = (PrivateKeySigner::random(), PrivateKeySigner::random());
    let mut applications = Vec::new();
    for applicant in [&one, &two] {
        let input = json!({ "wallet": applicant.address(), "text": "I translate into French." });
        let prepared = world.post("/api/v1/communities/crowd/relay/apply/prepare", &input).await;
        applications.push(prepared["typed_data"]["message"]["application"].clone());
        let typed: TypedData = serde_json::from_value(prepared["typed_data"].clone()).unwrap();
        let signature = applicant.sign_hash_sync(&typed.eip712_signing_hash().unwrap()).unwrap();
        let mut body = prepared["submit"]["body"].clone();
        body["signature"] = json!(hex::encode_prefixed(signature.as_bytes()));
        let intent = world.post(prepared["submit"]["path"].as_str().unwrap(), &body).await;
        world.mined(intent["intent_id"].as_str().unwrap_or_else(|| panic!("{intent}"))).await;
    }
    world.act(&two, "withdraw-application", json!({ "application": applications[1] })).await;
    let answer = json!({ "applicant": one.address(), "application": applications[0], "approved": true });
    world.act(organizer, "answer-application", answer).await;
    let start = Instant::now();
    while world.get("members").await["items"].as_array().unwrap().len() < 2 {
        assert!(start.elapsed() < Duration::from_secs(30), "the mirror shows the new member");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
