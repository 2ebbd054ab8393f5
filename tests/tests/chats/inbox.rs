//! The whole way in: a tool delivers to the service, is polled by it, and everything counts once.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use palabre_api::{
    activity::{Activity, ActivityKind},
    connectors::{
        Connector, Secret,
        chat::{rocket_chat, slack},
        command::Tongue,
    },
    tools::{Connected, Connection, settings::ToolKind},
};
use palabre_indexer::testing::Place;
use palabre_tests::{
    doubles::{
        client,
        rocket_chat::{BOT as ROCKET_BOT, Server, TOKEN as ROCKET_TOKEN, WEBHOOK_TOKEN},
        slack::{BOT, SIGNING_SECRET, TEAM, TOKEN, Workspace, sign},
    },
    service::{Hands, SLUG, Service},
};
use serde_json::{Value, json};

use super::NOW;

fn connection(name: &str, kind: ToolKind, connector: Arc<dyn Connector>) -> Connection {
    Connection {
        name: name.to_owned(),
        community: SLUG.parse().unwrap(),
        kind,
        tongue: Tongue::En,
        poll_every: 60,
        prefix: "/palabre".to_owned(),
        connector,
    }
}

fn slack_of(url: &str) -> Connected {
    let url = url::Url::parse(url).unwrap();
    let settings = slack::Settings {
        source: "slack".to_owned(),
        team: TEAM.to_owned(),
        bot_user: BOT.to_owned(),
        api: url.join("api/").unwrap(),
        hooks: url,
        signing_secret: Secret::new(SIGNING_SECRET),
        bot_token: Secret::new(TOKEN),
        roles: BTreeMap::new(),
    };
    let connector = Arc::new(slack::Slack::new(settings, super::http()));
    Connected::default().with(connection("slack", ToolKind::Slack, connector))
}

struct World {
    place: Place,
    workspace: Workspace,
    clock: Hands,
    service: Service,
}

async fn world() -> World {
    let (place, clock, workspace) = (Place::new().await, Hands::at(NOW), Workspace::start(NOW).await.unwrap());
    workspace.channel("C1", &["U1", "U2"]);
    let service = Service::start(&place, slack_of(&workspace.url()), &clock).await.unwrap();
    World { place, workspace, clock, service }
}

impl World {
    /// A stop without warning, and another start over the same database.
    async fn restarted(self) -> Self {
        let Self { place, workspace, clock, service } = self;
        drop(service);
        let service = Service::start(&place, slack_of(&workspace.url()), &clock).await.unwrap();
        Self { place, workspace, clock, service }
    }

    async fn deliver(&self, event: &Value) -> bool {
        self.workspace.deliver(&self.service.hook("slack"), event).await.taken
    }

    async fn kept(&self) -> BTreeMap<String, Activity> {
        self.service.tools.read_due().await.unwrap();
        let kept = self.service.tools.activities(&SLUG.parse().unwrap()).await.unwrap();
        kept.into_iter().map(|activity| (activity.external_id.clone(), activity)).collect()
    }

    async fn poll(&self) {
        assert_eq!(self.service.tools.poll_all().await.unwrap(), []);
    }
}

#[tokio::test]
async fn a_day_in_slack_comes_to_the_same_whether_it_was_pushed_polled_or_both() {
    let world = world().await;
    let (first, ts) = world.workspace.say("C1", "U1", "How does one bind?", None);
    let (answer, _) = world.workspace.say("C1", "U2", "With thread.", Some(&ts));
    let (_, lost) = world.workspace.say("C1", "U2", "nobody delivered this", None);
    let edited = world.workspace.edit("C1", &ts, "How does one bind books?");
    // Out of order, and each more than once.
    for event in [&edited, &answer, &first, &answer, &edited] {
        assert!(world.deliver(event).await);
    }
    let pushed = world.kept().await;
    assert_eq!(pushed.len(), 3);
    world.poll().await;
    let both = world.kept().await;
    assert_eq!(both.len(), 4, "polling finds what was lost and repeats nothing");
    assert!(both.values().any(|one| one.object == format!("C1:{lost}")));
    world.poll().await;
    assert_eq!(world.kept().await, both, "and finds no more the next time");
    let gone = world.workspace.delete("C1", &lost);
    assert!(world.deliver(&gone).await);
    let after = world.kept().await;
    assert_eq!(after.values().filter(|one| one.kind == ActivityKind::Delete).count(), 1);
}

