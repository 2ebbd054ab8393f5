//! Activities: the only words that all tools share. A connector reports what it saw; policy decides what it is worth.

use std::{fmt, str::FromStr};

use alloy::primitives::B256;

/// One thing that a tool reported.
///
/// It is a report, not a judgement, and never the text itself. Later reports correct earlier ones: an edit, a deletion or
/// a revert names in [`supersedes`](Self::supersedes) the external id that it replaces or undoes, or, where the tool does
/// not tell, speaks of the same [`object`](Self::object). Ids are unique within a source, opaque and case-sensitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The connected tool that reported it, as it is called in the settings.
    pub source: String,
    /// Names what happened, not how it was delivered: the same through push and polling. Unique within the source.
    pub external_id: String,
    /// What happened.
    pub kind: ActivityKind,
    /// What it happened to: a message, a page, a room, a group.
    pub object: String,
    /// What the object belongs to: a thread, a channel, a page's revision before.
    pub parent: Option<String>,
    /// Stable id of the account that acted. None: nobody with an account, or the tool does not tell.
    pub actor: Option<String>,
    /// How the tool called the account at that time, cleaned of control characters. Personal: it is erased on demand.
    pub actor_name: Option<String>,
    /// Further accounts that had a part in it.
    pub others: Vec<Other>,
    /// When it happened, by the clock of the source; unix seconds.
    pub occurred_at: u64,
    /// When this service heard of it; unix seconds.
    pub received_at: u64,
    /// How much was added or, below zero, taken away: characters of a message, bytes of a page.
    pub size: i64,
    /// What the tool's own review says.
    pub review_state: ReviewState,
    /// External id of the activity that this one replaces or undoes, if the tool tells which.
    /// An edit counts only if its actor is the one of the activity it replaces: not every tool enforces this.
    pub supersedes: Option<String>,
    /// keccak-256 of the report as it was received (JSON, compact): what evidence is made of.
    pub raw_hash: B256,
}

impl Activity {
    /// Which of two deliveries of one activity is the later version: the greater one stands.
    pub fn version(&self) -> impl Ord + use<'_> {
        (self.received_at, self.said())
    }

    /// All but when it was heard of: what is delivered again without a difference is no new version.
    pub fn said(&self) -> impl Ord + use<'_> {
        (
            self.raw_hash,
            self.occurred_at,
            self.kind,
            self.review_state,
            self.size,
            &self.object,
            &self.others,
            &self.actor,
        )
    }
}

/// An account beside the actor, and its part.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Other {
    /// Stable external account id.
    pub account: String,
    /// What it had to do with it.
    pub part: Part,
}

impl Other {
    /// `account` as `part`.
    pub fn new(account: impl Into<String>, part: Part) -> Self {
        Self { account: account.into(), part }
    }
}

/// Declares an enum whose variants have stable names.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// All of them, in a fixed order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name: what is stored and what policies say.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(text: &str) -> Result<Self, UnknownName> {
                Self::ALL.iter().copied().find(|one| one.name() == text).ok_or_else(|| UnknownName(text.to_owned()))
            }
        }
    };
}

/// A name that is not in the list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a name that is known here")]
pub struct UnknownName(pub String);

named! {
    /// What an account had to do with an activity, beside the actor.
    Part {
        /// Made the object together with the actor.
        CoAuthor = "co_author",
        /// Wrote what somebody else acted upon.
        Author = "author",
        /// Asked what was answered.
        Asker = "asker",
        /// Voted for it.
        Voter = "voter",
        /// Reviewed or accepted it.
        Reviewer = "reviewer",
        /// Receives: was thanked, welcomed, given or relieved of a role.
        Subject = "subject",
        /// Took part in a discussion.
        Participant = "participant",
    }
}

named! {
    /// What the review of the tool itself says about an object.
    ReviewState {
        /// The tool has no review, or does not tell.
        Unreviewed = "unreviewed",
        /// The tool waits for somebody to look at it.
        Pending = "pending",
        /// Somebody else than the author looked and agreed.
        Approved = "approved",
        /// The tool trusts this author without a look.
        AutoApproved = "auto_approved",
        /// Undone or refused.
        Rejected = "rejected",
    }
}

