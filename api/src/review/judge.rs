//! From activities to candidates, with people where their work has brought them. Pure.
//!
//! Who is a confirmed member follows from candidates, and some candidates need confirmed members: the same is decided
//! again until nobody rises any more. Only epochs before the open one count, and a confirmed member stays one, so that
//! nobody goes in and out while an epoch runs. Strikes are counted at the end: they take people out, never in.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::MemberId;

use crate::{
    activity::Activity,
    policy::{
        Candidate, Person, Policy, State, World, decide,
        ladder::{self, Accepted, Record, Rung, Strike},
    },
};

/// Rounds in which people may rise: each confirms people who confirm others in the next one.
const ROUNDS: usize = 16;

/// What is known about members beside their work.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// When each joined.
    pub(super) joined: BTreeMap<MemberId, u64>,
    /// Days on which they voted.
    pub(super) days: Vec<(MemberId, u64)>,
    /// When challenges that struck something were decided, by the candidate.
    pub(super) struck: BTreeMap<crate::policy::CandidateId, u64>,
}

/// What is decided.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) world: World,
    pub(super) candidates: Vec<Candidate>,
    /// Who became a confirmed member.
    pub(super) risen: Vec<MemberId>,
}

/// Decides.
pub(super) fn judge(policy: &Policy, activities: &[Activity], mut world: World, facts: &Facts, now: u64) -> Judged {
    let epoch = world.calendar.epoch_at(now);
    let began = world.calendar.start_of(epoch);
    let mut candidates = decide(policy, activities, &world, now);
    let mut risen = Vec::new();
    for _ in 0..ROUNDS {
        let new = rising(policy, &candidates, &world, facts, (epoch, began));
        if new.is_empty() {
            break;
        }
        for member in &new {
            world.members.entry(*member).and_modify(|standing| standing.rung = Rung::Confirmed);
        }
        risen.extend(new);
        candidates = decide(policy, activities, &world, now);
    }
    let suspended = ladder::suspended(policy, &strikes(&candidates, &world, facts), epoch);
    let mut changed = false;
    for person in &suspended {
        let Person::Member(member) = person else { continue };
        world.members.entry(*member).and_modify(|standing| {
            changed |= !standing.suspended;
            standing.suspended = true;
        });
    }
    if changed {
        candidates = decide(policy, activities, &world, now);
    }
    Judged { world, candidates, risen }
}

fn rising(
    policy: &Policy,
    candidates: &[Candidate],
    world: &World,
    facts: &Facts,
    (epoch, began): (u32, u64),
) -> Vec<MemberId> {
    let mut records: BTreeMap<MemberId, Record> = BTreeMap::new();
    for candidate in candidates {
        let counts = matches!(candidate.state, State::Confirmed | State::Recorded) && candidate.epoch < epoch;
        let Some(member) = candidate.member.filter(|_| counts) else { continue };
        records.entry(member).or_default().accepted.push(Accepted {
            lane: candidate.lane,
            points: candidate.points.unwrap_or(0),
            epoch: candidate.epoch,
            at: candidate.occurred_at,
            confirmers: candidate.confirmations.iter().map(|one| one.person.clone()).collect(),
        });
    }
    for (member, day) in &facts.days {
        if let Some(record) = records.get_mut(member) {
            record.other_days.insert(*day);
        }
    }
    let reached = |(member, record): (MemberId, Record)| {
        let standing = world.members.get(&member)?;
        let record = Record { joined_at: *facts.joined.get(&member)?, ..record };
        let rises = standing.rung < Rung::Confirmed && ladder::to_confirmed(policy, &record, began).reached;
        rises.then_some(member)
    };
    records.into_iter().filter_map(reached).collect()
}

fn strikes(candidates: &[Candidate], world: &World, facts: &Facts) -> Vec<Strike> {
    let mut strikes = BTreeSet::new();
    for candidate in candidates {
        let Some(at) = facts.struck.get(&candidate.id) else { continue };
        let epoch = world.calendar.epoch_at(*at);
        strikes.extend(candidate.confirmations.iter().map(|one| (one.person.clone(), candidate.subject, epoch)));
    }
    // Co-authors share a contribution: whoever confirmed it was wrong once.
    strikes.into_iter().map(|(confirmer, _, epoch)| Strike { confirmer, epoch }).collect()
}
