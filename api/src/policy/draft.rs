//! From activities to drafts: what would be a contribution, whose, and what the tools show about it. Nothing here knows
//! members' caps or the review inbox.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    bundle,
    decision::{Ignored, Step},
    evidence,
    history::{End, History, Seen},
    kind::{Kind, Unit, Whose},
    rules::{Line, Matures, Policy},
    thanks,
    words::Confirmer,
    world::{Account, Person, SubjectId, World},
};
use crate::activity::{Activity, ActivityKind, Part, ReviewState};

/// What would be a contribution.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) kind: Kind,
    pub(super) line: &'a Line,
    pub(super) subject: SubjectId,
    pub(super) source: &'a str,
    pub(super) object: &'a str,
    /// The activities behind it, the one that counts first.
    pub(super) acts: Vec<usize>,
    /// Whose it is, with the parts of each.
    pub(super) authors: Vec<(Account, u32)>,
    pub(super) occurred_at: u64,
    /// Since when it stands.
    pub(super) since: u64,
    pub(super) size: u64,
    pub(super) end: Option<End<'a>>,
    /// Something that has to happen first.
    pub(super) missing: Option<Step>,
    /// Confirmations that the tools show.
    pub(super) evidence: Vec<Evidence>,
    /// Accounts whose owners may confirm in the inbox because of their part in it.
    pub(super) parts: Vec<(Account, Confirmer)>,
    /// Whether the tool trusts the author.
    pub(super) trusted: bool,
    pub(super) steps: Vec<Step>,
}

/// A confirmation that a tool shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Evidence {
    pub(super) at: u64,
    pub(super) person: Person,
    pub(super) role: Confirmer,
}

/// What drafts are made from.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) policy: &'a Policy,
    pub(super) history: &'a History<'a>,
    pub(super) world: &'a World,
    pub(super) now: u64,
}

/// What belongs to one draft: kind, source, object, and what else distinguishes it.
type Key<'a> = (Kind, &'a str, &'a str, &'a str);

/// All drafts.
pub(super) fn all<'a>(ground: Ground<'a>) -> Vec<Draft<'a>> {
    let mut groups: BTreeMap<Key<'a>, Vec<usize>> = BTreeMap::new();
    for (at, seen) in ground.history.seen.iter().enumerate() {
        let Some((kind, line)) = line_of(ground.policy, seen) else { continue };
        let act = seen.act;
        let apart = match kind.info().unit {
            Unit::Nothing => continue,
            Unit::Act => act.external_id.as_str(),
            Unit::Object | Unit::SameAct => "",
            Unit::ObjectAndActor | Unit::Bundle => act.actor.as_deref().unwrap_or(""),
        };
        let object = if kind.info().unit == Unit::Bundle { "" } else { act.object.as_str() };
        if line.worth.most() == 0 || is_no_work(ground, seen) {
            continue;
        }
        groups.entry((kind, &act.source, object, apart)).or_default().push(at);
    }
    let mut drafts = Vec::with_capacity(groups.len());
    let mut thanked = Vec::new();
    for ((kind, source, object, apart), acts) in groups {
        let Some(line) = ground.policy.line(kind) else { continue };
        match kind.info().unit {
            Unit::Bundle => drafts.extend(bundle::drafts(ground, kind, line, source, apart, &acts)),
            Unit::SameAct => thanked.push((source, object, acts)),
            _ => drafts.extend(single(ground, kind, line, [source, object, apart], &acts)),
        }
    }
    once_each(ground, &mut drafts);
    drafts.extend(thanks::drafts(ground, thanked));
    drafts
}

/// The same person with two accounts votes for an object, or reviews it, once: the first time.
fn once_each(ground: Ground<'_>, drafts: &mut [Draft<'_>]) {
    let mut acted = BTreeSet::new();
    let mut order: Vec<usize> =
        (0..drafts.len()).filter(|at| drafts[*at].kind.info().unit == Unit::ObjectAndActor).collect();
    order.sort_by_key(|at| (drafts[*at].occurred_at, drafts[*at].subject));
    for at in order.into_iter().filter(|at| drafts[*at].end.is_none()).collect::<Vec<_>>() {
        let draft = &mut drafts[at];
        let act = draft.acts.first().map(|act| ground.history.seen[*act].act);
        let Some(actor) = act.and_then(|act| act.actor.as_deref()) else { continue };
        let person = ground.world.person_of(&Account::new(draft.source, actor), ground.now);
        if !acted.insert((draft.kind, draft.source, draft.object, person)) {
            draft.missing = Some(Step::Ignored { why: Ignored::Again, count: 1 });
        }
    }
}

