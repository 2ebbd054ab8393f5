use palabre_contracts::MemberId;
use palabre_indexer::sql;

use super::*;
use crate::connectors::Destination;

impl World {
    async fn ask(&self, id: &str, words: &str, mentions: &[&str]) -> Vec<(Destination, String)> {
        let command = json!({ "id": id, "words": words, "account": "u1", "name": "Ada", "mentions": mentions });
        self.tell(id, &json!({ "commands": [command] })).await;
        self.tools.work_due().await.unwrap();
        self.heard()
    }

    /// What was told since the last look.
    fn heard(&self) -> Vec<(Destination, String)> {
        std::mem::take(&mut *self.tool.told.lock().unwrap()).into_iter().map(|(one, _)| (one.to, one.text)).collect()
    }

    async fn link(&self, account: &str, member: u64) {
        let mut transaction = self.store.pool().begin().await.unwrap();
        let (member, slug) = (MemberId::new(member).unwrap(), slug());
        let link = super::super::store::links::link(&mut transaction, ("tool", account), &slug, member, "page", NOW);
        link.await.unwrap();
        transaction.commit().await.unwrap();
    }

    async fn count(&self, table: &'static str) -> u64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        sql::query_scalar(sql).fetch_one(self.store.pool()).await.unwrap()
    }
}

fn aside() -> Destination {
    Destination::Aside { channel: "C1".to_owned(), account: "u1".to_owned() }
}

#[tokio::test]
async fn a_command_is_answered_once_in_its_language_and_to_whoever_asked_alone() {
    let world = World::new().await;
    let told = world.ask("c1", "aide", &[]).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, aside());
    assert!(told[0].1.contains("/palabre lier") && told[0].1.contains("https://palabre.example/c/demo"), "{told:?}");
    assert_eq!(world.ask("c1", "aide", &[]).await, [], "the same command, polled once more");
    assert!(world.ask("c2", "banana", &[]).await[0].1.starts_with("\"banana\" is no command."));
    let detail: String = sql::query_scalar("SELECT detail FROM tool_tasks WHERE external_id = 'c1'")
        .fetch_one(world.store.pool())
        .await
        .unwrap();
    assert_eq!(detail, "", "what people wrote is not kept");
}

#[tokio::test]
async fn an_answer_that_fails_is_sent_again_under_the_same_name_and_knows_of_the_first_attempt() {
    let world = World::new().await;
    world.tool.trouble.lock().unwrap().push_back(Trouble::later("down"));
    assert_eq!(world.ask("c1", "help", &[]).await, []);
    assert_eq!(world.standing().await.tasks, (1, 0));
    world.pass(5);
    world.tools.work_due().await.unwrap();
    let told = world.tool.told.lock().unwrap().clone();
    assert_eq!((told.len(), told[0].1.tried_at), (1, Some(NOW)));
    world.tool.trouble.lock().unwrap().push_back(Trouble::refused("the account is gone"));
    world.ask("c2", "help", &[]).await;
    assert_eq!(world.standing().await.tasks, (0, 1), "what never works is given up");
}

#[tokio::test]
async fn what_was_asked_long_ago_is_not_answered_but_thanks_count() {
    let world = World::new().await;
    let command = |id: &str, words: &str| json!({ "id": id, "words": words, "account": "u1", "mentions": ["u2"], "at": NOW - 7200 });
    let body = json!({ "commands": [command("old", "help"), command("thanks", "thanks @u2 for the map")] });
    world.tell("d", &body).await;
    world.tools.work_due().await.unwrap();
    assert_eq!(world.heard(), []);
    let kept = world.kept().await;
    assert_eq!((kept.len(), kept[0].kind, kept[0].occurred_at), (1, ActivityKind::Thanks, NOW - 7200));
}

#[tokio::test]
async fn thanks_need_somebody_else_and_a_reason_and_name_giver_and_receivers() {
    let world = World::new().await;
    for (id, words, mentions, answer) in [
        ("a", "thanks", &[][..], "Whom do you thank?"),
        ("b", "thanks @u2", &["u2"][..], "What for?"),
        ("c", "merci @u1 pour moi", &["u1"][..], "On ne se remercie pas"),
    ] {
        assert!(world.ask(id, words, mentions).await[0].1.contains(answer), "{words}");
    }
    assert_eq!(world.kept().await, []);
    assert!(world.ask("d", "thanks @u2 @u3 for the map", &["u3", "u2", "u2"]).await[0].1.contains("2 people"));
    let act = world.kept().await.remove(0);
    assert_eq!((act.actor.as_deref(), act.size), (Some("u1"), 9));
    assert_eq!(act.others, [Other::new("u2", Part::Subject), Other::new("u3", Part::Subject)]);
}

