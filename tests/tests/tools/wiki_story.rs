//! MediaWiki through the whole service: what five people do to a wiki becomes exactly the contributions that the policy
//! says, whatever happens to the node or the wiki meanwhile; points become votes, and votes a group of the wiki.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    facts,
    mediawiki::run_jobs,
    town::{API, DAY, Town, free_address},
    wiki_people::Person,
};

type Facts = BTreeMap<String, String>;

/// Members 5 to 9, in this order.
const NAMES: [&str; 5] = ["Ada", "Bo", "Cy", "Di", "Eve"];
const DOCUMENTALIST: usize = 4;
const REVIEWER: usize = 2;
/// What a large edit adds, in bytes; the policy calls fewer than 50 minor.
const PARAGRAPH: &str = "\nUn paragraphe de plus, qui explique comment l'eau de pluie est gardée dans le jardin.";

fn settings(facts: &Facts) -> String {
    format!(
        r#"
[[source]]
name = "wiki"
kind = "mediawiki"
community = "crowd"
api = "{}"
login = "{}"
password_file = "wiki-password"
poll_every = "1s"
groups = {{ documentalist = "documentalist", moderator = "moderator" }}

[policy.crowd]
preset = "open-community"

[roles]
every_seconds = 10

[[role]]
source = "wiki"
role = "documentalist"
when = {{ chain_role = "documentalist" }}

[[role]]
source = "wiki"
role = "moderator"
when = {{ reputation = 10, off_below = 5 }}
"#,
        facts["API"], facts["BOT_LOGIN"]
    )
}

/// Writes the signed statement on the page that only its owner can edit, and has the service read it.
pub(crate) async fn link(town: &mut Town, member: usize, name: &str, person: &Person) {
    let visitor = town.member(member);
    let wish = json!({ "source": "wiki", "account": name });
    let prepared = visitor.does(Method::POST, &format!("{API}/links/prepare"), Some(&wish)).await.unwrap();
    let message = prepared["message"].as_str().unwrap();
    let page = json!({ "message": message, "signature": visitor.signs(message).unwrap() });
    person.edit(&format!("User:{name}/palabre.json"), &page.to_string()).await;
    let claim = json!({ "source": "wiki", "claim": name });
    let linked = visitor.does(Method::POST, &format!("{API}/links/prove"), Some(&claim)).await.unwrap();
    assert_eq!((&linked["account"], &linked["proof"]), (&json!(person.id), &json!("wiki")), "{linked}");
}

