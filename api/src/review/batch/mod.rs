//! From confirmed candidates to the chain: a batch is planned, numbered, salted, signed by as many reviewers as its lanes
//! need, and sent by the relay. What is undone before it is sent makes it outdated: it is put together again without.

mod plan;
mod shown;

use std::collections::BTreeSet;

use alloy::primitives::{Address, B256};
use palabre_contracts::{Item, MemberId, rules::LedgerRules};
use palabre_indexer::store::LedgerRulesVersion;

pub use self::{
    plan::{Plan, epoch_for, outdated, plans, reviewers_of},
    shown::{BatchStep, ShownBatch, ShownItem},
};
use super::{
    Review, View, evidence,
    store::{Entry, NewBatch},
};
use crate::{
    error::ApiError,
    http::scope::Scope,
    policy::{CHAIN, CandidateId},
    relay::{
        Prepared, Relay,
        actions::{ApproveBatchInput, ApproveBatchSubmission, Approved, ItemInput},
        message::Uint40,
    },
};

/// What somebody wants to sign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A batch that somebody signed already.
    pub batch: Option<B256>,
    /// Only of this epoch.
    pub epoch: Option<u32>,
    /// Only from this tool.
    pub source: Option<String>,
    /// So many contributions at most: a reviewer's budget on chain may not be enough for all.
    pub most: Option<usize>,
}

impl Review {
    /// Writes what a reviewer signs next: a batch that waits for them, or a new one of what was confirmed.
    pub(crate) async fn prepare_batch(
        &self,
        scope: &Scope,
        relay: &Relay,
        signer: (MemberId, Address),
        wanted: Wanted,
    ) -> Result<Prepared, ApiError> {
        let mut prepared = match wanted.batch {
            Some(digest) => self.join_batch(scope, relay, signer, digest).await?,
            None => self.new_batch(scope, relay, signer, wanted).await?,
        };
        prepared.submit.path = format!("/api/v1/communities/{}/review/batches/submit", scope.slug());
        Ok(prepared)
    }

    async fn join_batch(
        &self,
        scope: &Scope,
        relay: &Relay,
        (member, wallet): (MemberId, Address),
        digest: B256,
    ) -> Result<Prepared, ApiError> {
        self.check_current(scope, digest).await?;
        let entries = self.0.book.evidence(scope.slug(), digest).await?;
        if entries.iter().any(|entry| entry.member == member) {
            return Err(own_batch());
        }
        let input = ApproveBatchInput { batch: Some(digest), ..empty(wallet) };
        Ok(relay.prepare_approve_batch(scope.community(), input).await?)
    }

    async fn new_batch(
        &self,
        scope: &Scope,
        relay: &Relay,
        (member, wallet): (MemberId, Address),
        wanted: Wanted,
    ) -> Result<Prepared, ApiError> {
        let rules = scope.store.ledger_rules(scope.slug()).await?;
        let view = self.view(scope).await?;
        let view = if self.sift(scope, &view).await? { self.view(scope).await? } else { view };
        self.look_again(scope, &view, planned(&view, member, &rules, &wanted)).await?;
        let view = self.view(scope).await?;
        let Some(plan) = planned(&view, member, &rules, &wanted) else { return Err(nothing_to_sign()) };
        let (input, entries, number) = self.assembled(scope, &plan, wallet).await?;
        let (epoch, root) = (input.epoch, input.evidence_root);
        let prepared = relay.prepare_approve_batch(scope.community(), input).await?;
        let new = NewBatch {
            digest: prepared.digest,
            epoch,
            source: plan.source,
            source_number: number,
            root,
            deadline: prepared.deadline.unwrap_or(u64::MAX),
            drafted_by: member,
            drafted_at: view.now,
            entries: &entries,
        };
        self.0.book.keep_batch(scope.slug(), &new).await?;
        Ok(prepared)
    }

    /// Gives each candidate its number and its salted record.
    async fn assembled(
        &self,
        scope: &Scope,
        plan: &Plan<'_>,
        wallet: Address,
    ) -> Result<(ApproveBatchInput, Vec<Entry>, u32), ApiError> {
        let (book, slug) = (&self.0.book, scope.slug());
        let number = book.source_number(slug, plan.source).await?;
        let ids: Vec<CandidateId> = plan.candidates.iter().map(|candidate| candidate.id).collect();
        let sequences = book.sequences(slug, plan.source, &ids).await?;
        let (mut items, mut entries) = (Vec::new(), Vec::new());
        for candidate in &plan.candidates {
            let Some(member) = candidate.member else { continue };
            let (points, kind) = (candidate.points.unwrap_or(0), candidate.kind.number());
            let sequence = sequences.get(&candidate.id).copied().unwrap_or(0);
            let item = Item { member, lane: candidate.lane, points, kind, sequence }.check();
            let item = item.map_err(ApiError::internal)?;
            let record = evidence::record(scope.community(), candidate, &item, (plan.epoch, number));
            let (record, salt) = (record.map_err(ApiError::internal)?, self.0.entropy.next());
            let leaf = evidence::leaf(salt, &record);
            let lane = candidate.lane;
            entries.push(Entry { candidate: candidate.id, member, lane, points, leaf, salt, record });
            items.push(ItemInput {
                member_id: packed(member.get())?,
                lane: lane.index(),
                points,
                kind,
                sequence: packed(sequence)?,
            });
        }
        let leaves: Vec<B256> = entries.iter().map(|entry| entry.leaf).collect();
        let evidence_root = evidence::root(&leaves);
        let input = ApproveBatchInput { epoch: plan.epoch, source: number, evidence_root, items, ..empty(wallet) };
        Ok((input, entries, number))
    }

