//! `/`: which communities there are; straight to the only one.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};

use super::{
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::communities::{self, Community},
    state::AppState,
};

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    t: Texts,
    frame: Frame,
    communities: Vec<Community>,
}

pub(super) async fn show(visit: Visit, State(state): State<AppState>) -> Result<Response, ApiError> {
    if let [only] = state.communities.as_slice() {
        let query = visit.uri.query().map_or_else(String::new, |query| format!("?{query}"));
        return Ok(Redirect::temporary(&format!("/c/{}{query}", only.slug)).into_response());
    }
    let communities = communities::all(&state).await?;
    let frame = visit.bare(visit.t.get("start.title").to_owned());
    Ok(page(&Start { t: visit.t, frame, communities })?.into_response())
}
