//! How a community gets its first organizer: the operator hands over a one-time link, and whoever holds it may join as
//! member 1 with an invitation that the service signs itself.

use alloy::{
    primitives::{B256, aliases::U40, keccak256},
    signers::SignerSync,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use palabre_contracts::{Community, bindings::membership::Membership, typed_data};

use super::{
    Relay,
    error::{Refusal, RelayError},
    invitation::SignedInvitation,
    queue::used_up,
};
use crate::wallets::signature;

/// Clocks of the service and of the chain may differ by this much.
const LEEWAY: u64 = 60;

impl Relay {
    /// Makes a one-time secret for the first organizer of a community. It works while the community has no member;
    /// only its hash is kept, so show it now.
    pub async fn create_founding_token(&self, community: &Community) -> Result<String, RelayError> {
        self.on_our_chain(community)?;
        self.check_unfounded(community).await?;
        let key = self.0.chain.ask(community.contracts.membership, Membership::foundingKeyCall {}).await?;
        if key != self.founding_address() {
            return Err(Refusal::unmet(
                "other_founding_key",
                format!(
                    "{} is founded with the key {key}, this service holds {}",
                    community.slug,
                    self.founding_address()
                ),
                "Start the service with the founding key that the community was deployed with.",
            )
            .into());
        }
        let token = URL_SAFE_NO_PAD.encode(self.0.entropy.next());
        self.0.queue.add_founding_token(hash(&token), community.slug.as_str(), self.0.clock.now()).await?;
        Ok(token)
    }

    async fn check_unfounded(&self, community: &Community) -> Result<(), RelayError> {
        let count = self.0.chain.ask(community.contracts.membership, Membership::memberCountCall {}).await?;
        if count.is_zero() { Ok(()) } else { Err(used_up().into()) }
    }

    /// The token's hash, if it still opens the community.
    pub(super) async fn check_founding_token(&self, community: &Community, token: &str) -> Result<B256, RelayError> {
        let hash = hash(token);
        if !self.0.queue.founding_token_is_good(hash, community.slug.as_str()).await? {
            return Err(used_up().into());
        }
        self.check_unfounded(community).await?;
        Ok(hash)
    }

    /// The invitation of the first organizer, signed by the service.
    pub(super) async fn founding_invitation(&self, community: &Community) -> Result<SignedInvitation, RelayError> {
        let now = self.0.chain.now().await?;
        let invitation = typed_data::Invitation {
            issuer: U40::ZERO,
            uses: 1,
            validFrom: U40::from(now.saturating_sub(LEEWAY)),
            validUntil: U40::from(now + self.0.config.deadline),
            salt: self.0.entropy.next(),
        };
        let domain = community.domain(community.contracts.membership);
        let signed = self.0.founding_key.sign_hash_sync(&typed_data::digest(&invitation, &domain))?;
        Ok(SignedInvitation { invitation, signature: signature::bytes(&signed) })
    }
}

fn hash(token: &str) -> B256 {
    keccak256(token)
}
