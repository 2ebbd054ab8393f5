//! What attackers send to a relay that pays: replays, forgeries, wallets that misbehave, requests all at once.

use alloy::primitives::{Signature, uint};

use super::*;
use crate::{
    relay::{
        RelayConfig, State, Submitted,
        actions::{LeaveSubmission, WalletInput},
    },
    wallets::signature::isValidSignatureCall,
};

async fn member() -> (Bench, PrivateKeySigner, Prepared) {
    member_with(RelayConfig::default()).await
}

async fn member_with(config: RelayConfig) -> (Bench, PrivateKeySigner, Prepared) {
    let bench = Bench::with_charter_and(config).await;
    let wallet = key(1);
    bench.admit(wallet.address(), 1, Roles::NONE);
    bench.set_nonce(bench.community.contracts.membership, wallet.address(), 2, 0);
    let input = WalletInput { wallet: wallet.address() };
    let prepared = bench.relay.prepare_leave(&bench.community, input).await.unwrap();
    (bench, wallet, prepared)
}

async fn leave(bench: &Bench, prepared: &Prepared, signature: &[u8]) -> Result<Submitted, RelayError> {
    let given: LeaveSubmission = serde_json::from_value(body(prepared, &Bytes::copy_from_slice(signature))).unwrap();
    bench.relay.submit_leave(&bench.community, given).await
}

#[tokio::test]
async fn every_form_of_one_signature_is_one_intent() {
    let (bench, wallet, prepared) = member().await;
    let long = sign(&prepared, &wallet).to_vec();
    let short = Signature::from_raw_array(&long.clone().try_into().unwrap()).unwrap().as_erc2098();
    let mut zero_based = long.clone();
    zero_based[64] -= 27;
    let first = leave(&bench, &prepared, &long).await.unwrap();
    for form in [long.as_slice(), short.as_slice(), zero_based.as_slice()] {
        let again = leave(&bench, &prepared, form).await.unwrap();
        assert_eq!((again.is_new, again.intent.id), (false, first.intent.id));
    }
}

#[tokio::test]
async fn no_form_of_a_forgery_is_taken() {
    let order = uint!(0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141_U256);
    let (bench, wallet, prepared) = member().await;
    let good = sign(&prepared, &wallet).to_vec();
    let twin = {
        let mut twin = good.clone();
        let s = U256::from_be_slice(&good[32..64]);
        twin[32..64].copy_from_slice(&(order - s).to_be_bytes::<32>());
        twin[64] = if good[64] == 27 { 28 } else { 27 };
        twin
    };
    let with_v = |v: u8| [&good[..64], &[v]].concat();
    let rows = [
        ("the malleable twin", twin, "invalid_request"),
        ("zeros", vec![0; 65], "invalid_request"),
        ("no bytes", Vec::new(), "invalid_request"),
        ("64 bytes that are no EIP-2098", vec![0xff; 64], "invalid_request"),
        ("66 bytes", [good.as_slice(), &[0]].concat(), "invalid_request"),
        ("a v of EIP-155", with_v(37), "invalid_request"),
        ("a v of 2", with_v(2), "invalid_request"),
        ("a megabyte", vec![1; 1 << 20], "invalid_request"),
        ("the other v", with_v(if good[64] == 27 { 28 } else { 27 }), "wrong_signature"),
        ("another wallet", sign(&prepared, &key(2)).to_vec(), "wrong_signature"),
    ];
    for (what, signature, expected) in rows {
        assert_eq!(code(leave(&bench, &prepared, &signature).await), expected, "{what}");
    }
    assert!(leave(&bench, &prepared, &good).await.unwrap().is_new, "and none of them used the number up");
}

#[tokio::test]
async fn the_zero_address_signs_nothing() {
    let (bench, _, prepared) = member().await;
    let mut body = body(&prepared, &Bytes::from(vec![0; 65]));
    body["signer"] = json!(Address::ZERO);
    body["message"]["wallet"] = json!(Address::ZERO);
    let given: LeaveSubmission = serde_json::from_value(body).unwrap();
    assert_eq!(code(bench.relay.submit_leave(&bench.community, given).await), "invalid_request");
}

