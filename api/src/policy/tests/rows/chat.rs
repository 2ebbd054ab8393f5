//! Dialogue and thanks, and discussions written up.

use super::*;

#[test]
fn messages_reactions_and_presence_are_worth_nothing() {
    let mut town = Town::new();
    for (at, kind) in [A::Message, A::Reply, A::Reaction, A::MemberJoined, A::Comment].into_iter().enumerate() {
        let message = act(kind, &format!("e{at}"), "room", "m1", DAY);
        assert_eq!(line_of(&town.policy, &message), Some(Kind::ChatMessage));
        town = town.saw(message);
    }
    assert_eq!(town.at(LATER), []);
}

fn help(id: &str, asker: &str, at: u64) -> Activity {
    act(A::HelpSolved, id, &format!("thread {id}"), asker, at).with("m2", Part::Author)
}

#[test]
fn chat_help_is_worth_two_when_the_asker_says_so() {
    let town = Town::new().saw(help("e1", "m1", DAY));
    check(&town, Kind::ChatHelp, 4, 2, 2 * DAY);
    assert_eq!(town.only(Kind::ChatHelp, LATER).member, Some(number(2)));
    let mut newcomer = Town::new().saw(help("e1", "m1", DAY));
    newcomer.world.members.insert(number(1), standing(Rung::Newcomer, Roles::NONE));
    assert_eq!(newcomer.only(Kind::ChatHelp, LATER - DAY).state, State::Observed, "the asker is not confirmed");
    let alone = Town::new().saw(help("e1", "m2", DAY));
    assert_eq!(alone.only(Kind::ChatHelp, LATER).state, State::Observed, "an account cannot help itself");
    let mut two_accounts = Town::new().saw(help("e1", "m1", DAY));
    two_accounts.world.accounts.insert(Account::new(TOOL, "m1"), Link { member: number(2), linked_at: 0 });
    assert_eq!(two_accounts.only(Kind::ChatHelp, LATER).state, State::Observed, "nor a person with two");
}

#[test]
fn chat_help_counts_four_times_a_day_and_once_per_asker() {
    let mut town = Town::new();
    for (asker, at) in [(1, 0), (3, 1), (4, 2), (5, 3), (6, 4)] {
        town = town.saw(help(&format!("e{asker}"), &format!("m{asker}"), DAY + at));
    }
    counts_at_most(&town, Kind::ChatHelp, 4, 5);
    let town = Town::new().saw(help("e1", "m1", DAY)).saw(help("e2", "m1", DAY + 5)).saw(help("e3", "m1", 2 * DAY));
    counts_at_most(&town, Kind::ChatHelp, 2, 3);
}

#[test]
fn chat_help_needs_as_many_people_in_the_thread_as_the_line_says() {
    let mut town = Town::new().saw(help("e1", "m1", DAY));
    town.policy.lines.get_mut(&Kind::ChatHelp).unwrap().min_people = 3;
    assert_eq!(town.only(Kind::ChatHelp, LATER).state, State::Observed);
    let town = town.saw(act(A::Reply, "r", "r", "m3", DAY - 1).parent("thread e1"));
    assert_eq!(town.only(Kind::ChatHelp, LATER).state, State::Confirmed);
}

fn thanks(id: &str, giver: &str, object: &str, receiver: &str, at: u64) -> Activity {
    act(A::Thanks, id, object, giver, at).with(receiver, Part::Subject)
}

#[test]
fn the_first_thank_is_worth_one_and_the_tenth_another() {
    let mut town = Town::new().saw(thanks("e1", "m1", "act", "m2", DAY));
    check(&town, Kind::Thanks, 7, 1, 2 * DAY);
    for giver in 10..18 {
        town = town.saw(thanks(&format!("e{giver}"), &format!("x{giver}"), "act", "m2", DAY + giver));
    }
    assert_eq!(town.only(Kind::Thanks, LATER).points, Some(1), "nine thanks");
    let town = town.saw(thanks("e99", "x99", "act", "m2", 2 * DAY));
    let found: Vec<_> = town.of(Kind::Thanks, LATER).iter().map(seen).collect();
    assert_eq!(found, [(State::Confirmed, Some(1)), (State::Confirmed, Some(1))], "ten thanks");
    let told = town.of(Kind::Thanks, LATER)[0].decision.sentences(Language::English);
    assert!(told[2].starts_with("10 thanks for the same act"), "{told:?}");
}

#[test]
fn thanks_have_a_budget_of_ten_and_two_per_person() {
    let mut town = Town::new();
    for at in 0..3 {
        town = town.saw(thanks(&format!("e{at}"), "m1", &format!("act {at}"), "m2", DAY + at));
    }
    assert_eq!(states(&town, Kind::Thanks, 3 * DAY), [(State::Observed, 1), (State::Confirmed, 2)].into());
    let mut town = Town::new();
    for to in 0..12 {
        town = town.saw(thanks(&format!("e{to}"), "m1", &format!("act {to}"), &format!("x{to}"), DAY + to));
    }
    assert_eq!(states(&town, Kind::Thanks, 3 * DAY), [(State::Observed, 2), (State::Waiting, 10)].into());
}

#[test]
fn thanks_count_three_times_a_day_and_thirty_times_an_epoch() {
    let mut town = Town::new();
    for at in 0..4 {
        town = town.saw(thanks(&format!("e{at}"), &format!("x{at}"), &format!("act {at}"), "m2", DAY + at));
    }
    counts_at_most(&town, Kind::Thanks, 3, 4);
    let mut town = Town::new();
    for at in 0..33u64 {
        let day = (at / 3 + 1) * DAY;
        town = town.saw(thanks(&format!("e{at}"), &format!("x{at}"), &format!("act {at}"), "m2", day + at));
    }
    counts_at_most(&town, Kind::Thanks, 30, 33);
}

#[test]
fn a_synthesis_is_worth_three_by_a_documentalist() {
    let mut town = Town::new();
    town = town.saw(act(A::SynthesisPublished, "e1", "page 1", "m1", DAY));
    assert_eq!(town.only(Kind::Synthesis, 5 * DAY).state, State::Proposed);
    check(&town.confirms(7, Kind::Synthesis, 5 * DAY), Kind::Synthesis, 5, 3, 4 * DAY);
    let mut town = Town::new();
    for page in 0..3 {
        town = town.saw(act(A::SynthesisPublished, &format!("e{page}"), &format!("page {page}"), "m1", DAY + page));
    }
    counts_at_most(&town.confirms(7, Kind::Synthesis, 5 * DAY), Kind::Synthesis, 2, 3);
}
