use super::*;

fn busy(after: u64) -> Trouble {
    Trouble::Later { after: Some(after), why: "the tool wants fewer requests".to_owned() }
}

#[tokio::test]
async fn a_message_that_failed_comes_again_by_the_schedule_under_the_same_key() {
    let world = World::new().await;
    let letter = notice("chat", "a");
    world.post(&letter).await;
    world.chat.fails([Trouble::later("down"), Trouble::later("down")]);
    world.deliver().await;
    let entry = world.entry(&letter).await;
    assert_eq!((entry.state, entry.attempts), (EntryState::Pending, 1));
    assert!(entry.error.unwrap().contains("down"));
    world.pass(4);
    world.deliver().await;
    assert_eq!(world.chat.attempts().len(), 1, "not before five seconds");
    world.pass(2);
    world.deliver().await;
    world.pass(36);
    world.deliver().await;
    assert_eq!(world.chat.heard(), ["about a"]);
    let keys = world.chat.attempts();
    assert!(keys.iter().all(|key| key.id == letter.id && key.tried_at == Some(START)), "{keys:?}");
    assert_eq!(world.outbox.state_of("chat").await.unwrap().unwrap().failures, 0, "the tool works again");
}

#[tokio::test]
async fn a_tool_that_asks_for_rest_is_left_alone_and_others_are_not() {
    let world = World::new().await;
    world.chat.fails([busy(600)]);
    for word in ["a", "b"] {
        world.post(&notice("chat", word)).await;
    }
    world.deliver().await;
    assert_eq!(world.chat.attempts().len(), 1, "the second waits too");
    world.post(&notice("wiki", "c")).await;
    world.pass(599);
    world.deliver().await;
    assert!(world.chat.attempts().is_empty());
    assert_eq!(world.wiki.heard(), ["about c"]);
    world.pass(1);
    world.deliver().await;
    let mut heard = world.chat.heard();
    heard.sort();
    assert_eq!(heard, ["about a", "about b"]);
}

#[tokio::test]
async fn answers_go_before_notices() {
    let world = World::new().await;
    for word in ["a", "b"] {
        world.post(&notice("chat", word)).await;
    }
    world.pass(1);
    world.post(&notice("chat", "answer").awaited()).await;
    world.deliver().await;
    assert_eq!(world.chat.heard()[0], "about answer");
}

#[tokio::test]
async fn what_cannot_arrive_is_dead_until_somebody_sends_it_again() {
    let world = World::new().await;
    let letter = notice("chat", "a");
    world.post(&letter).await;
    world.chat.fails([Trouble::refused("there is no such channel")]);
    world.deliver().await;
    let dead = world.entry(&letter).await;
    assert_eq!((dead.state, dead.error.as_deref()), (EntryState::Dead, Some("there is no such channel")));
    world.pass(1_000_000);
    world.deliver().await;
    assert!(world.chat.heard().is_empty());
    let listed = world.outbox.entries(&slug(), Some(EntryState::Dead), None, 10).await.unwrap();
    assert_eq!(listed, [dead]);

    let again = world.outbox.resend(&slug(), &letter.id).await.unwrap();
    assert_eq!(again.state, EntryState::Pending);
    world.deliver().await;
    assert_eq!(world.chat.heard(), ["about a"]);
    let refused = world.outbox.resend(&slug(), &letter.id).await.unwrap_err();
    assert_eq!(refused.code(), "message_not_dead", "what arrived is not sent again");
    let stranger: Slug = "other".parse().unwrap();
    assert_eq!(world.outbox.resend(&stranger, &letter.id).await.unwrap_err().code(), "not_found");
}

#[tokio::test]
async fn nine_attempts_are_made_and_then_it_is_dead() {
    let world = World::new().await;
    let letter = notice("chat", "a");
    world.post(&letter).await;
    world.chat.fails(vec![Trouble::later("down"); 20]);
    let mut attempts = 0;
    while world.entry(&letter).await.state == EntryState::Pending {
        world.deliver().await;
        attempts += world.chat.attempts().len();
        world.pass(86_400 + 20_000);
    }
    assert_eq!(attempts, 9);
    assert_eq!(world.entry(&letter).await.state, EntryState::Dead);
}

#[tokio::test]
async fn a_broken_connection_keeps_messages_for_a_week_and_says_so() {
    let world = World::new().await;
    let letter = notice("chat", "a");
    world.post(&letter).await;
    world.chat.fails(vec![Trouble::broken("the token was revoked"); 400]);
    for _ in 0..100 {
        world.deliver().await;
        world.pass(4_400);
    }
    let state = world.outbox.state_of("chat").await.unwrap().unwrap();
    assert!(state.broken && state.failing_since == Some(START), "{state:?}");
    assert_eq!(world.entry(&letter).await.state, EntryState::Pending, "five days");
    for _ in 0..60 {
        world.deliver().await;
        world.pass(4_400);
    }
    assert_eq!(world.entry(&letter).await.state, EntryState::Dead, "more than a week");
}

#[tokio::test]
async fn what_is_of_no_use_any_more_is_not_sent() {
    let world = World::new().await;
    let letter = notice("chat", "a").until(world.now() + 60);
    world.post(&letter).await;
    world.chat.fails([busy(61)]);
    world.deliver().await;
    assert_eq!(world.entry(&letter).await.state, EntryState::Expired, "the next attempt would come too late");
    let late = notice("chat", "b").until(world.now() + 70);
    world.post(&late).await;
    world.pass(70);
    world.deliver().await;
    assert_eq!(world.entry(&late).await.state, EntryState::Expired);
    assert!(world.chat.heard().is_empty());
}

#[tokio::test]
async fn numbers_say_what_waits_and_what_is_dead() {
    let world = World::new().await;
    for (source, word) in [("chat", "a"), ("wiki", "b"), ("wiki", "c")] {
        world.post(&notice(source, word)).await;
    }
    world.chat.fails([Trouble::refused("no")]);
    world.wiki.fails([busy(5)]);
    world.deliver().await;
    let numbers = world.outbox.metrics().await.unwrap();
    for line in [
        "palabre_outbox_attempts_total{outcome=\"told\"} 0",
        "palabre_outbox_attempts_total{outcome=\"again\"} 1",
        "palabre_outbox_attempts_total{outcome=\"dead\"} 1",
        "palabre_outbox_waiting{source=\"wiki\"} 2",
        "palabre_outbox_dead{source=\"chat\"} 1",
    ] {
        assert!(numbers.lines().any(|known| known == line), "{line} is missing in {numbers}");
    }
}

#[tokio::test]
async fn a_running_outbox_sends_what_is_written_without_being_asked() {
    let world = World::new().await;
    let running = tokio::spawn(world.outbox.clone().run());
    world.post(&notice("chat", "a")).await;
    world.chat.came().await;
    assert_eq!(world.chat.heard(), ["about a"]);
    running.abort();
}
