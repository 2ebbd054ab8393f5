//! Inviting people.

use axum::response::{IntoResponse, Response};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{PreparedAnswer, relay_route};
use crate::{
    relay::actions::{ComposedInvitation, InvitationInput, InvitationSubmission},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(prepare_invitation)).routes(routes!(compose_invitation))
}

/// The answer of compose, for the OpenAPI document.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
enum Composed {
    /// The code to hand over.
    #[response(status = 200)]
    Code(ComposedInvitation),
}

impl IntoResponse for ComposedInvitation {
    fn into_response(self) -> Response {
        axum::Json(self).into_response()
    }
}

relay_route! {
    /// Writes what an organizer or a moderator signs to invite people.
    prepare_invitation, "/communities/{community}/relay/invitations/prepare", InvitationInput, prepare_invitation,
    PreparedAnswer
}

relay_route! {
    /// Takes the issuer's signature and makes the code that people join with.
    compose_invitation, "/communities/{community}/relay/invitations/compose", InvitationSubmission,
    compose_invitation, Composed
}
