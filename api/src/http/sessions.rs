//! Signing in with a wallet, and the sessions that this opens.

use alloy::primitives::{Address, Bytes, eip191_hash_message};
use axum::{
    Json as Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    extract::{Json, Path},
    relay::RelayFailures,
    wire::{Time, hex},
};
use crate::{
    error::{ApiError, Refusals},
    sessions::{Session, caller::SignedIn, cookie, origin::Origin},
    state::AppState,
    web::Lang,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(prepare_sign_in))
        .routes(routes!(sign_in, show_session, sign_out))
        .routes(routes!(list_sessions, end_all_sessions))
        .routes(routes!(end_session))
}

/// Somebody wants to sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignInInput {
    /// The wallet that will sign.
    #[schema(value_type = crate::http::wire::AddressText)]
    wallet: Address,
}

/// A text to sign.
#[derive(Debug, Serialize, ToSchema)]
struct SignInText {
    /// What the wallet shall sign with `personal_sign`, exactly as it is (ERC-4361).
    message: String,
    /// Hash of the text as `personal_sign` hashes it (ERC-191), for accounts that sign hashes.
    digest: String,
    /// When it becomes void.
    expires_at: Time,
}

/// A signed text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignInSubmission {
    /// The text of prepare, as it is.
    message: String,
    /// The signature: of a plain wallet, a contract wallet (ERC-1271), or one that is not deployed yet (ERC-6492).
    #[schema(value_type = crate::http::wire::HexText)]
    signature: Bytes,
}

/// Somebody who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    /// The wallet.
    pub(crate) wallet: String,
    /// The session of this request.
    pub(crate) session: SessionBody,
    /// Send it in the header `X-CSRF-Token` when you change something and are no page of this service.
    pub(crate) csrf_token: String,
    /// Where this wallet is that of a member now.
    pub(crate) memberships: Vec<Membership>,
}

/// What somebody is in a community, as of its last indexed block.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Membership {
    /// Short name of the community.
    pub(crate) community: String,
    /// Number of the member.
    pub(crate) member_id: u64,
    /// Roles that count now.
    pub(crate) roles: Vec<String>,
    /// Whether a suspension runs.
    pub(crate) suspended: bool,
}

/// An open session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionBody {
    /// Name it to end it.
    pub(crate) id: String,
    /// Name of the browser, as it says itself.
    pub(crate) agent: String,
    /// When it began.
    pub(crate) created_at: Time,
    /// Its last use, to a few minutes.
    pub(crate) seen_at: Time,
    /// When it ends if nobody uses it.
    pub(crate) ends_at: Time,
    /// Whether this request belongs to it.
    pub(crate) current: bool,
}

/// Open sessions.
#[derive(Debug, Serialize, ToSchema)]
struct SessionList {
    /// Latest use first.
    items: Vec<SessionBody>,
}

impl SessionBody {
    pub(crate) fn of(session: &Session, current: &Session) -> Self {
        Self {
            id: session.id.clone(),
            agent: session.agent.clone(),
            created_at: session.created_at.into(),
            seen_at: session.seen_at.into(),
            ends_at: session.ends_at().into(),
            current: session.id == current.id,
        }
    }
}

/// Writes what somebody signs to sign in, in the language of the browser. Sets a cookie that ties it to the browser.
#[utoipa::path(post, path = "/session/prepare", tag = "sessions", operation_id = "prepare_sign_in", request_body = SignInInput,
    responses((status = 200, body = SignInText), RelayFailures))]
async fn prepare_sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(input): Json<SignInInput>,
) -> Result<Response, ApiError> {
    let statement = match Lang::of("", &headers) {
        // ERC-4361 allows ASCII only: a sentence without accents.
        Lang::French => "Je me connecte. Aucun frais, aucun transfert.",
        Lang::English => "I sign in. This costs nothing and moves nothing.",
    };
    let text = state.sessions.prepare(&origin(&state, &headers)?, input.wallet, statement).await?;
    let cookie = cookie::browser(&text.browser, crate::sessions::PATIENCE);
    let digest = hex(eip191_hash_message(&text.text));
    let body = SignInText { message: text.text, digest, expires_at: text.expires_at.into() };
    Ok(([(header::SET_COOKIE, cookie)], Body(body)).into_response())
}

/// Takes a signed text and opens a session: its secret is in a cookie that pages cannot read.
#[utoipa::path(post, path = "/session", tag = "sessions", operation_id = "sign_in", request_body = SignInSubmission,
    responses((status = 201, body = Me), RelayFailures))]
