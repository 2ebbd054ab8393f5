//! "Why do I have these points, and why not others?": from the act in a tool to the transaction.

use axum::{Json as Body, extract::State};
use palabre_contracts::MemberId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    ConfirmationBody, Insider, PersonBody, Sentences,
    inbox::{ActBody, Told},
};
use crate::{
    error::{ApiError, Failures},
    http::{
        extract::Path,
        members::OneMember,
        scope::{AsOf, InCommunity, Scope},
        wire::{Time, hex},
    },
    policy::{Account, Decision, State as Where},
    review::{
        View,
        reasons::{OnChain, Reason},
    },
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Reasons of a member.
#[derive(Debug, Serialize, ToSchema)]
struct ReasonList {
    /// The block that the answer reflects.
    as_of: AsOf,
    /// Whether accounts, acts and records are shown: for members who signed in.
    in_full: bool,
    /// The latest first.
    items: Vec<ReasonBody>,
}

/// One contribution of a member, or what did not become one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ReasonBody {
    /// Names this part of the contribution.
    pub(crate) candidate: String,
    /// Names the contribution; null where only the chain knows it any more.
    pub(crate) subject: Option<String>,
    /// Its kind; null when kept private.
    pub(crate) kind: Option<&'static str>,
    /// The kind in words.
    pub(crate) told: Option<Told>,
    /// The lane.
    pub(crate) lane: u8,
    /// The tool; null where only the chain knows it any more.
    pub(crate) source: Option<String>,
    /// The account that did it. For members only.
    pub(crate) account: Option<PersonBody>,
    /// Where it stands.
    pub(crate) state: Where,
    /// Points; null while its size is not chosen.
    pub(crate) points: Option<u32>,
    /// Its epoch: on chain the one that it was recorded in.
    pub(crate) epoch: u32,
    /// When it happened.
    pub(crate) occurred_at: Option<Time>,
    /// When it has held long enough.
    pub(crate) matures_at: Option<Time>,
    /// The policy and line that applied: those that were signed, else those that apply now.
    pub(crate) policy: Option<LineBody>,
    /// Why, by that policy.
    pub(crate) decision: Option<Sentences>,
    /// What holds now, where it says something else than what was signed.
    pub(crate) now: Option<Sentences>,
    /// Who confirmed it.
    pub(crate) confirmations: Vec<ConfirmationBody>,
    /// Who refused it. The reason is for members only.
    pub(crate) refusals: Vec<RefusedBody>,
    /// The acts behind it. For members only.
    pub(crate) acts: Vec<ActBody>,
    /// The batch in which it waits for signatures.
    pub(crate) batch: Option<String>,
    /// Where it is on chain.
    pub(crate) recorded: Option<RecordedBody>,
}

/// A line of a policy.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct LineBody {
    /// Version of the policy.
    pub(crate) version: u32,
    /// Its hash.
    pub(crate) hash: String,
    /// The line.
    pub(crate) line: &'static str,
}

/// Somebody who refused.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct RefusedBody {
    /// Number of the member.
    pub(crate) member: u64,
    /// When.
    pub(crate) at: Time,
    /// Why. Written by a member: escape it.
    pub(crate) reason: Option<String>,
}

/// A contribution on chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct RecordedBody {
    /// Its batch.
    pub(crate) batch: u64,
    /// Position in the batch, counted from 0.
    pub(crate) position: u32,
    /// Number of its tool on chain.
    pub(crate) source: u32,
    /// Number within the tool.
    pub(crate) sequence: u64,
    /// The transaction.
    pub(crate) tx_hash: String,
    /// When it was recorded.
    pub(crate) at: Time,
    /// Rules of recognition that applied.
    pub(crate) rules_version: u32,
    /// Numbers of the members who signed the batch.
    pub(crate) approvers: Vec<u64>,
    /// Whether a challenge took it back.
    pub(crate) struck: bool,
    /// Root of the salted records of the batch.
    pub(crate) evidence_root: String,
    /// Hash of its own record: keccak256(keccak256(salt, record)).
    pub(crate) leaf: Option<String>,
    /// The way from there to the root.
    pub(crate) proof: Vec<String>,
    /// The salt. For members only; null when it was erased.
    pub(crate) salt: Option<String>,
    /// The record, as it is hashed. For members only; null when it was erased.
    pub(crate) record: Option<String>,
}

