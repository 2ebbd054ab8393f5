//! The review over HTTP: what waits, who says what, what becomes of it.

use axum::{body::Body, http::Method};
use palabre_api::{
    activity::{Activity, ActivityKind as A, Other, Part},
    review::testing::{self, act},
};
use serde_json::{Value, json};

use crate::{
    people::Who,
    rows::NOW,
    world::{Answer, World},
};

const DAY: u64 = 86_400;
const REVIEW: &str = "/api/v1/communities/demo/review";
/// Number of `Who::Member`, as `World::peopled` gives it; the others follow.
const MEMBER: u64 = 20;
const DOCUMENTALIST: u64 = 22;
const MODERATOR: u64 = 23;

/// The community of the tests with a wiki, and people who are signed in.
struct Desk {
    world: World,
}

impl Desk {
    async fn open(acts: &[Activity]) -> Self {
        let world = World::peopled().await;
        let pool = world.store.pool();
        for (account, name, member) in
            [("u1", "Ada <b>", MEMBER), ("u2", "Doc", DOCUMENTALIST), ("u3", "Mo", MODERATOR)]
        {
            testing::link(pool, "demo", ("wiki", account, name), member, NOW - 90 * DAY).await.expect("a link");
        }
        testing::store(pool, acts).await.expect("activities");
        Self { world }
    }

    async fn ask(&self, who: Who, method: Method, path: &str, body: Option<Value>) -> Answer {
        let mut headers = self.world.headers_of(who).await;
        if body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.world.send(method, path, &headers, body).await
    }

    async fn get(&self, who: Who, path: &str) -> Value {
        let answer = self.ask(who, Method::GET, path, None).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer.json()
    }

    async fn say(&self, who: Who, subject: &str, word: Value) -> Answer {
        self.ask(who, Method::POST, &format!("{REVIEW}/{subject}/words"), Some(word)).await
    }

    /// The contribution about an object, as somebody sees it.
    async fn about(&self, who: Who, object: &str) -> Value {
        let inbox = self.get(who, &format!("{REVIEW}?state=&source=wiki")).await;
        let items = inbox["topics"]
            .as_array()
            .expect("topics")
            .iter()
            .flat_map(|topic| topic["items"].as_array().expect("items").iter());
        let found: Vec<&Value> = items.filter(|item| item["object"] == object).collect();
        assert_eq!(found.len(), 1, "{object} in {inbox}");
        found[0].clone()
    }
}

fn page(object: &str, actor: &str) -> Activity {
    act("wiki", A::PageCreated, &format!("rev-{object}"), object, actor, NOW - 10 * DAY)
}

/// In an epoch whose work may still be linked.
fn lately(object: &str, actor: &str) -> Activity {
    act("wiki", A::PageCreated, &format!("rev-{object}"), object, actor, NOW - 2_500)
}

#[tokio::test]
async fn what_waits_is_shown_to_members_and_says_what_is_needed() {
    let desk = Desk::open(&[page("7", "u1"), lately("8", "x9")]).await;
    let seen = desk.about(Who::Documentalist, "7").await;
    assert_eq!((&seen["state"], &seen["kind"], &seen["lane"]), (&json!("proposed"), &json!("wiki_page"), &json!(0)));
    assert_eq!(
        seen["authors"][0]["person"],
        json!({ "member": 20, "source": "wiki", "account": "u1", "name": "Ada <b>" })
    );
    assert_eq!(
        seen["bands"],
        json!([{ "band": "S", "points": 3 }, { "band": "M", "points": 5 }, { "band": "L", "points": 8 }])
    );
    assert_eq!(seen["suggestion"], json!({ "band": "M", "basis": "size" }), "2,000 bytes");
    assert_eq!(seen["needs"], json!([{ "by": ["documentalist"], "count": 1, "have": 0, "confirmed": false }]));
    assert_eq!((&seen["can_confirm"], &seen["hurdle"]), (&json!(true), &Value::Null));
    assert_eq!(seen["acts"][0]["link"], "https://wiki.example/index.php?curid=7&diff=rev-7");
    assert!(seen["decision"]["fr"][0].as_str().expect("a sentence").starts_with("Politique version 1"));
    assert_eq!(desk.about(Who::Member, "7").await["hurdle"], "own_work");
    assert_eq!(desk.about(Who::Moderator, "7").await["hurdle"], "capacity");
    assert_eq!(desk.about(Who::Documentalist, "8").await["state"], "waiting", "nobody linked that account");
    let mine = desk.get(Who::Documentalist, &format!("{REVIEW}?mine=true")).await;
    assert_eq!(mine["topics"].as_array().map(Vec::len), Some(2));
    assert_eq!((&mine["counts"]["proposed"], &mine["policy"]["name"]), (&json!(1), &json!("open community")));
    let wrong = desk.ask(Who::Member, Method::GET, &format!("{REVIEW}?state=bogus"), None).await;
    assert_eq!((wrong.status.as_u16(), wrong.text.contains("`state`")), (400, true), "{}", wrong.text);
}

