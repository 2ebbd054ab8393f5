//! Errors as JSON-RPC sees them. Codes follow EIP-1474 and geth: -32602 for parameters, -32000 for refused
//! transactions, 3 with the data for reverted calls, -32005 for limits.

use crate::error::{CallError, ChainError, StoreError, TxError};
use alloy::rpc::json_rpc::ErrorPayload;
use serde_json::value::to_raw_value;
use std::borrow::Cow;

const REFUSED: i64 = -32000;
const LIMIT_EXCEEDED: i64 = -32005;
const UNKNOWN_METHOD: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const INTERNAL: i64 = -32603;
const REVERTED: i64 = 3;

fn error(code: i64, message: impl Into<Cow<'static, str>>) -> ErrorPayload {
    ErrorPayload { code, message: message.into(), data: None }
}

pub(super) fn invalid_params(message: impl Into<Cow<'static, str>>) -> ErrorPayload {
    error(INVALID_PARAMS, message)
}

pub(super) fn unknown_method(message: impl Into<Cow<'static, str>>) -> ErrorPayload {
    error(UNKNOWN_METHOD, message)
}

pub(super) fn limit_exceeded(message: impl Into<Cow<'static, str>>) -> ErrorPayload {
    error(LIMIT_EXCEEDED, message)
}

pub(super) fn refused(message: impl Into<Cow<'static, str>>) -> ErrorPayload {
    error(REFUSED, message)
}

pub(super) fn internal(message: impl Into<Cow<'static, str>>) -> ErrorPayload {
    error(INTERNAL, message)
}

/// The block that a read refers to does not exist.
pub(super) fn unknown_block() -> ErrorPayload {
    refused("unknown block: it is above the head or was replaced")
}

impl From<StoreError> for ErrorPayload {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Pruned { .. } => refused(error.to_string()),
            StoreError::Sqlite(_) | StoreError::Damaged(_) => {
                tracing::error!(%error, "the chain file failed");
                internal(error.to_string())
            }
        }
    }
}

impl From<TxError> for ErrorPayload {
    fn from(error: TxError) -> Self {
        match error {
            TxError::Undecodable(_) => invalid_params(error.to_string()),
            other => refused(other.to_string()),
        }
    }
}

impl From<CallError> for ErrorPayload {
    fn from(failure: CallError) -> Self {
        let message = failure.to_string();
        match failure {
            CallError::Reverted { data, .. } => Self { data: to_raw_value(&data).ok(), ..error(REVERTED, message) },
            CallError::Store(error) => error.into(),
            CallError::Halted(_) | CallError::Invalid(_) | CallError::GasAllowance(_) => refused(message),
        }
    }
}

impl From<ChainError> for ErrorPayload {
    fn from(error: ChainError) -> Self {
        match error {
            ChainError::Store(error) => error.into(),
            ChainError::Tx(error) => error.into(),
            ChainError::TimeGoesBack { .. } | ChainError::NoSnapshot(_) | ChainError::TooDeep { .. } => {
                invalid_params(error.to_string())
            }
            ChainError::Stopped | ChainError::Backup { .. } => internal(error.to_string()),
        }
    }
}
