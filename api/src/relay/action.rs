//! What the relay does, and the only calls that it may send for it.

use std::str::FromStr;

use alloy::{primitives::Address, sol_types::SolCall};
use palabre_contracts::{
    ContractKind, Contracts,
    bindings::{
        challenges::Challenges::{
            challengeBatchBySigCall, challengeBySigCall, closeCall, debitBySigCall, decideBySigCall,
        },
        contributions::Contributions::recordCall,
        distribution::Distribution::claimForCall,
        house::House::{
            castVoteBySigCall, castVoteWithReasonAndParamsBySigCall, execute_1Call, proposeBySigCall, queue_1Call,
        },
        membership::Membership::{
            acceptCharterBySigCall, activateCall, bindCharterCall, delegateBySig_1Call, followDelegateCall,
            joinBySigCall, leaveBySigCall, openCall, revokeInvitationBySigCall,
        },
        registry::Registry::anchorCall,
        reputation::Reputation::{mintCall, settleCall},
        safeguards::Safeguards::{
            answerApplicationBySigCall, approveRecoveryBySigCall, cancelRecoveryBySigCall, executeRecoveryCall,
            requestRecoveryBySigCall, rotateCall, setUnpaidBySigCall, submitApplicationBySigCall, suspendBySigCall,
            wakeBySigCall, withdrawApplicationBySigCall,
        },
    },
};
use serde::Serialize;
use utoipa::ToSchema;

/// Everything that the relay sends to the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Become a member.
    Join,
    /// Accept a newer charter.
    AcceptCharter,
    /// Leave the community.
    Leave,
    /// Make a proposal.
    Propose,
    /// Vote.
    Vote,
    /// Be paid a share.
    Claim,
    /// Lend votes, or take them back.
    Delegate,
    /// Ask to be admitted.
    Apply,
    /// Take an application back.
    WithdrawApplication,
    /// Admit or decline an applicant.
    AnswerApplication,
    /// Void an invitation.
    RevokeInvitation,
    /// Suspend a member.
    Suspend,
    /// Move a membership to a new wallet.
    Rotate,
    /// Ask for a membership whose wallet is lost.
    RequestRecovery,
    /// Confirm whose a new wallet is.
    ApproveRecovery,
    /// Stop a recovery.
    CancelRecovery,
    /// Say that one is still here.
    Wake,
    /// Renounce money, or take it again.
    SetUnpaid,
    /// Challenge a contribution.
    Challenge,
    /// Challenge a whole batch.
    ChallengeBatch,
    /// Vote on a challenge.
    DecideChallenge,
    /// Debit a contribution of a final epoch.
    DebitItem,
    /// Record a batch that reviewers approved.
    Record,
    /// End the founding.
    Open,
    /// Put a proposal that passed into its timelock.
    Queue,
    /// Execute a proposal.
    Execute,
    /// Give a member the voting unit that the rules permit.
    Activate,
    /// Mint the reputation of the next final epoch.
    MintReputation,
    /// Move minted reputation to members.
    Settle,
    /// Return votes whose delegate is none any more.
    FollowDelegate,
    /// Put the newest charter in force.
    BindCharter,
    /// Move a membership once the wait is over.
    ExecuteRecovery,
    /// Close a challenge that nobody decided in time.
    CloseChallenge,
    /// Publish the root of a poll's result.
    Anchor,
    /// Make the account of a passkey.
    CreatePasskeyAccount,
}

