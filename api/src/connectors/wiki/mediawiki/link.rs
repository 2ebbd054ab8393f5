//! The page where an account says which wallet is its owner's: nobody else can write it.

use super::MediaWiki;
use crate::connectors::{Proved, Trouble, json, text};

/// Longest page that is read; characters.
const MAX_STATEMENT: usize = 20_000;

impl MediaWiki {
    pub(super) async fn owner_page(&self, name: &str) -> Result<Proved, Trouble> {
        if name.is_empty() || name.len() > 255 || name.contains(['|', '#', '<', '>', '[', ']', '{', '}', '/', '\n']) {
            return Err(Trouble::refused("this is no name of an account"));
        }
        let answer = self.query(&[("action", "query"), ("list", "users"), ("ususers", name)]).await?;
        let user = json::list(&answer, "/query/users").first().cloned().unwrap_or_default();
        let (Some(account), Some(name)) = (json::id(&user, "/userid"), json::text(&user, "/name")) else {
            return Err(Trouble::refused(format!("the wiki has no account {name}")));
        };
        let title = format!("User:{name}/{}", self.settings.link_page);
        let pairs = [
            ("action", "query"),
            ("prop", "revisions"),
            ("titles", title.as_str()),
            ("rvprop", "ids|userid|content"),
            ("rvslots", "main"),
        ];
        let answer = self.query(&pairs).await?;
        let revision = answer.pointer("/query/pages/0/revisions/0");
        let revision = revision.ok_or_else(|| Trouble::refused(format!("the page {title} does not exist")))?;
        // Administrators of the interface can write it as well: what they wrote proves nothing.
        if json::id(revision, "/userid").as_deref() != Some(account.as_str()) {
            return Err(Trouble::refused(format!("the page {title} was last edited by somebody else than its owner")));
        }
        let statement = json::text(revision, "/slots/main/content").filter(|text| text.len() <= MAX_STATEMENT);
        let statement =
            statement.ok_or_else(|| Trouble::refused(format!("the page {title} cannot be read, or is too long")))?;
        Ok(Proved { account, name: text::name(name), statement: Some(statement.to_owned()) })
    }
}
