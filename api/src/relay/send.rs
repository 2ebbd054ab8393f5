//! Carries stored intents to the chain. Idempotent and without input: each pass looks at the tables and does what is
//! next, so a stop at any moment costs nothing but time.

use std::{collections::HashMap, time::Duration};

use alloy::{
    consensus::{SignableTransaction, TxEip1559, TxEnvelope},
    eips::{BlockId, Encodable2718},
    network::TransactionBuilder,
    primitives::{B256, TxKind, U256},
    providers::Provider,
    rpc::types::{TransactionReceipt, TransactionRequest},
    signers::SignerSync,
    transports::RpcError,
};
use tokio::time::Instant;

use super::{
    Relay,
    chain::reverted,
    error::{Refusal, RelayError},
    fees::{self, Fees},
    outcome::outcome,
    queue::{BlockOfIntent, Intent, SignedTransaction},
    refusals::refusal,
};

/// Most intents of one pass: between passes, receipts are looked at.
const BATCH: u32 = 200;
/// Nodes forget transactions; we do not.
const REBROADCAST: Duration = Duration::from_secs(10);
const IN_FLIGHT_PAUSE: Duration = Duration::from_millis(60);
const IDLE_PAUSE: Duration = Duration::from_secs(5);
const FAILURE_PAUSE: Duration = Duration::from_secs(2);

/// When each transaction was last handed to the node by this process.
pub(super) type Broadcasts = HashMap<B256, Instant>;

/// What a pass left behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing to do until somebody asks for something.
    Idle,
    /// Something waits for a block, for money or for a lower price.
    Waiting,
}

/// What holds for all transactions of one pass.
struct Terms {
    fees: Fees,
    on_chain: u64,
    balance: U256,
}

