//! Each row of the default table, alone: what it is worth, in which lane, who confirms it, how long it must hold, its cap.

use ActivityKind as A;

use super::*;

/// Before and after it matured, and who was needed.
#[track_caller]
fn check(town: &Town, kind: Kind, lane: u8, points: u32, matures_at: u64) {
    let candidate = town.only(kind, LATER);
    assert_eq!((candidate.lane.index(), candidate.matures_at), (lane, matures_at), "{candidate:#?}");
    assert_eq!(seen(&candidate), (State::Confirmed, Some(points)), "{:#?}", candidate.decision);
    if matures_at > candidate.occurred_at {
        assert_eq!(town.only(kind, matures_at - 1).state, State::Maturing);
    }
}

/// The same on one day, so often: how many count.
#[track_caller]
fn counts_at_most(town: &Town, kind: Kind, counted: usize, all: usize) {
    let found = states(town, kind, LATER);
    assert_eq!(found.get(&State::Confirmed), Some(&counted), "{found:?}");
    assert_eq!(found.get(&State::Capped), (all > counted).then_some(&(all - counted)), "{found:?}");
}

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

#[test]
fn a_minor_edit_is_worth_nothing_by_its_mark_or_its_size() {
    let marked = act(A::PageEditedMinor, "e1", "page", "m1", DAY).size(900);
    let small = act(A::PageEdited, "e2", "page", "m1", DAY).size(-49);
    let town = Town::new();
    assert_eq!(line_of(&town.policy, &marked), Some(Kind::WikiMinorEdit));
    assert_eq!(line_of(&town.policy, &small), Some(Kind::WikiMinorEdit));
    assert_eq!(town.saw(marked).saw(small).at(LATER), []);
}

fn edit(id: &str, at: u64) -> Activity {
    act(A::PageEdited, id, "page", "m1", at)
}

fn patrol(id: &str, by: &str, at: u64) -> Activity {
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
        own.only(Kind::CodeReview, LATER).state,
        State::Observed,
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

#[test]
fn a_document_is_worth_its_band() {
    let town = || Town::new().second_documentalist().saw(act(A::DocPublished, "e1", "doc", "m1", DAY));
    for (band, points) in [(Band::S, 3), (Band::M, 5)] {
        check(&town().sizes(7, Kind::Document, band, 9 * DAY), Kind::Document, 3, points, 8 * DAY);
    }
    let one = town().sizes(7, Kind::Document, Band::L, 9 * DAY);
    assert_eq!(one.only(Kind::Document, 9 * DAY).state, State::Proposed);
    check(&one.sizes(6, Kind::Document, Band::L, 9 * DAY), Kind::Document, 3, 8, 8 * DAY);
    let mut town = town();
    for doc in ["b", "c"] {
        town = town.saw(act(A::DocPublished, doc, doc, "m1", DAY));
    }
    counts_at_most(&town.sizes(7, Kind::Document, Band::S, 9 * DAY), Kind::Document, 2, 3);
}

#[test]
fn an_accepted_suggestion_is_worth_one_by_the_owner() {
    let accepted = |id: &str| act(A::SuggestionAccepted, id, id, "m2", DAY).with("m1", Part::Author);
    check(&Town::new().saw(accepted("s")), Kind::Suggestion, 3, 1, 4 * DAY);
    let own = act(A::SuggestionAccepted, "s", "s", "m1", DAY).with("m1", Part::Author);
    assert_eq!(Town::new().saw(own).only(Kind::Suggestion, LATER).state, State::Observed);
    let town = ["a", "b", "c", "d", "e"].into_iter().fold(Town::new(), |town, id| town.saw(accepted(id)));
    counts_at_most(&town, Kind::Suggestion, 4, 5);
}

#[test]
fn a_translation_is_worth_three_for_a_thousand_words_and_thirteen_at_most() {
    let translated = |id: &str, words: i64| act(A::TranslationPublished, id, id, "m1", DAY).size(words);
    for (words, points) in [(333, 0), (334, 1), (1000, 3), (2500, 7), (4333, 12), (4334, 13), (99_000, 13)] {
        let town = Town::new().saw(translated("t", words)).confirms(2, Kind::Translation, 9 * DAY);
        check(&town, Kind::Translation, 3, points, 8 * DAY);
    }
    let town = ["a", "b", "c"].into_iter().fold(Town::new(), |town, id| town.saw(translated(id, 1000)));
    counts_at_most(&town.confirms(2, Kind::Translation, 9 * DAY), Kind::Translation, 2, 3);
}

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
