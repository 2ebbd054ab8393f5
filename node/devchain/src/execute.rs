//! Running transactions: the EVM settings of this chain, and the loop that fills a block.

use crate::{
    block::{Plan, SignedTx},
    error::{StoreError, TxError},
    overlay::{BlockHashes, Overlay},
    pool::PooledTx,
    state::{Diff, State, StateRead},
};
use alloy::{
    consensus::{Eip658Value, Receipt, Transaction as _, Typed2718 as _},
    primitives::{Address, B256, U256},
};
use revm::{
    ExecuteCommitEvm, MainBuilder, MainnetEvm,
    context::{BlockEnv, CfgEnv, TxEnv, either::Either},
    context_interface::{
        block::BlobExcessGasAndPrice,
        result::{EVMError, ExecutionResult, InvalidTransaction},
    },
    handler::MainnetContext,
    primitives::{eip4844::BLOB_BASE_FEE_UPDATE_FRACTION_PRAGUE, hardfork::SpecId},
};
use std::sync::Arc;

/// The rules of this chain. Set explicitly: a newer EVM library must not change them silently.
pub(crate) const SPEC: SpecId = SpecId::PRAGUE;

/// An EVM over a state with changes.
pub(crate) type Evm<'a, S> = MainnetEvm<MainnetContext<Overlay<'a, S>>>;

/// What came of a batch of transactions.
pub(crate) struct Executed {
    pub(crate) diff: Diff,
    pub(crate) transactions: Vec<SignedTx>,
    pub(crate) receipts: Vec<Receipt>,
    /// Transactions that can never be mined, with the reason.
    pub(crate) refused: Vec<(B256, TxError)>,
}

/// The EVM settings for a chain.
pub(crate) fn config(chain_id: u64) -> CfgEnv {
    CfgEnv::new().with_chain_id(chain_id).with_spec_and_mainnet_gas_params(SPEC)
}

/// An EVM over an overlay.
pub(crate) fn evm<S: StateRead>(overlay: Overlay<'_, S>, config: CfgEnv, block: BlockEnv) -> Evm<'_, S> {
    MainnetContext::<Overlay<'_, S>>::new(overlay, SPEC).with_block(block).with_cfg(config).build_mainnet()
}

/// The block that instructions like `TIMESTAMP` see.
pub(crate) fn block_env(plan: &Plan) -> BlockEnv {
    BlockEnv {
        number: U256::from(plan.number),
        beneficiary: Address::ZERO,
        timestamp: U256::from(plan.timestamp),
        gas_limit: plan.gas_limit,
        basefee: plan.base_fee,
        difficulty: U256::ZERO,
        prevrandao: Some(plan.prevrandao),
        blob_excess_gas_and_price: Some(BlobExcessGasAndPrice::new(0, BLOB_BASE_FEE_UPDATE_FRACTION_PRAGUE)),
        ..BlockEnv::default()
    }
}

/// A signed transaction in the words of the EVM.
pub(crate) fn tx_env(tx: &SignedTx) -> TxEnv {
    TxEnv {
        tx_type: tx.ty(),
        caller: tx.signer(),
        gas_limit: tx.gas_limit(),
        gas_price: tx.max_fee_per_gas(),
        kind: tx.kind(),
        value: tx.value(),
        data: tx.input().clone(),
        nonce: tx.nonce(),
        chain_id: tx.chain_id(),
        access_list: tx.access_list().cloned().unwrap_or_default(),
        gas_priority_fee: tx.max_priority_fee_per_gas(),
        blob_hashes: Vec::new(),
        max_fee_per_blob_gas: 0,
        authorization_list: tx.authorization_list().unwrap_or_default().iter().cloned().map(Either::Left).collect(),
    }
}

/// Runs a batch in order until the block is full.
pub(crate) fn execute(
    state: &State,
    hashes: BlockHashes<'_>,
    chain_id: u64,
    plan: &Plan,
    batch: &[Arc<PooledTx>],
) -> Result<Executed, StoreError> {
    let mut evm = evm(Overlay::new(state, hashes), config(chain_id), block_env(plan));
    let (mut transactions, mut receipts, mut refused) = (Vec::new(), Vec::<Receipt>::new(), Vec::new());
    let mut gas_used = 0;
    for pooled in batch {
        if gas_used + pooled.tx.gas_limit() > plan.gas_limit {
            break;
        }
        match evm.transact_commit(tx_env(&pooled.tx)) {
            Ok(result) => {
                gas_used += result.tx_gas_used();
                receipts.push(receipt(result, gas_used));
                transactions.push(pooled.tx.clone());
            }
            // An earlier transaction of the sender was refused in this block: this one waits for its nonce again.
            Err(EVMError::Transaction(InvalidTransaction::NonceTooHigh { .. })) => {}
            Err(EVMError::Database(error)) => return Err(error),
            Err(error) => refused.push((pooled.hash, refusal(&pooled.tx, error))),
        }
    }
    let overlay = evm.ctx.journaled_state.database;
    Ok(Executed { diff: overlay.into_diff()?, transactions, receipts, refused })
}

fn receipt(result: ExecutionResult, cumulative_gas_used: u64) -> Receipt {
    // The EVM also hands out the logs of failed transactions; they never happened.
    let success = result.is_success();
    let logs = if success { result.into_logs() } else { Vec::new() };
    Receipt { status: Eip658Value::Eip658(success), cumulative_gas_used, logs }
}

fn refusal(tx: &SignedTx, error: EVMError<StoreError>) -> TxError {
    let EVMError::Transaction(error) = error else { return TxError::Refused(error.to_string()) };
    match error {
        InvalidTransaction::NonceTooLow { tx, state } => TxError::NonceTooLow { next: state, nonce: tx },
        InvalidTransaction::LackOfFundForMaxFee { fee, balance } => {
            TxError::InsufficientFunds { sender: tx.signer(), balance: *balance, cost: *fee }
        }
        InvalidTransaction::RejectCallerWithCode => TxError::Refused("sender not an eoa".into()),
        InvalidTransaction::CreateInitCodeSizeLimit => TxError::Refused("max initcode size exceeded".into()),
        other => TxError::Refused(other.to_string()),
    }
}
