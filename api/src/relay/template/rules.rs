//! Changing a rule: how contributions are recognised, how pools are shared, how a house decides.

use alloy::{
    primitives::{Address, B256, Bytes, U256, aliases::U48},
    sol_types::SolCall,
};
use palabre_contracts::{
    Contracts, Electorate, Lane,
    bindings::{
        contributions::{Contributions, Contributions::setRulesCall},
        distribution::{Distribution, Distribution::setShareRulesCall},
        house::House::{setProposalThresholdCall, setVotingDelayCall, setVotingPeriodCall, updateQuorumNumeratorCall},
        timelock::TimelockController::updateDelayCall,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::relay::error::Refusal;

const BPS: u32 = 10_000;

/// Rules that share a pool; parts are of 10,000.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareRulesTemplate {
    /// Goes to the reserve.
    #[serde(default)]
    pub reserve_bps: u16,
    /// Shared equally among active members.
    #[serde(default)]
    pub equal_bps: u16,
    /// Shared by points, per lane.
    #[serde(default)]
    pub lane_bps: [u16; Lane::COUNT],
    /// Least denominator per lane.
    #[serde(default)]
    pub lane_floor: [u32; Lane::COUNT],
    /// The most one member can get; 0 for no cap.
    #[serde(default)]
    pub member_cap_bps: u16,
    /// Items for which the pool is paid in full; 0 for none.
    #[serde(default)]
    pub activity_target: u32,
}

/// Rules of recognition; arrays are by lane.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulesTemplate {
    /// Approvals that an item needs; 0 leaves the lane to the service.
    pub quorum: [u8; Lane::COUNT],
    /// Points that a member can have counted per epoch.
    pub cap: [u32; Lane::COUNT],
    /// Points that a reviewer may confer per epoch in any case.
    pub budget_floor: [u32; Lane::COUNT],
    /// Points that a reviewer may confer per epoch, as a part of the lane's last epoch.
    pub budget_bps: u16,
    /// Points that the service may confer per epoch.
    pub attester_budget: u32,
    /// Points that make a member active in an epoch.
    pub active_at: u32,
    /// Lanes whose points become reputation.
    pub vote_lanes: Vec<u8>,
    /// Lanes whose items count for the activity of an epoch.
    pub activity_lanes: Vec<u8>,
    /// Whether items count for the activity even when they raised no total.
    pub activity_counts_all: bool,
    /// Hash of the policy's text.
    #[schema(value_type = crate::http::wire::HashText)]
    pub policy_hash: B256,
}

/// A setting of the house that decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HouseTemplate {
    /// Which setting.
    pub setting: HouseSettingName,
    /// Its new value: seconds for times, percent for the quorum, parts of 10,000 for the threshold.
    pub value: u32,
}

/// Settings that a house may change about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HouseSettingName {
    /// Seconds between proposing and voting.
    VotingDelay,
    /// Seconds that a vote is open.
    VotingPeriod,
    /// Votes needed to propose, in parts of 10,000 of the supply.
    ProposalThreshold,
    /// Votes needed for a decision, in percent of the supply.
    Quorum,
    /// Seconds between passing and executing.
    ExecutionDelay,
}

impl ShareRulesTemplate {
    pub(super) fn call(&self) -> Result<Bytes, Refusal> {
        let lanes: u32 = self.lane_bps.iter().map(|bps| u32::from(*bps)).sum();
        let sum = u32::from(self.reserve_bps) + u32::from(self.equal_bps) + lanes;
        if sum > BPS || u32::from(self.member_cap_bps) > BPS {
            return Err(Refusal::malformed(
                format!("the parts sum to {sum}, the cap is {}; both are of {BPS}", self.member_cap_bps),
                "Lower the reserve, the equal part, the lanes or the cap.",
            ));
        }
        let rules = Distribution::ShareRules {
            reserveBps: self.reserve_bps,
            equalBps: self.equal_bps,
            laneBps: self.lane_bps,
            laneFloor: self.lane_floor,
            memberCapBps: self.member_cap_bps,
            activityTarget: self.activity_target,
        };
        Ok(setShareRulesCall { newRules: rules }.abi_encode().into())
    }
}

impl RulesTemplate {
    pub(super) fn call(&self) -> Result<Bytes, Refusal> {
        if u32::from(self.budget_bps) > BPS || self.active_at == 0 {
            return Err(Refusal::malformed(
                format!("budget_bps is {} and active_at is {}", self.budget_bps, self.active_at),
                format!("budget_bps is at most {BPS}, active_at at least 1."),
            ));
        }
        let rules = Contributions::Rules {
            quorum: self.quorum,
            cap: self.cap,
            budgetFloor: self.budget_floor,
            budgetBps: self.budget_bps,
            attesterBudget: self.attester_budget,
            activeAt: self.active_at,
            voteLanes: lane_bits(&self.vote_lanes)?,
            activityLanes: lane_bits(&self.activity_lanes)?,
            activityCountsAll: self.activity_counts_all,
            policyHash: self.policy_hash,
        };
        Ok(setRulesCall { newRules: rules }.abi_encode().into())
    }
}

fn lane_bits(lanes: &[u8]) -> Result<u8, Refusal> {
    lanes.iter().try_fold(0, |bits, lane| {
        let lane =
            Lane::new(*lane).map_err(|error| Refusal::malformed(error, "Name lanes by their numbers, 0 to 7."))?;
        Ok(bits | 1 << lane.index())
    })
}

impl HouseTemplate {
    /// Houses set themselves; their timelock keeps its own delay.
    pub(super) fn call(&self, contracts: &Contracts, house: Electorate) -> (Address, Bytes) {
        let value = U256::from(self.value);
        let data = match self.setting {
            HouseSettingName::VotingDelay => setVotingDelayCall { newVotingDelay: U48::from(self.value) }.abi_encode(),
            HouseSettingName::VotingPeriod => setVotingPeriodCall { newVotingPeriod: self.value }.abi_encode(),
            HouseSettingName::ProposalThreshold => {
                setProposalThresholdCall { newProposalThreshold: value }.abi_encode()
            }
            HouseSettingName::Quorum => updateQuorumNumeratorCall { newQuorumNumerator: value }.abi_encode(),
            HouseSettingName::ExecutionDelay => {
                return (contracts.timelock(house), updateDelayCall { newDelay: value }.abi_encode().into());
            }
        };
        (contracts.house(house), data.into())
    }
}
