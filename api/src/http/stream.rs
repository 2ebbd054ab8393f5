//! The live stream: events as they happen, as server-sent events.

use std::collections::VecDeque;

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, HeaderName, header},
    response::{IntoResponse, Response},
};
use futures::stream;
use palabre_indexer::store::{EventFilter, Place};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::Query,
    scope::{InCommunity, Scope},
};
use crate::{
    error::{ApiError, Failures},
    live::{EventId, Frame, Listener, Resume},
    state::AppState,
};

/// How long a listener that lost its connection waits before it comes back.
const RETRY: &str = "retry: 3000\n\n";
const RESUME: &str = "Give the `id` of the last event that you heard, as it was sent.";

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(listen))
}

/// Which events, and since when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Only of this contract, for example `house:members`.
    contract: Option<String>,
    /// Only of this name, for example `Joined`.
    name: Option<String>,
    /// The event heard last, where the header `Last-Event-ID` cannot be set.
    #[param(
        example = "12-3-abababababababab",
        pattern = "^((0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,17})-[0-9a-f]{16})?$"
    )]
    last_event_id: Option<String>,
    /// Everything after this block first.
    #[param(example = 0)]
    since_block: Option<u32>,
}

/// One message of a stream.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
pub(crate) struct StreamMessage {
    /// What it is; missing where it is an event.
    event: Option<String>,
    /// Name of an event: give it back in `Last-Event-ID`.
    #[schema(example = "12-3-abababababababab")]
    id: Option<String>,
    /// What it says, as JSON.
    data: Option<String>,
    /// Milliseconds to wait before coming back.
    retry: Option<u32>,
}

/// Events as they happen (`text/event-stream`). Messages without a type are events, as in the list of events; `retract`
/// names events that never happened, because the chain took their blocks back; `block` tells the block that the mirror
/// reflects; `reset` asks to read everything again. After a lost connection, `Last-Event-ID` gets what was missed.
#[utoipa::path(get, path = "/communities/{community}/stream", tag = "events", operation_id = "stream_events",
    params(InCommunity, Wanted),
    responses((status = 200, body = StreamMessage, content_type = "text/event-stream"), Failures))]
async fn listen(
    State(state): State<AppState>,
    scope: Scope,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, ApiError> {
    let live = &state.reads.live;
    let (Some(channel), Some(seat)) = (live.channel(scope.slug()), live.seat()) else {
        return Err(ApiError::unavailable(
            "too_many_listeners",
            "no more listeners fit now",
            "Retry in a minute, or ask for the list of events with `order=oldest`.",
        ));
    };
    // First the seat, then the past: whatever happens in between is heard.
    let heard = channel.sender.subscribe();
    let mut waiting = VecDeque::from([Bytes::from_static(RETRY.as_bytes())]);
    let resume = match heard_last(&headers, &wanted)? {
        Some(id) => Some(channel.resume(&scope.store, scope.slug(), id).await?),
        None => None,
    };
    let (last, missed) = match (resume, wanted.since_block) {
        (Some(Resume::After { after, first }), _) => {
            waiting.extend(first.map(|frame| frame.bytes));
            (after, true)
        }
        (Some(Resume::Unknown), _) => {
            let last = channel.last().await;
            waiting.push_back(Frame::reset(last).bytes);
            (last.map(|id| id.place), false)
        }
        (None, Some(block)) => (Some(Place { block_number: block.into(), log_index: i64::MAX as u64 }), true),
        (None, None) => (channel.last().await.map(|id| id.place), false),
    };
    waiting.push_back(Frame::block(scope.block).bytes);
    let filter = EventFilter { contract: wanted.contract, name: wanted.name, tx_hash: None };
    let slug = scope.slug().clone();
    let listener = Listener { store: scope.store, slug, filter, heard, last, missed, waiting, _seat: seat };
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
        // Proxies that wait for a whole answer would wait for ever.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(stream::unfold(listener, Listener::next))).into_response())
}

fn heard_last(headers: &HeaderMap, wanted: &Wanted) -> Result<Option<EventId>, ApiError> {
    let header = headers.get("last-event-id").map(|value| value.to_str().unwrap_or("?"));
    let Some(text) = header.or(wanted.last_event_id.as_deref()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|()| ApiError::invalid("the event heard last is none of ours", RESUME))
}
