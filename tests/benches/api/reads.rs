//! Reads: a member's profile beside the bare handler, a deep page beside the first one.

use palabre_tests::{figures::median, node::Node};
use serde_json::{Value, json};

use super::{
    Figures, Outcome,
    data::{self, Data},
    floor::Floor,
    http::{self, Connection, Round},
    note, quantile,
};

const ROUNDS: usize = 7;
const CONNECTIONS: usize = 32;
/// Requests of a round, each for another member.
const REQUESTS: u64 = 20_000;
/// Contributions before the deep page.
const DEPTH: usize = 900_000;
const PAGE_REQUESTS: usize = 400;

/// Where a node serves, without the scheme.
pub(crate) fn address(node: &Node) -> Outcome<&str> {
    Ok(node.pages.strip_prefix("http://").ok_or("the node is not on plain HTTP")?)
}

pub(crate) async fn profiles(node: &Node, data: &Data) -> Outcome<Figures> {
    let floor = Floor::start(&data.database())?;
    let ours = address(node)?;
    let profile = |id: u64| format!("/api/v1/communities/{}/members/{id}", data::SLUG);
    let bare = |id: u64| format!("/members/{id}");
    // Both have their files in memory and what they prepare prepared before it counts.
    for (address, paths) in [(ours, paths(0, profile)), (floor.address.as_str(), paths(0, bare))] {
        http::round(address, CONNECTIONS, &paths).await?;
    }
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS as u64 {
        note(&format!("profile: round {round} of {ROUNDS}"));
        theirs.push(http::round(&floor.address, CONNECTIONS, &paths(round, bare)).await?);
        mine.push(http::round(ours, CONNECTIONS, &paths(round, profile)).await?);
    }
    let ratios = mine.iter().zip(&theirs).map(|(mine, theirs)| mine.rate / theirs.rate).collect();
    let rate = |rounds: &[Round]| median(rounds.iter().map(|round| round.rate).collect());
    let slowest = |rounds: &[Round]| median(rounds.iter().map(|round| quantile(&round.times, 0.99)).collect());
    let figures = json!({
        "profile_ratio": median(ratios),
        "profile_per_second": rate(&mine),
        "profile_p99_ms": slowest(&mine),
        "floor_per_second": rate(&theirs),
        "floor_p99_ms": slowest(&theirs),
    });
    Ok(figures.as_object().cloned().unwrap_or_default())
}

/// Paths of different members in an order without a pattern; rounds have different ones.
fn paths(round: u64, path: impl Fn(u64) -> String) -> Vec<String> {
    // A prime that does not divide the number of members: each number comes once.
    const STEP: u64 = 61_843;
    (0..REQUESTS).map(|number| (round * REQUESTS + number) * STEP % data::MEMBERS + 1).map(path).collect()
}

pub(crate) async fn pages(node: &Node) -> Outcome<Figures> {
    let address = address(node)?;
    let list = format!("/api/v1/communities/{}/contributions", data::SLUG);
    note("pages: turning 4,500 of them");
    let mut connection = Connection::open(address).await?;
    let mut next = format!("{list}?limit=200");
    let mut turned = 0;
    while turned < DEPTH {
        let answer = connection.get(&next).await?;
        let page: Value = serde_json::from_slice(&answer.body)?;
        turned += page["items"].as_array().map_or(0, Vec::len);
        next = page["next"].as_str().ok_or("the list ended early")?.to_owned();
    }
    let after = next.split("after=").nth(1).ok_or("a next page without a cursor")?;
    let same = |path: String| vec![path; PAGE_REQUESTS];
    let (first, deep) = (same(format!("{list}?limit=100")), same(format!("{list}?limit=100&after={after}")));
    let (mut firsts, mut deeps) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        note(&format!("pages: round {round} of {ROUNDS}"));
        firsts.push(http::round(address, 4, &first).await?);
        deeps.push(http::round(address, 4, &deep).await?);
    }
    let ratios = firsts.iter().zip(&deeps).skip(1).map(|(first, deep)| first.rate / deep.rate).collect();
    let rate = |rounds: &[Round]| median(rounds.iter().skip(1).map(|round| round.rate).collect());
    let figures = json!({
        "deep_page_ratio": median(ratios),
        "first_pages_per_second": rate(&firsts),
        "deep_pages_per_second": rate(&deeps),
    });
    Ok(figures.as_object().cloned().unwrap_or_default())
}
