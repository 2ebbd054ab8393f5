//! Who is who: members of the mirror, their accounts in the tools, and how they want to be told things.

use std::{collections::BTreeMap, fmt};

use futures::future::BoxFuture;
use palabre_contracts::{MemberId, Slug};
use palabre_indexer::{
    Store, sql,
    store::{Member, MemberFilter, MemberStatus, Page},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Care, settings::tag};
use crate::{activity::Activity, connectors::command::Tongue, error::ApiError, sessions::database, tools};

/// Members read at a time.
const CHUNK: u32 = 1_000;

/// An account that belongs to a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedAccount {
    /// The tool.
    pub source: String,
    /// Stable id of the account there.
    pub account: String,
    /// The member.
    pub member: MemberId,
    /// Since when; unix seconds.
    pub linked_at: u64,
}

/// Which accounts belong to whom: kept by whoever links them.
pub trait Accounts: Send + Sync + fmt::Debug {
    /// The accounts that belong to members of a community now.
    fn linked<'a>(&'a self, community: &'a Slug) -> BoxFuture<'a, Result<Vec<LinkedAccount>, ApiError>>;
}

/// The links as they are kept in the table `account_links`.
#[derive(Clone, Debug)]
pub struct LinkTable(sql::Pool);

impl LinkTable {
    /// In this database.
    pub fn new(pool: sql::Pool) -> Self {
        Self(pool)
    }
}

impl Accounts for LinkTable {
    fn linked<'a>(&'a self, community: &'a Slug) -> BoxFuture<'a, Result<Vec<LinkedAccount>, ApiError>> {
        Box::pin(async move {
            let rows = sql::query_as(
                "SELECT source, account, member, linked_at FROM account_links
                 WHERE community = $1 AND unlinked_at IS NULL ORDER BY linked_at, source, account",
            );
            rows.bind(community.as_str()).fetch_all(&self.0).await.map_err(database)
        })
    }
}

impl sql::FromRow for LinkedAccount {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let member: i64 = row.try_get("member")?;
        Ok(Self {
            source: row.try_get("source")?,
            account: row.try_get("account")?,
            member: MemberId::new(member as u64).map_err(|error| sqlx::Error::Decode(error.into()))?,
            linked_at: row.try_get::<i64, _>("linked_at")? as u64,
        })
    }
}

/// Where activities are handed to the review.
pub trait Activities: Send + Sync + fmt::Debug {
    /// Takes activities; the same one twice counts once.
    fn report<'a>(&'a self, activities: &'a [Activity]) -> BoxFuture<'a, Result<(), ApiError>>;
}

/// The activities as the tools keep them.
#[derive(Clone, Debug)]
pub struct ActivityTable(sql::Pool);

impl ActivityTable {
    /// In this database.
    pub fn new(pool: sql::Pool) -> Self {
        Self(pool)
    }
}

impl Activities for ActivityTable {
    fn report<'a>(&'a self, activities: &'a [Activity]) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move { tools::report(&self.0, activities).await.map_err(database) })
    }
}

/// Nobody has linked anything, and nobody reviews.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Accounts for Nobody {
    fn linked<'a>(&'a self, _: &'a Slug) -> BoxFuture<'a, Result<Vec<LinkedAccount>, ApiError>> {
        Box::pin(async { Ok(Vec::new()) })
    }
}

impl Activities for Nobody {
    fn report<'a>(&'a self, _: &'a [Activity]) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async {
            let next = "Connect the tools of the service first.";
            Err(ApiError::unavailable("no_review", "nobody takes contributions for review here", next))
        })
    }
}

/// What somebody wants to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Wants {
    /// Nothing at all.
    Nothing,
    /// What waits for this member: a vote that ends soon, a share, a charter to accept.
    #[default]
    Mine,
    /// Also what is posted in channels.
    All,
}

impl Wants {
    const ALL: [Self; 3] = [Self::Nothing, Self::Mine, Self::All];

    fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Mine => "mine",
            Self::All => "all",
        }
    }
}

/// How a member wants to be told things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// In which language; none: that of the community.
    pub language: Option<Tongue>,
    /// In which tool; none: the one that was linked first.
    pub channel: Option<String>,
    /// What.
    pub wants: Wants,
}

/// Somebody who can be told things, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reader {
    pub(crate) member: Member,
    pub(crate) source: String,
    pub(crate) account: String,
    pub(crate) language: Tongue,
    pub(crate) wants: Wants,
}

/// All members that a mirror knows, by number.
pub(crate) async fn members(store: &Store, slug: &Slug) -> Result<BTreeMap<MemberId, Member>, ApiError> {
    let (mut all, mut page) = (BTreeMap::new(), Page::first(CHUNK));
    loop {
        let rows = store.members(slug, MemberFilter::default(), page).await?;
        let more = rows.len() == CHUNK as usize;
        page.after = rows.last().map(|row| row.member_id);
        all.extend(rows.into_iter().map(|row| (row.member_id, row)));
        if !more {
            return Ok(all);
        }
    }
}

