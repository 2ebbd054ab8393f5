use super::*;
use palabre_indexer::sql;

#[tokio::test]
async fn a_message_of_one_name_is_told_once_however_often_it_is_written() {
    let world = World::new().await;
    let letter = notice("chat", "a");
    assert!(world.post(&letter).await);
    assert!(!world.post(&letter).await, "it waits already");
    world.deliver().await;
    assert!(!world.post(&Letter { text: "other words".to_owned(), ..letter.clone() }).await, "it was told already");
    world.deliver().await;
    assert_eq!(world.chat.heard(), ["about a"]);
    assert_eq!(world.entry(&letter).await.state, EntryState::Told);
}

#[tokio::test]
async fn a_message_is_written_with_what_makes_it_needed_or_not_at_all() {
    let world = World::new().await;
    let letter = notice("chat", "a");
    let mut transaction = world.store.pool().begin().await.unwrap();
    assert!(world.outbox.post_in(&mut transaction, &letter).await.unwrap());
    drop(transaction);
    world.deliver().await;
    assert!(world.chat.heard().is_empty());
    assert!(world.post(&letter).await, "nothing of it is left");
}

#[tokio::test]
async fn a_stop_in_the_middle_of_sending_neither_loses_nor_doubles() {
    let world = World::new().await;
    let letter = notice("chat", "a");
    world.post(&letter).await;
    world.chat.close();
    let running = tokio::spawn(world.outbox.clone().run());
    world.chat.came().await;
    // It arrived, and the program is killed before it hears so.
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    world.chat.open();
    world.chat.attempts();
    let restarted = world.restarted().await;
    restarted.deliver_due().await.unwrap();
    assert!(world.chat.attempts().is_empty(), "whoever claimed it may still be sending");
    world.pass(courier::LEASE + 1);
    restarted.deliver_due().await.unwrap();
    let again = world.chat.attempts();
    assert_eq!((again.len(), again[0].tried_at), (1, Some(START)), "the tool is told that it may have arrived");
    assert_eq!(world.chat.heard(), ["about a"]);
    assert_eq!(world.entry(&letter).await.state, EntryState::Told);
}

#[tokio::test]
async fn an_answer_that_is_lost_does_not_double_a_message() {
    let world = World::new().await;
    world.post(&notice("chat", "a")).await;
    world.chat.loses_an_answer();
    world.deliver().await;
    world.pass(10);
    world.deliver().await;
    let keys = world.chat.attempts();
    assert_eq!((keys.len(), keys[0].id == keys[1].id, keys[0].tried_at), (2, true, None));
    assert_eq!(world.chat.heard(), ["about a"]);
}

#[tokio::test]
async fn two_processes_of_one_database_send_each_message_once() {
    let world = World::new().await;
    for word in 0..40 {
        world.post(&notice("chat", &word.to_string())).await;
    }
    let other = world.restarted().await;
    let (one, two) = tokio::join!(world.outbox.deliver_due(), other.deliver_due());
    one.unwrap();
    two.unwrap();
    assert_eq!(world.chat.attempts().len(), 40);
    assert_eq!(world.chat.heard().len(), 40);
}

#[tokio::test]
async fn what_only_one_person_was_to_see_is_forgotten_once_it_arrived() {
    let world = World::new().await;
    let private = Letter { to: Destination::Account("U-secret".to_owned()), ..notice("chat", "a") };
    let public = notice("chat", "b");
    world.post(&private).await;
    world.post(&public).await;
    let seen = world.entry(&private).await;
    assert_eq!((seen.text, seen.channel), (None, None), "organizers do not read what others are told");
    world.deliver().await;
    let kept = async |id: &str| -> (Option<String>, Option<String>, Option<String>) {
        let row = sql::query("SELECT * FROM outbox WHERE id = $1").bind(id);
        let row = row.fetch_one(world.store.pool()).await.unwrap();
        (row.try_get("body").unwrap(), row.try_get("destination").unwrap(), row.try_get("account").unwrap())
    };
    assert_eq!(kept(&private.id).await, (None, None, None));
    assert_eq!(kept(&public.id).await.0.as_deref(), Some("about b"));
    assert!(!world.post(&private).await, "its name is remembered");
}

#[tokio::test]
async fn what_waits_for_an_erased_account_is_never_sent() {
    let world = World::new().await;
    let to = |account: &str| Destination::Account(account.to_owned());
    let (erased, other) =
        (Letter { to: to("U1"), ..notice("chat", "a") }, Letter { to: to("U2"), ..notice("chat", "b") });
    world.post(&erased).await;
    world.post(&other).await;
    world.outbox.forget_account("chat", "U1").await.unwrap();
    world.deliver().await;
    assert_eq!(world.chat.heard(), ["about b"]);
    assert_eq!(world.entry(&erased).await.state, EntryState::Expired);
}

#[tokio::test]
async fn old_rows_are_forgotten_and_what_waits_stays() {
    let world = World::new().await;
    let (old, waiting) = (notice("chat", "a"), notice("nowhere", "b"));
    world.post(&old).await;
    world.post(&waiting).await;
    world.deliver().await;
    world.pass(KEPT + 1);
    let mut courier = Courier::new(world.outbox.clone());
    world.outbox.turn(&mut courier, &mut 0).await.unwrap();
    assert!(world.outbox.entry(&slug(), &old.id).await.is_err());
    assert_eq!(world.entry(&waiting).await.state, EntryState::Pending);
}
