//! Slack: events and slash commands pushed over HTTP, the Web API for everything else.
//!
//! Each community installs an app of its own from `docs/slack-manifest.yaml`: apps that are distributed to many
//! workspaces may read one page of history a minute. Timestamps (`ts`) are names of messages and stay text.

mod asked;
mod parse;
mod poll;
mod roles;
mod tell;
mod text;
mod web;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::http::Method;
use serde_json::Value;
use tokio::sync::Mutex;
use url::Url;

use crate::{
    activity::Activity,
    connectors::{
        Command, Connector, Delivery, Http, Key, Outbound, Parsed, Polled, Receipt, Rejection, RoleChange, Secret,
        Standing, Thread, Told, Verified, Work, json, verify,
    },
};

/// How a workspace is connected.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the connection.
    pub source: String,
    /// The workspace (`T...`): events of others are not taken.
    pub team: String,
    /// The app's own user (`U...`).
    pub bot_user: String,
    /// Where the Web API is: `https://slack.com/api/`.
    pub api: Url,
    /// Where single-use addresses for answers are: `https://hooks.slack.com/`.
    pub hooks: Url,
    /// What Slack signs deliveries with.
    pub signing_secret: Secret,
    /// The app's token (`xoxb-...`).
    pub bot_token: Secret,
    /// What stands for each role.
    pub roles: BTreeMap<String, Target>,
}

/// What stands for a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A user group (`S...`). Paid plans only; the workspace must let everyone manage groups.
    Group(String),
    /// A private channel (`C...`), which works everywhere.
    Channel(String),
}

/// A connected workspace.
#[derive(Debug)]
pub struct Slack {
    settings: Settings,
    http: Arc<dyn Http>,
    /// A group's list is replaced as a whole: two changes at once would lose one.
    changing_groups: Mutex<()>,
}

impl Slack {
    /// A workspace that is spoken to through `http`.
    pub fn new(settings: Settings, http: Arc<dyn Http>) -> Self {
        Self { settings, http, changing_groups: Mutex::new(()) }
    }
}

impl Connector for Slack {
    fn source(&self) -> &str {
        &self.settings.source
    }

    fn verify(&self, delivery: &Delivery<'_>) -> Result<Verified, Rejection> {
        verify::check_edge(delivery, self.body_limit())?;
        if delivery.method != Method::POST {
            return Err(Rejection::NotHere);
        }
        let stamp =
            delivery.header("x-slack-request-timestamp").ok_or(Rejection::Unsigned("X-Slack-Request-Timestamp"))?;
        let signature = delivery.header("x-slack-signature").ok_or(Rejection::Unsigned("X-Slack-Signature"))?;
        let digits = !stamp.is_empty() && stamp.bytes().all(|byte| byte.is_ascii_digit());
        let at = stamp.parse().ok().filter(|_| digits).ok_or(Rejection::Unsigned("X-Slack-Request-Timestamp"))?;
        let signed = signature.strip_prefix("v0=").ok_or(Rejection::Unsigned("X-Slack-Signature"))?;
        // The signature before the time: who cannot sign learns nothing about our clock.
        if !self.settings.signing_secret.signed(&[b"v0:", stamp.as_bytes(), b":", delivery.body], signed) {
            return Err(Rejection::Forged);
        }
        verify::in_time(at, delivery.now)?;
        let event = serde_json::from_slice::<Value>(delivery.body).ok().and_then(|body| json::id(&body, "/event_id"));
        Ok(Verified { delivery: event.unwrap_or_else(|| delivery.fingerprint()) })
    }

    fn acknowledge(&self, body: &[u8]) -> Receipt {
        parse::acknowledge(body)
    }

    fn parse(&self, body: &[u8], received_at: u64) -> Result<Parsed, Rejection> {
        parse::delivery(&self.settings, body, received_at)
    }

    fn commands(&self, body: &[u8], received_at: u64) -> Vec<Command> {
        asked::commands(&self.settings, body, received_at)
    }

    fn poll<'a>(&'a self, cursor: Option<&'a str>, now: u64) -> Work<'a, Polled> {
        Box::pin(self.read_on(cursor, now))
    }

    fn recheck<'a>(&'a self, objects: &'a [String], now: u64) -> Work<'a, Vec<Activity>> {
        Box::pin(self.look_again(objects, now))
    }

    fn tell<'a>(&'a self, outbound: &'a Outbound, key: &'a Key) -> Work<'a, Told> {
        Box::pin(self.send(outbound, key))
    }

    fn set_roles<'a>(&'a self, account: &'a str, wanted: &'a BTreeSet<String>) -> Work<'a, RoleChange> {
        Box::pin(self.change_roles(account, wanted))
    }

    fn roles(&self) -> Work<'_, BTreeMap<String, BTreeSet<String>>> {
        Box::pin(self.read_roles())
    }

    fn thread<'a>(&'a self, channel: &'a str, thread: &'a str) -> Work<'a, Thread> {
        Box::pin(self.collect(channel, thread))
    }

    fn standing(&self) -> Work<'_, Standing> {
        Box::pin(self.stand())
    }
}
