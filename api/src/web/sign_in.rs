//! `/sign-in`: signing in with a wallet; afterwards who is signed in, with which roles, and where else.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use url::form_urlencoded;

use super::{
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{
        extract::Query,
        sessions::{Me, SessionBody, me},
    },
    sessions::caller::SignedIn,
    state::AppState,
};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    t: Texts,
    frame: Frame,
    /// Where to go afterwards.
    then: String,
    /// Where new passkeys are made: in a community.
    passkeys: String,
    own: Option<Own>,
}

struct Own {
    me: Me,
    sessions: Vec<SessionBody>,
}

impl Own {
    fn is_organizer(roles: &[String]) -> bool {
        roles.iter().any(|role| role == "organizer")
    }
}

/// Where somebody came from.
#[derive(Deserialize)]
pub(super) struct From {
    next: Option<String>,
}

/// Whoever asked; none where they have to sign in first.
pub(super) fn if_signed_in<T>(caller: Result<T, ApiError>) -> Result<Option<T>, ApiError> {
    match caller {
        Err(ApiError::Unauthorized { .. }) => Ok(None),
        other => other.map(Some),
    }
}

/// Has somebody sign in and leads back to `path`, which belongs to this service.
pub(super) fn sign_in_first(path: &str) -> Response {
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("next", path).finish();
    Redirect::to(&format!("/sign-in?{query}")).into_response()
}

pub(super) async fn show(
    visit: Visit,
    State(state): State<AppState>,
    signed_in: Result<SignedIn, ApiError>,
    Query(from): Query<From>,
) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let own = match signed_in {
        Ok(SignedIn(session)) => {
            let all = state.sessions.of_wallet(session.wallet).await?;
            let sessions = all.iter().map(|other| SessionBody::of(other, &session)).collect();
            Some(Own { me: me(&state, &session).await?, sessions })
        }
        Err(_) => None,
    };
    let frame = visit.bare(t.get("sign_in.title").to_owned());
    let first = state.communities.first();
    let passkeys = first.map_or_else(String::new, |one| format!("/api/v1/communities/{}/relay/passkeys", one.slug));
    page(&SignIn { t, frame, then: local(from.next.as_deref()), passkeys, own })
}

/// A path of this service; anything else stays on the page.
fn local(next: Option<&str>) -> String {
    let is_path = |path: &&str| {
        path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.chars().any(char::is_control)
    };
    next.filter(is_path).unwrap_or("/sign-in").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(local(Some("/c/demo/tools")), "/c/demo/tools");
        for elsewhere in
            ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "javascript:x", "", "/\t/e"]
        {
            assert_eq!(local(Some(elsewhere)), "/sign-in", "{elsewhere}");
        }
        assert_eq!(local(None), "/sign-in");
    }
}
