//! The durable queue: every intent is stored before anything is sent, so that a stop at any moment loses nothing and
//! sends nothing twice. All SQL of the relay is here.

mod approvals;
mod founding;
mod passkeys;
mod row;
mod transactions;

use alloy::primitives::{Address, B256, Bytes, keccak256};
use palabre_indexer::sql;

pub use self::row::{BlockOfIntent, Intent, Reason, State};
pub(super) use self::{approvals::StoredApproval, founding::used_up, transactions::SignedTransaction};
use super::{
    action::Action,
    check,
    error::{Refusal, RelayError},
};

/// The relay's tables, for one chain.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    pool: sql::Pool,
    chain_id: u64,
}

/// What is about to be stored.
#[derive(Clone, Debug)]
pub(super) struct NewIntent {
    pub(super) digest: B256,
    pub(super) signer: Address,
    pub(super) community: String,
    pub(super) action: Action,
    pub(super) slot: String,
    pub(super) contract: Address,
    pub(super) calldata: Bytes,
    /// Hash of the founding token that this uses up.
    pub(super) founding_token: Option<B256>,
    /// What must still be free when it is stored.
    pub(super) quotas: Vec<Quota>,
}

/// How many intents of one kind a day may hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quota {
    /// Of this signer only, or of the whole community.
    pub(super) of_signer: bool,
    /// Of one action only, or of all.
    pub(super) of_action: Option<Action>,
    /// Unix time from which on intents count.
    pub(super) since: u64,
    /// The most of them.
    pub(super) limit: u32,
}

impl NewIntent {
    /// The digest names chain, contract and message: with the signer, that is the whole identity. Never the bytes of
    /// the signature, since one message can have several valid ones.
    pub(super) fn id(&self) -> B256 {
        intent_id(self.digest, self.signer)
    }
}

/// The id of what `signer` signed.
pub(super) fn intent_id(digest: B256, signer: Address) -> B256 {
    keccak256([digest.as_slice(), signer.as_slice()].concat())
}

impl Queue {
    /// Brings the tables up to date.
    pub(super) async fn open(pool: sql::Pool, chain_id: u64) -> Result<Self, RelayError> {
        crate::tables::migrate(&pool).await?;
        Ok(Self { pool, chain_id })
    }

    fn chain(&self) -> i64 {
        self.chain_id as i64
    }

    /// One intent.
    pub(super) async fn get(&self, id: B256) -> Result<Option<Intent>, RelayError> {
        let row =
            sql::query("SELECT * FROM intents WHERE id = $1").bind(id.to_vec()).fetch_optional(&self.pool).await?;
        row.map(|row| Intent::from_row(&row)).transpose()
    }

