//! One small error enum per boundary. Messages of [`TxError`] follow geth, because wallets match on them.

use alloy::primitives::{Address, B256, Bytes, U256};
use std::{io, path::PathBuf};

/// The chain could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or file cannot be written.
    #[error("cannot write {path}: {source}. Check that the folder exists and that this user may write to it")]
    NotWritable {
        /// The file in question.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process has the same chain open.
    #[error("{path} is in use by another process. Stop it first; two nodes must not write to one chain")]
    Locked {
        /// The chain file.
        path: PathBuf,
    },
    /// The stored chain is another one.
    #[error(
        "{path} holds chain {stored}, but chain id {wanted} was asked for. Ask for {stored}, or choose another file"
    )]
    WrongChainId {
        /// The chain file.
        path: PathBuf,
        /// Id in the file.
        stored: u64,
        /// Id in the configuration.
        wanted: u64,
    },
    /// The file was written by another version of this crate.
    #[error("{path} has format {found}, this version reads format {known}. Use the version that wrote it")]
    Format {
        /// The chain file.
        path: PathBuf,
        /// Format in the file.
        found: i64,
        /// Format of this version.
        known: i64,
    },
    /// The stored state does not hash to what the head block says.
    #[error(
        "the state in {path} has root {computed}, block {number} says {stored}: the file is damaged. Restore from a backup"
    )]
    StateRoot {
        /// The chain file.
        path: PathBuf,
        /// Head block.
        number: u64,
        /// Root in the head block.
        stored: B256,
        /// Root of the stored state.
        computed: B256,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The thread of the chain could not be started.
    #[error("cannot start the thread of the chain: {0}")]
    Thread(io::Error),
}

/// Reading or writing the chain file failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite reported an error.
    #[error("the chain file failed: {0}. Check free space and permissions, then try again")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored value cannot be read back.
    #[error("the chain file is damaged ({0}). Restore from a backup")]
    Damaged(String),
    /// The state of an old block was asked for, but is no longer kept.
    #[error("the state of block {number} is no longer kept (oldest: {oldest})")]
    Pruned {
        /// The block asked for.
        number: u64,
        /// The oldest block whose state is known.
        oldest: u64,
    },
}

impl From<alloy::rlp::Error> for StoreError {
    fn from(error: alloy::rlp::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl revm::database_interface::DBErrorMarker for StoreError {}

/// A transaction was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TxError {
    /// The bytes are not a signed transaction.
    #[error("invalid transaction: {0}")]
    Undecodable(String),
    /// The signature does not belong to any key.
    #[error("invalid sender: the signature cannot be recovered")]
    InvalidSignature,
    /// Blob transactions need a consensus layer, which this chain does not have.
    #[error("transaction type not supported: this chain has no blobs (EIP-4844)")]
    BlobsUnsupported,
    /// Signed for another chain.
    #[error("invalid chain id for signer: have {have} want {want}")]
    WrongChainId {
        /// Chain id in the transaction.
        have: u64,
        /// Id of this chain.
        want: u64,
    },
    /// The same transaction is in the pool or mined.
    #[error("already known")]
    AlreadyKnown,
    /// The nonce has been used.
    #[error("nonce too low: next nonce {next}, tx nonce {nonce}")]
    NonceTooLow {
        /// Nonce of the account.
        next: u64,
        /// Nonce of the transaction.
        nonce: u64,
    },
    /// The balance does not cover the highest possible cost.
    #[error("insufficient funds for gas * price + value: address {sender} have {balance} want {cost}")]
    InsufficientFunds {
        /// The sender.
        sender: Address,
        /// What it has.
        balance: U256,
        /// What it needs.
        cost: U256,
    },
    /// A transaction with the same nonce waits, and this one does not pay at least 10 % more.
    #[error("replacement transaction underpriced")]
    ReplacementUnderpriced,
    /// A waiting transaction was replaced by one that pays more.
    #[error("transaction {0} was replaced by one that pays more")]
    Replaced(B256),
    /// Less gas than the transaction costs before any code runs.
    #[error("intrinsic gas too low: gas {gas}, minimum needed {needed}")]
    IntrinsicGas {
        /// Gas limit of the transaction.
        gas: u64,
        /// What it needs.
        needed: u64,
    },
    /// No block could ever hold it.
    #[error("exceeds block gas limit: gas {gas}, limit {limit}")]
    GasLimit {
        /// Gas limit of the transaction.
        gas: u64,
        /// Gas limit of a block.
        limit: u64,
    },
    /// The fee does not cover the base fee.
    #[error("max fee per gas less than block base fee: maxFeePerGas: {max_fee}, baseFee: {base_fee}")]
    FeeTooLow {
        /// Fee of the transaction.
        max_fee: u128,
        /// Base fee of the next block.
        base_fee: u64,
    },
    /// The tip exceeds the fee.
    #[error(
        "max priority fee per gas higher than max fee per gas: maxPriorityFeePerGas: {tip}, maxFeePerGas: {max_fee}"
    )]
    TipAboveFee {
        /// Tip of the transaction.
        tip: u128,
        /// Fee of the transaction.
        max_fee: u128,
    },
    /// The pool has no room.
    #[error("txpool is full")]
    PoolFull,
    /// The EVM refused it while the block was built.
    #[error("{0}")]
    Refused(String),
    /// The block with it could not be stored.
    #[error("the block could not be stored: {0}")]
    NotStored(String),
    /// The chain is shutting down.
    #[error("the chain is shutting down")]
    Stopped,
}

/// A call did not return a value.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The contract reverted.
    #[error("execution reverted{}", .reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default())]
    Reverted {
        /// The text of `Error(string)` or the meaning of `Panic(uint256)`.
        reason: Option<String>,
        /// The revert data.
        data: Bytes,
    },
    /// The EVM stopped with an exception.
    #[error("{0}")]
    Halted(String),
    /// The request cannot be executed at all.
    #[error("{0}")]
    Invalid(String),
    /// No gas limit up to the cap makes the transaction succeed.
    #[error("gas required exceeds allowance ({0})")]
    GasAllowance(u64),
    /// The chain file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An order to the chain (mine, revert, set the time) was refused.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// The thread of the chain has ended.
    #[error("the chain is shutting down")]
    Stopped,
    /// Block times never go back.
    #[error("the time {wanted} is before the head block, which is at {head}. Choose a later time")]
    TimeGoesBack {
        /// The time asked for.
        wanted: u64,
        /// Time of the head block.
        head: u64,
    },
    /// The snapshot is unknown or was used.
    #[error("there is no snapshot {0}: it was reverted to already, or its blocks are gone")]
    NoSnapshot(u64),
    /// There are fewer blocks than asked for.
    #[error("cannot drop {depth} blocks, the head is block {head}")]
    TooDeep {
        /// Blocks to drop.
        depth: u64,
        /// Head block.
        head: u64,
    },
    /// A transaction of a replacement block is invalid.
    #[error(transparent)]
    Tx(#[from] TxError),
    /// The chain file failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The backup could not be written.
    #[error("cannot write the backup {path}: {reason}. Choose a file that does not exist in a folder that does")]
    Backup {
        /// The target.
        path: PathBuf,
        /// What went wrong.
        reason: String,
    },
}
