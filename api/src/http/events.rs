//! The feed: every event of the community's contracts, as the chain has it.

use axum::response::Response;
use palabre_indexer::store::{EventFilter, Order, Page as Rows, StoredEvent};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::Query,
    list::{Key, List, place, placed},
    paging::{Page, PageQuery, Paging},
    scope::{InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// One event.
#[derive(Debug, Serialize, ToSchema)]
pub struct Event {
    /// Block.
    pub block_number: u64,
    /// Log within the block.
    pub log_index: u64,
    /// Hash of the block.
    pub block_hash: String,
    /// Time of the block.
    pub time: Time,
    /// Transaction.
    pub tx_hash: String,
    /// Address of the contract.
    pub address: String,
    /// Which contract of the community, for example `membership` or `house:members`.
    #[schema(example = "membership")]
    pub contract: String,
    /// Name of the event.
    #[schema(example = "Joined")]
    pub name: String,
    /// Its arguments by name.
    #[schema(value_type = Object)]
    pub args: Value,
}

/// Which events to list, and in which direction.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this contract, for example `house:members`.
    contract: Option<String>,
    /// Only of this name, for example `Joined`.
    name: Option<String>,
    /// Only of this transaction.
    #[param(value_type = Option<crate::http::wire::HashText>)]
    tx: Option<String>,
    /// `newest` first (the default), or `oldest` first, for programs that follow along.
    #[param(pattern = "^(newest|oldest)$")]
    order: Option<String>,
}

impl TryFrom<Filter> for (EventFilter, Order) {
    type Error = ApiError;

    fn try_from(filter: Filter) -> Result<Self, ApiError> {
        let order = match filter.order.as_deref() {
            None | Some("newest") => Order::Newest,
            Some("oldest") => Order::Oldest,
            Some(other) => {
                return Err(ApiError::invalid(format!("{other:?} is no order"), "Choose `newest` or `oldest`."));
            }
        };
        let tx_hash = filter
            .tx
            .map(|tx| tx.parse())
            .transpose()
            .map_err(|_| ApiError::invalid("`tx` is no transaction hash", "Give 0x and 64 hexadecimal digits."))?;
        Ok((EventFilter { contract: filter.contract, name: filter.name, tx_hash }, order))
    }
}

impl From<StoredEvent> for Event {
    fn from(row: StoredEvent) -> Self {
        Self {
            block_number: row.block_number,
            log_index: row.log_index,
            block_hash: hex(row.block_hash),
            time: row.block_time.into(),
            tx_hash: hex(row.tx_hash),
            address: hex(row.address),
            contract: row.contract,
            name: row.name,
            // Written by the indexer as JSON.
            args: serde_json::from_str(&row.args).unwrap_or(Value::Null),
        }
    }
}

/// Events of the community's contracts.
#[utoipa::path(get, path = "/communities/{community}/events", tag = "events", operation_id = "list_events",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<Event>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    let (filter, order) = filter.try_into()?;
    paging.answer(scope, Events { filter, order }).await
}

struct Events {
    filter: EventFilter,
    order: Order,
}

impl List for Events {
    const PARTS: usize = 2;
    type Item = Event;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Event)>, ApiError> {
        let page = Rows { after: after.map(place), limit, order: self.order };
        let rows = scope.store.events(scope.slug(), self.filter.clone(), page).await?;
        Ok(rows.into_iter().map(|row| (placed(row.place()), row.into())).collect())
    }
}
