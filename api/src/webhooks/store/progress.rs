//! From what happened to rows: the place that was looked at moves in the transaction that writes them.

use palabre_indexer::{sql, store::Place};

use super::{Book, Delivery, Placed, Webhook, hash_bytes};
use crate::{
    error::ApiError,
    sessions::database,
    webhooks::message::{Message, webhook_id},
};

/// A step of a webhook along the chain.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// Where it is afterwards.
    pub(crate) to: Placed,
    /// Nothing up to here is looked at again.
    pub(crate) floor: Place,
    /// Messages about what happened.
    pub(crate) messages: Vec<Message>,
    /// Rows about what never happened.
    pub(crate) gone: Vec<Delivery>,
    /// Block above which nothing happened, where something never happened.
    pub(crate) above_block: u64,
}

impl Book {
    /// Takes a step, unless somebody else moved the webhook meanwhile. Answers whether it was taken.
    pub(crate) async fn step(&self, webhook: &Webhook, step: &Step, now: u64) -> Result<bool, ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        let moved = sql::query(
            "UPDATE webhooks SET at_block = $4, at_log = $5, at_hash = $6, floor_block = $7, floor_log = $8
             WHERE id = $1 AND at_block = $2 AND at_log = $3 AND enabled = 1",
        )
        .bind(&webhook.id)
        .bind(webhook.at.block())
        .bind(webhook.at.log())
        .bind(step.to.block())
        .bind(step.to.log())
        .bind(hash_bytes(step.to.hash))
        .bind(step.floor.block_number as i64)
        .bind(step.floor.log_index as i64)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        if moved.rows_affected() != 1 {
            return Ok(false);
        }
        let retraction = retract(&mut transaction, webhook, step, now).await?;
        for message in step.messages.iter().chain(&retraction) {
            add(&mut transaction, &webhook.id, message, now).await?;
        }
        transaction.commit().await.map_err(database)?;
        Ok(true)
    }

    /// Writes one message down; answers its number.
    pub(crate) async fn write(&self, webhook: &str, message: &Message, now: u64) -> Result<u64, ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        let number = add(&mut transaction, webhook, message, now).await?;
        transaction.commit().await.map_err(database)?;
        Ok(number)
    }

    /// Forgets messages that nobody asks for any more. Events up to the last of them are never looked at again.
    pub(crate) async fn prune(&self, before: u64) -> Result<(), ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        // One row a webhook, however much is forgotten; found by age, not in the order of webhooks.
        let last: Vec<(String, i64, i64)> = sql::query_as(
            "SELECT d.webhook, d.block_number, MAX(d.log_index) FROM webhook_deliveries AS d
             JOIN (SELECT MIN(webhook) AS webhook, MAX(block_number) AS block_number FROM webhook_deliveries
                WHERE created_at < $1 AND state <> 'pending' AND block_number IS NOT NULL GROUP BY webhook || '') AS l
                ON l.webhook = d.webhook AND l.block_number = d.block_number
             WHERE d.created_at < $1 AND d.state <> 'pending' GROUP BY d.webhook, d.block_number",
        )
        .bind(before as i64)
        .fetch_all(&mut *transaction)
        .await
        .map_err(database)?;
        for (webhook, block, log) in last {
            sql::query(
                "UPDATE webhooks SET floor_block = $2, floor_log = $3
                 WHERE id = $1 AND (floor_block < $2 OR (floor_block = $2 AND floor_log < $3))",
            )
            .bind(webhook)
            .bind(block)
            .bind(log)
            .execute(&mut *transaction)
            .await
            .map_err(database)?;
        }
        sql::query("DELETE FROM webhook_deliveries WHERE created_at < $1 AND state <> 'pending'")
            .bind(before as i64)
            .execute(&mut *transaction)
            .await
            .map_err(database)?;
        transaction.commit().await.map_err(database)
    }
}

/// Goes on from a place, whatever lies between; what waits is not sent.
pub(super) async fn skip_to(connection: &mut sql::Connection, webhook: &str, to: &Placed) -> Result<(), ApiError> {
    sql::query(
        "UPDATE webhooks SET at_block = $2, at_log = $3, at_hash = $4, floor_block = $2, floor_log = $3 WHERE id = $1",
    )
    .bind(webhook)
    .bind(to.block())
    .bind(to.log())
    .bind(hash_bytes(to.hash))
    .execute(&mut *connection)
    .await
    .map_err(database)?;
    sql::query(
        "UPDATE webhook_deliveries SET state = 'failed', last_error = 'skipped by an organizer'
         WHERE webhook = $1 AND state = 'pending'",
    )
    .bind(webhook)
    .execute(connection)
    .await
    .map_err(database)?;
    Ok(())
}

/// Rows about what never happened are not sent any more; what may have arrived is taken back by a message.
async fn retract(
    connection: &mut sql::Connection,
    webhook: &Webhook,
    step: &Step,
    now: u64,
) -> Result<Option<Message>, ApiError> {
    let Some(latest) = step.gone.first() else { return Ok(None) };
    let mut heard = Vec::new();
    for row in &step.gone {
        // An attempt may have begun since the row was read.
        let attempts: Option<i64> = sql::query_scalar(
            "UPDATE webhook_deliveries SET state = 'retracted' WHERE webhook = $1 AND number = $2 RETURNING attempts",
        )
        .bind(&webhook.id)
        .bind(row.number as i64)
        .fetch_optional(&mut *connection)
        .await
        .map_err(database)?;
        if attempts.is_some_and(|attempts| attempts > 0) {
            heard.push(row.webhook_id());
        }
    }
    let name = webhook_id(&latest.event, latest.turn);
    Ok((!heard.is_empty()).then(|| Message::retract(webhook, &name, &heard, step.above_block, now)))
}

/// Writes a message down unless it is there; answers its number.
async fn add(connection: &mut sql::Connection, webhook: &str, message: &Message, now: u64) -> Result<u64, ApiError> {
    let turn: i64 = sql::query_scalar(
        "SELECT COUNT(*) FROM webhook_deliveries WHERE webhook = $1 AND event = $2 AND state = 'retracted'",
    )
    .bind(webhook)
    .bind(&message.event)
    .fetch_one(&mut *connection)
    .await
    .map_err(database)?;
    sql::query(
        "INSERT INTO webhook_deliveries (webhook, number, event, turn, type, block_number, log_index, block_hash, body,
            state, attempts, step, next_at, created_at)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, 'pending', 0, 0, $9, $9
         FROM webhook_deliveries WHERE webhook = $1
         ON CONFLICT (webhook, event, turn) DO NOTHING",
    )
    .bind(webhook)
    .bind(&message.event)
    .bind(turn)
    .bind(&message.kind)
    .bind(message.at.map(|at| at.block()))
    .bind(message.at.map(|at| at.log()))
    .bind(hash_bytes(message.at.and_then(|at| at.hash)))
    .bind(&message.body)
    .bind(now as i64)
    .execute(&mut *connection)
    .await
    .map_err(database)?;
    let number: i64 =
        sql::query_scalar("SELECT number FROM webhook_deliveries WHERE webhook = $1 AND event = $2 AND turn = $3")
            .bind(webhook)
            .bind(&message.event)
            .bind(turn)
            .fetch_one(connection)
            .await
            .map_err(database)?;
    Ok(number as u64)
}
