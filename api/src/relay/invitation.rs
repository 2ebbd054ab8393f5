//! Invitation codes: a voucher and its signature in one word that fits a link.
//!
//! The code is base64url without padding of `version 1 | issuer 5 | uses 1 | validFrom 5 | validUntil 5 | salt 32 |
//! signature`, numbers big endian. There is exactly one code for a voucher and a signature.

use std::{fmt, str::FromStr};

use alloy::primitives::{B256, Bytes};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use palabre_contracts::typed_data;

use crate::wallets::signature::MAX_CONTRACT_SIGNATURE;

const VERSION: u8 = 1;
const HEADER: usize = 1 + 5 + 1 + 5 + 5 + 32;

/// A signed voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInvitation {
    /// The voucher.
    pub invitation: typed_data::Invitation,
    /// Its issuer's signature.
    pub signature: Bytes,
}

/// The text is no invitation code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCode {
    /// A character is missing, added or changed.
    #[error("the invitation code is incomplete or has characters that do not belong to it")]
    Text,
    /// Made by another version.
    #[error("the invitation code has form {0}, this service reads form 1")]
    Version(u8),
    /// Cut short, or far too long.
    #[error("the invitation code has {0} bytes inside: it is incomplete")]
    Length(usize),
}

impl FromStr for SignedInvitation {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        if text.len() > (HEADER + MAX_CONTRACT_SIGNATURE).div_ceil(3) * 4 {
            return Err(InvalidCode::Length(text.len()));
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidCode::Text)?;
        let (&version, _) = bytes.split_first().ok_or(InvalidCode::Length(0))?;
        if version != VERSION {
            return Err(InvalidCode::Version(version));
        }
        if bytes.len() < HEADER + 64 || bytes.len() > HEADER + MAX_CONTRACT_SIGNATURE {
            return Err(InvalidCode::Length(bytes.len()));
        }
        let (header, signature) = bytes.split_at(HEADER);
        let number = |at: usize| header[at..at + 5].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        Ok(Self {
            invitation: typed_data::Invitation {
                issuer: alloy::primitives::aliases::U40::from(number(1)),
                uses: header[6],
                validFrom: alloy::primitives::aliases::U40::from(number(7)),
                validUntil: alloy::primitives::aliases::U40::from(number(12)),
                salt: B256::from_slice(&header[17..]),
            },
            signature: Bytes::copy_from_slice(signature),
        })
    }
}

impl fmt::Display for SignedInvitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { invitation, signature } = self;
        let mut bytes = Vec::with_capacity(HEADER + signature.len());
        bytes.push(VERSION);
        bytes.extend(invitation.issuer.to_be_bytes::<5>());
        bytes.push(invitation.uses);
        bytes.extend(invitation.validFrom.to_be_bytes::<5>());
        bytes.extend(invitation.validUntil.to_be_bytes::<5>());
        bytes.extend(invitation.salt);
        bytes.extend(signature);
        f.write_str(&URL_SAFE_NO_PAD.encode(bytes))
    }
}

/// What stands for "no invitation" in a call.
pub(super) fn none() -> SignedInvitation {
    use alloy::primitives::aliases::U40;
    SignedInvitation {
        invitation: typed_data::Invitation {
            issuer: U40::ZERO,
            uses: 0,
            validFrom: U40::ZERO,
            validUntil: U40::ZERO,
            salt: B256::ZERO,
        },
        signature: Bytes::new(),
    }
}

#[cfg(test)]
mod tests {
    use alloy::primitives::aliases::U40;

    use super::*;

    fn signed() -> SignedInvitation {
        SignedInvitation {
            invitation: typed_data::Invitation {
                issuer: U40::from(0x0102030405_u64),
                uses: 20,
                validFrom: U40::from(1_700_000_000_u64),
                validUntil: U40::from(0xffffffffff_u64),
                salt: B256::repeat_byte(0xfe),
            },
            signature: Bytes::from(vec![0xfb; 65]),
        }
    }

    #[test]
    fn a_code_fits_a_link_and_loses_nothing() {
        let code = signed().to_string();
        assert_eq!(code.len(), 152);
        assert!(code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        assert_eq!(code.parse::<SignedInvitation>(), Ok(signed()));
    }

    #[test]
    fn damaged_codes_are_refused() {
        let code = signed().to_string();
        assert_eq!("".parse::<SignedInvitation>(), Err(InvalidCode::Length(0)));
        for bad in [format!("{code}="), format!(" {code}"), format!("{code}\n"), code.replace('-', "+"), "é".to_owned()]
        {
            assert_eq!(bad.parse::<SignedInvitation>(), Err(InvalidCode::Text), "{bad}");
        }
        assert_eq!(code[..100].parse::<SignedInvitation>(), Err(InvalidCode::Length(75)));
        assert_eq!("Ag".parse::<SignedInvitation>(), Err(InvalidCode::Version(2)));
        let long = SignedInvitation { signature: vec![0; MAX_CONTRACT_SIGNATURE + 1].into(), ..signed() }.to_string();
        assert!(matches!(long.parse::<SignedInvitation>(), Err(InvalidCode::Length(_))));
    }

    #[test]
    fn no_two_codes_mean_the_same() {
        // The last character of a code carries spare bits: they must be zero.
        let odd = SignedInvitation { signature: vec![1; 66].into(), ..signed() }.to_string();
        let last = odd.chars().last().unwrap();
        let twin = format!("{}{}", &odd[..odd.len() - 1], char::from(last as u8 + 1));
        assert_eq!(twin.parse::<SignedInvitation>(), Err(InvalidCode::Text));
    }
}