#[tokio::test]
async fn a_word_counts_until_it_is_taken_back() {
    let desk = Desk::open(&[page("7", "u1")]).await;
    let subject = desk.about(Who::Documentalist, "7").await["subject"].as_str().expect("a name").to_owned();
    let code = async |who: Who, word: Value| desk.say(who, &subject, word).await.json()["code"].clone();
    assert_eq!(code(Who::Documentalist, json!({ "verdict": "confirm" })).await, "band_needed");
    assert_eq!(code(Who::Documentalist, json!({ "verdict": "confirm", "band": "XL" })).await, "band_needed");
    assert_eq!(code(Who::Member, json!({ "verdict": "confirm", "band": "S" })).await, "own_work");
    assert_eq!(code(Who::Moderator, json!({ "verdict": "confirm", "band": "S" })).await, "capacity");
    assert_eq!(code(Who::Documentalist, json!({ "verdict": "undo" })).await, "nothing_said");
    assert_eq!(code(Who::Documentalist, json!({ "verdict": "refuse" })).await, "reason_needed");
    let told = desk.say(Who::Documentalist, &subject, json!({ "verdict": "confirm", "band": "M" })).await;
    assert_eq!(told.status, 200, "{}", told.text);
    let seen = told.json();
    assert_eq!((&seen["state"], &seen["ready"]), (&json!("confirmed"), &json!(true)), "{seen}");
    assert_eq!(seen["authors"][0]["points"], 5);
    assert_eq!(seen["words"][0]["mine"], true);
    // In the same second: the order in which it was said decides.
    let undone = desk.say(Who::Documentalist, &subject, json!({ "verdict": "undo" })).await.json();
    assert_eq!((&undone["state"], &undone["words"]), (&json!("proposed"), &json!([])));
    let again = desk.say(Who::Documentalist, &subject, json!({ "verdict": "confirm", "band": "S" })).await.json();
    assert_eq!((&again["state"], &again["authors"][0]["points"]), (&json!("confirmed"), &json!(3)));
    let refused =
        desk.say(Who::Moderator, &subject, json!({ "verdict": "refuse", "reason": " Copied. " })).await.json();
    assert_eq!(
        (&refused["state"], &refused["words"][1]["reason"]),
        (&json!("refused"), &json!("Copied.")),
        "{refused}"
    );
}

#[tokio::test]
async fn an_author_takes_their_own_work_back() {
    let desk = Desk::open(&[page("7", "u1")]).await;
    let subject = desk.about(Who::Member, "7").await["subject"].as_str().expect("a name").to_owned();
    let word = json!({ "verdict": "refuse", "reason": "It was not only me." });
    let seen = desk.say(Who::Member, &subject, word).await.json();
    assert_eq!(seen["state"], "withdrawn", "{seen}");
    assert_eq!(desk.say(Who::Documentalist, &subject, json!({ "verdict": "confirm", "band": "S" })).await.status, 409);
}

