//! Rules over time: of recognition (what points count) and of distribution (how money follows points).

use axum::response::Response;
use palabre_contracts::rules::{LedgerRules, ShareRules as ShareRulesValue};
use palabre_indexer::store::{LedgerRulesVersion, ShareRulesVersion};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    paging::{Page, Paging},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(list_share_rules))
}

/// A version of the rules of recognition; arrays are indexed by lane.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rules {
    /// Counted from 1.
    pub version: u32,
    /// In force from this epoch on, until a later version is.
    pub from_epoch: u32,
    /// When it was set.
    pub set_at: Time,
    /// Approvals that a contribution needs; 0 leaves the lane to the service.
    pub quorum: [u8; 8],
    /// Points that a member can have counted per epoch.
    pub cap: [u32; 8],
    /// Points that a reviewer may confer per epoch in any case.
    pub budget_floor: [u32; 8],
    /// Points that a reviewer may confer per epoch, in 1/10,000 of the lane's last epoch.
    pub budget_bps: u16,
    /// Points that the service may confer per epoch.
    pub attester_budget: u32,
    /// Points that make a member active in an epoch.
    pub active_at: u32,
    /// Lanes whose points become votes.
    pub vote_lanes: Vec<u8>,
    /// Lanes whose contributions count for the activity target.
    pub activity_lanes: Vec<u8>,
    /// Whether a contribution over the cap counts for the activity target too.
    pub activity_counts_all: bool,
    /// Hash of the policy behind the points.
    pub policy_hash: String,
}

/// A version of the rules of distribution; parts are in 1/10,000 of a pool, arrays are indexed by lane.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShareRules {
    /// Counted from 1.
    pub version: u32,
    /// In force from this epoch on, until a later version is.
    pub from_epoch: u32,
    /// When it was set.
    pub set_at: Time,
    /// Goes to the reserve.
    pub reserve_bps: u16,
    /// Shared equally among active members.
    pub equal_bps: u16,
    /// Shared by points, per lane.
    pub lane_bps: [u16; 8],
    /// A lane with fewer points is shared as if it had these.
    pub lane_floor: [u32; 8],
    /// The most one member can get; 0 for no cap.
    pub member_cap_bps: u16,
    /// Contributions for which a pool is paid in full; 0 for none.
    pub activity_target: u32,
}

impl From<LedgerRulesVersion> for Rules {
    fn from(row: LedgerRulesVersion) -> Self {
        let LedgerRules { quorum, cap, budget_floor, budget_bps, attester_budget, active_at, .. } = row.rules;
        Self {
            version: row.version,
            from_epoch: row.from_epoch,
            set_at: row.set_at.into(),
            quorum,
            cap,
            budget_floor,
            budget_bps,
            attester_budget,
            active_at,
            vote_lanes: lanes(row.rules.vote_lanes),
            activity_lanes: lanes(row.rules.activity_lanes),
            activity_counts_all: row.rules.activity_counts_all,
            policy_hash: hex(row.rules.policy_hash),
        }
    }
}

impl From<ShareRulesVersion> for ShareRules {
    fn from(row: ShareRulesVersion) -> Self {
        let rules = row.rules;
        let ShareRulesValue { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, activity_target } = rules;
        Self {
            version: row.version,
            from_epoch: row.from_epoch,
            set_at: row.set_at.into(),
            reserve_bps,
            equal_bps,
            lane_bps,
            lane_floor,
            member_cap_bps,
            activity_target,
        }
    }
}

fn lanes(bits: u8) -> Vec<u8> {
    (0..8).filter(|lane| bits & 1 << lane != 0).collect()
}

/// All versions of the rules of recognition, oldest first.
#[utoipa::path(get, path = "/communities/{community}/rules", tag = "rules", operation_id = "list_rules",
    params(InCommunity), responses((status = 200, body = Page<Rules>), Failures))]
async fn list(scope: Scope, paging: Paging) -> Result<Response, ApiError> {
    let rows = scope.store.ledger_rules(scope.slug()).await?;
    paging.short(scope.as_of(), rows.into_iter().map(Rules::from).collect::<Vec<_>>())
}

/// All versions of the rules of distribution, oldest first.
#[utoipa::path(get, path = "/communities/{community}/share-rules", tag = "rules",
    params(InCommunity), responses((status = 200, body = Page<ShareRules>), Failures))]
async fn list_share_rules(scope: Scope, paging: Paging) -> Result<Response, ApiError> {
    let rows = scope.store.share_rules(scope.slug()).await?;
    paging.short(scope.as_of(), rows.into_iter().map(ShareRules::from).collect::<Vec<_>>())
}
