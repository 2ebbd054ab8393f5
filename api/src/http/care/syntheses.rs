//! Syntheses: discussions that documentalists write up.

use axum::{
    Json as Body,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Language, Someone, Writer};
use crate::{
    care::{
        synthesis::{Synthesis, SynthesisState, Written},
        threads::Discussion,
    },
    error::{ApiError, Refusals},
    http::{
        extract::{Json, Path, Query},
        relay::RelayFailures,
        scope::InCommunity,
        wire::Time,
    },
    state::AppState,
};

const DEFAULT: u32 = 50;
const MOST: u32 = 200;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list_syntheses, begin_synthesis))
        .routes(routes!(show_synthesis, write_synthesis, discard_synthesis))
        .routes(routes!(publish_synthesis))
        .routes(routes!(withdraw_synthesis))
}

/// Which synthesis.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "read by the OpenAPI generator only")]
struct OneSynthesis {
    /// Its id, as the list has it.
    synthesis: String,
}

/// Which syntheses.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Part {
    /// Only those that stand so.
    state: Option<SynthesisState>,
    /// Most syntheses.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
}

/// A discussion to write up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SynthesisInput {
    /// The tool where it was discussed.
    source: String,
    /// The channel or room.
    channel: String,
    /// The message that it begins with; empty for the latest messages of the channel.
    #[serde(default)]
    thread: String,
    /// What it is about; empty: its first line.
    #[serde(default)]
    topic: String,
    /// The language that people spoke.
    language: Language,
}

/// What to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SynthesisText {
    /// The version that was read: nobody writes over what somebody else wrote meanwhile.
    version: u64,
    /// Title of the page.
    title: String,
    /// Text of the page, in the markup of the wiki.
    body: String,
    /// Its categories.
    #[serde(default)]
    categories: Vec<String>,
}

/// What was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SynthesisVersion {
    /// The version that was read.
    version: u64,
}

/// A synthesis.
#[derive(Debug, Serialize, ToSchema)]
struct SynthesisBody {
    /// Its id.
    id: String,
    /// Where it stands.
    state: SynthesisState,
    /// Its page here, where it is written.
    edit_page: String,
    /// The tool where it was discussed.
    source: String,
    /// The channel there.
    channel: String,
    /// The message that it began with.
    thread: String,
    /// The language that people spoke.
    language: Language,
    /// Title of the page.
    title: String,
    /// Text of the page, in the markup of the wiki. Written by anybody: escape it.
    body: String,
    /// Its categories.
    categories: Vec<String>,
    /// Messages that were collected.
    messages: usize,
    /// People who took part.
    people: usize,
    /// Whether there was more than was collected.
    cut: bool,
    /// The member who wrote last.
    editor: Option<u64>,
    /// How often it was changed, from 1.
    version: u64,
    /// The wiki.
    wiki: String,
    /// Where people read it.
    url: Option<String>,
    /// Why the last step failed.
    error: Option<String>,
    /// Whether the contribution was handed to the review.
    reported: bool,
    /// When it was collected.
    created_at: Time,
    /// When it was last changed.
    updated_at: Time,
    /// When it was first published.
    published_at: Option<Time>,
}

/// Syntheses of a community.
#[derive(Debug, Serialize, ToSchema)]
struct SynthesisList {
    /// Latest first.
    items: Vec<SynthesisBody>,
}

fn body(state: &AppState, someone: &Someone, row: Synthesis) -> SynthesisBody {
    let collected = row.collected.unwrap_or_default();
    SynthesisBody {
        edit_page: state.care.synthesis_page(&someone.community.slug, &row.id),
        id: row.id,
        state: row.state,
        source: row.source,
        channel: row.channel,
        thread: row.thread,
        language: row.language.into(),
        title: row.title,
        body: row.body,
        categories: row.categories,
        messages: collected.messages.len(),
        people: collected.people.len(),
        cut: collected.cut,
        editor: row.editor,
        version: row.version,
        wiki: row.wiki,
        url: row.url,
        error: row.error,
        reported: row.reported,
        created_at: row.created_at.into(),
        updated_at: row.updated_at.into(),
        published_at: row.published_at.map(Time::from),
    }
}

/// The syntheses of a community, latest first.
#[utoipa::path(get, path = "/communities/{community}/syntheses", tag = "tools", operation_id = "list_syntheses",
    params(InCommunity, Part), responses((status = 200, body = SynthesisList), Refusals), security(("session" = [])))]
async fn list_syntheses(
    State(state): State<AppState>,
    writer: Writer,
    Query(part): Query<Part>,
) -> Result<Body<SynthesisList>, ApiError> {
    let Writer(someone) = writer;
    let limit = part.limit.unwrap_or(DEFAULT);
    if !(1..=MOST).contains(&limit) {
        let detail = format!("a list of {limit} syntheses is not possible");
        return Err(ApiError::invalid(detail, format!("Choose a `limit` from 1 to {MOST}.")));
    }
    let rows = state.care.syntheses(&someone.community.slug, part.state, limit).await?;
    Ok(Body(SynthesisList { items: rows.into_iter().map(|row| body(&state, &someone, row)).collect() }))
}

