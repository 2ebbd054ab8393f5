//! Publishing pages: once, and never over what somebody else wrote meanwhile.

use serde_json::Value;

use super::{MediaWiki, markup};
use crate::connectors::{Page, Published, Trouble, json};

/// A page as it is now.
pub(super) struct Current {
    pub(super) id: String,
    pub(super) revision: String,
    pub(super) text: String,
    pub(super) url: String,
}

impl MediaWiki {
    pub(super) async fn put(&self, page: &Page) -> Result<Published, Trouble> {
        let names =
            std::iter::once(&page.title).chain(&page.categories).chain(page.template.iter().map(|(name, _)| name));
        if let Some(wrong) = names.into_iter().find(|name| !markup::is_title(name)) {
            return Err(Trouble::refused(format!(
                "{wrong:?} cannot be a title: it is empty, too long, or has one of #<>[]{{}}|"
            )));
        }
        let text = markup::page(page);
        if let Some(there) = self.current(&page.title).await? {
            if there.text.trim_end() == text.trim_end() {
                return Ok(published(there, true));
            }
            // The wiki itself sees no conflict between two edits of one account.
            if page.base.as_deref() != Some(there.revision.as_str()) {
                return Err(Trouble::conflict(format!(
                    "the page {} is there with another text (revision {}): read it and write into it",
                    page.title, there.revision
                )));
            }
        } else if page.base.is_some() {
            return Err(Trouble::conflict(format!("the page {} was deleted meanwhile", page.title)));
        }
        let mut pairs = vec![
            ("action", "edit"),
            ("title", page.title.as_str()),
            ("text", text.as_str()),
            ("summary", page.summary.as_str()),
            ("bot", "1"),
        ];
        match &page.base {
            Some(base) => pairs.extend([("baserevid", base.as_str()), ("nocreate", "1")]),
            None => pairs.push(("createonly", "1")),
        }
        let done = self.act("csrf", &pairs).await?;
        edited(&done)?;
        let there = self.current(&page.title).await?;
        there.map(|there| published(there, false)).ok_or_else(|| Trouble::conflict("the page was deleted at once"))
    }

    /// A page by its title; none if it does not exist.
    pub(super) async fn current(&self, title: &str) -> Result<Option<Current>, Trouble> {
        let pairs = [
            ("action", "query"),
            ("prop", "info|revisions"),
            ("inprop", "url"),
            ("titles", title),
            ("rvprop", "ids|content"),
            ("rvslots", "main"),
        ];
        let answer = self.query(&pairs).await?;
        let page = answer.pointer("/query/pages/0").cloned().unwrap_or_default();
        if json::flag(&page, "/invalid") {
            return Err(Trouble::refused(format!("the wiki takes no page with the title {title}")));
        }
        let read = || {
            Some(Current {
                id: json::id(&page, "/pageid")?,
                revision: json::id(&page, "/revisions/0/revid")?,
                text: json::text(&page, "/revisions/0/slots/main/content")?.to_owned(),
                url: json::text(&page, "/fullurl")?.to_owned(),
            })
        };
        Ok(read())
    }
}

/// Whether an edit was made: a filter or a captcha refuses it with a good status.
pub(super) fn edited(answer: &Value) -> Result<(), Trouble> {
    if json::text(answer, "/edit/result") == Some("Success") {
        return Ok(());
    }
    let captcha = answer.pointer("/edit/captcha").is_some();
    let why = if captcha {
        "the wiki asks for a captcha: give the account the right skipcaptcha"
    } else {
        "a filter of the wiki refused the edit"
    };
    Err(Trouble::refused(why))
}

fn published(page: Current, already: bool) -> Published {
    Published { object: format!("page:{}", page.id), revision: page.revision, url: page.url, already }
}
