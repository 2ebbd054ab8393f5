//! `/c/{community}/link`: a link from a chat. Shows whose account it is about, and lets a member sign that it is theirs.
//! Looking at the page uses nothing up: chats open links to show what is behind them.

use askama::Template;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;

use super::{
    acts::Act,
    frame::{Frame, Visit},
    page,
    sign_in::sign_in_first,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{communities::Community, extract::Query, scope::Scope},
    sessions::caller::SignedIn,
    tools::links::OpenLink,
};

#[derive(Template)]
#[template(path = "linking.html")]
struct Linking {
    t: Texts,
    frame: Frame,
    act: Act,
    /// Path of the community's pages.
    base: String,
    /// Path of the routes of links.
    links: String,
    open: OpenLink,
    /// Whether whoever signed in is a member.
    member: bool,
    body: String,
}

impl Linking {
    fn called(&self) -> &str {
        self.open.name.as_deref().unwrap_or(&self.open.account)
    }
}

/// The token in the address.
#[derive(Deserialize)]
pub(super) struct Opened {
    #[serde(default)]
    token: String,
}

pub(super) async fn show(
    visit: Visit,
    scope: Scope,
    signed_in: Result<SignedIn, ApiError>,
    Query(opened): Query<Opened>,
) -> Result<Response, ApiError> {
    let (state, slug) = (&visit.state, scope.slug());
    let open = state.tools.opened(slug, &opened.token).await?;
    let Ok(SignedIn(session)) = signed_in else {
        let back = format!("/c/{slug}/link?token={}", opened.token);
        return Ok(sign_in_first(&back));
    };
    let member = session.standing(state, scope.community()).await?.is_some();
    let community = Community::load(&scope).await?;
    let base = format!("/c/{slug}");
    let linking = Linking {
        t: visit.t,
        frame: visit.frame(visit.t.get("linking.title").to_owned(), &community),
        act: Act::new(&visit, &scope, format!("{base}/account")),
        links: format!("/api/v1/communities/{slug}/links"),
        base,
        open,
        member,
        body: json!({ "token": opened.token }).to_string(),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], page(&linking)?).into_response())
}
