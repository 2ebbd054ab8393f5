//! Numbers, batches and their evidence.

use std::collections::BTreeMap;

use alloy::primitives::B256;
use palabre_contracts::{Lane, MemberId, Slug};
use palabre_indexer::sql::{self, Connection, FromRow, Row};

use super::Book;
use crate::{error::ApiError, policy::CandidateId, sessions::database};

/// Numbers below belong to imports and to whoever records without the review.
const FIRST_SOURCE: i64 = 1_000;

/// An item of a batch with what is behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) candidate: CandidateId,
    pub(crate) member: MemberId,
    pub(crate) lane: Lane,
    pub(crate) points: u32,
    pub(crate) leaf: B256,
    pub(crate) salt: B256,
    pub(crate) record: String,
}

/// A batch that is put before reviewers.
#[derive(Clone, Debug)]
pub(crate) struct NewBatch<'a> {
    pub(crate) digest: B256,
    pub(crate) epoch: u32,
    pub(crate) source: &'a str,
    pub(crate) source_number: u32,
    pub(crate) root: B256,
    pub(crate) deadline: u64,
    pub(crate) drafted_by: MemberId,
    pub(crate) drafted_at: u64,
    pub(crate) entries: &'a [Entry],
}

/// A batch as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredBatch {
    pub(crate) digest: B256,
    pub(crate) epoch: u32,
    pub(crate) source: String,
    pub(crate) root: B256,
    pub(crate) deadline: u64,
    pub(crate) drafted_by: MemberId,
    pub(crate) drafted_at: u64,
    pub(crate) signed_at: Option<u64>,
    pub(crate) intent: Option<B256>,
    /// Whether the chain did not take it.
    pub(crate) failed: bool,
    pub(crate) outdated_at: Option<u64>,
    pub(crate) outdated_why: Option<String>,
}

impl FromRow for StoredBatch {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            digest: row.try_get("digest")?,
            epoch: row.try_get("epoch")?,
            source: row.try_get("source")?,
            root: row.try_get("root")?,
            deadline: row.try_get("deadline")?,
            drafted_by: row.try_get("drafted_by")?,
            drafted_at: row.try_get("drafted_at")?,
            signed_at: row.try_get("signed_at")?,
            intent: row.try_get("intent")?,
            failed: row.try_get("failed")?,
            outdated_at: row.try_get("outdated_at")?,
            outdated_why: row.try_get("outdated_why")?,
        })
    }
}

/// What is behind an item, as far as it was not erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredEvidence {
    pub(crate) candidate: CandidateId,
    pub(crate) member: MemberId,
    pub(crate) lane: Lane,
    pub(crate) points: u32,
    pub(crate) leaf: B256,
    pub(crate) salt: Option<B256>,
    pub(crate) record: Option<String>,
}

impl FromRow for StoredEvidence {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        Ok(Self {
            candidate: CandidateId(row.try_get("candidate")?),
            member: row.try_get("member")?,
            lane: row.try_get("lane")?,
            points: row.try_get("points")?,
            leaf: row.try_get("leaf")?,
            salt: row.try_get("salt")?,
            record: row.try_get("record")?,
        })
    }
}

