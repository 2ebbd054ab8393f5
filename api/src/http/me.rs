//! What is held about somebody: given out to them, and erased when they want it.

use axum::{
    Json as Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::store::Member;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::wire::{Time, hex};
use crate::{
    error::{ApiError, Refusals},
    sessions::{Session, audit::Deed, caller::SignedIn},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(export_my_data, erase_my_data))
}

/// Everything that this service holds about a wallet and its memberships, beside what the chain holds for everybody.
#[derive(Debug, Serialize, ToSchema)]
struct HeldData {
    /// The wallet.
    wallet: String,
    /// Open sessions.
    sessions: Vec<HeldSession>,
    /// Memberships, also those that ended.
    memberships: Vec<HeldMembership>,
}

/// An open session.
#[derive(Debug, Serialize, ToSchema)]
struct HeldSession {
    /// Name of the browser, as it says itself.
    agent: String,
    /// When it began.
    created_at: Time,
    /// Its last use, to a few minutes.
    seen_at: Time,
}

/// A membership.
#[derive(Debug, Serialize, ToSchema)]
struct HeldMembership {
    /// Short name of the community.
    community: String,
    /// Number of the member.
    member_id: u64,
    /// Where the chain's part is: points, votes and shares with their reasons.
    on_chain: String,
    /// Rows by table: linked accounts and their names, what tools reported, keys, webhooks, deeds; `given_back`: roles,
    /// messages, wishes; `review`: what the member said about contributions, and the records behind their own.
    #[schema(value_type = Object)]
    held: Value,
}

/// What was erased.
#[derive(Debug, Serialize, ToSchema)]
struct Erased {
    /// Accounts of tools whose names, links and salts are gone.
    accounts: usize,
}

/// All that is held about whoever asks.
#[utoipa::path(get, path = "/me/data", tag = "accounts", operation_id = "export_my_data",
    responses((status = 200, body = HeldData), Refusals), security(("session" = [])))]
async fn export_my_data(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Response, ApiError> {
    let mut memberships = Vec::new();
    for (community, member) in memberships_of(&state, &session).await? {
        let (slug, id) = (&community.slug, member.member_id.get());
        memberships.push(HeldMembership {
            community: slug.to_string(),
            member_id: id,
            on_chain: format!("{}/api/v1/communities/{slug}/members/{id}/explain", state.public_url),
            held: held(&state, slug, member.member_id).await?,
        });
    }
    let open = state.sessions.of_wallet(session.wallet).await?;
    let sessions = open.into_iter().map(|one| HeldSession {
        agent: one.agent,
        created_at: one.created_at.into(),
        seen_at: one.seen_at.into(),
    });
    let body = HeldData { wallet: hex(session.wallet), sessions: sessions.collect(), memberships };
    let name = "attachment; filename=\"palabre-data.json\"";
    Ok(([(header::CACHE_CONTROL, "no-store"), (header::CONTENT_DISPOSITION, name)], Body(body)).into_response())
}

async fn held(state: &AppState, slug: &Slug, member: MemberId) -> Result<Value, ApiError> {
    let mut held = state.tools.held(slug, member).await?;
    let accounts = state.tools.accounts_ever(slug, member).await?;
    let given = state.care.held_about(slug, member, &accounts).await?;
    held["given_back"] = serde_json::to_value(given).map_err(ApiError::internal)?;
    held["review"] = serde_json::to_value(state.review.held(slug, member).await?).map_err(ApiError::internal)?;
    Ok(held)
}

/// Erases names, salts and links of the accounts of whoever asks. Points, votes and shares stay: they hold no name.
#[utoipa::path(delete, path = "/me/data", tag = "accounts", operation_id = "erase_my_data",
    responses((status = 200, body = Erased), Refusals), security(("session" = [])))]
async fn erase_my_data(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Response, ApiError> {
    let mut accounts = 0;
    for (community, member) in memberships_of(&state, &session).await? {
        // Written down before it is done, and without a word about the accounts.
        let deed = Deed {
            community: community.slug.as_str(),
            actor: Some(session.wallet),
            member_id: Some(member.member_id.get()),
            action: "erase_my_data",
            detail: json!({}),
        };
        state.sessions.record(deed).await?;
        let (slug, id) = (&community.slug, member.member_id);
        state.review.forget(slug, id).await?;
        state.care.forget_preferences(slug, id).await?;
        accounts += state.tools.erase(slug, id).await?;
    }
    Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")], Body(Erased { accounts })).into_response())
}

/// Everything that this wallet is or was a member of: who left has the same right.
async fn memberships_of(
    state: &AppState,
    session: &Session,
) -> Result<Vec<(palabre_contracts::Community, Member)>, ApiError> {
    let mut found = Vec::new();
    for community in state.communities.iter() {
        if let Some(member) = state.store.member_by_wallet(&community.slug, session.wallet).await? {
            found.push((community.clone(), member));
        }
    }
    Ok(found)
}
