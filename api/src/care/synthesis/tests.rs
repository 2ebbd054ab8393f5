use super::*;
use crate::{
    activity::ActivityKind,
    care::testing::{World, id, slug},
    connectors::{Destination, Said, Thread, command::Tongue},
};

const SETTINGS: &str = r#"
[[care]]
community = "demo"
language = "fr"

[care.synthesis]
wiki = "wiki"
title = "Synthèse/{date} {topic}"
template = "Synthèse"
parameters = { fil = "{thread}" }
categories = ["Synthèses"]
"#;

async fn world() -> World {
    let world = World::with(SETTINGS).await;
    world.member(1, 4).await;
    world.desk.link("chat", "u9", 1);
    let said = |number: u64, text: &str| {
        let said =
            Said { id: format!("m{number}"), account: format!("u{number}"), at: 1_700_000_000, text: text.into() };
        (said, Some(format!("Nom {number}")))
    };
    world.chat.talks(Thread::collect("C1:m1", vec![said(1, "Filtrer l'eau ?"), said(2, "Oui, au sable")], false));
    world
}

fn from() -> Discussion {
    Discussion { source: "chat".into(), channel: "C1".into(), thread: "m1".into(), language: Tongue::Fr }
}

fn written(body: &str) -> Written {
    Written { title: "Synthèse/Eau".into(), body: body.into(), categories: vec!["Eau".into()] }
}

impl World {
    async fn draft(&self) -> Synthesis {
        self.care.summarise(&slug(), &from(), "", Some("u1")).await.unwrap()
    }

    async fn write(&self, row: &Synthesis, body: &str) -> Synthesis {
        self.care.write_synthesis(&slug(), &row.id, row.version, id(1), &written(body)).await.unwrap()
    }

    async fn publish(&self, row: &Synthesis) -> Result<Synthesis, ApiError> {
        self.care.publish_synthesis(&slug(), &row.id, row.version, id(1)).await
    }

    async fn again(&self, row: &Synthesis) -> Synthesis {
        self.care.synthesis(&slug(), &row.id).await.unwrap()
    }

    async fn told_back(&self) -> Vec<String> {
        self.care.outbox().deliver_due().await.unwrap();
        self.chat.heard()
    }
}

#[tokio::test]
async fn a_discussion_becomes_a_page_a_link_and_a_contribution() {
    let world = world().await;
    let draft = world.draft().await;
    assert_eq!(draft.title, "Synthèse/2023-11-14 Filtrer l'eau ?");
    assert!(draft.body.contains("* '''Nom 2''': <nowiki>Oui, au sable</nowiki>"), "{}", draft.body);
    assert_eq!(world.draft().await.id, draft.id, "a discussion has one");
    let edited = world.write(&draft, "== En bref ==\nAu sable.").await;
    let done = world.publish(&edited).await.unwrap();
    assert_eq!((done.state, done.reported), (SynthesisState::Published, true));
    let (page, _) = world.wiki.page("Synthèse/Eau").unwrap();
    assert_eq!(page.template, Some(("Synthèse".into(), vec![("fil".into(), "C1:m1".into())])));
    assert_eq!((page.categories, page.text.as_str()), (vec!["Eau".to_owned()], "== En bref ==\nAu sable."));
    world.care.outbox().deliver_due().await.unwrap();
    let (outbound, _) = world.chat.messages().remove(0);
    assert_eq!(outbound.to, Destination::Thread { channel: "C1".into(), thread: "m1".into() });
    assert_eq!(outbound.text, "Cette discussion est résumée ici : https://wiki.example/Synthèse/Eau");
    let reported = world.desk.reported();
    assert_eq!((reported.len(), reported[0].kind), (1, ActivityKind::SynthesisPublished));
    let by = (reported[0].source.as_str(), reported[0].actor.as_deref());
    assert_eq!(by, ("chat", Some("u9")), "a member without an account on the wiki counts all the same");
}

#[tokio::test]
async fn the_contribution_is_that_of_the_account_on_the_wiki_and_ends_with_its_page() {
    let world = world().await;
    world.desk.link("wiki", "w1", 1);
    let draft = world.draft().await;
    let edited = world.write(&draft, "Texte").await;
    let done = world.publish(&edited).await.unwrap();
    let first = world.desk.reported().remove(0);
    let told = (first.source.as_str(), first.actor.as_deref(), first.object.as_str());
    assert_eq!(told, ("wiki", Some("w1"), done.page.as_deref().unwrap()), "deleting the page on the wiki undoes it");
    world.chat.heard();
    let gone = world.care.withdraw_synthesis(&slug(), &done.id, done.version, id(1)).await.unwrap();
    assert_eq!(gone.state, SynthesisState::Withdrawn);
    assert_eq!(world.wiki.page("Synthèse/Eau").unwrap().0.text, "Cette synthèse a été retirée.");
    let ends = world.desk.reported().into_iter().filter(|one| one.kind == ActivityKind::Delete);
    let last = ends.clone().find(|one| one.source == "wiki").unwrap();
    assert_eq!(last.supersedes, Some(first.external_id));
    assert_eq!(ends.count(), 2, "also in the chat, should it have counted there");
    assert!(world.told_back().await.iter().any(|text| text.contains("a été retirée")));
    assert_ne!(world.draft().await.id, gone.id, "the discussion can be written up anew");
}

