//! Looking again before something counts: tools undo things without telling, or tell it late.

use std::collections::{BTreeMap, BTreeSet};

use palabre_indexer::sql;

use super::{
    Connection, Tools,
    store::{activities, database},
    work::Harvest,
};
use crate::{
    connectors::Trouble,
    error::ApiError,
    policy::{Candidate, State},
};

/// Objects of one question.
const CHUNK: usize = 20;

/// What came of looking again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rechecked {
    /// Objects that were looked at now.
    pub looked_at: usize,
    /// Whether anything turned out different: then candidates have to be decided anew.
    pub changed: bool,
    /// Tools that could not be asked, and why. What is theirs has to wait.
    pub unasked: BTreeMap<String, String>,
}

impl Tools {
    /// Looks again at what is about to count: everything behind candidates that mature within `lead` seconds or have
    /// matured, unless it was looked at since then. What was recorded, or will never count, is left alone.
    pub async fn recheck_due(&self, candidates: &[Candidate], lead: u64) -> Result<Rechecked, ApiError> {
        let now = self.0.clock.now();
        let mut wanted: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
        for candidate in candidates.iter().filter(|one| is_about_to_count(one, now, lead)) {
            let since = candidate.matures_at.saturating_sub(lead);
            for act in &candidate.acts {
                let known = wanted.entry(&act.source).or_default().entry(&act.external_id).or_default();
                *known = since.max(*known);
            }
        }
        let mut done = Rechecked::default();
        for (source, acts) in wanted {
            let Some(connection) = self.connected().get(source).cloned() else { continue };
            let objects = self.stale(source, &acts).await?;
            for some in objects.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
                match self.look_again(&connection, some).await? {
                    Ok(changed) => {
                        done.looked_at += some.len();
                        done.changed |= changed;
                    }
                    Err(trouble) => {
                        done.unasked.insert(source.to_owned(), trouble.to_string());
                        break;
                    }
                }
            }
        }
        Ok(done)
    }

    /// Looks again at objects of a tool, whenever they were looked at before; answers whether anything was different.
    pub async fn look_again(
        &self,
        connection: &Connection,
        objects: &[String],
    ) -> Result<Result<bool, Trouble>, ApiError> {
        let now = self.0.clock.now();
        let found = match connection.connector.recheck(objects, now).await {
            Ok(found) => found,
            // There is nothing to see that was not told.
            Err(Trouble::Unsupported(_)) => Vec::new(),
            Err(other) => return Ok(Err(other)),
        };
        let harvest = Harvest { activities: found, ..Harvest::default() };
        let keep = async {
            let mut transaction = self.pool().begin().await?;
            let changed = self.keep(&mut transaction, connection, &harvest, now).await?;
            for object in objects {
                sql::query(
                    "INSERT INTO tool_rechecks (source, object, checked_at) VALUES ($1, $2, $3)
                     ON CONFLICT (source, object) DO UPDATE SET checked_at = excluded.checked_at",
                )
                .bind(&connection.name)
                .bind(object)
                .bind(now)
                .execute(&mut *transaction)
                .await?;
            }
            transaction.commit().await?;
            Ok(changed)
        };
        let kept: sqlx::Result<bool> = keep.await;
        let changed = kept.map_err(database)?;
        self.tell_kept(changed);
        Ok(Ok(changed))
    }

    /// Names under which a tool finds what is behind activities, of those that were not looked at since. A wiki finds an
    /// edit by its own id, a chat a message by its object; what is none of both is no name to it.
    async fn stale(&self, source: &str, acts: &BTreeMap<&str, u64>) -> Result<BTreeSet<String>, ApiError> {
        let rows = sql::query("SELECT object, checked_at FROM tool_rechecks WHERE source = $1")
            .bind(source)
            .fetch_all(self.pool())
            .await
            .map_err(database)?;
        let mut checked: BTreeMap<String, u64> = BTreeMap::new();
        for row in &rows {
            let (object, at) = (row.try_get("object").map_err(database)?, row.try_get("checked_at").map_err(database)?);
            checked.insert(object, at);
        }
        let mut stale = BTreeSet::new();
        for activity in activities::of_source(self.pool(), source).await? {
            let Some(since) = acts.get(activity.external_id.as_str()) else { continue };
            for name in [activity.external_id, activity.object] {
                if checked.get(&name).is_none_or(|at| at < since) {
                    stale.insert(name);
                }
            }
        }
        Ok(stale)
    }
}

fn is_about_to_count(candidate: &Candidate, now: u64, lead: u64) -> bool {
    let soon = candidate.matures_at <= now.saturating_add(lead);
    match candidate.state {
        State::Maturing | State::Waiting | State::Proposed | State::Confirmed | State::Capped => soon,
        State::Observed
        | State::Recorded
        | State::Withdrawn
        | State::Reverted
        | State::Refused
        | State::Duplicate
        | State::Expired => false,
    }
}
