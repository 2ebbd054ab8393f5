//! "What if these rules, or this policy, had applied?": past epochs counted again, with the contracts' own arithmetic.

mod policy;
mod wanted;

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::Arc,
};

use alloy::primitives::{Address, U256};
use axum::{Json, extract::State};
use palabre_contracts::{
    MemberId,
    rules::{Account, EpochLedger, LedgerRules, ShareInput, ShareRules, share},
};
use palabre_indexer::store::{EpochHistory, Pool};
use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use utoipa::{IntoResponses, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub use self::{
    policy::{ContributionChange, KindChange, PolicyEpoch, PolicySimulation, RulesChoice, SimulatePolicy, ToldPolicy},
    wanted::{DistributionChange, RecognitionChange, SimulateRules},
};
use super::{
    epochs::EpochTotals,
    extract,
    scope::{AsOf, Finality, InCommunity, Scope},
    wire::hex,
};
use crate::{
    error::{ApiError, Failures, Problem},
    state::AppState,
};

/// Simulations at one time: each counts whole epochs.
const AT_ONCE: usize = 2;
/// Most epochs of one.
const MOST_EPOCHS: u32 = 12;
/// Most members told of each epoch.
const MOST_MEMBERS: usize = 200;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(rules)).merge(policy::router())
}

/// How many more simulations may run now.
#[derive(Clone, Debug)]
pub(crate) struct Simulations(Arc<Semaphore>);

impl Default for Simulations {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Simulations {
    fn begin(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        self.0.clone().try_acquire_owned().map_err(|_| {
            ApiError::unavailable(
                "simulations_busy",
                "other simulations are running",
                "Retry in a few seconds, with fewer epochs if you can.",
            )
        })
    }
}

/// What other rules would have given.
#[derive(Debug, Serialize, ToSchema)]
pub struct Simulation {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// Epoch by epoch, oldest first.
    pub epochs: Vec<SimulatedEpoch>,
}

/// One epoch counted twice.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedEpoch {
    /// The epoch.
    pub epoch: u32,
    /// Whether its contributions may still change.
    pub finality: Finality,
    /// Sums by the rules that applied.
    pub before: EpochTotals,
    /// Sums by the rules that are tried.
    pub after: EpochTotals,
    /// Points that became votes.
    pub vote_points_before: u64,
    /// Points that would have.
    pub vote_points_after: u64,
    /// Contributions that would not have been recognised for want of approvals.
    pub unrecognised: u32,
    /// Its money.
    pub pools: Vec<SimulatedPool>,
    /// Members for whom something differs.
    pub members_changed: u64,
    /// Those of them for whom most differs, 200 at most.
    pub members: Vec<SimulatedMember>,
}

/// A pool shared twice; amounts in the token's smallest unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedPool {
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// Everything received.
    pub funded: String,
    /// Sum of all shares.
    pub shared_before: String,
    /// What it would have been.
    pub shared_after: String,
    /// The largest share.
    pub largest_before: String,
    /// What it would have been.
    pub largest_after: String,
}

/// A member's epoch counted twice.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimulatedMember {
    /// The member.
    pub member: u64,
    /// Points that count, by lane.
    pub counted_before: [u32; 8],
    /// Points that would have counted.
    pub counted_after: [u32; 8],
    /// Whether the member took part in the equal share.
    pub active_before: bool,
    /// Whether they would have.
    pub active_after: bool,
    /// Shares, in the order of `pools`.
    pub shares_before: Vec<String>,
    /// What they would have been.
    pub shares_after: Vec<String>,
}

/// Past epochs by other rules. Nothing is changed. Debts stay as they were, and who would have done what under other
/// rules nobody knows.
#[utoipa::path(post, path = "/communities/{community}/simulate/rules", tag = "rules",
    operation_id = "simulate_rules", params(InCommunity), request_body = SimulateRules,
    responses((status = 200, body = Simulation), Failures, Impossible))]
