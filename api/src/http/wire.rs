//! Words shared by all answers: times, the block they reflect, addresses and amounts as text.

use std::fmt;

use serde::Serialize;
use utoipa::ToSchema;

/// A moment, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Time {
    /// Seconds since 1970-01-01 UTC.
    #[schema(example = 1_700_000_000)]
    pub unix: u64,
    /// The same by RFC 3339.
    #[schema(example = "2023-11-14T22:13:20Z")]
    pub rfc3339: String,
}

/// A moment taken apart, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Civil {
    pub(crate) year: i64,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
}

impl Civil {
    /// Howard Hinnant's `civil_from_days`: eras of 400 years that begin in March.
    pub(crate) fn from_unix(unix: u64) -> Self {
        // A block time beyond the year 9999 is a mistake of somebody else; RFC 3339 has four digits.
        let unix = unix.min(253_402_300_799);
        let (days, rest) = (unix / 86_400, unix % 86_400);
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        Self {
            year: (year_of_era + era * 400 + u64::from(month <= 2)) as i64,
            month: month as u8,
            day: day as u8,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
        }
    }
}

impl fmt::Display for Civil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl From<u64> for Time {
    fn from(unix: u64) -> Self {
        Self { unix, rfc3339: Civil::from_unix(unix).to_string() }
    }
}

/// An address as JSON has it, for the OpenAPI document.
#[derive(Debug, ToSchema)]
#[schema(as = Address, value_type = String, pattern = "^(0x)?[0-9a-fA-F]{40}$",
    example = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed")]
pub struct AddressText(pub String);

/// 32 bytes as JSON has them, for the OpenAPI document.
#[derive(Debug, ToSchema)]
#[schema(as = Hash, value_type = String, pattern = "^(0x)?[0-9a-fA-F]{64}$",
    example = "0x1111111111111111111111111111111111111111111111111111111111111111")]
pub struct HashText(pub String);

/// Bytes as JSON has them, for the OpenAPI document.
#[derive(Debug, ToSchema)]
#[schema(as = Bytes, value_type = String, pattern = "^(0x)?([0-9a-fA-F]{2})*$", example = "0x")]
pub struct HexText(pub String);

/// Lower-case `0x` text of an id, an address, a hash or bytes.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    alloy::primitives::hex::encode_prefixed(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_by_rfc_3339() {
        let check = |unix: u64, text: &str| assert_eq!(Time::from(unix).rfc3339, text);
        check(0, "1970-01-01T00:00:00Z");
        check(951_782_400, "2000-02-29T00:00:00Z");
        check(1_700_000_000, "2023-11-14T22:13:20Z");
        check(4_107_542_399, "2100-02-28T23:59:59Z");
        check(u64::MAX, "9999-12-31T23:59:59Z");
    }
}
