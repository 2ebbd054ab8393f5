//! Tools that answer from a script, and what becomes of what they tell.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use alloy::primitives::keccak256;
use serde_json::{Value, json};

use super::*;
use crate::{
    activity::{ActivityKind, Other, Part, ReviewState},
    connectors::{
        Command, Connector, Delivery, Key, Outbound, Parsed, Polled, Rejection, RoleChange, Standing, Told, Trouble,
        Verified, Work,
        command::{self, Tongue},
        json::is_id,
    },
    drafts::DraftText,
    tools::{hands::Doing, settings::ToolKind},
};

mod asking;
mod keeping;
mod polling;
mod rechecking;

const NOW: u64 = 1_700_000_000;

/// A tool whose deliveries are lists of what happened, as JSON, and whose polls answer from a script.
#[derive(Debug, Default)]
struct Scripted {
    polls: Mutex<VecDeque<Result<Polled, Trouble>>>,
    cursors: Mutex<Vec<Option<String>>>,
    rechecked: Mutex<Vec<Vec<String>>>,
    gone: Mutex<BTreeSet<String>>,
    told: Mutex<Vec<(Outbound, Key)>>,
    joined: Mutex<Vec<String>>,
    /// Trouble for the next calls that change something.
    trouble: Mutex<VecDeque<Trouble>>,
}

impl Scripted {
    fn trouble(&self) -> Result<(), Trouble> {
        self.trouble.lock().unwrap().pop_front().map_or(Ok(()), Err)
    }
}

fn activity(value: &Value, received_at: u64) -> Activity {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let others = value["others"].as_array().into_iter().flatten();
    Activity {
        source: text("source").unwrap_or_else(|| "tool".to_owned()),
        external_id: text("id").unwrap(),
        kind: text("kind").unwrap_or_else(|| "message".to_owned()).parse::<ActivityKind>().unwrap(),
        object: text("object").unwrap_or_else(|| text("id").unwrap()),
        parent: text("parent"),
        actor: text("actor"),
        actor_name: text("name"),
        others: others.map(|one| Other::new(one.as_str().unwrap(), Part::Subject)).collect(),
        occurred_at: value["at"].as_u64().unwrap_or(NOW),
        received_at,
        size: value["size"].as_i64().unwrap_or(1),
        review_state: ReviewState::Unreviewed,
        supersedes: text("supersedes"),
        raw_hash: keccak256(value.to_string()),
    }
}

impl Connector for Scripted {
    fn source(&self) -> &str {
        "tool"
    }

    fn verify(&self, delivery: &Delivery<'_>) -> Result<Verified, Rejection> {
        Ok(Verified { delivery: delivery.fingerprint() })
    }

    fn parse(&self, body: &[u8], received_at: u64) -> Result<Parsed, Rejection> {
        let value: Value = serde_json::from_slice(body).map_err(|error| Rejection::Malformed(error.to_string()))?;
        assert!(value["panic"].is_null(), "a reader with a mistake");
        let list = |key: &str| value[key].as_array().cloned().unwrap_or_default();
        let texts = |key: &str| list(key).iter().map(|one| one.as_str().unwrap().to_owned()).collect();
        Ok(Parsed {
            activities: list("acts").iter().map(|one| activity(one, received_at)).collect(),
            ignored: Vec::new(),
            invitations: texts("invitations"),
            alarms: texts("alarms"),
        })
    }

    fn commands(&self, body: &[u8], received_at: u64) -> Vec<Command> {
        let value: Value = serde_json::from_slice(body).unwrap_or_default();
        let asked = value["commands"].as_array().cloned().unwrap_or_default();
        asked.iter().map(|one| asked_for(one, received_at)).collect()
    }

    fn poll<'a>(&'a self, cursor: Option<&'a str>, _now: u64) -> Work<'a, Polled> {
        self.cursors.lock().unwrap().push(cursor.map(str::to_owned));
        let next = self.polls.lock().unwrap().pop_front();
        Box::pin(async move { next.unwrap_or_else(|| Ok(piece("end", &[], false))) })
    }

    fn recheck<'a>(&'a self, objects: &'a [String], now: u64) -> Work<'a, Vec<Activity>> {
        self.rechecked.lock().unwrap().push(objects.to_vec());
        Box::pin(async move {
            self.trouble()?;
            let gone = self.gone.lock().unwrap().clone();
            let gone = objects.iter().filter(|object| gone.contains(*object));
            let tell = |object: &String| {
                activity(&json!({ "id": format!("{object}:gone"), "kind": "delete", "object": object, "at": now }), now)
            };
            Ok(gone.map(tell).collect())
        })
    }

    fn tell<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told> {
        Box::pin(async move {
            self.trouble()?;
            self.told.lock().unwrap().push((outbound.clone(), key.clone()));
            Ok(Told { external_id: None, already: false })
        })
    }

    fn set_roles<'a>(&'a self, _: &'a str, _: &'a BTreeSet<String>) -> Work<'a, RoleChange> {
        Box::pin(async { Ok(RoleChange::default()) })
    }

    fn roles(&self) -> Work<'_, BTreeMap<String, BTreeSet<String>>> {
        Box::pin(async { Ok(BTreeMap::new()) })
    }

    fn join<'a>(&'a self, channel: &'a str) -> Work<'a, ()> {
        Box::pin(async move {
            self.trouble()?;
            self.joined.lock().unwrap().push(channel.to_owned());
            Ok(())
        })
    }

    fn standing(&self) -> Work<'_, Standing> {
        Box::pin(async { Ok(Standing { account: "bot".to_owned(), name: None, missing: Vec::new() }) })
    }
}

