//! The short name of a community.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Short name of a community: lower-case letters, digits and hyphens, 1 to 15 bytes.
///
/// It is part of the signing domains (`Palabre <slug> contrib` must fit the 31 bytes that OpenZeppelin's EIP-712
/// allows), of URLs and of the token symbol.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The text is no slug.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no short name: use 1 to 15 lower-case letters, digits or hyphens, starting with a letter or digit")]
pub struct InvalidSlug(String);

impl Slug {
    /// Longest slug, in bytes.
    pub const MAX: usize = 15;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Name of the EIP-712 domain of the community's own contracts.
    pub fn domain(&self) -> String {
        format!("Palabre {}", self.0)
    }
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if text.is_empty() || text.len() > Self::MAX || text.starts_with('-') || !text.bytes().all(allowed) {
            return Err(InvalidSlug(text.to_owned()));
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;

    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        text.parse()
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_short_and_lower_case() {
        for good in ["a", "round-18", "0x", "abcdefghijklmno"] {
            assert_eq!(good.parse::<Slug>().unwrap().as_str(), good);
        }
        for bad in ["", "-a", "A", "é", "a b", "abcdefghijklmnop"] {
            assert_eq!(bad.parse::<Slug>(), Err(InvalidSlug(bad.to_owned())));
        }
    }

    #[test]
    fn the_longest_signing_domain_fits_31_bytes() {
        let slug: Slug = "abcdefghijklmno".parse().unwrap();
        assert!(crate::proposal::Electorate::Contributors.house_name(&slug).len() <= 31);
        assert!(slug.domain().len() <= 31);
    }
}
