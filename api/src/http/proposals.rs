//! Proposals: what is put to the vote, how the vote stands, what happens next.

use alloy::primitives::U256;
use axum::{Json, response::Response};
use palabre_contracts::{Electorate, MemberId, ProposalState};
use palabre_indexer::{
    proposal::state_at,
    store::{Order, Page as Rows, Proposal as Row, ProposalFilter, VoteToken},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Path, Query, parameter},
    list::{Key, List, place, placed},
    paging::{Page, PageQuery, Paging},
    scope::{AsOf, InCommunity, Scope},
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Failures},
    relay::{
        Sentence,
        calls::{DescribedCall, describe_call},
        check, words,
    },
    state::AppState,
};

/// Rows read at a time while looking for a state, which no index knows since time changes it.
const CHUNK: u32 = 100;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// A proposal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Proposal {
    /// `members` or `contributors`.
    pub house: &'static str,
    /// The Governor's number, as 32 bytes.
    pub id: String,
    /// First line of the description.
    pub title: String,
    /// Where it stands now: `pending`, `active`, `canceled`, `defeated`, `succeeded`, `queued` or `executed`.
    #[schema(example = "active")]
    pub state: &'static str,
    /// Wallet that proposed it.
    pub proposer: String,
    /// Member behind the wallet.
    pub member: Option<u64>,
    /// When it was made.
    pub created_at: Time,
    /// When votes are counted up: voting begins after it.
    pub vote_starts_at: Time,
    /// When voting ends, extensions included.
    pub vote_ends_at: Time,
    /// How the vote stands.
    pub tally: Tally,
    /// When it may be executed, once queued.
    pub eta: Option<Time>,
}

/// How a vote stands; weights are whole numbers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Tally {
    /// Weight for.
    #[serde(rename = "for")]
    pub in_favour: String,
    /// Weight against.
    pub against: String,
    /// Weight abstaining.
    pub abstain: String,
    /// Weight, for and abstaining, that a decision needs.
    pub quorum: String,
    /// Voters, for and abstaining.
    pub heads: u64,
    /// Voters, for and abstaining, that a decision needs.
    pub heads_needed: u64,
    /// Number of ballots.
    pub ballots: u64,
}

/// A proposal with its text and what it would do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalDetail {
    /// The block that the answer reflects.
    pub as_of: AsOf,
    /// What a list shows.
    pub proposal: Proposal,
    /// Markdown. Written by a member: escape it.
    pub description: String,
    /// Where it is discussed.
    pub discussion: Option<String>,
    /// What executing it does, in order.
    pub calls: Vec<Call>,
    /// When a late quorum extended the voting.
    pub extended_at: Option<Time>,
    /// When it was withdrawn.
    pub canceled_at: Option<Time>,
    /// When it entered the timelock.
    pub queued_at: Option<Time>,
    /// When it was executed.
    pub executed_at: Option<Time>,
    /// Transaction that made it.
    pub tx_hash: String,
}

/// One call of a proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct Call {
    /// To whom.
    pub target: String,
    /// With how much ETH, in wei.
    pub value: String,
    /// Saying what.
    pub calldata: String,
    /// The same in words; absent when none of our contracts understands it.
    pub meaning: Option<DescribedCall>,
    /// What to know about a call that nothing explains, with its selector.
    pub warning: Option<Sentence>,
}

/// Which proposals to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// Only of this house: `members` or `contributors`.
    #[param(pattern = "^(members|contributors)$")]
    house: Option<String>,
    /// Only those that stand here now, for example `active`.
    #[param(pattern = "^(pending|active|canceled|defeated|succeeded|queued|expired|executed)$")]
    state: Option<String>,
    /// Only by this member.
    #[param(minimum = 1)]
    member: Option<u64>,
}

/// Which proposal.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct OneProposal {
    /// `members` or `contributors`.
    #[param(example = "members", pattern = "^(members|contributors)$")]
    pub(crate) house: String,
    /// The Governor's number, as 0x text or decimal.
    #[param(example = "1", pattern = "^(0x[0-9a-fA-F]{1,64}|[0-9]{1,77})$")]
    pub(crate) id: String,
}

impl OneProposal {
    /// House and number, if they are such.
    pub(crate) fn parse(&self) -> Result<(Electorate, U256), ApiError> {
        let id = self.id.parse::<U256>().map_err(|_| {
            ApiError::not_found(format!("{:?} is no proposal", self.id), "Give the number as decimal or as 0x text.")
        })?;
        Ok((house(&self.house)?, id))
    }
}

/// The house with this name.
pub(crate) fn house(name: &str) -> Result<Electorate, ApiError> {
    name.parse().map_err(|error| ApiError::invalid(error, "Choose `members` or `contributors`."))
}