impl Book {
    /// The number of a tool on chain, which it keeps for ever.
    pub(crate) async fn source_number(&self, community: &Slug, source: &str) -> Result<u32, ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        // A number that anything on chain has is taken, whoever recorded it.
        sql::query(
            "INSERT INTO review_sources (community, source, number)
             SELECT $1, $2, 1 + MAX(taken) FROM (
                SELECT CAST($3 AS BIGINT) AS taken
                UNION ALL SELECT MAX(number) FROM review_sources WHERE community = $1
                UNION ALL SELECT MAX(source) FROM batches WHERE community = $1
             ) AS numbers
             HAVING NOT EXISTS (SELECT 1 FROM review_sources WHERE community = $1 AND source = $2)",
        )
        .bind(community)
        .bind(source)
        .bind(FIRST_SOURCE)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        let number = sql::query_scalar("SELECT number FROM review_sources WHERE community = $1 AND source = $2")
            .bind(community)
            .bind(source)
            .fetch_one(&mut *transaction)
            .await
            .map_err(database)?;
        transaction.commit().await.map_err(database)?;
        Ok(number)
    }

    /// The number of each contribution within its tool, which it keeps for ever.
    pub(crate) async fn sequences(
        &self,
        community: &Slug,
        source: &str,
        candidates: &[CandidateId],
    ) -> Result<BTreeMap<CandidateId, u64>, ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        let mut sequences = BTreeMap::new();
        for candidate in candidates {
            sequences.insert(*candidate, sequence(&mut transaction, community, source, *candidate).await?);
        }
        transaction.commit().await.map_err(database)?;
        Ok(sequences)
    }

    /// Keeps a batch with its evidence, in the place of what the same member drafted and nobody signed.
    pub(crate) async fn keep_batch(&self, community: &Slug, new: &NewBatch<'_>) -> Result<(), ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        let same = "SELECT digest FROM review_batches WHERE community = $1 AND drafted_by = $2 AND source = $3
            AND epoch = $4 AND signed_at IS NULL";
        for table in ["review_evidence", "review_batches"] {
            let text = format!("DELETE FROM {table} WHERE community = $1 AND digest IN ({same})");
            sql::query(sqlx::AssertSqlSafe(text))
                .bind(community)
                .bind(new.drafted_by)
                .bind(new.source)
                .bind(new.epoch)
                .execute(&mut *transaction)
                .await
                .map_err(database)?;
        }
        sql::query(
            "INSERT INTO review_batches (community, digest, epoch, source, source_number, root, deadline, drafted_by,
                drafted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(community)
        .bind(new.digest)
        .bind(new.epoch)
        .bind(new.source)
        .bind(new.source_number)
        .bind(new.root)
        .bind(new.deadline)
        .bind(new.drafted_by)
        .bind(new.drafted_at)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        for (position, entry) in (0u32..).zip(new.entries) {
            keep_entry(&mut transaction, community, new.digest, position, entry).await?;
        }
        transaction.commit().await.map_err(database)
    }

    /// A batch by the digest that reviewers sign.
    pub(crate) async fn batch(&self, community: &Slug, digest: B256) -> Result<Option<StoredBatch>, ApiError> {
        sql::query_as(
            "SELECT b.*, CASE WHEN i.state = 'failed' THEN 1 ELSE 0 END AS failed FROM review_batches AS b
             LEFT JOIN intents AS i ON i.id = b.intent WHERE b.community = $1 AND b.digest = $2",
        )
        .bind(community)
        .bind(digest)
        .fetch_optional(&self.pool)
        .await
        .map_err(database)
    }

    /// Batches that somebody signed, latest first.
    pub(crate) async fn signed_batches(&self, community: &Slug, limit: u32) -> Result<Vec<StoredBatch>, ApiError> {
        sql::query_as(
            "SELECT b.*, CASE WHEN i.state = 'failed' THEN 1 ELSE 0 END AS failed FROM review_batches AS b
             LEFT JOIN intents AS i ON i.id = b.intent WHERE b.community = $1 AND b.signed_at IS NOT NULL
             ORDER BY b.signed_at DESC, b.digest LIMIT $2",
        )
        .bind(community)
        .bind(limit)
        .fetch_all(&self.pool)
        .await
        .map_err(database)
    }

    /// The items of a batch, in order.
    pub(crate) async fn evidence(&self, community: &Slug, digest: B256) -> Result<Vec<StoredEvidence>, ApiError> {
        sql::query_as("SELECT * FROM review_evidence WHERE community = $1 AND digest = $2 ORDER BY position")
            .bind(community)
            .bind(digest)
            .fetch_all(&self.pool)
            .await
            .map_err(database)
    }

    /// The root of each batch that holds something of a member, by its digest.
    pub(crate) async fn roots_of(&self, community: &Slug, member: MemberId) -> Result<Vec<(B256, B256)>, ApiError> {
        sql::query_as(
            "SELECT DISTINCT b.digest, b.root FROM review_batches AS b
             JOIN review_evidence AS e ON e.community = b.community AND e.digest = b.digest
             WHERE e.community = $1 AND e.member = $2 AND b.signed_at IS NOT NULL",
        )
        .bind(community)
        .bind(member)
        .fetch_all(&self.pool)
        .await
        .map_err(database)
    }

    /// What waits in batches that somebody signed and that are neither outdated nor over, with the batch.
    pub(crate) async fn waiting(&self, community: &Slug, now: u64) -> Result<BTreeMap<CandidateId, B256>, ApiError> {
        let rows: Vec<(B256, B256)> = sql::query_as(
            "SELECT e.candidate, e.digest FROM review_evidence AS e
             JOIN review_batches AS b ON b.community = e.community AND b.digest = e.digest
             LEFT JOIN intents AS i ON i.id = b.intent
             WHERE e.community = $1 AND b.signed_at IS NOT NULL AND b.outdated_at IS NULL AND b.deadline >= $2
                AND COALESCE(i.state, '') <> 'failed'",
        )
        .bind(community)
        .bind(now)
        .fetch_all(&self.pool)
        .await
        .map_err(database)?;
        Ok(rows.into_iter().map(|(candidate, digest)| (CandidateId(candidate), digest)).collect())
    }

    /// Notes that somebody signed a batch, and its way to the chain once it has one.
    pub(crate) async fn signed(
        &self,
        community: &Slug,
        digest: B256,
        intent: Option<B256>,
        now: u64,
    ) -> Result<(), ApiError> {
        sql::query(
            "UPDATE review_batches SET signed_at = COALESCE(signed_at, $3), intent = COALESCE($4, intent)
             WHERE community = $1 AND digest = $2",
        )
        .bind(community)
        .bind(digest)
        .bind(now)
        .bind(intent)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// Notes that a batch holds what does not count any more: nobody is asked to sign it again.
    pub(crate) async fn outdated(&self, community: &Slug, digest: B256, why: &str, now: u64) -> Result<(), ApiError> {
        sql::query(
            "UPDATE review_batches SET outdated_at = $3, outdated_why = $4
             WHERE community = $1 AND digest = $2 AND outdated_at IS NULL",
        )
        .bind(community)
        .bind(digest)
        .bind(now)
        .bind(why)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }
}

async fn sequence(
    connection: &mut Connection,
    community: &Slug,
    source: &str,
    candidate: CandidateId,
) -> Result<u64, ApiError> {
    sql::query(
        "INSERT INTO review_numbers (community, candidate, source, sequence)
         SELECT $1, $2, $3, COALESCE(MAX(sequence), 0) + 1 FROM review_numbers
         WHERE community = $1 AND source = $3
         HAVING NOT EXISTS (SELECT 1 FROM review_numbers WHERE community = $1 AND candidate = $2)",
    )
    .bind(community)
    .bind(candidate.0)
    .bind(source)
    .execute(&mut *connection)
    .await
    .map_err(database)?;
    sql::query_scalar("SELECT sequence FROM review_numbers WHERE community = $1 AND candidate = $2")
        .bind(community)
        .bind(candidate.0)
        .fetch_one(&mut *connection)
        .await
        .map_err(database)
}

async fn keep_entry(
    connection: &mut Connection,
    community: &Slug,
    digest: B256,
    position: u32,
    entry: &Entry,
) -> Result<(), ApiError> {
    sql::query(
        "INSERT INTO review_evidence (community, digest, position, candidate, member, lane, points, leaf, salt, record)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(community)
    .bind(digest)
    .bind(position)
    .bind(entry.candidate.0)
    .bind(entry.member)
    .bind(entry.lane)
    .bind(entry.points)
    .bind(entry.leaf)
    .bind(entry.salt)
    .bind(&entry.record)
    .execute(&mut *connection)
    .await
    .map_err(database)?;
    Ok(())
}
