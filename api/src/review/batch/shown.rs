//! Batches as people see them: how far each is, who signed, what is missing.

use alloy::primitives::B256;
use palabre_contracts::{MemberId, rules::Phase};
use palabre_indexer::store::LedgerRulesVersion;
use serde::Serialize;
use utoipa::ToSchema;

use super::{plan::reviewers_of, rules_of};
use crate::{
    error::ApiError,
    http::scope::Scope,
    policy::{CandidateId, Kind},
    relay::Relay,
    review::{
        Review, View,
        store::{StoredBatch, StoredEvidence},
    },
};

/// Batches that are shown.
const SHOWN: u32 = 50;

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BatchStep {
    /// Reviewers sign.
    Signing,
    /// All signed; on its way to the chain.
    Sent,
    /// The chain did not take it; what it holds can be put into another one.
    Failed,
    /// On chain; its epoch may still change.
    Recorded,
    /// Its epoch is final.
    Final,
    /// Its points became votes.
    Settled,
    /// Something in it was undone before it was sent; what else it holds can be put into another one.
    Outdated,
    /// Not enough reviewers signed in time.
    Expired,
}

impl BatchStep {
    /// Stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Signing => "signing",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Recorded => "recorded",
            Self::Final => "final",
            Self::Settled => "settled",
            Self::Outdated => "outdated",
            Self::Expired => "expired",
        }
    }
}

/// An item of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownItem {
    /// Whose part of what.
    pub candidate: CandidateId,
    /// The kind, while the contribution is known.
    pub kind: Option<Kind>,
    /// Whose.
    pub member: MemberId,
    /// The lane.
    pub lane: u8,
    /// Its points.
    pub points: u32,
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownBatch {
    /// What reviewers sign.
    pub digest: B256,
    /// Its epoch.
    pub epoch: u32,
    /// Its tool.
    pub source: String,
    /// Who put it together.
    pub drafted_by: MemberId,
    /// The first signature, unix seconds.
    pub signed_at: u64,
    /// When signatures become void.
    pub deadline: u64,
    /// How far it is.
    pub step: BatchStep,
    /// Why it is outdated.
    pub why: Option<String>,
    /// What it holds.
    pub items: Vec<ShownItem>,
    /// Who signed.
    pub approvers: Vec<u64>,
    /// How many have to, at most: by lane it may be fewer.
    pub quorum: u8,
    /// Whether the member who looks can sign it now.
    pub signable: bool,
    /// Its way to the chain.
    pub intent: Option<B256>,
    /// Its number there, and the transaction.
    pub recorded: Option<(u64, B256)>,
}

impl Review {
    /// Batches that somebody signed, latest first.
    pub(crate) async fn batches(
        &self,
        scope: &Scope,
        relay: &Relay,
        viewer: MemberId,
    ) -> Result<Vec<ShownBatch>, ApiError> {
        let view = self.view(scope).await?;
        let view = if self.sift(scope, &view).await? { self.view(scope).await? } else { view };
        let rules = scope.store.ledger_rules(scope.slug()).await?;
        let mints = scope.store.reputation_mints(scope.slug()).await?;
        let mut shown = Vec::new();
        for batch in self.0.book.signed_batches(scope.slug(), SHOWN).await? {
            let settled = mints.iter().any(|mint| mint.epoch == batch.epoch);
            let entries = self.0.book.evidence(scope.slug(), batch.digest).await?;
            let approvers = relay.approvers(scope.community(), batch.digest).await?;
            let recorded = recorded(scope, &view, &batch).await?;
            let step = step(scope, &batch, recorded.is_some(), settled);
            shown.push(show(&view, &rules, batch, Found { entries, approvers, recorded, step, viewer }));
        }
        Ok(shown)
    }
}

/// What is known of a batch beside its row.
struct Found {
    entries: Vec<StoredEvidence>,
    approvers: Vec<u64>,
    recorded: Option<(u64, B256)>,
    step: BatchStep,
    viewer: MemberId,
}

fn show(view: &View, rules: &[LedgerRulesVersion], batch: StoredBatch, found: Found) -> ShownBatch {
    let Found { entries, approvers, recorded, step, viewer } = found;
    let quorums = rules_of(rules, batch.epoch).quorum;
    let quorum = entries.iter().map(|entry| quorums[usize::from(entry.lane.index())]).max().unwrap_or(0);
    let reviews = entries.iter().any(|entry| reviewers_of(view, entry.lane).contains(&viewer));
    let own = entries.iter().any(|entry| entry.member == viewer);
    let signable = step == BatchStep::Signing && reviews && !own && !approvers.contains(&viewer.get());
    let item = |entry: StoredEvidence| ShownItem {
        candidate: entry.candidate,
        kind: view.candidate(entry.candidate).map(|candidate| candidate.kind),
        member: entry.member,
        lane: entry.lane.index(),
        points: entry.points,
    };
    ShownBatch {
        digest: batch.digest,
        epoch: batch.epoch,
        source: batch.source,
        drafted_by: batch.drafted_by,
        signed_at: batch.signed_at.unwrap_or(batch.drafted_at),
        deadline: batch.deadline,
        step,
        why: batch.outdated_why,
        items: entries.into_iter().map(item).collect(),
        approvers,
        quorum,
        signable,
        intent: batch.intent,
        recorded,
    }
}

/// Where the mirror has it: the root of its evidence is salted, so no other batch has the same.
async fn recorded(scope: &Scope, view: &View, batch: &StoredBatch) -> Result<Option<(u64, B256)>, ApiError> {
    let Some(item) = view.recorded.values().find(|item| item.root == batch.root) else { return Ok(None) };
    let row = scope.store.batch(scope.slug(), item.batch).await?;
    Ok(row.map(|row| (row.batch_id, row.tx_hash)))
}

fn step(scope: &Scope, batch: &StoredBatch, recorded: bool, settled: bool) -> BatchStep {
    if recorded {
        return match scope.phase(batch.epoch) {
            Phase::Final if settled => BatchStep::Settled,
            Phase::Final => BatchStep::Final,
            _ => BatchStep::Recorded,
        };
    }
    match batch.intent {
        Some(_) if batch.failed => BatchStep::Failed,
        Some(_) => BatchStep::Sent,
        None if batch.outdated_at.is_some() => BatchStep::Outdated,
        None if batch.deadline < scope.now => BatchStep::Expired,
        None => BatchStep::Signing,
    }
}
