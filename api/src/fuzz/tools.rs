//! Doors to the connectors: what a tool pushes, and what it answers when it is asked.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::http::{HeaderMap, StatusCode};
use futures::{FutureExt, future::BoxFuture};
use url::Url;

use crate::{
    activity::Activity,
    connectors::{
        Answer, Command, Connector, Http, Outgoing, Secret, Trouble,
        chat::{matrix, rocket_chat, slack},
        json,
        wiki::mediawiki,
    },
};

/// When everything comes; unix seconds.
const NOW: u64 = 1_700_000_000;
/// Most answers of a tool: one that always has another page comes to an end here.
const MOST: usize = 64;

/// A tool whose answers are the lines of a text, one after the other, and the last one again and again.
#[derive(Debug)]
struct Lines {
    lines: Vec<Vec<u8>>,
    asked: AtomicUsize,
}

impl Lines {
    fn new(bytes: &[u8]) -> Self {
        let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        Self { lines, asked: AtomicUsize::new(0) }
    }
}

impl Http for Lines {
    fn send(&self, _: Outgoing) -> BoxFuture<'_, Result<Answer, Trouble>> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        let line = self.lines.get(number).or(self.lines.last()).filter(|_| number < MOST);
        let answer = line.map(|line| answer(line)).ok_or_else(|| Trouble::later("nothing is answered any more"));
        Box::pin(std::future::ready(answer))
    }
}

/// A line is the body of a good answer, unless it begins with a status and a space.
fn answer(line: &[u8]) -> Answer {
    let given = line.split_at_checked(4).and_then(|(head, body)| {
        let status = std::str::from_utf8(head).ok()?.strip_suffix(' ')?.parse::<u16>().ok()?;
        Some((StatusCode::from_u16(status).ok()?, body))
    });
    let (status, body) = given.unwrap_or((StatusCode::OK, line));
    Answer { status, headers: HeaderMap::new(), body: body.to_vec() }
}

pub(super) fn slack(bytes: &[u8]) {
    let Ok(api) = Url::parse("https://slack.example/api/") else { return };
    let settings = slack::Settings {
        source: "slack".to_owned(),
        team: "T1".to_owned(),
        bot_user: "U0".to_owned(),
        hooks: api.clone(),
        api,
        signing_secret: Secret::new("signing"),
        bot_token: Secret::new("token"),
        roles: BTreeMap::from([
            ("reviewer".to_owned(), slack::Target::Group("S1".to_owned())),
            ("moderator".to_owned(), slack::Target::Channel("C1".to_owned())),
        ]),
    };
    read_all(|tool| slack::Slack::new(settings.clone(), tool), bytes);
}

pub(super) fn matrix(bytes: &[u8]) {
    let Ok(homeserver) = Url::parse("https://matrix.example/") else { return };
    let settings = matrix::Settings {
        source: "matrix".to_owned(),
        homeserver,
        own_account: "@palabre:matrix.example".to_owned(),
        as_token: Secret::new("as"),
        hs_token: Secret::new("hs"),
        prefix: "!palabre".to_owned(),
        rooms: vec!["!a:matrix.example".to_owned()],
        roles: BTreeMap::from([("reviewer".to_owned(), 10), ("moderator".to_owned(), 50)]),
    };
    read_all(|tool| matrix::Matrix::new(settings.clone(), tool), bytes);
}

pub(super) fn rocket_chat(bytes: &[u8]) {
    let Ok(server) = Url::parse("https://chat.example/") else { return };
    let settings = rocket_chat::Settings {
        source: "chat".to_owned(),
        server,
        webhook_token: Secret::new("webhook"),
        user_id: "bot".to_owned(),
        auth_token: Secret::new("token"),
        prefix: "!palabre".to_owned(),
        roles: BTreeMap::from([("reviewer".to_owned(), "rev".to_owned())]),
    };
    read_all(|tool| rocket_chat::RocketChat::new(settings.clone(), tool), bytes);
}

pub(super) fn mediawiki(bytes: &[u8]) {
    let Ok(api) = Url::parse("https://wiki.example/api.php") else { return };
    let settings = mediawiki::Settings {
        source: "wiki".to_owned(),
        api,
        login: "Palabre@service".to_owned(),
        password: Secret::new("password"),
        groups: BTreeMap::from([("documentalist".to_owned(), "doc".to_owned())]),
        namespaces: mediawiki::Settings::NAMESPACES.into(),
        link_page: mediawiki::Settings::LINK_PAGE.to_owned(),
    };
    read_all(|tool| mediawiki::MediaWiki::new(settings.clone(), tool), bytes);
}

/// Hands bytes to a connector as a delivery, and their lines as answers to everything that it asks. What comes of them
/// must be fit to be kept.
fn read_all<C: Connector>(connect: impl Fn(Arc<dyn Http>) -> C, bytes: &[u8]) {
    let tool = || connect(Arc::new(Lines::new(bytes)));
    let connector = tool();
    let source = connector.source();
    drop(connector.acknowledge(bytes));
    connector.commands(bytes, NOW).iter().for_each(command_fits);
    if let Ok(parsed) = connector.parse(bytes, NOW) {
        parsed.activities.iter().for_each(|activity| fits(source, activity));
        assert!(parsed.ignored.iter().all(|ignored| !ignored.why.is_empty()));
    }
    // The answers are there: what is not ready at once would wait for ever.
    let mut cursor = None::<String>;
    for round in 0..2 {
        let polled = tool().poll(cursor.as_deref(), NOW + round * 60).now_or_never();
        let Some(Ok(polled)) = polled else { break };
        polled.activities.iter().for_each(|activity| fits(source, activity));
        polled.commands.iter().for_each(command_fits);
        cursor = Some(polled.cursor);
    }
    let objects = ["!a:matrix.example/$1", "C1:1699999990.000100", "m1", "page:7"].map(str::to_owned);
    if let Some(Ok(activities)) = tool().recheck(&objects, NOW).now_or_never() {
        activities.iter().for_each(|activity| fits(source, activity));
    }
    drop(tool().roles().now_or_never());
    drop(tool().thread("C1", "1699999990.000100").now_or_never());
    drop(tool().thread("C1", "").now_or_never());
    drop(tool().prove("Ada").now_or_never());
    drop(tool().account("@ada").now_or_never());
    drop(tool().standing().now_or_never());
}

fn fits(source: &str, activity: &Activity) {
    assert_eq!(activity.source, source);
    let ids = [Some(&activity.external_id), Some(&activity.object), activity.actor.as_ref(), activity.parent.as_ref()];
    for id in ids.into_iter().flatten() {
        assert!(!id.is_empty() && id.len() < 3000 && !id.contains(char::is_control), "{activity:?}");
    }
    let name = activity.actor_name.as_deref().unwrap_or_default();
    assert!(name.chars().count() <= 80 && !name.contains(char::is_control), "{activity:?}");
}

fn command_fits(command: &Command) {
    assert!(json::is_id(&command.account) && json::is_id(&command.channel), "{command:?}");
}
