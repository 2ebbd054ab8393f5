//! Twin of `ShareBook._shareOf` and `solidity/libraries/Shares.sol`.

use alloy::primitives::U256;

use crate::{bindings::Distribution, contribution::Lane};

const BPS: u64 = 10_000;

/// Rules that share a pool; parts are of 10,000 of the pool (`IDistribution.ShareRules`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShareRules {
    /// Goes to the reserve.
    pub reserve_bps: u16,
    /// Shared equally among active members.
    pub equal_bps: u16,
    /// Shared by points, per lane.
    pub lane_bps: [u16; Lane::COUNT],
    /// Least denominator per lane.
    pub lane_floor: [u32; Lane::COUNT],
    /// The most one member can get; 0 for no cap.
    pub member_cap_bps: u16,
    /// Items for which the pool is paid in full; 0 for none.
    pub activity_target: u32,
}

impl From<&Distribution::ShareRules> for ShareRules {
    fn from(rules: &Distribution::ShareRules) -> Self {
        Self {
            reserve_bps: rules.reserveBps,
            equal_bps: rules.equalBps,
            lane_bps: rules.laneBps,
            lane_floor: rules.laneFloor,
            member_cap_bps: rules.memberCapBps,
            activity_target: rules.activityTarget,
        }
    }
}

/// What a share depends on beside the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShareInput {
    /// Money of the pool, below 2^128.
    pub funded: u128,
    /// The member's capped points per lane.
    pub counted: [u32; Lane::COUNT],
    /// Everybody's capped points per lane.
    pub totals: [u64; Lane::COUNT],
    /// Items that count for the activity target.
    pub activity: u32,
    /// Whether the member takes part in the equal share.
    pub is_active: bool,
    /// Members who do.
    pub active: u32,
}

/// One member's share of a pool, floored part by part.
pub fn share(rules: &ShareRules, input: &ShareInput) -> U256 {
    let funded = U256::from(input.funded);
    let scaled = |bps: u16, part: u64, of: u64| -> U256 {
        if part == 0 || bps == 0 {
            return U256::ZERO;
        }
        let numerator = funded * U256::from(bps) * U256::from(part);
        let denominator = U256::from(BPS) * U256::from(of);
        match rules.activity_target {
            0 => numerator / denominator,
            target => numerator * U256::from(input.activity.min(target)) / (denominator * U256::from(target)),
        }
    };
    let mut share: U256 = Lane::all()
        .map(|lane| {
            let lane = usize::from(lane.index());
            let of = input.totals[lane].max(u64::from(rules.lane_floor[lane]));
            scaled(rules.lane_bps[lane], u64::from(input.counted[lane]), of)
        })
        .sum();
    if input.is_active {
        share += scaled(rules.equal_bps, 1, u64::from(input.active));
    }
    let cap = funded * U256::from(rules.member_cap_bps) / U256::from(BPS);
    if rules.member_cap_bps != 0 && share > cap { cap } else { share }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn members() -> impl Strategy<Value = Vec<([u32; 8], bool)>> {
        proptest::collection::vec((proptest::array::uniform8(0u32..1000), any::<bool>()), 1..30)
    }

    proptest! {
        #[test]
        fn shares_of_all_members_never_exceed_the_pool(
            members in members(), funded: u128, cuts in proptest::array::uniform9(0u16..1111), floor in 0u32..500,
            cap in 0u16..10_000, target in 0u32..500, activity in 0u32..1000
        ) {
            let rules = ShareRules {
                equal_bps: cuts[8], lane_bps: cuts[..8].try_into().unwrap(), lane_floor: [floor; 8],
                member_cap_bps: cap, activity_target: target, ..ShareRules::default()
            };
            let mut totals = [0u64; 8];
            for (points, _) in &members {
                for lane in 0..8 { totals[lane] += u64::from(points[lane]); }
            }
            let active = members.iter().filter(|(_, active)| *active).count() as u32;
            let paid: U256 = members.iter().map(|(counted, is_active)| {
                share(&rules, &ShareInput { funded, counted: *counted, totals, activity, is_active: *is_active, active })
            }).sum();
            prop_assert!(paid <= U256::from(funded));
        }
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct VectorRules {
        equal_bps: u16,
        lane_bps: [u16; 8],
        lane_floor: [u32; 8],
        member_cap_bps: u16,
        activity_target: u32,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Vector {
        rules: VectorRules,
        funded: U256,
        counted: [u32; 8],
        totals: [u64; 8],
        activity: u32,
        is_active: bool,
        active: u32,
        share: U256,
    }

    #[test]
    fn shares_are_those_of_the_vectors() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../solidity/test/vectors/shares.json")).unwrap();
        assert!(vectors.len() > 100);
        for (number, vector) in vectors.into_iter().enumerate() {
            let VectorRules { equal_bps, lane_bps, lane_floor, member_cap_bps, activity_target } = vector.rules;
            let (funded, reserve_bps) = (vector.funded.to(), 0);
            let rules = ShareRules { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, activity_target };
            let Vector { counted, totals, activity, is_active, active, .. } = vector;
            let input = ShareInput { funded, counted, totals, activity, is_active, active };
            assert_eq!(share(&rules, &input), vector.share, "row {number}");
        }
    }

    #[test]
    fn a_few_points_in_an_empty_lane_do_not_take_its_whole_part() {
        let rules = ShareRules { lane_bps: [1000, 0, 0, 0, 0, 0, 0, 0], lane_floor: [100; 8], ..ShareRules::default() };
        let mut input = ShareInput { funded: 10_000, ..ShareInput::default() };
        input.counted[0] = 3;
        input.totals[0] = 3;
        assert_eq!(share(&rules, &input), U256::from(30));
    }
}
