//! `/tools/{source}`: where tools deliver. Verified on raw bytes, stored, and only then acknowledged.
//!
//! These routes stand beside the API: no cookie and no key of ours opens them, bodies are what each tool sends, and what
//! is answered is what each tool understands.

use std::{net::IpAddr, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::any,
};
use serde_json::json;

use crate::{
    connectors::{Delivery, Receipt, Rejection, verify},
    error::ApiError,
    limits::Peer,
    state::AppState,
    tools::Connection,
};

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// The routes.
pub(crate) fn deliveries() -> Router<AppState> {
    Router::new().route("/tools/{source}", any(take)).route("/tools/{source}/{*rest}", any(take_below))
}

async fn take(State(state): State<AppState>, Path(source): Path<String>, request: Request) -> Response {
    answer(&state, &source, request).await
}

async fn take_below(
    State(state): State<AppState>,
    Path((source, _)): Path<(String, String)>,
    request: Request,
) -> Response {
    answer(&state, &source, request).await
}

async fn answer(state: &AppState, source: &str, request: Request) -> Response {
    let connected = state.tools.connected();
    let Some(connection) = connected.get(source) else {
        return refusal(StatusCode::NOT_FOUND, "no tool of this name is connected");
    };
    let client = client(state, &request);
    // Whoever is refused all the time is not read any more: checking signatures costs us more than sending them.
    if let Some(wait) = client.and_then(|client| state.tools.owes(&state.limits, client)) {
        state.tools.count(source, "paced");
        let mut response = refusal(StatusCode::TOO_MANY_REQUESTS, "too many deliveries of this address were refused");
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1));
        return response;
    }
    match receive(state, connection, request).await {
        Ok(receipt) => {
            state.tools.count(source, "stored");
            let kind = HeaderValue::from_static(receipt.content_type);
            (receipt.status, [(header::CONTENT_TYPE, kind)], receipt.body).into_response()
        }
        Err(Refused::Delivery(rejection)) => {
            state.tools.refused(source, &rejection);
            if let Some(client) = client {
                state.tools.remember(&state.limits, client);
            }
            tracing::info!(source, %rejection, "a delivery was refused");
            refusal(rejection.status(), &rejection.to_string())
        }
        Err(Refused::Ours(error)) => {
            state.tools.count(source, "put_off");
            let mut response = refusal(error.status(), &error.to_string());
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
            response
        }
    }
}

/// Who delivers; none for the machine itself, which has better means than requests.
fn client(state: &AppState, request: &Request) -> Option<IpAddr> {
    let Peer(peer) = request.extensions().get::<Peer>()?;
    let client = state.limits.client(*peer, request.headers());
    (!client.is_loopback()).then_some(client)
}

/// Why a delivery is not taken.
enum Refused {
    /// It is not as it must be.
    Delivery(Rejection),
    /// We cannot now: it is to be sent again.
    Ours(ApiError),
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        Self::Delivery(rejection)
    }
}

impl From<ApiError> for Refused {
    fn from(error: ApiError) -> Self {
        Self::Ours(error)
    }
}

async fn receive(state: &AppState, connection: &Connection, request: Request) -> Result<Receipt, Refused> {
    let (parts, body) = request.into_parts();
    let most = connection.connector.body_limit();
    verify::check_head(&parts.headers, most)?;
    let room = state.tools.room(announced(&parts).unwrap_or(most))?;
    let body = whole(body, most).await?;
    let delivery = Delivery {
        method: &parts.method,
        path: parts.uri.path(),
        headers: &parts.headers,
        body: &body,
        now: state.clock.now(),
    };
    let verified = connection.connector.verify(&delivery)?;
    let receipt = connection.connector.acknowledge(&body);
    state.tools.accept(connection, verified.delivery, body, room).await?;
    Ok(receipt)
}

fn announced(parts: &Parts) -> Option<usize> {
    parts.headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

async fn whole(body: Body, most: usize) -> Result<Vec<u8>, Refused> {
    match tokio::time::timeout(PATIENCE, to_bytes(body, most)).await {
        Ok(Ok(bytes)) => Ok(bytes.to_vec()),
        Ok(Err(_)) => Err(Rejection::TooLarge { most }.into()),
        Err(_) => Err(ApiError::Timeout.into()),
    }
}

/// A refusal in words that all tools understand: `errcode` is of Matrix, the others read none of it. Neither 500, which
/// Rocket.Chat never tries again, nor 410, which switches its webhook off, is ever answered.
fn refusal(status: StatusCode, why: &str) -> Response {
    let status = if status == StatusCode::INTERNAL_SERVER_ERROR { StatusCode::SERVICE_UNAVAILABLE } else { status };
    let code = match status.as_u16() {
        401 | 403 => "M_FORBIDDEN",
        404 => "M_NOT_FOUND",
        413 => "M_TOO_LARGE",
        429 | 503 => "M_LIMIT_EXCEEDED",
        _ => "M_BAD_JSON",
    };
    let body = json!({ "errcode": code, "error": why }).to_string();
    let kind: (HeaderName, &str) = (header::CONTENT_TYPE, "application/json");
    (status, [kind], body).into_response()
}
