//! The JSON-RPC interface, the same over HTTP and in process.
//!
//! To add a method: write a function in the file of its subject (`accounts`, `blocks`, `calls`, `fees`, `logs`, `dev`,
//! `node`), add one line to the table in `methods.rs`, and, when it may run long, mark it `Slow` there.

mod accounts;
mod blocks;
mod calls;
mod dev;
mod errors;
mod fees;
mod in_process;
mod logs;
mod methods;
mod node;
mod params;
mod server;
mod types;

pub(crate) use logs::logs_of;

pub use in_process::InProcess;
pub use server::{RpcServerConfig, router, serve};

use crate::{chain::DevChain, filter::Filters, head::Shared};
use alloy::rpc::json_rpc::ErrorPayload;
use futures::future::BoxFuture;
use params::Params;
use serde::Serialize;
use serde_json::value::RawValue;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Limits of the JSON-RPC interface.
#[derive(Clone, Copy, Debug)]
pub struct RpcConfig {
    /// Blocks that one `eth_getLogs` may span.
    pub max_log_blocks: u64,
    /// Logs that one `eth_getLogs` may return.
    pub max_logs: usize,
    /// Requests in one batch.
    pub max_batch: usize,
    /// A filter that nobody asks about for this long is forgotten.
    pub filter_lifetime: Duration,
}

impl Default for RpcConfig {
    fn default() -> Self {
        Self { max_log_blocks: 10_000, max_logs: 20_000, max_batch: 1_000, filter_lifetime: Duration::from_secs(300) }
    }
}

type RpcResult = Result<Box<RawValue>, ErrorPayload>;

/// How a method is run.
#[derive(Clone, Copy)]
enum Handler {
    /// Answers from memory or with a short read of the file.
    Quick(fn(&Rpc, &Params<'_>) -> RpcResult),
    /// May take long, so it leaves the threads that serve other requests.
    Slow(fn(&Rpc, &Params<'_>) -> RpcResult),
    /// Waits for the thread of the chain.
    Waiting(for<'a> fn(&'a Rpc, Params<'a>) -> BoxFuture<'a, RpcResult>),
}

/// The dispatcher.
pub(crate) struct Rpc {
    chain: DevChain,
    config: RpcConfig,
    filters: Mutex<Filters>,
}

impl Rpc {
    pub(crate) fn new(chain: DevChain, config: RpcConfig) -> Arc<Self> {
        Arc::new(Self { chain, config, filters: Mutex::new(Filters::new(config.filter_lifetime)) })
    }

    pub(crate) fn config(&self) -> &RpcConfig {
        &self.config
    }

    /// Answers one request.
    pub(crate) async fn call(self: &Arc<Self>, method: &str, params: Option<&RawValue>) -> RpcResult {
        match methods::find(method, self.shared().config.dev)? {
            Handler::Quick(run) => run(self, &Params::parse(params)?),
            Handler::Waiting(run) => run(self, Params::parse(params)?).await,
            Handler::Slow(run) => {
                let (rpc, params) = (Arc::clone(self), params.map(ToOwned::to_owned));
                let task = tokio::task::spawn_blocking(move || run(&rpc, &Params::parse(params.as_deref())?));
                task.await.unwrap_or_else(|_| Err(errors::internal("the request could not be completed")))
            }
        }
    }

    fn shared(&self) -> &Shared {
        self.chain.shared()
    }

    fn filters(&self) -> MutexGuard<'_, Filters> {
        self.filters.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Turns an answer into JSON.
fn answer<T: Serialize>(value: T) -> RpcResult {
    serde_json::value::to_raw_value(&value).map_err(|error| errors::internal(error.to_string()))
}
