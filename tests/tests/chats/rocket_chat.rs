//! Rocket.Chat: webhooks that lose, polling that does not, and its limiter.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use palabre_api::{
    activity::{Activity, ActivityKind},
    connectors::{Connector, Destination, Key, Outbound, Rejection, Secret, Trouble, chat::rocket_chat},
};
use palabre_tests::doubles::{
    receiver::Receiver,
    rocket_chat::{BOT, Server, TOKEN, WEBHOOK_TOKEN},
};

use super::NOW;

struct World {
    server: Server,
    connector: Arc<rocket_chat::RocketChat>,
    receiver: Receiver,
    hook: String,
}

async fn world() -> World {
    let server = Server::start(NOW).await.unwrap();
    let settings = rocket_chat::Settings {
        source: "rocket".to_owned(),
        server: url::Url::parse(&server.url()).unwrap(),
        webhook_token: Secret::new(WEBHOOK_TOKEN),
        user_id: BOT.to_owned(),
        auth_token: Secret::new(TOKEN),
        prefix: "!palabre".to_owned(),
        roles: BTreeMap::from([("moderator".to_owned(), "mod".to_owned()), ("reviewer".to_owned(), "rev".to_owned())]),
    };
    let connector = Arc::new(rocket_chat::RocketChat::new(settings, super::http()));
    let receiver = Receiver::new(connector.clone(), NOW + 3600);
    let hook = receiver.start().await.unwrap();
    server.room("R1", "c");
    server.room("D1", "d");
    server.user("u1", "ada");
    server.user("u2", "bo");
    server.role("mod");
    server.role("rev");
    World { server, connector, receiver, hook }
}

async fn poll_all(world: &World, mut cursor: Option<String>) -> (Vec<Activity>, String, usize) {
    let (mut found, mut waits) = (Vec::new(), 0);
    loop {
        let polled = match world.connector.poll(cursor.as_deref(), world.server.now()).await {
            Ok(polled) => polled,
            Err(Trouble::Later { after: Some(42), .. }) => {
                world.server.pass(60_000);
                waits += 1;
                continue;
            }
            Err(other) => panic!("{other}"),
        };
        found.extend(polled.activities);
        if polled.wait.is_some() {
            world.server.pass(60_000);
            waits += 1;
        }
        if !polled.more {
            return (found, polled.cursor, waits);
        }
        cursor = Some(polled.cursor);
    }
}

fn ids(found: &[Activity]) -> BTreeSet<String> {
    found.iter().map(|activity| activity.external_id.clone()).collect()
}

#[tokio::test]
async fn what_webhooks_tell_and_what_polling_tells_counts_once() {
    let world = world().await;
    let (first, id) = world.server.say("R1", "u1", "question?", None);
    let (answer, _) = world.server.say("R1", "u2", "answer", Some(&id));
    for body in [&first, &answer, &world.server.edit(&id, "question!")] {
        assert!(world.server.deliver(&world.hook, body).await.taken);
    }
    let pushed: BTreeSet<String> = world.receiver.activities().into_keys().collect();
    let (polled, _, _) = poll_all(&world, None).await;
    assert_eq!(pushed, ids(&polled));
    assert_eq!(pushed.len(), 3);
}

#[tokio::test]
async fn a_refused_connection_is_never_tried_again_and_polling_finds_all_of_it() {
    let world = world().await;
    let (body, id) = world.server.say("R1", "u1", "lost", None);
    let (_, deleted) = world.server.say("R1", "u1", "deleted", None);
    // A port that was free a moment ago: nobody listens there.
    let closed = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
    let done = world.server.deliver(&format!("http://{closed}/"), &body).await;
    assert_eq!((done.attempts, done.taken), (1, false));
    let (before, cursor, _) = poll_all(&world, None).await;
    assert_eq!(before.len(), 2);
    world.server.delete(&deleted);
    let (after, _, _) = poll_all(&world, Some(cursor)).await;
    let gone: Vec<&Activity> = after.iter().filter(|activity| activity.kind == ActivityKind::Delete).collect();
    assert_eq!(gone.len(), 1);
    assert_eq!(
        (gone[0].supersedes.clone(), gone[0].object.as_str()),
        (Some(format!("msg:{deleted}")), deleted.as_str())
    );
    assert!(ids(&after).contains(&format!("msg:{id}")), "the overlap is read again");
}

#[tokio::test]
async fn the_answer_is_one_that_the_server_neither_repeats_nor_posts() {
    let world = world().await;
    let (body, _) = world.server.say("R1", "u1", "x", None);
    let done = world.server.deliver(&world.hook, &body).await;
    assert_eq!((done.attempts, done.taken), (1, true));
    assert_eq!(world.server.texts("R1"), ["x"]);
    // 502 is repeated, ten times longer each time; 500 is not; 410 switches the webhook off for good.
    world.receiver.fail_next(&[502, 502]);
    assert_eq!(world.server.deliver(&world.hook, &body).await.waited, [100, 1000]);
    world.receiver.fail_next(&[500]);
    assert!(!world.server.deliver(&world.hook, &body).await.taken);
    assert!(!world.server.is_disabled());
    assert_eq!((world.receiver.counts().1, world.receiver.activities().len()), (1, 1));
}

