//! A community whose members work in real tools. Its node is a process that can be killed, and its time can be moved.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

use alloy::signers::local::PrivateKeySigner;
use palabre_contracts::{Lane, Roles, member::Admission};
use palabre_indexer::{Store, sql};
use palabre_tests::{
    crowd::{self, Crowd, Plan},
    node::Node,
    visitor::Visitor,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::now;

pub(crate) const DAY: u64 = 86_400;
/// Routes of the community.
pub(crate) const API: &str = "/api/v1/communities/crowd";

/// Members by number: 1 organizes, 2 and 3 review, 3 and 4 keep the documentation, the others have no role.
pub(crate) struct Town {
    node: Option<Node>,
    listen: String,
    crowd: Crowd,
    people: BTreeMap<usize, Visitor>,
    folder: TempDir,
}

impl Town {
    /// Founds a community of `size` with these settings of tools, and files beside them. Nothing runs yet.
    pub(crate) async fn found(size: usize, listen: &str, settings: &str, files: &[(&str, &str)]) -> Self {
        palabre_tests::tls::install();
        let folder = TempDir::new().unwrap();
        let lanes = Roles::reviewer(Lane::new(0).unwrap())
            .with(Roles::reviewer(Lane::new(5).unwrap()))
            .with(Roles::reviewer(Lane::new(7).unwrap()));
        let roles = BTreeMap::from([(1, lanes), (2, lanes.with(Roles::DOCUMENTALIST)), (3, Roles::DOCUMENTALIST)]);
        let plan = Plan {
            size,
            genesis: now() - 12 * DAY,
            admission: Admission::Invitation,
            roles,
            recorded: Vec::new(),
            vote: false,
        };
        let crowd = crowd::found_with(folder.path(), plan, |mut blueprint| {
            blueprint.rules.quorum = [1; 8];
            blueprint
        });
        let crowd = crowd.await.unwrap();
        std::fs::write(folder.path().join("tools.toml"), settings).unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self { node: None, listen: listen.to_owned(), crowd, people: BTreeMap::new(), folder }
    }

    pub(crate) fn start(&mut self) {
        let flags = ["--dev", "--allow-private-url", "127.0.0.1/32"];
        self.node = Some(Node::start_at(&self.listen, "up", self.folder.path(), &flags).unwrap());
    }

    /// Ends the node as a loss of power would.
    pub(crate) fn kill(&mut self) {
        self.node.take().unwrap().kill().unwrap();
    }

    pub(crate) fn key(&self, member: usize) -> &PrivateKeySigner {
        &self.crowd.keys[member - 1]
    }

    /// Somebody at the service.
    pub(crate) fn member(&mut self, member: usize) -> &mut Visitor {
        let pages = format!("http://{}", self.listen);
        let key = &self.crowd.keys[member - 1];
        self.people.entry(member).or_insert_with(|| Visitor::new(&pages, key.clone()))
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets time pass: for the chain and for the service.
    pub(crate) async fn pass(&mut self, seconds: u64) {
        // Sessions do not last as long as time does here.
        self.people.clear();
        let rpc = &self.node.as_ref().unwrap().rpc;
        for (method, params) in [("evm_increaseTime", json!([seconds])), ("evm_mine", json!([]))] {
            let body = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
            let answer = palabre_tests::doubles::client().post(rpc).json(&body).send().await.unwrap();
            let answer: Value = answer.json().await.unwrap();
            assert!(answer["error"].is_null(), "{answer}");
        }
    }

    /// A number from the database of the service.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        let store = Store::open(&self.folder.path().join("palabre.sqlite")).await.unwrap();
        let count = sql::query_scalar(query).fetch_one(store.pool()).await.unwrap();
        store.close().await;
        count
    }

    /// Waits until a number in the database is as it should be.
    pub(crate) async fn until_count(&self, query: &'static str, wanted: i64) {
        let start = Instant::now();
        loop {
            let seen = self.count(query).await;
            if seen == wanted {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(120), "{query}: {seen}, not {wanted}");
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
    }

    /// Every contribution of the inbox, as a member sees it.
    pub(crate) async fn contributions(&mut self, member: usize, state: &str) -> Vec<Value> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.member(member).get(&format!("{API}/review?state={state}{after}")).await.unwrap();
            let topics = page["topics"].as_array().unwrap_or_else(|| panic!("{page}"));
            all.extend(topics.iter().flat_map(|topic| topic["items"].as_array().unwrap().clone()));
            let Some(next) = page["next"].as_str() else { return all };
            after = format!("&after={}", url::form_urlencoded::byte_serialize(next.as_bytes()).collect::<String>());
        }
    }

    /// Confirms a contribution.
    pub(crate) async fn confirm(&mut self, member: usize, item: &Value, band: Option<&str>) {
        let path = format!("{API}/review/{}/words", item["subject"].as_str().unwrap());
        let said = self.member(member).post(&path, &json!({ "verdict": "confirm", "band": band })).await.unwrap();
        assert_eq!(said["code"], Value::Null, "{said}");
    }

    /// Signs batches until nothing is left to sign; answers how many.
    pub(crate) async fn sign_all(&mut self, member: usize) -> usize {
        let wallet = self.key(member).address();
        for count in 0.. {
            let visitor = self.member(member);
            let plans = visitor.get(&format!("{API}/review/batches")).await.unwrap()["plans"].clone();
            if plans.as_array().unwrap().is_empty() {
                return count;
            }
            let wish = json!({ "wallet": wallet, "epoch": plans[0]["epoch"], "source": plans[0]["source"] });
            let prepared = visitor.post(&format!("{API}/review/batches/prepare"), &wish).await.unwrap();
            assert!(prepared["typed_data"].is_object(), "{prepared}");
            let signed = visitor.submits(&prepared).await.unwrap();
            assert!(signed["intent_id"].is_string(), "{signed}");
            // What is on its way is in no other plan.
            let id = signed["batch"].clone();
            let path = format!("{API}/review/batches");
            let sent = |seen: &Value| {
                let items = seen["items"].as_array();
                items.is_some_and(|all| all.iter().any(|one| one["digest"] == id && one["step"] == "recorded"))
            };
            visitor.until(&path, sent).await.unwrap();
        }
        unreachable!("a count has no end")
    }

    /// Lets the epoch become final, and its points votes.
    pub(crate) async fn settle(&mut self) {
        self.pass(32 * DAY).await;
        let size = self.crowd.keys.len() as u64;
        let members: Vec<u64> = (1..=size).collect();
        let visitor = self.member(1);
        let minted = visitor.post(&format!("{API}/relay/mint-reputation"), &json!({})).await.unwrap();
        assert!(minted["intent_id"].is_string(), "{minted}");
        let settled = json!({ "member_ids": members });
        let start = Instant::now();
        loop {
            let answer = visitor.post(&format!("{API}/relay/settle"), &settled).await.unwrap();
            if answer["intent_id"].is_string() {
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{answer}");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let said = std::fs::read_to_string(self.folder.path().join(palabre_tests::node::LOG)).unwrap_or_default();
            println!("what the nodes said:\n{said}");
            // Somebody will want to look.
            self.folder.disable_cleanup(true);
            println!("their data folder is {}", self.folder.path().display());
        }
    }
}

/// A port that nothing listens on.
pub(crate) fn free_address() -> String {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().to_string()
}
