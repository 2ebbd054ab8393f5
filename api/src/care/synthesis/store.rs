//! All SQL of syntheses. Each step of a page's life is one statement that says from which state it begins.

use palabre_contracts::Slug;
use palabre_indexer::sql;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    care::settings::{tag, tongue},
    connectors::command::Tongue,
    error::ApiError,
    sessions::database,
};

/// Where a synthesis stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SynthesisState {
    /// It is being written.
    Draft,
    /// It is on its way to the wiki.
    Publishing,
    /// It is there.
    Published,
    /// It is being taken back.
    Withdrawing,
    /// It was taken back: its page says so.
    Withdrawn,
    /// It was thrown away before it was published.
    Discarded,
}

impl SynthesisState {
    const ALL: [Self; 6] =
        [Self::Draft, Self::Publishing, Self::Published, Self::Withdrawing, Self::Withdrawn, Self::Discarded];

    /// The name in SQL and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Publishing => "publishing",
            Self::Published => "published",
            Self::Withdrawing => "withdrawing",
            Self::Withdrawn => "withdrawn",
            Self::Discarded => "discarded",
        }
    }
}

/// What was collected of a discussion: ids only. What was said stands in the draft until somebody cut it down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collected {
    /// Messages, as the tool calls them.
    pub messages: Vec<String>,
    /// Accounts that took part.
    pub people: Vec<String>,
    /// Whether there was more than was collected.
    pub cut: bool,
    /// Parameters of the template that heads the page.
    pub parameters: Vec<(String, String)>,
}

/// A discussion that is written up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Synthesis {
    /// Its id.
    pub id: String,
    /// Its community.
    pub community: String,
    /// The tool where it was discussed.
    pub source: String,
    /// The channel there.
    pub channel: String,
    /// The message that it began with.
    pub thread: String,
    /// The language that people spoke.
    pub language: Tongue,
    /// What was collected; none once it was forgotten.
    pub collected: Option<Collected>,
    /// Title of the page.
    pub title: String,
    /// Text of the page.
    pub body: String,
    /// Its categories.
    pub categories: Vec<String>,
    /// The member who wrote last.
    pub editor: Option<u64>,
    /// How often it was changed, from 1.
    pub version: u64,
    /// Where it stands.
    pub state: SynthesisState,
    /// The wiki.
    pub wiki: String,
    /// The page there.
    pub page: Option<String>,
    /// The revision that this service wrote last.
    pub revision: Option<String>,
    /// Where people read it.
    pub url: Option<String>,
    /// Why the last step failed.
    pub error: Option<String>,
    /// Whether the contribution, or its end, was handed to the review.
    pub reported: bool,
    /// Unix time.
    pub created_at: u64,
    /// Unix time.
    pub updated_at: u64,
    /// Unix time.
    pub published_at: Option<u64>,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Title of the page.
    pub title: String,
    /// Text of the page.
    pub body: String,
    /// Its categories.
    pub categories: Vec<String>,
}

/// A draft that was never published.
const IS_UNPUBLISHED: &str = "state = 'draft' AND page IS NULL";
/// What the wiki, or the review, has yet to be told.
const HAS_STEP: &str =
    "(state IN ('publishing', 'withdrawing') OR (state IN ('published', 'withdrawn') AND reported = 0))";

#[derive(Clone, Debug)]
pub(super) struct Shelf {
    pool: sql::Pool,
}

impl Shelf {
    pub(super) fn new(pool: sql::Pool) -> Self {
        Self { pool }
    }

    pub(super) fn pool(&self) -> &sql::Pool {
        &self.pool
    }

    /// The synthesis of a discussion that was neither thrown away nor taken back; with how many were.
    pub(super) async fn of_thread(
        &self,
        slug: &Slug,
        source: &str,
        channel: &str,
        thread: &str,
    ) -> Result<(Option<Synthesis>, usize), ApiError> {
        let rows = sql::query_as(
            "SELECT * FROM syntheses WHERE community = $1 AND source = $2 AND channel = $3 AND thread = $4
             ORDER BY created_at, id",
        );
        let rows = rows.bind(slug.as_str()).bind(source).bind(channel).bind(thread);
        let mut rows: Vec<Synthesis> = rows.fetch_all(&self.pool).await.map_err(database)?;
        let all = rows.len();
        rows.retain(|row| !matches!(row.state, SynthesisState::Withdrawn | SynthesisState::Discarded));
        Ok((rows.pop(), all))
    }

