//! Requests that go out to tools: composed as values, sent in one place, with limits.

use std::{fmt, sync::Arc, time::Duration};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use futures::future::BoxFuture;
use serde_json::Value;
use url::{Url, form_urlencoded};

use super::{Secret, Trouble, text};

/// A request, composed but not sent.
#[derive(Clone)]
pub struct Outgoing {
    /// Its method.
    pub method: Method,
    /// Where it goes.
    pub url: Url,
    /// Its head. Values may be secret: they are not printed.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

impl Outgoing {
    /// A request without a body.
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: Vec::new() }
    }

    /// A reading request.
    pub fn get(url: Url) -> Self {
        Self::new(Method::GET, url)
    }

    /// A request with a JSON body.
    pub fn json(method: Method, url: Url, body: &Value) -> Self {
        let request = Self { body: body.to_string().into_bytes(), ..Self::new(method, url) };
        request.with(header::CONTENT_TYPE, "application/json; charset=utf-8")
    }

    /// A request with a form as its body.
    pub fn form(url: Url, pairs: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let request = Self { body: body.into_bytes(), ..Self::new(Method::POST, url) };
        request.with(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    }

    /// Adds a header. A value that cannot stand in a head is left out.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Adds `Authorization: Bearer`.
    #[must_use]
    pub fn bearer(self, token: &Secret) -> Self {
        self.with(header::AUTHORIZATION, &format!("Bearer {}", token.expose()))
    }
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{} ({} bytes)", self.method, self.url.authority(), self.url.path(), self.body.len())
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its head.
    pub headers: HeaderMap,
    /// Its body, whole.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub fn value(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Seconds of `Retry-After`. The form with a date is not read: none of our tools sends it.
    pub fn retry_after(&self) -> Option<u64> {
        self.headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
    }

    /// The JSON of an answer with a good status; every other answer as trouble, by what its status means everywhere.
    pub fn good(&self) -> Result<Value, Trouble> {
        if self.status.is_success() {
            return self.value().ok_or_else(|| Trouble::later("the tool answered something that is no JSON"));
        }
        Err(self.trouble())
    }

    /// What a bad status means.
    pub fn trouble(&self) -> Trouble {
        let said = self.said();
        match self.status.as_u16() {
            429 => Trouble::Later { after: self.retry_after(), why: format!("the tool wants fewer requests{said}") },
            408 | 425 | 500..=599 => Trouble::Later {
                after: self.retry_after(),
                why: format!("the tool answered {}{said}", self.status.as_u16()),
            },
            300..=399 => Trouble::broken(format!(
                "the tool redirects ({}); redirects are not followed, set its final address",
                self.status.as_u16()
            )),
            401 | 403 => Trouble::broken(format!("the tool refuses the token, or it lacks a right{said}")),
            409 | 412 => Trouble::conflict(format!("the tool says that something else came before{said}")),
            status => Trouble::refused(format!("the tool answered {status}{said}")),
        }
    }

    fn said(&self) -> String {
        let value = self.value().unwrap_or_default();
        let said = ["/errcode", "/errorType", "/error", "/message"].iter().find_map(|at| value.pointer(at)?.as_str());
        said.and_then(text::name).map(|said| format!(": {said}")).unwrap_or_default()
    }
}

/// Sends requests. Connectors are given one; tests give their own.
pub trait Http: Send + Sync + fmt::Debug {
    /// Sends `request` and reads the whole answer. Every status is an answer; trouble is what prevented one.
    fn send(&self, request: Outgoing) -> BoxFuture<'_, Result<Answer, Trouble>>;
}

/// Says whether an address may be spoken to, before each request. The guard against private addresses is one of these;
/// what it must check after a name was resolved, it does as the resolver of the client that is given to [`Client`].
pub trait Gate: Send + Sync + fmt::Debug {
    /// An error in words if not.
    fn check(&self, url: &Url) -> Result<(), String>;
}

