use crate::world::{World, config, signed};
use alloy::{
    primitives::{Address, U256},
    providers::Provider,
};
use palabre_devchain::{DevChain, ManualClock, OpenError, TxError};
use rusqlite::Connection;
use std::{
    env,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};

const CHILD_PATH: &str = "DEVCHAIN_TEST_CHILD";
const ROUNDS: usize = 6;

fn refused(path: &Path, change: impl FnOnce(&mut palabre_devchain::DevChainConfig)) -> OpenError {
    let mut config = config(&Arc::new(ManualClock::new(0)));
    config.path = Some(path.into());
    change(&mut config);
    DevChain::open(config).unwrap_err()
}

/// Not a test of its own: the process that the next test kills. It reports each block after it was told about it.
#[tokio::test]
async fn child_that_writes_until_it_is_killed() {
    let Some(path) = env::var_os(CHILD_PATH) else { return };
    let world = World::at(Path::new(&path)).await;
    let recorder = world.signer.address().create(0);
    if world.chain.head().number == 0 {
        world.recorder().await;
    }
    loop {
        let number = world.chain.head().number;
        let receipt = world.record(recorder, number % 50, number).await;
        let (number, hash) = (receipt.block_number.unwrap(), receipt.block_hash.unwrap());
        writeln!(io::stdout(), "acknowledged {number} {hash}").unwrap();
    }
}

#[test]
fn every_acknowledged_block_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for round in 0..ROUNDS {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "durability::child_that_writes_until_it_is_killed", "--nocapture"])
            .env(CHILD_PATH, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged = lines.map_while(Result::ok).filter(|line| line.starts_with("acknowledged "));
        // Different numbers of blocks, so that the kill hits different moments of write-ahead logging.
        let mut last = acknowledged.nth(3 + 17 * round).unwrap();
        child.kill().unwrap();
        last = acknowledged.last().unwrap_or(last);
        child.wait().unwrap();

        let world = runtime.block_on(World::at(&path));
        let mut words = last.split_whitespace().skip(1);
        let number: u64 = words.next().unwrap().parse().unwrap();
        let hash = words.next().unwrap();
        assert!(world.chain.head().number >= number, "round {round}: block {number} was lost");
        let block = runtime.block_on(world.provider.get_block(number.into()).into_future()).unwrap().unwrap();
        assert_eq!(block.header.hash.to_string(), hash, "round {round}");
        assert!(runtime.block_on(world.transfer(Address::repeat_byte(7), 1)).status());
    }
}

#[tokio::test]
async fn a_restart_continues_where_the_chain_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    let world = World::at(&path).await;
    let recorder = world.recorder().await;
    let receipt = world.record(recorder, 1, 2).await;
    let head = world.chain.head();
    drop(world);
    let world = World::at(&path).await;
    assert_eq!(world.chain.head(), head);
    let again = world.provider.get_transaction_receipt(receipt.transaction_hash).await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), serde_json::to_value(&receipt).unwrap());
    assert_eq!(world.provider.get_storage_at(recorder, U256::from(1)).await.unwrap(), U256::from(2));
    world.record(recorder, 1, 0).await;
    world.record(recorder, 4, 4).await;
    assert_eq!(world.chain.head().number, head.number + 2);
    drop(world);
    World::at(&path).await;
}

#[tokio::test]
async fn a_block_that_cannot_be_stored_is_refused_and_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    let world = World::at(&path).await;
    let root = world.state_root().await;
    let saboteur = Connection::open(&path).unwrap();
    saboteur
        .execute_batch("CREATE TRIGGER full BEFORE INSERT ON blocks BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        .unwrap();
    let bytes = signed(&world.signer, 0, |_| {});
    let error = world.chain.send_raw_transaction(&bytes).await.unwrap_err();
    assert!(matches!(&error, TxError::NotStored(reason) if reason.contains("disk full")), "{error}");
    assert_eq!((world.chain.head().number, world.state_root().await), (0, root));
    saboteur.execute_batch("DROP TRIGGER full").unwrap();
    world.chain.send_raw_transaction(&bytes).await.unwrap();
    assert_eq!(world.chain.head().number, 1);
    drop(world);
    assert_eq!(World::at(&path).await.chain.head().number, 1);
}

#[tokio::test]
async fn a_backup_taken_while_running_opens_as_the_same_chain() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("chain.sqlite"), folder.path().join("copy.sqlite"));
    let world = World::at(&path).await;
    world.transfer(Address::repeat_byte(7), 5).await;
    let head = world.chain.head();
    world.chain.backup_to(&copy).await.unwrap();
    world.transfer(Address::repeat_byte(7), 5).await;
    assert!(world.chain.backup_to(&copy).await.unwrap_err().to_string().contains("cannot write the backup"));
    let restored = World::at(&copy).await;
    assert_eq!(restored.chain.head(), head);
    assert_eq!(restored.chain.chain_id(), world.chain.chain_id());
}

#[tokio::test]
async fn a_second_process_another_id_and_a_damaged_state_are_refused_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    let world = World::at(&path).await;
    world.transfer(Address::repeat_byte(7), 5).await;
    assert!(matches!(refused(&path, |_| {}), OpenError::Locked { .. }));
    drop(world);
    let other = refused(&path, |config| config.chain_id = Some(5));
    assert!(matches!(other, OpenError::WrongChainId { wanted: 5, .. }), "{other}");
    let nowhere = refused(&folder.path().join("missing/chain.sqlite"), |_| {});
    assert!(matches!(nowhere, OpenError::NotWritable { .. }), "{nowhere}");
    let sql = "UPDATE accounts SET record = (SELECT record FROM accounts ORDER BY address LIMIT 1)";
    Connection::open(&path).unwrap().execute(sql, []).unwrap();
    let damaged = refused(&path, |_| {});
    assert!(damaged.to_string().contains("Restore from a backup"), "{damaged}");
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(matches!(refused(&path, |_| {}), OpenError::Format { found: 99, .. }));
}

#[tokio::test]
async fn a_chain_without_a_given_id_draws_one_and_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chain.sqlite");
    let open = || World::with(|config| (config.path, config.chain_id) = (Some(path.clone()), None)).chain.chain_id();
    let id = open();
    assert!((0x1000_0000..0x8000_0000).contains(&id));
    assert_eq!(open(), id);
}
