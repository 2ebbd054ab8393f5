//! Slack: events, gaps, retries, roles and messages.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use palabre_api::{
    activity::ActivityKind,
    connectors::{Connector, Destination, Key, Outbound, Polled, Rejection, Secret, Trouble, chat::slack},
};
use palabre_tests::doubles::{
    receiver::Receiver,
    slack::{BOT, SIGNING_SECRET, TEAM, TOKEN, Workspace, sign},
};
use serde_json::json;

use super::NOW;

pub(super) struct World {
    pub(super) workspace: Workspace,
    pub(super) connector: Arc<slack::Slack>,
    receiver: Receiver,
    hook: String,
}

pub(super) async fn world() -> World {
    let workspace = Workspace::start(NOW).await.unwrap();
    let url = url::Url::parse(&workspace.url()).unwrap();
    let settings = slack::Settings {
        source: "slack".to_owned(),
        team: TEAM.to_owned(),
        bot_user: BOT.to_owned(),
        api: url.join("api/").unwrap(),
        hooks: url,
        signing_secret: Secret::new(SIGNING_SECRET),
        bot_token: Secret::new(TOKEN),
        roles: BTreeMap::from([
            ("moderator".to_owned(), slack::Target::Group("S1".to_owned())),
            ("reviewer".to_owned(), slack::Target::Channel("G1".to_owned())),
        ]),
    };
    let connector = Arc::new(slack::Slack::new(settings, super::http()));
    let receiver = Receiver::new(connector.clone(), NOW);
    let hook = receiver.start().await.unwrap();
    workspace.channel("C1", &["U1", "U2"]);
    workspace.channel("G1", &[]);
    workspace.group("S1");
    World { workspace, connector, receiver, hook }
}

/// Polls until there is no more, and waits as long as it is told to.
async fn poll_all(world: &World, mut cursor: Option<String>) -> (BTreeMap<String, ActivityKind>, String, usize) {
    let (mut found, mut waits) = (BTreeMap::new(), 0);
    loop {
        let polled: Polled = match world.connector.poll(cursor.as_deref(), NOW).await {
            Ok(polled) => polled,
            Err(Trouble::Later { after: Some(30), .. }) => {
                world.workspace.pass(60);
                waits += 1;
                continue;
            }
            Err(other) => panic!("{other}"),
        };
        found.extend(polled.activities.into_iter().map(|found| (found.external_id, found.kind)));
        if polled.wait.is_some() {
            world.workspace.pass(60);
            waits += 1;
        }
        if !polled.more {
            return (found, polled.cursor, waits);
        }
        cursor = Some(polled.cursor);
    }
}

#[tokio::test]
async fn what_events_tell_and_what_polling_tells_counts_once() {
    let world = world().await;
    let (first, ts) = world.workspace.say("C1", "U1", "question?", None);
    let (answer, answer_ts) = world.workspace.say("C1", "U2", "answer", Some(&ts));
    for event in [&first, &answer, &world.workspace.edit("C1", &ts, "question, better put?")] {
        assert!(world.workspace.deliver(&world.hook, event).await.taken);
    }
    let pushed: BTreeSet<String> = world.receiver.activities().into_keys().collect();
    let (polled, _, _) = poll_all(&world, None).await;
    assert_eq!(pushed, polled.into_keys().collect(), "an id names what happened, not how it was heard");
    assert!(pushed.contains(&format!("C1:{answer_ts}")));
}

#[tokio::test]
async fn an_outage_is_filled_by_polling_also_in_threads_and_across_pages() {
    let world = world().await;
    let (_, root) = world.workspace.say("C1", "U1", "before", None);
    let (before, cursor, _) = poll_all(&world, None).await;
    assert_eq!(before.len(), 1);
    // Nothing of this is delivered.
    let mut missed = BTreeSet::new();
    for turn in 0..7 {
        let thread = (turn % 2 == 0).then_some(root.as_str());
        missed.insert(format!("C1:{}", world.workspace.say("C1", "U2", "meanwhile", thread).1));
    }
    let (after, _, _) = poll_all(&world, Some(cursor)).await;
    assert!(missed.iter().all(|id| after.contains_key(id)), "{missed:?} {after:?}");
}

#[tokio::test]
async fn fewer_requests_are_made_when_the_tool_wants_fewer_and_nothing_is_lost() {
    let world = world().await;
    let said: BTreeSet<String> =
        (0..9).map(|_| format!("C1:{}", world.workspace.say("C1", "U1", "x", None).1)).collect();
    world.workspace.limit(6);
    let (found, _, waits) = poll_all(&world, None).await;
    assert_eq!(found.into_keys().collect::<BTreeSet<_>>(), said);
    assert!(waits == 0, "six calls are enough for nine messages, {waits}");
    world.workspace.limit(1);
    world.workspace.pass(60);
    assert!(matches!(world.connector.standing().await, Ok(standing) if standing.account == BOT));
    assert!(matches!(world.connector.standing().await, Err(Trouble::Later { after: Some(30), .. })));
}

