//! The handle that embedding programs hold.

use crate::{
    block::{Block, Plan, SignedTx, prevrandao},
    config::DevChainConfig,
    error::{ChainError, OpenError, StoreError, TxError},
    head::{Head, Published, Shared},
    miner::{Miner, Order, Reply},
    pool::PooledTx,
    rpc::{InProcess, RpcConfig},
    state::{Change, Diff, Info, State, StateTrie},
    store::{Meta, Store},
};
use alloy::{
    primitives::{Address, B256, U256},
    providers::RootProvider,
    rpc::client::RpcClient,
};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Sender},
    },
    thread::JoinHandle,
    time::Duration,
};
use tokio::sync::{oneshot, watch};

/// How often the in-process provider looks again when it waits for something.
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// Chain ids are drawn from this many values above [`LOWEST_CHAIN_ID`]: far from the ids of public chains.
const CHAIN_IDS: u64 = 0x7000_0000;
const LOWEST_CHAIN_ID: u64 = 0x1000_0000;

/// A running chain. Clones share it; when the last one is dropped, the chain is closed.
#[derive(Clone)]
pub struct DevChain {
    inner: Arc<Inner>,
}

struct Inner {
    shared: Arc<Shared>,
    orders: Sender<Order>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Drop for Inner {
    fn drop(&mut self) {
        // Fails only when the thread has ended already.
        let _ = self.orders.send(Order::Stop);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread of the chain had panicked");
        }
    }
}

impl std::fmt::Debug for DevChain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DevChain")
            .field("chain_id", &self.chain_id())
            .field("head", &self.head())
            .finish_non_exhaustive()
    }
}

impl DevChain {
    /// Opens a stored chain, or creates one.
    ///
    /// The state is hashed and compared with the head block: a damaged file is refused, not repaired.
    pub fn open(config: DevChainConfig) -> Result<Self, OpenError> {
        let store = Store::open(config.path.as_deref(), config.durability)?;
        let (chain_id, published, trie) = match store.head_number()? {
            Some(number) => load(&config, &store, number)?,
            None => create(&config, &store)?,
        };
        let shared = Arc::new(Shared::new(config, chain_id, store, published)?);
        let (orders, received) = mpsc::channel();
        let miner = Miner::new(Arc::clone(&shared), trie, received);
        let thread = std::thread::Builder::new().name("devchain".into()).spawn(|| miner.run());
        let thread = Mutex::new(Some(thread.map_err(OpenError::Thread)?));
        Ok(Self { inner: Arc::new(Inner { shared, orders, thread }) })
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.inner.shared
    }

    /// The chain id, which wallets put into signatures.
    pub fn chain_id(&self) -> u64 {
        self.shared().chain_id
    }

    /// The chain file, unless the chain is in memory.
    pub fn path(&self) -> Option<&Path> {
        self.shared().store.path()
    }

    /// The newest block.
    pub fn head(&self) -> Head {
        *self.shared().heads.borrow()
    }

    /// Changes whenever there is a new head; also when blocks were taken back, and the number may then be lower.
    pub fn subscribe(&self) -> watch::Receiver<Head> {
        self.shared().heads.subscribe()
    }

    /// The time that a block mined now would get.
    pub fn now(&self) -> u64 {
        let published = self.shared().read();
        self.shared().time_after(&published.head)
    }

    /// Takes a signed transaction and returns its hash once the block with it is committed.
    ///
    /// A transaction whose predecessor is missing is kept, and the hash is returned at once.
    pub async fn send_raw_transaction(&self, bytes: &[u8]) -> Result<B256, TxError> {
        let pooled = PooledTx::decode(bytes)?;
        let hash = pooled.hash;
        let outcome = {
            let shared = self.shared();
            let mut pool = shared.pool();
            let published = shared.read();
            let account = published.state.info(pooled.tx.signer()).unwrap_or_default();
            pool.add(pooled, account, shared.rules(&published.head))?
        };
        self.inner.orders.send(Order::Wake).map_err(|_| TxError::Stopped)?;
        if let Some(outcome) = outcome {
            outcome.await.map_err(|_| TxError::Stopped)??;
        }
        Ok(hash)
    }

    /// Mines what waits, then `count` blocks more.
    pub async fn mine(&self, count: u64) -> Result<Head, ChainError> {
        self.order(|reply| Order::Mine(count, reply)).await
    }

    /// Moves the chain's clock and returns its whole distance from the configured clock. Survives a restart.
    pub async fn increase_time(&self, seconds: i64) -> Result<i64, ChainError> {
        self.order(|reply| Order::IncreaseTime(seconds, reply)).await
    }

    /// Sets the chain's clock; it goes on from there. Survives a restart.
    pub async fn set_time(&self, timestamp: u64) -> Result<(), ChainError> {
        self.order(|reply| Order::SetTime(timestamp, reply)).await
    }

    /// Gives the next block exactly this time; the chain's clock goes on from there.
    pub async fn set_next_timestamp(&self, timestamp: u64) -> Result<(), ChainError> {
        self.order(|reply| Order::SetNextTimestamp(timestamp, reply)).await
    }

    /// Remembers the present state and returns a number to [`revert`](Self::revert) to. Lost with the process.
    pub async fn snapshot(&self) -> Result<u64, ChainError> {
        self.order(Order::Snapshot).await
    }

