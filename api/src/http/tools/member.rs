//! Members of the community in a request's path: people who signed in, not keys.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use palabre_contracts::Community;

use crate::{
    error::ApiError,
    sessions::{
        Session,
        caller::{SignedIn, Standing, community},
        origin::Origin,
    },
    state::AppState,
    tools::links::Claimant,
    web::Lang,
};

/// A member who signed in.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) session: Session,
    pub(super) standing: Standing,
    pub(super) community: Community,
    origin: Option<Origin>,
    french: bool,
}

impl FromRequestParts<AppState> for Member {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let SignedIn(session) = SignedIn::from_request_parts(parts, state).await?;
        let community = community(parts, state).await?;
        let Some(standing) = session.standing(state, &community).await? else {
            return Err(ApiError::forbidden(
                "members_only",
                format!("this is for members of {}", community.slug),
                "Join first: POST .../relay/join/prepare.",
            ));
        };
        let headers: &HeaderMap = &parts.headers;
        let origin = Origin::of_request(&state.public_url, headers);
        let french = Lang::of(parts.uri.query().unwrap_or(""), headers) == Lang::French;
        Ok(Self { session, standing, community, origin, french })
    }
}

impl Member {
    /// Who wants to link an account, and where.
    pub(super) fn claimant(&self, state: &AppState) -> Result<Claimant<'_>, ApiError> {
        let origin = self.origin.as_ref().ok_or_else(|| ApiError::WrongHost("an unknown host".to_owned()))?;
        Ok(Claimant {
            community: &self.community.slug,
            member: self.standing.member_id,
            wallet: self.session.wallet,
            origin,
            chain_id: state.sessions.chain_id(),
            french: self.french,
        })
    }
}
