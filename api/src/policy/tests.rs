//! A small town to try policies in: members 1 to 9 with accounts `m1` to `m9`, all confirmed; 7 is a documentalist, 8
//! reviews all lanes, 9 moderates and organizes; `x1` and others are accounts without a member.

mod properties;
mod rows;
mod rules;

use alloy::primitives::{B256, keccak256};
use palabre_contracts::{Lane, MemberId, Roles, rules::Calendar};

use super::{ladder::Rung, words::DAY, *};
use crate::activity::{Activity, ActivityKind, Other, Part, ReviewState};

/// The tool of all tests.
const TOOL: &str = "tool";
const HOUR: u64 = 3600;
/// A long time: everything has matured, nothing has expired.
const LATER: u64 = 40 * DAY;

fn act(kind: ActivityKind, id: &str, object: &str, actor: &str, at: u64) -> Activity {
    Activity {
        source: TOOL.to_owned(),
        external_id: id.to_owned(),
        kind,
        object: object.to_owned(),
        parent: None,
        actor: Some(actor.to_owned()),
        actor_name: Some(format!("name of {actor}")),
        others: Vec::new(),
        occurred_at: at,
        received_at: at + 1,
        size: 100,
        review_state: ReviewState::Unreviewed,
        supersedes: None,
        raw_hash: keccak256(id),
    }
}

/// Further words about an activity.
trait Told: Sized {
    fn with(self, account: &str, part: Part) -> Self;
    fn parent(self, parent: &str) -> Self;
    fn size(self, size: i64) -> Self;
    fn state(self, state: ReviewState) -> Self;
    fn supersedes(self, id: &str) -> Self;
    fn source(self, source: &str) -> Self;
}

impl Told for Activity {
    fn with(mut self, account: &str, part: Part) -> Self {
        self.others.push(Other::new(account, part));
        self
    }

    fn parent(self, parent: &str) -> Self {
        Self { parent: Some(parent.to_owned()), ..self }
    }

    fn size(self, size: i64) -> Self {
        Self { size, ..self }
    }

    fn state(self, review_state: ReviewState) -> Self {
        Self { review_state, ..self }
    }

    fn supersedes(self, id: &str) -> Self {
        Self { supersedes: Some(id.to_owned()), ..self }
    }

    fn source(self, source: &str) -> Self {
        Self { source: source.to_owned(), ..self }
    }
}

fn number(member: u64) -> MemberId {
    MemberId::new(member).unwrap()
}

fn standing(rung: Rung, roles: Roles) -> Standing {
    Standing { rung, roles, suspended: false }
}

/// The town.
struct Town {
    policy: Policy,
    world: World,
    acts: Vec<Activity>,
}

impl Town {
    fn new() -> Self {
        Self::under("open-community")
    }

    fn under(preset: &str) -> Self {
        let calendar = Calendar { genesis: 0, length: 30 * DAY, grace: 3 * DAY, challenge: 5 * DAY, resolve: 5 * DAY };
        let mut world = World::new(calendar, B256::repeat_byte(7));
        for member in 1..=9 {
            let roles = match member {
                7 => Roles::DOCUMENTALIST,
                8 => Lane::all().map(Roles::reviewer).fold(Roles::NONE, Roles::with),
                9 => Roles::MODERATOR.with(Roles::ORGANIZER),
                _ => Roles::NONE,
            };
            world.members.insert(number(member), standing(Rung::Confirmed, roles));
            let link = Link { member: number(member), linked_at: 0 };
            world.accounts.insert(Account::new(TOOL, format!("m{member}")), link);
        }
        Self { policy: Preset::named(preset).unwrap().policy().unwrap(), world, acts: Vec::new() }
    }

    /// Another documentalist.
    fn second_documentalist(mut self) -> Self {
        self.world.members.insert(number(6), standing(Rung::Confirmed, Roles::DOCUMENTALIST));
        self
    }

    /// Another reviewer of all lanes.
    fn second_reviewer(mut self) -> Self {
        let roles = self.world.members[&number(8)].roles;
        self.world.members.insert(number(6), standing(Rung::Confirmed, roles));
        self
    }

    fn saw(mut self, act: Activity) -> Self {
        self.acts.push(act);
        self
    }

    fn at(&self, now: u64) -> Vec<Candidate> {
        decide(&self.policy, &self.acts, &self.world, now)
    }

    /// Candidates of a kind.
    fn of(&self, kind: Kind, now: u64) -> Vec<Candidate> {
        self.at(now).into_iter().filter(|candidate| candidate.kind == kind).collect()
    }

    /// The only candidate of a kind.
    #[track_caller]
    fn only(&self, kind: Kind, now: u64) -> Candidate {
        let found = self.of(kind, now);
        let [one] = &found[..] else { panic!("expected one {}, found {found:#?}", kind.name()) };
        one.clone()
    }

    /// Lets a member speak in the inbox on everything of a kind.
    fn says(mut self, by: u64, kind: Kind, verdict: Verdict, at: u64) -> Self {
        let subjects: std::collections::BTreeSet<SubjectId> =
            self.of(kind, u64::MAX / 2).into_iter().map(|candidate| candidate.subject).collect();
        let by = number(by);
        self.world.reviews.extend(subjects.into_iter().map(|subject| Review { subject, by, at, verdict }));
        self
    }

    fn confirms(self, by: u64, kind: Kind, at: u64) -> Self {
        self.says(by, kind, Verdict::Confirm(None), at)
    }

    fn sizes(self, by: u64, kind: Kind, band: Band, at: u64) -> Self {
        self.says(by, kind, Verdict::Confirm(Some(band)), at)
    }
}

/// What matters of a candidate.
fn seen(candidate: &Candidate) -> (State, Option<u32>) {
    (candidate.state, candidate.points)
}

/// States with how many candidates of a kind are in each.
fn states(town: &Town, kind: Kind, now: u64) -> std::collections::BTreeMap<State, usize> {
    let mut states = std::collections::BTreeMap::new();
    for candidate in town.of(kind, now) {
        *states.entry(candidate.state).or_default() += 1;
    }
    states
}
