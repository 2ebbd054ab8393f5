//! Small acts of which several make one contribution: edits looked at, objects sorted.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    decision::Step,
    draft::{Draft, Ground, held_until},
    history::End,
    kind::Kind,
    rules::Line,
    world::{Account, SubjectId},
};
use crate::activity::ActivityKind;

/// Bundles of one account, epoch by epoch, in the order of its acts.
pub(super) fn drafts<'a>(
    ground: Ground<'a>,
    kind: Kind,
    line: &'a Line,
    source: &'a str,
    account: &'a str,
    acts: &[usize],
) -> Vec<Draft<'a>> {
    if account.is_empty() {
        return Vec::new();
    }
    let mut epochs: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut looked_at = BTreeSet::new();
    for at in acts {
        let act = ground.history.seen[*at].act;
        // The same edit looked at twice is one edit looked at.
        if act.kind == ActivityKind::PagePatrolled && !looked_at.insert((&act.object, &act.parent, &act.supersedes)) {
            continue;
        }
        epochs.entry(ground.world.calendar.epoch_at(act.occurred_at)).or_default().push(*at);
    }
    epochs.into_iter().flat_map(|(epoch, acts)| of_epoch(ground, kind, line, [source, account], epoch, &acts)).collect()
}

fn of_epoch<'a>(
    ground: Ground<'a>,
    kind: Kind,
    line: &'a Line,
    [source, account]: [&'a str; 2],
    epoch: u32,
    acts: &[usize],
) -> Vec<Draft<'a>> {
    let (mut drafts, mut inside, mut sum, mut number) = (Vec::new(), Vec::new(), 0u64, 0u32);
    for at in acts {
        let seen = &ground.history.seen[*at];
        // What was undone while nothing was decided was never done; later, it breaks the bundle that it is in.
        if seen.end.is_some_and(|end| end.at <= held_until(ground, line, seen.act.occurred_at)) {
            continue;
        }
        inside.push(*at);
        sum += if kind == Kind::Classification { seen.size.unsigned_abs().max(1) } else { 1 };
        while sum >= u64::from(line.every) {
            sum -= u64::from(line.every);
            number += 1;
            drafts.push(bundle(ground, kind, line, [source, account], (epoch, number), &inside));
        }
        if drafts.last().is_some_and(|last: &Draft<'_>| last.acts.contains(at)) {
            inside.clear();
            if sum > 0 {
                inside.push(*at);
            }
        }
    }
    drafts
}

fn bundle<'a>(
    ground: Ground<'a>,
    kind: Kind,
    line: &'a Line,
    [source, account]: [&'a str; 2],
    (epoch, number): (u32, u32),
    acts: &[usize],
) -> Draft<'a> {
    let of = |at: &usize| &ground.history.seen[*at];
    let end: Option<End<'a>> = acts.iter().filter_map(|at| of(at).end).min_by_key(|end| end.at);
    let last = acts.last().map(of);
    Draft {
        kind,
        line,
        subject: SubjectId::of(&[kind.name(), source, account, &epoch.to_string(), &number.to_string()]),
        source,
        object: last.map_or("", |seen| &seen.act.object),
        acts: acts.iter().rev().copied().collect(),
        authors: vec![(Account::new(source, account), 1)],
        occurred_at: last.map_or(0, |seen| seen.act.occurred_at),
        since: acts.iter().map(|at| of(at).since).max().unwrap_or(0),
        size: u64::from(line.every),
        end,
        missing: None,
        evidence: Vec::new(),
        parts: Vec::new(),
        trusted: false,
        steps: vec![Step::Bundle { every: line.every, number }],
    }
}
