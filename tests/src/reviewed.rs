//! A community whose wiki has reported some pages: people confirm them, reviewers sign.

use std::{collections::BTreeMap, path::Path, time::SystemTime};

use anyhow::Context;
use palabre_api::{
    activity::{Activity, ActivityKind},
    review::testing::{self, act},
};
use palabre_contracts::{Lane, Roles, member::Admission};
use palabre_indexer::Store;

use crate::crowd::{self, Crowd, Plan};

const DAY: u64 = 86_400;
const SETTINGS: &str = r#"
[[source]]
name = "wiki"
kind = "mediawiki"
community = "crowd"
api = "http://127.0.0.1:9/api.php"
login = "Palabre@bot"
password_file = "wiki-password"
poll_every = "1d"
link = "https://wiki.example/index.php?curid={object}&diff={id}"

[policy.crowd]
preset = "open-community"
"#;

/// A community of eight in its first epoch: members 2, 3 and 4 review knowledge, member 5 keeps the documentation, and
/// each has an account `u1` to `u8` of one wiki. A contribution needs `quorum` approvals.
pub async fn found(folder: &Path, quorum: u8, acts: &[Activity]) -> anyhow::Result<(Crowd, Store)> {
    let reviewer = Roles::reviewer(Lane::new(0)?);
    let roles = BTreeMap::from([(1, reviewer), (2, reviewer), (3, reviewer), (4, Roles::DOCUMENTALIST)]);
    let genesis = now() - 12 * DAY;
    let admission = Admission::Invitation;
    let plan = Plan { size: 8, genesis, admission, roles, recorded: Vec::new(), vote: false };
    let crowd = crowd::found_with(folder, plan, |mut blueprint| {
        blueprint.rules.quorum = [quorum; 8];
        blueprint
    });
    let crowd = crowd.await?;
    std::fs::write(folder.join("tools.toml"), SETTINGS)?;
    std::fs::write(folder.join("wiki-password"), "nobody asks")?;
    let store = Store::open(&folder.join("palabre.sqlite")).await?;
    palabre_api::tables::migrate(store.pool()).await.context("the tables of the service")?;
    for member in 1..=8u64 {
        let (account, name) = (format!("u{member}"), format!("Person {member}"));
        testing::link(store.pool(), "crowd", ("wiki", &account, &name), member, genesis + DAY).await?;
    }
    testing::store(store.pool(), acts).await?;
    Ok((crowd, store))
}

/// A page that a member made ten days ago.
pub fn page(object: &str, author: u64) -> Activity {
    let id = format!("rev-{object}");
    act("wiki", ActivityKind::PageCreated, &id, object, &format!("u{author}"), now() - 10 * DAY)
}

/// Unix time.
pub fn now() -> u64 {
    SystemTime::UNIX_EPOCH.elapsed().map_or(0, |elapsed| elapsed.as_secs())
}
