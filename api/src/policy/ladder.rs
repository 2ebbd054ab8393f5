//! How people rise: newcomer, confirmed member, candidate for reviewing a lane; and what suspends a confirmer. Pure
//! functions of a person's record.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::Lane;
use serde::Serialize;

use super::{
    candidate::{Candidate, State},
    rules::{Policy, Rungs},
    words::DAY,
    world::Person,
};

/// A rung.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// Accepted the charter.
    #[default]
    Newcomer,
    /// Showed work that several people confirmed, over some time.
    Confirmed,
}

/// An accepted contribution, as the ladder sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The lane.
    pub lane: Lane,
    /// Points.
    pub points: u32,
    /// Epoch in which it happened.
    pub epoch: u32,
    /// When it happened, unix seconds.
    pub at: u64,
    /// Who confirmed it.
    pub confirmers: BTreeSet<Person>,
}

/// What is known about a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// When the charter was accepted, unix seconds.
    pub joined_at: u64,
    /// Accepted contributions.
    pub accepted: Vec<Accepted>,
    /// Days (since 1970, UTC) on which they were active without points: ballots.
    pub other_days: BTreeSet<u64>,
    /// Decisions in review, by epoch: all, and those that a challenge overturned.
    pub decisions: BTreeMap<u32, (u32, u32)>,
}

/// How far somebody is on the way to a rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Days since joining.
    pub days: u64,
    /// Points.
    pub points: u64,
    /// Distinct confirmers.
    pub confirmers: u64,
    /// Distinct active days.
    pub active_days: u64,
    /// Overturned decisions, in 1/10,000.
    pub overturned_bps: u64,
    /// Whether all thresholds are reached.
    pub reached: bool,
}

impl Record {
    /// The record of a person, from candidates; ballots, joining and decisions are added by the caller.
    pub fn of(person: &Person, candidates: &[Candidate]) -> Self {
        let mut record = Self::default();
        for candidate in candidates {
            let theirs = match person {
                Person::Member(member) => candidate.member == Some(*member),
                Person::Account(account) => candidate.account == *account,
                Person::Unnamed(_) => false,
            };
            let counts = matches!(candidate.state, State::Confirmed | State::Recorded);
            if theirs && counts {
                record.accepted.push(Accepted {
                    lane: candidate.lane,
                    points: candidate.points.unwrap_or(0),
                    epoch: candidate.epoch,
                    at: candidate.occurred_at,
                    confirmers: candidate.confirmations.iter().map(|one| one.person.clone()).collect(),
                });
            }
        }
        record
    }

    /// What counts in some epochs and lanes.
    fn progress(&self, now: u64, lane: Option<Lane>, epochs: std::ops::RangeInclusive<u32>) -> Progress {
        let of_lane = |one: &&Accepted| lane.is_none_or(|lane| one.lane == lane) && epochs.contains(&one.epoch);
        let counted: Vec<&Accepted> = self.accepted.iter().filter(of_lane).collect();
        let confirmers: BTreeSet<&Person> = counted.iter().flat_map(|one| &one.confirmers).collect();
        let mut days: BTreeSet<u64> = counted.iter().map(|one| one.at / DAY).collect();
        if lane.is_none() {
            days.extend(&self.other_days);
        }
        let decisions = self.decisions.range(epochs);
        let (all, overturned) =
            decisions.fold((0u64, 0u64), |sum, (_, (all, over))| (sum.0 + u64::from(*all), sum.1 + u64::from(*over)));
        Progress {
            days: now.saturating_sub(self.joined_at) / DAY,
            points: counted.iter().map(|one| u64::from(one.points)).sum(),
            confirmers: confirmers.len() as u64,
            active_days: days.len() as u64,
            overturned_bps: (overturned * 10_000).checked_div(all).unwrap_or(0),
            reached: false,
        }
    }
}

impl Progress {
    /// Whether thresholds are reached, each lowered to a part in ten thousand.
    fn reaches(self, rungs: &Rungs, part_bps: u32, overturned_bps: u32) -> bool {
        let enough = |have: u64, need: u32| have.saturating_mul(10_000) >= u64::from(need) * u64::from(part_bps);
        enough(self.days, rungs.days)
            && enough(self.points, rungs.points)
            && enough(self.confirmers, rungs.confirmers)
            && enough(self.active_days, rungs.active_days)
            && self.overturned_bps <= u64::from(overturned_bps)
    }
}

/// How far somebody is from being a confirmed member.
pub fn to_confirmed(policy: &Policy, record: &Record, now: u64) -> Progress {
    let rungs = &policy.ladder().confirmed;
    let progress = record.progress(now, None, 0..=u32::MAX);
    Progress { reached: progress.reaches(rungs, 10_000, 10_000), ..progress }
}

/// The rung of somebody who was on `was`: a confirmed member stays one.
pub fn rung(policy: &Policy, record: &Record, was: Rung, now: u64) -> Rung {
    if was == Rung::Confirmed || to_confirmed(policy, record, now).reached { Rung::Confirmed } else { Rung::Newcomer }
}

