//! The smallest honest inbox: it verifies, stores each delivery once in memory, and only then says yes.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use tokio::sync::Notify;

use palabre_api::{
    activity::Activity,
    connectors::{Command, Connector, Delivery, Parsed, Rejection, verify},
};

/// What stands behind an address where a tool delivers.
#[derive(Clone, Debug)]
pub struct Receiver {
    connector: Arc<dyn Connector>,
    now: Arc<Mutex<u64>>,
    kept: Arc<Mutex<Kept>>,
    changed: Arc<Notify>,
}

#[derive(Debug, Default)]
struct Kept {
    deliveries: BTreeMap<String, Vec<u8>>,
    refused: Vec<Rejection>,
    received: usize,
    /// Statuses that are answered instead of working, one a request.
    faults: VecDeque<u16>,
}

impl Receiver {
    /// A receiver for `connector`, whose clock stands at `now`.
    pub fn new(connector: Arc<dyn Connector>, now: u64) -> Self {
        Self { connector, now: Arc::new(Mutex::new(now)), kept: Arc::default(), changed: Arc::default() }
    }

    /// Sets the clock.
    pub fn set_clock(&self, now: u64) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Answers these statuses to the next requests, without storing anything.
    pub fn fail_next(&self, statuses: &[u16]) {
        self.with(|kept| kept.faults.extend(statuses));
    }

    /// Starts serving; answers the address of the service.
    pub async fn start(&self) -> std::io::Result<String> {
        super::serve(Router::new().fallback(take).with_state(self.clone())).await
    }

    /// Serves at a given address, for tools that are told beforehand where to deliver.
    pub async fn start_at(&self, address: &str) -> std::io::Result<()> {
        let listener = tokio::net::TcpListener::bind(address).await?;
        let router = Router::new().fallback(take).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(())
    }

    /// Waits until what was received is enough; false if it is not after three minutes.
    pub async fn until(&self, enough: impl Fn(&Self) -> bool) -> bool {
        let waiting = async {
            loop {
                let mut next = std::pin::pin!(self.changed.notified());
                next.as_mut().enable();
                if enough(self) {
                    return;
                }
                next.await;
            }
        };
        tokio::time::timeout(Duration::from_secs(180), waiting).await.is_ok()
    }

    /// What the kept deliveries tell beside activities.
    pub fn parsed(&self) -> Vec<Parsed> {
        let now = *self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let bodies: Vec<Vec<u8>> = self.with(|kept| kept.deliveries.values().cloned().collect());
        bodies.iter().filter_map(|body| self.connector.parse(body, now).ok()).collect()
    }

    /// What people asked for in the kept deliveries.
    pub fn commands(&self) -> Vec<Command> {
        let now = *self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let bodies: Vec<Vec<u8>> = self.with(|kept| kept.deliveries.values().cloned().collect());
        bodies.iter().flat_map(|body| self.connector.commands(body, now)).collect()
    }

    /// How many requests came, how many different deliveries were kept.
    pub fn counts(&self) -> (usize, usize) {
        self.with(|kept| (kept.received, kept.deliveries.len()))
    }

    /// Why requests were refused.
    pub fn refused(&self) -> Vec<Rejection> {
        self.with(|kept| kept.refused.clone())
    }

    /// What the kept deliveries say, each activity once.
    pub fn activities(&self) -> BTreeMap<String, Activity> {
        let all = self.parsed().into_iter().flat_map(|parsed| parsed.activities);
        all.map(|found| (found.external_id.clone(), found)).collect()
    }

    fn with<T>(&self, act: impl FnOnce(&mut Kept) -> T) -> T {
        act(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn judge(&self, method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Response, Rejection> {
        let now = *self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let delivery = Delivery { method, path: uri.path(), headers, body, now };
        let verified = self.connector.verify(&delivery)?;
        self.with(|kept| kept.deliveries.insert(verified.delivery, body.to_vec()));
        self.changed.notify_waiters();
        let receipt = self.connector.acknowledge(body);
        Ok((receipt.status, [(header::CONTENT_TYPE, receipt.content_type)], receipt.body).into_response())
    }
}

async fn take(State(receiver): State<Receiver>, method: Method, uri: Uri, headers: HeaderMap, body: Body) -> Response {
    let limit = receiver.connector.body_limit();
    if let Some(status) = receiver.with(|kept| {
        kept.received += 1;
        kept.faults.pop_front()
    }) {
        return StatusCode::from_u16(status).unwrap_or(StatusCode::IM_A_TEAPOT).into_response();
    }
    // The head first: a large or compressed body is refused without a byte of it being read.
    let body = match verify::check_head(&headers, limit) {
        Ok(()) => axum::body::to_bytes(body, limit).await.map_err(|_| Rejection::TooLarge { most: limit }),
        Err(rejection) => Err(rejection),
    };
    let judged = body.and_then(|body| receiver.judge(&method, &uri, &headers, &body));
    judged.unwrap_or_else(|rejection| {
        receiver.with(|kept| kept.refused.push(rejection.clone()));
        (rejection.status(), rejection.to_string()).into_response()
    })
}
