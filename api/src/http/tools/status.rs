//! How connected tools do: for organizers, and for programs with a key of the community.

use axum::{Json as Body, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    error::{ApiError, Refusals},
    http::{extract::Path, scope::InCommunity, wire::Time},
    sessions::{
        audit::Deed,
        caller::{Auditor, Organizer},
    },
    state::AppState,
    tools::{Alarm, FailedDelivery, ToolStanding},
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_tools))
        .routes(routes!(show_tool))
        .routes(routes!(retry_tool_deliveries))
        .routes(routes!(poll_tool))
        .routes(routes!(clear_tool_alarms))
}

/// Which tool.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
struct OneTool {
    /// Its name in the settings.
    #[param(example = "slack")]
    source: String,
}

/// A connected tool and how it does.
#[derive(Debug, Serialize, ToSchema)]
struct ToolBody {
    /// Its name in the settings.
    #[schema(example = "slack")]
    source: String,
    /// What it is.
    #[schema(example = "slack")]
    kind: String,
    /// Where it delivers.
    #[schema(example = "https://palabre.example/tools/slack")]
    delivers_to: String,
    /// Deliveries that wait to be read.
    waiting: u64,
    /// Deliveries that could not be read.
    unreadable: u64,
    /// Answers and other work that waits, and that was given up.
    tasks_waiting: u64,
    /// Work that was given up.
    tasks_failed: u64,
    /// When it was last asked what happened.
    polled_at: Option<Time>,
    /// When it is asked again.
    polled_again_at: Option<Time>,
    /// Why it could not be asked the last time.
    error: Option<String>,
    /// Since when it cannot be asked.
    failing_since: Option<Time>,
    /// Why the last delivery that was refused was refused, since the start.
    last_refusal: Option<RefusalBody>,
    /// What an operator must know, latest first.
    alarms: Vec<AlarmBody>,
}

/// A delivery that was not taken.
#[derive(Debug, Serialize, ToSchema)]
struct RefusalBody {
    /// When.
    at: Time,
    /// Why.
    why: String,
}

/// Something that an operator must know.
#[derive(Debug, Serialize, ToSchema)]
struct AlarmBody {
    /// What.
    text: String,
    /// When it was first seen.
    first_at: Time,
    /// When it was last seen.
    last_at: Time,
    /// How often.
    times: u64,
}

/// A delivery that could not be read.
#[derive(Debug, Serialize, ToSchema)]
struct UnreadableBody {
    /// Names it.
    id: String,
    /// When it came.
    received_at: Time,
    /// How often it was tried.
    attempts: u64,
    /// What was wrong.
    error: String,
    /// Bytes of its body.
    size: u64,
}

/// Connected tools.
#[derive(Debug, Serialize, ToSchema)]
struct ToolList {
    /// By name.
    items: Vec<ToolBody>,
}

/// A connected tool in full.
#[derive(Debug, Serialize, ToSchema)]
struct ToolInFull {
    #[serde(flatten)]
    tool: ToolBody,
    /// The latest deliveries that could not be read.
    unreadable_deliveries: Vec<UnreadableBody>,
}

/// How many were affected.
#[derive(Debug, Serialize, ToSchema)]
struct Affected {
    /// How many.
    count: u64,
}

impl From<ToolStanding> for ToolBody {
    fn from(one: ToolStanding) -> Self {
        let at = |seconds: u64| (seconds > 0).then(|| Time::from(seconds));
        Self {
            source: one.connection.name.clone(),
            kind: one.connection.kind.name().to_owned(),
            delivers_to: one.delivers_to,
            waiting: one.deliveries.0,
            unreadable: one.deliveries.1,
            tasks_waiting: one.tasks.0,
            tasks_failed: one.tasks.1,
            polled_at: at(one.position.polled_at),
            polled_again_at: at(one.position.next_at),
            error: one.position.error,
            failing_since: one.position.failing_since.map(Time::from),
            last_refusal: one.refused.map(|(at, why)| RefusalBody { at: at.into(), why }),
            alarms: one.alarms.into_iter().map(AlarmBody::from).collect(),
        }
    }
}

