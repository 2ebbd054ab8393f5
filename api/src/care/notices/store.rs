//! What was told, and from when on.

use palabre_contracts::Slug;
use palabre_indexer::sql;

use crate::{error::ApiError, sessions::database};

/// The tables.
#[derive(Clone, Debug)]
pub(super) struct Marks(sql::Pool);

/// Remembers that a notice was told; answers whether nobody did before.
pub(super) async fn mark(
    connection: &mut sql::Connection,
    slug: &Slug,
    notice: &str,
    now: u64,
) -> Result<bool, ApiError> {
    let sql = "INSERT INTO notices_told (community, notice, told_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let marked = sql::query(sql).bind(slug.as_str()).bind(notice).bind(now as i64).execute(connection).await;
    Ok(marked.map_err(database)?.rows_affected() == 1)
}

impl Marks {
    pub(super) fn new(pool: sql::Pool) -> Self {
        Self(pool)
    }

    /// From when on a community is told things: since the first time that somebody asked.
    pub(super) async fn since(&self, slug: &Slug, now: u64) -> Result<u64, ApiError> {
        let known = sql::query_scalar("SELECT since FROM notice_marks WHERE community = $1").bind(slug.as_str());
        let known: Option<i64> = known.fetch_optional(&self.0).await.map_err(database)?;
        if let Some(since) = known {
            return Ok(since as u64);
        }
        let sql = "INSERT INTO notice_marks (community, since) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sql::query(sql).bind(slug.as_str()).bind(now as i64).execute(&self.0).await.map_err(database)?;
        Ok(now)
    }

    /// Whether a notice was told.
    pub(super) async fn is_told(&self, slug: &Slug, notice: &str) -> Result<bool, ApiError> {
        let known = sql::query_scalar("SELECT told_at FROM notices_told WHERE community = $1 AND notice = $2");
        let known: Option<i64> =
            known.bind(slug.as_str()).bind(notice).fetch_optional(&self.0).await.map_err(database)?;
        Ok(known.is_some())
    }
}
