//! Code.

use super::*;

fn merged(pr: &str, at: u64) -> Town {
    Town::new().second_reviewer().saw(act(A::PrOpened, &format!("open {pr}"), pr, "m1", at)).saw(act(
        A::PrMerged,
        &format!("merge {pr}"),
        pr,
        "m2",
        at,
    ))
}

#[test]
fn a_merged_change_is_worth_its_band_and_two_reviewers_from_large() {
    let town = || merged("pr", DAY);
    for (band, points) in [(Band::S, 2), (Band::M, 5)] {
        check(&town().sizes(8, Kind::Patch, band, 5 * DAY), Kind::Patch, 2, points, 4 * DAY);
    }
    for (band, points) in [(Band::L, 8), (Band::Xl, 13)] {
        let one = town().sizes(8, Kind::Patch, band, 5 * DAY);
        assert_eq!(one.only(Kind::Patch, 6 * DAY).state, State::Proposed, "{band} needs two");
        check(&one.sizes(6, Kind::Patch, band, 5 * DAY), Kind::Patch, 2, points, 4 * DAY);
    }
    let reverted = town().saw(act(A::PrReverted, "undo", "pr", "m3", 2 * DAY));
    assert_eq!(seen(&reverted.only(Kind::Patch, LATER)), (State::Reverted, Some(0)));
    let mut many = town();
    for pr in ["b", "c", "d"] {
        many.acts.extend(merged(pr, DAY + 1).acts);
    }
    counts_at_most(&many.sizes(8, Kind::Patch, Band::S, 5 * DAY), Kind::Patch, 3, 4);
}

#[test]
fn a_code_review_is_worth_two_once_the_change_is_merged() {
    let review = |id: &str, pr: &str| act(A::ReviewApproved, id, pr, "m3", DAY - 5);
    let open = Town::new().saw(act(A::PrOpened, "open", "pr", "m1", DAY - 9)).saw(review("r", "pr"));
    assert_eq!(open.only(Kind::CodeReview, LATER).state, State::Observed, "not merged");
    check(&merged("pr", DAY).saw(review("r", "pr")), Kind::CodeReview, 2, 2, DAY);
    let own = merged("pr", DAY).saw(Activity { actor: Some("m2".into()), ..review("r", "pr") });
    assert_eq!(
        own.only(Kind::CodeReview, 20 * DAY).state,
        State::Proposed,
        "who merges does not confirm their own review"
    );
    let mut many = Town::new();
    for pr in ["a", "b", "c", "d", "e"] {
        many.acts.extend(merged(pr, DAY).acts);
        many = many.saw(review(&format!("r{pr}"), pr));
    }
    counts_at_most(&many, Kind::CodeReview, 4, 5);
}

#[test]
fn a_confirmed_issue_is_worth_one_at_once() {
    let issue = |id: &str| act(A::Issue, id, id, "m1", DAY);
    let confirmed = |id: &str, by: &str| act(A::IssueConfirmed, &format!("ok {id}"), id, by, DAY + 5);
    let open = Town::new().saw(issue("i"));
    assert_eq!(open.at(LATER), [], "an issue alone is worth nothing");
    check(&open.saw(confirmed("i", "m2")), Kind::Issue, 2, 1, DAY + 5);
    let mut town = Town::new();
    for id in ["a", "b", "c", "d", "e"] {
        town = town.saw(issue(id)).saw(confirmed(id, "m2"));
    }
    counts_at_most(&town, Kind::Issue, 4, 5);
}

#[test]
fn a_release_or_a_security_fix_is_worth_eight_by_two_maintainers() {
    let town = Town::new().second_reviewer().saw(act(A::Release, "e1", "v1", "m1", DAY));
    let one = town.confirms(8, Kind::Release, 2 * DAY);
    assert_eq!(one.only(Kind::Release, 3 * DAY).state, State::Proposed);
    check(&one.confirms(6, Kind::Release, 2 * DAY), Kind::Release, 2, 8, DAY);
    let mut town = Town::new().second_reviewer();
    for (at, kind) in [A::Release, A::SecurityFix, A::SecurityFix].into_iter().enumerate() {
        town = town.saw(act(kind, &format!("e{at}"), &format!("v{at}"), "m1", (at as u64 + 1) * DAY));
    }
    counts_at_most(&town.confirms(8, Kind::Release, 9 * DAY).confirms(6, Kind::Release, 9 * DAY), Kind::Release, 2, 3);
}
