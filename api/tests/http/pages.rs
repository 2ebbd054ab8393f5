use axum::http::StatusCode;

use crate::{
    rows::{self, ACTIVE},
    world::{World, community},
};

fn all() -> Vec<String> {
    let paths = [
        "/c/demo",
        "/c/demo/members",
        "/c/demo/members/1",
        "/c/demo/members/7",
        "/c/demo/proposals",
        "/c/demo/epochs/1",
        "/c/demo/epochs/5",
        "/c/demo/join",
        "/c/demo/join?invitation=abc",
        "/c/demo/join?founding=abc",
        "/docs",
        "/sign-in",
    ];
    let mut all: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    all.extend([format!("/c/demo/proposals/members/{ACTIVE}"), "/c/demo/proposals/members/1".to_owned()]);
    all
}

#[tokio::test]
async fn every_page_speaks_both_languages_and_nothing_is_left_open() {
    let world = World::lived_in().await;
    for path in all() {
        for lang in ["fr", "en"] {
            let page = world.page(&path, lang).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
            assert!(page.text.contains(&format!("<html lang=\"{lang}\">")), "{path}");
            for open in ["{0}", "{1}", "{{", "{%", " | "] {
                assert!(!page.text.contains(open), "{open} in {path}");
            }
            assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
            assert_eq!(page.text.matches("<table").count(), page.text.matches("<caption").count(), "{path}");
            assert!(page.text.contains("href=\"#main\"") && page.text.contains("<main id=\"main\""), "{path}");
        }
    }
}

#[tokio::test]
async fn nothing_that_people_write_becomes_markup() {
    let world = World::lived_in().await;
    for path in all() {
        let page = world.page(&path, "en").await.text;
        for tag in ["<script>", "<img", "<b onclick", "javascript:", "style=\"", " onclick=\"", "onerror=\""] {
            assert!(!page.contains(tag), "{tag} in {path}");
        }
        for script in page.split("<script").skip(1) {
            assert!(script.starts_with(" type=\"module\" src=\"/assets/"), "{path}: {script:.60}");
        }
    }
    let home = world.page("/c/demo", "en").await.text;
    assert!(home.contains("Démo &#60;script&#62;alert(&#34;name&#34;)"), "the name is shown, escaped");
    let proposal = world.page(&format!("/c/demo/proposals/members/{ACTIVE}"), "en").await.text;
    assert!(proposal.contains("Because &lt;script&gt;alert(2)&lt;/script&gt;."), "the text is shown, escaped");
    let join = world.page("/c/demo/join?invitation=%22%3E%3Cscript%3E", "en").await.text;
    assert!(join.contains("Be kind &lt;script&gt;") && !join.contains("\"><script>"));
}

#[tokio::test]
async fn a_chosen_language_stays() {
    let world = World::lived_in().await;
    let chosen = world.page("/c/demo?lang=fr", "en").await;
    assert!(chosen.text.contains("Votes ouverts"));
    assert!(chosen.text.contains("href=\"/c/demo?lang=en\""), "and can be changed");
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("palabre_lang=fr; Path=/;") && cookie.contains("HttpOnly"), "{cookie}");
    let later = world.get_with("/c/demo", &[("cookie", "palabre_lang=fr"), ("accept-language", "en")]).await;
    assert!(later.text.contains("Votes ouverts"));
    assert_eq!(later.header("set-cookie"), "");
    let tags = [chosen.header("etag"), later.header("etag")];
    assert!(!tags.contains(&world.page("/c/demo", "en").await.header("etag")), "a language has its own tags");
}

#[tokio::test]
async fn the_home_page_says_what_goes_on() {
    let world = World::lived_in().await;
    let page = world.page("/c/demo", "en").await.text;
    for text in [
        "This community is a pilot",
        "is being founded (6 voting members so far)",
        "a single operator, who could rewrite it",
        "Epoch 5",
        "16 minutes 30 seconds left.",
        "Shares of epoch 2",
        "<svg class=\"bars\"",
        "2 hours left to vote",
        "Contributions, latest first",
        "As of block 100",
    ] {
        assert!(page.contains(text), "{text} is missing");
    }
}

#[tokio::test]
async fn acts_carry_what_the_script_needs() {
    let world = World::lived_in().await;
    let proposal = world.page(&format!("/c/demo/proposals/members/{ACTIVE}"), "en").await.text;
    for text in [
        "data-prepare=\"/api/v1/communities/demo/relay/vote\"",
        "data-rpc-url=\"http://127.0.0.1:8545\"",
        "{\"support\":\"abstain\"}",
        ACTIVE,
        "<noscript>",
    ] {
        assert!(proposal.contains(text), "{text} is missing");
    }
    let over = world.page("/c/demo/proposals/members/1", "en").await.text;
    assert!(!over.contains("relay/vote"), "nobody votes on what is over");
    assert!(over.contains("data-direct=\"/api/v1/communities/demo/relay/queue\""), "it passed: anybody can go on");
    let home = world.page("/c/demo", "en").await.text;
    assert!(
        home.contains("data-direct=\"/api/v1/communities/demo/relay/open\""),
        "a founding with enough votes can end"
    );
    let member = world.page("/c/demo/members/1", "en").await.text;
    assert!(member.contains("relay/claim") && member.contains("0.25 ETH"), "{member}");
    let closed = world.page("/c/demo/join", "en").await.text;
    assert!(closed.contains("by invitation") && !closed.contains("relay/join"));
    let invited = world.page("/c/demo/join?invitation=abc", "en").await.text;
    assert!(invited.contains("relay/join") && invited.contains("&#34;invitation&#34;:&#34;abc&#34;"), "{invited}");
}

#[tokio::test]
async fn assets_are_kept_by_their_hash_only() {
    let world = World::lived_in().await;
    let page = world.page("/c/demo/members/1", "en").await.text;
    for name in ["app.css", "act.js"] {
        let end = page.find(name).unwrap_or_else(|| panic!("{name} is on the page")) + name.len();
        let start = page[..end].rfind("/assets/").expect("assets have a folder");
        let asset = world.get(&page[start..end]).await;
        assert_eq!(asset.header("cache-control"), "public, max-age=31536000, immutable");
        let old = world.get(&format!("/assets/0/{name}")).await;
        assert_eq!((old.header("cache-control"), &old.text), ("no-cache", &asset.text));
    }
    assert_eq!(world.get("/assets/0/..%2fCargo.toml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_start_page_leads_to_the_communities() {
    let world = World::lived_in().await;
    let one = world.get("/?lang=fr").await;
    assert_eq!((one.status, one.header("location")), (StatusCode::TEMPORARY_REDIRECT, "/c/demo?lang=fr"));
    let none = World::with(Vec::new()).await.page("/", "fr").await;
    assert!(none.text.contains("Aucune communauté n’est encore indexée"), "{}", none.text);
    let communities = vec![community("a", "Alpha"), community("b", "Beta")];
    let two = World::with(communities.clone()).await;
    for community in &communities {
        rows::follow(&two.store, community).await;
        rows::move_to(&two.store, community.slug.as_str(), 1).await;
    }
    let page = two.page("/", "en").await.text;
    assert!(page.contains("href=\"/c/a\"") && page.contains("Beta"), "{page}");
    for path in ["/c/a", "/c/a/members", "/c/a/proposals", "/c/a/epochs/0", "/c/a/join"] {
        let empty = two.page(path, "en").await;
        assert_eq!(empty.status, StatusCode::OK, "{path}: {}", empty.text);
        assert!(empty.text.contains("class=\"empty\""), "{path} says what to do next");
    }
}
