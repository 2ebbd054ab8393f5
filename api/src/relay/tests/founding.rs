//! The first organizer.

use alloy::sol_types::SolCall;
use palabre_contracts::bindings::membership::Membership::joinBySigCall;

use super::*;
use crate::relay::{
    State,
    actions::JoinInput,
    testing::{CHAIN_ID, community},
};
use crate::wallets::signature;
use palabre_contracts::typed_data::{self, Invitation};

async fn unfounded() -> (Bench, PrivateKeySigner) {
    let (bench, wallet) = (Bench::with_charter().await, key(1));
    let membership = bench.community.contracts.membership;
    bench.chain.answer_all::<Membership::memberCountCall>(membership, &U40::ZERO);
    bench.chain.answer_all::<Membership::foundingKeyCall>(membership, &bench.relay.founding_address());
    bench.set_nonce(membership, wallet.address(), 1, 0);
    bench.set_nonce(membership, key(2).address(), 1, 0);
    (bench, wallet)
}

fn with_token(wallet: &PrivateKeySigner, token: &str) -> JoinInput {
    JoinInput { wallet: wallet.address(), invitation: None, founding_token: Some(token.to_owned()) }
}

#[tokio::test]
async fn a_link_makes_the_first_organizer() {
    let (bench, wallet) = unfounded().await;
    let token = bench.relay.create_founding_token(&bench.community).await.unwrap();
    assert_eq!(token.len(), 43);
    let prepared = bench.relay.prepare_join(&bench.community, with_token(&wallet, &token)).await.unwrap();
    let intent = bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await.unwrap().intent;

    let call = joinBySigCall::abi_decode(&intent.calldata).unwrap();
    assert_eq!((call.invitation.issuer, call.invitation.uses), (U40::ZERO, 1));
    let invitation = Invitation {
        issuer: call.invitation.issuer,
        uses: call.invitation.uses,
        validFrom: call.invitation.validFrom,
        validUntil: call.invitation.validUntil,
        salt: call.invitation.salt,
    };
    let domain = typed_data::community_domain(&community().slug, CHAIN_ID, intent.contract);
    let signed = signature::parse(&call.invitationSignature).unwrap();
    let signer = signature::signer(&signed, typed_data::digest(&invitation, &domain)).unwrap();
    assert_eq!(signer, bench.relay.founding_address());
}

#[tokio::test]
async fn a_link_works_once() {
    let (bench, wallet) = unfounded().await;
    let token = bench.relay.create_founding_token(&bench.community).await.unwrap();
    let prepared = bench.relay.prepare_join(&bench.community, with_token(&wallet, &token)).await.unwrap();
    let late = bench.relay.prepare_join(&bench.community, with_token(&key(2), &token)).await.unwrap();
    bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await.unwrap();
    let answer = bench.relay.submit_join(&bench.community, submission(&late, &key(2))).await;
    assert_eq!(code(answer), "founding_token_void");
    let answer = bench.relay.prepare_join(&bench.community, with_token(&key(2), &token)).await;
    assert_eq!(code(answer), "founding_token_void");
}

#[tokio::test]
async fn a_link_that_led_nowhere_works_again() {
    let (bench, wallet) = unfounded().await;
    let token = bench.relay.create_founding_token(&bench.community).await.unwrap();
    let prepared = bench.relay.prepare_join(&bench.community, with_token(&wallet, &token)).await.unwrap();
    let id = bench.relay.submit_join(&bench.community, submission(&prepared, &wallet)).await.unwrap().intent.id;
    bench.chain.world().revert = Some(Vec::new());
    bench.relay.pass().await.unwrap();
    assert_eq!(bench.relay.intent(id).await.unwrap().unwrap().state, State::Failed);
    bench.chain.world().revert = None;
    let other = bench.relay.prepare_join(&bench.community, with_token(&key(2), &token)).await.unwrap();
    assert!(bench.relay.submit_join(&bench.community, submission(&other, &key(2))).await.unwrap().is_new);
}

#[tokio::test]
async fn wrong_links_and_founded_communities_answer_alike() {
    let (bench, wallet) = unfounded().await;
    let token = bench.relay.create_founding_token(&bench.community).await.unwrap();
    let wrong = token.replace(&token[..1], if token.starts_with('A') { "B" } else { "A" });
    for bad in [wrong.as_str(), "", "é"] {
        let answer = bench.relay.prepare_join(&bench.community, with_token(&wallet, bad)).await;
        assert_eq!(code(answer), "founding_token_void");
    }
    let membership = bench.community.contracts.membership;
    bench.chain.answer_all::<Membership::memberCountCall>(membership, &U40::from(1));
    let answer = bench.relay.prepare_join(&bench.community, with_token(&wallet, &token)).await;
    assert_eq!(code(answer), "founding_token_void");
    assert_eq!(code(bench.relay.create_founding_token(&bench.community).await), "founding_token_void");
}

#[tokio::test]
async fn a_service_with_another_key_says_so() {
    let (bench, _) = unfounded().await;
    let membership = bench.community.contracts.membership;
    bench.chain.answer_all::<Membership::foundingKeyCall>(membership, &Address::repeat_byte(9));
    assert_eq!(code(bench.relay.create_founding_token(&bench.community).await), "other_founding_key");
}
