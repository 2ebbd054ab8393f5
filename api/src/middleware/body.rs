//! Bodies are JSON or nothing. This also keeps plain HTML forms of other sites out: they cannot send JSON without
//! asking the browser for permission first.

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    http::{HeaderMap, Method, header},
};

use super::{BODY_LIMIT, BODY_TIME};
use crate::error::ApiError;

/// The request with all of its body, before anything is done for it: a client that sends a byte a second holds nothing
/// but its own connection, and that not for long.
pub(super) async fn read(request: Request) -> Result<Request, ApiError> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let ended = request.body().is_end_stream();
    if request.body().size_hint().lower() > BODY_LIMIT as u64 {
        return Err(ApiError::TooLarge);
    }
    // Some acts need no body; a form of another site always names its media type.
    let empty = ended && !request.headers().contains_key(header::CONTENT_TYPE);
    if !reads && !empty && !is_json(request.headers()) {
        return Err(ApiError::NotJson);
    }
    if ended {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(BODY_TIME, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
        Ok(Err(_)) => Err(ApiError::TooLarge),
        Err(_) => Err(ApiError::Timeout),
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
