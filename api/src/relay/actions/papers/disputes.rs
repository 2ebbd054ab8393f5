//! Disputes about recorded contributions: challenging, deciding, debiting. The contract keeps only the hash of a batch, so
//! each call brings the batch along: as its event has it, found by the mirror.

use alloy::{
    primitives::{Address, U256},
    providers::Provider,
    sol_types::{SolCall, SolEvent},
};
use palabre_contracts::{
    Community, MemberId,
    bindings::{
        challenges::Challenges::{
            self, RecordedBatch, challengeBatchBySigCall, challengeBySigCall, challengeOfCall, debitBySigCall,
            decideBySigCall,
        },
        contributions::Contributions::BatchRecorded,
    },
    papers::{ChallengeBatch, ChallengeItem, DebitItem, DecideChallenge},
};
use palabre_indexer::{
    Store,
    store::{Order as InOrder, Page},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Signed, paper};
use crate::relay::{
    Relay,
    accept::Submitted,
    error::{Refusal, RelayError},
    message::{
        Uint256,
        papers::{ChallengeBatchMessage, ChallengeItemMessage, DebitItemMessage, DecideChallengeMessage},
    },
    prepared::Prepared,
};

/// Items that a decision strikes at once: a batch has at most 250, and this many fit into the gas of one transaction.
const MOST_STRUCK: u64 = 100;

paper!(ChallengeItem, ChallengeItemMessage, Challenge, challenges, CHALLENGE, Member, challenge_item);
paper!(ChallengeBatch, ChallengeBatchMessage, ChallengeBatch, challenges, CHALLENGE, Moderator, challenge_batch);
paper!(DecideChallenge, DecideChallengeMessage, DecideChallenge, challenges, DECIDE, Moderator, decide_challenge);
paper!(DebitItem, DebitItemMessage, DebitItem, challenges, DEBIT, Moderator, debit_item);

/// Somebody challenges a contribution, or a moderator a whole batch.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChallengeInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// The batch.
    pub batch_id: u64,
    /// Place of the contribution in it, from 0; left out for the whole batch.
    #[serde(default)]
    pub index: Option<u16>,
    /// Why; kept by the service, only its salted hash goes on chain.
    pub reason: String,
}

/// A moderator votes on a challenge.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// The challenge.
    pub challenge_id: Uint256,
    /// Whether it is upheld.
    pub uphold: bool,
}

/// A moderator votes to debit a contribution of a final epoch.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DebitInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// The batch.
    pub batch_id: u64,
    /// Place of the contribution in it, from 0.
    pub index: u16,
    /// Why; kept by the service, only its salted hash goes on chain.
    pub reason: String,
}

/// A challenge of one contribution or of a batch: whichever of the two was signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum SignedDispute {
    /// Of one contribution.
    Item(ChallengeItemMessage),
    /// Of a whole batch.
    Batch(ChallengeBatchMessage),
}

impl Relay {
    /// Writes what somebody signs to challenge a contribution or a batch.
    pub async fn prepare_challenge(
        &self,
        community: &Community,
        store: &Store,
        input: ChallengeInput,
    ) -> Result<Prepared, RelayError> {
        let ChallengeInput { wallet, batch_id, index, reason: text } = input;
        let batch = self.recorded(community, store, batch_id).await?;
        let statement = self.salted(text)?;
        let (reason, extra) = (statement.hash(), json!({ "statement": statement }));
        let batch_id = batch.batchId;
        match index {
            Some(index) => {
                self.prepare_paper(community, wallet, extra, |nonce, deadline| ChallengeItem {
                    wallet,
                    batchId: batch_id,
                    index: U256::from(index),
                    reason,
                    nonce,
                    deadline,
                })
                .await
            }
            None => {
                self.prepare_paper(community, wallet, extra, |nonce, deadline| ChallengeBatch {
                    wallet,
                    batchId: batch_id,
                    reason,
                    nonce,
                    deadline,
                })
                .await
            }
        }
    }

    /// Takes the signature of somebody who challenges a contribution or a batch.
    pub async fn submit_challenge(
        &self,
        community: &Community,
        store: &Store,
        given: Signed<SignedDispute>,
    ) -> Result<Submitted, RelayError> {
        let envelope = given.envelope();
        match given.message {
            SignedDispute::Item(message) => {
                let typed = ChallengeItem::from(message);
                let (reason, batch) = (typed.reason, self.recorded(community, store, small(typed.batchId)?).await?);
                let submit = self.submit_paper(community, typed, &envelope, |paper, signature| {
                    challengeBySigCall { paper: paper.into(), signature, batch }.abi_encode()
                });
                self.with_statement(community, reason, given.statement.as_ref(), submit).await
            }
            SignedDispute::Batch(message) => {
                let typed = ChallengeBatch::from(message);
                let (reason, batch) = (typed.reason, self.recorded(community, store, small(typed.batchId)?).await?);
                let submit = self.submit_paper(community, typed, &envelope, |paper, signature| {
                    challengeBatchBySigCall { paper: paper.into(), signature, batch }.abi_encode()
                });
                self.with_statement(community, reason, given.statement.as_ref(), submit).await
            }
        }
    }

