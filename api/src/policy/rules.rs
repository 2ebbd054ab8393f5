//! A policy as a value: what its text says, checked.

use std::collections::BTreeMap;

use alloy::primitives::{B256, keccak256};
use palabre_contracts::Lane;

use super::{
    kind::Kind,
    words::{Automatic, Band, Confirmer},
};

/// What activities are worth, who confirms them, and how often. Only [`Policy::parse`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub(super) version: u32,
    pub(super) name: String,
    /// Epochs that work of an account without a member waits.
    pub(super) hold_epochs: u32,
    /// Contributions from votes that count per member and day.
    pub(super) votes_per_day: u32,
    pub(super) thanks: ThanksRules,
    pub(super) review: ReviewRules,
    pub(super) ladder: LadderRules,
    pub(super) chain: ChainRules,
    pub(super) lines: BTreeMap<Kind, Line>,
}

/// What somebody may thank, and what many thanks for one act are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThanksRules {
    /// Thanks that count per giver and epoch.
    pub given_per_epoch: u32,
    /// Of these, to the same person.
    pub to_one_per_epoch: u32,
    /// Each so many thanks for one act are worth the points of the line again; the first is in any case.
    pub extra_every: u32,
}

/// How reviewing goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewRules {
    /// Seconds without a reviewer after which others are asked, and after as many again nobody is any more.
    pub wait: u64,
    /// Contributions of so many points have a second reviewer drawn at random.
    pub second_from: u32,
    /// Whether the second reviewer is not told whose it is.
    pub second_pseudonymous: bool,
    /// Part of what is confirmed automatically that a person looks at, in 1/10,000.
    pub audit_bps: u32,
    /// Points that a reviewer may confer per epoch.
    pub budget: u32,
    /// Of these, the part that one person may get, in 1/10,000.
    pub to_one_bps: u32,
    /// Upheld challenges against what somebody confirmed, in `strike_epochs`, that suspend them as a confirmer.
    pub strikes: u32,
    /// Epochs in which strikes count.
    pub strike_epochs: u32,
}

/// How people rise, and what keeps them there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LadderRules {
    /// From newcomer to confirmed member.
    pub confirmed: Rungs,
    /// From confirmed member to candidate for reviewing a lane; `epochs` is the span that is looked at.
    pub reviewer: Rungs,
    /// Part of overturned decisions that is still borne, in 1/10,000.
    pub overturned_bps: u32,
    /// A candidate stays one above this part of the thresholds, in 1/10,000.
    pub keep_bps: u32,
    /// Over so many epochs.
    pub keep_epochs: u32,
}

/// Thresholds of a rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rungs {
    /// Days since joining.
    pub days: u32,
    /// Points.
    pub points: u32,
    /// Distinct people who confirmed them.
    pub confirmers: u32,
    /// Distinct days with something done.
    pub active_days: u32,
    /// Last epochs that are looked at; 0 for all.
    pub epochs: u32,
}

/// Rules of the contracts that a policy is meant to live with. They come into force by a vote, not by the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainRules {
    /// Approvals per lane.
    pub quorum: [u8; Lane::COUNT],
    /// Points that count per member and epoch, by lane.
    pub cap: [u32; Lane::COUNT],
    /// Points that make a member active.
    pub active_at: u32,
    /// Lanes whose points become votes: bit n for lane n.
    pub vote_lanes: u8,
    /// Parts of a pool, in 1/10,000.
    pub reserve_bps: u16,
    /// Shared equally among active members.
    pub equal_bps: u16,
    /// Shared by points, by lane.
    pub lane_bps: [u16; Lane::COUNT],
    /// Least denominator by lane.
    pub lane_floor: [u32; Lane::COUNT],
    /// The most one member can get; 0 for no cap.
    pub member_cap_bps: u16,
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The lane.
    pub lane: Lane,
    /// What it is worth.
    pub worth: Worth,
    /// Everybody who must confirm.
    pub confirm: Vec<Requirement>,
    /// When the tool's word is enough, but for audits.
    pub automatic: Automatic,
    /// How long it must hold.
    pub matures: Matures,
    /// How often it counts.
    pub caps: Caps,
    /// Whether it counts among the contributions from votes.
    pub from_votes: bool,
    /// Smaller changes are minor.
    pub min_size: u64,
    /// People who must have taken part.
    pub min_people: u32,
    /// Activities, or objects, that make one contribution.
    pub every: u32,
    /// Authors who share it, where the tool names none.
    pub top_authors: u32,
    /// Whether it makes a day an active one, even without points.
    pub active_day: bool,
}

