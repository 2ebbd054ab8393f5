//! "What would this policy have given for what was recorded?" What the chain does not hold is said in the answer.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use palabre_contracts::{
    Lane,
    rules::{LedgerRules, ShareRules},
};
use palabre_indexer::store::HistoryItem;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Impossible, PastEpoch, SimulatedEpoch, impossible, range};
use crate::{
    error::{ApiError, Failures},
    http::{
        extract,
        scope::{AsOf, InCommunity, Scope},
        wire::hex,
    },
    policy::{
        ChainRules, Kind, Policy, Preset,
        retrace::{How, Past, Retraced, retrace},
    },
    relay::Sentence,
    state::AppState,
};

/// Most contributions told of each epoch.
const MOST_CONTRIBUTIONS: usize = 200;
/// What contributions are taken to be recognised by when nothing tells.
const DEFAULT_BASE: &str = "open-community";
const DAY: u64 = 86_400;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(simulate_policy))
}

/// Which policy to try, and on what.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SimulatePolicy {
    /// The last epoch to look at; without it, the latest that has ended.
    #[schema(example = 3)]
    pub through_epoch: Option<u32>,
    /// How many epochs up to it: 4 unless told, at most 12.
    #[schema(minimum = 1, maximum = 12, example = 4)]
    pub epochs: Option<u32>,
    /// The policy to try, as TOML. Give this or `preset`.
    pub policy: Option<String>,
    /// A preset to try.
    #[schema(example = "money-at-stake", pattern = "^[a-z]+(-[a-z]+)*$")]
    pub preset: Option<String>,
    /// The policy by which the contributions were recognised, as TOML. It is used where the hash in the rules is not that
    /// of a preset; without it, the open community's is assumed.
    pub base: Option<String>,
    /// By which rules of the contracts points are counted and shared.
    #[serde(default)]
    pub rules: RulesChoice,
}

/// By which rules of the contracts points are counted and shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RulesChoice {
    /// Those that were in force in each epoch.
    #[default]
    InForce,
    /// Those that the policy is meant to live with.
    OfPolicy,
}

/// What another policy would have given.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicySimulation {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// The policy that was tried.
    pub policy: ToldPolicy,
    /// Epoch by epoch, oldest first.
    pub epochs: Vec<PolicyEpoch>,
    /// What the answer cannot know.
    pub not_known: Vec<Sentence>,
}

/// A policy by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ToldPolicy {
    /// What it is called. Written by a person: escape it.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Its hash.
    pub hash: String,
}

/// One epoch under two policies.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyEpoch {
    /// The policy by which its contributions are taken to be recognised.
    pub recognised_by: ToldPolicy,
    /// Whether that is an assumption: the rules of the epoch name another hash, or none.
    pub assumed: bool,
    /// Points, votes, members and money.
    pub outcome: SimulatedEpoch,
    /// Kind by kind.
    pub kinds: Vec<KindChange>,
    /// Contributions for which something differs.
    pub contributions_changed: u64,
    /// Those of them for which most differs, 200 at most.
    pub contributions: Vec<ContributionChange>,
}

/// The contributions of one kind; points before the contracts' caps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct KindChange {
    /// Number of the kind.
    pub number: u16,
    /// Its name; none when it is private or of an import.
    pub kind: Option<&'static str>,
    /// How many were recorded.
    pub items: u32,
    /// Their points.
    pub points_before: u64,
    /// What they would have been.
    pub points_after: u64,
    /// How many a cap of the policy would have left out.
    pub capped: u32,
    /// How many have points whose place in the table is not known, and stay as they were.
    pub unplaced: u32,
}

/// A contribution under two policies; points before the contracts' caps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContributionChange {
    /// The connected tool, or batch of imports.
    pub source: u32,
    /// Number within the source.
    pub sequence: u64,
    /// The beneficiary.
    pub member: u64,
    /// Name of its kind.
    pub kind: Option<&'static str>,
    /// The lane.
    pub lane_before: u8,
    /// What it would have been.
    pub lane_after: u8,
    /// Points.
    pub points_before: u32,
    /// What they would have been.
    pub points_after: u32,
    /// Why: `fixed`, `band_S` and so on, `scaled`, `capped`, `not_recognised`.
    #[schema(example = "band_M")]
    pub how: String,
}

/// Past epochs by another policy. Nothing is changed.
#[utoipa::path(post, path = "/communities/{community}/simulate/policy", tag = "rules",
    operation_id = "simulate_policy", params(InCommunity), request_body = SimulatePolicy,
    responses((status = 200, body = PolicySimulation), Failures, Impossible))]
