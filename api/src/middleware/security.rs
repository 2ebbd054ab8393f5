//! Headers that tell browsers what our answers may do: nothing that we did not write.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::Response,
};

/// No inline script, no inline style, no other origin, no frame around a sign button.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Invitations travel in the address of the page to join.
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
];

/// What depends on where the service is reached.
#[derive(Clone, Copy, Debug)]
pub(super) struct Headers {
    https: bool,
}

impl Headers {
    pub(super) fn new(public_url: &str) -> Self {
        Self { https: public_url.starts_with("https://") }
    }

    /// The answer with them.
    pub(super) fn on(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        headers.reserve(HEADERS.len() + 2);
        for (name, value) in HEADERS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if self.https {
            // Once reached by https, never again without it. Browsers ignore this on the machine itself.
            headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        response
    }
}
