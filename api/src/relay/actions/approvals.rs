//! Batches: reviewers sign one after the other, and as soon as every contribution has its quorum the batch is recorded.

use alloy::{
    network::TransactionBuilder,
    primitives::{Address, B256, Bytes, U256},
    rpc::types::TransactionRequest,
    sol_types::{SolCall, SolInterface},
};
use palabre_contracts::{
    Community, Item, Lane, MemberId, Roles,
    bindings::contributions::Contributions::{
        Approval, Batch, ContributionsErrors, recordCall, recordedCall, rulesVersionAtCall,
    },
    contribution,
    typed_data::{self, ApproveBatch},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::{Claimed, Envelope, finish};
use crate::relay::{
    Relay,
    accept::{Order, Submitted},
    action::Action,
    error::{Refusal, RelayError},
    message::{ApproveBatchMessage, Uint40},
    prepared::{Draft, Prepared},
    queue::StoredApproval,
    refusals::refusal,
    sentence::Voice,
};

/// How long reviewers have until the last of them signed.
const SIGNING_TIME: u64 = 7 * 86_400;
/// Most contributions of a batch, as the contract has it.
const MOST_ITEMS: usize = 250;

/// A contribution to confirm.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemInput {
    /// Whose.
    pub member_id: Uint40,
    /// Kind of contribution, 0 to 7.
    #[schema(maximum = 7)]
    pub lane: u8,
    /// Points.
    pub points: u32,
    /// Finer kind; 0 to keep it private.
    #[serde(default)]
    pub kind: u16,
    /// Number within its source, used once.
    pub sequence: Uint40,
}

/// A reviewer wants to confirm contributions: new ones, or those that another reviewer confirmed.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveBatchInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub wallet: Address,
    /// A batch that somebody signed already, by its digest; then nothing else is needed.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub batch: Option<B256>,
    /// Epoch of the contributions.
    #[serde(default)]
    pub epoch: u32,
    /// The connected tool that they come from.
    #[serde(default)]
    pub source: u32,
    /// Root of the salted evidence records.
    #[serde(default)]
    #[schema(value_type = crate::http::wire::HashText)]
    pub evidence_root: B256,
    /// The contributions, 1 to 250.
    #[serde(default)]
    pub items: Vec<ItemInput>,
}

/// A reviewer confirms contributions.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveBatchSubmission {
    /// What was signed.
    pub message: ApproveBatchMessage,
    /// Who signed.
    #[schema(value_type = crate::http::wire::AddressText)]
    pub signer: Address,
    /// The signature.
    #[schema(value_type = crate::http::wire::HexText)]
    pub signature: Bytes,
}

/// How far a batch is.
#[derive(Clone, Debug, PartialEq)]
pub struct Approved {
    /// Names the batch for the next reviewer.
    pub batch: B256,
    /// Members who confirmed it, by id.
    pub approvers: Vec<u64>,
    /// The record, once every contribution has its quorum.
    pub submitted: Option<Submitted>,
    /// What is missing until then, in the contract's words.
    pub missing: Option<String>,
}

impl Relay {
    /// Writes what a reviewer signs.
    pub async fn prepare_approve_batch(
        &self,
        community: &Community,
        input: ApproveBatchInput,
    ) -> Result<Prepared, RelayError> {
        self.on_our_chain(community)?;
        let wallet = input.wallet;
        let typed = match input.batch {
            Some(digest) => self.known_batch(community, digest).await?,
            None => self.new_batch(community, input).await?,
        };
        let items = unpacked(&typed)?;
        self.check_reviewer(community, wallet, &items).await?;
        let deadline = typed.deadline.saturating_to();
        let draft = Draft {
            community,
            kind: "approve_batch",
            path: "approve-batch/submit".to_owned(),
            typed: &typed,
            domain: community.domain(community.contracts.contributions),
            sentence: Voice { community }.approve_batch(&typed, &items),
            deadline: Some(deadline),
        };
        finish(draft, wallet, &ApproveBatchMessage::from(typed.clone()), json!({}))
    }