impl From<Alarm> for AlarmBody {
    fn from(alarm: Alarm) -> Self {
        Self { text: alarm.text, first_at: alarm.first_at.into(), last_at: alarm.last_at.into(), times: alarm.times }
    }
}

impl From<FailedDelivery> for UnreadableBody {
    fn from(one: FailedDelivery) -> Self {
        Self {
            id: one.id,
            received_at: one.received_at.into(),
            attempts: one.attempts,
            error: one.error,
            size: one.size,
        }
    }
}

/// The tools of a community, and how they do.
#[utoipa::path(get, path = "/communities/{community}/tools", tag = "tools", operation_id = "list_tools",
    params(InCommunity), responses((status = 200, body = ToolList), Refusals), security(("session" = []), ("key" = [])))]
async fn list_tools(State(state): State<AppState>, auditor: Auditor) -> Result<Body<ToolList>, ApiError> {
    let mut items = Vec::new();
    for connection in state.tools.connected().of(&auditor.community.slug) {
        items.push(state.tools.standing(&connection).await?.into());
    }
    Ok(Body(ToolList { items }))
}

/// One tool, with what it delivered that could not be read.
#[utoipa::path(get, path = "/communities/{community}/tools/{source}", tag = "tools", operation_id = "show_tool",
    params(InCommunity, OneTool), responses((status = 200, body = ToolInFull), Refusals),
    security(("session" = []), ("key" = [])))]
async fn show_tool(
    State(state): State<AppState>,
    auditor: Auditor,
    Path(place): Path<(String, String)>,
) -> Result<Body<ToolInFull>, ApiError> {
    let connection = state.tools.connection(&auditor.community.slug, &place.1)?;
    let standing = state.tools.standing(&connection).await?;
    let unreadable = state.tools.unreadable(&connection).await?;
    let unreadable_deliveries = unreadable.into_iter().map(UnreadableBody::from).collect();
    Ok(Body(ToolInFull { tool: standing.into(), unreadable_deliveries }))
}

/// Reads everything once more that could not be read, after the cause was mended.
#[utoipa::path(post, path = "/communities/{community}/tools/{source}/retry", tag = "tools",
    operation_id = "retry_tool_deliveries", params(InCommunity, OneTool),
    responses((status = 202, body = Affected), Refusals), security(("session" = [])))]
async fn retry_tool_deliveries(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<(StatusCode, Body<Affected>), ApiError> {
    let connection = state.tools.connection(&organizer.community.slug, &place.1)?;
    record(&state, &organizer, "retry_tool_deliveries", &place.1).await?;
    let count = state.tools.read_again(&connection).await?;
    Ok((StatusCode::ACCEPTED, Body(Affected { count })))
}

/// Asks the tool at once what happened, in place of waiting.
#[utoipa::path(post, path = "/communities/{community}/tools/{source}/poll", tag = "tools", operation_id = "poll_tool",
    params(InCommunity, OneTool), responses((status = 202), Refusals), security(("session" = [])))]
async fn poll_tool(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let connection = state.tools.connection(&organizer.community.slug, &place.1)?;
    state.tools.hurry(&connection).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Puts the alarms of a tool away: somebody saw them.
#[utoipa::path(delete, path = "/communities/{community}/tools/{source}/alarms", tag = "tools",
    operation_id = "clear_tool_alarms", params(InCommunity, OneTool),
    responses((status = 200, body = Affected), Refusals), security(("session" = [])))]
async fn clear_tool_alarms(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
) -> Result<Body<Affected>, ApiError> {
    let connection = state.tools.connection(&organizer.community.slug, &place.1)?;
    record(&state, &organizer, "clear_tool_alarms", &place.1).await?;
    let count = state.tools.clear_alarms(&connection).await?;
    Ok(Body(Affected { count }))
}

async fn record(state: &AppState, organizer: &Organizer, action: &'static str, source: &str) -> Result<(), ApiError> {
    let deed = Deed {
        community: organizer.community.slug.as_str(),
        actor: Some(organizer.session.wallet),
        member_id: Some(organizer.standing.member_id.get()),
        action,
        detail: json!({ "source": source }),
    };
    state.sessions.record(deed).await
}
