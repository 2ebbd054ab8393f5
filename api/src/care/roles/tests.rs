use palabre_indexer::Status;

use super::*;
use crate::{
    care::testing::{World, slug},
    connectors::Trouble,
};

const SETTINGS: &str = r#"
[[role]]
source = "wiki"
role = "documentalist"
when = { chain_role = "documentalist" }

[[role]]
source = "wiki"
role = "confirmed"
when = { reputation = 50, off_below = 30 }

[[role]]
source = "chat"
role = "member"
when = { member = true }
"#;

const REAL: RoundWish = RoundWish { dry: false, anyway: false };
const DRY: RoundWish = RoundWish { dry: true, anyway: false };

/// A documentalist with an account on the wiki.
async fn world() -> World {
    let world = World::with(SETTINGS).await;
    world.member(1, 4).await;
    world.desk.link("wiki", "w1", 1);
    world
}

#[tokio::test]
async fn a_group_follows_reputation_up_over_one_threshold_and_down_below_another() {
    let world = world().await;
    for (points, has) in [(49, false), (50, true), (31, true), (30, true), (29, false), (49, false), (60, true)] {
        world.reputation(1, points).await;
        let run = world.care.round("wiki", REAL).await.unwrap();
        assert_eq!(run.error, None);
        let expected = if has { vec!["confirmed", "documentalist"] } else { vec!["documentalist"] };
        assert_eq!(world.wiki.has("w1"), expected, "{points} points");
    }
}

#[tokio::test]
async fn a_round_that_finds_nothing_to_do_does_nothing_and_says_when_it_was() {
    let world = world().await;
    let first = world.care.round("wiki", REAL).await.unwrap();
    assert_eq!((first.given, first.taken, first.differences.len()), (1, 0, 1));
    assert_eq!(first.differences[0].member, Some(1));
    assert_eq!(world.wiki.role_calls(), 1);
    world.pass(300);
    let second = world.care.round("wiki", REAL).await.unwrap();
    assert_eq!((second.given, second.differences.len(), world.wiki.role_calls()), (0, 0, 0));
    let runs = world.care.rounds("wiki", 10).await.unwrap();
    assert_eq!(runs.iter().map(|run| run.started_at).collect::<Vec<_>>(), [world.now(), world.now() - 300]);
    assert_eq!(runs[1].differences, first.differences);
}

#[tokio::test]
async fn what_somebody_changed_by_hand_is_put_right_in_the_next_round() {
    let world = world().await;
    world.care.round("wiki", REAL).await.unwrap();
    world.wiki.give("w1", &["sysop"]);
    world.wiki.give("stranger", &["documentalist"]);
    let run = world.care.round("wiki", REAL).await.unwrap();
    assert_eq!(world.wiki.has("w1"), ["documentalist", "sysop"], "what no rule is about stays");
    assert_eq!(world.wiki.has("stranger"), ["documentalist"], "who never belonged to a member is left alone");
    assert_eq!(run.differences.len(), 1);
}

#[tokio::test]
async fn a_dry_round_changes_nothing_and_remembers_nothing() {
    let world = world().await;
    world.reputation(1, 60).await;
    let run = world.care.round("wiki", DRY).await.unwrap();
    assert_eq!((run.dry, run.given, run.differences.len()), (true, 0, 1));
    assert!(world.wiki.has("w1").is_empty());
    world.reputation(1, 40).await;
    world.care.round("wiki", REAL).await.unwrap();
    assert_eq!(world.wiki.has("w1"), ["documentalist"], "the threshold was never crossed for real");
}

#[tokio::test]
async fn memory_of_a_lost_database_is_read_from_the_tool() {
    let world = world().await;
    world.wiki.give("w1", &["confirmed"]);
    world.reputation(1, 40).await;
    world.care.round("wiki", REAL).await.unwrap();
    assert_eq!(world.wiki.has("w1"), ["confirmed", "documentalist"]);
}

#[tokio::test]
async fn whoever_loses_the_role_is_suspended_or_unlinks_loses_the_group() {
    let world = world().await;
    let round = async || world.care.round("wiki", REAL).await.unwrap();
    round().await;
    world.set_roles(1, 0).await;
    assert_eq!(round().await.taken, 1);
    world.set_roles(1, 4).await;
    assert_eq!(round().await.given, 1);
    let until = world.now() as i64 + 1000;
    world.run(palabre_indexer::sql::query("UPDATE members SET suspended_until = $1").bind(until)).await;
    assert_eq!(round().await.taken, 1, "suspended");
    world.pass(1001);
    assert_eq!(round().await.given, 1, "and back");
    world.desk.unlink("w1");
    assert_eq!(round().await.taken, 1, "unlinked");
    assert!(world.wiki.has("w1").is_empty());
    assert!(round().await.differences.is_empty(), "and forgotten");
}

