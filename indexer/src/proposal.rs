//! Where a proposal stands at a time, by the rules of the Governor. Pure.

use alloy::primitives::U256;
use palabre_contracts::ProposalState;

use crate::store::Proposal;

/// The state that `Governor.state` gives at `now`.
///
/// `quorum` is that of the snapshot ([`Store::quorum_at`](crate::Store::quorum_at)) and `heads` the least number of
/// voters that the house needs, at most the votes there were. The Governor compares block times: pass the time of the block the answer is for.
pub fn state_at(proposal: &Proposal, quorum: U256, heads: u32, now: u64) -> ProposalState {
    if proposal.executed_at.is_some() {
        ProposalState::Executed
    } else if proposal.canceled_at.is_some() {
        ProposalState::Canceled
    } else if proposal.vote_start >= now {
        ProposalState::Pending
    } else if proposal.vote_end >= now {
        ProposalState::Active
    } else if !succeeded(proposal, quorum, heads) {
        ProposalState::Defeated
    } else if proposal.queued_at.is_some() {
        ProposalState::Queued
    } else {
        ProposalState::Succeeded
    }
}

/// Whether the ballots so far make a majority, a quorum and enough heads.
pub fn succeeded(proposal: &Proposal, quorum: U256, heads: u32) -> bool {
    let counted = proposal.votes_for.saturating_add(proposal.votes_abstain);
    proposal.votes_for > proposal.votes_against && counted >= quorum && proposal.heads >= u64::from(heads)
}

#[cfg(test)]
mod tests {
    use alloy::primitives::{Address, B256};
    use palabre_contracts::Electorate;

    use super::*;

    fn proposal() -> Proposal {
        Proposal {
            house: Electorate::Members,
            proposal_id: B256::ZERO,
            operation_id: B256::ZERO,
            proposer: Address::ZERO,
            member_id: None,
            targets: vec![],
            call_values: vec![],
            calldatas: vec![],
            title: String::new(),
            description: String::new(),
            vote_start: 100,
            vote_end: 200,
            created_at: 90,
            extended_at: None,
            canceled_at: None,
            queued_at: None,
            eta: None,
            executed_at: None,
            votes_against: U256::ONE,
            votes_for: U256::from(2),
            votes_abstain: U256::ONE,
            ballots: 4,
            heads: 3,
            tx_hash: B256::ZERO,
            block_number: 1,
            log_index: 0,
        }
    }

    fn check(change: impl FnOnce(&mut Proposal), now: u64, expected: ProposalState) {
        let mut proposal = proposal();
        change(&mut proposal);
        assert_eq!(state_at(&proposal, U256::from(3), 3, now), expected);
    }

    #[test]
    fn voting_begins_after_its_start_and_includes_its_end() {
        check(|_| (), 100, ProposalState::Pending);
        check(|_| (), 101, ProposalState::Active);
        check(|_| (), 200, ProposalState::Active);
        check(|_| (), 201, ProposalState::Succeeded);
    }

    #[test]
    fn a_decision_needs_majority_quorum_and_heads() {
        check(|proposal| proposal.votes_against = U256::from(2), 201, ProposalState::Defeated);
        check(|proposal| proposal.votes_abstain = U256::ZERO, 201, ProposalState::Defeated);
        check(|proposal| proposal.heads = 2, 201, ProposalState::Defeated);
    }

    #[test]
    fn what_was_done_wins_over_what_time_says() {
        check(|proposal| proposal.queued_at = Some(250), 300, ProposalState::Queued);
        check(|proposal| proposal.canceled_at = Some(150), 150, ProposalState::Canceled);
        check(|proposal| proposal.executed_at = Some(300), 300, ProposalState::Executed);
    }
}
