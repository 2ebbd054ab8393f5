//! Batches, contributions, points, rules of recognition.

use std::collections::BTreeMap;

use palabre_contracts::{Lane, MemberId};

use super::{At, fact, run};
use crate::{
    fold::{LedgerChange, RecordedBatch, TakenItem},
    sql::{Connection, insert_rows},
    store::{
        StoreError,
        value::{Value, values},
    },
};

pub(super) async fn apply(tx: &mut Connection, at: At<'_>, change: &LedgerChange) -> Result<(), StoreError> {
    match change {
        LedgerChange::Recorded(batch) => record(tx, &[(at, batch)]).await,
        LedgerChange::Struck(item) => {
            take_back(tx, at, item, false).await?;
            // What had paid a debt was never among the points.
            add_to_lane(tx, at, item.epoch, item.member, item.lane, -i64::from(item.points - item.restored)).await
        }
        LedgerChange::Debited(item) => take_back(tx, at, item, true).await,
        LedgerChange::DebtPaid { member, epoch, source, sequence, lane, points } => {
            let sql = "INSERT INTO debt_payments (community, source, sequence, member_id, epoch, lane, points, paid_at,
                block_number, log_index) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
            let row = values![at.community, *source, *sequence, *member, *epoch, *lane, *points];
            run(tx, sql, fact(at, row)).await?;
            // The batch that follows adds the whole item.
            add_to_lane(tx, at, *epoch, *member, *lane, -i64::from(*points)).await
        }
        LedgerChange::Extended { epoch, extension } => {
            let sql = "INSERT INTO extensions (community, epoch, extension, extended_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6)";
            run(tx, sql, fact(at, values![at.community, *epoch, *extension])).await
        }
        LedgerChange::Rules { version, from_epoch, rules } => {
            let sql = "INSERT INTO rules (community, version, from_epoch, rules, set_at, block_number, log_index)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
            run(tx, sql, fact(at, values![at.community, *version, *from_epoch, rules])).await
        }
    }
}

async fn take_back(tx: &mut Connection, at: At<'_>, item: &TakenItem, debited: bool) -> Result<(), StoreError> {
    let sql = "INSERT INTO taken_items (community, source, sequence, batch_id, epoch, member_id, lane, points, counted,
            restored, activity, debited, taken_at, block_number, log_index)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let mut row = values![at.community, item.source, item.sequence, item.batch_id, item.epoch, item.member, item.lane];
    row.extend(values![item.points, item.counted, item.restored, item.activity, debited]);
    run(tx, sql, fact(at, row)).await?;
    let sql = match debited {
        false => "UPDATE contributions SET struck = 1 WHERE community = $1 AND source = $2 AND sequence = $3",
        true => "UPDATE contributions SET debited = 1 WHERE community = $1 AND source = $2 AND sequence = $3",
    };
    run(tx, sql, values![at.community, item.source, item.sequence]).await
}

/// Changes the points of one lane, whether the member has a row there yet or not.
async fn add_to_lane(
    tx: &mut Connection,
    at: At<'_>,
    epoch: u32,
    member: MemberId,
    lane: Lane,
    points: i64,
) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO member_epochs (community, epoch, member_id, lane, points, items) VALUES ($1, $2, $3, $4, $5, 0)
        ON CONFLICT (community, epoch, member_id, lane) DO UPDATE SET points = member_epochs.points + excluded.points";
    run(tx, sql, values![at.community, epoch, member, lane, points]).await
}

/// Writes batches of one community with all that is in them.
pub(super) async fn record(tx: &mut Connection, batches: &[(At<'_>, &RecordedBatch)]) -> Result<(), StoreError> {
    let into =
        "INSERT INTO batches (community, batch_id, epoch, source, rules_version, evidence_root, approvers, items,
        points, tx_hash, recorded_at, block_number, log_index)";
    insert_rows(tx, into, batches.iter().map(|(at, batch)| row_of(*at, batch)), "").await?;
    let into = "INSERT INTO contributions (community, batch_id, position, epoch, source, sequence, member_id, lane,
        points, kind)";
    insert_rows(tx, into, batches.iter().flat_map(|(at, batch)| rows_of_items(*at, batch)), "").await?;
    add_points(tx, batches).await
}

fn row_of(at: At<'_>, batch: &RecordedBatch) -> Vec<Value> {
    let points: u64 = batch.items.iter().map(|item| u64::from(item.points)).sum();
    let mut row = values![at.community, batch.batch_id, batch.epoch, batch.source, batch.rules_version];
    row.extend(values![batch.evidence_root, &batch.approvers[..], batch.items.len() as u64, points, at.tx_hash]);
    fact(at, row)
}

fn rows_of_items<'a>(at: At<'a>, batch: &'a RecordedBatch) -> impl Iterator<Item = Vec<Value>> + 'a {
    batch.items.iter().zip(0u32..).map(move |(item, position)| {
        let mut row = values![at.community, batch.batch_id, position, batch.epoch, batch.source, item.sequence];
        row.extend(values![item.member, item.lane, item.points, item.kind]);
        row
    })
}

async fn add_points(tx: &mut Connection, batches: &[(At<'_>, &RecordedBatch)]) -> Result<(), StoreError> {
    let Some((at, _)) = batches.first() else { return Ok(()) };
    let mut sums: BTreeMap<(u32, MemberId, Lane), (u64, u64)> = BTreeMap::new();
    for (batch, item) in batches.iter().flat_map(|(_, batch)| batch.items.iter().map(move |item| (batch, item))) {
        let (points, items) = sums.entry((batch.epoch, item.member, item.lane)).or_default();
        *points += u64::from(item.points);
        *items += 1;
    }
    let rows = sums
        .into_iter()
        .map(|((epoch, member, lane), (points, items))| values![at.community, epoch, member, lane, points, items]);
    let into = "INSERT INTO member_epochs (community, epoch, member_id, lane, points, items)";
    let rest = " ON CONFLICT (community, epoch, member_id, lane) DO UPDATE
        SET points = member_epochs.points + excluded.points, items = member_epochs.items + excluded.items";
    Ok(insert_rows(tx, into, rows, rest).await?)
}
