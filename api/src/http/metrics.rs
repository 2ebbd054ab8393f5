//! Numbers for Prometheus.

use axum::{
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use palabre_indexer::{IndexerConfig, metrics};
use tokio::time::Instant;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{error::ApiError, state::AppState};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(numbers))
}

/// How indexing and webhooks go, in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operations", operation_id = "show_metrics",
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn numbers(State(state): State<AppState>) -> Result<Response, ApiError> {
    let mut text = metrics::render(&state.indexing.borrow(), &IndexerConfig::default(), Instant::now());
    text.push_str(&state.webhooks.metrics().await?);
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}