#[tokio::test]
async fn nobody_writes_over_what_somebody_else_wrote_here() {
    let world = world().await;
    let draft = world.draft().await;
    let edited = world.write(&draft, "A").await;
    let late = world.care.write_synthesis(&slug(), &draft.id, draft.version, id(1), &written("B")).await.unwrap_err();
    assert_eq!(late.code(), "synthesis_moved");
    assert_eq!(world.publish(&draft).await.unwrap_err().code(), "synthesis_moved", "what was read is published");
    assert_eq!(world.again(&edited).await.body, "A");
}

#[tokio::test]
async fn nobody_writes_over_what_somebody_else_wrote_on_the_wiki() {
    let world = world().await;
    let draft = world.draft().await;
    let edited = world.write(&draft, "A").await;
    let done = world.publish(&edited).await.unwrap();
    world.wiki.edit("Synthèse/Eau", "A and more");
    let taken = world.care.withdraw_synthesis(&slug(), &done.id, done.version, id(1)).await.unwrap_err();
    assert_eq!(taken.code(), "page_changed");
    assert_eq!(world.again(&done).await.state, SynthesisState::Published);
    let edited = world.write(&world.again(&done).await, "B").await;
    assert_eq!(world.publish(&edited).await.unwrap_err().code(), "page_changed");
    let after = world.again(&done).await;
    assert_eq!((after.state, after.body.as_str()), (SynthesisState::Draft, "B"));
    assert!(after.error.unwrap().contains("another text"));
    assert_eq!(world.wiki.page("Synthèse/Eau").unwrap().0.text, "A and more");
}

#[tokio::test]
async fn a_page_that_is_there_already_is_not_taken_over() {
    let world = world().await;
    let other = world.draft().await;
    let edited = world.write(&other, "A").await;
    world.publish(&edited).await.unwrap();
    let elsewhere = Discussion { thread: "m9".into(), ..from() };
    let second = world.care.summarise(&slug(), &elsewhere, "", None).await.unwrap();
    let edited = world.write(&second, "B").await;
    assert_eq!(world.publish(&edited).await.unwrap_err().code(), "page_changed");
}

#[tokio::test]
async fn a_published_page_can_be_changed_and_counts_once() {
    let world = world().await;
    let draft = world.draft().await;
    let edited = world.write(&draft, "A").await;
    let done = world.publish(&edited).await.unwrap();
    let edited = world.write(&done, "A, corrected").await;
    let again = world.publish(&edited).await.unwrap();
    assert_eq!(world.wiki.page("Synthèse/Eau").unwrap().0.text, "A, corrected");
    assert_eq!((again.state, world.desk.reported().len()), (SynthesisState::Published, 1));
    let moved = Written { title: "Other".into(), ..written("A") };
    let refused = world.care.write_synthesis(&slug(), &again.id, again.version, id(1), &moved).await.unwrap_err();
    assert_eq!(refused.code(), "invalid_request");
}

#[tokio::test]
async fn a_wiki_that_is_away_gets_the_page_when_it_is_back() {
    let world = world().await;
    let draft = world.draft().await;
    let edited = world.write(&draft, "A").await;
    world.wiki.fails([Trouble::later("down"), Trouble::broken("the password was changed")]);
    let waiting = world.publish(&edited).await.unwrap();
    assert_eq!(waiting.state, SynthesisState::Publishing);
    assert!(waiting.error.unwrap().contains("down"));
    world.care.take_steps_of_syntheses().await.unwrap();
    assert_eq!(world.again(&edited).await.state, SynthesisState::Publishing, "not at once");
    for _ in 0..2 {
        world.pass(61);
        world.care.take_steps_of_syntheses().await.unwrap();
    }
    let done = world.again(&edited).await;
    assert_eq!((done.state, done.error), (SynthesisState::Published, None));
    assert_eq!(world.told_back().await.len(), 1);
}

