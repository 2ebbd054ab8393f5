//! Keeps other sites from acting in the name of somebody who is signed in here. A request that changes something, with
//! the cookie of a session, must show that a page of ours made it.

use axum::http::{HeaderMap, HeaderName, Method, header};

use super::{Session, origin::Origin};
use crate::error::ApiError;

/// Carries the session's token, for callers that are no browser.
pub(crate) const TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a request with this method may change something.
pub(crate) fn changes(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The request was made by a page of ours (browsers say so and pages cannot lie about it), or with the token.
pub(super) fn check(headers: &HeaderMap, origin: Option<&Origin>, session: &Session) -> Result<(), ApiError> {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    let foreign = text(&header::ORIGIN).is_some_and(|from| origin.is_none_or(|ours| ours.to_string() != from));
    if foreign || headers.get_all(header::ORIGIN).iter().count() > 1 {
        return Err(refused());
    }
    let from_us = text(&SITE) == Some("same-origin");
    let has_token = text(&TOKEN).is_some_and(|token| session.is_token(token));
    if from_us || has_token { Ok(()) } else { Err(refused()) }
}

fn refused() -> ApiError {
    ApiError::forbidden(
        "cross_site_request",
        "this request carries your session, but nothing shows that a page of this service made it",
        "Programs send the header X-CSRF-Token with the csrf_token of GET /api/v1/session; pages of other sites cannot.",
    )
}
