use palabre_indexer::sql;

use super::*;
use crate::{
    care::{
        people::Preferences,
        testing::{GENESIS, LENGTH, START, World, amount, charter, id, slug, word},
        threads::Discussion,
    },
    connectors::Outbound,
};

const SETTINGS: &str = r#"
[[care]]
community = "demo"
language = "fr"
closing_hours = 2

[[care.channel]]
source = "chat"
channel = "C1"

[[care.channel]]
source = "wiki"
channel = "Project:News"
language = "en"
kinds = ["result"]
"#;

/// Three members with a vote; 1 and 2 have an account in the chat, 3 has none.
async fn world() -> World {
    let world = World::with(SETTINGS).await;
    for number in 1..=3 {
        world.member(number, 0).await;
    }
    world.desk.link("chat", "u1", 1);
    world.desk.link("chat", "u2", 2);
    world.care.tell_news().await.unwrap();
    world
}

impl World {
    async fn news(&self) {
        self.care.tell_news().await.unwrap();
        self.care.outbox().deliver_due().await.unwrap();
    }

    /// What was said in the chat, with where.
    fn said(&self) -> Vec<(String, String)> {
        let place = |outbound: &Outbound| match &outbound.to {
            Destination::Channel(channel) => format!("#{channel}"),
            Destination::Thread { thread, .. } => format!("thread {thread}"),
            Destination::Account(account) => account.clone(),
            other => format!("{other:?}"),
        };
        let mut said: Vec<_> =
            self.chat.messages().into_iter().map(|(outbound, _)| (place(&outbound), outbound.text)).collect();
        said.sort();
        said
    }
}

#[tokio::test]
async fn a_proposal_is_told_once_in_its_channels_in_their_languages() {
    let world = world().await;
    let now = world.now();
    world.proposal(7, "Filtrer l'eau", now, now + 86_400).await;
    world.news().await;
    assert!(world.said().is_empty(), "not in the first minute: the chain may take it back");
    world.pass_with_blocks(61).await;
    world.news().await;
    let said = world.said();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].0, "#C1");
    assert!(said[0].1.contains("Nouvelle proposition : « Filtrer l'eau »"), "{said:?}");
    let address = format!("https://palabre.example/c/demo/proposals/members/{}", hex(word(7)));
    assert!(said[0].1.ends_with(&address), "{said:?}");
    world.pass_with_blocks(60).await;
    world.news().await;
    world.restarted().await.tell_news().await.unwrap();
    world.news().await;
    assert!(world.said().is_empty(), "once");
}

#[tokio::test]
async fn a_vote_that_ends_soon_is_told_only_to_those_who_can_vote_and_have_not() {
    let world = world().await;
    let now = world.now();
    world.proposal(7, "Eau", now, now + 86_400).await;
    world.member(4, 0).await;
    world.desk.link("chat", "u4", 4);
    world.run(sql::query("UPDATE members SET unit_since = $1 WHERE member_id = 4").bind(now as i64 + 10)).await;
    world.pass_with_blocks(100).await;
    world.news().await;
    world.said();
    world.votes(7, 1).await;
    world.pass_with_blocks(86_400 - 100 - 7_200 - 1).await;
    world.news().await;
    assert!(world.said().is_empty(), "not yet");
    world.pass_with_blocks(2).await;
    world.news().await;
    let said = world.said();
    assert_eq!(
        said.len(),
        1,
        "member 1 voted, 3 has no account, 4 joined too late, channels are not bothered: {said:?}"
    );
    assert_eq!(said[0].0, "u2");
    assert!(said[0].1.contains("se termine le"), "{said:?}");
    world.pass_with_blocks(1_000).await;
    world.news().await;
    assert!(world.said().is_empty(), "once");
}

#[tokio::test]
async fn a_result_is_told_when_no_ballot_can_come_any_more() {
    let world = world().await;
    let now = world.now();
    world.proposal(7, "Eau", now, now + 3_600).await;
    for member in 1..=2 {
        world.votes(7, member).await;
    }
    world.pass_with_blocks(3_600).await;
    world.news().await;
    world.said();
    world.pass(100);
    world.news().await;
    assert!(world.said().is_empty(), "the mirror has no block after the end");
    world.pass_with_blocks(1).await;
    world.news().await;
    let said = world.said();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].1.contains("est adoptée : 100 % pour, 2 bulletins"), "{said:?}");
    let wiki = world.wiki.heard();
    assert!(wiki.len() == 1 && wiki[0].contains("is adopted"), "{wiki:?}");
}

