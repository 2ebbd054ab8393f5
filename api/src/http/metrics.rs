//! Numbers for Prometheus.

use axum::{
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use palabre_indexer::{metrics, sql::Engine};
use tokio::time::Instant;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{error::ApiError, state::AppState};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(numbers))
}

/// How indexing, webhooks, connected tools and messages to them go, in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", tag = "operations", operation_id = "show_metrics",
    responses((status = 200, body = String, content_type = "text/plain")))]
async fn numbers(State(state): State<AppState>) -> Result<Response, ApiError> {
    let indexing = {
        let status = state.indexing.borrow();
        metrics::render(&status, &status.config, Instant::now())
    };
    let told =
        [state.webhooks.metrics().await?, state.tools.metrics().await?, state.care.outbox().metrics().await?].concat();
    let text = format!("{indexing}{}{told}", database(state.store.pool().engine()));
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

/// What the database is: a label of a number that is always 1, as is usual.
fn database(engine: Engine) -> String {
    let (name, engine) = ("palabre_database_info", engine.as_str());
    format!("# HELP {name} The kind of database.\n# TYPE {name} gauge\n{name}{{engine=\"{engine}\"}} 1\n")
}