#[tokio::test]
async fn a_receiver_that_fails_at_first_gets_the_same_delivery_again_and_keeps_it_once() {
    let world = world().await;
    let (event, _) = world.workspace.say("C1", "U1", "x", None);
    world.receiver.fail_next(&[500, 503]);
    let done = world.workspace.deliver(&world.hook, &event).await;
    // A minute later the signature is a new one; the event is the same.
    world.receiver.set_clock(NOW + 60);
    assert_eq!((done.taken, done.reasons), (true, vec!["http_error", "http_error"]));
    // The same once more, and a storm of it: re-ordered and doubled deliveries change nothing.
    let (other, _) = world.workspace.say("C1", "U2", "y", None);
    for event in [&other, &event, &other, &event, &event] {
        assert!(world.workspace.deliver(&world.hook, event).await.taken);
    }
    assert_eq!(world.receiver.counts().1, 2);
    assert_eq!(world.receiver.activities().len(), 2);
}

#[tokio::test]
async fn nobody_answers_and_slack_gives_up_after_three_more_attempts() {
    let world = world().await;
    let (event, ts) = world.workspace.say("C1", "U1", "x", None);
    world.receiver.fail_next(&[500; 4]);
    let done = world.workspace.deliver(&world.hook, &event).await;
    assert_eq!((done.taken, done.waited), (false, vec![0, 0, 60, 300]));
    assert!(poll_all(&world, None).await.0.contains_key(&format!("C1:{ts}")), "polling finds it");
}

#[tokio::test]
async fn forged_old_and_future_deliveries_are_refused() {
    let world = world().await;
    let (event, _) = world.workspace.say("C1", "U1", "x", None);
    let body = event.to_string();
    let client = palabre_tests::doubles::client();
    let send = async |at: u64, signature: String| {
        let request =
            client.post(&world.hook).header("x-slack-request-timestamp", at).header("x-slack-signature", signature);
        request.body(body.clone()).send().await.unwrap().status().as_u16()
    };
    assert_eq!(send(NOW, sign("another secret", NOW, body.as_bytes())).await, 401);
    assert_eq!(send(NOW - 301, sign(SIGNING_SECRET, NOW - 301, body.as_bytes())).await, 401);
    assert_eq!(send(NOW + 301, sign(SIGNING_SECRET, NOW + 301, body.as_bytes())).await, 401);
    assert_eq!(world.receiver.refused(), [Rejection::Forged, Rejection::TooOld, Rejection::FromTheFuture]);
    assert_eq!(world.receiver.counts(), (3, 0));
    assert_eq!(send(NOW, sign(SIGNING_SECRET, NOW, body.as_bytes())).await, 200);
}

#[tokio::test]
async fn a_slash_command_is_answered_where_it_was_typed() {
    let world = world().await;
    let (status, said) = world.workspace.slash(&world.hook, "C1", "U1", "aide").await.unwrap();
    assert_eq!((status, said.as_str()), (200, ""));
    assert_eq!(world.receiver.counts().1, 1);
    let reply = Outbound {
        to: Destination::Reply(Secret::new(format!("{}/hooks/1", world.workspace.url()))),
        text: "voici".to_owned(),
    };
    world.connector.tell(&reply, &Key { id: "k".to_owned(), tried_at: None }).await.unwrap();
    assert_eq!(world.workspace.replies()[0]["text"], "voici");
}

#[tokio::test]
async fn a_message_that_may_have_arrived_is_not_sent_twice() {
    let world = world().await;
    let (_, root) = world.workspace.say("C1", "U1", "x", None);
    for to in [
        Destination::Channel("C1".to_owned()),
        Destination::Thread { channel: "C1".to_owned(), thread: format!("C1:{root}") },
        Destination::Account("U1".to_owned()),
    ] {
        let outbound = Outbound { to: to.clone(), text: format!("vote opened {to:?}") };
        let id = format!("notice-{to:?}");
        let first = world.connector.tell(&outbound, &Key { id: id.clone(), tried_at: None }).await.unwrap();
        let again = world.connector.tell(&outbound, &Key { id, tried_at: Some(NOW) }).await.unwrap();
        assert!(!first.already && again.already, "{to:?}");
        assert_eq!(first.external_id, again.external_id);
        let other =
            world.connector.tell(&outbound, &Key { id: "another".to_owned(), tried_at: Some(NOW) }).await.unwrap();
        assert!(!other.already, "another message is sent");
    }
    let aside = Outbound {
        to: Destination::Aside { channel: "C1".to_owned(), account: "U1".to_owned() },
        text: "pst".to_owned(),
    };
    world.connector.tell(&aside, &Key { id: "a".to_owned(), tried_at: None }).await.unwrap();
    assert_eq!(world.workspace.asides()[0]["user"], "U1");
}