impl Relay {
    /// Sends what is stored, until the future is dropped. Run it once per process and key.
    pub async fn run(self) {
        loop {
            let pause = match self.pass().await {
                Ok(Progress::Idle) => IDLE_PAUSE,
                Ok(Progress::Waiting) => IN_FLIGHT_PAUSE,
                Err(error) => {
                    tracing::warn!(%error, "the relay could not go on; it will try again");
                    FAILURE_PAUSE
                }
            };
            tokio::select! {
                () = self.0.wake.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
        }
    }

    /// One pass: looks for receipts, repeats and raises what is pending, sends what waits.
    pub async fn pass(&self) -> Result<Progress, RelayError> {
        let mut broadcasts = self.0.sending.lock().await;
        for intent in self.0.queue.in_flight().await? {
            self.follow(&intent, &mut broadcasts).await?;
        }
        let waiting = self.0.queue.waiting(BATCH).await?;
        if !waiting.is_empty() {
            if let Some(mut terms) = self.terms().await? {
                for intent in &waiting {
                    self.send(intent, &mut terms, &mut broadcasts).await?;
                }
            }
            return Ok(Progress::Waiting);
        }
        let in_flight = self.0.queue.in_flight().await?;
        if in_flight.is_empty() {
            broadcasts.clear();
        }
        Ok(if in_flight.is_empty() { Progress::Idle } else { Progress::Waiting })
    }

    /// Current price, nonce and balance; nothing while the price is above the cap.
    async fn terms(&self) -> Result<Option<Terms>, RelayError> {
        let Some(fees) = self.current_fees().await? else {
            tracing::warn!("the gas price is above the cap: intents wait");
            return Ok(None);
        };
        let provider = &self.0.chain.provider;
        let on_chain = provider.get_transaction_count(self.address()).pending().await?;
        let balance = provider.get_balance(self.address()).await?;
        Ok(Some(Terms { fees, on_chain, balance }))
    }

    async fn current_fees(&self) -> Result<Option<Fees>, RelayError> {
        let provider = &self.0.chain.provider;
        let head = provider.get_block(BlockId::latest()).await?;
        let base = head.and_then(|block| block.header.base_fee_per_gas).unwrap_or_default();
        let tip = provider.get_max_priority_fee_per_gas().await?;
        Ok(fees::offer(u128::from(base), tip, self.0.config.max_fee_per_gas))
    }

    /// Tries on the current state, takes a nonce, signs, stores, broadcasts: in this order.
    async fn send(&self, intent: &Intent, terms: &mut Terms, seen: &mut Broadcasts) -> Result<(), RelayError> {
        let estimate = self.0.chain.provider.estimate_gas(self.request(intent)).block(BlockId::latest()).await;
        let gas = match reverted(estimate) {
            Ok(Ok(estimate)) => estimate + estimate / 5,
            Ok(Err(data)) => return self.fail(intent, &refusal(&data)).await,
            Err(RelayError::Chain(RpcError::ErrorResp(answer))) => {
                // The node has an opinion about this one: the others must not wait for it.
                tracing::warn!(intent = %intent.id, message = %answer.message, "the node does not estimate an intent");
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        if gas > self.0.config.max_gas {
            let detail = format!("this needs {gas} gas, the relay sends at most {}", self.0.config.max_gas);
            let next_step = "Send the transaction with a wallet that pays its own gas.";
            return self.fail(intent, &Refusal::unmet("too_much_gas", detail, next_step)).await;
        }
        self.0.queue.simulated(intent.id, gas, self.0.clock.now()).await?;
        self.changed(intent.id);
        let cost = U256::from(gas) * U256::from(terms.fees.max);
        let Some(rest) = terms.balance.checked_sub(cost) else {
            tracing::warn!(address = %self.address(), "the relay's key cannot pay for gas: send it some");
            return Ok(());
        };
        let sign = |nonce| self.sign(intent, nonce, gas, terms.fees);
        let Some(signed) = self.0.queue.assign(intent.id, self.address(), terms.on_chain, sign).await? else {
            return Ok(());
        };
        terms.balance = rest;
        self.changed(intent.id);
        self.broadcast(&signed, seen).await
    }

    fn request(&self, intent: &Intent) -> TransactionRequest {
        TransactionRequest::default()
            .with_from(self.address())
            .with_to(intent.contract)
            .with_input(intent.calldata.clone())
    }

    fn sign(&self, intent: &Intent, nonce: u64, gas: u64, fees: Fees) -> Result<SignedTransaction, RelayError> {
        let transaction = TxEip1559 {
            chain_id: self.0.chain_id,
            nonce,
            gas_limit: gas,
            max_fee_per_gas: fees.max,
            max_priority_fee_per_gas: fees.tip,
            to: TxKind::Call(intent.contract),
            value: U256::ZERO,
            access_list: Default::default(),
            input: intent.calldata.clone(),
        };
        let signature = self.0.key.sign_hash_sync(&transaction.signature_hash())?;
        let envelope = TxEnvelope::from(transaction.into_signed(signature));
        Ok(SignedTransaction {
            hash: *envelope.tx_hash(),
            nonce,
            raw: envelope.encoded_2718().into(),
            fees,
            signed_at: self.0.clock.now(),
        })
    }

    /// Hands a stored transaction to the node. What the node answers changes nothing that is stored: the receipt
    /// decides, and the next pass looks for it.
    async fn broadcast(&self, signed: &SignedTransaction, seen: &mut Broadcasts) -> Result<(), RelayError> {
        seen.insert(signed.hash, Instant::now());
        match self.0.chain.provider.send_raw_transaction(&signed.raw).await {
            Ok(_) => Ok(()),
            Err(RpcError::ErrorResp(answer)) => {
                tracing::debug!(tx = %signed.hash, message = %answer.message, "the node did not take a transaction");
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Looks for the receipt of something that was sent; repeats it, or raises its fee, while there is none.
    async fn follow(&self, intent: &Intent, seen: &mut Broadcasts) -> Result<(), RelayError> {
        let transactions = self.0.queue.transactions(intent.id).await?;
        for signed in &transactions {
            if let Some(receipt) = self.0.chain.provider.get_transaction_receipt(signed.hash).await? {
                seen.retain(|hash, _| transactions.iter().all(|signed| signed.hash != *hash));
                return self.conclude(intent, &receipt).await;
            }
        }
        let Some(latest) = transactions.first() else {
            return self.release(intent).await;
        };
        if self.0.clock.now() >= latest.signed_at.saturating_add(self.0.config.bump_after) {
            return self.overdue(intent, latest, seen).await;
        }
        if seen.get(&latest.hash).is_none_or(|last| last.elapsed() >= REBROADCAST) {
            return self.broadcast(latest, seen).await;
        }
        Ok(())
    }

    async fn conclude(&self, intent: &Intent, receipt: &TransactionReceipt) -> Result<(), RelayError> {
        let Some((number, hash)) = receipt.block_number.zip(receipt.block_hash) else { return Ok(()) };
        if receipt.status() {
            let (block, outcome) = (BlockOfIntent { number, hash }, outcome(intent.contract, receipt));
            let now = self.0.clock.now();
            self.0.queue.mined(intent.id, receipt.transaction_hash, block, outcome.as_ref(), now).await?;
            self.changed(intent.id);
            tracing::info!(intent = %intent.id, block = number, "an intent is mined");
            return Ok(());
        }
        // The receipt holds no reason; the same call on the state after the block usually still has it.
        let replay = self.0.chain.provider.call(self.request(intent)).block(BlockId::number(number)).await;
        let reason = match reverted(replay) {
            Ok(Err(data)) => refusal(&data),
            _ => changed_meanwhile(),
        };
        self.fail(intent, &reason).await
    }

    /// Pending for too long: somebody else used the nonce, or the fee is too low.
    async fn overdue(
        &self,
        intent: &Intent,
        latest: &SignedTransaction,
        seen: &mut Broadcasts,
    ) -> Result<(), RelayError> {
        if self.0.chain.provider.get_transaction_count(self.address()).await? > latest.nonce {
            tracing::warn!(intent = %intent.id, "the relay's key is used by another program too: do not share it");
            return self.release(intent).await;
        }
        let cap = self.0.config.max_fee_per_gas;
        let raised = self.current_fees().await?.and_then(|current| fees::raise(latest.fees, current, cap));
        let Some(fees) = raised else {
            return self.broadcast(latest, seen).await;
        };
        let gas = intent.gas.unwrap_or(self.0.config.max_gas);
        let signed = self.sign(intent, latest.nonce, gas, fees)?;
        self.0.queue.replace(intent.id, &signed).await?;
        self.changed(intent.id);
        self.broadcast(&signed, seen).await
    }

    async fn release(&self, intent: &Intent) -> Result<(), RelayError> {
        self.0.queue.release(intent.id, self.0.clock.now()).await?;
        self.changed(intent.id);
        Ok(())
    }

    async fn fail(&self, intent: &Intent, reason: &Refusal) -> Result<(), RelayError> {
        self.0.queue.failed(intent.id, reason, self.0.clock.now()).await?;
        self.changed(intent.id);
        tracing::info!(intent = %intent.id, code = reason.code, "an intent failed");
        Ok(())
    }
}

fn changed_meanwhile() -> Refusal {
    Refusal::stale(
        "changed_meanwhile",
        "something changed between the check and the block, and the transaction had no effect",
        "Look at the current state; submit again if something is left to do.",
    )
}
