//! Candidates: one person's part of a contribution, with where it stands and why.

use std::collections::HashMap;

use alloy::primitives::B256;
use palabre_contracts::{Lane, MemberId};
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::{
    caps::{Asking, Places},
    confirm::{Assessed, Confirmation, Need},
    decision::{Decision, Step},
    draft::{Draft, Ground, held_until},
    kind::Kind,
    split::split,
    words::{Band, Confirmer},
    world::{Account, CandidateId, Person, Recorded, SubjectId, hash_of},
};

/// Where a candidate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContributionState)]
pub enum State {
    /// The tools have not shown yet what only they can show.
    Observed,
    /// It has to hold for a while.
    Maturing,
    /// No member has linked the account.
    Waiting,
    /// Waits for people in the review inbox.
    Proposed,
    /// Everybody confirmed: it may be recorded.
    Confirmed,
    /// On chain.
    Recorded,
    /// Good, and one too many.
    Capped,
    /// Taken back by its author.
    Withdrawn,
    /// Undone at the source, or struck.
    Reverted,
    /// Refused in review.
    Refused,
    /// The same work as another.
    Duplicate,
    /// Nobody confirmed it in time.
    Expired,
}

impl State {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 12] = [
        Self::Observed,
        Self::Maturing,
        Self::Waiting,
        Self::Proposed,
        Self::Confirmed,
        Self::Recorded,
        Self::Capped,
        Self::Withdrawn,
        Self::Reverted,
        Self::Refused,
        Self::Duplicate,
        Self::Expired,
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Maturing => "maturing",
            Self::Waiting => "waiting",
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Recorded => "recorded",
            Self::Capped => "capped",
            Self::Withdrawn => "withdrawn",
            Self::Reverted => "reverted",
            Self::Refused => "refused",
            Self::Duplicate => "duplicate",
            Self::Expired => "expired",
        }
    }
}

/// One person's part of a contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Names it, the same in every run.
    pub id: CandidateId,
    /// The contribution; co-authors share it.
    pub subject: SubjectId,
    /// The kind.
    pub kind: Kind,
    /// The lane.
    #[serde(serialize_with = "lane")]
    pub lane: Lane,
    /// What it was done to, in its source.
    pub object: String,
    /// How large it is, in the tool's measure.
    pub size: u64,
    /// Accounts whose owners may confirm it because of their part in it.
    #[serde(skip)]
    pub parts: Vec<(Account, Confirmer)>,
    /// Whose account did it.
    pub account: Account,
    /// The member behind the account.
    #[serde(serialize_with = "member")]
    pub member: Option<MemberId>,
    /// Points as things stand: 0 where it does not count, none while its band is not chosen.
    pub points: Option<u32>,
    /// What each band would give this person.
    pub bands: Vec<(Band, u32)>,
    /// Who must confirm, and who did.
    pub needs: Vec<Need>,
    /// Who confirmed, in the order of time.
    pub confirmations: Vec<Confirmation>,
    /// When it happened, unix seconds.
    pub occurred_at: u64,
    /// When it has held long enough.
    pub matures_at: u64,
    /// Epoch in which it happened.
    pub epoch: u32,
    /// Where it stands.
    pub state: State,
    /// On chain.
    #[serde(skip)]
    pub recorded: Option<Recorded>,
    /// The activities behind it, the one that counts first.
    pub acts: Vec<ActRef>,
    /// Why.
    pub decision: Decision,
}

/// Names an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActRef {
    /// Its source.
    pub source: String,
    /// Its id there.
    pub external_id: String,
    /// Hash of the report.
    pub raw_hash: B256,
}

fn lane<S: Serializer>(lane: &Lane, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u8(lane.index())
}

fn member<S: Serializer>(member: &Option<MemberId>, serializer: S) -> Result<S::Ok, S::Error> {
    member.map(MemberId::get).serialize(serializer)
}

/// A part in the making.
struct Part<'a> {
    draft: &'a Draft<'a>,
    assessed: &'a Assessed,
    account: &'a Account,
    person: Person,
    place: usize,
    id: CandidateId,
    recorded: Option<Recorded>,
    matures_at: u64,
    epoch: u32,
    capped: Option<Step>,
}

impl Part<'_> {
    /// When the tools had shown everything: the order in which caps are filled, so that what comes later never takes a
    /// place from what was decided before.
    fn earned_at(&self) -> u64 {
        self.assessed.shown_at.unwrap_or(u64::MAX).max(self.draft.since)
    }

    /// Whether it takes a place under the caps. What was undone before it had matured never took one.
    fn takes_place(&self, duplicate: bool) -> bool {
        let stood = self.draft.end.is_none_or(|end| end.at > self.matures_at);
        let ready = self.draft.missing.is_none() && self.assessed.shown_at.is_some();
        stood && ready && self.assessed.refused.is_none() && !duplicate
    }
}

