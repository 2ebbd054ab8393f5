//! `eth_call` and `eth_estimateGas`: running something without keeping it.

use crate::{
    block::Plan,
    error::{CallError, StoreError},
    execute,
    head::{Published, Shared},
    history::StateAt,
    overlay::Overlay,
    state::StateRead as _,
};
use alloy::{
    consensus::TxType,
    primitives::{Address, Bytes, U256},
    rpc::types::{TransactionRequest, state::StateOverride},
    sol_types::{GenericContractError, SolInterface},
};
use revm::{
    ExecuteEvm,
    context::{TxEnv, either::Either},
    context_interface::result::{EVMError, ExecutionResult, InvalidTransaction, Output},
    state::EvmState,
};
use std::sync::Arc;

/// Gas for a call that does not name any, and the most that one may take.
const CALL_GAS_CAP: u64 = 60_000_000;
/// What a value transfer inside a call gives the callee for free; it must be there although it comes back.
const CALL_STIPEND: u64 = 2_300;
/// The search for a gas limit ends when it is this precise, as in geth.
const ESTIMATE_PRECISION: f64 = 0.015;

/// Where a call runs: the state after a block, in an environment like that block's.
pub(crate) struct CallSite {
    plan: Plan,
    state_of: u64,
}

impl CallSite {
    /// In block `number` itself, after its transactions. At the head the time is the present.
    pub(crate) fn in_block(shared: &Shared, published: &Published, number: u64) -> Result<Option<Self>, StoreError> {
        let block = match published.cached(number) {
            Some(block) => Arc::clone(block),
            None if number > published.number() => return Ok(None),
            None => match shared.store.block(number)? {
                Some(block) => Arc::new(block),
                None => return Ok(None),
            },
        };
        let at_head = number == published.number();
        let plan = Plan {
            parent_hash: block.header.parent_hash,
            number,
            timestamp: if at_head { shared.time_after(&block) } else { block.header.timestamp },
            gas_limit: block.header.gas_limit,
            base_fee: block.base_fee(),
            prevrandao: block.header.mix_hash,
        };
        Ok(Some(Self { plan, state_of: number }))
    }

    /// In the block after the one this site is at: where a transaction sent now would run.
    pub(crate) fn in_next_block(mut self, shared: &Shared, published: &Published) -> Self {
        if self.state_of == published.number() {
            self.plan.number += 1;
            self.plan.base_fee = shared.rules(&published.head).base_fee;
            self.plan.gas_limit = shared.config.gas_limit;
        }
        self
    }
}

/// One thing to run, possibly several times.
pub(crate) struct Call<'a> {
    shared: &'a Shared,
    published: &'a Published,
    site: CallSite,
    state: StateAt<'a>,
    request: TransactionRequest,
    overrides: StateOverride,
}

impl<'a> Call<'a> {
    pub(crate) fn new(
        shared: &'a Shared,
        published: &'a Published,
        site: CallSite,
        request: TransactionRequest,
        overrides: StateOverride,
    ) -> Result<Self, CallError> {
        let state = shared.state_at(published, site.state_of)?;
        Ok(Self { shared, published, site, state, request, overrides })
    }

    /// Runs the call and returns its output.
    pub(crate) fn output(&self) -> Result<Bytes, CallError> {
        let gas = self.request.gas.unwrap_or(CALL_GAS_CAP).min(CALL_GAS_CAP);
        match self.run(gas)?.0 {
            ExecutionResult::Success { output, .. } => Ok(match output {
                Output::Call(data) | Output::Create(data, _) => data,
            }),
            failed => Err(failure(failed)),
        }
    }

    /// Finds a gas limit with which the transaction succeeds, not much above the smallest one.
    pub(crate) fn estimate_gas(&self) -> Result<u64, CallError> {
        let mut high = self.highest_gas()?;
        let (result, _) = match self.run(high) {
            Err(CallError::Invalid(reason)) if reason.contains("gas limit") => {
                return Err(CallError::GasAllowance(high));
            }
            other => other?,
        };
        let gas = *result.gas();
        if !result.is_success() {
            return Err(match failure(result) {
                CallError::Halted(_) if high < self.site.plan.gas_limit => CallError::GasAllowance(high),
                other => other,
            });
        }
        // What gets nothing back and passes nothing on needs exactly what it used: all plain transfers, for example.
        if self.succeeds(gas.tx_gas_used())? {
            return Ok(gas.tx_gas_used());
        }
        let mut low = gas.tx_gas_used();
        let guess = (gas.tx_gas_used() + gas.inner_refunded() + CALL_STIPEND) * 64 / 63;
        if guess < high {
            if self.succeeds(guess)? { high = guess } else { low = guess }
        }
        while low + 1 < high {
            if ((high - low) as f64) / (high as f64) < ESTIMATE_PRECISION {
                break;
            }
            // Most transactions need little more than they used: lean to the lower end.
            let middle = (low + (high - low) / 2).min(low.saturating_mul(2)).max(low + 1);
            if self.succeeds(middle)? { high = middle } else { low = middle }
        }
        Ok(high)
    }

