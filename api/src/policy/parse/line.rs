//! A line of the table.

use super::reader::Section;
use crate::policy::{
    kind::{Kind, Unit},
    rules::{Caps, Line, Matures, Requirement, Worth},
    words::{Automatic, Band, Confirmer, DAY},
};

/// Most points of one contribution: what 24 bits hold.
const MOST_POINTS: u32 = (1 << 24) - 1;

pub(super) fn read(kind: Kind, section: Section<'_>) -> Line {
    let lane: u8 = section.number("lane", None, 0..=7);
    let worth = worth(&section);
    let line = Line {
        // Lanes outside 0 to 7 were refused above.
        lane: palabre_contracts::Lane::new(lane).unwrap_or_else(|_| unreachable!("a lane was checked")),
        confirm: section.tables("confirm").into_iter().map(|table| requirement(table, &worth)).collect(),
        automatic: section.word("automatic", Automatic::Never, &names(Automatic::ALL)),
        matures: matures(&section),
        caps: Caps {
            per_day: section.cap("per_day"),
            per_epoch: section.cap("per_epoch"),
            per_object: section.cap("per_object"),
            pair_per_day: section.cap("pair_per_day"),
            pair_per_epoch: section.cap("pair_per_epoch"),
        },
        from_votes: section.flag("from_votes"),
        min_size: section.number("min_size", Some(0), 0..=1_000_000_000),
        min_people: section.number("min_people", Some(0), 0..=1000),
        every: section.number("every", Some(1), 1..=100_000),
        top_authors: section.number("top_authors", Some(1), 1..=20),
        active_day: section.flag("active_day"),
        worth,
    };
    check(kind, &section, &line);
    section.finish();
    line
}

/// What no single key can get wrong alone.
fn check(kind: Kind, section: &Section<'_>, line: &Line) {
    let nothing = kind.info().unit == Unit::Nothing;
    if nothing && line.worth != Worth::Points(0) {
        section.wrong("points", "expected 0: activity alone is worth nothing, acceptance by somebody is");
    }
    if !nothing && line.worth.most() > 0 && line.confirm.is_empty() {
        section.wrong("confirm", "is missing: whatever is worth points is confirmed by somebody");
    }
    if kind != Kind::Translation && matches!(line.worth, Worth::Rate { .. }) {
        section.wrong("rate", "is for translations, whose size is told in words");
    }
    if line.every > 1 && kind.info().unit != Unit::Bundle {
        let bundles = [Kind::WikiPatrol, Kind::Classification].map(Kind::name).join(" and ");
        section.wrong("every", format!("is for {bundles}"));
    }
}

fn worth(section: &Section<'_>) -> Worth {
    let given = ["points", "bands", "rate"].into_iter().filter(|name| section.has(name)).count();
    if given != 1 {
        section.wrong("points", "expected one of points, bands and rate");
        return Worth::Points(0);
    }
    if section.has("bands") {
        return bands(section.section("bands"));
    }
    if section.has("rate") {
        let rate = section.section("rate");
        let worth = Worth::Rate {
            points: rate.number("points", None, 1..=MOST_POINTS),
            size: rate.number("size", None, 1..=1_000_000_000),
            most: rate.number("most", None, 1..=MOST_POINTS),
        };
        rate.finish();
        return worth;
    }
    Worth::Points(section.number("points", None, 0..=MOST_POINTS))
}

fn bands(section: Section<'_>) -> Worth {
    let mut bands: Vec<(Band, u32)> = Vec::new();
    for (name, at, number) in section.pairs() {
        let points =
            number.and_then(|number| u32::try_from(number).ok()).filter(|points| (1..=MOST_POINTS).contains(points));
        match (name.parse::<Band>(), points) {
            (Ok(band), Some(points)) => bands.push((band, points)),
            (Ok(_), None) => section.note(at, name, format!("expected a whole number from 1 to {MOST_POINTS}")),
            (Err(_), _) => section.note(at, name, format!("is no size: known are {}", names(Band::ALL))),
        }
    }
    bands.sort_unstable();
    if bands.is_empty() || bands.windows(2).any(|pair| pair[0].1 >= pair[1].1) {
        section.note(
            section.at(),
            "",
            "expected sizes with more points for larger ones, such as { S = 3, M = 5, L = 8 }",
        );
    }
    Worth::Bands(bands)
}

fn requirement(section: Section<'_>, worth: &Worth) -> Requirement {
    let by = section.words("by", &names(Confirmer::ALL));
    let count = if section.is_list("count") {
        let bands = worth.bands().len();
        if bands == 0 {
            section.wrong("count", "expected one number: a list is for lines with bands");
        }
        section.numbers("count", bands.max(1)..=bands.max(1), 1..=100)
    } else {
        vec![section.number("count", Some(1), 1..=100)]
    };
    let requirement = Requirement { by, count, confirmed: section.flag("confirmed") };
    section.finish();
    requirement
}

fn matures(section: &Section<'_>) -> Matures {
    if section.string("matures") == Some("epoch_end") {
        return Matures::EpochEnd;
    }
    if !section.has("matures") {
        return Matures::After(0);
    }
    Matures::After(section.duration("matures", 366 * DAY))
}

fn names<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
