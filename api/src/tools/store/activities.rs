//! Activities: the latest version of each.

use std::collections::{BTreeMap, BTreeSet};

use palabre_indexer::sql::{self, Value};

use super::database;
use crate::{
    activity::{Activity, ActivityKind, Other, Part},
    error::ApiError,
};

/// What stands before the name of an erased account.
pub(in crate::tools) const ERASED: &str = "erased:";
const COLUMNS: &str = "source, external_id, kind, object, parent, actor, others, occurred_at, received_at, size, \
                       review_state, supersedes, raw_hash";
/// Ids of one question.
const CHUNK: usize = 400;

/// What became of activities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::tools) struct Taken {
    /// External ids that were not known.
    pub(in crate::tools) new: BTreeSet<String>,
    /// External ids of which this is a later version.
    pub(in crate::tools) changed: BTreeSet<String>,
}

/// Keeps activities of one source. Of several versions the latest stands ([`Activity::version`]); what is told again
/// without a difference changes nothing, not even when it was heard of.
pub(in crate::tools) async fn take(
    connection: &mut sql::Connection,
    source: &str,
    activities: &[Activity],
) -> sqlx::Result<Taken> {
    let mut latest: BTreeMap<&str, Activity> = BTreeMap::new();
    for activity in activities.iter().filter(|activity| activity.source == source) {
        match latest.get_mut(activity.external_id.as_str()) {
            Some(kept) if later(activity, kept) => *kept = activity.clone(),
            Some(_) => {}
            None => _ = latest.insert(&activity.external_id, activity.clone()),
        }
    }
    let ids: Vec<&str> = latest.keys().copied().collect();
    let mut known = BTreeMap::new();
    for some in ids.chunks(CHUNK) {
        for row in with_ids(connection, source, some).await? {
            known.insert(row.external_id.clone(), row);
        }
    }
    let mut taken = Taken::default();
    let mut rows = Vec::new();
    for (id, mut activity) in latest {
        match known.get(id) {
            Some(before) => {
                keep_erased(&mut activity, before);
                if !later(&activity, before) {
                    continue;
                }
                taken.changed.insert(id.to_owned());
            }
            None => _ = taken.new.insert(id.to_owned()),
        }
        rows.push(row_of(&activity));
    }
    write(connection, rows).await?;
    if !(taken.new.is_empty() && taken.changed.is_empty()) {
        next_version(connection, source).await?;
    }
    Ok(taken)
}

/// Whether `one` says something else than `other`, later.
fn later(one: &Activity, other: &Activity) -> bool {
    let differs = one.said() != other.said() || one.parent != other.parent || one.supersedes != other.supersedes;
    differs && one.version() >= other.version()
}

/// Who was erased does not come back because the tool tells the same again.
fn keep_erased(activity: &mut Activity, before: &Activity) {
    if before.actor.as_deref().is_some_and(|actor| actor.starts_with(ERASED)) {
        activity.actor.clone_from(&before.actor);
    }
    if before.others.iter().any(|other| other.account.starts_with(ERASED)) {
        activity.others.clone_from(&before.others);
    }
}

fn row_of(activity: &Activity) -> Vec<Value> {
    vec![
        Value::from(&activity.source),
        Value::from(&activity.external_id),
        Value::from(activity.kind.name()),
        Value::from(&activity.object),
        Value::from(activity.parent.clone()),
        Value::from(activity.actor.clone()),
        Value::from(others_text(&activity.others)),
        Value::from(activity.occurred_at),
        Value::from(activity.received_at),
        Value::from(activity.size),
        Value::from(activity.review_state.name()),
        Value::from(activity.supersedes.clone()),
        Value::from(activity.raw_hash),
    ]
}

pub(in crate::tools) fn others_text(others: &[Other]) -> String {
    let pairs = others.iter().map(|other| serde_json::json!([other.account, other.part.name()])).collect();
    serde_json::Value::Array(pairs).to_string()
}

