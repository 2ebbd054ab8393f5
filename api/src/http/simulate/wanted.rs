//! The rules that somebody wants to try: what is left out stays as it was in each epoch.

use palabre_contracts::rules::{LedgerRules, ShareRules};
use serde::Deserialize;
use utoipa::ToSchema;

use super::impossible;
use crate::error::ApiError;

/// What to try, and on what.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SimulateRules {
    /// The last epoch to look at; without it, the latest that has ended.
    #[schema(example = 3)]
    pub through_epoch: Option<u32>,
    /// How many epochs up to it: 4 unless told, at most 12.
    #[schema(minimum = 1, maximum = 12, example = 4)]
    pub epochs: Option<u32>,
    /// Other rules of recognition.
    pub recognition: Option<RecognitionChange>,
    /// Other rules of distribution.
    pub distribution: Option<DistributionChange>,
}

/// Changes to the rules of recognition; arrays are indexed by lane.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecognitionChange {
    /// Approvals that a contribution needs. One that had fewer is not recognised.
    pub quorum: Option<[u8; 8]>,
    /// Points that a member can have counted per epoch.
    pub cap: Option<[u32; 8]>,
    /// Points that make a member active in an epoch.
    pub active_at: Option<u32>,
    /// Lanes whose points become votes.
    pub vote_lanes: Option<Vec<u8>>,
    /// Lanes whose contributions count for the activity target.
    pub activity_lanes: Option<Vec<u8>>,
    /// Whether a contribution over the cap counts for the activity target too.
    pub activity_counts_all: Option<bool>,
}

/// Changes to the rules of distribution; parts are in 1/10,000 of a pool, arrays are indexed by lane.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistributionChange {
    /// Goes to the reserve.
    pub reserve_bps: Option<u16>,
    /// Shared equally among active members.
    pub equal_bps: Option<u16>,
    /// Shared by points, per lane.
    pub lane_bps: Option<[u16; 8]>,
    /// A lane with fewer points is shared as if it had these.
    pub lane_floor: Option<[u32; 8]>,
    /// The most one member can get; 0 for no cap.
    pub member_cap_bps: Option<u16>,
    /// Contributions for which a pool is paid in full; 0 for none.
    pub activity_target: Option<u32>,
}

impl SimulateRules {
    /// These rules of recognition, changed.
    pub(super) fn recognition(&self, rules: &LedgerRules) -> Result<LedgerRules, ApiError> {
        self.recognition.as_ref().map_or_else(|| Ok(rules.clone()), |change| change.apply(rules))
    }

    /// These rules of distribution, changed.
    pub(super) fn distribution(&self, rules: &ShareRules) -> Result<ShareRules, ApiError> {
        self.distribution.as_ref().map_or(Ok(*rules), |change| change.apply(rules))
    }
}

impl RecognitionChange {
    /// These rules, changed.
    fn apply(&self, rules: &LedgerRules) -> Result<LedgerRules, ApiError> {
        Ok(LedgerRules {
            quorum: self.quorum.unwrap_or(rules.quorum),
            cap: self.cap.unwrap_or(rules.cap),
            active_at: self.active_at.unwrap_or(rules.active_at),
            vote_lanes: bits("vote_lanes", self.vote_lanes.as_deref(), rules.vote_lanes)?,
            activity_lanes: bits("activity_lanes", self.activity_lanes.as_deref(), rules.activity_lanes)?,
            activity_counts_all: self.activity_counts_all.unwrap_or(rules.activity_counts_all),
            ..rules.clone()
        })
    }
}

fn bits(what: &str, lanes: Option<&[u8]>, known: u8) -> Result<u8, ApiError> {
    let Some(lanes) = lanes else { return Ok(known) };
    lanes.iter().try_fold(0u8, |bits, lane| match lane {
        0..=7 => Ok(bits | 1 << lane),
        _ => Err(impossible(format!("{lane} in `{what}` is no lane"), "Lanes are numbered from 0 to 7.")),
    })
}

impl DistributionChange {
    /// These rules, changed. The contract would refuse parts that sum to more than the pool.
    fn apply(&self, rules: &ShareRules) -> Result<ShareRules, ApiError> {
        let changed = ShareRules {
            reserve_bps: self.reserve_bps.unwrap_or(rules.reserve_bps),
            equal_bps: self.equal_bps.unwrap_or(rules.equal_bps),
            lane_bps: self.lane_bps.unwrap_or(rules.lane_bps),
            lane_floor: self.lane_floor.unwrap_or(rules.lane_floor),
            member_cap_bps: self.member_cap_bps.unwrap_or(rules.member_cap_bps),
            activity_target: self.activity_target.unwrap_or(rules.activity_target),
        };
        let lanes: u32 = changed.lane_bps.iter().map(|bps| u32::from(*bps)).sum();
        let sum = lanes + u32::from(changed.reserve_bps) + u32::from(changed.equal_bps);
        if sum > 10_000 || changed.member_cap_bps > 10_000 {
            return Err(impossible(
                format!("`reserve_bps`, `equal_bps` and `lane_bps` sum to {sum}, more than a pool"),
                "Let them sum to 10,000 at most, and `member_cap_bps` be 10,000 at most.",
            ));
        }
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_stays() {
        let rules = LedgerRules { cap: [9; 8], vote_lanes: 3, ..LedgerRules::default() };
        assert_eq!(RecognitionChange::default().apply(&rules).unwrap(), rules);
        let change = RecognitionChange { vote_lanes: Some(vec![7, 0, 7]), ..RecognitionChange::default() };
        assert_eq!(change.apply(&rules).unwrap(), LedgerRules { vote_lanes: 0x81, ..rules });
    }

    #[test]
    fn impossible_rules_are_refused() {
        let change = RecognitionChange { vote_lanes: Some(vec![8]), ..RecognitionChange::default() };
        assert!(change.apply(&LedgerRules::default()).is_err());
        let of = |equal: u16, lanes: [u16; 8], cap: u16| {
            let change = DistributionChange {
                equal_bps: Some(equal),
                lane_bps: Some(lanes),
                member_cap_bps: Some(cap),
                ..DistributionChange::default()
            };
            change.apply(&ShareRules::default()).is_ok()
        };
        assert!(of(2000, [1000; 8], 10_000));
        assert!(!of(2001, [1000; 8], 0));
        assert!(!of(0, [u16::MAX; 8], 0));
        assert!(!of(0, [0; 8], 10_001));
    }
}
