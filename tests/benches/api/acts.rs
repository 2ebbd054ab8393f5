//! What members sign: here they choose who votes for them, again and again.

use alloy::{
    dyn_abi::TypedData,
    primitives::hex,
    signers::{SignerSync, local::PrivateKeySigner},
};
use palabre_tests::node::Node;
use serde_json::{Value, json};

use super::{Outcome, data};

/// A member at a wallet.
#[derive(Clone)]
pub(crate) struct Signer {
    client: reqwest::Client,
    pages: String,
    pub(crate) key: PrivateKeySigner,
}

/// What became of an act that was handed in.
pub(crate) enum Handed {
    /// Accepted under this id.
    Accepted(String),
    /// Refused for now: there is too much to do.
    Shed,
}

impl Signer {
    pub(crate) fn new(node: &Node, key: PrivateKeySigner) -> Self {
        Self { client: reqwest::Client::new(), pages: node.pages.clone(), key }
    }

    /// The signed body of a delegation to `delegatee`; none while there is too much to do.
    pub(crate) async fn delegation(&self, delegatee: &PrivateKeySigner) -> Outcome<Option<Value>> {
        let path = format!("/api/v1/communities/{}/relay/delegate/prepare", data::SLUG);
        let input = json!({ "wallet": self.key.address(), "delegatee": delegatee.address(), "votes": "membership" });
        let Some(prepared) = self.post(&path, &input).await? else { return Ok(None) };
        let typed: TypedData = serde_json::from_value(prepared["typed_data"].clone())?;
        let signature = self.key.sign_hash_sync(&typed.eip712_signing_hash()?)?;
        let mut submit = prepared["submit"].clone();
        submit["body"]["signature"] = json!(hex::encode_prefixed(signature.as_bytes()));
        Ok(Some(submit))
    }

    /// Hands in what was signed.
    pub(crate) async fn hand_in(&self, submit: &Value) -> Outcome<Handed> {
        let path = submit["path"].as_str().ok_or("nowhere to submit to")?;
        match self.post(path, &submit["body"]).await? {
            Some(intent) => Ok(Handed::Accepted(intent["intent_id"].as_str().ok_or("no id")?.to_owned())),
            None => Ok(Handed::Shed),
        }
    }

    async fn post(&self, path: &str, body: &Value) -> Outcome<Option<Value>> {
        let answer = self.client.post(format!("{}{path}", self.pages)).json(body).send().await?;
        let status = answer.status();
        if status == reqwest::StatusCode::SERVICE_UNAVAILABLE {
            return Ok(None);
        }
        let text = answer.text().await?;
        match status.is_success() {
            true => Ok(Some(serde_json::from_str(&text)?)),
            false => Err(format!("{path}: {status} {text}").into()),
        }
    }

    /// The state of an act after some waiting.
    pub(crate) async fn state(&self, intent: &str) -> Outcome<Value> {
        let url = format!("{}/api/v1/relay/{intent}?wait=20", self.pages);
        Ok(self.client.get(url).send().await?.json().await?)
    }
}