#[tokio::test]
async fn a_link_is_private_single_use_and_only_the_latest_few_are_open() {
    let world = World::new().await;
    let told = world.ask("c0", "lier", &[]).await;
    let token = told[0].1.split("token=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(token.len(), 43);
    let open = world.tools.opened(&slug(), &token).await.unwrap();
    assert_eq!((open.account.as_str(), open.name.as_deref(), open.owner), ("u1", Some("Ada"), None));
    let stored: Vec<u8> =
        sql::query_scalar("SELECT hash FROM link_requests").fetch_one(world.store.pool()).await.unwrap();
    assert_eq!(stored, keccak256(&token).to_vec(), "of the token only the hash is kept");
    let other: Slug = "other".parse().unwrap();
    for (community, token) in [(&other, token.as_str()), (&slug(), &token[..42]), (&slug(), &"x".repeat(43))] {
        assert_eq!(world.tools.opened(community, token).await.unwrap_err().code(), "link_void");
    }
    world.pass(1);
    for number in 1..=5 {
        world.ask(&format!("c{number}"), "link", &[]).await;
        world.pass(1);
    }
    assert_eq!(world.count("link_requests").await, 5);
    assert_eq!(world.tools.opened(&slug(), &token).await.unwrap_err().code(), "link_void", "the oldest is void");
    world.pass(3_600);
    world.ask("late", "link", &[]).await;
    assert_eq!(world.count("link_requests").await, 1, "what is over is forgotten");
}

#[tokio::test]
async fn roles_decide_who_may_summarise_and_remind_everybody() {
    let world = World::new().await;
    assert!(world.ask("a", "summarise the press", &[]).await[0].1.contains("for documentalists"));
    assert!(world.ask("b", "remind all", &[]).await[0].1.contains("for moderators"));
    assert!(world.ask("c", "me", &[]).await[0].1.contains("No member has linked this account"));
}

#[tokio::test]
async fn a_proposal_begins_with_its_title_and_the_key_goes_to_its_author() {
    let world = World::new().await;
    assert!(world.ask("a", "propose", &[]).await[0].1.contains("What do you propose?"));
    let told = world.ask("b", "propose Buy a press\nBecause it breaks.", &[]).await;
    assert!(told[0].1.contains("# Buy a press\n\nBecause it breaks.") && told[0].1.contains("key"), "{told:?}");
    assert_eq!(told[0].0, aside());
}

#[tokio::test]
async fn one_account_cannot_keep_the_service_busy() {
    let world = World::new().await;
    let commands: Vec<Value> =
        (0..50).map(|number| json!({ "id": format!("c{number}"), "words": "help", "account": "u1" })).collect();
    world.tell("d", &json!({ "commands": commands })).await;
    world.tools.work_due().await.unwrap();
    assert_eq!(world.heard().len(), 20);
    world.pass(60);
    assert_eq!(world.ask("later", "help", &[]).await.len(), 1);
}

#[tokio::test]
async fn rooms_are_entered_again_after_each_invitation_and_newcomers_are_greeted_once() {
    let world = World::new().await;
    world.tool.trouble.lock().unwrap().push_back(Trouble::later("down"));
    world.tell("a", &json!({ "invitations": ["R1", "R1"] })).await;
    world.tools.work_due().await.unwrap();
    assert!(world.tool.joined.lock().unwrap().is_empty());
    world.pass(5);
    world.tools.work_due().await.unwrap();
    world.tell("b", &json!({ "invitations": ["R1"] })).await;
    world.tools.work_due().await.unwrap();
    assert_eq!(*world.tool.joined.lock().unwrap(), ["R1", "R1"]);
    let now = world.now.load(Ordering::Relaxed);
    let came =
        |id: &str, at: u64| json!({ "id": id, "kind": "member_joined", "actor": "u9", "object": "C1", "at": at });
    world.tell("c", &json!({ "acts": [came("j1", now), came("j0", now - 90_000)] })).await;
    world.tell("d", &json!({ "acts": [came("j1", now)] })).await;
    world.tools.work_due().await.unwrap();
    let greeted = world.heard();
    assert_eq!(greeted, [(Destination::Account("u9".to_owned()), "welcome to C1".to_owned())]);
}

#[tokio::test]
async fn an_account_is_of_one_member_at_a_time_and_history_stays() {
    let world = World::new().await;
    world.link("u1", 5).await;
    let before = world.tools.version(&slug()).await.unwrap();
    world.link("u1", 5).await;
    assert_eq!(world.tools.version(&slug()).await.unwrap(), before, "linked already");
    world.link("u1", 6).await;
    world.link("u2", 6).await;
    let linked = world.tools.linked(&slug()).await.unwrap();
    let pairs: Vec<_> = linked.iter().map(|one| (one.account.as_str(), one.member.get())).collect();
    assert_eq!(pairs, [("u1", 6), ("u2", 6)], "two accounts of one member");
    assert_eq!(world.count("account_links").await, 3);
    let member = |number| MemberId::new(number).unwrap();
    assert_eq!(world.tools.unlink(&slug(), member(5), "tool", "u1").await.unwrap_err().code(), "not_found");
    world.tools.unlink(&slug(), member(6), "tool", "u1").await.unwrap();
    assert_eq!(world.tools.owner("tool", "u1").await.unwrap(), None);
    world.link("u1", 6).await;
    assert_eq!(world.tools.owner("tool", "u1").await.unwrap(), Some(member(6)), "and back, within the same second");
}

#[tokio::test]
async fn erasing_leaves_what_others_did_and_brings_no_name_back() {
    let world = World::new().await;
    world.link("u1", 5).await;
    let commitment = world.tools.commitment("tool", "u1").await.unwrap();
    assert_eq!(world.tools.commitment("tool", "u1").await.unwrap(), commitment);
    let acts = json!({ "acts": [
        { "id": "m1", "actor": "u1", "name": "Ada" },
        { "id": "m2", "actor": "u2", "name": "Bo", "kind": "thanks", "others": ["u1", "u3"] },
        { "id": "m1:u1:wave", "actor": "u1", "kind": "reaction" },
        { "id": "m3", "actor": "u11" },
    ] });
    world.tell("a", &acts).await;
    world.deliver("dead", "no JSON about u1").await;
    world.tell("c", &json!({ "commands": [{ "id": "x", "words": "propose my secret", "account": "u1" }] })).await;
    let held = world.tools.held(&slug(), MemberId::new(5).unwrap()).await.unwrap();
    assert_eq!(held["account_names"][0]["name"], "Ada");
    let kinds: Vec<_> = held["activities"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["message", "reaction", "thanks"]);

    assert_eq!(world.tools.erase(&slug(), MemberId::new(5).unwrap()).await.unwrap(), 1);
    let kept = world.kept().await;
    let ids: Vec<_> = kept.iter().map(|one| one.external_id.as_str()).collect();
    assert_eq!(ids, ["m1", "m2", "m3"]);
    let name = kept[0].actor.clone().unwrap();
    assert!(held::is_erased(&name), "{name}");
    assert_eq!(kept[1].others, [Other::new(&name, Part::Subject), Other::new("u3", Part::Subject)]);
    assert_eq!(kept[2].actor.as_deref(), Some("u11"), "another account whose name begins alike");
    for table in ["account_salts", "account_links"] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    let tables = ["tool_deliveries", "tool_tasks", "account_names", "activities"];
    for table in tables {
        let rows = sql::query(sqlx::AssertSqlSafe(format!("SELECT * FROM {table}")));
        let rows = rows.fetch_all(world.store.pool()).await.unwrap();
        for row in rows {
            for column in row.columns() {
                let value = format!("{:?}", row.try_get::<sql::Value, _>(column).unwrap());
                assert!(!value.contains("Ada") && !value.contains("secret"), "{table}.{column}: {value}");
                assert!(!value.contains("\"u1\""), "{table}.{column}: {value}");
            }
        }
    }
    world.tell("again", &acts).await;
    assert!(held::is_erased(world.kept().await[0].actor.as_deref().unwrap()), "told again, nothing comes back");
    assert_eq!(world.count("account_names").await, 1);
    assert_ne!(world.tools.commitment("tool", "u1").await.unwrap(), commitment, "the salt is another one");
}
