//! The page where a member links an account of a tool: opened from a chat or a wiki, it shows whose account it is, and has
//! the member sign.

use askama::Template;
use axum::response::Html;

use super::{
    acts::Act,
    frame::{Frame, Visit},
    page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{communities::Community, scope::Scope},
};

/// What a link is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Linking {
    /// The tool.
    pub(super) source: String,
    /// How the tool calls the account. Written by anybody.
    pub(super) name: String,
    /// Where `prepare` and `submit` are: the words of `act.js`.
    pub(super) prepare: String,
    /// What the page hands to `prepare`: the token of the link.
    pub(super) body: serde_json::Value,
    /// When the link is void.
    pub(super) expires_at: u64,
    /// The member who has the account now, if one has.
    pub(super) member: Option<u64>,
}

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage {
    t: Texts,
    frame: Frame,
    base: String,
    act: Act,
    linking: Linking,
    body: String,
}

/// The page of a link that is good.
pub(super) fn show(
    visit: &Visit,
    scope: &Scope,
    community: &Community,
    linking: Linking,
) -> Result<Html<String>, ApiError> {
    let base = format!("/c/{}", community.slug);
    page(&LinkPage {
        t: visit.t,
        frame: visit.frame(visit.t.get("link.title").to_owned(), community),
        act: Act::new(visit, scope, format!("{base}/account")),
        base,
        body: linking.body.to_string(),
        linking,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn the_page_says_whose_account_it_is_and_escapes_its_name() {
        for lang in [Lang::French, Lang::English] {
            let t = Texts::of(lang);
            let act = Act {
                relay: "/relay".into(),
                polls: "/polls".into(),
                chain_name: "Palabre 1".into(),
                rpc_url: String::new(),
                then: "/c/demo/account".into(),
            };
            let linking = Linking {
                source: "wiki".into(),
                name: "<b>Ada</b>".into(),
                prepare: "/api/v1/communities/demo/links".into(),
                expires_at: 1_700_000_000,
                member: Some(7),
                body: serde_json::json!({ "token": "a\"b" }),
            };
            let frame = Frame::bare(t.get("link.title").to_owned(), "/c/demo/link");
            let body = linking.body.to_string();
            let html = LinkPage { t, frame, base: "/c/demo".into(), act, linking, body }.render().unwrap();
            assert!(html.contains("data-prepare=\"/api/v1/communities/demo/links\""));
            assert!(html.contains("&#60;b&#62;Ada") && !html.contains("<b>Ada") && !html.contains("a\\\"b\"}\""));
            for open in ["{0}", "{1}", "link."] {
                assert!(!html.replace("data-link.", "").contains(open), "{open}");
            }
        }
    }
}
