//! Wallets that do not exist yet (ERC-6492): the signature says how the wallet would be deployed. `WalletProof` deploys
//! and asks it inside one `eth_call`, which the chain forgets.

use alloy::{
    eips::BlockId,
    network::TransactionBuilder,
    primitives::{Address, B256, Bytes, b256},
    providers::{DynProvider, Provider},
    rpc::types::TransactionRequest,
    sol_types::{SolConstructor, SolError},
    transports::{RpcError, TransportError},
};
use palabre_contracts::bindings::wallet_proof::WalletProof;

/// Gas for deploying a wallet and asking it.
const DEPLOYMENT_GAS: u64 = 5_000_000;
const MAGIC: B256 = b256!("6492649264926492649264926492649264926492649264926492649264926492");

/// Whether a signature says how its wallet would be deployed.
pub(super) fn is_wrapped(signature: &[u8]) -> bool {
    signature.ends_with(MAGIC.as_slice())
}

/// What the wallet says, once it is deployed. Whatever is no clear yes is a no.
pub(super) async fn says_so(
    provider: &DynProvider,
    wallet: Address,
    digest: B256,
    signature: &Bytes,
) -> Result<bool, TransportError> {
    let arguments = WalletProof::constructorCall { wallet, digest, signature: signature.clone() }.abi_encode();
    let code = [WalletProof::BYTECODE.as_ref(), &arguments].concat();
    let request = TransactionRequest::default().with_deploy_code(code).with_gas_limit(DEPLOYMENT_GAS);
    match provider.call(request).block(BlockId::latest()).await {
        Ok(_) => Ok(false),
        Err(RpcError::ErrorResp(answer)) => {
            let verdict = answer.as_revert_data();
            Ok(verdict.is_some_and(|data| {
                WalletProof::WalletProofVerdict::abi_decode(&data).is_ok_and(|verdict| verdict.valid)
            }))
        }
        Err(error) => Err(error),
    }
}
