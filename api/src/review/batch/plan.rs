//! What a reviewer is asked to sign next. Pure.
//!
//! A batch holds contributions of one tool and one epoch that the same reviewers can sign, without those of whoever signs:
//! the ledger counts no approval of one's own work. So whoever is asked can finish it with the others who are asked.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::{
    Item, Lane, MemberId, Roles,
    rules::{Calendar, LedgerRules, Phase},
};

use crate::{policy::Candidate, review::view::View};

/// Candidates that can be signed together.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The epoch that they are recorded in.
    pub epoch: u32,
    /// Their tool.
    pub source: &'a str,
    /// Approvals that the slowest lane needs.
    pub quorum: u8,
    /// Everybody who can sign it.
    pub signers: BTreeSet<MemberId>,
    /// At most [`Item::MAX_PER_BATCH`], oldest first.
    pub candidates: Vec<&'a Candidate>,
}

/// The epoch in which work of an epoch can still be recorded: its own while that takes batches, else the open one.
pub fn epoch_for(calendar: &Calendar, of_work: u32, now: u64) -> u32 {
    match calendar.phase_at(of_work, now) {
        Phase::Open | Phase::Grace => of_work,
        _ => calendar.epoch_at(now),
    }
}

/// What a member can sign now, most first.
pub fn plans<'a>(view: &'a View, signer: MemberId, rules: impl Fn(u32) -> LedgerRules) -> Vec<Plan<'a>> {
    let mut plans: BTreeMap<(u32, &str, BTreeSet<MemberId>), Plan<'a>> = BTreeMap::new();
    let mut reviewers: BTreeMap<Lane, BTreeSet<MemberId>> = BTreeMap::new();
    for candidate in &view.candidates {
        if view.waiting.contains_key(&candidate.id) || !view.is_ready(candidate) {
            continue;
        }
        let epoch = epoch_for(&view.world.calendar, candidate.epoch, view.now);
        let quorum = rules(epoch).quorum[usize::from(candidate.lane.index())];
        let all = reviewers.entry(candidate.lane).or_insert_with(|| reviewers_of(view, candidate.lane));
        let signers: BTreeSet<MemberId> =
            all.iter().copied().filter(|member| Some(*member) != candidate.member).collect();
        // Lanes without a quorum are confirmed by the service's own key.
        if quorum == 0 || !signers.contains(&signer) {
            continue;
        }
        // One signature is enough: whoever gives it needs nobody else.
        let signers = if quorum == 1 { BTreeSet::from([signer]) } else { signers };
        let source = candidate.account.source.as_str();
        let plan = plans.entry((epoch, source, signers.clone())).or_insert_with(|| Plan {
            epoch,
            source,
            quorum,
            signers,
            candidates: Vec::new(),
        });
        plan.quorum = plan.quorum.max(quorum);
        if plan.candidates.len() < Item::MAX_PER_BATCH {
            plan.candidates.push(candidate);
        }
    }
    let mut plans: Vec<_> = plans.into_values().filter(|plan| plan.signers.len() >= usize::from(plan.quorum)).collect();
    plans.sort_by_key(|plan| (std::cmp::Reverse(plan.candidates.len()), plan.epoch, plan.source));
    plans
}

/// Members who review a lane now.
pub fn reviewers_of(view: &View, lane: Lane) -> BTreeSet<MemberId> {
    let members = view.world.members.iter();
    let reviews = members.filter(|(_, standing)| standing.roles.holds(Roles::reviewer(lane)));
    reviews.map(|(member, _)| *member).collect()
}

/// What a batch that was drafted holds that does not count any more as it was drafted; nothing while all of it does.
pub fn outdated(view: &View, entries: &[(crate::policy::CandidateId, MemberId, Lane, u32)]) -> Vec<String> {
    let mut why = Vec::new();
    for (id, member, lane, points) in entries {
        let says = match view.candidate(*id) {
            None => Some("is not known any more".to_owned()),
            Some(now) if now.recorded.is_some() => Some("was recorded already".to_owned()),
            Some(now) if !view.is_ready(now) => Some(format!("is {} now", now.state.name())),
            Some(now) if now.member != Some(*member) => Some("belongs to another member now".to_owned()),
            Some(now) if (now.lane, now.points) != (*lane, Some(*points)) => {
                Some(format!("is worth {} points in lane {} now", now.points.unwrap_or(0), now.lane))
            }
            Some(_) => None,
        };
        why.extend(says.map(|says| format!("contribution {} {says}", id.0)));
    }
    why
}
