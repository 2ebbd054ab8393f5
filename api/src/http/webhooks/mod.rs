//! Webhooks of a community, made and changed by organizers.

mod deliveries;

use std::fmt::Display;

use axum::{
    Json as Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Json, Path},
    relay::RelayFailures,
    scope::InCommunity,
    wire::Time,
};
use crate::{
    error::{ApiError, Failures, Refusals},
    outbound::Destination,
    sessions::{audit::Deed, caller::Organizer},
    state::AppState,
    webhooks::{
        Finality, NewWebhook, Webhook, WebhookChange,
        kinds::{KINDS, Kind, Subscription},
        unreachable_url,
    },
};

const MOST_LETTERS: usize = 200;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_webhook_types))
        .routes(routes!(list_webhooks, create_webhook))
        .routes(routes!(show_webhook, change_webhook, delete_webhook))
        .routes(routes!(rotate_webhook_secret))
        .merge(deliveries::router())
}

/// Which webhook.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
struct OneWebhook {
    /// Its id, as the list has it.
    #[param(example = "0123456789abcdef", pattern = "^[0-9a-f]{16}$")]
    webhook: String,
}

/// A webhook to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WebhookInput {
    /// Where messages go: an address of the public internet that begins with https://.
    #[schema(example = "https://tools.example/palabre", pattern = "^ *https?://.", max_length = 2000)]
    url: String,
    /// What to tell: names as `GET /api/v1/webhook-types` has them, `proposal.*` for a family, `*` for everything.
    #[schema(example = json!(["proposal.*", "vote.cast"]), min_items = 1, max_items = 60)]
    types: Vec<String>,
    /// What it is for, at most 200 letters.
    #[schema(max_length = 200)]
    #[serde(default)]
    description: String,
    /// `head` tells at once, and takes back by `chain.retract` what the chain takes back; `finalized` waits until the
    /// chain takes nothing back.
    #[serde(default)]
    finality: Finality,
    /// Begins with what happened after this block; without it, with what happens from now on.
    #[serde(default)]
    since_block: Option<u32>,
}

/// What to change; what is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct WebhookPatch {
    /// Where messages go.
    #[schema(pattern = "^ *https?://.", max_length = 2000)]
    url: Option<String>,
    /// What to tell.
    types: Option<Vec<String>>,
    /// What it is for, at most 200 letters.
    #[schema(max_length = 200)]
    description: Option<String>,
    /// Whether anything is told. Enabled again, it goes on where it stopped.
    enabled: Option<bool>,
    /// Goes on with what happens from now on instead; what waits is not sent.
    skip_missed: bool,
}

/// A webhook without its secret.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookBody {
    /// Its id.
    id: String,
    /// Where messages go.
    url: String,
    /// What it is told.
    types: Vec<String>,
    /// What it is for.
    description: String,
    /// When it is told.
    finality: Finality,
    /// Whether it is told anything now.
    enabled: bool,
    /// Why it is not, where nobody asked for that.
    disabled_reason: Option<String>,
    /// Since when it took nothing; after five days it is disabled.
    failing_since: Option<Time>,
    /// Until when the secret before signs beside the present one.
    old_secret_until: Option<Time>,
    /// Number of the member who made it.
    created_by: u64,
    /// When it was made.
    created_at: Time,
}

/// A new webhook.
#[derive(Debug, Serialize, ToSchema)]
struct NewWebhookBody {
    /// Signs every message (Standard Webhooks). It is shown once.
    #[schema(example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")]
    secret: String,
    #[serde(flatten)]
    body: WebhookBody,
}

/// A new secret.
#[derive(Debug, Serialize, ToSchema)]
struct RotatedSecret {
    /// Signs every message from now on. It is shown once.
    secret: String,
    /// Until then the secret before signs too.
    old_secret_until: Time,
}

/// Webhooks of a community.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookList {
    /// Oldest first.
    items: Vec<WebhookBody>,
}

/// Types of events.
#[derive(Debug, Serialize, ToSchema)]
struct WebhookTypeList {
    /// By contract. Every other event is `chain.event`.
    items: Vec<Kind>,
}

impl From<Webhook> for WebhookBody {
    fn from(webhook: Webhook) -> Self {
        Self {
            types: webhook.subscription.words().to_vec(),
            id: webhook.id,
            url: webhook.url,
            description: webhook.description,
            finality: webhook.finality,
            enabled: webhook.enabled,
            disabled_reason: webhook.disabled_reason,
            failing_since: webhook.failing_since.map(Time::from),
            old_secret_until: webhook.old_secret_until.map(Time::from),
            created_by: webhook.created_by,
            created_at: webhook.created_at.into(),
        }
    }
}

/// What a webhook can be told, by name.
#[utoipa::path(get, path = "/webhook-types", tag = "webhooks", operation_id = "list_webhook_types",
    responses((status = 200, body = WebhookTypeList), Failures))]
async fn list_webhook_types() -> Body<WebhookTypeList> {
    Body(WebhookTypeList { items: KINDS.to_vec() })
}

/// The webhooks of a community.
#[utoipa::path(get, path = "/communities/{community}/webhooks", tag = "webhooks", operation_id = "list_webhooks",
    params(InCommunity), responses((status = 200, body = WebhookList), Refusals), security(("session" = [])))]
async fn list_webhooks(State(state): State<AppState>, organizer: Organizer) -> Result<Body<WebhookList>, ApiError> {
    let items = state.webhooks.list(&organizer.community.slug).await?;
    Ok(Body(WebhookList { items: items.into_iter().map(Into::into).collect() }))
}

