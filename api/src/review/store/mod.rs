//! All SQL of the review. Mirror tables are read here only where they meet the review's own.

mod batches;
mod erase;
mod inputs;

use alloy::primitives::B256;
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::{
    sql::{self, FromRow, Row},
    store::BlockRef,
};

pub use self::inputs::Recorded;
pub(crate) use self::{
    batches::{Entry, NewBatch, StoredBatch, StoredEvidence},
    inputs::{Splits, StoredLink},
};
use super::{Marked, settings::Reviewing};
use crate::{
    error::ApiError,
    policy::{Band, SubjectId, Verdict},
    sessions::database,
};

/// The tables.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    pool: sql::Pool,
}

/// What was known when something was worked out: as long as it is the same, so is the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) block: BlockRef,
    tools: Vec<i64>,
    words: Vec<i64>,
}

/// What a member said about a contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredWord {
    /// The contribution.
    pub subject: SubjectId,
    /// Who.
    pub member: MemberId,
    /// When, unix seconds.
    pub at: u64,
    /// What.
    pub verdict: Verdict,
    /// Why; none if nothing was written or it was erased.
    pub reason: Option<String>,
}

impl FromRow for StoredWord {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let band: Option<String> = row.try_get("band")?;
        let verdict = match row.try_get::<String, _>("verdict")?.as_str() {
            "confirm" => Verdict::Confirm(band.and_then(|band| band.parse().ok())),
            "refuse" => Verdict::Refuse,
            _ => Verdict::Undo,
        };
        Ok(Self {
            subject: SubjectId(row.try_get("subject")?),
            member: row.try_get("member")?,
            at: row.try_get("at")?,
            verdict,
            reason: row.try_get("reason")?,
        })
    }
}

fn named(verdict: Verdict) -> (&'static str, Option<&'static str>) {
    match verdict {
        Verdict::Undo => ("undo", None),
        Verdict::Confirm(band) => ("confirm", band.map(Band::name)),
        Verdict::Refuse => ("refuse", None),
    }
}

#[cfg(test)]
impl Stamp {
    /// Nothing happened yet.
    pub(crate) fn nothing() -> Self {
        let block = BlockRef { block_number: 0, block_hash: B256::ZERO, block_time: 0 };
        Self { block, tools: Vec::new(), words: Vec::new() }
    }
}

impl Book {
    pub(crate) fn new(pool: sql::Pool) -> Self {
        Self { pool }
    }

    /// What is known now.
    pub(crate) async fn stamp(
        &self,
        community: &Slug,
        reviewing: &Reviewing,
        block: BlockRef,
    ) -> Result<Stamp, ApiError> {
        let mut tools = Vec::new();
        for source in &reviewing.sources {
            let (version, links, ended, since): (i64, i64, i64, i64) = sql::query_as(
                "SELECT COALESCE((SELECT version FROM activity_versions WHERE source = $1), 0), COUNT(*),
                    COUNT(unlinked_at), CAST(COALESCE(SUM(linked_at), 0) AS BIGINT)
                 FROM account_links WHERE source = $1",
            )
            .bind(&source.name)
            .fetch_one(&self.pool)
            .await
            .map_err(database)?;
            tools.extend([version, links, ended, since]);
        }
        let (words, duplicates, splits, batches): (i64, i64, i64, i64) = sql::query_as(
            "SELECT (SELECT COALESCE(MAX(number), 0) FROM review_words WHERE community = $1),
                (SELECT COALESCE(MAX(number), 0) FROM review_duplicates WHERE community = $1),
                (SELECT CAST(COALESCE(SUM(at), 0) AS BIGINT) + COUNT(*) FROM review_splits WHERE community = $1),
                (SELECT COUNT(signed_at) + COUNT(outdated_at) + COUNT(intent) FROM review_batches WHERE community = $1)",
        )
        .bind(community)
        .fetch_one(&self.pool)
        .await
        .map_err(database)?;
        Ok(Stamp { block, tools, words: vec![words, duplicates, splits, batches] })
    }

