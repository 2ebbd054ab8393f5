//! The community by ERC-4824, for tools that look for DAOs: one document that leads to members, proposals, activities,
//! contracts and the charter. `Membership.daoURI` is meant to point here.
//!
//! Names of fields are those of the ERC's text. Accounts are CAIP-10, fields without a value are left out, and lists
//! are whole: they are sent as they are read.

mod lists;

use alloy::primitives::{Address, U256};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contracts::{Community, Contracts, Electorate};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::lists::{Activities, Proposed, Wallets};
use super::{
    format::Format,
    list::List,
    scope::{InCommunity, Scope},
    whole::{self, Envelope},
    wire::hex,
};
use crate::{
    error::{ApiError, Failures},
    state::AppState,
};

const CONTEXT: &str = "https://www.daostar.org/schemas";
const MEDIA_TYPE: &str = "application/ld+json";

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show))
        .routes(routes!(members))
        .routes(routes!(proposals))
        .routes(routes!(activities))
        .routes(routes!(contracts))
}

/// What all documents begin with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DaoHead {
    /// `https://www.daostar.org/schemas`.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// Always `DAO`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Name of the community.
    pub name: String,
}

/// The community by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Dao {
    /// What it is.
    #[serde(flatten)]
    pub head: DaoHead,
    /// Who belongs to it.
    #[serde(rename = "membersURI")]
    pub members_uri: String,
    /// What was put to the vote.
    #[serde(rename = "proposalsURI")]
    pub proposals_uri: String,
    /// Who did what about proposals.
    #[serde(rename = "activityLogURI")]
    pub activity_log_uri: String,
    /// The charter in force.
    #[serde(rename = "governanceURI", skip_serializing_if = "Option::is_none")]
    pub governance_uri: Option<String>,
    /// Where its contracts stand.
    #[serde(rename = "contractsURI")]
    pub contracts_uri: String,
}

/// An account, as CAIP-10.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DaoAccount {
    /// Always `EthereumAddress`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The account.
    #[schema(example = "eip155:31337:0x1515151515151515151515151515151515151515")]
    pub id: String,
}

/// Members by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoMembers {
    /// Whose.
    #[serde(flatten)]
    pub head: DaoHead,
    /// Wallets of active members.
    pub members: Vec<DaoAccount>,
}

/// A proposal by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DaoProposal {
    /// Always `proposal`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// CAIP-10 of the house, and the number of the proposal in it.
    pub id: String,
    /// First line of its text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The page with its text and votes.
    #[serde(rename = "contentURI")]
    pub content_uri: String,
    /// Where it stands, in the Governor's words.
    pub status: &'static str,
    /// What executing it does, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub calls: Vec<DaoCall>,
}

/// A call of a proposal by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoCall {
    /// Always `CallDataEVM`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Always `call`.
    pub operation: &'static str,
    /// The timelock that makes it.
    pub from: String,
    /// To whom.
    pub to: String,
    /// With how much ETH, in wei.
    pub value: String,
    /// Saying what.
    pub data: String,
}

/// Proposals by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoProposals {
    /// Whose.
    #[serde(flatten)]
    pub head: DaoHead,
    /// Proposals of both houses, latest first.
    pub proposals: Vec<DaoProposal>,
}

/// What a member did about a proposal, by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoActivity {
    /// Address of its transaction's events, and which of them.
    pub id: String,
    /// Always `activity`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// About what.
    pub proposal: DaoActivityProposal,
    /// By whom.
    pub member: DaoAccount,
}

/// The proposal of an activity by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoActivityProposal {
    /// Always `proposal`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// CAIP-10 of the house, and the number of the proposal in it.
    pub id: String,
}

/// Activities by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoActivities {
    /// Whose.
    #[serde(flatten)]
    pub head: DaoHead,
    /// Proposals made and votes cast, oldest first.
    pub activities: Vec<DaoActivity>,
}

/// A contract by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoContract {
    /// Where it is.
    #[serde(flatten)]
    pub account: DaoAccount,
    /// What it is called.
    pub name: &'static str,
    /// What it does.
    pub description: &'static str,
}

/// Contracts by ERC-4824.
#[derive(Debug, Serialize, ToSchema)]
pub struct DaoContracts {
    /// Whose.
    #[serde(flatten)]
    pub head: DaoHead,
    /// All contracts of the community.
    pub contracts: Vec<DaoContract>,
}

impl DaoHead {
    fn new(community: &Community) -> Self {
        Self { context: CONTEXT, kind: "DAO", name: community.name.clone() }
    }
}

impl DaoAccount {
    fn new(community: &Community, address: Address) -> Self {
        Self { kind: "EthereumAddress", id: caip10(community, address) }
    }
}

/// <https://chainagnostic.org/CAIPs/caip-10>
fn caip10(community: &Community, address: Address) -> String {
    format!("eip155:{}:{}", community.chain_id, hex(address))
}

fn proposal_id(community: &Community, house: Electorate, id: impl Into<U256>) -> String {
    format!("{}?proposalId={}", caip10(community, community.contracts.house(house)), id.into())
}

/// Only what a reader can follow from anywhere; a charter's address is free text on chain.
fn governance_uri(uri: &str, public_url: &str) -> Option<String> {
    const SCHEMES: [&str; 5] = ["https://", "http://", "ipfs://", "ar://", "data:text/"];
    if uri.starts_with('/') && !uri.starts_with("//") {
        return Some(format!("{public_url}{uri}"));
    }
    SCHEMES.iter().any(|scheme| uri.starts_with(scheme)).then(|| uri.to_owned())
}

