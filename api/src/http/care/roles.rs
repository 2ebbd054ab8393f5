//! Roles in the tools: by which rules, and what the last rounds found.

use axum::{Json as Body, extract::State};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    care::{
        roles::{Difference, RoleRun, RoundWish},
        settings::{RoleRule, When},
    },
    error::{ApiError, Refusals},
    http::{
        extract::{Json, Path},
        relay::RelayFailures,
        scope::InCommunity,
        wire::Time,
    },
    sessions::{audit::Deed, caller::Organizer},
    state::AppState,
};

/// Rounds that are shown of a tool.
const SHOWN: u32 = 10;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_tool_roles)).routes(routes!(make_role_round))
}

/// A round to make.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
struct RoundInput {
    /// Only says what it would do.
    dry: bool,
    /// Takes as many roles as the rules say, also above the brake of the settings.
    anyway: bool,
}

/// One role of a tool, and who has it.
#[derive(Debug, Serialize, ToSchema)]
struct RuleBody {
    /// The role.
    role: String,
    /// Whether every member has it.
    member: bool,
    /// Roles on chain whose holders have it.
    chain_roles: Vec<String>,
    /// Points of reputation from which on it is given.
    reputation: Option<f64>,
    /// Points below which it is taken again.
    off_below: Option<f64>,
}

/// A round that was made.
#[derive(Debug, Serialize, ToSchema)]
struct RoundBody {
    /// When it began.
    started_at: Time,
    /// When it ended.
    ended_at: Time,
    /// Whether nothing was changed on purpose.
    dry: bool,
    /// Roles that were given.
    given: u64,
    /// Roles that were taken.
    taken: u64,
    /// Roles that the tool did not give or take.
    refused: u64,
    /// What was otherwise than decided, at most 500 accounts.
    differences: Vec<Difference>,
    /// Why the round ended early.
    error: Option<String>,
}

/// The roles of one tool.
#[derive(Debug, Serialize, ToSchema)]
struct ToolRolesBody {
    /// The tool.
    source: String,
    /// By which rules.
    rules: Vec<RuleBody>,
    /// The last rounds, latest first.
    rounds: Vec<RoundBody>,
}

/// The roles of all tools of a community.
#[derive(Debug, Serialize, ToSchema)]
struct ToolRoles {
    /// By name of the tool; only tools whose roles follow rules.
    items: Vec<ToolRolesBody>,
}

impl From<RoleRule> for RuleBody {
    fn from(rule: RoleRule) -> Self {
        // For people to read: six decimals of points fit.
        let points = |millionths: u128| millionths as f64 / 1e6;
        let (reputation, off_below) = match rule.when {
            When::Reputation { at_least, off_below } => (Some(points(at_least)), Some(points(off_below))),
            When::Member | When::ChainRole(_) => (None, None),
        };
        let chain_roles = if let When::ChainRole(roles) = rule.when { roles.names() } else { Vec::new() };
        Self { role: rule.role, member: rule.when == When::Member, chain_roles, reputation, off_below }
    }
}

impl From<RoleRun> for RoundBody {
    fn from(run: RoleRun) -> Self {
        Self {
            started_at: run.started_at.into(),
            ended_at: run.ended_at.into(),
            dry: run.dry,
            given: run.given,
            taken: run.taken,
            refused: run.refused,
            differences: run.differences,
            error: run.error,
        }
    }
}

/// Which roles of which tools follow what, and what the last rounds found.
#[utoipa::path(get, path = "/communities/{community}/tool-roles", tag = "tools", operation_id = "list_tool_roles",
    params(InCommunity), responses((status = 200, body = ToolRoles), Refusals), security(("session" = [])))]
async fn list_tool_roles(State(state): State<AppState>, organizer: Organizer) -> Result<Body<ToolRoles>, ApiError> {
    let mut items = Vec::new();
    for (source, rules) in state.care.ruled(&organizer.community.slug) {
        let rounds = state.care.rounds(&source, SHOWN).await?;
        let rounds = rounds.into_iter().map(Into::into).collect();
        items.push(ToolRolesBody { source, rules: rules.into_iter().map(Into::into).collect(), rounds });
    }
    Ok(Body(ToolRoles { items }))
}

/// Compares the roles of a tool with the rules now, and gives and takes them.
#[utoipa::path(post, path = "/communities/{community}/tool-roles/{tool}/round", tag = "tools",
    operation_id = "make_role_round",
    params(InCommunity, ("tool" = String, Path, description = "The tool by its name in the settings")),
    request_body = RoundInput, responses((status = 200, body = RoundBody), RelayFailures), security(("session" = [])))]
async fn make_role_round(
    State(state): State<AppState>,
    organizer: Organizer,
    Path(place): Path<(String, String)>,
    Json(input): Json<RoundInput>,
) -> Result<Body<RoundBody>, ApiError> {
    let (slug, (_, tool)) = (&organizer.community.slug, place);
    if state.care.ruled(slug).iter().all(|(source, _)| *source != tool) {
        let what = format!("no roles of a tool {tool:?} follow rules here");
        return Err(ApiError::not_found(what, "GET .../tool-roles lists the tools whose roles do."));
    }
    let deed = Deed {
        community: slug.as_str(),
        actor: Some(organizer.session.wallet),
        member_id: Some(organizer.standing.member_id.get()),
        action: "make_role_round",
        detail: json!({ "tool": tool, "dry": input.dry, "anyway": input.anyway }),
    };
    state.sessions.record(deed).await?;
    let run = state.care.round(&tool, RoundWish { dry: input.dry, anyway: input.anyway }).await?;
    Ok(Body(run.into()))
}
