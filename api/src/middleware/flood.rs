//! Floods: one client that asks for too much, and all together that ask for more than we can do.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tokio::{sync::Semaphore, time::Instant};

use crate::{
    error::ApiError,
    limits::{Clients, Cost, Limits, Peer},
    sessions::csrf,
};

/// Probes are cheap and must not fail because others are many.
const PROBES: [&str; 2] = ["/healthz", "/readyz"];

/// What counts requests.
#[derive(Clone)]
pub(super) struct Gate {
    limits: Arc<Limits>,
    clients: Clients,
    permits: Arc<Semaphore>,
}

impl Gate {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(limits.at_once)),
            limits: Arc::new(limits.clone()),
            clients: Clients::default(),
        }
    }

    /// The client, unless it is the machine itself: whoever is there has better means than requests. A proxy on the
    /// machine that is trusted says for whom it asks, and that is who counts.
    fn client(&self, request: &Request) -> Option<IpAddr> {
        let Peer(peer) = request.extensions().get::<Peer>()?;
        let client = self.limits.client(*peer, request.headers());
        (!client.is_loopback()).then_some(client)
    }
}

/// Refuses clients that ask for too much.
pub(super) async fn pace(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Some(client) = gate.client(&request) else { return next.run(request).await };
    let path = request.uri().path();
    let cost = match csrf::changes(request.method()) {
        _ if PROBES.contains(&path) => return next.run(request).await,
        true if path.starts_with("/api/v1/session") => Cost::SignIn,
        true => Cost::Act,
        false => Cost::Read,
    };
    match gate.clients.admit(&gate.limits, client, cost, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let retry_after_seconds = wait.as_secs() + 1;
            let detail = "too many requests from this address".to_owned();
            ApiError::TooMany { detail, retry_after_seconds }.into_response()
        }
    }
}

/// Refuses what would only wait: whoever is told at once can come back, whoever waits keeps others waiting.
pub(super) async fn shed(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if PROBES.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    match gate.permits.try_acquire() {
        Ok(_held) => next.run(request).await,
        Err(_) => ApiError::unavailable(
            "overloaded",
            "the service has more to do than it can",
            "Retry in a few seconds. Operators: if it lasts, see docs/access.md.",
        )
        .into_response(),
    }
}
