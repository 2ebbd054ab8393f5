//! One story in any chat with a real MediaWiki beside it, through the whole service: newcomers are welcomed, link their
//! accounts, are thanked; a discussion becomes a page of the wiki; reviewers sign; points become votes, and votes a role
//! in the chat. Each step prints its evidence.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    facts,
    town::{API, DAY, Town},
    wiki_people::Person,
    wiki_story::link as link_wiki,
};

const REVIEWER: usize = 2;
/// Keeps the documentation as Ada does, and looks at what she writes.
const OTHER_DOCUMENTALIST: usize = 3;
/// Longest time for anything in the chat.
const PATIENCE: Duration = Duration::from_secs(90);

/// Who the story is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A newcomer who keeps the documentation.
    Ada,
    /// A newcomer without a role.
    Bo,
}

impl Who {
    /// The number of the member.
    fn member(self) -> usize {
        match self {
            Self::Ada => 4,
            Self::Bo => 5,
        }
    }
}

/// The chat that the story happens in. The service runs.
pub(crate) trait Chat {
    /// Its name in the settings.
    const SOURCE: &'static str;

    /// The account of somebody, as the chat calls it.
    fn account(&self, who: Who) -> String;

    /// Lets service and newcomers in.
    async fn gather(&mut self);

    /// Says something in the channel of the story; answers what a thread that begins with it is called.
    async fn say(&self, who: Who, text: &str, thread: Option<&str>) -> String;

    /// Asks the service for something; `{ada}` stands for Ada as the chat mentions her.
    async fn ask(&self, who: Who, words: &str, thread: Option<&str>);

    /// What the service told somebody alone, in their conversation or beside the channel.
    async fn told(&self, who: Who) -> Vec<String>;

    /// What the service said in the channel, or in this thread of it.
    async fn posted(&self, thread: Option<&str>) -> Vec<String>;

    /// A token by which the chat itself says whose account it is; none where it gives no such tokens.
    async fn proof(&self, who: Who) -> Option<String>;

    /// Whether somebody has the role of a moderator.
    async fn moderates(&self, who: Who) -> bool;

    /// Time passed for the service.
    fn pass(&self, seconds: u64);
}

/// Settings of everything but the chat itself, which goes by `source` and posts into `channel`.
pub(crate) fn settings(source: &str, channel: &str, wiki: &BTreeMap<String, String>) -> String {
    format!(
        r##"
[[source]]
name = "wiki"
kind = "mediawiki"
community = "crowd"
api = "{api}"
login = "{login}"
password_file = "wiki-password"
poll_every = "1s"

[policy.crowd]
preset = "open-community"

[roles]
every_seconds = 10

[[role]]
source = "{source}"
role = "moderator"
when = {{ reputation = 0.5, off_below = 0.25 }}

[[care]]
community = "crowd"
language = "fr"

[[care.channel]]
source = "{source}"
channel = "{channel}"

[care.welcome]
sources = ["{source}"]

[[care.welcome.affinity]]
id = "eau"
fr = "l'eau"
en = "water"
channels = {{ {source} = ["#eau"] }}

[care.synthesis]
wiki = "wiki"
categories = ["Synthèses"]
"##,
        api = wiki["API"],
        login = wiki["BOT_LOGIN"],
    )
}

/// Tells the story from its beginning to its end.
pub(crate) async fn tell<C: Chat>(mut town: Town, mut chat: C) {
    chat.gather().await;
    let greeting = until(|| chat.told(Who::Ada), "Bienvenue dans").await;
    evidence::<C>(&format!("Ada was welcomed: {greeting:?}"));
    accounts(&mut town, &chat).await;
    let thread = talk(&chat).await;
    write_up(&mut town, &chat, &thread).await;
    count(&mut town, &chat).await;
    reasons(&mut town, &chat).await;
}

fn evidence<C: Chat>(text: &str) {
    println!("story in {}: {text}", C::SOURCE);
}