#[tokio::test]
async fn a_page_of_edits_within_one_moment_and_a_limit_of_ten_calls_lose_nothing() {
    let world = world().await;
    let said: BTreeSet<String> =
        (0..730).map(|_| format!("msg:{}", world.server.say("R1", "u1", "x", None).1)).collect();
    let (found, _, waits) = poll_all(&world, None).await;
    assert_eq!(ids(&found), said);
    assert!(waits >= 1, "fifteen pages are more than ten calls");
    world.server.lift_limit();
    assert_eq!(poll_all(&world, None).await.2, 0);
}

#[tokio::test]
async fn conversations_of_two_are_not_read() {
    let world = world().await;
    world.server.say("D1", "u1", "private", None);
    assert_eq!(poll_all(&world, None).await.0, []);
}

#[tokio::test]
async fn a_forged_token_is_refused() {
    let world = world().await;
    let (mut body, _) = world.server.say("R1", "u1", "x", None);
    body["token"] = "guess".into();
    let answer = palabre_tests::doubles::client().post(&world.hook).json(&body).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 401);
    assert_eq!((world.receiver.refused(), world.receiver.counts().1), (vec![Rejection::Forged], 0));
}

#[tokio::test]
async fn the_same_message_sent_twice_is_there_once() {
    let world = world().await;
    for to in [Destination::Channel("R1".to_owned()), Destination::Account("u1".to_owned())] {
        let outbound = Outbound { to: to.clone(), text: "a vote opened, @all".to_owned() };
        let key = Key { id: format!("{to:?}"), tried_at: None };
        let first = world.connector.tell(&outbound, &key).await.unwrap();
        let again = world.connector.tell(&outbound, &key).await.unwrap();
        assert_eq!((first.already, again.already), (false, true));
        assert_eq!(first.external_id, again.external_id);
    }
    let texts = [world.server.texts("R1"), world.server.texts("direct-ada")].concat();
    assert!(texts.len() == 2 && texts.iter().all(|text| !text.contains("@all")), "{texts:?}");
    let nowhere = Outbound { to: Destination::Channel("R9".to_owned()), text: "x".to_owned() };
    assert!(matches!(
        world.connector.tell(&nowhere, &Key { id: "n".to_owned(), tried_at: None }).await,
        Err(Trouble::Refused { .. })
    ));
}

#[tokio::test]
async fn roles_are_given_and_taken_and_read_back() {
    let world = world().await;
    world.server.lift_limit();
    let both = BTreeSet::from(["moderator".to_owned(), "reviewer".to_owned()]);
    assert_eq!(world.connector.set_roles("u1", &both).await.unwrap().added, both);
    let again = world.connector.set_roles("u1", &both).await.unwrap();
    assert_eq!((again.added.len(), again.refused.len()), (0, 0));
    assert_eq!(world.connector.roles().await.unwrap(), BTreeMap::from([("u1".to_owned(), both.clone())]));
    assert_eq!(world.connector.set_roles("u1", &BTreeSet::new()).await.unwrap().removed, both);
    assert_eq!(world.server.holders("mod"), BTreeSet::new());
    assert!(matches!(world.connector.set_roles("u9", &both).await, Err(Trouble::Refused { .. })));
    assert_eq!(world.connector.account("@bo").await.unwrap(), "u2");
}

#[tokio::test]
async fn a_thread_is_collected_and_what_is_gone_is_seen() {
    let world = world().await;
    world.server.lift_limit();
    let (_, root) = world.server.say("R1", "u1", "How? https://a.example/x", None);
    let (_, answer) = world.server.say("R1", "u2", "first", Some(&root));
    world.server.edit(&answer, "Like that");
    let (_, gone) = world.server.say("R1", "u2", "oops", Some(&root));
    world.server.delete(&gone);
    world.server.say("R1", "u1", "elsewhere", None);
    let thread = world.connector.thread("R1", &root).await.unwrap();
    assert_eq!(
        thread.messages.iter().map(|said| said.text.as_str()).collect::<Vec<_>>(),
        ["How? https://a.example/x", "Like that"]
    );
    assert_eq!(
        thread.people.iter().map(|person| person.name.as_deref()).collect::<Vec<_>>(),
        [Some("ADA"), Some("BO")]
    );
    assert_eq!(thread.links, ["https://a.example/x"]);
    assert_eq!(world.connector.thread("R1", "").await.unwrap().messages.len(), 3);
    let found = world.connector.recheck(&[root, gone.clone()], NOW).await.unwrap();
    assert_eq!(found.iter().map(|found| found.object.as_str()).collect::<Vec<_>>(), [gone.as_str()]);
}

#[tokio::test]
async fn missing_permissions_are_named() {
    let world = world().await;
    let missing = world.connector.standing().await.unwrap().missing;
    assert!(
        missing.iter().any(|one| one.contains("api-bypass-rate-limit"))
            && missing.iter().any(|one| one.contains("access-permissions"))
    );
    assert!(!missing.iter().any(|one| one.contains("create-d")), "{missing:?}");
}
