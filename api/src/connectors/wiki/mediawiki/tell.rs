//! Notices on discussion pages: of an account, or of a page.

use alloy::primitives::hex;
use sha2::{Digest, Sha256};

use super::{MediaWiki, markup, pages};
use crate::connectors::{Destination, Key, Outbound, Told, Trouble, json, text};

impl MediaWiki {
    pub(super) async fn send(&self, outbound: &Outbound, key: &Key) -> Result<Told, Trouble> {
        let title = match &outbound.to {
            Destination::Channel(title) => title.clone(),
            Destination::Account(account) | Destination::Aside { account, .. } => {
                format!("User talk:{}", self.name(account).await?)
            }
            Destination::Thread { .. } | Destination::Reply(_) => {
                return Err(Trouble::Unsupported("answering in a thread"));
            }
        };
        if !markup::is_title(&title) {
            return Err(Trouble::refused(format!("{title:?} is no title of a page")));
        }
        // An invisible mark, because a wiki knows no idempotency keys.
        let mark = format!("<!-- palabre:{} -->", hex::encode(&Sha256::digest(key.id.as_bytes())[..16]));
        let there = self.current(&title).await?;
        if let Some(page) = there.filter(|page| page.text.contains(&mark)) {
            return Ok(Told { external_id: Some(format!("page:{}", page.id)), already: true });
        }
        let heading = markup::plain(&text::shorten(outbound.text.lines().next().unwrap_or_default(), 60));
        let said = format!("{}\n{mark} ~~~~", markup::plain(&outbound.text));
        let pairs = [
            ("action", "edit"),
            ("title", title.as_str()),
            ("section", "new"),
            ("text", said.as_str()),
            ("bot", "1"),
            ("sectiontitle", heading.as_str()),
        ];
        let done = self.act("csrf", &pairs).await?;
        pages::edited(&done)?;
        Ok(Told { external_id: json::id(&done, "/edit/newrevid").map(|id| format!("rev:{id}")), already: false })
    }

    /// The present name of an account.
    async fn name(&self, account: &str) -> Result<String, Trouble> {
        let answer = self.query(&[("action", "query"), ("list", "users"), ("ususerids", account)]).await?;
        let name = json::text(&answer, "/query/users/0/name").map(str::to_owned);
        name.ok_or_else(|| Trouble::refused(format!("the wiki has no account {account}")))
    }
}
