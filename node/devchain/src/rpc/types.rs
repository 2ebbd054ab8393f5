//! From our blocks to the objects of the JSON-RPC specification.

use crate::block::{Block, SignedTx};
use alloy::{
    consensus::{Receipt, ReceiptEnvelope, ReceiptWithBloom, Transaction as _},
    eips::eip2718::Encodable2718 as _,
    primitives::{Log as PlainLog, U256},
    rlp::{Encodable, length_of_length},
    rpc::types::{Block as RpcBlock, BlockTransactions, Header as RpcHeader, Log, Transaction, TransactionReceipt},
};

pub(super) fn block(block: &Block, full: bool) -> RpcBlock {
    let transactions = if full {
        BlockTransactions::Full((0..block.transactions.len()).map(|index| transaction(block, index)).collect())
    } else {
        BlockTransactions::Hashes(block.transactions.iter().map(|tx| *tx.tx_hash()).collect())
    };
    RpcBlock {
        header: RpcHeader {
            hash: block.hash,
            inner: block.header.clone(),
            total_difficulty: Some(U256::ZERO),
            size: Some(U256::from(encoded_length(block))),
        },
        uncles: Vec::new(),
        transactions,
        withdrawals: Some(Default::default()),
    }
}

/// Length of the block in the encoding that nodes exchange.
fn encoded_length(block: &Block) -> usize {
    let with_header = |payload: usize| payload + length_of_length(payload);
    let transactions: usize = block.transactions.iter().map(|tx| tx.network_len()).sum();
    // Two more lists follow, uncles and withdrawals; both are empty.
    with_header(block.header.length() + with_header(transactions) + 2)
}

pub(super) fn transaction(block: &Block, index: usize) -> Transaction {
    let tx = &block.transactions[index];
    Transaction {
        inner: tx.clone(),
        block_hash: Some(block.hash),
        block_number: Some(block.header.number),
        transaction_index: Some(index as u64),
        effective_gas_price: Some(tx.effective_gas_price(block.header.base_fee_per_gas)),
        block_timestamp: Some(block.header.timestamp),
    }
}

pub(super) fn waiting_transaction(tx: &SignedTx) -> Transaction {
    Transaction {
        inner: tx.clone(),
        block_hash: None,
        block_number: None,
        transaction_index: None,
        effective_gas_price: None,
        block_timestamp: None,
    }
}

pub(super) fn receipt(block: &Block, index: usize) -> TransactionReceipt {
    let tx = &block.transactions[index];
    let plain = &block.receipts[index];
    let receipt = Receipt {
        status: plain.status,
        cumulative_gas_used: plain.cumulative_gas_used,
        logs: logs(block, index, false, |_| true).collect(),
    };
    TransactionReceipt {
        inner: ReceiptEnvelope::from_typed(tx.tx_type(), ReceiptWithBloom { receipt, logs_bloom: plain.bloom_slow() }),
        transaction_hash: *tx.tx_hash(),
        transaction_index: Some(index as u64),
        block_hash: Some(block.hash),
        block_number: Some(block.header.number),
        gas_used: block.gas_used_by(index),
        effective_gas_price: tx.effective_gas_price(block.header.base_fee_per_gas),
        blob_gas_used: None,
        blob_gas_price: None,
        from: tx.signer(),
        to: tx.to(),
        contract_address: block.created_by(index),
    }
}

/// The logs of one transaction that a condition lets through.
pub(crate) fn logs<'a>(
    block: &'a Block,
    index: usize,
    removed: bool,
    wanted: impl Fn(&PlainLog) -> bool + 'a,
) -> impl Iterator<Item = Log> + 'a {
    let first = block.logs_before(index);
    let numbered = block.receipts[index].logs.iter().enumerate();
    numbered.filter(move |(_, log)| wanted(log)).map(move |(position, log)| Log {
        inner: log.clone(),
        block_hash: Some(block.hash),
        block_number: Some(block.header.number),
        block_timestamp: Some(block.header.timestamp),
        transaction_hash: Some(*block.transactions[index].tx_hash()),
        transaction_index: Some(index as u64),
        log_index: Some((first + position) as u64),
        removed,
    })
}
