//! What the review reads of others: activities, links and names of accounts, what the mirror has of its numbers.

use std::collections::BTreeMap;

use alloy::primitives::B256;
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::sql::{self, FromRow, QueryBuilder, Row};

use super::Book;
use crate::{
    activity::{Activity, Other},
    error::ApiError,
    policy::{Account, CandidateId, SubjectId},
    review::settings::Reviewing,
    sessions::database,
};

/// An account that somebody linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredLink {
    pub(crate) account: Account,
    pub(crate) member: MemberId,
    pub(crate) linked_at: u64,
}

/// A contribution of the review that is on chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Whose part of what.
    pub candidate: CandidateId,
    /// Its batch.
    pub batch: u64,
    /// Position in the batch, counted from 0.
    pub position: u32,
    /// Its epoch there.
    pub epoch: u32,
    /// The beneficiary there.
    pub member: MemberId,
    /// Its points there.
    pub points: u32,
    /// Whether a challenge took it back, before or after the epoch was final.
    pub struck: bool,
    /// When it was taken back.
    pub taken_at: Option<u64>,
    /// Root of the evidence of its batch.
    pub root: B256,
}

impl FromRow for Recorded {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let taken: (bool, bool) = (row.try_get("struck")?, row.try_get("debited")?);
        Ok(Self {
            candidate: CandidateId(row.try_get("candidate")?),
            batch: row.try_get("batch_id")?,
            position: row.try_get("position")?,
            epoch: row.try_get("epoch")?,
            member: row.try_get("member_id")?,
            points: row.try_get("points")?,
            struck: taken.0 || taken.1,
            taken_at: row.try_get("taken_at")?,
            root: row.try_get("evidence_root")?,
        })
    }
}

/// The last word of each co-author about an object: who wants which shares.
pub(crate) type Splits = BTreeMap<(String, String), BTreeMap<MemberId, BTreeMap<String, u32>>>;

/// An activity as it is stored; nothing where it is of a later version's kind.
struct StoredActivity(Option<Activity>);

impl FromRow for StoredActivity {
    fn from_row(row: &Row) -> sqlx::Result<Self> {
        let kind = row.try_get::<String, _>("kind")?.parse().ok();
        let review_state = row.try_get::<String, _>("review_state")?.parse().ok();
        let (Some(kind), Some(review_state)) = (kind, review_state) else { return Ok(Self(None)) };
        Ok(Self(Some(Activity {
            source: row.try_get("source")?,
            external_id: row.try_get("external_id")?,
            kind,
            object: row.try_get("object")?,
            parent: row.try_get("parent")?,
            actor: row.try_get("actor")?,
            actor_name: None,
            others: others(&row.try_get::<String, _>("others")?)?,
            occurred_at: row.try_get("occurred_at")?,
            received_at: row.try_get("received_at")?,
            size: row.try_get("size")?,
            review_state,
            supersedes: row.try_get("supersedes")?,
            raw_hash: row.try_get("raw_hash")?,
        })))
    }
}

fn others(text: &str) -> sqlx::Result<Vec<Other>> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(pairs.into_iter().filter_map(|(account, part)| Some(Other::new(account, part.parse().ok()?))).collect())
}

impl Book {
    /// Everything that the connected tools reported.
    pub(crate) async fn activities(&self, reviewing: &Reviewing) -> Result<Vec<Activity>, ApiError> {
        if reviewing.sources.is_empty() {
            return Ok(Vec::new());
        }
        let query = of_sources("SELECT * FROM activities WHERE source", reviewing);
        let rows: Vec<StoredActivity> = query.build_query_as().fetch_all(&self.pool).await.map_err(database)?;
        Ok(rows.into_iter().filter_map(|row| row.0).collect())
    }

    /// Accounts that are linked now.
    pub(crate) async fn links(&self, reviewing: &Reviewing) -> Result<Vec<StoredLink>, ApiError> {
        if reviewing.sources.is_empty() {
            return Ok(Vec::new());
        }
        let text = "SELECT source, account, member, linked_at FROM account_links WHERE unlinked_at IS NULL AND source";
        let query = of_sources(text, reviewing);
        let rows: Vec<(String, String, MemberId, u64)> =
            query.build_query_as().fetch_all(&self.pool).await.map_err(database)?;
        let link = |(source, account, member, linked_at): (String, String, _, _)| StoredLink {
            account: Account::new(source, account),
            member,
            linked_at,
        };
        Ok(rows.into_iter().map(link).collect())
    }

