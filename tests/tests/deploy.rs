//! Deploying on an RPC, interrupted at every transaction, and what the audit of the result says.

use std::{fs, path::Path, process::Output, sync::Arc};

use alloy::{
    primitives::{Address, U256, hex},
    providers::{DynProvider, Provider},
};
use palabre_contracts::bindings::Membership;
use palabre_devchain::{DevChain, DevChainConfig, ManualClock};
use palabre_tests::{cut::Line, process};
use serde_json::Value;
use tempfile::TempDir;

const CHAIN_ID: u64 = 0x5eed_0003;
const GENESIS: u64 = 1_800_000_000;
const OPERATOR_KEY: [u8; 32] = [0x42; 32];
const SLUG: &str = "agora";

/// A chain, a line to it and a data folder with the operator's key, who is rich.
struct World {
    line: Line,
    url: String,
    provider: DynProvider,
    data: TempDir,
}

impl World {
    async fn new() -> Self {
        let key = alloy::signers::local::PrivateKeySigner::from_slice(&OPERATOR_KEY).expect("a constant key is one");
        let rich = U256::from(10).pow(U256::from(20));
        let chain = DevChain::open(DevChainConfig {
            chain_id: Some(CHAIN_ID),
            genesis_accounts: vec![(key.address(), rich)],
            genesis_time: Some(GENESIS),
            heartbeat: None,
            clock: Arc::new(ManualClock::new(GENESIS)),
            ..DevChainConfig::default()
        })
        .expect("a chain in memory opens");
        let provider = chain.provider().erased();
        let (line, url) = Line::to(chain).await.expect("loopback has a port");
        let data = TempDir::new().expect("the system has room for a folder");
        fs::create_dir(data.path().join("keys")).expect("the folder is ours");
        for (name, key) in [("operator", OPERATOR_KEY), ("founding", [0x51; 32]), ("relay", [0x52; 32])] {
            fs::write(data.path().join(format!("keys/{name}.key")), hex::encode(key)).expect("the folder is ours");
        }
        Self { line, url, provider, data }
    }

    async fn palabre(&self, arguments: &[&str]) -> Output {
        let folder = self.data.path().to_string_lossy().into_owned();
        let common = ["--json", "--rpc-url", &self.url, "--data", &folder];
        let mut command = process::palabre(arguments.iter().chain(&common));
        tokio::task::spawn_blocking(move || command.output())
            .await
            .expect("the process was waited for")
            .expect("the program starts")
    }

    async fn deploy(&self) -> Output {
        self.palabre(&["deploy", "--slug", SLUG, "--name", "Agora"]).await
    }

    /// The deployment as it was decided.
    fn plan(&self) -> Value {
        read(&self.plan_file())
    }

    fn plan_file(&self) -> std::path::PathBuf {
        self.data.path().join("deployments/agora.json")
    }

    /// The audit by somebody who knows two addresses and an RPC.
    async fn audit_from_outside(&self) -> Output {
        let at = |name: &str| self.plan()["contracts"][name].as_str().expect("text").to_owned();
        let (registry, membership) = (at("registry"), at("membership"));
        let elsewhere = TempDir::new().expect("the system has room for a folder");
        let arguments = ["audit", "deploy", "--json", "--rpc-url", &self.url, "--registry", &registry, "--membership"];
        let folder = elsewhere.path().to_string_lossy().into_owned();
        let mut command = process::palabre(arguments.into_iter().chain([membership.as_str(), "--data", &folder]));
        tokio::task::spawn_blocking(move || command.output())
            .await
            .expect("the process was waited for")
            .expect("the program starts")
    }
}

fn read(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).expect("the file is there")).expect("it is JSON")
}

fn report(output: &Output) -> Value {
    let error = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|problem| panic!("{problem}: {error}"))
}

