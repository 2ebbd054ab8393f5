//! What happens to every request before and after its handler, in this order: trace, pace of each client, host check,
//! load, time, panics, size, JSON only; then failures become problems as people and programs want them, and the
//! security headers are added. Only the preflights of other sites that the operator named are answered before that.

mod body;
mod flood;
mod host;
mod problems;
mod security;
mod trace;

use std::{convert::Infallible, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, Method, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use tower::{Service, ServiceBuilder, util::option_layer};
use tower_http::cors::{AllowOrigin, CorsLayer};

use self::{flood::Gate, host::HostList, problems::Asked, security::Headers};
use crate::{error::ApiError, limits::Limits};

/// Largest request body.
const BODY_LIMIT: usize = 256 * 1024;
/// Longest time for a request body to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);
/// Longest time for an answer; above the longest wait for an intent.
const TIME_LIMIT: Duration = Duration::from_secs(35);
/// Probes of orchestrators use bare addresses, are cheap, tell nothing about people, and must not fail because others
/// ask for much.
const PROBES: [&str; 2] = ["/healthz", "/readyz"];

/// Wraps the routes as one service: `Router::layer` would box each route once more for each layer, and clone all of
/// these boxes for each request.
pub(crate) fn wrap<S>(routes: S, public_url: &str, limits: &Limits) -> Router
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + Sync + 'static,
{
    let edge = Edge { headers: Headers::new(public_url), hosts: HostList::new(public_url), gate: Gate::new(limits) };
    let service = ServiceBuilder::new()
        .layer(option_layer(other_sites(limits)))
        .layer(from_fn_with_state(Arc::new(edge), answer))
        .service(routes);
    Router::new().fallback_service(service)
}

/// What every request passes.
struct Edge {
    headers: Headers,
    hosts: HostList,
    gate: Gate,
}

async fn answer(State(edge): State<Arc<Edge>>, request: Request, next: Next) -> Response {
    let (span, asked) = (trace::span(&request), Asked::of(&request));
    trace::within(span, async {
        let response = edge.admit(request, next).await.unwrap_or_else(IntoResponse::into_response);
        edge.headers.on(problems::shape(asked, response))
    })
    .await
}

impl Edge {
    async fn admit(&self, request: Request, next: Next) -> Result<Response, ApiError> {
        self.gate.pace(&request)?;
        self.hosts.check(&request)?;
        let _held = self.gate.shed(&request)?;
        let handled = async { Ok(next.run(body::read(request).await?).await) };
        within_bounds(handled, || ApiError::internal("a handler panicked")).await?
    }
}

/// What a handler answers, unless it takes too long or panics.
async fn within_bounds<T>(handled: impl Future<Output = T>, panicked: fn() -> ApiError) -> Result<T, ApiError> {
    match tokio::time::timeout(TIME_LIMIT, AssertUnwindSafe(handled).catch_unwind()).await {
        Ok(Ok(answer)) => Ok(answer),
        // The panic hook has printed the message and the place; the caller learns neither.
        Ok(Err(_)) => Err(panicked()),
        Err(_) => Err(ApiError::Timeout),
    }
}

/// Wraps the routes where tools deliver: signatures stand for everything that keeps other callers in bounds. Which host
/// they call is not looked at, because homeservers often know this service by a name of their own network.
pub(crate) fn wrap_deliveries(routes: Router, public_url: &str) -> Router {
    routes.layer(from_fn_with_state(Arc::new(Headers::new(public_url)), deliver))
}

async fn deliver(State(headers): State<Arc<Headers>>, request: Request, next: Next) -> Response {
    let (span, asked) = (trace::span(&request), Asked::of(&request));
    trace::within(span, async {
        // Senders repeat what is put off; some never repeat what failed.
        let put_off = || ApiError::unavailable("internal_error", "a handler panicked", "Deliver it again later.");
        headers.on(match within_bounds(next.run(request), put_off).await {
            // What tools are answered is theirs to understand: it is no problem of ours.
            Ok(response) => response,
            Err(failure) => problems::shape(asked, failure.into_response()),
        })
    })
    .await
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

/// Whether an orchestrator asks how we are.
fn is_probe(request: &Request) -> bool {
    PROBES.contains(&request.uri().path())
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
