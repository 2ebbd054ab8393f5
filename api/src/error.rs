//! How a request fails: one small enum whose variants say what the caller should do, answered as RFC 9457 problem
//! details. Middleware adds the request's path and, for browsers, turns the problem into a page.

use std::error::Error;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_indexer::StoreError;
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// Why a request was not answered.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The request cannot be understood: correct it.
    #[error("{detail}")]
    Invalid {
        /// What is wrong.
        detail: String,
        /// What would be right.
        next_step: String,
    },
    /// There is no such thing, or not yet: look elsewhere.
    #[error("{what}")]
    NotFound {
        /// What is missing.
        what: String,
        /// Where to look.
        next_step: String,
    },
    /// Nobody is known to have made this request: sign in, or send a key that is good.
    #[error("{detail}")]
    Unauthorized {
        /// Why nobody is known.
        detail: String,
        /// How to become known.
        next_step: String,
    },
    /// Known, and not allowed.
    #[error("{detail}")]
    Forbidden {
        /// Stable name of the reason, in `snake_case`.
        code: &'static str,
        /// The reason.
        detail: String,
        /// Who may, or what to do first.
        next_step: String,
    },
    /// The path exists, but not for this method.
    #[error("this address does not take that method")]
    MethodNotAllowed,
    /// Understood and refused, for a reason of the domain (a signature, a deadline, a right): do something else first.
    #[error("{detail}")]
    Refused {
        /// Stable name of the reason, in `snake_case`.
        code: &'static str,
        /// The reason.
        detail: String,
        /// What to do first.
        next_step: String,
    },
    /// It was already done, or something else happened in between: look at the current state.
    #[error("{detail}")]
    Conflict {
        /// Stable name of the reason, in `snake_case`.
        code: &'static str,
        /// The reason.
        detail: String,
        /// What to look at.
        next_step: String,
    },
    /// Too much from one person: wait.
    #[error("{detail}")]
    TooMany {
        /// Which limit was reached.
        detail: String,
        /// How long to wait.
        retry_after_seconds: u64,
    },
    /// The body is larger than any request needs.
    #[error("the request body is too large")]
    TooLarge,
    /// The body is not JSON.
    #[error("the request body is not JSON")]
    NotJson,
    /// The `Host` is not ours: a rebinding attack, or a proxy that changes it.
    #[error("this service does not answer for the host {0:?}")]
    WrongHost(String),
    /// The request took too long.
    #[error("the request took too long")]
    Timeout,
    /// Something we need does not answer: retry later.
    #[error("{detail}")]
    Unavailable {
        /// Stable name of what is missing, in `snake_case`.
        code: &'static str,
        /// What is missing.
        detail: String,
        /// What an operator looks at.
        next_step: String,
    },
    /// Our fault: logged here, never shown.
    #[error("internal error")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

/// An RFC 9457 problem.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "urn:palabre:problem:not_found")]
    pub kind: String,
    /// The kind of problem in words.
    pub title: &'static str,
    /// HTTP status.
    #[schema(example = 404)]
    pub status: u16,
    /// Stable name of the problem, for programs.
    #[schema(example = "not_found")]
    pub code: &'static str,
    /// What happened this time.
    pub detail: String,
    /// What to do about it.
    pub next_step: String,
    /// Path of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
}

/// How any request may fail, for the OpenAPI document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
pub(crate) enum Failures {
    /// The request cannot be understood: correct it.
    #[response(status = 400, content_type = "application/problem+json")]
    Invalid(Problem),
    /// There is no such thing, or not yet: look elsewhere.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// Something we need does not answer, or is not indexed yet: retry later.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(Problem),
}

/// How a request for what is not public may fail, for the OpenAPI document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
pub(crate) enum Refusals {
    /// The request cannot be understood: correct it.
    #[response(status = 400, content_type = "application/problem+json")]
    Invalid(Problem),
    /// Nobody is signed in, or the key is void.
    #[response(status = 401, content_type = "application/problem+json")]
    Unauthorized(Problem),
    /// Not for this person or key.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(Problem),
    /// There is no such thing.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// Something we need does not answer: retry later.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(Problem),
}

impl ApiError {
    /// Nobody is known to have made this request.
    pub fn unauthorized(detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::Unauthorized { detail: detail.to_string(), next_step: next_step.into() }
    }

    /// Known, and not allowed.
    pub fn forbidden(code: &'static str, detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::Forbidden { code, detail: detail.to_string(), next_step: next_step.into() }
    }

    /// The request cannot be understood.
    pub fn invalid(detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::Invalid { detail: detail.to_string(), next_step: next_step.into() }
    }