    /// How the tools call accounts.
    pub(crate) async fn names(&self, reviewing: &Reviewing) -> Result<BTreeMap<Account, String>, ApiError> {
        if reviewing.sources.is_empty() {
            return Ok(BTreeMap::new());
        }
        let query = of_sources("SELECT source, account, name FROM account_names WHERE source", reviewing);
        let rows: Vec<(String, String, String)> =
            query.build_query_as().fetch_all(&self.pool).await.map_err(database)?;
        Ok(rows.into_iter().map(|(source, account, name)| (Account::new(source, account), name)).collect())
    }

    /// Contributions that are marked as the same work as another one.
    pub(crate) async fn duplicates(&self, community: &Slug) -> Result<BTreeMap<SubjectId, SubjectId>, ApiError> {
        let rows: Vec<(B256, Option<B256>)> =
            sql::query_as("SELECT subject, same_as FROM review_duplicates WHERE community = $1 ORDER BY number")
                .bind(community)
                .fetch_all(&self.pool)
                .await
                .map_err(database)?;
        let mut last = BTreeMap::new();
        for (subject, same_as) in rows {
            match same_as {
                Some(same_as) => last.insert(SubjectId(subject), SubjectId(same_as)),
                None => last.remove(&SubjectId(subject)),
            };
        }
        Ok(last)
    }

    /// What co-authors want.
    pub(crate) async fn splits(&self, community: &Slug) -> Result<Splits, ApiError> {
        let rows: Vec<(String, String, MemberId, String)> =
            sql::query_as("SELECT source, object, member, shares FROM review_splits WHERE community = $1")
                .bind(community)
                .fetch_all(&self.pool)
                .await
                .map_err(database)?;
        let mut splits = Splits::new();
        for (source, object, member, shares) in rows {
            let shares: Vec<(String, u32)> = serde_json::from_str(&shares).map_err(ApiError::internal)?;
            splits.entry((source, object)).or_default().insert(member, shares.into_iter().collect());
        }
        Ok(splits)
    }

    /// What the mirror has of the review's numbers.
    pub(crate) async fn recorded(&self, community: &Slug) -> Result<Vec<Recorded>, ApiError> {
        sql::query_as(
            "SELECT n.candidate, c.batch_id, c.position, c.epoch, c.member_id, c.points, c.struck, c.debited,
                b.evidence_root, t.taken_at
             FROM review_numbers AS n
             JOIN review_sources AS s ON s.community = n.community AND s.source = n.source
             JOIN contributions AS c ON c.community = n.community AND c.source = s.number AND c.sequence = n.sequence
             JOIN batches AS b ON b.community = c.community AND b.batch_id = c.batch_id
             LEFT JOIN taken_items AS t
                ON t.community = c.community AND t.source = c.source AND t.sequence = c.sequence
             WHERE n.community = $1 ORDER BY c.batch_id, c.position",
        )
        .bind(community)
        .fetch_all(&self.pool)
        .await
        .map_err(database)
    }

    /// Days, since 1970, on which members cast ballots.
    pub(crate) async fn ballot_days(&self, community: &Slug) -> Result<Vec<(MemberId, u64)>, ApiError> {
        sql::query_as(
            "SELECT DISTINCT member_id, cast_at / 86400 FROM ballots WHERE community = $1 AND member_id IS NOT NULL",
        )
        .bind(community)
        .fetch_all(&self.pool)
        .await
        .map_err(database)
    }
}

fn of_sources(text: &str, reviewing: &Reviewing) -> QueryBuilder {
    let mut query = QueryBuilder::new(format!("{text} IN ("));
    let mut list = query.separated(", ");
    for source in &reviewing.sources {
        list.push_bind(source.name.as_str());
    }
    query.push(")");
    query
}
