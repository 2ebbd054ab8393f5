//! From TOML to a policy: everything is checked, and every mistake is told at once.

mod line;
pub(crate) mod reader;

use std::collections::BTreeMap;

use self::reader::Section;
pub use self::reader::{Mistake, Mistakes};
use super::{
    kind::Kind,
    rules::{ChainRules, LadderRules, Policy, ReviewRules, Rungs, ThanksRules},
    words::DAY,
};

/// Longest text of a policy, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// The format that this program reads.
const FORMAT: u32 = 1;
/// Ten thousand parts are the whole.
const WHOLE: u32 = 10_000;

impl Policy {
    /// The policy that a text says. Every mistake is told, with line, key and what was expected.
    pub fn parse(text: &str) -> Result<Self, Mistakes> {
        reader::document(text, MOST_BYTES, read)
    }
}

fn read(root: Section<'_>) -> Policy {
    let format: u32 = root.number("format", None, 0..=u32::MAX);
    if root.has("format") && format != FORMAT {
        root.wrong("format", format!("expected {FORMAT}: this program reads no other format"));
    }
    let (accounts, votes) = (root.section("accounts"), root.section("votes"));
    let policy = Policy {
        version: root.number("version", None, 1..=u32::MAX),
        name: root.text("name", 80),
        hold_epochs: accounts.number("hold_epochs", None, 0..=12),
        votes_per_day: votes.number("per_day", None, 1..=1000),
        thanks: thanks(root.section("thanks")),
        review: review(root.section("review")),
        ladder: ladder(root.section("ladder")),
        chain: chain(root.section("chain")),
        lines: lines(root.section("kind")),
    };
    accounts.finish();
    votes.finish();
    root.finish();
    policy
}

fn thanks(section: Section<'_>) -> ThanksRules {
    let rules = ThanksRules {
        given_per_epoch: section.number("given_per_epoch", None, 0..=10_000),
        to_one_per_epoch: section.number("to_one_per_epoch", None, 0..=10_000),
        extra_every: section.number("extra_every", None, 2..=10_000),
    };
    section.finish();
    rules
}

fn review(section: Section<'_>) -> ReviewRules {
    let rules = ReviewRules {
        wait: section.duration("wait", 366 * DAY),
        second_from: section.number("second_from", None, 0..=1_000_000),
        second_pseudonymous: section.flag("second_pseudonymous"),
        audit_bps: section.number("audit_bps", None, 0..=WHOLE),
        budget: section.number("budget", None, 1..=1_000_000),
        to_one_bps: section.number("to_one_bps", None, 1..=WHOLE),
        strikes: section.number("strikes", None, 1..=100),
        strike_epochs: section.number("strike_epochs", None, 1..=36),
    };
    section.finish();
    rules
}

fn ladder(section: Section<'_>) -> LadderRules {
    let rules = LadderRules {
        confirmed: rungs(section.section("confirmed")),
        reviewer: rungs(section.section("reviewer")),
        overturned_bps: section.number("overturned_bps", None, 0..=WHOLE),
        keep_bps: section.number("keep_bps", None, 1..=WHOLE),
        keep_epochs: section.number("keep_epochs", None, 1..=36),
    };
    section.finish();
    rules
}

fn rungs(section: Section<'_>) -> Rungs {
    let rungs = Rungs {
        days: section.number("days", Some(0), 0..=3660),
        points: section.number("points", None, 0..=1_000_000),
        confirmers: section.number("confirmers", None, 0..=1000),
        active_days: section.number("active_days", None, 0..=3660),
        epochs: section.number("epochs", Some(0), 0..=36),
    };
    section.finish();
    rungs
}

fn chain(section: Section<'_>) -> ChainRules {
    let lanes = section.numbers::<u8>("vote_lanes", 0..=8, 0..=7);
    let rules = ChainRules {
        quorum: section.by_lane("quorum", 0..=20),
        cap: section.by_lane("cap", 0..=1_000_000),
        active_at: section.number("active_at", None, 1..=1_000_000),
        vote_lanes: lanes.into_iter().fold(0, |bits, lane| bits | 1 << lane),
        reserve_bps: section.number("reserve_bps", None, 0..=10_000),
        equal_bps: section.number("equal_bps", None, 0..=10_000),
        lane_bps: section.by_lane("lane_bps", 0..=10_000),
        lane_floor: section.by_lane("lane_floor", 0..=1_000_000),
        member_cap_bps: section.number("member_cap_bps", None, 0..=10_000),
    };
    let parts: u32 = rules.lane_bps.iter().map(|bps| u32::from(*bps)).sum();
    let sum = parts + u32::from(rules.reserve_bps) + u32::from(rules.equal_bps);
    if sum > WHOLE {
        let expected = format!("expected at most {WHOLE} together with reserve_bps and equal_bps, they sum to {sum}");
        section.wrong("lane_bps", expected);
    }
    section.finish();
    rules
}

fn lines(section: Section<'_>) -> BTreeMap<Kind, super::rules::Line> {
    let mut lines = BTreeMap::new();
    for (name, at, line) in section.entries() {
        match name.parse::<Kind>() {
            Ok(kind) => {
                lines.insert(kind, line::read(kind, line));
            }
            Err(_) => {
                let known: Vec<&str> = Kind::all().map(Kind::name).collect();
                section.note(at, name, format!("is no kind of contribution: known are {}", known.join(", ")));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests;
