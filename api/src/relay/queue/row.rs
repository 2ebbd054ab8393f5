//! One row of `intents`.

use alloy::primitives::{Address, B256, Bytes};
use palabre_indexer::sql;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::relay::{
    action::Action,
    error::{Refusal, RelayError},
};

/// Where an intent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Checked and stored.
    Received,
    /// Tried on the current state: it would work.
    Simulated,
    /// Sent to the chain.
    Sent,
    /// In a block.
    Mined,
    /// It did not come about; nothing of it was used up, and the same signature may be submitted again.
    Failed,
}

impl State {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "received" => Self::Received,
            "simulated" => Self::Simulated,
            "sent" => Self::Sent,
            "mined" => Self::Mined,
            "failed" => Self::Failed,
            _ => return None,
        })
    }

    /// Whether nothing more will happen.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Mined | Self::Failed)
    }
}

/// Why an intent failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// Stable name, for programs.
    #[schema(example = "charter_not_current")]
    pub code: String,
    /// The cause.
    pub detail: String,
    /// What to do about it.
    pub next_step: String,
}

impl Reason {
    pub(super) fn to_json(&self) -> String {
        // Three texts: this cannot fail to serialise.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl From<&Refusal> for Reason {
    fn from(refusal: &Refusal) -> Self {
        Self { code: refusal.code.to_owned(), detail: refusal.detail.clone(), next_step: refusal.next_step.clone() }
    }
}

/// The block that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockOfIntent {
    /// Number.
    pub number: u64,
    /// Hash.
    pub hash: B256,
}

/// Something that somebody asked the relay to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Made of digest and signer.
    pub id: B256,
    /// What was signed.
    pub digest: B256,
    /// Who signed; zero for upkeep.
    pub signer: Address,
    /// Short name of the community.
    pub community: String,
    /// What it does.
    pub action: Action,
    /// Whom it calls.
    pub contract: Address,
    /// With what.
    pub calldata: Bytes,
    /// Where it stands.
    pub state: State,
    /// Gas that it needed when it was tried.
    pub gas: Option<u64>,
    /// Transaction number of the relay's key.
    pub nonce: Option<u64>,
    /// The latest transaction, or the one that was mined.
    pub tx_hash: Option<B256>,
    /// The block that holds it.
    pub block: Option<BlockOfIntent>,
    /// Why it failed.
    pub reason: Option<Reason>,
    /// What it brought about.
    pub outcome: Option<Value>,
    /// Unix time.
    pub received_at: u64,
    /// Unix time of the latest change.
    pub updated_at: u64,
}

impl Intent {
    pub(super) fn from_row(row: &sql::Row) -> Result<Self, RelayError> {
        let id = B256::from_slice(&sized::<32>(row, "id")?.unwrap_or_default());
        let damaged = |what: &str| RelayError::Damaged { intent: id, what: what.to_owned() };
        let number = |column: &str| -> Result<Option<u64>, sqlx::Error> {
            Ok(row.try_get::<Option<i64>, _>(column)?.map(|number| number as u64))
        };
        let text = |column: &str| row.try_get::<Option<String>, _>(column);
        let hash = |column: &str| Ok::<_, RelayError>(sized::<32>(row, column)?.map(B256::from));
        let block = number("block_number")?.zip(hash("block_hash")?);
        Ok(Self {
            id,
            digest: hash("digest")?.ok_or_else(|| damaged("no digest"))?,
            signer: sized::<20>(row, "signer")?.map(Address::from).ok_or_else(|| damaged("no signer"))?,
            community: row.try_get("community")?,
            action: row.try_get::<String, _>("action")?.parse().map_err(|_| damaged("unknown action"))?,
            contract: sized::<20>(row, "contract")?.map(Address::from).ok_or_else(|| damaged("no contract"))?,
            calldata: row.try_get::<Vec<u8>, _>("calldata")?.into(),
            state: State::parse(&row.try_get::<String, _>("state")?).ok_or_else(|| damaged("unknown state"))?,
            gas: number("gas")?,
            nonce: number("nonce")?,
            tx_hash: hash("tx_hash")?,
            block: block.map(|(number, hash)| BlockOfIntent { number, hash }),
            reason: text("reason")?.and_then(|json| serde_json::from_str(&json).ok()),
            outcome: text("outcome")?.and_then(|json| serde_json::from_str(&json).ok()),
            received_at: number("received_at")?.unwrap_or_default(),
            updated_at: number("updated_at")?.unwrap_or_default(),
        })
    }
}

/// Bytes of a known length.
pub(super) fn sized<const N: usize>(row: &sql::Row, column: &str) -> Result<Option<[u8; N]>, RelayError> {
    let bytes: Option<Vec<u8>> = row.try_get(column)?;
    let Some(bytes) = bytes else { return Ok(None) };
    let length = bytes.len();
    bytes.try_into().map(Some).map_err(|_| RelayError::Damaged {
        intent: B256::ZERO,
        what: format!("{column} has {length} bytes instead of {N}"),
    })
}
