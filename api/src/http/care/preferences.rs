//! How a member wants to be told things.

use axum::{Json as Body, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Language, Member};
use crate::{
    care::people::{Preferences, Wants},
    error::{ApiError, Refusals},
    http::{extract::Json, relay::RelayFailures, scope::InCommunity},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show_preferences, set_preferences))
}

/// How to be told things.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreferencesInput {
    /// In which language; null: that of the community.
    language: Option<Language>,
    /// In which tool; null: the one that was linked first.
    channel: Option<String>,
    /// What: `nothing`, `mine` (what waits for you), or `all`.
    wants: Wants,
}

/// How a member is told things.
#[derive(Debug, Serialize, ToSchema)]
struct PreferencesBody {
    /// In which language; null: that of the community.
    language: Option<Language>,
    /// In which tool; null: the one that was linked first.
    channel: Option<String>,
    /// What.
    wants: Wants,
    /// The tools of the community.
    channels: Vec<String>,
}

/// How you are told things in this community.
#[utoipa::path(get, path = "/communities/{community}/preferences", tag = "tools", operation_id = "show_preferences",
    params(InCommunity), responses((status = 200, body = PreferencesBody), Refusals), security(("session" = [])))]
async fn show_preferences(State(state): State<AppState>, member: Member) -> Result<Body<PreferencesBody>, ApiError> {
    let Member(member) = member;
    body(&state, &member).await
}

/// Changes how you are told things in this community.
#[utoipa::path(put, path = "/communities/{community}/preferences", tag = "tools", operation_id = "set_preferences",
    params(InCommunity), request_body = PreferencesInput,
    responses((status = 200, body = PreferencesBody), RelayFailures), security(("session" = [])))]
async fn set_preferences(
    State(state): State<AppState>,
    member: Member,
    Json(input): Json<PreferencesInput>,
) -> Result<Body<PreferencesBody>, ApiError> {
    let Member(member) = member;
    let wish = Preferences { language: input.language.map(Into::into), channel: input.channel, wants: input.wants };
    state.care.prefer(&member.community.slug, member.standing.member_id, &wish).await?;
    body(&state, &member).await
}

async fn body(state: &AppState, member: &super::Someone) -> Result<Body<PreferencesBody>, ApiError> {
    let slug = &member.community.slug;
    let Preferences { language, channel, wants } = state.care.preferences(slug, member.standing.member_id).await?;
    let channels = state.care.channels(slug);
    Ok(Body(PreferencesBody { language: language.map(Into::into), channel, wants, channels }))
}