async fn rules(
    State(state): State<AppState>,
    scope: Scope,
    extract::Json(wanted): extract::Json<SimulateRules>,
) -> Result<Json<Simulation>, ApiError> {
    let _permit = state.reads.simulations.begin()?;
    let scope = scope.still().await?;
    let mut epochs = Vec::new();
    for epoch in range(&scope, wanted.epochs, wanted.through_epoch)? {
        epochs.push(simulate(&scope, epoch, &wanted).await?);
    }
    Ok(Json(Simulation { as_of: scope.as_of(), epochs }))
}

/// How a wish may fail that can be understood, for the OpenAPI document.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
enum Impossible {
    /// Understood and refused: an epoch to come, parts of more than a pool, a policy with mistakes.
    #[response(status = 422, content_type = "application/problem+json")]
    Refused(Problem),
}

/// What can be understood and cannot be tried.
fn impossible(detail: String, next_step: impl Into<String>) -> ApiError {
    ApiError::refused("cannot_be_tried", detail, next_step)
}

fn range(scope: &Scope, epochs: Option<u32>, through: Option<u32>) -> Result<std::ops::RangeInclusive<u32>, ApiError> {
    let count = epochs.unwrap_or(4);
    if !(1..=MOST_EPOCHS).contains(&count) {
        let next_step = format!("Choose from 1 to {MOST_EPOCHS} `epochs`.");
        return Err(ApiError::invalid(format!("{count} epochs cannot be simulated at once"), next_step));
    }
    let last = through.unwrap_or(scope.epoch().saturating_sub(1));
    if last > scope.epoch() {
        let next_step = format!("The current epoch is {}.", scope.epoch());
        return Err(impossible(format!("epoch {last} has not begun"), next_step));
    }
    Ok(last.saturating_sub(count - 1)..=last)
}

async fn simulate(scope: &Scope, epoch: u32, wanted: &SimulateRules) -> Result<SimulatedEpoch, ApiError> {
    let past = PastEpoch::read(scope, epoch).await?;
    let (other, other_shares) = (wanted.recognition(&past.rules)?, wanted.distribution(&past.share_rules)?);
    Ok(past.compared(scope.finality(epoch), &past.history, other, &other_shares))
}

/// A past epoch with the rules that applied.
struct PastEpoch {
    epoch: u32,
    rules: LedgerRules,
    share_rules: ShareRules,
    history: EpochHistory,
    pools: Vec<Pool>,
    opted_out: HashSet<MemberId>,
}

impl PastEpoch {
    async fn read(scope: &Scope, epoch: u32) -> Result<Self, ApiError> {
        let (store, slug) = (&scope.store, scope.slug());
        Ok(Self {
            epoch,
            rules: store.ledger_rules_at(slug, epoch).await?.map(|version| version.rules).unwrap_or_default(),
            share_rules: store.share_rules_at(slug, epoch).await?.map(|version| version.rules).unwrap_or_default(),
            history: store.epoch_history(slug, epoch).await?,
            pools: store.pools(slug, Some(epoch)).await?,
            opted_out: store.opted_out(slug).await?.into_iter().collect(),
        })
    }

    /// The epoch beside what another history, rules and shares make of it.
    fn compared(
        &self,
        finality: Finality,
        history: &EpochHistory,
        rules: LedgerRules,
        shares: &ShareRules,
    ) -> SimulatedEpoch {
        let (was, _) = self.history.ledger(self.rules.clone());
        let (would, unrecognised) = history.ledger(rules.clone());
        let before = Outcome::new(was, self.rules.clone(), &self.share_rules, &self.pools, &self.opted_out);
        let after = Outcome::new(would, rules, shares, &self.pools, &self.opted_out);
        let (members_changed, members) = changes(&before, &after);
        let pools = self.pools.iter().enumerate();
        SimulatedEpoch {
            epoch: self.epoch,
            finality,
            before: (*before.ledger.totals()).into(),
            after: (*after.ledger.totals()).into(),
            vote_points_before: before.vote_points(),
            vote_points_after: after.vote_points(),
            unrecognised,
            pools: pools.map(|(at, pool)| SimulatedPool::new(at, pool, &before, &after)).collect(),
            members_changed,
            members,
        }
    }
}

