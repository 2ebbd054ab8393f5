//! Memberships that moved to another wallet: rotations and recoveries.

use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::WalletMove as WalletMoveRow;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, parameter},
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
    OpenApiRouter::new().routes(routes!(list_wallet_moves))
}

/// A membership that moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct WalletMove {
    /// Whose.
    pub member: u64,
    /// `rotation` (signed by both wallets) or `recovery` (the old one was lost).
    #[schema(example = "rotation")]
    pub cause: &'static str,
    /// The wallet before, retired for ever.
    pub from_wallet: String,
    /// The wallet since then.
    pub to_wallet: String,
    /// Until when the votes rest; none after a rotation.
    pub rest_until: Option<Time>,
    /// When.
    pub moved_at: Time,
    /// Transaction.
    pub tx_hash: String,
    /// Block of the transaction.
    pub block_number: u64,
}

impl From<WalletMoveRow> for WalletMove {
    fn from(row: WalletMoveRow) -> Self {
        Self {
            member: row.member_id.get(),
            cause: row.cause.as_str(),
            from_wallet: hex(row.from_wallet),
            to_wallet: hex(row.to_wallet),
            rest_until: row.rest_until.map(Time::from),
            moved_at: row.moved_at.into(),
            tx_hash: hex(row.tx_hash),
            block_number: row.block_number,
        }
    }
}

/// Which to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Only {
    /// Only of this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Moves of memberships to other wallets, latest first.
#[utoipa::path(get, path = "/communities/{community}/wallet-moves", tag = "members", operation_id = "list_wallet_moves",
    params(InCommunity, PageQuery, Only), responses((status = 200, body = Page<WalletMove>), Failures))]
async fn list_wallet_moves(scope: Scope, paging: Paging, Query(filter): Query<Only>) -> Result<Response, ApiError> {
    paging.answer(scope, WalletMoves(parameter("member", filter.member, MemberId::new)?)).await
}

facts! { WalletMoves(Option<MemberId>): WalletMove => wallet_moves }
