//! What is held about people, to be shown to them and to be forgotten.

use palabre_contracts::{MemberId, Slug};
use palabre_indexer::sql;
use serde::Serialize;

use super::{Care, people::Wants, settings::tag, synthesis::Collected};
use crate::{error::ApiError, sessions::database};

/// Everything that is held here about a member and their accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// The language of their choice.
    pub language: Option<&'static str>,
    /// The tool of their choice.
    pub channel: Option<String>,
    /// What they want to be told.
    pub wants: Wants,
    /// Roles that a rule gave to their accounts: tool, account, role, since when.
    pub roles: Vec<(String, String, String, u64)>,
    /// Messages that wait for their accounts, by tool.
    pub messages: Vec<(String, u64)>,
    /// Syntheses that they wrote, or of discussions in which an account of theirs took part.
    pub syntheses: Vec<String>,
    /// How many people they invited by e-mail.
    pub invitations: u64,
}

impl Care {
    /// What is held about a member with these accounts, each a tool and an id.
    pub async fn held_about(
        &self,
        slug: &Slug,
        member: MemberId,
        accounts: &[(String, String)],
    ) -> Result<Held, ApiError> {
        let wish = self.preferences(slug, member).await?;
        let (mut roles, mut messages) = (Vec::new(), Vec::new());
        for (source, account) in accounts {
            let known =
                sql::query("SELECT role, since FROM role_holds WHERE source = $1 AND account = $2 ORDER BY role");
            let known = known.bind(source).bind(account).fetch_all(self.0.store.pool()).await.map_err(database)?;
            for row in known {
                let role: String = row.try_get("role").map_err(database)?;
                let since: i64 = row.try_get("since").map_err(database)?;
                roles.push((source.clone(), account.clone(), role, since as u64));
            }
            let waiting = sql::query_scalar("SELECT COUNT(*) FROM outbox WHERE source = $1 AND account = $2");
            let waiting: i64 =
                waiting.bind(source).bind(account).fetch_one(self.0.store.pool()).await.map_err(database)?;
            messages.push((source.clone(), waiting as u64));
        }
        let sql = "SELECT COUNT(*) FROM mail_invitations WHERE community = $1 AND invited_by = $2";
        let invitations = sql::query_scalar(sql).bind(slug.as_str()).bind(member.get() as i64);
        let invitations: i64 = invitations.fetch_one(self.0.store.pool()).await.map_err(database)?;
        Ok(Held {
            language: wish.language.map(tag),
            channel: wish.channel,
            wants: wish.wants,
            roles,
            messages,
            syntheses: self.syntheses_about(slug, member, accounts).await?,
            invitations: invitations as u64,
        })
    }