    /// Takes a reviewer's signature; records the batch when it was the last one needed.
    pub async fn submit_approve_batch(
        &self,
        community: &Community,
        given: ApproveBatchSubmission,
    ) -> Result<Approved, RelayError> {
        self.on_our_chain(community)?;
        let contract = community.contracts.contributions;
        let envelope = Envelope { signer: given.signer, signature: given.signature };
        let typed = ApproveBatch::from(given.message);
        let claimed = Claimed { typed: &typed, domain: community.domain(contract), envelope: &envelope };
        let items = unpacked(&typed)?;
        self.check_deadline(typed.deadline).await?;
        let signature = self.verified(&claimed).await?;
        let id = self.check_reviewer(community, envelope.signer, &items).await?;
        let digest = claimed.digest();
        let mut approvals = self.0.queue.approvals(community.slug.as_str(), digest).await?;
        let first = approvals.first().map_or(envelope.signer, |first| first.reviewer);
        if let Some(known) = self.known(digest, first).await? {
            let approvers = approvals.iter().map(|approval| approval.member_id).collect();
            return Ok(Approved { batch: digest, approvers, submitted: Some(known), missing: None });
        }
        let new = StoredApproval { reviewer: envelope.signer, member_id: id.get(), signature };
        approvals.retain(|other| other.reviewer != new.reviewer);
        approvals.push(new.clone());
        approvals.sort_by_key(|approval| approval.member_id);
        let call = record(&typed, &approvals);
        let missing = self.try_record(community, &call).await?;
        let message = serde_json::to_string(&ApproveBatchMessage::from(typed.clone()))
            .map_err(|error| RelayError::Database(sqlx::Error::Encode(error.into())))?;
        self.0.queue.keep_approval(community.slug.as_str(), digest, &message, &new, self.0.clock.now()).await?;
        let approvers = approvals.iter().map(|approval| approval.member_id).collect();
        if missing.is_some() {
            return Ok(Approved { batch: digest, approvers, submitted: None, missing });
        }
        let order = Order {
            action: Action::Record,
            digest,
            // Whoever began it: two reviewers who finish it at once mean the same record.
            signer: first,
            slot: format!("record:{digest:x}"),
            contract,
            calldata: call,
            founding_token: None,
        };
        let submitted = Some(self.accept(community, order).await?);
        Ok(Approved { batch: digest, approvers, submitted, missing: None })
    }

    /// Names the batch that a reviewer signs.
    pub fn batch_digest(&self, community: &Community, given: &ApproveBatchSubmission) -> B256 {
        let domain = community.domain(community.contracts.contributions);
        typed_data::digest(&ApproveBatch::from(given.message.clone()), &domain)
    }

    /// Members who signed a batch, first one first.
    pub async fn approvers(&self, community: &Community, batch: B256) -> Result<Vec<u64>, RelayError> {
        let approvals = self.0.queue.approvals(community.slug.as_str(), batch).await?;
        Ok(approvals.into_iter().map(|approval| approval.member_id).collect())
    }

    async fn known_batch(&self, community: &Community, digest: B256) -> Result<ApproveBatch, RelayError> {
        let text = self.0.queue.batch(community.slug.as_str(), digest).await?.ok_or_else(|| {
            Refusal::unknown(
                format!("nobody signed a batch {digest}"),
                "Take the `batch` that the first reviewer's submit answered.",
            )
        })?;
        let damaged = |error: serde_json::Error| RelayError::Damaged { intent: digest, what: error.to_string() };
        Ok(serde_json::from_str::<ApproveBatchMessage>(&text).map_err(damaged)?.into())
    }

