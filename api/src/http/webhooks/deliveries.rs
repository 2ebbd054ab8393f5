//! What was sent to a webhook, and what became of it.

use axum::{Json as Body, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::OneWebhook;
use crate::{
    error::{ApiError, Refusals},
    http::{
        extract::{Path, Query, number},
        relay::RelayFailures,
        scope::InCommunity,
        wire::Time,
    },
    sessions::caller::Organizer,
    state::AppState,
    webhooks::{Delivery, DeliveryState},
};

const DEFAULT: u32 = 50;
const MOST: u32 = 200;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(test_webhook))
        .routes(routes!(list_webhook_deliveries))
        .routes(routes!(resend_webhook_delivery))
}

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Part {
    /// Only `pending`, `delivered`, `failed` or `retracted` ones.
    state: Option<DeliveryState>,
    /// Only messages before this number: take it from `next` of the page before.
    before: Option<u64>,
    /// Most messages.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
struct DeliveryBody {
    /// Counted from 1 for each webhook.
    number: u64,
    /// The header `webhook-id`, the same at every attempt.
    #[schema(example = "12-3-abababababababab")]
    webhook_id: String,
    /// The type of event.
    #[schema(example = "proposal.created")]
    r#type: String,
    /// Where it stands.
    state: DeliveryState,
    /// How often it was sent.
    attempts: u64,
    /// When it is sent next.
    next_at: Option<Time>,
    /// When it was sent last.
    last_at: Option<Time>,
    /// Status of the last answer; null when there was none.
    last_status: Option<u16>,
    /// Why the last attempt failed.
    last_error: Option<String>,
    /// When it was written.
    created_at: Time,
}

/// A part of the messages.
#[derive(Debug, Serialize, ToSchema)]
struct DeliveryPage {
    /// Latest first.
    items: Vec<DeliveryBody>,
    /// Give it as `before` to read on; null on the last page.
    next: Option<u64>,
}

impl From<Delivery> for DeliveryBody {
    fn from(delivery: Delivery) -> Self {
        Self {
            number: delivery.number,
            webhook_id: delivery.webhook_id(),
            r#type: delivery.kind,
            state: delivery.state,
            attempts: delivery.attempts,
            next_at: delivery.next_at.map(Time::from),
            last_at: delivery.last_at.map(Time::from),
            last_status: delivery.last_status,
            last_error: delivery.last_error,
            created_at: delivery.created_at.into(),
        }
    }
}

/// Sends a message of the type `webhook.test`.
#[utoipa::path(post, path = "/communities/{community}/webhooks/{webhook}/test", tag = "webhooks",
    operation_id = "test_webhook", params(InCommunity, OneWebhook),
    responses((status = 202, body = DeliveryBody), RelayFailures), security(("session" = [])))]
async fn test_webhook(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<(StatusCode, Body<DeliveryBody>), ApiError> {
    let (_, id) = place;
    let delivery = state.webhooks.test(&organizer.community.slug, &id).await?;
    Ok((StatusCode::ACCEPTED, Body(delivery.into())))
}

/// What was sent to a webhook in the last 30 days, and what became of it.
#[utoipa::path(get, path = "/communities/{community}/webhooks/{webhook}/deliveries", tag = "webhooks",
    operation_id = "list_webhook_deliveries", params(InCommunity, OneWebhook, Part),
    responses((status = 200, body = DeliveryPage), Refusals), security(("session" = [])))]
async fn list_webhook_deliveries(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
    Query(part): Query<Part>,
) -> Result<Body<DeliveryPage>, ApiError> {
    let (_, id) = place;
    let limit = part.limit.unwrap_or(DEFAULT);
    if !(1..=MOST).contains(&limit) {
        let detail = format!("a page of {limit} messages is not possible");
        return Err(ApiError::invalid(detail, format!("Choose a `limit` from 1 to {MOST}.")));
    }
    let before = number("before", part.before)?;
    let webhook = state.webhooks.get(&organizer.community.slug, &id).await?;
    let mut rows = state.webhooks.deliveries(&webhook, part.state, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| row.number);
    Ok(Body(DeliveryPage { items: rows.into_iter().map(Into::into).collect(), next }))
}

/// Sends a message again, under the same `webhook-id`.
#[utoipa::path(post, path = "/communities/{community}/webhooks/{webhook}/deliveries/{number}/resend", tag = "webhooks",
    operation_id = "resend_webhook_delivery",
    params(InCommunity, OneWebhook, ("number" = u64, Path, description = "Its number, as the list has it")),
    responses((status = 202, body = DeliveryBody), RelayFailures), security(("session" = [])))]
async fn resend_webhook_delivery(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String, u64)>,
) -> Result<(StatusCode, Body<DeliveryBody>), ApiError> {
    let (_, id, number) = place;
    let delivery = state.webhooks.resend(&organizer.community.slug, &id, number).await?;
    Ok((StatusCode::ACCEPTED, Body(delivery.into())))
}