async fn write(connection: &mut sql::Connection, rows: Vec<Vec<Value>>) -> sqlx::Result<()> {
    let into = format!("INSERT INTO activities ({COLUMNS})");
    let rest = " ON CONFLICT (source, external_id) DO UPDATE SET kind = excluded.kind, object = excluded.object,
         parent = excluded.parent, actor = excluded.actor, others = excluded.others,
         occurred_at = excluded.occurred_at, received_at = excluded.received_at, size = excluded.size,
         review_state = excluded.review_state, supersedes = excluded.supersedes, raw_hash = excluded.raw_hash";
    sql::insert_rows(connection, &into, rows, rest).await
}

/// The activities of a source changed.
pub(in crate::tools) async fn next_version(connection: &mut sql::Connection, source: &str) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO activity_versions (source, version) VALUES ($1, 1)
         ON CONFLICT (source) DO UPDATE SET version = activity_versions.version + 1",
    )
    .bind(source)
    .execute(connection)
    .await?;
    Ok(())
}

async fn with_ids(connection: &mut sql::Connection, source: &str, ids: &[&str]) -> sqlx::Result<Vec<Activity>> {
    let mut builder = sql::QueryBuilder::new(format!("SELECT {COLUMNS} FROM activities WHERE source = "));
    builder.push_bind(source).push(" AND external_id IN (");
    let mut list = builder.separated(", ");
    for id in ids {
        list.push_bind(*id);
    }
    builder.push(")");
    let rows = builder.build().fetch_all(connection).await?;
    rows.iter().map(from_row).collect()
}

/// All activities of a source, by time.
pub(in crate::tools) async fn of_source(pool: &sql::Pool, source: &str) -> Result<Vec<Activity>, ApiError> {
    let sql = "SELECT * FROM activities WHERE source = $1 ORDER BY occurred_at, external_id";
    let rows = sql::query(sql).bind(source).fetch_all(pool).await.map_err(database)?;
    rows.iter().map(from_row).collect::<sqlx::Result<_>>().map_err(database)
}

/// How often the activities of a source changed.
pub(in crate::tools) async fn version(pool: &sql::Pool, source: &str) -> Result<u64, ApiError> {
    let sql = "SELECT version FROM activity_versions WHERE source = $1";
    let row = sql::query(sql).bind(source).fetch_optional(pool).await.map_err(database)?;
    row.map_or(Ok(0), |row| row.try_get("version")).map_err(database)
}

pub(in crate::tools) fn from_row(row: &sql::Row) -> sqlx::Result<Activity> {
    let word = |column: &str| -> sqlx::Result<String> { row.try_get(column) };
    let strange = |error: crate::activity::UnknownName| sqlx::Error::Decode(error.into());
    Ok(Activity {
        source: word("source")?,
        external_id: word("external_id")?,
        kind: word("kind")?.parse::<ActivityKind>().map_err(strange)?,
        object: word("object")?,
        parent: row.try_get("parent")?,
        actor: row.try_get("actor")?,
        actor_name: None,
        others: others(&word("others")?)?,
        occurred_at: row.try_get("occurred_at")?,
        received_at: row.try_get("received_at")?,
        size: row.try_get("size")?,
        review_state: word("review_state")?.parse().map_err(strange)?,
        supersedes: row.try_get("supersedes")?,
        raw_hash: row.try_get("raw_hash")?,
    })
}

fn others(text: &str) -> sqlx::Result<Vec<Other>> {
    let pairs: Vec<(String, String)> = serde_json::from_str(text).map_err(|error| sqlx::Error::Decode(error.into()))?;
    let read = |(account, part): (String, String)| {
        let part: Part =
            part.parse().map_err(|error: crate::activity::UnknownName| sqlx::Error::Decode(error.into()))?;
        Ok(Other { account, part })
    };
    pairs.into_iter().map(read).collect()
}
