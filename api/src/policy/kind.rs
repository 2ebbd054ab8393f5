//! Kinds of contribution: one table with their stable names, their numbers on chain, and what they are made from.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::activity::{ActivityKind, UnknownName};

/// A kind of contribution: a line of the policy's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is described for people in the table below")]
pub enum Kind {
    ChatMessage,
    ChatHelp,
    Thanks,
    Synthesis,
    WikiMinorEdit,
    WikiEdit,
    WikiPage,
    WikiReference,
    WikiPatrol,
    Question,
    AnswerUpvote,
    AnswerAccepted,
    AnswerValidated,
    Patch,
    CodeReview,
    Issue,
    Release,
    Document,
    Suggestion,
    Translation,
    Classification,
    Moderation,
    Mentoring,
    Session,
    Minutes,
    Proposal,
    Ballot,
    Challenge,
}

/// Whose contribution an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of the actor and the co-authors.
    Actor,
    /// Of the authors of what the actor judged; where the tool does not name them, of who made the object.
    Authors,
    /// Of the authors named, or of those who added most to the object.
    TopAuthors,
    /// Of who was thanked.
    Receiver,
}

/// What makes one contribution of several activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Each activity.
    Act,
    /// Each object, once.
    Object,
    /// Each actor once for each object: votes, reviews.
    ObjectAndActor,
    /// So many activities of one account in one epoch.
    Bundle,
    /// Thanks for the same act to the same person.
    SameAct,
    /// Nothing: the activity alone is worth zero.
    Nothing,
}

/// What is fixed about a kind; the policy gives everything else.
#[derive(Clone, Copy, Debug)]
pub struct KindInfo {
    /// The kind.
    pub kind: Kind,
    /// Number in the items of a batch (`IContributions`, 16 bits). Never reused.
    pub number: u16,
    /// Stable name in policies, tables and API.
    pub name: &'static str,
    /// For people, in French.
    pub fr: &'static str,
    /// For people, in English.
    pub en: &'static str,
    /// What it is made from.
    pub from: &'static [ActivityKind],
    /// Whose it is.
    pub whose: Whose,
    /// What makes one.
    pub unit: Unit,
}

/// The only table of kinds. Numbers below 100 belong to imports; each lane has a hundred of its own.
#[rustfmt::skip]
pub const KINDS: [KindInfo; 28] = {
    use ActivityKind as A;
    use Kind as K;
    use Unit as U;
    use Whose as W;
    const NOISE: &[ActivityKind] =
        &[A::Message, A::Reply, A::Reaction, A::Comment, A::MemberJoined, A::MemberLeft, A::FileUploaded];
    [
        of(K::WikiMinorEdit, 100, "wiki_minor_edit", "petite retouche d'une page", "minor edit of a page", &[A::PageEditedMinor], W::Actor, U::Nothing),
        of(K::WikiEdit, 101, "wiki_edit", "modification d'une page, conservée", "edit of a page that was kept", &[A::PageEdited], W::Actor, U::Act),
        of(K::WikiPage, 102, "wiki_page", "nouvelle page", "new page", &[A::PageCreated], W::Actor, U::Object),
        of(K::WikiReference, 103, "wiki_reference", "page devenue une référence", "page raised to a reference", &[A::PageRaised], W::TopAuthors, U::Object),
        of(K::Question, 201, "question", "question utile à d'autres", "question that others found useful", &[A::Question], W::Actor, U::Object),
        of(K::AnswerUpvote, 202, "answer_upvote", "vote pour une réponse", "vote for an answer", &[A::Vote], W::Authors, U::ObjectAndActor),
        of(K::AnswerAccepted, 203, "answer_accepted", "réponse acceptée", "accepted answer", &[A::AnswerAccepted], W::Authors, U::Object),
        of(K::AnswerValidated, 204, "answer_validated", "réponse validée par une personne du domaine", "answer validated by a reviewer of the domain", &[A::AnswerValidated], W::Authors, U::Object),
        of(K::Patch, 301, "patch", "changement fusionné", "merged change", &[A::PrMerged], W::Authors, U::Object),
        of(K::CodeReview, 302, "code_review", "relecture d'un changement fusionné", "review of a merged change", &[A::ReviewApproved], W::Actor, U::ObjectAndActor),
        of(K::Issue, 303, "issue", "anomalie confirmée ou triée", "issue confirmed or triaged", &[A::IssueConfirmed], W::Authors, U::Object),
        of(K::Release, 304, "release", "version publiée ou faille corrigée", "release or security fix", &[A::Release, A::SecurityFix], W::Actor, U::Object),
        of(K::Document, 401, "document", "document publié avec sa notice", "document published with its description", &[A::DocPublished], W::Actor, U::Object),
        of(K::Suggestion, 402, "suggestion", "suggestion acceptée dans un document", "suggestion accepted in a document", &[A::SuggestionAccepted], W::Authors, U::Object),
        of(K::Translation, 403, "translation", "document traduit ou rendu accessible", "document translated or made accessible", &[A::TranslationPublished], W::Actor, U::Object),
        of(K::ChatMessage, 500, "chat_message", "message, réaction ou présence", "message, reaction or presence", NOISE, W::Actor, U::Nothing),
        of(K::ChatHelp, 501, "chat_help", "aide dans la discussion, dite utile par qui demandait", "help in the chat, said to be solved by the asker", &[A::HelpSolved], W::Authors, U::Object),
        of(K::Synthesis, 601, "synthesis", "discussion résumée en une page", "discussion written up as a page", &[A::SynthesisPublished], W::Actor, U::Object),
        of(K::WikiPatrol, 602, "wiki_patrol", "relectures de modifications", "edits looked at", &[A::PagePatrolled], W::Actor, U::Bundle),
        of(K::Classification, 603, "classification", "objets classés, reliés, dédoublonnés", "objects sorted, linked, freed of duplicates", &[A::ObjectsClassified], W::Actor, U::Bundle),
        of(K::Moderation, 604, "moderation", "cas de modération clos", "case of moderation closed", &[A::ModerationClosed], W::Actor, U::Object),
        of(K::Mentoring, 605, "mentoring", "accompagnement d'une première contribution", "a newcomer's first work accompanied", &[A::NewcomerMentored], W::Actor, U::Object),
        of(K::Challenge, 606, "challenge", "contestation qui a abouti", "challenge that was upheld", &[A::ChallengeUpheld], W::Actor, U::Object),
        of(K::Ballot, 700, "ballot", "vote", "ballot", &[A::BallotCast], W::Actor, U::Nothing),
        of(K::Session, 701, "session", "séance animée", "session facilitated", &[A::SessionFacilitated], W::Actor, U::Object),
        of(K::Minutes, 702, "minutes", "compte rendu publié", "minutes published", &[A::MinutesPublished], W::Actor, U::Object),
        of(K::Proposal, 703, "proposal", "proposition qui a atteint le quorum", "proposal that reached its quorum", &[A::ProposalQuorate], W::Actor, U::Object),
        of(K::Thanks, 801, "thanks", "merci motivé", "thanks with a reason", &[A::Thanks], W::Receiver, U::SameAct),
    ]
};