    /// What is on its way for a slot.
    pub(super) async fn live(
        &self,
        contract: Address,
        signer: Address,
        slot: &str,
    ) -> Result<Option<Intent>, RelayError> {
        let row = sql::query(
            "SELECT * FROM intents WHERE chain_id = $1 AND contract = $2 AND signer = $3 AND slot = $4
             AND state IN ('received', 'simulated', 'sent')",
        )
        .bind(self.chain())
        .bind(contract.to_vec())
        .bind(signer.to_vec())
        .bind(slot)
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| Intent::from_row(&row)).transpose()
    }

    /// Stores an intent, or revives one that failed: its nonce was never used, so it may be tried again. Answers
    /// whether it is news; what was stored meanwhile by an equal request is not.
    pub(super) async fn insert(&self, new: &NewIntent, now: u64) -> Result<bool, RelayError> {
        let mut transaction = self.pool.begin().await?;
        // Counted where nobody else can write: requests that come together cannot pass together.
        for quota in &new.quotas {
            quota.check(&mut transaction, new).await?;
        }
        let stored = sql::query(
            "INSERT INTO intents (id, digest, signer, chain_id, community, action, slot, contract, calldata, state,
             received_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'received', $10, $10)
             ON CONFLICT (digest, signer) DO UPDATE SET state = 'received', calldata = excluded.calldata, gas = NULL,
             nonce = NULL, tx_hash = NULL, reason = NULL, received_at = excluded.received_at,
             updated_at = excluded.updated_at WHERE intents.state = 'failed'",
        )
        .bind(new.id().to_vec())
        .bind(new.digest.to_vec())
        .bind(new.signer.to_vec())
        .bind(self.chain())
        .bind(&new.community)
        .bind(new.action.as_str())
        .bind(&new.slot)
        .bind(new.contract.to_vec())
        .bind(new.calldata.to_vec())
        .bind(now as i64)
        .execute(&mut *transaction)
        .await
        .map_err(one_at_a_time)?;
        if stored.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(token) = new.founding_token {
            founding::spend(&mut transaction, token, new.id()).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// What waits to be sent, oldest first.
    pub(super) async fn waiting(&self, most: u32) -> Result<Vec<Intent>, RelayError> {
        self.list(
            "SELECT * FROM intents WHERE chain_id = $1 AND state IN ('received', 'simulated')
             ORDER BY received_at, id LIMIT $2",
            most,
        )
        .await
    }

    /// What was sent and has no receipt yet, in the order of the key's nonces.
    pub(super) async fn in_flight(&self) -> Result<Vec<Intent>, RelayError> {
        self.list("SELECT * FROM intents WHERE chain_id = $1 AND state = 'sent' ORDER BY nonce LIMIT $2", u32::MAX)
            .await
    }

    async fn list(&self, sql: &'static str, most: u32) -> Result<Vec<Intent>, RelayError> {
        let rows = sql::query(sql).bind(self.chain()).bind(i64::from(most)).fetch_all(&self.pool).await?;
        rows.iter().map(Intent::from_row).collect()
    }

    /// How often one call was asked for and came to an end: makes the next request of an upkeep call a new one.
    pub(super) async fn count_ended(&self, contract: Address, slot: &str) -> Result<u64, RelayError> {
        let count: i64 = sql::query_scalar(
            "SELECT COUNT(*) FROM intents WHERE chain_id = $1 AND contract = $2 AND signer = $3 AND slot = $4
             AND state IN ('mined', 'failed')",
        )
        .bind(self.chain())
        .bind(contract.to_vec())
        .bind(Address::ZERO.to_vec())
        .bind(slot)
        .fetch_one(&self.pool)
        .await?;
        Ok(count as u64)
    }

    /// Keeps the text behind a hash, once.
    pub(super) async fn keep_statement(
        &self,
        community: &str,
        hash: B256,
        text: &str,
        salt: B256,
        now: u64,
    ) -> Result<(), RelayError> {
        sql::query(
            "INSERT INTO statements (hash, community, text, salt, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (community, hash) DO NOTHING",
        )
        .bind(hash.to_vec())
        .bind(community)
        .bind(text)
        .bind(salt.to_vec())
        .bind(now as i64)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The text behind a hash, unless it was erased.
    pub(super) async fn statement(&self, community: &str, hash: B256) -> Result<Option<(String, u64)>, RelayError> {
        let row: Option<(String, i64)> =
            sql::query_as("SELECT text, at FROM statements WHERE community = $1 AND hash = $2")
                .bind(community)
                .bind(hash.to_vec())
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(text, at)| (text, at as u64)))
    }

    /// The call was tried on the current state and needs this much gas.
    pub(super) async fn simulated(&self, id: B256, gas: u64, now: u64) -> Result<(), RelayError> {
        sql::query(
            "UPDATE intents SET state = 'simulated', gas = $2, updated_at = $3 WHERE id = $1 AND state IN ('received', 'simulated')",
        )
        .bind(id.to_vec())
        .bind(gas as i64)
        .bind(now as i64)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// It did not come about; nothing of it was used up.
    pub(super) async fn failed(&self, id: B256, refusal: &Refusal, now: u64) -> Result<(), RelayError> {
        sql::query("UPDATE intents SET state = 'failed', reason = $2, updated_at = $3 WHERE id = $1")
            .bind(id.to_vec())
            .bind(Reason::from(refusal).to_json())
            .bind(now as i64)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

impl Quota {
    async fn check(&self, connection: &mut sql::Connection, new: &NewIntent) -> Result<(), RelayError> {
        let count: i64 = sql::query_scalar(
            "SELECT COUNT(*) FROM intents WHERE community = $1 AND received_at > $2 AND (signer = $3 OR $3 IS NULL)
             AND (action = $4 OR $4 IS NULL)",
        )
        .bind(&new.community)
        .bind(self.since as i64)
        .bind(self.of_signer.then(|| new.signer.to_vec()))
        .bind(self.of_action.map(Action::as_str))
        .fetch_one(connection)
        .await?;
        let whose = if self.of_signer { "this wallet" } else { "this community" };
        Ok(check::quota(count as u64, self.limit, whose)?)
    }
}

/// The index that lets one intent of a purpose be on its way at a time.
fn one_at_a_time(error: sqlx::Error) -> RelayError {
    match &error {
        sqlx::Error::Database(database) if database.is_unique_violation() => Refusal::stale(
            "in_progress",
            "another signature for the same purpose is on its way",
            "Wait until it is mined, look at the result, and sign again if something is left to do.",
        )
        .into(),
        _ => error.into(),
    }
}
