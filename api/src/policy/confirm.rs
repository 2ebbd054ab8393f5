//! Who confirmed: what the tools show and what the inbox says, against what the line asks for.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    decision::{Ignored, Step},
    draft::{Draft, Ground},
    inbox::{Inbox, Word, chosen},
    rules::Requirement,
    words::{Automatic, Band, Confirmer},
    world::{Person, Verdict},
};

/// Somebody who must confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Need {
    /// In one of these capacities.
    pub by: Vec<Confirmer>,
    /// How many distinct people.
    pub count: u32,
    /// How many did.
    pub have: u32,
    /// Whether only confirmed members count.
    pub confirmed: bool,
}

/// Somebody who confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// Who.
    pub person: Person,
    /// In which of the capacities that the line asks for.
    pub by: Confirmer,
    /// When, unix seconds.
    pub at: u64,
}

/// What confirmations make of a draft.
#[derive(Clone, Debug, Default)]
pub(super) struct Assessed {
    pub(super) needs: Vec<Need>,
    /// When the tools had shown all that only they can show; none while they have not.
    pub(super) shown_at: Option<u64>,
    /// When everybody had confirmed.
    pub(super) confirmed_at: Option<u64>,
    /// A refusal, and whether it is the author's own.
    pub(super) refused: Option<(u64, bool)>,
    pub(super) band: Option<Band>,
    pub(super) confirmations: Vec<Confirmation>,
    pub(super) steps: Vec<Step>,
}

/// A person who confirms, in all their capacities.
#[derive(Clone, Debug)]
struct Voice {
    at: u64,
    capacities: BTreeSet<Confirmer>,
    band: Option<Band>,
}

type Voices = BTreeMap<Person, Voice>;

/// Counts confirmations.
pub(super) fn assess(ground: Ground<'_>, draft: &Draft<'_>, inbox: &Inbox) -> Assessed {
    let words = inbox.get(&draft.subject).map_or(&[][..], Vec::as_slice);
    let mut ignored: BTreeMap<Ignored, u32> = BTreeMap::new();
    let voices = voices(ground, draft, words, &mut ignored);
    let mut assessed = Assessed { refused: refusal(words), ..Assessed::default() };
    assessed.confirmations = confirmations(draft, &voices);
    if waived(ground, draft, &mut assessed) {
        assessed.shown_at = Some(draft.since);
        assessed.confirmed_at = Some(draft.since);
        assessed.steps.extend(ignored.into_iter().map(|(why, count)| Step::Ignored { why, count }));
        return assessed;
    }
    let qualified = qualify(ground, draft, &voices, &mut ignored);
    assessed.steps.extend(ignored.into_iter().map(|(why, count)| Step::Ignored { why, count }));
    count(draft, &voices, &qualified, &mut assessed);
    assessed
}

fn confirmations(draft: &Draft<'_>, voices: &Voices) -> Vec<Confirmation> {
    let asked = |voice: &Voice| {
        let asked = draft.line.confirm.iter().flat_map(|need| &need.by);
        asked.copied().find(|one| voice.capacities.contains(one))
    };
    let named = voices.iter().filter_map(|(person, voice)| Some((voice.at, person.clone(), asked(voice)?)));
    let mut named: Vec<_> = named.collect();
    named.sort();
    named.into_iter().map(|(at, person, by)| Confirmation { person, by, at }).collect()
}

fn refusal(words: &[Word]) -> Option<(u64, bool)> {
    let refuses = |word: &&Word| {
        let steward = [Confirmer::Documentalist, Confirmer::Reviewer, Confirmer::Moderator, Confirmer::Organizer];
        let may = word.own || word.ignored.is_none() || steward.iter().any(|one| word.capacities.contains(one));
        word.verdict == Verdict::Refuse && may && word.ignored != Some(Ignored::Suspended)
    };
    words.iter().find(refuses).map(|word| (word.at, word.own))
}

/// Everybody who confirms and may.
fn voices(ground: Ground<'_>, draft: &Draft<'_>, words: &[Word], ignored: &mut BTreeMap<Ignored, u32>) -> Voices {
    let authors: BTreeSet<Person> =
        draft.authors.iter().map(|(account, _)| ground.world.person_of(account, ground.now)).collect();
    let mut voices = Voices::new();
    for evidence in &draft.evidence {
        let why = if authors.contains(&evidence.person) {
            Some(Ignored::OwnWork)
        } else if ground.world.is_suspended(&evidence.person) {
            Some(Ignored::Suspended)
        } else if !holds(ground, draft, &evidence.person, evidence.role) {
            Some(Ignored::Capacity)
        } else if voices.get(&evidence.person).is_some_and(|voice| voice.capacities.contains(&evidence.role)) {
            Some(Ignored::Again)
        } else {
            None
        };
        match why {
            Some(why) => *ignored.entry(why).or_default() += 1,
            None => join(&mut voices, &evidence.person, evidence.at, [evidence.role], None),
        }
    }
    for word in words {
        let Verdict::Confirm(band) = word.verdict else { continue };
        match word.ignored {
            Some(why) => *ignored.entry(why).or_default() += 1,
            None => join(&mut voices, &word.by, word.at, word.capacities.iter().copied(), chosen(draft, band)),
        }
    }
    voices
}

