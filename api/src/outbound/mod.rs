//! Requests to addresses that people typed in: webhooks, and tools that a community connects. Whoever types an address
//! could make the service ask its own inside for them, so every request goes through this one door:
//!
//! - `policy` decides which URLs and addresses may be reached, `address` knows which are public: both are pure.
//! - The name is resolved here, each address is judged, and the connection goes to what was judged: a name that
//!   resolves differently a moment later changes nothing.
//! - https, except to networks that the operator named; no proxy of the environment; redirects are answers like any
//!   other and never followed; an end to time and size.

mod address;
mod policy;

use std::{
    error::Error,
    fmt, io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use futures::future::BoxFuture;
use reqwest::{
    Client, ClientBuilder, Method,
    dns::{Addrs, Name, Resolve, Resolving},
    header::HeaderMap,
    redirect::Policy,
};

use self::policy::Scheme;
pub use self::policy::{Destination, OutboundPolicy};

/// How others see who asks.
const USER_AGENT: &str = concat!("palabre/", env!("CARGO_PKG_VERSION"));
/// Most of an answer that is read.
const MOST_ANSWER: usize = 16 * 1024;
const CONNECT_TIME: Duration = Duration::from_secs(5);

/// Why a request was not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// No address at all: correct it.
    #[error("the URL cannot be used: {0}")]
    BadUrl(&'static str),
    /// Not public, and not opened by the operator: use another address, or open it.
    #[error("{host} leads to {address}, which is {why}")]
    Refused {
        /// The host.
        host: String,
        /// Where it leads.
        address: IpAddr,
        /// What is there.
        why: &'static str,
    },
    /// Nothing is sent in the clear: use https.
    #[error("{host} is asked without https")]
    Unencrypted {
        /// The host.
        host: String,
    },
    /// The name has no address now: retry later.
    #[error("the name {host} has no address: {problem}")]
    Unresolved {
        /// The host.
        host: String,
        /// What the resolver said.
        problem: String,
    },
    /// No answer in time: retry later.
    #[error("no answer within {} s", .0.as_secs())]
    TimedOut(Duration),
    /// No connection, or one that broke: retry later.
    #[error("no answer: {0}")]
    Failed(String),
}

impl OutboundError {
    /// Whether only somebody who changes the address or the configuration can help.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::BadUrl(_) | Self::Refused { .. } | Self::Unencrypted { .. })
    }
}

/// A request.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// How.
    pub method: Method,
    /// Where.
    pub to: Destination,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
    /// How long all of it may take.
    pub time: Duration,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// The first 16 KiB of the body.
    pub body: Vec<u8>,
}

/// Finds the addresses of a host.
pub type Resolver = Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// The door; cheap to clone.
#[derive(Clone)]
pub struct Outbound(Arc<Inner>);

struct Inner {
    https: Client,
    http: Client,
    guard: Guard,
}

/// Resolves names to addresses that may be reached.
#[derive(Clone)]
struct Guard {
    policy: Arc<OutboundPolicy>,
    resolver: Resolver,
}

impl Outbound {
    /// A door that asks the machine's resolver.
    pub fn new(policy: OutboundPolicy) -> Result<Self, reqwest::Error> {
        Self::with_resolver(policy, Arc::new(|host| Box::pin(ask_machine(host))))
    }

    /// A door that asks another resolver.
    pub fn with_resolver(policy: OutboundPolicy, resolver: Resolver) -> Result<Self, reqwest::Error> {
        // Fails only if somebody installed one before; then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let guard = Guard { policy: Arc::new(policy), resolver };
        let client = |scheme| {
            let builder = guard.client(scheme).user_agent(USER_AGENT).redirect(Policy::none()).no_proxy();
            let builder = builder.connect_timeout(CONNECT_TIME).pool_idle_timeout(Duration::from_secs(20));
            builder.pool_max_idle_per_host(2).build()
        };
        Ok(Self(Arc::new(Inner { https: client(Scheme::Https)?, http: client(Scheme::Http)?, guard })))
    }

    /// Whether requests may go there now; asks nobody but the resolver.
    pub async fn check(&self, to: &Destination) -> Result<(), OutboundError> {
        let guard = &self.0.guard;
        match to.literal() {
            Some(address) => guard.policy.check(to.host(), to.scheme(), address),
            None => guard.addresses(to.host(), to.scheme()).await.map(drop),
        }
    }