#[tokio::test]
async fn many_roles_are_taken_only_with_somebodys_word() {
    let world = World::with(&format!("{SETTINGS}\n[roles]\nbrake = 2\n")).await;
    for number in 1..=4 {
        world.member(number, 4).await;
        world.desk.link("wiki", &format!("w{number}"), number);
    }
    world.care.round("wiki", REAL).await.unwrap();
    for number in 1..=3 {
        world.set_roles(number, 0).await;
    }
    world.member(5, 4).await;
    world.desk.link("wiki", "w5", 5);
    let run = world.care.round("wiki", REAL).await.unwrap();
    assert!(run.error.unwrap().contains("3 roles would be taken"));
    assert_eq!((run.taken, run.given, run.differences.len()), (0, 1, 4), "giving goes on");
    assert_eq!(world.wiki.has("w1"), ["documentalist"]);
    let run = world.care.round("wiki", RoundWish { dry: false, anyway: true }).await.unwrap();
    assert_eq!((run.taken, run.error), (3, None));
}

#[tokio::test]
async fn what_the_tool_refuses_is_shown_and_does_not_stop_the_others() {
    let world = world().await;
    world.member(2, 4).await;
    world.desk.link("wiki", "w2", 2);
    world.wiki.refuses("documentalist");
    let run = world.care.round("wiki", REAL).await.unwrap();
    assert_eq!((run.refused, run.given, run.error), (2, 0, None));
    assert!(run.differences[0].problem.as_ref().unwrap().contains("may not give it"));
}

#[tokio::test]
async fn a_tool_that_is_away_ends_the_round_and_names_its_wish_to_wait() {
    let world = world().await;
    world.wiki.fails([Trouble::Later { after: Some(900), why: "down".to_owned() }]);
    let run = world.care.round("wiki", REAL).await.unwrap();
    assert_eq!((run.wait, run.differences.len()), (Some(900), 0));
    assert!(run.error.unwrap().contains("down"));
    let run = world.care.round("wiki", REAL).await.unwrap();
    assert_eq!(run.given, 1, "the next round does it");
}

#[tokio::test]
async fn a_mirror_that_is_behind_decides_nothing() {
    let world = world().await;
    world.care.round("wiki", REAL).await.unwrap();
    world.set_roles(1, 0).await;
    world.indexing.send_modify(|status| *status = Status { head: Some(10_000), ..status.clone() });
    let run = world.care.round("wiki", REAL).await.unwrap();
    assert!(run.error.unwrap().contains("behind"));
    assert_eq!(world.wiki.has("w1"), ["documentalist"]);
}

#[tokio::test]
async fn a_ladder_of_levels_shows_no_difference_that_is_none() {
    let world =
        World::with("[[role]]\nsource = \"chat\"\nrole = \"moderator\"\nwhen = { chain_role = \"moderator\" }").await;
    world.chat.is_a_ladder(&["member", "moderator"]);
    world.member(1, 2).await;
    world.desk.link("chat", "@a:x", 1);
    assert_eq!(world.care.round("chat", REAL).await.unwrap().given, 2);
    assert!(world.care.round("chat", REAL).await.unwrap().differences.is_empty());
    world.set_roles(1, 0).await;
    world.care.round("chat", REAL).await.unwrap();
    assert_eq!(world.chat.has("@a:x"), ["member"], "the level that no rule is about stays");
}

#[tokio::test]
async fn rounds_are_made_by_themselves_and_when_somebody_asks() {
    let world = world().await;
    let running = tokio::spawn(world.care.clone().run_roles());
    while world.wiki.has("w1").is_empty() {
        tokio::task::yield_now().await;
    }
    world.set_roles(1, 0).await;
    world.care.ask_for_rounds();
    while !world.wiki.has("w1").is_empty() {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert_eq!(world.care.ruled(&slug()).len(), 2);
}

#[tokio::test]
async fn only_the_last_rounds_are_kept() {
    let world = world().await;
    for _ in 0..60 {
        world.care.round("wiki", REAL).await.unwrap();
        world.pass(1);
    }
    assert_eq!(world.care.rounds("wiki", 100).await.unwrap().len(), 50);
}
