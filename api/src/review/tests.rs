//! The pure part of the review in a small town: members 1 to 9 with accounts `m1` to `m9` of one wiki; 5, 6 and 7 are
//! documentalists, 8 and 9 review all lanes, 9 moderates too.

use std::collections::{BTreeMap, BTreeSet};

use alloy::primitives::B256;
use palabre_contracts::{
    Lane, MemberId, Roles,
    rules::{Calendar, LedgerRules},
};

use super::{
    batch::{epoch_for, outdated, plans},
    inbox::{self, Filter},
    judge::{Facts, judge},
    settings::Reviewing,
    store::{Stamp, StoredWord},
    testing::{self, act},
    view::{Rest, View},
    who::Hurdle,
};
use crate::{
    activity::{Activity, ActivityKind as A, Part},
    policy::{Account, Band, Candidate, Kind, Link, Preset, Review, Standing, State, Verdict, World, ladder::Rung},
};

const DAY: u64 = 86_400;
/// Every page of these tests has matured then.
const LATER: u64 = 12 * DAY;

fn number(member: u64) -> MemberId {
    MemberId::new(member).unwrap()
}

/// The town before anything is decided.
struct Town {
    reviewing: Reviewing,
    world: World,
    facts: Facts,
    acts: Vec<Activity>,
    words: Vec<StoredWord>,
    waiting: BTreeMap<crate::policy::CandidateId, B256>,
    now: u64,
}

impl Town {
    fn new() -> Self {
        Self::under("open-community")
    }

    fn under(preset: &str) -> Self {
        let calendar = Calendar { genesis: 0, length: 30 * DAY, grace: 3 * DAY, challenge: 5 * DAY, resolve: 5 * DAY };
        let mut world = World::new(calendar, B256::repeat_byte(7));
        let mut facts = Facts::default();
        let lanes = Lane::all().fold(Roles::NONE, |roles, lane| roles.with(Roles::reviewer(lane)));
        for member in 1..=9u64 {
            let roles = match member {
                5..=7 => Roles::DOCUMENTALIST,
                8 => lanes,
                9 => lanes.with(Roles::MODERATOR),
                _ => Roles::NONE,
            };
            world.members.insert(number(member), Standing { rung: Rung::Newcomer, roles, suspended: false });
            world
                .accounts
                .insert(Account::new("wiki", format!("m{member}")), Link { member: number(member), linked_at: 0 });
            facts.joined.insert(number(member), 0);
        }
        let reviewing = Reviewing { policy: Preset::named(preset).unwrap().policy().unwrap(), ..testing::wiki() };
        Self { reviewing, world, facts, acts: Vec::new(), words: Vec::new(), waiting: BTreeMap::new(), now: LATER }
    }

    fn page(mut self, object: &str, author: &str, at: u64) -> Self {
        self.acts.push(act("wiki", A::PageCreated, &format!("e-{object}"), object, author, at));
        self
    }

    fn at(mut self, now: u64) -> Self {
        self.now = now;
        self
    }

    fn subject(&self, object: &str) -> crate::policy::SubjectId {
        self.view().candidates.iter().find(|one| one.object == object).unwrap().subject
    }

    fn says(mut self, member: u64, object: &str, verdict: Verdict) -> Self {
        let (subject, at) = (self.subject(object), self.now.min(LATER) - DAY + self.words.len() as u64);
        self.words.push(StoredWord { subject, member: number(member), at, verdict, reason: None });
        self
    }

    fn view(&self) -> View {
        let mut world = self.world.clone();
        world.reviews = self
            .words
            .iter()
            .map(|word| Review { subject: word.subject, by: word.member, at: word.at, verdict: word.verdict })
            .collect();
        let judged = judge(&self.reviewing.policy, &self.acts, world, &self.facts, self.now);
        let rest = Rest {
            words: self.words.clone(),
            recorded: Vec::new(),
            waiting: self.waiting.clone(),
            names: BTreeMap::new(),
            stamp: Stamp::nothing(),
        };
        View::of(self.reviewing.clone(), self.acts.clone(), (judged.world, judged.candidates), rest, self.now)
    }

    fn only(&self, object: &str) -> Candidate {
        let view = self.view();
        let found: Vec<_> = view.candidates.iter().filter(|one| one.object == object).cloned().collect();
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].clone()
    }
}

