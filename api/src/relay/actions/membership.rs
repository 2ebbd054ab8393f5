//! Joining, accepting a newer charter, leaving.

use alloy::{
    primitives::{Address, B256, Bytes, U256},
    sol_types::SolCall,
};
use palabre_contracts::{
    Community,
    bindings::membership::Membership::{self, acceptCharterBySigCall, joinBySigCall, leaveBySigCall},
    typed_data::{self, AcceptCharter, CHARTER_NONCES, LEAVE_NONCES},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Claimed, Envelope, finish};
use crate::relay::{
    Relay,
    accept::{Order, Submitted},
    action::Action,
    check,
    error::{Refusal, RelayError},
    invitation::{SignedInvitation, none},
    message::{AcceptCharterMessage, LeaveMessage},
    prepared::{Draft, Prepared},
    refusals::refusal,
    sentence::Voice,
};

/// Just a wallet.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WalletInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
}

/// Somebody wants to join.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// Code of an invitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<String>,
    /// One-time secret of the first organizer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub founding_token: Option<String>,
}

/// Somebody joins.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinSubmission {
    /// What was signed.
    pub message: AcceptCharterMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
    /// Code of an invitation.
    #[serde(default)]
    pub invitation: Option<String>,
    /// One-time secret of the first organizer.
    #[serde(default)]
    pub founding_token: Option<String>,
}

/// A member accepts a newer charter.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptCharterSubmission {
    /// What was signed.
    pub message: AcceptCharterMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

/// A member leaves.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveSubmission {
    /// What was signed.
    pub message: LeaveMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

impl Relay {
    /// Writes what a newcomer signs.
    pub async fn prepare_join(&self, community: &Community, input: JoinInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let JoinInput { wallet, invitation, founding_token } = input;
        self.check_newcomer(community, wallet).await?;
        if let Some(token) = &founding_token {
            self.check_founding_token(community, token).await?;
        }
        if let Some(code) = &invitation {
            parse_code(code)?;
        }
        let (typed, deadline) = self.acceptance(community, wallet).await?;
        let draft = Draft {
            community,
            kind: "join",
            path: "join/submit".to_owned(),
            typed: &typed,
            domain: community.domain(community.contracts.membership),
            sentence: Voice { community }.join(&typed),
            deadline: Some(deadline),
        };
        let extra = json!({ "invitation": invitation, "founding_token": founding_token });
        finish(draft, wallet, &AcceptCharterMessage::from(typed.clone()), extra)
    }

    /// Takes a newcomer's signature.
    pub async fn submit_join(&self, community: &Community, given: JoinSubmission) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = AcceptCharter::from(given.message);
        let claimed =
            Claimed { typed: &typed, domain: community.domain(community.contracts.membership), envelope: &envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        self.check_newcomer(community, typed.wallet).await?;
        let signature = self.checked_acceptance(community, &claimed).await?;
        let (invited, founding_token) = self.admission(community, given.invitation, given.founding_token).await?;
        let call = joinBySigCall {
            acceptance: typed.clone().into(),
            signature,
            invitation: invited.invitation.into(),
            invitationSignature: invited.signature,
        };
        let order = Order {
            action: Action::Join,
            digest: claimed.digest(),
            signer: envelope.signer,
            slot: "charter".to_owned(),
            contract: community.contracts.membership,
            calldata: call.abi_encode(),
            founding_token,
        };
        self.accept(community, order).await
    }