fn asked_for(value: &Value, received_at: u64) -> Command {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let mentions = value["mentions"].as_array().into_iter().flatten();
    Command {
        external_id: text("id").unwrap(),
        words: command::words(value["words"].as_str().unwrap()),
        account: text("account").filter(|id| is_id(id)).unwrap(),
        account_name: text("name"),
        channel: "C1".to_owned(),
        thread: text("thread"),
        mentions: mentions.map(|one| one.as_str().unwrap().to_owned()).collect(),
        reply_to: text("reply_to").map(crate::connectors::Secret::new),
        asked_at: value["at"].as_u64().unwrap_or(received_at),
    }
}

fn piece(cursor: &str, acts: &[Value], more: bool) -> Polled {
    Polled {
        activities: acts.iter().map(|one| activity(one, NOW)).collect(),
        commands: Vec::new(),
        ignored: Vec::new(),
        invitations: Vec::new(),
        cursor: cursor.to_owned(),
        more,
        wait: None,
    }
}

/// Sends at once, and answers where drafts would be.
#[derive(Debug)]
struct Recording;

impl Hands for Recording {
    fn tell<'a>(&'a self, connection: &'a Connection, outbound: &'a Outbound, key: &'a Key) -> Doing<'a, ()> {
        Box::pin(
            async move { connection.connector.tell(outbound, key).await.map(drop).map_err(super::hands::from_tool) },
        )
    }

    fn summarise<'a>(&'a self, _: &'a Slug, place: &'a Place, topic: &'a str, _: Option<&'a str>) -> Doing<'a, String> {
        Box::pin(async move { Ok(format!("draft of {:?} about {topic:?}", place.thread)) })
    }

    fn propose<'a>(&'a self, _: &'a Slug, _: &'a Place, text: &'a DraftText) -> Doing<'a, Begun> {
        Box::pin(async move { Ok(Begun { url: text.description.clone(), edit_key: Some("key".to_owned()) }) })
    }

    fn greet<'a>(&'a self, connection: &'a Connection, account: &'a str, place: &'a str) -> Doing<'a, ()> {
        let outbound = Outbound {
            to: crate::connectors::Destination::Account(account.to_owned()),
            text: format!("welcome to {place}"),
        };
        Box::pin(async move {
            let key = Key { id: "welcome".to_owned(), tried_at: None };
            self.tell(connection, &outbound, &key).await
        })
    }

    fn forget<'a>(&'a self, _: &'a str, _: &'a str) -> Doing<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// A service with one tool whose clock the test moves.
struct World {
    store: Store,
    tool: Arc<Scripted>,
    tools: Tools,
    now: Arc<AtomicU64>,
}

fn slug() -> Slug {
    "demo".parse().unwrap()
}

fn connection(tool: &Arc<Scripted>) -> Connection {
    Connection {
        name: "tool".to_owned(),
        community: slug(),
        kind: ToolKind::Slack,
        tongue: Tongue::En,
        poll_every: 60,
        prefix: "/palabre".to_owned(),
        connector: Arc::clone(tool) as Arc<dyn Connector>,
    }
}

impl World {
    async fn new() -> Self {
        let store = palabre_indexer::testing::store().await;
        let (tool, now) = (Arc::new(Scripted::default()), Arc::new(AtomicU64::new(NOW)));
        let tools = Self::opened(&store, &tool, &now).await;
        Self { store, tool, tools, now }
    }

    async fn opened(store: &Store, tool: &Arc<Scripted>, now: &Arc<AtomicU64>) -> Tools {
        let (clock, count) = (Arc::clone(now), AtomicU64::new(0));
        let setup = ToolsSetup {
            store: store.clone(),
            connected: Connected::default().with(connection(tool)),
            public_url: "https://palabre.example".into(),
            clock: Clock::new(move || clock.load(Ordering::Relaxed)),
            entropy: Entropy::new(move || keccak256(count.fetch_add(1, Ordering::Relaxed).to_be_bytes())),
            hands: Arc::new(Recording),
        };
        Tools::open(setup).await.unwrap()
    }

    /// What a stop without warning leaves: the tables.
    async fn started_again(&self) -> Tools {
        Self::opened(&self.store, &self.tool, &self.now).await
    }

    fn pass(&self, seconds: u64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    async fn deliver(&self, id: &str, body: &str) {
        let room = self.tools.room(body.len()).unwrap();
        let connection = connection(&self.tool);
        self.tools.accept(&connection, id.to_owned(), body.as_bytes().to_vec(), room).await.unwrap();
    }

    /// Delivers and reads.
    async fn tell(&self, id: &str, body: &Value) {
        self.deliver(id, &body.to_string()).await;
        self.tools.read_due().await.unwrap();
    }

    async fn kept(&self) -> Vec<Activity> {
        self.tools.activities(&slug()).await.unwrap()
    }

    async fn standing(&self) -> ToolStanding {
        self.tools.standing(&Arc::new(connection(&self.tool))).await.unwrap()
    }
}
