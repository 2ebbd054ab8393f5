//! `/c/{community}/drafts/{draft}`: a proposal that is being written, what it would do, and the button to sponsor it.

use alloy::primitives::B256;
use askama::Template;
use axum::{extract::State, response::Html};
use palabre_contracts::proposal::title;
use serde::Deserialize;

use super::{
    acts::Act,
    effects::Effect,
    frame::{Frame, Visit},
    markdown, page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{communities::Community, drafts::DraftBody, extract::Path, scope::Scope},
    state::AppState,
};

#[derive(Template)]
#[template(path = "draft.html")]
struct DraftPage {
    t: Texts,
    frame: Frame,
    title: String,
    html: String,
    act: Act,
    propose: String,
    effects: Vec<Effect>,
    draft: DraftBody,
}

#[derive(Deserialize)]
pub(super) struct OneDraft {
    draft: String,
}

pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    Path(OneDraft { draft }): Path<OneDraft>,
) -> Result<Html<String>, ApiError> {
    let t = visit.t;
    let unknown =
        |_| ApiError::not_found("there is no such draft here", "Check the link: it has 64 digits at its end.");
    let id: B256 = draft.parse().map_err(unknown)?;
    let community = Community::load(&scope).await?;
    let draft = DraftBody::load(&state, &scope, id).await?;
    let title = title(&draft.text.description);
    let title = if title.is_empty() { t.get("proposal.untitled").to_owned() } else { title.to_owned() };
    page(&DraftPage {
        t,
        frame: visit.frame(title.clone(), &community),
        title,
        html: markdown::to_html(&draft.text.description),
        act: Act::new(&visit, &scope, format!("/c/{}/proposals", community.slug)),
        propose: format!("/api/v1/communities/{}/drafts/{}/propose", community.slug, draft.id),
        effects: draft.preview.calls_decoded.iter().map(|call| Effect::planned(t, call)).collect(),
        draft,
    })
}