/// A vote against says nothing for the author, one for a question is counted with the question, and what a tool reports
/// to overturn something else is no work by itself.
fn is_no_work(ground: Ground<'_>, seen: &Seen<'_>) -> bool {
    let act = seen.act;
    let for_answer =
        || ground.history.made(&act.source, &act.object).is_none_or(|made| made.kind == ActivityKind::Answer);
    let vote = act.kind == ActivityKind::Vote && (seen.size < 0 || !for_answer());
    vote || (act.review_state == ReviewState::Rejected && act.supersedes.is_some())
}

/// The line that an activity falls under: an edit below the least size is a minor one.
pub(super) fn line_of<'p>(policy: &'p Policy, seen: &Seen<'_>) -> Option<(Kind, &'p Line)> {
    let kind = Kind::of(seen.act.kind)?;
    let line = policy.line(kind);
    if kind == Kind::WikiEdit && line.is_some_and(|line| seen.size.unsigned_abs() < line.min_size) {
        return policy.line(Kind::WikiMinorEdit).map(|line| (Kind::WikiMinorEdit, line));
    }
    line.map(|line| (kind, line))
}

/// The acts of each life of an object. What is made anew after it had counted and was undone is another work, perhaps of
/// somebody else; what stood long enough stays what was decided about.
fn lives<'s>(ground: Ground<'_>, line: &Line, acts: &'s [usize]) -> Vec<(usize, &'s [usize])> {
    let seen = |at: usize| &ground.history.seen[at];
    let held = |at: usize| held_until(ground, line, seen(at).act.occurred_at);
    let mut lives = Vec::new();
    let mut rest = acts;
    while let [.., last] = *rest {
        // The first that held counts; if none did, the last one tells why.
        let base = rest.iter().copied().find(|at| seen(*at).end.is_none_or(|end| end.at > held(*at)));
        let end = base.and_then(|base| seen(base).end);
        let count = end.map_or(rest.len(), |end| rest.partition_point(|at| seen(*at).act.occurred_at <= end.at));
        let (life, later) = rest.split_at(count);
        lives.push((base.unwrap_or(last), life));
        rest = later;
    }
    lives
}

/// One draft for each life of what is counted once.
fn single<'a>(ground: Ground<'a>, kind: Kind, line: &'a Line, key: [&'a str; 3], acts: &[usize]) -> Vec<Draft<'a>> {
    let [source, object, apart] = key;
    let lives = lives(ground, line, acts).into_iter().enumerate();
    let drafts = lives.filter_map(|(number, (base, acts))| {
        let first = acts.first().map_or("", |at| ground.history.seen[*at].act.external_id.as_str());
        let names = [kind.name(), source, object, apart, first];
        let subject = SubjectId::of(if number == 0 { &names[..4] } else { &names });
        one_life(ground, kind, line, subject, base, acts)
    });
    drafts.collect()
}

fn one_life<'a>(
    ground: Ground<'a>,
    kind: Kind,
    line: &'a Line,
    subject: SubjectId,
    base: usize,
    acts: &[usize],
) -> Option<Draft<'a>> {
    let seen = &ground.history.seen[base];
    let authors = authors(ground, kind, line, seen);
    if authors.is_empty() {
        return None;
    }
    let mut steps = Vec::new();
    if seen.deliveries > 1 {
        steps.push(Step::Delivered { times: seen.deliveries });
    }
    if acts.len() > 1 {
        steps.push(Step::Repeated { times: acts.len() as u32 });
    }
    let mut draft = Draft {
        kind,
        line,
        subject,
        source: &seen.act.source,
        object: &seen.act.object,
        acts: vec![base],
        authors,
        occurred_at: seen.act.occurred_at,
        since: seen.since,
        size: seen.size.unsigned_abs(),
        end: seen.end,
        missing: None,
        evidence: Vec::new(),
        parts: parts(seen.act),
        trusted: seen.act.review_state == ReviewState::AutoApproved,
        steps,
    };
    evidence::gather(ground, seen, &mut draft);
    draft.acts.extend(acts.iter().copied().filter(|at| *at != base));
    Some(draft)
}

