//! Counting: ballots in, result out. No IO, no clock; every result can be computed again from the published ballots.
//!
//! Approval, weighted, instant run-off and Copeland give the scores of Snapshot's voting classes on the same ballots
//! (`tests/wallet/tally.test.mjs` compares them).

mod fixed;
mod ranked;

use alloy::primitives::U256;
use serde::Serialize;

pub use self::{
    fixed::Votes,
    ranked::{Round, Standing},
};
use super::kind::Kind;

/// A ballot as it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Weight of the voter.
    pub weight: U256,
    /// The answer.
    pub values: Vec<u32>,
}

/// The count of a poll.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// One score for each option; for a poll by consent, for each of the three answers.
    pub scores: Vec<Votes>,
    /// Positions of the options with the highest score, from 0; several when they are equal, none without a vote.
    pub leaders: Vec<usize>,
    /// Weight of all ballots.
    pub weight: Votes,
    /// Number of ballots.
    pub ballots: u64,
    /// Rounds of an instant run-off.
    pub rounds: Vec<Round>,
    /// `duels[a][b]`: weight of those who prefer option `a` to `b` (Copeland).
    pub duels: Vec<Vec<Votes>>,
    /// Number of objections (consent).
    pub objections: u64,
}

/// Counts valid ballots.
pub fn count(kind: Kind, options: usize, ballots: &[Counted]) -> Tally {
    let weight: Votes = ballots.iter().map(|ballot| Votes::whole(ballot.weight)).sum();
    let counted = match kind {
        Kind::Approval | Kind::Score | Kind::Dot => Tally { scores: sums(options, ballots), ..Tally::default() },
        Kind::Weighted => Tally { scores: shares(options, ballots), ..Tally::default() },
        Kind::InstantRunoff => ranked::instant_runoff(options, ballots),
        Kind::Copeland => ranked::copeland(options, ballots, weight),
        Kind::Consent => consent(ballots),
    };
    let leaders = leaders(&counted.scores);
    Tally { leaders, weight, ballots: ballots.len() as u64, ..counted }
}

/// Weight times what each ballot gave.
fn sums(options: usize, ballots: &[Counted]) -> Vec<Votes> {
    let given = |option: usize, ballot: &Counted| ballot.values.get(option).copied().unwrap_or_default();
    (0..options)
        .map(|option| ballots.iter().map(|b| Votes::whole(b.weight).times(given(option, b).into())).sum())
        .collect()
}

/// Each ballot's weight divided in proportion to its numbers.
fn shares(options: usize, ballots: &[Counted]) -> Vec<Votes> {
    let share = |option: usize, ballot: &Counted| {
        let all: u64 = ballot.values.iter().copied().map(u64::from).sum();
        let given = ballot.values.get(option).copied().unwrap_or_default();
        Votes::whole(ballot.weight).part(given.into(), all)
    };
    (0..options).map(|option| ballots.iter().map(|ballot| share(option, ballot)).sum()).collect()
}

fn consent(ballots: &[Counted]) -> Tally {
    let answered = |answer: u32| ballots.iter().filter(move |ballot| ballot.values.first() == Some(&answer));
    let scores = (0..3).map(|answer| answered(answer).map(|ballot| Votes::whole(ballot.weight)).sum()).collect();
    Tally { scores, objections: answered(2).count() as u64, ..Tally::default() }
}

fn leaders(scores: &[Votes]) -> Vec<usize> {
    let best = scores.iter().max().copied().unwrap_or_default();
    if best == Votes::ZERO {
        return Vec::new();
    }
    scores.iter().enumerate().filter(|(_, score)| **score == best).map(|(option, _)| option).collect()
}

/// What the count decides under the poll's rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// One option leads.
    Chosen,
    /// Several options lead with the same score.
    Tied,
    /// Nobody voted for anything.
    Empty,
    /// Too little of the electorate answered.
    NoQuorum,
    /// Nobody, or too few, objected.
    Consented,
    /// Enough people objected.
    Blocked,
}

