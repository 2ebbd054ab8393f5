//! What was done with a role, for organizers.

use axum::{Json as Body, extract::State};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Query, number},
    scope::InCommunity,
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Refusals},
    sessions::{audit::AuditEntry, caller::Auditor},
    state::AppState,
};

const DEFAULT: u32 = 50;
const MOST: u32 = 200;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list_audit_log))
}

/// Which part of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Part {
    /// Only entries before this number: take it from `next` of the page before.
    before: Option<u64>,
    /// Most entries.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
}

/// Something privileged that was done.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEntryBody {
    /// Counted from 1 over all communities.
    number: u64,
    /// When.
    at: Time,
    /// Wallet of whoever did it; null for the operator.
    actor: Option<String>,
    /// Their number as a member.
    member_id: Option<u64>,
    /// What was done.
    #[schema(example = "create_key")]
    action: String,
    /// What it was about.
    #[schema(value_type = Object)]
    detail: Value,
}

/// A part of the log.
#[derive(Debug, Serialize, ToSchema)]
struct AuditPage {
    /// Latest first.
    items: Vec<AuditEntryBody>,
    /// Give it as `before` to read on; null on the last page.
    next: Option<u64>,
}

impl From<AuditEntry> for AuditEntryBody {
    fn from(entry: AuditEntry) -> Self {
        Self {
            number: entry.number,
            at: entry.at.into(),
            actor: entry.actor.map(hex),
            member_id: entry.member_id,
            action: entry.action,
            detail: entry.detail,
        }
    }
}

/// What was done with a role: by organizers, moderators, reviewers and the operator. For organizers, and keys with the
/// scope read.
#[utoipa::path(get, path = "/communities/{community}/audit-log", tag = "sessions", operation_id = "list_audit_log", params(InCommunity, Part),
    responses((status = 200, body = AuditPage), Refusals), security(("session" = []), ("key" = [])))]
async fn list_audit_log(
    State(state): State<AppState>,
    Auditor { community }: Auditor,
    Query(Part { before, limit }): Query<Part>,
) -> Result<Body<AuditPage>, ApiError> {
    let limit = limit.unwrap_or(DEFAULT);
    if !(1..=MOST).contains(&limit) {
        return Err(ApiError::invalid(
            format!("a page of {limit} entries is not possible"),
            format!("Choose a `limit` from 1 to {MOST}."),
        ));
    }
    let before = number("before", before)?;
    let mut entries = state.sessions.deeds(community.slug.as_str(), before, limit + 1).await?;
    let more = entries.len() > limit as usize;
    entries.truncate(limit as usize);
    let next = entries.last().filter(|_| more).map(|entry| entry.number);
    Ok(Body(AuditPage { items: entries.into_iter().map(Into::into).collect(), next }))
}
