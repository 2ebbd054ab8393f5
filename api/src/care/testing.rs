//! A community in a mirror, two tools, and a clock that tests move.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use alloy::primitives::{Address, B256, keccak256};
use futures::future::BoxFuture;
use palabre_contracts::{Community, MemberId, Slug, rules::LedgerRules};
use palabre_indexer::{
    Status, Store,
    sql::{self, Query},
    store::BlockRef,
};
use tokio::{sync::watch, time::Instant};

use super::{
    Care, CareSetup,
    people::{Accounts, Activities, LinkedAccount},
    settings::CareSettings,
};
use crate::{
    activity::Activity,
    clock::Clock,
    connectors::Connector,
    error::ApiError,
    outbox::{Tools, testing::Hall},
    relay::{Entropy, testing},
};

/// Start of epoch 0.
pub(super) const GENESIS: u64 = 1_700_000_000;
/// Length of an epoch; ten times as long as each phase after it.
pub(super) const LENGTH: u64 = 100_000;
/// When tests begin: in epoch 5.
pub(super) const START: u64 = GENESIS + 5 * LENGTH + 10_000;

/// Links and activities, kept as other parts of the service keep them.
#[derive(Debug, Default)]
pub(super) struct Desk {
    links: Mutex<Vec<LinkedAccount>>,
    reported: Mutex<BTreeMap<(String, String), Activity>>,
    away: std::sync::atomic::AtomicBool,
}

impl Desk {
    pub(super) fn link(&self, source: &str, account: &str, member: u64) {
        let member = id(member);
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let linked_at = links.len() as u64;
        links.push(LinkedAccount { source: source.to_owned(), account: account.to_owned(), member, linked_at });
    }

    pub(super) fn unlink(&self, account: &str) {
        self.links.lock().unwrap_or_else(PoisonError::into_inner).retain(|link| link.account != account);
    }

    /// Whether activities are taken.
    pub(super) fn away(&self, away: bool) {
        self.away.store(away, Ordering::SeqCst);
    }

    pub(super) fn reported(&self) -> Vec<Activity> {
        self.reported.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

impl Accounts for Desk {
    fn linked<'a>(&'a self, _: &'a Slug) -> BoxFuture<'a, Result<Vec<LinkedAccount>, ApiError>> {
        let links = self.links.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move { Ok(links) })
    }
}

impl Activities for Desk {
    fn report<'a>(&'a self, activities: &'a [Activity]) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move {
            if self.away.load(Ordering::SeqCst) {
                return Err(ApiError::unavailable("away", "the inbox is away", "Retry."));
            }
            let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
            for one in activities {
                reported.insert((one.source.clone(), one.external_id.clone()), one.clone());
            }
            Ok(())
        })
    }
}

/// A service that cares for one community.
pub(super) struct World {
    pub(super) store: Store,
    pub(super) care: Care,
    pub(super) chat: Arc<Hall>,
    pub(super) wiki: Arc<Hall>,
    pub(super) desk: Arc<Desk>,
    pub(super) settings: CareSettings,
    pub(super) indexing: watch::Sender<Status>,
    clock: Arc<AtomicU64>,
    words: Arc<AtomicU64>,
}

impl World {
    /// With these settings, as people write them.
    pub(super) async fn with(settings: &str) -> Self {
        let settings = CareSettings::parse(settings, &|file| Err(format!("{file} is not there"))).unwrap();
        let store = palabre_indexer::testing::store().await;
        let (chat, wiki, desk) = (Hall::new("chat"), Hall::new("wiki"), Arc::new(Desk::default()));
        let (clock, words) = (Arc::new(AtomicU64::new(START)), Arc::new(AtomicU64::new(0)));
        let indexing = watch::Sender::new(Status::new(Instant::now()));
        fill(&store).await;
        let care = open(&store, &settings, (&chat, &wiki), &desk, &indexing, &clock, &words).await;
        let world = Self { store, care, chat, wiki, desk, settings, indexing, clock, words };
        world.indexed(100, START).await;
        world
    }

    /// The service as it is after a stop at this moment.
    pub(super) async fn restarted(&self) -> Care {
        let tools = (&self.chat, &self.wiki);
        open(&self.store, &self.settings, tools, &self.desk, &self.indexing, &self.clock, &self.words).await
    }

