//! What another policy would have given for what was recorded. The chain holds member, lane, points and kind of each
//! contribution: what it does not hold stays unknown, and is told.

use std::collections::HashMap;

use palabre_contracts::{Lane, MemberId};

use super::{
    kind::Kind,
    rules::{Line, Policy, Worth},
    words::Band,
};

/// A recorded contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// The beneficiary.
    pub member: MemberId,
    /// The lane.
    pub lane: Lane,
    /// Points before caps of the contracts.
    pub points: u32,
    /// Number of the kind.
    pub kind: u16,
}

/// What it would have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retraced {
    /// The lane.
    pub lane: Lane,
    /// Points before caps of the contracts.
    pub points: u32,
    /// Why.
    pub how: How,
}

/// How a past contribution was retraced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    /// Its kind is private or of an import: it stays as it was.
    UnknownKind,
    /// The policy that is tried does not recognise its kind.
    NotRecognised,
    /// The line's points.
    Fixed,
    /// The same band, by its place.
    Band(Band),
    /// A share among co-authors, or points by size: in proportion.
    Scaled,
    /// Its points are none of the known policy's: they stay as they were.
    Unplaced,
    /// Beyond what the line's caps can let through in an epoch.
    Capped(u32),
}

/// Retraces the contributions of one epoch, in the order of the chain. `base` is the policy that they were recognised by,
/// `days` the length of the epoch. Caps per day are not known to the chain: only what they let through in so many days
/// is; caps per pair and object are not applied.
pub fn retrace(base: &Policy, tried: &Policy, days: u32, items: &[Past]) -> Vec<Retraced> {
    let (mut counts, mut votes) = (HashMap::<(MemberId, Kind), u32>::new(), HashMap::<MemberId, u32>::new());
    let mut retraced = Vec::with_capacity(items.len());
    for item in items {
        let stays = Retraced { lane: item.lane, points: item.points, how: How::UnknownKind };
        let Some(kind) = Kind::from_number(item.kind) else {
            retraced.push(stays);
            continue;
        };
        let Some(line) = tried.line(kind) else {
            retraced.push(Retraced { points: 0, how: How::NotRecognised, ..stays });
            continue;
        };
        let (points, how) = points(base.line(kind), line, item.points);
        let mut one = Retraced { lane: line.lane, points, how };
        let count = counts.entry((item.member, kind)).or_default();
        let voted = votes.entry(item.member).or_default();
        let mut most = most_per_epoch(line, days);
        *count += 1;
        if line.from_votes {
            *voted += 1;
            let all = tried.votes_per_day.saturating_mul(days);
            if *voted > all {
                most = Some(0);
            }
        }
        if let Some(most) = most.filter(|most| *count > *most) {
            one = Retraced { points: 0, how: How::Capped(most), ..one };
        }
        retraced.push(one);
    }
    retraced
}

/// How many of a line can count for a member in an epoch of so many days.
fn most_per_epoch(line: &Line, days: u32) -> Option<u32> {
    let by_day = line.caps.per_day.map(|most| most.saturating_mul(days));
    [by_day, line.caps.per_epoch].into_iter().flatten().min()
}

fn points(base: Option<&Line>, tried: &Line, was: u32) -> (u32, How) {
    let Some(base) = base else { return (was, How::Unplaced) };
    let scaled =
        |of: u32, to: u32| u32::try_from(u64::from(was) * u64::from(to) / u64::from(of.max(1))).unwrap_or(u32::MAX);
    match (&base.worth, &tried.worth) {
        (Worth::Points(known), Worth::Points(points)) if was == *known => (*points, How::Fixed),
        (Worth::Points(known), Worth::Points(points)) if was < *known => (scaled(*known, *points), How::Scaled),
        (Worth::Bands(known), _) => match known.iter().position(|(_, points)| *points == was) {
            Some(place) => banded(known[place].0, place, tried).unwrap_or((was, How::Unplaced)),
            None => (was, How::Unplaced),
        },
        (Worth::Rate { points: known, size, .. }, Worth::Rate { points, size: each, most }) => {
            let to = u128::from(was) * u128::from(*size) * u128::from(*points);
            let to = to / (u128::from(*known).max(1) * u128::from(*each).max(1));
            (u32::try_from(to).unwrap_or(u32::MAX).min(*most), How::Scaled)
        }
        (_, Worth::Points(points)) => (*points, How::Fixed),
        _ => (was, How::Unplaced),
    }
}