/// Candidates of all drafts, by time.
pub(super) fn settle(ground: Ground<'_>, drafts: &[Draft<'_>], assessed: &[Assessed]) -> Vec<Candidate> {
    let mut parts = Vec::with_capacity(drafts.len());
    for (draft, assessed) in drafts.iter().zip(assessed) {
        for (place, (account, _)) in draft.authors.iter().enumerate() {
            let id = draft.subject.part_of(account);
            let epoch = ground.world.calendar.epoch_at(draft.occurred_at);
            parts.push(Part {
                draft,
                assessed,
                account,
                person: ground.world.person_of(account, ground.now),
                place,
                id,
                recorded: ground.world.recorded.get(&id).copied(),
                matures_at: matures_at(ground, draft, assessed),
                epoch,
                capped: None,
            });
        }
    }
    parts.sort_by_cached_key(|part| (part.recorded.is_none(), part.earned_at(), part.draft.occurred_at, part.id));
    apply_caps(ground, &mut parts);
    let policy_hash = ground.policy.hash();
    let mut candidates: Vec<Candidate> = parts.iter().map(|part| candidate(ground, part, policy_hash)).collect();
    candidates.sort_by_key(|candidate| (candidate.occurred_at, candidate.id));
    candidates
}

/// When a draft has held long enough.
pub(super) fn matures_at(ground: Ground<'_>, draft: &Draft<'_>, assessed: &Assessed) -> u64 {
    let held = held_until(ground, draft.line, draft.occurred_at);
    held.max(draft.since).max(assessed.shown_at.unwrap_or(0))
}

fn apply_caps(ground: Ground<'_>, parts: &mut [Part<'_>]) {
    let mut places = Places::default();
    // A co-author with two accounts has both shares, under one place.
    let mut once: HashMap<(SubjectId, Person), Option<Step>> = HashMap::new();
    for part in parts {
        let draft = part.draft;
        let asking = Asking {
            kind: draft.kind,
            line: draft.line,
            person: &part.person,
            confirmer: part.assessed.confirmations.first().map(|one| &one.person),
            source: draft.source,
            object: draft.object,
            occurred_at: draft.occurred_at,
            epoch: part.epoch,
        };
        if part.recorded.is_some() {
            places.keep(ground.policy, &asking);
        } else if part.takes_place(ground.world.duplicates.contains_key(&draft.subject)) {
            let key = (draft.subject, part.person.clone());
            part.capped = *once.entry(key).or_insert_with(|| places.take(ground.policy, &asking));
        }
    }
}

fn candidate(ground: Ground<'_>, part: &Part<'_>, policy_hash: B256) -> Candidate {
    let (draft, world) = (part.draft, ground.world);
    let mut steps = Vec::new();
    let bands: Vec<(Band, u32)> =
        draft.line.worth.bands().iter().map(|(band, points)| (*band, share(part, *points))).collect();
    let worth = draft.line.worth.points(draft.size, part.assessed.band).map(|points| share(part, points));
    tell_worth(part, &mut steps);
    steps.extend(draft.steps.iter().copied());
    steps.extend(part.assessed.steps.iter().copied());
    let state = state(ground, part, &mut steps);
    let counts = !matches!(
        state,
        State::Capped | State::Withdrawn | State::Reverted | State::Refused | State::Duplicate | State::Expired
    );
    let acts = draft.acts.iter().map(|at| ground.history.seen[*at].act);
    Candidate {
        id: part.id,
        subject: draft.subject,
        kind: draft.kind,
        lane: draft.line.lane,
        object: draft.object.to_owned(),
        size: draft.size,
        parts: draft.parts.clone(),
        account: part.account.clone(),
        member: world.link_of(part.account, ground.now).map(|link| link.member),
        points: if counts { worth } else { Some(0) },
        bands,
        needs: part.assessed.needs.clone(),
        confirmations: part.assessed.confirmations.clone(),
        occurred_at: draft.occurred_at,
        matures_at: part.matures_at,
        epoch: part.epoch,
        state,
        recorded: part.recorded,
        acts: acts
            .map(|act| ActRef {
                source: act.source.clone(),
                external_id: act.external_id.clone(),
                raw_hash: act.raw_hash,
            })
            .collect(),
        decision: Decision { policy_version: ground.policy.version(), policy_hash, line: draft.kind, steps },
    }
}

