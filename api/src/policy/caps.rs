//! How often things count: per member and day, per epoch, per object, per pair of people.

use std::collections::HashMap;

use super::{
    decision::{CapKind, Step},
    kind::Kind,
    rules::{Line, Policy},
    words::DAY,
    world::Person,
};

/// What a cap counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Counted {
    Votes(Person, u64),
    Day(Person, Kind, u64),
    Epoch(Person, Kind, u32),
    Object(Kind, String, String, Person),
    PairDay(Person, Person, Kind, u64),
    PairEpoch(Person, Person, Kind, u32),
}

/// A contribution that asks for a place.
pub(super) struct Asking<'a> {
    pub(super) kind: Kind,
    pub(super) line: &'a Line,
    pub(super) person: &'a Person,
    pub(super) confirmer: Option<&'a Person>,
    pub(super) source: &'a str,
    pub(super) object: &'a str,
    pub(super) occurred_at: u64,
    pub(super) epoch: u32,
}

/// Places that are taken.
#[derive(Default)]
pub(super) struct Places {
    taken: HashMap<Counted, u32>,
}

impl Places {
    /// Takes a place under every cap, or none and tells which cap is full.
    pub(super) fn take(&mut self, policy: &Policy, asking: &Asking<'_>) -> Option<Step> {
        let wanted = Self::wanted(policy, asking);
        for (cap, most, counted) in &wanted {
            let taken = self.taken.get(counted).copied().unwrap_or(0);
            if taken >= *most {
                return Some(Step::Capped { cap: *cap, most: *most, number: taken + 1 });
            }
        }
        self.hold(wanted);
        None
    }

    /// Takes a place under every cap, full or not: it is on chain already.
    pub(super) fn keep(&mut self, policy: &Policy, asking: &Asking<'_>) {
        self.hold(Self::wanted(policy, asking));
    }

    fn hold(&mut self, wanted: Vec<(CapKind, u32, Counted)>) {
        for (_, _, counted) in wanted {
            *self.taken.entry(counted).or_default() += 1;
        }
    }

    fn wanted(policy: &Policy, asking: &Asking<'_>) -> Vec<(CapKind, u32, Counted)> {
        let Asking { kind, line, person, epoch, .. } = *asking;
        let (day, caps) = (asking.occurred_at / DAY, &line.caps);
        let person = || person.clone();
        let mut wanted = Vec::new();
        let mut add = |cap: CapKind, most: Option<u32>, counted: Counted| {
            wanted.extend(most.map(|most| (cap, most, counted)));
        };
        add(CapKind::VotesPerDay, line.from_votes.then_some(policy.votes_per_day), Counted::Votes(person(), day));
        add(CapKind::PerDay, caps.per_day, Counted::Day(person(), kind, day));
        add(CapKind::PerEpoch, caps.per_epoch, Counted::Epoch(person(), kind, epoch));
        let (source, object) = (asking.source.to_owned(), asking.object.to_owned());
        add(CapKind::PerObject, caps.per_object, Counted::Object(kind, source, object, person()));
        if let Some(confirmer) = asking.confirmer {
            let pair_day = Counted::PairDay(person(), confirmer.clone(), kind, day);
            add(CapKind::PairPerDay, caps.pair_per_day, pair_day);
            let pair_epoch = Counted::PairEpoch(person(), confirmer.clone(), kind, epoch);
            add(CapKind::PairPerEpoch, caps.pair_per_epoch, pair_epoch);
        }
        wanted
    }
}