    fn succeeds(&self, gas: u64) -> Result<bool, CallError> {
        match self.run(gas) {
            Ok((result, _)) => Ok(result.is_success()),
            // Less than the transaction costs before any code runs.
            Err(CallError::Invalid(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// The gas limit to begin with: what was asked for, what a block holds, and what the sender can pay.
    fn highest_gas(&self) -> Result<u64, CallError> {
        let cap = self.request.gas.unwrap_or(u64::MAX).min(self.site.plan.gas_limit);
        let price = self.request.max_fee_per_gas.or(self.request.gas_price).unwrap_or_default();
        if price == 0 {
            return Ok(cap);
        }
        let balance = self.state.account(self.sender())?.unwrap_or_default().balance;
        let value = self.request.value.unwrap_or_default();
        let Some(available) = balance.checked_sub(value) else {
            return Err(CallError::Invalid("insufficient funds for transfer".into()));
        };
        Ok(cap.min(u64::try_from(available / U256::from(price)).unwrap_or(u64::MAX)))
    }

    fn sender(&self) -> Address {
        self.request.from.unwrap_or_default()
    }

    fn run(&self, gas_limit: u64) -> Result<(ExecutionResult, EvmState), CallError> {
        let hashes = |number| self.shared.hash_of(self.published, number);
        let mut overlay = Overlay::new(&self.state, &hashes);
        overlay.override_with(self.overrides.clone())?;
        let mut config = execute::config(self.shared.chain_id);
        let env = self.tx_env(gas_limit)?;
        // Whoever asks is not asked to pay: no fee unless one is named, and any address may be the sender.
        config.disable_nonce_check = true;
        config.disable_eip3607 = true;
        config.disable_base_fee = true;
        config.disable_block_gas_limit = true;
        config.disable_balance_check = env.gas_price == 0 && env.value.is_zero();
        let mut block = execute::block_env(&self.site.plan);
        if env.gas_price == 0 {
            block.basefee = 0;
        }
        let mut evm = execute::evm(overlay, config, block);
        evm.transact(env).map(|outcome| (outcome.result, outcome.state)).map_err(|error| match error {
            EVMError::Database(error) => CallError::Store(error),
            EVMError::Transaction(InvalidTransaction::LackOfFundForMaxFee { .. }) => {
                CallError::Invalid("insufficient funds for gas * price + value".into())
            }
            other => CallError::Invalid(other.to_string()),
        })
    }

    fn tx_env(&self, gas_limit: u64) -> Result<TxEnv, CallError> {
        let request = &self.request;
        let nonce = match request.nonce {
            Some(nonce) => nonce,
            None => self.state.account(self.sender())?.unwrap_or_default().nonce,
        };
        let authorizations = request.authorization_list.clone().unwrap_or_default();
        let tx_type = if !authorizations.is_empty() {
            TxType::Eip7702
        } else if request.max_fee_per_gas.is_some() || request.max_priority_fee_per_gas.is_some() {
            TxType::Eip1559
        } else if request.access_list.is_some() {
            TxType::Eip2930
        } else {
            TxType::Legacy
        };
        let gas_price = request.max_fee_per_gas.or(request.gas_price).unwrap_or_default();
        Ok(TxEnv {
            tx_type: tx_type as u8,
            caller: self.sender(),
            gas_limit,
            gas_price,
            kind: request.to.unwrap_or_default(),
            value: request.value.unwrap_or_default(),
            data: request.input.input().cloned().unwrap_or_default(),
            nonce,
            chain_id: Some(self.shared.chain_id),
            access_list: request.access_list.clone().unwrap_or_default(),
            gas_priority_fee: (tx_type as u8 >= TxType::Eip1559 as u8)
                .then(|| request.max_priority_fee_per_gas.unwrap_or_default().min(gas_price)),
            blob_hashes: Vec::new(),
            max_fee_per_blob_gas: 0,
            authorization_list: authorizations.into_iter().map(Either::Left).collect(),
        })
    }
}

fn failure(result: ExecutionResult) -> CallError {
    match result {
        ExecutionResult::Revert { output, .. } => CallError::Reverted { reason: revert_reason(&output), data: output },
        ExecutionResult::Halt { reason, .. } => CallError::Halted(reason.to_string()),
        ExecutionResult::Success { .. } => CallError::Invalid("the call succeeded".into()),
    }
}

/// The text of `Error(string)` or the meaning of `Panic(uint256)`; custom errors are left to the caller's ABI.
fn revert_reason(data: &[u8]) -> Option<String> {
    match GenericContractError::abi_decode(data).ok()? {
        GenericContractError::Revert(revert) => Some(revert.reason),
        GenericContractError::Panic(panic) => Some(panic.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloy::sol_types::{Panic, Revert, SolError};

    #[test]
    fn reasons_and_panics_are_put_into_words_and_custom_errors_are_not() {
        assert_eq!(revert_reason(&Revert::from("no such member").abi_encode()).as_deref(), Some("no such member"));
        let overflow = Panic { code: U256::from(0x11) };
        assert!(revert_reason(&overflow.abi_encode()).is_some_and(|reason| reason.contains("overflow")));
        assert_eq!(revert_reason(&[1, 2, 3, 4]), None);
        assert_eq!(revert_reason(&[]), None);
    }
}
