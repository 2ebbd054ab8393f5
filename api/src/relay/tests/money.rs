//! Claims.

use alloy::sol_types::SolCall;
use palabre_contracts::bindings::distribution::Distribution::{claimForCall, claimedCall, shareOfCall};

use super::*;
use crate::relay::{
    RelayConfig,
    actions::{ClaimInput, ClaimSubmission},
};

async fn contributor(config: RelayConfig) -> (Bench, PrivateKeySigner) {
    let (bench, wallet) = (Bench::with(config).await, key(1));
    let contracts = bench.community.contracts;
    bench.chain.answer_all::<Membership::memberOfCall>(contracts.membership, &U40::ZERO);
    bench.admit(wallet.address(), 4, Roles::NONE);
    bench.chain.answer_all::<claimedCall>(contracts.distribution, &false);
    bench.chain.answer_all::<shareOfCall>(contracts.distribution, &U256::from(1000));
    (bench, wallet)
}

fn claim(wallet: &PrivateKeySigner, epoch: u32) -> ClaimInput {
    ClaimInput { wallet: wallet.address(), token: Address::ZERO, epoch }
}

#[tokio::test]
async fn a_share_is_paid_to_the_member_who_asks() {
    let (bench, wallet) = contributor(RelayConfig::default()).await;
    let prepared = bench.relay.prepare_claim(&bench.community, claim(&wallet, 2)).await.unwrap();
    assert_eq!(prepared.typed_data["message"]["memberId"], 4);
    let given: ClaimSubmission = submission(&prepared, &wallet);
    let intent = bench.relay.submit_claim(&bench.community, given).await.unwrap().intent;
    let call = claimForCall::abi_decode(&intent.calldata).unwrap();
    assert_eq!((call.epoch, call.memberId), (2, U40::from(4)));
}

#[tokio::test]
async fn a_second_claim_is_a_conflict() {
    let (bench, wallet) = contributor(RelayConfig::default()).await;
    let prepared = bench.relay.prepare_claim(&bench.community, claim(&wallet, 2)).await.unwrap();
    bench.chain.answer_all::<claimedCall>(bench.community.contracts.distribution, &true);
    let refusal = refused(bench.relay.submit_claim(&bench.community, submission(&prepared, &wallet)).await);
    assert_eq!((refusal.code, refusal.course), ("already_claimed", Course::LookAgain));
    assert_eq!(code(bench.relay.prepare_claim(&bench.community, claim(&wallet, 2)).await), "already_claimed");
}

#[tokio::test]
async fn nobody_claims_for_somebody_else() {
    let (bench, wallet) = contributor(RelayConfig::default()).await;
    assert_eq!(code(bench.relay.prepare_claim(&bench.community, claim(&key(3), 2)).await), "not_member");
    bench.admit(key(3).address(), 5, Roles::NONE);
    let prepared = bench.relay.prepare_claim(&bench.community, claim(&key(3), 2)).await.unwrap();
    // Signed again after the change, so that only the member number is wrong.
    let mut forged = prepared.clone();
    forged.typed_data["message"]["memberId"] = json!(4);
    forged.submit.body["message"]["memberId"] = json!(4);
    let typed: alloy::dyn_abi::TypedData = serde_json::from_value(forged.typed_data.clone()).unwrap();
    forged.digest = typed.eip712_signing_hash().unwrap();
    assert_eq!(code(bench.relay.submit_claim(&bench.community, submission(&forged, &key(3))).await), "not_member");
    assert_eq!(
        code(bench.relay.submit_claim(&bench.community, submission(&prepared, &wallet)).await),
        "wrong_signature"
    );
}

#[tokio::test]
async fn nothing_is_not_paid_out() {
    let (bench, wallet) = contributor(RelayConfig::default()).await;
    bench.chain.answer_all::<shareOfCall>(bench.community.contracts.distribution, &U256::ZERO);
    assert_eq!(code(bench.relay.prepare_claim(&bench.community, claim(&wallet, 2)).await), "nothing_to_claim");
}

#[tokio::test]
async fn the_sponsor_pays_for_so_many_actions_a_day() {
    let (bench, wallet) = contributor(RelayConfig { actions_per_member: 2, ..Default::default() }).await;
    for epoch in 0..3 {
        let prepared = bench.relay.prepare_claim(&bench.community, claim(&wallet, epoch)).await.unwrap();
        let answer = bench.relay.submit_claim(&bench.community, submission(&prepared, &wallet)).await;
        if epoch < 2 {
            assert!(answer.unwrap().is_new);
        } else {
            assert!(matches!(refused(answer).course, Course::Wait(_)));
        }
    }
    bench.wait(86_401);
    let prepared = bench.relay.prepare_claim(&bench.community, claim(&wallet, 9)).await.unwrap();
    assert!(bench.relay.submit_claim(&bench.community, submission(&prepared, &wallet)).await.unwrap().is_new);
}
