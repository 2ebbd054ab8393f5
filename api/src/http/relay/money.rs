//! Claiming a share.

use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Accepted, PreparedAnswer, relay_route};
use crate::{
    relay::actions::{ClaimInput, ClaimSubmission},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(prepare_claim)).routes(routes!(submit_claim))
}

relay_route! {
    /// Writes what somebody signs to be paid a share of a final epoch.
    prepare_claim, "/communities/{community}/relay/claim/prepare", ClaimInput, prepare_claim, PreparedAnswer
}

relay_route! {
    /// Takes the signature of somebody who wants to be paid.
    submit_claim, "/communities/{community}/relay/claim/submit", ClaimSubmission, submit_claim, Accepted
}
