//! Options in order: instant run-off and Copeland.

use serde::Serialize;

use super::{Counted, Tally, fixed::Votes};

/// One option in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Position of the option, from 0.
    pub option: usize,
    /// Weight of the ballots that prefer it to all others that are left.
    pub votes: Votes,
}

/// One round of an instant run-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Round {
    /// The options that are left, the highest first; equal ones in the poll's order.
    pub standings: Vec<Standing>,
    /// The option that leaves after this round.
    pub dropped: Option<usize>,
}

/// Drops the option with the fewest first places until one has more than half, or two are left. Of equal options the
/// one that the poll names first is dropped.
pub(super) fn instant_runoff(options: usize, ballots: &[Counted]) -> Tally {
    let ranked: Vec<(Votes, Vec<usize>)> =
        ballots.iter().map(|ballot| (Votes::whole(ballot.weight), in_order(&ballot.values))).collect();
    let all: Votes = ranked.iter().map(|(weight, _)| *weight).sum();
    let mut left: Vec<usize> = if ballots.is_empty() { Vec::new() } else { (0..options).collect() };
    let mut rounds = Vec::new();
    loop {
        let mut standings = standings(&left, &ranked);
        let lowest = standings.iter().min_by_key(|standing| standing.votes).copied();
        standings.sort_by_key(|standing| std::cmp::Reverse(standing.votes));
        let majority = standings.first().is_some_and(|top| top.votes.times(2) > all);
        let over = majority || left.len() < 3;
        let dropped = lowest.filter(|_| !over).map(|standing| standing.option);
        rounds.push(Round { standings, dropped });
        match dropped {
            Some(option) => left.retain(|other| *other != option),
            None => break,
        }
    }
    let mut scores = vec![Votes::ZERO; options];
    for standing in rounds.last().map_or(&[][..], |round| &round.standings) {
        scores[standing.option] = standing.votes;
    }
    Tally { scores, rounds, ..Tally::default() }
}

fn standings(left: &[usize], ranked: &[(Votes, Vec<usize>)]) -> Vec<Standing> {
    let first = |order: &[usize]| order.iter().find(|option| left.contains(option)).copied();
    let votes = |option: usize| {
        ranked.iter().filter(|(_, order)| first(order) == Some(option)).map(|(weight, _)| *weight).sum()
    };
    left.iter().map(|option| Standing { option: *option, votes: votes(*option) }).collect()
}

/// The options by their places, best first.
fn in_order(places: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|option| places[*option]);
    order
}

/// Compares every pair: 2 points for a duel won, 1 for a tie. Equal points are decided by the average support in all
/// duels, which weighs less than a point. Scores are these points, scaled so that they sum to the weight of all.
pub(super) fn copeland(options: usize, ballots: &[Counted], all: Votes) -> Tally {
    let mut duels = vec![vec![Votes::ZERO; options]; options];
    for ballot in ballots {
        let order = in_order(&ballot.values);
        for (place, better) in order.iter().enumerate() {
            for worse in &order[place + 1..] {
                duels[*better][*worse] = duels[*better][*worse] + Votes::whole(ballot.weight);
            }
        }
    }
    let scores = (0..options).map(|option| points(&duels, option, all)).collect();
    Tally { scores, duels, ..Tally::default() }
}

/// With n options and T votes, an option has 2 x wins + ties points and support / (2 (n - 1) T) for its support. All
/// options together have n (n - 1) + n / 4, whatever the ballots say: that scales to T. In whole numbers:
/// (8 (n - 1) points T + 4 support) / (2 (n - 1) n (4 n - 3)).
fn points(duels: &[Vec<Votes>], option: usize, all: Votes) -> Votes {
    let n = duels.len() as u64;
    let others = || (0..duels.len()).filter(move |other| *other != option);
    let won: u64 = others()
        .map(|other| match duels[option][other].cmp(&duels[other][option]) {
            std::cmp::Ordering::Greater => 2,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 0,
        })
        .sum();
    if n < 2 {
        return all;
    }
    let support: Votes = others().map(|other| duels[option][other]).sum();
    (all.times(8 * (n - 1) * won) + support.times(4)).part(1, 2 * (n - 1) * n * (4 * n - 3))
}

#[cfg(test)]
mod tests {
    use alloy::primitives::U256;

    use super::*;
    use crate::polls::{kind::Kind, tally::count};

    fn ballots(rows: &[(u64, &[u32])]) -> Vec<Counted> {
        let row = |(weight, values): &(u64, &[u32])| Counted { weight: U256::from(*weight), values: values.to_vec() };
        rows.iter().map(row).collect()
    }

    /// The capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville.
    const TENNESSEE: [(u64, &[u32]); 4] =
        [(42, &[1, 2, 3, 4]), (26, &[4, 1, 2, 3]), (15, &[4, 3, 1, 2]), (17, &[4, 3, 2, 1])];

    #[test]
    fn the_run_off_of_a_known_example() {
        let tally = count(Kind::InstantRunoff, 4, &ballots(&TENNESSEE));
        let dropped: Vec<_> = tally.rounds.iter().map(|round| round.dropped).collect();
        assert_eq!(dropped, [Some(2), Some(1), None]);
        assert_eq!(tally.leaders, [3], "Knoxville, whom most did not want first");
        assert_eq!(tally.scores[3].to_string(), "58");
    }

    #[test]
    fn the_duels_of_a_known_example() {
        let tally = count(Kind::Copeland, 4, &ballots(&TENNESSEE));
        assert_eq!(tally.leaders, [1], "Nashville beats every other");
        assert_eq!(tally.duels[1][0].to_string(), "58");
        let sum: Votes = tally.scores.iter().copied().sum();
        assert!(tally.weight.minus(sum) < Votes::whole(U256::from(1)).part(1, 1_000_000_000), "{sum}");
    }

    #[test]
    fn of_equal_options_the_first_is_dropped() {
        let tally = count(Kind::InstantRunoff, 3, &ballots(&[(2, &[1, 2, 3]), (1, &[3, 1, 2]), (1, &[2, 3, 1])]));
        assert_eq!(tally.rounds[0].dropped, Some(1));
        let tie = count(Kind::InstantRunoff, 2, &ballots(&[(1, &[1, 2]), (1, &[2, 1])]));
        assert_eq!(tie.leaders, [0, 1], "a tie of the last two is a tie");
    }

    #[test]
    fn no_ballots_choose_nothing() {
        for kind in [Kind::InstantRunoff, Kind::Copeland] {
            let tally = count(kind, 3, &[]);
            assert_eq!((tally.scores, tally.leaders), (vec![Votes::ZERO; 3], vec![]));
        }
    }
}
