//! Which account belongs to which credential: lets people find their account again on another device.

use alloy::primitives::Address;
use palabre_indexer::sql;

use super::{Queue, row::sized};
use crate::relay::error::RelayError;

impl Queue {
    /// Remembers the account of a credential; the first one stays.
    pub(in crate::relay) async fn remember_passkey(
        &self,
        credential: &[u8],
        account: Address,
        now: u64,
    ) -> Result<(), RelayError> {
        sql::query(
            "INSERT INTO passkeys (chain_id, credential, account, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (chain_id, credential) DO NOTHING",
        )
        .bind(self.chain())
        .bind(credential)
        .bind(account.to_vec())
        .bind(now as i64)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The account of a credential.
    pub(in crate::relay) async fn passkey(&self, credential: &[u8]) -> Result<Option<Address>, RelayError> {
        let row = sql::query("SELECT account FROM passkeys WHERE chain_id = $1 AND credential = $2")
            .bind(self.chain())
            .bind(credential)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| sized::<20>(&row, "account")).transpose()?.flatten().map(Address::from))
    }
}
