//! The review inbox: the last word of each member on each contribution, and which words count.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use palabre_contracts::MemberId;

use super::{
    decision::Ignored,
    draft::{Draft, Ground},
    words::{Band, Confirmer},
    world::{Person, Review, SubjectId, Verdict},
};

/// A member's word, with what it counts as.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) by: Person,
    pub(super) at: u64,
    pub(super) verdict: Verdict,
    pub(super) capacities: BTreeSet<Confirmer>,
    pub(super) own: bool,
    pub(super) ignored: Option<Ignored>,
}

/// Words by contribution, in the order of time.
pub(super) type Inbox = HashMap<SubjectId, Vec<Word>>;

/// Reads all words in the order of time, so that a reviewer's budget is used up by the earlier ones.
pub(super) fn open(ground: Ground<'_>, drafts: &[Draft<'_>]) -> Inbox {
    let known: HashMap<SubjectId, &Draft<'_>> = drafts.iter().map(|draft| (draft.subject, draft)).collect();
    let mut last: BTreeMap<(SubjectId, MemberId), &Review> = BTreeMap::new();
    for review in ground.world.reviews.iter().filter(|review| review.at <= ground.now) {
        let kept = last.entry((review.subject, review.by)).or_insert(review);
        if (review.at, review.verdict) > (kept.at, kept.verdict) {
            *kept = review;
        }
    }
    let mut words: Vec<&Review> = last.into_values().filter(|review| review.verdict != Verdict::Undo).collect();
    words.sort_by_key(|review| (review.at, review.subject, review.by));
    let (mut inbox, mut spent) = (Inbox::new(), Spent::default());
    for review in words {
        let Some(draft) = known.get(&review.subject) else { continue };
        let word = word(ground, draft, review, &mut spent);
        inbox.entry(review.subject).or_default().push(word);
    }
    inbox
}

/// Points that reviewers conferred, in all and by beneficiary, by epoch.
#[derive(Default)]
struct Spent(HashMap<(MemberId, u32), (u64, HashMap<Person, u64>)>);

fn word(ground: Ground<'_>, draft: &Draft<'_>, review: &Review, spent: &mut Spent) -> Word {
    let by = Person::Member(review.by);
    let authors: Vec<Person> =
        draft.authors.iter().map(|(account, _)| ground.world.person_of(account, ground.now)).collect();
    let mut capacities = ground.world.capacities(review.by, draft.line.lane);
    let parts = draft.parts.iter().filter(|(account, _)| ground.world.person_of(account, ground.now) == by);
    capacities.extend(parts.map(|(_, capacity)| *capacity));
    let own = authors.contains(&by);
    let asked = draft.line.confirm.iter().any(|need| need.by.iter().any(|one| capacities.contains(one)));
    let ignored = if own {
        Some(Ignored::OwnWork)
    } else if ground.world.is_suspended(&by) {
        Some(Ignored::Suspended)
    } else if !asked {
        Some(Ignored::Capacity)
    } else {
        match review.verdict {
            Verdict::Confirm(band) => spent.confer(ground, draft, &authors, review, band),
            Verdict::Refuse | Verdict::Undo => None,
        }
    };
    Word { by, at: review.at, verdict: review.verdict, capacities, own, ignored }
}

impl Spent {
    /// Takes the points from the reviewer's budget of the epoch, if it holds them.
    fn confer(
        &mut self,
        ground: Ground<'_>,
        draft: &Draft<'_>,
        authors: &[Person],
        review: &Review,
        band: Option<Band>,
    ) -> Option<Ignored> {
        let rules = ground.policy.review();
        let points = u64::from(draft.line.worth.points(draft.size, chosen(draft, band)).unwrap_or(0));
        let epoch = ground.world.calendar.epoch_at(review.at);
        let (total, to_each) = self.0.entry((review.by, epoch)).or_default();
        if *total + points > u64::from(rules.budget) {
            return Some(Ignored::ReviewerBudget);
        }
        let most_to_one = u64::from(rules.budget) * u64::from(rules.to_one_bps) / 10_000;
        let part = points.div_ceil(authors.len().max(1) as u64);
        if authors.iter().any(|author| to_each.get(author).copied().unwrap_or(0) + part > most_to_one) {
            return Some(Ignored::ReviewerToOne);
        }
        *total += points;
        for author in authors {
            *to_each.entry(author.clone()).or_default() += part;
        }
        None
    }
}

/// The band that a reviewer means: one that the line does not have, or none, is the smallest.
pub(super) fn chosen(draft: &Draft<'_>, band: Option<Band>) -> Option<Band> {
    let bands = draft.line.worth.bands();
    bands.iter().map(|(one, _)| *one).find(|one| Some(*one) == band).or(bands.first().map(|(one, _)| *one))
}