fn ld_json(document: &impl Serialize) -> Result<Response, ApiError> {
    let text = serde_json::to_string(document).map_err(ApiError::internal)?;
    Ok(([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response())
}

/// The document `head` with all items of `list` as its field `name`.
async fn whole_list<L: List>(state: &AppState, scope: &Scope, name: &str, list: L) -> Result<Response, ApiError> {
    let head = serde_json::to_string(&DaoHead::new(scope.community())).map_err(ApiError::internal)?;
    let head = format!("{},\"{name}\":[", head.trim_end_matches('}'));
    let envelope = Envelope { format: Format::Json, media_type: MEDIA_TYPE, head, tail: "]}\n" };
    let place = state.reads.exports.begin()?;
    Ok(whole::send(place, scope.still().await?, list, envelope))
}

/// The community as a DAO, by ERC-4824.
#[utoipa::path(get, path = "/communities/{community}/dao", tag = "communities", params(InCommunity),
    operation_id = "show_dao", responses((status = 200, body = Dao, content_type = "application/ld+json"), Failures))]
async fn show(State(state): State<AppState>, scope: Scope) -> Result<Response, ApiError> {
    let charters = scope.store.charters(scope.slug()).await?;
    let version = scope.store.community_state(scope.slug()).await?.map_or(0, |state| state.charter_version);
    let charter = charters.into_iter().find(|charter| charter.version == version);
    let at = |document: &str| format!("{}/api/v1/communities/{}/dao/{document}", state.public_url, scope.slug());
    ld_json(&Dao {
        head: DaoHead::new(scope.community()),
        members_uri: at("members"),
        proposals_uri: at("proposals"),
        activity_log_uri: at("activities"),
        governance_uri: charter.and_then(|charter| governance_uri(&charter.uri, &state.public_url)),
        contracts_uri: at("contracts"),
    })
}

/// Active members, by ERC-4824.
#[utoipa::path(get, path = "/communities/{community}/dao/members", tag = "communities", params(InCommunity),
    operation_id = "show_dao_members",
    responses((status = 200, body = DaoMembers, content_type = "application/ld+json"), Failures))]
async fn members(State(state): State<AppState>, scope: Scope) -> Result<Response, ApiError> {
    whole_list(&state, &scope, "members", Wallets).await
}

/// Proposals of both houses, by ERC-4824.
#[utoipa::path(get, path = "/communities/{community}/dao/proposals", tag = "communities", params(InCommunity),
    operation_id = "show_dao_proposals",
    responses((status = 200, body = DaoProposals, content_type = "application/ld+json"), Failures))]
async fn proposals(State(state): State<AppState>, scope: Scope) -> Result<Response, ApiError> {
    let list = Proposed { public_url: state.public_url.to_string() };
    whole_list(&state, &scope, "proposals", list).await
}

/// Proposals made and votes cast, by ERC-4824.
#[utoipa::path(get, path = "/communities/{community}/dao/activities", tag = "communities", params(InCommunity),
    operation_id = "show_dao_activities",
    responses((status = 200, body = DaoActivities, content_type = "application/ld+json"), Failures))]
async fn activities(State(state): State<AppState>, scope: Scope) -> Result<Response, ApiError> {
    let list = Activities { public_url: state.public_url.to_string() };
    whole_list(&state, &scope, "activities", list).await
}

/// Contracts, by ERC-4824.
#[utoipa::path(get, path = "/communities/{community}/dao/contracts", tag = "communities", params(InCommunity),
    operation_id = "show_dao_contracts",
    responses((status = 200, body = DaoContracts, content_type = "application/ld+json"), Failures))]
async fn contracts(scope: Scope) -> Result<Response, ApiError> {
    let described = described(&scope.community().contracts).into_iter();
    let contracts = described.map(|(address, name, description)| DaoContract {
        account: DaoAccount::new(scope.community(), address),
        name,
        description,
    });
    ld_json(&DaoContracts { head: DaoHead::new(scope.community()), contracts: contracts.collect() })
}

fn described(at: &Contracts) -> [(Address, &'static str, &'static str); 14] {
    [
        (
            at.membership,
            "Membership",
            "Soulbound token of members: one vote each; charter, roles, this document's address",
        ),
        (at.contributions, "Contributions", "Ledger of recognised contributions"),
        (at.reputation, "Reputation", "Votes from points, without transfer"),
        (at.distribution, "Distribution", "Treasury: pools of money, shared by points"),
        (at.members_house, "Members' house", "Governor in which each member has one vote"),
        (at.contributors_house, "Contributors' house", "Governor in which votes follow contributions"),
        (at.members_timelock, "Members' timelock", "Executes decisions of the members' house"),
        (at.contributors_timelock, "Contributors' timelock", "Executes decisions of the contributors' house"),
        (at.constitution, "Constitution", "Slow timelock that alone can change who may do what"),
        (at.access_manager, "Access manager", "Who may call what"),
        (at.safeguards, "Safeguards", "Suspension, rotation and recovery of wallets"),
        (at.challenges, "Challenges", "Disputes about contributions"),
        (at.guardian, "Guardian", "Brake on proposals, with an end"),
        (at.registry, "Registry", "Deployments over time, shared by the communities of this chain"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charter_that_cannot_be_followed_is_left_out() {
        let of = |uri| governance_uri(uri, "https://palabre.example");
        assert_eq!(of("/charter.md").as_deref(), Some("https://palabre.example/charter.md"));
        for good in ["https://x.example/c.md", "ipfs://bafy", "data:text/markdown,Be%20kind"] {
            assert_eq!(of(good).as_deref(), Some(good));
        }
        for bad in ["", "javascript:alert(1)", "//evil.example", "data:image/png,x", "file:///etc/passwd"] {
            assert_eq!(of(bad), None, "{bad}");
        }
    }
}