/// An epoch as one set of rules has it.
struct Outcome {
    ledger: EpochLedger,
    rules: LedgerRules,
    /// By member, in the order of pools.
    shares: BTreeMap<MemberId, Vec<U256>>,
}

impl Outcome {
    fn new(
        ledger: EpochLedger,
        rules: LedgerRules,
        share_rules: &ShareRules,
        pools: &[Pool],
        opted_out: &HashSet<MemberId>,
    ) -> Self {
        let totals = *ledger.totals();
        let of = |account: &Account, pool: &Pool| {
            let input = ShareInput {
                // The contract refuses pools of 2^128 and more.
                funded: pool.funded.saturating_to(),
                counted: rules.counted(&account.points),
                totals: totals.lanes,
                activity: totals.activity,
                is_active: account.active,
                active: totals.active,
            };
            share(share_rules, &input)
        };
        let shares = ledger.accounts().map(|(member, account)| {
            let none = opted_out.contains(&member);
            let amounts = pools.iter().map(|pool| if none { U256::ZERO } else { of(account, pool) });
            (member, amounts.collect())
        });
        Self { shares: shares.collect(), rules, ledger }
    }

    fn vote_points(&self) -> u64 {
        self.ledger.accounts().map(|(_, account)| self.rules.vote_points(&account.points)).sum()
    }

    fn pool(&self, at: usize) -> impl Iterator<Item = U256> {
        self.shares.values().filter_map(move |amounts| amounts.get(at).copied())
    }

    fn of(&self, member: MemberId) -> ([u32; 8], bool, Vec<U256>) {
        let account = self.ledger.account(member);
        let shares = self.shares.get(&member).cloned().unwrap_or_default();
        (self.rules.counted(&account.points), account.active, shares)
    }
}

impl SimulatedPool {
    fn new(at: usize, pool: &Pool, before: &Outcome, after: &Outcome) -> Self {
        let sum = |outcome: &Outcome| outcome.pool(at).sum::<U256>().to_string();
        let largest = |outcome: &Outcome| outcome.pool(at).max().unwrap_or_default().to_string();
        let token: Address = pool.token;
        Self {
            token: hex(token),
            funded: pool.funded.to_string(),
            shared_before: sum(before),
            shared_after: sum(after),
            largest_before: largest(before),
            largest_after: largest(after),
        }
    }
}

/// Members for whom something differs: how many, and those with the largest differences.
fn changes(before: &Outcome, after: &Outcome) -> (u64, Vec<SimulatedMember>) {
    let mut changed = Vec::new();
    let members: BTreeSet<MemberId> = before.shares.keys().chain(after.shares.keys()).copied().collect();
    for member in members {
        let (was, would) = (before.of(member), after.of(member));
        let pools = was.2.len().max(would.2.len());
        let amounts = || padded(&was.2, pools).zip(padded(&would.2, pools));
        if (was.0, was.1) == (would.0, would.1) && amounts().all(|(one, other)| one == other) {
            continue;
        }
        let money: U256 = amounts().map(|(one, other)| one.abs_diff(other)).fold(U256::ZERO, U256::saturating_add);
        let points: u64 = was.0.iter().zip(would.0).map(|(one, other)| u64::from(one.abs_diff(other))).sum();
        let text = |amounts: &[U256]| padded(amounts, pools).map(|amount| amount.to_string()).collect();
        let told = SimulatedMember {
            member: member.get(),
            counted_before: was.0,
            counted_after: would.0,
            active_before: was.1,
            active_after: would.1,
            shares_before: text(&was.2),
            shares_after: text(&would.2),
        };
        changed.push(((money, points), told));
    }
    let count = changed.len() as u64;
    changed.sort_by(|(one, _), (other, _)| other.cmp(one));
    changed.truncate(MOST_MEMBERS);
    (count, changed.into_iter().map(|(_, member)| member).collect())
}

/// Somebody without points has no account, hence no shares: all zero.
fn padded(amounts: &[U256], pools: usize) -> impl Iterator<Item = U256> {
    (0..pools).map(|at| amounts.get(at).copied().unwrap_or_default())
}