/// Whose it is.
fn authors(ground: Ground<'_>, kind: Kind, line: &Line, seen: &Seen<'_>) -> Vec<(Account, u32)> {
    let act = seen.act;
    let account = |id: &str| Account::new(act.source.as_str(), id);
    // What many people do to one object, each for themselves, is nobody's to share out.
    let split = ground.world.splits.get(&(act.source.clone(), act.object.clone()));
    if let Some(split) = split.filter(|_| kind.info().unit == Unit::Object) {
        return split
            .iter()
            .filter(|(_, weight)| **weight > 0)
            .map(|(account, weight)| (account.clone(), *weight))
            .collect();
    }
    let named = |parts: &[Part]| -> Vec<&str> {
        act.others.iter().filter(|other| parts.contains(&other.part)).map(|other| other.account.as_str()).collect()
    };
    let ids: BTreeSet<&str> = match kind.info().whose {
        Whose::Actor => act.actor.as_deref().into_iter().chain(named(&[Part::CoAuthor])).collect(),
        Whose::Receiver => named(&[Part::Subject]).into_iter().collect(),
        Whose::Authors | Whose::TopAuthors => {
            let told = named(&[Part::Author, Part::CoAuthor]);
            match (told.is_empty(), kind.info().whose) {
                (false, _) => told.into_iter().collect(),
                (true, Whose::TopAuthors) => top_authors(ground, line, act).into_iter().collect(),
                (true, _) => made_by(ground, act).into_iter().collect(),
            }
        }
    };
    ids.into_iter().map(|id| (account(id), 1)).collect()
}

/// Who made the object that was judged.
pub(super) fn made_by<'a>(ground: Ground<'a>, act: &Activity) -> Vec<&'a str> {
    let Some(made) = ground.history.made(&act.source, &act.object) else { return Vec::new() };
    let co_authors =
        made.others.iter().filter(|other| other.part == Part::CoAuthor).map(|other| other.account.as_str());
    made.actor.as_deref().into_iter().chain(co_authors).collect()
}

/// Until when something has to hold: what is taken back later changes nothing any more.
pub(super) fn held_until(ground: Ground<'_>, line: &Line, occurred_at: u64) -> u64 {
    match line.matures {
        Matures::After(seconds) => occurred_at.saturating_add(seconds),
        Matures::EpochEnd => ground.world.calendar.end_of(ground.world.calendar.epoch_at(occurred_at)),
    }
}

/// Those whose standing edits added most to a page; of equal ones, those who came first.
fn top_authors<'a>(ground: Ground<'a>, line: &Line, act: &Activity) -> Vec<&'a str> {
    let mut added: Vec<(&str, i64)> = Vec::new();
    for seen in ground.history.stood(&act.source, &act.object, held_until(ground, line, act.occurred_at)) {
        let edits = matches!(seen.act.kind, ActivityKind::PageCreated | ActivityKind::PageEdited);
        let (Some(actor), true) = (seen.act.actor.as_deref(), edits && seen.size > 0) else { continue };
        if seen.act.occurred_at > act.occurred_at {
            continue;
        }
        match added.iter_mut().find(|(known, _)| *known == actor) {
            Some((_, sum)) => *sum = sum.saturating_add(seen.size),
            None => added.push((actor, seen.size)),
        }
    }
    added.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    added.into_iter().take(line.top_authors as usize).map(|(actor, _)| actor).collect()
}

/// Who may confirm in the inbox because of their part.
fn parts(act: &Activity) -> Vec<(Account, Confirmer)> {
    let capacity = |part| match part {
        Part::Participant => Some(Confirmer::Attendee),
        Part::Subject => Some(Confirmer::Newcomer),
        _ => None,
    };
    let others = act.others.iter();
    others
        .filter_map(|other| Some((Account::new(act.source.as_str(), other.account.as_str()), capacity(other.part)?)))
        .collect()
}
