//! Shares: how an epoch's pool is shared, recomputed from the ledger by the contract's own arithmetic.

use std::{
    collections::{HashMap, HashSet},
    str::FromStr,
    sync::Arc,
};

use alloy::primitives::{Address, U256};
use axum::response::Response;
use palabre_contracts::{
    MemberId,
    rules::{Phase, ShareInput, ShareRules, share},
};
use palabre_indexer::store::{
    Claim, MemberEpoch, MemberProfile, MoneyFilter, Order, Page as Rows, Place, Pool as PoolRow,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    epochs::Pool,
    extract::{Path, Query},
    moment::Sums,
    paging::{PageQuery, Paging},
    scope::{AsOf, Finality, InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

/// Rows read at a time.
const CHUNK: u32 = 1000;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// How the pool of an epoch is shared; amounts in the token's smallest unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Shares {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// The epoch.
    pub epoch: u32,
    /// Where it stands.
    pub phase: &'static str,
    /// Whether the shares may still change.
    pub finality: Finality,
    /// The money.
    pub pool: Pool,
    /// Version of the rules of distribution in force.
    pub rules_version: Option<u32>,
    /// Sum of all shares; the rest of the pool stays in the reserve.
    pub shared: String,
    /// Funded, but nobody's share.
    pub rest: String,
    /// What the contributors' house may withdraw, over all epochs.
    pub reserve: String,
    /// Members who contributed, by number.
    pub items: Vec<Share>,
    /// Path of the next page; absent on the last one.
    pub next: Option<String>,
}

/// One member's share.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Share {
    /// The member.
    pub member: u64,
    /// Points that count, by lane.
    pub counted: [u32; 8],
    /// Whether the member takes part in the equal share.
    pub active: bool,
    /// Whether the member renounced money.
    pub opted_out: bool,
    /// What the rules give; 0 when renounced.
    #[schema(example = "2500000000000000")]
    pub share: String,
    /// What was paid, if anything was.
    pub paid: Option<String>,
    /// When it was paid.
    pub paid_at: Option<Time>,
    /// Transaction that paid it.
    pub tx_hash: Option<String>,
}

/// Which pool.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct PoolQuery {
    /// The token's contract; without it, the epoch's first pool.
    #[param(value_type = Option<crate::http::wire::AddressText>, example = "0x0000000000000000000000000000000000000000")]
    token: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct OneEpoch {
    /// Number of the epoch.
    epoch: u32,
}

impl Shares {
    /// The shares of one token's pool.
    pub(crate) async fn load(scope: &Scope, epoch: u32, token: Address) -> Result<Self, ApiError> {
        let (store, slug) = (&scope.store, scope.slug());
        let pool = store.pool_of(slug, token, epoch).await?.ok_or_else(|| {
            ApiError::not_found(
                format!("epoch {epoch} has no pool in the token {}", hex(token)),
                format!("GET /api/v1/communities/{slug}/epochs/{epoch} lists its pools."),
            )
        })?;
        let version = scope.moment.share_rules_at(epoch);
        let rules = version.map(|version| version.rules).unwrap_or_default();
        let sums = scope.moment.sums(store, epoch).await?;
        let base = share_input(&pool, &sums);
        let facts = Facts {
            sums,
            opted_out: store.opted_out(slug).await?.into_iter().collect(),
            claims: claims(scope, epoch, token).await?,
        };
        let members = members(scope, epoch).await?;
        let shares: Vec<(U256, Share)> = members.iter().map(|row| facts.share(&rules, base, row)).collect();
        let shared: U256 = shares.iter().map(|(amount, _)| *amount).sum();
        let reserve = store.tokens(slug).await?.into_iter().find(|row| row.token == token).map(|row| row.reserve);
        Ok(Self {
            as_of: scope.as_of(),
            epoch,
            phase: scope.phase(epoch).as_str(),
            finality: scope.finality(epoch),
            rest: pool.funded.saturating_sub(shared).to_string(),
            pool: pool.into(),
            rules_version: version.map(|version| version.version),
            shared: shared.to_string(),
            reserve: reserve.unwrap_or_default().to_string(),
            items: shares.into_iter().map(|(_, share)| share).collect(),
            next: None,
        })
    }
}

/// The latest final epoch that has a pool, if there is one.
pub(crate) async fn last_final_epoch(scope: &Scope) -> Result<Option<u32>, ApiError> {
    let pools = scope.store.pools(scope.slug(), None).await?;
    let is_final = |epoch: &u32| scope.phase(*epoch) == Phase::Final;
    Ok(pools.into_iter().map(|pool| pool.epoch).find(is_final))
}

/// A share that was not paid yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Claimable {
    /// The epoch.
    pub epoch: u32,
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// How much, in the token's smallest unit.
    pub amount: String,
    /// Until when it can be claimed for certain; later it may have gone to the reserve.
    pub until: Time,
}