    pub(super) fn now(&self) -> u64 {
        self.clock.load(Ordering::SeqCst)
    }

    pub(super) fn pass(&self, seconds: u64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    /// Time passes, and the mirror has a block of that time.
    pub(super) async fn pass_with_blocks(&self, seconds: u64) {
        self.pass(seconds);
        let block = self.indexing.borrow().head.unwrap_or(0) + 1;
        self.indexed(block, self.now()).await;
    }

    async fn indexed(&self, block: u64, time: u64) {
        let reference = BlockRef { block_number: block, block_hash: B256::from(word(block)), block_time: time };
        self.indexing.send_modify(|status| {
            *status = Status { head: Some(block), indexed: Some(reference), ..Status::new(Instant::now()) };
        });
        let query = sql::query(
            "INSERT INTO cursors VALUES ('demo', 31337, $1, $2, $3) ON CONFLICT (community) DO UPDATE
             SET block_number = excluded.block_number, block_hash = excluded.block_hash, block_time = excluded.block_time",
        );
        self.run(query.bind(block as i64).bind(word(block).to_vec()).bind(time as i64)).await;
    }

    pub(super) async fn run(&self, query: Query) {
        query.execute(self.store.pool()).await.expect("a row of a test fits its table");
    }

    /// A member with a vote, roles as the contract has their bits.
    pub(super) async fn member(&self, number: u64, roles: i64) {
        let query =
            sql::query("INSERT INTO members VALUES ('demo', $1, $2, 'active', 1, $3, 1, $4, $3, NULL, NULL, NULL)");
        let query = query.bind(number as i64).bind(wallet(number).to_vec()).bind(GENESIS as i64 - 50).bind(roles);
        self.run(query).await;
        let query = sql::query("INSERT INTO voting_powers VALUES ('demo', 'membership', $1, $2)");
        self.run(query.bind(wallet(number).to_vec()).bind(amount(1))).await;
    }

    pub(super) async fn set_roles(&self, number: u64, roles: i64) {
        let query = sql::query("UPDATE members SET roles = $2 WHERE member_id = $1");
        self.run(query.bind(number as i64).bind(roles)).await;
    }

    /// Reputation of a member, in today's points.
    pub(super) async fn reputation(&self, number: u64, points: u64) {
        let query = sql::query(
            "INSERT INTO reputation_balances VALUES ('demo', $1, $2)
             ON CONFLICT (community, wallet) DO UPDATE SET units = excluded.units",
        );
        // The index does not grow in this community: units are millionths of points.
        self.run(query.bind(wallet(number).to_vec()).bind(amount(u128::from(points) * 1_000_000))).await;
    }

    /// A proposal of the members' house.
    pub(super) async fn proposal(&self, number: u64, title: &str, from: u64, until: u64) {
        let query = sql::query(
            "INSERT INTO proposals VALUES ('demo', 'members', $1, $1, $2, 1, '[]', '[]', '[]', $3, $3, $4, $5, $6, NULL,
                NULL, NULL, NULL, NULL, $7, $8, $7, 0, 0, $1, $9, 0)",
        );
        let query = query.bind(word(number).to_vec()).bind(wallet(1).to_vec()).bind(title.to_owned());
        let query = query.bind(from as i64).bind(until as i64).bind(self.now() as i64);
        self.run(query.bind(amount(0)).bind(amount(0)).bind(60 + number as i64)).await;
    }

    /// A vote for it.
    pub(super) async fn votes(&self, number: u64, member: u64) {
        let query = sql::query("INSERT INTO ballots VALUES ('demo', 'members', $1, $2, $3, 1, $4, '', $1, $5, 70, $3)");
        let query = query.bind(word(number).to_vec()).bind(wallet(member).to_vec()).bind(member as i64);
        self.run(query.bind(amount(1)).bind(self.now() as i64)).await;
        let count =
            sql::query_scalar("SELECT COUNT(*) FROM ballots WHERE proposal_id = $1").bind(word(number).to_vec());
        let count: i64 = count.fetch_one(self.store.pool()).await.unwrap();
        let query = sql::query("UPDATE proposals SET votes_for = $2, ballots = $3, heads = $3 WHERE proposal_id = $1");
        self.run(query.bind(word(number).to_vec()).bind(amount(count as u128)).bind(count)).await;
    }
}

