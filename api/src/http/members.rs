//! Members: who they are, what they may do, what they earned.

use alloy::primitives::{U256, U512};
use axum::{
    Extension, Json,
    response::{IntoResponse, Response},
};
use palabre_contracts::{
    MemberId, Roles,
    rules::{INDEX_ONE, power},
};
use palabre_indexer::store::{
    Member as MemberRow, MemberEpoch as EpochRow, MemberFilter, MemberStatus, Order, Page as Rows,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    consistent::Reflects,
    extract::{Path, Query},
    list::{Key, List},
    paging::{Page, PageQuery, Paging},
    scope::{AsOf, Finality, InCommunity, Scope},
    shares::Claimable,
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// A member.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Member {
    /// Permanent number.
    #[schema(example = 7)]
    pub id: u64,
    /// Current wallet; for somebody who left, the last one.
    pub wallet: String,
    /// `active`, `left` or `expelled`.
    pub status: &'static str,
    /// Whether the member has a vote in the members' house.
    pub unit: bool,
    /// Since when.
    pub unit_since: Option<Time>,
    /// Latest charter version accepted.
    pub charter_version: u32,
    /// Human roles, for example `organizer` or `reviewer:2`.
    pub roles: Vec<String>,
    /// Latest admission.
    pub joined_at: Time,
    /// Who invited; none for the founders and under open admission.
    pub invited_by: Option<u64>,
    /// When they left.
    pub left_at: Option<Time>,
    /// Until when the roles rest, where a moderator suspended the member; votes and shares go on.
    pub suspended_until: Option<Time>,
}

/// A member with everything that was earned.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberDetail {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// Who it is.
    pub member: Member,
    /// Votes from points.
    pub reputation: Reputation,
    /// Whether the member renounced money: shares then stay in the reserve.
    pub opted_out: bool,
    /// Points by epoch, latest first.
    pub epochs: Vec<MemberEpoch>,
    /// Shares that were not paid yet, latest epoch first.
    pub claimable: Vec<Claimable>,
    /// The block that the member's own rows reflect.
    #[serde(skip)]
    pub(crate) reflects: Reflects,
}

/// Votes from points.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reputation {
    /// Units as the contract counts them; compare them only within one block.
    pub units: String,
    /// The same in today's points, with 6 decimals: what to show to people.
    pub live: String,
    /// Votes that the wallet can cast in the contributors' house, own and delegated.
    pub votes: String,
    /// Votes that the wallet can cast in the members' house, own and delegated.
    pub unit_votes: String,
}

/// A member's points in one epoch.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberEpoch {
    /// The epoch.
    pub epoch: u32,
    /// Where it stands.
    pub phase: &'static str,
    /// Whether the points may still change.
    pub finality: Finality,
    /// Points before caps, by lane.
    pub points: [u32; 8],
    /// Points that count, by lane.
    pub counted: [u32; 8],
    /// Contributions.
    pub items: u64,
}

/// Which members to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only `active`, `left` or `expelled` ones.
    #[param(pattern = "^(active|left|expelled)$")]
    status: Option<String>,
    /// Only those with, or without, a vote in the members' house.
    unit: Option<bool>,
    /// Only holders of this role, for example `moderator` or `reviewer:2`.
    #[param(pattern = "^(organizer|moderator|documentalist|reviewer:[0-7])$")]
    role: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OneMember {
    /// The member's permanent number.
    #[param(minimum = 1, example = 7)]
    pub(crate) id: u64,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            id: row.member_id.get(),
            wallet: hex(row.wallet),
            status: row.status.as_str(),
            unit: row.unit,
            unit_since: row.unit_since.map(Time::from),
            charter_version: row.charter_version,
            roles: row.roles.names(),
            joined_at: row.joined_at.into(),
            invited_by: row.invited_by.map(MemberId::get),
            left_at: row.left_at.map(Time::from),
            suspended_until: row.suspended_until.map(Time::from),
        }
    }
}

impl MemberEpoch {
    fn new(scope: &Scope, row: &EpochRow) -> Self {
        let (phase, finality) = (scope.phase(row.epoch).as_str(), scope.finality(row.epoch));
        Self { epoch: row.epoch, phase, finality, points: row.points, counted: row.counted, items: row.items }
    }
}

impl TryFrom<Filter> for MemberFilter {
    type Error = ApiError;

    fn try_from(filter: Filter) -> Result<Self, ApiError> {
        let status = filter.status.as_deref().map(status).transpose()?;
        Ok(Self { status, unit: filter.unit, roles: filter.role.map_or(Ok(Roles::NONE), role)? })
    }
}

