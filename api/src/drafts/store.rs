//! All SQL of drafts.

use alloy::primitives::B256;
use palabre_contracts::{Electorate, Slug};
use palabre_indexer::sql;

use super::DraftText;
use crate::{error::ApiError, relay::actions::House};

/// A draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Its id, which is all of its link that cannot be guessed.
    pub id: B256,
    /// What it says.
    pub text: DraftText,
    /// How often it was changed, from 1.
    pub revision: u64,
    /// Unix time.
    pub created_at: u64,
    /// Unix time.
    pub updated_at: u64,
    /// The intent that proposed it.
    pub proposed_by: Option<B256>,
    pub(super) edit_hash: B256,
}

/// The table of drafts.
#[derive(Clone, Debug)]
pub(super) struct Shelf(sql::Pool);

impl Shelf {
    pub(super) fn new(pool: sql::Pool) -> Self {
        Self(pool)
    }

    pub(super) async fn get(&self, community: &Slug, id: B256) -> Result<Option<Draft>, ApiError> {
        let row = sql::query("SELECT * FROM drafts WHERE id = $1 AND community = $2")
            .bind(id.to_vec())
            .bind(community.as_str())
            .fetch_optional(&self.0)
            .await
            .map_err(ApiError::internal)?;
        row.as_ref().map(draft).transpose()
    }

    pub(super) async fn count_since(&self, community: &Slug, since: u64) -> Result<u64, ApiError> {
        let count: i64 = sql::query_scalar("SELECT COUNT(*) FROM drafts WHERE community = $1 AND created_at > $2")
            .bind(community.as_str())
            .bind(since as i64)
            .fetch_one(&self.0)
            .await
            .map_err(ApiError::internal)?;
        Ok(count as u64)
    }

    pub(super) async fn insert(
        &self,
        community: &Slug,
        id: B256,
        edit_hash: B256,
        text: &DraftText,
        now: u64,
    ) -> Result<(), ApiError> {
        sql::query(
            "INSERT INTO drafts (id, community, edit_hash, author, house, description, discussion, content, revision,
             created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9)",
        )
        .bind(id.to_vec())
        .bind(community.as_str())
        .bind(edit_hash.to_vec())
        .bind(&text.author)
        .bind(Electorate::from(text.house).as_str())
        .bind(&text.description)
        .bind(&text.discussion)
        .bind(content(text)?)
        .bind(now as i64)
        .execute(&self.0)
        .await
        .map_err(ApiError::internal)?;
        Ok(())
    }

    /// Answers whether it could still be changed.
    pub(super) async fn update(&self, id: B256, text: &DraftText, now: u64) -> Result<bool, ApiError> {
        let changed = sql::query(
            "UPDATE drafts SET author = $2, house = $3, description = $4, discussion = $5, content = $6,
             revision = revision + 1, updated_at = $7 WHERE id = $1 AND proposed_by IS NULL",
        )
        .bind(id.to_vec())
        .bind(&text.author)
        .bind(Electorate::from(text.house).as_str())
        .bind(&text.description)
        .bind(&text.discussion)
        .bind(content(text)?)
        .bind(now as i64)
        .execute(&self.0)
        .await
        .map_err(ApiError::internal)?;
        Ok(changed.rows_affected() == 1)
    }

    pub(super) async fn proposed(&self, id: B256, intent: B256) -> Result<(), ApiError> {
        sql::query("UPDATE drafts SET proposed_by = $2 WHERE id = $1 AND proposed_by IS NULL")
            .bind(id.to_vec())
            .bind(intent.to_vec())
            .execute(&self.0)
            .await
            .map_err(ApiError::internal)?;
        Ok(())
    }
}

fn content(text: &DraftText) -> Result<String, ApiError> {
    serde_json::to_string(&(&text.template, &text.calls)).map_err(ApiError::internal)
}

fn draft(row: &sql::Row) -> Result<Draft, ApiError> {
    let hash = |column: &str| -> Result<Option<B256>, ApiError> {
        let bytes: Option<Vec<u8>> = row.try_get(column).map_err(ApiError::internal)?;
        bytes.map(|bytes| B256::try_from(bytes.as_slice())).transpose().map_err(ApiError::internal)
    };
    let number = |column: &str| row.try_get::<i64, _>(column).map(|number| number as u64).map_err(ApiError::internal);
    let text = |column: &str| row.try_get::<String, _>(column).map_err(ApiError::internal);
    let house: Electorate = text("house")?.parse().map_err(|error| ApiError::internal(format!("{error}")))?;
    let (template, calls) = serde_json::from_str(&text("content")?).map_err(ApiError::internal)?;
    Ok(Draft {
        id: hash("id")?.unwrap_or_default(),
        text: DraftText {
            author: text("author")?,
            house: match house {
                Electorate::Members => House::Members,
                Electorate::Contributors => House::Contributors,
            },
            description: text("description")?,
            discussion: text("discussion")?,
            template,
            calls,
        },
        revision: number("revision")?,
        created_at: number("created_at")?,
        updated_at: number("updated_at")?,
        proposed_by: hash("proposed_by")?,
        edit_hash: hash("edit_hash")?.unwrap_or_default(),
    })
}
