//! Connectors on real servers, which `scripts/test tools` starts; it names them by `MEDIAWIKI` and `SYNAPSE`.

#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]
#![expect(clippy::print_stdout, reason = "what was seen on real servers is printed")]

mod chat_story;
mod matrix_people;
mod mediawiki;
mod room_story;
mod story;
mod synapse;
mod town;
mod wiki_people;
mod wiki_story;

use std::{collections::BTreeMap, env, sync::Arc};

use palabre_api::connectors::{Client, Gate, Http};

/// Lets everything through: the servers are on the loopback interface.
#[derive(Debug)]
struct Open;

impl Gate for Open {
    fn check(&self, url: &url::Url) -> Result<(), String> {
        if url.host_str() == Some("127.0.0.1") { Ok(()) } else { Err("not on this machine".to_owned()) }
    }
}

fn http() -> Arc<dyn Http> {
    palabre_tests::tls::install();
    Arc::new(Client::new(reqwest::Client::builder(), Arc::new(Open)).unwrap())
}

/// What the start script wrote about its server.
fn facts(name: &str) -> BTreeMap<String, String> {
    let Some(path) = env::var_os(name) else { panic!("run scripts/test tools: it starts the servers and sets {name}") };
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

/// The clock of this machine, which the servers use as well.
#[expect(clippy::disallowed_methods, reason = "real servers have no other clock")]
fn now() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}
