//! What is held about a member, and taking it away.

use palabre_contracts::{MemberId, Slug};
use palabre_indexer::sql;

use super::{Book, StoredEvidence, StoredWord};
use crate::{error::ApiError, sessions::database};

impl Book {
    /// What a member said.
    pub(crate) async fn words_of(&self, community: &Slug, member: MemberId) -> Result<Vec<StoredWord>, ApiError> {
        sql::query_as("SELECT * FROM review_words WHERE community = $1 AND member = $2 ORDER BY number")
            .bind(community)
            .bind(member)
            .fetch_all(&self.pool)
            .await
            .map_err(database)
    }

    /// Records of a member's items, those of drafts too.
    pub(crate) async fn records_of(&self, community: &Slug, member: MemberId) -> Result<Vec<StoredEvidence>, ApiError> {
        sql::query_as("SELECT * FROM review_evidence WHERE community = $1 AND member = $2 ORDER BY digest, position")
            .bind(community)
            .bind(member)
            .fetch_all(&self.pool)
            .await
            .map_err(database)
    }

    /// Erases the records and salts behind a member's items, what the member wrote, and how they wanted to share. The
    /// numbers, leaves and verdicts stay: they name nobody and others depend on them.
    pub(crate) async fn erase(&self, community: &Slug, member: MemberId) -> Result<(), ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        for text in [
            "UPDATE review_evidence SET salt = NULL, record = NULL WHERE community = $1 AND member = $2",
            "UPDATE review_words SET reason = NULL WHERE community = $1 AND member = $2",
            "DELETE FROM review_splits WHERE community = $1 AND member = $2",
        ] {
            sql::query(text).bind(community).bind(member).execute(&mut *transaction).await.map_err(database)?;
        }
        transaction.commit().await.map_err(database)
    }
}
