//! All SQL of webhooks. What is looked at and what is written of it move in one transaction.

mod deliveries;
mod progress;
mod row;

use alloy::primitives::B256;
use palabre_indexer::sql;

pub use self::row::{Delivery, DeliveryState, Finality, Webhook};
pub(crate) use self::{deliveries::Outcome, progress::Step, row::Placed};
use super::signing::Secret;
use crate::{error::ApiError, sessions::database};

/// Most webhooks of a community.
const MOST: i64 = 20;

/// The tables.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pool: sql::Pool,
}

/// What of a webhook may be changed; none leaves it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    pub(crate) url: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) types: Option<String>,
    pub(crate) enabled: Option<bool>,
}

impl Book {
    pub(crate) fn new(pool: sql::Pool) -> Self {
        Self { pool }
    }

    /// Keeps a new webhook.
    pub(crate) async fn create(&self, new: &Webhook) -> Result<(), ApiError> {
        let stored = sql::query(
            "INSERT INTO webhooks (id, community, url, description, types, finality, secret, enabled, created_by,
                created_at, rest_until, at_block, at_log, at_hash, floor_block, floor_log)
             SELECT $1, $2, $3, $4, $5, $6, $7, 1, $8, $9, 0, $10, $11, $12, $10, $11
             WHERE (SELECT COUNT(*) FROM webhooks WHERE community = $2) < $13",
        )
        .bind(&new.id)
        .bind(&new.community)
        .bind(&new.url)
        .bind(&new.description)
        .bind(new.subscription.to_stored())
        .bind(new.finality.as_str())
        .bind(new.secret.as_bytes())
        .bind(new.created_by as i64)
        .bind(new.created_at as i64)
        .bind(new.at.block())
        .bind(new.at.log())
        .bind(new.at.hash.map(|hash| hash.to_vec()))
        .bind(MOST)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        if stored.rows_affected() == 1 {
            return Ok(());
        }
        let detail = format!("this community has {MOST} webhooks already");
        Err(ApiError::conflict("too_many_webhooks", detail, "Delete those that nobody needs: GET .../webhooks."))
    }

    /// One webhook of a community.
    pub(crate) async fn webhook(&self, community: &str, id: &str) -> Result<Option<Webhook>, ApiError> {
        let row = sql::query_as("SELECT * FROM webhooks WHERE community = $1 AND id = $2")
            .bind(community)
            .bind(id)
            .fetch_optional(&self.pool)
            .await;
        row.map_err(database)
    }

    /// The webhooks of a community, oldest first.
    pub(crate) async fn webhooks(&self, community: &str) -> Result<Vec<Webhook>, ApiError> {
        let rows = sql::query_as("SELECT * FROM webhooks WHERE community = $1 ORDER BY created_at, id")
            .bind(community)
            .fetch_all(&self.pool)
            .await;
        rows.map_err(database)
    }

    /// The webhooks of all communities that are told now.
    pub(crate) async fn enabled(&self, now: u64) -> Result<Vec<Webhook>, ApiError> {
        let rows = sql::query_as("SELECT * FROM webhooks WHERE enabled = 1 AND rest_until <= $1 ORDER BY id")
            .bind(now as i64)
            .fetch_all(&self.pool)
            .await;
        rows.map_err(database)
    }

    /// How many webhooks are disabled, and how many messages wait.
    pub(crate) async fn sizes(&self) -> Result<(u64, u64), ApiError> {
        let count = async |sql: &'static str| {
            let count: i64 = sql::query_scalar(sql).fetch_one(&self.pool).await.map_err(database)?;
            Ok::<_, ApiError>(count as u64)
        };
        let disabled = count("SELECT COUNT(*) FROM webhooks WHERE enabled = 0").await?;
        Ok((disabled, count("SELECT COUNT(*) FROM webhook_deliveries WHERE state = 'pending'").await?))
    }

    /// Changes a webhook; answers whether there is one. Enabled again, it begins with a clean slate. What is skipped is
    /// skipped in the same transaction, so that nobody sees it enabled with what waited.
    pub(crate) async fn change(
        &self,
        community: &str,
        id: &str,
        change: &Change,
        skip_to: Option<&Placed>,
    ) -> Result<bool, ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        let changed = sql::query(
            "UPDATE webhooks SET url = COALESCE($3, url), description = COALESCE($4, description),
                types = COALESCE($5, types), enabled = COALESCE($6, enabled),
                disabled_reason = CASE WHEN $6 IS NULL THEN disabled_reason ELSE NULL END,
                failing_since = CASE WHEN $6 = 1 OR $3 IS NOT NULL THEN NULL ELSE failing_since END,
                rest_until = CASE WHEN $6 = 1 OR $3 IS NOT NULL THEN 0 ELSE rest_until END
             WHERE community = $1 AND id = $2",
        )
        .bind(community)
        .bind(id)
        .bind(change.url.clone())
        .bind(change.description.clone())
        .bind(change.types.clone())
        .bind(change.enabled.map(i64::from))
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        if changed.rows_affected() != 1 {
            return Ok(false);
        }
        if let Some(place) = skip_to {
            progress::skip_to(&mut transaction, id, place).await?;
        }
        transaction.commit().await.map_err(database)?;
        Ok(true)
    }

    /// Forgets a webhook with all its messages; answers whether there was one.
    pub(crate) async fn delete(&self, community: &str, id: &str) -> Result<bool, ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        sql::query(
            "DELETE FROM webhook_deliveries WHERE webhook IN (SELECT id FROM webhooks WHERE community = $1 AND id = $2)",
        )
        .bind(community)
        .bind(id)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        let gone = sql::query("DELETE FROM webhooks WHERE community = $1 AND id = $2")
            .bind(community)
            .bind(id)
            .execute(&mut *transaction)
            .await
            .map_err(database)?;
        transaction.commit().await.map_err(database)?;
        Ok(gone.rows_affected() == 1)
    }

    /// Gives a webhook another secret; the one before signs until then.
    pub(crate) async fn rotate(&self, community: &str, id: &str, new: &Secret, until: u64) -> Result<bool, ApiError> {
        let rotated = sql::query(
            "UPDATE webhooks SET old_secret = secret, old_secret_until = $4, secret = $3
             WHERE community = $1 AND id = $2",
        )
        .bind(community)
        .bind(id)
        .bind(new.as_bytes())
        .bind(until as i64)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(rotated.rows_affected() == 1)
    }

    /// The receiver failed, or asked to be left alone. Answers since when it fails.
    pub(crate) async fn failing(&self, id: &str, now: u64, rest_until: u64) -> Result<u64, ApiError> {
        let since: Option<i64> = sql::query_scalar(
            "UPDATE webhooks SET failing_since = COALESCE(failing_since, $2),
                rest_until = CASE WHEN rest_until < $3 THEN $3 ELSE rest_until END
             WHERE id = $1 RETURNING failing_since",
        )
        .bind(id)
        .bind(now as i64)
        .bind(rest_until as i64)
        .fetch_optional(&self.pool)
        .await
        .map_err(database)?;
        Ok(since.map_or(now, |since| since as u64))
    }

    /// The receiver took something.
    pub(crate) async fn working(&self, id: &str) -> Result<(), ApiError> {
        let sql = "UPDATE webhooks SET failing_since = NULL WHERE id = $1 AND failing_since IS NOT NULL";
        sql::query(sql).bind(id).execute(&self.pool).await.map_err(database)?;
        Ok(())
    }

    /// Tells a webhook nothing more, for a reason that its organizers see.
    pub(crate) async fn disable(&self, id: &str, reason: &str) -> Result<(), ApiError> {
        let sql = "UPDATE webhooks SET enabled = 0, disabled_reason = $2 WHERE id = $1 AND enabled = 1";
        sql::query(sql).bind(id).bind(reason).execute(&self.pool).await.map_err(database)?;
        Ok(())
    }
}

fn hash_bytes(hash: Option<B256>) -> Option<Vec<u8>> {
    hash.map(|hash| hash.to_vec())
}
