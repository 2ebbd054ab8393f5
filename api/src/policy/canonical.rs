//! The canonical form: every value of a policy on a line of its own, sorted by key, defaults written out. Comments, order
//! and spelling of the TOML do not change it, so they do not change the hash on chain.

use std::fmt::Display;

use super::rules::{Caps, ChainRules, LadderRules, Line, Matures, Policy, Requirement, Rungs, Worth};

/// Lines `key=value` in the making.
#[derive(Default)]
struct Lines(Vec<String>);

impl Lines {
    fn put(&mut self, key: impl Display, value: impl Display) {
        self.0.push(format!("{key}={value}"));
    }

    fn list<T: Display>(&mut self, key: impl Display, values: impl IntoIterator<Item = T>) {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        self.put(key, values.join(","));
    }
}

impl Policy {
    /// The text whose keccak-256 is the policy's hash: `format=1`, then lines `key=value` sorted by key, durations in
    /// seconds, each line ended by a line feed.
    pub fn canonical(&self) -> String {
        let mut lines = Lines::default();
        lines.put("version", self.version);
        // A name cannot break out of its line: control characters are refused when it is read.
        lines.put("name", &self.name);
        lines.put("accounts.hold_epochs", self.hold_epochs);
        lines.put("votes.per_day", self.votes_per_day);
        lines.put("thanks.given_per_epoch", self.thanks.given_per_epoch);
        lines.put("thanks.to_one_per_epoch", self.thanks.to_one_per_epoch);
        lines.put("thanks.extra_every", self.thanks.extra_every);
        self.put_review(&mut lines);
        put_ladder(&mut lines, &self.ladder);
        put_chain(&mut lines, &self.chain);
        for (kind, line) in &self.lines {
            put_line(&mut lines, &format!("kind.{}", kind.name()), line);
        }
        lines.0.sort();
        format!("format=1\n{}\n", lines.0.join("\n"))
    }

    fn put_review(&self, lines: &mut Lines) {
        let review = &self.review;
        lines.put("review.wait", review.wait);
        lines.put("review.second_from", review.second_from);
        lines.put("review.second_pseudonymous", review.second_pseudonymous);
        lines.put("review.audit_bps", review.audit_bps);
        lines.put("review.budget", review.budget);
        lines.put("review.to_one_bps", review.to_one_bps);
        lines.put("review.strikes", review.strikes);
        lines.put("review.strike_epochs", review.strike_epochs);
    }
}

fn put_ladder(lines: &mut Lines, ladder: &LadderRules) {
    for (name, rungs) in [("confirmed", &ladder.confirmed), ("reviewer", &ladder.reviewer)] {
        let Rungs { days, points, confirmers, active_days, epochs } = rungs;
        let values = [
            ("days", days),
            ("points", points),
            ("confirmers", confirmers),
            ("active_days", active_days),
            ("epochs", epochs),
        ];
        for (key, value) in values {
            lines.put(format!("ladder.{name}.{key}"), value);
        }
    }
    lines.put("ladder.overturned_bps", ladder.overturned_bps);
    lines.put("ladder.keep_bps", ladder.keep_bps);
    lines.put("ladder.keep_epochs", ladder.keep_epochs);
}

fn put_chain(lines: &mut Lines, chain: &ChainRules) {
    lines.list("chain.quorum", chain.quorum);
    lines.list("chain.cap", chain.cap);
    lines.put("chain.active_at", chain.active_at);
    lines.list("chain.vote_lanes", (0..8u8).filter(|lane| chain.vote_lanes & 1 << lane != 0));
    lines.put("chain.reserve_bps", chain.reserve_bps);
    lines.put("chain.equal_bps", chain.equal_bps);
    lines.list("chain.lane_bps", chain.lane_bps);
    lines.list("chain.lane_floor", chain.lane_floor);
    lines.put("chain.member_cap_bps", chain.member_cap_bps);
}

fn put_line(lines: &mut Lines, key: &str, line: &Line) {
    lines.put(format!("{key}.lane"), line.lane);
    match &line.worth {
        Worth::Points(points) => lines.put(format!("{key}.points"), points),
        Worth::Bands(bands) => {
            lines.list(format!("{key}.bands"), bands.iter().map(|(band, points)| format!("{band}:{points}")));
        }
        Worth::Rate { points, size, most } => lines.put(format!("{key}.rate"), format!("{points}/{size},{most}")),
    }
    lines.list(format!("{key}.confirm"), line.confirm.iter().map(requirement));
    lines.put(format!("{key}.automatic"), line.automatic);
    match line.matures {
        Matures::After(seconds) => lines.put(format!("{key}.matures"), seconds),
        Matures::EpochEnd => lines.put(format!("{key}.matures"), "epoch_end"),
    }
    let Caps { per_day, per_epoch, per_object, pair_per_day, pair_per_epoch } = line.caps;
    let caps = [
        ("per_day", per_day),
        ("per_epoch", per_epoch),
        ("per_object", per_object),
        ("pair_per_day", pair_per_day),
        ("pair_per_epoch", pair_per_epoch),
    ];
    for (name, cap) in caps {
        lines.put(format!("{key}.{name}"), cap.map_or("none".to_owned(), |cap| cap.to_string()));
    }
    lines.put(format!("{key}.from_votes"), line.from_votes);
    lines.put(format!("{key}.min_size"), line.min_size);
    lines.put(format!("{key}.min_people"), line.min_people);
    lines.put(format!("{key}.every"), line.every);
    lines.put(format!("{key}.top_authors"), line.top_authors);
    lines.put(format!("{key}.active_day"), line.active_day);
}

fn requirement(requirement: &Requirement) -> String {
    let mut by: Vec<&str> = requirement.by.iter().map(|confirmer| confirmer.name()).collect();
    by.sort_unstable();
    let count: Vec<String> = requirement.count.iter().map(u32::to_string).collect();
    let confirmed = if requirement.confirmed { ":confirmed" } else { "" };
    format!("{}:{}{confirmed}", by.join("|"), count.join("/"))
}
