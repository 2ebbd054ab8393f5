//! Transactions of intents and the one allocator of the key's nonces.

use alloy::primitives::{Address, B256, Bytes};
use palabre_indexer::sql;

use super::{
    Queue,
    row::{BlockOfIntent, sized},
};
use crate::relay::{error::RelayError, fees::Fees};

/// A transaction that was signed for an intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::relay) struct SignedTransaction {
    pub(in crate::relay) hash: B256,
    pub(in crate::relay) nonce: u64,
    pub(in crate::relay) raw: Bytes,
    pub(in crate::relay) fees: Fees,
    pub(in crate::relay) signed_at: u64,
}

impl Queue {
    /// Takes the key's next nonce for an intent, signs and stores: all or nothing. `on_chain` is the key's count as the
    /// chain knows it; ours may be ahead of it only while something is in flight. Nothing when the intent is on its way
    /// already: another process on the same tables was faster.
    pub(in crate::relay) async fn assign(
        &self,
        id: B256,
        key: Address,
        on_chain: u64,
        sign: impl FnOnce(u64) -> Result<SignedTransaction, RelayError>,
    ) -> Result<Option<SignedTransaction>, RelayError> {
        let mut transaction = self.pool.begin().await?;
        let waits: i64 =
            sql::query_scalar("SELECT COUNT(*) FROM intents WHERE id = $1 AND state IN ('received', 'simulated')")
                .bind(id.to_vec())
                .fetch_one(&mut *transaction)
                .await?;
        if waits == 0 {
            return Ok(None);
        }
        let next: i64 = sql::query_scalar(
            "INSERT INTO relay_nonces (chain_id, address, next) VALUES ($1, $2, $3 + 1)
             ON CONFLICT (chain_id, address) DO UPDATE SET next = 1 + CASE
                 WHEN relay_nonces.next > $3
                     AND EXISTS (SELECT 1 FROM intents WHERE chain_id = $1 AND state = 'sent') THEN relay_nonces.next
                 ELSE $3 END
             RETURNING next",
        )
        .bind(self.chain())
        .bind(key.to_vec())
        .bind(on_chain as i64)
        .fetch_one(&mut *transaction)
        .await?;
        let signed = sign(next as u64 - 1)?;
        store(&mut transaction, id, &signed).await?;
        transaction.commit().await?;
        Ok(Some(signed))
    }

    /// Stores a replacement with the same nonce and higher fees.
    pub(in crate::relay) async fn replace(&self, id: B256, signed: &SignedTransaction) -> Result<(), RelayError> {
        let mut transaction = self.pool.begin().await?;
        store(&mut transaction, id, signed).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The transactions that carry an intent's current nonce, latest first.
    pub(in crate::relay) async fn transactions(&self, id: B256) -> Result<Vec<SignedTransaction>, RelayError> {
        let rows = sql::query(
            "SELECT t.* FROM intent_transactions t JOIN intents i ON i.id = t.intent AND i.nonce = t.nonce
             WHERE t.intent = $1 ORDER BY t.signed_at DESC, LENGTH(t.max_fee_per_gas) DESC, t.max_fee_per_gas DESC",
        )
        .bind(id.to_vec())
        .fetch_all(&self.pool)
        .await?;
        let damaged = || RelayError::Damaged { intent: id, what: "a transaction without its parts".to_owned() };
        rows.iter()
            .map(|row| {
                let fee = |column: &str| row.try_get::<String, _>(column)?.parse::<u128>().map_err(|_| damaged());
                Ok(SignedTransaction {
                    hash: sized::<32>(row, "tx_hash")?.map(B256::from).ok_or_else(damaged)?,
                    nonce: row.try_get::<i64, _>("nonce")? as u64,
                    raw: row.try_get::<Vec<u8>, _>("raw")?.into(),
                    fees: Fees { max: fee("max_fee_per_gas")?, tip: fee("max_priority_fee_per_gas")? },
                    signed_at: row.try_get::<i64, _>("signed_at")? as u64,
                })
            })
            .collect()
    }

    /// It is in a block.
    pub(in crate::relay) async fn mined(
        &self,
        id: B256,
        tx_hash: B256,
        block: BlockOfIntent,
        outcome: Option<&serde_json::Value>,
        now: u64,
    ) -> Result<(), RelayError> {
        sql::query(
            "UPDATE intents SET state = 'mined', tx_hash = $2, block_number = $3, block_hash = $4, outcome = $5,
             updated_at = $6 WHERE id = $1",
        )
        .bind(id.to_vec())
        .bind(tx_hash.to_vec())
        .bind(block.number as i64)
        .bind(block.hash.to_vec())
        .bind(outcome.map(ToString::to_string))
        .bind(now as i64)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Somebody else used the key: the nonce is gone without us, so the intent waits for another one.
    pub(in crate::relay) async fn release(&self, id: B256, now: u64) -> Result<(), RelayError> {
        sql::query(
            "UPDATE intents SET state = 'received', nonce = NULL, tx_hash = NULL, gas = NULL, updated_at = $2
             WHERE id = $1 AND state = 'sent'",
        )
        .bind(id.to_vec())
        .bind(now as i64)
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

async fn store(connection: &mut sql::Connection, id: B256, signed: &SignedTransaction) -> Result<(), RelayError> {
    sql::query(
        "INSERT INTO intent_transactions (tx_hash, intent, nonce, raw, max_fee_per_gas, max_priority_fee_per_gas,
         signed_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tx_hash) DO NOTHING",
    )
    .bind(signed.hash.to_vec())
    .bind(id.to_vec())
    .bind(signed.nonce as i64)
    .bind(signed.raw.to_vec())
    .bind(signed.fees.max.to_string())
    .bind(signed.fees.tip.to_string())
    .bind(signed.signed_at as i64)
    .execute(&mut *connection)
    .await?;
    sql::query("UPDATE intents SET state = 'sent', nonce = $2, tx_hash = $3, updated_at = $4 WHERE id = $1")
        .bind(id.to_vec())
        .bind(signed.nonce as i64)
        .bind(signed.hash.to_vec())
        .bind(signed.signed_at as i64)
        .execute(&mut *connection)
        .await?;
    Ok(())
}
