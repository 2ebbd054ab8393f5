//! Whatever the order, the chunks and the repetitions in which activities arrive, the candidates are the same; and what
//! happens later changes only what it is about.

use proptest::{prelude::*, sample::Index};

use super::*;

const KINDS: [ActivityKind; 18] = [
    ActivityKind::PageCreated,
    ActivityKind::PageEdited,
    ActivityKind::PageReverted,
    ActivityKind::PageDeleted,
    ActivityKind::PageRestored,
    ActivityKind::PagePatrolled,
    ActivityKind::PageRaised,
    ActivityKind::Question,
    ActivityKind::Answer,
    ActivityKind::AnswerAccepted,
    ActivityKind::Vote,
    ActivityKind::Thanks,
    ActivityKind::HelpSolved,
    ActivityKind::Delete,
    ActivityKind::PrOpened,
    ActivityKind::PrMerged,
    ActivityKind::ReviewApproved,
    ActivityKind::ObjectsClassified,
];

const UNDOING: [ActivityKind; 4] =
    [ActivityKind::PageReverted, ActivityKind::PageDeleted, ActivityKind::PageRestored, ActivityKind::Delete];

fn activity(number: usize) -> impl Strategy<Value = Activity> {
    let words = (any::<Index>(), 0..4u8, 0..6u8, 0..6u8, 0..40u64, any::<Option<Index>>(), -200..400i64);
    words.prop_map(move |(kind, object, actor, other, hours, target, size)| {
        let mut act = act(
            *kind.get(&KINDS),
            &format!("e{number}"),
            &format!("o{object}"),
            &format!("m{}", actor + 1),
            DAY + hours * 2 * HOUR,
        )
        .size(size)
        .with(&format!("m{}", other + 1), Part::Subject);
        if let (Some(target), true) = (target, number > 0) {
            let target = format!("e{}", target.index(number));
            act = if act.kind == ActivityKind::PagePatrolled { act.parent(&target) } else { act.supersedes(&target) };
        }
        act
    })
}

fn activities(most: usize) -> impl Strategy<Value = Vec<Activity>> {
    (1..most).prop_flat_map(|count| (0..count).map(activity).collect::<Vec<_>>())
}

/// The town with a word of reviewers on everything.
fn reviewed(acts: Vec<Activity>) -> Town {
    let mut town = Town::new();
    town.acts = acts;
    let subjects: std::collections::BTreeSet<SubjectId> =
        town.at(LATER).into_iter().map(|candidate| candidate.subject).collect();
    for (at, subject) in subjects.into_iter().enumerate() {
        let verdict = if at % 5 == 4 { Verdict::Refuse } else { Verdict::Confirm(Some(Band::M)) };
        let by = if at % 2 == 0 { number(7) } else { number(8) };
        town.world.reviews.push(Review { subject, by, at: 12 * DAY + at as u64, verdict });
    }
    town
}

proptest! {
    #[test]
    fn the_order_and_repetition_of_deliveries_make_no_difference(
        acts in activities(60), order in proptest::collection::vec(any::<u64>(), 60), twice in any::<[Index; 5]>(),
        now in 1u64..60
    ) {
        let town = reviewed(acts.clone());
        let mut shuffled: Vec<(u64, Activity)> = order.iter().copied().zip(acts.clone()).collect();
        for (at, index) in twice.iter().enumerate() {
            shuffled.push((order[at], index.get(&acts).clone()));
        }
        shuffled.sort_by_key(|(place, _)| *place);
        let delivered: Vec<Activity> = shuffled.into_iter().map(|(_, act)| act).collect();
        let mut reviews = town.world.clone();
        reviews.reviews.reverse();
        let told = |candidates: Vec<Candidate>| -> Vec<Candidate> {
            // How often something was delivered is told, and is all that may differ.
            candidates.into_iter().map(|mut candidate| {
                candidate.decision.steps.retain(|step| !matches!(step, Step::Delivered { .. }));
                candidate
            }).collect()
        };
        let (one, other) = (town.at(now * DAY), decide(&town.policy, &delivered, &reviews, now * DAY));
        prop_assert_eq!(told(one), told(other));
    }

    #[test]
    fn asking_in_between_changes_nothing(acts in activities(50), cut: Index) {
        let town = reviewed(acts.clone());
        let cut = cut.index(acts.len());
        // Each chunk as it comes, then everything: nothing is remembered from one call to the next.
        for chunk in [&acts[..cut], &acts[cut..]] {
            decide(&town.policy, chunk, &town.world, 5 * DAY);
        }
        let mut joined = acts[cut..].to_vec();
        joined.extend_from_slice(&acts[..cut]);
        prop_assert_eq!(town.at(LATER), decide(&town.policy, &joined, &town.world, LATER));
    }

    #[test]
    fn a_late_revert_changes_only_what_it_names(acts in activities(50), target: Index) {
        let town = reviewed(acts.clone());
        let reverted = target.get(&acts);
        // What undoes something else gives it back when it is undone itself: another story.
        prop_assume!(reverted.supersedes.is_none() && !UNDOING.contains(&reverted.kind));
        let at = 31 * DAY;
        let undo = act(ActivityKind::Delete, "late", "nothing", "m9", at).supersedes(&reverted.external_id);
        let before = decide(&town.policy, &acts, &town.world, at);
        let mut after = acts.clone();
        after.push(undo);
        let after = decide(&town.policy, &after, &town.world, at);
        let about = |candidate: &Candidate| {
            candidate.acts.iter().any(|one| acts.iter().any(|act| {
                act.external_id == one.external_id && (act.object == reverted.object || act.external_id == reverted.external_id)
            }))
        };
        // Work on other objects stays as it was. What holds no act (all were ignored) does not tell what it is about.
        for candidate in before.iter().filter(|candidate| !candidate.acts.is_empty() && !about(candidate)) {
            let now = after.iter().find(|one| one.id == candidate.id);
            prop_assert_eq!(now.map(seen), Some(seen(candidate)), "{:#?}", candidate);
        }
    }

    #[test]
    fn nobody_has_more_than_the_caps_and_shares_are_exact(acts in activities(80)) {
        let town = reviewed(acts);
        let mut days = std::collections::BTreeMap::<(Kind, MemberId, u64), u32>::new();
        let mut sums = std::collections::BTreeMap::<SubjectId, (Kind, u32)>::new();
        for candidate in town.at(LATER) {
            if !matches!(candidate.state, State::Confirmed) {
                continue;
            }
            let member = candidate.member.expect("all are linked");
            *days.entry((candidate.kind, member, candidate.occurred_at / DAY)).or_default() += 1;
            sums.entry(candidate.subject).or_insert((candidate.kind, 0)).1 += candidate.points.expect("confirmed");
        }
        for ((kind, ..), count) in days {
            let most = town.policy.line(kind).and_then(|line| line.caps.per_day);
            prop_assert!(most.is_none_or(|most| count <= most), "{} {count}", kind.name());
        }
        for (kind, points) in sums.into_values() {
            let most = town.policy.line(kind).map_or(0, |line| line.worth.most());
            prop_assert!(points <= most);
        }
    }
}