/// A recorded band keeps its name, or its place where the tried policy has no band of that name.
fn banded(band: Band, place: usize, tried: &Line) -> Option<(u32, How)> {
    match &tried.worth {
        Worth::Points(points) => Some((*points, How::Fixed)),
        Worth::Bands(bands) => {
            let named = bands.iter().find(|(one, _)| *one == band);
            named.or(bands.get(place)).or(bands.last()).map(|(band, points)| (*points, How::Band(*band)))
        }
        Worth::Rate { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Preset;

    fn open() -> &'static str {
        Preset::named("open-community").unwrap().toml
    }

    fn policy(changes: &[(&str, &str)]) -> Policy {
        let text = changes.iter().fold(open().to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        Policy::parse(&text).unwrap()
    }

    fn past(kind: Kind, points: u32) -> Past {
        let (member, lane) = (MemberId::new(1).unwrap(), policy(&[]).line(kind).unwrap().lane);
        Past { member, lane, points, kind: kind.number() }
    }

    #[track_caller]
    fn check(changes: &[(&str, &str)], item: Past, points: u32, how: How) {
        let told = retrace(&policy(&[]), &policy(changes), 30, &[item]);
        assert_eq!((told[0].points, told[0].how), (points, how));
    }

    #[test]
    fn points_bands_shares_and_sizes_keep_their_place() {
        let page = [("bands = { S = 3, M = 5, L = 8 }\nconfirm", "bands = { S = 4, M = 7, L = 12 }\nconfirm")];
        check(&page, past(Kind::WikiPage, 3), 4, How::Band(Band::S));
        check(&page, past(Kind::WikiPage, 8), 12, How::Band(Band::L));
        check(&page, past(Kind::WikiPage, 4), 4, How::Unplaced);
        let patch =
            [("bands = { S = 2, M = 5, L = 8, XL = 13 }", "bands = { S = 2, M = 5, L = 8 }"), ("[1, 1, 2, 2]", "1")];
        check(&patch, past(Kind::Patch, 13), 8, How::Band(Band::L));
        check(&[("points = 13", "points = 26")], past(Kind::WikiReference, 13), 26, How::Fixed);
        check(&[("points = 13", "points = 26")], past(Kind::WikiReference, 5), 10, How::Scaled);
        check(&[("rate = { points = 3,", "rate = { points = 6,")], past(Kind::Translation, 6), 12, How::Scaled);
        check(&[("rate = { points = 3,", "rate = { points = 6,")], past(Kind::Translation, 12), 13, How::Scaled);
    }

    #[test]
    fn what_is_not_known_stays_and_what_is_not_recognised_falls() {
        let unknown = Past { kind: 2, ..past(Kind::WikiEdit, 7) };
        check(&[], unknown, 7, How::UnknownKind);
        let text = open().replace(
            "[kind.session]\nlane = 6\npoints = 5\nconfirm = [{ by = [\"attendee\"], count = 2 }]\nper_day = 1\n",
            "",
        );
        let tried = Policy::parse(&text).unwrap();
        let told = retrace(&policy(&[]), &tried, 30, &[past(Kind::Session, 5)]);
        assert_eq!((told[0].points, told[0].how), (0, How::NotRecognised));
    }

    #[test]
    fn caps_leave_out_what_an_epoch_cannot_hold() {
        let four = [past(Kind::WikiReference, 13); 4];
        let told = retrace(&policy(&[]), &policy(&[]), 30, &four);
        let points: Vec<u32> = told.iter().map(|one| one.points).collect();
        assert_eq!(points, [13, 13, 0, 0], "two an epoch");
        let edits = [past(Kind::WikiEdit, 2); 9];
        let told = retrace(&policy(&[]), &policy(&[]), 2, &edits);
        assert_eq!(told.iter().filter(|one| one.how == How::Capped(8)).count(), 1, "four a day, two days");
        let votes = [past(Kind::AnswerUpvote, 1); 12];
        let told = retrace(&policy(&[]), &policy(&[]), 1, &votes);
        assert_eq!(told.iter().map(|one| one.points).sum::<u32>(), 10, "ten votes a day");
    }
}