fn confirm(band: Band) -> Verdict {
    Verdict::Confirm(Some(band))
}

fn quorum(needed: u8) -> impl Fn(u32) -> LedgerRules {
    move |_| LedgerRules { quorum: [needed; 8], ..LedgerRules::default() }
}

#[test]
fn a_small_page_needs_one_documentalist_and_nobody_else() {
    let town = Town::new().page("p", "m1", DAY);
    let view = town.view();
    let subject = town.subject("p");
    let may = |member, verdict| view.may_say(subject, number(member), verdict);
    assert_eq!(may(5, confirm(Band::S)), Ok(()));
    assert_eq!(may(1, confirm(Band::S)), Err(Hurdle::OwnWork));
    assert_eq!(may(2, confirm(Band::S)), Err(Hurdle::Capacity));
    assert_eq!(may(8, confirm(Band::S)), Err(Hurdle::Capacity), "the line asks for documentalists");
    assert_eq!(may(5, Verdict::Confirm(None)), Err(Hurdle::BandNeeded));
    assert_eq!(may(5, confirm(Band::Xl)), Err(Hurdle::BandNeeded), "a page has no such size");
    assert_eq!(may(1, Verdict::Refuse), Ok(()), "an author takes it back");
    assert_eq!(may(2, Verdict::Refuse), Err(Hurdle::Capacity));
    assert_eq!(may(9, Verdict::Refuse), Ok(()), "a moderator may refuse");
    assert_eq!(may(5, Verdict::Undo), Err(Hurdle::NothingSaid));
    let town = town.says(5, "p", confirm(Band::S));
    let seen = town.only("p");
    assert_eq!((seen.state, seen.points, town.view().is_ready(&seen)), (State::Confirmed, Some(3), true));
    assert_eq!(town.view().may_say(subject, number(5), Verdict::Undo), Ok(()));
    let town = town.says(5, "p", Verdict::Undo);
    assert_eq!(town.only("p").state, State::Proposed);
}

#[test]
fn the_second_reviewer_of_a_large_page_is_drawn_and_nobody_takes_their_place() {
    let town = Town::new().page("p", "m1", DAY);
    let subject = town.subject("p");
    let town = town.says(5, "p", confirm(Band::L));
    let view = town.view();
    let second = view.second(subject).unwrap();
    let drawn = second.member.unwrap();
    assert!([6, 7].contains(&drawn.get()) && second.awaited && !second.done, "{second:?}");
    let other = if drawn.get() == 6 { 7 } else { 6 };
    assert_eq!(view.may_say(subject, number(other), confirm(Band::L)), Err(Hurdle::AnotherWasDrawn));
    assert_eq!(view.may_say(subject, drawn, confirm(Band::L)), Ok(()));
    let waited = Town { now: second.others_from, ..Town::new() }.page("p", "m1", DAY);
    let waited = Town { words: town.words.clone(), ..waited };
    assert_eq!(waited.view().may_say(subject, number(other), confirm(Band::L)), Ok(()), "after a month others may");
    let done = town.says(drawn.get(), "p", confirm(Band::L));
    let seen = done.only("p");
    assert_eq!((seen.state, seen.points, done.view().is_ready(&seen)), (State::Confirmed, Some(8), true));
}

#[test]
fn where_money_is_at_stake_one_pair_of_eyes_is_never_enough() {
    let town = Town::under("money-at-stake").page("p", "m1", DAY);
    let subject = town.subject("p");
    let first = town.says(5, "p", confirm(Band::S));
    let drawn = first.view().second(subject).unwrap().member.unwrap();
    assert!(first.view().is_blind(subject, drawn), "and the second one is not told whose it is");
    assert!(!first.view().is_blind(subject, number(5)));
    let ready = |town: &Town| {
        let view = town.view();
        view.candidates.iter().any(|one| view.is_ready(one))
    };
    assert!(!ready(&first));
    assert!(ready(&first.says(drawn.get(), "p", confirm(Band::S))));
    // Nobody else could look at it: nobody is waited for.
    let mut alone = Town::under("money-at-stake").page("p", "m1", DAY);
    for member in [6, 7] {
        alone.world.members.get_mut(&number(member)).unwrap().roles = Roles::NONE;
    }
    let alone = alone.says(5, "p", confirm(Band::S));
    assert_eq!(alone.view().second(subject), None);
}

