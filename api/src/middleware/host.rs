//! Which `Host` we answer for. A page of another site can make its own name point to a loopback address (DNS
//! rebinding) and then read our answers as its own; it cannot choose the `Host` header, so that gives it away.

use axum::{
    extract::Request,
    http::{Uri, header},
};

use super::is_probe;
use crate::error::ApiError;

const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The hosts that this service answers for, whatever the port.
#[derive(Debug)]
pub(super) struct HostList(String);

impl HostList {
    /// Loopback names and the host of the public URL.
    pub(super) fn new(public_url: &str) -> Self {
        let authority = public_url.parse::<Uri>().ok().and_then(|uri| uri.authority().cloned());
        Self(authority.map_or_else(String::new, |authority| authority.host().to_ascii_lowercase()))
    }

    /// Refuses requests for other hosts.
    pub(super) fn check(&self, request: &Request) -> Result<(), ApiError> {
        let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let host = named.or_else(|| request.uri().authority().map(|authority| authority.as_str())).unwrap_or("");
        if is_probe(request) || self.has(host) {
            return Ok(());
        }
        Err(ApiError::WrongHost(host.chars().take(100).collect()))
    }

    fn has(&self, host: &str) -> bool {
        let name = without_port(host).to_ascii_lowercase();
        !name.is_empty() && (LOOPBACK.contains(&name.as_str()) || name == self.0)
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_and_the_public_host_are_answered_and_nothing_else() {
        let hosts = HostList::new("https://Palabre.example:8443");
        for ours in ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080", "[::1]", "palabre.example"] {
            assert!(hosts.has(ours), "{ours}");
        }
        for other in ["", "evil.example", "palabre.example.evil", "evil-palabre.example", "localhost.evil", "10.0.0.1"]
        {
            assert!(!hosts.has(other), "{other}");
        }
    }

    #[test]
    fn an_unreadable_public_url_leaves_loopback_only() {
        let hosts = HostList::new("");
        assert!(hosts.has("localhost") && !hosts.has("") && !hosts.has(":80"));
    }
}