#[tokio::test]
async fn people_choose_what_they_are_told_where_and_in_which_language() {
    let world = world().await;
    world.desk.link("wiki", "w1", 1);
    let wish = |channel: Option<&str>, wants| Preferences {
        language: Some(Tongue::En),
        channel: channel.map(str::to_owned),
        wants,
    };
    world.care.prefer(&slug(), id(1), &wish(Some("wiki"), Wants::All)).await.unwrap();
    world.care.prefer(&slug(), id(2), &wish(None, Wants::Nothing)).await.unwrap();
    assert_eq!(world.care.preferences(&slug(), id(1)).await.unwrap(), wish(Some("wiki"), Wants::All));
    let refused = world.care.prefer(&slug(), id(2), &wish(Some("fax"), Wants::All)).await.unwrap_err();
    assert_eq!(refused.code(), "invalid_request");
    let now = world.now();
    world.proposal(7, "Eau", now, now + 86_400).await;
    world.pass_with_blocks(100).await;
    world.news().await;
    let wiki = world.wiki.messages();
    assert_eq!(wiki.len(), 1);
    assert_eq!(wiki[0].0.to, Destination::Account("w1".to_owned()));
    assert!(wiki[0].0.text.starts_with("New proposal"), "{wiki:?}");
    world.said();
    world.pass_with_blocks(86_400 - 7_000).await;
    world.news().await;
    assert!(world.said().is_empty(), "member 2 wants nothing");
    assert_eq!(world.wiki.heard().len(), 1, "member 1 has not voted");
    world.care.forget_preferences(&slug(), id(1)).await.unwrap();
    assert_eq!(world.care.preferences(&slug(), id(1)).await.unwrap(), Preferences::default());
}

#[tokio::test]
async fn a_new_charter_waits_for_those_who_have_not_accepted_it() {
    let world = world().await;
    charter(&world.store, 2, world.now()).await;
    world.run(sql::query("UPDATE members SET charter_version = 2 WHERE member_id = 1")).await;
    world.pass_with_blocks(100).await;
    world.news().await;
    let said = world.said();
    assert_eq!(said.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["#C1", "u2"], "{said:?}");
}

#[tokio::test]
async fn a_final_epoch_is_told_to_all_and_shares_to_those_who_have_one() {
    let world = world().await;
    // Epoch 4 becomes final 30,000 seconds after its end; member 2 has been paid already.
    for member in 1..=3i64 {
        let query = sql::query("INSERT INTO member_epochs VALUES ('demo', 4, $1, 0, $2, 1)");
        world.run(query.bind(member).bind(20i64)).await;
        let query = sql::query("INSERT INTO contributions VALUES ('demo', 1, $1, 4, 1, $1, $1, 0, 20, 0, 0, 0)");
        world.run(query.bind(member)).await;
    }
    let batch = sql::query("INSERT INTO batches VALUES ('demo', 1, 4, 1, 1, $1, '[\"1\"]', 3, 60, $1, 1, 1, 0)");
    world.run(batch.bind(word(1).to_vec())).await;
    let token = vec![0u8; 20];
    world.run(sql::query("INSERT INTO tokens VALUES ('demo', $1, 1, $2)").bind(token.clone()).bind(amount(0))).await;
    let pool = sql::query("INSERT INTO pools VALUES ('demo', $1, 4, $2, $3, $3, 1, 0)").bind(token.clone());
    world.run(pool.bind(amount(3_000)).bind(amount(0))).await;
    let paid = sql::query("INSERT INTO claims VALUES ('demo', $1, 4, 2, $2, $3, $4, $5, 50, 0)").bind(token);
    world.run(paid.bind(vec![1u8; 20]).bind(amount(1)).bind(word(9).to_vec()).bind(START as i64)).await;
    world.news().await;
    assert!(world.said().is_empty(), "not final yet");
    world.pass_with_blocks(GENESIS + 5 * LENGTH + 3 * LENGTH / 10 + 61 - START).await;
    world.news().await;
    let said = world.said();
    assert_eq!(said.iter().map(|(place, _)| place.as_str()).collect::<Vec<_>>(), ["#C1", "u1"], "{said:?}");
    assert!(said[0].1.contains("L'époque 4 est close : 3 contributions de 3 membres"), "{said:?}");
    assert!(said[1].1.contains("Votre part de l'époque 4 est prête"), "{said:?}");
}