#[tokio::test]
async fn roles_become_groups_and_channels_and_go_again() {
    let world = world().await;
    let both = BTreeSet::from(["moderator".to_owned(), "reviewer".to_owned()]);
    let moderator = BTreeSet::from(["moderator".to_owned()]);
    assert_eq!(world.connector.set_roles("U1", &both).await.unwrap().added, both);
    assert_eq!(world.connector.set_roles("U1", &both).await.unwrap().added, BTreeSet::new());
    assert_eq!(world.connector.set_roles("U2", &moderator).await.unwrap().added, moderator);
    assert_eq!(world.workspace.group_users("S1"), BTreeSet::from(["U1".to_owned(), "U2".to_owned()]));
    assert!(world.workspace.members("G1").contains("U1"));
    let expected = BTreeMap::from([("U1".to_owned(), both.clone()), ("U2".to_owned(), moderator.clone())]);
    assert_eq!(world.connector.roles().await.unwrap(), expected);
    assert_eq!(world.connector.set_roles("U1", &BTreeSet::new()).await.unwrap().removed, both);
    assert_eq!(world.workspace.group_users("S1"), BTreeSet::from(["U2".to_owned()]));
    // The last one: a list cannot be emptied, so the group is switched off, and on again.
    world.connector.set_roles("U2", &BTreeSet::new()).await.unwrap();
    assert_eq!(world.connector.roles().await.unwrap(), BTreeMap::new());
    world.connector.set_roles("U1", &moderator).await.unwrap();
    assert_eq!(world.workspace.group_users("S1"), BTreeSet::from(["U1".to_owned()]));
    let unknown = world.connector.set_roles("U1", &BTreeSet::from(["guardian".to_owned()])).await.unwrap();
    assert_eq!(unknown.refused.len(), 1);
}

#[tokio::test]
async fn two_changes_of_a_group_at_once_lose_none() {
    let world = world().await;
    let moderator = BTreeSet::from(["moderator".to_owned()]);
    let names: Vec<String> = (1..6).map(|number| format!("U{number}")).collect();
    let all = futures::future::join_all(names.iter().map(|name| world.connector.set_roles(name, &moderator))).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    assert_eq!(world.workspace.group_users("S1"), names.into_iter().collect());
}

#[tokio::test]
async fn a_thread_is_collected_with_its_people_and_links() {
    let world = world().await;
    let (_, root) = world.workspace.say("C1", "U1", "How? <https://a.example/x|this>", None);
    world.workspace.say("C1", "U2", "Like that &amp; so: <@U1>", Some(&root));
    let (_, gone) = world.workspace.say("C1", "U2", "oops", Some(&root));
    world.workspace.delete("C1", &gone);
    let notice = Outbound {
        to: Destination::Thread { channel: "C1".to_owned(), thread: root.clone() },
        text: "by the service".to_owned(),
    };
    world.connector.tell(&notice, &Key { id: "n".to_owned(), tried_at: None }).await.unwrap();
    let thread = world.connector.thread("C1", &root).await.unwrap();
    let texts: Vec<&str> = thread.messages.iter().map(|said| said.text.as_str()).collect();
    assert_eq!(texts, ["How? this (https://a.example/x)", "Like that & so: @U1"]);
    assert_eq!(
        thread.people.iter().map(|person| person.name.as_deref()).collect::<Vec<_>>(),
        [Some("Name of U1"), Some("Name of U2")]
    );
    assert_eq!((thread.links, thread.cut), (vec!["https://a.example/x".to_owned()], false));
    // A channel as a whole, oldest first, without what was said to the app.
    world.workspace.say("C1", "U2", &format!("<@{BOT}> summarise"), None);
    world.workspace.say("C1", "U2", "And then?", None);
    let whole = world.connector.thread("C1", "").await.unwrap();
    let texts: Vec<&str> = whole.messages.iter().map(|said| said.text.as_str()).collect();
    assert_eq!((texts.len(), texts.last()), (2, Some(&"And then?")), "{texts:?}");
}

#[tokio::test]
async fn what_is_gone_is_seen_before_it_counts() {
    let world = world().await;
    let (_, kept) = world.workspace.say("C1", "U1", "kept", None);
    let (_, gone) = world.workspace.say("C1", "U1", "gone", None);
    world.workspace.delete("C1", &gone);
    let objects = [format!("C1:{kept}"), format!("C1:{gone}")];
    let found = world.connector.recheck(&objects, NOW).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, &found[0].object), (ActivityKind::Delete, &objects[1]));
}

#[tokio::test]
async fn a_connection_with_missing_scopes_says_which() {
    let world = world().await;
    let standing = world.connector.standing().await.unwrap();
    assert!(standing.missing.iter().any(|missing| missing.contains("channels:history")), "{standing:?}");
    assert!(!standing.missing.iter().any(|missing| missing.contains("chat:write")), "{standing:?}");
    let event = world.workspace.event(json!({ "type": "tokens_revoked", "tokens": { "bot": ["U0BOT"] } }));
    assert_eq!(world.connector.parse(event.to_string().as_bytes(), NOW).unwrap().alarms.len(), 1);
}