fn join(voices: &mut Voices, person: &Person, at: u64, as_: impl IntoIterator<Item = Confirmer>, band: Option<Band>) {
    let fresh = || Voice { at, capacities: BTreeSet::new(), band: None };
    let voice = voices.entry(person.clone()).or_insert_with(fresh);
    voice.at = voice.at.min(at);
    voice.capacities.extend(as_);
    voice.band = band.or(voice.band);
}

/// A tool may name a reviewer of the lane; whether somebody is one, the roles say.
fn holds(ground: Ground<'_>, draft: &Draft<'_>, person: &Person, role: Confirmer) -> bool {
    if !matches!(role, Confirmer::Reviewer | Confirmer::Documentalist | Confirmer::Moderator | Confirmer::Organizer) {
        return true;
    }
    let Person::Member(member) = person else { return false };
    ground.world.capacities(*member, draft.line.lane).contains(&role)
}

/// Whether the tool's word is enough.
fn waived(ground: Ground<'_>, draft: &Draft<'_>, assessed: &mut Assessed) -> bool {
    let automatic = match draft.line.automatic {
        Automatic::Never => false,
        Automatic::Trusted => draft.trusted,
        Automatic::Always => true,
    };
    if !automatic {
        return false;
    }
    let bps = ground.policy.review().audit_bps;
    let epoch = ground.world.calendar.epoch_at(draft.occurred_at);
    if ground.world.draws("audit", draft.subject, epoch, bps) {
        assessed.steps.push(Step::Audited { bps });
        return false;
    }
    assessed.steps.push(Step::Automatic);
    true
}

/// For each requirement, who meets it; nobody meets two.
fn qualify<'v>(
    ground: Ground<'_>,
    draft: &Draft<'_>,
    voices: &'v Voices,
    ignored: &mut BTreeMap<Ignored, u32>,
) -> Vec<Vec<&'v Voice>> {
    let requirements = &draft.line.confirm;
    let able = |person: &Person, voice: &Voice| -> Vec<usize> {
        let meets = |need: &Requirement| {
            let capable = need.by.iter().any(|one| voice.capacities.contains(one));
            capable && (!need.confirmed || ground.world.is_confirmed(person))
        };
        (0..requirements.len()).filter(|at| meets(&requirements[*at])).collect()
    };
    let mut choices: Vec<(Vec<usize>, &Person, &Voice)> =
        voices.iter().map(|(person, voice)| (able(person, voice), person, voice)).collect();
    // Who can do one thing only does that one: the others fill up what is left.
    choices.sort_by(|one, other| (one.0.len(), one.2.at, one.1).cmp(&(other.0.len(), other.2.at, other.1)));
    let mut qualified: Vec<Vec<&Voice>> = vec![Vec::new(); requirements.len()];
    for (able, person, voice) in choices {
        let emptiest = able.iter().copied().min_by_key(|at| (qualified[*at].len(), *at));
        match emptiest {
            Some(at) => qualified[at].push(voice),
            None => {
                let unconfirmed = requirements.iter().any(|need| need.confirmed) && !ground.world.is_confirmed(person);
                let why = if unconfirmed { Ignored::NotConfirmed } else { Ignored::Capacity };
                *ignored.entry(why).or_default() += 1;
            }
        }
    }
    for voices in &mut qualified {
        voices.sort_by_key(|voice| voice.at);
    }
    qualified
}

fn count(draft: &Draft<'_>, voices: &Voices, qualified: &[Vec<&Voice>], assessed: &mut Assessed) {
    let worth = &draft.line.worth;
    let wanted = voices.values().filter_map(|voice| voice.band).max();
    let (mut shown_at, mut confirmed_at) = (Some(draft.since), Some(draft.since));
    for (requirement, people) in draft.line.confirm.iter().zip(qualified) {
        let need = requirement.count_for(worth, wanted);
        let reached = people.get((need as usize).saturating_sub(1)).map(|voice| voice.at);
        let later = |known: Option<u64>| known.and_then(|known| reached.map(|reached| known.max(reached)));
        confirmed_at = later(confirmed_at);
        if !requirement.by.iter().any(|one| one.from_inbox()) {
            shown_at = later(shown_at);
        }
        let have = people.len() as u32;
        let by = requirement.by.clone();
        assessed.steps.extend(by.first().map(|by| Step::Confirmed { by: *by, have, need }));
        assessed.needs.push(Need { by, count: need, have, confirmed: requirement.confirmed });
    }
    assessed.shown_at = shown_at;
    assessed.confirmed_at = confirmed_at;
    if !worth.bands().is_empty() {
        assessed.band = confirmed_at.and(agreed(draft, qualified));
        assessed.steps.push(Step::Band { chosen: assessed.band });
    }
}

/// The largest band that as many reviewers as it needs find at least so large.
fn agreed(draft: &Draft<'_>, qualified: &[Vec<&Voice>]) -> Option<Band> {
    let requirement = draft.line.confirm.first()?;
    let bands = draft.line.worth.bands().iter().rev().map(|(band, _)| *band);
    let enough = |band: &Band| {
        let large =
            qualified.first().map_or(0, |people| people.iter().filter(|voice| voice.band >= Some(*band)).count());
        large as u32 >= requirement.count_for(&draft.line.worth, Some(*band))
    };
    bands.into_iter().find(enough).or(draft.line.worth.bands().first().map(|(band, _)| *band))
}
