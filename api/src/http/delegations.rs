//! Who lends votes to whom now.

use alloy::primitives::Address;
use axum::response::Response;
use palabre_contracts::MemberId;
use palabre_indexer::store::{Lent, VoteToken};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, address, parameter},
    list::{Key, List},
    paging::{Page, PageQuery, Paging},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_delegations))
}

/// Who casts the votes of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct Delegation {
    /// Whose votes.
    pub member: u64,
    /// The member's wallet.
    pub wallet: String,
    /// `membership` (the members' house) or `reputation` (the contributors' house).
    #[schema(example = "membership")]
    pub votes: &'static str,
    /// Wallet that casts them, the member's own too; none when nobody does.
    pub delegate: Option<String>,
    /// Member who holds that wallet.
    pub delegate_member: Option<u64>,
    /// Latest change.
    pub changed_at: Time,
}

/// Which delegations to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// `membership` (the default) or `reputation`.
    #[param(pattern = "^(membership|reputation)$")]
    votes: Option<String>,
    /// Only those lent to this wallet.
    #[param(value_type = Option<crate::http::wire::AddressText>)]
    delegate: Option<String>,
}

impl From<Lent> for Delegation {
    fn from(row: Lent) -> Self {
        Self {
            member: row.member_id.get(),
            wallet: hex(row.delegator),
            votes: row.token.as_str(),
            delegate: row.delegate.map(hex),
            delegate_member: row.delegate_member.map(MemberId::get),
            changed_at: row.changed_at.into(),
        }
    }
}

/// Who casts whose votes now, by member. Members who never chose anybody are not listed.
#[utoipa::path(get, path = "/communities/{community}/delegations", tag = "members", operation_id = "list_delegations",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<Delegation>), Failures))]
async fn list_delegations(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    let token = parameter("votes", filter.votes, |word| match word.as_str() {
        "membership" => Ok(VoteToken::Membership),
        "reputation" => Ok(VoteToken::Reputation),
        other => Err(format!("{other} is no kind of votes: use membership or reputation")),
    })?;
    let delegate = address("delegate", filter.delegate)?;
    paging.answer(scope, Delegations { token: token.unwrap_or(VoteToken::Membership), delegate }).await
}

struct Delegations {
    token: VoteToken,
    delegate: Option<Address>,
}

impl List for Delegations {
    type Item = Delegation;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Delegation)>, ApiError> {
        // A stranger's key that is no number of a member means the end, or the beginning.
        let after = match after {
            Some([id, _]) => match MemberId::new(id) {
                Ok(id) => Some(id),
                Err(_) if id == 0 => None,
                Err(_) => return Ok(Vec::new()),
            },
            None => None,
        };
        let rows = scope.store.lent(scope.slug(), self.token, self.delegate, after, limit).await?;
        Ok(rows.into_iter().map(|row| ([row.member_id.get(), 0], row.into())).collect())
    }
}
