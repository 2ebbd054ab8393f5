//! The relay: members sign typed data with their wallets and never pay gas; the relay checks, stores, simulates, sends
//! and reports.
//!
//! A signature comes in through `actions` (one file for each field of life: [`prepare`](Prepared) writes what is to be
//! signed, `submit` takes it back). [`check`] decides what needs no IO, `chain` reads the rest,
//! `accept` stores the intent, and `send` carries it to the chain:
//!
//! ```text
//! received -> simulated -> sent -> mined
//!      \___________\_________\---> failed (nothing was used up: the same signature may come again)
//! ```
//!
//! What never happens: the service does not take a domain from a client, does not send a call that is not in
//! [`Action::may_call`], does not broadcast what is not stored, and does not log signatures or secrets.
//!
//! To add an action: give it a name and its call in [`action`], its message in [`message`], a sentence in
//! [`sentence`], and a `prepare` and `submit` in `actions`; then a handler in `http/relay`.

mod accept;
pub mod action;
pub mod actions;
pub mod calls;
mod chain;
pub mod check;
pub mod error;
mod fees;
mod founding;
pub mod invitation;
pub mod message;
mod outcome;
pub mod passkey;
pub(crate) mod prepared;
mod queue;
mod refusals;
pub(crate) mod rehearsal;
mod send;
pub mod sentence;
mod service;
pub mod template;
pub mod words;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use alloy::{
    primitives::{Address, B256, U256},
    providers::{DynProvider, Provider},
    signers::local::PrivateKeySigner,
};
use futures::{Stream, stream};
use palabre_contracts::Community;
use palabre_indexer::sql;
use tokio::{
    sync::{Mutex, Notify, broadcast},
    time::{Instant, timeout_at},
};

pub use self::{
    accept::Submitted,
    action::Action,
    calls::{DescribedCall, InnerCall, describe_call},
    error::{Refusal, RelayError},
    prepared::{Prepared, PreparedProposal, ProposedCall, Submit},
    queue::{BlockOfIntent, Intent, Reason, State},
    send::Progress,
    sentence::Sentence,
};
use self::{chain::Chain, queue::Queue, send::Broadcasts};
use crate::clock::Clock;

/// Changes that somebody who waits may lag behind; whoever lags more looks again in any case.
const CHANGES: usize = 1_024;
/// Gas of a typical action, for telling how many are left.
const TYPICAL_GAS: u128 = 250_000;

/// Limits that an operator may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelayConfig {
    /// Actions that one wallet may ask for in a day.
    pub actions_per_member: u32,
    /// People who may join a community in a day.
    pub joins_per_day: u32,
    /// Upkeep calls of one kind that a community may ask for in a day.
    pub upkeep_per_day: u32,
    /// How long people have between prepare and submit, in seconds.
    pub deadline: u64,
    /// The most gas of one transaction.
    pub max_gas: u64,
    /// The most wei per gas; above it, intents wait.
    pub max_fee_per_gas: u128,
    /// Seconds after which a pending transaction is sent again with a higher fee.
    pub bump_after: u64,
}

impl Default for RelayConfig {
    fn default() -> Self {
        Self {
            actions_per_member: 50,
            joins_per_day: 500,
            upkeep_per_day: 200,
            deadline: 3600,
            max_gas: 12_000_000,
            max_fee_per_gas: 200_000_000_000,
            bump_after: 30,
        }
    }
}

/// A source of random words. Randomness is a parameter, so that tests and replays control it.
#[derive(Clone)]
pub struct Entropy(Arc<dyn Fn() -> B256 + Send + Sync>);

impl Entropy {
    /// The randomness of the machine.
    pub fn system() -> Self {
        Self::new(B256::random)
    }

    /// Asks `next` for each word.
    pub fn new(next: impl Fn() -> B256 + Send + Sync + 'static) -> Self {
        Self(Arc::new(next))
    }

    pub(crate) fn next(&self) -> B256 {
        (self.0)()
    }
}

/// Everything that a relay is made of.
pub struct RelaySetup {
    /// The chain.
    pub provider: DynProvider,
    /// Its id.
    pub chain_id: u64,
    /// The database.
    pub pool: sql::Pool,
    /// Pays the gas.
    pub key: PrivateKeySigner,
    /// Signs the invitation of the first organizer.
    pub founding_key: PrivateKeySigner,
    /// Limits.
    pub config: RelayConfig,
    /// The time.
    pub clock: Clock,
    /// Salts and secrets.
    pub entropy: Entropy,
}

/// The handle that handlers hold; cheap to clone. Somebody has to [`run`](Self::run) it.
#[derive(Clone)]
pub struct Relay(Arc<Inner>);

