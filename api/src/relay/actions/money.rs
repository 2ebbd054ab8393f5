//! Claims. Paying somebody's share to that somebody needs no signature on chain; the relay asks for one, so that it
//! spends gas only for people who want their share now.

use alloy::{
    primitives::{Address, Bytes, U256},
    sol_types::SolCall,
};
use palabre_contracts::{
    Community, MemberId,
    bindings::distribution::Distribution::{claimForCall, claimedCall, shareOfCall},
    typed_data::Claim,
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
    message::ClaimMessage,
    prepared::{Draft, Prepared},
    refusals::{already_claimed, not_member},
    sentence::Voice,
};

/// Somebody wants their share.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimInput {
    /// The wallet that will sign, and be paid.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// The token; all zero, or left out, for ETH.
    #[serde(default)]
    #[schema(value_type = crate::http::wire::AddressText)]
    pub token: Address,
    /// The epoch.
    pub epoch: u32,
}

/// Somebody asks for their share.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimSubmission {
    /// What was signed.
    pub message: ClaimMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

impl Relay {
    /// Writes what somebody signs to be paid.
    pub async fn prepare_claim(&self, community: &Community, input: ClaimInput) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let ClaimInput { wallet, token, epoch } = input;
        let owner = self.0.chain.owner(community, wallet).await?;
        let deadline = self.next_deadline().await?;
        let typed = Claim { wallet, memberId: owner.into(), token, epoch, deadline: U256::from(deadline) };
        self.check_claimable(community, &typed).await?;
        let draft = Draft {
            community,
            kind: "claim",
            path: "claim/submit".to_owned(),
            typed: &typed,
            domain: community.domain(community.contracts.distribution),
            sentence: Voice { community }.claim(&typed),
            deadline: Some(deadline),
        };
        finish(draft, wallet, &ClaimMessage::from(typed.clone()), json!({}))
    }

    /// Takes the signature of somebody who wants to be paid.
    pub async fn submit_claim(&self, community: &Community, given: ClaimSubmission) -> Result<Submitted, RelayError> {
        self.on_our_chain(community)?;
        let distribution = community.contracts.distribution;
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = Claim::from(given.message);
        let claimed = Claimed { typed: &typed, domain: community.domain(distribution), envelope: &envelope };
        if let Some(known) = self.seen(&claimed).await? {
            return Ok(known);
        }
        check::same_signer(envelope.signer, typed.wallet)?;
        self.check_deadline(typed.deadline).await?;
        self.verified(&claimed).await?;
        let owner = self.0.chain.owner(community, typed.wallet).await?;
        if MemberId::try_from(typed.memberId) != Ok(owner) {
            return Err(not_member().into());
        }
        self.check_claimable(community, &typed).await?;
        let call = claimForCall { token: typed.token, epoch: typed.epoch, memberId: typed.memberId };
        let order = Order {
            action: Action::Claim,
            digest: claimed.digest(),
            signer: envelope.signer,
            slot: format!("claim:{:x}:{}", typed.token, typed.epoch),
            contract: distribution,
            calldata: call.abi_encode(),
            founding_token: None,
        };
        self.accept(community, order).await
    }

    /// The contract would "pay" a share of nothing without a word, and the sponsor would pay for that.
    async fn check_claimable(&self, community: &Community, claim: &Claim) -> Result<(), RelayError> {
        let (distribution, chain) = (community.contracts.distribution, &self.0.chain);
        let Claim { token, epoch, memberId, .. } = *claim;
        if chain.ask(distribution, claimedCall { token, epoch, memberId }).await? {
            return Err(already_claimed(epoch).into());
        }
        if chain.ask(distribution, shareOfCall { token, epoch, memberId }).await?.is_zero() {
            return Err(Refusal::unmet(
                "nothing_to_claim",
                format!("there is no share of epoch {epoch} in this token for this member"),
                "Look at GET /api/v1/communities/{community}/members/{id}: it lists the shares.",
            )
            .into());
        }
        Ok(())
    }
}
