//! Sums of weights, exact to 18 digits after the point: shares of a weight are no whole numbers.

use std::{fmt, iter::Sum, ops::Add};

use alloy::primitives::{U256, U512};
use serde::{Serialize, Serializer};

/// What one weight is in the last digit.
const ONE: u64 = 1_000_000_000_000_000_000;

/// A number of votes, in parts of 10^18.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Votes(U512);

impl Votes {
    /// No votes.
    pub const ZERO: Self = Self(U512::ZERO);

    /// A whole weight.
    pub fn whole(weight: U256) -> Self {
        Self(U512::from(weight) * U512::from(ONE))
    }

    /// These votes so many times.
    pub fn times(self, factor: u64) -> Self {
        Self(self.0 * U512::from(factor))
    }

    /// The part `of` / `all` of these votes, rounded down; nothing of nothing.
    pub fn part(self, of: u64, all: u64) -> Self {
        Self((self.0 * U512::from(of)).checked_div(U512::from(all)).unwrap_or_default())
    }

    /// In parts of 10,000 of `all`, rounded down.
    pub fn bps_of(self, all: Self) -> u32 {
        (self.0 * U512::from(10_000_u64)).checked_div(all.0).unwrap_or_default().saturating_to()
    }

    /// The difference; nothing when `other` is more.
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for Votes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sum for Votes {
    fn sum<I: Iterator<Item = Self>>(votes: I) -> Self {
        votes.fold(Self::ZERO, Add::add)
    }
}

impl fmt::Display for Votes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = U512::from(ONE);
        let (whole, rest) = (self.0 / one, self.0 % one);
        if rest.is_zero() {
            return write!(f, "{whole}");
        }
        let digits = format!("{:0>18}", rest.to_string());
        write!(f, "{whole}.{}", digits.trim_end_matches('0'))
    }
}

impl Serialize for Votes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_decimal_text_without_loss() {
        let votes = |weight: u64| Votes::whole(U256::from(weight));
        assert_eq!(votes(7).to_string(), "7");
        assert_eq!(votes(1).part(1, 3).to_string(), "0.333333333333333333");
        assert_eq!(votes(3).part(1, 2).to_string(), "1.5");
        assert_eq!(votes(1).part(1, 0), Votes::ZERO);
        assert_eq!((votes(1).bps_of(votes(3)), votes(1).bps_of(Votes::ZERO)), (3333, 0));
        let most = Votes::whole(U256::MAX);
        assert_eq!(most.part(3, 3), most, "the largest weight has room");
        assert_eq!(most.to_string(), U256::MAX.to_string());
    }
}
