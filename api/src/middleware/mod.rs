//! What happens to every request before and after its handler, from the outside in: trace, security headers, problems
//! as people and programs want them, pace of each client,
//! host check, load, panics, time, size, JSON only.

mod body;
mod flood;
mod host;
mod problems;
mod security;
mod trace;

use std::{any::Any, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, Method, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tower::{ServiceBuilder, util::option_layer};
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{AllowOrigin, CorsLayer},
    limit::RequestBodyLimitLayer,
};

use self::{flood::Gate, host::HostList, security::Headers};
use crate::{error::ApiError, limits::Limits};

/// Largest request body.
const BODY_LIMIT: usize = 256 * 1024;
/// Longest time for a request body to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);
/// Longest time for an answer; above the longest wait for an intent.
const TIME_LIMIT: Duration = Duration::from_secs(35);

/// Wraps the routes; the first layer of each builder is the first to see a request.
///
/// Every call of `Router::layer` boxes each route once more, and each box is cloned for each request: hence few calls
/// with many layers.
pub(crate) fn wrap(routes: Router, public_url: &str, limits: &Limits) -> Router {
    let gate = Gate::new(limits);
    let inner = ServiceBuilder::new()
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn(body::only_json))
        .layer(from_fn(body::whole));
    let outer = ServiceBuilder::new()
        .layer(from_fn(trace::request))
        .layer(from_fn_with_state(Headers::new(public_url), security::headers))
        .layer(option_layer(other_sites(limits)))
        .layer(from_fn(problems::shape))
        .layer(from_fn_with_state(gate.clone(), flood::pace))
        .layer(from_fn_with_state(HostList::new(public_url), host::check))
        .layer(from_fn_with_state(gate, flood::shed))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn(in_time));
    routes.layer(inner).layer(RequestBodyLimitLayer::new(BODY_LIMIT)).layer(outer)
}

/// Pages of other sites may read what is public, where the operator named them; never with the cookies of a person.
fn other_sites(limits: &Limits) -> Option<CorsLayer> {
    let origins = limits.allowed_origins.clone();
    (!origins.is_empty()).then(|| {
        CorsLayer::new()
            .allow_origin(AllowOrigin::list(origins))
            .allow_methods([Method::GET, Method::HEAD])
            .allow_headers([header::ACCEPT, header::IF_NONE_MATCH, HeaderName::from_static("last-event-id")])
            .expose_headers([header::ETAG, header::LINK, header::RETRY_AFTER])
            .max_age(Duration::from_secs(3600))
    })
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(TIME_LIMIT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::Timeout.into_response(),
    }
}

/// The panic hook has printed the message and the place; the caller learns neither.
fn after_panic(_: Box<dyn Any + Send>) -> Response {
    ApiError::internal("a handler panicked").into_response()
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, http::StatusCode, routing::get};
    use tower::ServiceExt;

    use super::*;

    async fn ask(path: &str) -> Response {
        async fn panics() -> &'static str {
            panic!("the word xyzzy is in the log only")
        }
        let routes = Router::new().route("/panics", get(panics));
        let app = wrap(routes, "http://palabre.example", &Limits::default());
        let request = Request::get(path).header("host", "palabre.example").body(Body::empty()).unwrap();
        app.oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_that_tells_nothing() {
        let response = ask("/panics").await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(response.headers().contains_key("content-security-policy"));
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&body);
        assert!(text.contains("internal_error") && text.contains("\"instance\":\"/panics\""), "{text}");
        assert!(!text.contains("xyzzy"), "{text}");
    }

    #[tokio::test]
    async fn an_unknown_path_is_a_problem_too() {
        let response = ask("/nowhere").await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert_eq!(response.headers()["content-type"], "application/problem+json");
    }
}