/// Waits until the service said something with these words; answers it.
async fn until<F: Future<Output = Vec<String>>>(said: impl Fn() -> F, words: &str) -> String {
    let start = Instant::now();
    loop {
        let all = said().await;
        if let Some(found) = all.iter().find(|text| text.contains(words)) {
            return found.clone();
        }
        assert!(start.elapsed() < PATIENCE, "{words:?} was not said: {all:?}");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

/// Whoever the chat vouches for is linked by its word, others by a link that the service gives to them alone; on the wiki
/// Ada by her own page.
async fn accounts<C: Chat>(town: &mut Town, chat: &C) {
    for who in [Who::Ada, Who::Bo] {
        let token = if who == Who::Ada { chat.proof(who).await } else { None };
        let linked = match token {
            Some(token) => {
                let claim = json!({ "source": C::SOURCE, "claim": token });
                town.member(who.member()).does(Method::POST, &format!("{API}/links/prove"), Some(&claim)).await
            }
            None => {
                chat.ask(who, "lier", None).await;
                let answer = until(|| chat.told(who), "/link?token=").await;
                let token = answer.split("token=").nth(1).unwrap().split(char::is_whitespace).next().unwrap();
                let (visitor, wish) = (town.member(who.member()), json!({ "token": token }));
                let prepared = visitor.does(Method::POST, &format!("{API}/links/prepare"), Some(&wish)).await.unwrap();
                let message = prepared["message"].as_str().unwrap();
                let signed = json!({ "message": message, "signature": visitor.signs(message).unwrap() });
                visitor.does(Method::POST, &format!("{API}/links"), Some(&signed)).await
            }
        };
        let linked = linked.unwrap();
        assert_eq!(linked["account"], chat.account(who), "{linked}");
        evidence::<C>(&format!("{who:?} is member {}, proved by {}", who.member(), linked["proof"]));
    }
    let wiki = facts("MEDIAWIKI");
    let on_wiki = Person::log_in(&wiki["API"], "Ada", &wiki["PASSWORD"]).await;
    link_wiki(town, Who::Ada.member(), "Ada", &on_wiki).await;
}

/// A discussion with thanks; answers where it begins.
async fn talk<C: Chat>(chat: &C) -> String {
    let thread = chat.say(Who::Ada, "Comment garder l'eau de pluie ? https://a.example/eau", None).await;
    chat.say(Who::Bo, "Avec une citerne enterrée, et un filtre devant.", Some(&thread)).await;
    chat.say(Who::Ada, "Et l'hiver, on la vide à moitié.", Some(&thread)).await;
    chat.ask(Who::Bo, "merci {ada} pour avoir ouvert ce sujet et trouvé la réponse de l'hiver", Some(&thread)).await;
    let answer = until(|| chat.told(Who::Bo), "erci").await;
    evidence::<C>(&format!("Bo thanked Ada, and was told: {answer:?}"));
    thread
}

/// Ada has the discussion collected, edits it, publishes it; the link comes back to where people talked.
async fn write_up<C: Chat>(town: &mut Town, chat: &C, thread: &str) {
    chat.ask(Who::Ada, "résumer Garder l'eau de pluie", Some(thread)).await;
    let visitor = town.member(Who::Ada.member());
    let list = visitor.until(&format!("{API}/syntheses"), |seen| seen["items"][0]["id"].is_string()).await.unwrap();
    let draft = list["items"][0].clone();
    assert_eq!(
        (&draft["people"], &draft["messages"], &draft["state"]),
        (&json!(2), &json!(3), &json!("draft")),
        "{draft}"
    );
    let path = format!("{API}/syntheses/{}", draft["id"].as_str().unwrap());
    let title = format!("Garder l'eau de pluie, {} {}", C::SOURCE, super::now());
    let collected = draft["body"].as_str().unwrap();
    let text = format!("{collected}\n\n== En bref ==\nUne citerne enterrée, un filtre, et à moitié vide l'hiver.");
    let body = json!({ "version": draft["version"], "title": title, "body": text, "categories": ["Synthèses", "Eau"] });
    let written = visitor.does(Method::PUT, &path, Some(&body)).await.unwrap();
    let version = json!({ "version": written["version"] });
    visitor.does(Method::POST, &format!("{path}/publish"), Some(&version)).await.unwrap();
    let done = |seen: &Value| seen["state"] == "published" && seen["reported"] == true;
    let url = visitor.until(&path, done).await.unwrap()["url"].as_str().unwrap().to_owned();
    let wiki = facts("MEDIAWIKI");
    let reader = Person::log_in(&wiki["API"], "Admin", &wiki["PASSWORD"]).await;
    let shown = reader.post(&[("action", "parse"), ("page", &title), ("prop", "wikitext|categories")]).await;
    assert!(shown["parse"]["wikitext"].as_str().is_some_and(|text| text.contains("Une citerne enterrée")), "{shown}");
    assert!(shown["parse"]["categories"].to_string().contains("Eau"), "{shown}");
    until(|| chat.posted(draft["thread"].as_str().filter(|at| !at.is_empty()).map(|_| thread)), &url).await;
    evidence::<C>(&format!("the discussion is the page {url}, and its link is where people talked"));
}

/// Time passes; people confirm, a reviewer signs; points become votes, and votes a role.
async fn count<C: Chat>(town: &mut Town, chat: &C) {
    assert!(!chat.moderates(Who::Ada).await);
    town.pass(4 * DAY).await;
    chat.pass(4 * DAY);
    let start = Instant::now();
    let synthesis = loop {
        let all = town.contributions(REVIEWER, "").await;
        let kinds: Vec<_> = all.iter().map(|item| (&item["kind"], &item["state"])).collect();
        let thanked = all.iter().any(|item| item["kind"] == "thanks" && item["state"] == "confirmed");
        let ours = |item: &&Value| item["kind"] == "synthesis" && item["authors"][0]["person"]["member"].is_u64();
        if let Some(found) = all.iter().find(ours).filter(|_| thanked) {
            break found.clone();
        }
        assert!(start.elapsed() < PATIENCE, "{kinds:?}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    };
    town.confirm(OTHER_DOCUMENTALIST, &synthesis, None).await;
    evidence::<C>("in the review: Bo's thanks for Ada, and her synthesis, which another documentalist confirmed");
    let batches = town.sign_all(REVIEWER).await;
    assert!(batches > 0);
    town.settle().await;
    let start = Instant::now();
    while !chat.moderates(Who::Ada).await {
        assert!(start.elapsed() < PATIENCE, "Ada does not moderate");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert!(!chat.moderates(Who::Bo).await);
    evidence::<C>(&format!(
        "{batches} batches on chain, final and settled; Ada has the role of a moderator in the chat"
    ));
}

/// What the service can say about it, and what is left when Ada wants to be forgotten.
async fn reasons<C: Chat>(town: &mut Town, chat: &C) {
    let ada = Who::Ada.member();
    let told = town.member(ada).get(&format!("{API}/members/{ada}/reasons")).await.unwrap();
    let items = told["items"].as_array().unwrap_or_else(|| panic!("{told}"));
    let item = items.iter().find(|item| item["kind"] == "synthesis" && item["recorded"].is_object());
    let item = item.unwrap_or_else(|| panic!("{told}"));
    let mut why = Vec::new();
    for (what, value) in [
        ("act", &item["acts"][0]["external_id"]),
        ("confirmed by member", &item["confirmations"][0]["person"]["member"]),
        ("line of the policy", &item["policy"]["line"]),
        ("signed by members", &item["recorded"]["approvers"]),
        ("batch", &item["recorded"]["batch"]),
        ("transaction", &item["recorded"]["tx_hash"]),
    ] {
        assert!(!value.is_null(), "{what} is missing: {item}");
        why.push(format!("{what} {value}"));
    }
    evidence::<C>(&format!("why Ada has these points: {}", why.join(", ")));
    let points = town.member(ada).get(&format!("{API}/members/{ada}/explain")).await.unwrap();
    let erased = town.member(ada).does(Method::DELETE, "/api/v1/me/data", None).await.unwrap();
    assert_eq!(erased["accounts"], 2, "{erased}");
    let after = town.member(ada).get(&format!("{API}/members/{ada}/explain")).await.unwrap();
    assert_eq!(points["items"], after["items"], "points stay");
    let left = town.member(ada).get("/api/v1/me/data").await.unwrap();
    assert!(!left.to_string().contains(&chat.account(Who::Ada)), "{left}");
    town.kill();
    let audit = palabre_tests::process::palabre(["audit", "points", "--data"]).arg(town.folder()).output().unwrap();
    let told = String::from_utf8_lossy(&audit.stdout);
    assert!(audit.status.success(), "{told} {}", String::from_utf8_lossy(&audit.stderr));
    evidence::<C>(&format!("Ada erased her accounts, and her points stay; audit points: {}", told.trim()));
}
