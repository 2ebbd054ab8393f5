//! Rules that hold for all lines.

use ActivityKind as A;

use super::*;

fn edit(id: &str, at: u64) -> Activity {
    act(A::PageEdited, id, "page", "m1", at).state(ReviewState::Approved)
}

fn page(id: &str, at: u64) -> Activity {
    act(A::PageCreated, id, id, "m1", at)
}

fn undoing(kind: A, id: &str, object: &str, by: &str, at: u64) -> Activity {
    act(kind, id, object, by, at)
}

#[test]
fn a_revert_undoes_the_edit_that_it_names_or_the_last_one() {
    let two = || Town::new().saw(edit("e1", DAY)).saw(edit("e2", DAY + 5));
    let named = two().saw(undoing(A::PageReverted, "r", "page", "m3", 2 * DAY).supersedes("e1"));
    let found: Vec<_> = named.of(Kind::WikiEdit, LATER).iter().map(seen).collect();
    assert_eq!(found, [(State::Reverted, Some(0)), (State::Confirmed, Some(2))]);
    let last = two().saw(undoing(A::PageReverted, "r", "page", "m3", 2 * DAY));
    let found: Vec<_> = last.of(Kind::WikiEdit, LATER).iter().map(|one| one.state).collect();
    assert_eq!(found, [State::Confirmed, State::Reverted]);
    let own = two().saw(undoing(A::PageReverted, "r", "page", "m1", 2 * DAY).supersedes("e1"));
    assert_eq!(own.of(Kind::WikiEdit, LATER)[0].state, State::Withdrawn);
}

#[test]
fn a_revert_that_was_reverted_undoes_nothing_and_a_page_comes_back() {
    let town = Town::new().saw(edit("e1", DAY)).saw(undoing(A::PageDeleted, "d", "page", "m3", 2 * DAY));
    assert_eq!(town.only(Kind::WikiEdit, LATER).state, State::Reverted);
    let town = town.saw(undoing(A::PageRestored, "back", "page", "m4", 9 * DAY));
    let back = town.only(Kind::WikiEdit, LATER);
    assert_eq!((seen(&back), back.matures_at), ((State::Confirmed, Some(2)), 9 * DAY));
    assert!(back.decision.steps.contains(&Step::CameBack { at: 9 * DAY }));
}

#[test]
fn what_counted_and_was_undone_late_stays_with_who_made_it_and_what_is_made_anew_is_another_work() {
    let made = |id: &str, by: &str, at: u64| act(A::PageCreated, id, "page", by, at);
    let delete = undoing(A::PageDeleted, "d", "page", "m3", 40 * DAY);
    // Told twice, the second time about somebody whose page was gone at once.
    let twice = Town::new().saw(made("e1", "m1", DAY)).saw(made("e2", "m2", DAY + 5));
    let gone = twice.saw(undoing(A::PageReverted, "r", "page", "m3", DAY + 9).supersedes("e2")).saw(delete.clone());
    let late = gone.only(Kind::WikiPage, 41 * DAY);
    assert_eq!((late.account.account.as_str(), late.state), ("m1", State::Reverted));
    let town = Town::new().saw(made("e1", "m1", DAY)).sizes(7, Kind::WikiPage, Band::M, 3 * DAY);
    let first = town.only(Kind::WikiPage, 39 * DAY);
    let town = town.saw(delete).saw(made("e2", "m2", 50 * DAY));
    let pages = town.of(Kind::WikiPage, 51 * DAY);
    let found: Vec<_> = pages.iter().map(|page| (page.account.account.as_str(), page.state)).collect();
    assert_eq!(found, [("m1", State::Reverted), ("m2", State::Maturing)]);
    assert_eq!(first.id, pages[0].id, "the name of a candidate lasts");
    assert_ne!(pages[0].subject, pages[1].subject, "a word about the first is none about the second");
}