    async fn syntheses_about(
        &self,
        slug: &Slug,
        member: MemberId,
        accounts: &[(String, String)],
    ) -> Result<Vec<String>, ApiError> {
        let rows =
            sql::query("SELECT id, source, sources, editor, asked_by FROM syntheses WHERE community = $1 ORDER BY id");
        let rows = rows.bind(slug.as_str()).fetch_all(self.0.store.pool()).await.map_err(database)?;
        let mut found = Vec::new();
        for row in rows {
            let (id, source): (String, String) =
                (row.try_get("id").map_err(database)?, row.try_get("source").map_err(database)?);
            let editor: Option<i64> = row.try_get("editor").map_err(database)?;
            let asked: Option<String> = row.try_get("asked_by").map_err(database)?;
            let people = collected(&row)?.map(|collected| collected.people).unwrap_or_default();
            let theirs = |account: &String| accounts.iter().any(|(of, known)| *of == source && known == account);
            if editor == Some(member.get() as i64) || asked.iter().chain(&people).any(theirs) {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// Forgets an account: what waits for it, what was decided about its roles, that it took part in discussions. Its
    /// roles in the tool stay until somebody takes them, because nobody knows any more whose they are: unlink it first.
    pub async fn forget_account(&self, source: &str, account: &str) -> Result<(), ApiError> {
        self.0.outbox.forget_account(source, account).await?;
        self.forget_roles(source, account).await?;
        let asked = sql::query("UPDATE syntheses SET asked_by = NULL WHERE source = $1 AND asked_by = $2");
        asked.bind(source).bind(account).execute(self.0.store.pool()).await.map_err(database)?;
        let mut transaction = self.0.store.pool().begin().await.map_err(database)?;
        let rows = sql::query("SELECT id, sources FROM syntheses WHERE source = $1 AND sources IS NOT NULL");
        for row in rows.bind(source).fetch_all(&mut *transaction).await.map_err(database)? {
            let Some(mut kept) = collected(&row)? else { continue };
            let before = kept.people.len();
            kept.people.retain(|known| known != account);
            if kept.people.len() == before {
                continue;
            }
            let id: String = row.try_get("id").map_err(database)?;
            let text = serde_json::to_string(&kept).map_err(ApiError::internal)?;
            let changed = sql::query("UPDATE syntheses SET sources = $2 WHERE id = $1").bind(id).bind(text);
            changed.execute(&mut *transaction).await.map_err(database)?;
        }
        transaction.commit().await.map_err(database)
    }
}

fn collected(row: &sql::Row) -> Result<Option<Collected>, ApiError> {
    let text: Option<String> = row.try_get("sources").map_err(database)?;
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(ApiError::internal)
}

#[cfg(test)]
mod tests {
    use crate::{
        care::{
            roles::RoundWish,
            testing::{World, id, slug},
            threads::Discussion,
        },
        connectors::{Destination, Said, Thread, command::Tongue},
        outbox::Letter,
    };

    const SETTINGS: &str = "[[role]]\nsource = \"chat\"\nrole = \"member\"\nwhen = { member = true }\n\
        [[care]]\ncommunity = \"demo\"\n[care.synthesis]\nwiki = \"wiki\"\n";

    #[tokio::test]
    async fn what_is_held_about_somebody_is_told_and_forgotten() {
        let world = World::with(SETTINGS).await;
        world.member(1, 0).await;
        world.desk.link("chat", "u1", 1);
        world.care.round("chat", RoundWish::default()).await.unwrap();
        let said = Said { id: "m1".into(), account: "u1".into(), at: 1, text: "Water".into() };
        world.chat.talks(Thread::collect("C1:m1", vec![(said, None)], false));
        let from =
            Discussion { source: "chat".into(), channel: "C1".into(), thread: "m1".into(), language: Tongue::En };
        let synthesis = world.care.summarise(&slug(), &from, "", Some("u1")).await.unwrap();
        let to = Destination::Account("u1".into());
        let letter = Letter::notice("test", &["a"], "nowhere", &slug(), to, "hello".into());
        world.care.outbox().post(&Letter { source: "chat".into(), ..letter }).await.unwrap();
        let accounts = [("chat".to_owned(), "u1".to_owned())];
        let held = world.care.held_about(&slug(), id(1), &accounts).await.unwrap();
        let role = ("chat".to_owned(), "u1".to_owned(), "member".to_owned(), world.now());
        assert_eq!(held.roles, vec![role]);
        assert_eq!((held.messages, held.syntheses), (vec![("chat".into(), 1)], vec![synthesis.id.clone()]));

        world.desk.unlink("u1");
        world.care.round("chat", RoundWish::default()).await.unwrap();
        world.care.forget_account("chat", "u1").await.unwrap();
        let held = world.care.held_about(&slug(), id(1), &accounts).await.unwrap();
        assert_eq!((held.roles, held.messages, held.syntheses), (vec![], vec![("chat".into(), 0)], vec![]));
        assert!(world.chat.has("u1").is_empty());
        let kept = world.care.synthesis(&slug(), &synthesis.id).await.unwrap();
        assert_eq!(kept.collected.unwrap().messages, ["m1"], "the discussion stays");
    }
}
