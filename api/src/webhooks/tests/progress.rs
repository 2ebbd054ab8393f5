use super::*;
use palabre_indexer::sql;

#[tokio::test]
async fn two_that_follow_at_once_write_each_row_once() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    // More than is read at a time.
    for block in 1..=1_100 {
        world.joined(block, 0xaa).await;
    }
    let other = world.restarted().await;
    let (one, two) = tokio::join!(world.webhooks.collect(), other.collect());
    one.unwrap();
    two.unwrap();
    world.webhooks.collect().await.unwrap();
    let rows = world.webhooks.deliveries(&webhook, None, None, 2_000).await.unwrap();
    let mut events: Vec<&str> = rows.iter().map(|row| row.event.as_str()).collect();
    events.sort_unstable();
    events.dedup();
    assert_eq!((rows.len(), events.len()), (1_100, 1_100));
    assert_eq!((rows[0].number, rows[1_099].number), (1_100, 1));
}

#[tokio::test]
async fn a_long_past_is_read_in_several_turns() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    for block in 1..=2_100 {
        world.joined(block, 0xaa).await;
    }
    for told in [2_000, 2_100, 2_100] {
        world.webhooks.collect().await.unwrap();
        assert_eq!(world.webhooks.deliveries(&webhook, None, None, 3_000).await.unwrap().len(), told);
    }
}

#[tokio::test]
async fn a_row_and_the_place_move_together() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.joined(1, 0xaa).await;
    // A stop between the row and the place: neither is there.
    let (crash, mend): (&[&'static str], _) = match world.store.pool().engine() {
        sql::Engine::Sqlite => (
            &["CREATE TRIGGER crash BEFORE INSERT ON webhook_deliveries BEGIN SELECT RAISE(ABORT, 'stopped'); END"],
            "DROP TRIGGER crash",
        ),
        sql::Engine::Postgres => (
            &[
                "CREATE FUNCTION stop() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''stopped''; END' LANGUAGE plpgsql",
                "CREATE TRIGGER crash BEFORE INSERT ON webhook_deliveries EXECUTE FUNCTION stop()",
            ],
            "DROP TRIGGER crash ON webhook_deliveries",
        ),
    };
    for sql in crash {
        sql::query(*sql).execute(world.store.pool()).await.unwrap();
    }
    assert!(world.webhooks.collect().await.is_err());
    assert_eq!(world.again(&webhook).await.at, webhook.at);
    sql::query(mend).execute(world.store.pool()).await.unwrap();
    let restarted = world.restarted().await;
    restarted.collect().await.unwrap();
    assert_eq!(world.rows(&webhook).await.len(), 1);
    assert_ne!(world.again(&webhook).await.at, webhook.at);
}

#[tokio::test]
async fn what_was_told_and_never_happened_is_taken_back() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["member.*"], Finality::Head).await;
    for block in 1..=3 {
        world.joined(block, 0xaa).await;
    }
    world.event(4, 0xaa, "house:members", "VoteCast").await;
    world.tell().await;
    world.receiver.heard();

    world.forget_above(1).await;
    world.joined(2, 0xbb).await;
    world.tell().await;
    let heard = world.receiver.heard();
    let retract = heard.iter().find(|heard| heard.kind() == "chain.retract").unwrap();
    assert_eq!(retract.id, format!("retract-{}", id(3, 0xaa)));
    let data = &retract.json()["data"];
    assert_eq!(data["ids"], serde_json::json!([id(3, 0xaa), id(2, 0xaa)]), "latest first");
    assert_eq!(data["above_block"], 1);
    let new: Vec<_> = heard.iter().filter(|heard| heard.kind() == "member.joined").map(|heard| &heard.id).collect();
    assert_eq!(new, [&id(2, 0xbb)]);
    let states: Vec<_> = world.rows(&webhook).await.into_iter().map(|row| row.state).collect();
    assert_eq!(states[..3], [DeliveryState::Delivered, DeliveryState::Retracted, DeliveryState::Retracted]);
    assert_eq!(world.webhooks.resend(&slug(), &webhook.id, 2).await.unwrap_err().code(), "retracted");

    // The first branch wins after all: the same event, told under another name.
    world.forget_above(1).await;
    world.joined(2, 0xaa).await;
    world.tell().await;
    let expected = [format!("{}-1", id(2, 0xaa)), format!("retract-{}", id(2, 0xbb))];
    assert_eq!(world.receiver.ids(), expected);
    world.forget_above(1).await;
    world.tell().await;
    assert_eq!(world.receiver.ids(), [format!("retract-{}-1", id(2, 0xaa))]);
}