#[test]
fn a_batch_holds_nothing_of_whoever_signs_it() {
    let mut town = Town::new();
    for (page, author) in [("a", "m1"), ("b", "m8"), ("c", "m9"), ("d", "m2")] {
        town = town.page(page, author, DAY).says(5, page, confirm(Band::S));
    }
    let view = town.view();
    let held = |signer: u64, needed: u8| -> Vec<(BTreeSet<MemberId>, BTreeSet<String>)> {
        let plans = plans(&view, number(signer), quorum(needed));
        let object = |one: &&Candidate| one.object.clone();
        plans.into_iter().map(|plan| (plan.signers, plan.candidates.iter().map(object).collect())).collect()
    };
    let set = |names: &[&str]| -> BTreeSet<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    assert_eq!(held(8, 1), [(BTreeSet::from([number(8)]), set(&["a", "c", "d"]))]);
    // Two have to sign: what either of them made cannot be in the batch, and alone nobody can finish it.
    assert_eq!(held(8, 2), [(BTreeSet::from([number(8), number(9)]), set(&["a", "d"]))]);
    assert_eq!(held(5, 1), [], "a documentalist reviews no lane");
    assert_eq!(held(8, 0), [], "lanes without a quorum belong to the service");
}

#[test]
fn late_work_is_recorded_in_the_open_epoch() {
    let calendar = Town::new().world.calendar;
    assert_eq!(epoch_for(&calendar, 0, 10 * DAY), 0);
    assert_eq!(epoch_for(&calendar, 0, 32 * DAY), 0, "late batches are taken for three days");
    assert_eq!(epoch_for(&calendar, 0, 34 * DAY), 1);
    assert_eq!(epoch_for(&calendar, 0, 65 * DAY), 2);
}

#[test]
fn what_is_undone_makes_a_batch_outdated_and_says_why() {
    let town = Town::new().page("p", "m1", DAY).says(5, "p", confirm(Band::S));
    let signed = town.only("p");
    let entry = |member, points| vec![(signed.id, number(member), signed.lane, points)];
    assert_eq!(outdated(&town.view(), &entry(1, 3)), Vec::<String>::new());
    assert!(outdated(&town.view(), &entry(1, 5))[0].contains("worth 3 points"));
    assert!(outdated(&town.view(), &entry(2, 3))[0].contains("another member"));
    let mut town = town;
    let mut undone = act("wiki", A::PageDeleted, "del", "p", "m9", 11 * DAY);
    undone.supersedes = Some("e-p".to_owned());
    town.acts.push(undone);
    assert!(outdated(&town.view(), &entry(1, 3))[0].contains("reverted"), "{:?}", outdated(&town.view(), &entry(1, 3)));
}

#[test]
fn what_waits_in_a_signed_batch_is_in_no_other_and_cannot_be_unsaid() {
    let mut town = Town::new().page("p", "m1", DAY).says(5, "p", confirm(Band::S));
    let seen = town.only("p");
    town.waiting.insert(seen.id, B256::repeat_byte(1));
    let view = town.view();
    assert_eq!(plans(&view, number(8), quorum(1)).len(), 0);
    for verdict in [Verdict::Undo, Verdict::Refuse, confirm(Band::M)] {
        assert_eq!(view.may_say(seen.subject, number(5), verdict), Err(Hurdle::Signed));
    }
}

#[test]
fn people_rise_by_what_was_accepted_in_past_epochs_and_confirm_others_then() {
    let mut town = Town::new();
    // Five pages of three points on five days, each confirmed by another documentalist.
    for (at, confirmer) in [(0, 5), (1, 6), (2, 7), (3, 5), (4, 6)] {
        let object = format!("p{at}");
        town = town.page(&object, "m1", (at + 1) * DAY).says(confirmer, &object, confirm(Band::S));
    }
    let rung = |town: &Town| town.view().world.members[&number(1)].rung;
    assert_eq!(rung(&town), Rung::Newcomer, "the epoch still runs");
    let town = town.at(31 * DAY);
    assert_eq!(rung(&town), Rung::Confirmed);
    assert_eq!(town.view().world.members[&number(2)].rung, Rung::Newcomer);
    // What needs a confirmed member counts now: m1 asked, m2 helped.
    let mut solved = act("wiki", A::HelpSolved, "solved", "question", "m1", 30 * DAY);
    solved.others =
        vec![crate::activity::Other::new("m2", Part::Author), crate::activity::Other::new("m3", Part::Participant)];
    let mut town = town;
    town.acts.push(solved);
    let town = town.at(33 * DAY);
    let help = town.view().candidates.iter().find(|one| one.kind == Kind::ChatHelp).cloned().unwrap();
    assert_eq!(help.state, State::Confirmed, "{:?}", help.decision);
}

