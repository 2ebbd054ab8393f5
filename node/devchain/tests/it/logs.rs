use crate::world::{RECORDED, World};
use alloy::{
    primitives::{Address, B256, U64},
    providers::Provider,
    rpc::types::{Filter, Log},
};

fn slots(logs: &[Log]) -> Vec<u8> {
    logs.iter().map(|log| log.topics()[1][31]).collect()
}

#[tokio::test]
async fn logs_are_found_by_address_topic_alternatives_range_and_block() {
    let world = World::with(|config| config.cached_blocks = 2);
    let (one, two) = (world.recorder().await, world.recorder().await);
    for slot in 1..=4 {
        world.record(one, slot, 7).await;
        world.record(two, slot, 7).await;
    }
    let all = Filter::new().from_block(0);
    let found = async |filter: Filter| world.provider.get_logs(&filter).await.unwrap();
    assert_eq!(found(all.clone()).await.len(), 8);
    assert_eq!(slots(&found(all.clone().address(one)).await), [1, 2, 3, 4]);
    assert_eq!(found(all.clone().address(vec![one, two])).await.len(), 8);
    assert_eq!(found(all.clone().address(Address::repeat_byte(1))).await.len(), 0);
    assert_eq!(found(all.clone().event_signature(RECORDED)).await.len(), 8);
    let slot = |number: u8| B256::with_last_byte(number);
    assert_eq!(slots(&found(all.clone().topic1(vec![slot(2), slot(4)])).await), [2, 2, 4, 4]);
    assert_eq!(slots(&found(Filter::new().from_block(3).to_block(4)).await), [1, 1]);
    let last = &found(all.address(two)).await[3];
    assert_eq!(last.block_timestamp, Some(world.chain.head().timestamp));
    assert_eq!((last.block_number, last.log_index), (Some(10), Some(0)));
    let in_block = found(Filter::new().at_block_hash(last.block_hash.unwrap())).await;
    assert_eq!(in_block, vec![last.clone()]);
    assert_eq!(found(Filter::new()).await.len(), 1, "without a range only the head is searched");
}

#[tokio::test]
async fn ranges_beyond_the_limit_and_backwards_are_refused_with_advice() {
    let world = World::in_memory();
    world.chain.mine(10_001).await.unwrap();
    let error = world.provider.get_logs(&Filter::new().from_block(0)).await.unwrap_err().to_string();
    assert!(error.contains("exceeds max block range 10000: ask for 0 to 9999 first"), "{error}");
    assert!(world.provider.get_logs(&Filter::new().from_block(0).to_block(9_999)).await.unwrap().is_empty());
    assert!(world.provider.get_logs(&Filter::new().from_block(5).to_block(4)).await.is_err());
    assert!(world.provider.get_logs(&Filter::new().at_block_hash(B256::repeat_byte(1))).await.is_err());
}

#[tokio::test]
async fn filters_report_each_thing_once() {
    let world = World::in_memory();
    let recorder = world.recorder().await;
    world.record(recorder, 1, 1).await;
    let logs = world.provider.new_filter(&Filter::new().address(recorder)).await.unwrap();
    let blocks = world.provider.new_block_filter().await.unwrap();
    let receipt = world.record(recorder, 2, 2).await;
    let changes: Vec<Log> = world.provider.get_filter_changes(logs).await.unwrap();
    assert_eq!(slots(&changes), [2]);
    let hashes: Vec<B256> = world.provider.get_filter_changes(blocks).await.unwrap();
    assert_eq!(hashes, [receipt.block_hash.unwrap()]);
    assert!(world.provider.get_filter_changes::<Log>(logs).await.unwrap().is_empty());
    assert_eq!(world.provider.get_filter_logs(logs).await.unwrap().len(), 1);
    assert!(world.provider.uninstall_filter(logs).await.unwrap());
    assert!(world.provider.get_filter_changes::<Log>(logs).await.is_err());
    let unknown: Result<Vec<Log>, _> = world.provider.client().request("eth_getFilterChanges", (U64::from(99),)).await;
    assert!(unknown.unwrap_err().to_string().contains("filter not found"));
}

#[tokio::test]
async fn a_filter_reports_logs_of_dropped_blocks_as_removed_newest_first() {
    let world = World::in_memory();
    let recorder = world.recorder().await;
    let filter = world.provider.new_filter(&Filter::new()).await.unwrap();
    for slot in 1..=3 {
        world.record(recorder, slot, 1).await;
    }
    assert_eq!(slots(&world.provider.get_filter_changes::<Log>(filter).await.unwrap()), [1, 2, 3]);
    world.record(recorder, 4, 1).await;
    world.chain.reorg(3, vec![]).await.unwrap();
    // Slot 4 was never reported, so it is not taken back either.
    let changes: Vec<Log> = world.provider.get_filter_changes(filter).await.unwrap();
    assert_eq!(slots(&changes), [3, 2]);
    assert!(changes.iter().all(|log| log.removed));
    assert_eq!(world.provider.get_logs(&Filter::new().from_block(0)).await.unwrap().len(), 1);
}
