//! What a community gives back to its tools, over HTTP: what goes out, roles, how members are told things, syntheses,
//! invitations by e-mail, discussions of proposals.

mod affinities;
mod discussions;
mod invitations;
mod outbox;
mod preferences;
mod roles;
mod syntheses;

use axum::{extract::FromRequestParts, http::request::Parts};
use palabre_contracts::{Community, Roles};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    connectors::command::Tongue,
    error::ApiError,
    sessions::{
        Session,
        audit::Deed,
        caller::{SignedIn, Standing, community},
    },
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(outbox::router())
        .merge(roles::router())
        .merge(preferences::router())
        .merge(syntheses::router())
        .merge(invitations::router())
        .merge(discussions::router())
        .merge(affinities::router())
}

/// A language that people are told things in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

impl From<Language> for Tongue {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::Fr,
            Language::En => Self::En,
        }
    }
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Fr => Self::Fr,
            Tongue::En => Self::En,
        }
    }
}

/// Somebody of the community in the request's path.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    session: Session,
    standing: Standing,
    community: Community,
}

impl Someone {
    /// A deed to be written down.
    fn deed<'a>(&'a self, action: &'static str, detail: serde_json::Value) -> Deed<'a> {
        Deed {
            community: self.community.slug.as_str(),
            actor: Some(self.session.wallet),
            member_id: Some(self.standing.member_id.get()),
            action,
            detail,
        }
    }
}

async fn someone(
    parts: &mut Parts,
    state: &AppState,
    may: impl FnOnce(&Standing) -> bool,
    refusal: (&'static str, &'static str),
) -> Result<Someone, ApiError> {
    let SignedIn(session) = SignedIn::from_request_parts(parts, state).await?;
    let community = community(parts, state).await?;
    let standing = session.standing(state, &community).await?;
    match standing.filter(may) {
        Some(standing) => Ok(Someone { session, standing, community }),
        None => {
            let (code, who) = refusal;
            let detail = format!("only {who} of {} may do this", community.slug);
            Err(ApiError::forbidden(code, detail, "Ask an organizer of the community."))
        }
    }
}

/// A member.
struct Member(Someone);

impl FromRequestParts<AppState> for Member {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        Ok(Self(someone(parts, state, |_| true, ("members_only", "members")).await?))
    }
}

/// Somebody who writes syntheses.
pub(crate) struct Writer(Someone);

impl FromRequestParts<AppState> for Writer {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let may =
            |standing: &Standing| standing.roles.holds(Roles::DOCUMENTALIST) || standing.roles.holds(Roles::ORGANIZER);
        let refusal = ("documentalists_only", "documentalists and organizers");
        Ok(Self(someone(parts, state, may, refusal).await?))
    }
}

/// Somebody who invites people.
struct Inviter(Someone);

impl FromRequestParts<AppState> for Inviter {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let may =
            |standing: &Standing| standing.roles.holds(Roles::MODERATOR) || standing.roles.holds(Roles::ORGANIZER);
        let refusal = ("moderators_only", "moderators and organizers");
        Ok(Self(someone(parts, state, may, refusal).await?))
    }
}
