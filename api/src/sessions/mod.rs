//! Who is asking: people who signed in with their wallet, and services with a key.
//!
//! - [`siwe`] reads what a wallet signs (ERC-4361); `sign_in` decides whether to believe it; `store` has the SQL.
//! - `cookie` and `csrf` keep a session in one browser and other sites away from it.
//! - [`caller`] tells handlers who asks, with the roles that the mirror knows at that moment: nothing is remembered.
//!
//! What never happens: a secret is stored or logged, a role is taken from a session, a cookie crosses the network in
//! the clear.

pub mod audit;
pub mod caller;
pub(crate) mod cookie;
pub(crate) mod csrf;
pub mod keys;
pub(crate) mod origin;
mod sign_in;
pub mod siwe;
mod store;

#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc};

use alloy::{
    primitives::{Address, B256, keccak256},
    providers::DynProvider,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use palabre_indexer::sql;
use sqlx::migrate::MigrateError;

pub use self::sign_in::Invitation;
pub(crate) use self::store::database;
use crate::{clock::Clock, relay::Entropy, wallets::Wallets};

/// A session ends this long after its last use,
const IDLE: u64 = 7 * 86_400;
/// and this long after it began.
pub(crate) const LONGEST: u64 = 30 * 86_400;
/// How exactly the last use is remembered: not every read shall write.
const SEEN: u64 = 300;
/// How long somebody may take to sign.
pub(crate) const PATIENCE: u64 = 600;

/// What sessions are made of.
pub struct SessionsSetup {
    /// The chain whose contract wallets may sign in.
    pub provider: DynProvider,
    /// Its id.
    pub chain_id: u64,
    /// The database.
    pub pool: sql::Pool,
    /// The time.
    pub clock: Clock,
    /// Secrets.
    pub entropy: Entropy,
}

/// All sessions; cheap to clone.
#[derive(Clone)]
pub struct Sessions(Arc<Inner>);

struct Inner {
    wallets: Wallets,
    chain_id: u64,
    pool: sql::Pool,
    clock: Clock,
    entropy: Entropy,
}

/// Somebody who is signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// The name under which its owner sees it.
    pub id: String,
    /// Whose it is.
    pub wallet: Address,
    /// Name of the browser, as it says itself.
    pub agent: String,
    /// Unix time.
    pub created_at: u64,
    /// Unix time of its last use, to a few minutes.
    pub seen_at: u64,
    token: String,
}

impl Session {
    /// What programs show when they change something with this session.
    pub fn csrf_token(&self) -> &str {
        &self.token
    }

    /// Whether `token` is this session's. Hashes are compared, so that the time it takes tells nothing.
    fn is_token(&self, token: &str) -> bool {
        keccak256(token) == keccak256(&self.token)
    }

    /// Unix time at which it ends if nobody uses it.
    pub fn ends_at(&self) -> u64 {
        (self.seen_at + IDLE).min(self.created_at + LONGEST)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("id", &self.id).field("wallet", &self.wallet).finish_non_exhaustive()
    }
}

impl Sessions {
    /// Opens the tables.
    pub async fn open(setup: SessionsSetup) -> Result<Self, MigrateError> {
        let SessionsSetup { provider, chain_id, pool, clock, entropy } = setup;
        crate::tables::migrate(&pool).await?;
        Ok(Self(Arc::new(Inner { wallets: Wallets::new(provider), chain_id, pool, clock, entropy })))
    }

    fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.entropy.next())
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").field("chain_id", &self.0.chain_id).finish_non_exhaustive()
    }
}

/// What is kept of a secret of 256 random bits: looking it up compares hashes, so its timing tells nothing.
fn hash(secret: &str) -> B256 {
    keccak256(secret)
}

/// The token of a session follows from its secret, and the secret does not follow from the token.
fn token(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(keccak256(["csrf:", secret].concat()))
}
