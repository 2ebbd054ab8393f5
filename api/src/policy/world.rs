//! What a decision depends on beside policy and activities: who is who, who said what in the review inbox, what was
//! recorded already.

use std::collections::{BTreeMap, BTreeSet};

use alloy::primitives::{B256, keccak256};
use palabre_contracts::{Lane, MemberId, Roles, rules::Calendar};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    ladder::Rung,
    words::{Band, Confirmer},
};

/// Source of activities that the contracts themselves emit; its accounts are member numbers.
pub const CHAIN: &str = "chain";

/// An account of a tool.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Account {
    /// The connected tool.
    pub source: String,
    /// Stable id in the tool.
    pub account: String,
}

impl Account {
    /// The account with this id in this tool.
    pub fn new(source: impl Into<String>, account: impl Into<String>) -> Self {
        Self { source: source.into(), account: account.into() }
    }
}

/// Somebody: two linked accounts of one member are one person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// A member.
    Member(MemberId),
    /// An account that no member has linked yet.
    Account(Account),
    /// Somebody whom the tool does not name.
    Unnamed(String),
}

impl Serialize for Person {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Member(member) => map.serialize_entry("member", &member.get())?,
            Self::Account(account) => map.serialize_entry("account", account)?,
            Self::Unnamed(source) => map.serialize_entry("unnamed", source)?,
        }
        map.end()
    }
}

/// An account that a member has linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The member.
    pub member: MemberId,
    /// When, unix seconds.
    pub linked_at: u64,
}

/// Where a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Rung of the ladder, as of the last epoch.
    pub rung: Rung,
    /// Roles.
    pub roles: Roles,
    /// Whether confirming is suspended: by moderators, or by strikes ([`strikes`](super::ladder::strikes)).
    pub suspended: bool,
}

/// Names a contribution, which co-authors share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubjectId(pub B256);

/// Names one person's part of a contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CandidateId(pub B256);

impl SubjectId {
    /// The id follows from these words alone, so every process and every run names the same thing alike.
    pub(super) fn of(words: &[&str]) -> Self {
        Self(hash_of(words))
    }

    /// The part of an account in it.
    pub fn part_of(self, account: &Account) -> CandidateId {
        CandidateId(hash_of(&[&self.0.to_string(), &account.source, &account.account]))
    }
}

/// Each word after its length, so that no two lists of words have one hash.
pub(super) fn hash_of(words: &[&str]) -> B256 {
    let mut bytes = Vec::new();
    for word in words {
        bytes.extend_from_slice(&(word.len() as u64).to_be_bytes());
        bytes.extend_from_slice(word.as_bytes());
    }
    keccak256(bytes)
}

impl Serialize for SubjectId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Serialize for CandidateId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// What a member said about a contribution in the review inbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The contribution.
    pub subject: SubjectId,
    /// Who.
    pub by: MemberId,
    /// When, unix seconds. The last word of a member counts.
    pub at: u64,
    /// What.
    pub verdict: Verdict,
}

/// A reviewer's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Takes back what was said before.
    Undo,
    /// It counts, in this band where the line has bands.
    Confirm(Option<Band>),
    /// It does not count.
    Refuse,
}

/// A part that is on chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its epoch there.
    pub epoch: u32,
    /// Its points there.
    pub points: u32,
    /// Whether a challenge against it was upheld.
    pub struck: bool,
}

/// Everything beside policy and activities.
#[derive(Clone, Debug)]
pub struct World {
    /// When epochs begin and end.
    pub calendar: Calendar,
    /// Which account belongs to which member.
    pub accounts: BTreeMap<Account, Link>,
    /// Members.
    pub members: BTreeMap<MemberId, Standing>,
    /// Shares that all co-authors of an object signed, by source and object; without one, equal.
    pub splits: BTreeMap<(String, String), BTreeMap<Account, u32>>,
    /// Contributions that a reviewer marked as the same work in another tool, with the one that stays.
    pub duplicates: BTreeMap<SubjectId, SubjectId>,
    /// The review inbox.
    pub reviews: Vec<Review>,
    /// What is on chain.
    pub recorded: BTreeMap<CandidateId, Recorded>,
    /// Draws audits and second reviewers of an epoch: known to nobody before it, to everybody after.
    pub seeds: BTreeMap<u32, B256>,
    /// The same for epochs without a seed of their own.
    pub seed: B256,
}

