//! How a membership gets to another wallet: rotation, which both sign, and recovery, when the old one is lost.

use alloy::{
    primitives::{Address, Bytes, U256},
    sol_types::SolCall,
};
use palabre_contracts::{
    Community,
    bindings::safeguards::Safeguards::{
        approveRecoveryBySigCall, cancelRecoveryBySigCall, requestRecoveryBySigCall, rotateCall,
    },
    papers::{ApproveRecovery, CancelRecovery, RequestRecovery, Rotate, nonces},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Signed, finish, paper};
use crate::relay::{
    Relay,
    accept::{Order, Submitted},
    action::Action,
    actions::{Claimed, Envelope},
    check,
    error::RelayError,
    message::{
        Uint40,
        papers::{ApproveRecoveryMessage, CancelRecoveryMessage, RequestRecoveryMessage, RotateMessage},
    },
    prepared::{Draft, Prepared},
    sentence::Voice,
};

paper!(
    RequestRecovery,
    RequestRecoveryMessage,
    RequestRecovery,
    safeguards,
    REQUEST_RECOVERY,
    Anybody,
    request_recovery
);
paper!(
    ApproveRecovery,
    ApproveRecoveryMessage,
    ApproveRecovery,
    safeguards,
    APPROVE_RECOVERY,
    Moderator,
    approve_recovery
);
// The old wallet or the new one: the contract knows which.
paper!(CancelRecovery, CancelRecoveryMessage, CancelRecovery, safeguards, CANCEL_RECOVERY, Anybody, cancel_recovery);

/// A member changes wallets.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateInput {
    /// The old wallet.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub from: Address,
    /// The new one.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub to: Address,
}

/// A change of wallets, signed by both.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateSubmission {
    /// What both signed.
    pub message: RotateMessage,
    /// The old wallet.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// Signature of the old wallet.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
    /// Signature of the new wallet, over the same data.
    #[schema(value_type = crate::http::wire::HexText)]
    pub new_signature: Bytes,
}

/// A new wallet asks for a membership, or somebody ends that.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoveryInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Whose membership.
    pub member_id: Uint40,
}

/// A moderator confirms that a wallet belongs to a member.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveRecoveryInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Whose membership.
    pub member_id: Uint40,
    /// The new wallet.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub to: Address,
}

impl Relay {
    /// Writes what the old and the new wallet sign.
    pub async fn prepare_rotate(&self, community: &Community, input: RotateInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let (RotateInput { from, to }, safeguards) = (input, community.contracts.safeguards);
        self.0.chain.actor(community, from).await?;
        let key = U256::from(nonces::ROTATE);
        let deadline = self.next_deadline().await?;
        let typed = Rotate {
            from,
            to,
            fromNonce: self.0.chain.nonce(safeguards, from, key).await?,
            toNonce: self.0.chain.nonce(safeguards, to, key).await?,
            deadline: U256::from(deadline),
        };
        let draft = Draft {
            community,
            kind: Action::Rotate.as_str(),
            path: Action::Rotate.submit_path(),
            typed: &typed,
            domain: community.domain(safeguards),
            sentence: Voice { community }.rotate(&typed),
            deadline: Some(deadline),
        };
        finish(draft, from, &RotateMessage::from(typed.clone()), json!({}))
    }

    /// Takes both signatures.
    pub async fn submit_rotate(&self, community: &Community, given: RotateSubmission) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let (safeguards, key) = (community.contracts.safeguards, U256::from(nonces::ROTATE));
        let typed = Rotate::from(given.message);
        let old = Envelope { signer: given.signer, signature: given.signature };
        let new = Envelope { signer: typed.to, signature: given.new_signature };
        let by_old = Claimed { typed: &typed, domain: community.domain(safeguards), envelope: &old };
        if let Some(known) = self.seen(&by_old).await? {
            return Ok(known);
        }
        check::same_signer(old.signer, typed.from)?;
        self.check_deadline(typed.deadline).await?;
        let from_signature = self.verified(&by_old).await?;
        let by_new = Claimed { typed: &typed, domain: community.domain(safeguards), envelope: &new };
        let to_signature = self.verified(&by_new).await?;
        self.0.chain.actor(community, typed.from).await?;
        self.check_nonce(safeguards, typed.from, key, typed.fromNonce).await?;
        self.check_nonce(safeguards, typed.to, key, typed.toNonce).await?;
        let call = rotateCall { paper: typed.clone().into(), fromSignature: from_signature, toSignature: to_signature };
        let order = Order {
            action: Action::Rotate,
            digest: by_old.digest(),
            signer: typed.from,
            slot: format!("papers:{}", nonces::ROTATE),
            contract: safeguards,
            calldata: call.abi_encode(),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    /// Writes what a new wallet signs to ask for a membership.
    pub async fn prepare_request_recovery(
        &self,
        community: &Community,
        input: RecoveryInput,
    ) -> Result<Prepared, RelayError> {
        let RecoveryInput { wallet, member_id } = input;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| RequestRecovery {
            wallet,
            memberId: member_id.into(),
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of a new wallet.
    pub async fn submit_request_recovery(
        &self,
        community: &Community,
        given: Signed<RequestRecoveryMessage>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        self.submit_paper(community, RequestRecovery::from(given.message), &envelope, |paper, signature| {
            requestRecoveryBySigCall { paper: paper.into(), signature }.abi_encode()
        })
        .await
    }

    /// Writes what a moderator signs to confirm a recovery.
    pub async fn prepare_approve_recovery(
        &self,
        community: &Community,
        input: ApproveRecoveryInput,
    ) -> Result<Prepared, RelayError> {
        let ApproveRecoveryInput { wallet, member_id, to } = input;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| ApproveRecovery {
            wallet,
            memberId: member_id.into(),
            to,
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of a moderator who confirms a recovery.
    pub async fn submit_approve_recovery(
        &self,
        community: &Community,
        given: Signed<ApproveRecoveryMessage>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        self.submit_paper(community, ApproveRecovery::from(given.message), &envelope, |paper, signature| {
            approveRecoveryBySigCall { paper: paper.into(), signature }.abi_encode()
        })
        .await
    }

    /// Writes what the old or the new wallet signs to end a recovery.
    pub async fn prepare_cancel_recovery(
        &self,
        community: &Community,
        input: RecoveryInput,
    ) -> Result<Prepared, RelayError> {
        let RecoveryInput { wallet, member_id } = input;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| CancelRecovery {
            wallet,
            memberId: member_id.into(),
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of the old or the new wallet.
    pub async fn submit_cancel_recovery(
        &self,
        community: &Community,
        given: Signed<CancelRecoveryMessage>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        self.submit_paper(community, CancelRecovery::from(given.message), &envelope, |paper, signature| {
            cancelRecoveryBySigCall { paper: paper.into(), signature }.abi_encode()
        })
        .await
    }
}