    /// Writes what a member signs to accept the current charter.
    pub async fn prepare_accept_charter(
        &self,
        community: &Community,
        input: WalletInput,
    ) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        self.0.chain.actor(community, input.wallet).await?;
        let (typed, deadline) = self.acceptance(community, input.wallet).await?;
        let draft = Draft {
            community,
            kind: "accept_charter",
            path: "accept-charter/submit".to_owned(),
            typed: &typed,
            domain: community.domain(community.contracts.membership),
            sentence: Voice { community }.accept_charter(&typed),
            deadline: Some(deadline),
        };
        finish(draft, input.wallet, &AcceptCharterMessage::from(typed.clone()), json!({}))
    }

    /// Takes a member's signature under the current charter.
    pub async fn submit_accept_charter(
        &self,
        community: &Community,
        given: AcceptCharterSubmission,
    ) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = AcceptCharter::from(given.message);
        let claimed =
            Claimed { typed: &typed, domain: community.domain(community.contracts.membership), envelope: &envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        self.0.chain.actor(community, typed.wallet).await?;
        let signature = self.checked_acceptance(community, &claimed).await?;
        let call = acceptCharterBySigCall { acceptance: typed.clone().into(), signature };
        let order = Order {
            action: Action::AcceptCharter,
            digest: claimed.digest(),
            signer: envelope.signer,
            slot: "charter".to_owned(),
            contract: community.contracts.membership,
            calldata: call.abi_encode(),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    /// Writes what a member signs to leave.
    pub async fn prepare_leave(&self, community: &Community, input: WalletInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let membership = community.contracts.membership;
        self.0.chain.actor(community, input.wallet).await?;
        let deadline = self.next_deadline().await?;
        let typed = typed_data::Leave {
            wallet: input.wallet,
            nonce: self.0.chain.nonce(membership, input.wallet, U256::from(LEAVE_NONCES)).await?,
            deadline: U256::from(deadline),
        };
        let draft = Draft {
            community,
            kind: "leave",
            path: "leave/submit".to_owned(),
            typed: &typed,
            domain: community.domain(membership),
            sentence: Voice { community }.leave(&typed),
            deadline: Some(deadline),
        };
        finish(draft, input.wallet, &LeaveMessage::from(typed.clone()), json!({}))
    }

    /// Takes the signature of somebody who leaves.
    pub async fn submit_leave(&self, community: &Community, given: LeaveSubmission) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let membership = community.contracts.membership;
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = typed_data::Leave::from(given.message);
        let claimed = Claimed { typed: &typed, domain: community.domain(membership), envelope: &envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        check::same_signer(envelope.signer, typed.wallet)?;
        self.check_deadline(typed.deadline).await?;
        let signature = self.verified(&claimed).await?;
        self.0.chain.actor(community, typed.wallet).await?;
        self.check_nonce(membership, typed.wallet, U256::from(LEAVE_NONCES), typed.nonce).await?;
        let departure = typed.clone().into();
        let order = Order {
            action: Action::Leave,
            digest: claimed.digest(),
            signer: envelope.signer,
            slot: "leave".to_owned(),
            contract: membership,
            calldata: leaveBySigCall { departure, signature }.abi_encode(),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    /// The acceptance that `wallet` can sign now, and until when.
    async fn acceptance(&self, community: &Community, wallet: Address) -> Result<(AcceptCharter, u64), RelayError> {
        let membership = community.contracts.membership;
        let (version, hash) = self.0.chain.charter(community).await?;
        let deadline = self.next_deadline().await?;
        let typed = AcceptCharter {
            wallet,
            charterVersion: version,
            charterHash: hash,
            nonce: self.0.chain.nonce(membership, wallet, U256::from(CHARTER_NONCES)).await?,
            deadline: U256::from(deadline),
        };
        Ok((typed, deadline))
    }

    /// The signature under an acceptance, once everything about it holds.
    async fn checked_acceptance(
        &self,
        community: &Community,
        claimed: &Claimed<'_, AcceptCharter>,
    ) -> Result<Bytes, RelayError> {
        let typed = claimed.typed;
        check::same_signer(claimed.envelope.signer, typed.wallet)?;
        self.check_deadline(typed.deadline).await?;
        let signature = self.verified(claimed).await?;
        let (version, hash) = self.0.chain.charter(community).await?;
        if (typed.charterVersion, typed.charterHash) != (version, hash) {
            let error = Membership::MembershipCharterNotCurrent {
                version: typed.charterVersion,
                hash: typed.charterHash,
                currentVersion: version,
                currentHash: hash,
            };
            return Err(refusal(&alloy::sol_types::SolError::abi_encode(&error)).into());
        }
        let key = U256::from(CHARTER_NONCES);
        self.check_nonce(community.contracts.membership, typed.wallet, key, typed.nonce).await?;
        Ok(signature)
    }

    pub(super) async fn check_newcomer(&self, community: &Community, wallet: Address) -> Result<(), RelayError> {
        let actor = self.0.chain.ask(community.contracts.membership, Membership::actorCall { wallet }).await?;
        if actor.memberId.is_zero() {
            return Ok(());
        }
        let error = Membership::MembershipAlreadyMember { wallet, memberId: actor.memberId };
        Err(refusal(&alloy::sol_types::SolError::abi_encode(&error)).into())
    }

    /// What lets the newcomer in: the service's own invitation for the founder, a code, or nothing.
    async fn admission(
        &self,
        community: &Community,
        code: Option<String>,
        founding_token: Option<String>,
    ) -> Result<(SignedInvitation, Option<B256>), RelayError> {
        if let Some(token) = founding_token {
            let hash = self.check_founding_token(community, &token).await?;
            return Ok((self.founding_invitation(community).await?, Some(hash)));
        }
        Ok((code.as_deref().map(parse_code).transpose()?.unwrap_or_else(none), None))
    }
}

fn parse_code(code: &str) -> Result<SignedInvitation, Refusal> {
    code.parse()
        .map_err(|error| Refusal::malformed(error, "Copy the invitation code as a whole, or ask for a new one."))
}
