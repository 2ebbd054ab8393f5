//! The count of a poll in words and numbers for people, as it is stored, hashed and shown.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    store::Poll,
    tally::{Counted, Outcome, Tally, Votes, count},
};

/// The count of a poll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PollResult {
    /// What it decides: `chosen`, `tied`, `empty`, `no_quorum`, `consented` or `blocked`.
    #[schema(example = "chosen")]
    pub outcome: String,
    /// The options in the poll's order; for consent the three answers.
    pub options: Vec<OptionResult>,
    /// Positions of the options that lead, from 0.
    pub leaders: Vec<usize>,
    /// Number of answers.
    pub ballots: u64,
    /// Their weight.
    pub weight: String,
    /// Members who may answer.
    pub electors: u64,
    /// Their weight.
    pub electorate_weight: String,
    /// Part of the electorate's weight that answered, of 10,000.
    pub turnout_bps: u32,
    /// Number of objections, for consent.
    pub objections: u64,
    /// Rounds of an instant run-off, the first first.
    pub rounds: Vec<RoundResult>,
    /// `duels[a][b]`: weight of those who prefer option `a` to `b`, for Copeland.
    pub duels: Vec<Vec<String>>,
}

/// One option in the count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OptionResult {
    /// Its text.
    pub option: String,
    /// Its score, exact to 18 digits after the point.
    #[schema(example = "2.5")]
    pub score: String,
    /// Its score as a part of all scores, of 10,000.
    pub share_bps: u32,
}

/// A round of an instant run-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoundResult {
    /// Position and votes of the options that are left, the highest first.
    pub standings: Vec<(usize, String)>,
    /// Position of the option that leaves after the round.
    pub dropped: Option<usize>,
}

impl PollResult {
    /// Counts the ballots of a poll.
    pub fn of(poll: &Poll, ballots: &[Counted]) -> Self {
        let (terms, signed) = (&poll.terms, poll.terms.signed());
        let tally = count(terms.kind(), signed.options.len(), ballots);
        let outcome = Outcome::of(terms.kind(), &tally, poll.weight, signed.quorumBps, signed.blockingObjections);
        Self {
            outcome: outcome.as_str().to_owned(),
            electors: poll.electors,
            electorate_weight: poll.weight.to_string(),
            turnout_bps: tally.weight.bps_of(Votes::whole(poll.weight)),
            ..Self::from_tally(&signed.options, &tally)
        }
    }

    /// A count without an electorate.
    pub fn from_tally(options: &[String], tally: &Tally) -> Self {
        let all: Votes = tally.scores.iter().copied().sum();
        let option = |(option, score): (&String, &Votes)| OptionResult {
            option: option.clone(),
            score: score.to_string(),
            share_bps: score.bps_of(all),
        };
        let rounds = tally.rounds.iter().map(|round| RoundResult {
            standings: round.standings.iter().map(|one| (one.option, one.votes.to_string())).collect(),
            dropped: round.dropped,
        });
        Self {
            outcome: String::new(),
            options: options.iter().zip(&tally.scores).map(option).collect(),
            leaders: tally.leaders.clone(),
            ballots: tally.ballots,
            weight: tally.weight.to_string(),
            electors: 0,
            electorate_weight: "0".to_owned(),
            turnout_bps: 0,
            objections: tally.objections,
            rounds: rounds.collect(),
            duels: tally.duels.iter().map(|row| row.iter().map(Votes::to_string).collect()).collect(),
        }
    }
}
