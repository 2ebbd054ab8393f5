//! How the connected tools of a community do: a block of the page of keys and webhooks, for organizers.

use askama::Template;

use super::texts::Texts;

/// A connected tool, as the block shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ToolView {
    /// Its name in the settings.
    pub(super) name: String,
    /// What it is, for people.
    pub(super) kind: String,
    /// Where it delivers.
    pub(super) delivers_to: String,
    /// When it was last asked what happened.
    pub(super) polled_at: Option<u64>,
    /// Deliveries that wait to be read, and that could not be read.
    pub(super) waiting: u64,
    pub(super) unreadable: u64,
    /// Messages that wait to be sent, and that were given up.
    pub(super) to_send: u64,
    pub(super) unsent: u64,
    /// The last round of roles: when, how many were given and taken, how many differences stay.
    pub(super) roles: Option<RoleView>,
    /// Why it could not be asked, and since when.
    pub(super) failing: Option<(String, u64)>,
    /// What an operator must know.
    pub(super) alarms: Vec<String>,
}

/// A round of giving and taking roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RoleView {
    pub(super) at: u64,
    pub(super) given: u64,
    pub(super) taken: u64,
    pub(super) differences: u64,
}

/// The block, as safe HTML for `{{ ...|safe }}` in a page.
#[derive(Template)]
#[template(path = "_tool_status.html")]
pub(super) struct ToolStatus {
    pub(super) t: Texts,
    /// Path of the community's API.
    pub(super) api: String,
    pub(super) tools: Vec<ToolView>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_tool_says_what_waits_and_what_is_wrong() {
        for lang in [Lang::French, Lang::English] {
            let tool = ToolView {
                name: "wiki".into(),
                kind: "MediaWiki".into(),
                delivers_to: "https://palabre.example/tools/wiki".into(),
                polled_at: Some(1_700_000_000),
                unreadable: 2,
                unsent: 1,
                roles: Some(RoleView { at: 1_700_000_000, given: 3, taken: 1, differences: 1 }),
                failing: Some(("<i>refused</i>".into(), 1_700_000_000)),
                alarms: vec!["the token was revoked".into()],
                ..ToolView::default()
            };
            let page = |tools| ToolStatus { t: Texts::of(lang), api: "/api".into(), tools }.render().unwrap();
            let html = page(vec![tool]);
            assert!(html.contains("the token was revoked") && !html.contains("<i>refused"));
            assert!(html.contains("/api/tools/wiki/retry") && html.contains("/api/tools/wiki/poll"));
            for open in ["{0}", "{1}", "tool.title", "tool.counts", "tool.roles"] {
                assert!(!html.contains(open), "{open}: {html}");
            }
            assert!(page(Vec::new()).contains("class=\"empty\""));
        }
    }
}
