//! Whose signature is it: plain wallets by recovery, contract wallets by asking them.
//!
//! - [`signature`] is pure: bytes to a signer.
//! - [`Wallets`] asks the chain: ERC-1271 for wallets that are deployed, ERC-6492 for those that will be.

pub mod signature;
mod undeployed;

use alloy::{
    eips::BlockId,
    network::TransactionBuilder,
    primitives::{Address, B256, Bytes},
    providers::{DynProvider, Provider},
    rpc::types::TransactionRequest,
    sol_types::SolCall,
    transports::{RpcError, TransportError},
};

use self::signature::{MAX_CONTRACT_SIGNATURE, MalformedSignature, isValidSignatureCall};

/// Gas for a contract wallet that says whether a signature is its own: enough for several owners, too little for harm.
/// It also bounds the answer: memory for a megabyte costs more.
const SIGNATURE_GAS: u64 = 500_000;
/// First bytes of the code of a plain wallet that lets a contract act for it (EIP-7702).
const DELEGATED: [u8; 3] = [0xef, 0x01, 0x00];

/// Why a signature is not believed.
#[derive(Debug, thiserror::Error)]
pub enum WalletError {
    /// The bytes are no signature of a plain wallet.
    #[error(transparent)]
    Malformed(#[from] MalformedSignature),
    /// More bytes than any wallet needs.
    #[error("the signature has {0} bytes, at most {MAX_CONTRACT_SIGNATURE} are taken")]
    TooLong(usize),
    /// Not this wallet's signature under this digest.
    #[error("the signature is not that of {0}")]
    NotTheirs(Address),
    /// The chain does not answer.
    #[error("the chain does not answer: {0}")]
    Chain(#[from] TransportError),
}

/// A provider with the questions about wallets.
#[derive(Clone, Debug)]
pub struct Wallets {
    provider: DynProvider,
}

impl Wallets {
    /// Asks this chain.
    pub fn new(provider: DynProvider) -> Self {
        Self { provider }
    }

    /// Whether the contracts will take `given` for the signature of `signer` under `digest`; answers the bytes in the
    /// form that they take. Decides like they do: a wallet with code speaks for itself, any other by recovery.
    pub async fn verify(&self, signer: Address, digest: B256, given: &Bytes) -> Result<Bytes, WalletError> {
        if given.len() > MAX_CONTRACT_SIGNATURE {
            return Err(WalletError::TooLong(given.len()));
        }
        if !self.code(signer).await?.is_empty() {
            let theirs = self.says_so(signer, digest, given).await?;
            return if theirs { Ok(given.clone()) } else { Err(WalletError::NotTheirs(signer)) };
        }
        recovered(signer, digest, given)
    }

    /// Like [`verify`](Self::verify) for signatures that no contract will see, such as those under a sign-in: wallets
    /// that are not deployed yet (ERC-6492) and plain wallets that lent themselves to a contract (EIP-7702) count too.
    pub async fn verify_off_chain(&self, signer: Address, digest: B256, given: &Bytes) -> Result<(), WalletError> {
        if given.len() > MAX_CONTRACT_SIGNATURE {
            return Err(WalletError::TooLong(given.len()));
        }
        if undeployed::is_wrapped(given) {
            let theirs = undeployed::says_so(&self.provider, signer, digest, given).await?;
            return if theirs { Ok(()) } else { Err(WalletError::NotTheirs(signer)) };
        }
        let code = self.code(signer).await?;
        if code.is_empty() {
            return recovered(signer, digest, given).map(drop);
        }
        if self.says_so(signer, digest, given).await? {
            return Ok(());
        }
        if code.starts_with(&DELEGATED) {
            return recovered(signer, digest, given).map(drop);
        }
        Err(WalletError::NotTheirs(signer))
    }

    async fn code(&self, wallet: Address) -> Result<Bytes, TransportError> {
        self.provider.get_code_at(wallet).await
    }

    /// What a contract wallet says about a signature (ERC-1271). Whatever is no clear yes is a no.
    async fn says_so(&self, wallet: Address, digest: B256, given: &Bytes) -> Result<bool, TransportError> {
        let call = isValidSignatureCall { hash: digest, signature: given.clone() };
        let request =
            TransactionRequest::default().with_to(wallet).with_input(call.abi_encode()).with_gas_limit(SIGNATURE_GAS);
        let is_magic =
            |data: &Bytes| data.len() >= 32 && data[..4] == isValidSignatureCall::SELECTOR && data[4..32] == [0; 28];
        match self.provider.call(request).block(BlockId::latest()).await {
            Ok(answer) => Ok(is_magic(&answer)),
            Err(RpcError::ErrorResp(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn recovered(signer: Address, digest: B256, given: &Bytes) -> Result<Bytes, WalletError> {
    let parsed = signature::parse(given)?;
    match signature::signer(&parsed, digest) {
        Ok(recovered) if recovered == signer => Ok(signature::bytes(&parsed)),
        _ => Err(WalletError::NotTheirs(signer)),
    }
}
