//! What people and their software ask for, one file for each field of life. Every action has an input (what to
//! prepare), a message (what is signed, in [`message`](super::message)) and a submission (message and signature).

mod approvals;
mod governance;
mod invitations;
mod membership;
mod money;
mod papers;
mod proposals;
mod upkeep;

use alloy::{
    primitives::{Address, B256, Bytes, U256},
    sol_types::{Eip712Domain, SolStruct},
};
use palabre_contracts::{Electorate, typed_data};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use self::proposals::calls_of;
pub use self::{
    approvals::{ApproveBatchInput, ApproveBatchSubmission, Approved, ItemInput},
    governance::{DelegateInput, DelegateSubmission, SupportName, VoteInput, VoteSubmission},
    invitations::{ComposedInvitation, InvitationInput, InvitationSubmission},
    membership::{AcceptCharterSubmission, JoinInput, JoinSubmission, LeaveSubmission, WalletInput},
    money::{ClaimInput, ClaimSubmission},
    papers::{
        AnswerApplicationInput, ApplyInput, ApproveRecoveryInput, ChallengeInput, DebitInput, DecideInput,
        RecoveryInput, RevokeInvitationInput, RevokeInvitationSubmission, RotateInput, RotateSubmission,
        SetUnpaidInput, Signed, SignedDispute, Statement, SuspendInput, WithdrawApplicationInput,
    },
    proposals::{CallInput, ProposeInput, ProposeSubmission},
    upkeep::{ActivateRequest, ChallengeRequest, DelegateRequest, MemberRequest, ProposalRequest, SettleRequest},
};
use super::{
    Relay,
    accept::Submitted,
    check,
    error::RelayError,
    prepared::{Draft, Prepared},
};

/// Which house.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum House {
    /// One member, one vote.
    #[default]
    Members,
    /// Votes by reputation.
    Contributors,
}

impl House {
    /// Name in API and texts.
    pub fn as_str(self) -> &'static str {
        Electorate::from(self).as_str()
    }
}

impl From<House> for Electorate {
    fn from(house: House) -> Self {
        match house {
            House::Members => Self::Members,
            House::Contributors => Self::Contributors,
        }
    }
}

/// Who signed, and how.
pub(super) struct Envelope {
    pub(super) signer: Address,
    pub(super) signature: Bytes,
}

/// A message that came back signed, before anything about it is believed.
pub(super) struct Claimed<'a, T> {
    pub(super) typed: &'a T,
    pub(super) domain: Eip712Domain,
    pub(super) envelope: &'a Envelope,
}

impl<T: SolStruct> Claimed<'_, T> {
    fn digest(&self) -> B256 {
        typed_data::digest(self.typed, &self.domain)
    }
}

impl Relay {
    /// When a signature that is prepared now becomes void.
    async fn next_deadline(&self) -> Result<u64, RelayError> {
        Ok(self.0.chain.now().await? + self.0.config.deadline)
    }

    async fn check_deadline(&self, deadline: U256) -> Result<(), RelayError> {
        Ok(check::deadline(deadline, self.0.chain.now().await?)?)
    }

    async fn check_nonce(&self, contract: Address, owner: Address, key: U256, signed: U256) -> Result<(), RelayError> {
        Ok(check::nonce(signed, self.0.chain.nonce(contract, owner, key).await?)?)
    }

    /// What this message and signer led to before, if it did.
    async fn seen<T: SolStruct>(&self, claimed: &Claimed<'_, T>) -> Result<Option<Submitted>, RelayError> {
        self.known(claimed.digest(), claimed.envelope.signer).await
    }

    /// The signature, in the form that contracts take, once it is known to be the signer's.
    async fn verified<T: SolStruct>(&self, claimed: &Claimed<'_, T>) -> Result<Bytes, RelayError> {
        let Envelope { signer, signature } = claimed.envelope;
        self.0.chain.verify(*signer, claimed.digest(), signature).await
    }
}

/// Puts a draft together; our own structs always serialise.
fn finish<T: SolStruct + Serialize>(
    draft: Draft<'_, T>,
    wallet: Address,
    message: &impl Serialize,
    extra: serde_json::Value,
) -> Result<Prepared, RelayError> {
    draft.finish(wallet, message, extra).map_err(|error| RelayError::Database(sqlx::Error::Encode(error.into())))
}