named! {
    /// What can happen in a tool. Names are stable: policies and stored rows use them.
    ActivityKind {
        /// A message in a channel.
        Message = "message",
        /// A message in a thread, or an answer to another message.
        Reply = "reply",
        /// A message was changed by its author.
        Edit = "edit",
        /// A message, reaction or file was taken away.
        Delete = "delete",
        /// A reaction to a message.
        Reaction = "reaction",
        /// The asker says that a question in the chat was solved, and by whom.
        HelpSolved = "help_solved",
        /// Somebody thanked somebody, with a reason.
        Thanks = "thanks",
        /// A discussion was written up as a page.
        SynthesisPublished = "synthesis_published",
        /// A page was created.
        PageCreated = "page_created",
        /// A page was edited.
        PageEdited = "page_edited",
        /// A page was edited, and its author says that little changed.
        PageEditedMinor = "page_edited_minor",
        /// An edit was undone.
        PageReverted = "page_reverted",
        /// A page was deleted.
        PageDeleted = "page_deleted",
        /// A deleted page came back.
        PageRestored = "page_restored",
        /// A page got another title.
        PageMoved = "page_moved",
        /// Somebody marked an edit as looked at.
        PagePatrolled = "page_patrolled",
        /// A page was raised to a reference of the community.
        PageRaised = "page_raised",
        /// A file was uploaded.
        FileUploaded = "file_uploaded",
        /// A question was asked.
        Question = "question",
        /// A question was answered.
        Answer = "answer",
        /// The asker accepted an answer.
        AnswerAccepted = "answer_accepted",
        /// A reviewer of the domain validated an answer.
        AnswerValidated = "answer_validated",
        /// A vote for a question or answer.
        Vote = "vote",
        /// A comment.
        Comment = "comment",
        /// A change was proposed to a forge.
        PrOpened = "pr_opened",
        /// A proposed change was merged.
        PrMerged = "pr_merged",
        /// A proposed change was taken back after it was merged.
        PrReverted = "pr_reverted",
        /// A reviewer approved a proposed change.
        ReviewApproved = "review_approved",
        /// An issue was opened.
        Issue = "issue",
        /// A maintainer confirmed an issue: it can be reproduced, or was sorted rightly.
        IssueConfirmed = "issue_confirmed",
        /// A version was released.
        Release = "release",
        /// A security problem was fixed.
        SecurityFix = "security_fix",
        /// A document was changed.
        DocRevision = "doc_revision",
        /// A state of a document was declared good.
        DocMilestone = "doc_milestone",
        /// A document entered the library, with its description.
        DocPublished = "doc_published",
        /// A suggestion in a document was accepted.
        SuggestionAccepted = "suggestion_accepted",
        /// A document was translated or made accessible.
        TranslationPublished = "translation_published",
        /// Objects were sorted, linked or freed of duplicates.
        ObjectsClassified = "objects_classified",
        /// A case of moderation was closed.
        ModerationClosed = "moderation_closed",
        /// A newcomer's first work was accepted, with a mentor's help.
        NewcomerMentored = "newcomer_mentored",
        /// A session was held.
        SessionFacilitated = "session_facilitated",
        /// Minutes of a session were published.
        MinutesPublished = "minutes_published",
        /// A proposal reached its quorum.
        ProposalQuorate = "proposal_quorate",
        /// A ballot was cast on chain.
        BallotCast = "ballot_cast",
        /// A challenge against a contribution was upheld.
        ChallengeUpheld = "challenge_upheld",
        /// Somebody joined a room, channel or tool.
        MemberJoined = "member_joined",
        /// Somebody left.
        MemberLeft = "member_left",
        /// Somebody's role, group or power changed.
        RoleChanged = "role_changed",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_snake_case_unique_and_read_back() {
        let mut seen = BTreeSet::new();
        for kind in ActivityKind::ALL {
            assert!(kind.name().chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{kind}");
            assert!(seen.insert(kind.name()), "{kind} twice");
            assert_eq!(kind.name().parse(), Ok(*kind));
        }
        assert_eq!("page".parse::<ActivityKind>(), Err(UnknownName("page".to_owned())));
    }

    #[test]
    fn the_names_that_policies_are_written_with_stay() {
        // Stored rows and signed policies use them: a name may be added, never renamed.
        let kept = "message reply edit delete reaction page_created page_edited page_reverted page_deleted file_uploaded \
                    question answer answer_accepted vote comment pr_opened pr_merged review_approved issue release \
                    doc_revision doc_milestone member_joined member_left role_changed";
        for name in kept.split_whitespace() {
            assert!(name.parse::<ActivityKind>().is_ok(), "{name}");
        }
    }
}