/// This person's part of some points.
fn share(part: &Part<'_>, points: u32) -> u32 {
    let subject = part.draft.subject.0.to_string();
    let rank = |account: &Account| hash_of(&[&subject, &account.source, &account.account]);
    let weights: Vec<(u32, B256)> =
        part.draft.authors.iter().map(|(account, weight)| (*weight, rank(account))).collect();
    if let [_] = weights[..] { points } else { split(points, &weights)[part.place] }
}

fn tell_worth(part: &Part<'_>, steps: &mut Vec<Step>) {
    use super::rules::Worth;
    let draft = part.draft;
    match draft.line.worth {
        Worth::Points(points) => steps.push(Step::Worth { points }),
        Worth::Rate { most, .. } => {
            let points = draft.line.worth.points(draft.size, None).unwrap_or(0);
            steps.push(Step::Rate { size: draft.size, points, most });
        }
        Worth::Bands(_) => {}
    }
    if draft.authors.len() > 1 {
        let of = draft.authors.iter().fold(0u32, |sum, (_, weight)| sum.saturating_add(*weight));
        let weight = draft.authors[part.place].1;
        steps.push(Step::Shared { authors: draft.authors.len() as u32, weight, of });
    }
}

/// Where it stands, with the steps that say why.
fn state(ground: Ground<'_>, part: &Part<'_>, steps: &mut Vec<Step>) -> State {
    let (draft, world) = (part.draft, ground.world);
    if draft.since > draft.occurred_at && draft.kind.info().unit == super::kind::Unit::Act {
        steps.push(Step::CameBack { at: draft.since });
    }
    if let Some(recorded) = part.recorded {
        steps.push(Step::Recorded { epoch: recorded.epoch, points: recorded.points });
        if recorded.struck {
            steps.push(Step::Struck { points: recorded.points });
            return State::Reverted;
        }
        return undone(part, steps).unwrap_or(State::Recorded);
    }
    if let Some(state) = undone(part, steps) {
        return state;
    }
    if world.duplicates.contains_key(&draft.subject) {
        steps.push(Step::Duplicate);
        return State::Duplicate;
    }
    if let Some((at, own)) = part.assessed.refused {
        steps.push(if own { Step::Undone { at, own } } else { Step::Refused { at } });
        return if own { State::Withdrawn } else { State::Refused };
    }
    if let Some(capped) = part.capped {
        steps.push(capped);
        return State::Capped;
    }
    steps.extend(draft.missing);
    waiting(ground, part, steps)
}

fn undone(part: &Part<'_>, steps: &mut Vec<Step>) -> Option<State> {
    let end = part.draft.end?;
    let authors = &part.draft.authors;
    let own = end.by.is_some_and(|by| authors.iter().any(|(account, _)| account.account == by));
    steps.push(Step::Undone { at: end.at, own });
    Some(if own { State::Withdrawn } else { State::Reverted })
}

/// It stands: what it waits for.
fn waiting(ground: Ground<'_>, part: &Part<'_>, steps: &mut Vec<Step>) -> State {
    let (draft, now, wait) = (part.draft, ground.now, ground.policy.review().wait);
    if draft.missing.is_some() || part.assessed.shown_at.is_none() {
        let until = draft.occurred_at.saturating_add(wait.saturating_mul(2));
        return expired(now >= until, until, State::Observed, steps);
    }
    let until =
        ground.world.calendar.start_of(part.epoch.saturating_add(ground.policy.hold_epochs()).saturating_add(1));
    let link = ground.world.link_of(part.account, now);
    let Some(link) = link.filter(|link| link.linked_at < until) else {
        if now < until {
            steps.push(Step::Unlinked { until });
        }
        return expired(now >= until, until, State::Waiting, steps);
    };
    if link.linked_at > draft.occurred_at {
        steps.push(Step::LinkedLater { at: link.linked_at });
    }
    steps.push(Step::Matures { at: part.matures_at });
    if now < part.matures_at {
        return State::Maturing;
    }
    let asked_at = part.matures_at.max(link.linked_at);
    let (others_at, until) = (asked_at.saturating_add(wait), asked_at.saturating_add(wait.saturating_mul(2)));
    if part.assessed.confirmed_at.is_some_and(|at| at < until) {
        return State::Confirmed;
    }
    if now >= others_at {
        steps.push(Step::Reassigned { at: others_at });
    }
    expired(now >= until, until, State::Proposed, steps)
}

fn expired(is: bool, at: u64, otherwise: State, steps: &mut Vec<Step>) -> State {
    if is {
        steps.push(Step::Expired { at });
        return State::Expired;
    }
    otherwise
}