/// Reasons of a member, with accounts, acts and records only `in_full`.
pub(crate) async fn reasons_of(
    state: &AppState,
    scope: &Scope,
    member: MemberId,
    in_full: bool,
) -> Result<Vec<ReasonBody>, ApiError> {
    let view = state.review.view(scope).await?;
    let reasons = state.review.reasons(scope, member).await?;
    Ok(reasons.iter().map(|reason| ReasonBody::of(&view, reason, in_full)).collect())
}

impl ReasonBody {
    fn of(view: &View, reason: &Reason, in_full: bool) -> Self {
        let line = |decision: &Decision| LineBody {
            version: decision.policy_version,
            hash: hex(decision.policy_hash),
            line: decision.line.name(),
        };
        let account = reason.source.clone().zip(reason.account.clone());
        let account = account.map(|(source, account)| PersonBody::account(view, &Account::new(source, account)));
        let confirmation = |one| {
            let body = ConfirmationBody::of(view, one);
            if in_full { body } else { ConfirmationBody { person: body.person.masked(), ..body } }
        };
        let refusal = |(member, at, why): &(MemberId, u64, Option<String>)| RefusedBody {
            member: member.get(),
            at: (*at).into(),
            reason: why.clone().filter(|_| in_full),
        };
        Self {
            candidate: hex(reason.candidate.0),
            subject: reason.subject.map(|subject| hex(subject.0)),
            kind: reason.kind.map(crate::policy::Kind::name),
            told: reason.kind.map(Into::into),
            lane: reason.lane,
            source: reason.source.clone(),
            account: account.filter(|_| in_full),
            state: reason.state,
            points: reason.points,
            epoch: reason.epoch,
            occurred_at: reason.occurred_at.map(Into::into),
            matures_at: reason.matures_at.map(Into::into),
            policy: reason.decision.as_ref().map(line),
            decision: reason.decision.as_ref().map(Into::into),
            now: reason.now.as_ref().filter(|now| Some(*now) != reason.decision.as_ref()).map(Into::into),
            confirmations: reason.confirmations.iter().map(confirmation).collect(),
            refusals: reason.refusals.iter().map(refusal).collect(),
            acts: reason.acts.iter().filter(|_| in_full).map(|act| ActBody::of(view, act)).collect(),
            batch: view.waiting.get(&reason.candidate).filter(|_| reason.recorded.is_none()).map(hex),
            recorded: reason.recorded.as_ref().map(|on_chain| RecordedBody::of(on_chain, in_full)),
        }
    }
}

impl RecordedBody {
    fn of(on_chain: &OnChain, in_full: bool) -> Self {
        let OnChain { item, batch, struck, evidence } = on_chain;
        let record = evidence.as_ref().and_then(|evidence| evidence.record.clone()).filter(|_| in_full);
        Self {
            batch: batch.batch_id,
            position: item.position,
            source: item.source,
            sequence: item.sequence,
            tx_hash: hex(batch.tx_hash),
            at: batch.recorded_at.into(),
            rules_version: batch.rules_version,
            approvers: batch.approvers.iter().map(|member| member.get()).collect(),
            struck: *struck,
            evidence_root: hex(batch.evidence_root),
            leaf: evidence.as_ref().map(|evidence| hex(evidence.leaf)),
            proof: evidence.iter().flat_map(|evidence| &evidence.proof).map(hex).collect(),
            salt: evidence.as_ref().and_then(|evidence| evidence.salt).filter(|_| in_full).map(hex),
            record,
        }
    }
}

/// Everything that counts for a member and what does not, with the reason: the act in a tool, the line of the policy, who
/// confirmed, the batch, the transaction. Accounts, acts and records are shown to members who signed in.
#[utoipa::path(get, path = "/communities/{community}/members/{id}/reasons", tag = "members",
    operation_id = "list_reasons", params(InCommunity, OneMember),
    responses((status = 200, body = ReasonList), Failures))]
async fn list(
    State(state): State<AppState>,
    scope: Scope,
    insider: Result<Insider, ApiError>,
    Path(OneMember { id }): Path<OneMember>,
) -> Result<Body<ReasonList>, ApiError> {
    let unknown = || ApiError::not_found(format!("there is no member {id}"), "Member numbers count from 1.");
    let member = MemberId::new(id).map_err(|_| unknown())?;
    scope.store.member(scope.slug(), member).await?.ok_or_else(unknown)?;
    let in_full = insider.is_ok();
    let items = reasons_of(&state, &scope, member, in_full).await?;
    Ok(Body(ReasonList { as_of: scope.as_of(), in_full, items }))
}