#[tokio::test]
async fn a_duplicate_is_worth_nothing_and_can_be_unmarked() {
    let desk = Desk::open(&[page("7", "u1"), lately("8", "x9")]).await;
    let name = async |object: &str| desk.about(Who::Documentalist, object).await["subject"].clone();
    let (one, other) = (name("7").await, name("8").await);
    let path = |of: &Value| format!("{REVIEW}/{}/duplicate", of.as_str().expect("a name"));
    let mark = async |who: Who, of: &Value, same_as: Value| {
        desk.ask(who, Method::POST, &path(of), Some(json!({ "same_as": same_as }))).await
    };
    assert_eq!(mark(Who::Member, &other, one.clone()).await.status, 403, "no steward, and their own work would stay");
    assert_eq!(mark(Who::Documentalist, &one, one.clone()).await.json()["code"], "no_original");
    let marked = mark(Who::Documentalist, &one, other.clone()).await.json();
    assert_eq!((&marked["state"], &marked["duplicate_of"]), (&json!("duplicate"), &other), "{marked}");
    assert_eq!(mark(Who::Documentalist, &other, one.clone()).await.json()["code"], "no_original", "no chains");
    let unmarked = mark(Who::Documentalist, &one, Value::Null).await.json();
    assert_eq!((&unmarked["state"], &unmarked["duplicate_of"]), (&json!("proposed"), &Value::Null));
    assert_eq!(mark(Who::Documentalist, &one, Value::Null).await.json()["code"], "nothing_said");
}

#[tokio::test]
async fn co_authors_share_once_all_of_them_said_the_same() {
    let mut made = page("7", "u1");
    made.others = vec![Other::new("u2", Part::CoAuthor)];
    let desk = Desk::open(&[made]).await;
    let subject = desk.about(Who::Member, "7").await["subject"].as_str().expect("a name").to_owned();
    let share = async |who: Who, shares: Value| {
        let path = format!("{REVIEW}/{subject}/shares");
        desk.ask(who, Method::POST, &path, Some(json!({ "shares": shares }))).await
    };
    assert_eq!(share(Who::Member, json!({ "u1": 3 })).await.status, 400, "one account is no share");
    assert_eq!(share(Who::Moderator, json!({ "u1": 3, "u2": 1 })).await.json()["code"], "authors_only");
    assert_eq!(share(Who::Member, json!({ "u1": 3, "u2": 1 })).await.json()["holds"], false);
    assert_eq!(share(Who::Documentalist, json!({ "u1": 1, "u2": 3 })).await.json()["holds"], false);
    let agreed = share(Who::Documentalist, json!({ "u1": 3, "u2": 1 })).await.json();
    assert_eq!(agreed["holds"], true, "{agreed}");
    let told = agreed["decision"]["en"].to_string();
    assert!(told.contains("of 4"), "{told}");
    assert_eq!(desk.about(Who::Documentalist, "7").await["hurdle"], "own_work", "a co-author confirms nothing of it");
}

#[tokio::test]
async fn reasons_name_accounts_to_members_only() {
    let desk = Desk::open(&[page("7", "u1")]).await;
    let subject = desk.about(Who::Documentalist, "7").await["subject"].as_str().expect("a name").to_owned();
    desk.say(Who::Documentalist, &subject, json!({ "verdict": "confirm", "band": "M" })).await;
    let path = "/api/v1/communities/demo/members/20/reasons";
    let full = desk.get(Who::Moderator, path).await;
    let item = &full["items"][0];
    assert_eq!((&full["in_full"], &item["state"], &item["points"]), (&json!(true), &json!("confirmed"), &json!(5)));
    assert_eq!((&item["account"]["name"], &item["acts"][0]["external_id"]), (&json!("Ada <b>"), &json!("rev-7")));
    assert_eq!(item["policy"]["line"], "wiki_page");
    for stranger in [Who::Anonymous, Who::Newcomer, Who::OtherOrganizer, Who::ReadKey] {
        let masked = desk.get(stranger, path).await;
        assert_eq!(masked["in_full"], false);
        assert!(!masked.to_string().contains("rev-7") && !masked.to_string().contains("Ada"), "{stranger:?}: {masked}");
        assert_eq!(masked["items"][0]["confirmations"][0]["person"]["member"], DOCUMENTALIST);
    }
    assert_eq!(
        desk.ask(Who::Anonymous, Method::GET, "/api/v1/communities/demo/members/999/reasons", None).await.status,
        404
    );
}

