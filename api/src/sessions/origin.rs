//! Where a person is: the origin that a sign-in is bound to. Never taken from the request alone, except on the machine
//! itself, where any port may be forwarded.

use axum::http::{HeaderMap, Uri, header};

use crate::error::ApiError;

const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// Scheme, host and port of a page of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    authority: String,
}

impl Origin {
    /// The origin of a public address.
    fn public(url: &str) -> Option<Self> {
        let uri: Uri = url.parse().ok()?;
        let (scheme, authority) = (uri.scheme_str()?, uri.authority()?.as_str());
        Some(Self { scheme: scheme.to_ascii_lowercase(), authority: authority.to_ascii_lowercase() })
    }

    /// The origin that a request is made to: a loopback name as it is, any other as the operator wrote it.
    pub(crate) fn of_request(public_url: &str, headers: &HeaderMap) -> Option<Self> {
        let host = headers.get(header::HOST)?.to_str().ok()?.to_ascii_lowercase();
        let public = Self::public(public_url)?;
        if host == public.authority || (name(&host) == name(&public.authority) && !is_loopback(&host)) {
            return Some(public);
        }
        is_loopback(&host).then(|| Self { scheme: "http".to_owned(), authority: host })
    }

    /// Host and port.
    pub(crate) fn domain(&self) -> &str {
        &self.authority
    }

    /// The address of the first page.
    pub(crate) fn uri(&self) -> String {
        format!("{self}/")
    }

    /// Whether `uri` is one of our pages.
    pub(crate) fn holds(&self, uri: &str) -> bool {
        let rest = uri.strip_prefix(&self.to_string());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
    }

    /// Browsers keep `__Host-` cookies only where nobody can listen: with https, or on the machine itself.
    pub(crate) fn must_be_private(&self) -> Result<(), ApiError> {
        if self.scheme == "https" || is_loopback(&self.authority) {
            return Ok(());
        }
        Err(ApiError::refused(
            "insecure_origin",
            format!("nobody can sign in at {self}: without https, others on the network could take over the session"),
            "Use an https address. Operators: put a proxy with https before the service and start it with \
             --public-url https://..., or open the service on the machine itself.",
        ))
    }

    pub(crate) fn scheme(&self) -> &str {
        &self.scheme
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

fn name(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => name,
        _ => authority,
    }
}

fn is_loopback(authority: &str) -> bool {
    LOOPBACK.contains(&name(authority))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(public: &str, host: &'static str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        Origin::of_request(public, &headers).map(|origin| origin.to_string())
    }

    #[test]
    fn public_names_are_what_the_operator_wrote_and_loopback_is_as_asked() {
        let public = "https://Palabre.example:8443";
        assert_eq!(origin(public, "palabre.example:8443").unwrap(), "https://palabre.example:8443");
        assert_eq!(origin(public, "palabre.example").unwrap(), "https://palabre.example:8443", "a proxy without port");
        assert_eq!(origin(public, "localhost:8080").unwrap(), "http://localhost:8080");
        assert_eq!(origin(public, "[::1]:8080").unwrap(), "http://[::1]:8080");
        assert_eq!(origin("http://127.0.0.1:8080", "127.0.0.1:9000").unwrap(), "http://127.0.0.1:9000");
        for other in ["evil.example", "palabre.example.evil", "evil-palabre.example", "10.0.0.1"] {
            assert_eq!(origin(public, other), None, "{other}");
        }
    }

    #[test]
    fn only_https_and_loopback_are_private() {
        let private = |public: &str, host| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, axum::http::HeaderValue::from_static(host));
            Origin::of_request(public, &headers).unwrap().must_be_private().is_ok()
        };
        assert!(private("https://palabre.example", "palabre.example"));
        assert!(private("http://palabre.example", "localhost"));
        assert!(!private("http://palabre.example", "palabre.example"));
        assert!(!private("http://192.168.1.5:8080", "192.168.1.5:8080"));
    }

    #[test]
    fn pages_of_ours_begin_with_our_origin() {
        let ours = Origin::public("https://palabre.example").unwrap();
        for page in ["https://palabre.example", "https://palabre.example/", "https://palabre.example/c/demo?x#y"] {
            assert!(ours.holds(page), "{page}");
        }
        for other in [
            "http://palabre.example/",
            "https://palabre.example.evil/",
            "https://palabre.example:444/",
            "https://palabre.example@evil.example/",
            "palabre.example",
        ] {
            assert!(!ours.holds(other), "{other}");
        }
    }
}