impl World {
    /// A community where nobody has done anything.
    pub fn new(calendar: Calendar, seed: B256) -> Self {
        Self {
            calendar,
            seed,
            seeds: BTreeMap::new(),
            accounts: BTreeMap::new(),
            members: BTreeMap::new(),
            splits: BTreeMap::new(),
            duplicates: BTreeMap::new(),
            reviews: Vec::new(),
            recorded: BTreeMap::new(),
        }
    }

    /// The member behind an account at a moment, with the time of the link.
    pub fn link_of(&self, account: &Account, now: u64) -> Option<Link> {
        if account.source == CHAIN {
            let member = account.account.parse().ok().and_then(|number| MemberId::new(number).ok())?;
            return Some(Link { member, linked_at: 0 });
        }
        self.accounts.get(account).copied().filter(|link| link.linked_at <= now)
    }

    /// Who an account is.
    pub fn person_of(&self, account: &Account, now: u64) -> Person {
        self.link_of(account, now).map_or_else(|| Person::Account(account.clone()), |link| Person::Member(link.member))
    }

    /// Whether a person is a confirmed member.
    pub(super) fn is_confirmed(&self, person: &Person) -> bool {
        let Person::Member(member) = person else { return false };
        self.members.get(member).is_some_and(|standing| standing.rung >= Rung::Confirmed)
    }

    /// Whether a person is suspended as a confirmer.
    pub(super) fn is_suspended(&self, person: &Person) -> bool {
        let Person::Member(member) = person else { return false };
        self.members.get(member).is_some_and(|standing| standing.suspended)
    }

    /// In which capacities a member may act in the inbox by roles alone.
    pub fn capacities(&self, member: MemberId, lane: Lane) -> BTreeSet<Confirmer> {
        let Some(standing) = self.members.get(&member) else { return BTreeSet::new() };
        let reviewer = Roles::reviewer(lane);
        let held = [
            (Roles::DOCUMENTALIST, Confirmer::Documentalist),
            (Roles::MODERATOR, Confirmer::Moderator),
            (Roles::ORGANIZER, Confirmer::Organizer),
            (reviewer, Confirmer::Reviewer),
            (reviewer, Confirmer::Maintainer),
        ];
        let reader = (standing.rung >= Rung::Confirmed).then_some(Confirmer::Reader);
        held.into_iter()
            .filter(|(role, _)| standing.roles.holds(*role))
            .map(|(_, capacity)| capacity)
            .chain(reader)
            .collect()
    }

    fn seed_of(&self, epoch: u32) -> String {
        self.seeds.get(&epoch).unwrap_or(&self.seed).to_string()
    }

    /// Draws so many in ten thousand of an epoch's contributions, always the same.
    pub(super) fn draws(&self, purpose: &str, subject: SubjectId, epoch: u32, bps: u32) -> bool {
        let drawn = hash_of(&[purpose, &self.seed_of(epoch), &subject.0.to_string()]);
        u32::from_be_bytes([drawn[0], drawn[1], drawn[2], drawn[3]]) % 10_000 < bps
    }

    /// Draws the second reviewer of an epoch's contribution among those who may be: always the same one, whom nobody
    /// chose.
    pub fn second_reviewer(&self, subject: SubjectId, epoch: u32, eligible: &BTreeSet<MemberId>) -> Option<MemberId> {
        let seed = self.seed_of(epoch);
        let rank = |member: &MemberId| hash_of(&["second", &seed, &subject.0.to_string(), &member.get().to_string()]);
        eligible.iter().copied().min_by_key(rank)
    }
}