/// Chooses where each member is told things: where they wish if they have an account there, else where they linked first.
pub(crate) fn readers(
    members: BTreeMap<MemberId, Member>,
    mut linked: Vec<LinkedAccount>,
    preferences: &BTreeMap<MemberId, Preferences>,
    language: Tongue,
    carried: impl Fn(&str) -> bool,
) -> Vec<Reader> {
    linked.retain(|link| carried(&link.source));
    linked.sort_by(|a, b| (a.linked_at, &a.source, &a.account).cmp(&(b.linked_at, &b.source, &b.account)));
    let defaults = Preferences::default();
    let reader = |member: Member| {
        let wish = preferences.get(&member.member_id).unwrap_or(&defaults);
        let mut own = linked.iter().filter(|link| link.member == member.member_id);
        let first = own.clone().next()?;
        let chosen = own.find(|link| wish.channel.as_deref() == Some(link.source.as_str())).unwrap_or(first);
        Some(Reader {
            source: chosen.source.clone(),
            account: chosen.account.clone(),
            language: wish.language.unwrap_or(language),
            wants: wish.wants,
            member,
        })
    };
    let active = members.into_values().filter(|member| member.status == MemberStatus::Active);
    active.filter_map(reader).filter(|reader| reader.wants != Wants::Nothing).collect()
}

impl Care {
    /// How a member wants to be told things.
    pub async fn preferences(&self, community: &Slug, member: MemberId) -> Result<Preferences, ApiError> {
        let sql = "SELECT * FROM preferences WHERE community = $1 AND member = $2";
        let row = sql::query_as(sql).bind(community.as_str()).bind(member.get() as i64);
        let row: Option<Kept> = row.fetch_optional(self.0.store.pool()).await.map_err(database)?;
        Ok(row.map(|row| row.wish).unwrap_or_default())
    }

    /// Keeps how a member wants to be told things.
    pub async fn prefer(&self, community: &Slug, member: MemberId, wish: &Preferences) -> Result<(), ApiError> {
        if let Some(channel) = wish.channel.as_ref().filter(|channel| self.0.tools.of(community, channel).is_none()) {
            return Err(ApiError::invalid(
                format!("no tool {channel:?} is connected for this community"),
                "Choose one of `channels`, or null for the tool that you linked first.",
            ));
        }
        sql::query(
            "INSERT INTO preferences (community, member, language, channel, wants, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (community, member) DO UPDATE SET language = $3, channel = $4, wants = $5, updated_at = $6",
        )
        .bind(community.as_str())
        .bind(member.get() as i64)
        .bind(wish.language.map(|tongue| tag(tongue).to_owned()))
        .bind(wish.channel.clone())
        .bind(wish.wants.as_str())
        .bind(self.0.clock.now() as i64)
        .execute(self.0.store.pool())
        .await
        .map_err(database)?;
        Ok(())
    }

    /// Forgets how a member wants to be told things.
    pub async fn forget_preferences(&self, community: &Slug, member: MemberId) -> Result<(), ApiError> {
        let gone = sql::query("DELETE FROM preferences WHERE community = $1 AND member = $2");
        let gone = gone.bind(community.as_str()).bind(member.get() as i64);
        gone.execute(self.0.store.pool()).await.map_err(database)?;
        Ok(())
    }

    /// The names of the tools of a community.
    pub fn channels(&self, community: &Slug) -> Vec<String> {
        let tools = self.0.tools.iter().filter(|(_, tool)| tool.community == *community);
        tools.map(|(source, _)| source.to_owned()).collect()
    }

    /// Everybody of a community who can be told things.
    pub(super) async fn readers(&self, view: &Store, slug: &Slug) -> Result<Vec<Reader>, ApiError> {
        let rows = sql::query_as("SELECT * FROM preferences WHERE community = $1").bind(slug.as_str());
        let rows: Vec<Kept> = rows.fetch_all(self.0.store.pool()).await.map_err(database)?;
        let wishes = rows.into_iter().map(|row| (row.member, row.wish)).collect();
        let linked = self.0.accounts.linked(slug).await?;
        let language = self.0.settings.of(slug).language;
        let carried = |source: &str| self.0.tools.of(slug, source).is_some();
        Ok(readers(members(view, slug).await?, linked, &wishes, language, carried))
    }
}

struct Kept {
    member: MemberId,
    wish: Preferences,
}

impl sql::FromRow for Kept {
    fn from_row(row: &sql::Row) -> Result<Self, sqlx::Error> {
        let (member, language): (i64, Option<String>) = (row.try_get("member")?, row.try_get("language")?);
        let wants: String = row.try_get("wants")?;
        let wish = Preferences {
            language: language.as_deref().and_then(super::settings::tongue),
            channel: row.try_get("channel")?,
            wants: Wants::ALL.into_iter().find(|known| known.as_str() == wants).unwrap_or_default(),
        };
        let member = MemberId::new(member as u64).map_err(|error| sqlx::Error::Decode(error.into()))?;
        Ok(Self { member, wish })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::care::testing::slug;

    #[tokio::test]
    async fn only_links_that_hold_now_count() {
        let store = palabre_indexer::testing::store().await;
        let pool = store.pool();
        let table = "CREATE TABLE account_links (source TEXT, account TEXT, community TEXT, member BIGINT,
            linked_at BIGINT, unlinked_at BIGINT, proof TEXT)";
        sql::query(table).execute(pool).await.unwrap();
        for (account, community, unlinked) in [("a", "demo", None), ("b", "demo", Some(9i64)), ("c", "other", None)] {
            let row = sql::query("INSERT INTO account_links VALUES ('chat', $1, $2, 7, 5, $3, 'page')");
            row.bind(account).bind(community).bind(unlinked).execute(pool).await.unwrap();
        }
        let linked = LinkTable::new(pool.clone()).linked(&slug()).await.unwrap();
        let member = MemberId::new(7).unwrap();
        let expected = LinkedAccount { source: "chat".into(), account: "a".into(), member, linked_at: 5 };
        assert_eq!(linked, [expected]);
    }
}