#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn of(
    kind: Kind,
    number: u16,
    name: &'static str,
    fr: &'static str,
    en: &'static str,
    from: &'static [ActivityKind],
    whose: Whose,
    unit: Unit,
) -> KindInfo {
    KindInfo { kind, number, name, fr, en, from, whose, unit }
}

impl Kind {
    /// All of them, in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|info| info.kind)
    }

    /// What is fixed about it.
    pub fn info(self) -> &'static KindInfo {
        // Every kind has its row: a test goes through all of them.
        KINDS.iter().find(|info| info.kind == self).unwrap_or(&KINDS[0])
    }

    /// The stable name.
    pub fn name(self) -> &'static str {
        self.info().name
    }

    /// The number in the items of a batch.
    pub fn number(self) -> u16 {
        self.info().number
    }

    /// The kind with this number on chain.
    pub fn from_number(number: u16) -> Option<Self> {
        KINDS.iter().find(|info| info.number == number).map(|info| info.kind)
    }

    /// The kind that an activity may become. Whether an edit is minor is decided by the policy.
    pub fn of(activity: ActivityKind) -> Option<Self> {
        KINDS.iter().find(|info| info.from.contains(&activity)).map(|info| info.kind)
    }
}

impl FromStr for Kind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        KINDS.iter().find(|info| info.name == name).map(|info| info.kind).ok_or_else(|| UnknownName(name.to_owned()))
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_numbers_on_chain_are_these_for_ever() {
        // Batches that were recorded hold them: a number may be added, never changed or used again.
        let expected = "wiki_minor_edit 100, wiki_edit 101, wiki_page 102, wiki_reference 103, question 201, \
            answer_upvote 202, answer_accepted 203, answer_validated 204, patch 301, code_review 302, issue 303, \
            release 304, document 401, suggestion 402, translation 403, chat_message 500, chat_help 501, synthesis 601, \
            wiki_patrol 602, classification 603, moderation 604, mentoring 605, challenge 606, ballot 700, session 701, \
            minutes 702, proposal 703, thanks 801";
        let told: Vec<String> = Kind::all().map(|kind| format!("{} {}", kind.name(), kind.number())).collect();
        assert_eq!(told.join(", "), expected);
    }

    #[test]
    fn every_kind_has_one_row_one_name_and_one_number() {
        let distinct = |values: Vec<String>| values.iter().collect::<BTreeSet<_>>().len();
        assert_eq!(distinct(KINDS.iter().map(|info| info.name.to_owned()).collect()), KINDS.len());
        assert_eq!(distinct(KINDS.iter().map(|info| info.number.to_string()).collect()), KINDS.len());
        for info in &KINDS {
            assert_eq!(info.kind.info().name, info.name);
            assert_eq!((Kind::from_number(info.number), info.name.parse()), (Some(info.kind), Ok(info.kind)));
            assert!(info.number >= 100, "numbers below 100 belong to imports");
        }
    }

    #[test]
    fn an_activity_becomes_one_kind_at_most() {
        for activity in ActivityKind::ALL {
            let kinds: Vec<_> = KINDS.iter().filter(|info| info.from.contains(activity)).collect();
            assert!(kinds.len() <= 1, "{activity}");
        }
    }
}