/// How far somebody is from being a candidate for reviewing a lane, at the end of an epoch; for one who is already, from
/// ceasing to be: the thresholds are lower then, and more epochs count, so that nobody goes in and out.
pub fn to_reviewer(policy: &Policy, record: &Record, lane: Lane, epoch: u32, was: bool, now: u64) -> Progress {
    let ladder = policy.ladder();
    let (span, part) =
        if was { (ladder.keep_epochs, ladder.keep_bps) } else { (ladder.reviewer.epochs.max(1), 10_000) };
    let from = (epoch + 1).saturating_sub(span);
    let progress = record.progress(now, Some(lane), from..=epoch);
    Progress { reached: progress.reaches(&ladder.reviewer, part, ladder.overturned_bps), ..progress }
}

/// An upheld challenge against something that somebody confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strike {
    /// Who confirmed it.
    pub confirmer: Person,
    /// Epoch of the decision.
    pub epoch: u32,
}

/// Who may not confirm in an epoch because of strikes in this and the epochs before it.
pub fn suspended(policy: &Policy, strikes: &[Strike], epoch: u32) -> BTreeSet<Person> {
    let review = policy.review();
    let from = (epoch + 1).saturating_sub(review.strike_epochs);
    let mut counts: BTreeMap<&Person, u32> = BTreeMap::new();
    for strike in strikes.iter().filter(|strike| (from..=epoch).contains(&strike.epoch)) {
        *counts.entry(&strike.confirmer).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= review.strikes).map(|(person, _)| person.clone()).collect()
}

#[cfg(test)]
mod tests {
    use palabre_contracts::MemberId;

    use super::*;
    use crate::policy::Preset;

    fn policy() -> Policy {
        Preset::named("open-community").unwrap().policy().unwrap()
    }

    fn person(number: u64) -> Person {
        Person::Member(MemberId::new(number).unwrap())
    }

    /// So many contributions of `points` in a lane, one a day from `day` on, confirmed by some people in turn.
    fn record(lane: u8, points: u32, count: u64, day: u64, confirmers: u64) -> Record {
        let one = |number: u64| Accepted {
            lane: Lane::new(lane).unwrap(),
            points,
            epoch: ((day + number) / 30) as u32,
            at: (day + number) * DAY,
            confirmers: BTreeSet::from([person(100 + number % confirmers)]),
        };
        Record { accepted: (0..count).map(one).collect(), ..Record::default() }
    }

    #[test]
    fn a_newcomer_is_confirmed_by_time_points_people_and_days_together() {
        let policy = policy();
        let reached = |record: &Record, days: u64| to_confirmed(&policy, record, days * DAY).reached;
        assert!(reached(&record(0, 2, 5, 0, 3), 14));
        assert!(!reached(&record(0, 2, 5, 0, 3), 13), "too early");
        assert!(!reached(&record(0, 2, 4, 0, 3), 14), "eight points, four days");
        assert!(!reached(&record(0, 3, 4, 0, 3), 14), "four days");
        assert!(!reached(&record(0, 2, 5, 0, 2), 14), "two people");
        let mut voter = record(0, 3, 4, 0, 3);
        voter.other_days.insert(9);
        assert!(reached(&voter, 14), "a ballot makes a day active");
        assert_eq!(rung(&policy, &Record::default(), Rung::Confirmed, 0), Rung::Confirmed, "and stays");
    }

    #[test]
    fn a_candidate_reviewer_stays_one_a_little_below_the_thresholds() {
        let policy = policy();
        let lane = Lane::new(0).unwrap();
        let reaches = |record: &Record, was| to_reviewer(&policy, record, lane, 2, was, 90 * DAY).reached;
        assert!(reaches(&record(0, 4, 15, 0, 5), false));
        let lower = record(0, 4, 14, 0, 5);
        assert!(!reaches(&lower, false), "56 points on 14 days");
        assert!(reaches(&lower, true), "0.9 of 60 is 54, of 15 days 13.5");
        assert!(!reaches(&record(0, 4, 13, 0, 5), true));
        assert!(!reaches(&record(1, 4, 15, 0, 5), false), "another lane");
        // Three epochs to rise, six to stay.
        let old = record(0, 4, 15, 0, 5);
        let later = |was| to_reviewer(&policy, &old, lane, 5, was, 180 * DAY).reached;
        assert_eq!((later(false), later(true)), (false, true));
    }

    #[test]
    fn overturned_decisions_keep_from_reviewing() {
        let policy = policy();
        let lane = Lane::new(0).unwrap();
        let mut reviewer = record(0, 4, 15, 0, 5);
        for (overturned, reached) in [(3, true), (4, false)] {
            reviewer.decisions.insert(1, (100, overturned));
            assert_eq!(to_reviewer(&policy, &reviewer, lane, 2, false, 90 * DAY).reached, reached);
        }
    }

    #[test]
    fn three_strikes_in_three_epochs_suspend_a_confirmer() {
        let policy = policy();
        let strike = |number, epoch| Strike { confirmer: person(number), epoch };
        let strikes = [strike(1, 2), strike(1, 3), strike(2, 3), strike(1, 4), strike(2, 4)];
        assert_eq!(suspended(&policy, &strikes, 4), BTreeSet::from([person(1)]));
        assert_eq!(suspended(&policy, &strikes, 5), BTreeSet::new(), "that of epoch 2 is past");
    }
}
