//! Thanks: the giver signs and has a budget; for one act the first counts, further ones are counted together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    decision::{Ignored, Step},
    draft::{Draft, Evidence, Ground, held_until},
    kind::Kind,
    rules::Line,
    words::Confirmer,
    world::{Account, Person, SubjectId},
};
use crate::activity::Part;

/// Thanks that were given, by act and receiver.
type Groups<'a> = BTreeMap<(&'a str, &'a str, &'a str), Vec<Given>>;

/// One thank for one receiver.
#[derive(Clone, Debug)]
struct Given {
    at: usize,
    giver: Person,
    receiver: Person,
    ignored: Option<Ignored>,
}

/// Drafts of all thanks, given by source and object.
pub(super) fn drafts<'a>(ground: Ground<'a>, thanked: Vec<(&'a str, &'a str, Vec<usize>)>) -> Vec<Draft<'a>> {
    let Some(line) = ground.policy.line(Kind::Thanks) else { return Vec::new() };
    let mut groups = groups(ground, thanked);
    apply_budgets(ground, line, &mut groups);
    groups.into_iter().flat_map(|(key, given)| of_act(ground, line, key, &given)).collect()
}

fn groups<'a>(ground: Ground<'a>, thanked: Vec<(&'a str, &'a str, Vec<usize>)>) -> Groups<'a> {
    let person = |source: &str, id: &str| ground.world.person_of(&Account::new(source, id), ground.now);
    let mut groups = Groups::new();
    for (source, object, acts) in thanked {
        for at in acts {
            let act = ground.history.seen[at].act;
            let Some(actor) = act.actor.as_deref() else { continue };
            let receivers: BTreeSet<&str> = act
                .others
                .iter()
                .filter(|other| other.part == Part::Subject)
                .map(|other| other.account.as_str())
                .collect();
            for receiver in receivers {
                let (giver, person) = (person(source, actor), person(source, receiver));
                let ignored = (giver == person).then_some(Ignored::OwnWork);
                groups.entry((source, object, receiver)).or_default().push(Given {
                    at,
                    giver,
                    receiver: person,
                    ignored,
                });
            }
        }
    }
    groups
}

/// Whether it was taken back while nothing was decided.
fn never_given(ground: Ground<'_>, line: &Line, at: usize) -> bool {
    let seen = &ground.history.seen[at];
    seen.end.is_some_and(|end| end.at <= held_until(ground, line, seen.act.occurred_at))
}

/// Goes through all thanks as they happened: a giver's later ones do not count once the epoch's are used up.
fn apply_budgets(ground: Ground<'_>, line: &Line, groups: &mut Groups<'_>) {
    let rules = ground.policy.thanks();
    let mut all: Vec<&mut Given> = groups.values_mut().flatten().collect();
    all.sort_by(|one, other| (one.at, &one.receiver).cmp(&(other.at, &other.receiver)));
    let mut given: HashMap<(Person, u32), (u32, HashMap<Person, u32>)> = HashMap::new();
    let mut said: BTreeSet<(Person, Person, (&str, &str))> = BTreeSet::new();
    for one in all {
        if one.ignored.is_some() || never_given(ground, line, one.at) {
            continue;
        }
        let act = ground.history.seen[one.at].act;
        if !said.insert((one.giver.clone(), one.receiver.clone(), (&act.source, &act.object))) {
            one.ignored = Some(Ignored::Again);
            continue;
        }
        let epoch = ground.world.calendar.epoch_at(act.occurred_at);
        let (total, to_each) = given.entry((one.giver.clone(), epoch)).or_default();
        let to_one = to_each.entry(one.receiver.clone()).or_default();
        if *total >= rules.given_per_epoch {
            one.ignored = Some(Ignored::GiverBudget);
        } else if *to_one >= rules.to_one_per_epoch {
            one.ignored = Some(Ignored::GiverToOne);
        } else {
            (*total, *to_one) = (*total + 1, *to_one + 1);
        }
    }
}

/// One draft for the first thank, one more for every tenth (or as the policy says).
fn of_act<'a>(ground: Ground<'a>, line: &'a Line, key: (&'a str, &'a str, &'a str), given: &[Given]) -> Vec<Draft<'a>> {
    let every = ground.policy.thanks().extra_every;
    let stands = |one: &&Given| ground.history.seen[one.at].end.is_none();
    let counted: Vec<&Given> = given.iter().filter(|one| one.ignored.is_none()).filter(stands).collect();
    let mut numbers = vec![1];
    numbers.extend(
        (1..).map(|times: u32| times.saturating_mul(every)).take_while(|number| *number as usize <= counted.len()),
    );
    numbers.into_iter().map(|number| draft(ground, line, key, given, &counted, number)).collect()
}

fn draft<'a>(
    ground: Ground<'a>,
    line: &'a Line,
    (source, object, receiver): (&'a str, &'a str, &'a str),
    given: &[Given],
    counted: &[&Given],
    number: u32,
) -> Draft<'a> {
    let base = counted.get(number as usize - 1).map_or_else(|| given.last().map_or(0, |one| one.at), |one| one.at);
    let seen = &ground.history.seen[base];
    let count = counted.len() as u32;
    let mut steps = vec![Step::ManyThanks { count, extra_every: ground.policy.thanks().extra_every, number }];
    for why in [Ignored::OwnWork, Ignored::Again, Ignored::GiverBudget, Ignored::GiverToOne] {
        let count = given.iter().filter(|one| one.ignored == Some(why)).count() as u32;
        if count > 0 {
            steps.push(Step::Ignored { why, count });
        }
    }
    let evidence = counted.get(number as usize - 1).map(|one| Evidence {
        at: ground.history.seen[one.at].since,
        person: one.giver.clone(),
        role: Confirmer::Giver,
    });
    Draft {
        kind: Kind::Thanks,
        line,
        subject: SubjectId::of(&[Kind::Thanks.name(), source, object, receiver, &number.to_string()]),
        source,
        object,
        acts: counted.iter().map(|one| one.at).collect(),
        authors: vec![(Account::new(source, receiver), 1)],
        occurred_at: seen.act.occurred_at,
        since: seen.since,
        size: 0,
        end: if evidence.is_none() { seen.end } else { None },
        missing: None,
        evidence: evidence.into_iter().collect(),
        parts: Vec::new(),
        trusted: false,
        steps,
    }
}