#[tokio::test]
async fn what_was_acknowledged_before_a_stop_is_there_after_it_and_the_sender_repeats_the_rest() {
    let world = world().await;
    let (first, _) = world.workspace.say("C1", "U1", "before", None);
    let (second, _) = world.workspace.say("C1", "U1", "meanwhile", None);
    assert!(world.deliver(&first).await);
    let hook = world.service.hook("slack");
    let World { place, workspace, clock, service } = world;
    drop(service);
    let done = workspace.deliver(&hook, &second).await;
    assert_eq!((done.taken, done.waited.len()), (false, 4), "nobody listens, and Slack gives up after three retries");
    let service = Service::start(&place, slack_of(&workspace.url()), &clock).await.unwrap();
    let world = World { place, workspace, clock, service };
    assert_eq!(world.kept().await.len(), 1);
    world.poll().await;
    assert_eq!(world.kept().await.len(), 2);
    let world = world.restarted().await;
    world.poll().await;
    assert_eq!(world.kept().await.len(), 2);
}

#[tokio::test]
async fn a_storm_of_retries_and_forgeries_costs_nothing_but_the_storm() {
    let world = world().await;
    let (event, _) = world.workspace.say("C1", "U1", "hello", None);
    let hook = world.service.hook("slack");
    let requests = (0..200).map(|number| {
        let request = world.workspace.signed(&hook, "application/json", event.to_string());
        let retried = request.header("x-slack-retry-num", number % 4).header("x-slack-retry-reason", "http_timeout");
        async move { retried.send().await.unwrap().status().as_u16() }
    });
    let statuses = futures::future::join_all(requests).await;
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    let forged = (0..50).map(|_| async {
        let request = client().post(&hook).header("x-slack-request-timestamp", NOW);
        let request = request.header("x-slack-signature", format!("v0={}", "0".repeat(64))).body(event.to_string());
        request.send().await.unwrap().status().as_u16()
    });
    assert!(futures::future::join_all(forged).await.iter().all(|status| *status == 401));
    assert_eq!(world.kept().await.len(), 1);
}

#[tokio::test]
async fn a_recorded_delivery_is_refused_when_it_is_played_again_later() {
    let world = world().await;
    let (event, _) = world.workspace.say("C1", "U1", "hello", None);
    let (body, signature) = (event.to_string(), sign(SIGNING_SECRET, NOW, event.to_string().as_bytes()));
    let play = async || {
        let request = client().post(world.service.hook("slack")).header("x-slack-request-timestamp", NOW);
        request.header("x-slack-signature", &signature).body(body.clone()).send().await.unwrap().status().as_u16()
    };
    assert_eq!((play().await, play().await), (200, 200), "within five minutes it is the same delivery");
    world.clock.set(NOW + 301);
    assert_eq!(play().await, 401);
    assert_eq!(world.kept().await.len(), 1);
}

