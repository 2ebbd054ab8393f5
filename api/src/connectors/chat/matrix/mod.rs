//! Matrix: an application service. The homeserver pushes transactions; the client API does everything else.
//!
//! Rooms must be unencrypted: nobody but their members can read encrypted ones, and this service is to read nothing that
//! the community did not open to it. Objects are `room/event`, because an event cannot be asked for without its room.

mod api;
mod parse;
mod poll;
mod roles;
mod tell;
mod thread;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::http::Method;
use tokio::sync::Mutex;
use url::Url;

use crate::{
    activity::Activity,
    connectors::{
        Command, Connector, Delivery, Http, Key, Outbound, Parsed, Polled, Proved, Rejection, RoleChange, Secret,
        Standing, Thread, Told, Verified, Work, verify,
    },
};

/// How a homeserver is connected.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the connection.
    pub source: String,
    /// Where the client API is, without `/_matrix`.
    pub homeserver: Url,
    /// The service's own account, `@localpart:server`: the registration's `sender_localpart`.
    pub own_account: String,
    /// What this service sends to the homeserver.
    pub as_token: Secret,
    /// What the homeserver sends to this service.
    pub hs_token: Secret,
    /// What a command begins with, `!palabre`.
    pub prefix: String,
    /// Rooms whose power levels follow roles.
    pub rooms: Vec<String>,
    /// The power level of each role. They are a ladder: who stands higher has what is below.
    pub roles: BTreeMap<String, i64>,
}

/// Largest transaction: a hundred events of 64 KiB and their frame.
const MAX_TRANSACTION: usize = 8 << 20;

/// A connected homeserver.
#[derive(Debug)]
pub struct Matrix {
    settings: Settings,
    http: Arc<dyn Http>,
    /// Power levels and the list of conversations are each one object: two changes at once would lose one.
    changing: Mutex<()>,
}

impl Matrix {
    /// A homeserver that is spoken to through `http`.
    pub fn new(settings: Settings, http: Arc<dyn Http>) -> Self {
        Self { settings, http, changing: Mutex::new(()) }
    }
}

impl Connector for Matrix {
    fn source(&self) -> &str {
        &self.settings.source
    }

    fn body_limit(&self) -> usize {
        MAX_TRANSACTION
    }

    fn verify(&self, delivery: &Delivery<'_>) -> Result<Verified, Rejection> {
        verify::check_edge(delivery, self.body_limit())?;
        let offered = delivery.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        if !self.settings.hs_token.matches(offered.ok_or(Rejection::Unsigned("Authorization: Bearer"))?) {
            return Err(Rejection::Forged);
        }
        let rest = delivery.path.split_once("/_matrix/app/v1/").map(|(_, rest)| rest).ok_or(Rejection::NotHere)?;
        match (delivery.method, rest.split_once('/')) {
            // A homeserver that was set up anew counts its transactions from 1 again: the bytes are part of the name.
            (&Method::PUT, Some(("transactions", txn))) => {
                let txn: String = txn.chars().filter(|c| !c.is_control()).take(255).collect();
                Ok(Verified { delivery: format!("{txn}:{}", delivery.fingerprint()) })
            }
            (&Method::POST, None) if rest == "ping" => Ok(Verified { delivery: delivery.fingerprint() }),
            // Questions about accounts and rooms of our namespaces: there are none.
            _ => Err(Rejection::NotHere),
        }
    }

    fn parse(&self, body: &[u8], received_at: u64) -> Result<Parsed, Rejection> {
        parse::transaction(&self.settings, body, received_at)
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

    fn expressible(&self, wanted: &BTreeSet<String>) -> BTreeSet<String> {
        roles::ladder(&self.settings.roles, roles::target(&self.settings.roles, wanted))
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

    fn prove<'a>(&'a self, claim: &'a str) -> Work<'a, Proved> {
        Box::pin(self.openid(claim))
    }

    fn join<'a>(&'a self, channel: &'a str) -> Work<'a, ()> {
        Box::pin(self.enter(channel))
    }

    fn standing(&self) -> Work<'_, Standing> {
        Box::pin(self.stand())
    }
}
