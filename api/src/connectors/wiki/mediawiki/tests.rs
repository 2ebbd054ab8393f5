use proptest::prelude::*;
use serde_json::{Value, json};

use super::{changes::Reader, logs::Names, *};
use crate::{
    activity::{ActivityKind, ReviewState},
    connectors::testing::{Script, any_json},
};

fn settings() -> Settings {
    Settings {
        source: "wiki".to_owned(),
        api: Url::parse("http://127.0.0.1:8081/api.php").unwrap(),
        login: "Palabre@service".to_owned(),
        password: Secret::new("pw"),
        groups: BTreeMap::from([
            ("documentalist".to_owned(), "doc".to_owned()),
            ("reviewer".to_owned(), "rev".to_owned()),
        ]),
        namespaces: Settings::NAMESPACES.into(),
        link_page: Settings::LINK_PAGE.to_owned(),
    }
}

fn login() -> Vec<(u16, Value)> {
    vec![
        (200, json!({ "query": { "tokens": { "logintoken": "L+\\" } } })),
        (200, json!({ "login": { "result": "Success", "lguserid": 3, "lgusername": "Palabre" } })),
    ]
}

fn wiki(answers: impl IntoIterator<Item = (u16, Value)>) -> (MediaWiki, Arc<Script>) {
    let script = Arc::new(Script::new(login().into_iter().chain(answers)));
    (MediaWiki::new(settings(), script.clone()), script)
}

fn row() -> Value {
    json!({
        "type": "edit", "ns": 0, "title": "Atelier", "pageid": 7, "revid": 12, "old_revid": 11, "rcid": 30, "user": "Ada",
        "userid": 4, "bot": false, "new": false, "minor": false, "oldlen": 100, "newlen": 90, "patrolled": false,
        "unpatrolled": true, "autopatrolled": false, "tags": [], "timestamp": "2023-11-14T22:13:20Z",
    })
}

fn with(changes: Value) -> Value {
    let mut row = row();
    for (name, value) in changes.as_object().unwrap() {
        row[name] = value.clone();
    }
    row
}

fn read(row: &Value) -> Result<Activity, &'static str> {
    Reader { settings: &settings(), own: Some("3"), received_at: 9 }.change(row)
}

#[test]
fn an_edit_is_keyed_by_ids_and_measured_in_bytes() {
    let edit = read(&row()).unwrap();
    assert_eq!(
        (edit.external_id.as_str(), edit.object.as_str(), edit.parent.as_deref()),
        ("rev:12", "page:7", Some("rev:11"))
    );
    assert_eq!((edit.kind, edit.size, edit.review_state), (ActivityKind::PageEdited, -10, ReviewState::Pending));
    assert_eq!(
        (edit.actor.as_deref(), edit.actor_name.as_deref(), edit.occurred_at),
        (Some("4"), Some("Ada"), 1_700_000_000)
    );
}

#[test]
fn kinds_and_reviews_of_changes_are_told_apart() {
    let kind = |changes| read(&with(changes)).map(|read| read.kind);
    assert_eq!(kind(json!({ "type": "new", "old_revid": 0 })), Ok(ActivityKind::PageCreated));
    assert_eq!(kind(json!({ "minor": true })), Ok(ActivityKind::PageEditedMinor));
    assert_eq!(kind(json!({ "ns": 1 })), Ok(ActivityKind::Comment));
    for tag in ["mw-undo", "mw-rollback", "mw-manual-revert"] {
        assert_eq!(kind(json!({ "tags": [tag] })), Ok(ActivityKind::PageReverted));
    }
    assert!(
        kind(json!({ "ns": 2 })).is_err()
            && kind(json!({ "bot": true })).is_err()
            && kind(json!({ "userid": 3 })).is_err()
    );
    let review = |changes| read(&with(changes)).unwrap().review_state;
    assert_eq!(review(json!({ "patrolled": true, "unpatrolled": false })), ReviewState::Approved);
    assert_eq!(review(json!({ "patrolled": true, "autopatrolled": true })), ReviewState::AutoApproved);
    assert_eq!(review(json!({ "tags": ["mw-reverted"] })), ReviewState::Rejected);
    assert_eq!(review(json!({ "patrolled": null, "unpatrolled": null })), ReviewState::Unreviewed);
}

