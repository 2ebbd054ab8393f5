//! What in the mirror is to be told, and whom it waits for.

use std::collections::BTreeSet;

use alloy::primitives::{Address, U256};
use palabre_contracts::{Electorate, MemberId, ProposalState, rules::Phase};
use palabre_indexer::store::{BallotFilter, MemberStatus, Page, Proposal, ProposalFilter, VoteToken};

use super::{Notice, Outcome};
use crate::{
    care::people,
    error::ApiError,
    http::{proposals::Proposal as Stands, scope::Scope, shares::Shares},
};

/// A fact is told when it is so old; seconds.
const SETTLED: u64 = 60;
/// A fact that is older is not told any more; seconds.
const STALE: u64 = 7 * 86_400;
/// Latest proposals that are looked at.
const LATEST: u32 = 200;
/// Ballots read at a time.
const CHUNK: u32 = 1_000;

/// The times of facts that are told now.
#[derive(Clone, Copy, Debug)]
struct Window {
    from: u64,
    to: u64,
}

impl Window {
    fn new(since: u64, now: u64) -> Self {
        Self { from: since.max(now.saturating_sub(STALE)), to: now.saturating_sub(SETTLED) }
    }

    fn has(self, time: u64) -> bool {
        (self.from..=self.to).contains(&time)
    }
}

/// Everything that may be told as of the mirrored block, whether it was told already or not. `since` is from when on this
/// community is told things, `closing` how many seconds before its end a vote is closing.
pub(super) async fn of(scope: &Scope, since: u64, closing: u64) -> Result<Vec<Notice>, ApiError> {
    let (store, slug) = (&scope.store, scope.slug());
    // Facts of the mirror are known up to its block, not up to our clock.
    let seen = scope.block.block_time;
    let window = Window::new(since, scope.now);
    let mut notices = Vec::new();
    for proposal in store.proposals(slug, ProposalFilter::default(), Page::newest(LATEST)).await? {
        notices.extend(opened(&proposal, window, scope.now));
        notices.extend(closing_soon(&proposal, since, closing, scope.now));
        notices.extend(ended(scope, &proposal, window, seen).await?);
    }
    for summary in store.epochs(slug, None, LATEST).await? {
        let ended_at = scope.calendar_of(summary.epoch).final_at(summary.epoch);
        if !window.has(ended_at) || scope.phase(summary.epoch) != Phase::Final || seen < ended_at {
            continue;
        }
        let epoch = summary.epoch;
        notices.push(Notice::EpochFinal { epoch, members: summary.members, items: summary.items });
        if store.pools(slug, Some(epoch)).await?.iter().any(|pool| pool.funded > U256::ZERO && !pool.swept) {
            notices.push(Notice::ShareReady { epoch });
        }
    }
    let charters = store.charters(slug).await?;
    // The first version is no news: everybody accepted it by joining.
    let new = charters.iter().rev().take(1).filter(|row| row.version > 1 && window.has(row.published_at));
    notices.extend(new.map(|row| Notice::Charter { version: row.version }));
    Ok(notices)
}

fn opened(proposal: &Proposal, window: Window, now: u64) -> Option<Notice> {
    let open = proposal.canceled_at.is_none() && proposal.vote_end > now;
    (open && window.has(proposal.created_at)).then(|| Notice::Opened {
        house: proposal.house,
        id: proposal.proposal_id,
        title: proposal.title.clone(),
        from: proposal.vote_start,
        until: proposal.vote_end,
    })
}

/// A short vote is closing in its second half at the earliest.
fn closing_soon(proposal: &Proposal, since: u64, closing: u64, now: u64) -> Option<Notice> {
    let before = closing.min(proposal.vote_end.saturating_sub(proposal.vote_start) / 2);
    let from = proposal.vote_end.saturating_sub(before);
    let open = proposal.canceled_at.is_none() && proposal.vote_start < now;
    (open && proposal.vote_end > since && (from..proposal.vote_end).contains(&now)).then(|| Notice::Closing {
        house: proposal.house,
        id: proposal.proposal_id,
        title: proposal.title.clone(),
        until: proposal.vote_end,
    })
}

