//! Organising, co-authors, challenges.

use super::{
    wiki::{edit, patrol},
    *,
};

#[test]
fn a_facilitated_session_is_worth_five_by_two_attendees() {
    let held = |id: &str| {
        let session = act(A::SessionFacilitated, id, id, "m1", DAY);
        ["m1", "m2", "m3"].into_iter().fold(session, |session, who| session.with(who, Part::Participant))
    };
    let one = Town::new().saw(held("s")).confirms(2, Kind::Session, 2 * DAY).confirms(1, Kind::Session, 2 * DAY);
    let one = one.confirms(4, Kind::Session, 2 * DAY);
    assert_eq!(one.only(Kind::Session, 3 * DAY).state, State::Proposed, "oneself and who was not there do not count");
    check(&one.confirms(3, Kind::Session, 2 * DAY), Kind::Session, 6, 5, DAY);
    let two = Town::new().saw(held("a")).saw(held("b"));
    counts_at_most(&two.confirms(2, Kind::Session, 2 * DAY).confirms(3, Kind::Session, 2 * DAY), Kind::Session, 1, 2);
}

#[test]
fn minutes_are_worth_three_by_an_organizer() {
    let published = |id: &str| act(A::MinutesPublished, id, id, "m1", DAY);
    check(&Town::new().saw(published("n")).confirms(9, Kind::Minutes, 5 * DAY), Kind::Minutes, 6, 3, 4 * DAY);
    let two = Town::new().saw(published("a")).saw(published("b")).confirms(9, Kind::Minutes, 5 * DAY);
    counts_at_most(&two, Kind::Minutes, 1, 2);
}

#[test]
fn a_proposal_at_its_quorum_is_worth_five_by_the_chain_alone() {
    let quorate = |id: &str| act(A::ProposalQuorate, id, id, "1", DAY);
    check(&Town::new().saw(quorate("p").source(CHAIN)), Kind::Proposal, 6, 5, DAY);
    assert_eq!(
        Town::new().saw(quorate("p")).only(Kind::Proposal, LATER).state,
        State::Observed,
        "a tool cannot say so"
    );
    let three = ["a", "b", "c"].into_iter().fold(Town::new(), |town, id| town.saw(quorate(id).source(CHAIN)));
    counts_at_most(&three, Kind::Proposal, 2, 3);
}

#[test]
fn a_ballot_is_worth_nothing_and_makes_an_active_day() {
    let town = Town::new().saw(act(A::BallotCast, "b", "p", "1", DAY).source(CHAIN));
    assert_eq!(town.at(LATER), []);
    assert!(town.policy.line(Kind::Ballot).unwrap().active_day);
}

#[test]
fn co_authors_share_equally_or_as_they_signed() {
    let page = act(A::PageCreated, "e1", "page", "m1", DAY).with("m2", Part::CoAuthor);
    let mut town = Town::new().saw(page).sizes(7, Kind::WikiPage, Band::M, 9 * DAY);
    let shares = |town: &Town| -> Vec<(String, Option<u32>)> {
        let mut shares: Vec<_> =
            town.of(Kind::WikiPage, LATER).into_iter().map(|one| (one.account.account, one.points)).collect();
        shares.sort();
        shares
    };
    let equal = shares(&town);
    assert_eq!(equal.iter().map(|(_, points)| points.unwrap()).sum::<u32>(), 5);
    assert!(equal.iter().all(|(_, points)| [2, 3].contains(&points.unwrap())));
    let signed = [(Account::new(TOOL, "m1"), 4), (Account::new(TOOL, "m2"), 1)].into();
    town.world.splits.insert((TOOL.into(), "page".into()), signed);
    assert_eq!(shares(&town), [("m1".into(), Some(4)), ("m2".into(), Some(1))]);
    let town = town.confirms(2, Kind::WikiPage, 9 * DAY);
    let told = &town.of(Kind::WikiPage, LATER)[0].decision;
    assert!(told.steps.contains(&Step::Ignored { why: Ignored::OwnWork, count: 1 }), "a co-author's word: {told:?}");
}

#[test]
fn an_upheld_challenge_takes_the_points_back_and_pays_the_challenger_two() {
    let mut town = Town::new().saw(edit("e1", DAY)).saw(patrol("e1", "x1", DAY + 9));
    let edited = town.only(Kind::WikiEdit, LATER);
    town.world.recorded.insert(edited.id, super::Recorded { epoch: 0, points: 2, struck: true });
    let town = town.saw(act(A::ChallengeUpheld, "c", "item 7", "3", 20 * DAY).source(CHAIN));
    let struck = town.only(Kind::WikiEdit, LATER);
    assert_eq!(seen(&struck), (State::Reverted, Some(0)));
    assert!(struck.decision.steps.contains(&Step::Struck { points: 2 }));
    check(&town, Kind::Challenge, 5, 2, 20 * DAY);
    assert_eq!(town.only(Kind::Challenge, LATER).member, Some(number(3)));
    let upheld =
        |at: u64| act(A::ChallengeUpheld, &format!("c{at}"), &format!("item {at}"), "3", at * DAY).source(CHAIN);
    let many = (1..=6).fold(Town::new(), |town, at| town.saw(upheld(at)));
    counts_at_most(&many, Kind::Challenge, 5, 6);
}
