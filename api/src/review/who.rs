//! Who may say what about a contribution. Pure.

use std::collections::BTreeSet;

use palabre_contracts::{MemberId, Roles};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::View;
use crate::policy::{Account, Band, CHAIN, Candidate, Confirmer, Person, State, SubjectId, Verdict};

/// Why somebody may not say something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hurdle {
    /// The member is suspended.
    Suspended,
    /// It is their own work, or they share it.
    OwnWork,
    /// The line of the policy asks for somebody else.
    Capacity,
    /// Somebody confirmed it already, and another second reviewer was drawn.
    AnotherWasDrawn,
    /// It is on chain.
    Recorded,
    /// A batch that holds it was signed.
    Signed,
    /// It does not count any more, whatever is said.
    Over,
    /// The line has sizes, and none was given that it has.
    BandNeeded,
    /// There is nothing to take back.
    NothingSaid,
    /// They said it already.
    Said,
}

impl Hurdle {
    /// Stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Suspended => "suspended",
            Self::OwnWork => "own_work",
            Self::Capacity => "capacity",
            Self::AnotherWasDrawn => "another_was_drawn",
            Self::Recorded => "recorded",
            Self::Signed => "signed",
            Self::Over => "over",
            Self::BandNeeded => "band_needed",
            Self::NothingSaid => "nothing_said",
            Self::Said => "said",
        }
    }
}

/// The second reviewer of a large contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Second {
    /// Who was drawn; none where nobody else may.
    pub member: Option<MemberId>,
    /// From when on anybody who may can take their place.
    pub others_from: u64,
    /// Whether somebody else confirmed it already, so that the second one is awaited.
    pub awaited: bool,
    /// Whether two people confirmed it.
    pub done: bool,
}

impl View {
    /// Whether a member shares a contribution.
    pub fn is_own(&self, subject: SubjectId, member: MemberId) -> bool {
        self.parts(subject).any(|part| part.member == Some(member))
    }

    /// In which capacities a member could confirm a contribution that its line asks for.
    pub fn capacities(&self, part: &Candidate, member: MemberId) -> BTreeSet<Confirmer> {
        let mut held = self.world.capacities(member, part.lane);
        let own = |account: &Account| self.world.person_of(account, self.now) == Person::Member(member);
        held.extend(part.parts.iter().filter(|(account, _)| own(account)).map(|(_, capacity)| *capacity));
        let asked: BTreeSet<Confirmer> = self.asked(part);
        held.intersection(&asked).copied().collect()
    }

    fn asked(&self, part: &Candidate) -> BTreeSet<Confirmer> {
        let line = self.reviewing.policy.line(part.kind);
        let all = line.into_iter().flat_map(|line| &line.confirm).flat_map(|need| &need.by);
        all.copied().filter(|capacity| capacity.from_inbox()).collect()
    }

    /// Whether a member may say this about a contribution now.
    pub fn may_say(&self, subject: SubjectId, member: MemberId, verdict: Verdict) -> Result<(), Hurdle> {
        let Some(part) = self.parts(subject).next() else { return Err(Hurdle::Over) };
        if self.world.members.get(&member).is_none_or(|standing| standing.suspended) {
            return Err(Hurdle::Suspended);
        }
        if self.parts(subject).any(|part| part.recorded.is_some()) {
            return Err(Hurdle::Recorded);
        }
        if self.signed(subject).is_some() {
            return Err(Hurdle::Signed);
        }
        match verdict {
            Verdict::Undo => {
                let said = self.last_word(subject, member).is_some_and(|word| word.verdict != Verdict::Undo);
                if said { Ok(()) } else { Err(Hurdle::NothingSaid) }
            }
            Verdict::Refuse => self.may_refuse(part, member),
            Verdict::Confirm(band) => self.may_confirm(part, member, band),
        }
    }

    fn may_refuse(&self, part: &Candidate, member: MemberId) -> Result<(), Hurdle> {
        if is_over(part.state) {
            return Err(Hurdle::Over);
        }
        let stewards = [Roles::DOCUMENTALIST, Roles::MODERATOR, Roles::ORGANIZER, Roles::reviewer(part.lane)];
        let roles = self.world.members.get(&member).map_or(Roles::NONE, |standing| standing.roles);
        // An author takes their own work back.
        let may = self.is_own(part.subject, member)
            || stewards.iter().any(|role| roles.holds(*role))
            || !self.capacities(part, member).is_empty();
        if may { Ok(()) } else { Err(Hurdle::Capacity) }
    }

