//! How the connected tools of a community do: a block of the page of keys and webhooks, for organizers.

use askama::Template;
use palabre_contracts::Slug;

use super::texts::Texts;
use crate::{error::ApiError, state::AppState};

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
    /// Why it could not be asked, and since when.
    pub(super) failing: Option<(String, u64)>,
    /// What an operator must know.
    pub(super) alarms: Vec<String>,
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

impl ToolStatus {
    /// The connected tools of a community as they do now.
    pub(super) async fn load(t: Texts, state: &AppState, slug: &Slug) -> Result<Self, ApiError> {
        let sizes = state.care.outbox().sizes().await?;
        let mut tools = Vec::new();
        for connection in state.tools.connected().of(slug) {
            let one = state.tools.standing(&connection).await?;
            let sent = sizes.iter().find(|(source, ..)| *source == connection.name);
            tools.push(ToolView {
                name: connection.name.clone(),
                kind: connection.kind.title().to_owned(),
                delivers_to: one.delivers_to,
                polled_at: Some(one.position.polled_at).filter(|at| *at > 0),
                waiting: one.deliveries.0,
                unreadable: one.deliveries.1,
                to_send: sent.map_or(0, |(_, waiting, _)| *waiting),
                unsent: sent.map_or(0, |(_, _, dead)| *dead),
                failing: one.position.error.zip(one.position.failing_since),
                alarms: one.alarms.into_iter().map(|alarm| alarm.text).collect(),
            });
        }
        Ok(Self { t, api: format!("/api/v1/communities/{slug}"), tools })
    }
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
                failing: Some(("<i>refused</i>".into(), 1_700_000_000)),
                alarms: vec!["the token was revoked".into()],
                ..ToolView::default()
            };
            let page = |tools| ToolStatus { t: Texts::of(lang), api: "/api".into(), tools }.render().unwrap();
            let html = page(vec![tool]);
            assert!(html.contains("the token was revoked") && !html.contains("<i>refused"));
            assert!(html.contains("/api/tools/wiki/retry") && html.contains("/api/tools/wiki/poll"));
            for open in ["{0}", "{1}", "tool.title", "tool.counts"] {
                assert!(!html.contains(open), "{open}: {html}");
            }
            assert!(page(Vec::new()).contains("class=\"empty\""));
        }
    }
}
