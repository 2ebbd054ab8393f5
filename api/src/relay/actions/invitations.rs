//! Invitations: signed by organizers and moderators, handed over as a code, never sent to the chain by their issuer.

use alloy::primitives::{Address, Bytes, aliases::U40};
use palabre_contracts::{Community, MemberId, Roles, typed_data::Invitation};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Claimed, Envelope, finish};
use crate::relay::{
    Relay,
    error::{Refusal, RelayError},
    invitation::SignedInvitation,
    message::InvitationMessage,
    prepared::{Draft, Prepared},
    refusals::deadline_passed,
    sentence::Voice,
};

const MAX_USES: u8 = 20;
const MAX_DAYS: u8 = 30;
const DAY: u64 = 86_400;
/// The chain's clock may be behind ours by this much.
const LEEWAY: u64 = 60;

/// An organizer or a moderator wants to invite.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// How many people may join with it, 1 to 20.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 20)]
    pub uses: u8,
    /// For how many days, 1 to 30.
    #[serde(default = "a_week")]
    #[schema(minimum = 1, maximum = 30)]
    pub days: u8,
}

fn one() -> u8 {
    1
}

fn a_week() -> u8 {
    7
}

/// A signed invitation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationSubmission {
    /// What was signed.
    pub message: InvitationMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

/// An invitation to hand over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ComposedInvitation {
    /// The code: `invitation` of `join/prepare` and `join/submit`. Whoever holds it can use it.
    pub code: String,
    /// How many people may join with it.
    pub uses: u8,
    /// Unix time after which it is void.
    pub valid_until: u64,
}

impl Relay {
    /// Writes what an issuer signs.
    pub async fn prepare_invitation(
        &self,
        community: &Community,
        input: InvitationInput,
    ) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let InvitationInput { wallet, uses, days } = input;
        if !(1..=MAX_DAYS).contains(&days) {
            return Err(Refusal::malformed(format!("{days} days"), format!("Invite for 1 to {MAX_DAYS} days.")).into());
        }
        let issuer = self.check_issuer(community, wallet).await?;
        let now = self.0.chain.now().await?;
        let from = now.saturating_sub(LEEWAY);
        let typed = Invitation {
            issuer: issuer.into(),
            uses,
            validFrom: U40::from(from),
            validUntil: U40::from(from + u64::from(days) * DAY),
            salt: self.0.entropy.next(),
        };
        check_uses(&typed)?;
        let draft = Draft {
            community,
            kind: "invitation",
            path: "invitations/compose".to_owned(),
            typed: &typed,
            domain: community.domain(community.contracts.membership),
            sentence: Voice { community }.invite(&typed),
            deadline: None,
        };
        finish(draft, wallet, &InvitationMessage::from(typed.clone()), json!({}))
    }

    /// Makes the code of a signed invitation.
    pub async fn compose_invitation(
        &self,
        community: &Community,
        given: InvitationSubmission,
    ) -> Result<ComposedInvitation, RelayError> {
        self.on_our_chain(community)?;
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = Invitation::from(given.message);
        check_uses(&typed)?;
        let (from, until) = (typed.validFrom.to::<u64>(), typed.validUntil.to::<u64>());
        if until < from || until - from > u64::from(MAX_DAYS) * DAY {
            return Err(Refusal::malformed(
                "the invitation ends before it begins, or lasts more than 30 days",
                "Ask for new data to sign.",
            )
            .into());
        }
        if until < self.0.chain.now().await? {
            return Err(deadline_passed().into());
        }
        let domain = community.domain(community.contracts.membership);
        let signature = self.verified(&Claimed { typed: &typed, domain, envelope: &envelope }).await?;
        let issuer = self.check_issuer(community, envelope.signer).await?;
        if MemberId::try_from(typed.issuer) != Ok(issuer) {
            return Err(Refusal::unmet(
                "other_issuer",
                format!("the invitation names member {} as its issuer, the signer is member {issuer}", typed.issuer),
                "Sign with the wallet that asked for the invitation.",
            )
            .into());
        }
        let uses = typed.uses;
        let code = SignedInvitation { invitation: typed, signature }.to_string();
        Ok(ComposedInvitation { code, uses, valid_until: until })
    }

    async fn check_issuer(&self, community: &Community, wallet: Address) -> Result<MemberId, RelayError> {
        let actor = self.0.chain.actor(community, wallet).await?;
        if actor.roles.holds(Roles::ORGANIZER) || actor.roles.holds(Roles::MODERATOR) {
            return Ok(actor.id);
        }
        Err(Refusal::unmet(
            "inviters_only",
            "only organizers and moderators invite",
            "Ask one of them for an invitation.",
        )
        .into())
    }
}

fn check_uses(invitation: &Invitation) -> Result<(), Refusal> {
    if (1..=MAX_USES).contains(&invitation.uses) {
        return Ok(());
    }
    Err(Refusal::malformed(format!("an invitation for {} people", invitation.uses), "Invite 1 to 20 people at once."))
}
