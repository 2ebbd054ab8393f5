//! Twin of `House.quorum` and `House.proposalThreshold`.

use alloy::primitives::U256;

/// Votes a decision needs: `percent` of the supply rounded up, at least `min(minimum_heads, supply)`.
pub fn quorum(supply: U256, percent: u32, minimum_heads: u32) -> U256 {
    let heads = U256::from(minimum_heads).min(supply);
    ceil_fraction(supply, percent, 100).max(heads)
}

/// Votes needed to propose: `bps` of the supply rounded up, at least one unit.
pub fn proposal_threshold(supply: U256, bps: u32) -> U256 {
    ceil_fraction(supply, bps, 10_000).max(U256::ONE)
}

/// Supplies stay below 2^208 (checkpoints), so the product cannot overflow.
fn ceil_fraction(supply: U256, part: u32, whole: u32) -> U256 {
    (supply * U256::from(part)).div_ceil(U256::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Vector {
        supply: U256,
        percent: u32,
        minimum_heads: u32,
        quorum: U256,
        threshold_bps: u32,
        threshold: U256,
    }

    #[test]
    fn quorums_are_those_of_the_vectors() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../solidity/test/vectors/quorums.json")).unwrap();
        assert!(vectors.len() > 100);
        for (number, vector) in vectors.into_iter().enumerate() {
            let needed = quorum(vector.supply, vector.percent, vector.minimum_heads);
            let threshold = proposal_threshold(vector.supply, vector.threshold_bps);
            assert_eq!((needed, threshold), (vector.quorum, vector.threshold), "row {number}");
        }
    }

    #[test]
    fn small_electorates_never_have_a_quorum_of_nobody() {
        for members in 1u64..=20 {
            let needed = quorum(U256::from(members), 10, 3);
            assert_eq!(needed, U256::from(members.min(3)), "{members} members");
        }
        assert_eq!(quorum(U256::ZERO, 10, 3), U256::ZERO);
        assert_eq!(quorum(U256::from(101), 10, 3), U256::from(11));
        assert_eq!(proposal_threshold(U256::from(4), 100), U256::ONE);
    }
}