#[tokio::test]
async fn a_stop_after_the_wiki_took_the_page_doubles_nothing() {
    let world = world().await;
    let draft = world.draft().await;
    let edited = world.write(&draft, "A").await;
    // The state as a process leaves it that is killed right after the wiki answered: the page is there, the row says
    // that it is on its way.
    let step = (SynthesisState::Draft, SynthesisState::Publishing);
    assert!(world.care.shelf().begin(&edited.id, edited.version, 1, step, world.now()).await.unwrap());
    let claimed = world.care.shelf().claim(None, world.now(), world.now() + steps::LEASE).await.unwrap().unwrap();
    let page = crate::connectors::Page {
        title: claimed.title.clone(),
        text: claimed.body.clone(),
        template: Some(("Synthèse".into(), vec![("fil".into(), "C1:m1".into())])),
        categories: claimed.categories.clone(),
        summary: String::new(),
        base: None,
    };
    use crate::connectors::Connector;
    world.wiki.publish(&page).await.unwrap();
    let restarted = world.restarted().await;
    restarted.take_steps_of_syntheses().await.unwrap();
    assert_eq!(world.again(&edited).await.state, SynthesisState::Publishing, "whoever took it may still be at it");
    world.pass(steps::LEASE + 1);
    restarted.take_steps_of_syntheses().await.unwrap();
    assert_eq!(world.again(&edited).await.state, SynthesisState::Published);
    assert_eq!(world.wiki.page("Synthèse/Eau").unwrap().1, 1, "one revision");
    assert_eq!((world.told_back().await.len(), world.desk.reported().len()), (1, 1));
}

#[tokio::test]
async fn the_work_of_a_documentalist_without_an_account_waits_for_the_link() {
    let world = world().await;
    world.desk.unlink("u9");
    let draft = world.draft().await;
    let edited = world.write(&draft, "A").await;
    let done = world.publish(&edited).await.unwrap();
    assert_eq!((done.state, done.reported), (SynthesisState::Published, false));
    assert!(world.again(&done).await.error.unwrap().contains("linked"));
    world.desk.link("wiki", "w1", 1);
    world.pass(61);
    world.care.take_steps_of_syntheses().await.unwrap();
    assert!(world.again(&done).await.reported);
    assert_eq!(world.desk.reported()[0].actor.as_deref(), Some("w1"));
}

#[tokio::test]
async fn a_review_that_is_away_hears_of_it_later() {
    let world = world().await;
    let draft = world.draft().await;
    let edited = world.write(&draft, "A").await;
    world.desk.away(true);
    let done = world.publish(&edited).await.unwrap();
    assert_eq!((done.state, done.reported), (SynthesisState::Published, false));
    world.desk.away(false);
    world.pass(61);
    world.care.take_steps_of_syntheses().await.unwrap();
    assert!(world.again(&done).await.reported);
    assert_eq!(world.desk.reported().len(), 1);
}

#[tokio::test]
async fn a_draft_that_is_thrown_away_keeps_nothing_of_what_was_said() {
    let world = world().await;
    let draft = world.draft().await;
    world.care.discard_synthesis(&slug(), &draft.id).await.unwrap();
    let gone = world.again(&draft).await;
    assert_eq!((gone.state, gone.body.as_str(), gone.collected), (SynthesisState::Discarded, "", None));
    assert_ne!(world.draft().await.id, draft.id);
    let published = world.write(&world.draft().await, "A").await;
    world.publish(&published).await.unwrap();
    let refused = world.care.discard_synthesis(&slug(), &published.id).await.unwrap_err();
    assert_eq!(refused.code(), "synthesis_published");
}

#[tokio::test]
async fn a_draft_that_nobody_cares_for_is_thrown_away_and_a_page_is_not() {
    let world = world().await;
    let draft = world.draft().await;
    let elsewhere = Discussion { thread: "m9".into(), ..from() };
    let other = world.care.summarise(&slug(), &elsewhere, "", None).await.unwrap();
    let edited = world.write(&other, "A").await;
    world.publish(&edited).await.unwrap();
    world.pass(90 * 86_400 + 1);
    world.care.take_steps_of_syntheses().await.unwrap();
    assert_eq!(world.again(&draft).await.state, SynthesisState::Discarded);
    assert_eq!(world.again(&other).await.state, SynthesisState::Published);
}

#[tokio::test]
async fn what_cannot_be_a_page_is_refused_before_the_wiki_is_asked() {
    let world = world().await;
    let draft = world.draft().await;
    let change = |title: &str, body: &str, category: &str| Written {
        title: title.into(),
        body: body.into(),
        categories: vec![category.into()],
    };
    for wrong in [
        change("a|b", "x", "c"),
        change("", "x", "c"),
        change("a", " \n", "c"),
        change("a", "x", "[[c]]"),
        change("/a", "x", "c"),
    ] {
        let refused = world.care.write_synthesis(&slug(), &draft.id, 1, id(1), &wrong).await.unwrap_err();
        assert_eq!(refused.code(), "invalid_request", "{wrong:?}");
    }
}

#[tokio::test]
async fn a_thread_that_cannot_be_read_makes_no_draft() {
    let world = world().await;
    world.chat.fails([Trouble::later("down")]);
    let refused = world.care.summarise(&slug(), &from(), "", None).await.unwrap_err();
    assert_eq!(refused.code(), "tool_unavailable");
    assert!(world.care.syntheses(&slug(), None, 10).await.unwrap().is_empty());
}