#[tokio::test]
async fn the_report_of_an_epoch_names_no_account() {
    let one = |at: u64| {
        let (id, object) = (format!("rev-{at}"), at.to_string());
        let author = if at.is_multiple_of(2) { "u1" } else { "u3" };
        act("wiki", A::PageCreated, &id, &object, author, NOW - (10 + at) * DAY)
    };
    let pages: Vec<Activity> = (0..12).map(one).collect();
    let desk = Desk::open(&pages).await;
    for at in 0..12 {
        let subject =
            desk.about(Who::Documentalist, &format!("{at}")).await["subject"].as_str().expect("one").to_owned();
        let said = desk.say(Who::Documentalist, &subject, json!({ "verdict": "confirm", "band": "M" })).await;
        assert_eq!(said.status, 200, "{}", said.text);
    }
    let report = desk.get(Who::Anonymous, "/api/v1/communities/demo/epochs/0/anomalies").await;
    assert_eq!(report["bursts"][0]["who"]["member"], DOCUMENTALIST, "{report}");
    assert!(report["confirmations"].as_u64() >= Some(4), "{report}");
    assert!(!report.to_string().contains("u1"), "{report}");
    let later = desk.ask(Who::Anonymous, Method::GET, "/api/v1/communities/demo/epochs/9/anomalies", None).await;
    assert_eq!(later.status, 404);
}

#[tokio::test]
async fn pages_of_the_review_speak_both_languages_and_escape_names() {
    let desk = Desk::open(&[page("7", "u1"), lately("8", "x9")]).await;
    let subject = desk.about(Who::Documentalist, "7").await["subject"].as_str().expect("a name").to_owned();
    desk.say(Who::Documentalist, &subject, json!({ "verdict": "confirm", "band": "M" })).await;
    for path in [
        "/c/demo/review",
        "/c/demo/review?state=confirmed&mine=true",
        "/c/demo/review/batches",
        "/c/demo/members/20/reasons",
        "/c/demo/epochs/0/anomalies",
    ] {
        for lang in ["fr", "en"] {
            let mut headers = desk.world.headers_of(Who::Documentalist).await;
            headers.extend([("accept", "text/html".to_owned()), ("accept-language", lang.to_owned())]);
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = desk.world.get_with(path, &headers).await;
            assert_eq!(page.status, 200, "{path}: {}", page.text);
            assert!(page.text.contains(&format!("<html lang=\"{lang}\">")), "{path}");
            for open in ["{0}", "{1}", "{{", "{%", " | ", "<b>", "stands.", "hurdle.", "batch_"] {
                assert!(!page.text.contains(open), "{open} in {path}");
            }
            assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
            assert_eq!(page.text.matches("<table").count(), page.text.matches("<caption").count(), "{path}");
            for script in page.text.split("<script").skip(1) {
                assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{path}: {script:.60}");
            }
        }
    }
    let inbox = desk.world.page("/c/demo/review", "en").await;
    assert_eq!((inbox.status.as_u16(), inbox.header("location")), (303, "/sign-in?next=%2Fc%2Fdemo%2Freview"));
}

#[tokio::test]
async fn nobody_signs_where_nothing_is_confirmed_or_with_another_wallet() {
    let desk = Desk::open(&[page("7", "u1")]).await;
    let path = format!("{REVIEW}/batches/prepare");
    let wallet = Who::Documentalist.wallet().address();
    let nothing = desk.ask(Who::Documentalist, Method::POST, &path, Some(json!({ "wallet": wallet }))).await;
    assert_eq!(nothing.json()["code"], "nothing_to_sign");
    let other = desk.ask(Who::Member, Method::POST, &path, Some(json!({ "wallet": wallet }))).await;
    assert_eq!(other.json()["code"], "other_wallet");
    let list = desk.get(Who::Member, &format!("{REVIEW}/batches")).await;
    assert_eq!((&list["plans"], &list["items"]), (&json!([]), &json!([])));
}
