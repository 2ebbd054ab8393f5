//! Proposals and their tallies.

use alloy::primitives::{B256, U256};
use palabre_contracts::{Electorate, Support, proposal::title};

use super::{At, fact, find, plus, run};
use crate::{
    fold::{NewProposal, ProposalChange},
    sql::Connection,
    store::{Proposal, StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &ProposalChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        ProposalChange::Created(proposal) => create(tx, at, proposal).await,
        ProposalChange::Extended { house, proposal, vote_end } => {
            let sql = "UPDATE proposals SET vote_end = $4, extended_at = $5
                WHERE community = $1 AND house = $2 AND proposal_id = $3";
            run(tx, sql, values![community, *house, B256::from(*proposal), *vote_end, at.time]).await
        }
        ProposalChange::Canceled { house, proposal } => {
            let sql = "UPDATE proposals SET canceled_at = $4
                WHERE community = $1 AND house = $2 AND proposal_id = $3";
            run(tx, sql, values![community, *house, B256::from(*proposal), at.time]).await
        }
        ProposalChange::Queued { house, proposal, eta } => {
            let sql = "UPDATE proposals SET queued_at = $4, eta = $5
                WHERE community = $1 AND house = $2 AND proposal_id = $3";
            run(tx, sql, values![community, *house, B256::from(*proposal), at.time, *eta]).await
        }
        ProposalChange::Executed { house, proposal } => {
            let sql = "UPDATE proposals SET executed_at = $4
                WHERE community = $1 AND house = $2 AND proposal_id = $3";
            run(tx, sql, values![community, *house, B256::from(*proposal), at.time]).await
        }
    }
}

async fn create(tx: &mut Connection, at: At<'_>, new: &NewProposal) -> Result<(), StoreError> {
    let sql = "INSERT INTO proposals (community, house, proposal_id, operation_id, proposer, targets, call_values,
            calldatas, title, description, vote_start, vote_end, votes_against, votes_for, votes_abstain, ballots,
            heads, tx_hash, created_at, block_number, log_index, member_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $13, 0, 0, $14, $15, $16, $17,
            (SELECT member_id FROM members WHERE community = $1 AND wallet = $5))";
    let mut row = values![at.community, new.house, B256::from(new.proposal), new.operation, new.proposer];
    row.extend(values![&new.targets[..], &new.values[..], &new.calldatas[..]]);
    row.extend(values![title(&new.description), new.description.as_str(), new.vote_start, new.vote_end]);
    row.extend(values![U256::ZERO, at.tx_hash]);
    run(tx, sql, fact(at, row)).await
}

/// Adds a ballot to the tally.
pub(super) async fn count(
    tx: &mut Connection,
    at: At<'_>,
    (house, proposal): (Electorate, U256),
    support: Support,
    weight: U256,
) -> Result<(), StoreError> {
    let key = values![at.community, house, B256::from(proposal)];
    let sql = "SELECT * FROM proposals WHERE community = $1 AND house = $2 AND proposal_id = $3";
    let Some(mut row) = find::<Proposal>(tx, sql, key.clone()).await? else { return Ok(()) };
    let tally = match support {
        Support::Against => &mut row.votes_against,
        Support::For => &mut row.votes_for,
        Support::Abstain => &mut row.votes_abstain,
    };
    *tally = plus("a tally", *tally, weight)?;
    if !weight.is_zero() && support != Support::Against {
        row.heads += 1;
    }
    let sql = "UPDATE proposals SET votes_against = $4, votes_for = $5, votes_abstain = $6, ballots = $7, heads = $8
        WHERE community = $1 AND house = $2 AND proposal_id = $3";
    let mut values = key;
    values.extend(values![row.votes_against, row.votes_for, row.votes_abstain, row.ballots + 1, row.heads]);
    run(tx, sql, values).await
}
