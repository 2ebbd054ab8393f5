//! Everything that is held about a member: to be given out, and to be erased.
//!
//! Erased are names, salts, links, requests and what waits with their words in it. The reports of tools stay, because
//! what others did hangs on them, under a name that says nothing: the commitment to the account, whose salt is gone.
//! Nobody can link that name, so nothing under it counts again; what was recorded stays where it is.

use alloy::primitives::{B256, hex};
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::sql;
use serde_json::{Map, Value, json};

use super::{
    Tools,
    links::committed,
    store::{
        activities::{self, ERASED},
        database, links,
    },
};
use crate::{
    activity::{Activity, ActivityKind},
    error::ApiError,
};

/// Most rows of a section that are given out at a time.
const MOST: usize = 100_000;

/// Tables of the service that hold something by number of a member, each with the columns that are given out.
const BY_MEMBER: [(&str, &str); 6] = [
    ("polls", "SELECT number, kind, house, message, opened_at FROM polls WHERE community = $1 AND author_id = $2"),
    ("batch_approvals", "SELECT batch, at FROM batch_approvals WHERE community = $1 AND member_id = $2"),
    (
        "api_keys",
        "SELECT id, name, scopes, created_at, revoked_at FROM api_keys WHERE community = $1 AND created_by = $2",
    ),
    ("webhooks", "SELECT id, url, description, created_at FROM webhooks WHERE community = $1 AND created_by = $2"),
    ("audit_log", "SELECT number, at, action, detail FROM audit_log WHERE community = $1 AND member_id = $2"),
    (
        "account_links",
        "SELECT source, account, linked_at, unlinked_at, proof FROM account_links WHERE community = $1 AND member = $2",
    ),
];

impl Tools {
    /// All that is held about a member of a community, beside what the chain holds.
    pub async fn held(&self, community: &Slug, member: MemberId) -> Result<Value, ApiError> {
        let mut held = Map::new();
        for (name, sql) in BY_MEMBER {
            let rows = sql::query(sql).bind(community).bind(member).fetch_all(self.pool()).await.map_err(database)?;
            held.insert(name.to_owned(), rows.iter().map(as_json).collect::<sqlx::Result<_>>().map_err(database)?);
        }
        let (mut names, mut acts) = (Vec::new(), Vec::new());
        for (source, account) in self.accounts_ever(community, member).await? {
            let rows = sql::query(
                "SELECT source, account, name, seen_at FROM account_names WHERE source = $1 AND account = $2",
            )
            .bind(&source)
            .bind(&account)
            .fetch_all(self.pool())
            .await
            .map_err(database)?;
            names.extend(rows.iter().map(as_json).collect::<sqlx::Result<Vec<_>>>().map_err(database)?);
            let about = self.about(&source, &account).await?;
            acts.extend(about.iter().take(MOST - acts.len().min(MOST)).map(told));
        }
        held.insert("account_names".to_owned(), names.into());
        held.insert("activities".to_owned(), acts.into());
        Ok(held.into())
    }

    /// Erases what is personal about a member in the tools of a community; answers how many accounts that was.
    pub async fn erase(&self, community: &Slug, member: MemberId) -> Result<usize, ApiError> {
        // What waits would bring back what is erased.
        self.read_due().await?;
        let accounts = self.accounts_ever(community, member).await?;
        for (source, account) in &accounts {
            self.erase_account(source, account).await?;
        }
        Ok(accounts.len())
    }

    /// Every account that ever was the member's.
    pub(crate) async fn accounts_ever(
        &self,
        community: &Slug,
        member: MemberId,
    ) -> Result<Vec<(String, String)>, ApiError> {
        let all = links::of_member(self.pool(), community, member).await?;
        let mut accounts: Vec<_> = all.into_iter().map(|link| (link.source, link.account)).collect();
        accounts.sort();
        accounts.dedup();
        Ok(accounts)
    }

    /// Erases an account of a tool, whoever linked it.
    pub async fn erase_account(&self, source: &str, account: &str) -> Result<(), ApiError> {
        let about = self.about(source, account).await?;
        let (waiting, dead) = (self.tasks_of(source, account).await?, self.dead_with(source, account).await?);
        let erase = async {
            let mut transaction = self.pool().begin().await?;
            let salt = links::salt(&mut transaction, source, account, self.0.entropy.next()).await?;
            let name = format!("{ERASED}{}", hex::encode(&committed(salt, source, account)[..16]));
            for activity in &about {
                rename(&mut transaction, activity, account, &name).await?;
            }
            for table in ["account_names", "account_salts", "account_links", "link_requests"] {
                let sql = format!("DELETE FROM {table} WHERE source = $1 AND account = $2");
                let sql = sqlx::AssertSqlSafe(sql);
                sql::query(sql).bind(source).bind(account).execute(&mut *transaction).await?;
            }
            for (kind, id) in &waiting {
                sql::query("DELETE FROM tool_tasks WHERE source = $1 AND kind = $2 AND external_id = $3")
                    .bind(source)
                    .bind(kind)
                    .bind(id)
                    .execute(&mut *transaction)
                    .await?;
            }
            for id in &dead {
                sql::query("DELETE FROM tool_deliveries WHERE source = $1 AND external_id = $2 AND state = 'failed'")
                    .bind(source)
                    .bind(id)
                    .execute(&mut *transaction)
                    .await?;
            }
            activities::next_version(&mut transaction, source).await?;
            transaction.commit().await
        };
        let erased: sqlx::Result<()> = erase.await;
        erased.map_err(database)?;
        self.hands().forget(source, account).await?;
        self.tell_kept(true);
        Ok(())
    }

