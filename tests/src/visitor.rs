//! Somebody who signed in with a wallet and uses the API, over HTTP alone.

use std::time::{Duration, Instant};

use alloy::{
    dyn_abi::TypedData,
    primitives::hex,
    signers::{SignerSync, local::PrivateKeySigner},
};
use anyhow::{Context, ensure};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

/// Somebody with a wallet.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Where the service is.
    pub pages: String,
    /// The wallet.
    pub key: PrivateKeySigner,
    session: Option<Session>,
}

#[derive(Clone, Debug)]
struct Session {
    cookie: String,
    token: String,
}

/// What came back: status and JSON, null where there was none.
pub type Answer = (u16, Value);

impl Visitor {
    /// Not signed in yet.
    pub fn new(pages: &str, key: PrivateKeySigner) -> Self {
        Self { pages: pages.to_owned(), key, session: None }
    }

    /// Asks for something; signs in first, and again where the session is over.
    pub async fn ask(&mut self, method: Method, path: &str, body: Option<&Value>) -> anyhow::Result<Answer> {
        let first = self.ask_once(method.clone(), path, body).await?;
        if first.0 != 401 {
            return Ok(first);
        }
        self.session = None;
        self.ask_once(method, path, body).await
    }

    async fn ask_once(&mut self, method: Method, path: &str, body: Option<&Value>) -> anyhow::Result<Answer> {
        let session = self.session().await?;
        let request = Client::new().request(method, format!("{}{path}", self.pages));
        let request = request.header("cookie", session.cookie).header("x-csrf-token", session.token);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.timeout(Duration::from_secs(60)).send().await?;
        let status = answer.status().as_u16();
        Ok((status, serde_json::from_str(&answer.text().await?).unwrap_or_default()))
    }

    /// Reads.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Value> {
        Ok(self.ask(Method::GET, path, None).await?.1)
    }

    /// Posts, and answers what came back, also if it was refused.
    pub async fn post(&mut self, path: &str, body: &Value) -> anyhow::Result<Value> {
        Ok(self.ask(Method::POST, path, Some(body)).await?.1)
    }

    /// Does something that has to succeed.
    pub async fn does(&mut self, method: Method, path: &str, body: Option<&Value>) -> anyhow::Result<Value> {
        let (status, answer) = self.ask(method.clone(), path, body).await?;
        ensure!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        Ok(answer)
    }

    /// Signs a text as wallets do (ERC-191).
    pub fn signs(&self, text: &str) -> anyhow::Result<String> {
        Ok(hex::encode_prefixed(self.key.sign_message_sync(text.as_bytes())?.as_bytes()))
    }

    /// Signs the typed data that was prepared, and hands it in.
    pub async fn submits(&mut self, prepared: &Value) -> anyhow::Result<Value> {
        let typed: TypedData =
            serde_json::from_value(prepared["typed_data"].clone()).with_context(|| prepared.to_string())?;
        let signature = self.key.sign_hash_sync(&typed.eip712_signing_hash()?)?;
        let mut body = prepared["submit"]["body"].clone();
        body["signature"] = json!(hex::encode_prefixed(signature.as_bytes()));
        let path = prepared["submit"]["path"].as_str().context("the answer says where to submit")?;
        self.post(path, &body).await
    }

    /// Reads until what is read is as it should be, for two minutes.
    pub async fn until(&mut self, path: &str, right: impl Fn(&Value) -> bool) -> anyhow::Result<Value> {
        let start = Instant::now();
        loop {
            // A node that is being started again does not answer.
            let seen = self.get(path).await.unwrap_or_default();
            if right(&seen) {
                return Ok(seen);
            }
            ensure!(start.elapsed() < Duration::from_secs(120), "{path} stays as it is: {seen}");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }

    async fn session(&mut self) -> anyhow::Result<Session> {
        if let Some(session) = &self.session {
            return Ok(session.clone());
        }
        let url = format!("{}/api/v1/session", self.pages);
        let prepared = Client::new().post(format!("{url}/prepare")).json(&json!({ "wallet": self.key.address() }));
        let prepared = prepared.send().await?;
        let browser = cookies(&prepared);
        let prepared: Value = prepared.json().await?;
        let message = prepared["message"].as_str().with_context(|| prepared.to_string())?;
        let body = json!({ "message": message, "signature": self.signs(message)? });
        let answer = Client::new().post(&url).header("cookie", browser).json(&body).send().await?;
        let cookie = cookies(&answer);
        let answer: Value = answer.json().await?;
        let token = answer["csrf_token"].as_str().with_context(|| answer.to_string())?.to_owned();
        Ok(self.session.insert(Session { cookie, token }).clone())
    }
}

fn cookies(answer: &Response) -> String {
    let all = answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    all.filter_map(|line| line.split(';').next()).collect::<Vec<_>>().join("; ")
}