    /// Takes back all blocks since a snapshot, which is used up by it.
    pub async fn revert(&self, snapshot: u64) -> Result<(), ChainError> {
        self.order(|reply| Order::Revert(snapshot, reply)).await
    }

    /// Replaces the last `depth` blocks by others with different hashes.
    ///
    /// `blocks` are the signed transactions of the replacements, block by block; missing ones stay empty. The dropped
    /// transactions do not return to the pool.
    pub async fn reorg(&self, depth: u64, blocks: Vec<Vec<Vec<u8>>>) -> Result<Head, ChainError> {
        let decode = |bytes: Vec<u8>| PooledTx::decode(&bytes).map(|pooled| pooled.tx.clone());
        let blocks = blocks.into_iter().map(|block| block.into_iter().map(decode).collect());
        let blocks = blocks.collect::<Result<Vec<Vec<SignedTx>>, _>>()?;
        self.order(|reply| Order::Reorg(depth, blocks, reply)).await
    }

    /// Sets a balance by mining a block that contains nothing else.
    pub async fn set_balance(&self, address: Address, balance: U256) -> Result<(), ChainError> {
        self.order(|reply| Order::SetBalance(address, balance, reply)).await
    }

    /// Writes a consistent copy of the chain to a new file while the chain goes on.
    pub async fn backup_to(&self, target: impl Into<PathBuf>) -> Result<(), ChainError> {
        let (shared, target) = (Arc::clone(self.shared()), target.into());
        let copy = tokio::task::spawn_blocking(move || shared.store.backup_to(&target));
        copy.await.unwrap_or(Err(ChainError::Stopped))
    }

    /// An alloy provider that talks to the chain without a socket.
    ///
    /// Wrap it with `ProviderBuilder::new().wallet(signer).connect_provider(chain.provider())` to send transactions.
    pub fn provider(&self) -> RootProvider {
        let transport = InProcess::new(self.clone(), RpcConfig::default());
        RootProvider::new(RpcClient::new(transport, true).with_poll_interval(POLL_INTERVAL))
    }

    async fn order<T>(&self, order: impl FnOnce(Reply<T>) -> Order) -> Result<T, ChainError> {
        let (reply, answer) = oneshot::channel();
        self.inner.orders.send(order(reply)).map_err(|_| ChainError::Stopped)?;
        answer.await.unwrap_or(Err(ChainError::Stopped))
    }
}

/// Reads a stored chain and checks that its state is what the head block says.
fn load(config: &DevChainConfig, store: &Store, number: u64) -> Result<(u64, Published, StateTrie), OpenError> {
    let path = || config.path.clone().unwrap_or_default();
    let stored = store.meta(Meta::ChainId)?.map(i64::cast_unsigned);
    let chain_id = stored.ok_or_else(|| StoreError::Damaged("the chain id is missing".into()))?;
    if let Some(wanted) = config.chain_id.filter(|wanted| *wanted != chain_id) {
        return Err(OpenError::WrongChainId { path: path(), stored: chain_id, wanted });
    }
    let head = store.block(number)?.ok_or_else(|| StoreError::Damaged(format!("block {number} is missing")))?;
    let state = store.load_state()?;
    let mut trie = StateTrie::build(&state);
    let (computed, stored) = (trie.root(), head.header.state_root);
    if computed != stored {
        return Err(OpenError::StateRoot { path: path(), number, stored, computed });
    }
    let branch = store.meta(Meta::Branch)?.unwrap_or_default().cast_unsigned();
    Ok((chain_id, Published::new(state, head, branch), trie))
}

/// Makes block 0.
fn create(config: &DevChainConfig, store: &Store) -> Result<(u64, Published, StateTrie), OpenError> {
    let chain_id = config.chain_id.unwrap_or_else(random_chain_id);
    let account = |(address, balance): &(Address, U256)| {
        let info = Info { balance: *balance, ..Info::default() };
        (*address, Change { info: Some(info), ..Change::default() })
    };
    let accounts = config.genesis_accounts.iter().filter(|(_, balance)| !balance.is_zero()).map(account);
    let diff = Diff { accounts: accounts.collect(), ..Diff::default() };
    let mut state = State::default();
    state.apply(&diff);
    let mut trie = StateTrie::build(&state);
    let plan = Plan {
        parent_hash: B256::ZERO,
        number: 0,
        timestamp: config.genesis_time.unwrap_or_else(|| config.clock.now()),
        gas_limit: config.gas_limit,
        base_fee: config.base_fee.max(config.min_base_fee),
        prevrandao: prevrandao(B256::ZERO, 0, 0),
    };
    let genesis = Block::seal(&plan, trie.root(), Vec::new(), Vec::new());
    // The id first: a file without any block counts as new, whatever else it holds.
    store.set_meta(Meta::ChainId, chain_id.cast_signed())?;
    store.append(&genesis, &diff, &Diff::default())?;
    Ok((chain_id, Published::new(state, genesis, 0), trie))
}

fn random_chain_id() -> u64 {
    let random = B256::random();
    LOWEST_CHAIN_ID + u64::from_be_bytes(random[..8].try_into().unwrap_or_default()) % CHAIN_IDS
}