    /// Keeps a new one; answers whether its id was free.
    pub(super) async fn insert(&self, new: &Synthesis, asked_by: Option<&str>) -> Result<bool, ApiError> {
        let collected = new.collected.as_ref().map(serde_json::to_string).transpose().map_err(ApiError::internal)?;
        let kept = sql::query(
            "INSERT INTO syntheses (id, community, source, channel, thread, language, sources, title, body, categories,
                asked_by, editor, version, state, wiki, page, revision, url, error, reported, lease_until, created_at,
                updated_at, published_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, NULL, 1, 'draft', $12, NULL, NULL, NULL, NULL, 0, 0,
                $13, $13, NULL)
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(&new.id)
        .bind(&new.community)
        .bind(&new.source)
        .bind(&new.channel)
        .bind(&new.thread)
        .bind(tag(new.language))
        .bind(collected)
        .bind(&new.title)
        .bind(&new.body)
        .bind(new.categories.join("\n"))
        .bind(asked_by.map(str::to_owned))
        .bind(&new.wiki)
        .bind(new.created_at as i64)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(kept.rows_affected() == 1)
    }

    pub(super) async fn get(&self, slug: &Slug, id: &str) -> Result<Option<Synthesis>, ApiError> {
        let row = sql::query_as("SELECT * FROM syntheses WHERE community = $1 AND id = $2");
        row.bind(slug.as_str()).bind(id).fetch_optional(&self.pool).await.map_err(database)
    }

    /// Those of a community, latest first.
    pub(super) async fn list(
        &self,
        slug: &Slug,
        state: Option<SynthesisState>,
        limit: u32,
    ) -> Result<Vec<Synthesis>, ApiError> {
        let rows = sql::query_as(
            "SELECT * FROM syntheses WHERE community = $1 AND ($2 IS NULL OR state = $2)
             ORDER BY created_at DESC, id DESC LIMIT $3",
        );
        let rows = rows.bind(slug.as_str()).bind(state.map(SynthesisState::as_str)).bind(i64::from(limit));
        rows.fetch_all(&self.pool).await.map_err(database)
    }

    /// Writes into a draft, or into a page that was published, which becomes a draft again.
    pub(super) async fn write(
        &self,
        id: &str,
        version: u64,
        editor: u64,
        written: &Written,
        now: u64,
    ) -> Result<bool, ApiError> {
        let done = sql::query(
            "UPDATE syntheses SET title = $4, body = $5, categories = $6, editor = $3, version = version + 1,
                state = 'draft', updated_at = $7, error = NULL
             WHERE id = $1 AND version = $2 AND state IN ('draft', 'published')",
        )
        .bind(id)
        .bind(version as i64)
        .bind(editor as i64)
        .bind(&written.title)
        .bind(&written.body)
        .bind(written.categories.join("\n"))
        .bind(now as i64)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(done.rows_affected() == 1)
    }

    /// Begins a step.
    pub(super) async fn begin(
        &self,
        id: &str,
        version: u64,
        editor: u64,
        (from, to): (SynthesisState, SynthesisState),
        now: u64,
    ) -> Result<bool, ApiError> {
        let done = sql::query(
            "UPDATE syntheses SET state = $5, editor = COALESCE(editor, $3), error = NULL,
                lease_until = 0, updated_at = $6
             WHERE id = $1 AND version = $2 AND state = $4",
        )
        .bind(id)
        .bind(version as i64)
        .bind(editor as i64)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(now as i64)
        .execute(&self.pool)
        .await
        .map_err(database)?;
        Ok(done.rows_affected() == 1)
    }

    /// Throws a draft away that was never published, with everything that was said in it.
    pub(super) async fn discard(&self, slug: &Slug, id: &str, now: u64) -> Result<bool, ApiError> {
        let done = sql::query(
            "UPDATE syntheses SET state = 'discarded', body = '', sources = NULL, asked_by = NULL, updated_at = $3
             WHERE community = $1 AND id = $2 AND state = 'draft' AND page IS NULL",
        );
        let done = done.bind(slug.as_str()).bind(id).bind(now as i64).execute(&self.pool).await.map_err(database)?;
        Ok(done.rows_affected() == 1)
    }

    /// Whether anything is to be thrown away, or has a step to be done. Asked first, because finding nothing by writing
    /// would wait for every other writer.
    pub(super) async fn has_due(&self, before: u64, now: u64) -> Result<bool, ApiError> {
        let sql = format!(
            "SELECT 1 AS due FROM syntheses
             WHERE (updated_at < $1 AND {IS_UNPUBLISHED}) OR (lease_until <= $2 AND {HAS_STEP}) LIMIT 1"
        );
        let due = sql::query(sqlx::AssertSqlSafe(sql)).bind(before as i64).bind(now as i64);
        Ok(due.fetch_optional(&self.pool).await.map_err(database)?.is_some())
    }

    /// Throws away what nobody wrote into since then and that was never published.
    pub(super) async fn discard_old(&self, before: u64, now: u64) -> Result<(), ApiError> {
        let sql = format!(
            "UPDATE syntheses SET state = 'discarded', body = '', sources = NULL, asked_by = NULL, updated_at = $2
             WHERE updated_at < $1 AND {IS_UNPUBLISHED}"
        );
        let old = sql::query(sqlx::AssertSqlSafe(sql)).bind(before as i64).bind(now as i64);
        old.execute(&self.pool).await.map_err(database)?;
        Ok(())
    }

