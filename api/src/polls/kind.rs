//! The kinds of polls: what a valid answer is, and how it reads.
//!
//! An answer is a list of numbers. For every kind but consent there is one for each option, in the poll's order.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::relay::error::Refusal;

/// The highest share that a weighted answer may give to one option.
pub const MAX_SHARE: u32 = 1_000_000;

/// The three answers of a poll by consent, in the order of their numbers.
pub const CONSENT_ANSWERS: [&str; 3] = ["consent", "stand aside", "object"];

/// How a poll is answered and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PollKind)]
pub enum Kind {
    /// As many options as one likes: 1 approves, 0 does not.
    Approval,
    /// One's weight divided among the options, in proportion to the numbers given.
    Weighted,
    /// All options in order (1 is best); the last one is dropped until one has a majority.
    InstantRunoff,
    /// All options in order (1 is best); every pair is compared, duels won count.
    Copeland,
    /// Each option from 0 to the poll's scale.
    Score,
    /// The poll's number of dots, spread over the options.
    Dot,
    /// Consent (0), stand aside (1) or object (2, with a reason).
    Consent,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Approval, Self::Weighted, Self::InstantRunoff, Self::Copeland, Self::Score, Self::Dot, Self::Consent];

    /// Name in API, SQL and signatures.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Weighted => "weighted",
            Self::InstantRunoff => "instant_runoff",
            Self::Copeland => "copeland",
            Self::Score => "score",
            Self::Dot => "dot",
            Self::Consent => "consent",
        }
    }

    /// Whether options are put in order.
    pub fn is_ranked(self) -> bool {
        matches!(self, Self::InstantRunoff | Self::Copeland)
    }

    /// Whether the poll has a scale: the highest score, or the number of dots.
    pub fn has_scale(self) -> bool {
        matches!(self, Self::Score | Self::Dot)
    }

    /// An answer that this poll can count: `options` many numbers that mean something.
    pub fn check(self, options: usize, scale: u32, values: &[u32]) -> Result<(), Refusal> {
        let expected = if self == Self::Consent { 1 } else { options };
        if values.len() != expected {
            return Err(Refusal::malformed(
                format!("the answer has {} numbers, this poll needs {expected}", values.len()),
                "Give one number for each option, in the poll's order; one number for a poll by consent.",
            ));
        }
        let sum: u64 = values.iter().copied().map(u64::from).sum();
        let most = values.iter().copied().max().unwrap_or_default();
        let (valid, rule) = match self {
            Self::Approval => (most <= 1, "Give 1 to each option that you approve, 0 to the others.".to_owned()),
            Self::Weighted => (
                sum > 0 && most <= MAX_SHARE,
                format!("Give each option its share, at most {MAX_SHARE}; at least one is above 0."),
            ),
            Self::InstantRunoff | Self::Copeland => (
                is_ranking(values),
                format!("Give each option its place: 1 for the best to {options} for the last, each once."),
            ),
            Self::Score => (most <= scale, format!("Give each option a score from 0 to {scale}.")),
            Self::Dot => (sum > 0 && sum <= u64::from(scale), format!("Spread 1 to {scale} dots over the options.")),
            Self::Consent => (most <= 2, "Answer 0 to consent, 1 to stand aside, 2 to object.".to_owned()),
        };
        if valid { Ok(()) } else { Err(Refusal::malformed("this answer cannot be counted", rule)) }
    }

    /// The answer in words, as wallets show it beside the numbers.
    pub fn in_words(self, options: &[String], values: &[u32]) -> Vec<String> {
        let pairs = || options.iter().zip(values);
        match self {
            Self::Approval => pairs().filter(|(_, value)| **value == 1).map(|(option, _)| option.clone()).collect(),
            Self::InstantRunoff | Self::Copeland => {
                let mut ranked: Vec<_> = pairs().collect();
                ranked.sort_by_key(|(_, rank)| **rank);
                ranked.into_iter().map(|(option, rank)| format!("{rank}. {option}")).collect()
            }
            Self::Weighted | Self::Score | Self::Dot => {
                pairs().map(|(option, value)| format!("{option}: {value}")).collect()
            }
            Self::Consent => {
                let answer = values.first().and_then(|value| CONSENT_ANSWERS.get(*value as usize));
                answer.map(|answer| (*answer).to_owned()).into_iter().collect()
            }
        }
    }
}

/// Every place from 1 on, once.
fn is_ranking(values: &[u32]) -> bool {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.iter().zip(1..).all(|(value, place)| *value == place)
}

/// The text names no kind of poll.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no kind of poll")]
pub struct UnknownKind(String);

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_mean_nothing_are_refused() {
        let good = |kind: Kind, scale, values: &[u32]| assert_eq!(kind.check(3, scale, values), Ok(()), "{values:?}");
        let bad = |kind: Kind, scale, values: &[u32]| assert!(kind.check(3, scale, values).is_err(), "{values:?}");
        good(Kind::Approval, 0, &[0, 0, 0]);
        good(Kind::Approval, 0, &[1, 0, 1]);
        bad(Kind::Approval, 0, &[2, 0, 0]);
        bad(Kind::Approval, 0, &[1, 1]);
        good(Kind::Weighted, 0, &[0, 3, MAX_SHARE]);
        bad(Kind::Weighted, 0, &[0, 0, 0]);
        bad(Kind::Weighted, 0, &[0, 0, MAX_SHARE + 1]);
        for kind in [Kind::InstantRunoff, Kind::Copeland] {
            good(kind, 0, &[3, 1, 2]);
            for ranks in [[1, 1, 2], [0, 1, 2], [1, 2, 4], [1, 2, 0]] {
                bad(kind, 0, &ranks);
            }
        }
        good(Kind::Score, 5, &[0, 5, 3]);
        bad(Kind::Score, 5, &[6, 0, 0]);
        good(Kind::Dot, 10, &[10, 0, 0]);
        bad(Kind::Dot, 10, &[10, 1, 0]);
        bad(Kind::Dot, 10, &[0, 0, 0]);
        bad(Kind::Dot, 10, &[u32::MAX, u32::MAX, u32::MAX]);
        good(Kind::Consent, 0, &[2]);
        bad(Kind::Consent, 0, &[3]);
        bad(Kind::Consent, 0, &[0, 0, 0]);
    }

    #[test]
    fn answers_read_as_they_count() {
        let options = ["Tea".to_owned(), "Coffee".to_owned(), "Water".to_owned()];
        let check = |kind: Kind, values: &[u32], words: &[&str]| assert_eq!(kind.in_words(&options, values), words);
        check(Kind::Approval, &[1, 0, 1], &["Tea", "Water"]);
        check(Kind::Copeland, &[2, 3, 1], &["1. Water", "2. Tea", "3. Coffee"]);
        check(Kind::Dot, &[2, 0, 1], &["Tea: 2", "Coffee: 0", "Water: 1"]);
        check(Kind::Consent, &[2], &["object"]);
    }

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert!("quadratic".parse::<Kind>().is_err());
    }
}
