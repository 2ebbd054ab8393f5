//! Discussions that are tied to a proposal: results are told there.

use alloy::primitives::B256;
use axum::{Json as Body, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Language;
use crate::{
    care::threads::Discussion,
    error::{ApiError, Refusals},
    http::{
        extract::{Json, Path},
        proposals::OneProposal,
        relay::RelayFailures,
        scope::InCommunity,
    },
    sessions::{audit::Deed, caller::Organizer},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_discussions, tie_discussion))
}

/// A discussion in a tool.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DiscussionBody {
    /// The tool.
    source: String,
    /// The channel or room.
    channel: String,
    /// The message that it begins with; empty for the channel as a whole.
    #[serde(default)]
    thread: String,
    /// The language that people speak there.
    language: Language,
}

/// Discussions of a proposal.
#[derive(Debug, Serialize, ToSchema)]
struct DiscussionList {
    /// By tool and channel.
    items: Vec<DiscussionBody>,
}

/// The discussions that are told what becomes of a proposal.
#[utoipa::path(get, path = "/communities/{community}/proposals/{house}/{id}/discussions", tag = "tools",
    operation_id = "list_discussions", params(InCommunity, OneProposal),
    responses((status = 200, body = DiscussionList), Refusals), security(("session" = [])))]
async fn list_discussions(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(one): Path<OneProposal>,
) -> Result<Body<DiscussionList>, ApiError> {
    let (house, id) = one.parse()?;
    let found = state.care.threads_of(&organizer.community.slug, house, B256::from(id)).await?;
    let items = found.into_iter().map(|one| DiscussionBody {
        source: one.source,
        channel: one.channel,
        thread: one.thread,
        language: one.language.into(),
    });
    Ok(Body(DiscussionList { items: items.collect() }))
}

/// Ties a discussion to a proposal.
#[utoipa::path(post, path = "/communities/{community}/proposals/{house}/{id}/discussions", tag = "tools",
    operation_id = "tie_discussion", params(InCommunity, OneProposal), request_body = DiscussionBody,
    responses((status = 204), RelayFailures), security(("session" = [])))]
async fn tie_discussion(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(one): Path<OneProposal>,
    Json(input): Json<DiscussionBody>,
) -> Result<StatusCode, ApiError> {
    let (slug, (house, id)) = (&organizer.community.slug, one.parse()?);
    if state.care.tools().of(slug, &input.source).is_none() {
        let detail = format!("no tool {:?} is connected for this community", input.source);
        return Err(ApiError::invalid(detail, "GET .../preferences lists its tools."));
    }
    state.store.proposal(slug, house, id).await?.ok_or_else(|| {
        ApiError::not_found(format!("the {house}' house has no proposal {id}"), "GET .../proposals lists them.")
    })?;
    let deed = Deed {
        community: slug.as_str(),
        actor: Some(organizer.session.wallet),
        member_id: Some(organizer.standing.member_id.get()),
        action: "tie_discussion",
        detail: json!({ "source": input.source, "channel": input.channel, "proposal": id.to_string() }),
    };
    state.sessions.record(deed).await?;
    let from = Discussion {
        source: input.source,
        channel: input.channel,
        thread: input.thread,
        language: input.language.into(),
    };
    state.care.tie(slug, &from, house, B256::from(id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