    /// Writes a word down; answers when it was said, which is after the member's word before.
    pub(crate) async fn say(
        &self,
        community: &Slug,
        by: MemberId,
        subject: SubjectId,
        said: (Verdict, Option<&str>),
        now: u64,
    ) -> Result<u64, ApiError> {
        let (verdict, band) = named(said.0);
        let mut transaction = self.pool.begin().await.map_err(database)?;
        sql::query(
            "INSERT INTO review_words (community, number, subject, member, at, verdict, band, reason)
             SELECT $1, (SELECT COALESCE(MAX(number), 0) + 1 FROM review_words WHERE community = $1), $2, $3,
                COALESCE(MAX(CASE WHEN at >= $4 THEN at + 1 ELSE $4 END), $4), $5, $6, $7
             FROM review_words WHERE community = $1 AND subject = $2 AND member = $3",
        )
        .bind(community)
        .bind(subject.0)
        .bind(by)
        .bind(now)
        .bind(verdict)
        .bind(band)
        .bind(said.1)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        let at: u64 =
            sql::query_scalar("SELECT MAX(at) FROM review_words WHERE community = $1 AND subject = $2 AND member = $3")
                .bind(community)
                .bind(subject.0)
                .bind(by)
                .fetch_one(&mut *transaction)
                .await
                .map_err(database)?;
        transaction.commit().await.map_err(database)?;
        Ok(at)
    }

    /// All words, in the order they were said.
    pub(crate) async fn words(&self, community: &Slug) -> Result<Vec<StoredWord>, ApiError> {
        sql::query_as("SELECT * FROM review_words WHERE community = $1 ORDER BY number")
            .bind(community)
            .fetch_all(&self.pool)
            .await
            .map_err(database)
    }

    /// Says that a contribution is the same work as another, or that it is none.
    pub(crate) async fn mark_duplicate(
        &self,
        community: &Slug,
        by: MemberId,
        subject: SubjectId,
        same_as: Option<SubjectId>,
        now: u64,
    ) -> Result<(), ApiError> {
        sql::query(
            "INSERT INTO review_duplicates (community, number, subject, same_as, member, at)
             SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5 FROM review_duplicates WHERE community = $1",
        )
        .bind(community)
        .bind(subject.0)
        .bind(same_as.map(|subject| subject.0))
        .bind(by)
        .bind(now)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// Keeps how a co-author wants to share an object.
    pub(crate) async fn keep_split(
        &self,
        community: &Slug,
        by: MemberId,
        of: (&str, &str),
        shares: &str,
        now: u64,
    ) -> Result<(), ApiError> {
        // Every change is later than the one before, so that whoever remembers sums of times sees it.
        sql::query(
            "INSERT INTO review_splits (community, source, object, member, shares, at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (community, source, object, member) DO UPDATE SET shares = excluded.shares,
                at = CASE WHEN review_splits.at >= excluded.at THEN review_splits.at + 1 ELSE excluded.at END",
        )
        .bind(community)
        .bind(of.0)
        .bind(of.1)
        .bind(by)
        .bind(shares)
        .bind(now)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// Members who were confirmed once.
    pub(crate) async fn confirmed(&self, community: &Slug) -> Result<Vec<MemberId>, ApiError> {
        let rows: Vec<(MemberId,)> = sql::query_as("SELECT member FROM review_rungs WHERE community = $1")
            .bind(community)
            .fetch_all(&self.pool)
            .await
            .map_err(database)?;
        Ok(rows.into_iter().map(|(member,)| member).collect())
    }

    /// Remembers who is confirmed from an epoch on.
    pub(crate) async fn keep_confirmed(
        &self,
        community: &Slug,
        members: &[MemberId],
        epoch: u32,
    ) -> Result<(), ApiError> {
        for member in members {
            sql::query(
                "INSERT INTO review_rungs (community, member, since_epoch) VALUES ($1, $2, $3)
                 ON CONFLICT (community, member) DO UPDATE SET since_epoch = review_rungs.since_epoch",
            )
            .bind(community)
            .bind(*member)
            .bind(epoch)
            .execute(&self.pool)
            .await
            .map_err(database)?;
        }
        Ok(())
    }

    /// The first blocks of epochs that are settled.
    pub(crate) async fn seeds(&self, community: &Slug) -> Result<Vec<(u32, B256)>, ApiError> {
        sql::query_as("SELECT epoch, block_hash FROM review_seeds WHERE community = $1")
            .bind(community)
            .fetch_all(&self.pool)
            .await
            .map_err(database)
    }

    /// Remembers the first block of an epoch for ever.
    pub(crate) async fn keep_seed(&self, community: &Slug, epoch: u32, block: Marked) -> Result<(), ApiError> {
        sql::query(
            "INSERT INTO review_seeds (community, epoch, block_number, block_hash) VALUES ($1, $2, $3, $4)
             ON CONFLICT (community, epoch) DO UPDATE SET block_hash = review_seeds.block_hash",
        )
        .bind(community)
        .bind(epoch)
        .bind(block.number)
        .bind(block.hash)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(())
    }
}
