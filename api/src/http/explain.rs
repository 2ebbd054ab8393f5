//! "Why do I have these points?": every contribution of a member with what became of it, epoch by epoch.

use std::collections::{BTreeMap, HashMap};

use alloy::primitives::B256;
use axum::response::Response;
use palabre_contracts::{MemberId, rules::LedgerRules};
use palabre_indexer::store::{
    Challenge, Claim, LedgerRulesVersion, MemberEpoch, MoneyFilter, Order, Page as Rows, PointFilter, PointLife,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Path, Query},
    list::{Key, List, small},
    members::OneMember,
    paging::{Page, PageQuery, Paging},
    scope::{Finality, InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

/// Rows read at a time.
const CHUNK: u32 = 1000;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// A member's epoch, with the life of each point.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplainedEpoch {
    /// The epoch.
    pub epoch: u32,
    /// Where it stands.
    pub phase: &'static str,
    /// Whether anything of it may still change.
    pub finality: Finality,
    /// Version of the rules of recognition in force.
    pub rules_version: Option<u32>,
    /// Lanes with contributions.
    pub lanes: Vec<ExplainedLane>,
    /// Counted points that become votes: those of vote lanes that people confirm.
    pub vote_points: u64,
    /// When the epoch's votes were minted.
    pub votes_minted_at: Option<Time>,
    /// Shares that were paid for it.
    pub payments: Vec<ExplainedPayment>,
}

/// One lane of a member's epoch. `recorded` less `debts_paid` less what strikes took is `held`; `counted` is at most
/// `cap`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplainedLane {
    /// The lane.
    pub lane: u8,
    /// Approvals that a contribution needs; 0 leaves the lane to the service.
    pub quorum: u8,
    /// The most that counts per epoch.
    pub cap: u32,
    /// Points of all contributions.
    pub recorded: u64,
    /// Of those, points that paid debts.
    pub debts_paid: u64,
    /// Points before the cap.
    pub held: u32,
    /// Points that count; the items' `counted` sum to it.
    pub counted: u32,
    /// The contributions, in the order they were recorded.
    pub items: Vec<ExplainedItem>,
}

/// One contribution and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplainedItem {
    /// The batch it was recorded with.
    pub batch: u64,
    /// Position in the batch, counted from 0.
    pub position: u32,
    /// The connected tool it comes from.
    pub source: u32,
    /// Number within the source.
    pub sequence: u64,
    /// Kind of activity; 0 when kept private.
    pub kind: u16,
    /// Points that were recognised.
    pub points: u32,
    /// Of those, points that count. Caps are filled in the order of recording.
    pub counted: u32,
    /// Of those, points above the cap of the lane.
    pub capped: u32,
    /// Of those, points that paid a debt.
    pub paid_debt: u32,
    /// What happened to it, oldest first.
    pub life: Vec<LifeStep>,
}

/// Something that happened to a contribution.
#[derive(Debug, Serialize, ToSchema)]
pub struct LifeStep {
    /// `recorded`, `challenged`, `upheld`, `dismissed`, `stood`, `struck` or `debited`.
    #[schema(example = "recorded")]
    pub step: &'static str,
    /// When.
    pub at: Time,
    /// In which transaction; absent where the calendar alone decided or nobody kept it.
    pub tx_hash: Option<String>,
    /// Who: confirmed it (`recorded`; none where the service did), doubted it (`challenged`), decided.
    pub by: Vec<u64>,
    /// Rules of recognition that applied (`recorded`).
    pub rules_version: Option<u32>,
    /// Root of the salted evidence records (`recorded`).
    pub evidence_root: Option<String>,
    /// The challenge (`challenged` and what came of it).
    pub challenge: Option<u64>,
    /// Debt that stands again, since the contribution that had paid it was struck.
    pub debt_restored: u32,
    /// Units of reputation that were burned for it (`debited`).
    pub burned: Option<String>,
}

/// A share that was paid.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplainedPayment {
    /// The token's contract; the zero address for ETH.
    pub token: String,
    /// How much, in the token's smallest unit.
    pub amount: String,
    /// When.
    pub at: Time,
    /// In which transaction.
    pub tx_hash: String,
}

/// Which epochs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only this one.
    epoch: Option<u32>,
}