#[tokio::test]
async fn the_thread_where_a_proposal_began_hears_of_it() {
    let world = world().await;
    let now = world.now();
    let from = |thread: &str, language| Discussion {
        source: "chat".to_owned(),
        channel: "C9".to_owned(),
        thread: thread.to_owned(),
        language,
    };
    world.proposal(7, "Eau", now, now + 3_600).await;
    world.care.tie(&slug(), &from("m1", Tongue::En), Electorate::Members, B256::from(word(7))).await.unwrap();
    world.pass_with_blocks(100).await;
    world.news().await;
    let said = world.said();
    assert_eq!(said[1].0, "thread m1", "{said:?}");
    assert!(said[1].1.starts_with("New proposal"), "{said:?}");
}

#[tokio::test]
async fn a_draft_from_a_thread_is_known_as_a_proposal_once_somebody_put_it_forward() {
    let world = world().await;
    let (draft, intent, now) = (word(50).to_vec(), word(51).to_vec(), world.now());
    let query = sql::query("INSERT INTO drafts VALUES ($1, 'demo', $2, '', 'members', 'x', '', '{}', 1, 1, 1, NULL)");
    world.run(query.bind(draft.clone()).bind(word(1).to_vec())).await;
    let query = sql::query("INSERT INTO proposal_threads VALUES ('demo', 'chat', 'C9', 'm1', $1, NULL, NULL, 'fr', 1)");
    world.run(query.bind(draft.clone())).await;
    world.proposal(7, "Eau", now, now + 3_600).await;
    world.news().await;
    let threads = async || world.care.threads_of(&slug(), Electorate::Members, B256::from(word(7))).await.unwrap();
    assert!(threads().await.is_empty());
    let query = sql::query(
        "INSERT INTO intents VALUES ($1, $1, $2, 31337, 'demo', 'propose', '', $2, $2, 'mined', NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, 1, 1)",
    );
    world.run(query.bind(intent.clone()).bind(vec![1u8; 20])).await;
    let query = sql::query("INSERT INTO intent_transactions VALUES ($1, $2, 1, $1, '1', '1', 1)");
    world.run(query.bind(word(7).to_vec()).bind(intent.clone())).await;
    world.run(sql::query("UPDATE drafts SET proposed_by = $1").bind(intent)).await;
    world.pass_with_blocks(100).await;
    world.news().await;
    assert_eq!(threads().await.len(), 1);
    assert!(world.said().iter().any(|(place, _)| place == "thread m1"));
}

#[tokio::test]
async fn what_happened_before_the_tools_were_connected_is_not_told() {
    let world = World::with(SETTINGS).await;
    let now = world.now();
    world.proposal(7, "Eau", now, now + 86_400).await;
    world.pass_with_blocks(100).await;
    world.news().await;
    world.pass_with_blocks(100).await;
    world.news().await;
    assert!(world.said().is_empty());
}

#[tokio::test]
async fn a_stop_between_the_mark_and_the_letters_is_no_moment_at_all() {
    let world = world().await;
    let now = world.now();
    world.proposal(7, "Eau", now, now + 86_400).await;
    world.pass_with_blocks(100).await;
    // What cannot be written takes the mark back with it.
    world.run(sql::query("ALTER TABLE outbox RENAME TO outbox_away")).await;
    assert!(world.care.tell_news().await.is_err());
    world.run(sql::query("ALTER TABLE outbox_away RENAME TO outbox")).await;
    world.news().await;
    assert_eq!(world.said().len(), 1);
}

#[tokio::test]
async fn a_mirror_that_is_behind_tells_nothing() {
    let world = world().await;
    let now = world.now();
    world.proposal(7, "Eau", now, now + 86_400).await;
    world.pass_with_blocks(100).await;
    world.indexing.send_modify(|status| status.head = Some(100_000));
    assert_eq!(world.care.tell_news().await.unwrap(), 0);
}
