//! Settings of houses and operations of timelocks.

use super::{At, fact, run};
use crate::{
    fold::{HouseChange, ScheduledCall},
    sql::Connection,
    store::{StoreError, value::values},
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &HouseChange) -> Result<(), StoreError> {
    let community = at.community;
    match change {
        HouseChange::Setting { house, setting, value } => {
            let sql = "INSERT INTO house_settings (community, house, setting, value, set_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![community, *house, *setting, value.as_str()])).await
        }
        HouseChange::Scheduled(call) => schedule(tx, at, call).await,
        HouseChange::CallExecuted { timelock, operation, index } => {
            let sql = "UPDATE operations SET executed_at = $5
                WHERE community = $1 AND timelock = $2 AND operation_id = $3 AND call_index = $4";
            run(tx, sql, values![community, *timelock, *operation, *index, at.time]).await?;
            // Anyone may execute a queued proposal in the timelock itself; the Governor says nothing then.
            let sql = "UPDATE proposals SET executed_at = $3
                WHERE community = $1 AND operation_id = $2 AND queued_at IS NOT NULL AND executed_at IS NULL";
            run(tx, sql, values![community, *operation, at.time]).await
        }
        HouseChange::OperationCanceled { timelock, operation } => {
            let sql = "UPDATE operations SET canceled_at = $4
                WHERE community = $1 AND timelock = $2 AND operation_id = $3";
            run(tx, sql, values![community, *timelock, *operation, at.time]).await?;
            let sql = "UPDATE proposals SET canceled_at = $3
                WHERE community = $1 AND operation_id = $2 AND queued_at IS NOT NULL AND canceled_at IS NULL";
            run(tx, sql, values![community, *operation, at.time]).await
        }
    }
}

/// An operation that was canceled can be scheduled again under the same id.
async fn schedule(tx: &mut Connection, at: At<'_>, call: &ScheduledCall) -> Result<(), StoreError> {
    let sql = "INSERT INTO operations (community, timelock, operation_id, call_index, target, call_value, data,
            predecessor, delay, scheduled_at, block_number, log_index)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (community, timelock, operation_id, call_index) DO UPDATE SET delay = excluded.delay,
            scheduled_at = excluded.scheduled_at, block_number = excluded.block_number,
            log_index = excluded.log_index, executed_at = NULL, canceled_at = NULL";
    let mut row = values![at.community, call.timelock, call.operation, call.index, call.target, call.value];
    row.extend(values![call.data.clone(), call.predecessor, call.delay]);
    run(tx, sql, fact(at, row)).await
}
