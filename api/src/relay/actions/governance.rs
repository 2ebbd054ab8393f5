//! Voting, and lending one's votes.

use alloy::{
    primitives::{Address, Bytes, U256},
    sol_types::SolCall,
};
use palabre_contracts::{
    Community, Electorate, ProposalState, Support,
    bindings::{
        house::House::{
            castVoteBySigCall, castVoteWithReasonAndParamsBySigCall, getVotesCall, hasVotedCall, proposalDeadlineCall,
            proposalSnapshotCall,
        },
        membership::Membership::delegateBySig_1Call,
    },
    typed_data::{Ballot, Delegation, ExtendedBallot},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Claimed, Envelope, House, finish};
use crate::relay::{
    Relay,
    accept::{Order, Submitted},
    action::Action,
    check,
    error::{Refusal, RelayError},
    message::{BallotMessage, DelegationMessage, ExtendedBallotMessage, Uint256, VoteMessage},
    prepared::{Draft, Prepared},
    refusals::already_voted,
    sentence::{Voice, Votes},
};

/// How a ballot counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SupportName {
    /// Against.
    Against,
    /// For.
    For,
    /// Counts for the quorum only.
    Abstain,
}

impl From<SupportName> for Support {
    fn from(name: SupportName) -> Self {
        match name {
            SupportName::Against => Self::Against,
            SupportName::For => Self::For,
            SupportName::Abstain => Self::Abstain,
        }
    }
}

/// Somebody wants to vote.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// The house that decides.
    #[serde(default)]
    pub house: House,
    /// Number of the proposal.
    pub proposal_id: Uint256,
    /// The vote.
    pub support: SupportName,
    /// Why; public for ever. At most 2,000 bytes.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Somebody votes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteSubmission {
    /// What was signed.
    pub message: VoteMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
    /// The house that decides.
    #[serde(default)]
    pub house: House,
}

/// Somebody wants to lend votes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegateInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Who shall vote; the wallet itself to take votes back.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub delegatee: Address,
    /// Which votes.
    #[serde(default)]
    pub votes: Votes,
}

/// Somebody lends votes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DelegateSubmission {
    /// What was signed.
    pub message: DelegationMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
    /// Which votes.
    #[serde(default)]
    pub votes: Votes,
}

/// What both kinds of ballot say.
#[derive(Clone, Copy)]
struct Choice {
    proposal: U256,
    support: u8,
    voter: Address,
    nonce: U256,
}

impl Relay {
    /// Writes what a voter signs.
    pub async fn prepare_vote(&self, community: &Community, input: VoteInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let VoteInput { wallet, house, proposal_id: Uint256(proposal), support, reason } = input;
        let reason = reason.filter(|reason| !reason.is_empty());
        let (electorate, extra) = (Electorate::from(house), json!({ "house": house }));
        let contract = community.contracts.house(electorate);
        check::reason(reason.as_deref().unwrap_or_default())?;
        self.check_voter(contract, proposal, wallet).await?;
        let nonce = self.0.chain.nonce(contract, wallet, proposal).await?;
        let deadline = self.0.chain.ask(contract, proposalDeadlineCall { proposalId: proposal }).await?;
        let support = Support::from(support);
        let sentence = Voice { community }.vote(electorate, proposal, support, reason.as_deref());
        let (domain, deadline) = (community.house_domain(electorate), Some(deadline.saturating_to()));
        let (kind, path, support) = ("vote", "vote/submit".to_owned(), support.number());
        match reason {
            None => {
                let typed = Ballot { proposalId: proposal, support, voter: wallet, nonce };
                let draft = Draft { community, kind, path, typed: &typed, domain, sentence, deadline };
                finish(draft, wallet, &BallotMessage::from(typed.clone()), extra)
            }
            Some(reason) => {
                let typed = ExtendedBallot {
                    proposalId: proposal,
                    support,
                    voter: wallet,
                    nonce,
                    reason,
                    params: Bytes::new(),
                };
                let draft = Draft { community, kind, path, typed: &typed, domain, sentence, deadline };
                finish(draft, wallet, &ExtendedBallotMessage::from(typed.clone()), extra)
            }
        }
    }

