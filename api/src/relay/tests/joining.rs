//! Joining and leaving: the signatures that are believed and those that are not.

use super::*;
use crate::relay::{
    State,
    actions::{AcceptCharterSubmission, JoinInput, JoinSubmission, LeaveSubmission, WalletInput},
    message::AcceptCharterMessage,
    testing::NOW,
};
use crate::wallets::signature::isValidSignatureCall;

async fn newcomer() -> (Bench, PrivateKeySigner) {
    let (bench, wallet) = (Bench::with_charter().await, key(1));
    bench.set_nonce(bench.community.contracts.membership, wallet.address(), 1, 0);
    (bench, wallet)
}

async fn prepare(bench: &Bench, wallet: &PrivateKeySigner) -> Prepared {
    let input = JoinInput { wallet: wallet.address(), invitation: None, founding_token: None };
    bench.relay.prepare_join(&bench.community, input).await.unwrap()
}

#[tokio::test]
async fn a_newcomer_signs_the_current_charter() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    assert_eq!(prepared.kind, "join");
    assert_eq!(prepared.deadline, Some(NOW + 3600));
    assert_eq!(prepared.submit.path, "/api/v1/communities/demo/relay/join/submit");
    let domain = &prepared.typed_data["domain"];
    assert_eq!(domain["name"], "Palabre demo");
    assert_eq!(domain["chainId"], 8_453_001);
    assert!(prepared.typed_data["types"]["EIP712Domain"].is_array(), "wallets need it");
    let message = &prepared.typed_data["message"];
    assert_eq!(message["nonce"], keyed(1, 0).to_string(), "the number with its key, as text");
    assert_eq!(message["charterVersion"], 1);

    let submitted = bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await.unwrap();
    assert!(submitted.is_new);
    assert_eq!(submitted.intent.state, State::Received);
    assert_eq!(submitted.intent.signer, wallet.address());
}

#[tokio::test]
async fn the_same_signature_twice_is_one_intent() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    let first = bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await.unwrap();
    let compact = {
        let long = sign(&prepared, &wallet);
        Bytes::copy_from_slice(&alloy::primitives::Signature::from_raw(&long).unwrap().as_erc2098())
    };
    let again: JoinSubmission = serde_json::from_value(body(&prepared, &compact)).unwrap();
    let second = bench.relay.submit_join(&bench.community, again).await.unwrap();
    assert!(!second.is_new);
    assert_eq!(second.intent, first.intent, "the digest counts, not the bytes of the signature");
}

#[tokio::test]
async fn a_signature_by_another_wallet_is_refused() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    let answer = bench.relay.submit_join(&bench.community, submission(&prepared, &key(2))).await;
    assert_eq!(code(answer), "wrong_signature");

    let mut body = body(&prepared, &sign(&prepared, &key(2)));
    body["signer"] = json!(key(2).address());
    let answer = bench.relay.submit_join(&bench.community, serde_json::from_value(body).unwrap()).await;
    assert_eq!(code(answer), "other_signer");
}

#[tokio::test]
async fn a_tampered_message_is_refused() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    for (field, value) in [
        ("charterHash", json!(B256::repeat_byte(0x22))),
        ("charterVersion", json!(2)),
        ("nonce", json!("5")),
        ("deadline", json!((NOW + 9999).to_string())),
    ] {
        let answer = bench.relay.submit_join(&bench.community, tampered(&prepared, &wallet, field, value)).await;
        assert_eq!(code(answer), "wrong_signature", "{field}");
    }
}

#[tokio::test]
async fn a_signature_for_another_chain_or_contract_is_refused() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    for (field, value) in [
        ("chainId", json!(1)),
        ("verifyingContract", json!(Address::repeat_byte(0xc8))),
        ("name", json!("Palabre other")),
    ] {
        let mut elsewhere = prepared.clone();
        elsewhere.typed_data["domain"][field] = value;
        let typed: alloy::dyn_abi::TypedData = serde_json::from_value(elsewhere.typed_data).unwrap();
        let signature = wallet.sign_hash_sync(&typed.eip712_signing_hash().unwrap()).unwrap();
        let body = body(&prepared, &Bytes::copy_from_slice(&signature.as_bytes()));
        let answer = bench.relay.submit_join(&bench.community, serde_json::from_value(body).unwrap()).await;
        assert_eq!(code(answer), "wrong_signature", "{field}");
    }
}

#[tokio::test]
async fn an_expired_signature_is_refused() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    bench.wait(3601);
    let answer = bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await;
    assert_eq!(code(answer), "deadline_passed");
}

#[tokio::test]
async fn a_used_number_is_a_conflict() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    bench.set_nonce(bench.community.contracts.membership, wallet.address(), 1, 1);
    let refusal = refused(bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await);
    assert_eq!((refusal.code, refusal.course), ("nonce_used", Course::LookAgain));
}

#[tokio::test]
async fn a_charter_that_changed_meanwhile_is_named() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    bench.publish_charter(2, B256::repeat_byte(0x22));
    let refusal = refused(bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await);
    assert_eq!(refusal.code, "charter_not_current");
    assert_eq!(refusal.detail, "the charter is at version 2, version 1 was signed");
}

