use alloy::primitives::B256;
use palabre_contracts::{MemberId, rules::Calendar};

use super::*;
use crate::policy::{self, Account, Candidate, Link, Policy, Preset, State};

const DAY: u64 = 86_400;

/// What two kept edits come to, as the policy sees it.
async fn candidates(world: &World, linked: &[&str]) -> Vec<Candidate> {
    let policy = Policy::parse(Preset::named("open-community").unwrap().toml).unwrap();
    let calendar = Calendar { genesis: 0, length: 30 * DAY, grace: DAY, challenge: DAY, resolve: DAY };
    let mut known = policy::World::new(calendar, B256::ZERO);
    for link in world.tools.linked(&slug()).await.unwrap() {
        let account = Account::new(link.source, link.account);
        known.accounts.insert(account, Link { member: link.member, linked_at: link.linked_at });
    }
    assert_eq!(known.accounts.len(), linked.len());
    policy::decide(&policy, &world.kept().await, &known, world.now.load(Ordering::Relaxed))
}

fn edit(id: &str, actor: &str) -> Value {
    json!({ "id": id, "kind": "page_edited", "object": "page:1", "actor": actor, "size": 900 })
}

/// The same candidates, as if they were about to count at this time.
fn maturing(candidates: &[Candidate], matures_at: u64) -> Vec<Candidate> {
    let all = candidates.iter().cloned();
    all.map(|one| Candidate { state: State::Maturing, matures_at, ..one }).collect()
}

#[tokio::test]
async fn what_is_about_to_count_is_looked_at_once_more_and_what_is_gone_does_not_count() {
    let world = World::new().await;
    world.tell("d", &json!({ "acts": [edit("rev:1", "u1"), edit("rev:2", "u2")] })).await;
    let found = candidates(&world, &[]).await;
    assert_eq!(found.len(), 2, "{found:?}");
    let soon = maturing(&found, NOW + 3_000);
    assert_eq!(world.tools.recheck_due(&soon, 600).await.unwrap(), Rechecked::default(), "not before it matters");
    world.pass(2_500);
    world.tool.gone.lock().unwrap().insert("rev:2".to_owned());
    let done = world.tools.recheck_due(&soon, 600).await.unwrap();
    assert_eq!((done.looked_at, done.changed), (3, true), "both edits and their page");
    assert!(world.kept().await.iter().any(|one| one.external_id == "rev:2:gone"));
    let again = world.tools.recheck_due(&soon, 600).await.unwrap();
    assert_eq!((again.looked_at, again.changed), (0, false), "once is enough");
    let recorded: Vec<Candidate> =
        soon.iter().cloned().map(|one| Candidate { state: State::Recorded, ..one }).collect();
    assert_eq!(world.tools.recheck_due(&recorded, 600).await.unwrap(), Rechecked::default());
}

#[tokio::test]
async fn what_cannot_be_looked_at_is_named_and_has_to_wait() {
    let world = World::new().await;
    world.tell("d", &json!({ "acts": [edit("rev:1", "u1")] })).await;
    let due = maturing(&candidates(&world, &[]).await, NOW);
    world.tool.trouble.lock().unwrap().push_back(Trouble::later("down"));
    let done = world.tools.recheck_due(&due, 600).await.unwrap();
    assert_eq!(done.unasked.get("tool").map(String::as_str), Some("down; it is tried again later"));
    assert_eq!(done.looked_at, 0);
    assert_eq!(world.tools.recheck_due(&due, 600).await.unwrap().looked_at, 2);
}

#[tokio::test]
async fn work_before_linking_waits_and_two_accounts_of_a_member_are_one_person() {
    let world = World::new().await;
    world.tell("d", &json!({ "acts": [edit("rev:1", "u1"), edit("rev:2", "u2")] })).await;
    let before = candidates(&world, &[]).await;
    assert!(before.iter().all(|one| one.member.is_none()));
    let (five, ids) = (MemberId::new(5).unwrap(), |all: &[Candidate]| all.iter().map(|one| one.id).collect::<Vec<_>>());
    for account in ["u1", "u2"] {
        let (mut transaction, slug) = (world.store.pool().begin().await.unwrap(), slug());
        store::links::link(&mut transaction, ("tool", account), &slug, five, "page", NOW).await.unwrap();
        transaction.commit().await.unwrap();
    }
    let after = candidates(&world, &["u1", "u2"]).await;
    assert!(after.iter().all(|one| one.member == Some(five)), "{after:?}");
    assert_eq!(ids(&after), ids(&before), "and what each is called does not change");
}