async fn simulate_policy(
    State(state): State<AppState>,
    scope: Scope,
    extract::Json(wanted): extract::Json<SimulatePolicy>,
) -> Result<Json<PolicySimulation>, ApiError> {
    let tried = tried(&wanted)?;
    let base = wanted.base.as_deref().map(|text| parsed("base", text)).transpose()?;
    let _permit = state.reads.simulations.begin()?;
    let scope = scope.still().await?;
    let (mut epochs, mut counts) = (Vec::new(), Counts::default());
    for epoch in range(&scope, wanted.epochs, wanted.through_epoch)? {
        let past = PastEpoch::read(&scope, epoch).await?;
        let trial = Trial { tried: &tried, base: base_of(&past.rules, base.as_ref())?, rules: wanted.rules };
        epochs.push(trial.epoch(&scope, &past, &mut counts));
    }
    let not_known = counts.not_known(days(&scope), epochs.iter().any(|epoch| epoch.assumed));
    Ok(Json(PolicySimulation { as_of: scope.as_of(), policy: told(&tried), epochs, not_known }))
}

fn tried(wanted: &SimulatePolicy) -> Result<Policy, ApiError> {
    match (&wanted.policy, &wanted.preset) {
        (Some(text), None) => parsed("policy", text),
        (None, Some(name)) => preset(name),
        _ => {
            let next_step = "Give either `policy`, as TOML, or `preset`.";
            Err(impossible("which policy to try is not told".to_owned(), next_step))
        }
    }
}

fn parsed(name: &str, text: &str) -> Result<Policy, ApiError> {
    Policy::parse(text).map_err(|mistakes| {
        let next_step = "Correct these lines; `palabre policy check FILE` tells the same. GET \
            /api/v1/policy/presets/open-community is a text to begin with.";
        impossible(format!("`{name}` is no policy:\n{mistakes}"), next_step)
    })
}

fn preset(name: &str) -> Result<Policy, ApiError> {
    let missing = || impossible(format!("{name:?} is no preset"), "GET /api/v1/policy/presets lists them.");
    Preset::named(name).ok_or_else(missing)?.policy().map_err(ApiError::internal)
}

fn told(policy: &Policy) -> ToldPolicy {
    ToldPolicy { name: policy.name().to_owned(), version: policy.version(), hash: hex(policy.hash()) }
}

/// The policy that an epoch's rules name, and whether it is an assumption.
fn base_of(rules: &LedgerRules, given: Option<&Policy>) -> Result<(Policy, bool), ApiError> {
    for preset in &crate::policy::PRESETS {
        let policy = preset.policy().map_err(ApiError::internal)?;
        if policy.hash() == rules.policy_hash {
            return Ok((policy, false));
        }
    }
    match given {
        Some(policy) => Ok((policy.clone(), policy.hash() != rules.policy_hash)),
        None => Ok((preset(DEFAULT_BASE)?, true)),
    }
}

/// Days of an epoch, at least one.
fn days(scope: &Scope) -> u32 {
    u32::try_from(scope.calendar().length.div_ceil(DAY)).unwrap_or(u32::MAX).max(1)
}

/// A policy being tried on an epoch.
struct Trial<'a> {
    tried: &'a Policy,
    base: (Policy, bool),
    rules: RulesChoice,
}

impl Trial<'_> {
    fn epoch(&self, scope: &Scope, past: &PastEpoch, counts: &mut Counts) -> PolicyEpoch {
        let items: Vec<HistoryItem> = past.history.recorded().collect();
        let told_items: Vec<Past> = items.iter().map(Past::from).collect();
        let retraced = retrace(&self.base.0, self.tried, days(scope), &told_items);
        let prices: Vec<(Lane, u32)> = retraced.iter().map(|one| (one.lane, one.points)).collect();
        let history = past.history.clone().repriced(prices);
        let (rules, shares) = self.rules_of(past);
        let pairs = || items.iter().zip(&retraced);
        counts.add(&retraced);
        let (contributions_changed, contributions) = contributions(pairs());
        PolicyEpoch {
            recognised_by: told(&self.base.0),
            assumed: self.base.1,
            outcome: past.compared(scope.finality(past.epoch), &history, rules, &shares),
            kinds: kinds(pairs()),
            contributions_changed,
            contributions,
        }
    }

    fn rules_of(&self, past: &PastEpoch) -> (LedgerRules, ShareRules) {
        if self.rules == RulesChoice::InForce {
            return (past.rules.clone(), past.share_rules);
        }
        let ChainRules { quorum, cap, active_at, vote_lanes, .. } = *self.tried.chain();
        let ChainRules { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, .. } = *self.tried.chain();
        let rules = LedgerRules { quorum, cap, active_at, vote_lanes, ..past.rules.clone() };
        let parts = ShareRules { reserve_bps, equal_bps, lane_bps, lane_floor, member_cap_bps, ..past.share_rules };
        (rules, parts)
    }
}

impl From<&HistoryItem> for Past {
    fn from(item: &HistoryItem) -> Self {
        Self { member: item.member, lane: item.lane, points: item.points, kind: item.kind }
    }
}

