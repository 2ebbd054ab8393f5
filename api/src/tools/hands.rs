//! What the service does with tools beside listening: told as one trait, so that whoever carries messages, writes pages
//! and welcomes people can be another part of the service.

use std::fmt;

use futures::future::BoxFuture;
use palabre_contracts::Slug;

use super::Connection;
use crate::{
    connectors::{Key, Outbound, Trouble, command::Tongue},
    drafts::DraftText,
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

/// What trouble with a tool is, for whoever decides about another attempt.
pub(super) fn from_tool(trouble: Trouble) -> ApiError {
    match trouble {
        Trouble::Later { why, .. } | Trouble::Broken { why } => {
            ApiError::unavailable("tool_unavailable", why, "It is tried again.")
        }
        other => ApiError::refused("tool_refused", other, "See what the tool says."),
    }
}
