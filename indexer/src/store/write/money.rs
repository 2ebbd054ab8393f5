//! Pools, claims, reserve, rules of distribution.

use alloy::primitives::{Address, U256};

use super::{At, fact, find, minus, plus, run};
use crate::{
    fold::MoneyChange,
    sql::Connection,
    store::{Pool, StoreError, Token, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &MoneyChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        MoneyChange::Token { token, allowed } => {
            let sql = "INSERT INTO tokens (community, token, allowed, reserve) VALUES ($1, $2, $3, $4)
                ON CONFLICT (community, token) DO UPDATE SET allowed = excluded.allowed";
            run(tx, sql, values![community, *token, *allowed, U256::ZERO]).await
        }
        MoneyChange::Funded { token, epoch, sender, amount } => {
            let sql = "INSERT INTO fundings (community, token, epoch, sender, amount, tx_hash, funded_at, block_number,
                log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
            run(tx, sql, fact(at, values![community, *token, *epoch, *sender, *amount, at.tx_hash])).await?;
            let mut pool = pool(tx, at, *token, *epoch).await?;
            pool.funded = plus("a pool", pool.funded, *amount)?;
            write_pool(tx, at, &pool).await
        }
        MoneyChange::Claimed { token, epoch, member, payee, amount } => {
            let sql = "INSERT INTO claims (community, token, epoch, member_id, payee, amount, tx_hash, claimed_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
            let row = values![community, *token, *epoch, *member, *payee, *amount, at.tx_hash];
            run(tx, sql, fact(at, row)).await?;
            let mut pool = pool(tx, at, *token, *epoch).await?;
            pool.paid = plus("what a pool paid", pool.paid, *amount)?;
            pool.claims += 1;
            write_pool(tx, at, &pool).await
        }
        MoneyChange::ClaimFailed { token, epoch, member, payee, amount } => {
            let sql = "INSERT INTO claim_failures (community, token, epoch, member_id, payee, amount, tx_hash,
                failed_at, block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
            let row = values![community, *token, *epoch, *member, *payee, *amount, at.tx_hash];
            run(tx, sql, fact(at, row)).await
        }
        MoneyChange::Swept { token, epoch, amount } => sweep(tx, at, *token, *epoch, *amount).await,
        MoneyChange::Withdrawn { token, receiver, amount } => {
            let sql = "INSERT INTO reserve_withdrawals (community, token, receiver, amount, tx_hash, withdrawn_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
            run(tx, sql, fact(at, values![community, *token, *receiver, *amount, at.tx_hash])).await?;
            set_reserve(tx, at, *token, |reserve| minus("the reserve", reserve, *amount)).await
        }
        MoneyChange::OptedOut { member, opted_out } => {
            let sql = "INSERT INTO opt_outs (community, member_id, opted_out, changed_at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (community, member_id)
                DO UPDATE SET opted_out = excluded.opted_out, changed_at = excluded.changed_at";
            run(tx, sql, values![community, *member, *opted_out, at.time]).await
        }
        MoneyChange::Rules { version, from_epoch, rules } => {
            let sql = "INSERT INTO share_rules (community, version, from_epoch, rules, set_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![community, *version, *from_epoch, rules])).await
        }
    }
}

async fn sweep(tx: &mut Connection, at: At<'_>, token: Address, epoch: u32, amount: U256) -> Result<(), StoreError> {
    let mut pool = pool(tx, at, token, epoch).await?;
    pool.reserved = amount;
    pool.swept = true;
    write_pool(tx, at, &pool).await?;
    set_reserve(tx, at, token, |reserve| plus("the reserve", reserve, amount)).await
}

async fn pool(tx: &mut Connection, at: At<'_>, token: Address, epoch: u32) -> Result<Pool, StoreError> {
    let sql = "SELECT * FROM pools WHERE community = $1 AND token = $2 AND epoch = $3";
    let found = find(tx, sql, values![at.community, token, epoch]).await?;
    let (funded, paid, reserved) = Default::default();
    Ok(found.unwrap_or(Pool { token, epoch, funded, paid, reserved, claims: 0, swept: false }))
}

async fn write_pool(tx: &mut Connection, at: At<'_>, pool: &Pool) -> Result<(), StoreError> {
    let sql = "INSERT INTO pools (community, token, epoch, funded, paid, reserved, claims, swept)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (community, token, epoch) DO UPDATE SET funded = excluded.funded, paid = excluded.paid,
            reserved = excluded.reserved, claims = excluded.claims, swept = excluded.swept";
    let mut row = values![at.community, pool.token, pool.epoch, pool.funded, pool.paid, pool.reserved];
    row.extend(values![pool.claims, pool.swept]);
    run(tx, sql, row).await
}

/// ETH has a reserve although it never appears on the list of allowed tokens.
async fn set_reserve(
    tx: &mut Connection,
    at: At<'_>,
    token: Address,
    change: impl FnOnce(U256) -> Result<U256, StoreError>,
) -> Result<(), StoreError> {
    let sql = "SELECT * FROM tokens WHERE community = $1 AND token = $2";
    let found: Option<Token> = find(tx, sql, values![at.community, token]).await?;
    let reserve = change(found.map_or(U256::ZERO, |row| row.reserve))?;
    let sql = "INSERT INTO tokens (community, token, allowed, reserve) VALUES ($1, $2, $3, $4)
        ON CONFLICT (community, token) DO UPDATE SET reserve = excluded.reserve";
    run(tx, sql, values![at.community, token, token.is_zero(), reserve]).await
}
