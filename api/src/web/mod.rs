//! The pages: server-rendered, readable without JavaScript, in French and English.
//!
//! A page shows the same wire types that the API answers with. To add one: a file here with its handler and the struct
//! of its template, a template, its words in both `texts/*.txt`, a line in [`router`], and a link in the frame.

mod account;
mod acts;
mod ask;
mod assets;
mod community;
mod drafts;
mod effects;
mod epoch;
mod feeds;
mod format;
mod frame;
mod given;
mod join;
mod lang;
mod linking;
mod markdown;
mod members;
mod no_mail;
mod polls;
mod proposals;
mod propose;
mod reasons;
mod reference;
mod review;
mod shares;
mod sign_in;
mod start;
mod synthesis;
mod texts;
mod tool_status;
mod tools;

use askama::Template;
use axum::{
    Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    response::{Html, IntoResponse, Response},
    routing::get,
};

pub(crate) use self::lang::Lang;
use self::{frame::Frame, texts::Texts};
use crate::{
    error::{ApiError, Problem},
    http::consistent,
    state::AppState,
};

/// All pages and what they are dressed with.
pub(crate) fn router(state: &AppState) -> Router<AppState> {
    let pages = Router::new()
        .route("/c/{community}", get(community::show))
        .route("/c/{community}/members", get(members::list))
        .route("/c/{community}/members/{id}", get(members::show))
        .route("/c/{community}/proposals", get(proposals::list))
        .route("/c/{community}/epochs/{epoch}", get(epoch::show))
        .route("/c/{community}/join", get(join::show))
        .route("/c/{community}/feed.atom", get(feeds::atom::show))
        .route("/c/{community}/calendar.ics", get(feeds::calendar::show))
        .route("/c/{community}/account", get(account::show))
        .layer(from_fn_with_state(state.clone(), consistent::reads));
    // These show more than one block of the mirror: no `ETag` of a block tells when they change.
    let live = Router::new()
        .route("/c/{community}/proposals/{house}/{id}", get(proposals::show))
        .route("/c/{community}/propose", get(propose::show))
        .route("/c/{community}/drafts/{draft}", get(drafts::show))
        .route("/c/{community}/polls", get(polls::list))
        .route("/c/{community}/polls/new", get(ask::show))
        .route("/c/{community}/polls/{number}", get(polls::show))
        .route("/c/{community}/review", get(review::show))
        .route("/c/{community}/review/batches", get(review::batches))
        .route("/c/{community}/members/{id}/reasons", get(reasons::show))
        .route("/c/{community}/epochs/{epoch}/anomalies", get(reasons::anomalies))
        .route("/c/{community}/syntheses", get(synthesis::list))
        .route("/c/{community}/syntheses/{id}", get(synthesis::show))
        .route("/c/{community}/tools", get(tools::show))
        .route("/c/{community}/link", get(linking::show));
    Router::new()
        .route("/", get(start::show))
        .route("/docs", get(reference::show))
        .route("/sign-in", get(sign_in::show))
        .route("/no-mail/{token}", get(no_mail::show))
        .merge(pages)
        .merge(live)
        .layer(from_fn(lang::remember))
        .route("/assets/{version}/{name}", get(assets::get))
}

/// A page for people whose request failed.
pub(crate) fn problem_page(lang: Lang, problem: &Problem) -> Response {
    let t = Texts::of(lang);
    let frame = Frame::bare(t.word("problem", problem.code), problem.instance.as_deref().unwrap_or("/"));
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match page(&ProblemPage { t, frame, problem }) {
        Ok(html) => (status, html).into_response(),
        Err(_) => problem.clone().into_response(),
    }
}

fn page(template: &impl Template) -> Result<Html<String>, ApiError> {
    template.render().map(Html).map_err(ApiError::internal)
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    t: Texts,
    frame: Frame,
    problem: &'a Problem,
}
