//! Money on its way into pools, out of the reserve, and back after a payment that failed.

use alloy::primitives::Address;
use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{
    ClaimFailure as ClaimFailureRow, Funding as FundingRow, MoneyFilter, ReserveWithdrawal as ReserveWithdrawalRow,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, address, parameter},
    list::facts,
    paging::{Page, PageQuery, Paging},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_fundings))
        .routes(routes!(list_claim_failures))
        .routes(routes!(list_reserve_withdrawals))
}

/// A payment into a pool, in the token's smallest unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Funding {
    /// The epoch.
    pub epoch: u32,
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// Who paid.
    pub sender: String,
    /// What arrived.
    #[schema(example = "2500000000000000")]
    pub amount: String,
    /// When.
    pub funded_at: Time,
    /// Transaction.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

impl From<FundingRow> for Funding {
    fn from(row: FundingRow) -> Self {
        Self {
            epoch: row.epoch,
            token: hex(row.token),
            sender: hex(row.sender),
            amount: row.amount.to_string(),
            funded_at: row.funded_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfFundings {
    /// Only in this token.
    #[param(value_type = Option<crate::http::wire::AddressText>)]
    token: Option<String>,
    /// Only of this epoch.
    epoch: Option<u32>,
}

/// Payments into pools, latest first.
#[utoipa::path(get, path = "/communities/{community}/fundings", tag = "epochs", operation_id = "list_fundings",
    params(InCommunity, PageQuery, OfFundings), responses((status = 200, body = Page<Funding>), Failures))]
async fn list_fundings(scope: Scope, paging: Paging, Query(filter): Query<OfFundings>) -> Result<Response, ApiError> {
    let filter = MoneyFilter { token: address("token", filter.token)?, epoch: filter.epoch, member: None };
    paging.answer(scope, Fundings(filter)).await
}

facts! { Fundings(MoneyFilter): Funding => fundings }

/// A share whose transfer failed; it can still be claimed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClaimFailure {
    /// The epoch.
    pub epoch: u32,
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// Whose share.
    pub member: u64,
    /// Wallet that could not be paid.
    pub payee: String,
    /// How much.
    #[schema(example = "2500000000000000")]
    pub amount: String,
    /// When.
    pub failed_at: Time,
    /// Transaction.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

impl From<ClaimFailureRow> for ClaimFailure {
    fn from(row: ClaimFailureRow) -> Self {
        Self {
            epoch: row.epoch,
            token: hex(row.token),
            member: row.member_id.get(),
            payee: hex(row.payee),
            amount: row.amount.to_string(),
            failed_at: row.failed_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfClaimFailures {
    /// Only in this token.
    #[param(value_type = Option<crate::http::wire::AddressText>)]
    token: Option<String>,
    /// Only of this epoch.
    epoch: Option<u32>,
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Shares whose transfer failed, latest first.
#[utoipa::path(get, path = "/communities/{community}/claim-failures", tag = "epochs", operation_id = "list_claim_failures",
    params(InCommunity, PageQuery, OfClaimFailures), responses((status = 200, body = Page<ClaimFailure>), Failures))]
async fn list_claim_failures(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<OfClaimFailures>,
) -> Result<Response, ApiError> {
    let filter = MoneyFilter {
        token: address("token", filter.token)?,
        epoch: filter.epoch,
        member: parameter("member", filter.member, MemberId::new)?,
    };
    paging.answer(scope, ClaimFailures(filter)).await
}

facts! { ClaimFailures(MoneyFilter): ClaimFailure => claim_failures }

/// A payment out of the reserve.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReserveWithdrawal {
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// Who was paid.
    pub receiver: String,
    /// How much.
    #[schema(example = "2500000000000000")]
    pub amount: String,
    /// When.
    pub withdrawn_at: Time,
    /// Transaction.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

impl From<ReserveWithdrawalRow> for ReserveWithdrawal {
    fn from(row: ReserveWithdrawalRow) -> Self {
        Self {
            token: hex(row.token),
            receiver: hex(row.receiver),
            amount: row.amount.to_string(),
            withdrawn_at: row.withdrawn_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfReserveWithdrawals {
    /// Only in this token.
    #[param(value_type = Option<crate::http::wire::AddressText>)]
    token: Option<String>,
}

/// Payments out of the reserve, latest first.
#[utoipa::path(get, path = "/communities/{community}/reserve-withdrawals", tag = "epochs", operation_id = "list_reserve_withdrawals",
    params(InCommunity, PageQuery, OfReserveWithdrawals), responses((status = 200, body = Page<ReserveWithdrawal>), Failures))]
async fn list_reserve_withdrawals(
    scope: Scope,
    paging: Paging,
    Query(filter): Query<OfReserveWithdrawals>,
) -> Result<Response, ApiError> {
    paging.answer(scope, ReserveWithdrawals(address("token", filter.token)?)).await
}

facts! { ReserveWithdrawals(Option<Address>): ReserveWithdrawal => reserve_withdrawals }
