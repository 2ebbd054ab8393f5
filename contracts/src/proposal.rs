//! Proposals and ballots, in the words of OpenZeppelin's Governor.

use std::{fmt, str::FromStr};

use alloy::{
    primitives::{Address, B256, Bytes, U256, keccak256},
    sol_types::SolValue,
};

use crate::slug::Slug;

/// Who votes: one house each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Electorate {
    /// One member, one vote.
    Members,
    /// Votes by reputation.
    Contributors,
}

/// The lifecycle of a proposal (`IGovernor.ProposalState`, same numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProposalState {
    /// Voting has not begun.
    Pending,
    /// Voting is open.
    Active,
    /// Withdrawn.
    Canceled,
    /// Quorum or majority missed.
    Defeated,
    /// Passed, waiting to be queued.
    Succeeded,
    /// In the timelock.
    Queued,
    /// Never executed in time.
    Expired,
    /// Done.
    Executed,
}

/// How a ballot counts (`GovernorCountingSimple.VoteType`, same numbers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Support {
    /// Against.
    Against,
    /// For.
    For,
    /// Counts for the quorum only.
    Abstain,
}

/// The text or number means nothing here.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{value:?} is no {what}: expected {expected}")]
pub struct UnknownWord {
    value: String,
    what: &'static str,
    expected: &'static str,
}

impl Electorate {
    /// Name in API, SQL and URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Contributors => "contributors",
        }
    }

    /// Name of the house's Governor, which is also its signing domain: at most 31 bytes.
    pub fn house_name(self, slug: &Slug) -> String {
        match self {
            Self::Members => format!("Palabre {slug} members"),
            Self::Contributors => format!("Palabre {slug} contrib"),
        }
    }
}

impl fmt::Display for Electorate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Electorate {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        match text {
            "members" => Ok(Self::Members),
            "contributors" => Ok(Self::Contributors),
            _ => Err(UnknownWord { value: text.to_owned(), what: "house", expected: "members or contributors" }),
        }
    }
}

impl ProposalState {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Pending, "pending"),
        (Self::Active, "active"),
        (Self::Canceled, "canceled"),
        (Self::Defeated, "defeated"),
        (Self::Succeeded, "succeeded"),
        (Self::Queued, "queued"),
        (Self::Expired, "expired"),
        (Self::Executed, "executed"),
    ];

    /// The state with the Governor's number.
    pub fn from_number(number: u8) -> Result<Self, UnknownWord> {
        Self::ALL.get(usize::from(number)).map(|(state, _)| *state).ok_or_else(|| UnknownWord {
            value: number.to_string(),
            what: "proposal state",
            expected: "0 to 7",
        })
    }

    /// Name in API and SQL.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl Support {
    const ALL: [(Self, &'static str); 3] = [(Self::Against, "against"), (Self::For, "for"), (Self::Abstain, "abstain")];

    /// The Governor's number.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The choice with the Governor's number.
    pub fn from_number(number: u8) -> Result<Self, UnknownWord> {
        Self::ALL.get(usize::from(number)).map(|(support, _)| *support).ok_or_else(|| UnknownWord {
            value: number.to_string(),
            what: "vote",
            expected: "0 (against), 1 (for) or 2 (abstain)",
        })
    }

    /// Name in API and SQL.
    pub fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

impl FromStr for Support {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(support, _)| *support).ok_or_else(|| UnknownWord {
            value: text.to_owned(),
            what: "vote",
            expected: "for, against or abstain",
        })
    }
}

/// The id that `Governor.hashProposal` gives: the hash of the calls and of the description's hash.
pub fn proposal_id(targets: &[Address], values: &[U256], calldatas: &[Bytes], description: &str) -> U256 {
    let hash: B256 = keccak256(description.as_bytes());
    let encoded = (targets.to_vec(), values.to_vec(), calldatas.to_vec(), hash).abi_encode_params();
    keccak256(encoded).into()
}

/// The first line of a description without Markdown's heading marks: what lists and notices show.
pub fn title(description: &str) -> &str {
    description.lines().map(|line| line.trim_start_matches('#').trim()).find(|line| !line.is_empty()).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_votes_keep_the_numbers_of_the_governor() {
        assert_eq!(ProposalState::from_number(7).unwrap().as_str(), "executed");
        assert_eq!(ProposalState::Canceled as u8, 2);
        assert!(ProposalState::from_number(8).is_err());
        assert_eq!("abstain".parse::<Support>().unwrap().number(), 2);
        assert!(Support::from_number(3).is_err());
    }

    #[test]
    fn the_title_is_the_first_line_with_text() {
        assert_eq!(title("\n## Change the equal share\n\nBecause."), "Change the equal share");
        assert_eq!(title(""), "");
    }
}