/// Largest answer that is read; bytes.
const MAX_ANSWER: usize = 16 << 20;
/// How long a connection may take to open.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a request and its answer may take in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// The real thing: no redirects, no proxies of the environment, limits on time and size.
#[derive(Clone, Debug)]
pub struct Client {
    client: reqwest::Client,
    gate: Arc<dyn Gate>,
}

impl Client {
    /// A client on top of what `builder` already has (a resolver, for one), behind `gate`.
    pub fn new(builder: reqwest::ClientBuilder, gate: Arc<dyn Gate>) -> Result<Self, Trouble> {
        let client = builder
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .connect_timeout(CONNECT)
            .timeout(PATIENCE)
            .user_agent(concat!("Palabre/", env!("CARGO_PKG_VERSION"), " (governance service)"))
            .build()
            .map_err(|error| Trouble::broken(format!("no client for outgoing requests can be made: {error}")))?;
        Ok(Self { client, gate })
    }

    async fn exchange(&self, request: Outgoing) -> Result<Answer, Trouble> {
        self.gate.check(&request.url).map_err(Trouble::broken)?;
        let Outgoing { method, url, headers, body } = request;
        let host = url.host_str().unwrap_or_default().to_owned();
        // The error of the library names the whole address, which may hold a token.
        let failed = |error: reqwest::Error| Trouble::later(format!("{host}: {}", reason(&error.without_url())));
        let sent = self.client.request(method, url).headers(headers).body(body).send().await;
        let mut response = sent.map_err(failed)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > MAX_ANSWER {
                return Err(Trouble::refused(format!("the answer of {host} is larger than {MAX_ANSWER} bytes")));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer { status, headers, body })
    }
}

/// The innermost cause: "connection refused" says more than "error sending request".
fn reason(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

impl Http for Client {
    fn send(&self, request: Outgoing) -> BoxFuture<'_, Result<Answer, Trouble>> {
        Box::pin(self.exchange(request))
    }
}

/// The address of a tool with `segments` below it. Segments are encoded, so that an id with a slash stays one segment.
pub fn below(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

/// The same address with a query.
pub fn with_query(mut url: Url, pairs: &[(&str, &str)]) -> Url {
    url.query_pairs_mut().extend_pairs(pairs);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, head: &[(&'static str, &str)], body: &str) -> Answer {
        let headers =
            head.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
        Answer { status: StatusCode::from_u16(status).unwrap(), headers, body: body.into() }
    }

    #[test]
    fn a_bad_status_says_what_to_do() {
        let busy = answer(429, &[("retry-after", "17")], r#"{"error":"ratelimited"}"#).trouble();
        assert_eq!(
            busy,
            Trouble::Later { after: Some(17), why: "the tool wants fewer requests: ratelimited".to_owned() }
        );
        assert!(matches!(answer(503, &[], "").trouble(), Trouble::Later { after: None, .. }));
        assert!(matches!(answer(302, &[], "").trouble(), Trouble::Broken { .. }));
        assert!(matches!(answer(403, &[], "<html>").trouble(), Trouble::Broken { .. }));
        assert!(matches!(answer(409, &[], "").trouble(), Trouble::Conflict { .. }));
        assert!(matches!(answer(404, &[], "").trouble(), Trouble::Refused { .. }));
        assert!(matches!(answer(200, &[], "<html>").good(), Err(Trouble::Later { .. })));
    }

    #[test]
    fn an_id_with_a_slash_stays_one_segment() {
        let base = Url::parse("http://127.0.0.1:8008/below/").unwrap();
        let url = below(&base, &["rooms", "!a/../b:x", "$e?f#g"]);
        assert_eq!(url.as_str(), "http://127.0.0.1:8008/below/rooms/!a%2F..%2Fb:x/$e%3Ff%23g");
    }

    #[test]
    fn what_is_printed_of_a_request_holds_no_secret() {
        let url = Url::parse("https://user:pw@tool.example/hook?token=abc").unwrap();
        let printed = format!("{:?}", Outgoing::form(url, &[("token", "abc")]).bearer(&Secret::new("abc")));
        assert!(!printed.contains("abc"), "{printed}");
    }
}
