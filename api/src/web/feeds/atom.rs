//! `/c/{community}/feed.atom`: proposals and what became of them, charters, epochs that became final.

use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use palabre_contracts::rules::Phase;
use palabre_indexer::store::{Order, Page as Rows, ProposalFilter};

use super::{clean, page_of, title};
use crate::{
    error::ApiError,
    http::{
        proposals::Proposal,
        scope::Scope,
        wire::{Time, hex},
    },
    web::{frame::Visit, texts::Texts},
};

/// Most entries of a kind.
const ENTRIES: u32 = 30;

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    t: Texts,
    id: String,
    title: String,
    author: String,
    updated: String,
    own: String,
    page: String,
    entries: Vec<Entry>,
}

/// Something that happened.
struct Entry {
    id: String,
    title: String,
    link: String,
    at: u64,
    published: u64,
    summary: String,
}

impl Entry {
    fn updated(&self) -> String {
        Time::from(self.at).rfc3339
    }

    fn published(&self) -> String {
        Time::from(self.published).rfc3339
    }
}

pub(in crate::web) async fn show(visit: Visit, scope: Scope) -> Result<Response, ApiError> {
    let t = visit.t;
    let base = format!("{}/c/{}", visit.state.public_url, scope.slug());
    let mut entries = proposals(t, &visit, &scope).await?;
    entries.extend(charters(t, &base, &scope).await?);
    entries.extend(epochs(t, &base, &scope).await?);
    entries.sort_by(|one, other| (other.at, &other.id).cmp(&(one.at, &one.id)));
    entries.truncate(ENTRIES as usize);
    let name = clean(&scope.community().name);
    let feed = Feed {
        t,
        id: id(&scope, "feed"),
        title: t.with("feed.title", &name),
        author: name,
        updated: Time::from(entries.first().map_or(scope.calendar().genesis, |entry| entry.at)).rfc3339,
        own: format!("{base}/feed.atom?lang={}", t.lang().tag()),
        page: base,
        entries,
    };
    let text = feed.render().map_err(ApiError::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], text).into_response())
}

/// Names that stay the same whatever the address of the service.
fn id(scope: &Scope, what: &str) -> String {
    format!("urn:palabre:{}:{}:{what}", scope.community().chain_id, hex(scope.community().contracts.membership))
}

async fn proposals(t: Texts, visit: &Visit, scope: &Scope) -> Result<Vec<Entry>, ApiError> {
    let page = Rows { after: None, limit: ENTRIES, order: Order::Newest };
    let mut entries = Vec::new();
    for row in scope.store.proposals(scope.slug(), ProposalFilter::default(), page).await? {
        let proposal = Proposal::new(scope, &row).await?;
        let ended = (row.vote_end < scope.now && row.canceled_at.is_none()).then_some(row.vote_end);
        let moments = [Some(row.created_at), row.canceled_at, ended, row.queued_at, row.executed_at];
        let state = t.word("state", proposal.state);
        entries.push(Entry {
            id: id(scope, &format!("{}:{}", proposal.house, proposal.id)),
            title: t.with("feed.proposal", title(t, &proposal)),
            link: page_of(&visit.state.public_url, scope, &proposal),
            at: moments.into_iter().flatten().max().unwrap_or(row.created_at),
            published: row.created_at,
            summary: t.with2("feed.proposal_state", state, t.date(&row.vote_end)),
        });
    }
    Ok(entries)
}

async fn charters(t: Texts, base: &str, scope: &Scope) -> Result<Vec<Entry>, ApiError> {
    let charters = scope.store.charters(scope.slug()).await?;
    let entry = |version: u32, at: u64| Entry {
        id: id(scope, &format!("charter:{version}")),
        title: t.with("feed.charter", version),
        link: format!("{base}/join"),
        at,
        published: at,
        summary: t.get("feed.charter_summary").to_owned(),
    };
    Ok(charters.iter().map(|charter| entry(charter.version, charter.published_at)).collect())
}

async fn epochs(t: Texts, base: &str, scope: &Scope) -> Result<Vec<Entry>, ApiError> {
    let mut entries = Vec::new();
    for row in scope.store.epochs(scope.slug(), None, ENTRIES).await? {
        if scope.phase(row.epoch) != Phase::Final {
            continue;
        }
        let at = scope.calendar_of(row.epoch).final_at(row.epoch);
        entries.push(Entry {
            id: id(scope, &format!("epoch:{}", row.epoch)),
            title: t.with("feed.epoch", row.epoch),
            link: format!("{base}/epochs/{}", row.epoch),
            at,
            published: at,
            summary: t.with2("feed.epoch_summary", t.number(row.items), t.number(row.members)),
        });
    }
    Ok(entries)
}
