//! Discussions that became proposals: what is decided about them is told where they began.

use alloy::primitives::B256;
use palabre_contracts::{Electorate, Slug};
use palabre_indexer::sql;

use super::{
    Care,
    settings::{tag, tongue},
};
use crate::{
    connectors::{Destination, command::Tongue},
    drafts::{DraftText, Drafts},
    error::ApiError,
    http::wire::hex,
    sessions::database,
};

/// A discussion in a tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discussion {
    /// The tool.
    pub source: String,
    /// The channel or room.
    pub channel: String,
    /// The message that it begins with; empty for the channel as a whole.
    pub thread: String,
    /// The language that people speak there.
    pub language: Tongue,
}

impl Discussion {
    /// Where one answers in it.
    pub fn destination(&self) -> Destination {
        if self.thread.is_empty() {
            return Destination::Channel(self.channel.clone());
        }
        Destination::Thread { channel: self.channel.clone(), thread: self.thread.clone() }
    }
}

/// A draft that was made from a discussion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromThread {
    /// Its id.
    pub draft: B256,
    /// Its page.
    pub url: String,
    /// The word that lets its author change it: tell it to the author only. None: the discussion had a draft already.
    pub edit_key: Option<B256>,
}

impl Care {
    /// Makes a draft out of what somebody wrote in a discussion, and ties both together. A discussion has one draft: asked
    /// again, it answers the same.
    pub async fn propose(
        &self,
        drafts: &Drafts,
        slug: &Slug,
        from: &Discussion,
        text: &DraftText,
    ) -> Result<FromThread, ApiError> {
        if let Some(draft) = self.draft_of(slug, from).await? {
            return Ok(self.made(slug, draft, None));
        }
        let kept = drafts.keep(self.community(slug)?, text).await?;
        let tied = sql::query(
            "INSERT INTO proposal_threads (community, source, channel, thread, draft, house, proposal, language, created_at)
             VALUES ($1, $2, $3, $4, $5, NULL, NULL, $6, $7) ON CONFLICT DO NOTHING",
        )
        .bind(slug.as_str())
        .bind(&from.source)
        .bind(&from.channel)
        .bind(&from.thread)
        .bind(kept.id.to_vec())
        .bind(tag(from.language))
        .bind(self.0.clock.now() as i64)
        .execute(self.0.store.pool())
        .await
        .map_err(database)?;
        if tied.rows_affected() == 0 {
            // Somebody asked in the same moment: theirs is the one, ours is a text that nobody links to.
            let draft = self.draft_of(slug, from).await?.unwrap_or(kept.id);
            return Ok(self.made(slug, draft, None));
        }
        Ok(self.made(slug, kept.id, Some(kept.edit_key)))
    }

    /// Ties a discussion to a proposal that is there already.
    pub async fn tie(&self, slug: &Slug, from: &Discussion, house: Electorate, proposal: B256) -> Result<(), ApiError> {
        sql::query(
            "INSERT INTO proposal_threads (community, source, channel, thread, draft, house, proposal, language, created_at)
             VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8)
             ON CONFLICT (community, source, channel, thread) DO UPDATE SET house = $5, proposal = $6, language = $7",
        )
        .bind(slug.as_str())
        .bind(&from.source)
        .bind(&from.channel)
        .bind(&from.thread)
        .bind(house.as_str())
        .bind(proposal.to_vec())
        .bind(tag(from.language))
        .bind(self.0.clock.now() as i64)
        .execute(self.0.store.pool())
        .await
        .map_err(database)?;
        Ok(())
    }

    /// The discussions of a proposal.
    pub async fn threads_of(
        &self,
        slug: &Slug,
        house: Electorate,
        proposal: B256,
    ) -> Result<Vec<Discussion>, ApiError> {
        let rows = sql::query_as(
            "SELECT * FROM proposal_threads WHERE community = $1 AND house = $2 AND proposal = $3
             ORDER BY source, channel, thread",
        );
        let rows = rows.bind(slug.as_str()).bind(house.as_str()).bind(proposal.to_vec());
        let rows: Vec<Discussion> = rows.fetch_all(self.0.store.pool()).await.map_err(database)?;
        // Of tools that are connected: what was disconnected is told nothing.
        Ok(rows.into_iter().filter(|row| self.0.tools.of(slug, &row.source).is_some()).collect())
    }

    /// Finds the proposals that drafts of discussions became: the transaction of whoever put a draft forward made them.
    pub(super) async fn find_proposals_of_threads(&self, slug: &Slug) -> Result<(), ApiError> {
        let found = sql::query(
            "SELECT t.source, t.channel, t.thread, p.house, p.proposal_id
             FROM proposal_threads AS t
             JOIN drafts AS d ON d.id = t.draft
             JOIN intent_transactions AS x ON x.intent = d.proposed_by
             JOIN proposals AS p ON p.community = t.community AND p.tx_hash = x.tx_hash
             WHERE t.community = $1 AND t.proposal IS NULL",
        );
        let found = found.bind(slug.as_str()).fetch_all(self.0.store.pool()).await.map_err(database)?;
        for row in found {
            let text = |column: &str| row.try_get::<String, _>(column).map_err(database);
            sql::query(
                "UPDATE proposal_threads SET house = $5, proposal = $6
                 WHERE community = $1 AND source = $2 AND channel = $3 AND thread = $4 AND proposal IS NULL",
            )
            .bind(slug.as_str())
            .bind(text("source")?)
            .bind(text("channel")?)
            .bind(text("thread")?)
            .bind(text("house")?)
            .bind(row.try_get::<Vec<u8>, _>("proposal_id").map_err(database)?)
            .execute(self.0.store.pool())
            .await
            .map_err(database)?;
        }
        Ok(())
    }

    async fn draft_of(&self, slug: &Slug, from: &Discussion) -> Result<Option<B256>, ApiError> {
        let known = sql::query(
            "SELECT draft FROM proposal_threads
             WHERE community = $1 AND source = $2 AND channel = $3 AND thread = $4 AND draft IS NOT NULL",
        );
        let known = known.bind(slug.as_str()).bind(&from.source).bind(&from.channel).bind(&from.thread);
        let row = known.fetch_optional(self.0.store.pool()).await.map_err(database)?;
        let bytes = row.map(|row| row.try_get::<Vec<u8>, _>("draft")).transpose().map_err(database)?;
        bytes.map(|bytes| B256::try_from(bytes.as_slice()).map_err(ApiError::internal)).transpose()
    }

    fn made(&self, slug: &Slug, draft: B256, edit_key: Option<B256>) -> FromThread {
        FromThread { draft, url: self.page(slug, &format!("/drafts/{}", hex(draft))), edit_key }
    }
}

impl sql::FromRow for Discussion {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let language: String = row.try_get("language")?;
        Ok(Self {
            source: row.try_get("source")?,
            channel: row.try_get("channel")?,
            thread: row.try_get("thread")?,
            language: tongue(&language).unwrap_or(Tongue::En),
        })
    }
}
