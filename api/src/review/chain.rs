//! What the contracts themselves show: proposals that reached their quorum, challenges that were upheld. Accounts of this
//! source are member numbers.

use palabre_contracts::MemberId;
use palabre_indexer::store::{ChallengeFilter, ChallengeStatus, Order, Page, Proposal, ProposalFilter};

use crate::{
    activity::{Activity, ActivityKind, ReviewState},
    error::ApiError,
    http::scope::Scope,
    policy::CHAIN,
};

/// Rows read at a time.
const CHUNK: u32 = 1000;

/// What the mirror shows as of its block.
pub(super) async fn activities(scope: &Scope) -> Result<Vec<Activity>, ApiError> {
    let mut found = Vec::new();
    for proposal in proposals(scope).await? {
        let Some(member) = proposal.member_id else { continue };
        let over = proposal.vote_end < scope.now && proposal.canceled_at.is_none();
        let counted = proposal.votes_for.saturating_add(proposal.votes_abstain);
        if !over || counted.is_zero() {
            continue;
        }
        let quorum = scope.store.quorum_at(scope.slug(), proposal.house, proposal.vote_start).await?;
        if quorum.is_some_and(|quorum| counted >= quorum) {
            let id = format!("proposal:{}:{}", proposal.house, proposal.proposal_id);
            found.push(activity(ActivityKind::ProposalQuorate, id, member, proposal.vote_end, proposal.tx_hash));
        }
    }
    found.extend(upheld(scope).await?);
    Ok(found)
}

async fn proposals(scope: &Scope) -> Result<Vec<Proposal>, ApiError> {
    let mut all: Vec<Proposal> = Vec::new();
    loop {
        let after = all.last().map(Proposal::place);
        let page = Page { after, limit: CHUNK, order: Order::Oldest };
        let rows = scope.store.proposals(scope.slug(), ProposalFilter::default(), page).await?;
        let done = rows.len() < CHUNK as usize;
        all.extend(rows);
        if done {
            return Ok(all);
        }
    }
}

async fn upheld(scope: &Scope) -> Result<Vec<Activity>, ApiError> {
    let filter = ChallengeFilter { status: Some(ChallengeStatus::Upheld), ..ChallengeFilter::default() };
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let page = Page { after, limit: CHUNK, order: Order::Oldest };
        let rows = scope.store.challenges(scope.slug(), filter, page).await?;
        after = rows.last().map(|row| row.place());
        for row in &rows {
            let at = row.closed_at.unwrap_or(row.challenged_at);
            let id = format!("challenge:{}", row.challenge_id);
            found.push(activity(ActivityKind::ChallengeUpheld, id, row.challenger, at, row.tx_hash));
        }
        if rows.len() < CHUNK as usize {
            return Ok(found);
        }
    }
}

fn activity(kind: ActivityKind, id: String, member: MemberId, at: u64, tx_hash: alloy::primitives::B256) -> Activity {
    Activity {
        source: CHAIN.to_owned(),
        external_id: id.clone(),
        kind,
        object: id,
        parent: None,
        actor: Some(member.get().to_string()),
        actor_name: None,
        others: Vec::new(),
        occurred_at: at,
        received_at: at,
        size: 0,
        review_state: ReviewState::Unreviewed,
        supersedes: None,
        raw_hash: tx_hash,
    }
}
