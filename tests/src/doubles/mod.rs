//! Doubles of tools that cannot run here: they keep to the protocols as their makers describe them, also where these are
//! awkward. They share no code with the connectors, so that a mistake there is not repeated here. Nothing in them waits:
//! minutes pass when the test says so.

mod delivered;
pub mod receiver;
pub mod rocket_chat;
pub mod slack;

use axum::Router;

/// Serves `router` on a free port of the loopback interface for as long as the runtime lives; answers its address.
pub async fn serve(router: Router) -> std::io::Result<String> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(format!("http://{address}"))
}

/// A client of reqwest, ready to speak.
pub fn client() -> reqwest::Client {
    crate::tls::install();
    reqwest::Client::new()
}