#[test]
fn a_deleted_answer_takes_its_votes_with_it_and_a_redacted_vote_only_itself() {
    let town = Town::new()
        .saw(act(A::Answer, "a", "a", "m1", DAY))
        .saw(act(A::Vote, "v1", "a", "m2", DAY + 1).size(1))
        .saw(act(A::Vote, "v2", "a", "m3", DAY + 2).size(1));
    let vote = Town { acts: town.acts.clone(), ..Town::new() }
        .saw(undoing(A::Delete, "d", "v1", "m2", 2 * DAY).supersedes("v1"));
    assert_eq!(states(&vote, Kind::AnswerUpvote, LATER), [(State::Confirmed, 1), (State::Reverted, 1)].into());
    let answer = town.saw(undoing(A::Delete, "d", "a", "m1", 2 * DAY).supersedes("a"));
    assert_eq!(states(&answer, Kind::AnswerUpvote, LATER), [(State::Withdrawn, 2)].into());
}

#[test]
fn an_answer_that_is_no_longer_accepted_is_worth_nothing() {
    let town = Town::new()
        .saw(act(A::Answer, "a", "a", "m1", DAY))
        .saw(act(A::AnswerAccepted, "ok", "a", "m2", DAY + 1))
        .saw(undoing(A::Delete, "no", "a", "m2", 2 * DAY).supersedes("ok"));
    assert_eq!(town.only(Kind::AnswerAccepted, LATER).state, State::Reverted);
    let again = town.saw(act(A::AnswerAccepted, "ok2", "a", "m2", 3 * DAY));
    assert_eq!(
        seen(&again.only(Kind::AnswerAccepted, LATER)),
        (State::Confirmed, Some(5)),
        "once, from the second time"
    );
}

#[test]
fn an_edit_by_somebody_else_does_not_change_what_was_said() {
    let translated = act(A::TranslationPublished, "t", "t", "m1", DAY).size(1000);
    let town = Town::new().saw(translated).confirms(2, Kind::Translation, 9 * DAY);
    let edited = |by: &str| act(A::Edit, "e", "t", by, DAY + 5).size(2000).supersedes("t");
    let other = Town { acts: town.acts.clone(), world: town.world.clone(), ..Town::new() }.saw(edited("m3"));
    assert_eq!(other.only(Kind::Translation, LATER).points, Some(3));
    assert_eq!(town.saw(edited("m1")).only(Kind::Translation, LATER).points, Some(6));
}

#[test]
fn what_the_tool_rejects_later_is_undone() {
    let seen_twice = Activity { received_at: 3 * DAY, ..edit("e1", DAY).state(ReviewState::Rejected) };
    let town = Town::new().saw(edit("e1", DAY)).saw(seen_twice);
    assert_eq!(town.only(Kind::WikiEdit, LATER).state, State::Reverted);
}

#[test]
fn what_a_clock_dates_into_the_future_waits() {
    assert_eq!(Town::new().saw(edit("e1", 50 * DAY)).at(50 * DAY - 1), []);
}

#[test]
fn a_place_is_free_again_only_while_nothing_was_decided() {
    let day = |town: Town| (1..=5).fold(town, |town, id| town.saw(edit(&format!("e{id}"), DAY + id)));
    let revert = |at| undoing(A::PageReverted, "r", "page", "m3", at).supersedes("e1");
    let early = day(Town::new()).saw(revert(3 * DAY));
    assert_eq!(states(&early, Kind::WikiEdit, LATER), [(State::Confirmed, 4), (State::Reverted, 1)].into());
    let before: Vec<Candidate> = day(Town::new()).of(Kind::WikiEdit, 9 * DAY);
    let late = day(Town::new()).saw(revert(9 * DAY)).of(Kind::WikiEdit, 9 * DAY);
    let changed: Vec<_> = before.iter().zip(&late).filter(|(one, other)| one.state != other.state).collect();
    let [(was, is)] = changed[..] else { panic!("one should change: {changed:#?}") };
    assert_eq!((was.acts[0].external_id.as_str(), was.state, is.state), ("e1", State::Confirmed, State::Reverted));
}

