//! A chain behind a line that can be cut: JSON-RPC passes until so many transactions were sent, then nothing does.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::{Router, body::Bytes, extract::State, http::StatusCode, routing::post};
use palabre_devchain::{
    DevChain,
    rpc::{RpcServerConfig, serve},
};
use tokio::net::TcpListener;

/// The line.
#[derive(Clone, Debug)]
pub struct Line {
    chain_url: String,
    left: Arc<AtomicUsize>,
    client: reqwest::Client,
}

impl Line {
    /// Serves `chain` directly and through a line; answers the line and its URL.
    pub async fn to(chain: DevChain) -> std::io::Result<(Self, String)> {
        crate::tls::install();
        let direct = TcpListener::bind("127.0.0.1:0").await?;
        let chain_url = format!("http://{}", direct.local_addr()?);
        tokio::spawn(serve(direct, chain, RpcServerConfig::default(), std::future::pending()));
        let line = Self { chain_url, left: Arc::new(AtomicUsize::new(usize::MAX)), client: reqwest::Client::new() };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let router = Router::new().route("/", post(pass)).with_state(line.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok((line, url))
    }

    /// The line lets `transactions` pass, then it is dead: the reply to the last of them is lost.
    pub fn cut_after(&self, transactions: usize) {
        self.left.store(transactions, Ordering::SeqCst);
    }

    /// The line is whole again.
    pub fn mend(&self) {
        self.cut_after(usize::MAX);
    }
}

async fn pass(State(line): State<Line>, body: Bytes) -> Result<Bytes, StatusCode> {
    let dead = StatusCode::SERVICE_UNAVAILABLE;
    if line.left.load(Ordering::SeqCst) == 0 {
        return Err(dead);
    }
    let sends = body.windows(22).any(|word| word == b"eth_sendRawTransaction");
    let request = line.client.post(&line.chain_url).header("content-type", "application/json").body(body);
    let reply = request.send().await.map_err(|_| dead)?.bytes().await.map_err(|_| dead)?;
    if sends && line.left.fetch_sub(1, Ordering::SeqCst) == 1 {
        return Err(dead);
    }
    Ok(reply)
}
