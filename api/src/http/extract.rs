//! axum's extractors with our errors.

use alloy::primitives::Address;
use axum::{
    extract::{
        FromRequest, FromRequestParts,
        rejection::{JsonRejection, PathRejection, QueryRejection},
    },
    http::StatusCode,
};

use crate::error::ApiError;

/// Parameters in the path.
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(ApiError))]
pub struct Path<T>(pub T);

/// Parameters in the query string.
#[derive(Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(ApiError))]
pub struct Query<T>(pub T);

/// A JSON body.
#[derive(Debug, FromRequest)]
#[from_request(via(axum::Json), rejection(ApiError))]
pub struct Json<T>(pub T);

/// The value that a parameter of a list stands for; the refusal names the parameter.
pub(crate) fn parameter<T, V, E: ToString>(
    name: &str,
    given: Option<T>,
    read: impl FnOnce(T) -> Result<V, E>,
) -> Result<Option<V>, ApiError> {
    let read = given.map(read).transpose();
    read.map_err(|error| ApiError::invalid(error, format!("Correct the parameter `{name}`.")))
}

/// The number that a parameter of a list gives. SQL has none of 2^63 and above: such a one names nothing.
pub(crate) fn number(name: &str, given: Option<u64>) -> Result<Option<u64>, ApiError> {
    parameter(name, given, |number| match i64::try_from(number) {
        Ok(_) => Ok(number),
        Err(_) => Err(format!("{number} is larger than any number of this list")),
    })
}

/// The address that a parameter of a list gives.
pub(crate) fn address(name: &str, given: Option<String>) -> Result<Option<Address>, ApiError> {
    let read = given.map(|text| text.parse()).transpose();
    read.map_err(|_| ApiError::invalid(format!("`{name}` is no address"), "Give 0x and 40 hexadecimal digits."))
}

impl From<PathRejection> for ApiError {
    fn from(rejection: PathRejection) -> Self {
        Self::invalid(rejection.body_text(), "See /api/v1/openapi.json for the form of this address.")
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::invalid(rejection.body_text(), "See /api/v1/openapi.json for the parameters of this address.")
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::NotJson,
            _ => Self::invalid(rejection.body_text(), "See /api/v1/openapi.json for the body that is expected."),
        }
    }
}