#[tokio::test]
async fn slash_commands_are_answered_at_the_address_that_came_with_them() {
    let world = world().await;
    let hook = world.service.hook("slack");
    for text in ["help", "lier", "thanks <@U2> for the thread"] {
        let (status, body) = world.workspace.slash(&hook, "C1", "U1", text).await.unwrap();
        assert_eq!((status, body.as_str()), (200, ""), "Slack shows what is answered at once, and this is nothing");
    }
    world.service.tools.read_due().await.unwrap();
    assert_eq!(world.service.tools.work_due().await.unwrap(), 3);
    world.service.care.outbox().deliver_due().await.unwrap();
    let said: Vec<String> =
        world.workspace.replies().iter().map(|reply| reply["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said.iter().any(|text| text.contains("/palabre link")));
    assert!(said.iter().any(|text| text.contains("https://palabre.example/c/demo/link?token=")));
    assert_eq!(world.workspace.texts("C1"), Vec::<String>::new(), "nobody else sees the answers");
    let kept = world.kept().await;
    let thanks = kept.values().find(|one| one.kind == ActivityKind::Thanks).unwrap();
    assert_eq!((thanks.actor.as_deref(), thanks.others[0].account.as_str()), (Some("U1"), "U2"));
}

#[tokio::test]
async fn rocket_chat_reports_and_its_answers_are_neither_posted_nor_repeated() {
    let (place, clock, server) = (Place::new().await, Hands::at(NOW), Server::start(NOW).await.unwrap());
    server.room("R1", "c");
    server.user("u1", "ada");
    server.lift_limit();
    let settings = rocket_chat::Settings {
        source: "rocket".to_owned(),
        server: url::Url::parse(&server.url()).unwrap(),
        webhook_token: Secret::new(WEBHOOK_TOKEN),
        user_id: ROCKET_BOT.to_owned(),
        auth_token: Secret::new(ROCKET_TOKEN),
        prefix: "!palabre".to_owned(),
        roles: BTreeMap::new(),
    };
    let connector = Arc::new(rocket_chat::RocketChat::new(settings, super::http()));
    let connected = Connected::default().with(connection("rocket", ToolKind::RocketChat, connector));
    let service = Service::start(&place, connected, &clock).await.unwrap();
    let (said, id) = server.say("R1", "u1", "hello", None);
    let done = server.deliver(&service.hook("rocket"), &said).await;
    assert_eq!((done.attempts, done.taken), (1, true));
    let mut forged = said.clone();
    forged["token"] = json!("guess");
    let refused = client().post(service.hook("rocket")).json(&forged).send().await.unwrap();
    assert_eq!(refused.status().as_u16(), 401);
    service.tools.read_due().await.unwrap();
    server.delete(&id);
    assert_eq!(service.tools.poll_all().await.unwrap(), []);
    let kept = service.tools.activities(&SLUG.parse().unwrap()).await.unwrap();
    let kinds: Vec<ActivityKind> = kept.iter().map(|one| one.kind).collect();
    assert_eq!(kinds.len(), 2, "{kept:?}");
    assert!(kinds.contains(&ActivityKind::Delete), "only polling tells that a message is gone");
    assert_eq!(server.texts("R1"), Vec::<String>::new());
}

#[tokio::test]
async fn thousands_of_deliveries_with_a_stop_in_the_middle_are_each_there_once() {
    const SENDERS: usize = 50;
    const EACH: usize = 40;
    let world = world().await;
    let events: Vec<Vec<Value>> =
        (0..SENDERS).map(|_| (0..EACH).map(|_| world.workspace.say("C1", "U1", "x", None).0).collect()).collect();
    let service = Arc::new(tokio::sync::RwLock::new(Some(world.service)));
    let acknowledged = Arc::new(tokio::sync::Semaphore::new(0));
    let senders = events.iter().map(|mine| {
        let (service, acknowledged) = (Arc::clone(&service), Arc::clone(&acknowledged));
        let workspace = &world.workspace;
        async move {
            for event in mine {
                // The sender repeats what was not acknowledged, to wherever the service is.
                loop {
                    let hook = service.read().await.as_ref().map(|service| service.hook("slack"));
                    let Some(hook) = hook else {
                        tokio::task::yield_now().await;
                        continue;
                    };
                    let request = workspace.signed(&hook, "application/json", event.to_string());
                    let answer = request.timeout(Duration::from_secs(30)).send().await;
                    if answer.is_ok_and(|answer| answer.status().is_success()) {
                        acknowledged.add_permits(1);
                        break;
                    }
                }
            }
        }
    });
    let stop = async {
        let _half = acknowledged.acquire_many((SENDERS * EACH / 2) as u32).await.unwrap();
        drop(service.write().await.take());
        let started = Service::start(&world.place, slack_of(&world.workspace.url()), &world.clock).await.unwrap();
        *service.write().await = Some(started);
    };
    tokio::join!(futures::future::join_all(senders), stop);
    let service = service.write().await.take().unwrap();
    service.tools.read_due().await.unwrap();
    let kept = service.tools.activities(&SLUG.parse().unwrap()).await.unwrap();
    assert_eq!(kept.len(), SENDERS * EACH);
}
