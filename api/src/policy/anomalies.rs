//! What an epoch's report shows: pairs who confirm each other, points that come from one person, bursts. It is published
//! and punishes nobody.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    candidate::{Candidate, State},
    world::Person,
};

/// Points that one person conferred on another at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conferred {
    /// Who confirmed.
    pub by: Person,
    /// Who got them.
    pub to: Person,
    /// How many.
    pub points: u32,
    /// When it was confirmed, unix seconds.
    pub at: u64,
}

/// From where on something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Points that both of a pair must have given each other.
    pub pair_points: u64,
    /// Part of a person's points from one confirmer, in 1/10,000.
    pub concentration_bps: u64,
    /// Points below which a concentration says nothing.
    pub concentration_points: u64,
    /// Confirmations of one person within one minute.
    pub burst: u64,
    /// Points of one person within one hour.
    pub points_per_hour: u64,
}

impl Default for Limits {
    /// More than a fifth of somebody's points by one confirmer, ten confirmations a minute, forty points an hour.
    fn default() -> Self {
        Self { pair_points: 5, concentration_bps: 2000, concentration_points: 20, burst: 10, points_per_hour: 40 }
    }
}

/// The report of an epoch; each list with the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Pairs who confirmed each other.
    pub reciprocal: Vec<Pair>,
    /// People whose points come from one person to a large part.
    pub concentrated: Vec<Concentration>,
    /// Confirmers in a hurry.
    pub bursts: Vec<Burst>,
    /// People who got much within an hour.
    pub hours: Vec<Burst>,
}

/// Two people who confirmed each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pair {
    /// Points from one to the other.
    pub given: u64,
    /// Points back.
    pub returned: u64,
    /// The one.
    pub one: Person,
    /// The other.
    pub other: Person,
}

/// Points of one person that come from one confirmer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Concentration {
    /// Part of all, in 1/10,000.
    pub part_bps: u64,
    /// Points from this confirmer.
    pub points: u64,
    /// All points.
    pub all: u64,
    /// Whose.
    pub to: Person,
    /// From whom.
    pub by: Person,
}

/// Much at one time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Burst {
    /// Confirmations, or points.
    pub count: u64,
    /// Who.
    pub person: Person,
    /// Beginning of the minute or hour, unix seconds.
    pub at: u64,
}

/// What candidates say about who conferred what; several confirmers of one contribution count each with all of it.
pub fn conferred(candidates: &[Candidate], epoch: u32) -> Vec<Conferred> {
    let counts = |candidate: &&Candidate| {
        candidate.epoch == epoch && matches!(candidate.state, State::Confirmed | State::Recorded)
    };
    let of = |candidate: &Candidate| -> Vec<Conferred> {
        let account = || Person::Account(candidate.account.clone());
        let to = candidate.member.map_or_else(account, Person::Member);
        let points = candidate.points.unwrap_or(0);
        let confirmed = candidate.confirmations.iter();
        confirmed.map(|one| Conferred { by: one.person.clone(), to: to.clone(), points, at: one.at }).collect()
    };
    candidates.iter().filter(counts).flat_map(of).collect()
}

/// The report.
pub fn report(conferred: &[Conferred], limits: Limits) -> Report {
    let mut pairs: BTreeMap<(&Person, &Person), u64> = BTreeMap::new();
    let mut all: BTreeMap<&Person, u64> = BTreeMap::new();
    let (mut minutes, mut hours) = (BTreeMap::<(&Person, u64), u64>::new(), BTreeMap::<(&Person, u64), u64>::new());
    for one in conferred {
        *pairs.entry((&one.by, &one.to)).or_default() += u64::from(one.points);
        *all.entry(&one.to).or_default() += u64::from(one.points);
        *minutes.entry((&one.by, one.at / 60 * 60)).or_default() += 1;
        *hours.entry((&one.to, one.at / 3600 * 3600)).or_default() += u64::from(one.points);
    }
    let mut report = Report::default();
    for ((by, to), points) in &pairs {
        let back = pairs.get(&(*to, *by)).copied().unwrap_or(0);
        if by < to && *points.min(&back) >= limits.pair_points {
            let (one, other) = ((*by).clone(), (*to).clone());
            report.reciprocal.push(Pair { given: *points, returned: back, one, other });
        }
        let sum = all.get(to).copied().unwrap_or(0);
        let part_bps = (points * 10_000).checked_div(sum).unwrap_or(0);
        if part_bps > limits.concentration_bps && sum >= limits.concentration_points {
            let (to, by) = ((*to).clone(), (*by).clone());
            report.concentrated.push(Concentration { part_bps, points: *points, all: sum, to, by });
        }
    }
    let burst = |((person, at), count): ((&Person, u64), u64)| Burst { count, person: person.clone(), at };
    report.bursts = minutes.into_iter().filter(|(_, count)| *count >= limits.burst).map(burst).collect();
    report.hours = hours.into_iter().filter(|(_, count)| *count >= limits.points_per_hour).map(burst).collect();
    report
        .reciprocal
        .sort_by(|one, other| (other.given.min(other.returned), other).cmp(&(one.given.min(one.returned), one)));
    report.concentrated.sort_by(|one, other| other.cmp(one));
    report.bursts.sort_by(|one, other| other.cmp(one));
    report.hours.sort_by(|one, other| other.cmp(one));
    report
}

#[cfg(test)]
mod tests {
    use palabre_contracts::MemberId;

    use super::*;

    fn person(number: u64) -> Person {
        Person::Member(MemberId::new(number).unwrap())
    }

    fn given(by: u64, to: u64, points: u32, at: u64) -> Conferred {
        Conferred { by: person(by), to: person(to), points, at }
    }

    #[test]
    fn two_who_confirm_each_other_are_told_once() {
        let all = [given(1, 2, 6, 0), given(2, 1, 5, 9000), given(1, 3, 9, 18_000), given(3, 1, 4, 27_000)];
        let pairs = report(&all, Limits::default()).reciprocal;
        assert_eq!(pairs, [Pair { given: 6, returned: 5, one: person(1), other: person(2) }]);
    }

    #[test]
    fn points_from_one_person_are_told_above_a_fifth() {
        let mut all: Vec<Conferred> = (1..=5).map(|by| given(by, 9, 5, by * 7200)).collect();
        assert_eq!(report(&all, Limits::default()).concentrated, [], "a fifth each");
        all.push(given(1, 9, 1, 0));
        let told = report(&all, Limits::default()).concentrated;
        assert_eq!(told, [Concentration { part_bps: 2307, points: 6, all: 26, to: person(9), by: person(1) }]);
        assert_eq!(report(&[given(1, 9, 19, 0)], Limits::default()).concentrated, [], "too few points to say anything");
    }

    #[test]
    fn hurry_is_told_by_minute_and_hour() {
        let all: Vec<Conferred> = (0..10).map(|to| given(1, 10 + to, 1, 600 + to)).collect();
        assert_eq!(report(&all, Limits::default()).bursts, [Burst { count: 10, person: person(1), at: 600 }]);
        assert_eq!(report(&all[1..], Limits::default()).bursts, []);
        let all: Vec<Conferred> = (0..8).map(|by| given(1 + by, 9, 5, 3600 + by * 400)).collect();
        assert_eq!(report(&all, Limits::default()).hours, [Burst { count: 40, person: person(9), at: 3600 }]);
    }
}
