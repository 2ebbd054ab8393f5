//! Rocket.Chat: an outgoing webhook for speed, polling for truth.
//!
//! The webhook is not signed: a token stands in its body, deletions are not sent, and a refused connection is never
//! tried again. So `poll` reads every room again, including what was deleted, and is what counts.

mod api;
mod parse;
mod poll;
mod roles;
mod tell;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::http::Method;
use serde_json::Value;
use url::Url;

use crate::{
    activity::Activity,
    connectors::{
        Command, Connector, Delivery, Http, Key, Outbound, Parsed, Polled, Rejection, RoleChange, Secret, Standing,
        Thread, Told, Verified, Work, json, verify,
    },
};

/// How a server is connected.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the connection.
    pub source: String,
    /// The address of the server.
    pub server: Url,
    /// The token of the outgoing webhook.
    pub webhook_token: Secret,
    /// The id of the service's own account.
    pub user_id: String,
    /// A personal access token of that account.
    pub auth_token: Secret,
    /// What a command begins with, `!palabre`: a trigger word of the webhook.
    pub prefix: String,
    /// The id of the server's role for each of ours.
    pub roles: BTreeMap<String, String>,
}

/// A connected server.
#[derive(Debug)]
pub struct RocketChat {
    settings: Settings,
    http: Arc<dyn Http>,
}

impl RocketChat {
    /// A server that is spoken to through `http`.
    pub fn new(settings: Settings, http: Arc<dyn Http>) -> Self {
        Self { settings, http }
    }
}

impl Connector for RocketChat {
    fn source(&self) -> &str {
        &self.settings.source
    }

    fn verify(&self, delivery: &Delivery<'_>) -> Result<Verified, Rejection> {
        verify::check_edge(delivery, self.body_limit())?;
        if delivery.method != Method::POST {
            return Err(Rejection::NotHere);
        }
        let body: Value =
            serde_json::from_slice(delivery.body).map_err(|error| Rejection::Malformed(error.to_string()))?;
        let token = json::text(&body, "/token").ok_or(Rejection::Unsigned("the token in the body"))?;
        if !self.settings.webhook_token.matches(token) {
            return Err(Rejection::Forged);
        }
        // An edit carries the time of its message, which may be years ago; no message is of tomorrow.
        if json::instant(&body, "/timestamp").is_some_and(|at| at > delivery.now.saturating_add(verify::WINDOW)) {
            return Err(Rejection::FromTheFuture);
        }
        let message = json::id(&body, "/message_id").unwrap_or_default();
        Ok(Verified { delivery: format!("{message}:{}", delivery.fingerprint()) })
    }

    fn parse(&self, body: &[u8], received_at: u64) -> Result<Parsed, Rejection> {
        parse::delivery(&self.settings, body, received_at)
    }

    fn commands(&self, body: &[u8], _received_at: u64) -> Vec<Command> {
        parse::commands(&self.settings, body)
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

    fn account<'a>(&'a self, mention: &'a str) -> Work<'a, String> {
        Box::pin(self.account_of(mention))
    }

    fn standing(&self) -> Work<'_, Standing> {
        Box::pin(self.stand())
    }
}