    /// What an account did, and what others did with it.
    async fn about(&self, source: &str, account: &str) -> Result<Vec<Activity>, ApiError> {
        let all = activities::of_source(self.pool(), source).await?;
        Ok(all.into_iter().filter(|activity| names(activity, account)).collect())
    }

    /// Tasks that hold words of an account.
    async fn tasks_of(&self, source: &str, account: &str) -> Result<Vec<(String, String)>, ApiError> {
        let rows = sql::query("SELECT kind, external_id, detail FROM tool_tasks WHERE source = $1 AND detail <> ''")
            .bind(source)
            .fetch_all(self.pool())
            .await
            .map_err(database)?;
        let mut found = Vec::new();
        for row in &rows {
            let detail: String = row.try_get("detail").map_err(database)?;
            let detail: Value = serde_json::from_str(&detail).unwrap_or_default();
            if detail["account"] == account {
                found.push((row.try_get("kind").map_err(database)?, row.try_get("external_id").map_err(database)?));
            }
        }
        Ok(found)
    }

    /// Deliveries that could not be read and hold the account somewhere.
    async fn dead_with(&self, source: &str, account: &str) -> Result<Vec<String>, ApiError> {
        let rows = sql::query("SELECT external_id, body FROM tool_deliveries WHERE source = $1 AND state = 'failed'")
            .bind(source)
            .fetch_all(self.pool())
            .await
            .map_err(database)?;
        let mut found = Vec::new();
        for row in &rows {
            let body: Vec<u8> = row.try_get("body").map_err(database)?;
            if body.windows(account.len().max(1)).any(|some| some == account.as_bytes()) {
                found.push(row.try_get("external_id").map_err(database)?);
            }
        }
        Ok(found)
    }
}

/// Whether an activity names an account: as its actor, beside it, or as a part of its ids.
fn names(activity: &Activity, account: &str) -> bool {
    activity.actor.as_deref() == Some(account)
        || activity.others.iter().any(|other| other.account == account)
        || id_names(&activity.object, account)
        || id_names(&activity.external_id, account)
}

fn id_names(id: &str, account: &str) -> bool {
    id == account || (id.contains(account) && ends_apart(id, account))
}

/// Whether the account stands in an id between signs that part its words.
fn ends_apart(id: &str, account: &str) -> bool {
    id.match_indices(account).any(|(at, _)| {
        let (before, after) = (&id[..at], &id[at + account.len()..]);
        (before.is_empty() || before.ends_with([':', '/'])) && (after.is_empty() || after.starts_with([':', '/']))
    })
}

/// What hangs on an account alone is worth nothing without it, and its ids name the account: it goes. Everything else
/// stays under another name.
async fn rename(connection: &mut sql::Connection, activity: &Activity, account: &str, name: &str) -> sqlx::Result<()> {
    use ActivityKind as A;
    let of_ids = id_names(&activity.object, account) || id_names(&activity.external_id, account);
    let alone = matches!(activity.kind, A::Reaction | A::MemberJoined | A::MemberLeft | A::RoleChanged);
    if alone || (of_ids && activity.kind == A::Delete) {
        sql::query("DELETE FROM activities WHERE source = $1 AND external_id = $2")
            .bind(&activity.source)
            .bind(&activity.external_id)
            .execute(connection)
            .await?;
        return Ok(());
    }
    let called = |one: &str| if one == account { name.to_owned() } else { one.to_owned() };
    let mut others = activity.others.clone();
    others.iter_mut().for_each(|other| other.account = called(&other.account));
    sql::query("UPDATE activities SET actor = $3, others = $4 WHERE source = $1 AND external_id = $2")
        .bind(&activity.source)
        .bind(&activity.external_id)
        .bind(activity.actor.as_deref().map(called))
        .bind(activities::others_text(&others))
        .execute(connection)
        .await?;
    Ok(())
}

fn told(activity: &Activity) -> Value {
    json!({
        "source": activity.source,
        "external_id": activity.external_id,
        "kind": activity.kind.name(),
        "object": activity.object,
        "parent": activity.parent,
        "actor": activity.actor,
        "others": activity.others.iter().map(|other| json!([other.account, other.part.name()])).collect::<Vec<_>>(),
        "occurred_at": activity.occurred_at,
        "received_at": activity.received_at,
        "size": activity.size,
        "review_state": activity.review_state.name(),
        "supersedes": activity.supersedes,
    })
}

/// A row as people and programs read it: bytes as 0x text.
fn as_json(row: &sql::Row) -> sqlx::Result<Value> {
    let mut object = Map::new();
    for column in row.columns() {
        let value = match row.try_get::<sql::Value, _>(column)? {
            sql::Value::Null(_) | sql::Value::List(..) => Value::Null,
            sql::Value::Int(number) => number.into(),
            sql::Value::Text(text) => text.into(),
            sql::Value::Blob(bytes) => hex::encode_prefixed(bytes).into(),
        };
        object.insert(column.to_owned(), value);
    }
    Ok(object.into())
}

/// The name under which an erased account stays, for tests and reports.
pub fn is_erased(account: &str) -> bool {
    account.starts_with(ERASED) && account.len() == ERASED.len() + 2 * size_of::<B256>() / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_in_ids_as_a_word_of_its_own() {
        assert!(id_names("user:12", "12"));
        assert!(id_names("C1:17.5:wave:U2", "U2"));
        assert!(id_names("!room:x/@ada:x", "@ada:x"));
        assert!(!id_names("page:120", "12"));
        assert!(!id_names("C1:17.5:wave:U22", "U2"));
        assert!(!id_names("rev:512", "12"));
    }
}
