//! Why a member has the points they have, and why others did not come: from the act in a tool to the transaction.

use std::collections::{BTreeMap, btree_map::Entry};

use alloy::primitives::B256;
use palabre_contracts::{Item, MemberId};
use palabre_indexer::store::{Batch, Contribution, ContributionFilter, Page};
use serde::Deserialize;

use super::{Recorded, Review, View, evidence, store::StoredEvidence};
use crate::{
    error::ApiError,
    http::scope::Scope,
    policy::{Account, ActRef, Candidate, CandidateId, Confirmation, Decision, Kind, Person, State, SubjectId},
};

/// What is known about one part of a contribution.
#[derive(Clone, Debug)]
pub struct Reason {
    /// Which part.
    pub candidate: CandidateId,
    /// Of which contribution; none where only the chain knows it any more.
    pub subject: Option<SubjectId>,
    /// What it is.
    pub kind: Option<Kind>,
    /// The lane.
    pub lane: u8,
    /// The tool; none where only the chain knows it any more.
    pub source: Option<String>,
    /// The account that did it.
    pub account: Option<String>,
    /// Where it stands.
    pub state: State,
    /// Its points: those on chain, else as things stand; none while its size is not chosen.
    pub points: Option<u32>,
    /// When it happened, unix seconds.
    pub occurred_at: Option<u64>,
    /// When it has held long enough.
    pub matures_at: Option<u64>,
    /// Its epoch: on chain the one that it was recorded in.
    pub epoch: u32,
    /// The decision that reviewers signed; for what is not on chain the one that holds now. None when it was erased.
    pub decision: Option<Decision>,
    /// The decision that holds now, where it says something else than what was signed.
    pub now: Option<Decision>,
    /// Who confirmed it.
    pub confirmations: Vec<Confirmation>,
    /// Who refused it, when and why.
    pub refusals: Vec<(MemberId, u64, Option<String>)>,
    /// The acts behind it.
    pub acts: Vec<ActRef>,
    /// The batch on chain, with the row of the mirror.
    pub recorded: Option<OnChain>,
}

/// Where a contribution is on chain.
#[derive(Clone, Debug)]
pub struct OnChain {
    /// Its row.
    pub item: Contribution,
    /// Its batch.
    pub batch: Batch,
    /// Whether a challenge took it back.
    pub struck: bool,
    /// What reviewers signed about it.
    pub evidence: Option<Evidence>,
}

/// The salted record behind an item, as far as it was not erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its hash.
    pub leaf: B256,
    /// The way from there to the root on chain.
    pub proof: Vec<B256>,
    /// The salt.
    pub salt: Option<B256>,
    /// The record.
    pub record: Option<String>,
}

/// The part of a record that is told again.
#[derive(Deserialize)]
struct Signed {
    subject: B256,
    source: String,
    account: String,
    kind: Kind,
    occurred_at: u64,
    policy_version: u32,
    policy_hash: B256,
    line: Kind,
    steps: Vec<crate::policy::Step>,
    confirmations: Vec<SignedConfirmation>,
    acts: Vec<SignedAct>,
}

#[derive(Deserialize)]
struct SignedConfirmation {
    person: SignedPerson,
    by: crate::policy::Confirmer,
    at: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum SignedPerson {
    Member(u64),
    Account { source: String, account: String },
    Unnamed(String),
}

#[derive(Deserialize)]
struct SignedAct {
    source: String,
    external_id: String,
    raw_hash: B256,
}

impl SignedConfirmation {
    fn told(self) -> Confirmation {
        let person = match self.person {
            SignedPerson::Member(number) => match MemberId::new(number) {
                Ok(member) => Person::Member(member),
                Err(_) => Person::Unnamed(number.to_string()),
            },
            SignedPerson::Account { source, account } => Person::Account(Account::new(source, account)),
            SignedPerson::Unnamed(source) => Person::Unnamed(source),
        };
        Confirmation { person, by: self.by, at: self.at }
    }
}

impl Review {
    /// Everything of a member, the latest first: what is on chain and what is not.
    pub(crate) async fn reasons(&self, scope: &Scope, member: MemberId) -> Result<Vec<Reason>, ApiError> {
        let view = self.view(scope).await?;
        let mut reasons = Vec::new();
        let evidence = self.evidence_of(scope, member).await?;
        let mut batches: BTreeMap<u64, Option<(Batch, Vec<Contribution>)>> = BTreeMap::new();
        for recorded in view.recorded.values().filter(|recorded| recorded.member == member) {
            if let Entry::Vacant(place) = batches.entry(recorded.batch) {
                place.insert(in_mirror(scope, recorded.batch).await?);
            }
            let Some(Some((batch, items))) = batches.get(&recorded.batch) else { continue };
            let Some(item) = items.iter().find(|item| item.position == recorded.position) else { continue };
            let evidence = evidence.get(&(recorded.root, recorded.candidate)).cloned();
            let struck = recorded.struck;
            let on_chain = OnChain { item: item.clone(), batch: batch.clone(), struck, evidence };
            reasons.push(on_chain_reason(&view, recorded, on_chain));
        }
        let others = view.candidates.iter().filter(|one| one.member == Some(member));
        reasons.extend(others.filter(|one| !view.recorded.contains_key(&one.id)).map(|one| pending(&view, one)));
        reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.occurred_at), reason.candidate));
        Ok(reasons)
    }

    /// Records of a member's items, by the root of their batch and the candidate.
    async fn evidence_of(
        &self,
        scope: &Scope,
        member: MemberId,
    ) -> Result<BTreeMap<(B256, CandidateId), Evidence>, ApiError> {
        let (book, slug) = (&self.0.book, scope.slug());
        let mut found = BTreeMap::new();
        for (digest, root) in book.roots_of(slug, member).await? {
            let entries = book.evidence(slug, digest).await?;
            let leaves: Vec<B256> = entries.iter().map(|entry| entry.leaf).collect();
            for StoredEvidence { candidate, leaf, salt, record, .. } in
                entries.into_iter().filter(|entry| entry.member == member)
            {
                let proof = evidence::proof(&leaves, leaf);
                found.insert((root, candidate), Evidence { leaf, proof, salt, record });
            }
        }
        Ok(found)
    }
}

