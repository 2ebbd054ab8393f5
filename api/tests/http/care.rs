//! What is given back to the tools, over HTTP: who may, what is shown, what cannot be done twice.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use axum::{body::Body, http::Method};
use palabre_api::{
    connectors::{
        Command, Connector, Delivery, Destination, Key, Outbound, Page, Parsed, Polled, Published, Rejection,
        RoleChange, Said, Standing, Thread, Told, Trouble, Verified, Work,
    },
    outbox::{Letter, Tools},
    tools::Connected,
};
use palabre_contracts::{Community, Slug};
use serde_json::{Value, json};

use crate::{
    people::Who,
    world::{Answer, World},
};

/// What the community of the tests wants.
pub(crate) const SETTINGS: &str = r#"
[[role]]
source = "chat"
role = "moderator"
when = { chain_role = "moderator" }

[[role]]
source = "chat"
role = "known"
when = { reputation = 10, off_below = 5 }

[[care]]
community = "demo"
language = "fr"

[care.synthesis]
wiki = "chat"

[[care.welcome.affinity]]
id = "water"
fr = "l'eau"
en = "water"
channels = { chat = ["general"] }
"#;

/// The tools of the tests: a chat that is a wiki too, for the first community, and what is connected.
pub(crate) fn tools(communities: &[Community], connected: &Connected) -> Tools {
    let chat = || Arc::new(Chat::default()) as Arc<dyn Connector>;
    let chats = communities.iter().take(1).map(|community| (community.slug.clone(), chat()));
    Tools::new(chats.chain(connected.connectors()))
}

/// A chat that takes what it is told, unless the channel is `C-gone`.
#[derive(Debug, Default)]
struct Chat(Mutex<BTreeMap<String, Page>>);

impl Connector for Chat {
    fn source(&self) -> &str {
        "chat"
    }

    fn verify(&self, _: &Delivery<'_>) -> Result<Verified, Rejection> {
        Err(Rejection::NotHere)
    }

    fn parse(&self, _: &[u8], _: u64) -> Result<Parsed, Rejection> {
        Ok(Parsed::default())
    }

    fn commands(&self, _: &[u8], _: u64) -> Vec<Command> {
        Vec::new()
    }

    fn poll<'a>(&'a self, _: Option<&'a str>, _: u64) -> Work<'a, Polled> {
        Box::pin(async { Err(Trouble::Unsupported("polling")) })
    }

    fn tell<'a>(&'a self, outbound: &'a Outbound, _: &'a Key) -> Work<'a, Told> {
        Box::pin(async move {
            if outbound.to == Destination::Channel("C-gone".to_owned()) {
                return Err(Trouble::refused("there is no such channel"));
            }
            Ok(Told { external_id: None, already: false })
        })
    }

    fn set_roles<'a>(&'a self, _: &'a str, _: &'a BTreeSet<String>) -> Work<'a, RoleChange> {
        Box::pin(async { Ok(RoleChange::default()) })
    }

    fn roles(&self) -> Work<'_, BTreeMap<String, BTreeSet<String>>> {
        Box::pin(async { Ok(BTreeMap::new()) })
    }

    fn thread<'a>(&'a self, channel: &'a str, thread: &'a str) -> Work<'a, Thread> {
        let said = Said { id: "m1".into(), account: "u1".into(), at: 1, text: "<b>Eau</b> & sable".into() };
        Box::pin(async move { Ok(Thread::collect(format!("{channel}:{thread}"), vec![(said, None)], false)) })
    }

    fn publish<'a>(&'a self, page: &'a Page) -> Work<'a, Published> {
        Box::pin(async move {
            self.0.lock().expect("no test panics with it").insert(page.title.clone(), page.clone());
            let (object, revision) = (format!("page:{}", page.title), "1".to_owned());
            Ok(Published { object, revision, url: "https://wiki.example/x".to_owned(), already: false })
        })
    }

    fn standing(&self) -> Work<'_, Standing> {
        Box::pin(async { Err(Trouble::Unsupported("standing")) })
    }
}

/// Somebody at work.
struct Desk {
    world: World,
    cookie: String,
}

