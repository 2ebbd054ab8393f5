//! Every mistake is told, with its line and key; what does not matter does not change the hash.

use super::*;
use crate::policy::{Preset, words::Band};

fn preset() -> &'static str {
    Preset::named("open-community").unwrap().toml
}

/// The preset with a piece of text replaced.
fn changed(from: &str, to: &str) -> String {
    assert!(preset().contains(from), "{from} is not in the preset");
    preset().replacen(from, to, 1)
}

#[track_caller]
fn mistakes(text: &str) -> Vec<(usize, String, String)> {
    let Mistakes(found) = Policy::parse(text).expect_err("this has a mistake");
    found.into_iter().map(|one| (one.line, one.key, one.expected)).collect()
}

/// The one mistake after a change: its key, and a part of what was expected.
#[track_caller]
fn check(from: &str, to: &str, key: &str, expected: &str) {
    let text = changed(from, to);
    let found = mistakes(&text);
    let [(line, found_key, told)] = &found[..] else { panic!("one mistake expected: {found:#?}") };
    assert_eq!(found_key, key, "{told}");
    assert!(told.contains(expected), "{told}");
    assert!(*line > 1, "{told}");
}

#[test]
fn presets_are_read() {
    let policy = Policy::parse(preset()).unwrap();
    assert_eq!((policy.version(), policy.name()), (1, "open community"));
    let page = policy.line(Kind::WikiPage).unwrap();
    assert_eq!(page.worth, crate::policy::Worth::Bands(vec![(Band::S, 3), (Band::M, 5), (Band::L, 8)]));
    assert_eq!(page.confirm[0].count_for(&page.worth, Some(Band::L)), 2);
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_text() {
    let text = changed("version = 1\n", "version = 0\n")
        .replacen("per_day = 10 ", "per_dya = 10 ", 1)
        .replacen("points = 13", "points = \"13\"", 1)
        .replacen("[kind.minutes]", "[kind.protocol]", 1);
    let found = mistakes(&text);
    let told: Vec<(usize, &str)> = found.iter().map(|(line, key, _)| (*line, key.as_str())).collect();
    let line_of = |piece: &str| text.lines().position(|line| line.contains(piece)).unwrap() + 1;
    assert_eq!(
        told,
        [
            (line_of("version = 0"), "version"),
            (line_of("[votes]"), "votes.per_day"),
            (line_of("per_dya"), "votes.per_dya"),
            (line_of("points = \"13\""), "kind.wiki_reference.points"),
            (line_of("[kind.protocol]"), "kind.protocol"),
        ]
    );
    assert_eq!(found[0].2, format!("expected a whole number from 1 to {}", u32::MAX));
    assert!(found[4].2.contains("minutes"), "known kinds are named: {}", found[4].2);
}

#[test]
fn each_key_says_what_it_expects() {
    check("format = 1", "format = 2", "format", "expected 1");
    check("name = \"open community\"", "name = \"a\\nb\"", "name", "on one line");
    check("wait = \"30d\"", "wait = \"30 days\"", "review.wait", "a duration such as");
    check("wait = \"30d\"", "wait = 30", "review.wait", "a duration such as");
    check("second_pseudonymous = false", "second_pseudonymous = 0", "review.second_pseudonymous", "true or false");
    check("audit_bps = 500", "audit_bps = 10001", "review.audit_bps", "from 0 to 10000");
    check("vote_lanes = [0, 1, 2, 3, 4, 5, 6]", "vote_lanes = [0, 8]", "chain.vote_lanes", "from 0 to 7");
    check("cap = [120, 120,", "cap = [120,", "chain.cap", "a list of 8 whole numbers");
    check("equal_bps = 2000", "equal_bps = 2001", "chain.lane_bps", "they sum to 10001");
    check("automatic = \"trusted\"", "automatic = \"maybe\"", "kind.wiki_edit.automatic", "never, trusted, always");
    check("by = [\"patroller\", \"documentalist\"]", "by = [\"robot\"]", "kind.wiki_edit.confirm.by", "patroller");
    check("by = [\"patroller\", \"documentalist\"]", "by = []", "kind.wiki_edit.confirm.by", "a list of some of");
    check("count = [1, 1, 2] }]", "count = [1, 2] }]", "kind.wiki_page.confirm.count", "a list of 3");
    check("{ S = 3, M = 5, L = 8 }", "{ S = 3, M = 3, L = 8 }", "kind.wiki_page.bands", "more points for larger ones");
    check("{ S = 3, M = 5, L = 8 }", "{ S = 3, M = 5, XXL = 8, L = 9 }", "kind.wiki_page.bands.XXL", "is no size");
    check(
        "lane = 0\npoints = 0",
        "lane = 0\npoints = 1",
        "kind.wiki_minor_edit.points",
        "activity alone is worth nothing",
    );
    check("confirm = [{ by = [\"giver\"] }]\n", "", "kind.thanks.confirm", "confirmed by somebody");
    check(
        "points = 13",
        "points = 13\nrate = { points = 1, size = 1, most = 1 }",
        "kind.wiki_reference.points",
        "one of",
    );
    check("extra_every = 10 ", "extra_every = 1 ", "thanks.extra_every", "from 2");
    check("points = 13", "points = 13\nevery = 5", "kind.wiki_reference.every", "wiki_patrol");
    check("[votes]", "[votes]\nper_week = 3", "votes.per_week", "known are per_day");
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    let found = mistakes("format = 1\nversion = = 2\n");
    assert_eq!(found[0].0, 2, "{found:?}");
    assert_eq!(mistakes("")[0], (1, "accounts".to_owned(), "this section is missing".to_owned()));
    assert!(mistakes(&"#".repeat(70_000))[0].2.contains("at most 65536"));
}

#[test]
fn the_hash_follows_the_meaning_and_not_the_spelling() {
    let policy = Policy::parse(preset()).unwrap();
    let same = changed("wait = \"30d\"", "wait = \"720h\" # a month")
        .replacen("[kind.thanks]", "\n\n[kind.thanks]\nautomatic = \"never\"\nevery = 1", 1)
        .replacen("by = [\"patroller\", \"documentalist\"]", "by = [\"documentalist\", \"patroller\"]", 1);
    assert_eq!(Policy::parse(&same).unwrap().hash(), policy.hash());
    let values = preset().lines().filter(|line| line.contains('=') && !line.starts_with("format"));
    let mut changes = 0;
    for line in values {
        // Raise the last number of each line that has one; most give another valid policy, which must hash differently.
        let code = line.split('#').next().unwrap_or("");
        let Some(end) = code.rfind(|c: char| c.is_ascii_digit()) else { continue };
        let start = code[..=end].rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let raised = code[start..=end].parse::<u64>().unwrap() + 1;
        let text = preset().replacen(line, &format!("{}{raised}{}", &code[..start], &code[end + 1..]), 1);
        if let Ok(other) = Policy::parse(&text) {
            assert_ne!(other.hash(), policy.hash(), "{line}");
            changes += 1;
        }
    }
    assert!(changes > 60, "{changes} changes tried");
}

#[test]
fn the_canonical_form_is_sorted_lines() {
    let policy = Policy::parse(preset()).unwrap();
    let canonical = policy.canonical();
    let lines: Vec<&str> = canonical.lines().collect();
    assert_eq!(lines[0], "format=1");
    assert!(lines[1..].is_sorted());
    assert!(lines.contains(&"kind.wiki_page.bands=S:3,M:5,L:8"));
    assert!(lines.contains(&"kind.wiki_edit.matures=604800"));
    assert!(lines.contains(&"kind.wiki_edit.confirm=documentalist|patroller:1"));
    let words = alloy::primitives::keccak256(canonical.as_bytes());
    assert_eq!(policy.hash(), words);
}