#[tokio::test]
async fn a_signature_of_another_community_or_chain_is_worth_nothing() {
    let (bench, wallet, prepared) = member().await;
    for change in [
        json!({ "chainId": 1 }),
        json!({ "name": "Palabre other" }),
        json!({ "version": "2" }),
        json!({ "verifyingContract": Address::repeat_byte(0xee) }),
    ] {
        let mut typed: Value = prepared.typed_data.clone();
        for (field, value) in change.as_object().unwrap() {
            typed["domain"][field] = value.clone();
        }
        let typed: alloy::dyn_abi::TypedData = serde_json::from_value(typed).unwrap();
        let digest = typed.eip712_signing_hash().unwrap();
        let signature = wallet.sign_hash_sync(&digest).unwrap().as_bytes();
        assert_eq!(code(leave(&bench, &prepared, &signature).await), "wrong_signature", "{change}");
    }
}

#[tokio::test]
async fn wallets_that_misbehave_are_told_no() {
    let (bench, wallet, prepared) = member().await;
    bench.chain.deploy(wallet.address());
    // Nothing at all, a revert, a node that gives up on a loop, and another word than the magic one.
    assert_eq!(code(leave(&bench, &prepared, &[1; 65]).await), "wrong_signature");
    bench.chain.answer_all::<isValidSignatureCall>(wallet.address(), &[0xff; 4].into());
    assert_eq!(code(leave(&bench, &prepared, &[1; 65]).await), "wrong_signature");
    // A delegated wallet (EIP-7702) has code: on chain it is asked, so here too; its key alone does not count.
    let delegated = [&[0xef, 0x01, 0x00][..], &[5; 20]].concat();
    bench.chain.deploy_code(wallet.address(), delegated.into());
    assert_eq!(code(leave(&bench, &prepared, &sign(&prepared, &wallet)).await), "wrong_signature");
    bench.chain.answer_all::<isValidSignatureCall>(wallet.address(), &[0x16, 0x26, 0xba, 0x7e].into());
    assert!(leave(&bench, &prepared, &[1; 300]).await.unwrap().is_new);
}

#[tokio::test]
async fn requests_that_come_at_once_do_not_pass_a_quota_together() {
    let (bench, wallet, prepared) = member_with(RelayConfig { actions_per_member: 0, ..Default::default() }).await;
    let answer = leave(&bench, &prepared, &sign(&prepared, &wallet)).await;
    assert_eq!(refused(answer).course, Course::Wait(3600));

    let (bench, wallet, prepared) = member().await;
    let signature = sign(&prepared, &wallet).to_vec();
    let all = (0..16).map(|_| leave(&bench, &prepared, &signature));
    let answers = futures::future::join_all(all).await;
    let new = answers.iter().filter(|answer| answer.as_ref().is_ok_and(|submitted| submitted.is_new)).count();
    assert_eq!(new, 1, "one signature, one intent");
    assert!(answers.iter().all(Result::is_ok), "and everybody hears of it");
}

#[tokio::test]
async fn a_spike_of_the_price_costs_time_and_no_votes() {
    let (bench, wallet, prepared) = member_with(RelayConfig { max_fee_per_gas: 1000, ..Default::default() }).await;
    let id = leave(&bench, &prepared, &sign(&prepared, &wallet)).await.unwrap().intent.id;
    bench.relay.pass().await.unwrap();
    bench.chain.world().base_fee = 20_000;
    for _ in 0..5 {
        bench.wait(60);
        bench.relay.pass().await.unwrap();
    }
    let waiting = bench.relay.intent(id).await.unwrap().unwrap();
    assert_eq!((waiting.nonce, bench.chain.world().pool.len()), (Some(0), 1), "the offer stands, no second one");
    bench.chain.world().base_fee = 100;
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    assert!(bench.relay.intent(id).await.unwrap().unwrap().block.is_some());
}

#[tokio::test]
async fn each_change_of_an_intent_is_told_to_those_who_follow_it() {
    use futures::StreamExt;
    let (bench, wallet, prepared) = member().await;
    let id = leave(&bench, &prepared, &sign(&prepared, &wallet)).await.unwrap().intent.id;
    let mut told = Box::pin(bench.relay.follow_intent(id).map(|intent| intent.unwrap().state));
    assert_eq!(told.next().await, Some(State::Received));
    bench.relay.pass().await.unwrap();
    assert_eq!(told.next().await, Some(State::Sent));
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    let rest: Vec<_> = told.collect().await;
    assert_eq!(rest.last(), Some(&State::Mined), "{rest:?}");
    assert_eq!(bench.relay.follow_intent(B256::ZERO).count().await, 0, "nobody follows what is not there");
}