/// Makes a webhook: from now on the service tells this address what happens. The answer shows its secret once.
#[utoipa::path(post, path = "/communities/{community}/webhooks", tag = "webhooks", operation_id = "create_webhook",
    params(InCommunity), request_body = WebhookInput, responses((status = 201, body = NewWebhookBody), RelayFailures),
    security(("session" = [])))]
async fn create_webhook(
    State(state): State<AppState>,
    organizer: Organizer,
    Json(input): Json<WebhookInput>,
) -> Result<Response, ApiError> {
    let new = NewWebhook {
        community: organizer.community.slug.clone(),
        url: destination(&input.url)?,
        description: description(&input.description)?,
        subscription: subscription(&input.types)?,
        finality: input.finality,
        since_block: input.since_block.map(u64::from),
        created_by: organizer.standing.member_id.get(),
    };
    let host = new.url.host().to_owned();
    let new = state.webhooks.prepare(new).await?;
    let detail = json!({ "id": new.id, "host": host, "types": new.subscription.words() });
    state.sessions.record(deed(&organizer, "create_webhook", detail)).await?;
    let (webhook, secret) = state.webhooks.keep(new).await?;
    let body = NewWebhookBody { secret, body: webhook.into() };
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Body(body)).into_response())
}

/// One webhook.
#[utoipa::path(get, path = "/communities/{community}/webhooks/{webhook}", tag = "webhooks", operation_id = "show_webhook",
    params(InCommunity, OneWebhook), responses((status = 200, body = WebhookBody), Refusals),
    security(("session" = [])))]
async fn show_webhook(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<Body<WebhookBody>, ApiError> {
    let (_, id) = place;
    Ok(Body(state.webhooks.get(&organizer.community.slug, &id).await?.into()))
}

/// Changes a webhook, disables it, or enables it again.
#[utoipa::path(patch, path = "/communities/{community}/webhooks/{webhook}", tag = "webhooks",
    operation_id = "change_webhook", params(InCommunity, OneWebhook), request_body = WebhookPatch,
    responses((status = 200, body = WebhookBody), RelayFailures), security(("session" = [])))]
async fn change_webhook(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
    Json(patch): Json<WebhookPatch>,
) -> Result<Body<WebhookBody>, ApiError> {
    let (_, id) = place;
    let change = WebhookChange {
        url: patch.url.as_deref().map(destination).transpose()?,
        description: patch.description.as_deref().map(description).transpose()?,
        subscription: patch.types.as_deref().map(subscription).transpose()?,
        enabled: patch.enabled,
        skip_missed: patch.skip_missed,
    };
    let host = change.url.as_ref().map(|url| url.host().to_owned());
    let detail = json!({ "id": id, "host": host, "types": patch.types, "enabled": patch.enabled });
    state.webhooks.get(&organizer.community.slug, &id).await?;
    state.sessions.record(deed(&organizer, "change_webhook", detail)).await?;
    let changed = state.webhooks.change(&organizer.community.slug, &id, change).await?;
    Ok(Body(changed.into()))
}

/// Deletes a webhook with everything that waits to be sent to it.
#[utoipa::path(delete, path = "/communities/{community}/webhooks/{webhook}", tag = "webhooks",
    operation_id = "delete_webhook", params(InCommunity, OneWebhook), responses((status = 204), Refusals),
    security(("session" = [])))]
async fn delete_webhook(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let (_, id) = place;
    state.webhooks.get(&organizer.community.slug, &id).await?;
    state.sessions.record(deed(&organizer, "delete_webhook", json!({ "id": id }))).await?;
    state.webhooks.delete(&organizer.community.slug, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Replaces the secret. For a day every message has a signature with each of the two.
#[utoipa::path(post, path = "/communities/{community}/webhooks/{webhook}/rotate", tag = "webhooks",
    operation_id = "rotate_webhook_secret", params(InCommunity, OneWebhook),
    responses((status = 200, body = RotatedSecret), Refusals), security(("session" = [])))]
async fn rotate_webhook_secret(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let (_, id) = place;
    state.webhooks.get(&organizer.community.slug, &id).await?;
    state.sessions.record(deed(&organizer, "rotate_webhook_secret", json!({ "id": id }))).await?;
    let (secret, until) = state.webhooks.rotate(&organizer.community.slug, &id).await?;
    let body = RotatedSecret { secret, old_secret_until: until.into() };
    Ok(([(header::CACHE_CONTROL, "no-store")], Body(body)).into_response())
}

fn destination(text: &str) -> Result<Destination, ApiError> {
    text.trim().parse().map_err(unreachable_url)
}

fn description(text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.chars().count() > MOST_LETTERS || text.chars().any(char::is_control) {
        return Err(bad(format!("the description has more than {MOST_LETTERS} letters, or line breaks")));
    }
    Ok(text.to_owned())
}

fn subscription(words: &[String]) -> Result<Subscription, ApiError> {
    Subscription::parse(words).map_err(bad)
}

fn bad(detail: impl Display) -> ApiError {
    ApiError::invalid(detail, "See GET /api/v1/webhook-types for the types of events.")
}

fn deed<'a>(organizer: &'a Organizer, action: &'static str, detail: Value) -> Deed<'a> {
    Deed {
        community: organizer.community.slug.as_str(),
        actor: Some(organizer.session.wallet),
        member_id: Some(organizer.standing.member_id.get()),
        action,
        detail,
    }
}
