//! Signing in: a text is given out, and comes back signed.

use alloy::primitives::{Address, Bytes, eip191_hash_message, hex};

use super::{PATIENCE, Session, Sessions, hash, origin::Origin, siwe::SignIn};
use crate::{error::ApiError, wallets::WalletError};

/// Clocks of the service and of the person may differ by this much.
const LEEWAY: u64 = 60;
const ASK_AGAIN: &str = "Ask for a new text: POST /api/v1/session/prepare.";

/// A text to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// What the wallet shall sign (`personal_sign`), as it is.
    pub text: String,
    /// Unix time after which it is void.
    pub expires_at: u64,
    /// Cookie of the browser that asked.
    pub(crate) browser: String,
}

impl Sessions {
    /// Writes what `wallet` signs to sign in.
    pub(crate) async fn prepare(
        &self,
        origin: &Origin,
        wallet: Address,
        statement: &str,
    ) -> Result<Invitation, ApiError> {
        origin.must_be_private()?;
        let (now, browser) = (self.0.clock.now(), self.secret());
        let nonce = hex::encode(&self.0.entropy.next()[..16]);
        let expires_at = now + PATIENCE;
        self.keep_nonce(&nonce, wallet, hash(&browser), expires_at).await?;
        let message = SignIn {
            scheme: None,
            domain: origin.domain().to_owned(),
            address: wallet,
            statement: Some(statement.to_owned()),
            uri: origin.uri(),
            chain_id: self.0.chain_id,
            nonce,
            issued_at: now,
            expires_at: Some(expires_at),
            not_before: None,
            request_id: None,
            resources: Vec::new(),
        };
        Ok(Invitation { text: message.to_string(), expires_at, browser })
    }

    /// Takes a signed text; answers the session and its secret.
    pub(crate) async fn sign_in(
        &self,
        origin: &Origin,
        browser: Option<&str>,
        text: &str,
        signature: &Bytes,
        agent: &str,
    ) -> Result<(Session, String), ApiError> {
        origin.must_be_private()?;
        let message = SignIn::parse(text).map_err(|error| ApiError::invalid(error, ASK_AGAIN))?;
        let now = self.0.clock.now();
        check(&message, origin, self.0.chain_id, now)?;
        let browser = hash(browser.ok_or_else(nonce_void)?);
        // Before the wallet is asked: a stranger's nonce shall not cost the chain anything.
        if !self.nonce_is_good(&message, browser, now).await? {
            return Err(nonce_void());
        }
        let digest = eip191_hash_message(text);
        self.0.wallets.verify_off_chain(message.address, digest, signature).await.map_err(not_believed)?;
        let secret = self.secret();
        let session = self.new_session(&secret, message.address, agent, now);
        // Both or neither: two requests with the same text open one session.
        if !self.begin(&message.nonce, browser, &secret, &session, now).await? {
            return Err(nonce_void());
        }
        Ok((session, secret))
    }

    /// Reads a text of ERC-4361 that is no sign-in: made for a page of this origin and this chain, and not too old. What
    /// it says, and whether its number was given out, is the caller's to judge; then ask [`believes`](Self::believes).
    pub(crate) fn read_statement(&self, origin: &Origin, text: &str, next_step: &str) -> Result<SignIn, ApiError> {
        let message = SignIn::parse(text).map_err(|error| ApiError::invalid(error, next_step))?;
        check(&message, origin, self.0.chain_id, self.0.clock.now())?;
        Ok(message)
    }

    /// Whether the wallet that a text names has signed it.
    pub(crate) async fn believes(&self, message: &SignIn, text: &str, signature: &Bytes) -> Result<(), ApiError> {
        let digest = eip191_hash_message(text);
        self.0.wallets.verify_off_chain(message.address, digest, signature).await.map_err(not_believed)
    }

    /// The chain on which wallets speak here.
    pub(crate) fn chain_id(&self) -> u64 {
        self.0.chain_id
    }

    fn new_session(&self, secret: &str, wallet: Address, agent: &str, now: u64) -> Session {
        Session {
            id: hex::encode(&self.0.entropy.next()[..8]),
            wallet,
            agent: agent.chars().filter(|letter| !letter.is_control()).take(200).collect(),
            created_at: now,
            seen_at: now,
            token: super::token(secret),
        }
    }
}

/// Everything about the text that needs nothing but the text.
fn check(message: &SignIn, origin: &Origin, chain_id: u64, now: u64) -> Result<(), ApiError> {
    let refused = |code, detail: String| Err(ApiError::refused(code, detail, ASK_AGAIN));
    if message.domain != origin.domain() || message.scheme.as_deref().is_some_and(|scheme| scheme != origin.scheme()) {
        let detail = format!("the text is for {:?}, this is {}", message.domain, origin.domain());
        return refused("wrong_domain", detail);
    }
    if !origin.holds(&message.uri) {
        return refused("wrong_uri", format!("the text names the page {:?}, which is none of {origin}", message.uri));
    }
    if message.chain_id != chain_id {
        return refused("wrong_chain", format!("the text is for chain {}, this is {chain_id}", message.chain_id));
    }
    if message.issued_at > now + LEEWAY {
        return refused("issued_in_future", "the text was written in the future".to_owned());
    }
    if message.not_before.is_some_and(|start| start > now + LEEWAY) {
        return refused("not_yet_valid", "the text is not valid yet".to_owned());
    }
    match message.expires_at {
        None => refused("no_expiry", "the text has no end".to_owned()),
        Some(end) if end <= now => refused("expired", "the text is not valid any more".to_owned()),
        Some(end) if end < message.issued_at => refused("expired", "the text ends before it begins".to_owned()),
        Some(_) => Ok(()),
    }
}

/// One answer for all reasons: unknown, used, too old, of another browser or wallet.
fn nonce_void() -> ApiError {
    ApiError::refused(
        "nonce_void",
        "this text was not given out to this browser for this wallet, was used, or is too old",
        ASK_AGAIN,
    )
}

fn not_believed(error: WalletError) -> ApiError {
    match error {
        WalletError::Malformed(_) | WalletError::TooLong(_) => {
            ApiError::invalid(error, "Send the signature as personal_sign returned it.")
        }
        WalletError::NotTheirs(_) => {
            ApiError::refused("wrong_signature", error, "Sign the text exactly as it is, with the wallet it names.")
        }
        WalletError::Chain(error) => {
            tracing::warn!(%error, "the chain does not answer whose signature it is");
            ApiError::unavailable("chain_unavailable", "the chain does not answer now", "Retry in a few seconds.")
        }
    }
}
