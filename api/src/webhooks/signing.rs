//! Signatures by the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, one for each secret that is
//! good now, so that a receiver may know the old one or the new one while a secret is replaced. Pure.

use std::fmt;

use alloy::primitives::B256;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Begins every secret, so that scanners of leaked secrets find it.
const PREFIX: &str = "whsec_";

/// What a receiver and the service share.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// A secret of these random bytes.
    pub fn new(random: B256) -> Self {
        Self(random.to_vec())
    }

    /// A secret as it was stored.
    pub(crate) fn stored(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret as receivers get it.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    fn sign(&self, id: &str, timestamp: u64, body: &str) -> String {
        // A key of any length is good for HMAC.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(format!("{id}.{timestamp}.").as_bytes());
        mac.update(body.as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// The header `webhook-signature`: a signature with each secret, the newest first.
pub fn signatures(secrets: &[Secret], id: &str, timestamp: u64, body: &str) -> String {
    secrets.iter().map(|secret| secret.sign(id, timestamp, body)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with Python's `hmac` and `hashlib`.
    #[test]
    fn signatures_are_those_of_another_implementation() {
        let secret = Secret::new(B256::repeat_byte(7));
        assert_eq!(secret.text(), "whsec_BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=");
        let signed = signatures(&[secret], "1-2-00ff", 1_700_000_000, r#"{"type":"vote.cast","é":1}"#);
        assert_eq!(signed, "v1,D3ZMlmNAATJkiwLh4MWL+BavR6mUlKWeyVswqYGK1BI=");
    }

    #[test]
    fn a_secret_that_is_replaced_signs_beside_the_new_one() {
        let (new, old) = (Secret::new(B256::repeat_byte(1)), Secret::new(B256::repeat_byte(2)));
        let both = signatures(&[new.clone(), old.clone()], "a", 1, "b");
        let parts: Vec<&str> = both.split(' ').collect();
        assert_eq!(parts, [new.sign("a", 1, "b"), old.sign("a", 1, "b")]);
        assert_ne!(parts[0], parts[1]);
    }

    #[test]
    fn secrets_are_not_printed() {
        assert_eq!(format!("{:?}", Secret::new(B256::repeat_byte(1))), "Secret(***)");
    }
}
