//! Requests, counted by what became of them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::super::ChainError;

/// How many requests of one method had one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RpcCalls {
    /// The JSON-RPC method.
    pub method: &'static str,
    /// `ok`, `busy`, `too_much`, `refused` or `failed`.
    pub outcome: &'static str,
    /// How many since the start.
    pub count: u64,
}

/// The counters of an endpoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Counters(Arc<Mutex<BTreeMap<(&'static str, &'static str), u64>>>);

impl Counters {
    /// Counts `requests` answered with one result.
    pub(super) fn count<T>(&self, method: &'static str, requests: usize, result: &Result<T, ChainError>) {
        let outcome = match result {
            Ok(_) => "ok",
            Err(ChainError::Busy(_)) => "busy",
            Err(ChainError::TooMuch { .. }) => "too_much",
            Err(ChainError::Refused { .. }) => "refused",
            Err(_) => "failed",
        };
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((method, outcome)).or_default() += requests as u64;
    }

    /// All counters.
    pub(super) fn all(&self) -> Vec<RpcCalls> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.iter().map(|((method, outcome), count)| RpcCalls { method, outcome, count: *count }).collect()
    }
}
