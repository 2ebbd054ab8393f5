//! What people say in the inbox: words, duplicates, shares.

use std::collections::{BTreeMap, BTreeSet};

use alloy::primitives::B256;
use palabre_contracts::{MemberId, Roles};

use super::{Review, View, splits, who::Hurdle};
use crate::{
    error::ApiError,
    http::scope::Scope,
    policy::{Account, CHAIN, Person, State, SubjectId, Verdict},
};

/// Longest reason, in characters.
const LONGEST: usize = 1_000;

/// A word before it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// About what.
    pub subject: SubjectId,
    /// What.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
}

impl Review {
    /// Writes a member's word down and answers what holds with it.
    pub(crate) async fn say(&self, scope: &Scope, by: MemberId, said: Said) -> Result<std::sync::Arc<View>, ApiError> {
        let view = self.view(scope).await?;
        known(&view, said.subject)?;
        view.may_say(said.subject, by, said.verdict).map_err(refused)?;
        let reason = reason(said.reason, said.verdict)?;
        // What the view did not see yet: a batch that was signed since.
        let waiting = self.0.book.waiting(scope.slug(), view.now).await?;
        if view.parts(said.subject).any(|part| waiting.contains_key(&part.id)) {
            return Err(refused(Hurdle::Signed));
        }
        self.0.book.say(scope.slug(), by, said.subject, (said.verdict, reason.as_deref()), view.now).await?;
        self.view(scope).await
    }

    /// Marks a contribution as the same work as another one, or takes that back.
    pub(crate) async fn mark_duplicate(
        &self,
        scope: &Scope,
        by: MemberId,
        subject: SubjectId,
        same_as: Option<SubjectId>,
    ) -> Result<std::sync::Arc<View>, ApiError> {
        let view = self.view(scope).await?;
        known(&view, subject)?;
        steward(&view, by, subject)?;
        if view.is_own(subject, by) || same_as.is_some_and(|other| view.is_own(other, by)) {
            return Err(refused(Hurdle::OwnWork));
        }
        if view.parts(subject).any(|part| part.recorded.is_some()) {
            return Err(refused(Hurdle::Recorded));
        }
        if view.signed(subject).is_some() {
            return Err(refused(Hurdle::Signed));
        }
        match same_as {
            Some(other) => original(&view, subject, other)?,
            None if !view.world.duplicates.contains_key(&subject) => return Err(refused(Hurdle::NothingSaid)),
            None => {}
        }
        self.0.book.mark_duplicate(scope.slug(), by, subject, same_as, view.now).await?;
        self.view(scope).await
    }

    /// Keeps how a co-author wants to share an object; answers whether all of them said the same.
    pub(crate) async fn share(
        &self,
        scope: &Scope,
        by: MemberId,
        subject: SubjectId,
        shares: &BTreeMap<String, u32>,
    ) -> Result<(std::sync::Arc<View>, bool), ApiError> {
        let view = self.view(scope).await?;
        let part = known(&view, subject)?;
        let (source, object) = (part.account.source.clone(), part.object.clone());
        if part.kind.info().unit != crate::policy::kind::Unit::Object || object.is_empty() || source == CHAIN {
            return Err(ApiError::refused(
                "not_shared",
                "contributions of this kind belong to one person each",
                "Shares are for pages, documents, patches and other things that are made together.",
            ));
        }
        if view.parts(subject).any(|part| part.recorded.is_some()) {
            return Err(refused(Hurdle::Recorded));
        }
        if view.signed(subject).is_some() {
            return Err(refused(Hurdle::Signed));
        }
        check_shares(shares)?;
        if !concerned(&view, &source, &object, shares).contains(&Person::Member(by)) {
            return Err(ApiError::forbidden(
                "authors_only",
                "only those who made it, or would get a part of it, share it",
                "Ask one of its authors.",
            ));
        }
        let text = serde_json::to_string(&shares.iter().collect::<Vec<_>>()).map_err(ApiError::internal)?;
        self.0.book.keep_split(scope.slug(), by, (&source, &object), &text, view.now).await?;
        let view = self.view(scope).await?;
        let wanted: BTreeMap<Account, u32> =
            shares.iter().map(|(account, parts)| (Account::new(source.as_str(), account.as_str()), *parts)).collect();
        let holds = view.world.splits.get(&(source, object)) == Some(&wanted);
        Ok((view, holds))
    }
}

/// Everybody who has to agree to shares.
fn concerned(view: &View, source: &str, object: &str, shares: &BTreeMap<String, u32>) -> BTreeSet<Person> {
    let authors = splits::authors(view.about(source, object));
    let all = authors.into_iter().chain(shares.keys().map(String::as_str));
    all.map(|account| view.world.person_of(&Account::new(source, account), view.now)).collect()
}