/// A batch with its items, as the mirror has them.
async fn in_mirror(scope: &Scope, batch_id: u64) -> Result<Option<(Batch, Vec<Contribution>)>, ApiError> {
    let Some(batch) = scope.store.batch(scope.slug(), batch_id).await? else { return Ok(None) };
    let filter = ContributionFilter { batch: Some(batch_id), ..ContributionFilter::default() };
    let page = Page::first(Item::MAX_PER_BATCH as u32);
    Ok(Some((batch, scope.store.contributions(scope.slug(), filter, page).await?)))
}

fn on_chain_reason(view: &View, recorded: &Recorded, on_chain: OnChain) -> Reason {
    let record = on_chain.evidence.as_ref().and_then(|evidence| evidence.record.as_deref());
    let signed: Option<Signed> = record.and_then(|record| serde_json::from_str(record).ok());
    let now = view.candidate(recorded.candidate).map(|candidate| candidate.decision.clone());
    let state = if recorded.struck { State::Reverted } else { State::Recorded };
    let mut reason = Reason {
        candidate: recorded.candidate,
        subject: None,
        kind: Kind::from_number(on_chain.item.kind),
        lane: on_chain.item.lane.index(),
        source: None,
        account: None,
        state,
        points: Some(recorded.points),
        occurred_at: None,
        matures_at: None,
        epoch: recorded.epoch,
        decision: None,
        now,
        confirmations: Vec::new(),
        refusals: Vec::new(),
        acts: Vec::new(),
        recorded: Some(on_chain),
    };
    if let Some(signed) = signed {
        reason.subject = Some(SubjectId(signed.subject));
        reason.kind = Some(signed.kind);
        (reason.source, reason.account) = (Some(signed.source), Some(signed.account));
        reason.occurred_at = Some(signed.occurred_at);
        reason.decision = Some(Decision {
            policy_version: signed.policy_version,
            policy_hash: signed.policy_hash,
            line: signed.line,
            steps: signed.steps,
        });
        reason.confirmations = signed.confirmations.into_iter().map(SignedConfirmation::told).collect();
        let act = |act: SignedAct| ActRef { source: act.source, external_id: act.external_id, raw_hash: act.raw_hash };
        reason.acts = signed.acts.into_iter().map(act).collect();
    }
    reason
}

fn pending(view: &View, candidate: &Candidate) -> Reason {
    let refusals = view.words.iter().filter(|word| {
        word.subject == candidate.subject
            && word.verdict == crate::policy::Verdict::Refuse
            && view.last_word(word.subject, word.member) == Some(word)
    });
    Reason {
        candidate: candidate.id,
        subject: Some(candidate.subject),
        kind: Some(candidate.kind),
        lane: candidate.lane.index(),
        source: Some(candidate.account.source.clone()),
        account: Some(candidate.account.account.clone()),
        state: candidate.state,
        points: candidate.points,
        occurred_at: Some(candidate.occurred_at),
        matures_at: Some(candidate.matures_at),
        epoch: candidate.epoch,
        decision: Some(candidate.decision.clone()),
        now: None,
        confirmations: candidate.confirmations.clone(),
        refusals: refusals.map(|word| (word.member, word.at, word.reason.clone())).collect(),
        acts: candidate.acts.clone(),
        recorded: None,
    }
}
