//! Communities: what they are, where their contracts stand, what is going on.

use axum::{Json, extract::State};
use palabre_contracts::{Contracts, rules::Calendar};
use palabre_indexer::store::{Charter as CharterRow, CommunityState};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    epochs::EpochDates,
    scope::{AsOf, InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// The communities of this service.
#[derive(Debug, Serialize, ToSchema)]
pub struct Communities {
    /// The oldest block that an item reflects; none without indexed communities.
    pub as_of: Option<AsOf>,
    /// By short name.
    pub items: Vec<Community>,
}

/// A community.
#[derive(Debug, Serialize, ToSchema)]
pub struct Community {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// Short name.
    #[schema(example = "demo")]
    pub slug: String,
    /// Name for people.
    pub name: String,
    /// Chain that holds it.
    pub chain_id: u64,
    /// `founding` until five members hold a voting unit and somebody opens it, then `open`.
    #[schema(example = "open")]
    pub phase: &'static str,
    /// Whether durations may be unsafely short: for trials only.
    pub pilot: bool,
    /// How people are admitted: `open` or `invitation`.
    pub admission: String,
    /// The charter in force.
    pub charter: Option<Charter>,
    /// Address of the ERC-4824 document.
    pub dao_uri: String,
    /// The community in numbers.
    pub counts: Counts,
    /// The epoch that is open now.
    pub epoch: EpochDates,
    /// What all dates follow from.
    pub calendar: CalendarView,
    /// Version of the rules of recognition in force now.
    pub rules_version: Option<u32>,
    /// Version of the rules of distribution in force now.
    pub share_rules_version: Option<u32>,
    /// When the founding ended.
    pub opened_at: Option<Time>,
    /// When enough reputation existed; until then the members' house acts for the contributors' house.
    pub established_at: Option<Time>,
    /// Where the contracts are.
    pub contracts: ContractsView,
}

/// A version of the charter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Charter {
    /// Counted from 1.
    pub version: u32,
    /// Keccak-256 of the text.
    pub hash: String,
    /// Where the text is.
    pub uri: String,
    /// When it was published.
    pub published_at: Time,
}

/// A community in numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Counts {
    /// Active members.
    pub members: u64,
    /// Voting units in force.
    pub units: u64,
    /// Recorded contributions.
    pub contributions: u64,
    /// Batches of contributions.
    pub batches: u64,
    /// Proposals of both houses.
    pub proposals: u64,
}

/// What all dates of all epochs follow from; lengths in seconds.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarView {
    /// Start of epoch 0.
    pub genesis: Time,
    /// Length of an epoch.
    pub length: u64,
    /// Time for late contributions.
    pub grace: u64,
    /// Time for challenges.
    pub challenge: u64,
    /// Time to decide them.
    pub resolve: u64,
    /// Time after Final during which a share can be claimed.
    pub unclaimed_period: u64,
}

/// Addresses of the contracts.
#[derive(Debug, Serialize, ToSchema)]
#[expect(missing_docs, reason = "the names are those of the contracts")]
pub struct ContractsView {
    pub registry: String,
    pub access_manager: String,
    pub members_timelock: String,
    pub contributors_timelock: String,
    pub constitution: String,
    pub membership: String,
    pub contributions: String,
    pub reputation: String,
    pub distribution: String,
    pub members_house: String,
    pub contributors_house: String,
    pub safeguards: String,
    pub challenges: String,
    pub guardian: String,
}

impl From<&Contracts> for ContractsView {
    fn from(at: &Contracts) -> Self {
        Self {
            registry: hex(at.registry),
            access_manager: hex(at.access_manager),
            members_timelock: hex(at.members_timelock),
            contributors_timelock: hex(at.contributors_timelock),
            constitution: hex(at.constitution),
            membership: hex(at.membership),
            contributions: hex(at.contributions),
            reputation: hex(at.reputation),
            distribution: hex(at.distribution),
            members_house: hex(at.members_house),
            contributors_house: hex(at.contributors_house),
            safeguards: hex(at.safeguards),
            challenges: hex(at.challenges),
            guardian: hex(at.guardian),
        }
    }
}

impl From<CharterRow> for Charter {
    fn from(row: CharterRow) -> Self {
        Self { version: row.version, hash: hex(row.hash), uri: row.uri, published_at: row.published_at.into() }
    }
}

impl CalendarView {
    fn new(calendar: &Calendar, unclaimed_period: u64) -> Self {
        let Calendar { genesis, length, grace, challenge, resolve } = *calendar;
        Self { genesis: genesis.into(), length, grace, challenge, resolve, unclaimed_period }
    }
}

impl Community {
    /// The community of a scope.
    pub(crate) async fn load(scope: &Scope) -> Result<Self, ApiError> {
        let (store, slug, epoch) = (&scope.store, scope.slug(), scope.epoch());
        let state = store.community_state(slug).await?.unwrap_or_else(before_the_first_event);
        let charters = store.charters(slug).await?;
        let overview = store.overview(slug).await?;
        Ok(Self {
            as_of: scope.as_of(),
            slug: slug.to_string(),
            name: scope.community().name.clone(),
            chain_id: scope.community().chain_id,
            phase: if state.opened_at.is_some() { "open" } else { "founding" },
            pilot: scope.constants().pilot,
            admission: state.admission,
            charter: charters.into_iter().find(|charter| charter.version == state.charter_version).map(Charter::from),
            dao_uri: state.dao_uri,
            counts: Counts {
                members: overview.members,
                units: overview.units,
                contributions: overview.contributions,
                batches: overview.batches,
                proposals: overview.proposals,
            },
            epoch: EpochDates::new(scope, epoch),
            calendar: CalendarView::new(scope.calendar(), scope.constants().unclaimed_period),
            rules_version: store.ledger_rules_at(slug, epoch).await?.map(|rules| rules.version),
            share_rules_version: store.share_rules_at(slug, epoch).await?.map(|rules| rules.version),
            opened_at: state.opened_at.map(Time::from),
            established_at: state.established_at.map(Time::from),
            contracts: (&scope.community().contracts).into(),
        })
    }
}

fn before_the_first_event() -> CommunityState {
    CommunityState {
        admission: "open".to_owned(),
        charter_version: 0,
        dao_uri: String::new(),
        attester: None,
        opened_at: None,
        established_at: None,
    }
}

/// All communities that are indexed, by short name.
pub(crate) async fn all(state: &AppState) -> Result<Vec<Community>, ApiError> {
    let mut items = Vec::new();
    for community in state.communities.iter() {
        match Scope::of(state, community.slug.as_str()).await {
            Ok(scope) => items.push(Community::load(&scope).await?),
            Err(ApiError::Unavailable { code: "not_indexed_yet", .. }) => {}
            Err(error) => return Err(error),
        }
    }
    items.sort_by(|one, other| one.slug.cmp(&other.slug));
    Ok(items)
}

/// All communities that are indexed.
#[utoipa::path(get, path = "/communities", tag = "communities", operation_id = "list_communities",
    responses((status = 200, body = Communities), Failures))]
async fn list(State(state): State<AppState>) -> Result<Json<Communities>, ApiError> {
    let items = all(&state).await?;
    let as_of = items.iter().map(|item| &item.as_of).min_by_key(|as_of| as_of.block_number).cloned();
    Ok(Json(Communities { as_of, items }))
}

/// One community.
#[utoipa::path(get, path = "/communities/{community}", tag = "communities", operation_id = "show_community", params(InCommunity),
    responses((status = 200, body = Community), Failures))]
async fn show(scope: Scope) -> Result<Json<Community>, ApiError> {
    Ok(Json(Community::load(&scope).await?))
}
