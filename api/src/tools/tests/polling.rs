use super::*;

#[tokio::test]
async fn each_piece_goes_on_where_the_last_one_ended_and_overlaps_count_once() {
    let world = World::new().await;
    let acts = [json!({ "id": "m1" }), json!({ "id": "m2" }), json!({ "id": "m3" })];
    world.tool.polls.lock().unwrap().extend([Ok(piece("one", &acts[..2], true)), Ok(piece("two", &acts[1..], false))]);
    assert_eq!(world.tools.poll_all().await.unwrap(), []);
    assert_eq!(world.kept().await.len(), 3);
    let position = world.standing().await.position;
    assert_eq!((position.polled_at, position.next_at, position.error), (NOW, NOW + 60, None));
    // A stop in between: another process goes on from what was kept.
    let after = world.started_again().await;
    after.poll_all().await.unwrap();
    let cursors = world.tool.cursors.lock().unwrap().clone();
    assert_eq!(cursors, [None, Some("one".to_owned()), Some("two".to_owned())]);
}

#[tokio::test]
async fn what_push_told_and_polling_tells_again_is_one() {
    let world = World::new().await;
    let act = json!({ "id": "m1", "actor": "u1" });
    world.tell("d", &json!({ "acts": [act] })).await;
    world.tool.polls.lock().unwrap().push_back(Ok(piece("one", &[act], false)));
    world.pass(100);
    world.tools.poll_all().await.unwrap();
    let kept = world.kept().await;
    assert_eq!((kept.len(), kept[0].received_at), (1, NOW));
}

#[tokio::test]
async fn failures_wait_longer_each_time_and_are_shown() {
    let world = World::new().await;
    let later = |after| Err(Trouble::Later { after, why: "down".to_owned() });
    world.tool.polls.lock().unwrap().extend([later(None), later(None), later(Some(400)), Ok(piece("x", &[], false))]);
    let tool = connection(&world.tool);
    for wait in [5, 10, 400] {
        let Round::Failed { error, wait: waits } = world.tools.poll(&tool).await.unwrap() else { panic!() };
        assert_eq!((waits, error.as_str()), (wait, "down; it is tried again later"));
        let position = world.standing().await.position;
        assert_eq!((position.failing_since, position.next_at), (Some(NOW), world.now.load(Ordering::Relaxed) + wait));
    }
    assert_eq!(world.tools.poll(&tool).await.unwrap(), Round::Kept { more: false });
    let position = world.standing().await.position;
    assert_eq!((position.error, position.failing_since, position.attempts), (None, None, 0));
}

#[tokio::test]
async fn a_broken_connection_raises_an_alarm_and_is_not_asked_all_the_time() {
    let world = World::new().await;
    world.tool.polls.lock().unwrap().push_back(Err(Trouble::broken("the token was revoked")));
    let failed = world.tools.poll_all().await.unwrap();
    assert_eq!(failed, [("tool".to_owned(), "the token was revoked".to_owned())]);
    let standing = world.standing().await;
    assert_eq!((standing.alarms.len(), standing.position.next_at), (1, NOW + 900));
    world.tools.hurry(&connection(&world.tool)).await.unwrap();
    assert_eq!(world.standing().await.position.next_at, NOW);
}

#[tokio::test]
async fn a_tool_that_asks_for_a_pause_gets_it() {
    let world = World::new().await;
    let pause = Polled { wait: Some(30), ..piece("one", &[], true) };
    world.tool.polls.lock().unwrap().push_back(Ok(pause));
    assert_eq!(world.tools.poll(&connection(&world.tool)).await.unwrap(), Round::Kept { more: false });
    assert_eq!(world.standing().await.position.next_at, NOW + 30);
}

#[tokio::test]
async fn of_two_processes_that_read_the_same_piece_one_keeps_it() {
    let world = World::new().await;
    let (one, other) = (world.tools.clone(), world.started_again().await);
    let tool = connection(&world.tool);
    world
        .tool
        .polls
        .lock()
        .unwrap()
        .extend([Ok(piece("a", &[json!({ "id": "m1" })], false)), Ok(piece("b", &[json!({ "id": "m2" })], false))]);
    let (first, second) = tokio::join!(one.poll(&tool), other.poll(&tool));
    let rounds = [first.unwrap(), second.unwrap()];
    assert!(rounds.contains(&Round::Kept { more: false }), "{rounds:?}");
    // Where they did not meet, the second went on from the first: both were kept.
    let beaten = rounds.contains(&Round::Beaten);
    assert_eq!(world.kept().await.len(), if beaten { 1 } else { 2 });
}

#[tokio::test]
async fn the_loops_read_poll_and_go_on_with_what_is_connected_later() {
    let world = World::new().await;
    world.tools.connect(Connected::default());
    let mut changes = world.tools.changes();
    let running = tokio::spawn(world.tools.clone().run());
    world.tool.polls.lock().unwrap().push_back(Ok(piece("one", &[json!({ "id": "polled" })], false)));
    world.tools.connect(Connected::default().with(connection(&world.tool)));
    changes.changed().await.unwrap();
    assert_eq!(world.kept().await.len(), 1);
    world.deliver("d", &json!({ "acts": [{ "id": "pushed" }] }).to_string()).await;
    changes.changed().await.unwrap();
    assert_eq!(world.kept().await.len(), 2);
    running.abort();
}
