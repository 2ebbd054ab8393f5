//! Messages on their way.

use palabre_indexer::{sql, store::Place};

use super::{Book, Delivery, DeliveryState};
use crate::{error::ApiError, sessions::database};

/// Longest text that is kept of a failure.
const MOST_ERROR: usize = 300;

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Where the message stands now.
    pub(crate) state: DeliveryState,
    /// When it is tried again.
    pub(crate) next_at: u64,
    pub(crate) status: Option<u16>,
    pub(crate) error: Option<String>,
}

impl Book {
    /// Takes up to `limit` messages of a webhook that are due; nobody else takes them before `lease`.
    pub(crate) async fn claim(
        &self,
        webhook: &str,
        now: u64,
        lease: u64,
        limit: u32,
    ) -> Result<Vec<Delivery>, ApiError> {
        let rows = sql::query_as(
            "UPDATE webhook_deliveries SET attempts = attempts + 1, last_at = $2, next_at = $3
             WHERE webhook = $1 AND state = 'pending' AND next_at <= $2 AND number IN (
                SELECT number FROM webhook_deliveries WHERE webhook = $1 AND state = 'pending' AND next_at <= $2
                ORDER BY next_at, number LIMIT $4)
             RETURNING *",
        )
        .bind(webhook)
        .bind(now as i64)
        .bind(lease as i64)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await;
        let mut rows: Vec<Delivery> = rows.map_err(database)?;
        rows.sort_by_key(|row| row.number);
        Ok(rows)
    }

    /// Writes down what became of an attempt. A message that was taken back or asked for again meanwhile stays so.
    pub(crate) async fn finish(&self, delivery: &Delivery, outcome: &Outcome) -> Result<(), ApiError> {
        let error = outcome.error.as_ref().map(|error| error.chars().take(MOST_ERROR).collect::<String>());
        sql::query(
            "UPDATE webhook_deliveries SET state = $4, next_at = $5, step = step + 1, last_status = $6, last_error = $7
             WHERE webhook = $1 AND number = $2 AND state = 'pending' AND attempts = $3 AND next_at = $8",
        )
        .bind(&delivery.webhook)
        .bind(delivery.number as i64)
        .bind(delivery.attempts as i64)
        .bind(outcome.state.as_str())
        .bind(outcome.next_at as i64)
        .bind(outcome.status.map(i64::from))
        .bind(error)
        // The end of its lease, unless somebody asked for it again.
        .bind(delivery.next_at.map(|at| at as i64))
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// Messages of a webhook before a number, latest first.
    pub(crate) async fn deliveries(
        &self,
        webhook: &str,
        state: Option<DeliveryState>,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<Delivery>, ApiError> {
        let rows = sql::query_as(
            "SELECT * FROM webhook_deliveries WHERE webhook = $1 AND number < $2 AND ($3 IS NULL OR state = $3)
             ORDER BY number DESC LIMIT $4",
        )
        .bind(webhook)
        .bind(before.map_or(i64::MAX, |number| i64::try_from(number).unwrap_or(i64::MAX)))
        .bind(state.map(DeliveryState::as_str))
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await;
        rows.map_err(database)
    }

    /// One message.
    pub(crate) async fn delivery(&self, webhook: &str, number: u64) -> Result<Option<Delivery>, ApiError> {
        let row = sql::query_as("SELECT * FROM webhook_deliveries WHERE webhook = $1 AND number = $2")
            .bind(webhook)
            .bind(i64::try_from(number).unwrap_or(i64::MAX))
            .fetch_optional(&self.pool)
            .await;
        row.map_err(database)
    }

    /// Sends a message again from the beginning of the schedule, unless it was taken back.
    pub(crate) async fn resend(&self, webhook: &str, number: u64, now: u64) -> Result<bool, ApiError> {
        let again = sql::query(
            "UPDATE webhook_deliveries SET state = 'pending', step = 0, next_at = $3
             WHERE webhook = $1 AND number = $2 AND state <> 'retracted'",
        )
        .bind(webhook)
        .bind(i64::try_from(number).unwrap_or(i64::MAX))
        .bind(now as i64)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(again.rows_affected() == 1)
    }

    /// Messages about events before a place that were not taken back, latest first.
    pub(crate) async fn told(&self, webhook: &str, before: Place, limit: u32) -> Result<Vec<Delivery>, ApiError> {
        let rows = sql::query_as(
            "SELECT * FROM webhook_deliveries WHERE webhook = $1 AND state <> 'retracted'
                AND (block_number < $2 OR (block_number = $2 AND log_index < $3))
             ORDER BY block_number DESC, log_index DESC LIMIT $4",
        )
        .bind(webhook)
        .bind(before.block_number as i64)
        .bind(before.log_index as i64)
        .bind(i64::from(limit))
        .fetch_all(&self.pool)
        .await;
        rows.map_err(database)
    }
}