impl Claimable {
    /// Everything that a member can claim now, latest epoch first. `epochs` are the member's.
    pub(crate) async fn of(
        scope: &Scope,
        profile: &MemberProfile,
        epochs: &[MemberEpoch],
    ) -> Result<Vec<Self>, ApiError> {
        let mut claimable = Vec::new();
        if profile.opted_out {
            return Ok(claimable);
        }
        for pool in &scope.moment.pools {
            let Some(row) = epochs.iter().find(|row| row.epoch == pool.epoch) else { continue };
            let is_paid = profile.paid.contains(&(pool.epoch, pool.token));
            if pool.swept || is_paid || scope.phase(pool.epoch) != Phase::Final {
                continue;
            }
            let rules = scope.moment.share_rules_at(pool.epoch).map(|version| version.rules).unwrap_or_default();
            let sums = scope.moment.sums(&scope.store, pool.epoch).await?;
            let (counted, is_active) = (row.counted, sums.is_active(row.member_id));
            let amount = share(&rules, &ShareInput { counted, is_active, ..share_input(pool, &sums) });
            if amount.is_zero() {
                continue;
            }
            let until = scope.calendar_of(pool.epoch).final_at(pool.epoch) + scope.constants().unclaimed_period;
            claimable.push(Self {
                epoch: pool.epoch,
                token: hex(pool.token),
                amount: amount.to_string(),
                until: until.into(),
            });
        }
        Ok(claimable)
    }
}

/// What all shares of a pool are computed from.
fn share_input(pool: &PoolRow, sums: &Sums) -> ShareInput {
    ShareInput {
        // The contract refuses pools of 2^128 and more.
        funded: pool.funded.saturating_to(),
        totals: sums.totals.lanes,
        activity: sums.totals.activity,
        active: sums.totals.active,
        ..ShareInput::default()
    }
}

/// What a share depends on beside the member's points.
struct Facts {
    sums: Arc<Sums>,
    opted_out: HashSet<MemberId>,
    claims: HashMap<MemberId, Claim>,
}

impl Facts {
    fn share(&self, rules: &ShareRules, base: ShareInput, row: &MemberEpoch) -> (U256, Share) {
        let is_active = self.sums.is_active(row.member_id);
        let opted_out = self.opted_out.contains(&row.member_id);
        let claim = self.claims.get(&row.member_id);
        let amount = match opted_out {
            true => U256::ZERO,
            false => share(rules, &ShareInput { counted: row.counted, is_active, ..base }),
        };
        let outside = Share {
            member: row.member_id.get(),
            counted: row.counted,
            active: is_active,
            opted_out,
            share: amount.to_string(),
            paid: claim.map(|claim| claim.amount.to_string()),
            paid_at: claim.map(|claim| claim.claimed_at.into()),
            tx_hash: claim.map(|claim| hex(claim.tx_hash)),
        };
        (amount, outside)
    }
}

async fn members(scope: &Scope, epoch: u32) -> Result<Vec<MemberEpoch>, ApiError> {
    let mut all: Vec<MemberEpoch> = Vec::new();
    loop {
        let page = Rows { after: all.last().map(|row| row.member_id), limit: CHUNK, order: Order::Oldest };
        let rows = scope.store.epoch_members(scope.slug(), epoch, page).await?;
        let done = rows.len() < CHUNK as usize;
        all.extend(rows);
        if done {
            return Ok(all);
        }
    }
}

async fn claims(scope: &Scope, epoch: u32, token: Address) -> Result<HashMap<MemberId, Claim>, ApiError> {
    let filter = MoneyFilter { token: Some(token), epoch: Some(epoch), member: None };
    let mut all = HashMap::new();
    let mut after: Option<Place> = None;
    loop {
        let page = Rows { after, limit: CHUNK, order: Order::Oldest };
        let rows = scope.store.claims(scope.slug(), filter, page).await?;
        let done = rows.len() < CHUNK as usize;
        after = rows.last().map(Claim::place);
        all.extend(rows.into_iter().map(|claim| (claim.member_id, claim)));
        if done {
            return Ok(all);
        }
    }
}

/// The token that was asked for, else that of the epoch's first pool, else ETH.
async fn token(scope: &Scope, epoch: u32, asked: Option<&str>) -> Result<Address, ApiError> {
    if let Some(asked) = asked {
        return Address::from_str(asked).map_err(|_| {
            ApiError::invalid(format!("{asked:?} is no token"), "Give the address of its contract, 0x and 40 digits.")
        });
    }
    let pools = scope.store.pools(scope.slug(), Some(epoch)).await?;
    Ok(pools.first().map_or(Address::ZERO, |pool| pool.token))
}

/// How an epoch's pool is shared. Sums are over all members, items are a page of them.
#[utoipa::path(get, path = "/communities/{community}/epochs/{epoch}/shares", tag = "epochs", operation_id = "show_shares",
    params(InCommunity, OneEpoch, PoolQuery, PageQuery), responses((status = 200, body = Shares), Failures))]
async fn show(
    scope: Scope,
    paging: Paging,
    Path(OneEpoch { epoch }): Path<OneEpoch>,
    Query(query): Query<PoolQuery>,
) -> Result<Response, ApiError> {
    let token = token(&scope, epoch, query.token.as_deref()).await?;
    let mut shares = Shares::load(&scope, epoch, token).await?;
    let after = paging.after(1)?.map_or(0, |[member, _]| member);
    let rest = shares.items.into_iter().filter(|share| share.member > after);
    (shares.items, shares.next) = paging.cut(rest.map(|share| ([share.member, 0], share)).collect(), 1);
    let (table, next) = (paging.table(&shares.items)?, shares.next.clone());
    Ok(paging.respond(shares, table, next.as_deref()))
}