#[test]
fn what_is_on_chain_keeps_its_place_whatever_arrives_late() {
    let mut town =
        Town::new().saw(page("p2", DAY + 2)).saw(page("p3", DAY + 3)).sizes(7, Kind::WikiPage, Band::S, 9 * DAY);
    for candidate in town.of(Kind::WikiPage, LATER) {
        assert_eq!(candidate.state, State::Confirmed);
        town.world.recorded.insert(candidate.id, super::Recorded { epoch: 0, points: 3, struck: false });
    }
    let late = town.saw(page("p1", DAY + 1)).sizes(7, Kind::WikiPage, Band::S, 9 * DAY);
    let found: Vec<_> = late.of(Kind::WikiPage, LATER).iter().map(|one| one.state).collect();
    assert_eq!(found, [State::Capped, State::Recorded, State::Recorded]);
}

#[test]
fn work_without_a_member_waits_three_epochs_and_counts_after_linking() {
    let stranger = || Town::new().saw(Activity { actor: Some("x1".into()), ..edit("e1", DAY) });
    let waits = stranger().only(Kind::WikiEdit, LATER);
    assert_eq!((waits.state, waits.member), (State::Waiting, None));
    assert!(waits.decision.steps.contains(&Step::Unlinked { until: 120 * DAY }));
    assert_eq!(stranger().only(Kind::WikiEdit, 120 * DAY).state, State::Expired);
    let linked = |at| {
        let mut town = stranger();
        town.world.accounts.insert(Account::new(TOOL, "x1"), Link { member: number(2), linked_at: at });
        town
    };
    let counts = linked(100 * DAY).only(Kind::WikiEdit, 100 * DAY);
    assert_eq!((seen(&counts), counts.member), ((State::Confirmed, Some(2)), Some(number(2))));
    assert!(counts.decision.steps.contains(&Step::LinkedLater { at: 100 * DAY }));
    assert_eq!(linked(100 * DAY).only(Kind::WikiEdit, 100 * DAY - 1).state, State::Waiting, "not before");
    assert_eq!(linked(120 * DAY).only(Kind::WikiEdit, 121 * DAY).state, State::Expired, "too late");
    assert_eq!(counts.id, waits.id, "the same part under the same name");
}

#[test]
fn without_a_reviewer_others_are_asked_and_then_it_expires() {
    let town = || Town::new().saw(page("p1", DAY));
    let at = |now| town().only(Kind::WikiPage, now);
    assert_eq!(at(37 * DAY).state, State::Proposed);
    assert!(!at(37 * DAY).decision.steps.iter().any(|step| matches!(step, Step::Reassigned { .. })));
    let asked = at(38 * DAY);
    assert_eq!(asked.state, State::Proposed);
    assert!(asked.decision.steps.contains(&Step::Reassigned { at: 38 * DAY }));
    assert_eq!(seen(&at(68 * DAY)), (State::Expired, Some(0)));
    let late = town().sizes(7, Kind::WikiPage, Band::S, 68 * DAY);
    assert_eq!(late.only(Kind::WikiPage, 69 * DAY).state, State::Expired);
    let in_time = town().sizes(7, Kind::WikiPage, Band::S, 67 * DAY);
    assert_eq!(in_time.only(Kind::WikiPage, 90 * DAY).state, State::Confirmed);
}

#[test]
fn the_last_word_of_a_reviewer_counts_and_can_be_taken_back() {
    let town = Town::new().saw(page("p1", DAY)).sizes(7, Kind::WikiPage, Band::S, 9 * DAY);
    let refused = town.says(7, Kind::WikiPage, Verdict::Refuse, 10 * DAY);
    assert_eq!(refused.only(Kind::WikiPage, 9 * DAY).state, State::Confirmed, "then");
    assert_eq!(seen(&refused.only(Kind::WikiPage, 10 * DAY)), (State::Refused, Some(0)));
    let undone = refused.says(7, Kind::WikiPage, Verdict::Undo, 11 * DAY);
    assert_eq!(undone.only(Kind::WikiPage, 11 * DAY).state, State::Proposed);
    let outsider = undone.says(2, Kind::WikiPage, Verdict::Refuse, 12 * DAY);
    assert_eq!(outsider.only(Kind::WikiPage, 12 * DAY).state, State::Proposed, "no right to refuse");
    let own = outsider.says(1, Kind::WikiPage, Verdict::Refuse, 13 * DAY);
    assert_eq!(own.only(Kind::WikiPage, 13 * DAY).state, State::Withdrawn, "the author may");
}