    /// Writes what a moderator signs to vote on a challenge.
    pub async fn prepare_decide_challenge(
        &self,
        community: &Community,
        store: &Store,
        input: DecideInput,
    ) -> Result<Prepared, RelayError> {
        let DecideInput { wallet, challenge_id: Uint256(challenge), uphold } = input;
        self.batch_of(community, store, challenge).await?;
        self.prepare_paper(community, wallet, json!({}), |nonce, deadline| DecideChallenge {
            wallet,
            challengeId: challenge,
            uphold,
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of a moderator who votes on a challenge.
    pub async fn submit_decide_challenge(
        &self,
        community: &Community,
        store: &Store,
        given: Signed<DecideChallengeMessage>,
    ) -> Result<Submitted, RelayError> {
        let (envelope, typed) = (given.envelope(), DecideChallenge::from(given.message));
        let batch = self.batch_of(community, store, typed.challengeId).await?;
        self.submit_paper(community, typed, &envelope, |paper, signature| {
            decideBySigCall { paper: paper.into(), signature, batch, most: U256::from(MOST_STRUCK) }.abi_encode()
        })
        .await
    }

    /// Writes what a moderator signs to debit a contribution of a final epoch.
    pub async fn prepare_debit_item(
        &self,
        community: &Community,
        store: &Store,
        input: DebitInput,
    ) -> Result<Prepared, RelayError> {
        let DebitInput { wallet, batch_id, index, reason: text } = input;
        let batch = self.recorded(community, store, batch_id).await?;
        let statement = self.salted(text)?;
        let (reason, extra) = (statement.hash(), json!({ "statement": statement }));
        self.prepare_paper(community, wallet, extra, |nonce, deadline| DebitItem {
            wallet,
            batchId: batch.batchId,
            index: U256::from(index),
            reason,
            nonce,
            deadline,
        })
        .await
    }

    /// Takes the signature of a moderator who debits a contribution.
    pub async fn submit_debit_item(
        &self,
        community: &Community,
        store: &Store,
        given: Signed<DebitItemMessage>,
    ) -> Result<Submitted, RelayError> {
        let (envelope, typed) = (given.envelope(), DebitItem::from(given.message));
        let (reason, batch) = (typed.reason, self.recorded(community, store, small(typed.batchId)?).await?);
        let submit = self.submit_paper(community, typed, &envelope, |paper, signature| {
            debitBySigCall { paper: paper.into(), signature, batch }.abi_encode()
        });
        self.with_statement(community, reason, given.statement.as_ref(), submit).await
    }

    async fn batch_of(
        &self,
        community: &Community,
        store: &Store,
        challenge: U256,
    ) -> Result<RecordedBatch, RelayError> {
        let call = challengeOfCall { challengeId: challenge };
        let found = self.0.chain.ask(community.contracts.challenges, call).await?;
        if found.challenger.is_zero() {
            return Err(Refusal::unknown(
                format!("there is no challenge {challenge}"),
                "GET /api/v1/communities/{community}/events?name=ItemChallenged lists challenges.",
            )
            .into());
        }
        self.recorded(community, store, found.batchId).await
    }

    /// A batch as its event has it. The mirror knows the transaction, the chain has the rest.
    async fn recorded(&self, community: &Community, store: &Store, id: u64) -> Result<RecordedBatch, RelayError> {
        let unknown = || {
            Refusal::unknown(
                format!("there is no batch {id}"),
                "GET /api/v1/communities/{community}/batches lists the batches.",
            )
        };
        let page = Page { after: Some(id.saturating_add(1)), limit: 1, order: InOrder::Newest };
        let rows = store.batches(&community.slug, None, page).await.map_err(RelayError::Mirror)?;
        let row = rows.into_iter().find(|row| row.batch_id == id).ok_or_else(unknown)?;
        let receipt = self.0.chain.provider.get_transaction_receipt(row.tx_hash).await?.ok_or_else(unknown)?;
        let logs = receipt.inner.logs().iter().filter(|log| log.address() == community.contracts.contributions);
        let recorded = logs.filter_map(|log| BatchRecorded::decode_log_data(&log.inner.data).ok());
        let event = recorded.into_iter().find(|event| event.batchId == U256::from(id)).ok_or_else(unknown)?;
        Ok(Challenges::RecordedBatch {
            batchId: event.batchId,
            epoch: event.epoch,
            source: event.source,
            evidenceRoot: event.evidenceRoot,
            approvers: row.approvers.into_iter().map(MemberId::into).collect(),
            items: event.items,
        })
    }
}

fn small(batch: U256) -> Result<u64, Refusal> {
    u64::try_from(batch)
        .map_err(|_| Refusal::unknown(format!("there is no batch {batch}"), "Ask for new data to sign."))
}
