//! What may be reached: pure decisions about URLs and addresses.

use std::{
    net::{IpAddr, Ipv6Addr},
    str::FromStr,
};

use ipnet::IpNet;
use reqwest::Url;

use super::{OutboundError, address};

/// Longest URL.
const MOST_LETTERS: usize = 2_000;

/// What the operator opened beside the public internet.
#[derive(Clone, Debug, Default)]
pub struct OutboundPolicy {
    /// Networks that may be reached although they are not public, also without https.
    pub allowed: Vec<IpNet>,
}

/// How a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// Encrypted.
    Https,
    /// In the clear: within networks that the operator named.
    Http,
}

/// An address of somebody else's, well-formed; where it leads is looked at with each request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination(Url);

impl OutboundPolicy {
    /// Whether a request may go there.
    pub(crate) fn check(&self, host: &str, scheme: Scheme, address: IpAddr) -> Result<(), OutboundError> {
        let address = canonical(address);
        if self.allowed.iter().any(|network| network.contains(&address)) {
            return Ok(());
        }
        let refused = |why| OutboundError::Refused { host: host.to_owned(), address, why };
        match (address::not_public(address), scheme) {
            (Some(why), _) => Err(refused(why)),
            (None, Scheme::Http) => Err(OutboundError::Unencrypted { host: host.to_owned() }),
            (None, Scheme::Https) => Ok(()),
        }
    }
}

/// A mapped IPv4 address is the IPv4 address, so that networks of either form match it.
fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

impl Destination {
    /// The URL.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    pub(crate) fn scheme(&self) -> Scheme {
        if self.0.scheme() == "https" { Scheme::Https } else { Scheme::Http }
    }

    /// The address, where the URL has one in the place of a name: nobody asks a resolver for it.
    pub(crate) fn literal(&self) -> Option<IpAddr> {
        let host = self.host();
        let inner = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        match inner {
            Some(inner) => inner.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
            None => host.parse().ok(),
        }
    }
}

impl FromStr for Destination {
    type Err = OutboundError;

    fn from_str(text: &str) -> Result<Self, OutboundError> {
        let bad = |why| Err(OutboundError::BadUrl(why));
        if text.len() > MOST_LETTERS {
            return bad("it has more than 2000 letters");
        }
        let Ok(url) = Url::parse(text) else { return bad("it cannot be read") };
        // What is kept is the URL as it is written out, where a letter may take nine.
        if url.as_str().len() > MOST_LETTERS {
            return bad("it has more than 2000 letters when it is written out");
        }
        if !matches!(url.scheme(), "https" | "http") {
            return bad("it is neither https nor http");
        }
        if url.host_str().is_none_or(str::is_empty) {
            return bad("it names no host");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return bad("it holds a name or a password");
        }
        if url.fragment().is_some() {
            return bad("it has a part after #, which is never sent");
        }
        Ok(Self(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn destination(text: &str) -> Destination {
        text.parse().expect("a URL of a test is one")
    }

    #[test]
    fn strange_urls_are_refused() {
        for bad in
            ["", "x", "ftp://a.example", "file:///etc/passwd", "https://", "https://a:b@c.example", "https://a/#b"]
        {
            assert!(bad.parse::<Destination>().is_err(), "{bad}");
        }
        assert!(format!("https://a.example/{}", "x".repeat(2000)).parse::<Destination>().is_err());
        assert!(format!("https://a.example/{}", "é".repeat(900)).parse::<Destination>().is_err());
    }

    #[test]
    fn an_address_is_seen_in_every_spelling() {
        for spelling in ["http://127.0.0.1", "http://2130706433", "http://0x7f.1", "http://0177.0.0.1", "http://127.1"]
        {
            assert_eq!(destination(spelling).literal(), Some("127.0.0.1".parse().unwrap()), "{spelling}");
        }
        assert_eq!(destination("https://[::1]:3/x").literal(), Some("::1".parse().unwrap()));
        assert_eq!(destination("https://a.example").literal(), None);
    }

    #[test]
    fn http_is_for_networks_that_the_operator_named() {
        let policy = OutboundPolicy { allowed: vec!["10.1.0.0/16".parse().unwrap()] };
        let check = |address: &str, scheme| policy.check("a.example", scheme, address.parse().unwrap());
        assert!(check("10.1.2.3", Scheme::Http).is_ok());
        assert!(check("::ffff:10.1.2.3", Scheme::Https).is_ok(), "the same address, mapped");
        assert!(matches!(check("10.2.0.1", Scheme::Https), Err(OutboundError::Refused { .. })));
        assert!(check("1.1.1.1", Scheme::Https).is_ok());
        assert!(matches!(check("1.1.1.1", Scheme::Http), Err(OutboundError::Unencrypted { .. })));
    }
}
