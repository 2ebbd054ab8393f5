//! What was done with a role, and by whom: written once, never changed.

use alloy::primitives::Address;
use palabre_indexer::sql;
use serde_json::Value;

use super::{Sessions, store::database};
use crate::error::ApiError;

/// Something privileged that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// Counted from 1.
    pub number: u64,
    /// Unix time.
    pub at: u64,
    /// Wallet of whoever did it; none for the operator.
    pub actor: Option<Address>,
    /// Their number as a member.
    pub member_id: Option<u64>,
    /// What was done.
    pub action: String,
    /// What it was about.
    pub detail: Value,
}

/// Something privileged that is being done.
#[derive(Clone, Debug)]
pub(crate) struct Deed<'a> {
    pub(crate) community: &'a str,
    pub(crate) actor: Option<Address>,
    pub(crate) member_id: Option<u64>,
    pub(crate) action: &'static str,
    pub(crate) detail: Value,
}

impl Sessions {
    /// Writes a deed down. Do it before the deed: what cannot be written down is not done.
    pub(crate) async fn record(&self, deed: Deed<'_>) -> Result<(), ApiError> {
        sql::query(
            "INSERT INTO audit_log (number, community, at, actor, member_id, action, detail)
             SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4, $5, $6 FROM audit_log",
        )
        .bind(deed.community)
        .bind(self.0.clock.now() as i64)
        .bind(deed.actor.map(|actor| actor.to_vec()))
        .bind(deed.member_id.map(|id| id as i64))
        .bind(deed.action)
        .bind(deed.detail.to_string())
        .execute(&self.0.pool)
        .await
        .map_err(database)?;
        Ok(())
    }

    /// The deeds of a community before a number, latest first.
    pub(crate) async fn deeds(
        &self,
        community: &str,
        before: Option<u64>,
        most: u32,
    ) -> Result<Vec<AuditEntry>, ApiError> {
        let rows =
            sql::query("SELECT * FROM audit_log WHERE community = $1 AND number < $2 ORDER BY number DESC LIMIT $3")
                .bind(community)
                .bind(before.map_or(i64::MAX, |number| number as i64))
                .bind(i64::from(most))
                .fetch_all(&self.0.pool)
                .await
                .map_err(database)?;
        rows.iter().map(from_row).collect::<Result<_, _>>().map_err(database)
    }
}

fn from_row(row: &sql::Row) -> Result<AuditEntry, sqlx::Error> {
    let detail: String = row.try_get("detail")?;
    let actor: Option<Vec<u8>> = row.try_get("actor")?;
    let actor = actor.map(|bytes| Address::try_from(bytes.as_slice())).transpose();
    Ok(AuditEntry {
        number: row.try_get::<i64, _>("number")? as u64,
        at: row.try_get::<i64, _>("at")? as u64,
        actor: actor.map_err(|error| sqlx::Error::Decode(error.into()))?,
        member_id: row.try_get::<Option<i64>, _>("member_id")?.map(|id| id as u64),
        action: row.try_get("action")?,
        detail: serde_json::from_str(&detail).map_err(|error| sqlx::Error::Decode(error.into()))?,
    })
}
