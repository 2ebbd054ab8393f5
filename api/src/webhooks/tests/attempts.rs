use super::*;

#[tokio::test]
async fn a_message_that_failed_comes_again_by_the_schedule_under_the_same_name() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.receiver.answers(&[(500, ""), (302, "")]);
    world.joined(1, 0xaa).await;
    world.tell().await;
    let first = world.receiver.heard().remove(0);
    world.pass(4);
    world.tell().await;
    assert!(world.receiver.heard().is_empty(), "not before five seconds");
    world.pass(2);
    world.tell().await;
    let second = world.receiver.heard().remove(0);
    assert_eq!((&second.id, &second.text), (&first.id, &first.text));
    assert_ne!(second.signatures, first.signatures, "each attempt has a time of its own");
    let row = world.rows(&webhook).await.remove(0);
    let failed = (row.state, row.attempts, row.last_status, row.last_error.as_deref());
    assert_eq!(failed, (DeliveryState::Pending, 2, Some(302), Some("status 302")));
    world.pass(360);
    world.tell().await;
    assert_eq!(world.receiver.heard().len(), 1);
    let row = world.rows(&webhook).await.remove(0);
    assert_eq!((row.state, row.attempts, row.last_error), (DeliveryState::Delivered, 3, None));
    assert_eq!(world.again(&webhook).await.failing_since, None);
}

#[tokio::test]
async fn ten_attempts_are_made_and_no_more_until_somebody_asks_for_it() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.receiver.answers(&[(500, ""); 11]);
    world.joined(1, 0xaa).await;
    for _ in 0..12 {
        world.tell().await;
        let row = world.rows(&webhook).await.remove(0);
        world.pass(row.next_at.map_or(1, |at| at - world.now()));
    }
    let row = world.rows(&webhook).await.remove(0);
    assert_eq!((row.state, row.attempts), (DeliveryState::Failed, 10));
    assert!(world.again(&webhook).await.enabled, "three days are less than five");
    assert_eq!(world.receiver.heard().len(), 10);
    let again = world.webhooks.resend(&slug(), &webhook.id, 1).await.unwrap();
    assert_eq!(again.state, DeliveryState::Pending);
    world.tell().await;
    let row = world.rows(&webhook).await.remove(0);
    assert_eq!((row.state, row.attempts), (DeliveryState::Pending, 11), "the schedule begins anew");
    assert_eq!(world.receiver.ids(), [id(1, 0xaa)]);
}

#[tokio::test]
async fn a_receiver_that_asks_for_rest_is_left_alone() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.receiver.answers(&[(503, "600")]);
    world.joined(1, 0xaa).await;
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(1, 0xaa)]);
    world.joined(2, 0xaa).await;
    world.pass(599);
    world.tell().await;
    assert!(world.receiver.heard().is_empty(), "other messages wait too");
    assert_eq!(world.rows(&webhook).await.len(), 2, "what happens meanwhile is written down");
    world.pass(1);
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(1, 0xaa), id(2, 0xaa)]);
}

#[tokio::test]
async fn who_answers_410_is_told_nothing_more() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.receiver.answers(&[(410, "")]);
    world.joined(1, 0xaa).await;
    world.tell().await;
    let gone = world.again(&webhook).await;
    assert!(!gone.enabled && gone.disabled_reason.unwrap().contains("410"));
    world.joined(2, 0xaa).await;
    world.pass(100_000);
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(1, 0xaa)]);
    assert_eq!(world.webhooks.test(&slug(), &webhook.id).await.unwrap_err().code(), "webhook_disabled");
}

#[tokio::test]
async fn after_five_days_of_failures_a_webhook_is_disabled_and_goes_on_when_enabled() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.receiver.answers(&[(500, ""); 2]);
    world.joined(1, 0xaa).await;
    world.tell().await;
    let since = world.now();
    assert_eq!(world.again(&webhook).await.failing_since, Some(since));
    world.pass(5 * 86_400);
    world.tell().await;
    let disabled = world.again(&webhook).await;
    assert_eq!(disabled.disabled_reason.as_deref(), Some("nothing was taken for 5 days; the last time: status 500"));
    world.receiver.heard();
    world.joined(2, 0xaa).await;
    world.tell().await;
    assert!(world.receiver.heard().is_empty());

    let enable = WebhookChange { enabled: Some(true), ..WebhookChange::default() };
    let enabled = world.webhooks.change(&slug(), &webhook.id, enable).await.unwrap();
    assert_eq!((enabled.enabled, enabled.disabled_reason, enabled.failing_since), (true, None, None));
    world.pass(400);
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(1, 0xaa), id(2, 0xaa)], "nothing is lost");
}

fn to(enabled: bool, skip_missed: bool) -> WebhookChange {
    WebhookChange { enabled: Some(enabled), skip_missed, ..WebhookChange::default() }
}

#[tokio::test]
async fn what_was_missed_can_be_skipped() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.webhooks.change(&slug(), &webhook.id, to(false, false)).await.unwrap();
    world.joined(1, 0xaa).await;
    world.webhooks.change(&slug(), &webhook.id, to(true, true)).await.unwrap();
    world.joined(2, 0xaa).await;
    world.tell().await;
    assert_eq!(world.receiver.ids(), [id(2, 0xaa)]);
}

