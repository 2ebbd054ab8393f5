//! The feed and the calendar, read by parsers of others.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use icalendar::parser::{Component, read_calendar, unfold};

use crate::{
    rows::{self, NOW},
    world::World,
};

async fn feed(world: &World, lang: &str) -> atom_syndication::Feed {
    let answer = world.get(&format!("/c/demo/feed.atom?lang={lang}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    assert!(answer.header("etag").starts_with("W/"));
    atom_syndication::Feed::read_from(answer.text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {}", answer.text))
}

#[tokio::test]
async fn the_feed_is_atom_in_both_languages() {
    let world = World::lived_in().await;
    let (french, english) = (feed(&world, "fr").await, feed(&world, "en").await);
    for (lang, feed) in [("fr", &french), ("en", &english)] {
        assert_eq!(feed.lang(), Some(lang));
        assert_eq!(feed.links().iter().filter(|link| link.rel() == "self").count(), 1);
        let ids: BTreeSet<&str> = feed.entries().iter().map(atom_syndication::Entry::id).collect();
        // Three proposals, two charters, two epochs that are final.
        assert_eq!((feed.entries().len(), ids.len()), (7, 7));
        let times: Vec<_> = feed.entries().iter().map(atom_syndication::Entry::updated).collect();
        assert!(times.is_sorted_by(|one, other| one >= other), "latest first");
        assert_eq!(feed.updated(), times[0]);
        for entry in feed.entries() {
            assert!(entry.id().starts_with("urn:palabre:31337:0x1515"), "{}", entry.id());
            assert!(entry.links()[0].href().starts_with("https://palabre.example/c/demo"), "{entry:?}");
            assert!(!entry.title().is_empty() && entry.summary().is_some_and(|text| !text.is_empty()), "{entry:?}");
        }
    }
    let title = |feed: &atom_syndication::Feed, id: &str| {
        let found = feed.entries().iter().find(|entry| entry.id().ends_with(id)).expect("an entry");
        found.title().as_str().to_owned()
    };
    assert_eq!(title(&english, ":epoch:2"), "Epoch 2 is final");
    assert_eq!(title(&french, ":epoch:2"), "L’époque 2 est définitive");
    let hostile = title(&english, "a01");
    assert_eq!(hostile, "Proposal: Raise <img src=x onerror=alert(1)>", "a text, not markup");
}

async fn calendar(world: &World, lang: &str) -> String {
    let answer = world.get(&format!("/c/demo/calendar.ics?lang={lang}")).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/calendar; charset=utf-8"));
    assert!(answer.text.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77));
    unfold(&answer.text)
}

fn field<'a>(component: &'a Component<'_>, name: &str) -> &'a str {
    let found = component.properties.iter().find(|property| property.name == name);
    found.unwrap_or_else(|| panic!("no {name} in {component:?}")).val.as_str()
}

#[tokio::test]
async fn the_calendar_has_every_deadline_in_both_languages() {
    let world = World::lived_in().await;
    for (lang, vote) in [("en", "Vote closes: Raise <img"), ("fr", "Fin du vote : Raise <img")] {
        let text = calendar(&world, lang).await;
        let calendar = read_calendar(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        for name in ["VERSION", "PRODID"] {
            assert_eq!(calendar.properties.iter().filter(|property| property.name == name).count(), 1, "{name}");
        }
        let events = &calendar.components;
        assert!(events.iter().all(|event| event.name == "VEVENT"));
        let uids: BTreeSet<&str> = events.iter().map(|event| field(event, "UID")).collect();
        assert_eq!(uids.len(), events.len(), "distinct for ever");
        for event in events {
            assert_eq!(field(event, "DTSTAMP").len(), "20231114T221320Z".len());
            assert!(field(event, "DTSTART") > field(event, "DTSTAMP"), "nothing that is over: {event:?}");
        }
        let of = |what: &str| events.iter().filter(|event| field(event, "UID").starts_with(what)).collect::<Vec<_>>();
        // One vote, all ends of the open epoch 5, and the money of epochs 1 and 2.
        assert_eq!((of("vote-").len(), of("epoch-5-").len(), of("claims-").len()), (1, 4, 2));
        assert!(field(of("vote-")[0], "SUMMARY").starts_with(vote), "{:?}", of("vote-"));
        assert_eq!(of("vote-")[0].components[0].name, "VALARM");
    }
}

#[tokio::test]
async fn a_vote_that_is_over_is_no_deadline() {
    let world = World::lived_in().await;
    assert!(calendar(&world, "en").await.contains("UID:vote-members-"));
    rows::end_votes(&world.store, NOW - 1).await;
    assert!(!calendar(&world, "en").await.contains("UID:vote-"));
}

#[tokio::test]
async fn pages_lead_to_both() {
    let world = World::lived_in().await;
    let page = world.page("/c/demo", "fr").await;
    for link in ["/c/demo/feed.atom?lang=fr", "/c/demo/calendar.ics?lang=fr"] {
        assert!(page.text.contains(link), "{link}");
    }
}
