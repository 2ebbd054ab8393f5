//! Transactions that are not in a block yet.
//!
//! Whatever can be mined is mined at once, first come first served; the pool mostly holds transactions that arrived
//! before their predecessor. Each entry may have somebody waiting, who is told once the block is committed.

use crate::{block::SignedTx, config::PoolLimits, error::TxError, execute, state::Info};
use alloy::{
    consensus::{Transaction as _, TxEnvelope, Typed2718 as _, transaction::SignerRecoverable},
    eips::eip2718::Decodable2718,
    primitives::{
        Address, B256, U256,
        map::{AddressMap, B256Map},
    },
};
use revm::context_interface::cfg::GasParams;
use std::{collections::BTreeMap, sync::Arc};
use tokio::sync::oneshot;

/// Percentage of the old fee that a replacement must offer.
const REPLACEMENT_PERCENT: u128 = 110;

/// A transaction with its hash.
#[derive(Debug)]
pub(crate) struct PooledTx {
    pub(crate) tx: SignedTx,
    pub(crate) hash: B256,
}

impl PooledTx {
    pub(crate) fn new(tx: SignedTx) -> Arc<Self> {
        let hash = *tx.tx_hash();
        Arc::new(Self { tx, hash })
    }

    /// Reads signed bytes and recovers the sender. This is the dear part of a submission and needs no lock.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Arc<Self>, TxError> {
        if bytes.first() == Some(&3) {
            return Err(TxError::BlobsUnsupported);
        }
        let mut rest = bytes;
        let tx = TxEnvelope::decode_2718(&mut rest).map_err(|error| TxError::Undecodable(error.to_string()))?;
        if !rest.is_empty() {
            return Err(TxError::Undecodable(format!("{} bytes too many", rest.len())));
        }
        let tx = tx.try_into_recovered().map_err(|_| TxError::InvalidSignature)?;
        Ok(Self::new(tx))
    }
}

/// What the next block demands of a transaction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(crate) chain_id: u64,
    pub(crate) gas_limit: u64,
    pub(crate) base_fee: u64,
}

/// Told when the block with a transaction is committed, or why there will be none.
pub(crate) type Outcome = oneshot::Receiver<Result<(), TxError>>;

#[derive(Debug)]
struct Entry {
    pooled: Arc<PooledTx>,
    arrival: u64,
    waiter: Option<oneshot::Sender<Result<(), TxError>>>,
}

impl Entry {
    fn tell(mut self, outcome: Result<(), TxError>) {
        if let Some(waiter) = self.waiter.take() {
            // The client may have gone; the transaction is mined all the same.
            let _ = waiter.send(outcome);
        }
    }
}

/// The transaction pool.
#[derive(Debug)]
pub(crate) struct Pool {
    limits: PoolLimits,
    senders: AddressMap<BTreeMap<u64, Entry>>,
    by_hash: B256Map<(Address, u64)>,
    arrivals: u64,
}

impl Pool {
    pub(crate) fn new(limits: PoolLimits) -> Self {
        Self { limits, senders: AddressMap::default(), by_hash: B256Map::default(), arrivals: 0 }
    }

    /// Takes a transaction. The outcome is `None` when it has to wait for another one, because that may last forever.
    pub(crate) fn add(
        &mut self,
        pooled: Arc<PooledTx>,
        account: Info,
        rules: Rules,
    ) -> Result<Option<Outcome>, TxError> {
        if self.by_hash.contains_key(&pooled.hash) {
            return Err(TxError::AlreadyKnown);
        }
        validate(&pooled.tx, account, rules)?;
        let (sender, nonce) = (pooled.tx.signer(), pooled.tx.nonce());
        let queue = self.senders.entry(sender).or_default();
        match queue.get(&nonce) {
            Some(old) if !outbids(&pooled.tx, &old.pooled.tx) => return Err(TxError::ReplacementUnderpriced),
            Some(_) => {}
            None if self.by_hash.len() >= self.limits.total || queue.len() >= self.limits.per_sender => {
                return Err(TxError::PoolFull);
            }
            None => {}
        }
        let executable = (account.nonce..nonce).all(|earlier| queue.contains_key(&earlier));
        let (waiter, outcome) = oneshot::channel();
        self.arrivals += 1;
        self.by_hash.insert(pooled.hash, (sender, nonce));
        let hash = pooled.hash;
        let entry = Entry { pooled, arrival: self.arrivals, waiter: executable.then_some(waiter) };
        if let Some(old) = queue.insert(nonce, entry) {
            self.by_hash.remove(&old.pooled.hash);
            old.tell(Err(TxError::Replaced(hash)));
        }
        Ok(executable.then_some(outcome))
    }

