//! `/c/{community}/join`: the charter, and the signature that makes a member.

use askama::Template;
use axum::response::Html;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    acts::Act,
    frame::{Frame, Visit},
    markdown, page,
    texts::Texts,
};
use crate::{
    error::ApiError,
    http::{communities::Community, extract::Query, scope::Scope},
};

#[derive(Template)]
#[template(path = "join.html")]
struct Join {
    t: Texts,
    frame: Frame,
    founder: bool,
    invited: bool,
    charter_html: Option<String>,
    charter_link: Option<String>,
    act: Act,
    body: String,
    community: Community,
}

/// What lets somebody in.
#[derive(Deserialize)]
pub(super) struct Voucher {
    invitation: Option<String>,
    founding: Option<String>,
}

pub(super) async fn show(visit: Visit, scope: Scope, Query(voucher): Query<Voucher>) -> Result<Html<String>, ApiError> {
    let community = Community::load(&scope).await?;
    let uri = community.charter.as_ref().map_or("", |charter| charter.uri.as_str());
    let then = format!("/c/{}/members", community.slug);
    page(&Join {
        t: visit.t,
        frame: visit.frame(visit.t.with("join.title", &community.name), &community),
        founder: voucher.founding.is_some(),
        invited: voucher.founding.is_some() || voucher.invitation.is_some(),
        charter_html: text_of(uri).map(|text| markdown::to_html(&text)),
        charter_link: link_of(uri),
        act: Act::new(&visit, &scope, then),
        body: body(&voucher).to_string(),
        community,
    })
}

fn body(voucher: &Voucher) -> Value {
    match (&voucher.founding, &voucher.invitation) {
        (Some(founding), _) => json!({ "founding_token": founding }),
        (None, Some(invitation)) => json!({ "invitation": invitation }),
        (None, None) => json!({}),
    }
}

/// A link that is safe to follow: another scheme could run a script.
fn link_of(uri: &str) -> Option<String> {
    let local = uri.starts_with('/') && !uri.starts_with("//");
    (local || uri.starts_with("https://") || uri.starts_with("http://")).then(|| uri.to_owned())
}

/// The text of a `data:` address, for communities that keep their charter on chain.
fn text_of(uri: &str) -> Option<String> {
    let (kind, data) = uri.strip_prefix("data:text/")?.split_once(',')?;
    if kind.ends_with(";base64") {
        return None;
    }
    let mut bytes = Vec::with_capacity(data.len());
    let mut rest = data.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        match code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charter_in_its_address_is_read() {
        assert_eq!(text_of("data:text/markdown;charset=utf-8,%23%20Caf%C3%A9%0A100%").unwrap(), "# Café\n100%");
        assert_eq!(text_of("data:text/plain,"), Some(String::new()));
        assert_eq!(text_of("data:image/svg+xml,<svg>"), None);
        assert_eq!(text_of("data:text/plain;base64,YQ=="), None);
        assert_eq!(text_of("https://example.org"), None);
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(link_of("https://example.org/charter").is_some());
        assert!(link_of("/charter.md").is_some());
        for bad in ["javascript:alert(1)", "data:text/html,x", "//evil.example", "", "ipfs://x"] {
            assert_eq!(link_of(bad), None, "{bad}");
        }
    }
}