#[tokio::test]
async fn what_the_contract_refuses_is_not_stored() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    let reason = alloy::sol_types::SolError::abi_encode(&Membership::MembershipInvitationRequired {});
    bench.chain.world().revert = Some(reason);
    let answer = bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await;
    assert_eq!(code(answer), "invitation_required");
    bench.chain.world().revert = None;
    assert!(bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await.unwrap().is_new);
}

#[tokio::test]
async fn malformed_signatures_are_refused() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    for bytes in [vec![], vec![0; 65], vec![7; 64 + 5], vec![1; 5000]] {
        let body = body(&prepared, &bytes.clone().into());
        let refusal = refused(bench.relay.submit_join(&bench.community, serde_json::from_value(body).unwrap()).await);
        assert_eq!(refusal.course, Course::Correct, "{} bytes", bytes.len());
    }
}

#[tokio::test]
async fn messages_are_read_strictly() {
    let (bench, wallet) = newcomer().await;
    let prepared = prepare(&bench, &wallet).await;
    let good = prepared.submit.body["message"].clone();
    assert!(serde_json::from_value::<AcceptCharterMessage>(good.clone()).is_ok());
    for (field, value) in [
        ("extra", json!(1)),
        ("nonce", json!("-1")),
        ("nonce", json!("0x")),
        ("nonce", json!("1e3")),
        ("nonce", json!("1_000")),
        ("nonce", json!(1.5)),
        ("nonce", json!(format!("1{}", "0".repeat(78)))),
        ("charterVersion", json!(65_536)),
        ("charterVersion", json!("1")),
        ("wallet", json!("0x01")),
        ("charterHash", Value::Null),
    ] {
        let mut bad = good.clone();
        bad[field] = value.clone();
        assert!(serde_json::from_value::<AcceptCharterMessage>(bad).is_err(), "{field}: {value}");
    }
}

#[tokio::test]
async fn contract_wallets_speak_for_themselves() {
    let (bench, owner) = newcomer().await;
    let wallet = Address::repeat_byte(0x77);
    bench.chain.deploy(wallet);
    bench.set_nonce(bench.community.contracts.membership, wallet, 1, 0);
    let input = JoinInput { wallet, invitation: None, founding_token: None };
    let prepared = bench.relay.prepare_join(&bench.community, input).await.unwrap();
    let signature = sign(&prepared, &owner);
    let submit = || serde_json::from_value::<JoinSubmission>(body(&prepared, &signature)).unwrap();
    let call = isValidSignatureCall { hash: prepared.digest, signature: signature.clone() };

    assert_eq!(code(bench.relay.submit_join(&bench.community, submit()).await), "wrong_signature", "no answer");
    bench.chain.answer(wallet, &call, &[0xff; 4].into());
    assert_eq!(code(bench.relay.submit_join(&bench.community, submit()).await), "wrong_signature", "a no");
    bench.chain.answer(wallet, &call, &[0x16, 0x26, 0xba, 0x7e].into());
    assert!(bench.relay.submit_join(&bench.community, submit()).await.unwrap().is_new);
}

#[tokio::test]
async fn members_do_not_join_twice_and_strangers_do_not_leave() {
    let (bench, wallet) = newcomer().await;
    let input = WalletInput { wallet: wallet.address() };
    assert_eq!(code(bench.relay.prepare_leave(&bench.community, input.clone()).await), "not_member");
    assert_eq!(code(bench.relay.prepare_accept_charter(&bench.community, input).await), "not_member");
    bench.admit(wallet.address(), 7, Roles::NONE);
    let input = JoinInput { wallet: wallet.address(), invitation: None, founding_token: None };
    let refusal = refused(bench.relay.prepare_join(&bench.community, input).await);
    assert_eq!((refusal.code, refusal.course), ("already_member", Course::LookAgain));
    assert_eq!(refusal.detail, "this wallet is already that of member 7");
}

#[tokio::test]
async fn members_accept_a_newer_charter_and_leave() {
    let (bench, wallet) = newcomer().await;
    bench.admit(wallet.address(), 7, Roles::NONE);
    bench.set_nonce(bench.community.contracts.membership, wallet.address(), 2, 0);
    let input = WalletInput { wallet: wallet.address() };
    let prepared = bench.relay.prepare_accept_charter(&bench.community, input.clone()).await.unwrap();
    let given: AcceptCharterSubmission = submission(&prepared, &wallet);
    assert!(bench.relay.submit_accept_charter(&bench.community, given).await.unwrap().is_new);

    let prepared = bench.relay.prepare_leave(&bench.community, input).await.unwrap();
    let answer = bench.relay.submit_leave(&bench.community, submission(&prepared, &key(2))).await;
    assert_eq!(code(answer), "wrong_signature");
    let given: LeaveSubmission = submission(&prepared, &wallet);
    assert!(bench.relay.submit_leave(&bench.community, given).await.unwrap().is_new);
}

#[tokio::test]
async fn a_community_of_another_chain_is_no_business_of_this_relay() {
    let (mut bench, wallet) = newcomer().await;
    bench.community.chain_id = 1;
    let input = JoinInput { wallet: wallet.address(), invitation: None, founding_token: None };
    let error = bench.relay.prepare_join(&bench.community, input).await.unwrap_err();
    assert!(matches!(error, RelayError::OtherChain { of: 1, .. }), "{error}");
}