    async fn new_batch(&self, community: &Community, input: ApproveBatchInput) -> Result<ApproveBatch, RelayError> {
        let contract = community.contracts.contributions;
        let items = input.items.iter().map(item).collect::<Result<Vec<_>, _>>()?;
        for item in &items {
            let call =
                recordedCall { source: input.source, sequence: Uint40::new(item.sequence).unwrap_or_default().into() };
            if self.0.chain.ask(contract, call).await? {
                return Err(Refusal::stale(
                    "recorded_already",
                    format!("contribution {} of source {} was recorded already", item.sequence, input.source),
                    "Leave it out.",
                )
                .into());
            }
        }
        let packed = contribution::pack(&items).map_err(|error| Refusal::malformed(error, "Correct the items."))?;
        Ok(ApproveBatch {
            epoch: input.epoch,
            source: input.source,
            rulesVersion: self.0.chain.ask(contract, rulesVersionAtCall { epoch: input.epoch }).await?,
            evidenceRoot: input.evidence_root,
            items: packed,
            deadline: U256::from(self.0.chain.now().await? + SIGNING_TIME),
        })
    }

    /// A reviewer of at least one of the lanes.
    async fn check_reviewer(
        &self,
        community: &Community,
        wallet: Address,
        items: &[Item],
    ) -> Result<MemberId, RelayError> {
        let actor = self.0.chain.actor(community, wallet).await?;
        if items.iter().any(|item| actor.roles.holds(Roles::reviewer(item.lane))) {
            return Ok(actor.id);
        }
        Err(Refusal::unmet(
            "reviewers_only",
            "this wallet is that of no reviewer of these contributions",
            "Ask a reviewer of their lanes: GET /api/v1/communities/{community}/members?role=reviewer:0 lists some.",
        )
        .into())
    }

    /// Tries the record: nothing is missing, or approvals are; everything else is a refusal.
    async fn try_record(&self, community: &Community, call: &[u8]) -> Result<Option<String>, RelayError> {
        let request = TransactionRequest::default()
            .with_from(self.address())
            .with_to(community.contracts.contributions)
            .with_input(call.to_vec());
        match self.0.chain.try_call(request).await? {
            Ok(_) => Ok(None),
            Err(data) => match ContributionsErrors::abi_decode(&data) {
                Ok(ContributionsErrors::ContributionsQuorum(quorum)) => Ok(Some(format!(
                    "contribution {} in lane {} has {} of {} approvals",
                    quorum.sequence, quorum.lane, quorum.approvals, quorum.needed
                ))),
                _ => Err(refusal(&data).into()),
            },
        }
    }
}

fn item(input: &ItemInput) -> Result<Item, Refusal> {
    let wrong = |error: &dyn std::fmt::Display| Refusal::malformed(error, "Correct the items.");
    Ok(Item {
        member: MemberId::new(input.member_id.get()).map_err(|error| wrong(&error))?,
        lane: Lane::new(input.lane).map_err(|error| wrong(&error))?,
        points: input.points,
        kind: input.kind,
        sequence: input.sequence.get(),
    })
}

fn unpacked(batch: &ApproveBatch) -> Result<Vec<Item>, Refusal> {
    let items = contribution::unpack(&batch.items).map_err(|error| Refusal::malformed(error, "Correct the items."))?;
    if items.is_empty() || items.len() > MOST_ITEMS {
        let next_step = format!("Confirm 1 to {MOST_ITEMS} contributions at once.");
        return Err(Refusal::malformed(format!("a batch of {} contributions", items.len()), next_step));
    }
    Ok(items)
}

fn record(batch: &ApproveBatch, approvals: &[StoredApproval]) -> Vec<u8> {
    let approval = |one: &StoredApproval| Approval {
        reviewer: one.reviewer,
        deadline: batch.deadline,
        signature: one.signature.clone(),
    };
    recordCall {
        batch: Batch {
            epoch: batch.epoch,
            source: batch.source,
            rulesVersion: batch.rulesVersion,
            evidenceRoot: batch.evidenceRoot,
            items: batch.items.clone(),
        },
        approvals: approvals.iter().map(approval).collect(),
    }
    .abi_encode()
}
