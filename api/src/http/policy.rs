//! Policies to begin with: a list, and each as the text that a community changes and decides on.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{extract, wire::hex};
use crate::{
    error::{ApiError, Failures},
    policy::{
        Language, PRESETS, Preset,
        explain::{self, Row},
    },
    relay::Sentence,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_presets)).routes(routes!(preset))
}

/// Policies to begin with.
#[derive(Debug, Serialize, ToSchema)]
pub struct PresetList {
    /// From the most trusting to the most careful.
    pub items: Vec<PresetBody>,
}

/// A policy to begin with.
#[derive(Debug, Serialize, ToSchema)]
pub struct PresetBody {
    /// Its name.
    #[schema(example = "open-community")]
    pub name: &'static str,
    /// For whom it is.
    pub for_whom: Sentence,
    /// Its version.
    pub version: u32,
    /// Its hash: what rules on chain name.
    pub hash: String,
    /// Where its text is, as TOML.
    #[schema(example = "/api/v1/policy/presets/open-community")]
    pub toml: String,
    /// Its table in French.
    pub table_fr: Vec<Row>,
    /// Its table in English.
    pub table_en: Vec<Row>,
}

/// Which preset.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct WhichPreset {
    /// Its name.
    #[param(example = "open-community", pattern = "^[a-z]+(-[a-z]+)*$")]
    preset: String,
}

/// Policies to begin with, with their tables in words.
#[utoipa::path(get, path = "/policy/presets", tag = "rules", operation_id = "list_policy_presets",
    responses((status = 200, body = PresetList), Failures))]
async fn list_presets() -> Result<Json<PresetList>, ApiError> {
    let items: Result<Vec<PresetBody>, ApiError> = PRESETS.iter().map(body).collect();
    Ok(Json(PresetList { items: items? }))
}

fn body(preset: &Preset) -> Result<PresetBody, ApiError> {
    let policy = preset.policy().map_err(ApiError::internal)?;
    Ok(PresetBody {
        name: preset.name,
        for_whom: Sentence { fr: preset.fr.to_owned(), en: preset.en.to_owned() },
        version: policy.version(),
        hash: hex(policy.hash()),
        toml: format!("/api/v1/policy/presets/{}", preset.name),
        table_fr: explain::rows(&policy, Language::French),
        table_en: explain::rows(&policy, Language::English),
    })
}

/// The text of a preset, to change and to decide on.
#[utoipa::path(get, path = "/policy/presets/{preset}", tag = "rules", operation_id = "show_policy_preset",
    params(WhichPreset), responses((status = 200, body = String, content_type = "application/toml"), Failures))]
async fn preset(extract::Path(which): extract::Path<WhichPreset>) -> Result<Response, ApiError> {
    let missing =
        || ApiError::not_found(format!("{:?} is no preset", which.preset), "GET /api/v1/policy/presets lists them.");
    let found = Preset::named(&which.preset).ok_or_else(missing)?;
    Ok(([(header::CONTENT_TYPE, "application/toml")], found.toml).into_response())
}
