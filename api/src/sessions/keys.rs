//! Keys of services: `plb_` (so that scanners of leaked secrets find them), a part that names the key, and the secret.

use alloy::primitives::hex;
use palabre_indexer::sql;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{SEEN, Sessions, hash, store::database};
use crate::error::ApiError;

/// Most keys of a community that are not revoked.
const MOST: i64 = 50;

/// What a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum KeyScope {
    /// Reads what organizers read.
    Read,
    /// Sends what people signed, and asks for upkeep.
    Write,
}

impl KeyScope {
    const ALL: [(Self, &'static str); 2] = [(Self::Read, "read"), (Self::Write, "write")];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// A key, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// The part that names it.
    pub id: String,
    /// Short name of its community.
    pub community: String,
    /// What it is for.
    pub name: String,
    /// What it is good for.
    pub scopes: Vec<KeyScope>,
    /// Number of the member who made it.
    pub created_by: u64,
    /// Unix time.
    pub created_at: u64,
    /// Unix time after which it is void.
    pub expires_at: Option<u64>,
    /// Unix time of its last use, to a few minutes.
    pub used_at: Option<u64>,
}

impl ApiKey {
    /// Whether it is good for this.
    pub fn may(&self, scope: KeyScope) -> bool {
        self.scopes.contains(&scope)
    }
}

/// A key to be made.
#[derive(Clone, Debug)]
pub(crate) struct NewKey {
    pub(crate) community: String,
    pub(crate) name: String,
    pub(crate) scopes: Vec<KeyScope>,
    pub(crate) created_by: u64,
    pub(crate) expires_at: Option<u64>,
}

impl Sessions {
    /// Makes a key; answers it with its text, which is kept nowhere.
    pub(crate) async fn create_key(&self, new: NewKey) -> Result<(ApiKey, String), ApiError> {
        let words = KeyScope::ALL.iter().filter(|(scope, _)| new.scopes.contains(scope)).map(|(_, name)| *name);
        let scopes = words.collect::<Vec<_>>().join(" ");
        let id = hex::encode(&self.0.entropy.next()[..8]);
        let text = format!("plb_{id}_{}", hex::encode(self.0.entropy.next()));
        let now = self.0.clock.now();
        let stored = sql::query(
            "INSERT INTO api_keys (hash, id, community, name, scopes, created_by, created_at, expires_at)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8
             WHERE (SELECT COUNT(*) FROM api_keys WHERE community = $3 AND revoked_at IS NULL) < $9",
        )
        .bind(hash(&text).to_vec())
        .bind(&id)
        .bind(&new.community)
        .bind(&new.name)
        .bind(&scopes)
        .bind(new.created_by as i64)
        .bind(now as i64)
        .bind(new.expires_at.map(|end| end as i64))
        .bind(MOST)
        .execute(&self.0.pool)
        .await
        .map_err(database)?;
        if stored.rows_affected() == 0 {
            return Err(ApiError::conflict(
                "too_many_keys",
                format!("this community has {MOST} keys already"),
                "Revoke those that nobody uses: GET .../keys tells when each was used last.",
            ));
        }
        let NewKey { community, name, scopes, created_by, expires_at } = new;
        Ok((ApiKey { id, community, name, scopes, created_by, created_at: now, expires_at, used_at: None }, text))
    }

    /// The key with this text, unless it is void; remembers its use.
    pub(crate) async fn api_key(&self, text: &str) -> Result<Option<ApiKey>, ApiError> {
        let now = self.0.clock.now();
        let row = sql::query(
            "SELECT * FROM api_keys WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
        )
        .bind(hash(text).to_vec())
        .bind(now as i64)
        .fetch_optional(&self.0.pool)
        .await
        .map_err(database)?;
        let Some(key) = row.map(|row| from_row(&row)).transpose().map_err(database)? else { return Ok(None) };
        if key.used_at.is_none_or(|used| now >= used + SEEN) {
            sql::query("UPDATE api_keys SET used_at = $2 WHERE id = $1")
                .bind(&key.id)
                .bind(now as i64)
                .execute(&self.0.pool)
                .await
                .map_err(database)?;
        }
        Ok(Some(key))
    }

    /// The keys of a community that are not revoked, oldest first.
    pub(crate) async fn keys_of(&self, community: &str) -> Result<Vec<ApiKey>, ApiError> {
        let rows =
            sql::query("SELECT * FROM api_keys WHERE community = $1 AND revoked_at IS NULL ORDER BY created_at, id")
                .bind(community)
                .fetch_all(&self.0.pool)
                .await
                .map_err(database)?;
        rows.iter().map(from_row).collect::<Result<_, _>>().map_err(database)
    }

    /// Makes a key void; answers whether there was one.
    pub(crate) async fn revoke_key(&self, community: &str, id: &str) -> Result<bool, ApiError> {
        let revoked =
            sql::query("UPDATE api_keys SET revoked_at = $3 WHERE community = $1 AND id = $2 AND revoked_at IS NULL")
                .bind(community)
                .bind(id)
                .bind(self.0.clock.now() as i64)
                .execute(&self.0.pool)
                .await
                .map_err(database)?;
        Ok(revoked.rows_affected() == 1)
    }
}

fn from_row(row: &sql::Row) -> Result<ApiKey, sqlx::Error> {
    let scopes: String = row.try_get("scopes")?;
    let number = |column: &str| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(|at| at as u64));
    Ok(ApiKey {
        id: row.try_get("id")?,
        community: row.try_get("community")?,
        name: row.try_get("name")?,
        scopes: KeyScope::ALL
            .iter()
            .filter(|(_, name)| scopes.split(' ').any(|word| word == *name))
            .map(|(scope, _)| *scope)
            .collect(),
        created_by: row.try_get::<i64, _>("created_by")? as u64,
        created_at: row.try_get::<i64, _>("created_at")? as u64,
        expires_at: number("expires_at")?,
        used_at: number("used_at")?,
    })
}
