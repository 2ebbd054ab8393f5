//! From what tools reported to points on the real chain: people confirm, reviewers sign, the ledger records, and the
//! reasons name every step. What is undone in between is taken out.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use alloy::{
    primitives::{B256, keccak256},
    signers::local::PrivateKeySigner,
};
use palabre_api::{
    activity::{Activity, ActivityKind as A},
    review::{
        evidence,
        testing::{self, act},
    },
};
use palabre_indexer::Store;
use palabre_tests::{
    crowd::Crowd,
    node::Node,
    reviewed::{self, now, page},
    visitor::Visitor,
};
use serde_json::{Value, json};
use tempfile::TempDir;

const REVIEW: &str = "/api/v1/communities/crowd/review";
/// A community of eight in its first epoch: members 2, 3 and 4 review knowledge, member 5 keeps the documentation.
struct World {
    node: Node,
    crowd: Crowd,
    store: Store,
    people: BTreeMap<usize, Visitor>,
    _folder: TempDir,
}

impl World {
    /// With so many approvals that a contribution needs.
    async fn new(quorum: u8, acts: &[Activity]) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let folder = TempDir::new().unwrap();
        let (crowd, store) = reviewed::found(folder.path(), quorum, acts).await.unwrap();
        let node = Node::start(folder.path()).unwrap();
        Self { node, crowd, store, people: BTreeMap::new(), _folder: folder }
    }

    fn key(&self, member: usize) -> &PrivateKeySigner {
        &self.crowd.keys[member - 1]
    }

    fn visitor(&mut self, member: usize) -> &mut Visitor {
        let (pages, key) = (&self.node.pages, &self.crowd.keys[member - 1]);
        self.people.entry(member).or_insert_with(|| Visitor::new(pages, key.clone()))
    }

    async fn get(&mut self, member: usize, path: &str) -> Value {
        self.visitor(member).get(path).await.unwrap()
    }

    async fn post(&mut self, member: usize, path: &str, body: &Value) -> Value {
        self.visitor(member).post(path, body).await.unwrap()
    }

    /// The contribution about a page, as the documentalist sees it.
    async fn about(&mut self, object: &str) -> Value {
        for state in ["", "recorded", "reverted"] {
            let inbox = self.get(5, &format!("{REVIEW}?state={state}")).await;
            let topics = inbox["topics"].as_array().unwrap_or_else(|| panic!("{inbox}")).clone();
            let mut items = topics.iter().flat_map(|topic| topic["items"].as_array().unwrap().clone());
            if let Some(found) = items.find(|item| item["object"] == object) {
                return found;
            }
        }
        panic!("nothing about {object}");
    }

    async fn confirm(&mut self, object: &str, band: &str) -> Value {
        let subject = self.about(object).await["subject"].as_str().unwrap().to_owned();
        let word = json!({ "verdict": "confirm", "band": band });
        let said = self.post(5, &format!("{REVIEW}/{subject}/words"), &word).await;
        assert_eq!(said["state"], "confirmed", "{said}");
        said
    }

    async fn prepare(&mut self, member: usize, wanted: Value) -> Value {
        let mut body = wanted;
        body["wallet"] = json!(self.key(member).address());
        self.post(member, &format!("{REVIEW}/batches/prepare"), &body).await
    }

    async fn submit(&mut self, member: usize, prepared: &Value) -> Value {
        self.visitor(member).submits(prepared).await.unwrap()
    }

    async fn sign(&mut self, member: usize, wanted: Value) -> Value {
        let prepared = self.prepare(member, wanted).await;
        assert!(prepared["typed_data"].is_object(), "{prepared}");
        self.submit(member, &prepared).await
    }

    /// Waits until the mirror shows a contribution on chain.
    async fn recorded(&mut self, object: &str) -> Value {
        let start = Instant::now();
        loop {
            let seen = self.about(object).await;
            if seen["state"] == "recorded" {
                return seen;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{seen}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn batches(&mut self, member: usize) -> Value {
        self.get(member, &format!("{REVIEW}/batches")).await
    }

    /// One of them: those that were put together in the same second have no order that lasts.
    async fn batch(&mut self, member: usize, digest: &Value) -> Value {
        let batches = self.batches(member).await;
        let found = batches["items"].as_array().unwrap().iter().find(|batch| batch["digest"] == *digest);
        found.unwrap_or_else(|| panic!("no batch {digest}: {batches}")).clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_tool_reported_becomes_points_and_every_step_is_told() {
    let mut world = World::new(1, &[page("7", 6), page("8", 6), page("9", 2)]).await;
    for (object, band) in [("7", "S"), ("8", "M"), ("9", "S")] {
        world.confirm(object, band).await;
    }
    let plan = world.batches(2).await["plans"][0].clone();
    assert_eq!((&plan["items"], &plan["points"]), (&json!(2), &json!(8)), "without the signer's own page: {plan}");
    let signed = world.sign(2, json!({})).await;
    assert!(signed["missing"].is_null() && signed["intent_id"].is_string(), "{signed}");
    world.recorded("7").await;
    assert_eq!(world.about("9").await["state"], "confirmed", "it waits for somebody else");
    let subject = world.about("8").await["subject"].as_str().unwrap().to_owned();
    let unsaid = world.post(5, &format!("{REVIEW}/{subject}/words"), &json!({ "verdict": "undo" })).await;
    assert_eq!(unsaid["code"], "recorded", "{unsaid}");

    let batches = world.batches(2).await;
    let batch = &batches["items"][0];
    assert_eq!((&batch["step"], &batch["approvers"]), (&json!("recorded"), &json!([2])), "{batch}");
    let reasons = world.get(6, "/api/v1/communities/crowd/members/6/reasons").await;
    let told = reasons["items"].as_array().unwrap().iter().find(|item| item["points"] == 5).unwrap();
    assert_eq!(told["acts"][0]["external_id"], "rev-8");
    assert_eq!(told["confirmations"][0]["person"]["member"], 5);
    assert_eq!((&told["policy"]["line"], &told["policy"]["version"]), (&json!("wiki_page"), &json!(1)));
    let recorded = &told["recorded"];
    assert_eq!((&recorded["tx_hash"], &recorded["approvers"]), (&batch["tx_hash"], &json!([2])), "{recorded}");
    let word = |value: &Value| value.as_str().unwrap().parse::<B256>().unwrap();
    let proof: Vec<B256> = recorded["proof"].as_array().unwrap().iter().map(word).collect();
    let record = recorded["record"].as_str().unwrap();
    let root = word(&recorded["evidence_root"]);
    assert!(evidence::is_under(root, word(&recorded["salt"]), record, &proof), "anybody can check it: {recorded}");
    let points = world.get(6, "/api/v1/communities/crowd/members/6/explain").await;
    assert_eq!(points["items"][0]["lanes"][0]["recorded"], 8, "{points}");

    // Somebody else signs what the first signer made, with the next numbers of the same tool.
    assert!(world.sign(3, json!({})).await["intent_id"].is_string());
    world.recorded("9").await;
    let numbers = world.get(1, "/api/v1/communities/crowd/contributions").await;
    let mut numbers: Vec<_> =
        numbers["items"].as_array().unwrap().iter().map(|item| item["sequence"].as_u64()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [Some(1), Some(2), Some(3)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_a_revert_hits_is_put_together_again_without_it() {
    let mut world = World::new(2, &[page("7", 6), page("8", 7), page("9", 2)]).await;
    for object in ["7", "8", "9"] {
        world.confirm(object, "S").await;
    }
    let first = world.sign(2, json!({})).await;
    assert_eq!((&first["approvers"], first["intent_id"].is_null()), (&json!([2]), true), "{first}");
    assert!(first["missing"].as_str().unwrap().contains("1 of 2"), "{first}");
    let subject = world.about("7").await["subject"].as_str().unwrap().to_owned();
    let unsaid = world.post(5, &format!("{REVIEW}/{subject}/words"), &json!({ "verdict": "undo" })).await;
    assert_eq!(unsaid["code"], "signed", "what is signed is not undone here: {unsaid}");
    let waiting = world.batch(3, &first["batch"]).await;
    assert_eq!((&waiting["step"], &waiting["signable"]), (&json!("signing"), &json!(true)), "{waiting}");
    let prepared = world.prepare(3, json!({ "batch": first["batch"] })).await;
    assert_eq!(prepared["digest"], first["batch"], "both sign the same");

    let mut undone = act("wiki", A::PageDeleted, "del-7", "7", "u8", now() - 60);
    undone.supersedes = Some("rev-7".to_owned());
    testing::store(world.store.pool(), &[undone]).await.unwrap();
    let late = world.submit(3, &prepared).await;
    assert_eq!(late["code"], "batch_outdated", "{late}");
    // Nor by the way around the review.
    let raw = json!({ "message": prepared["submit"]["body"]["message"], "signer": world.key(3).address(), "signature": "0x" });
    let around = world.post(3, "/api/v1/communities/crowd/relay/approve-batch/submit", &raw).await;
    assert_eq!(around["code"], "batch_outdated", "{around}");
    let shown = world.batch(3, &first["batch"]).await;
    assert_eq!(shown["step"], "outdated", "{shown}");
    assert!(shown["why"].as_str().unwrap().contains("reverted"), "{shown}");

    let again = world.sign(3, json!({})).await;
    assert_eq!(again["approvers"], json!([3]), "{again}");
    let done = world.sign(2, json!({ "batch": again["batch"] })).await;
    assert!(done["intent_id"].is_string(), "{done}");
    world.recorded("8").await;
    assert_eq!(world.about("7").await["state"], "reverted");
    let batch = world.batch(4, &again["batch"]).await;
    assert_eq!(batch["items"].as_array().unwrap().len(), 1, "{batch}");
    // Member 3 signed first, perhaps in the same second.
    let approvers = &batch["approvers"];
    assert!(*approvers == json!([3, 2]) || *approvers == json!([2, 3]), "{batch}");
    // Member 2's own page waits for the two others, and member 2 cannot sign it.
    let others = world.sign(4, json!({})).await;
    let own = world.prepare(2, json!({ "batch": others["batch"] })).await;
    assert_eq!(own["code"], "own_work", "{own}");
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_takes_records_and_salts_and_leaves_the_points() {
    let mut world = World::new(1, &[page("7", 6)]).await;
    world.confirm("7", "S").await;
    assert!(world.sign(2, json!({})).await["intent_id"].is_string());
    world.recorded("7").await;
    let rows = "SELECT COUNT(*) FROM review_evidence WHERE salt IS NOT NULL OR record IS NOT NULL";
    let count = async |store: &Store| -> i64 {
        palabre_indexer::sql::query_scalar(rows).fetch_one(store.pool()).await.unwrap()
    };
    assert_eq!(count(&world.store).await, 1);
    let setup = palabre_api::ReviewSetup {
        store: world.store.clone(),
        communities: BTreeMap::new(),
        blocks: std::sync::Arc::new(testing::Calm),
        recheck: None,
        entropy: palabre_api::relay::Entropy::new(|| keccak256("unused")),
    };
    let review = palabre_api::Review::open(setup).await.unwrap();
    let (slug, member) = ("crowd".parse().unwrap(), palabre_contracts::MemberId::new(6).unwrap());
    assert_eq!(review.held(&slug, member).await.unwrap().records[0]["account"], "u6");
    review.forget(&slug, member).await.unwrap();
    assert_eq!(count(&world.store).await, 0);
    assert!(review.held(&slug, member).await.unwrap().records.is_empty());
    let reasons = world.get(6, "/api/v1/communities/crowd/members/6/reasons").await;
    let recorded = &reasons["items"][0]["recorded"];
    assert_eq!((&recorded["record"], &recorded["salt"]), (&Value::Null, &Value::Null), "{reasons}");
    assert_eq!(reasons["items"][0]["points"], 3, "totals stay");
    assert!(recorded["leaf"].is_string(), "and so does the leaf under the root");
}
