//! JSON-RPC over HTTP, for wallets and tools on the same machine.
//!
//! Browsers are the danger: any page may send requests to localhost. A page of another site is kept out by its
//! `Origin`, a page that points its own name at 127.0.0.1 (DNS rebinding) by the `Host`.

use super::{
    Rpc, RpcConfig,
    errors::{invalid_params, limit_exceeded},
};
use crate::chain::DevChain;
use alloy::rpc::json_rpc::ErrorPayload;
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{self, HeaderName},
    },
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use futures::future::join_all;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::{borrow::Cow, future::Future, io, net::IpAddr, sync::Arc};
use tokio::net::TcpListener;

const ABOUT: &str = "This is the JSON-RPC interface of a single-operator EVM chain. Add its address to your wallet as \
                     an RPC URL, or POST JSON-RPC requests to it.\n";

/// Who may use the HTTP interface, and how much.
#[derive(Clone, Debug)]
pub struct RpcServerConfig {
    /// Host names accepted beside `localhost` and loopback addresses.
    pub hosts: Vec<String>,
    /// Origins of web pages that may use the interface. A trailing `*` stands for anything.
    pub origins: Vec<String>,
    /// Largest request body in bytes.
    pub body_limit: usize,
    /// Limits of the methods.
    pub rpc: RpcConfig,
}

impl Default for RpcServerConfig {
    fn default() -> Self {
        let origins = [
            "http://localhost",
            "http://localhost:*",
            "http://127.0.0.1",
            "http://127.0.0.1:*",
            // Browser wallets ask from their extension; a web page cannot claim such an origin.
            "chrome-extension://*",
            "moz-extension://*",
            "safari-web-extension://*",
        ];
        Self {
            hosts: Vec::new(),
            origins: origins.map(String::from).to_vec(),
            body_limit: 5 * 1024 * 1024,
            rpc: RpcConfig::default(),
        }
    }
}

/// A router that answers JSON-RPC at `/`.
pub fn router(chain: DevChain, config: RpcServerConfig) -> Router {
    let rpc = Rpc::new(chain, config.rpc);
    let body_limit = config.body_limit;
    Router::new()
        .route("/", get(async || ABOUT).post(post))
        .layer(DefaultBodyLimit::max(body_limit))
        .layer(middleware::from_fn_with_state(Arc::new(config), guard))
        .with_state(rpc)
}

/// Serves JSON-RPC until `shutdown` completes.
pub async fn serve(
    listener: TcpListener,
    chain: DevChain,
    config: RpcServerConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    use axum::serve::ListenerExt as _;
    // Requests and answers are small and wait for each other: delaying them to fill packets would only add latency.
    let listener = listener.tap_io(|stream| _ = stream.set_nodelay(true));
    axum::serve(listener, router(chain, config)).with_graceful_shutdown(shutdown).await
}

/// Checks `Host` and `Origin`, and speaks CORS with pages that are let in.
async fn guard(State(config): State<Arc<RpcServerConfig>>, request: Request, next: Next) -> Response {
    if !config.allows_host(request.headers(), request.uri()) {
        let text = "this host name is not allowed: use localhost, or configure the name\n";
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    let Some(origin) = request.headers().get(header::ORIGIN).cloned() else { return next.run(request).await };
    if !origin.to_str().is_ok_and(|origin| config.allows_origin(origin)) {
        let text = "web pages of this origin may not use the chain: configure the origin to allow it\n";
        return (StatusCode::FORBIDDEN, text).into_response();
    }
    let mut response = if request.method() == Method::OPTIONS { preflight() } else { next.run(request).await };
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    response
}

fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
        (HeaderName::from_static("access-control-allow-private-network"), "true"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

impl RpcServerConfig {
    fn allows_host(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let Some(authority) = host.or(uri.authority().map(|authority| authority.as_str())) else { return false };
        let name = host_name(authority);
        let loopback = name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
        loopback
            || name.eq_ignore_ascii_case("localhost")
            || self.hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
    }

    fn allows_origin(&self, origin: &str) -> bool {
        self.origins.iter().any(|allowed| match allowed.strip_suffix('*') {
            Some(prefix) => origin.starts_with(prefix),
            None => origin == allowed,
        })
    }
}

/// The host without port and without the brackets of IPv6 addresses.
fn host_name(authority: &str) -> &str {
    match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => address,
        None => authority.split_once(':').map_or(authority, |(name, _)| name),
    }
}

#[derive(Deserialize)]
struct JsonRequest<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    method: Cow<'a, str>,
    #[serde(borrow, default)]
    params: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct JsonResponse<'a> {
    jsonrpc: &'static str,
    id: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<JsonError>,
}

/// An error without data leaves the field out: some clients stumble over a null.
#[derive(Serialize)]
struct JsonError {
    code: i64,
    message: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Box<RawValue>>,
}

impl<'a> JsonResponse<'a> {
    fn new(id: Option<&'a RawValue>, outcome: Result<Box<RawValue>, ErrorPayload>) -> Self {
        let (result, error) = match outcome {
            Ok(result) => (Some(result), None),
            Err(ErrorPayload { code, message, data }) => (None, Some(JsonError { code, message, data })),
        };
        Self { jsonrpc: "2.0", id, result, error }
    }
}

async fn post(State(rpc): State<Arc<Rpc>>, body: Bytes) -> Response {
    let batch = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    if !batch {
        return json(&respond_to(&rpc, &body).await);
    }
    match serde_json::from_slice::<Vec<&RawValue>>(&body) {
        Err(error) => json(&JsonResponse::new(None, Err(unreadable(&error)))),
        Ok(requests) if requests.is_empty() => json(&JsonResponse::new(None, Err(invalid_params("empty batch")))),
        Ok(requests) if requests.len() > rpc.config().max_batch => {
            let message = format!("a batch may hold {} requests: send several", rpc.config().max_batch);
            json(&JsonResponse::new(None, Err(limit_exceeded(message))))
        }
        Ok(requests) => {
            let responses = requests.iter().map(|request| respond_to(&rpc, request.get().as_bytes()));
            json(&join_all(responses).await)
        }
    }
}

async fn respond_to<'a>(rpc: &Arc<Rpc>, request: &'a [u8]) -> JsonResponse<'a> {
    match serde_json::from_slice::<JsonRequest<'a>>(request) {
        Ok(JsonRequest { id, method, params }) => JsonResponse::new(id, rpc.call(&method, params).await),
        Err(error) => JsonResponse::new(None, Err(unreadable(&error))),
    }
}

/// -32700 for bytes that are not JSON, -32600 for JSON that is not a request.
fn unreadable(error: &serde_json::Error) -> ErrorPayload {
    let code = if error.is_data() { -32600 } else { -32700 };
    ErrorPayload { code, message: format!("not a JSON-RPC request: {error}").into(), data: None }
}

fn json<T: Serialize>(value: &T) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => ([(header::CONTENT_TYPE, "application/json")], body).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_compared_without_port_and_brackets() {
        assert_eq!(host_name("localhost:8545"), "localhost");
        assert_eq!(host_name("[::1]:8545"), "::1");
        assert_eq!(host_name("127.0.0.1"), "127.0.0.1");
    }

    #[test]
    fn a_page_cannot_smuggle_its_name_into_an_allowed_origin() {
        let config = RpcServerConfig::default();
        assert!(config.allows_origin("http://localhost:3000"));
        assert!(config.allows_origin("http://127.0.0.1"));
        assert!(!config.allows_origin("http://localhost.evil.example"));
        assert!(!config.allows_origin("https://evil.example"));
        assert!(!config.allows_origin("null"));
    }
}
