//! Bodies are JSON or nothing. This also keeps plain HTML forms of other sites out: they cannot send JSON without
//! asking the browser for permission first.

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{BODY_LIMIT, BODY_TIME};
use crate::error::ApiError;

pub(super) async fn only_json(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // Some acts need no body; a form of another site always names its media type.
    let empty = request.body().is_end_stream() && !request.headers().contains_key(header::CONTENT_TYPE);
    if reads || empty || is_json(request.headers()) {
        return next.run(request).await;
    }
    ApiError::NotJson.into_response()
}

/// Waits for the whole body before anything is done for it: a client that sends a byte a second holds nothing but its
/// own connection, and that not for long.
pub(super) async fn whole(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(BODY_TIME, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(bytes)) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Err(_)) => ApiError::TooLarge.into_response(),
        Err(_) => ApiError::Timeout.into_response(),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_json_media_type_counts() {
        let check = |kind: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            is_json(&headers)
        };
        assert!(check("application/json"));
        assert!(check("Application/JSON; charset=utf-8"));
        assert!(!check("text/plain"));
        assert!(!check("text/plain; application/json"));
        assert!(!is_json(&HeaderMap::new()));
    }
}