#[test]
fn suspended_confirmers_do_not_count() {
    let mut town = Town::new().saw(page("p1", DAY)).sizes(7, Kind::WikiPage, Band::S, 9 * DAY);
    town.world.members.get_mut(&number(7)).unwrap().suspended = true;
    let found = town.only(Kind::WikiPage, 10 * DAY);
    assert_eq!(found.state, State::Proposed);
    assert!(found.decision.steps.contains(&Step::Ignored { why: Ignored::Suspended, count: 1 }));
}

#[test]
fn reviewers_have_a_budget_in_all_and_per_person() {
    // 150 points an epoch, 30 to one person: ten pages of S by each author.
    let mut town = Town::new();
    for id in 0..22u64 {
        let page = Activity { actor: Some("m1".into()), ..page(&format!("p{id}"), (id + 1) * DAY / 2) };
        town = town.saw(page);
    }
    let town = town.sizes(7, Kind::WikiPage, Band::S, 20 * DAY);
    let found = states(&town, Kind::WikiPage, 20 * DAY);
    assert_eq!(found[&State::Confirmed], 10, "30 of 3 each: {found:?}");
    let mut town = Town::new();
    for id in 0..60u64 {
        town.world
            .accounts
            .insert(Account::new(TOOL, format!("y{id}")), Link { member: number(100 + id), linked_at: 0 });
        town = town.saw(Activity { actor: Some(format!("y{id}")), ..page(&format!("p{id}"), DAY + id) });
    }
    let town = town.sizes(7, Kind::WikiPage, Band::S, 20 * DAY);
    assert_eq!(states(&town, Kind::WikiPage, 20 * DAY), [(State::Proposed, 10), (State::Confirmed, 50)].into());
    let next = town.sizes(7, Kind::WikiPage, Band::S, 31 * DAY);
    assert_eq!(states(&next, Kind::WikiPage, 31 * DAY)[&State::Confirmed], 50, "another epoch, another budget");
}

#[test]
fn the_same_work_in_two_tools_counts_once_when_it_is_marked() {
    let mut town = Town::new().saw(page("p1", DAY)).saw(act(A::DocPublished, "d1", "d1", "m1", DAY).source("drive"));
    town.world.accounts.insert(Account::new("drive", "m1"), Link { member: number(1), linked_at: 0 });
    let (wiki, drive) = (town.only(Kind::WikiPage, 9 * DAY), town.only(Kind::Document, 9 * DAY));
    town.world.duplicates.insert(drive.subject, wiki.subject);
    assert_eq!(seen(&town.only(Kind::Document, 9 * DAY)), (State::Duplicate, Some(0)));
    assert_eq!(town.only(Kind::WikiPage, 9 * DAY).state, State::Proposed);
}

#[test]
fn a_second_reviewer_is_drawn_whom_nobody_chose() {
    let mut town = Town::new();
    let eligible: std::collections::BTreeSet<MemberId> = (1..=9).map(number).collect();
    let subject = |at: u64| SubjectId::of(&["test", &at.to_string()]);
    let drawn: std::collections::BTreeSet<_> =
        (0..200).filter_map(|at| town.world.second_reviewer(subject(at), 0, &eligible)).collect();
    assert_eq!(drawn, eligible, "everybody's turn comes");
    let first = town.world.second_reviewer(subject(0), 0, &eligible);
    assert_eq!(town.world.second_reviewer(subject(0), 0, &eligible), first);
    let others = (0..50).filter(|seed| {
        town.world.seed = B256::with_last_byte(*seed);
        town.world.second_reviewer(subject(0), 0, &eligible) != first
    });
    assert!(others.count() > 20);
    let by_epoch: std::collections::BTreeSet<_> = (0..50)
        .filter_map(|epoch| {
            town.world.seeds.insert(epoch, B256::with_last_byte(epoch as u8));
            town.world.second_reviewer(subject(0), epoch, &eligible)
        })
        .collect();
    assert!(by_epoch.len() > 5, "each epoch draws with a seed of its own");
}

