//! Challenges, their votes, and debits. What is struck or debited is told by the ledger.

use super::{At, fact, run};
use crate::{
    fold::{DisputeChange, NewChallenge},
    sql::Connection,
    store::{StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &DisputeChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        DisputeChange::Challenged(challenge) => open(tx, at, challenge).await,
        DisputeChange::Voted { challenge, moderator, uphold } => {
            let sql = "INSERT INTO challenge_votes (community, challenge_id, moderator, uphold, voted_at, block_number,
                log_index) VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![community, *challenge, *moderator, *uphold])).await
        }
        DisputeChange::Closed { challenge, status, moderators: [first, second] } => {
            let sql = "UPDATE challenges SET status = $3, first_moderator = $4, second_moderator = $5, closed_at = $6
                WHERE community = $1 AND challenge_id = $2";
            run(tx, sql, values![community, *challenge, *status, *first, *second, at.time]).await
        }
        DisputeChange::DebitVoted { batch, position, member, moderator, reason } => {
            let sql = "INSERT INTO debit_votes (community, batch_id, position, member_id, moderator, reason, voted_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
            run(tx, sql, fact(at, values![community, *batch, *position, *member, *moderator, *reason])).await
        }
        DisputeChange::Debited { batch, position, member, points, units, moderators: [first, second] } => {
            let sql = "INSERT INTO debits (community, batch_id, position, member_id, points, units, first_moderator,
                    second_moderator, tx_hash, debited_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
            let mut row = values![community, *batch, *position, *member, *points, *units];
            row.extend(values![*first, *second, at.tx_hash]);
            run(tx, sql, fact(at, row)).await
        }
    }
}

/// The event of an item does not name the epoch; its batch was recorded before.
async fn open(tx: &mut Connection, at: At<'_>, new: &NewChallenge) -> Result<(), StoreError> {
    let sql = "INSERT INTO challenges (community, challenge_id, batch_id, source, position, sequence, member_id, items,
            challenger, reason, status, tx_hash, challenged_at, block_number, log_index, epoch)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $12, $13, $14,
            (SELECT epoch FROM batches WHERE community = $1 AND batch_id = $3))";
    let (item, batch) = (new.item, new.batch);
    let mut row = values![at.community, new.challenge, batch, new.source, item.map(|item| item.position)];
    row.extend(values![item.map(|item| item.sequence), item.map(|item| item.member), new.items]);
    row.extend(values![new.challenger, new.reason, at.tx_hash]);
    run(tx, sql, fact(at, row)).await
}
