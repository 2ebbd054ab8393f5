//! `/c/{community}/proposals` and `/c/{community}/proposals/{house}/{id}`.

use alloy::primitives::U256;
use askama::Template;
use axum::response::Html;
use palabre_contracts::Electorate;
use palabre_indexer::store::{Order, ProposalFilter};
use serde_json::json;

use super::{
    acts::Act,
    effects::Effect,
    frame::{Frame, Visit},
    markdown, page,
    shares::number,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        communities::Community,
        extract::Path,
        members::live,
        paging::Paging,
        proposals::{self, OneProposal, Proposal, ProposalDetail},
        scope::Scope,
        votes::Vote,
    },
    relay::rehearsal::{Calls, Rehearsal},
};

const VOTES: u32 = 200;

/// A proposal in a list.
pub(super) struct Card {
    pub(super) title: String,
    pub(super) path: String,
    pub(super) house: &'static str,
    pub(super) state: &'static str,
    pub(super) time_left: String,
}

#[derive(Template)]
#[template(path = "proposals.html")]
struct Proposals {
    t: Texts,
    frame: Frame,
    propose: String,
    proposals: Vec<Card>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "proposal.html")]
struct ProposalPage {
    t: Texts,
    frame: Frame,
    slug: String,
    card: Card,
    proposal: Proposal,
    html: String,
    tally: Vec<TallyBar>,
    quorum: String,
    body: String,
    upkeep: Option<&'static str>,
    act: Act,
    votes: Vec<Vote>,
    weights: Weights,
    effects: Vec<Effect>,
    /// What executing it now would do, where that still matters and the chain answers.
    rehearsal: Option<Rehearsal>,
    detail: ProposalDetail,
}

/// One line of the tally.
struct TallyBar {
    support: &'static str,
    weight: String,
    percent: u64,
}

/// How weights of a house are written.
struct Weights {
    t: Texts,
    /// Growth of the index and epoch of the snapshot, where weights are reputation.
    reputation: Option<(U256, u32)>,
}

impl Weights {
    fn new(t: Texts, scope: &Scope, house: Electorate, snapshot: u64) -> Self {
        let reputation = match house {
            Electorate::Members => None,
            Electorate::Contributors => Some((scope.constants().growth, scope.calendar().epoch_at(snapshot))),
        };
        Self { t, reputation }
    }

    /// A weight in votes, or in points of the snapshot's epoch.
    fn text(&self, weight: &str) -> String {
        match self.reputation {
            None => self.t.number(weight),
            Some((growth, epoch)) => self.t.amount(live(number(weight), growth, epoch), 6),
        }
    }
}

impl Card {
    pub(super) fn new(t: Texts, scope: &Scope, proposal: &Proposal) -> Self {
        let until = |moment: u64| t.duration(moment.saturating_sub(scope.now));
        let time_left = match proposal.state {
            "pending" => t.with("proposal.begins", until(proposal.vote_starts_at.unix)),
            "active" => t.with("proposal.left", until(proposal.vote_ends_at.unix)),
            _ => t.with("proposal.ended", t.date(&proposal.vote_ends_at.unix)),
        };
        let title = if proposal.title.is_empty() { t.get("proposal.untitled") } else { &proposal.title };
        Self {
            title: title.to_owned(),
            path: path(scope, proposal),
            house: proposal.house,
            state: proposal.state,
            time_left,
        }
    }
}

fn path(scope: &Scope, proposal: &Proposal) -> String {
    format!("/c/{}/proposals/{}/{}", scope.slug(), proposal.house, proposal.id)
}

pub(super) async fn list(visit: Visit, scope: Scope, paging: Paging) -> Result<Html<String>, ApiError> {
    let community = Community::load(&scope).await?;
    let (rows, next) = paging.page(&scope, &everything()).await?;
    let frame = visit.frame(visit.t.get("proposals.title").to_owned(), &community);
    let proposals = rows.iter().map(|proposal| Card::new(visit.t, &scope, proposal)).collect();
    let propose = format!("/c/{}/propose", community.slug);
    page(&Proposals { t: visit.t, frame, propose, proposals, next })
}

fn everything() -> proposals::Proposals {
    proposals::Proposals { filter: ProposalFilter::default(), state: None, order: Order::Newest }
}

pub(super) async fn show(visit: Visit, scope: Scope, Path(one): Path<OneProposal>) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let (house, id) = one.parse()?;
    let community = Community::load(&scope).await?;
    let detail = ProposalDetail::load(&scope, house, id).await?;
    let proposal = detail.proposal.clone();
    let card = Card::new(t, &scope, &proposal);
    let weights = Weights::new(t, &scope, house, proposal.vote_starts_at.unix);
    let rehearsal = rehearsal(&visit, &scope, house, id, proposal.state).await?;
    let calls = detail.calls.iter().enumerate();
    let effects = calls.map(|(position, call)| Effect::made(t, call, position, rehearsal.as_ref())).collect();
    page(&ProposalPage {
        t,
        frame: visit.frame(card.title.clone(), &community),
        slug: community.slug,
        html: markdown::to_html(without_mark(&detail.description)),
        tally: tally(&proposal, &weights),
        quorum: weights.text(&proposal.tally.quorum),
        upkeep: upkeep(&proposal, scope.now),
        body: json!({ "house": proposal.house, "proposal_id": proposal.id }).to_string(),
        act: Act::new(&visit, &scope, card.path.clone()),
        votes: Vote::latest(&scope, house, id, VOTES).await?,
        card,
        proposal,
        weights,
        effects,
        rehearsal,
        detail,
    })
}

/// Executes the proposal on the newest state and forgets it again. A page without this answer is still a page.
async fn rehearsal(
    visit: &Visit,
    scope: &Scope,
    house: Electorate,
    id: U256,
    state: &str,
) -> Result<Option<Rehearsal>, ApiError> {
    if !matches!(state, "pending" | "active" | "succeeded" | "queued") {
        return Ok(None);
    }
    let Some(row) = scope.store.proposal(scope.slug(), house, id).await? else { return Ok(None) };
    let calls = Calls { targets: &row.targets, values: &row.call_values, calldatas: &row.calldatas };
    match visit.state.relay.rehearse(scope.community(), house, calls).await {
        Ok(rehearsal) => Ok(Some(rehearsal)),
        Err(error) => {
            tracing::warn!(%error, "a proposal could not be rehearsed");
            Ok(None)
        }
    }
}

/// The text without the last line that binds it to its proposer: the page names the proposer itself.
fn without_mark(description: &str) -> &str {
    description.rsplit_once("#proposer=0x").map_or(description, |(text, _)| text)
}

/// What anybody may ask the relay to do next with a proposal that passed.
fn upkeep(proposal: &Proposal, now: u64) -> Option<&'static str> {
    match (proposal.state, &proposal.eta) {
        ("succeeded", _) => Some("queue"),
        ("queued", Some(eta)) if eta.unix <= now => Some("execute"),
        _ => None,
    }
}

fn tally(proposal: &Proposal, weights: &Weights) -> Vec<TallyBar> {
    let sides = [
        ("for", &proposal.tally.in_favour),
        ("against", &proposal.tally.against),
        ("abstain", &proposal.tally.abstain),
    ];
    let all: U256 = sides.iter().map(|(_, weight)| number(weight)).sum();
    let percent = |weight: &str| (number(weight) * U256::from(100)).checked_div(all).unwrap_or_default();
    let bar = |(support, weight): (&'static str, &String)| TallyBar {
        support,
        weight: weights.text(weight),
        percent: percent(weight).saturating_to(),
    };
    sides.into_iter().map(bar).collect()
}
