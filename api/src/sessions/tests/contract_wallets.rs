//! Wallets that are contracts: deployed, delegated, or not there yet.

use alloy::{
    primitives::{B256, keccak256},
    sol_types::{SolCall, SolError, SolValue},
};
use palabre_contracts::bindings::wallet_proof::WalletProof::WalletProofVerdict;

use super::*;
use crate::wallets::signature::isValidSignatureCall;

const SAFE: Address = Address::repeat_byte(0x5a);

async fn answer(bench: &Bench, signature: Vec<u8>) -> Result<(Session, String), ApiError> {
    let invited = bench.invited(SAFE).await;
    bench.submit(&invited, &invited.text, signature.into()).await
}

#[tokio::test]
async fn a_contract_wallet_speaks_for_itself() {
    let bench = Bench::new().await;
    bench.chain.deploy(SAFE);
    bench.chain.answer_all::<isValidSignatureCall>(SAFE, &isValidSignatureCall::SELECTOR.into());
    assert_eq!(answer(&bench, vec![1; 200]).await.unwrap().0.wallet, SAFE);
    bench.chain.answer_all::<isValidSignatureCall>(SAFE, &[0xff; 4].into());
    assert_eq!(code(answer(&bench, vec![1; 200]).await), "wrong_signature");
}

#[tokio::test]
async fn a_contract_that_says_nothing_clear_says_no() {
    let bench = Bench::new().await;
    bench.chain.deploy(SAFE);
    assert_eq!(code(answer(&bench, vec![1; 65]).await), "wrong_signature", "an empty answer");
    bench.chain.world().revert = Some(vec![1, 2, 3]);
    assert_eq!(code(answer(&bench, vec![1; 65]).await), "wrong_signature", "a revert");
}

#[tokio::test]
async fn a_plain_wallet_that_lent_itself_to_a_contract_is_still_its_key() {
    let bench = Bench::new().await;
    let wallet = bench.wallet.address();
    bench.chain.deploy_code(wallet, [&[0xef, 0x01, 0x00][..], SAFE.as_slice()].concat().into());
    assert_eq!(bench.signed_in().await.0.wallet, wallet);
    bench.chain.deploy(wallet);
    let invited = bench.invited(wallet).await;
    let signature = personal_sign(&bench.wallet, &invited.text);
    assert_eq!(code(bench.submit(&invited, &invited.text, signature).await), "wrong_signature", "any other code");
}

fn wrapped() -> Vec<u8> {
    let parts = (Address::repeat_byte(0xfa), Bytes::from_static(&[1]), Bytes::from_static(&[2])).abi_encode_params();
    let magic: B256 = "0x6492649264926492649264926492649264926492649264926492649264926492".parse().unwrap();
    [parts, magic.to_vec()].concat()
}

#[tokio::test]
async fn a_wallet_that_is_not_deployed_yet_is_asked_as_if_it_were() {
    let bench = Bench::new().await;
    bench.chain.world().creation = Some(WalletProofVerdict { valid: true }.abi_encode());
    assert_eq!(answer(&bench, wrapped()).await.unwrap().0.wallet, SAFE);
    for nonsense in [WalletProofVerdict { valid: false }.abi_encode(), Vec::new(), keccak256("x").to_vec()] {
        bench.chain.world().creation = Some(nonsense);
        assert_eq!(code(answer(&bench, wrapped()).await), "wrong_signature");
    }
}
