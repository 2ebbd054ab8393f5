//! Members: their permanent number, how they come in and what their number stands for.

use std::{fmt, str::FromStr};

use alloy::primitives::{U256, aliases::U40};

/// Permanent id of a member: counts from 1, 40 bits. Wallets change, the id does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberId(u64);

/// The value is no member id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0} is no member number: expected a whole number from 1 to 1099511627775")]
pub struct InvalidMemberId(String);

/// How somebody becomes a member (`IMembership.Admission`, same numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Admission {
    /// Anyone who accepts the charter; the voting unit comes with work.
    Open,
    /// With a voucher of an organizer or a moderator.
    Invitation,
    /// An organizer or a moderator approves an application.
    Approval,
}

/// A number that stands for no way of admission.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0} is no way of admission")]
pub struct UnknownAdmission(u8);

impl Admission {
    /// The way with this number on chain.
    pub fn from_number(number: u8) -> Result<Self, UnknownAdmission> {
        [Self::Open, Self::Invitation, Self::Approval]
            .into_iter()
            .find(|admission| *admission as u8 == number)
            .ok_or(UnknownAdmission(number))
    }

    /// Name in API and SQL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Invitation => "invitation",
            Self::Approval => "approval",
        }
    }
}

/// What a member id stands for now (`IMembership.Status`, same numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Nobody.
    None,
    /// A member.
    Active,
    /// Somebody who left and may come back.
    Left,
    /// Somebody whom the members' house expelled.
    Expelled,
}

impl MemberId {
    const MAX: u64 = (1 << 40) - 1;

    /// The id with this number; an error for 0 and for more than 40 bits.
    pub fn new(number: u64) -> Result<Self, InvalidMemberId> {
        if number == 0 || number > Self::MAX {
            return Err(InvalidMemberId(number.to_string()));
        }
        Ok(Self(number))
    }

    /// The number.
    pub fn get(self) -> u64 {
        self.0
    }

    /// The number as SQL and JSON have it.
    pub fn as_i64(self) -> i64 {
        self.0 as i64
    }
}

impl TryFrom<U40> for MemberId {
    type Error = InvalidMemberId;

    fn try_from(number: U40) -> Result<Self, InvalidMemberId> {
        Self::new(number.to::<u64>())
    }
}

impl From<MemberId> for U40 {
    fn from(id: MemberId) -> Self {
        U40::from(id.0)
    }
}

impl From<MemberId> for U256 {
    fn from(id: MemberId) -> Self {
        U256::from(id.0)
    }
}

impl FromStr for MemberId {
    type Err = InvalidMemberId;

    fn from_str(text: &str) -> Result<Self, InvalidMemberId> {
        text.parse::<u64>()
            .ok()
            .and_then(|number| Self::new(number).ok())
            .ok_or_else(|| InvalidMemberId(text.to_owned()))
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_count_from_one_and_have_forty_bits() {
        assert_eq!("7".parse::<MemberId>().unwrap().get(), 7);
        assert_eq!(MemberId::new(MemberId::MAX).unwrap().to_string(), "1099511627775");
        for bad in ["0", "-1", "1099511627776", "", "x"] {
            assert!(bad.parse::<MemberId>().is_err(), "{bad}");
        }
    }
}
