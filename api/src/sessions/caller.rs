//! Who makes a request, and what they may do now. Roles are read from the mirror at each request, so that whoever
//! loses one on the chain loses it here with the next block.

use axum::{
    extract::{FromRequestParts, RawPathParams, Request, State},
    http::{HeaderMap, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use palabre_contracts::{Community, MemberId, Roles};
use palabre_indexer::store::MemberStatus;

use super::{
    Session, cookie, csrf,
    keys::{ApiKey, KeyScope},
    origin::Origin,
};
use crate::{error::ApiError, state::AppState};

/// Who makes a request.
#[derive(Clone, Debug)]
pub enum Caller {
    /// Nobody in particular.
    Anonymous,
    /// Somebody who signed in.
    Person(Session),
    /// A program with a key.
    Service(ApiKey),
}

/// What somebody is in a community now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Number of the member.
    pub member_id: MemberId,
    /// Roles that count now: none during a suspension.
    pub roles: Roles,
    /// Whether a suspension runs.
    pub suspended: bool,
}

/// Tells every handler who asks; refuses keys that are void and requests of other sites.
pub(crate) async fn identify(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    match caller(&state, request.headers(), csrf::changes(request.method())).await {
        Ok(caller) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Err(error) => error.into_response(),
    }
}

async fn caller(state: &AppState, headers: &HeaderMap, changes: bool) -> Result<Caller, ApiError> {
    if let Some(given) = bearer(headers) {
        let key = state.sessions.api_key(given).await?.ok_or_else(void_key)?;
        if !is_organizer(state, &key).await? {
            return Err(void_key());
        }
        if changes && !key.may(KeyScope::Write) {
            return Err(ApiError::forbidden(
                "scope_missing",
                "this key may read only",
                "Ask an organizer for a key with the scope write.",
            ));
        }
        return Ok(Caller::Service(key));
    }
    let Some(secret) = cookie::read(headers, cookie::SESSION) else { return Ok(Caller::Anonymous) };
    let Some(session) = state.sessions.find(secret).await? else { return Ok(Caller::Anonymous) };
    if changes {
        csrf::check(headers, Origin::of_request(&state.public_url, headers).as_ref(), &session)?;
    }
    Ok(Caller::Person(session))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, key) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
}

/// Keys are void as soon as the organizer who made them is none any more.
async fn is_organizer(state: &AppState, key: &ApiKey) -> Result<bool, ApiError> {
    let Ok(community) = state.community(&key.community) else { return Ok(false) };
    let Ok(id) = MemberId::new(key.created_by) else { return Ok(false) };
    let member = state.store.member(&community.slug, id).await?;
    Ok(member.is_some_and(|member| {
        let standing = standing(&member, state.clock.now());
        standing.is_some_and(|standing| standing.roles.holds(Roles::ORGANIZER))
    }))
}

fn standing(member: &palabre_indexer::store::Member, now: u64) -> Option<Standing> {
    let suspended = member.suspended_until.is_some_and(|end| end > now);
    let roles = if suspended { Roles::NONE } else { member.roles };
    (member.status == MemberStatus::Active).then_some(Standing { member_id: member.member_id, roles, suspended })
}

impl Session {
    /// What this person is in a community, if a member.
    pub(crate) async fn standing(&self, state: &AppState, community: &Community) -> Result<Option<Standing>, ApiError> {
        let member = state.store.member_by_wallet(&community.slug, self.wallet).await?;
        Ok(member.and_then(|member| standing(&member, state.clock.now())))
    }
}

impl Caller {
    fn of(parts: &Parts) -> Self {
        parts.extensions.get::<Self>().cloned().unwrap_or(Self::Anonymous)
    }
}

/// Somebody who signed in.
#[derive(Clone, Debug)]
pub(crate) struct SignedIn(pub(crate) Session);

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, ApiError> {
        match Caller::of(parts) {
            Caller::Person(session) => Ok(Self(session)),
            Caller::Anonymous => Err(not_signed_in()),
            Caller::Service(_) => Err(ApiError::forbidden(
                "people_only",
                "this is for people who signed in, not for keys",
                "Sign in with a wallet: POST /api/v1/session/prepare.",
            )),
        }
    }
}

/// An organizer of the community in the request's path.
#[derive(Clone, Debug)]
pub(crate) struct Organizer {
    pub(crate) session: Session,
    pub(crate) standing: Standing,
    pub(crate) community: Community,
}

impl FromRequestParts<AppState> for Organizer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn(session) = SignedIn::from_request_parts(parts, state).await?;
        let community = community(parts, state).await?;
        let standing = session.standing(state, &community).await?;
        match standing.filter(|standing| standing.roles.holds(Roles::ORGANIZER)) {
            Some(standing) => Ok(Self { session, standing, community }),
            None => Err(organizers_only(&community)),
        }
    }
}

/// Somebody who may read what organizers read: one of them, or a key of the community.
#[derive(Clone, Debug)]
pub(crate) struct Auditor {
    pub(crate) community: Community,
}

impl FromRequestParts<AppState> for Auditor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let Caller::Service(key) = Caller::of(parts) else {
            let Organizer { community, .. } = Organizer::from_request_parts(parts, state).await?;
            return Ok(Self { community });
        };
        let community = community(parts, state).await?;
        if key.community == community.slug.as_str() && key.may(KeyScope::Read) {
            return Ok(Self { community });
        }
        Err(ApiError::forbidden(
            "other_community",
            format!("this key does not open what is private in {}", community.slug),
            "Use a key of this community with the scope read.",
        ))
    }
}

pub(crate) async fn community(parts: &mut Parts, state: &AppState) -> Result<Community, ApiError> {
    let params = RawPathParams::from_request_parts(parts, state).await.map_err(ApiError::internal)?;
    let slug = params.iter().find(|(name, _)| *name == "community").map_or("", |(_, slug)| slug);
    state.community(slug).cloned()
}

fn not_signed_in() -> ApiError {
    ApiError::unauthorized("nobody is signed in", "Sign in with a wallet: POST /api/v1/session/prepare.")
}

fn void_key() -> ApiError {
    ApiError::unauthorized(
        "this key is unknown, revoked, out of date, or the organizer who made it is none any more",
        "Ask an organizer for a new key.",
    )
}

fn organizers_only(community: &Community) -> ApiError {
    ApiError::forbidden(
        "organizers_only",
        format!("only organizers of {} may do this", community.slug),
        "Ask an organizer; GET /api/v1/communities/{community}/members?role=organizer lists them.",
    )
}