#[test]
fn nobody_is_kept_of_an_anonymous_edit() {
    let edit = read(&with(json!({ "user": "192.0.2.7", "userid": 0, "anon": true }))).unwrap();
    assert_eq!((edit.actor, edit.actor_name), (None, None));
}

#[test]
fn logs_are_read_by_the_page_they_were_about() {
    let entry = |changes: Value| {
        let mut row = json!({ "logid": 5, "ns": 0, "title": "Atelier", "pageid": 0, "logpage": 7, "params": {}, "type": "delete", "action": "delete", "user": "Eve", "userid": 9, "timestamp": "2023-11-14T22:13:20Z", "tags": [] });
        for (name, value) in changes.as_object().unwrap() {
            row[name] = value.clone();
        }
        Reader { settings: &settings(), own: Some("3"), received_at: 9 }
            .entry(&row, &Names::from([("Ada".to_owned(), "4".to_owned())]))
    };
    let gone = entry(json!({})).unwrap();
    assert_eq!(
        (gone.kind, gone.object.as_str(), gone.external_id.as_str()),
        (ActivityKind::PageDeleted, "page:7", "log:5")
    );
    assert_eq!(entry(json!({ "action": "restore" })).unwrap().kind, ActivityKind::PageRestored);
    assert!(entry(json!({ "action": "revision" })).is_err());
    assert_eq!(entry(json!({ "type": "move", "action": "move_redir" })).unwrap().kind, ActivityKind::PageMoved);
    let patrol =
        entry(json!({ "type": "patrol", "action": "patrol", "params": { "curid": 12, "auto": false } })).unwrap();
    assert_eq!((patrol.kind, patrol.object.as_str()), (ActivityKind::PagePatrolled, "rev:12"));
    assert!(entry(json!({ "type": "patrol", "action": "autopatrol" })).is_err());
    let rights = entry(json!({ "type": "rights", "action": "rights", "title": "Benutzer:Ada", "ns": 2, "logpage": 0, "params": { "oldgroups": [], "newgroups": ["doc"] } })).unwrap();
    assert_eq!((rights.object.as_str(), rights.others[0].account.as_str(), rights.size), ("user:4", "4", 1));
    let made = entry(json!({ "type": "newusers", "action": "create2", "title": "User:Bo", "params": { "userid": 8 } }))
        .unwrap();
    assert_eq!((made.actor.as_deref(), made.others[0].account.as_str()), (Some("8"), "9"));
}

#[tokio::test]
async fn an_overlapping_list_is_told_once_and_a_late_tag_is_told_when_it_comes() {
    let rows = |tags: Value| (200, json!({ "query": { "recentchanges": [with(json!({ "tags": tags }))] } }));
    let logs = || (200, json!({ "query": { "logevents": [] } }));
    let (wiki, script) = wiki([
        rows(json!([])),
        logs(),
        rows(json!([])),
        logs(),
        rows(json!(["mw-reverted"])),
        logs(),
        rows(json!(["mw-reverted"])),
        logs(),
    ]);
    let first = wiki.poll(None, 1_700_000_100).await.unwrap();
    assert_eq!(first.activities.len(), 1);
    let second = wiki.poll(Some(&first.cursor), 1_700_000_200).await.unwrap();
    assert_eq!(second.activities, []);
    let third = wiki.poll(Some(&second.cursor), 1_700_000_300).await.unwrap();
    assert_eq!(third.activities.len(), 1);
    assert_eq!(
        (third.activities[0].kind, third.activities[0].supersedes.as_deref()),
        (ActivityKind::PageReverted, Some("rev:12"))
    );
    assert_eq!(wiki.poll(Some(&third.cursor), 1_700_000_400).await.unwrap().activities, []);
    // Ten minutes before the latest row, by the clock of the wiki.
    assert!(script.asked()[4].1.contains("rcstart=2023-11-14T22%3A03%3A20Z"), "{:?}", script.asked()[4]);
}

