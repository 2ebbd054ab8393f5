//! Every failure leaves as a problem: JSON for programs, a page for people, with the path that was asked for. This also
//! covers failures that no handler of ours made: unknown paths, wrong methods, bodies over the limit.

use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{
    error::{ApiError, Problem},
    web,
};

/// What a failure has to know of its request.
pub(super) struct Asked {
    path: String,
    page: bool,
    lang: web::Lang,
}

impl Asked {
    pub(super) fn of(request: &Request) -> Self {
        let path = request.uri().path().to_owned();
        let page = wants_page(&path, request.headers());
        let lang = web::Lang::of(request.uri().query().unwrap_or(""), request.headers());
        Self { path, page, lang }
    }
}

/// The answer itself, unless it is a failure.
pub(super) fn shape(asked: Asked, mut response: Response) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let mut problem = match response.extensions_mut().remove::<Problem>() {
        Some(problem) => problem,
        // A handler that answered JSON of its own knows why (`/readyz`).
        None if is_json(&response) => return response,
        None => named_by(status, &asked.path),
    };
    problem.instance = Some(asked.path);
    let mut shaped = if asked.page { web::problem_page(asked.lang, &problem) } else { problem.into_response() };
    for name in [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE] {
        if let Some(value) = response.headers_mut().remove(&name) {
            shaped.headers_mut().insert(name, value);
        }
    }
    shaped
}

fn is_json(response: &Response) -> bool {
    response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes() == b"application/json")
}

/// Whether a person looks at the answer: a browser asks for HTML, outside the API.
fn wants_page(path: &str, headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or("");
    accept.contains("text/html") && !path.starts_with("/api/")
}

fn named_by(status: StatusCode, path: &str) -> Problem {
    let error = match status {
        StatusCode::NOT_FOUND => ApiError::not_found(
            format!("there is nothing at {path:?}"),
            "Start at / for pages and at /api/v1/openapi.json for the API.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => ApiError::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ApiError::NotJson,
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => ApiError::Timeout,
        status if status.is_server_error() => ApiError::internal(format!("an answer without a reason: {status}")),
        _ => ApiError::invalid("the request cannot be read", "See /api/v1/openapi.json for what this address takes."),
    };
    error.problem()
}