impl Desk {
    async fn of(who: Who) -> Self {
        let world = World::peopled().await;
        let (cookie, _) = world.sign_in(&who.wallet()).await;
        Self { world, cookie }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let json = body.is_some().then_some(("content-type", "application/json"));
        let headers: Vec<_> =
            [("cookie", self.cookie.as_str()), ("sec-fetch-site", "same-origin")].into_iter().chain(json).collect();
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.world.send(method, &format!("/api/v1/communities/demo{path}"), &headers, body).await
    }
}

fn slug() -> Slug {
    "demo".parse().expect("a slug of a test is one")
}

fn letter(to: Destination, word: &str) -> Letter {
    Letter::notice("test", &[word], "chat", &slug(), to, format!("about {word}"))
}

#[tokio::test]
async fn organizers_see_what_did_not_arrive_and_send_it_again() {
    let desk = Desk::of(Who::Organizer).await;
    let outbox = desk.world.care.outbox();
    let dead = letter(Destination::Channel("C-gone".into()), "a");
    let private = letter(Destination::Account("u-secret".into()), "b");
    for letter in [&dead, &private, &letter(Destination::Channel("C1".into()), "c")] {
        outbox.post(letter).await.expect("the outbox takes it");
    }
    outbox.deliver_due().await.expect("it is sent");
    let all = desk.ask(Method::GET, "/outbox?limit=2", None).await.json();
    assert_eq!(all["items"].as_array().map(Vec::len), Some(2));
    let next = all["next"].as_str().expect("there is more").to_owned();
    let rest = desk.ask(Method::GET, &format!("/outbox?before={next}"), None).await.json();
    assert_eq!((rest["items"].as_array().map(Vec::len), &rest["next"]), (Some(1), &Value::Null));
    assert_eq!(all["tools"][0]["source"], "chat");
    let listed = desk.ask(Method::GET, "/outbox?state=dead", None).await;
    let one = &listed.json()["items"][0];
    assert_eq!((&one["channel"], &one["text"], &one["attempts"]), (&json!("C-gone"), &json!("about a"), &json!(1)));
    assert_eq!(one["error"], "there is no such channel");
    let told = desk.ask(Method::GET, "/outbox?state=told", None).await;
    assert!(!told.text.contains("u-secret") && !told.text.contains("about b"), "{}", told.text);
    let again = desk.ask(Method::POST, &format!("/outbox/{}/resend", dead.id), None).await;
    assert_eq!((again.status.as_u16(), &again.json()["state"]), (202, &json!("pending")), "{}", again.text);
    let twice = desk.ask(Method::POST, &format!("/outbox/{}/resend", private.id), None).await;
    assert_eq!(twice.json()["code"], "message_not_dead");
    assert_eq!(desk.ask(Method::POST, "/outbox/nothing/resend", None).await.status, 404);
    assert_eq!(desk.ask(Method::GET, "/outbox?before=x", None).await.status, 400);
    let metrics = desk.world.get("/metrics").await.text;
    assert!(metrics.contains("palabre_outbox_attempts_total{outcome=\"told\"} 2"), "{metrics}");
}

#[tokio::test]
async fn organizers_see_rules_and_rounds_and_make_one() {
    let desk = Desk::of(Who::Organizer).await;
    let before = desk.ask(Method::GET, "/tool-roles", None).await.json();
    let rules = &before["items"][0]["rules"];
    assert_eq!((&rules[0]["chain_roles"], &rules[1]["reputation"]), (&json!(["moderator"]), &json!(10.0)), "{before}");
    let made = desk.ask(Method::POST, "/tool-roles/chat/round", Some(json!({ "dry": true }))).await;
    assert_eq!((made.status.as_u16(), &made.json()["dry"]), (200, &json!(true)), "{}", made.text);
    let after = desk.ask(Method::GET, "/tool-roles", None).await.json();
    assert_eq!(after["items"][0]["rounds"].as_array().map(Vec::len), Some(1));
    assert_eq!(desk.ask(Method::POST, "/tool-roles/fax/round", Some(json!({}))).await.status, 404);
    let log = desk.ask(Method::GET, "/audit-log", None).await.json();
    assert_eq!(log["items"][0]["action"], "make_role_round");
}