fn check_shares(shares: &BTreeMap<String, u32>) -> Result<(), ApiError> {
    let next =
        format!("Give 2 to 50 accounts of the tool with 0 to {} parts each, not all of them 0.", splits::MOST_PARTS);
    let sizes = (2..=50).contains(&shares.len());
    let parts = shares.values().all(|parts| *parts <= splits::MOST_PARTS) && shares.values().any(|parts| *parts > 0);
    let names = shares.keys().all(|account| (1..=255).contains(&account.len()));
    if sizes && parts && names { Ok(()) } else { Err(ApiError::invalid("these are no shares", next)) }
}

/// Chains of duplicates would say nothing about what stays.
fn original(view: &View, subject: SubjectId, other: SubjectId) -> Result<(), ApiError> {
    let next = "Name the contribution that stays: one that counts, and is itself no duplicate.";
    let stays = view.parts(other).next().filter(|part| {
        subject != other && !matches!(part.state, State::Duplicate | State::Reverted | State::Withdrawn)
    });
    let is_chained = view.world.duplicates.values().any(|original| *original == subject);
    if stays.is_some() && !is_chained {
        return Ok(());
    }
    Err(ApiError::refused("no_original", "this cannot be a duplicate of that", next))
}

fn known(view: &View, subject: SubjectId) -> Result<&crate::policy::Candidate, ApiError> {
    view.parts(subject).next().ok_or_else(unknown)
}

/// There is no such contribution.
pub(crate) fn unknown() -> ApiError {
    ApiError::not_found("there is no such contribution in the review", "GET .../review lists them.")
}

/// The subject that a path names.
pub(crate) fn subject(text: &str) -> Result<SubjectId, ApiError> {
    text.parse::<B256>().map(SubjectId).map_err(|_| unknown())
}

fn steward(view: &View, by: MemberId, subject: SubjectId) -> Result<(), ApiError> {
    let roles = view.world.members.get(&by).map_or(Roles::NONE, |standing| standing.roles);
    let lane = view.parts(subject).next().map(|part| Roles::reviewer(part.lane)).unwrap_or_default();
    let stewards = [Roles::DOCUMENTALIST, Roles::MODERATOR, Roles::ORGANIZER, lane];
    if stewards.iter().any(|role| *role != Roles::NONE && roles.holds(*role)) {
        return Ok(());
    }
    Err(refused(Hurdle::Capacity))
}

fn reason(given: Option<String>, verdict: Verdict) -> Result<Option<String>, ApiError> {
    let text = given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let printable = |text: &String| text.chars().all(|letter| letter == '\n' || !letter.is_control());
    if text.as_ref().is_some_and(|text| text.chars().count() > LONGEST || !printable(text)) {
        return Err(ApiError::invalid("this is no reason", format!("Write at most {LONGEST} letters.")));
    }
    if verdict == Verdict::Refuse && text.is_none() {
        let next = "Say in `reason` why it does not count: its author reads it.";
        return Err(ApiError::refused("reason_needed", "whoever refuses says why", next));
    }
    Ok(text)
}

/// What a hurdle is answered with.
pub(crate) fn refused(hurdle: Hurdle) -> ApiError {
    let (detail, next) = match hurdle {
        Hurdle::Suspended => ("a suspended member confirms nothing", "Wait for the end of the suspension, or appeal."),
        Hurdle::OwnWork => ("nobody confirms their own work", "Leave it to others; you can withdraw it with refuse."),
        Hurdle::Capacity => (
            "the policy asks somebody else to confirm this",
            "See `needs` of the contribution: it says who may. GET .../members?role= lists them.",
        ),
        Hurdle::AnotherWasDrawn => (
            "it is large, and somebody else was drawn as its second reviewer",
            "Wait for them; `second` says from when on others may.",
        ),
        Hurdle::Recorded => {
            ("it is on chain", "Challenge it if it should not be there: POST .../relay/challenge/prepare.")
        }
        Hurdle::Signed => (
            "a batch that holds it was signed, and what is signed is not undone here",
            "Challenge it once it is on chain, or wait until the batch expired.",
        ),
        Hurdle::Over => ("nothing that is said about it changes anything any more", "See its decision for the reason."),
        Hurdle::BandNeeded => (
            "its line has sizes, or has none and one was given",
            "Choose one of `bands`, or leave the band out where there are none.",
        ),
        Hurdle::NothingSaid => ("there is nothing to take back", "See `words` for what you said."),
        Hurdle::Said => ("you said so already", "Take it back with undo to change your mind."),
    };
    match hurdle {
        Hurdle::Suspended | Hurdle::OwnWork | Hurdle::Capacity | Hurdle::AnotherWasDrawn => {
            ApiError::forbidden(hurdle.code(), detail, next)
        }
        Hurdle::BandNeeded => ApiError::refused(hurdle.code(), detail, next),
        _ => ApiError::conflict(hurdle.code(), detail, next),
    }
}