    /// Takes a synthesis with a step to be done; nobody else takes it before `lease`. With an id, that one.
    pub(super) async fn claim(&self, id: Option<&str>, now: u64, lease: u64) -> Result<Option<Synthesis>, ApiError> {
        let sql = format!(
            "UPDATE syntheses SET lease_until = $3 WHERE lease_until <= $2 AND id = (
                SELECT id FROM syntheses WHERE lease_until <= $2 AND ($1 IS NULL OR id = $1) AND {HAS_STEP}
                ORDER BY updated_at, id LIMIT 1)
             RETURNING *"
        );
        let row =
            sql::query_as(sqlx::AssertSqlSafe(sql)).bind(id.map(str::to_owned)).bind(now as i64).bind(lease as i64);
        row.fetch_optional(&self.pool).await.map_err(database)
    }

    /// A step failed for now: it is taken again then.
    pub(super) async fn later(&self, id: &str, at: u64, error: &str) -> Result<(), ApiError> {
        let sql = "UPDATE syntheses SET lease_until = $2, error = $3 WHERE id = $1";
        sql::query(sql).bind(id).bind(at as i64).bind(error).execute(&self.pool).await.map_err(database)?;
        Ok(())
    }

    /// A step failed for good: back to where it began.
    pub(super) async fn back(&self, row: &Synthesis, to: SynthesisState, error: &str) -> Result<(), ApiError> {
        let sql = "UPDATE syntheses SET state = $3, error = $4, lease_until = 0 WHERE id = $1 AND state = $2";
        let query = sql::query(sql).bind(&row.id).bind(row.state.as_str()).bind(to.as_str()).bind(error);
        query.execute(&self.pool).await.map_err(database)?;
        Ok(())
    }

    pub(super) async fn reported(&self, id: &str) -> Result<(), ApiError> {
        let sql = "UPDATE syntheses SET reported = 1, error = NULL, lease_until = 0 WHERE id = $1";
        sql::query(sql).bind(id).execute(&self.pool).await.map_err(database)?;
        Ok(())
    }
}

/// The wiki has what was to be written: the row says so in the transaction that also writes what follows from it.
pub(super) async fn settle(
    connection: &mut sql::Connection,
    row: &Synthesis,
    to: SynthesisState,
    published: &crate::connectors::Published,
    now: u64,
) -> Result<bool, ApiError> {
    let done = sql::query(
        "UPDATE syntheses SET state = $3, page = $4, revision = $5, url = $6, error = NULL, reported = 0, lease_until = 0,
            published_at = CASE WHEN $3 = 'published' THEN COALESCE(published_at, $7) ELSE published_at END
         WHERE id = $1 AND state = $2",
    )
    .bind(&row.id)
    .bind(row.state.as_str())
    .bind(to.as_str())
    .bind(&published.object)
    .bind(&published.revision)
    .bind(&published.url)
    .bind(now as i64)
    .execute(connection)
    .await
    .map_err(database)?;
    Ok(done.rows_affected() == 1)
}

impl sql::FromRow for Synthesis {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let number = |column: &str| row.try_get::<i64, _>(column).map(|number| number as u64);
        let perhaps = |column: &str| row.try_get::<Option<i64>, _>(column).map(|number| number.map(|n| n as u64));
        let (state, language): (String, String) = (row.try_get("state")?, row.try_get("language")?);
        let state = SynthesisState::ALL.into_iter().find(|known| known.as_str() == state);
        let state = state.ok_or_else(|| sqlx::Error::Decode("a synthesis has a state that nobody knows".into()))?;
        let collected: Option<String> = row.try_get("sources")?;
        let collected = collected.map(|text| serde_json::from_str(&text)).transpose();
        let categories: String = row.try_get("categories")?;
        Ok(Self {
            id: row.try_get("id")?,
            community: row.try_get("community")?,
            source: row.try_get("source")?,
            channel: row.try_get("channel")?,
            thread: row.try_get("thread")?,
            language: tongue(&language).unwrap_or(Tongue::En),
            collected: collected.map_err(|error| sqlx::Error::Decode(error.into()))?,
            title: row.try_get("title")?,
            body: row.try_get("body")?,
            categories: categories.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            editor: perhaps("editor")?,
            version: number("version")?,
            state,
            wiki: row.try_get("wiki")?,
            page: row.try_get("page")?,
            revision: row.try_get("revision")?,
            url: row.try_get("url")?,
            error: row.try_get("error")?,
            reported: number("reported")? == 1,
            created_at: number("created_at")?,
            updated_at: number("updated_at")?,
            published_at: perhaps("published_at")?,
        })
    }
}