struct Inner {
    chain: Chain,
    chain_id: u64,
    queue: Queue,
    key: PrivateKeySigner,
    founding_key: PrivateKeySigner,
    /// Makes accounts for passkeys.
    passkeys: OnceLock<Address>,
    config: RelayConfig,
    clock: Clock,
    entropy: Entropy,
    /// Something new waits to be sent.
    wake: Notify,
    /// Names intents that changed, for those who wait for one.
    changes: broadcast::Sender<B256>,
    /// One sender at a time.
    sending: Mutex<Broadcasts>,
}

/// How much the relay can still do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purse {
    /// Address that pays the gas.
    pub address: Address,
    /// Its chain.
    pub chain_id: u64,
    /// Wei.
    pub balance: U256,
    /// Wei per gas.
    pub gas_price: u128,
    /// Typical actions that the balance pays for; nothing where gas is free.
    pub actions_left: Option<u64>,
}

impl Relay {
    /// Opens the tables and takes up what was left; sends nothing before [`run`](Self::run).
    pub async fn open(setup: RelaySetup) -> Result<Self, RelayError> {
        let RelaySetup { provider, chain_id, pool, key, founding_key, config, clock, entropy } = setup;
        Ok(Self(Arc::new(Inner {
            chain: Chain::new(provider, clock.clone()),
            chain_id,
            queue: Queue::open(pool, chain_id).await?,
            key,
            founding_key,
            passkeys: OnceLock::new(),
            config,
            clock,
            entropy,
            wake: Notify::new(),
            changes: broadcast::Sender::new(CHANGES),
            sending: Mutex::default(),
        })))
    }

    /// Address of the key that pays the gas.
    pub fn address(&self) -> Address {
        self.0.key.address()
    }

    /// Address of the key that founds communities.
    pub fn founding_address(&self) -> Address {
        self.0.founding_key.address()
    }

    /// What the relay's key can still pay for.
    pub async fn purse(&self) -> Result<Purse, RelayError> {
        let provider = &self.0.chain.provider;
        let balance = provider.get_balance(self.address()).await?;
        let gas_price = provider.get_gas_price().await?;
        let price = U256::from(gas_price) * U256::from(TYPICAL_GAS);
        let actions_left = (!price.is_zero()).then(|| (balance / price).saturating_to());
        Ok(Purse { address: self.address(), chain_id: self.0.chain_id, balance, gas_price, actions_left })
    }

    /// An intent, as it is now.
    pub async fn intent(&self, id: B256) -> Result<Option<Intent>, RelayError> {
        self.0.queue.get(id).await
    }

    /// The text behind a hash that is on chain, and when it came; nothing if it was erased.
    pub async fn statement(&self, community: &Community, hash: B256) -> Result<Option<(String, u64)>, RelayError> {
        self.0.queue.statement(community.slug.as_str(), hash).await
    }

    /// An intent as soon as nothing more will happen to it, or as it is when `most` is over.
    pub async fn wait(&self, id: B256, most: Duration) -> Result<Option<Intent>, RelayError> {
        let mut changes = self.0.changes.subscribe();
        let end = Instant::now() + most;
        loop {
            let intent = self.intent(id).await?;
            let over = intent.as_ref().is_none_or(|intent| intent.state.is_final());
            if over || timeout_at(end, next_change(&mut changes, id)).await.is_err() {
                return Ok(intent);
            }
        }
    }

    /// An intent as it is now, and again after each change, until nothing more will happen to it. Nothing for an
    /// unknown one.
    pub fn follow_intent(&self, id: B256) -> impl Stream<Item = Result<Intent, RelayError>> + Send + use<> {
        let start = (self.clone(), self.0.changes.subscribe(), None::<Intent>);
        stream::try_unfold(start, move |(relay, mut changes, last)| async move {
            if last.as_ref().is_some_and(|intent| intent.state.is_final()) {
                return Ok(None);
            }
            loop {
                let intent = relay.intent(id).await?;
                match intent {
                    Some(intent) if last.as_ref() != Some(&intent) => {
                        return Ok(Some((intent.clone(), (relay, changes, Some(intent)))));
                    }
                    Some(_) => next_change(&mut changes, id).await,
                    None => return Ok(None),
                }
            }
        })
    }

    fn changed(&self, id: B256) {
        // Nobody listens: nobody needs to be told.
        let _ = self.0.changes.send(id);
    }

    fn on_our_chain(&self, community: &Community) -> Result<(), RelayError> {
        if community.chain_id == self.0.chain_id {
            return Ok(());
        }
        Err(RelayError::OtherChain {
            community: community.slug.to_string(),
            of: community.chain_id,
            ours: self.0.chain_id,
        })
    }
}

/// Returns when something happened to the intent, or may have.
async fn next_change(changes: &mut broadcast::Receiver<B256>, id: B256) {
    loop {
        match changes.recv().await {
            Ok(changed) if changed != id => {}
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
            // The relay is gone with everything that could change: only a timeout ends the wait.
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay").field("address", &self.address()).field("chain_id", &self.0.chain_id).finish()
    }
}
