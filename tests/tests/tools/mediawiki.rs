//! MediaWiki: what five people do to forty pages, told exactly; groups, pages and links.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
    sync::Arc,
};

use palabre_api::{
    activity::{Activity, ActivityKind, ReviewState},
    connectors::{Connector, Destination, Key, Outbound, Page, Secret, Trouble, wiki::mediawiki},
};

use super::{facts, now, wiki_people::Person};

type Facts = BTreeMap<String, String>;

fn connector(facts: &Facts) -> Arc<mediawiki::MediaWiki> {
    let settings = mediawiki::Settings {
        source: "wiki".to_owned(),
        api: url::Url::parse(&facts["API"]).unwrap(),
        login: facts["BOT_LOGIN"].clone(),
        password: Secret::new(&facts["BOT_PASSWORD"]),
        groups: BTreeMap::from([
            ("documentalist".to_owned(), "documentalist".to_owned()),
            ("moderator".to_owned(), "moderator".to_owned()),
            ("guardian".to_owned(), "sysop".to_owned()),
        ]),
        namespaces: mediawiki::Settings::NAMESPACES.into(),
        link_page: mediawiki::Settings::LINK_PAGE.to_owned(),
    };
    Arc::new(mediawiki::MediaWiki::new(settings, super::http()))
}

async fn log_in(facts: &Facts, name: &str) -> Person {
    Person::log_in(&facts["API"], name, &facts["PASSWORD"]).await
}

/// Runs the wiki's jobs: among them those that tag undone edits.
pub(crate) fn run_jobs(facts: &Facts) {
    let script = ["/usr/share/mediawiki/maintenance/runJobs.php", "--quiet", "--conf", &facts["CONFIG"]];
    assert!(Command::new("php").args(script).status().unwrap().success());
}

/// Reads on to the end.
async fn poll_all(connector: &dyn Connector, cursor: &mut Option<String>) -> Vec<Activity> {
    let mut found = Vec::new();
    loop {
        let polled = connector.poll(cursor.as_deref(), now()).await.unwrap();
        found.extend(polled.activities);
        *cursor = Some(polled.cursor);
        if !polled.more {
            return found;
        }
    }
}

/// What is expected of an activity: kind, actor, object.
type Expected = BTreeMap<String, (ActivityKind, Option<String>, String)>;

fn told(found: &[Activity]) -> Expected {
    let row = |one: &Activity| (one.external_id.clone(), (one.kind, one.actor.clone(), one.object.clone()));
    found.iter().map(row).collect()
}

