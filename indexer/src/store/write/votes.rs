//! Delegation, voting power, supply of votes, ballots.

use alloy::primitives::{Address, B256, U256};
use palabre_contracts::{Electorate, Support};

use super::{At, fact, find, minus, plus, proposals, run};
use crate::{
    fold::{VoteChange, VoteToken},
    sql::Connection,
    store::{StoreError, value::values, votes::Supply},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &VoteChange) -> Result<(), StoreError> {
    match change {
        VoteChange::Delegated { token, delegator, delegate } => {
            let sql = "INSERT INTO delegations (community, token, delegator, delegate, changed_at)
                VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (community, token, delegator)
                DO UPDATE SET delegate = excluded.delegate, changed_at = excluded.changed_at";
            run(tx, sql, values![at.community, *token, *delegator, *delegate, at.time]).await
        }
        VoteChange::Power { token, wallet, votes } => {
            let sql = "INSERT INTO voting_powers (community, token, wallet, votes) VALUES ($1, $2, $3, $4)
                ON CONFLICT (community, token, wallet) DO UPDATE SET votes = excluded.votes";
            run(tx, sql, values![at.community, *token, *wallet, *votes]).await
        }
        VoteChange::Cast { house, proposal, voter, support, weight, reason } => {
            cast(tx, at, (*house, *proposal), *voter, (*support, *weight), reason).await
        }
    }
}

async fn cast(
    tx: &mut Connection,
    at: At<'_>,
    (house, proposal): (Electorate, U256),
    voter: Address,
    (support, weight): (Support, U256),
    reason: &str,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO ballots (community, house, proposal_id, voter, support, weight, reason, tx_hash, cast_at,
            block_number, log_index, member_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
            (SELECT member_id FROM members WHERE community = $1 AND wallet = $4))";
    let row = values![at.community, house, B256::from(proposal), voter, support, weight, reason, at.tx_hash];
    run(tx, sql, fact(at, row)).await?;
    proposals::count(tx, at, (house, proposal), support, weight).await
}

/// One voting unit more.
pub(super) async fn raise_units(tx: &mut Connection, at: At<'_>) -> Result<(), StoreError> {
    set_supply(tx, at, VoteToken::Membership, |supply| plus("the number of voting units", supply, U256::ONE)).await
}

/// One voting unit less.
pub(super) async fn lower_units(tx: &mut Connection, at: At<'_>) -> Result<(), StoreError> {
    set_supply(tx, at, VoteToken::Membership, |supply| minus("the number of voting units", supply, U256::ONE)).await
}

/// Notes the supply of a token after a change.
pub(super) async fn set_supply(
    tx: &mut Connection,
    at: At<'_>,
    token: VoteToken,
    change: impl FnOnce(U256) -> Result<U256, StoreError>,
) -> Result<(), StoreError> {
    let sql = "SELECT supply FROM vote_supplies WHERE community = $1 AND token = $2
        ORDER BY block_number DESC, log_index DESC LIMIT 1";
    let before: Option<Supply> = find(tx, sql, values![at.community, token]).await?;
    let supply = change(before.map_or(U256::ZERO, |row| row.supply))?;
    let sql = "INSERT INTO vote_supplies (community, token, supply, changed_at, block_number, log_index)
        VALUES ($1, $2, $3, $4, $5, $6)";
    run(tx, sql, fact(at, values![at.community, token, supply])).await
}