fn findings(output: &Output) -> Vec<String> {
    report(output)["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| line.as_str().expect("text").to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn interrupted_after_any_transaction_it_ends_the_same() {
    let whole = World::new().await;
    let output = whole.deploy().await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected = report(&output);
    assert_eq!(expected, report(&whole.audit_from_outside().await));

    let mut interruptions = 0;
    loop {
        let world = World::new().await;
        world.line.cut_after(interruptions + 1);
        if world.deploy().await.status.success() {
            break;
        }
        interruptions += 1;
        world.line.mend();
        let resumed = world.deploy().await;
        assert!(resumed.status.success(), "{}", String::from_utf8_lossy(&resumed.stderr));
        assert_eq!(report(&resumed), expected, "after transaction {interruptions}");
        assert!(world.plan() == whole.plan(), "another plan after transaction {interruptions}");
    }
    // The registry, the deployer's coins and the steps of the plan, the reply of each lost once.
    assert_eq!(interruptions, 2 + expected_steps(&whole));
}

fn expected_steps(world: &World) -> usize {
    world.plan()["steps"].as_array().expect("a list").len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_left_over_is_found() {
    let world = World::new().await;
    world.line.cut_after(3);
    assert!(!world.deploy().await.status.success());
    world.line.mend();
    let mut plan = world.plan();
    let thief = Address::repeat_byte(0x66);
    plant(&mut plan, thief);
    fs::write(world.plan_file(), plan.to_string()).unwrap();
    let output = world.deploy().await;
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let found = findings(&output);
    assert_eq!(found, findings(&world.audit_from_outside().await));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains(&format!("{thief:#x}")) && found[0].contains("leftover"), "{found:?}");
}

/// Before the deployer renounces, it makes `thief` an admin.
fn plant(plan: &mut Value, thief: Address) {
    use alloy::sol_types::SolCall;
    use palabre_contracts::bindings::AccessManager;
    let grant = AccessManager::grantRoleCall { roleId: 0, account: thief, executionDelay: 0 }.abi_encode();
    let manager = plan["contracts"]["access_manager"].clone();
    let steps = plan["steps"].as_array_mut().expect("a list");
    let step = serde_json::json!({"what": "a gift", "to": manager, "input": hex::encode_prefixed(grant)});
    steps.insert(steps.len() - 1, step);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployer_that_keeps_its_powers_is_found() {
    let world = World::new().await;
    world.line.cut_after(3);
    assert!(!world.deploy().await.status.success());
    world.line.mend();
    let mut plan = world.plan();
    plan["steps"].as_array_mut().unwrap().pop();
    fs::write(world.plan_file(), plan.to_string()).unwrap();
    let found = findings(&world.deploy().await);
    let deployer = plan["deployer"].as_str().unwrap().to_lowercase();
    assert!(found.iter().any(|finding| finding.contains(&deployer)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn code_that_was_changed_is_found() {
    let world = World::new().await;
    world.line.cut_after(3);
    assert!(!world.deploy().await.status.success());
    world.line.mend();
    let mut plan = world.plan();
    // The creation code of the ledger, with the last byte of its runtime code turned over: its constructor arguments
    // stand behind it.
    let code = palabre_contracts::bindings::Contributions::BYTECODE.len();
    let step = plan["steps"].as_array_mut().unwrap()[5].as_object_mut().unwrap();
    let mut input = hex::decode(step["input"].as_str().unwrap()).unwrap();
    input[code - 1] ^= 1;
    step["input"] = hex::encode_prefixed(&input).into();
    fs::write(world.plan_file(), plan.to_string()).unwrap();
    let output = world.deploy().await;
    let found = findings(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(found.iter().any(|finding| finding.contains("contributions") && finding.contains("not ours")), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn tools_find_the_document_that_the_flag_names() {
    let world = World::new().await;
    let document = "https://agora.example/api/v1/communities/agora/dao";
    let output = world.palabre(&["deploy", "--slug", SLUG, "--name", "Agora", "--dao-uri", document]).await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let membership = world.plan()["contracts"]["membership"].as_str().unwrap().parse().unwrap();
    let told = Membership::new(membership, &world.provider).daoURI().call().await.unwrap();
    assert_eq!(told, document);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_without_coins_is_told_what_to_do() {
    let world = World::new().await;
    fs::write(world.data.path().join("keys/operator.key"), hex::encode([0x43; 32])).unwrap();
    let output = world.deploy().await;
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3));
    assert!(message.contains("Send coins to that address"), "{message}");
    assert!(!world.plan_file().exists(), "nothing may be decided before it can be paid");
}
