//! What the tools themselves show: who asked, voted, merged, patrolled.

use std::collections::BTreeSet;

use super::{
    decision::Step,
    draft::{Draft, Evidence, Ground, held_until, made_by},
    history::Seen,
    kind::Kind,
    rules::Line,
    words::Confirmer,
    world::{Account, CHAIN, Person},
};
use crate::activity::{Activity, ActivityKind, Part, ReviewState};

/// Adds to a draft what confirms it, and what is missing before it can be.
pub(super) fn gather<'a>(ground: Ground<'a>, seen: &Seen<'a>, draft: &mut Draft<'a>) {
    let act = seen.act;
    let mut evidence = match draft.kind {
        Kind::ChatHelp | Kind::AnswerAccepted => asked(ground, act),
        Kind::AnswerUpvote => actor(ground, act, Confirmer::Voter),
        Kind::Question => votes(ground, act, draft.line),
        Kind::AnswerValidated => actor(ground, act, Confirmer::Reviewer),
        Kind::Issue => actor(ground, act, Confirmer::Maintainer),
        Kind::Suggestion => actor(ground, act, Confirmer::Owner),
        Kind::WikiEdit => patrols(ground, seen),
        Kind::CodeReview => merges(ground, act, draft),
        _ => Vec::new(),
    };
    if act.source == CHAIN {
        let person = Person::Unnamed(CHAIN.to_owned());
        evidence.push(Evidence { at: act.occurred_at, person, role: Confirmer::Chain });
    }
    evidence.sort();
    draft.evidence = evidence;
    if draft.kind == Kind::ChatHelp {
        let people = people_in_thread(ground, act, draft);
        if people < draft.line.min_people {
            draft.missing = Some(Step::FewPeople { people, least: draft.line.min_people });
        }
    }
}

fn of(ground: Ground<'_>, act: &Activity, account: &str, role: Confirmer) -> Evidence {
    let account = Account::new(act.source.as_str(), account);
    Evidence { at: act.occurred_at, person: ground.world.person_of(&account, ground.now), role }
}

fn actor(ground: Ground<'_>, act: &Activity, role: Confirmer) -> Vec<Evidence> {
    act.actor.iter().map(|account| of(ground, act, account, role)).collect()
}

/// The asker is who says so, unless the tool names somebody else.
fn asked(ground: Ground<'_>, act: &Activity) -> Vec<Evidence> {
    let named: Vec<_> = act.others.iter().filter(|other| other.part == Part::Asker).collect();
    if named.is_empty() {
        return actor(ground, act, Confirmer::Asker);
    }
    named.into_iter().map(|other| of(ground, act, &other.account, Confirmer::Asker)).collect()
}

/// Votes that stand, or stood when the question had matured.
fn votes(ground: Ground<'_>, act: &Activity, line: &Line) -> Vec<Evidence> {
    let standing = ground.history.stood(&act.source, &act.object, held_until(ground, line, act.occurred_at));
    let votes = standing.filter(|seen| seen.act.kind == ActivityKind::Vote && seen.size >= 0);
    let named = act.others.iter().filter(|other| other.part == Part::Voter);
    votes
        .flat_map(|seen| actor(ground, seen.act, Confirmer::Voter))
        .chain(named.map(|other| of(ground, act, &other.account, Confirmer::Voter)))
        .collect()
}

/// A patrol is about the edit, or names it; where only the edit's own state tells, its reviewer or nobody is named.
fn patrols(ground: Ground<'_>, seen: &Seen<'_>) -> Vec<Evidence> {
    let edit = seen.act;
    // Some tools report it about the edit, others about the page.
    let is_it = |id: &str| id == edit.external_id;
    let names = |act: &Activity| [&act.parent, &act.supersedes].into_iter().flatten().any(|id| is_it(id));
    let about = [&edit.external_id, &edit.object].into_iter();
    let mut evidence: Vec<Evidence> = about
        .flat_map(|object| ground.history.standing(&edit.source, object))
        .map(|seen| seen.act)
        .filter(|act| act.kind == ActivityKind::PagePatrolled && (is_it(&act.object) || names(act)))
        .flat_map(|act| actor(ground, act, Confirmer::Patroller))
        .collect();
    if evidence.is_empty() && edit.review_state == ReviewState::Approved {
        let named = edit.others.iter().filter(|other| other.part == Part::Reviewer);
        evidence.extend(named.map(|other| of(ground, edit, &other.account, Confirmer::Patroller)));
        if evidence.is_empty() {
            // The tool vouches that it was somebody else than the author.
            let person = Person::Unnamed(edit.source.clone());
            evidence.push(Evidence { at: edit.occurred_at, person, role: Confirmer::Patroller });
        }
    }
    evidence
}

/// Merging says that the review was worth it: by the author of the change, or by who looks after the code.
fn merges<'a>(ground: Ground<'a>, act: &Activity, draft: &mut Draft<'a>) -> Vec<Evidence> {
    // The review was done, whatever becomes of the change after it was merged.
    let about = ground.history.about(&act.source, &act.object).iter().map(|at| &ground.history.seen[*at]);
    let merged = about.filter(|seen| seen.act.kind == ActivityKind::PrMerged).min_by_key(|seen| seen.act.occurred_at);
    let Some(merged) = merged else {
        draft.missing = Some(Step::NotMerged);
        return Vec::new();
    };
    draft.since = draft.since.max(merged.act.occurred_at);
    let makers = made_by(ground, act);
    draft.parts.extend(makers.iter().map(|id| (Account::new(act.source.as_str(), *id), Confirmer::Author)));
    let mut evidence = actor(ground, merged.act, Confirmer::Maintainer);
    for one in &mut evidence {
        let own = merged.act.actor.as_deref().is_some_and(|actor| makers.contains(&actor));
        one.role = if own { Confirmer::Author } else { Confirmer::Maintainer };
    }
    evidence
}

/// Distinct people who wrote in the thread, asked or helped.
fn people_in_thread(ground: Ground<'_>, act: &Activity, draft: &Draft<'_>) -> u32 {
    let thread = act.parent.as_deref().unwrap_or(&act.object);
    let person = |account: &str| ground.world.person_of(&Account::new(act.source.as_str(), account), ground.now);
    let mut people: BTreeSet<Person> = draft.evidence.iter().map(|evidence| evidence.person.clone()).collect();
    people.extend(draft.authors.iter().map(|(account, _)| ground.world.person_of(account, ground.now)));
    people
        .extend(act.others.iter().filter(|other| other.part == Part::Participant).map(|other| person(&other.account)));
    for seen in ground.history.thread(&act.source, thread) {
        people.extend(seen.act.actor.as_deref().map(person));
    }
    people.len() as u32
}