    /// Takes a voter's signature.
    pub async fn submit_vote(&self, community: &Community, given: VoteSubmission) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let house = Electorate::from(given.house);
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let domain = community.house_domain(house);
        match given.message {
            VoteMessage::Plain(message) => {
                let typed = Ballot::from(message);
                let choice = Choice {
                    proposal: typed.proposalId,
                    support: typed.support,
                    voter: typed.voter,
                    nonce: typed.nonce,
                };
                let claimed = Claimed { typed: &typed, domain, envelope: &envelope };
                self.cast(community, house, claimed, choice, |signature| {
                    let Choice { proposal, support, voter, .. } = choice;
                    castVoteBySigCall { proposalId: proposal, support, voter, signature }.abi_encode()
                })
                .await
            }
            VoteMessage::WithReason(message) => {
                let typed = ExtendedBallot::from(message);
                check::reason(&typed.reason)?;
                if !typed.params.is_empty() {
                    return Err(Refusal::malformed("a ballot has no params here", "Leave params at 0x.").into());
                }
                let choice = Choice {
                    proposal: typed.proposalId,
                    support: typed.support,
                    voter: typed.voter,
                    nonce: typed.nonce,
                };
                let claimed = Claimed { typed: &typed, domain, envelope: &envelope };
                self.cast(community, house, claimed, choice, |signature| {
                    castVoteWithReasonAndParamsBySigCall {
                        proposalId: choice.proposal,
                        support: choice.support,
                        voter: choice.voter,
                        reason: typed.reason.clone(),
                        params: Bytes::new(),
                        signature,
                    }
                    .abi_encode()
                })
                .await
            }
        }
    }

    async fn cast<T: alloy::sol_types::SolStruct>(
        &self,
        community: &Community,
        house: Electorate,
        claimed: Claimed<'_, T>,
        choice: Choice,
        calldata: impl FnOnce(Bytes) -> Vec<u8>,
    ) -> Result<Submitted, RelayError> {
        let contract = community.contracts.house(house);
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        let Choice { proposal, support, voter, nonce } = choice;
        check::same_signer(claimed.envelope.signer, voter)?;
        check::support(support)?;
        let signature = self.verified(&claimed).await?;
        self.check_voter(contract, proposal, voter).await?;
        self.check_nonce(contract, voter, proposal, nonce).await?;
        let order = Order {
            action: Action::Vote,
            digest: claimed.digest(),
            signer: voter,
            slot: format!("vote:{proposal:x}"),
            contract,
            calldata: calldata(signature),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    /// The vote is open, and this wallet's ballot would be its first and count for something.
    async fn check_voter(&self, house: Address, proposal: U256, voter: Address) -> Result<(), RelayError> {
        let chain = &self.0.chain;
        chain.expect_state(house, proposal, ProposalState::Active).await?;
        if chain.ask(house, hasVotedCall { proposalId: proposal, account: voter }).await? {
            return Err(already_voted().into());
        }
        let snapshot = chain.ask(house, proposalSnapshotCall { proposalId: proposal }).await?;
        if chain.ask(house, getVotesCall { account: voter, timepoint: snapshot }).await?.is_zero() {
            return Err(Refusal::unmet(
                "no_votes",
                "this wallet had no votes when the vote began: none of its own, or it had lent them",
                "Whoever held your votes at that moment decides with them; yours count again in the next vote.",
            )
            .into());
        }
        Ok(())
    }

    /// Writes what somebody signs to lend votes.
    pub async fn prepare_delegate(&self, community: &Community, input: DelegateInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let DelegateInput { wallet, delegatee, votes } = input;
        let contract = votes_contract(community, votes);
        self.0.chain.actor(community, wallet).await?;
        let deadline = self.next_deadline().await?;
        let nonce = self.0.chain.nonce(contract, wallet, U256::ZERO).await?;
        let typed = Delegation { delegatee, nonce, expiry: U256::from(deadline) };
        let draft = Draft {
            community,
            kind: "delegate",
            path: "delegate/submit".to_owned(),
            typed: &typed,
            domain: community.domain(contract),
            sentence: Voice { community }.delegate(wallet, votes, &typed),
            deadline: Some(deadline),
        };
        finish(draft, wallet, &DelegationMessage::from(typed.clone()), json!({ "votes": votes }))
    }

    /// Takes the signature of somebody who lends votes.
    pub async fn submit_delegate(
        &self,
        community: &Community,
        given: DelegateSubmission,
    ) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let contract = votes_contract(community, given.votes);
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = Delegation::from(given.message);
        let claimed = Claimed { typed: &typed, domain: community.domain(contract), envelope: &envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        self.check_deadline(typed.expiry).await?;
        let signature = self.verified(&claimed).await?;
        self.0.chain.actor(community, envelope.signer).await?;
        self.check_nonce(contract, envelope.signer, U256::ZERO, typed.nonce).await?;
        let call = delegateBySig_1Call {
            delegator: envelope.signer,
            delegatee: typed.delegatee,
            nonce: typed.nonce,
            expiry: typed.expiry,
            signature,
        };
        let order = Order {
            action: Action::Delegate,
            digest: claimed.digest(),
            signer: envelope.signer,
            slot: "delegate".to_owned(),
            contract,
            calldata: call.abi_encode(),
            founding_token: None,
        };
        self.accept(community, order).await
    }
}

pub(super) fn votes_contract(community: &Community, votes: Votes) -> Address {
    match votes {
        Votes::Membership => community.contracts.membership,
        Votes::Reputation => community.contracts.reputation,
    }
}
