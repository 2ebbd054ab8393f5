//! What time and rules permit and anybody may ask for. No signature: the contract's own rules are the limit, a quota
//! bounds the cost, and calls that would change nothing are refused here.

use alloy::{
    primitives::{Address, aliases::U40},
    sol_types::SolCall,
};
use palabre_contracts::{
    Community,
    bindings::{
        challenges::Challenges::closeCall,
        house::House::{execute_1Call, queue_1Call},
        membership::Membership::{activateCall, bindCharterCall, followDelegateCall, openCall},
        reputation::Reputation::{mintCall, nextEpochCall, settleCall, settledThroughCall},
        safeguards::Safeguards::executeRecoveryCall,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{House, governance::votes_contract};
use crate::relay::{
    Relay,
    accept::Submitted,
    action::Action,
    check::MAX_SETTLED,
    error::{Refusal, RelayError},
    message::{Uint40, Uint256},
    sentence::Votes,
};

/// A proposal of a house.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalRequest {
    /// Its house.
    #[serde(default)]
    pub house: House,
    /// Its number.
    pub proposal_id: Uint256,
}

/// A member whose voting unit may be due.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivateRequest {
    /// Number of the member.
    pub member_id: Uint40,
    /// A final epoch in which the member was active; does not matter for members who were invited.
    #[serde(default)]
    pub epoch: u32,
}

/// Members whose reputation may be pending.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleRequest {
    /// Numbers of the members, at most 100.
    pub member_ids: Vec<Uint40>,
}

/// Somebody whose delegate may be none any more.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegateRequest {
    /// Whose votes.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Which votes.
    #[serde(default)]
    pub votes: Votes,
}

/// A member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberRequest {
    /// Number of the member.
    pub member_id: Uint40,
}

/// A challenge.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    /// Its number.
    pub challenge_id: Uint256,
}

impl Relay {
    /// Returns votes to their owner when their delegate is none any more.
    pub async fn follow_delegate(
        &self,
        community: &Community,
        given: DelegateRequest,
    ) -> Result<Submitted, RelayError> {
        let contract = votes_contract(community, given.votes);
        let call = followDelegateCall { account: given.wallet };
        self.upkeep(community, Action::FollowDelegate, contract, call.abi_encode()).await
    }

    /// Puts the newest charter in force, once enough members accepted it.
    pub async fn bind_charter(&self, community: &Community) -> Result<Submitted, RelayError> {
        let call = bindCharterCall {}.abi_encode();
        self.upkeep(community, Action::BindCharter, community.contracts.membership, call).await
    }

    /// Moves a membership to its new wallet, once the wait is over.
    pub async fn execute_recovery(&self, community: &Community, given: MemberRequest) -> Result<Submitted, RelayError> {
        let call = executeRecoveryCall { memberId: given.member_id.into() }.abi_encode();
        self.upkeep(community, Action::ExecuteRecovery, community.contracts.safeguards, call).await
    }

    /// Closes a challenge that nobody decided in time.
    pub async fn close_challenge(
        &self,
        community: &Community,
        given: ChallengeRequest,
    ) -> Result<Submitted, RelayError> {
        let call = closeCall { challengeId: given.challenge_id.into() }.abi_encode();
        self.upkeep(community, Action::CloseChallenge, community.contracts.challenges, call).await
    }

    /// Ends the founding.
    pub async fn open_community(&self, community: &Community) -> Result<Submitted, RelayError> {
        self.upkeep(community, Action::Open, community.contracts.membership, openCall {}.abi_encode()).await
    }

    /// Puts a proposal that passed into its timelock.
    pub async fn queue_proposal(&self, community: &Community, given: ProposalRequest) -> Result<Submitted, RelayError> {
        let call = queue_1Call { proposalId: given.proposal_id.into() };
        let house = community.contracts.house(given.house.into());
        self.upkeep(community, Action::Queue, house, call.abi_encode()).await
    }

    /// Executes a proposal whose time has come.
    pub async fn execute_proposal(
        &self,
        community: &Community,
        given: ProposalRequest,
    ) -> Result<Submitted, RelayError> {
        let call = execute_1Call { proposalId: given.proposal_id.into() };
        let house = community.contracts.house(given.house.into());
        self.upkeep(community, Action::Execute, house, call.abi_encode()).await
    }

    /// Gives a member the voting unit that the rules permit.
    pub async fn activate(&self, community: &Community, given: ActivateRequest) -> Result<Submitted, RelayError> {
        let call = activateCall { memberId: given.member_id.into(), epoch: given.epoch };
        self.upkeep(community, Action::Activate, community.contracts.membership, call.abi_encode()).await
    }

    /// Mints the reputation of the next final epoch.
    pub async fn mint_reputation(&self, community: &Community) -> Result<Submitted, RelayError> {
        self.upkeep(community, Action::MintReputation, community.contracts.reputation, mintCall {}.abi_encode()).await
    }

    /// Moves pending reputation to members. Those with nothing pending are left out.
    pub async fn settle(&self, community: &Community, given: SettleRequest) -> Result<Submitted, RelayError> {
        let reputation = community.contracts.reputation;
        if given.member_ids.len() > MAX_SETTLED {
            return Err(Refusal::malformed(
                format!("{} members at once", given.member_ids.len()),
                format!("Settle at most {MAX_SETTLED} members at a time."),
            )
            .into());
        }
        let mut wanted: Vec<U40> = given.member_ids.into_iter().map(Into::into).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let minted = self.0.chain.ask(reputation, nextEpochCall {}).await?;
        let mut pending = Vec::with_capacity(wanted.len());
        for member in wanted {
            if self.0.chain.ask(reputation, settledThroughCall { memberId: member }).await? < minted {
                pending.push(member);
            }
        }
        if pending.is_empty() {
            return Err(Refusal::stale(
                "nothing_to_settle",
                "all reputation that was minted is settled for these members",
                "Nothing to do; mint the next final epoch first: POST .../relay/mint-reputation.",
            )
            .into());
        }
        self.upkeep(community, Action::Settle, reputation, settleCall { memberIds: pending }.abi_encode()).await
    }
}