/// The status with this name.
pub(crate) fn status(word: &str) -> Result<MemberStatus, ApiError> {
    let statuses = [MemberStatus::Active, MemberStatus::Left, MemberStatus::Expelled];
    statuses.into_iter().find(|status| status.as_str() == word).ok_or_else(|| {
        ApiError::invalid(format!("{word:?} is no member status"), "Choose `active`, `left` or `expelled`.")
    })
}

/// The role with this name.
pub(crate) fn role(name: String) -> Result<Roles, ApiError> {
    let mut all = (0..24).map(|bit| Roles::from_bits(1 << bit));
    all.find(|role| role.names() == [name.as_str()]).ok_or_else(|| {
        ApiError::invalid(
            format!("{name:?} is no role"),
            "Choose `organizer`, `moderator`, `documentalist` or `reviewer:0` to `reviewer:7`.",
        )
    })
}

impl MemberDetail {
    /// The member with this number.
    pub(crate) async fn load(scope: &Scope, number: u64) -> Result<Self, ApiError> {
        let unknown = || ApiError::not_found(format!("there is no member {number}"), "Member numbers count from 1.");
        let id = MemberId::new(number).map_err(|_| unknown())?;
        let (store, slug) = (&scope.store, scope.slug());
        let profile = store.member_profile(slug, id).await?.ok_or_else(unknown)?;
        let reputation = Reputation {
            units: profile.units.to_string(),
            live: live(profile.units, scope.constants().growth, scope.epoch()).to_string(),
            votes: profile.votes.to_string(),
            unit_votes: profile.unit_votes.to_string(),
        };
        let (opted_out, reflects) = (profile.opted_out, Reflects(profile.block));
        let rows = EpochRow::all(&scope.moment.ledger_rules, &profile.points);
        let epochs = rows.iter().map(|row| MemberEpoch::new(scope, row)).collect();
        let claimable = Claimable::of(scope, &profile, &rows).await?;
        let member = profile.member.into();
        Ok(Self { as_of: scope.as_of(), member, reputation, opted_out, epochs, claimable, reflects })
    }
}

/// Units in points of `epoch`, with 6 decimals: twin of `Reputation.live`.
pub(crate) fn live(units: U256, growth: U256, epoch: u32) -> U256 {
    let scaled: U512 = units.widening_mul::<256, 4, 512, 8>(INDEX_ONE);
    (scaled / U512::from(power(growth, epoch))).saturating_to()
}

/// Members by number, in either direction.
pub(crate) struct Members {
    pub(crate) filter: MemberFilter,
    pub(crate) order: Order,
}

impl List for Members {
    type Item = Member;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Member)>, ApiError> {
        let after = after.and_then(|[id, _]| MemberId::new(id).ok());
        let rows = scope.store.members(scope.slug(), self.filter, Rows { after, limit, order: self.order }).await?;
        Ok(rows.into_iter().map(|row| ([row.member_id.get(), 0], row.into())).collect())
    }
}

/// Members by number.
#[utoipa::path(get, path = "/communities/{community}/members", tag = "members", operation_id = "list_members",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<Member>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    paging.answer(scope, Members { filter: filter.try_into()?, order: Order::Oldest }).await
}

/// One member, with reputation and points.
#[utoipa::path(get, path = "/communities/{community}/members/{id}", tag = "members", operation_id = "show_member",
    params(InCommunity, OneMember), responses((status = 200, body = MemberDetail), Failures))]
async fn show(scope: Scope, Path(OneMember { id }): Path<OneMember>) -> Result<Response, ApiError> {
    let detail = MemberDetail::load(&scope, id).await?;
    Ok((Extension(detail.reflects), Json(detail)).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn live_reputation_halves_when_the_index_doubles() {
        let growth = INDEX_ONE << 1;
        assert_eq!(live(U256::from(100), growth, 0), U256::from(100));
        assert_eq!(live(U256::from(100), growth, 2), U256::from(25));
        assert_eq!(live(U256::MAX, growth, 0), U256::MAX);
    }

    #[test]
    fn roles_are_found_by_their_name_only() {
        assert_eq!(role("moderator".to_owned()).unwrap(), Roles::MODERATOR);
        assert_eq!(role("reviewer:7".to_owned()).unwrap().names(), ["reviewer:7"]);
        assert!(role(String::new()).is_err());
    }
}
