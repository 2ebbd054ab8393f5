//! One line a request. Only the path is logged: query strings carry invitations, headers carry sessions.

use std::time::Instant;

use axum::{extract::Request, middleware::Next, response::Response};
use tracing::Instrument;

pub(super) async fn request(request: Request, next: Next) -> Response {
    let span = tracing::info_span!("request", method = %request.method(), path = request.uri().path());
    let started = Instant::now();
    async move {
        let response = next.run(request).await;
        tracing::debug!(status = response.status().as_u16(), elapsed_ms = started.elapsed().as_millis(), "answered");
        response
    }
    .instrument(span)
    .await
}
