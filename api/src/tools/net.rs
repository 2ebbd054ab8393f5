//! The way from connectors to their tools: only to addresses that may be reached, whatever the settings say.

use std::sync::Arc;

use futures::future::BoxFuture;
use url::Url;

use crate::{
    connectors::{Answer, Client, Gate, Http, Outgoing, Trouble},
    outbound::Outbound,
};

/// Sends what connectors compose, by https or to networks that the operator named.
#[derive(Clone, Debug)]
pub struct Guarded {
    https: Client,
    http: Client,
}

/// Judges the text of a URL; the clients' resolvers judge where its name leads.
#[derive(Debug)]
struct Door(Outbound);

impl Gate for Door {
    fn check(&self, url: &Url) -> Result<(), String> {
        self.0.admits(url).map_err(|error| error.to_string())
    }
}

impl Guarded {
    /// A way through this door.
    pub fn new(outbound: &Outbound) -> Result<Self, Trouble> {
        let gate: Arc<dyn Gate> = Arc::new(Door(outbound.clone()));
        let client = |encrypted| Client::new(outbound.guarded(encrypted), Arc::clone(&gate));
        Ok(Self { https: client(true)?, http: client(false)? })
    }
}

impl Http for Guarded {
    fn send(&self, request: Outgoing) -> BoxFuture<'_, Result<Answer, Trouble>> {
        if request.url.scheme() == "https" { self.https.send(request) } else { self.http.send(request) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbound::OutboundPolicy;

    fn way(allowed: &[&str]) -> Guarded {
        let allowed = allowed.iter().map(|network| network.parse().unwrap()).collect();
        Guarded::new(&Outbound::new(OutboundPolicy { allowed }).unwrap()).unwrap()
    }

    async fn refused(way: &Guarded, url: &str) -> String {
        way.send(Outgoing::get(url.parse().unwrap())).await.unwrap_err().to_string()
    }

    #[tokio::test]
    async fn a_tool_in_a_private_network_must_be_named_by_the_operator() {
        let closed = { std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap() };
        let url = format!("http://{closed}/api");
        assert!(refused(&way(&[]), &url).await.contains("127.0.0.1"));
        assert!(refused(&way(&[]), "https://169.254.169.254/").await.contains("169.254.169.254"));
        // Opened: the refusal is the machine's own.
        assert!(refused(&way(&["127.0.0.0/8"]), &url).await.contains("tried again later"));
        let named = format!("http://localhost:{}/", closed.port());
        assert!(refused(&way(&[]), &named).await.contains("leads to"), "a name is judged by where it leads");
    }
}