/// Collects a discussion into a draft. A discussion has one: asked again, it answers the same.
#[utoipa::path(post, path = "/communities/{community}/syntheses", tag = "tools", operation_id = "begin_synthesis",
    params(InCommunity), request_body = SynthesisInput,
    responses((status = 201, body = SynthesisBody), RelayFailures), security(("session" = [])))]
async fn begin_synthesis(
    State(state): State<AppState>,
    writer: Writer,
    Json(input): Json<SynthesisInput>,
) -> Result<Response, ApiError> {
    let Writer(someone) = writer;
    let from = Discussion {
        source: input.source,
        channel: input.channel,
        thread: input.thread,
        language: input.language.into(),
    };
    let row = state.care.summarise(&someone.community.slug, &from, &input.topic, None).await?;
    Ok((StatusCode::CREATED, Body(body(&state, &someone, row))).into_response())
}

/// One synthesis.
#[utoipa::path(get, path = "/communities/{community}/syntheses/{synthesis}", tag = "tools",
    operation_id = "show_synthesis", params(InCommunity, OneSynthesis),
    responses((status = 200, body = SynthesisBody), Refusals), security(("session" = [])))]
async fn show_synthesis(
    State(state): State<AppState>,
    writer: Writer,
    Path(place): Path<(String, String)>,
) -> Result<Body<SynthesisBody>, ApiError> {
    let (Writer(someone), (_, id)) = (writer, place);
    let row = state.care.synthesis(&someone.community.slug, &id).await?;
    Ok(Body(body(&state, &someone, row)))
}

/// Writes into a synthesis. One that was published becomes a draft again, to be published once more.
#[utoipa::path(put, path = "/communities/{community}/syntheses/{synthesis}", tag = "tools",
    operation_id = "write_synthesis", params(InCommunity, OneSynthesis), request_body = SynthesisText,
    responses((status = 200, body = SynthesisBody), RelayFailures), security(("session" = [])))]
async fn write_synthesis(
    State(state): State<AppState>,
    writer: Writer,
    Path(place): Path<(String, String)>,
    Json(text): Json<SynthesisText>,
) -> Result<Body<SynthesisBody>, ApiError> {
    let (Writer(someone), (_, id)) = (writer, place);
    let written = Written { title: text.title, body: text.body, categories: text.categories };
    let (slug, editor) = (&someone.community.slug, someone.standing.member_id);
    let row = state.care.write_synthesis(slug, &id, text.version, editor, &written).await?;
    Ok(Body(body(&state, &someone, row)))
}

/// Throws a draft away that was never published.
#[utoipa::path(delete, path = "/communities/{community}/syntheses/{synthesis}", tag = "tools",
    operation_id = "discard_synthesis", params(InCommunity, OneSynthesis),
    responses((status = 204), Refusals), security(("session" = [])))]
async fn discard_synthesis(
    State(state): State<AppState>,
    writer: Writer,
    Path(place): Path<(String, String)>,
) -> Result<StatusCode, ApiError> {
    let (Writer(someone), (_, id)) = (writer, place);
    state.care.discard_synthesis(&someone.community.slug, &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Publishes a draft on the wiki, posts the link where people talked and hands the contribution to the review. While the
/// wiki is away it stays `publishing`, and is published when the wiki is back.
#[utoipa::path(post, path = "/communities/{community}/syntheses/{synthesis}/publish", tag = "tools",
    operation_id = "publish_synthesis", params(InCommunity, OneSynthesis), request_body = SynthesisVersion,
    responses((status = 200, body = SynthesisBody), RelayFailures), security(("session" = [])))]
async fn publish_synthesis(
    State(state): State<AppState>,
    writer: Writer,
    Path(place): Path<(String, String)>,
    Json(read): Json<SynthesisVersion>,
) -> Result<Body<SynthesisBody>, ApiError> {
    let (Writer(someone), (_, id)) = (writer, place);
    state.sessions.record(someone.deed("publish_synthesis", json!({ "id": id, "version": read.version }))).await?;
    let (slug, editor) = (&someone.community.slug, someone.standing.member_id);
    let row = state.care.publish_synthesis(slug, &id, read.version, editor).await?;
    Ok(Body(body(&state, &someone, row)))
}

/// Takes a published page back: it then says only that it was withdrawn, and its contribution stops counting. A page that
/// somebody changed on the wiki is left alone.
#[utoipa::path(post, path = "/communities/{community}/syntheses/{synthesis}/withdraw", tag = "tools",
    operation_id = "withdraw_synthesis", params(InCommunity, OneSynthesis), request_body = SynthesisVersion,
    responses((status = 200, body = SynthesisBody), RelayFailures), security(("session" = [])))]
async fn withdraw_synthesis(
    State(state): State<AppState>,
    writer: Writer,
    Path(place): Path<(String, String)>,
    Json(read): Json<SynthesisVersion>,
) -> Result<Body<SynthesisBody>, ApiError> {
    let (Writer(someone), (_, id)) = (writer, place);
    state.sessions.record(someone.deed("withdraw_synthesis", json!({ "id": id, "version": read.version }))).await?;
    let (slug, editor) = (&someone.community.slug, someone.standing.member_id);
    let row = state.care.withdraw_synthesis(slug, &id, read.version, editor).await?;
    Ok(Body(body(&state, &someone, row)))
}
