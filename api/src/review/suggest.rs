//! Which size a contribution probably has. A suggestion only: a reviewer chooses. Pure.

use serde::Serialize;
use utoipa::ToSchema;

use super::view::View;
use crate::policy::{Band, Candidate, Decision, Step};

/// Contributions that are compared.
const NEIGHBOURS: usize = 5;
/// Below so many that are known, sizes alone decide.
const LEAST: usize = 3;
/// Bytes or characters up to which something is small, medium, large.
const SIZES: [u64; 3] = [1_500, 6_000, 20_000];

/// What a suggestion is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What reviewers chose for contributions of the same kind and about the same size.
    Neighbours,
    /// The size alone: too little of the kind was reviewed so far.
    Size,
}

/// A suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The band.
    pub band: Band,
    /// Why.
    pub basis: Basis,
}

/// The band that a contribution probably has; none where its line has none.
pub fn suggest(view: &View, part: &Candidate) -> Option<Suggestion> {
    let bands: Vec<Band> = part.bands.iter().map(|(band, _)| *band).collect();
    let mut known: Vec<(u64, Band)> = view
        .candidates
        .iter()
        .filter(|other| other.kind == part.kind && other.subject != part.subject)
        .filter_map(|other| Some((distance(other.size, part.size), chosen(&other.decision)?)))
        .filter(|(_, band)| bands.contains(band))
        .collect();
    known.sort_unstable();
    known.truncate(NEIGHBOURS);
    if known.len() < LEAST {
        let place = SIZES.iter().filter(|size| part.size > **size).count();
        let band = *bands.get(place).or(bands.last())?;
        return Some(Suggestion { band, basis: Basis::Size });
    }
    let mut middle: Vec<Band> = known.into_iter().map(|(_, band)| band).collect();
    middle.sort_unstable();
    Some(Suggestion { band: middle[middle.len() / 2], basis: Basis::Neighbours })
}

/// How many times as large one is as the other, in hundredths.
fn distance(one: u64, other: u64) -> u64 {
    let (low, high) = (one.min(other).max(1), one.max(other).max(1));
    high.saturating_mul(100) / low
}

fn chosen(decision: &Decision) -> Option<Band> {
    decision.steps.iter().find_map(|step| match step {
        Step::Band { chosen } => *chosen,
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_twice_as_large_is_as_far_as_what_is_half_as_large() {
        assert_eq!((distance(100, 200), distance(200, 100), distance(0, 0)), (200, 200, 100));
        assert!(distance(100, 150) < distance(100, 300));
    }
}
