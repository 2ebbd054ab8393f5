//! All SQL of roles: rounds, and what was decided last.

use std::collections::{BTreeMap, BTreeSet};

use palabre_contracts::MemberId;
use palabre_indexer::sql;

use super::{Difference, RoleRun};
use crate::{error::ApiError, sessions::database};

/// Rounds of a tool that are kept.
const KEPT: i64 = 50;

#[derive(Clone, Debug)]
pub(super) struct Book {
    pool: sql::Pool,
}

impl Book {
    pub(super) fn new(pool: sql::Pool) -> Self {
        Self { pool }
    }

    /// What was decided last for each account of a tool.
    pub(super) async fn held(&self, source: &str) -> Result<BTreeMap<String, (MemberId, BTreeSet<String>)>, ApiError> {
        let rows = sql::query("SELECT account, role, member FROM role_holds WHERE source = $1 ORDER BY account, role");
        let rows = rows.bind(source).fetch_all(&self.pool).await.map_err(database)?;
        let mut held: BTreeMap<String, (MemberId, BTreeSet<String>)> = BTreeMap::new();
        for row in rows {
            let (account, role): (String, String) =
                (row.try_get("account").map_err(database)?, row.try_get("role").map_err(database)?);
            let member: i64 = row.try_get("member").map_err(database)?;
            let member = MemberId::new(member as u64).map_err(ApiError::internal)?;
            held.entry(account).or_insert((member, BTreeSet::new())).1.insert(role);
        }
        Ok(held)
    }

    /// Remembers what was decided for an account.
    pub(super) async fn hold(
        &self,
        source: &str,
        account: &str,
        decided: Option<(MemberId, &BTreeSet<String>)>,
        now: u64,
    ) -> Result<(), ApiError> {
        let mut transaction = self.pool.begin().await.map_err(database)?;
        let known = sql::query("SELECT role, since FROM role_holds WHERE source = $1 AND account = $2");
        let known = known.bind(source).bind(account).fetch_all(&mut *transaction).await.map_err(database)?;
        let mut since = BTreeMap::new();
        for row in known {
            let role: String = row.try_get("role").map_err(database)?;
            since.insert(role, row.try_get::<i64, _>("since").map_err(database)?);
        }
        let gone = sql::query("DELETE FROM role_holds WHERE source = $1 AND account = $2");
        gone.bind(source).bind(account).execute(&mut *transaction).await.map_err(database)?;
        if let Some((member, roles)) = decided {
            for role in roles {
                sql::query("INSERT INTO role_holds (source, account, role, member, since) VALUES ($1, $2, $3, $4, $5)")
                    .bind(source)
                    .bind(account)
                    .bind(role)
                    .bind(member.get() as i64)
                    .bind(since.get(role).copied().unwrap_or(now as i64))
                    .execute(&mut *transaction)
                    .await
                    .map_err(database)?;
            }
        }
        transaction.commit().await.map_err(database)
    }

    /// Forgets what is remembered about an account.
    pub(super) async fn forget(&self, source: &str, account: &str) -> Result<(), ApiError> {
        self.hold(source, account, None, 0).await
    }

    /// Writes a round down.
    pub(super) async fn record(&self, run: &RoleRun) -> Result<(), ApiError> {
        let differences = serde_json::to_string(&run.differences).map_err(ApiError::internal)?;
        let mut transaction = self.pool.begin().await.map_err(database)?;
        sql::query(
            "INSERT INTO role_runs (source, started_at, ended_at, dry, given, taken, refused, differences, error)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (source, started_at) DO UPDATE SET ended_at = $3, dry = $4, given = $5, taken = $6,
                refused = $7, differences = $8, error = $9",
        )
        .bind(&run.source)
        .bind(run.started_at as i64)
        .bind(run.ended_at as i64)
        .bind(i64::from(run.dry))
        .bind(run.given as i64)
        .bind(run.taken as i64)
        .bind(run.refused as i64)
        .bind(differences)
        .bind(run.error.clone())
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        sql::query(
            "DELETE FROM role_runs WHERE source = $1 AND started_at < (
                SELECT MIN(started_at) FROM (
                    SELECT started_at FROM role_runs WHERE source = $1 ORDER BY started_at DESC LIMIT $2) AS latest)",
        )
        .bind(&run.source)
        .bind(KEPT)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        transaction.commit().await.map_err(database)
    }

    /// The rounds of a tool, latest first.
    pub(super) async fn runs(&self, source: &str, limit: u32) -> Result<Vec<RoleRun>, ApiError> {
        let rows = sql::query_as("SELECT * FROM role_runs WHERE source = $1 ORDER BY started_at DESC LIMIT $2");
        rows.bind(source).bind(i64::from(limit)).fetch_all(&self.pool).await.map_err(database)
    }
}

impl sql::FromRow for RoleRun {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let number = |column: &str| row.try_get::<i64, _>(column).map(|number| number as u64);
        let differences: String = row.try_get("differences")?;
        let differences: Vec<Difference> =
            serde_json::from_str(&differences).map_err(|error| sqlx::Error::Decode(error.into()))?;
        Ok(Self {
            source: row.try_get("source")?,
            started_at: number("started_at")?,
            ended_at: number("ended_at")?,
            dry: number("dry")? == 1,
            given: number("given")?,
            taken: number("taken")?,
            refused: number("refused")?,
            differences,
            error: row.try_get("error")?,
            wait: None,
        })
    }
}
