//! Mints, settlements, forfeits, balances.

use alloy::primitives::{Address, U256};

use super::{At, fact, find, minus, plus, run, votes};
use crate::{
    fold::{ReputationChange, VoteToken},
    sql::Connection,
    store::{ReputationBalance, StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &ReputationChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        ReputationChange::Minted { epoch, points, units, index, factor } => {
            let sql = "INSERT INTO reputation_mints (community, epoch, points, units, epoch_index, factor, minted_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
            run(tx, sql, fact(at, values![community, *epoch, *points, *units, *index, *factor])).await
        }
        ReputationChange::Settled { member, wallet, through_epoch, units } => {
            let sql = "INSERT INTO settlements (community, member_id, wallet, through_epoch, units, settled_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
            run(tx, sql, fact(at, values![community, *member, *wallet, *through_epoch, *units])).await
        }
        ReputationChange::Forfeited { member, wallet, units } => {
            let sql = "INSERT INTO forfeits (community, member_id, wallet, units, forfeited_at, block_number,
                log_index) VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![community, *member, *wallet, *units])).await
        }
        ReputationChange::Moved { from, to, units } => moved(tx, at, *from, *to, *units).await,
    }
}

async fn moved(
    tx: &mut Connection,
    at: At<'_>,
    from: Option<Address>,
    to: Option<Address>,
    units: U256,
) -> Result<(), StoreError> {
    if let Some(from) = from {
        set_balance(tx, at, from, |balance| minus("a balance of reputation", balance, units)).await?;
    }
    if let Some(to) = to {
        set_balance(tx, at, to, |balance| plus("a balance of reputation", balance, units)).await?;
    }
    match (from, to) {
        (None, Some(_)) => {
            votes::set_supply(tx, at, VoteToken::Reputation, |supply| plus("reputation", supply, units)).await
        }
        (Some(_), None) => {
            votes::set_supply(tx, at, VoteToken::Reputation, |supply| minus("reputation", supply, units)).await
        }
        _ => Ok(()),
    }
}

async fn set_balance(
    tx: &mut Connection,
    at: At<'_>,
    wallet: Address,
    change: impl FnOnce(U256) -> Result<U256, StoreError>,
) -> Result<(), StoreError> {
    let sql = "SELECT * FROM reputation_balances WHERE community = $1 AND wallet = $2";
    let found: Option<ReputationBalance> = find(tx, sql, values![at.community, wallet]).await?;
    let units = change(found.map_or(U256::ZERO, |row| row.units))?;
    let sql = "INSERT INTO reputation_balances (community, wallet, units) VALUES ($1, $2, $3)
        ON CONFLICT (community, wallet) DO UPDATE SET units = excluded.units";
    run(tx, sql, values![at.community, wallet, units]).await
}
