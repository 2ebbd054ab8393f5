//! Voiding an invitation before its time.

use alloy::{
    primitives::{Address, Bytes},
    sol_types::SolCall,
};
use palabre_contracts::{
    Community, bindings::membership::Membership::revokeInvitationBySigCall, papers::RevokeInvitation, typed_data,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::paper;
use crate::relay::{
    Relay,
    accept::Submitted,
    actions::Envelope,
    error::{Refusal, RelayError},
    invitation::SignedInvitation,
    message::papers::RevokeInvitationMessage,
    prepared::Prepared,
};

// Its issuer, or an organizer: the contract knows whose it is.
paper!(
    RevokeInvitation,
    RevokeInvitationMessage,
    RevokeInvitation,
    membership,
    REVOKE_INVITATION,
    Member,
    revoke_invitation
);

/// An issuer or an organizer voids an invitation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeInvitationInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// The code.
    pub invitation: String,
}

/// An invitation is voided.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevokeInvitationSubmission {
    /// What was signed.
    pub message: RevokeInvitationMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
    /// The code.
    pub invitation: String,
}

impl Relay {
    /// Writes what somebody signs to void an invitation.
    pub async fn prepare_revoke_invitation(
        &self,
        community: &Community,
        input: RevokeInvitationInput,
    ) -> Result<Prepared, RelayError> {
        let RevokeInvitationInput { wallet, invitation: code } = input;
        let voucher = parsed(&code)?.invitation;
        let invitation = typed_data::digest(&voucher, &community.domain(community.contracts.membership));
        self.prepare_paper(community, wallet, json!({ "invitation": code }), |nonce, deadline| RevokeInvitation {
            wallet,
            invitation,
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of somebody who voids an invitation.
    pub async fn submit_revoke_invitation(
        &self,
        community: &Community,
        given: RevokeInvitationSubmission,
    ) -> Result<Submitted, RelayError> {
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let (voucher, typed) = (parsed(&given.invitation)?.invitation, RevokeInvitation::from(given.message));
        let named = typed_data::digest(&voucher, &community.domain(community.contracts.membership));
        if named != typed.invitation {
            let next_step = "Send the code that was given to prepare.";
            return Err(Refusal::malformed("the code is not the invitation that the message names", next_step).into());
        }
        self.submit_paper(community, typed, &envelope, |paper, signature| {
            revokeInvitationBySigCall { invitation: voucher.into(), paper: paper.into(), signature }.abi_encode()
        })
        .await
    }
}

fn parsed(code: &str) -> Result<SignedInvitation, Refusal> {
    code.parse().map_err(|error| Refusal::malformed(error, "Copy the invitation code as a whole."))
}
