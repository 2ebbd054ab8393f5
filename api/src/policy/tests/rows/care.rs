//! Care: sorting, moderation, mentoring.

use super::{wiki::edit, *};

fn classified(count: u64, each: i64) -> Town {
    let sorted = |at: u64| act(A::ObjectsClassified, &format!("e{at}"), &format!("o{at}"), "m1", DAY + at).size(each);
    (0..count).fold(Town::new(), |town, at| town.saw(sorted(at)))
}

#[test]
fn ten_sorted_objects_are_worth_two_by_a_documentalist() {
    assert_eq!(classified(9, 1).at(LATER), []);
    let town = classified(10, 1);
    assert_eq!(town.only(Kind::Classification, 5 * DAY).state, State::Proposed);
    check(&town.confirms(7, Kind::Classification, 5 * DAY), Kind::Classification, 5, 2, 4 * DAY + 9);
    let at_once = classified(1, 25).confirms(7, Kind::Classification, 5 * DAY);
    assert_eq!(at_once.of(Kind::Classification, LATER).len(), 2, "25 objects in one act");
    counts_at_most(&classified(30, 1).confirms(7, Kind::Classification, 5 * DAY), Kind::Classification, 2, 3);
}

#[test]
fn a_closed_case_is_worth_two_by_another_moderator_unless_overturned() {
    let closed = |id: &str| act(A::ModerationClosed, id, id, "m1", DAY);
    let town = Town::new().saw(closed("c")).confirms(9, Kind::Moderation, 9 * DAY);
    check(&town, Kind::Moderation, 5, 2, 8 * DAY);
    let own =
        Town::new().saw(Activity { actor: Some("m9".into()), ..closed("c") }).confirms(9, Kind::Moderation, 9 * DAY);
    assert_eq!(own.only(Kind::Moderation, 10 * DAY).state, State::Proposed, "a second moderator");
    let overturned = act(A::ModerationClosed, "o", "c", "m9", 3 * DAY).state(ReviewState::Rejected).supersedes("c");
    assert_eq!(town.saw(overturned).only(Kind::Moderation, LATER).state, State::Reverted);
    let town = ["a", "b", "c", "d", "e", "f"].into_iter().fold(Town::new(), |town, id| town.saw(closed(id)));
    counts_at_most(&town.confirms(9, Kind::Moderation, 9 * DAY), Kind::Moderation, 5, 6);
}

#[test]
fn mentoring_is_worth_five_by_the_newcomer_and_a_reviewer_at_the_first_accepted_work() {
    let mentored =
        |id: &str, newcomer: &str, at| act(A::NewcomerMentored, id, id, "m1", at).with(newcomer, Part::Subject);
    let town = Town::new().saw(mentored("e1", "m2", DAY)).confirms(2, Kind::Mentoring, 2 * DAY);
    let town = town.confirms(8, Kind::Mentoring, 2 * DAY);
    assert_eq!(town.only(Kind::Mentoring, 20 * DAY).state, State::Observed, "no work yet");
    let worked = |town: Town, by: &str, at| {
        let edit = Activity { actor: Some(by.to_owned()), ..edit(&format!("work {by}"), at) };
        town.saw(edit.state(ReviewState::Approved))
    };
    let town = worked(town, "m2", 3 * DAY);
    assert_eq!(town.only(Kind::Mentoring, 10 * DAY - 1).state, State::Observed, "its first work is not accepted yet");
    check(&town, Kind::Mentoring, 5, 5, 10 * DAY);
    let half = worked(Town::new().saw(mentored("e1", "m2", DAY)), "m2", 3 * DAY).confirms(8, Kind::Mentoring, 11 * DAY);
    assert_eq!(half.only(Kind::Mentoring, 12 * DAY).state, State::Proposed, "the newcomer has to say so");
    let mut town = Town::new();
    for newcomer in ["m2", "m3", "m4"] {
        town = worked(town.saw(mentored(newcomer, newcomer, DAY)), newcomer, 3 * DAY);
    }
    for member in [2, 3, 4, 8] {
        town = town.confirms(member, Kind::Mentoring, 11 * DAY);
    }
    counts_at_most(&town, Kind::Mentoring, 2, 3);
}
