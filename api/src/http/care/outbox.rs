//! What goes out to tools, and what did not arrive.

use axum::{Json as Body, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    error::{ApiError, Refusals},
    http::{
        extract::{Path, Query},
        relay::RelayFailures,
        scope::InCommunity,
        wire::Time,
    },
    outbox::{Entry, EntryState, Place},
    sessions::{audit::Deed, caller::Organizer},
    state::AppState,
};

const DEFAULT: u32 = 50;
const MOST: u32 = 200;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_outbox)).routes(routes!(resend_outbox_message))
}

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Part {
    /// Only `pending`, `told`, `dead` or `expired` ones.
    state: Option<EntryState>,
    /// Only messages before this one: take it from `next` of the page before.
    before: Option<String>,
    /// Most messages.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
}

/// A message to a tool. What only one person is to see is not shown.
#[derive(Debug, Serialize, ToSchema)]
struct MessageBody {
    /// Its name: the same message is sent once.
    #[schema(example = "proposal_opened-0123456789abcdef0123456789abcdef")]
    id: String,
    /// The tool, or `mail`.
    source: String,
    /// What sort of place it goes to.
    place: Place,
    /// The channel, if several people read there.
    channel: Option<String>,
    /// What it says, if several people read it.
    text: Option<String>,
    /// Where it stands.
    state: EntryState,
    /// How often it was tried.
    attempts: u64,
    /// When it is tried next.
    next_at: Option<Time>,
    /// Why the last attempt failed.
    error: Option<String>,
    /// When it was written.
    created_at: Time,
    /// When it arrived or was given up.
    done_at: Option<Time>,
}

/// How sending to a tool goes.
#[derive(Debug, Serialize, ToSchema)]
struct CarrierBody {
    /// The tool.
    source: String,
    /// Attempts in a row that it did not take.
    failures: u64,
    /// Since when.
    failing_since: Option<Time>,
    /// Nothing is sent before.
    rest_until: Option<Time>,
    /// Whether somebody has to repair the connection.
    broken: bool,
    /// Why the last attempt failed.
    error: Option<String>,
}

/// A part of the messages, and how the tools do.
#[derive(Debug, Serialize, ToSchema)]
struct MessagePage {
    /// Latest first.
    items: Vec<MessageBody>,
    /// Give it as `before` to read on; null on the last page.
    next: Option<String>,
    /// The tools of the community.
    tools: Vec<CarrierBody>,
}

impl From<Entry> for MessageBody {
    fn from(entry: Entry) -> Self {
        Self {
            id: entry.id,
            source: entry.source,
            place: entry.place,
            channel: entry.channel,
            text: entry.text,
            state: entry.state,
            attempts: entry.attempts,
            next_at: entry.next_at.map(Time::from),
            error: entry.error,
            created_at: entry.created_at.into(),
            done_at: entry.done_at.map(Time::from),
        }
    }
}

/// What the service tells in the tools of a community, latest first.
#[utoipa::path(get, path = "/communities/{community}/outbox", tag = "tools", operation_id = "list_outbox",
    params(InCommunity, Part), responses((status = 200, body = MessagePage), Refusals), security(("session" = [])))]
async fn list_outbox(
    State(state): State<AppState>,
    organizer: Organizer,
    Query(part): Query<Part>,
) -> Result<Body<MessagePage>, ApiError> {
    let limit = part.limit.unwrap_or(DEFAULT);
    if !(1..=MOST).contains(&limit) {
        let detail = format!("a page of {limit} messages is not possible");
        return Err(ApiError::invalid(detail, format!("Choose a `limit` from 1 to {MOST}.")));
    }
    let before = part.before.as_deref().map(place).transpose()?;
    let (slug, outbox) = (&organizer.community.slug, state.care.outbox());
    let mut rows = outbox.entries(slug, part.state, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| format!("{}-{}", row.created_at, row.id));
    let mut tools = Vec::new();
    for source in state.care.channels(slug) {
        let now = outbox.state_of(&source).await?;
        tools.push(CarrierBody {
            failures: now.as_ref().map_or(0, |now| now.failures),
            failing_since: now.as_ref().and_then(|now| now.failing_since).map(Time::from),
            rest_until: now.as_ref().map(|now| now.rest_until).filter(|at| *at > state.clock.now()).map(Time::from),
            broken: now.as_ref().is_some_and(|now| now.broken),
            error: now.and_then(|now| now.error),
            source,
        });
    }
    Ok(Body(MessagePage { items: rows.into_iter().map(Into::into).collect(), next, tools }))
}

/// Sends a message again that did not arrive, under the same name.
#[utoipa::path(post, path = "/communities/{community}/outbox/{message}/resend", tag = "tools",
    operation_id = "resend_outbox_message",
    params(InCommunity, ("message" = String, Path, description = "Its name, as the list has it")),
    responses((status = 202, body = MessageBody), RelayFailures), security(("session" = [])))]
async fn resend_outbox_message(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<(StatusCode, Body<MessageBody>), ApiError> {
    let (slug, (_, id)) = (&organizer.community.slug, place);
    state.care.outbox().entry(slug, &id).await?;
    let deed = Deed {
        community: slug.as_str(),
        actor: Some(organizer.session.wallet),
        member_id: Some(organizer.standing.member_id.get()),
        action: "resend_message",
        detail: json!({ "id": id }),
    };
    state.sessions.record(deed).await?;
    let entry = state.care.outbox().resend(slug, &id).await?;
    Ok((StatusCode::ACCEPTED, Body(entry.into())))
}

/// Where a page begins.
fn place(text: &str) -> Result<(u64, String), ApiError> {
    let read = text.split_once('-').and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())));
    read.ok_or_else(|| {
        ApiError::invalid("this is no place in the list", "Take `before` from `next` of the page before.")
    })
}
