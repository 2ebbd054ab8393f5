//! What people of a community care about, and where it is talked about.

use axum::{Json as Body, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    error::{ApiError, Failures},
    http::{extract::Path, scope::InCommunity},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_affinities))
}

/// Where something is talked about.
#[derive(Debug, Serialize, ToSchema)]
struct AffinityChannel {
    /// The tool.
    source: String,
    /// The channel, as people see it.
    channel: String,
}

/// Something that people care about.
#[derive(Debug, Serialize, ToSchema)]
struct AffinityBody {
    /// Its name for programs.
    id: String,
    /// In French.
    fr: String,
    /// In English.
    en: String,
    /// Where it is talked about.
    channels: Vec<AffinityChannel>,
}

/// What people of a community care about.
#[derive(Debug, Serialize, ToSchema)]
struct AffinityList {
    /// As the settings order it.
    items: Vec<AffinityBody>,
}

/// What people of a community care about, and where it is talked about: for newcomers who look for their place.
#[utoipa::path(get, path = "/communities/{community}/affinities", tag = "tools", operation_id = "list_affinities",
    params(InCommunity), responses((status = 200, body = AffinityList), Failures))]
async fn list_affinities(
    State(state): State<AppState>,
    Path(slug): Path<String>,
) -> Result<Body<AffinityList>, ApiError> {
    let community = state.community(&slug)?;
    let welcome = state.care.settings().of(&community.slug).welcome.unwrap_or_default();
    let channel = |(source, channel)| AffinityChannel { source, channel };
    let items = welcome.affinities.into_iter().map(|affinity| AffinityBody {
        id: affinity.id,
        fr: affinity.fr,
        en: affinity.en,
        channels: affinity.channels.into_iter().map(channel).collect(),
    });
    Ok(Body(AffinityList { items: items.collect() }))
}