pub(super) fn slug() -> Slug {
    "demo".parse().unwrap()
}

pub(super) fn id(number: u64) -> MemberId {
    MemberId::new(number).unwrap()
}

pub(super) fn word(number: u64) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[24..].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub(super) fn wallet(number: u64) -> Address {
    Address::repeat_byte(0xc0 + number as u8)
}

pub(super) fn amount(number: u128) -> String {
    format!("{number:078}")
}

fn community() -> Community {
    Community { slug: slug(), name: "Les Eaux".to_owned(), ..testing::community() }
}

async fn open(
    store: &Store,
    settings: &CareSettings,
    (chat, wiki): (&Arc<Hall>, &Arc<Hall>),
    desk: &Arc<Desk>,
    indexing: &watch::Sender<Status>,
    clock: &Arc<AtomicU64>,
    words: &Arc<AtomicU64>,
) -> Care {
    let (clock, words) = (Arc::clone(clock), Arc::clone(words));
    let tools = [Arc::clone(chat) as Arc<dyn Connector>, Arc::clone(wiki) as Arc<dyn Connector>];
    Care::open(CareSetup {
        store: store.clone(),
        indexing: indexing.subscribe(),
        clock: Clock::new(move || clock.load(Ordering::SeqCst)),
        entropy: Entropy::new(move || keccak256(words.fetch_add(1, Ordering::SeqCst).to_be_bytes())),
        settings: settings.clone(),
        tools: Tools::new(tools.map(|tool| (slug(), tool))),
        accounts: Arc::clone(desk) as Arc<dyn Accounts>,
        activities: Arc::clone(desk) as Arc<dyn Activities>,
        public_url: "https://palabre.example".into(),
        communities: Arc::new(vec![community()]),
    })
    .await
    .unwrap()
}

/// The community itself, its first charter, its rules.
async fn fill(store: &Store) {
    let run = async |query: Query| query.execute(store.pool()).await.expect("a row of a test fits its table");
    let mut query = sql::query(
        "INSERT INTO communities VALUES ('demo', 'Les Eaux', 31337, 1, $1, $1, $1, $1, $1, $1, $1, $1, $1, $1, $1, $1,
            $1, $1, $2, $3, $4, $4, $4, $5, $6, 1, 1, 1)",
    );
    query = query.bind(vec![9u8; 20]).bind(GENESIS as i64).bind(LENGTH as i64).bind(LENGTH as i64 / 10);
    run(query.bind(5_000i64).bind(amount(1 << 64))).await;
    charter(store, 1, GENESIS).await;
    let rules = serde_json::to_string(&LedgerRules {
        quorum: [1; 8],
        cap: [100; 8],
        active_at: 10,
        vote_lanes: 1,
        activity_lanes: 0xff,
        ..LedgerRules::default()
    })
    .unwrap();
    run(sql::query("INSERT INTO rules VALUES ('demo', 1, 0, $1, 1, 1, 5)").bind(rules)).await;
    let shares = r#"{"reserve_bps":0,"equal_bps":0,"lane_bps":[10000,0,0,0,0,0,0,0],"lane_floor":[0,0,0,0,0,0,0,0],
        "member_cap_bps":0,"activity_target":0}"#;
    run(sql::query("INSERT INTO share_rules VALUES ('demo', 1, 0, $1, 1, 1, 6)").bind(shares)).await;
    let query = sql::query("INSERT INTO vote_supplies VALUES ('demo', 'membership', 1, 0, $1, $2)");
    run(query.bind(GENESIS as i64 - 50).bind(amount(3))).await;
}

/// A version of the charter.
pub(super) async fn charter(store: &Store, version: i64, at: u64) {
    let query = sql::query("INSERT INTO charters VALUES ('demo', $1, $2, 'https://x.example', $3, 1, $1)");
    let query = query.bind(version).bind(word(version as u64).to_vec()).bind(at as i64);
    query.execute(store.pool()).await.expect("a row of a test fits its table");
}
