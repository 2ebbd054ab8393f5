//! A decision that explains itself: which policy, which line, and each rule that applied, in order and with its numbers.

use alloy::primitives::B256;
use serde::{Deserialize, Serialize};

use super::{
    kind::Kind,
    words::{Band, Confirmer},
};

/// Why a candidate is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Version of the policy.
    pub policy_version: u32,
    /// Hash of the policy.
    pub policy_hash: B256,
    /// Line of its table.
    pub line: Kind,
    /// What applied, in order.
    pub steps: Vec<Step>,
}

/// A cap of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapKind {
    /// Contributions from votes per member and day.
    VotesPerDay,
    /// Per member and day.
    PerDay,
    /// Per member and epoch.
    PerEpoch,
    /// Per object.
    PerObject,
    /// Per member, confirmer and day.
    PairPerDay,
    /// Per member, confirmer and epoch.
    PairPerEpoch,
}

/// Why a confirmation did not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ignored {
    /// Of the author or a co-author.
    OwnWork,
    /// Not a confirmed member.
    NotConfirmed,
    /// Suspended as a confirmer.
    Suspended,
    /// The reviewer had conferred as much as the epoch allows.
    ReviewerBudget,
    /// The reviewer had conferred as much to this person as the epoch allows.
    ReviewerToOne,
    /// The giver had thanked as often as the epoch allows.
    GiverBudget,
    /// The giver had thanked this person as often as the epoch allows.
    GiverToOne,
    /// Said before by the same person.
    Again,
    /// Not in a capacity that the line asks for.
    Capacity,
}

/// One thing that applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The line's points.
    Worth {
        /// Points.
        points: u32,
    },
    /// The line has bands; what reviewers agreed on, if they did.
    Band {
        /// The band.
        chosen: Option<Band>,
    },
    /// Points by size.
    Rate {
        /// Words.
        size: u64,
        /// Points.
        points: u32,
        /// At most.
        most: u32,
    },
    /// Several activities make one contribution.
    Bundle {
        /// So many.
        every: u32,
        /// Which of the epoch this is, from 1.
        number: u32,
    },
    /// Thanks for the same act: the first is worth points, the others are counted.
    ManyThanks {
        /// Thanks that counted.
        count: u32,
        /// After how many thanks there are points again.
        extra_every: u32,
        /// Which one this is for.
        number: u32,
    },
    /// Co-authors share it.
    Shared {
        /// How many.
        authors: u32,
        /// This one's part.
        weight: u32,
        /// Of so many parts.
        of: u32,
    },
    /// The same activity was delivered several times and counts once.
    Delivered {
        /// Times.
        times: u32,
    },
    /// The same was done to the object several times and counts once.
    Repeated {
        /// Times.
        times: u32,
    },
    /// A confirmation was not counted.
    Ignored {
        /// Why.
        why: Ignored,
        /// How many of them.
        count: u32,
    },
    /// The tool's word was enough.
    Automatic,
    /// Drawn for an audit: a person has to look at it.
    Audited {
        /// One of so many in ten thousand.
        bps: u32,
    },
    /// Too few people took part.
    FewPeople {
        /// There were.
        people: u32,
        /// There must be.
        least: u32,
    },
    /// What was reviewed is not merged.
    NotMerged,
    /// The newcomer has no accepted work.
    NoFirstWork,
    /// Those who must confirm.
    Confirmed {
        /// In one of these capacities: the first named.
        by: Confirmer,
        /// Who did.
        have: u32,
        /// Who must.
        need: u32,
    },
    /// A reviewer refused it.
    Refused {
        /// When.
        at: u64,
    },
    /// It has to hold until then.
    Matures {
        /// When.
        at: u64,
    },
    /// It was undone and came back.
    CameBack {
        /// When.
        at: u64,
    },
    /// A cap was full.
    Capped {
        /// Which.
        cap: CapKind,
        /// How many it lets count.
        most: u32,
        /// Which one this would have been.
        number: u32,
    },
    /// Undone at the source.
    Undone {
        /// When.
        at: u64,
        /// Whether by an author.
        own: bool,
    },
    /// A challenge against it was upheld: its points are taken back.
    Struck {
        /// Points.
        points: u32,
    },
    /// A reviewer marked it as the same work as another.
    Duplicate,
    /// No member has linked the account yet.
    Unlinked {
        /// It waits until then.
        until: u64,
    },
    /// A member linked the account after the work was done.
    LinkedLater {
        /// When.
        at: u64,
    },
    /// Nobody reviewed it for long: others are asked.
    Reassigned {
        /// Since when.
        at: u64,
    },
    /// Nobody reviewed it in time, or no member linked the account.
    Expired {
        /// When.
        at: u64,
    },
    /// It is on chain.
    Recorded {
        /// Epoch.
        epoch: u32,
        /// Points.
        points: u32,
    },
}
