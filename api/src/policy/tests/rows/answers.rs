//! Questions and answers.

use super::*;

fn vote(id: &str, by: &str, object: &str, at: u64) -> Activity {
    act(A::Vote, id, object, by, at).size(1)
}

fn question(id: &str, at: u64) -> Activity {
    act(A::Question, id, id, "m1", at)
}

#[test]
fn a_question_is_worth_one_with_two_votes_of_confirmed_members() {
    let one = Town::new().saw(question("q", DAY)).saw(vote("v1", "m2", "q", DAY + 1));
    assert_eq!(one.only(Kind::Question, LATER).state, State::Observed);
    let unknown =
        Town::new().saw(question("q", DAY)).saw(vote("v1", "m2", "q", DAY + 1)).saw(vote("v2", "x", "q", DAY));
    assert_eq!(unknown.only(Kind::Question, LATER).state, State::Observed, "of a stranger");
    let same = Town::new().saw(question("q", DAY)).saw(vote("v1", "m2", "q", DAY + 1)).saw(vote("v2", "m2", "q", DAY));
    assert_eq!(same.only(Kind::Question, LATER).state, State::Observed, "twice the same");
    let against = one.saw(vote("v2", "m3", "q", DAY + 2).size(-1));
    assert_eq!(against.only(Kind::Question, LATER).state, State::Observed, "one against");
    check(&against.saw(vote("v3", "m4", "q", DAY + 2)), Kind::Question, 1, 1, 4 * DAY);
    let mut town = Town::new();
    for id in ["q1", "q2", "q3"] {
        town = town.saw(question(id, DAY)).saw(vote(&format!("{id}a"), "m2", id, DAY)).saw(vote(
            &format!("{id}b"),
            "m3",
            id,
            DAY,
        ));
    }
    counts_at_most(&town, Kind::Question, 2, 3);
}

fn answer(id: &str) -> Activity {
    act(A::Answer, id, id, "m1", DAY)
}

#[test]
fn each_vote_for_an_answer_is_worth_one_up_to_five() {
    let town = Town::new().saw(answer("a")).saw(vote("v1", "m2", "a", DAY + 1));
    check(&town, Kind::AnswerUpvote, 1, 1, 4 * DAY + 1);
    let mut town = town;
    for voter in 3..=8 {
        town = town.saw(vote(&format!("v{voter}"), &format!("m{voter}"), "a", DAY + voter));
    }
    counts_at_most(&town, Kind::AnswerUpvote, 5, 7);
    let own = Town::new().saw(answer("a")).saw(vote("v1", "m1", "a", DAY + 1));
    assert_eq!(own.only(Kind::AnswerUpvote, LATER).state, State::Observed, "of oneself");
    let mut twice =
        Town::new().saw(answer("a")).saw(vote("v1", "m2", "a", DAY + 1)).saw(vote("v2", "m3", "a", DAY + 2));
    twice.world.accounts.insert(Account::new(TOOL, "m3"), Link { member: number(2), linked_at: 0 });
    assert_eq!(states(&twice, Kind::AnswerUpvote, LATER)[&State::Confirmed], 1, "two accounts of one member");
}

#[test]
fn votes_count_ten_times_a_day_and_accepted_answers_beyond() {
    let mut town = Town::new();
    for id in ["a1", "a2", "a3"] {
        town = town.saw(answer(id));
        for voter in 2..=6 {
            town = town.saw(vote(&format!("{id} {voter}"), &format!("m{voter}"), id, DAY + voter));
        }
    }
    let town = town.saw(act(A::AnswerAccepted, "ok", "a1", "m2", DAY + 500));
    counts_at_most(&town, Kind::AnswerUpvote, 10, 15);
    assert_eq!(town.only(Kind::AnswerAccepted, LATER).state, State::Confirmed, "exempt");
    let town =
        town.saw(question("q", DAY + 600)).saw(vote("q1", "m2", "q", DAY + 601)).saw(vote("q2", "m3", "q", DAY + 602));
    assert_eq!(town.only(Kind::Question, LATER).state, State::Capped, "questions count among them");
}

#[test]
fn an_accepted_answer_is_worth_five_by_the_asker() {
    let accepted = |asker: &str| Town::new().saw(answer("a")).saw(act(A::AnswerAccepted, "ok", "a", asker, 2 * DAY));
    check(&accepted("m2"), Kind::AnswerAccepted, 1, 5, 5 * DAY);
    assert_eq!(accepted("m1").only(Kind::AnswerAccepted, LATER).state, State::Observed, "one's own answer");
    let mut town = Town::new();
    for (id, asker) in [("a1", "m2"), ("a2", "m3"), ("a3", "m4"), ("a4", "m5")] {
        town = town.saw(answer(id)).saw(act(A::AnswerAccepted, &format!("ok {id}"), id, asker, 2 * DAY));
    }
    counts_at_most(&town, Kind::AnswerAccepted, 3, 4);
    let mut town = Town::new();
    for (id, day) in [("a1", 2), ("a2", 3), ("a3", 4)] {
        town = town.saw(answer(id)).saw(act(A::AnswerAccepted, &format!("ok {id}"), id, "m2", day * DAY));
    }
    counts_at_most(&town, Kind::AnswerAccepted, 2, 3);
}

#[test]
fn a_validated_answer_is_worth_three_by_a_reviewer_of_the_lane() {
    let validated = |by: &str| Town::new().saw(answer("a")).saw(act(A::AnswerValidated, "ok", "a", by, 2 * DAY));
    check(&validated("m8"), Kind::AnswerValidated, 1, 3, 5 * DAY);
    assert_eq!(validated("m2").only(Kind::AnswerValidated, 9 * DAY).state, State::Proposed, "not of somebody else");
    let mut town = Town::new();
    for id in ["a1", "a2", "a3", "a4"] {
        town = town.saw(answer(id)).saw(act(A::AnswerValidated, &format!("ok {id}"), id, "m8", 2 * DAY));
    }
    counts_at_most(&town, Kind::AnswerValidated, 3, 4);
}
