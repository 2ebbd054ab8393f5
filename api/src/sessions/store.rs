//! All SQL of sessions.

use alloy::primitives::{Address, B256};
use palabre_indexer::sql;

use super::{IDLE, LONGEST, SEEN, Session, Sessions, hash, siwe::SignIn, token};
use crate::error::ApiError;

impl Sessions {
    /// Remembers a nonce, and forgets those that are over: the table stays as small as the last minutes.
    pub(super) async fn keep_nonce(
        &self,
        nonce: &str,
        wallet: Address,
        browser: B256,
        expires_at: u64,
    ) -> Result<(), ApiError> {
        let mut transaction = self.0.pool.begin().await.map_err(database)?;
        sql::query("DELETE FROM login_nonces WHERE expires_at < $1")
            .bind(self.0.clock.now() as i64)
            .execute(&mut *transaction)
            .await
            .map_err(database)?;
        sql::query("INSERT INTO login_nonces (nonce, wallet, browser, expires_at) VALUES ($1, $2, $3, $4)")
            .bind(nonce)
            .bind(wallet.to_vec())
            .bind(browser.to_vec())
            .bind(expires_at as i64)
            .execute(&mut *transaction)
            .await
            .map_err(database)?;
        transaction.commit().await.map_err(database)
    }

    pub(super) async fn nonce_is_good(&self, message: &SignIn, browser: B256, now: u64) -> Result<bool, ApiError> {
        let count: i64 = sql::query_scalar(
            "SELECT COUNT(*) FROM login_nonces WHERE nonce = $1 AND wallet = $2 AND browser = $3 AND expires_at > $4
             AND used_at IS NULL",
        )
        .bind(&message.nonce)
        .bind(message.address.to_vec())
        .bind(browser.to_vec())
        .bind(now as i64)
        .fetch_one(&self.0.pool)
        .await
        .map_err(database)?;
        Ok(count == 1)
    }

    /// Uses the nonce up and opens the session. Answers whether the nonce was still there.
    pub(super) async fn begin(
        &self,
        nonce: &str,
        browser: B256,
        secret: &str,
        session: &Session,
        now: u64,
    ) -> Result<bool, ApiError> {
        let mut transaction = self.0.pool.begin().await.map_err(database)?;
        let used = sql::query(
            "UPDATE login_nonces SET used_at = $2 WHERE nonce = $1 AND used_at IS NULL AND browser = $3
             AND expires_at > $2",
        )
        .bind(nonce)
        .bind(now as i64)
        .bind(browser.to_vec())
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        if used.rows_affected() != 1 {
            return Ok(false);
        }
        forget_ended(&mut transaction, now).await?;
        sql::query(
            "INSERT INTO sessions (hash, id, wallet, agent, created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $5)",
        )
        .bind(hash(secret).to_vec())
        .bind(&session.id)
        .bind(session.wallet.to_vec())
        .bind(&session.agent)
        .bind(now as i64)
        .execute(&mut *transaction)
        .await
        .map_err(database)?;
        transaction.commit().await.map_err(database)?;
        Ok(true)
    }

    /// The session behind a cookie, unless it ended.
    pub(crate) async fn find(&self, secret: &str) -> Result<Option<Session>, ApiError> {
        let row = sql::query("SELECT * FROM sessions WHERE hash = $1 AND ended_at IS NULL")
            .bind(hash(secret).to_vec())
            .fetch_optional(&self.0.pool)
            .await
            .map_err(database)?;
        let now = self.0.clock.now();
        let session = row.map(|row| from_row(&row, token(secret))).transpose().map_err(database)?;
        let Some(session) = session.filter(|session| session.ends_at() > now) else { return Ok(None) };
        if now >= session.seen_at + SEEN {
            sql::query("UPDATE sessions SET seen_at = $2 WHERE hash = $1")
                .bind(hash(secret).to_vec())
                .bind(now as i64)
                .execute(&self.0.pool)
                .await
                .map_err(database)?;
        }
        Ok(Some(session))
    }

    /// The sessions of a wallet that are open, latest use first.
    pub(crate) async fn of_wallet(&self, wallet: Address) -> Result<Vec<Session>, ApiError> {
        let rows =
            sql::query("SELECT * FROM sessions WHERE wallet = $1 AND ended_at IS NULL ORDER BY seen_at DESC, id")
                .bind(wallet.to_vec())
                .fetch_all(&self.0.pool)
                .await
                .map_err(database)?;
        let now = self.0.clock.now();
        let sessions: Result<Vec<_>, _> = rows.iter().map(|row| from_row(row, String::new())).collect();
        Ok(sessions.map_err(database)?.into_iter().filter(|session| session.ends_at() > now).collect())
    }

    /// Ends one session of a wallet; answers whether there was one.
    pub(crate) async fn end(&self, wallet: Address, id: &str) -> Result<bool, ApiError> {
        let ended = sql::query("UPDATE sessions SET ended_at = $3 WHERE wallet = $1 AND id = $2 AND ended_at IS NULL")
            .bind(wallet.to_vec())
            .bind(id)
            .bind(self.0.clock.now() as i64)
            .execute(&self.0.pool)
            .await
            .map_err(database)?;
        Ok(ended.rows_affected() == 1)
    }

    /// Ends the session behind a cookie: another one takes its place in the same browser.
    pub(crate) async fn replace(&self, secret: &str) -> Result<(), ApiError> {
        sql::query("UPDATE sessions SET ended_at = $2 WHERE hash = $1 AND ended_at IS NULL")
            .bind(hash(secret).to_vec())
            .bind(self.0.clock.now() as i64)
            .execute(&self.0.pool)
            .await
            .map_err(database)?;
        Ok(())
    }

    /// Ends all sessions of a wallet.
    pub(crate) async fn end_all(&self, wallet: Address) -> Result<u64, ApiError> {
        let ended = sql::query("UPDATE sessions SET ended_at = $2 WHERE wallet = $1 AND ended_at IS NULL")
            .bind(wallet.to_vec())
            .bind(self.0.clock.now() as i64)
            .execute(&self.0.pool)
            .await
            .map_err(database)?;
        Ok(ended.rows_affected())
    }
}

/// Nobody asks for sessions that are over: what is kept about people is what is needed.
async fn forget_ended(connection: &mut sql::Connection, now: u64) -> Result<(), ApiError> {
    sql::query("DELETE FROM sessions WHERE ended_at IS NOT NULL OR seen_at < $1 OR created_at < $2")
        .bind(now.saturating_sub(IDLE) as i64)
        .bind(now.saturating_sub(LONGEST) as i64)
        .execute(connection)
        .await
        .map_err(database)?;
    Ok(())
}

fn from_row(row: &sql::Row, token: String) -> Result<Session, sqlx::Error> {
    let wallet: Vec<u8> = row.try_get("wallet")?;
    let wallet = Address::try_from(wallet.as_slice()).map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(Session {
        id: row.try_get("id")?,
        wallet,
        agent: row.try_get("agent")?,
        created_at: row.try_get::<i64, _>("created_at")? as u64,
        seen_at: row.try_get::<i64, _>("seen_at")? as u64,
        token,
    })
}

pub(crate) fn database(error: sqlx::Error) -> ApiError {
    match error {
        error if sql::is_away(&error) => {
            tracing::warn!(%error, "the tables of the service do not answer");
            ApiError::unavailable(
                "database_unavailable",
                "the database does not answer now",
                "Retry in a few seconds. Operators: check that the database runs, has free space, and may be written.",
            )
        }
        other => ApiError::internal(other),
    }
}
