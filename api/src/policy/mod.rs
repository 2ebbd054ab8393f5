//! The policy: what activities are worth, who confirms them and how often they count. Pure and synchronous: no IO, no
//! clock, no SQL.
//!
//! - [`Policy::parse`] reads TOML and tells every mistake; [`Policy::hash`] is what the rules on chain name; [`PRESETS`]
//!   are policies to begin with.
//! - [`decide`] turns a history of activities into [`Candidate`]s. The order of delivery, repetitions and the cut into
//!   chunks make no difference; what happens later changes only what it is about.
//! - A [`Decision`] tells in data and in sentences why a candidate is what it is.
//! - [`ladder`] is how people rise; [`anomalies`] what an epoch's report shows; [`explain`] a policy for people.
//!
//! The way of an activity: `history` (each once, what was undone) -> `draft` (whose, with what evidence; `bundle` and
//! `thanks` for what comes in numbers) -> `inbox` and `confirm` (who confirmed) -> `caps` -> `candidate` (where it stands).
//!
//! To add a kind of contribution: give it a row and a number in [`kind`], say in `evidence` what the tools show about it,
//! add its line to the presets, and a test of its own.

pub mod anomalies;
mod bundle;
mod candidate;
mod canonical;
mod caps;
mod confirm;
mod decision;
mod draft;
mod evidence;
pub mod explain;
mod history;
mod inbox;
pub mod kind;
pub mod ladder;
pub(crate) mod parse;
mod presets;
pub mod retrace;
mod rules;
mod sentence;
mod split;
mod thanks;
mod words;
mod world;

use std::collections::HashMap;

pub use self::{
    candidate::{ActRef, Candidate, State},
    confirm::{Confirmation, Need},
    decision::{CapKind, Decision, Ignored, Step},
    kind::Kind,
    parse::{Mistake, Mistakes},
    presets::{PRESETS, Preset},
    rules::{
        Caps, ChainRules, LadderRules, Line, Matures, Policy, Requirement, ReviewRules, Rungs, ThanksRules, Worth,
    },
    words::{Automatic, Band, Confirmer, Language},
    world::{Account, CHAIN, CandidateId, Link, Person, Recorded, Review, Standing, SubjectId, Verdict, World},
};
use self::{
    confirm::Assessed,
    draft::{Draft, Ground},
    history::History,
};
use crate::activity::Activity;

/// What a history of activities comes to at a moment: all candidates, by time.
///
/// Activities that a source dates after `now` wait until then. What is on chain (`world.recorded`) keeps its place under
/// the caps whatever else arrives.
pub fn decide(policy: &Policy, activities: &[Activity], world: &World, now: u64) -> Vec<Candidate> {
    let history = History::of(activities, now);
    let ground = Ground { policy, history: &history, world, now };
    let mut drafts = draft::all(ground);
    let inbox = inbox::open(ground, &drafts);
    let mut assessed: Vec<Assessed> = drafts.iter().map(|draft| confirm::assess(ground, draft, &inbox)).collect();
    await_first_work(ground, &mut drafts, &assessed);
    for (draft, assessed) in drafts.iter().zip(&mut assessed).filter(|(draft, _)| draft.kind == Kind::Mentoring) {
        *assessed = confirm::assess(ground, draft, &inbox);
    }
    candidate::settle(ground, &drafts, &assessed)
}

/// Why an activity by itself is worth nothing, or under which line it falls.
pub fn line_of(policy: &Policy, activity: &Activity) -> Option<Kind> {
    let seen =
        history::Seen { act: activity, size: activity.size, deliveries: 1, end: None, since: activity.occurred_at };
    draft::line_of(policy, &seen).map(|(kind, _)| kind)
}

/// Mentoring counts once the newcomer's first work is accepted.
fn await_first_work(ground: Ground<'_>, drafts: &mut [Draft<'_>], assessed: &[Assessed]) {
    let mut first: HashMap<Person, u64> = HashMap::new();
    for (draft, assessed) in drafts.iter().zip(assessed) {
        let stands = draft.end.is_none() && draft.missing.is_none() && assessed.refused.is_none();
        let matures_at = candidate::matures_at(ground, draft, assessed);
        let accepted = assessed.confirmed_at.map(|at| at.max(matures_at)).filter(|at| stands && *at <= ground.now);
        let (Some(accepted), true) = (accepted, draft.kind != Kind::Mentoring) else { continue };
        for (account, _) in &draft.authors {
            let known = first.entry(ground.world.person_of(account, ground.now)).or_insert(accepted);
            *known = (*known).min(accepted);
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.kind == Kind::Mentoring) {
        let newcomers = draft.parts.iter().filter(|(_, part)| *part == Confirmer::Newcomer);
        let accepted =
            newcomers.filter_map(|(account, _)| first.get(&ground.world.person_of(account, ground.now))).min();
        match accepted {
            Some(at) => draft.since = draft.since.max(*at),
            None => draft.missing = Some(Step::NoFirstWork),
        }
    }
}

#[cfg(test)]
mod tests;
