//! Floods: one client that asks for too much, and all together that ask for more than we can do.

use std::net::IpAddr;

use axum::extract::Request;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::Instant,
};

use super::is_probe;
use crate::{
    error::ApiError,
    limits::{Clients, Cost, Limits, Peer},
    sessions::csrf,
};

/// What counts requests.
pub(super) struct Gate {
    limits: Limits,
    clients: Clients,
    permits: Semaphore,
}

impl Gate {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { limits: limits.clone(), clients: Clients::default(), permits: Semaphore::new(limits.at_once) }
    }

    /// The client, unless it is the machine itself: whoever is there has better means than requests. A proxy on the
    /// machine that is trusted says for whom it asks, and that is who counts.
    fn client(&self, request: &Request) -> Option<IpAddr> {
        let Peer(peer) = request.extensions().get::<Peer>()?;
        let client = self.limits.client(*peer, request.headers());
        (!client.is_loopback()).then_some(client)
    }

    /// Refuses clients that ask for too much.
    pub(super) fn pace(&self, request: &Request) -> Result<(), ApiError> {
        let Some(client) = self.client(request).filter(|_| !is_probe(request)) else { return Ok(()) };
        let cost = match csrf::changes(request.method()) {
            true if request.uri().path().starts_with("/api/v1/session") => Cost::SignIn,
            true => Cost::Act,
            false => Cost::Read,
        };
        self.clients.admit(&self.limits, client, cost, Instant::now()).map_err(|wait| ApiError::TooMany {
            detail: "too many requests from this address".to_owned(),
            retry_after_seconds: wait.as_secs() + 1,
        })
    }

    /// Refuses what would only wait: whoever is told at once can come back, whoever waits keeps others waiting. What it
    /// returns is held until the request is answered.
    pub(super) fn shed(&self, request: &Request) -> Result<Option<SemaphorePermit<'_>>, ApiError> {
        if is_probe(request) {
            return Ok(None);
        }
        self.permits.try_acquire().map(Some).map_err(|_| {
            ApiError::unavailable(
                "overloaded",
                "the service has more to do than it can",
                "Retry in a few seconds. Operators: if it lasts, see docs/access.md.",
            )
        })
    }
}