#[tokio::test]
async fn members_say_how_they_want_to_be_told_things() {
    let desk = Desk::of(Who::Member).await;
    let first = desk.ask(Method::GET, "/preferences", None).await.json();
    assert_eq!(first, json!({ "language": null, "channel": null, "wants": "mine", "channels": ["chat"] }));
    let wish = json!({ "language": "en", "channel": "chat", "wants": "all" });
    let set = desk.ask(Method::PUT, "/preferences", Some(wish)).await;
    assert_eq!(set.json()["wants"], "all", "{}", set.text);
    assert_eq!(desk.ask(Method::GET, "/preferences", None).await.json()["language"], "en");
    let wrong = json!({ "language": "en", "channel": "fax", "wants": "all" });
    assert_eq!(desk.ask(Method::PUT, "/preferences", Some(wrong)).await.status, 400);
}

#[tokio::test]
async fn a_documentalist_writes_a_discussion_up() {
    let desk = Desk::of(Who::Documentalist).await;
    let begin = json!({ "source": "chat", "channel": "C1", "thread": "m1", "topic": "Eau", "language": "fr" });
    let begun = desk.ask(Method::POST, "/syntheses", Some(begin.clone())).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    let draft = begun.json();
    assert!(
        draft["body"].as_str().expect("a text").contains("<nowiki>&lt;b>Eau&lt;/b> &amp; sable</nowiki>"),
        "{draft}"
    );
    let path = format!("/syntheses/{}", draft["id"].as_str().expect("an id"));
    assert_eq!(desk.ask(Method::POST, "/syntheses", Some(begin)).await.json()["id"], draft["id"]);
    let text = json!({ "version": 1, "title": "Synthèse/Eau", "body": "Au sable.", "categories": ["Eau"] });
    let written = desk.ask(Method::PUT, &path, Some(text.clone())).await;
    assert_eq!((&written.json()["version"], &written.json()["editor"]), (&json!(2), &json!(22)), "{}", written.text);
    let late = desk.ask(Method::PUT, &path, Some(text)).await;
    assert_eq!((late.status.as_u16(), &late.json()["code"]), (409, &json!("synthesis_moved")));
    let published = desk.ask(Method::POST, &format!("{path}/publish"), Some(json!({ "version": 2 }))).await.json();
    assert_eq!((&published["state"], &published["url"]), (&json!("published"), &json!("https://wiki.example/x")));
    assert_eq!(published["reported"], false, "nobody reviews in this test");
    assert_eq!(desk.ask(Method::DELETE, &path, None).await.status, 409);
    let listed = desk.ask(Method::GET, "/syntheses?state=published", None).await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    let gone = desk.ask(Method::POST, &format!("{path}/withdraw"), Some(json!({ "version": 2 }))).await.json();
    assert_eq!(gone["state"], "withdrawn", "{gone}");
}

#[tokio::test]
async fn a_discussion_is_tied_to_a_proposal_that_is_there() {
    let desk = Desk::of(Who::Organizer).await;
    let path = format!("/proposals/members/{}/discussions", crate::rows::ACTIVE);
    let body = json!({ "source": "chat", "channel": "C1", "thread": "m1", "language": "fr" });
    assert_eq!(desk.ask(Method::POST, &path, Some(body.clone())).await.status, 204);
    let listed = desk.ask(Method::GET, &path, None).await.json();
    assert_eq!(listed["items"], json!([body]));
    let nowhere = json!({ "source": "fax", "channel": "C1", "language": "fr" });
    assert_eq!(desk.ask(Method::POST, &path, Some(nowhere)).await.status, 400);
    assert_eq!(desk.ask(Method::POST, "/proposals/members/77/discussions", Some(body)).await.status, 404);
}

#[tokio::test]
async fn a_moderator_is_told_that_no_mail_is_sent_here() {
    let desk = Desk::of(Who::Moderator).await;
    let body = json!({ "address": "a@example.org", "language": "fr" });
    let refused = desk.ask(Method::POST, "/mail-invitations", Some(body)).await;
    assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (422, &json!("no_mail")), "{}", refused.text);
    assert!(!refused.text.contains("a@example.org"));
}

#[tokio::test]
async fn anybody_sees_what_people_care_about_and_where_it_is_talked_about() {
    let world = World::lived_in().await;
    let listed = world.get("/api/v1/communities/demo/affinities").await.json();
    let channels = json!([{ "source": "chat", "channel": "general" }]);
    let water = json!({ "id": "water", "fr": "l'eau", "en": "water", "channels": channels });
    assert_eq!(listed, json!({ "items": [water] }));
}