    /// What the next block can hold, in order of arrival; a transaction never comes before its predecessors.
    pub(crate) fn ready(&self, nonce_of: impl Fn(Address) -> u64, base_fee: u64) -> Vec<Arc<PooledTx>> {
        let mut ready = Vec::new();
        for (sender, queue) in &self.senders {
            let mut arrival = 0;
            for (expected, (nonce, entry)) in (nonce_of(*sender)..).zip(queue) {
                if *nonce != expected || entry.pooled.tx.max_fee_per_gas() < u128::from(base_fee) {
                    break;
                }
                arrival = arrival.max(entry.arrival);
                ready.push((arrival, Arc::clone(&entry.pooled)));
            }
        }
        // Stable, so transactions of one sender that wait for the same late one stay in order.
        ready.sort_by_key(|(arrival, _)| *arrival);
        ready.into_iter().map(|(_, pooled)| pooled).collect()
    }

    /// Removes a transaction and tells whoever waits.
    pub(crate) fn settle(&mut self, hash: B256, outcome: Result<(), TxError>) {
        let Some((sender, nonce)) = self.by_hash.remove(&hash) else { return };
        let Some(queue) = self.senders.get_mut(&sender) else { return };
        if let Some(entry) = queue.remove(&nonce) {
            entry.tell(outcome);
        }
        if queue.is_empty() {
            self.senders.remove(&sender);
        }
    }

    /// Removes what a sender can no longer use because its account has reached `next`.
    pub(crate) fn forget_used(&mut self, sender: Address, next: u64) {
        let Some(queue) = self.senders.get(&sender) else { return };
        let stale: Vec<_> = queue.range(..next).map(|(nonce, entry)| (*nonce, entry.pooled.hash)).collect();
        for (nonce, hash) in stale {
            self.settle(hash, Err(TxError::NonceTooLow { next, nonce }));
        }
    }

    /// Answers everybody whose transaction has to stay, for example because the base fee has risen above its fee.
    pub(crate) fn release_waiters(&mut self) {
        for entry in self.senders.values_mut().flat_map(BTreeMap::values_mut) {
            if let Some(waiter) = entry.waiter.take() {
                let _ = waiter.send(Ok(()));
            }
        }
    }

    /// Leaves everybody who waits without an outcome, which they take as the end of the chain.
    pub(crate) fn abandon_waiters(&mut self) {
        self.senders.values_mut().flat_map(BTreeMap::values_mut).for_each(|entry| entry.waiter = None);
    }

    /// The nonce after the transactions of a sender that are waiting without a gap.
    pub(crate) fn next_nonce(&self, sender: Address, account_nonce: u64) -> u64 {
        let Some(queue) = self.senders.get(&sender) else { return account_nonce };
        (account_nonce..).find(|nonce| !queue.contains_key(nonce)).unwrap_or(account_nonce)
    }

    /// A waiting transaction.
    pub(crate) fn get(&self, hash: B256) -> Option<Arc<PooledTx>> {
        let (sender, nonce) = self.by_hash.get(&hash)?;
        self.senders.get(sender)?.get(nonce).map(|entry| Arc::clone(&entry.pooled))
    }
}

fn outbids(new: &SignedTx, old: &SignedTx) -> bool {
    let enough = |new: u128, old: u128| new.saturating_mul(100) >= old.saturating_mul(REPLACEMENT_PERCENT);
    let tip = |tx: &SignedTx| tx.max_priority_fee_per_gas().unwrap_or_else(|| tx.max_fee_per_gas());
    new.max_fee_per_gas() > old.max_fee_per_gas()
        && enough(new.max_fee_per_gas(), old.max_fee_per_gas())
        && enough(tip(new), tip(old))
}

fn validate(tx: &SignedTx, account: Info, rules: Rules) -> Result<(), TxError> {
    if tx.is_eip4844() {
        return Err(TxError::BlobsUnsupported);
    }
    // Before EIP-155 signatures carried no chain id; such transactions are valid on every chain.
    if let Some(have) = tx.chain_id().filter(|have| *have != rules.chain_id) {
        return Err(TxError::WrongChainId { have, want: rules.chain_id });
    }
    let (gas, max_fee) = (tx.gas_limit(), tx.max_fee_per_gas());
    if gas > rules.gas_limit {
        return Err(TxError::GasLimit { gas, limit: rules.gas_limit });
    }
    if let Some(tip) = tx.max_priority_fee_per_gas().filter(|tip| *tip > max_fee) {
        return Err(TxError::TipAboveFee { tip, max_fee });
    }
    if max_fee < u128::from(rules.base_fee) {
        return Err(TxError::FeeTooLow { max_fee, base_fee: rules.base_fee });
    }
    let initial = GasParams::new_spec(execute::SPEC).initial_tx_gas_for_tx(execute::tx_env(tx), None);
    let needed = initial.initial_regular_gas().max(initial.floor_gas());
    if gas < needed {
        return Err(TxError::IntrinsicGas { gas, needed });
    }
    if tx.nonce() < account.nonce {
        return Err(TxError::NonceTooLow { next: account.nonce, nonce: tx.nonce() });
    }
    let cost = U256::from(gas).saturating_mul(U256::from(max_fee)).saturating_add(tx.value());
    if cost > account.balance {
        return Err(TxError::InsufficientFunds { sender: tx.signer(), balance: account.balance, cost });
    }
    Ok(())
}