    fn may_confirm(&self, part: &Candidate, member: MemberId, band: Option<Band>) -> Result<(), Hurdle> {
        if is_over(part.state) {
            return Err(Hurdle::Over);
        }
        if self.is_own(part.subject, member) {
            return Err(Hurdle::OwnWork);
        }
        if self.capacities(part, member).is_empty() {
            return Err(Hurdle::Capacity);
        }
        if let Some(second) = self.second(part.subject)
            && second.awaited
            && !second.done
            && self.now < second.others_from
            && second.member.is_some_and(|drawn| drawn != member)
            && !self.has_confirmed(part, member)
        {
            return Err(Hurdle::AnotherWasDrawn);
        }
        let has_bands = !part.bands.is_empty();
        let fits = part.bands.iter().any(|(one, _)| Some(*one) == band);
        if has_bands != band.is_some() || (has_bands && !fits) {
            return Err(Hurdle::BandNeeded);
        }
        Ok(())
    }

    fn has_confirmed(&self, part: &Candidate, member: MemberId) -> bool {
        part.confirmations.iter().any(|one| one.person == Person::Member(member))
    }

    /// Members who could confirm a contribution, but for those who share it.
    pub fn eligible(&self, part: &Candidate) -> BTreeSet<MemberId> {
        let members = self.world.members.iter().filter(|(_, standing)| !standing.suspended).map(|(member, _)| *member);
        members
            .filter(|member| !self.is_own(part.subject, *member) && !self.capacities(part, *member).is_empty())
            .collect()
    }

    /// The second reviewer of a contribution; none where it is small, where people confirm nothing, or where nobody but
    /// the first one may.
    pub fn second(&self, subject: SubjectId) -> Option<Second> {
        let part = self.parts(subject).next()?;
        let review = self.reviewing.policy.review();
        let worth = self.parts(subject).map(most).sum::<u32>();
        if review.second_from == 0 || worth < review.second_from || part.needs.is_empty() {
            return None;
        }
        let first = part.confirmations.first();
        let mut eligible = self.eligible(part);
        if let Some(Person::Member(first)) = first.map(|one| &one.person) {
            eligible.remove(first);
        }
        let member = self.world.second_reviewer(subject, part.epoch, &eligible);
        // Where nobody else may look at it, a second look cannot be asked for.
        member?;
        let asked_at = part.matures_at.max(first.map_or(0, |one| one.at));
        Some(Second {
            member,
            others_from: asked_at.saturating_add(review.wait),
            awaited: first.is_some(),
            done: part.confirmations.len() >= 2,
        })
    }

    /// Whether a candidate can go into a batch: everybody who has to confirmed it, and a second one where it is large.
    pub fn is_ready(&self, candidate: &Candidate) -> bool {
        let counts = candidate.state == State::Confirmed && candidate.member.is_some();
        if !counts || candidate.points.unwrap_or(0) == 0 {
            return false;
        }
        // Where the contracts or the tool decided alone, nobody looked at it a first time either.
        let first = candidate.confirmations.len() == 1 && candidate.account.source != CHAIN;
        !first || self.second(candidate.subject).is_none()
    }

    /// Whether a member is the second reviewer who is awaited, and is not to know whose it is.
    pub fn is_blind(&self, subject: SubjectId, member: MemberId) -> bool {
        self.reviewing.policy.review().second_pseudonymous
            && self.second(subject).is_some_and(|second| !second.done && second.member == Some(member))
    }
}

/// What a part is worth; while its size is not chosen, the most that it can be.
fn most(part: &Candidate) -> u32 {
    part.points.or(part.bands.iter().map(|(_, points)| *points).max()).unwrap_or(0)
}

/// Whether nothing that is said changes anything any more.
fn is_over(state: State) -> bool {
    matches!(
        state,
        State::Withdrawn | State::Reverted | State::Duplicate | State::Expired | State::Recorded | State::Capped
    )
}