#[test]
fn every_step_is_told_in_both_languages_without_a_name() {
    let mut town = Town::new().saw(edit("e1", DAY)).saw(edit("e1", DAY)).saw(page("p", DAY));
    for at in 0..12 {
        town = town.saw(act(A::Thanks, &format!("t{at}"), "act", &format!("x{at}"), DAY).with("m2", Part::Subject));
    }
    for candidate in town.at(LATER) {
        for language in [Language::French, Language::English] {
            let told = candidate.decision.sentences(language);
            assert_eq!(told.len(), candidate.decision.steps.len() + 1);
            assert!(told.iter().all(|sentence| sentence.ends_with('.') && !sentence.contains("name of")), "{told:?}");
        }
        let data = serde_json::to_value(&candidate).unwrap();
        assert_eq!(data["decision"]["policy_version"], 1);
        assert_eq!(data["decision"]["policy_hash"], town.policy.hash().to_string());
    }
}

#[test]
fn why_an_edit_is_worth_two_reads_like_this() {
    let decision = Town::new().saw(edit("e1", DAY)).saw(edit("e1", DAY)).only(Kind::WikiEdit, LATER).decision;
    assert_eq!(
        decision.sentences(Language::French),
        [
            "Politique version 1, ligne « modification d'une page, conservée » (wiki_edit).",
            "Elle vaut 2 points.",
            "Reçue 2 fois de l'outil, comptée une fois.",
            "Confirmations par qui relit les modifications : 1 sur 1.",
            "Elle doit tenir jusqu'au 1970-01-09 00:00 UTC.",
        ]
    );
    assert_eq!(
        decision.sentences(Language::English),
        [
            "Policy version 1, line \"edit of a page that was kept\" (wiki_edit).",
            "It is worth 2 points.",
            "The tool delivered it 2 times; it counts once.",
            "Confirmations by a patroller: 1 of 1.",
            "It has to hold until 1970-01-09 00:00 UTC.",
        ]
    );
}

#[test]
fn the_presets_are_three_and_differ_where_they_should() {
    let [small, open, money] = PRESETS.map(|preset| preset.policy().unwrap());
    for policy in [&small, &open, &money] {
        assert_eq!(policy.lines().count(), Kind::all().count(), "the whole table");
    }
    let most = |policy: &Policy, kind| policy.line(kind).unwrap().confirm[0].count.clone();
    assert_eq!(
        (most(&small, Kind::Patch), most(&open, Kind::Patch), most(&money, Kind::Patch)),
        (vec![1], vec![1, 1, 2, 2], vec![2])
    );
    assert_eq!((small.chain.member_cap_bps, small.chain.lane_floor), (0, [30; 8]));
    assert_eq!((open.chain.cap[7], open.chain.cap[4], open.chain.cap[0]), (30, 60, 120));
    assert_eq!((money.chain.quorum, money.chain.lane_bps[7], money.review.second_pseudonymous), ([2; 8], 0, true));
    for policy in [&small, &open, &money] {
        let parts: u32 = policy.chain.lane_bps.iter().map(|bps| u32::from(*bps)).sum();
        assert_eq!(parts + u32::from(policy.chain.reserve_bps) + u32::from(policy.chain.equal_bps), 10_000);
        assert_eq!(policy.chain.vote_lanes & 1 << 7, 0, "thanks never make votes");
    }
}