/// What a contribution is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// Always the same.
    Points(u32),
    /// By the size that reviewers see in it, smallest first.
    Bands(Vec<(Band, u32)>),
    /// `points` for each `size` (words), rounded down, at most `most`.
    Rate {
        /// Points.
        points: u32,
        /// For so much.
        size: u64,
        /// At most.
        most: u32,
    },
}

/// Some people who must confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// In one of these capacities.
    pub by: Vec<Confirmer>,
    /// How many distinct people; by band where there are several.
    pub count: Vec<u32>,
    /// Whether only confirmed members count.
    pub confirmed: bool,
}

/// How long a contribution must hold before it is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matures {
    /// So many seconds.
    After(u64),
    /// To the end of its epoch.
    EpochEnd,
}

/// How often a line counts; none: as often as it happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caps {
    /// Per member and day (UTC).
    pub per_day: Option<u32>,
    /// Per member and epoch.
    pub per_epoch: Option<u32>,
    /// Per object.
    pub per_object: Option<u32>,
    /// Per member, confirmer and day.
    pub pair_per_day: Option<u32>,
    /// Per member, confirmer and epoch.
    pub pair_per_epoch: Option<u32>,
}

impl Policy {
    /// Raised with each change by those who write it.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line of a kind; none when the policy does not recognise it.
    pub fn line(&self, kind: Kind) -> Option<&Line> {
        self.lines.get(&kind)
    }

    /// The table, in the order of kinds.
    pub fn lines(&self) -> impl Iterator<Item = (Kind, &Line)> {
        self.lines.iter().map(|(kind, line)| (*kind, line))
    }

    /// Epochs that work of an account without a member waits.
    pub fn hold_epochs(&self) -> u32 {
        self.hold_epochs
    }

    /// How reviewing goes.
    pub fn review(&self) -> &ReviewRules {
        &self.review
    }

    /// How people rise.
    pub fn ladder(&self) -> &LadderRules {
        &self.ladder
    }

    /// What somebody may thank.
    pub fn thanks(&self) -> &ThanksRules {
        &self.thanks
    }

    /// Rules of the contracts that it is meant to live with.
    pub fn chain(&self) -> &ChainRules {
        &self.chain
    }

    /// keccak-256 of [`canonical`](Self::canonical): what the rules on chain name.
    pub fn hash(&self) -> B256 {
        keccak256(self.canonical())
    }
}

impl Worth {
    /// Points for a size and a band; none while the band is not chosen.
    pub fn points(&self, size: u64, band: Option<Band>) -> Option<u32> {
        match self {
            Self::Points(points) => Some(*points),
            Self::Bands(bands) => bands.iter().find(|(one, _)| Some(*one) == band).map(|(_, points)| *points),
            Self::Rate { points, size: each, most } => {
                let exact = u128::from(size) * u128::from(*points) / u128::from((*each).max(1));
                Some(u32::try_from(exact).unwrap_or(u32::MAX).min(*most))
            }
        }
    }

    /// The most that it can be worth.
    pub fn most(&self) -> u32 {
        match self {
            Self::Points(points) => *points,
            Self::Bands(bands) => bands.iter().map(|(_, points)| *points).max().unwrap_or(0),
            Self::Rate { most, .. } => *most,
        }
    }

    /// The bands to choose from.
    pub fn bands(&self) -> &[(Band, u32)] {
        match self {
            Self::Bands(bands) => bands,
            _ => &[],
        }
    }
}

impl Requirement {
    /// How many people, for a band.
    pub fn count_for(&self, worth: &Worth, band: Option<Band>) -> u32 {
        let place = band.and_then(|band| worth.bands().iter().position(|(one, _)| *one == band)).unwrap_or(0);
        self.count.get(place).or(self.count.last()).copied().unwrap_or(0)
    }
}