impl Action {
    const NAMES: [(Self, &'static str); 35] = [
        (Self::Join, "join"),
        (Self::AcceptCharter, "accept_charter"),
        (Self::Leave, "leave"),
        (Self::Propose, "propose"),
        (Self::Vote, "vote"),
        (Self::Claim, "claim"),
        (Self::Delegate, "delegate"),
        (Self::Apply, "apply"),
        (Self::WithdrawApplication, "withdraw_application"),
        (Self::AnswerApplication, "answer_application"),
        (Self::RevokeInvitation, "revoke_invitation"),
        (Self::Suspend, "suspend"),
        (Self::Rotate, "rotate"),
        (Self::RequestRecovery, "request_recovery"),
        (Self::ApproveRecovery, "approve_recovery"),
        (Self::CancelRecovery, "cancel_recovery"),
        (Self::Wake, "wake"),
        (Self::SetUnpaid, "set_unpaid"),
        (Self::Challenge, "challenge"),
        (Self::ChallengeBatch, "challenge_batch"),
        (Self::DecideChallenge, "decide_challenge"),
        (Self::DebitItem, "debit_item"),
        (Self::Record, "record"),
        (Self::Open, "open"),
        (Self::Queue, "queue"),
        (Self::Execute, "execute"),
        (Self::Activate, "activate"),
        (Self::MintReputation, "mint_reputation"),
        (Self::Settle, "settle"),
        (Self::FollowDelegate, "follow_delegate"),
        (Self::BindCharter, "bind_charter"),
        (Self::ExecuteRecovery, "execute_recovery"),
        (Self::CloseChallenge, "close_challenge"),
        (Self::Anchor, "anchor"),
        (Self::CreatePasskeyAccount, "create_passkey_account"),
    ];

    /// Name in API and SQL.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// Name in URLs.
    pub fn path(self) -> String {
        self.as_str().replace('_', "-")
    }

    /// Where its signature goes, below the relay of a community.
    pub(super) fn submit_path(self) -> String {
        format!("{}/submit", self.path())
    }

    /// Whether nobody signs it: anyone may ask, and the contract's own rules are the only limit.
    pub fn is_upkeep(self) -> bool {
        self as usize >= Self::Open as usize
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::NAMES.into_iter().map(|(action, _)| action)
    }

    /// Whether it takes a role, so that it is written down who did it.
    pub fn needs_a_role(self) -> bool {
        matches!(
            self,
            Self::AnswerApplication
                | Self::Suspend
                | Self::ApproveRecovery
                | Self::ChallengeBatch
                | Self::DecideChallenge
                | Self::DebitItem
                | Self::Record
        )
    }

    /// Whether people who are no members may ask for it: they have no name to be counted by, so all are counted together.
    pub fn is_of_strangers(self) -> bool {
        matches!(self, Self::Join | Self::Apply | Self::RequestRecovery)
    }

    /// Whether calldata for `contract` is a call that this action may make: the last look before money is spent.
    pub fn may_call(self, contracts: &Contracts, contract: Address, calldata: &[u8]) -> bool {
        let Some((kind, selector)) = contracts.kind_of(contract).zip(calldata.first_chunk::<4>()) else {
            return false;
        };
        self.permitted(kind).contains(selector)
    }

    fn permitted(self, kind: ContractKind) -> &'static [[u8; 4]] {
        use ContractKind::{
            Challenges, Contributions, Distribution, House, Membership, Registry, Reputation, Safeguards,
        };
        match (self, kind) {
            (Self::Join, Membership) => &[joinBySigCall::SELECTOR],
            (Self::AcceptCharter, Membership) => &[acceptCharterBySigCall::SELECTOR],
            (Self::Leave, Membership) => &[leaveBySigCall::SELECTOR],
            (Self::Propose, House(_)) => &[proposeBySigCall::SELECTOR],
            (Self::Vote, House(_)) => &[castVoteBySigCall::SELECTOR, castVoteWithReasonAndParamsBySigCall::SELECTOR],
            (Self::Claim, Distribution) => &[claimForCall::SELECTOR],
            (Self::Delegate, Membership | Reputation) => &[delegateBySig_1Call::SELECTOR],
            (Self::Apply, Safeguards) => &[submitApplicationBySigCall::SELECTOR],
            (Self::WithdrawApplication, Safeguards) => &[withdrawApplicationBySigCall::SELECTOR],
            (Self::AnswerApplication, Safeguards) => &[answerApplicationBySigCall::SELECTOR],
            (Self::RevokeInvitation, Membership) => &[revokeInvitationBySigCall::SELECTOR],
            (Self::Suspend, Safeguards) => &[suspendBySigCall::SELECTOR],
            (Self::Rotate, Safeguards) => &[rotateCall::SELECTOR],
            (Self::RequestRecovery, Safeguards) => &[requestRecoveryBySigCall::SELECTOR],
            (Self::ApproveRecovery, Safeguards) => &[approveRecoveryBySigCall::SELECTOR],
            (Self::CancelRecovery, Safeguards) => &[cancelRecoveryBySigCall::SELECTOR],
            (Self::Wake, Safeguards) => &[wakeBySigCall::SELECTOR],
            (Self::SetUnpaid, Safeguards) => &[setUnpaidBySigCall::SELECTOR],
            (Self::Challenge, Challenges) => &[challengeBySigCall::SELECTOR],
            (Self::ChallengeBatch, Challenges) => &[challengeBatchBySigCall::SELECTOR],
            (Self::DecideChallenge, Challenges) => &[decideBySigCall::SELECTOR],
            (Self::DebitItem, Challenges) => &[debitBySigCall::SELECTOR],
            (Self::Record, Contributions) => &[recordCall::SELECTOR],
            (Self::Open, Membership) => &[openCall::SELECTOR],
            (Self::Queue, House(_)) => &[queue_1Call::SELECTOR],
            (Self::Execute, House(_)) => &[execute_1Call::SELECTOR],
            (Self::Activate, Membership) => &[activateCall::SELECTOR],
            (Self::MintReputation, Reputation) => &[mintCall::SELECTOR],
            (Self::Settle, Reputation) => &[settleCall::SELECTOR],
            (Self::FollowDelegate, Membership | Reputation) => &[followDelegateCall::SELECTOR],
            (Self::BindCharter, Membership) => &[bindCharterCall::SELECTOR],
            (Self::ExecuteRecovery, Safeguards) => &[executeRecoveryCall::SELECTOR],
            (Self::CloseChallenge, Challenges) => &[closeCall::SELECTOR],
            (Self::Anchor, Registry) => &[anchorCall::SELECTOR],
            _ => &[],
        }
    }
}

/// The text names no action.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is nothing that the relay does")]
pub struct UnknownAction(String);

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, UnknownAction> {
        Self::NAMES
            .iter()
            .find(|(_, name)| *name == text)
            .map(|(action, _)| *action)
            .ok_or_else(|| UnknownAction(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relay::testing;

    #[test]
    fn names_are_in_the_order_of_the_actions() {
        for (action, name) in Action::NAMES {
            assert_eq!(action.as_str(), name);
            assert_eq!(name.parse::<Action>(), Ok(action));
        }
        assert!("burn".parse::<Action>().is_err());
    }

    #[test]
    fn only_the_call_of_the_action_may_be_sent() {
        let contracts = testing::contracts();
        let open = openCall {}.abi_encode();
        assert!(Action::Open.may_call(&contracts, contracts.membership, &open));
        assert!(!Action::Open.may_call(&contracts, contracts.reputation, &open), "another contract");
        assert!(!Action::Open.may_call(&contracts, Address::repeat_byte(0xee), &open), "a stranger");
        assert!(!Action::Join.may_call(&contracts, contracts.membership, &open), "another call");
        assert!(!Action::Open.may_call(&contracts, contracts.membership, &open[..3]), "no call");
    }

    #[test]
    fn proposals_are_queued_and_executed_by_number() {
        assert_eq!(queue_1Call::SIGNATURE, "queue(uint256)");
        assert_eq!(execute_1Call::SIGNATURE, "execute(uint256)");
    }
}