#[tokio::test]
async fn a_worn_out_token_is_renewed_once_and_a_lost_session_logs_in_again() {
    let complain = |code: &str| (200, json!({ "error": { "code": code, "info": "x" } }));
    let token = |token: &str| (200, json!({ "query": { "tokens": { "csrftoken": token } } }));
    let (wiki_1, script) =
        wiki([token("old"), complain("badtoken"), token("new"), (200, json!({ "edit": { "result": "Success" } }))]);
    wiki_1.act("csrf", &[("action", "edit")]).await.unwrap();
    assert!(script.asked().last().unwrap().2.contains("token=new"));
    let (twice, _) = wiki([token("old"), complain("badtoken"), token("new"), complain("badtoken")]);
    assert!(matches!(twice.act("csrf", &[("action", "edit")]).await, Err(Trouble::Broken { .. })));
    let mut lost = vec![complain("assertuserfailed")];
    lost.extend(login());
    lost.push((200, json!({ "query": {} })));
    assert!(wiki(lost).0.query(&[("action", "query")]).await.is_ok());
}

#[tokio::test]
async fn a_wiki_that_lags_is_waited_for() {
    let script = Script::new(
        login().into_iter().chain([(503, json!({ "error": { "code": "maxlag", "info": "7 seconds lagged" } }))]),
    );
    let wiki = MediaWiki::new(settings(), Arc::new(script.with("retry-after", "5")));
    assert!(matches!(wiki.query(&[("action", "query")]).await, Err(Trouble::Later { after: Some(5), .. })));
}

#[tokio::test]
async fn a_link_page_counts_only_if_its_owner_wrote_it_last() {
    let user = (200, json!({ "query": { "users": [{ "userid": 4, "name": "Ada" }] } }));
    let page = |editor: u64| {
        (
            200,
            json!({ "query": { "pages": [{ "revisions": [{ "userid": editor, "slots": { "main": { "content": "{}" } } }] }] } }),
        )
    };
    let proved = wiki([user.clone(), page(4)]).0.prove("ada").await.unwrap();
    assert_eq!((proved.account.as_str(), proved.statement.as_deref()), ("4", Some("{}")));
    assert!(wiki([user.clone(), page(1)]).0.prove("Ada").await.is_err());
    assert!(wiki([user, (200, json!({ "query": { "pages": [{ "missing": true }] } }))]).0.prove("Ada").await.is_err());
    for name in ["", "Ada/palabre.json", "Ada|Bo", "Ada#x"] {
        assert!(wiki([]).0.prove(name).await.is_err(), "{name}");
    }
}

#[tokio::test]
async fn a_group_that_the_wiki_ignores_is_told() {
    let user = (200, json!({ "query": { "users": [{ "userid": 4, "name": "Ada", "groups": ["user", "rev"] }] } }));
    let token = (200, json!({ "query": { "tokens": { "userrightstoken": "t" } } }));
    let done = (200, json!({ "userrights": { "added": [], "removed": ["rev"] } }));
    let (wiki, script) = wiki([user, token, done]);
    let change =
        wiki.set_roles("4", &BTreeSet::from(["documentalist".to_owned(), "guardian".to_owned()])).await.unwrap();
    assert_eq!(change.removed, BTreeSet::from(["reviewer".to_owned()]));
    assert_eq!(change.refused.iter().map(|(role, _)| role.as_str()).collect::<Vec<_>>(), ["guardian", "documentalist"]);
    assert!(script.asked().last().unwrap().2.contains("userid=4&add=doc&remove=rev"), "{:?}", script.asked());
}

const VOCABULARY: &[&str] = &[
    "type",
    "edit",
    "new",
    "ns",
    "pageid",
    "revid",
    "userid",
    "user",
    "tags",
    "mw-undo",
    "mw-reverted",
    "timestamp",
    "2023-11-14T22:13:20Z",
    "delete",
    "rights",
    "patrol",
    "params",
    "curid",
    "newgroups",
    "oldgroups",
    "title",
    "User:Ada",
];

proptest! {
    #[test]
    fn no_row_makes_the_reader_stumble(field in prop::sample::select(VOCABULARY), value in any_json(VOCABULARY), whole in any_json(VOCABULARY)) {
        let settings = settings();
        let reader = Reader { settings: &settings, own: Some("3"), received_at: 9 };
        let mut row = row();
        row[field] = value.clone();
        let names = Names::from([("Ada".to_owned(), "4".to_owned())]);
        for row in [row, whole] {
            let _ = reader.change(&row);
            let _ = reader.undone(&row);
            for log in ["delete", "move", "rights", "patrol", "newusers", "upload"] {
                let mut row = row.clone();
                if row.is_object() {
                    row["type"] = log.into();
                    row["action"] = log.into();
                    row["params"] = value.clone();
                }
                let _ = reader.entry(&row, &names);
            }
        }
    }
}