    /// There is no such thing.
    pub fn not_found(what: impl Into<String>, next_step: impl Into<String>) -> Self {
        Self::NotFound { what: what.into(), next_step: next_step.into() }
    }

    /// Understood and refused.
    pub fn refused(code: &'static str, detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::Refused { code, detail: detail.to_string(), next_step: next_step.into() }
    }

    /// Already done, or changed in between.
    pub fn conflict(code: &'static str, detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::Conflict { code, detail: detail.to_string(), next_step: next_step.into() }
    }

    /// Something we need does not answer.
    pub fn unavailable(code: &'static str, detail: impl ToString, next_step: impl Into<String>) -> Self {
        Self::Unavailable { code, detail: detail.to_string(), next_step: next_step.into() }
    }

    /// Our fault.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Invalid { .. } => StatusCode::BAD_REQUEST,
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::Unauthorized { .. } => StatusCode::UNAUTHORIZED,
            Self::Forbidden { .. } => StatusCode::FORBIDDEN,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::WrongHost(_) => StatusCode::MISDIRECTED_REQUEST,
            Self::Timeout | Self::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid { .. } => "invalid_request",
            Self::NotFound { .. } => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Unauthorized { .. } => "not_signed_in",
            Self::Forbidden { code, .. }
            | Self::Refused { code, .. }
            | Self::Conflict { code, .. }
            | Self::Unavailable { code, .. } => code,
            Self::TooMany { .. } => "too_many_requests",
            Self::TooLarge => "body_too_large",
            Self::NotJson => "not_json",
            Self::WrongHost(_) => "wrong_host",
            Self::Timeout => "timeout",
            Self::Internal(_) => "internal_error",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::Invalid { .. } => "The request cannot be understood",
            Self::NotFound { .. } => "Not found",
            Self::Unauthorized { .. } => "Not signed in",
            Self::Forbidden { .. } => "Not allowed",
            Self::MethodNotAllowed => "Method not allowed",
            Self::Refused { .. } => "Refused",
            Self::Conflict { .. } => "Already done or changed in between",
            Self::TooMany { .. } => "Too many requests",
            Self::TooLarge => "Body too large",
            Self::NotJson => "Body is not JSON",
            Self::WrongHost(_) => "Wrong host",
            Self::Timeout => "Took too long",
            Self::Unavailable { .. } => "Not available now",
            Self::Internal(_) => "Internal error",
        }
    }

    fn next_step(&self) -> String {
        let fixed = match self {
            Self::Invalid { next_step, .. }
            | Self::NotFound { next_step, .. }
            | Self::Unauthorized { next_step, .. }
            | Self::Forbidden { next_step, .. }
            | Self::Refused { next_step, .. }
            | Self::Conflict { next_step, .. }
            | Self::Unavailable { next_step, .. } => return next_step.clone(),
            Self::TooMany { retry_after_seconds, .. } => {
                return format!("Wait {retry_after_seconds} seconds, then retry.");
            }
            Self::MethodNotAllowed => "See the header Allow and /api/v1/openapi.json for what this address takes.",
            Self::TooLarge => "Send at most 256 KiB.",
            Self::NotJson => "Send JSON with the header Content-Type: application/json.",
            Self::WrongHost(_) => "Use the address that the operator gave, or ask them to set the public URL.",
            Self::Timeout => "Retry; if it lasts, tell the operator.",
            Self::Internal(_) => "Retry; if it lasts, tell the operator, who finds the cause in the log.",
        };
        fixed.to_owned()
    }

    /// The problem that the caller sees.
    pub fn problem(&self) -> Problem {
        Problem {
            kind: format!("urn:palabre:problem:{}", self.code()),
            title: self.title(),
            status: self.status().as_u16(),
            code: self.code(),
            detail: self.to_string(),
            next_step: self.next_step(),
            instance: None,
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(ref problem) if palabre_indexer::sql::is_away(problem) => {
                tracing::warn!(error = &error as &dyn Error, "the mirror does not answer");
                Self::unavailable(
                    "mirror_unavailable",
                    "the database does not answer now",
                    "Retry in a few seconds. Operators: check that the database runs, has free space, and may be written.",
                )
            }
            other => Self::internal(other),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Internal(source) = &self {
            tracing::error!(error = source.as_ref() as &dyn Error, "a request failed");
        }
        let mut response = self.problem().into_response();
        let retry_after = match &self {
            Self::TooMany { retry_after_seconds, .. } => Some(*retry_after_seconds),
            Self::Timeout | Self::Unavailable { .. } => Some(5),
            _ => None,
        };
        if let Self::Unauthorized { .. } = &self {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // Numbers, texts and no maps: this cannot fail to serialise.
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        response.extensions_mut().insert(self);
        response
    }
}
