//! Invitations by e-mail.

use axum::{Json as Body, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Inviter, Language};
use crate::{
    care::mail::{MailInvitation, Recipient},
    error::{ApiError, Failures},
    http::{extract::Json, relay::RelayFailures, scope::InCommunity},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(invite_by_mail)).routes(routes!(stop_mail))
}

/// Whom to invite.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MailInvitationInput {
    /// The address. It is forgotten once the message left.
    #[schema(example = "amina@example.org")]
    address: String,
    /// In which language to write.
    language: Language,
    /// The code of an invitation, as `relay/invitations/compose` answers it; without one, the message only leads to the
    /// charter.
    #[serde(default)]
    code: Option<String>,
    /// A line of yours, at most 500 letters, without links.
    #[serde(default)]
    note: String,
}

/// An invitation that is on its way.
#[derive(Debug, Serialize, ToSchema)]
struct MailInvitationBody {
    /// The name of the message in the outbox.
    message: String,
}

/// Invites somebody by e-mail. One address is written to once in 30 days.
#[utoipa::path(post, path = "/communities/{community}/mail-invitations", tag = "tools", operation_id = "invite_by_mail",
    params(InCommunity), request_body = MailInvitationInput,
    responses((status = 202, body = MailInvitationBody), RelayFailures), security(("session" = [])))]
async fn invite_by_mail(
    State(state): State<AppState>,
    inviter: Inviter,
    Json(input): Json<MailInvitationInput>,
) -> Result<(StatusCode, Body<MailInvitationBody>), ApiError> {
    let Inviter(inviter) = inviter;
    let invitation = MailInvitation {
        to: Recipient { address: input.address, language: input.language.into() },
        by: inviter.standing.member_id,
        code: input.code,
        note: input.note,
    };
    // The address is nobody's business but the receiver's: that somebody was invited is.
    state.sessions.record(inviter.deed("invite_by_mail", json!({}))).await?;
    let message = state.care.invite(&inviter.community.slug, &invitation).await?;
    Ok((StatusCode::ACCEPTED, Body(MailInvitationBody { message })))
}

/// What stands in every e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MailStopInput {
    /// The end of the address at the end of the message.
    token: String,
}

/// Never writes to an address again. Only who got a message to it can ask for that.
#[utoipa::path(post, path = "/mail-stops", tag = "tools", operation_id = "stop_mail", request_body = MailStopInput,
    responses((status = 204), Failures))]
async fn stop_mail(State(state): State<AppState>, Json(input): Json<MailStopInput>) -> Result<StatusCode, ApiError> {
    if state.care.stop_mail(&input.token).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(ApiError::not_found("no message with this mark was sent", "Use the address at the end of the message."))
}