#[test]
fn three_upheld_challenges_keep_a_confirmer_from_confirming() {
    let mut town = Town::new();
    for at in 0..4u64 {
        let object = format!("p{at}");
        town = town.page(&object, "m1", (at + 1) * DAY).says(5, &object, confirm(Band::S));
    }
    let struck: Vec<_> = (0..3).map(|at| town.only(&format!("p{at}")).id).collect();
    for (at, id) in struck.into_iter().enumerate() {
        let recorded = crate::policy::Recorded { epoch: 0, points: 3, struck: true };
        town.world.recorded.insert(id, recorded);
        town.facts.struck.insert(id, (6 + at as u64) * DAY);
        let suspended = town.view().world.members[&number(5)].suspended;
        assert_eq!(suspended, at == 2, "after {} strikes", at + 1);
    }
    assert_eq!(town.only("p3").state, State::Proposed, "what they confirmed and is not on chain waits again");
}

#[test]
fn the_inbox_is_grouped_and_shows_what_one_can_do() {
    let town = Town::new().page("b", "m1", 2 * DAY).page("a", "m1", 3 * DAY).page("c", "m5", DAY);
    let view = town.view();
    let mine = Filter { for_member: Some(number(5)), ..Filter::default() };
    let (topics, next) = inbox::topics(&view, &mine, number(5), None, 50);
    let shown: Vec<_> = topics.iter().map(|topic| topic.topic).collect();
    assert_eq!((shown, next), (vec!["b", "a"], None), "oldest first, without their own");
    let (topics, next) = inbox::topics(&view, &Filter::default(), number(5), None, 2);
    assert_eq!(topics.iter().map(|topic| topic.topic).collect::<Vec<_>>(), ["c", "b"]);
    let (topics, next) = inbox::topics(&view, &Filter::default(), number(5), next, 2);
    assert_eq!((topics[0].topic, next), ("a", None));
    assert_eq!(topics[0].items[0].hurdle, None);
    let lane = Filter { lane: Some(Lane::new(3).unwrap()), ..Filter::default() };
    assert!(inbox::topics(&view, &lane, number(5), None, 2).0.is_empty());
}

#[test]
fn a_size_is_suggested_by_what_reviewers_chose_before() {
    let mut town = Town::new();
    for (at, size, band) in [(0u64, 900, Band::S), (1, 1_000, Band::S), (2, 1_100, Band::S), (3, 30_000, Band::M)] {
        let object = format!("p{at}");
        town = town.page(&object, &format!("m{}", at % 2 + 1), (at / 2 + 1) * DAY);
        town.acts.last_mut().unwrap().size = size;
        town = town.says(5, &object, confirm(band));
    }
    town = town.page("new", "m3", DAY);
    let suggested = |town: &Town, size| {
        let mut acts = town.acts.clone();
        acts.last_mut().unwrap().size = size;
        let town = Town { acts, ..town.copy() };
        super::suggest::suggest(&town.view(), &town.only("new")).unwrap()
    };
    assert_eq!(suggested(&town, 1_050).band, Band::S);
    assert_eq!(suggested(&town, 1_050).basis, super::suggest::Basis::Neighbours);
    let fresh = Town::new().page("new", "m3", DAY);
    for (size, band) in [(1_500, Band::S), (1_501, Band::M), (6_001, Band::L), (90_000, Band::L)] {
        assert_eq!(suggested(&fresh, size).band, band, "{size} bytes");
    }
}

impl Town {
    fn copy(&self) -> Self {
        Self {
            reviewing: self.reviewing.clone(),
            world: self.world.clone(),
            facts: self.facts.clone(),
            acts: self.acts.clone(),
            words: self.words.clone(),
            waiting: self.waiting.clone(),
            now: self.now,
        }
    }
}
