//! What is unusual in an epoch: who confirms whom, and how fast. Published for everybody, so it names members by number
//! and never an account of a tool.

use serde::Serialize;
use utoipa::ToSchema;

use super::view::View;
use crate::policy::{Person, anomalies};

/// Somebody in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Who {
    /// Number of the member; none for an account that nobody linked, or for somebody whom a tool does not name.
    pub member: Option<u64>,
}

impl From<&Person> for Who {
    fn from(person: &Person) -> Self {
        match person {
            Person::Member(member) => Self { member: Some(member.get()) },
            Person::Account(_) | Person::Unnamed(_) => Self { member: None },
        }
    }
}

/// Two people who confirmed each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reciprocal {
    /// The one.
    pub one: Who,
    /// The other.
    pub other: Who,
    /// Points that the one conferred on the other.
    pub given: u64,
    /// Points back.
    pub returned: u64,
}

/// Somebody whose points come from one person to a large part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Concentrated {
    /// Whose points.
    pub to: Who,
    /// From whom.
    pub by: Who,
    /// Points from this confirmer.
    pub points: u64,
    /// All points.
    pub all: u64,
    /// The part, in 1/10,000.
    pub part_bps: u64,
}

/// Much at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hurry {
    /// Who.
    pub who: Who,
    /// Confirmations, or points.
    pub count: u64,
    /// Beginning of the minute or hour, unix seconds.
    pub at: u64,
}

/// From where on something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Thresholds {
    /// Points that both of a pair gave each other.
    pub pair_points: u64,
    /// Part of somebody's points from one confirmer, in 1/10,000.
    pub concentration_bps: u64,
    /// Points below which that says nothing.
    pub concentration_points: u64,
    /// Confirmations of one person within a minute.
    pub burst: u64,
    /// Points of one person within an hour.
    pub points_per_hour: u64,
}

/// The report of an epoch, each list with the largest first. It punishes nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Report {
    /// Confirmations that were looked at.
    pub confirmations: u64,
    /// From where on something is told.
    pub thresholds: Thresholds,
    /// Pairs who confirmed each other.
    pub reciprocal: Vec<Reciprocal>,
    /// People whose points come from one person to a large part.
    pub concentrated: Vec<Concentrated>,
    /// People who confirmed much within a minute.
    pub bursts: Vec<Hurry>,
    /// People who got much within an hour.
    pub hours: Vec<Hurry>,
}

impl Report {
    /// Whether there is anything to tell.
    pub fn is_quiet(&self) -> bool {
        self.reciprocal.is_empty() && self.concentrated.is_empty() && self.bursts.is_empty() && self.hours.is_empty()
    }
}

/// The report of an epoch.
pub fn report(view: &View, epoch: u32) -> Report {
    let limits = anomalies::Limits::default();
    let conferred = anomalies::conferred(&view.candidates, epoch);
    let mut told = anomalies::report(&conferred, limits);
    // The contracts, and tools that name nobody, are no person who could be in a hurry or favour somebody.
    let is_somebody = |person: &Person| !matches!(person, Person::Unnamed(_));
    told.concentrated.retain(|one| is_somebody(&one.by));
    told.bursts.retain(|one| is_somebody(&one.person));
    let hurry = |one: &anomalies::Burst| Hurry { who: (&one.person).into(), count: one.count, at: one.at };
    let pair = |one: &anomalies::Pair| Reciprocal {
        one: (&one.one).into(),
        other: (&one.other).into(),
        given: one.given,
        returned: one.returned,
    };
    let concentrated = |one: &anomalies::Concentration| Concentrated {
        to: (&one.to).into(),
        by: (&one.by).into(),
        points: one.points,
        all: one.all,
        part_bps: one.part_bps,
    };
    Report {
        confirmations: conferred.len() as u64,
        thresholds: Thresholds {
            pair_points: limits.pair_points,
            concentration_bps: limits.concentration_bps,
            concentration_points: limits.concentration_points,
            burst: limits.burst,
            points_per_hour: limits.points_per_hour,
        },
        reciprocal: told.reciprocal.iter().map(pair).collect(),
        concentrated: told.concentrated.iter().map(concentrated).collect(),
        bursts: told.bursts.iter().map(hurry).collect(),
        hours: told.hours.iter().map(hurry).collect(),
    }
}
