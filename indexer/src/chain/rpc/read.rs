//! Answers as the indexer's words.

use alloy::{
    consensus::{BlockHeader, proofs::calculate_receipt_root},
    rpc::types::{Block, Log, TransactionReceipt},
};

use super::super::{ChainError, ChainLog, Header};

/// The header of a block; with `check_hash` it must have the hash that it claims.
pub(super) fn header(block: &Block, check_hash: bool) -> Result<Header, ChainError> {
    let header = &block.header;
    if check_hash && header.inner.hash_slow() != header.hash {
        let problem = format!("the header's hash is not {}; set verify = \"bloom\" on such chains", header.hash);
        return Err(ChainError::Inconsistent { block: header.number(), problem });
    }
    Ok(Header {
        number: header.number(),
        hash: header.hash,
        parent_hash: header.parent_hash(),
        time: header.timestamp(),
        bloom: header.logs_bloom(),
        receipts_root: header.receipts_root(),
    })
}

/// A log; it must say where it stands.
pub(super) fn log(log: Log) -> Result<ChainLog, ChainError> {
    let block = log.block_number.unwrap_or_default();
    let inconsistent = |problem: &str| ChainError::Inconsistent { block, problem: problem.to_owned() };
    if log.removed {
        return Err(inconsistent("a log is marked as removed"));
    }
    Ok(ChainLog {
        address: log.inner.address,
        data: log.inner.data,
        block_number: log.block_number.ok_or_else(|| inconsistent("a log has no block"))?,
        block_hash: log.block_hash.ok_or_else(|| inconsistent("a log has no block hash"))?,
        tx_hash: log.transaction_hash.ok_or_else(|| inconsistent("a log has no transaction"))?,
        log_index: log.log_index.ok_or_else(|| inconsistent("a log has no position"))?,
    })
}

/// The logs of a block from its receipts, which must hash to the header's root.
pub(super) fn proven(header: &Header, receipts: Option<Vec<TransactionReceipt>>) -> Result<Vec<ChainLog>, ChainError> {
    let receipts = receipts.ok_or(ChainError::MissingBlock(header.number))?;
    let envelopes: Vec<_> = receipts.iter().map(|receipt| receipt.inner.clone().into_primitives_receipt()).collect();
    let root = calculate_receipt_root(&envelopes);
    if root != header.receipts_root {
        let problem = format!("its receipts have the root {root}, the header says {}", header.receipts_root);
        return Err(ChainError::Inconsistent { block: header.number, problem });
    }
    let logs = receipts.into_iter().flat_map(|receipt| receipt.inner.logs().to_vec());
    let mut logs: Vec<ChainLog> = logs.map(log).collect::<Result<_, _>>()?;
    // Positions are not part of the root: count them instead of believing them.
    for (log, position) in logs.iter_mut().zip(0..) {
        (log.block_number, log.block_hash, log.log_index) = (header.number, header.hash, position);
    }
    Ok(logs)
}
