//! Serves connections: like `axum::serve`, with limits for clients that are slow, large or too many.

use std::{convert::Infallible, future::Future, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tower::ServiceExt;

use crate::limits::Peer;

/// What a connection may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// Connections at the same time; more wait in the queue of the operating system.
    pub at_once: usize,
    /// How long a client may take for the head of a request, also while it is idle.
    pub head_time: Duration,
    /// Most bytes of the head of a request.
    pub head_size: usize,
    /// Most headers of a request.
    pub headers: usize,
    /// How long requests may go on after the service was asked to stop.
    pub stop_time: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            at_once: 16_384,
            head_time: Duration::from_secs(10),
            head_size: 32 * 1024,
            headers: 64,
            stop_time: Duration::from_secs(8),
        }
    }
}

/// Serves until `stop`, then lets requests end.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: ConnectionLimits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let (permits, open) = (Arc::new(Semaphore::new(limits.at_once)), GracefulShutdown::new());
    let mut stop = std::pin::pin!(stop);
    loop {
        let permit = tokio::select! {
            permit = Arc::clone(&permits).acquire_owned() => permit.map_err(io::Error::other)?,
            () = &mut stop => break,
        };
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, or a client that left already: the next one may have better luck.
                    tracing::warn!(%error, "a connection cannot be taken");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let connection = open.watch(connection(stream, peer, app.clone(), &limits));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(permit);
        });
    }
    drop(listener);
    if timeout(limits.stop_time, open.shutdown()).await.is_err() {
        tracing::info!("requests that go on are cut off: the service stops");
    }
    Ok(())
}

/// A connection whose answers may be made on any thread.
type Connection<S> = http1::Connection<TokioIo<TcpStream>, S>;

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    app: Router,
    limits: &ConnectionLimits,
) -> Connection<
    impl hyper::service::Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> + use<>,
> {
    // Answers are small: waiting for more to send only delays them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection keeps waiting for more to send");
    }
    let answer = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(Peer(peer.ip()));
        app.clone().oneshot(request.map(Body::new))
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time)
        .max_buf_size(limits.head_size)
        .max_headers(limits.headers)
        .serve_connection(TokioIo::new(stream), answer)
}
