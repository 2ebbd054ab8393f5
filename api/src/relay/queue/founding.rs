//! One-time secrets that make somebody the first organizer. Their hashes are keys of the table: a lookup compares
//! hashes of 256 random bits, so its timing tells nothing about the secrets.

use alloy::primitives::B256;
use palabre_indexer::sql;

use super::Queue;
use crate::relay::error::{Refusal, RelayError};

impl Queue {
    /// Keeps the hash of a new token.
    pub(in crate::relay) async fn add_founding_token(
        &self,
        hash: B256,
        community: &str,
        now: u64,
    ) -> Result<(), RelayError> {
        sql::query("INSERT INTO founding_tokens (hash, community, created_at) VALUES ($1, $2, $3)")
            .bind(hash.to_vec())
            .bind(community)
            .bind(now as i64)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Whether the token is one of the community's and not used up.
    pub(in crate::relay) async fn founding_token_is_good(
        &self,
        hash: B256,
        community: &str,
    ) -> Result<bool, RelayError> {
        let count: i64 = sql::query_scalar(
            "SELECT COUNT(*) FROM founding_tokens WHERE hash = $1 AND community = $2
             AND (used_by IS NULL OR used_by IN (SELECT id FROM intents WHERE state = 'failed'))",
        )
        .bind(hash.to_vec())
        .bind(community)
        .fetch_one(&self.pool)
        .await?;
        Ok(count == 1)
    }
}

/// Ties the token to the intent that uses it, in the same database transaction; an intent that failed gives it back.
pub(super) async fn spend(connection: &mut sql::Connection, hash: B256, intent: B256) -> Result<(), RelayError> {
    let spent = sql::query(
        "UPDATE founding_tokens SET used_by = $2 WHERE hash = $1
         AND (used_by IS NULL OR used_by = $2 OR used_by IN (SELECT id FROM intents WHERE state = 'failed'))",
    )
    .bind(hash.to_vec())
    .bind(intent.to_vec())
    .execute(connection)
    .await?;
    if spent.rows_affected() == 1 { Ok(()) } else { Err(used_up().into()) }
}

/// What anybody with a wrong, old or used token hears: always the same.
pub(in crate::relay) fn used_up() -> Refusal {
    Refusal::unmet(
        "founding_token_void",
        "this founding link is not valid, or was used",
        "Ask the operator for a new link; once somebody founded the community, ask them for an invitation instead.",
    )
}
