//! Joining, accepting a newer charter, leaving.

use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Accepted, PreparedAnswer, relay_route};
use crate::{
    relay::actions::{AcceptCharterSubmission, JoinInput, JoinSubmission, LeaveSubmission, WalletInput},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(prepare_join))
        .routes(routes!(submit_join))
        .routes(routes!(prepare_accept_charter))
        .routes(routes!(submit_accept_charter))
        .routes(routes!(prepare_leave))
        .routes(routes!(submit_leave))
}

relay_route! {
    /// Writes what a newcomer signs: the acceptance of the current charter.
    ///
    /// With `invitation`, the code that an organizer or a moderator handed over; with `founding_token`, the one-time
    /// secret of the first organizer. Send the same to submit.
    prepare_join, "/communities/{community}/relay/join/prepare", JoinInput, prepare_join, PreparedAnswer
}

relay_route! {
    /// Takes a newcomer's signature.
    submit_join, "/communities/{community}/relay/join/submit", JoinSubmission, submit_join, Accepted
}

relay_route! {
    /// Writes what a member signs to accept the current charter.
    prepare_accept_charter, "/communities/{community}/relay/accept-charter/prepare", WalletInput,
    prepare_accept_charter, PreparedAnswer
}

relay_route! {
    /// Takes a member's signature under the current charter.
    submit_accept_charter, "/communities/{community}/relay/accept-charter/submit", AcceptCharterSubmission,
    submit_accept_charter, Accepted
}

relay_route! {
    /// Writes what a member signs to leave.
    prepare_leave, "/communities/{community}/relay/leave/prepare", WalletInput, prepare_leave, PreparedAnswer
}

relay_route! {
    /// Takes the signature of somebody who leaves.
    submit_leave, "/communities/{community}/relay/leave/submit", LeaveSubmission, submit_leave, Accepted
}