/// A member's epochs with the life of each point, latest first.
#[utoipa::path(get, path = "/communities/{community}/members/{id}/explain", tag = "members",
    operation_id = "explain_member", params(InCommunity, OneMember, PageQuery, Filter),
    responses((status = 200, body = Page<ExplainedEpoch>), Failures))]
async fn list(
    scope: Scope,
    paging: Paging,
    Path(OneMember { id }): Path<OneMember>,
    Query(Filter { epoch }): Query<Filter>,
) -> Result<Response, ApiError> {
    let unknown = || ApiError::not_found(format!("there is no member {id}"), "Member numbers count from 1.");
    let member = MemberId::new(id).map_err(|_| unknown())?;
    scope.store.member(scope.slug(), member).await?.ok_or_else(unknown)?;
    paging.answer(scope, Explained { member, epoch }).await
}

struct Explained {
    member: MemberId,
    epoch: Option<u32>,
}

impl List for Explained {
    type Item = ExplainedEpoch;

    async fn chunk(
        &self,
        scope: &Scope,
        after: Option<Key>,
        limit: u32,
    ) -> Result<Vec<(Key, ExplainedEpoch)>, ApiError> {
        let before = after.map_or(u32::MAX, |[epoch, _]| small(epoch));
        let mut wanted = scope.store.member_epochs(scope.slug(), self.member).await?;
        wanted.retain(|row| row.epoch < before && self.epoch.is_none_or(|epoch| epoch == row.epoch));
        wanted.truncate(limit as usize);
        if wanted.is_empty() {
            return Ok(Vec::new());
        }
        let facts = Facts::load(scope, self.member, self.epoch).await?;
        Ok(wanted.iter().map(|row| ([row.epoch.into(), 0], facts.epoch(scope, row))).collect())
    }
}

/// Everything that happened to a member's contributions.
struct Facts {
    lives: BTreeMap<u32, Vec<PointLife>>,
    challenges: HashMap<u64, Challenge>,
    rules: Vec<LedgerRulesVersion>,
    minted: BTreeMap<u32, u64>,
    claims: Vec<Claim>,
}

impl Facts {
    async fn load(scope: &Scope, member: MemberId, epoch: Option<u32>) -> Result<Self, ApiError> {
        let (store, slug) = (&scope.store, scope.slug());
        let mut facts = Self {
            lives: BTreeMap::new(),
            challenges: HashMap::new(),
            rules: store.ledger_rules(slug).await?,
            minted: BTreeMap::new(),
            claims: claims(scope, member, epoch).await?,
        };
        facts.minted = store.reputation_mints(slug).await?.iter().map(|mint| (mint.epoch, mint.minted_at)).collect();
        for life in lives(scope, member, epoch).await? {
            if let Some(id) = life.challenge
                && !facts.challenges.contains_key(&id)
            {
                facts.challenges.extend(store.challenge(slug, id).await?.map(|challenge| (id, challenge)));
            }
            facts.lives.entry(life.contribution.epoch).or_default().push(life);
        }
        Ok(facts)
    }

    fn epoch(&self, scope: &Scope, row: &MemberEpoch) -> ExplainedEpoch {
        let in_force = self.rules.iter().filter(|version| version.from_epoch <= row.epoch);
        let version = in_force.max_by_key(|version| (version.from_epoch, version.version));
        let rules = version.map(|version| version.rules.clone()).unwrap_or_default();
        let lives = self.lives.get(&row.epoch).map_or(&[][..], Vec::as_slice);
        let lanes = (0..8u8).filter_map(|lane| {
            let of: Vec<&PointLife> = lives.iter().filter(|life| life.contribution.lane.index() == lane).collect();
            (!of.is_empty()).then(|| self.lane(lane, &rules, row, &of))
        });
        let payments = self.claims.iter().filter(|claim| claim.epoch == row.epoch);
        ExplainedEpoch {
            epoch: row.epoch,
            phase: scope.phase(row.epoch).as_str(),
            finality: scope.finality(row.epoch),
            rules_version: version.map(|version| version.version),
            lanes: lanes.collect(),
            vote_points: rules.vote_points(&row.points),
            votes_minted_at: self.minted.get(&row.epoch).copied().map(Time::from),
            payments: payments.map(ExplainedPayment::from).collect(),
        }
    }

