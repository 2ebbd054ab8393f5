//! Knowledge: the wiki, and edits looked at.

use super::*;

#[test]
fn a_minor_edit_is_worth_nothing_by_its_mark_or_its_size() {
    let marked = act(A::PageEditedMinor, "e1", "page", "m1", DAY).size(900);
    let small = act(A::PageEdited, "e2", "page", "m1", DAY).size(-49);
    let town = Town::new();
    assert_eq!(line_of(&town.policy, &marked), Some(Kind::WikiMinorEdit));
    assert_eq!(line_of(&town.policy, &small), Some(Kind::WikiMinorEdit));
    assert_eq!(town.saw(marked).saw(small).at(LATER), []);
}

pub(super) fn edit(id: &str, at: u64) -> Activity {
    act(A::PageEdited, id, "page", "m1", at)
}

pub(super) fn patrol(id: &str, by: &str, at: u64) -> Activity {
    act(A::PagePatrolled, &format!("p{id}"), "page", by, at).parent(id)
}

#[test]
fn a_kept_edit_is_worth_two_by_a_patroller() {
    let town = Town::new().saw(edit("e1", DAY)).saw(patrol("e1", "x1", DAY + 9));
    check(&town, Kind::WikiEdit, 0, 2, 8 * DAY);
    assert_eq!(Town::new().saw(edit("e1", DAY)).only(Kind::WikiEdit, LATER - 5 * DAY).state, State::Proposed);
    let own = Town::new().saw(edit("e1", DAY)).saw(patrol("e1", "m1", DAY + 9));
    assert_eq!(own.only(Kind::WikiEdit, 20 * DAY).state, State::Proposed, "nobody patrols their own edit");
    let told = Town::new().saw(edit("e1", DAY).state(ReviewState::Approved));
    assert_eq!(told.only(Kind::WikiEdit, 20 * DAY).state, State::Confirmed, "where only the state of the edit tells");
    let mut town = Town::new();
    for id in ["e1", "e2", "e3", "e4", "e5"] {
        town = town.saw(edit(id, DAY)).saw(patrol(id, "x1", DAY + 9));
    }
    counts_at_most(&town, Kind::WikiEdit, 4, 5);
}

#[test]
fn a_patrol_that_is_about_the_edit_confirms_it_and_no_other() {
    let patrol = act(A::PagePatrolled, "log:1", "e1", "x1", DAY + 9);
    let town = Town::new().saw(edit("e1", DAY)).saw(edit("e2", DAY)).saw(patrol);
    assert_eq!(states(&town, Kind::WikiEdit, LATER), [(State::Proposed, 1), (State::Confirmed, 1)].into());
}

#[test]
fn edits_of_trusted_authors_are_automatic_but_for_one_in_twenty() {
    let mut town = Town::new();
    for id in 0..1000u64 {
        let edit = edit(&format!("e{id}"), DAY + id).state(ReviewState::AutoApproved);
        town = town.saw(Activity { actor: Some(format!("x{id}")), ..edit });
    }
    town.policy.hold_epochs = 0;
    for id in 0..1000u64 {
        let link = Link { member: number(1000 + id), linked_at: 0 };
        town.world.accounts.insert(Account::new(TOOL, format!("x{id}")), link);
    }
    let found = states(&town, Kind::WikiEdit, 20 * DAY);
    let audited = found[&State::Proposed];
    assert_eq!(audited + found[&State::Confirmed], 1000);
    assert!((30..=70).contains(&audited), "{audited} of 1000 drawn");
    assert_eq!(states(&town, Kind::WikiEdit, 20 * DAY), found, "drawn alike every time");
    town.world.seed = B256::repeat_byte(8);
    let drawn = |town: &Town| -> Vec<CandidateId> {
        let all = town.of(Kind::WikiEdit, 20 * DAY).into_iter();
        all.filter(|candidate| candidate.state == State::Proposed).map(|candidate| candidate.id).collect()
    };
    let other = drawn(&town);
    town.world.seed = B256::repeat_byte(7);
    assert_ne!(drawn(&town), other, "another seed, another draw");
}