    /// A builder of clients for work that takes more than one small answer: they connect only to what may be reached,
    /// and the `encrypted` one speaks https alone, the other one http. [`admits`](Self::admits) judges each URL beside it.
    pub fn guarded(&self, encrypted: bool) -> ClientBuilder {
        self.0.guard.client(if encrypted { Scheme::Https } else { Scheme::Http })
    }

    /// Whether the text of a URL speaks against it: the resolver is never asked about an address that stands in the
    /// place of a name.
    pub fn admits(&self, url: &reqwest::Url) -> Result<(), OutboundError> {
        let to: Destination = url.as_str().parse()?;
        match to.literal() {
            Some(address) => self.0.guard.policy.check(to.host(), to.scheme(), address),
            None => Ok(()),
        }
    }

    /// Sends a request.
    pub async fn send(&self, request: Outgoing) -> Result<Answer, OutboundError> {
        let Outgoing { method, to, headers, body, time } = request;
        // The client never asks a resolver for an address that is written as one.
        if let Some(address) = to.literal() {
            self.0.guard.policy.check(to.host(), to.scheme(), address)?;
        }
        let client = match to.scheme() {
            Scheme::Https => &self.0.https,
            Scheme::Http => &self.0.http,
        };
        let sent = client.request(method, to.url().clone()).headers(headers).body(body).timeout(time).send();
        let failed = |error: reqwest::Error| why(&error, time);
        let mut response = sent.await.map_err(failed)?;
        let (status, headers) = (response.status().as_u16(), std::mem::take(response.headers_mut()));
        let mut body = Vec::new();
        while body.len() < MOST_ANSWER
            && let Some(chunk) = response.chunk().await.map_err(failed)?
        {
            body.extend_from_slice(&chunk[..chunk.len().min(MOST_ANSWER - body.len())]);
        }
        Ok(Answer { status, headers, body })
    }
}

impl fmt::Debug for Outbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbound").field("policy", &self.0.guard.policy).finish_non_exhaustive()
    }
}

impl Guard {
    /// A client of one scheme, which connects to what was judged.
    fn client(&self, scheme: Scheme) -> ClientBuilder {
        let builder = Client::builder().dns_resolver(Arc::new(Judged { guard: self.clone(), scheme }));
        match scheme {
            Scheme::Https => builder.https_only(true),
            // All authorities that the machine trusts are some hundred, read again for each client that may need them.
            Scheme::Http => builder.tls_certs_only([]),
        }
    }

    /// Where a host is, if all of it may be reached: one public address among others is a trick.
    async fn addresses(&self, host: &str, scheme: Scheme) -> Result<Vec<IpAddr>, OutboundError> {
        let unresolved = |problem: String| OutboundError::Unresolved { host: host.to_owned(), problem };
        let asked = tokio::time::timeout(CONNECT_TIME, (self.resolver)(host.to_owned())).await;
        let found = asked.map_err(|_| unresolved("the resolver does not answer".to_owned()))?;
        let found = found.map_err(|error| unresolved(error.to_string()))?;
        if found.is_empty() {
            return Err(unresolved("the resolver knows none".to_owned()));
        }
        for address in &found {
            self.policy.check(host, scheme, *address)?;
        }
        Ok(found)
    }
}

/// What a client resolves with: it connects to exactly what was judged.
struct Judged {
    guard: Guard,
    scheme: Scheme,
}

impl Resolve for Judged {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, scheme) = (self.guard.clone(), self.scheme);
        Box::pin(async move {
            let found = guard.addresses(name.as_str(), scheme).await?;
            let addresses: Addrs = Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}

async fn ask_machine(host: String) -> io::Result<Vec<IpAddr>> {
    Ok(tokio::net::lookup_host((host, 0)).await?.map(|found| found.ip()).collect())
}

/// The reason that a person can do something with.
fn why(error: &reqwest::Error, time: Duration) -> OutboundError {
    let mut source: Option<&(dyn Error + 'static)> = Some(error);
    let mut last = error.to_string();
    while let Some(inner) = source {
        if let Some(ours) = inner.downcast_ref::<OutboundError>() {
            return ours.clone();
        }
        last = inner.to_string();
        source = inner.source();
    }
    if error.is_timeout() {
        return OutboundError::TimedOut(time);
    }
    // The outer texts hold the URL, which may hold a secret; the innermost says what happened.
    OutboundError::Failed(last)
}

#[cfg(test)]
mod tests;
