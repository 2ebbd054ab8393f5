//! Deliveries of tools before anybody believes them: limits, signatures, times.

use std::fmt;

use alloy::primitives::hex;
use axum::http::{HeaderMap, Method, StatusCode, header};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// How far the clock of a sender may be from ours, either way; seconds. The window of Slack's own verifier.
pub const WINDOW: u64 = 300;

/// Largest delivery unless the connector says otherwise; bytes.
pub const MAX_BODY: usize = 1 << 20;

/// A token, password or signing key. It never prints itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps `text`; white space around it (a file's last line end) is not part of it.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().trim().to_owned())
    }

    /// The secret itself, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether `offered` is this secret, in a time that tells nothing but its length. An empty secret matches nothing.
    pub fn matches(&self, offered: &str) -> bool {
        !self.0.is_empty() && bool::from(self.0.as_bytes().ct_eq(offered.as_bytes()))
    }

    /// Whether `signature` (hexadecimal) is the HMAC-SHA256 of `parts`, one after the other, under this secret.
    pub fn signed(&self, parts: &[&[u8]], signature: &str) -> bool {
        let Ok(offered) = hex::decode(signature) else { return false };
        !self.0.is_empty() && self.mac(parts).is_some_and(|mac| mac.verify_slice(&offered).is_ok())
    }

    /// HMAC-SHA256 of `parts`, one after the other, in hexadecimal without prefix.
    pub fn sign(&self, parts: &[&[u8]]) -> String {
        self.mac(parts).map(|mac| hex::encode(mac.finalize().into_bytes())).unwrap_or_default()
    }

    fn mac(&self, parts: &[&[u8]]) -> Option<Hmac<Sha256>> {
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(self.0.as_bytes()).ok()?;
        parts.iter().for_each(|part| mac.update(part));
        Some(mac)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A request of a tool, as it came: nothing of it was parsed.
#[derive(Clone, Copy, Debug)]
pub struct Delivery<'a> {
    /// Its method.
    pub method: &'a Method,
    /// Its path, without the query: tokens do not belong into addresses, and none is taken from there.
    pub path: &'a str,
    /// Its head.
    pub headers: &'a HeaderMap,
    /// Its body, byte for byte.
    pub body: &'a [u8],
    /// When it came; unix seconds.
    pub now: u64,
}

impl<'a> Delivery<'a> {
    /// The value of a header, if it is there exactly once and is plain text.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let mut values = self.headers.get_all(name).iter();
        let first = values.next()?.to_str().ok()?;
        values.next().is_none().then_some(first)
    }

    /// Names this body: the same bytes have the same name.
    pub fn fingerprint(&self) -> String {
        hex::encode(&Sha256::digest(self.body)[..16])
    }
}

/// Whether `at` is close enough to `now`; a time that nobody can repeat later, nor prepare now for later.
pub fn in_time(at: u64, now: u64) -> Result<(), Rejection> {
    if at.saturating_add(WINDOW) < now {
        return Err(Rejection::TooOld);
    }
    if at > now.saturating_add(WINDOW) { Err(Rejection::FromTheFuture) } else { Ok(()) }
}

/// What can be refused from the head alone, before a byte of the body is read.
pub fn check_head(headers: &HeaderMap, most: usize) -> Result<(), Rejection> {
    let encoded = |name| headers.get_all(name).iter().any(|value| value != "identity");
    if encoded(header::CONTENT_ENCODING) {
        return Err(Rejection::Encoded);
    }
    let announced = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > most as u64) {
        return Err(Rejection::TooLarge { most });
    }
    Ok(())
}

/// The head, and the size that the body really has.
pub fn check_edge(delivery: &Delivery<'_>, most: usize) -> Result<(), Rejection> {
    check_head(delivery.headers, most)?;
    if delivery.body.len() > most { Err(Rejection::TooLarge { most }) } else { Ok(()) }
}

/// A delivery that is genuine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Names the delivery: a repeated one has the same name, and is processed once. Not an activity's external id.
    pub delivery: String,
}