/// Logs have no ids that could be known beforehand: they are compared by what they say.
fn without_log_ids(expected: &Expected) -> Vec<(String, ActivityKind, Option<String>, String)> {
    let id = |id: &str| if id.starts_with("log:") { "log".to_owned() } else { id.to_owned() };
    let mut rows: Vec<_> =
        expected.iter().map(|(key, (kind, actor, object))| (id(key), *kind, actor.clone(), object.clone())).collect();
    rows.sort();
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_edits_by_five_people_are_told_exactly() {
    let facts = facts("MEDIAWIKI");
    let wiki = connector(&facts);
    let mut cursor = None;
    let before = poll_all(wiki.as_ref(), &mut cursor).await;
    let joined = before.iter().filter(|one| one.kind == ActivityKind::MemberJoined).count();
    assert!(joined >= 5, "the accounts of five people were made: {before:?}");

    let names = ["Ada", "Bo", "Cy", "Di", "Eve"];
    let people = futures::future::join_all(names.map(|name| log_in(&facts, name))).await;
    let admin = log_in(&facts, "Admin").await;
    // A role makes Bo one who may look over other people's edits.
    let bo = &people[1];
    wiki.set_roles(&bo.id, &BTreeSet::from(["documentalist".to_owned()])).await.unwrap();

    // Each creates 8 pages, and edits 24 times pages of the neighbour, all at the same time.
    let mut expected = Expected::new();
    let (made, edited) = first_edits(&people).await;
    expected
        .extend(made.iter().map(|(_, page, revision, who)| entry(*revision, ActivityKind::PageCreated, who, *page)));
    expected.extend(edited.iter().map(|(page, revision, who)| entry(*revision, ActivityKind::PageEdited, who, *page)));
    assert_eq!(expected.len(), 160);
    let place = cursor.clone();
    let first = poll_all(wiki.as_ref(), &mut cursor).await;
    assert_eq!((told(&first), first.len()), (expected.clone(), 160));
    // Killed before the position was stored: another process reads exactly the same again.
    let again = poll_all(connector(&facts).as_ref(), &mut place.clone()).await;
    assert_eq!(told(&again), expected);
    assert_eq!(poll_all(wiki.as_ref(), &mut cursor).await, [], "and what was stored is not told again");

    let mut expected = Expected::new();
    let undone = vandalism(&people, &made, &mut expected).await;
    for (title, page, ..) in &made[20..25] {
        admin.act("delete", &[("title", title), ("reason", "hors sujet")]).await;
        expected.insert(
            format!("log:delete:{page}"),
            (ActivityKind::PageDeleted, Some(admin.id.clone()), format!("page:{page}")),
        );
    }
    for (title, page, ..) in &made[30..35] {
        people[3].act("move", &[("from", title), ("to", &format!("{title} (déplacée)"))]).await;
        expected.insert(
            format!("log:move:{page}"),
            (ActivityKind::PageMoved, Some(people[3].id.clone()), format!("page:{page}")),
        );
    }
    let second = poll_all(wiki.as_ref(), &mut cursor).await;
    assert_eq!(without_log_ids(&told(&second)), without_log_ids(&expected));
    assert_eq!(second.len(), expected.len());

    let third = late_tags(&facts, wiki.as_ref(), &mut cursor, &undone).await;
    look_again(wiki.as_ref(), &made, &edited, &undone).await;
    println!("mediawiki: 200 edits, {} activities told, none missing, none twice", first.len() + second.len() + third);
}

/// The tag of undone edits comes from a job, after the reverts were looked over.
async fn late_tags(facts: &Facts, wiki: &dyn Connector, cursor: &mut Option<String>, undone: &[u64]) -> usize {
    run_jobs(facts);
    let third = poll_all(wiki, cursor).await;
    let reverted: BTreeSet<_> = third.iter().map(|one| one.supersedes.clone().unwrap()).collect();
    assert_eq!(reverted, undone.iter().map(|revision| format!("rev:{revision}")).collect());
    assert!(
        third.iter().all(|one| one.kind == ActivityKind::PageReverted && one.review_state == ReviewState::Rejected)
    );
    third.len()
}

fn entry(revision: u64, kind: ActivityKind, who: &str, page: u64) -> (String, (ActivityKind, Option<String>, String)) {
    (format!("rev:{revision}"), (kind, Some(who.to_owned()), format!("page:{page}")))
}

type Made = (String, u64, u64, String);

async fn first_edits(people: &[Person]) -> (Vec<Made>, Vec<(u64, u64, String)>) {
    let run = now();
    let made = futures::future::join_all(people.iter().enumerate().map(async |(number, person)| {
        let mut made = Vec::new();
        for turn in 0..8 {
            let title = format!("Atelier {run} {number}-{turn}");
            let (page, revision) = person.edit(&title, "== Synthèse ==\nPremier jet.").await;
            made.push((title, page, revision, person.id.clone()));
        }
        made
    }))
    .await
    .concat();
    let edited = futures::future::join_all(people.iter().enumerate().map(async |(number, person)| {
        let mut edited = Vec::new();
        for turn in 0..24 {
            let (title, page, ..) = &made[(number * 8 + 8 + turn / 3) % made.len()];
            let text = format!("== Synthèse ==\nTexte {turn} de la personne {number}, gardé.");
            edited.push((*page, person.edit(title, &text).await.1, person.id.clone()));
        }
        edited
    }))
    .await
    .concat();
    (made, edited)
}

/// Eve damages 20 pages, Ada undoes it, Bo looks over the reverts.
async fn vandalism(people: &[Person], made: &[Made], expected: &mut Expected) -> Vec<u64> {
    let (ada, bo, eve) = (&people[0], &people[1], &people[4]);
    let mut undone = Vec::new();
    for (title, page, ..) in &made[..20] {
        let (_, bad) = eve.edit(title, "VANDALISME").await;
        let repaired = ada.undo(title, bad).await;
        expected.extend([
            entry(bad, ActivityKind::PageEdited, &eve.id, *page),
            entry(repaired, ActivityKind::PageReverted, &ada.id, *page),
        ]);
        bo.patrol(repaired).await;
        expected.insert(
            format!("log:patrol:{repaired}"),
            (ActivityKind::PagePatrolled, Some(bo.id.clone()), format!("rev:{repaired}")),
        );
        undone.push(bad);
    }
    undone
}

/// Before something counts it is looked at again.
async fn look_again(wiki: &dyn Connector, made: &[Made], edited: &[(u64, u64, String)], undone: &[u64]) {
    let (deleted, kept) = (made[20].1, made[39].1);
    let lost = made[20].2;
    let objects = [
        format!("rev:{}", undone[0]),
        format!("rev:{lost}"),
        format!("page:{deleted}"),
        format!("page:{kept}"),
        format!("rev:{}", made[39].2),
    ];
    let found = wiki.recheck(&objects, now()).await.unwrap();
    let ids: BTreeSet<_> = found.iter().map(|one| (one.external_id.clone(), one.kind)).collect();
    let expected = [
        (format!("rev:{}:reverted", undone[0]), ActivityKind::PageReverted),
        (format!("rev:{lost}:gone"), ActivityKind::PageDeleted),
        (format!("page:{deleted}:gone"), ActivityKind::PageDeleted),
    ];
    assert_eq!(ids, expected.into());
    assert!(edited.iter().any(|(page, ..)| *page == kept));
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_put_people_into_groups_and_out_of_them() {
    let facts = facts("MEDIAWIKI");
    let wiki = connector(&facts);
    let fay = log_in(&facts, "Fay").await;
    let both = BTreeSet::from(["documentalist".to_owned(), "moderator".to_owned()]);
    // Whatever an earlier run left.
    wiki.set_roles(&fay.id, &BTreeSet::new()).await.unwrap();
    let change = wiki.set_roles(&fay.id, &both).await.unwrap();
    assert_eq!((change.added, change.refused), (both.clone(), vec![]));
    assert_eq!(wiki.set_roles(&fay.id, &both).await.unwrap().added, BTreeSet::new());
    assert_eq!(wiki.roles().await.unwrap().get(&fay.id), Some(&both));
    // Fay may do now what only moderators may.
    let (_, revision) = fay.edit(&format!("Groupes {}", now()), "x").await;
    let rights = fay.post(&[("action", "query"), ("meta", "userinfo"), ("uiprop", "groups|rights")]).await;
    assert!(rights.to_string().contains("\"delete\""), "{rights}");
    // A group that the wiki does not let the service give is told, not hidden.
    let refused =
        wiki.set_roles(&fay.id, &BTreeSet::from(["guardian".to_owned(), "moderator".to_owned()])).await.unwrap();
    assert_eq!(refused.removed, BTreeSet::from(["documentalist".to_owned()]));
    assert!(refused.refused[0].0 == "guardian" && refused.refused[0].1.contains("wgAddGroups"), "{refused:?}");
    wiki.set_roles(&fay.id, &BTreeSet::new()).await.unwrap();
    assert_eq!(wiki.roles().await.unwrap().get(&fay.id), None);
    assert!(matches!(wiki.set_roles("999999", &both).await, Err(Trouble::Refused { .. })));
    let standing = wiki.standing().await.unwrap();
    assert!(standing.missing.iter().all(|missing| missing.contains("sysop")), "{standing:?}");
    println!(
        "mediawiki: groups given and taken (revision {revision}), {} rights missing for sysop only",
        standing.missing.len()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_synthesis_is_published_once_and_never_over_other_peoples_work() {
    let facts = facts("MEDIAWIKI");
    let wiki = connector(&facts);
    let admin = log_in(&facts, "Admin").await;
    admin.edit("Template:Synthèse", "Fil : {{{fil|}}} <includeonly>[[Category:Avec modèle]]</includeonly>").await;
    let mut page = Page {
        title: format!("Synthèse {}", now()),
        text: "== Ce que nous savons ==\nDe l'eau.".to_owned(),
        template: Some(("Synthèse".to_owned(), vec![("fil".to_owned(), "a | b }} [[c]]".to_owned())])),
        categories: vec!["Synthèses".to_owned()],
        summary: "écrit par la documentaliste".to_owned(),
        base: None,
    };
    let made = wiki.publish(&page).await.unwrap();
    assert!(!made.already && made.url.starts_with("http://127.0.0.1"), "{made:?}");
    let again = wiki.publish(&page).await.unwrap();
    assert_eq!((again.already, &again.revision), (true, &made.revision));
    let shown = admin.post(&[("action", "parse"), ("page", &page.title), ("prop", "text|categories")]).await;
    assert!(shown.to_string().contains("a | b &#125;&#125; "), "the parameter is whole, and ends no template: {shown}");
    for category in ["Synthèses", "Avec_modèle"] {
        assert!(shown.to_string().contains(category), "{category}: {shown}");
    }
    // Somebody else writes into it: what was published before is no base any more.
    let (_, theirs) = admin.edit(&page.title, "réécrit").await;
    page.text.push_str("\nEt du vent.");
    page.base = Some(made.revision);
    assert!(matches!(wiki.publish(&page).await, Err(Trouble::Conflict { .. })));
    page.base = Some(theirs.to_string());
    assert!(!wiki.publish(&page).await.unwrap().already);
    page.title = "a|b".to_owned();
    assert!(matches!(wiki.publish(&page).await, Err(Trouble::Refused { .. })));
    println!("mediawiki: published {} with template and category", made.url);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_page_proves_its_owner_and_a_notice_reaches_a_discussion_page() {
    let facts = facts("MEDIAWIKI");
    let wiki = connector(&facts);
    let gil = log_in(&facts, "Gil").await;
    assert!(matches!(wiki.prove("Gil").await, Err(Trouble::Refused { .. })));
    gil.edit("User:Gil/palabre.json", r#"{"address":"0x11","signature":"0x22"}"#).await;
    let proved = wiki.prove("gil").await.unwrap();
    assert_eq!((&proved.account, proved.name.as_deref()), (&gil.id, Some("Gil")));
    assert!(proved.statement.unwrap().contains("0x11"));
    assert_eq!(wiki.account("Gil").await.unwrap(), gil.id);
    // An administrator of the interface can write it, and proves nothing by it.
    let admin = log_in(&facts, "Admin").await;
    admin.edit("User:Gil/palabre.json", r#"{"address":"0x99"}"#).await;
    assert!(wiki.prove("Gil").await.is_err());

    let notice = Outbound {
        to: Destination::Account(gil.id.clone()),
        text: "Vote ouvert : {{delete}} https://a.example/v?x=1&y=2\n~~~~ [[x]]".to_owned(),
    };
    let key = Key { id: "notice-1".to_owned(), tried_at: None };
    let first = wiki.tell(&notice, &key).await.unwrap();
    let again = wiki.tell(&notice, &key).await.unwrap();
    assert_eq!((first.already, again.already), (false, true));
    let shown = admin
        .post(&[("action", "parse"), ("page", "User talk:Gil"), ("prop", "text|templates|links|externallinks")])
        .await;
    assert_eq!(shown["parse"]["templates"], serde_json::json!([]), "{shown}");
    assert_eq!(shown["parse"]["externallinks"], serde_json::json!(["https://a.example/v?x=1&y=2"]));
    println!("mediawiki: linked and told");
}
