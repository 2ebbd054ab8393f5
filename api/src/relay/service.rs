//! What other parts of the service ask of the relay: a signature checked, a root published, a random word.

use alloy::{
    primitives::{Address, B256, Bytes},
    sol_types::SolCall,
};
use palabre_contracts::{Community, bindings::registry::Registry::anchorCall};

use super::{Relay, accept::Submitted, action::Action, error::RelayError};

impl Relay {
    /// Whether `signature` is that of `signer` under `digest`, for what no contract will see.
    pub(crate) async fn verify(&self, signer: Address, digest: B256, signature: &Bytes) -> Result<(), RelayError> {
        self.0.chain.verify_off_chain(signer, digest, signature).await
    }

    /// A word that nobody can guess.
    pub(crate) fn random(&self) -> B256 {
        self.0.entropy.next()
    }

    /// Publishes a hash in the registry, in the name of the relay's key.
    pub(crate) async fn anchor(&self, community: &Community, kind: B256, root: B256) -> Result<Submitted, RelayError> {
        let call = anchorCall { membership: community.contracts.membership, kind, root };
        self.upkeep(community, Action::Anchor, community.contracts.registry, call.abi_encode()).await
    }
}