impl Outcome {
    /// Name in API and texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Tied => "tied",
            Self::Empty => "empty",
            Self::NoQuorum => "no_quorum",
            Self::Consented => "consented",
            Self::Blocked => "blocked",
        }
    }

    /// What `tally` decides. `quorum_bps` is the part of the electorate's weight that has to answer, `blocking` how
    /// many objections block consent. An objection counts even without quorum: it is an argument, not a vote.
    pub fn of(kind: Kind, tally: &Tally, electorate: U256, quorum_bps: u16, blocking: u16) -> Self {
        let needed = Votes::whole(electorate).part(quorum_bps.into(), 10_000);
        if kind == Kind::Consent && tally.objections >= u64::from(blocking.max(1)) {
            return Self::Blocked;
        }
        if tally.ballots == 0 {
            return Self::Empty;
        }
        if tally.weight < needed {
            return Self::NoQuorum;
        }
        match (kind, tally.leaders.len()) {
            // Everybody stood aside: nobody wants it.
            (Kind::Consent, _) if tally.scores.first() == Some(&Votes::ZERO) => Self::Empty,
            (Kind::Consent, _) => Self::Consented,
            (_, 0) => Self::Empty,
            (_, 1) => Self::Chosen,
            _ => Self::Tied,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballots(rows: &[(u64, &[u32])]) -> Vec<Counted> {
        let row = |(weight, values): &(u64, &[u32])| Counted { weight: U256::from(*weight), values: values.to_vec() };
        rows.iter().map(row).collect()
    }

    fn scores(tally: &Tally) -> Vec<String> {
        tally.scores.iter().map(Votes::to_string).collect()
    }

    #[test]
    fn approval_adds_weights() {
        let tally = count(Kind::Approval, 3, &ballots(&[(3, &[1, 1, 0]), (4, &[0, 1, 0]), (1, &[0, 0, 0])]));
        assert_eq!(scores(&tally), ["3", "7", "0"]);
        assert_eq!((tally.leaders, tally.ballots, tally.weight.to_string().as_str()), (vec![1], 3, "8"));
    }

    #[test]
    fn a_weighted_ballot_never_gives_more_than_its_weight() {
        let tally = count(Kind::Weighted, 3, &ballots(&[(1, &[1, 1, 1]), (10, &[0, 1, 3])]));
        assert_eq!(scores(&tally), ["0.333333333333333333", "2.833333333333333333", "7.833333333333333333"]);
    }

    #[test]
    fn scores_and_dots_multiply() {
        let cast = ballots(&[(2, &[5, 0]), (3, &[1, 3])]);
        assert_eq!(scores(&count(Kind::Score, 2, &cast)), ["13", "9"]);
        assert_eq!(scores(&count(Kind::Dot, 2, &cast)), ["13", "9"]);
    }

    #[test]
    fn an_objection_blocks_when_there_are_enough() {
        let outcome = |rows: &[(u64, &[u32])], blocking| {
            Outcome::of(Kind::Consent, &count(Kind::Consent, 3, &ballots(rows)), U256::from(10), 5_000, blocking)
        };
        assert_eq!(outcome(&[(5, &[0]), (1, &[2])], 1), Outcome::Blocked);
        assert_eq!(outcome(&[(5, &[0]), (1, &[2])], 2), Outcome::Consented);
        assert_eq!(outcome(&[(5, &[0]), (1, &[2]), (1, &[2])], 2), Outcome::Blocked);
        assert_eq!(outcome(&[(4, &[0])], 1), Outcome::NoQuorum);
        assert_eq!(outcome(&[(5, &[0])], 1), Outcome::Consented);
        assert_eq!(outcome(&[(1, &[2])], 1), Outcome::Blocked, "an objection needs no quorum");
        assert_eq!(outcome(&[(9, &[1])], 1), Outcome::Empty, "nobody wants it");
        assert_eq!(outcome(&[], 0), Outcome::Empty);
        assert_eq!(outcome(&[(5, &[0]), (1, &[2])], 0), Outcome::Blocked, "zero objections do not block");
    }

    #[test]
    fn a_choice_needs_its_quorum_and_a_lead() {
        let outcome = |rows: &[(u64, &[u32])], quorum| {
            let tally = count(Kind::Approval, 2, &ballots(rows));
            Outcome::of(Kind::Approval, &tally, U256::from(10), quorum, 0)
        };
        assert_eq!(outcome(&[(3, &[1, 0]), (2, &[0, 1])], 5_000), Outcome::Chosen);
        assert_eq!(outcome(&[(3, &[1, 0]), (2, &[0, 1])], 5_001), Outcome::NoQuorum);
        assert_eq!(outcome(&[(3, &[1, 1])], 0), Outcome::Tied);
        assert_eq!(outcome(&[(3, &[0, 0])], 0), Outcome::Empty);
    }
}