    /// Has the tools look once more at what is about to be signed.
    async fn look_again(&self, scope: &Scope, view: &View, plan: Option<Plan<'_>>) -> Result<(), ApiError> {
        let (Some(recheck), Some(plan)) = (&self.0.recheck, plan) else { return Ok(()) };
        let mut objects: Vec<(String, String)> = Vec::new();
        for act in plan.candidates.iter().flat_map(|candidate| &candidate.acts) {
            let object = view.act(&act.source, &act.external_id).map(|act| act.object.clone());
            objects.extend(object.filter(|_| act.source != CHAIN).map(|object| (act.source.clone(), object)));
        }
        objects.sort();
        objects.dedup();
        recheck.recheck(scope.slug(), &objects).await
    }

    /// Takes a reviewer's signature, unless something that the batch holds was undone since.
    pub(crate) async fn submit_batch(
        &self,
        scope: &Scope,
        relay: &Relay,
        given: ApproveBatchSubmission,
    ) -> Result<Approved, ApiError> {
        let digest = relay.batch_digest(scope.community(), &given);
        if self.0.book.batch(scope.slug(), digest).await?.is_none() {
            return Err(ApiError::not_found(
                "this batch was not put together by the review, or another one took its place",
                "Prepare again: POST .../review/batches/prepare.",
            ));
        }
        self.check_current(scope, digest).await?;
        let approved = relay.submit_approve_batch(scope.community(), given).await?;
        let intent = approved.submitted.as_ref().map(|submitted| submitted.intent.id);
        self.0.book.signed(scope.slug(), digest, intent, scope.now).await?;
        self.known().remove(scope.slug().as_str());
        Ok(approved)
    }

    /// Refuses a batch of the review that holds what does not count any more; others are nobody's business here.
    pub(crate) async fn check_current(&self, scope: &Scope, digest: B256) -> Result<(), ApiError> {
        let Some(batch) = self.0.book.batch(scope.slug(), digest).await? else { return Ok(()) };
        // A batch on its way is not sent twice, whoever repeats its signature: the relay answers what became of it.
        if batch.intent.is_some() && !batch.failed {
            return Ok(());
        }
        if let Some(why) = batch.outdated_why {
            return Err(outdated_batch(&why));
        }
        let view = self.view(scope).await?;
        let entries = self.0.book.evidence(scope.slug(), digest).await?;
        let held: Vec<_> =
            entries.iter().map(|entry| (entry.candidate, entry.member, entry.lane, entry.points)).collect();
        let why = plan::outdated(&view, &held);
        if why.is_empty() {
            return Ok(());
        }
        let why = why.join("; ");
        self.0.book.outdated(scope.slug(), digest, &why, view.now).await?;
        self.known().remove(scope.slug().as_str());
        Err(outdated_batch(&why))
    }

    /// Looks at all batches that wait for signatures; answers whether one of them turned out to be outdated, so that what
    /// else it holds is free again.
    pub(crate) async fn sift(&self, scope: &Scope, view: &View) -> Result<bool, ApiError> {
        let digests: BTreeSet<B256> = view.waiting.values().copied().collect();
        let mut found = false;
        for digest in digests {
            found |= matches!(self.check_current(scope, digest).await, Err(ApiError::Conflict { .. }));
        }
        Ok(found)
    }
}

fn planned<'a>(view: &'a View, member: MemberId, rules: &[LedgerRulesVersion], wanted: &Wanted) -> Option<Plan<'a>> {
    let fits = |plan: &Plan<'_>| {
        wanted.epoch.is_none_or(|epoch| plan.epoch == epoch)
            && wanted.source.as_deref().is_none_or(|source| plan.source == source)
    };
    let mut plan = plans(view, member, |epoch| rules_of(rules, epoch)).into_iter().find(fits)?;
    plan.candidates.truncate(wanted.most.unwrap_or(usize::MAX).max(1));
    Some(plan)
}

/// The rules of recognition that are in force in an epoch.
pub(crate) fn rules_of(versions: &[LedgerRulesVersion], epoch: u32) -> LedgerRules {
    let in_force = versions.iter().filter(|version| version.from_epoch <= epoch);
    let version = in_force.max_by_key(|version| (version.from_epoch, version.version));
    version.map(|version| version.rules.clone()).unwrap_or_default()
}

fn empty(wallet: Address) -> ApproveBatchInput {
    ApproveBatchInput { wallet, batch: None, epoch: 0, source: 0, evidence_root: B256::ZERO, items: Vec::new() }
}

fn packed(number: u64) -> Result<Uint40, ApiError> {
    Uint40::new(number).ok_or_else(|| ApiError::internal(format!("{number} does not fit 40 bits")))
}

fn own_batch() -> ApiError {
    ApiError::forbidden(
        "own_work",
        "this batch holds work of yours, and nobody confirms their own",
        "Leave it to the other reviewers; GET .../review/batches shows what you can sign.",
    )
}

fn nothing_to_sign() -> ApiError {
    ApiError::conflict(
        "nothing_to_sign",
        "nothing that was confirmed waits for your signature",
        "GET .../review?state=confirmed shows what was confirmed; its lanes say who signs.",
    )
}

fn outdated_batch(why: &str) -> ApiError {
    ApiError::conflict(
        "batch_outdated",
        format!("this batch holds what does not count any more: {why}"),
        "Prepare again: POST .../review/batches/prepare puts one together without it.",
    )
}