    fn lane(&self, lane: u8, rules: &LedgerRules, row: &MemberEpoch, lives: &[&PointLife]) -> ExplainedLane {
        let at = usize::from(lane);
        ExplainedLane {
            lane,
            quorum: rules.quorum[at],
            cap: rules.cap[at],
            recorded: lives.iter().map(|life| u64::from(life.contribution.points)).sum(),
            debts_paid: lives.iter().map(|life| u64::from(life.paid_debt)).sum(),
            held: row.points[at],
            counted: row.counted[at],
            items: lives.iter().map(|life| self.item(life)).collect(),
        }
    }

    fn item(&self, life: &PointLife) -> ExplainedItem {
        let item = &life.contribution;
        let mut steps = vec![LifeStep::recorded(life)];
        let challenge = life.challenge.and_then(|id| self.challenges.get(&id));
        steps.extend(challenge.into_iter().flat_map(LifeStep::challenged));
        steps.extend(LifeStep::taken(life));
        ExplainedItem {
            batch: item.batch_id,
            position: item.position,
            source: item.source,
            sequence: item.sequence,
            kind: item.kind,
            points: item.points,
            counted: life.counted,
            capped: life.capped,
            paid_debt: life.paid_debt,
            life: steps,
        }
    }
}

impl LifeStep {
    fn new(step: &'static str, at: u64, tx_hash: Option<B256>) -> Self {
        Self {
            step,
            at: at.into(),
            tx_hash: tx_hash.map(hex),
            by: Vec::new(),
            rules_version: None,
            evidence_root: None,
            challenge: None,
            debt_restored: 0,
            burned: None,
        }
    }

    fn recorded(life: &PointLife) -> Self {
        Self {
            by: life.approvers.iter().map(|member| member.get()).collect(),
            rules_version: Some(life.rules_version),
            evidence_root: Some(hex(life.evidence_root)),
            ..Self::new("recorded", life.recorded_at, Some(life.tx_hash))
        }
    }

    /// That it was doubted, and what came of it.
    fn challenged(challenge: &Challenge) -> Vec<Self> {
        let id = Some(challenge.challenge_id);
        let moderators = [challenge.first_moderator, challenge.second_moderator].into_iter().flatten();
        let by = moderators.map(MemberId::get).collect();
        let began = Self {
            by: vec![challenge.challenger.get()],
            challenge: id,
            ..Self::new("challenged", challenge.challenged_at, Some(challenge.tx_hash))
        };
        let ended =
            challenge.closed_at.map(|at| Self { by, challenge: id, ..Self::new(challenge.status.as_str(), at, None) });
        [Some(began), ended].into_iter().flatten().collect()
    }

    /// That it was taken back.
    fn taken(life: &PointLife) -> Option<Self> {
        let step = if life.contribution.debited { "debited" } else { "struck" };
        Some(Self {
            debt_restored: life.restored,
            burned: life.burned.map(|units| units.to_string()),
            ..Self::new(step, life.taken_at?, life.taken_tx)
        })
    }
}

impl From<&Claim> for ExplainedPayment {
    fn from(claim: &Claim) -> Self {
        Self {
            token: hex(claim.token),
            amount: claim.amount.to_string(),
            at: claim.claimed_at.into(),
            tx_hash: hex(claim.tx_hash),
        }
    }
}

async fn lives(scope: &Scope, member: MemberId, epoch: Option<u32>) -> Result<Vec<PointLife>, ApiError> {
    let filter = PointFilter { member, epoch, lane: None };
    let mut all: Vec<PointLife> = Vec::new();
    loop {
        let after = all.last().map(|life| life.contribution.place());
        let page = Rows { after, limit: CHUNK, order: Order::Oldest };
        let rows = scope.store.point_lives(scope.slug(), filter, page).await?;
        let done = rows.len() < CHUNK as usize;
        all.extend(rows);
        if done {
            return Ok(all);
        }
    }
}

async fn claims(scope: &Scope, member: MemberId, epoch: Option<u32>) -> Result<Vec<Claim>, ApiError> {
    let filter = MoneyFilter { member: Some(member), epoch, token: None };
    let mut all: Vec<Claim> = Vec::new();
    loop {
        let page = Rows { after: all.last().map(Claim::place), limit: CHUNK, order: Order::Oldest };
        let rows = scope.store.claims(scope.slug(), filter, page).await?;
        let done = rows.len() < CHUNK as usize;
        all.extend(rows);
        if done {
            return Ok(all);
        }
    }
}