fn kinds<'a>(pairs: impl Iterator<Item = (&'a HistoryItem, &'a Retraced)>) -> Vec<KindChange> {
    let mut kinds: BTreeMap<u16, KindChange> = BTreeMap::new();
    for (item, retraced) in pairs {
        let name = Kind::from_number(item.kind).map(Kind::name);
        let fresh = || KindChange { number: item.kind, kind: name, ..KindChange::default() };
        let kind = kinds.entry(item.kind).or_insert_with(fresh);
        kind.items += 1;
        kind.points_before += u64::from(item.points);
        kind.points_after += u64::from(retraced.points);
        kind.capped += u32::from(matches!(retraced.how, How::Capped(_)));
        kind.unplaced += u32::from(retraced.how == How::Unplaced);
    }
    kinds.into_values().collect()
}

/// Contributions for which something differs: how many, and those with the largest differences.
fn contributions<'a>(pairs: impl Iterator<Item = (&'a HistoryItem, &'a Retraced)>) -> (u64, Vec<ContributionChange>) {
    let differs =
        |(item, retraced): &(&HistoryItem, &Retraced)| (item.lane, item.points) != (retraced.lane, retraced.points);
    let mut changed: Vec<_> = pairs.filter(differs).collect();
    let count = changed.len() as u64;
    let distance = |(item, retraced): &(&HistoryItem, &Retraced)| item.points.abs_diff(retraced.points);
    changed.sort_by_key(|pair| (std::cmp::Reverse(distance(pair)), pair.0.source, pair.0.sequence));
    changed.truncate(MOST_CONTRIBUTIONS);
    let told = |(item, retraced): (&HistoryItem, &Retraced)| ContributionChange {
        source: item.source,
        sequence: item.sequence,
        member: item.member.get(),
        kind: Kind::from_number(item.kind).map(Kind::name),
        lane_before: item.lane.index(),
        lane_after: retraced.lane.index(),
        points_before: item.points,
        points_after: retraced.points,
        how: how(retraced.how),
    };
    (count, changed.into_iter().map(told).collect())
}

fn how(how: How) -> String {
    match how {
        How::UnknownKind => "unknown_kind".to_owned(),
        How::NotRecognised => "not_recognised".to_owned(),
        How::Fixed => "fixed".to_owned(),
        How::Band(band) => format!("band_{band}"),
        How::Scaled => "scaled".to_owned(),
        How::Unplaced => "unplaced".to_owned(),
        How::Capped(_) => "capped".to_owned(),
    }
}

/// What could not be known, counted.
#[derive(Default)]
struct Counts {
    unknown: u64,
    unplaced: u64,
    banded: u64,
}

impl Counts {
    fn add(&mut self, retraced: &[Retraced]) {
        let of = |wanted: fn(How) -> bool| retraced.iter().filter(|one| wanted(one.how)).count() as u64;
        self.unknown += of(|how| how == How::UnknownKind);
        self.unplaced += of(|how| how == How::Unplaced);
        self.banded += of(|how| matches!(how, How::Band(_)));
    }

    fn not_known(&self, days: u32, assumed: bool) -> Vec<Sentence> {
        let say = |fr: String, en: String| Sentence { fr, en };
        let Self { unknown, unplaced, banded } = self;
        let mut told = vec![
            say(
                "Les activités qui n'ont jamais été inscrites ne sont pas connues de la chaîne : ce qu'une autre politique leur aurait donné n'est pas compté.".to_owned(),
                "Activities that were never recorded are not known to the chain: what another policy would have given them is not counted.".to_owned(),
            ),
            say(
                format!("Le jour de chaque contribution n'est pas sur la chaîne : les plafonds par jour sont appliqués comme ce qu'ils laissent passer en {days} jours ; ceux par personne qui confirme et par objet, et les budgets, ne le sont pas."),
                format!("The day of each contribution is not on the chain: caps per day are applied as what they let through in {days} days; those per confirmer and object, and budgets, are not applied."),
            ),
            say(
                "Qui aurait fait ou confirmé quoi sous une autre politique, personne ne le sait.".to_owned(),
                "Who would have done or confirmed what under another policy nobody knows.".to_owned(),
            ),
        ];
        let mut count = |number: u64, fr: &str, en: &str| {
            if number > 0 {
                told.push(say(fr.replace("{n}", &number.to_string()), en.replace("{n}", &number.to_string())));
            }
        };
        count(
            *unknown,
            "Contributions dont la sorte est privée ou vient d'un import, gardées telles quelles : {n}.",
            "Contributions whose kind is private or of an import, left as they were: {n}.",
        );
        count(
            *banded,
            "Contributions dont la taille choisie à la relecture garde sa place, sans nouvelle relecture : {n}.",
            "Contributions whose size, chosen in review, keeps its place without a new review: {n}.",
        );
        count(
            *unplaced,
            "Contributions dont les points ne correspondent à aucune ligne connue, gardées telles quelles : {n}.",
            "Contributions whose points fit no known line, left as they were: {n}.",
        );
        count(
            u64::from(assumed),
            "La politique d'origine n'est pas connue par son empreinte pour toutes les périodes : elle est supposée.",
            "The policy by which they were recognised is not known by its hash for all epochs: it is assumed.",
        );
        told
    }
}
