//! What holds in a community at a moment: every candidate with its reasons.

use std::collections::{BTreeMap, HashMap};

use alloy::primitives::B256;
use palabre_contracts::{MemberId, rules::Calendar};

use super::{
    Review,
    judge::{Judged, judge},
    settings::Reviewing,
    store::{Recorded, Stamp, StoredWord},
};
use crate::{
    activity::Activity,
    error::ApiError,
    http::scope::Scope,
    policy::{Account, Candidate, CandidateId, SubjectId, World},
};

/// Seconds after which a view is made again though nothing happened: things mature.
const FRESH: u64 = 10;

/// What holds at a moment.
#[derive(Debug)]
pub struct View {
    /// The moment, unix seconds.
    pub now: u64,
    /// By which policy, and which tools there are.
    pub reviewing: Reviewing,
    /// Who is who, what was said, what is on chain.
    pub world: World,
    /// All candidates, by time.
    pub candidates: Vec<Candidate>,
    /// What people said, in the order they said it.
    pub words: Vec<StoredWord>,
    /// Contributions of the review that are on chain.
    pub recorded: BTreeMap<CandidateId, Recorded>,
    /// Contributions that wait in a batch that somebody signed, with its digest.
    pub waiting: BTreeMap<CandidateId, B256>,
    /// How the tools call accounts.
    pub names: BTreeMap<Account, String>,
    acts: HashMap<(String, String), Activity>,
    index: Index,
    stamp: Stamp,
}

/// What a view holds beside what is decided.
#[derive(Debug)]
pub(super) struct Rest {
    pub(super) words: Vec<StoredWord>,
    pub(super) recorded: Vec<Recorded>,
    pub(super) waiting: BTreeMap<CandidateId, B256>,
    pub(super) names: BTreeMap<Account, String>,
    pub(super) stamp: Stamp,
}

/// Where to find things.
#[derive(Debug, Default)]
struct Index {
    parts: HashMap<SubjectId, Vec<usize>>,
    candidates: HashMap<CandidateId, usize>,
    words: HashMap<(SubjectId, MemberId), usize>,
}

impl Index {
    fn of(candidates: &[Candidate], words: &[StoredWord]) -> Self {
        let mut index = Self::default();
        for (at, candidate) in candidates.iter().enumerate() {
            index.parts.entry(candidate.subject).or_default().push(at);
            index.candidates.insert(candidate.id, at);
        }
        // The last one stays.
        index.words.extend(words.iter().enumerate().map(|(at, word)| ((word.subject, word.member), at)));
        index
    }
}

impl View {
    /// Works it out.
    pub(super) async fn load(review: &Review, scope: &Scope, stamp: Stamp) -> Result<Self, ApiError> {
        let (book, slug) = (&review.0.book, scope.slug());
        let reviewing = review.of(slug).clone();
        let mut activities = book.activities(&reviewing).await?;
        activities.extend(super::chain::activities(scope).await?);
        let made = review.world(scope, &activities).await?;
        let now = moment(scope.calendar(), scope.block.block_time, scope.now, &made.words);
        let Judged { world, candidates, risen } = judge(&reviewing.policy, &activities, made.world, &made.facts, now);
        if !risen.is_empty() {
            book.keep_confirmed(slug, &risen, world.calendar.epoch_at(now)).await?;
        }
        let rest = Rest {
            words: made.words,
            recorded: made.recorded,
            waiting: book.waiting(slug, now).await?,
            names: book.names(&reviewing).await?,
            stamp,
        };
        Ok(Self::of(reviewing, activities, (world, candidates), rest, now))
    }

    /// Puts it together from what was decided.
    pub(super) fn of(
        reviewing: Reviewing,
        activities: Vec<Activity>,
        (world, candidates): (World, Vec<Candidate>),
        rest: Rest,
        now: u64,
    ) -> Self {
        let Rest { words, recorded, waiting, names, stamp } = rest;
        Self {
            now,
            index: Index::of(&candidates, &words),
            reviewing,
            world,
            candidates,
            words,
            recorded: recorded.into_iter().map(|one| (one.candidate, one)).collect(),
            waiting,
            names,
            acts: activities.into_iter().map(|act| ((act.source.clone(), act.external_id.clone()), act)).collect(),
            stamp,
        }
    }

    /// Whether nothing happened since, and not much time passed.
    pub(super) fn is_current(&self, stamp: &Stamp, now: u64) -> bool {
        self.stamp == *stamp && now < self.now.saturating_add(FRESH)
    }

    /// The parts of a contribution.
    pub fn parts(&self, subject: SubjectId) -> impl Iterator<Item = &Candidate> {
        let places = self.index.parts.get(&subject).map_or(&[][..], Vec::as_slice);
        places.iter().map(move |at| &self.candidates[*at])
    }

    /// One person's part of a contribution.
    pub fn candidate(&self, id: CandidateId) -> Option<&Candidate> {
        self.index.candidates.get(&id).map(|at| &self.candidates[*at])
    }

    /// An activity by its names.
    pub fn act(&self, source: &str, external_id: &str) -> Option<&Activity> {
        // Two owned words to ask with: cheaper than a map of maps that is built at each view.
        self.acts.get(&(source.to_owned(), external_id.to_owned()))
    }

    /// All activities about an object.
    pub fn about<'s>(&'s self, source: &'s str, object: &'s str) -> impl Iterator<Item = &'s Activity> {
        self.acts.values().filter(move |act| act.source == source && act.object == object)
    }

    /// The last word of a member about a contribution.
    pub fn last_word(&self, subject: SubjectId, member: MemberId) -> Option<&StoredWord> {
        self.index.words.get(&(subject, member)).map(|at| &self.words[*at])
    }

    /// The batch that somebody signed and in which a part of this contribution waits.
    pub fn signed(&self, subject: SubjectId) -> Option<B256> {
        self.parts(subject).find_map(|part| self.waiting.get(&part.id).copied())
    }
}

/// The moment that the review looks at. It stays in the last epoch that the chain has a block of: what is drawn in the
/// next one is not known before. Words are said in order, so the last one may be a second ahead.
fn moment(calendar: &Calendar, block_time: u64, now: u64, words: &[StoredWord]) -> u64 {
    let epoch = calendar.epoch_at(block_time);
    let now = if calendar.epoch_at(now) > epoch { calendar.end_of(epoch) - 1 } else { now };
    words.iter().map(|word| word.at).filter(|at| *at <= now.saturating_add(FRESH)).fold(now, u64::max)
}