#[test]
fn a_page_is_worth_its_band_and_a_large_one_needs_two() {
    let page = || Town::new().second_documentalist().saw(act(A::PageCreated, "e1", "page", "m1", DAY));
    assert_eq!(seen(&page().only(Kind::WikiPage, 9 * DAY)), (State::Proposed, None));
    for (band, points) in [(Band::S, 3), (Band::M, 5)] {
        check(&page().sizes(7, Kind::WikiPage, band, 9 * DAY), Kind::WikiPage, 0, points, 8 * DAY);
    }
    let one = page().sizes(7, Kind::WikiPage, Band::L, 9 * DAY);
    assert_eq!(seen(&one.only(Kind::WikiPage, 10 * DAY)), (State::Proposed, None), "one is not enough");
    check(&one.sizes(6, Kind::WikiPage, Band::L, 9 * DAY), Kind::WikiPage, 0, 8, 8 * DAY);
    let apart = page().sizes(7, Kind::WikiPage, Band::L, 9 * DAY).sizes(6, Kind::WikiPage, Band::M, 9 * DAY);
    check(&apart, Kind::WikiPage, 0, 5, 8 * DAY);
    let mut town = Town::new();
    for page in 0..3 {
        town = town.saw(act(A::PageCreated, &format!("e{page}"), &format!("page {page}"), "m1", DAY + page));
    }
    counts_at_most(&town.sizes(7, Kind::WikiPage, Band::S, 9 * DAY), Kind::WikiPage, 2, 3);
}

#[test]
fn a_reference_is_worth_thirteen_shared_by_its_top_authors() {
    let mut town = Town::new().second_documentalist();
    for (author, size) in [("m1", 900), ("m2", 800), ("m3", 700), ("m4", 600)] {
        town = town.saw(act(A::PageEdited, &format!("e{author}"), "page", author, DAY).size(size));
    }
    let town = town.saw(act(A::PageRaised, "e9", "page", "m5", 2 * DAY));
    assert_eq!(states(&town, Kind::WikiReference, 20 * DAY), [(State::Proposed, 3)].into());
    let one = town.confirms(7, Kind::WikiReference, 17 * DAY);
    assert_eq!(states(&one, Kind::WikiReference, 20 * DAY), [(State::Proposed, 3)].into(), "it takes two");
    let found = one.confirms(6, Kind::WikiReference, 17 * DAY).of(Kind::WikiReference, 20 * DAY);
    let mut points: Vec<_> = found.iter().map(|one| (one.points.unwrap(), one.state)).collect();
    points.sort_unstable();
    assert_eq!(points, [(4, State::Confirmed), (4, State::Confirmed), (5, State::Confirmed)]);
    assert!(found.iter().all(|one| (one.lane.index(), one.matures_at) == (0, 16 * DAY)));
    assert!(found.iter().all(|one| one.account.account != "m4"), "the fourth is not among the top");
    let mut town = Town::new().second_documentalist();
    for page in 0..3 {
        let raised = act(A::PageRaised, &format!("e{page}"), &format!("page {page}"), "m5", page * DAY);
        town = town.saw(raised.with("m1", Part::Author));
    }
    let town = town.confirms(7, Kind::WikiReference, 18 * DAY).confirms(6, Kind::WikiReference, 18 * DAY);
    let states = states(&town, Kind::WikiReference, 20 * DAY);
    assert_eq!(states.get(&State::Capped), Some(&1), "two an epoch: {states:?}");
}

fn patrols(count: u64, day: u64) -> Town {
    let mut town = Town::new();
    town.policy.review.audit_bps = 0;
    for at in 0..count {
        town =
            town.saw(act(A::PagePatrolled, &format!("p{day} {at}"), "page", "m1", day + at).parent(&format!("e{at}")));
    }
    town
}

#[test]
fn five_patrols_are_worth_one_at_the_end_of_the_epoch() {
    assert_eq!(patrols(4, DAY).at(LATER), []);
    check(&patrols(9, DAY), Kind::WikiPatrol, 5, 1, 30 * DAY);
    counts_at_most(&patrols(20, DAY), Kind::WikiPatrol, 3, 4);
    let mut audited = patrols(5, DAY);
    audited.policy.review.audit_bps = 10_000;
    assert_eq!(audited.only(Kind::WikiPatrol, LATER).state, State::Proposed);
    let audited = audited.confirms(7, Kind::WikiPatrol, 31 * DAY);
    assert_eq!(audited.only(Kind::WikiPatrol, LATER).state, State::Confirmed);
    let again = patrols(4, DAY).saw(act(A::PagePatrolled, "again", "page", "m1", 2 * DAY).parent("e0"));
    assert_eq!(again.at(LATER), [], "the same edit twice is one");
}