/// The result, once no ballot can come any more: the mirror has seen a block after the end.
async fn ended(scope: &Scope, proposal: &Proposal, window: Window, seen: u64) -> Result<Option<Notice>, ApiError> {
    let over_at = proposal.canceled_at.unwrap_or(proposal.vote_end);
    if !window.has(over_at) || seen <= over_at {
        return Ok(None);
    }
    let state = Stands::new(scope, proposal).await?.state;
    let outcome = if state == ProposalState::Canceled.as_str() {
        Outcome::Withdrawn
    } else if state == ProposalState::Defeated.as_str() {
        Outcome::Rejected
    } else {
        Outcome::Adopted
    };
    let cast = proposal.votes_for.saturating_add(proposal.votes_against);
    let percent = proposal.votes_for.saturating_mul(U256::from(100)).checked_div(cast).unwrap_or_default();
    Ok(Some(Notice::Ended {
        house: proposal.house,
        id: proposal.proposal_id,
        title: proposal.title.clone(),
        outcome,
        percent: percent.saturating_to(),
        ballots: proposal.ballots,
    }))
}

/// The members whom a notice waits for.
pub(super) async fn waits_for(scope: &Scope, notice: &Notice) -> Result<BTreeSet<MemberId>, ApiError> {
    match notice {
        Notice::Closing { house, id, .. } => may_still_vote(scope, *house, U256::from_be_bytes(id.0)).await,
        Notice::ShareReady { epoch } => have_a_share(scope, *epoch).await,
        Notice::Charter { version } => {
            let members = people::members(&scope.store, scope.slug()).await?;
            let old = members.into_values().filter(|member| member.charter_version < *version);
            Ok(old.filter(|member| member.status == MemberStatus::Active).map(|member| member.member_id).collect())
        }
        Notice::Opened { .. } | Notice::Ended { .. } | Notice::EpochFinal { .. } => Ok(BTreeSet::new()),
    }
}

/// Who can cast votes, own or lent, and has not. Who lent theirs to somebody else is not asked.
async fn may_still_vote(scope: &Scope, house: Electorate, id: U256) -> Result<BTreeSet<MemberId>, ApiError> {
    let (store, slug) = (&scope.store, scope.slug());
    let powers = store.delegates(slug, VoteToken::from(house), u32::MAX).await?;
    let can: BTreeSet<Address> =
        powers.into_iter().filter(|power| power.votes > U256::ZERO).map(|power| power.wallet).collect();
    let mut voted: BTreeSet<Address> = BTreeSet::new();
    let filter = BallotFilter { house: Some(house), proposal: Some(id), ..BallotFilter::default() };
    let mut page = Page::first(CHUNK);
    loop {
        let rows = store.ballots(slug, filter, page).await?;
        let more = rows.len() == CHUNK as usize;
        page.after = rows.last().map(|row| row.place());
        voted.extend(rows.into_iter().map(|row| row.voter));
        if !more {
            break;
        }
    }
    let members = people::members(store, slug).await?;
    let start = store.proposal(slug, house, id).await?.map_or(0, |proposal| proposal.vote_start);
    // Votes count as of the snapshot: who joined later has none in this vote.
    let in_time = |since: Option<u64>| house == Electorate::Contributors || since.is_some_and(|at| at <= start);
    let asked = members.into_values().filter(|member| {
        let may = member.status == MemberStatus::Active && in_time(member.unit_since);
        may && can.contains(&member.wallet) && !voted.contains(&member.wallet)
    });
    Ok(asked.map(|member| member.member_id).collect())
}

/// Who has a share of an epoch that was not paid.
async fn have_a_share(scope: &Scope, epoch: u32) -> Result<BTreeSet<MemberId>, ApiError> {
    let mut waiting = BTreeSet::new();
    for pool in scope.store.pools(scope.slug(), Some(epoch)).await? {
        if pool.swept {
            continue;
        }
        let shares = Shares::load(scope, epoch, pool.token).await?;
        let open = shares.items.iter().filter(|share| share.share != "0" && share.paid.is_none());
        waiting.extend(open.filter_map(|share| MemberId::new(share.member).ok()));
    }
    Ok(waiting)
}