#[tokio::test]
async fn a_branch_that_changes_between_two_reads_hides_nothing() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    for block in 1..=2 {
        world.joined(block, 0xaa).await;
    }
    world.tell().await;
    world.receiver.heard();
    // It looked at block 2 of one branch; the mirror changes before it reads on.
    let looked = world.again(&webhook).await;
    world.forget_above(1).await;
    world.joined(2, 0xbb).await;
    world.joined(3, 0xbb).await;
    assert!(world.webhooks.onward(&slug(), &looked, 0).await.unwrap().is_none(), "block 2 is another one");
    world.tell().await;
    let mut expected = [id(2, 0xbb), id(3, 0xbb), format!("retract-{}", id(2, 0xaa))];
    expected.sort();
    assert_eq!(world.receiver.ids(), expected);
}

#[tokio::test]
async fn a_mirror_that_is_read_anew_takes_nothing_back() {
    let world = World::new().await;
    world.hook(&["*"], Finality::Head).await;
    for block in 1..=2 {
        world.joined(block, 0xaa).await;
    }
    world.stand_at(2).await;
    world.tell().await;
    world.receiver.heard();
    world.forget_above(0).await;
    for block in 0..=2 {
        world.stand_at(block).await;
        if block > 0 {
            world.joined(block, 0xaa).await;
        }
        world.tell().await;
        assert!(world.receiver.heard().is_empty(), "at block {block}");
    }
    world.stand_at(3).await;
    world.joined(3, 0xaa).await;
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(3, 0xaa)]);
}

#[tokio::test]
async fn what_nobody_heard_is_taken_back_in_silence() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.joined(1, 0xaa).await;
    world.webhooks.collect().await.unwrap();
    world.forget_above(0).await;
    world.tell().await;
    assert!(world.receiver.heard().is_empty());
    assert_eq!(world.rows(&webhook).await[0].state, DeliveryState::Retracted);
}

#[tokio::test]
async fn a_branch_without_anything_of_interest_is_left_without_harm() {
    let world = World::new().await;
    world.hook(&["vote.cast"], Finality::Head).await;
    for block in 1..=3 {
        world.joined(block, 0xaa).await;
    }
    world.tell().await;
    world.forget_above(1).await;
    world.event(2, 0xbb, "house:members", "VoteCast").await;
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(2, 0xbb)], "it lies before what was looked at");
}

#[tokio::test]
async fn who_waits_for_finality_hears_of_one_branch_only() {
    let world = World::new().await;
    world.hook(&["*"], Finality::Finalized).await;
    for block in 1..=3 {
        world.joined(block, 0xaa).await;
    }
    world.tell().await;
    assert!(world.receiver.heard().is_empty(), "nothing is known to be final");
    world.finalize(1);
    world.tell().await;
    let heard = world.receiver.heard();
    assert_eq!(heard.len(), 1);
    assert_eq!(
        (heard[0].id.as_str(), &heard[0].json()["data"]["finality"]),
        (id(1, 0xaa).as_str(), &"finalized".into())
    );
    world.forget_above(1).await;
    world.joined(2, 0xbb).await;
    world.finalize(2);
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(2, 0xbb)]);
}

#[tokio::test]
async fn old_messages_are_forgotten_and_never_told_again() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.joined(1, 0xaa).await;
    world.joined(2, 0xaa).await;
    world.tell().await;
    world.receiver.heard();
    world.pass(KEPT + 1);
    world.joined(3, 0xaa).await;
    world.tell().await;
    world.receiver.heard();
    world.webhooks.0.book.prune(world.now() - KEPT).await.unwrap();
    let numbers: Vec<_> = world.rows(&webhook).await.into_iter().map(|row| row.number).collect();
    assert_eq!(numbers, [3]);
    // The chain takes the newest block back; what was forgotten stays told.
    world.forget_above(2).await;
    world.tell().await;
    assert_eq!(world.receiver.ids(), [format!("retract-{}", id(3, 0xaa))]);
}
