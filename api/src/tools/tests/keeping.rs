use super::*;

#[tokio::test]
async fn what_is_delivered_twice_or_out_of_order_is_there_once_in_its_latest_version() {
    let world = World::new().await;
    let first = json!({ "acts": [{ "id": "m1", "actor": "u1", "size": 3 }] });
    let edited = json!({ "acts": [{ "id": "m1", "actor": "u1", "size": 9 }, { "id": "m2", "actor": "u2" }] });
    // The edited one is received later, whatever the order of reading.
    world.deliver("d1", &first.to_string()).await;
    world.pass(5);
    world.deliver("d2", &edited.to_string()).await;
    world.deliver("d2", &edited.to_string()).await;
    world.deliver("d1", &first.to_string()).await;
    assert_eq!(world.tools.read_due().await.unwrap(), 2, "two deliveries, whatever they were called how often");
    let kept = world.kept().await;
    let sizes: Vec<_> = kept.iter().map(|one| (one.external_id.as_str(), one.size, one.received_at)).collect();
    assert_eq!(sizes, [("m1", 9, NOW + 5), ("m2", 1, NOW + 5)]);
    let version = world.tools.version(&slug()).await.unwrap();
    world.pass(60);
    world.tell("d3", &edited).await;
    assert_eq!(world.kept().await, kept, "what is told again without a difference changes nothing");
    assert_eq!(world.tools.version(&slug()).await.unwrap(), version);
}

#[tokio::test]
async fn an_older_version_that_is_read_later_does_not_win() {
    let world = World::new().await;
    world.pass(10);
    world.tell("new", &json!({ "acts": [{ "id": "m1", "size": 9 }] })).await;
    world.now.store(NOW, Ordering::Relaxed);
    world.tell("old", &json!({ "acts": [{ "id": "m1", "size": 3 }] })).await;
    assert_eq!(world.kept().await[0].size, 9);
}

#[tokio::test]
async fn what_others_say_under_the_name_of_a_source_is_not_taken() {
    let world = World::new().await;
    world.tell("d", &json!({ "acts": [{ "id": "m1", "source": "wiki" }, { "id": "m2" }] })).await;
    assert_eq!(world.kept().await.iter().map(|one| one.external_id.as_str()).collect::<Vec<_>>(), ["m2"]);
}

#[tokio::test]
async fn a_delivery_that_cannot_be_read_stops_nothing_and_is_read_again_when_somebody_asks() {
    let world = World::new().await;
    for (id, body) in [("a", "{\"panic\": true}"), ("b", "no JSON"), ("c", "{\"acts\": [{\"id\": \"m1\"}]}")] {
        world.deliver(id, body).await;
    }
    world.tools.read_due().await.unwrap();
    assert_eq!(world.kept().await.len(), 1);
    let tool = Arc::new(connection(&world.tool));
    let dead = world.tools.unreadable(&tool).await.unwrap();
    assert_eq!(dead.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(dead[0].error.contains("a mistake of this program") && dead[1].error.contains("cannot be read"));
    assert_eq!(world.standing().await.deliveries, (0, 2));
    assert_eq!(world.tools.read_again(&tool).await.unwrap(), 2);
    world.tools.read_due().await.unwrap();
    let attempts: Vec<u64> = world.tools.unreadable(&tool).await.unwrap().iter().map(|one| one.attempts).collect();
    assert_eq!(attempts, [2, 2]);
}

#[tokio::test]
async fn what_was_stored_before_a_stop_is_read_after_it() {
    let world = World::new().await;
    world.deliver("d", &json!({ "acts": [{ "id": "m1" }], "invitations": ["R1"] }).to_string()).await;
    let after = world.started_again().await;
    assert_eq!(after.read_due().await.unwrap(), 1);
    assert_eq!(after.read_due().await.unwrap(), 0);
    assert_eq!(after.activities(&slug()).await.unwrap().len(), 1);
    // The body is needed no more.
    let size: u64 = palabre_indexer::sql::query_scalar("SELECT CAST(LENGTH(body) AS BIGINT) FROM tool_deliveries")
        .fetch_one(world.store.pool())
        .await
        .unwrap();
    assert_eq!(size, 0);
}

#[tokio::test]
async fn deliveries_of_a_tool_that_is_not_connected_wait_for_it() {
    let world = World::new().await;
    world.tools.connect(Connected::default());
    world.deliver("d", &json!({ "acts": [{ "id": "m1" }] }).to_string()).await;
    world.tools.read_due().await.unwrap();
    assert_eq!(world.standing().await.deliveries, (1, 0));
    world.tools.connect(Connected::default().with(connection(&world.tool)));
    world.tools.read_due().await.unwrap();
    assert_eq!(world.kept().await.len(), 0, "not before its time");
    world.pass(300);
    world.tools.read_due().await.unwrap();
    assert_eq!(world.kept().await.len(), 1);
}

#[tokio::test]
async fn alarms_are_counted_and_put_away() {
    let world = World::new().await;
    for id in ["a", "b"] {
        world.tell(id, &json!({ "alarms": ["the token was revoked"] })).await;
        world.pass(10);
    }
    let alarms = world.standing().await.alarms;
    assert_eq!(alarms.len(), 1);
    assert_eq!((alarms[0].times, alarms[0].first_at, alarms[0].last_at), (2, NOW, NOW + 10));
    for number in 0..150 {
        world.deliver(&format!("flood {number}"), &json!({ "alarms": [format!("alarm {number}")] }).to_string()).await;
    }
    world.tools.read_due().await.unwrap();
    assert_eq!(world.standing().await.alarms.len(), 100, "whoever can raise them cannot fill the disk");
    let metrics = world.tools.metrics().await.unwrap();
    assert!(metrics.contains("palabre_tool_alarms{source=\"tool\"} 100"), "{metrics}");
    assert_eq!(world.tools.clear_alarms(&connection(&world.tool)).await.unwrap(), 100);
}

#[tokio::test]
async fn old_deliveries_are_forgotten_and_those_that_wait_are_not() {
    let world = World::new().await;
    world.tell("read", &json!({})).await;
    world.deliver("bad", "no JSON").await;
    world.tools.read_due().await.unwrap();
    world.pass(DONE_KEPT + 1);
    world.deliver("waits", "{}").await;
    world.pass(FAILED_KEPT);
    let count = async || -> u64 {
        let sql = "SELECT COUNT(*) FROM tool_deliveries";
        palabre_indexer::sql::query_scalar(sql).fetch_one(world.store.pool()).await.unwrap()
    };
    assert_eq!(count().await, 3);
    world.tools.prune(world.now.load(Ordering::Relaxed)).await.unwrap();
    assert_eq!(count().await, 1);
    assert_eq!(world.standing().await.deliveries, (1, 0));
}

#[tokio::test]
async fn more_than_fits_into_memory_is_put_off() {
    let world = World::new().await;
    let held: Vec<_> = (0..8).map(|_| world.tools.room(8 << 20).unwrap()).collect();
    assert_eq!(world.tools.room(1).unwrap_err().code(), "overloaded");
    drop(held);
    assert!(world.tools.room(8 << 20).is_ok());
}