/// Groups of somebody, as the wiki shows them.
async fn groups(reader: &Person, name: &str) -> BTreeSet<String> {
    let asked = [("action", "query"), ("list", "users"), ("ususers", name), ("usprop", "groups")];
    let answer = reader.post(&asked).await;
    let groups = answer["query"]["users"][0]["groups"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
    groups.iter().filter_map(|group| group.as_str().map(str::to_owned)).collect()
}

async fn until_group(reader: &Person, name: &str, group: &str, wanted: bool) {
    let start = Instant::now();
    while groups(reader, name).await.contains(group) != wanted {
        assert!(start.elapsed() < Duration::from_secs(120), "{name} and {group}: not {wanted}");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

fn wiki_is(facts: &Facts, word: &str) {
    let folder = Path::new(&facts["CONFIG"]).parent().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/test.d/tools.d/mediawiki");
    assert!(Command::new(script).arg(word).arg(folder).status().unwrap().success());
}

/// Something that somebody did to the wiki.
#[derive(Clone, Debug)]
struct Edit {
    /// Number of the person.
    who: usize,
    page: u64,
    revision: u64,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Large,
    Minor,
    Damage,
    Repair,
}

/// The wiki and its people.
struct Wiki {
    facts: Facts,
    people: Vec<Person>,
    fay: Person,
    admin: Person,
    edits: Vec<Edit>,
    titles: BTreeMap<u64, String>,
    texts: BTreeMap<u64, String>,
}

impl Wiki {
    async fn open() -> Self {
        let facts = facts("MEDIAWIKI");
        let log_in = async |name: &str| Person::log_in(&facts["API"], name, &facts["PASSWORD"]).await;
        let people = futures::future::join_all(NAMES.map(log_in)).await;
        let (fay, admin) = (log_in("Fay").await, log_in("Admin").await);
        let empty = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        Self { people, fay, admin, edits: empty.0, titles: empty.1, texts: empty.2, facts }
    }

    /// Each makes 8 pages, all at the same time.
    async fn pages(&mut self) {
        let run = super::now();
        let made = self.people.iter().enumerate().map(async |(who, person)| {
            let mut made = Vec::new();
            for turn in 0..8 {
                let title = format!("Histoire {run} {who}-{turn}");
                let (page, revision) = person.edit(&title, "== Synthèse ==\nPremier jet.").await;
                made.push((title, Edit { who, page, revision, kind: Kind::Page }));
            }
            made
        });
        for (title, edit) in futures::future::join_all(made).await.concat() {
            self.titles.insert(edit.page, title);
            self.texts.insert(edit.page, "== Synthèse ==\nPremier jet.".to_owned());
            self.edits.push(edit);
        }
    }

    /// Each edits the pages of the neighbour: two large edits and a minor one a page.
    async fn edit(&mut self, pages: std::ops::Range<usize>) {
        let own = |who: usize| -> Vec<u64> {
            let of = self.edits.iter().filter(|edit| edit.who == who && edit.kind == Kind::Page);
            of.map(|edit| edit.page).collect()
        };
        let done = self.people.iter().enumerate().map(async |(who, person)| {
            let mut done = Vec::new();
            for page in own((who + 1) % NAMES.len()).into_iter().skip(pages.start).take(pages.len()) {
                let mut text = self.texts[&page].clone();
                for kind in [Kind::Large, Kind::Minor, Kind::Large] {
                    text.push_str(if kind == Kind::Large { PARAGRAPH } else { "\nVoir." });
                    let (_, revision) = person.edit(&self.titles[&page], &text).await;
                    done.push((text.clone(), Edit { who, page, revision, kind }));
                }
            }
            done
        });
        for (text, edit) in futures::future::join_all(done).await.concat() {
            self.texts.insert(edit.page, text);
            self.edits.push(edit);
        }
    }

    fn of(&self, who: usize, kind: Kind) -> Vec<Edit> {
        self.edits.iter().filter(|edit| edit.who == who && edit.kind == kind).cloned().collect()
    }

    /// Fay looks over six large edits of each, on pages that stay.
    async fn patrol(&self, gone: &BTreeSet<u64>) -> BTreeSet<u64> {
        let mut looked_at = BTreeSet::new();
        for who in 0..NAMES.len() {
            let staying = self.of(who, Kind::Large).into_iter().filter(|edit| !gone.contains(&edit.page));
            for edit in staying.take(6) {
                self.fay.patrol(edit.revision).await;
                looked_at.insert(edit.revision);
            }
        }
        looked_at
    }

    /// Eve damages 20 pages of others, Ada repairs them, Fay looks the repairs over, and the wiki's jobs tag what was undone.
    async fn damage(&mut self) {
        let pages: Vec<u64> =
            (0..4).flat_map(|who| self.of(who, Kind::Page).into_iter().take(5)).map(|e| e.page).collect();
        for page in pages {
            let title = &self.titles[&page];
            let (_, bad) =
                self.people[4].edit(title, "VANDALISME, et rien de ce qui était écrit ici auparavant.").await;
            let repaired = self.people[0].undo(title, bad).await;
            self.fay.patrol(repaired).await;
            self.edits.push(Edit { who: 4, page, revision: bad, kind: Kind::Damage });
            self.edits.push(Edit { who: 0, page, revision: repaired, kind: Kind::Repair });
        }
        run_jobs(&self.facts);
    }
}

/// How many contributions stand so, by member and kind.
type Tally = BTreeMap<(u64, String, String), usize>;

fn tally(items: &[Value]) -> Tally {
    let mut tally = BTreeMap::new();
    for item in items {
        for author in item["authors"].as_array().unwrap() {
            let member = author["person"]["member"].as_u64().unwrap_or_default();
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            *tally.entry((member, text(&item["kind"]), text(&author["state"]))).or_default() += 1;
        }
    }
    tally
}

/// The same, as the policy says it: worked out from what was done, not from what was told.
fn expected(wiki: &Wiki, gone: &BTreeSet<u64>) -> Tally {
    let mut expected = BTreeMap::new();
    for who in 0..NAMES.len() {
        let mut put = |kind: &str, state: &str, count: usize| {
            if count > 0 {
                expected.insert((who as u64 + 5, kind.to_owned(), state.to_owned()), count);
            }
        };
        let lost = |kind: Kind| wiki.of(who, kind).iter().filter(|edit| gone.contains(&edit.page)).count();
        // The documentalist confirms all pages that are proposed; two a day have a place.
        let pages = wiki.of(who, Kind::Page).len() - lost(Kind::Page);
        put("wiki_page", "confirmed", 2);
        put("wiki_page", "capped", pages - 2);
        put("wiki_page", "reverted", lost(Kind::Page));
        // The first six large edits of each that stay were looked over; four a day have a place.
        let damage = wiki.of(who, Kind::Damage).len();
        put("wiki_edit", "confirmed", 4);
        put("wiki_edit", "capped", wiki.of(who, Kind::Large).len() - lost(Kind::Large) - 4);
        put("wiki_edit", "reverted", lost(Kind::Large) + damage);
    }
    expected
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_edits_become_exactly_what_the_policy_says() {
    not_at_midnight().await;
    let mut wiki = Wiki::open().await;
    let password = wiki.facts["BOT_PASSWORD"].clone();
    let files = [("wiki-password", password.as_str())];
    let mut town = Town::found(9, &free_address(), &settings(&wiki.facts), &files).await;
    town.start();
    for (number, name) in NAMES.iter().enumerate() {
        link(&mut town, number + 5, name, &wiki.people[number]).await;
    }
    link(&mut town, DOCUMENTALIST, "Fay", &wiki.fay).await;
    until_group(&wiki.admin, "Fay", "documentalist", true).await;
    println!("wiki: six accounts linked by their owner-only pages; who keeps documents on chain does so in the wiki");

    let deleted = turmoil(&mut town, &mut wiki).await;
    town.pass(7 * DAY + 3_600).await;
    confirm(&mut town).await;
    let right = expected(&wiki, &deleted);
    as_expected(&mut town, &right).await;
    println!("wiki: contributions are those of the policy: {right:?}");

    let batches = town.sign_all(REVIEWER).await;
    town.settle().await;
    until_group(&wiki.admin, "Ada", "moderator", true).await;
    println!("wiki: {batches} batch recorded, final and settled: Ada is above the threshold, and in the group");
    town.pass(370 * DAY).await;
    until_group(&wiki.admin, "Ada", "moderator", false).await;
    println!("wiki: a year later her votes are below the lower threshold, and the group is taken");
}

/// Caps are by day (UTC): what is done here is done in one.
async fn not_at_midnight() {
    let left = DAY - super::now() % DAY;
    if left < 300 {
        println!("wiki: waiting {left} s for midnight, UTC");
        tokio::time::sleep(Duration::from_secs(left)).await;
    }
}

/// 200 edits while the node is killed twice and the wiki is away once; answers the pages that were deleted.
async fn turmoil(town: &mut Town, wiki: &mut Wiki) -> BTreeSet<u64> {
    let edits = "SELECT COUNT(*) FROM activities WHERE kind IN ('page_created', 'page_edited', 'page_reverted')
        AND external_id LIKE 'rev:%' AND external_id NOT LIKE '%:%:%'";
    tokio::time::sleep(Duration::from_secs(3)).await;
    let before = town.count(edits).await;
    wiki.pages().await;
    town.kill();
    wiki.edit(0..4).await;
    town.start();
    wiki_is(&wiki.facts, "stop");
    tokio::time::sleep(Duration::from_secs(4)).await;
    wiki_is(&wiki.facts, "start");
    wiki.edit(4..8).await;
    town.kill();
    town.start();
    wiki.damage().await;
    let deleted: BTreeSet<u64> = wiki.of(2, Kind::Page).iter().skip(5).map(|edit| edit.page).collect();
    let looked_at = wiki.patrol(&deleted).await;
    for page in &deleted {
        wiki.admin.act("delete", &[("title", &wiki.titles[page]), ("reason", "hors sujet")]).await;
    }
    for edit in wiki.of(3, Kind::Page).iter().take(5) {
        let (from, to) = (&wiki.titles[&edit.page], format!("{} (déplacée)", wiki.titles[&edit.page]));
        wiki.people[3].act("move", &[("from", from), ("to", &to)]).await;
    }
    assert_eq!((wiki.edits.len(), looked_at.len()), (200, 30));
    town.until_count(edits, before + 200).await;
    println!("wiki: 200 edits, two kill -9 and an outage of the wiki: 200 told, none missing, none twice");
    deleted
}

/// The documentalist confirms every page that is proposed, and the edits that were drawn to be looked at.
async fn confirm(town: &mut Town) {
    for item in town.contributions(DOCUMENTALIST, "proposed").await {
        if item["authors"][0]["person"]["member"].is_u64() && item["can_confirm"] == true {
            let band = (item["kind"] == "wiki_page").then_some("S");
            town.confirm(DOCUMENTALIST, &item, band).await;
        }
    }
}

/// Waits until the review shows what was expected: it looks at the wiki again before anything counts.
async fn as_expected(town: &mut Town, right: &Tally) {
    let start = Instant::now();
    loop {
        let mut items = Vec::new();
        for state in ["", "capped", "reverted"] {
            items.extend(town.contributions(DOCUMENTALIST, state).await);
        }
        // Without what other stories left on the wiki.
        let counted = |item: &Value| item["kind"] == "wiki_page" || item["kind"] == "wiki_edit";
        items.retain(|item| counted(item) && item["authors"][0]["person"]["member"].is_u64());
        let seen = tally(&items);
        if seen == *right {
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(90), "seen: {seen:#?}\nright: {right:#?}");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
