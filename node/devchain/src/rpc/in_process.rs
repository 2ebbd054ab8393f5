//! The chain as an alloy transport: no socket, the same dispatcher as HTTP.

use super::{Rpc, RpcConfig};
use crate::chain::DevChain;
use alloy::{
    rpc::json_rpc::{RequestPacket, Response, ResponsePacket, ResponsePayload, SerializedRequest},
    transports::{TransportError, TransportFut},
};
use futures::future::join_all;
use std::{
    fmt,
    sync::Arc,
    task::{Context, Poll},
};
use tower::Service;

/// A transport that hands requests to a chain in the same process.
///
/// It must be used within a tokio runtime. It holds the chain open.
#[derive(Clone)]
pub struct InProcess {
    rpc: Arc<Rpc>,
}

impl InProcess {
    /// A transport to a chain, with filters of its own.
    pub fn new(chain: DevChain, config: RpcConfig) -> Self {
        Self { rpc: Rpc::new(chain, config) }
    }
}

impl fmt::Debug for InProcess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcess").finish_non_exhaustive()
    }
}

impl Service<RequestPacket> for InProcess {
    type Response = ResponsePacket;
    type Error = TransportError;
    type Future = TransportFut<'static>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, packet: RequestPacket) -> Self::Future {
        let rpc = Arc::clone(&self.rpc);
        Box::pin(async move {
            Ok(match packet {
                RequestPacket::Single(request) => ResponsePacket::Single(respond(&rpc, &request).await),
                RequestPacket::Batch(requests) => {
                    let responses = requests.iter().map(|request| respond(&rpc, request));
                    ResponsePacket::Batch(join_all(responses).await)
                }
            })
        })
    }
}

async fn respond(rpc: &Arc<Rpc>, request: &SerializedRequest) -> Response {
    let payload = match rpc.call(request.method(), request.params()).await {
        Ok(result) => ResponsePayload::Success(result),
        Err(error) => ResponsePayload::Failure(error),
    };
    Response { id: request.id().clone(), payload }
}