async fn sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(given): Json<SignInSubmission>,
) -> Result<Response, ApiError> {
    let origin = origin(&state, &headers)?;
    if let Some(from) = headers.get(header::ORIGIN)
        && from.as_bytes() != origin.to_string().as_bytes()
    {
        return Err(ApiError::forbidden(
            "cross_site_request",
            "a page of another site cannot sign somebody in here",
            "Open a page of this service.",
        ));
    }
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("");
    let browser = cookie::read(&headers, cookie::BROWSER);
    let (session, secret) = state.sessions.sign_in(&origin, browser, &given.message, &given.signature, agent).await?;
    // A secret that was in this browser before opens nothing any more, whoever put it there.
    if let Some(before) = cookie::read(&headers, cookie::SESSION) {
        state.sessions.replace(before).await?;
    }
    let cookies = [cookie::session(&secret, crate::sessions::LONGEST), cookie::browser("", 0)];
    let mut response = (StatusCode::CREATED, Body(me(&state, &session).await?)).into_response();
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Who is signed in, and with which roles now.
#[utoipa::path(get, path = "/session", tag = "sessions", operation_id = "show_session", responses((status = 200, body = Me), Refusals),
    security(("session" = [])))]
async fn show_session(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Body<Me>, ApiError> {
    Ok(Body(me(&state, &session).await?))
}

/// Ends the session of this request.
#[utoipa::path(delete, path = "/session", tag = "sessions", operation_id = "sign_out", responses((status = 204), Refusals),
    security(("session" = [])))]
async fn sign_out(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Response, ApiError> {
    state.sessions.end(session.wallet, &session.id).await?;
    Ok((StatusCode::NO_CONTENT, forget()).into_response())
}

/// The open sessions of this wallet.
#[utoipa::path(get, path = "/sessions", tag = "sessions", operation_id = "list_sessions", responses((status = 200, body = SessionList), Refusals),
    security(("session" = [])))]
async fn list_sessions(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
) -> Result<Body<SessionList>, ApiError> {
    let all = state.sessions.of_wallet(session.wallet).await?;
    Ok(Body(SessionList { items: all.iter().map(|other| SessionBody::of(other, &session)).collect() }))
}

/// Ends all sessions of this wallet, this one too.
#[utoipa::path(delete, path = "/sessions", tag = "sessions", operation_id = "sign_out_everywhere", responses((status = 204), Refusals),
    security(("session" = [])))]
async fn end_all_sessions(State(state): State<AppState>, SignedIn(session): SignedIn) -> Result<Response, ApiError> {
    state.sessions.end_all(session.wallet).await?;
    Ok((StatusCode::NO_CONTENT, forget()).into_response())
}

/// Ends one session of this wallet.
#[utoipa::path(delete, path = "/sessions/{session_id}", tag = "sessions", operation_id = "revoke_session",
    params(("session_id" = String, Path, description = "Its id, as the list has it")),
    responses((status = 204), Refusals), security(("session" = [])))]
async fn end_session(
    State(state): State<AppState>,
    SignedIn(session): SignedIn,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    if state.sessions.end(session.wallet, &id).await? {
        return Ok(StatusCode::NO_CONTENT);
    }
    Err(ApiError::not_found("this wallet has no open session of that id", "GET /api/v1/sessions lists them."))
}

fn origin(state: &AppState, headers: &HeaderMap) -> Result<Origin, ApiError> {
    Origin::of_request(&state.public_url, headers).ok_or_else(|| {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
        ApiError::WrongHost(host.chars().take(100).collect())
    })
}

/// Who a session belongs to, with the roles of this moment.
pub(crate) async fn me(state: &AppState, session: &Session) -> Result<Me, ApiError> {
    let mut memberships = Vec::new();
    for community in state.communities.iter() {
        if let Some(standing) = session.standing(state, community).await? {
            memberships.push(Membership {
                community: community.slug.to_string(),
                member_id: standing.member_id.get(),
                roles: standing.roles.names(),
                suspended: standing.suspended,
            });
        }
    }
    Ok(Me {
        wallet: hex(session.wallet),
        session: SessionBody::of(session, session),
        csrf_token: session.csrf_token().to_owned(),
        memberships,
    })
}

/// Makes the browser forget what it knew of the person.
fn forget() -> [(HeaderName, HeaderValue); 2] {
    let everything = HeaderValue::from_static("\"cache\", \"storage\"");
    [(header::SET_COOKIE, cookie::no_session()), (HeaderName::from_static("clear-site-data"), everything)]
}
