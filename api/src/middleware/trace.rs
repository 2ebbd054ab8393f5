//! One line a request. Only the path is logged: query strings carry invitations, headers carry sessions.

use std::time::Instant;

use axum::{extract::Request, response::Response};
use tracing::{Instrument, Span};

pub(super) fn span(request: &Request) -> Span {
    tracing::info_span!("request", method = %request.method(), path = request.uri().path())
}

pub(super) async fn within(span: Span, answer: impl Future<Output = Response>) -> Response {
    let started = Instant::now();
    async {
        let response = answer.await;
        tracing::debug!(status = response.status().as_u16(), elapsed_ms = started.elapsed().as_millis(), "answered");
        response
    }
    .instrument(span)
    .await
}
