//! Blocks: what they hold, how they are hashed, and their compact form in the chain file.

use crate::error::StoreError;
use alloy::{
    consensus::{
        EMPTY_OMMER_ROOT_HASH, Eip658Value, Header, Receipt, ReceiptEnvelope, Transaction as _, TxEnvelope,
        constants::EMPTY_WITHDRAWALS, proofs::calculate_receipt_root, transaction::Recovered,
    },
    eips::{
        eip1559::BaseFeeParams,
        eip2718::{Decodable2718, Encodable2718},
        eip7685::EMPTY_REQUESTS_HASH,
    },
    primitives::{Address, B64, B256, Bloom, Bytes, Log, U256, keccak256},
    rlp::{Decodable, Encodable},
};
use alloy_trie::root::ordered_trie_root_with_encoder;

/// A signed transaction with its sender.
pub(crate) type SignedTx = Recovered<TxEnvelope>;

/// A mined block with everything that belongs to it.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) hash: B256,
    pub(crate) header: Header,
    pub(crate) transactions: Vec<SignedTx>,
    pub(crate) receipts: Vec<Receipt>,
}

/// What is decided about a block before its transactions run.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) parent_hash: B256,
    pub(crate) number: u64,
    pub(crate) timestamp: u64,
    pub(crate) gas_limit: u64,
    pub(crate) base_fee: u64,
    pub(crate) prevrandao: B256,
}

/// The value of `PREVRANDAO`. One operator makes all blocks: it varies, but nobody should call it random.
///
/// `branch` counts reorganisations, so that a block that replaces another with the same content gets another hash.
pub(crate) fn prevrandao(parent_hash: B256, number: u64, branch: u64) -> B256 {
    keccak256([parent_hash.as_slice(), &number.to_be_bytes(), &branch.to_be_bytes()].concat())
}

impl Block {
    /// Seals a block: computes its roots, bloom and hash.
    pub(crate) fn seal(plan: &Plan, state_root: B256, transactions: Vec<SignedTx>, receipts: Vec<Receipt>) -> Self {
        let typed = |(tx, receipt): (&SignedTx, &Receipt)| ReceiptEnvelope::from_typed(tx.tx_type(), receipt.clone());
        let envelopes: Vec<_> = transactions.iter().zip(&receipts).map(typed).collect();
        let header = Header {
            parent_hash: plan.parent_hash,
            ommers_hash: EMPTY_OMMER_ROOT_HASH,
            beneficiary: Address::ZERO,
            state_root,
            transactions_root: ordered_trie_root_with_encoder(&transactions, |tx, out| tx.inner().encode_2718(out)),
            receipts_root: calculate_receipt_root(&envelopes),
            logs_bloom: envelopes.iter().fold(Bloom::ZERO, |bloom, receipt| bloom | *receipt.logs_bloom()),
            difficulty: U256::ZERO,
            number: plan.number,
            gas_limit: plan.gas_limit,
            gas_used: receipts.last().map_or(0, |receipt| receipt.cumulative_gas_used),
            timestamp: plan.timestamp,
            extra_data: Bytes::from_static(b"palabre"),
            mix_hash: plan.prevrandao,
            nonce: B64::ZERO,
            base_fee_per_gas: Some(plan.base_fee),
            withdrawals_root: Some(EMPTY_WITHDRAWALS),
            blob_gas_used: Some(0),
            excess_blob_gas: Some(0),
            parent_beacon_block_root: Some(B256::ZERO),
            requests_hash: Some(EMPTY_REQUESTS_HASH),
            ..Header::default()
        };
        Self { hash: header.hash_slow(), header, transactions, receipts }
    }

    /// Base fee of the block, in wei.
    pub(crate) fn base_fee(&self) -> u64 {
        self.header.base_fee_per_gas.unwrap_or_default()
    }

    /// Base fee of the next block, in wei: EIP-1559, but never under `floor`.
    pub(crate) fn next_base_fee(&self, floor: u64) -> u64 {
        self.header.next_block_base_fee(BaseFeeParams::ethereum()).unwrap_or_default().max(floor)
    }

    /// Gas used by one transaction alone.
    pub(crate) fn gas_used_by(&self, index: usize) -> u64 {
        let before = index.checked_sub(1).map_or(0, |previous| self.receipts[previous].cumulative_gas_used);
        self.receipts[index].cumulative_gas_used - before
    }

    /// Address of the contract that a transaction created.
    pub(crate) fn created_by(&self, index: usize) -> Option<Address> {
        let tx = &self.transactions[index];
        tx.to().is_none().then(|| tx.signer().create(tx.nonce()))
    }

    /// Number of logs in the block before those of a transaction.
    pub(crate) fn logs_before(&self, index: usize) -> usize {
        self.receipts[..index].iter().map(|receipt| receipt.logs.len()).sum()
    }

    /// Senders and signed transactions, one after the other.
    pub(crate) fn encode_body(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for tx in &self.transactions {
            tx.signer().encode(&mut out);
            tx.inner().encoded_2718().as_slice().encode(&mut out);
        }
        out
    }

    /// Status, cumulative gas and logs of each receipt; blooms are computed again when asked for.
    pub(crate) fn encode_receipts(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for receipt in &self.receipts {
            receipt.status.coerce_status().encode(&mut out);
            receipt.cumulative_gas_used.encode(&mut out);
            receipt.logs.encode(&mut out);
        }
        out
    }

    /// Reads back what the encoders wrote.
    pub(crate) fn decode(hash: B256, header: &[u8], body: &[u8], receipts: &[u8]) -> Result<Self, StoreError> {
        Ok(Self {
            hash,
            header: Header::decode(&mut &*header)?,
            transactions: decode_body(body)?,
            receipts: decode_receipts(receipts)?,
        })
    }
}

fn decode_body(mut body: &[u8]) -> Result<Vec<SignedTx>, StoreError> {
    let mut transactions = Vec::new();
    while !body.is_empty() {
        let sender = Address::decode(&mut body)?;
        let bytes = Bytes::decode(&mut body)?;
        let tx =
            TxEnvelope::decode_2718(&mut bytes.as_ref()).map_err(|error| StoreError::Damaged(error.to_string()))?;
        transactions.push(Recovered::new_unchecked(tx, sender));
    }
    Ok(transactions)
}

fn decode_receipts(mut receipts: &[u8]) -> Result<Vec<Receipt>, StoreError> {
    let mut decoded = Vec::new();
    while !receipts.is_empty() {
        decoded.push(Receipt {
            status: Eip658Value::Eip658(bool::decode(&mut receipts)?),
            cumulative_gas_used: u64::decode(&mut receipts)?,
            logs: Vec::<Log>::decode(&mut receipts)?,
        });
    }
    Ok(decoded)
}