/// Why a delivery is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// More bytes than any real delivery has.
    #[error("the body is larger than {most} bytes")]
    TooLarge {
        /// The limit.
        most: usize,
    },
    /// Compressed bodies are not unpacked: no tool sends them, and a small one can unpack to gigabytes.
    #[error("the body is encoded (Content-Encoding); send it plain")]
    Encoded,
    /// What makes a delivery believable is missing.
    #[error("{0} is missing, there twice or unreadable")]
    Unsigned(&'static str),
    /// It does not come from who it says.
    #[error("the signature or token is not right; compare the secret here with the one in the tool")]
    Forged,
    /// Signed long ago: perhaps somebody repeats it.
    #[error("the delivery was signed more than 5 minutes ago; compare the clocks")]
    TooOld,
    /// Signed for later.
    #[error("the delivery is dated more than 5 minutes ahead; compare the clocks")]
    FromTheFuture,
    /// It cannot be read.
    #[error("the body cannot be read: {0}")]
    Malformed(String),
    /// No delivery of this tool goes to this method and path.
    #[error("this tool sends nothing to this address")]
    NotHere,
}

impl Rejection {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Encoded => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Unsigned(_) | Self::Forged | Self::TooOld | Self::FromTheFuture => StatusCode::UNAUTHORIZED,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::NotHere => StatusCode::NOT_FOUND,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_compared_whole_and_prints_nothing() {
        let secret = Secret::new("s3cret\n");
        assert!(secret.matches("s3cret"));
        for wrong in ["", "s3cre", "s3cret ", "S3cret", "s3cret\0"] {
            assert!(!secret.matches(wrong), "{wrong:?}");
        }
        assert!(!Secret::new("").matches(""));
        assert!(!Secret::new("").signed(&[b"x"], &Secret::new("").sign(&[b"x"])));
        assert_eq!(format!("{secret:?}"), "***");
    }

    #[test]
    fn an_hmac_is_the_one_of_rfc_4231() {
        let secret = Secret::new("Jefe");
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(secret.sign(&[b"what do ya want ", b"for nothing?"]), expected);
        assert!(secret.signed(&[b"what do ya want for nothing?"], expected));
        assert!(!secret.signed(&[b"what do ya want for nothing"], expected));
        assert!(!secret.signed(&[b"what do ya want for nothing?"], &expected[..62]));
        assert!(!secret.signed(&[b"what do ya want for nothing?"], ""));
    }

    #[test]
    fn times_are_bounded_on_both_sides() {
        assert_eq!(in_time(1000, 1000 + WINDOW), Ok(()));
        assert_eq!(in_time(1000, 1001 + WINDOW), Err(Rejection::TooOld));
        assert_eq!(in_time(1000 + WINDOW, 1000), Ok(()));
        assert_eq!(in_time(1001 + WINDOW, 1000), Err(Rejection::FromTheFuture));
        assert_eq!(in_time(u64::MAX, 1000), Err(Rejection::FromTheFuture));
        assert_eq!(in_time(0, u64::MAX), Err(Rejection::TooOld));
    }

    #[test]
    fn large_and_compressed_bodies_are_refused_before_they_are_read() {
        let head = |name: header::HeaderName, value: &str| HeaderMap::from_iter([(name, value.parse().unwrap())]);
        assert_eq!(
            check_head(&head(header::CONTENT_LENGTH, "26214400"), MAX_BODY),
            Err(Rejection::TooLarge { most: MAX_BODY })
        );
        for encoding in ["gzip", "br", "zstd", "gzip, identity"] {
            assert_eq!(check_head(&head(header::CONTENT_ENCODING, encoding), MAX_BODY), Err(Rejection::Encoded));
        }
        assert_eq!(check_head(&head(header::CONTENT_ENCODING, "identity"), MAX_BODY), Ok(()));
        // A head that lies does not help: the size of what came is looked at as well.
        let headers = head(header::CONTENT_LENGTH, "2");
        let body = vec![b' '; MAX_BODY + 1];
        let delivery = Delivery { method: &Method::POST, path: "/", headers: &headers, body: &body, now: 0 };
        assert_eq!(check_edge(&delivery, MAX_BODY), Err(Rejection::TooLarge { most: MAX_BODY }));
    }

    #[test]
    fn a_header_that_is_there_twice_is_none() {
        let mut headers = HeaderMap::new();
        headers.append("x-one", "a".parse().unwrap());
        headers.append("x-two", "a".parse().unwrap());
        headers.append("x-two", "b".parse().unwrap());
        let delivery = Delivery { method: &Method::POST, path: "/", headers: &headers, body: b"", now: 0 };
        assert_eq!(delivery.header("x-one"), Some("a"));
        assert_eq!(delivery.header("x-two"), None);
    }
}
