//! `/c/{community}/syntheses` and `/c/{community}/syntheses/{id}`: a documentalist turns what was collected from a
//! discussion into a page of the wiki.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    frame::{Frame, Visit},
    page,
    sign_in::{if_signed_in, sign_in_first},
    texts::Texts,
};
use crate::{
    care::synthesis::Synthesis,
    error::ApiError,
    http::{care::Writer, communities::Community, extract::Path, scope::Scope},
    state::AppState,
};

/// Syntheses of the list, latest first.
const SHOWN: u32 = 100;

/// What the editor shows of a synthesis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// Its id.
    pub(super) id: String,
    /// Where it stands: `draft`, `publishing`, `published`, `withdrawing`, `withdrawn`, `discarded`.
    pub(super) state: &'static str,
    /// The tool where it was discussed, and the channel there.
    pub(super) source: String,
    pub(super) channel: String,
    /// The wiki that it is published on.
    pub(super) wiki: String,
    pub(super) title: String,
    /// In the markup of the wiki.
    pub(super) body: String,
    pub(super) categories: Vec<String>,
    /// How often it was changed, from 1: nobody writes over what somebody else wrote meanwhile.
    pub(super) version: u64,
    /// Messages and people that were collected, and whether there was more.
    pub(super) messages: u64,
    pub(super) people: u64,
    pub(super) cut: bool,
    /// Where people read it.
    pub(super) url: Option<String>,
    /// Why the last step failed.
    pub(super) error: Option<String>,
}

#[derive(Template)]
#[template(path = "synthesis.html")]
struct Editor {
    t: Texts,
    frame: Frame,
    /// Where requests go.
    api: String,
    draft: Draft,
}

impl Editor {
    fn is_open(&self) -> bool {
        matches!(self.draft.state, "draft" | "published" | "withdrawn")
    }

    fn is_published(&self) -> bool {
        self.draft.state == "published"
    }

    fn categories(&self) -> String {
        self.draft.categories.join("\n")
    }
}

impl From<Synthesis> for Draft {
    fn from(row: Synthesis) -> Self {
        let collected = row.collected.unwrap_or_default();
        Self {
            id: row.id,
            state: row.state.as_str(),
            source: row.source,
            channel: row.channel,
            wiki: row.wiki,
            title: row.title,
            body: row.body,
            categories: row.categories,
            version: row.version,
            messages: collected.messages.len() as u64,
            people: collected.people.len() as u64,
            cut: collected.cut,
            url: row.url,
            error: row.error,
        }
    }
}

#[derive(Template)]
#[template(path = "syntheses.html")]
struct SynthesisList {
    t: Texts,
    frame: Frame,
    base: String,
    drafts: Vec<Draft>,
}

pub(super) async fn list(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    writer: Result<Writer, ApiError>,
) -> Result<Response, ApiError> {
    let base = format!("/c/{}/syntheses", scope.slug());
    if if_signed_in(writer)?.is_none() {
        return Ok(sign_in_first(&base));
    }
    let community = Community::load(&scope).await?;
    let rows = state.care.syntheses(scope.slug(), None, SHOWN).await?;
    let frame = visit.frame(visit.t.get("synthesis.list").to_owned(), &community);
    let drafts = rows.into_iter().map(Draft::from).collect();
    Ok(page(&SynthesisList { t: visit.t, frame, base, drafts })?.into_response())
}

pub(super) async fn show(
    State(state): State<AppState>,
    visit: Visit,
    scope: Scope,
    writer: Result<Writer, ApiError>,
    Path(place): Path<(String, String)>,
) -> Result<Response, ApiError> {
    let (slug, (_, id)) = (scope.slug(), place);
    let path = format!("/c/{slug}/syntheses/{id}");
    if if_signed_in(writer)?.is_none() {
        return Ok(sign_in_first(&path));
    }
    let community = Community::load(&scope).await?;
    let draft = Draft::from(state.care.synthesis(slug, &id).await?);
    let frame = visit.frame(visit.t.get("synthesis.title").to_owned(), &community);
    let api = format!("/api/v1{}", path.replacen("/c/", "/communities/", 1));
    Ok(page(&Editor { t: visit.t, frame, api, draft })?.into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    fn rendered(lang: Lang, state: &'static str) -> String {
        let draft = Draft {
            id: "s1".into(),
            state,
            title: "A <b>page</b>".into(),
            body: "</textarea><script>alert(1)</script>".into(),
            categories: vec!["Syntheses".into(), "Water".into()],
            version: 3,
            messages: 12,
            people: 4,
            url: Some("https://wiki.example/A".into()),
            error: Some("edit conflict".into()),
            ..Draft::default()
        };
        let t = Texts::of(lang);
        let frame = Frame::bare(t.get("synthesis.title").to_owned(), "/c/demo/syntheses/s1");
        Editor { t, frame, api: "/api/v1/communities/demo/syntheses/s1".into(), draft }.render().unwrap()
    }

    #[test]
    fn a_draft_can_be_written_and_published_and_a_page_withdrawn() {
        for lang in [Lang::French, Lang::English] {
            let draft = rendered(lang, "draft");
            assert!(draft.contains("data-method=\"PUT\"") && draft.contains("/publish\""));
            assert!(!draft.contains("/withdraw\"") && !draft.contains("<script>alert") && !draft.contains("<b>page"));
            assert!(draft.contains("Syntheses\nWater"));
            assert!(rendered(lang, "published").contains("/withdraw\""));
            let busy = rendered(lang, "publishing");
            assert!(!busy.contains("data-method=\"PUT\""), "nobody writes while it is being published");
            for open in ["{0}", "{1}", "{{", "synthesis."] {
                assert!(!draft.contains(open), "{open}");
            }
        }
    }
}
