//! Connectors of chats against doubles that keep to the protocols: `tests/src/doubles`.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]

mod edge;
mod inbox;
mod outbox;
mod rocket_chat;
mod signatures;
mod slack;

use std::sync::Arc;

use palabre_api::connectors::{Client, Gate, Http};

/// The clock of these tests.
const NOW: u64 = 1_700_000_000;

/// Lets everything through: the doubles are on the loopback interface.
#[derive(Debug)]
struct Open;

impl Gate for Open {
    fn check(&self, _url: &url::Url) -> Result<(), String> {
        Ok(())
    }
}

/// The client that connectors have in the real service.
fn http() -> Arc<dyn Http> {
    palabre_tests::tls::install();
    Arc::new(Client::new(reqwest::Client::builder(), Arc::new(Open)).unwrap())
}
