//! The editor of a synthesis: a documentalist turns what was collected from a discussion into a page of the wiki.

use askama::Template;
use axum::response::Html;

use super::{
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{error::ApiError, http::communities::Community};

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

/// The page of the editor.
pub(super) fn editor(visit: &Visit, community: &Community, draft: Draft) -> Result<Html<String>, ApiError> {
    page(&Editor {
        t: visit.t,
        frame: visit.frame(visit.t.get("synthesis.title").to_owned(), community),
        api: format!("/api/v1/communities/{}/syntheses/{}", community.slug, draft.id),
        draft,
    })
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
