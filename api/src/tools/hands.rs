//! What the service does with tools beside listening: told as one trait, so that whoever carries messages, writes pages
//! and welcomes people can be another part of the service.

use std::{fmt, sync::Arc};

use futures::future::BoxFuture;
use palabre_contracts::{Community, Slug};

use super::Connection;
use crate::{
    connectors::{Key, Outbound, Trouble, command::Tongue},
    drafts::{DraftText, Drafts},
    error::ApiError,
};

/// What comes of work.
pub type Doing<'a, T> = BoxFuture<'a, Result<T, ApiError>>;

/// Where something was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The tool.
    pub source: String,
    /// The channel or room.
    pub channel: String,
    /// The thread, if in one.
    pub thread: Option<String>,
    /// The language that is spoken.
    pub tongue: Tongue,
}

/// A proposal that somebody began in a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// Where everybody reads it.
    pub url: String,
    /// The word that lets its author change it, told to the author alone; none where the discussion had one already.
    pub edit_key: Option<String>,
}

/// What the service can do in tools.
pub trait Hands: Send + Sync + fmt::Debug {
    /// Sends a message: at most one arrives for a key.
    fn tell<'a>(&'a self, connection: &'a Connection, outbound: &'a Outbound, key: &'a Key) -> Doing<'a, ()>;

    /// Collects a discussion into a draft of a page; answers where it is edited.
    fn summarise<'a>(
        &'a self,
        community: &'a Slug,
        place: &'a Place,
        topic: &'a str,
        asked_by: Option<&'a str>,
    ) -> Doing<'a, String>;

    /// Makes a draft of a proposal out of what somebody wrote, and ties it to the discussion.
    fn propose<'a>(&'a self, community: &'a Slug, place: &'a Place, text: &'a DraftText) -> Doing<'a, Begun>;

    /// Greets somebody who arrived.
    fn greet<'a>(&'a self, connection: &'a Connection, account: &'a str, place: &'a str) -> Doing<'a, ()>;

    /// Forgets what it holds about an account.
    fn forget<'a>(&'a self, source: &'a str, account: &'a str) -> Doing<'a, ()>;
}

/// Messages are sent at once, drafts are kept; pages and greetings are left to others.
#[derive(Debug)]
pub struct Plain {
    drafts: Drafts,
    communities: Arc<Vec<Community>>,
    public_url: Arc<str>,
}

impl Plain {
    /// For these communities.
    pub fn new(drafts: Drafts, communities: Arc<Vec<Community>>, public_url: Arc<str>) -> Self {
        Self { drafts, communities, public_url }
    }

    async fn keep(&self, slug: &Slug, text: &DraftText) -> Result<Begun, ApiError> {
        let community = self.communities.iter().find(|community| community.slug == *slug).ok_or_else(|| {
            ApiError::not_found(format!("there is no community {slug} here"), "GET /api/v1/communities lists them.")
        })?;
        let kept = self.drafts.keep(community, text).await?;
        let url = format!("{}/c/{slug}/drafts/{}", self.public_url, kept.id);
        Ok(Begun { url, edit_key: Some(kept.edit_key.to_string()) })
    }
}

impl Hands for Plain {
    fn tell<'a>(&'a self, connection: &'a Connection, outbound: &'a Outbound, key: &'a Key) -> Doing<'a, ()> {
        Box::pin(async move { connection.connector.tell(outbound, key).await.map(drop).map_err(from_tool) })
    }

    fn summarise<'a>(&'a self, _: &'a Slug, _: &'a Place, _: &'a str, _: Option<&'a str>) -> Doing<'a, String> {
        Box::pin(async {
            Err(ApiError::refused(
                "no_synthesis",
                "this community has no place for syntheses yet",
                "Operators: name a wiki for them in the settings of tools.",
            ))
        })
    }

    fn propose<'a>(&'a self, community: &'a Slug, _: &'a Place, text: &'a DraftText) -> Doing<'a, Begun> {
        Box::pin(self.keep(community, text))
    }

    fn greet<'a>(&'a self, _: &'a Connection, _: &'a str, _: &'a str) -> Doing<'a, ()> {
        Box::pin(async { Ok(()) })
    }

    fn forget<'a>(&'a self, _: &'a str, _: &'a str) -> Doing<'a, ()> {
        Box::pin(async { Ok(()) })
    }
}

/// What trouble with a tool is, for whoever decides about another attempt.
pub(super) fn from_tool(trouble: Trouble) -> ApiError {
    match trouble {
        Trouble::Later { why, .. } | Trouble::Broken { why } => {
            ApiError::unavailable("tool_unavailable", why, "It is tried again.")
        }
        other => ApiError::refused("tool_refused", other, "See what the tool says."),
    }
}
