//! Keys of services, made and revoked by organizers.

use axum::{Json as Body, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Json, Path},
    relay::RelayFailures,
    scope::InCommunity,
    wire::Time,
};
use crate::{
    error::{ApiError, Refusals},
    sessions::{
        audit::Deed,
        caller::Organizer,
        keys::{ApiKey, KeyScope, NewKey},
    },
    state::AppState,
};

const MOST_DAYS: u16 = 400;
const DAY: u64 = 86_400;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_keys, create_key)).routes(routes!(revoke_key))
}

/// A key to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct KeyInput {
    /// What it is for, 1 to 80 letters.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// What it is good for.
    #[schema(min_items = 1)]
    scopes: Vec<KeyScope>,
    /// Days after which it is void, 1 to 400; without it, until it is revoked.
    #[schema(minimum = 1, maximum = 400)]
    #[serde(default)]
    days: Option<u16>,
}

/// A key without its secret.
#[derive(Debug, Serialize, ToSchema)]
struct KeyBody {
    /// The part of the key that names it.
    id: String,
    /// What it is for.
    name: String,
    /// What it is good for.
    scopes: Vec<KeyScope>,
    /// Number of the member who made it: the key is void while this member is no organizer.
    created_by: u64,
    /// When it was made.
    created_at: Time,
    /// When it becomes void.
    expires_at: Option<Time>,
    /// Its last use, to a few minutes.
    used_at: Option<Time>,
}

/// A new key.
#[derive(Debug, Serialize, ToSchema)]
struct NewKeyBody {
    /// The key: send it as `Authorization: Bearer plb_...`. It is shown once and kept nowhere.
    key: String,
    #[serde(flatten)]
    body: KeyBody,
}

/// Keys of a community.
#[derive(Debug, Serialize, ToSchema)]
struct KeyList {
    /// Oldest first.
    items: Vec<KeyBody>,
}

impl From<ApiKey> for KeyBody {
    fn from(key: ApiKey) -> Self {
        Self {
            id: key.id,
            name: key.name,
            scopes: key.scopes,
            created_by: key.created_by,
            created_at: key.created_at.into(),
            expires_at: key.expires_at.map(Into::into),
            used_at: key.used_at.map(Into::into),
        }
    }
}

/// The keys of a community that are not revoked.
#[utoipa::path(get, path = "/communities/{community}/keys", tag = "sessions", operation_id = "list_keys", params(InCommunity),
    responses((status = 200, body = KeyList), Refusals), security(("session" = [])))]
async fn list_keys(State(state): State<AppState>, organizer: Organizer) -> Result<Body<KeyList>, ApiError> {
    let keys = state.sessions.keys_of(organizer.community.slug.as_str()).await?;
    Ok(Body(KeyList { items: keys.into_iter().map(Into::into).collect() }))
}

/// Makes a key for a service.
#[utoipa::path(post, path = "/communities/{community}/keys", tag = "sessions", operation_id = "create_key", params(InCommunity),
    request_body = KeyInput, responses((status = 201, body = NewKeyBody), RelayFailures), security(("session" = [])))]
async fn create_key(
    State(state): State<AppState>,
    organizer: Organizer,
    Json(input): Json<KeyInput>,
) -> Result<(StatusCode, Body<NewKeyBody>), ApiError> {
    let new = checked(&state, &organizer, input)?;
    let detail = json!({ "name": new.name, "scopes": new.scopes, "expires_at": new.expires_at });
    state.sessions.record(deed(&organizer, "create_key", detail)).await?;
    let (key, text) = state.sessions.create_key(new).await?;
    Ok((StatusCode::CREATED, Body(NewKeyBody { key: text, body: key.into() })))
}

/// Makes a key void at once.
#[utoipa::path(delete, path = "/communities/{community}/keys/{key_id}", tag = "sessions", operation_id = "revoke_key",
    params(InCommunity, ("key_id" = String, Path, description = "Its id, as the list has it")),
    responses((status = 204), Refusals), security(("session" = [])))]
async fn revoke_key(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let (_, id) = place;
    state.sessions.record(deed(&organizer, "revoke_key", json!({ "id": id }))).await?;
    if state.sessions.revoke_key(organizer.community.slug.as_str(), &id).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(ApiError::not_found("this community has no key of that id", "GET .../keys lists them."))
}

fn checked(state: &AppState, organizer: &Organizer, input: KeyInput) -> Result<NewKey, ApiError> {
    let name = input.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(ApiError::invalid(
            "the name has no letters or more than 80",
            "Name the service that uses the key.",
        ));
    }
    if input.scopes.is_empty() {
        return Err(ApiError::invalid("a key without scopes opens nothing", "Give it read, write or both."));
    }
    if input.days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
        let next = format!("Choose 1 to {MOST_DAYS} days, or leave them out.");
        return Err(ApiError::invalid("a key cannot live that long", next));
    }
    Ok(NewKey {
        community: organizer.community.slug.to_string(),
        name,
        scopes: input.scopes,
        created_by: organizer.standing.member_id.get(),
        expires_at: input.days.map(|days| state.clock.now() + u64::from(days) * DAY),
    })
}

fn deed<'a>(organizer: &'a Organizer, action: &'static str, detail: serde_json::Value) -> Deed<'a> {
    Deed {
        community: organizer.community.slug.as_str(),
        actor: Some(organizer.session.wallet),
        member_id: Some(organizer.standing.member_id.get()),
        action,
        detail,
    }
}
