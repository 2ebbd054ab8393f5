//! What `act.js` needs to know to let a member act: where to ask, and where the wallet finds the chain.

use super::frame::Visit;
use crate::http::scope::Scope;

/// The data attributes that all acts of a page share.
pub(super) struct Act {
    /// Path of the relay of this community.
    pub(super) relay: String,
    /// Path of its polls.
    pub(super) polls: String,
    pub(super) chain_name: String,
    pub(super) rpc_url: String,
    /// Where to go when it is done.
    pub(super) then: String,
}

impl Act {
    pub(super) fn new(visit: &Visit, scope: &Scope, then: String) -> Self {
        Self {
            relay: format!("/api/v1/communities/{}/relay", scope.slug()),
            polls: format!("/api/v1/communities/{}/polls", scope.slug()),
            chain_name: format!("Palabre {}", scope.community().chain_id),
            rpc_url: visit.state.wallet_rpc_url.as_deref().unwrap_or("").to_owned(),
            then,
        }
    }
}
