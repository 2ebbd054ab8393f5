//! The database that is read: a real community of [`PEOPLE`] on an embedded chain, and in its mirror as many members
//! and contributions more as the bars ask for. They follow from their numbers alone, so that every run reads the same.
//! The folder stays beside the program, for the next run.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use palabre_contracts::{Community, member::Admission};
use palabre_indexer::{
    Store,
    sql::{self, Pool},
};
use palabre_tests::{
    crowd::{self, Crowd, Plan},
    node::Node,
    process::binary,
};

use super::{Outcome, note};

/// Members in all.
pub(crate) const MEMBERS: u64 = 100_000;
/// Contributions in all.
pub(crate) const CONTRIBUTIONS: u64 = 1_000_000;
/// Members who really joined, and can sign.
pub(crate) const PEOPLE: usize = 64;
/// Short name of the community.
pub(crate) const SLUG: &str = "crowd";
const BATCH: u64 = 200;
/// Epochs with contributions; all of them final.
const EPOCHS: u64 = 12;
const DAY: u64 = 86_400;
/// The community is old enough for all these epochs to be final.
const AGE: u64 = 420 * DAY;
/// Change it with anything above or in [`STATEMENTS`].
const EDITION: &str = "2";

/// Rows follow from the number `i` of a member, a batch or a contribution. $1: members, contributions or batches.
const STATEMENTS: [(&str, u64); 10] = [
    (
        "INSERT INTO members SELECT 'crowd', i, CAST(printf('%020d', i) AS BLOB), 'active', 1, 1700000000, 1, 0,
            1700000000, 1, NULL, NULL FROM n WHERE i > 64",
        MEMBERS,
    ),
    ("INSERT INTO units SELECT 'crowd', i, 1, NULL, 1, i, NULL, NULL FROM n WHERE i > 64", MEMBERS),
    (
        "INSERT INTO reputation_balances SELECT 'crowd', CAST(printf('%020d', i) AS BLOB), printf('%078d', i * 1000003)
            FROM n WHERE i > 64",
        MEMBERS,
    ),
    (
        "INSERT INTO voting_powers SELECT 'crowd', 'reputation', CAST(printf('%020d', i) AS BLOB),
            printf('%078d', i * 1000003) FROM n WHERE i > 64",
        MEMBERS,
    ),
    (
        "INSERT INTO voting_powers SELECT 'crowd', 'membership', CAST(printf('%020d', i) AS BLOB), printf('%078d', 1)
            FROM n WHERE i > 64",
        MEMBERS,
    ),
    (
        "INSERT INTO batches SELECT 'crowd', i - 1, (i - 1) * 12 / 5000, 1, 1, zeroblob(32), '[\"1\",\"2\"]', 200, 2100,
            zeroblob(32), 1700000000, i, 0 FROM n",
        CONTRIBUTIONS / BATCH,
    ),
    (
        // Large primes spread the contributions of a batch over members, lanes and points.
        "INSERT INTO contributions SELECT 'crowd', (i - 1) / 200, (i - 1) % 200, (i - 1) / 200 * 12 / 5000, 1, i,
            i * 7368787 % 100003 % 100000 + 1, i * 15485863 % 7, i * 32452843 % 20 + 1, 1, 0, 0 FROM n",
        CONTRIBUTIONS,
    ),
    (
        "INSERT INTO member_epochs SELECT community, epoch, member_id, lane, SUM(points), COUNT(*) FROM contributions
            WHERE $1 > 0 GROUP BY community, epoch, member_id, lane",
        1,
    ),
    (
        "INSERT INTO pools SELECT 'crowd', zeroblob(20), i - 1, printf('%078d', 1000000000000000000),
            printf('%078d', 0), printf('%078d', 0), 0, 0 FROM n",
        EPOCHS,
    ),
    (
        // Nine of ten shares were claimed.
        "INSERT INTO claims SELECT community, zeroblob(20), epoch, member_id, CAST(printf('%020d', member_id) AS BLOB),
            printf('%078d', 1000000), zeroblob(32), 1700000000, 1000000 + epoch, member_id FROM member_epochs
            WHERE $1 > 0 AND (member_id + epoch) % 10 <> 0 GROUP BY community, epoch, member_id",
        1,
    ),
];

/// A data folder that a node can take over.
pub(crate) struct Data {
    pub(crate) folder: PathBuf,
    pub(crate) crowd: Crowd,
}

impl Data {
    /// The folder of an earlier run, or a new one.
    pub(crate) async fn make() -> Outcome<Self> {
        let folder = binary().with_file_name("bench-api");
        let stamp = folder.join("edition");
        if fs::read_to_string(&stamp).is_ok_and(|edition| edition == EDITION) && is_full(&folder).await? {
            let crowd =
                Crowd { community: community(&folder)?, keys: crowd::keys(PEOPLE), proposal: Default::default() };
            return Ok(Self { folder, crowd });
        }
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        note("making the database: 100,000 members, 1,000,000 contributions");
        let crowd = found(&folder).await?;
        mirrored(&folder).await?;
        fill(&folder).await?;
        fs::write(stamp, EDITION)?;
        Ok(Self { folder, crowd })
    }

    /// The SQLite file.
    pub(crate) fn database(&self) -> PathBuf {
        database(&self.folder)
    }
}

fn database(folder: &Path) -> PathBuf {
    folder.join("palabre.sqlite")
}

fn community(folder: &Path) -> Outcome<Community> {
    let all: Vec<Community> = serde_json::from_str(&fs::read_to_string(folder.join("communities.json"))?)?;
    all.into_iter().next().ok_or_else(|| "the folder has no community".into())
}

async fn found(folder: &Path) -> Outcome<Crowd> {
    let plan = Plan {
        size: PEOPLE,
        genesis: SystemTime::UNIX_EPOCH.elapsed()?.as_secs() - AGE,
        admission: Admission::Invitation,
        roles: BTreeMap::new(),
        recorded: Vec::new(),
        vote: false,
    };
    Ok(crowd::found(folder, plan).await?)
}

/// Lets a node mirror the chain.
async fn mirrored(folder: &Path) -> Outcome<()> {
    let node = Node::start(folder)?;
    loop {
        let answer = reqwest::get(format!("{}/readyz", node.pages)).await?;
        let ready = answer.status().is_success();
        let state: serde_json::Value = serde_json::from_str(&answer.text().await?)?;
        if ready && state["head"] == state["communities"][0]["as_of"]["block_number"] {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

async fn fill(folder: &Path) -> Outcome<()> {
    let store = Store::open(&database(folder)).await?;
    for (statement, rows) in STATEMENTS {
        let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)";
        let text = statement.replacen("SELECT", &format!("{numbers} SELECT"), 1);
        sql::query(sqlx::AssertSqlSafe(text)).bind(rows as i64).execute(store.pool()).await?;
    }
    store.close().await;
    Ok(())
}

/// A mirror that a newer program folded again has lost the rows that no event made.
async fn is_full(folder: &Path) -> Outcome<bool> {
    let store = Store::open(&database(folder)).await?;
    let count = async |pool: &Pool, statement: &'static str| -> Outcome<u64> {
        Ok(sql::query_scalar::<u64>(statement).fetch_one(pool).await?)
    };
    let members = count(store.pool(), "SELECT COUNT(*) FROM members").await?;
    let contributions = count(store.pool(), "SELECT COUNT(*) FROM contributions").await?;
    store.close().await;
    Ok((members, contributions) == (MEMBERS, CONTRIBUTIONS))
}
