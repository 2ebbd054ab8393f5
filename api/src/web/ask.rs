//! `/c/{community}/polls/new`: first the kind, then the form of that kind.

use askama::Template;
use axum::response::Html;
use serde::Deserialize;
use serde_json::json;

use super::{
    acts::Act,
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{communities::Community, extract::Query, scope::Scope},
    polls::kind::Kind,
};

#[derive(Template)]
#[template(path = "ask.html")]
struct Ask {
    t: Texts,
    frame: Frame,
    base: String,
    act: Act,
    kinds: [Kind; 7],
    kind: Option<Kind>,
    body: String,
}

impl Ask {
    fn chosen(&self, kind: &Kind) -> bool {
        self.kind == Some(*kind)
    }

    fn days(&self, days: &u64) -> String {
        self.t.count("time.days", *days)
    }
}

/// Which kind.
#[derive(Deserialize)]
pub(super) struct Chosen {
    kind: Option<String>,
}

pub(super) async fn show(visit: Visit, scope: Scope, Query(chosen): Query<Chosen>) -> Result<Html<String>, ApiError> {
    let community = Community::load(&scope).await?;
    let kind: Option<Kind> = chosen.kind.as_deref().and_then(|kind| kind.parse().ok());
    let base = format!("/c/{}/polls", community.slug);
    page(&Ask {
        t: visit.t,
        frame: visit.frame(visit.t.get("ask.title").to_owned(), &community),
        act: Act::new(&visit, &scope, base.clone()),
        base,
        kinds: Kind::ALL,
        kind,
        body: json!({ "kind": kind }).to_string(),
    })
}
