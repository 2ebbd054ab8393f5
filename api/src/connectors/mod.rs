//! Connectors: the tools where a community works, each behind one trait.
//!
//! - [`Connector`] is all that the rest of the service knows of a tool.
//! - [`verify`] decides whether a delivery is genuine; `parse` and `commands` of each tool read it, as pure functions.
//! - [`words`] is what goes out and comes back; [`http`] sends it, with limits; [`trouble`] says how it fails.
//! - [`chat`] and [`wiki`] have a folder a tool: `parse` and `compose` are pure, `poll`, `roles` and `pages` do IO.
//!
//! A connector keeps nothing that must survive: cursors are given and handed back, deliveries and messages wait in the
//! inbox and outbox of whoever calls. What is pushed is a hint, what is polled is the truth: both name what happened by
//! the same external id, so that it counts once. To add a tool: `docs/how-to/add-a-connector.md`.

pub mod chat;
pub mod command;
pub mod http;
pub mod json;
#[cfg(test)]
mod testing;
pub mod text;
pub mod trouble;
pub mod verify;
pub mod wiki;
pub mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use axum::http::StatusCode;
use futures::future::BoxFuture;

use crate::activity::Activity;

pub use command::Command;
pub use http::{Answer, Client, Gate, Http, Outgoing};
pub use trouble::Trouble;
pub use verify::{Delivery, Rejection, Secret, Verified};
pub use words::{Destination, Key, Outbound, Page, Proved, Published, RoleChange, Said, Standing, Thread, Told};

/// What comes of work with a tool.
pub type Work<'a, T> = BoxFuture<'a, Result<T, Trouble>>;

/// One connected tool.
pub trait Connector: Send + Sync + fmt::Debug {
    /// The name of the connection in the settings: the `source` of its activities.
    fn source(&self) -> &str;

    /// Largest delivery that this tool sends; bytes. The edge reads no further.
    fn body_limit(&self) -> usize {
        verify::MAX_BODY
    }

    /// Whether a delivery is genuine. Nothing of the body is believed before.
    fn verify(&self, delivery: &Delivery<'_>) -> Result<Verified, Rejection>;

    /// What a genuine delivery is answered, once it is safely stored.
    fn acknowledge(&self, _body: &[u8]) -> Receipt {
        Receipt::default()
    }

    /// What a delivery reports.
    fn parse(&self, body: &[u8], received_at: u64) -> Result<Parsed, Rejection>;

    /// What people ask for in a delivery.
    fn commands(&self, body: &[u8], received_at: u64) -> Vec<Command>;

    /// What happened since `cursor` (none: from now on, as far as the tool lets one look back cheaply). Reads a bounded
    /// piece; overlaps what was read before, so that nothing falls into a gap.
    fn poll<'a>(&'a self, cursor: Option<&'a str>, now: u64) -> Work<'a, Polled>;

    /// Looks at these objects again, before they count: what became of those that were undone, deleted or reviewed.
    /// An object that is as it was brings nothing.
    fn recheck<'a>(&'a self, _objects: &'a [String], _now: u64) -> Work<'a, Vec<Activity>> {
        unsupported("looking again")
    }

    /// Sends a message; at most one arrives for a key.
    fn tell<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told>;

    /// What of `wanted` the tool can tell apart, in the words of [`roles`](Self::roles): differences are compared with it.
    fn expressible(&self, wanted: &BTreeSet<String>) -> BTreeSet<String> {
        wanted.clone()
    }

    /// Gives and takes roles so that, of the roles that are named in the settings, the account has exactly `wanted`.
    /// Any other role of the tool is left alone.
    fn set_roles<'a>(&'a self, account: &'a str, wanted: &'a BTreeSet<String>) -> Work<'a, RoleChange>;

    /// Who has which of the roles that are named in the settings, for reconciliation.
    fn roles(&self) -> Work<'_, BTreeMap<String, BTreeSet<String>>>;

    /// Collects a discussion: the thread that begins with a message; for an empty one the latest messages of the channel.
    fn thread<'a>(&'a self, _channel: &'a str, _thread: &'a str) -> Work<'a, Thread> {
        unsupported("collecting a thread")
    }

    /// Publishes a page. The same page published twice is published once.
    fn publish<'a>(&'a self, _page: &'a Page) -> Work<'a, Published> {
        unsupported("publishing a page")
    }

    /// The account that a mention of a command means. Most tools tell ids at once.
    fn account<'a>(&'a self, mention: &'a str) -> Work<'a, String> {
        Box::pin(async move { Ok(mention.to_owned()) })
    }

    /// Asks the tool whose `claim` this is: an OpenID token, or the name of an account with an owner-only page.
    fn prove<'a>(&'a self, _claim: &'a str) -> Work<'a, Proved> {
        unsupported("proving an account")
    }

    /// Goes where the service was invited to.
    fn join<'a>(&'a self, _channel: &'a str) -> Work<'a, ()> {
        unsupported("joining a channel")
    }

    /// Whether the connection works and has the rights that it needs.
    fn standing(&self) -> Work<'_, Standing>;
}

fn unsupported<'a, T: Send + 'a>(what: &'static str) -> Work<'a, T> {
    Box::pin(async move { Err(Trouble::Unsupported(what)) })
}

/// What a delivery is answered. Senders count an answer without a length, or with an empty body, as a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its status.
    pub status: StatusCode,
    /// Its content type.
    pub content_type: &'static str,
    /// Its body.
    pub body: String,
}

impl Default for Receipt {
    fn default() -> Self {
        Self { status: StatusCode::OK, content_type: "application/json", body: "{}".to_owned() }
    }
}

/// What a delivery says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What happened.
    pub activities: Vec<Activity>,
    /// What is of no use here, and why.
    pub ignored: Vec<Ignored>,
    /// Rooms and channels that the service was invited to.
    pub invitations: Vec<String>,
    /// What an operator must know: a revoked token, a room that cannot be read any more.
    pub alarms: Vec<String>,
}

impl Parsed {
    /// Notes that `what` is of no use.
    pub(crate) fn ignore(&mut self, what: &str, why: &'static str) {
        self.ignored.push(Ignored { what: text::name(what).unwrap_or_default(), why });
    }
}

/// A report that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// Its type in the words of the tool.
    pub what: String,
    /// Why not.
    pub why: &'static str,
}

/// A piece of what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Polled {
    /// What happened, oldest first as far as the tool orders it.
    pub activities: Vec<Activity>,
    /// What people asked for; a command that also came through push has the same external id.
    pub commands: Vec<Command>,
    /// What is of no use here, and why.
    pub ignored: Vec<Ignored>,
    /// Rooms that the service was invited to.
    pub invitations: Vec<String>,
    /// Where to go on. Store it in the transaction that stores the activities.
    pub cursor: String,
    /// Whether there is more to read at once.
    pub more: bool,
    /// Seconds that the tool asked to wait before the next piece.
    pub wait: Option<u64>,
}