impl Proposal {
    /// The proposal as it stands now.
    pub(crate) async fn new(scope: &Scope, row: &Row) -> Result<Self, ApiError> {
        let (store, slug) = (&scope.store, scope.slug());
        let quorum = store.quorum_at(slug, row.house, row.vote_start).await?.unwrap_or_default();
        let supply = store.vote_supply_at(slug, VoteToken::from(row.house), row.vote_start).await?;
        // As in `House._headsNeeded`: a small electorate never needs more voters than it has votes.
        let heads = U256::from(scope.constants().heads(row.house)).min(supply).saturating_to::<u32>();
        Ok(Self {
            house: row.house.as_str(),
            id: hex(row.proposal_id),
            title: row.title.clone(),
            state: state_at(row, quorum, heads, scope.now).as_str(),
            proposer: hex(row.proposer),
            member: row.member_id.map(MemberId::get),
            created_at: row.created_at.into(),
            vote_starts_at: row.vote_start.into(),
            vote_ends_at: row.vote_end.into(),
            tally: Tally {
                in_favour: row.votes_for.to_string(),
                against: row.votes_against.to_string(),
                abstain: row.votes_abstain.to_string(),
                quorum: quorum.to_string(),
                heads: row.heads,
                heads_needed: heads.into(),
                ballots: row.ballots,
            },
            eta: row.eta.map(Time::from),
        })
    }

    /// Those that can be voted on now or soon, by their end.
    pub(crate) async fn open(scope: &Scope) -> Result<Vec<Self>, ApiError> {
        let mut open = Vec::new();
        for row in scope.store.open_proposals(scope.slug(), scope.now).await? {
            open.push(Self::new(scope, &row).await?);
        }
        Ok(open)
    }
}

impl ProposalDetail {
    /// The proposal with this house and number.
    pub(crate) async fn load(scope: &Scope, house: Electorate, id: U256) -> Result<Self, ApiError> {
        let row = scope.store.proposal(scope.slug(), house, id).await?.ok_or_else(|| {
            ApiError::not_found(
                format!("the {house}' house has no proposal {id}"),
                format!("GET /api/v1/communities/{}/proposals lists the proposals.", scope.slug()),
            )
        })?;
        let contracts = &scope.community().contracts;
        let calls = row.targets.iter().zip(&row.call_values).zip(&row.calldatas);
        let calls = calls.map(|((target, value), calldata)| {
            let meaning = describe_call(contracts, *target, calldata);
            let explained = meaning.as_ref().is_some_and(|call| call.sentence.is_some());
            Call {
                target: hex(target),
                value: value.to_string(),
                calldata: hex(calldata),
                warning: (!explained).then(|| words::warning(contracts, *target, calldata)),
                meaning,
            }
        });
        Ok(Self {
            as_of: scope.as_of(),
            proposal: Proposal::new(scope, &row).await?,
            calls: calls.collect(),
            discussion: check::discussion_of(&row.description).map(str::to_owned),
            description: row.description,
            extended_at: row.extended_at.map(Time::from),
            canceled_at: row.canceled_at.map(Time::from),
            queued_at: row.queued_at.map(Time::from),
            executed_at: row.executed_at.map(Time::from),
            tx_hash: hex(row.tx_hash),
        })
    }
}

/// Proposals of which those in `state` are kept, in either direction.
pub(crate) struct Proposals {
    pub(crate) filter: ProposalFilter,
    pub(crate) state: Option<String>,
    pub(crate) order: Order,
}

impl List for Proposals {
    const PARTS: usize = 2;
    type Item = Proposal;

    async fn chunk(&self, scope: &Scope, after: Option<Key>, limit: u32) -> Result<Vec<(Key, Proposal)>, ApiError> {
        let mut after = after.map(place);
        let read = if self.state.is_some() { CHUNK } else { limit };
        let mut found = Vec::new();
        loop {
            let page = Rows { after, limit: read, order: self.order };
            let rows = scope.store.proposals(scope.slug(), self.filter, page).await?;
            after = rows.last().map(Row::place);
            let done = rows.len() < read as usize;
            for row in rows {
                let proposal = Proposal::new(scope, &row).await?;
                if self.state.as_deref().is_none_or(|state| state == proposal.state) {
                    found.push((placed(row.place()), proposal));
                }
                if found.len() == limit as usize {
                    return Ok(found);
                }
            }
            if done {
                return Ok(found);
            }
        }
    }
}

/// Proposals of both houses, latest first.
#[utoipa::path(get, path = "/communities/{community}/proposals", tag = "proposals", operation_id = "list_proposals",
    params(InCommunity, PageQuery, Filter), responses((status = 200, body = Page<Proposal>), Failures))]
async fn list(scope: Scope, paging: Paging, Query(filter): Query<Filter>) -> Result<Response, ApiError> {
    let known = |word: &str| (0..8).any(|n| ProposalState::from_number(n).is_ok_and(|state| state.as_str() == word));
    if let Some(word) = filter.state.as_deref().filter(|word| !known(word)) {
        let next_step = "Choose for example `active`, `succeeded`, `queued` or `executed`.";
        return Err(ApiError::invalid(format!("{word:?} is no state of proposals"), next_step));
    }
    let kept = ProposalFilter {
        house: filter.house.as_deref().map(house).transpose()?,
        member: parameter("member", filter.member, MemberId::new)?,
    };
    paging.answer(scope, Proposals { filter: kept, state: filter.state, order: Order::Newest }).await
}

/// One proposal, with its text and what it would do.
#[utoipa::path(get, path = "/communities/{community}/proposals/{house}/{id}", tag = "proposals", operation_id = "show_proposal",
    params(InCommunity, OneProposal), responses((status = 200, body = ProposalDetail), Failures))]
async fn show(scope: Scope, Path(one): Path<OneProposal>) -> Result<Json<ProposalDetail>, ApiError> {
    let (house, id) = one.parse()?;
    Ok(Json(ProposalDetail::load(&scope, house, id).await?))
}
