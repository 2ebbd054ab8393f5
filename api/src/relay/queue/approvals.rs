//! Signatures of reviewers, until a batch has enough of them.

use alloy::primitives::{Address, B256, Bytes};
use palabre_indexer::sql;

use super::{Queue, row::sized};
use crate::relay::error::RelayError;

/// A reviewer's signature under a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::relay) struct StoredApproval {
    pub(in crate::relay) reviewer: Address,
    pub(in crate::relay) member_id: u64,
    pub(in crate::relay) signature: Bytes,
}

impl Queue {
    /// Keeps a signature; a second one of the same reviewer takes the place of the first.
    pub(in crate::relay) async fn keep_approval(
        &self,
        community: &str,
        batch: B256,
        message: &str,
        approval: &StoredApproval,
        now: u64,
    ) -> Result<(), RelayError> {
        sql::query(
            "INSERT INTO batch_approvals (community, batch, message, reviewer, member_id, signature, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (community, batch, reviewer) DO UPDATE SET signature = excluded.signature,
             member_id = excluded.member_id",
        )
        .bind(community)
        .bind(batch.to_vec())
        .bind(message)
        .bind(approval.reviewer.to_vec())
        .bind(approval.member_id as i64)
        .bind(approval.signature.to_vec())
        .bind(now as i64)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The signatures under a batch, first one first.
    pub(in crate::relay) async fn approvals(
        &self,
        community: &str,
        batch: B256,
    ) -> Result<Vec<StoredApproval>, RelayError> {
        let rows =
            sql::query("SELECT * FROM batch_approvals WHERE community = $1 AND batch = $2 ORDER BY at, reviewer")
                .bind(community)
                .bind(batch.to_vec())
                .fetch_all(&self.pool)
                .await?;
        let damaged = || RelayError::Damaged { intent: batch, what: "an approval without its parts".to_owned() };
        rows.iter()
            .map(|row| {
                Ok(StoredApproval {
                    reviewer: sized::<20>(row, "reviewer")?.map(Address::from).ok_or_else(damaged)?,
                    member_id: row.try_get::<i64, _>("member_id")? as u64,
                    signature: row.try_get::<Vec<u8>, _>("signature")?.into(),
                })
            })
            .collect()
    }

    /// What was signed under a batch, as JSON.
    pub(in crate::relay) async fn batch(&self, community: &str, batch: B256) -> Result<Option<String>, RelayError> {
        Ok(sql::query_scalar("SELECT message FROM batch_approvals WHERE community = $1 AND batch = $2 LIMIT 1")
            .bind(community)
            .bind(batch.to_vec())
            .fetch_optional(&self.pool)
            .await?)
    }
}