#[tokio::test]
async fn a_webhook_is_not_enabled_while_what_it_missed_cannot_be_skipped() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.webhooks.test(&slug(), &webhook.id).await.unwrap();
    world.webhooks.change(&slug(), &webhook.id, to(false, false)).await.unwrap();
    // A stop between the two.
    palabre_indexer::sql::query("ALTER TABLE webhook_deliveries RENAME TO away")
        .execute(world.store.pool())
        .await
        .unwrap();
    assert!(world.webhooks.change(&slug(), &webhook.id, to(true, true)).await.is_err());
    assert!(!world.again(&webhook).await.enabled);
}

#[tokio::test]
async fn a_slow_receiver_gets_four_at_once_and_keeps_nobody_waiting() {
    let world = World::new().await;
    world.hook(&["*"], Finality::Head).await;
    for block in 1..=6 {
        world.joined(block, 0xaa).await;
    }
    world.receiver.close();
    world.webhooks.collect().await.unwrap();
    let mut courier = Courier::new(world.webhooks.clone());
    assert_eq!(courier.start().await.unwrap(), 4);
    assert_eq!(courier.start().await.unwrap(), 0, "the others wait");
    world.receiver.came(4).await;
    world.receiver.open();
    courier.all_ended().await;
    assert_eq!(courier.start().await.unwrap(), 2);
    courier.all_ended().await;
    assert_eq!((world.receiver.ids().len(), world.receiver.unseen()), (6, 2));
}

#[tokio::test]
async fn slow_receivers_do_not_take_the_places_of_others() {
    let world = World::new().await;
    for _ in 0..17 {
        world.hook(&["*"], Finality::Head).await;
    }
    for block in 1..=8 {
        world.joined(block, 0xaa).await;
    }
    world.receiver.close();
    world.webhooks.collect().await.unwrap();
    let mut courier = Courier::new(world.webhooks.clone());
    assert_eq!(courier.start().await.unwrap(), 64);
    let all = world.webhooks.list(&slug()).await.unwrap();
    let waits = async || {
        let mut waiting = 0;
        for webhook in &all {
            let rows = world.rows(webhook).await;
            waiting += usize::from(rows.iter().all(|row| row.attempts == 0));
        }
        waiting
    };
    assert_eq!(waits().await, 1, "there is no place for the last one");
    world.receiver.let_one_go();
    courier.one_ended().await;
    assert_eq!(courier.start().await.unwrap(), 1);
    assert_eq!(waits().await, 0, "the first place that is free is for whoever has none");
    world.receiver.open();
    courier.all_ended().await;
}

#[tokio::test]
async fn a_message_that_was_on_its_way_at_a_stop_is_sent_again() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.joined(1, 0xaa).await;
    world.receiver.close();
    world.webhooks.collect().await.unwrap();
    let mut courier = Courier::new(world.webhooks.clone());
    courier.start().await.unwrap();
    world.receiver.came(1).await;
    // The tasks end with their set: nothing is written down about the attempt.
    drop(courier);
    world.receiver.open();
    let restarted = world.restarted().await;
    restarted.deliver_due().await.unwrap();
    assert_eq!(world.receiver.heard().len(), 1, "the lease of the attempt runs");
    world.pass(20);
    restarted.deliver_due().await.unwrap();
    assert_eq!(world.receiver.ids(), [id(1, 0xaa)]);
    let row = world.rows(&webhook).await.remove(0);
    assert_eq!((row.state, row.attempts, row.step), (DeliveryState::Delivered, 2, 1));
}

#[tokio::test]
async fn what_is_asked_for_again_while_it_is_on_its_way_is_sent_again() {
    let world = World::new().await;
    let (webhook, _) = world.hook(&["*"], Finality::Head).await;
    world.receiver.answers(&[(500, "")]);
    world.joined(1, 0xaa).await;
    world.receiver.close();
    world.webhooks.collect().await.unwrap();
    let mut courier = Courier::new(world.webhooks.clone());
    courier.start().await.unwrap();
    world.receiver.came(1).await;
    world.webhooks.resend(&slug(), &webhook.id, 1).await.unwrap();
    world.receiver.open();
    courier.all_ended().await;
    let row = world.rows(&webhook).await.remove(0);
    assert_eq!((row.state, row.next_at, row.step), (DeliveryState::Pending, Some(world.now()), 0), "at once");
    world.tell().await;
    let row = world.rows(&webhook).await.remove(0);
    assert_eq!((row.state, row.attempts), (DeliveryState::Delivered, 2));
}

#[tokio::test]
async fn a_receiver_that_is_not_there_is_a_failure_with_a_reason() {
    let world = World::new().await;
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/secret-path", free.local_addr().unwrap());
    drop(free);
    let new = NewWebhook { url: url.parse().unwrap(), ..world.wanted(&["*"], Finality::Head) };
    let (webhook, _) = world.webhooks.create(new).await.unwrap();
    world.joined(1, 0xaa).await;
    world.tell().await;
    let row = world.rows(&webhook).await.remove(0);
    let error = row.last_error.unwrap();
    assert!(row.last_status.is_none() && error.starts_with("no answer: ") && !error.contains("secret"), "{error}");
}
