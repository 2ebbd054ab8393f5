//! Each row of the default table, alone: what it is worth, in which lane, who confirms it, how long it must hold, its cap.

mod answers;
mod care;
mod chat;
mod code;
mod documents;
mod organising;
mod wiki;

use ActivityKind as A;

use super::*;

/// Before and after it matured, and who was needed.
#[track_caller]
fn check(town: &Town, kind: Kind, lane: u8, points: u32, matures_at: u64) {
    let candidate = town.only(kind, LATER);
    assert_eq!((candidate.lane.index(), candidate.matures_at), (lane, matures_at), "{candidate:#?}");
    assert_eq!(seen(&candidate), (State::Confirmed, Some(points)), "{:#?}", candidate.decision);
    if matures_at > candidate.occurred_at {
        // Not merged yet, or no first work: then it is only observed.
        let before = town.only(kind, matures_at - 1).state;
        assert!(matches!(before, State::Maturing | State::Observed), "{before:?}");
    }
}

/// The same on one day, so often: how many count.
#[track_caller]
fn counts_at_most(town: &Town, kind: Kind, counted: usize, all: usize) {
    let found = states(town, kind, LATER);
    assert_eq!(found.get(&State::Confirmed), Some(&counted), "{found:?}");
    assert_eq!(found.get(&State::Capped), (all > counted).then_some(&(all - counted)), "{found:?}");
}
