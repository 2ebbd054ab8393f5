//! Invitations from one person to the next.

use alloy::sol_types::SolCall;
use palabre_contracts::bindings::membership::Membership::joinBySigCall;

use super::*;
use crate::relay::{
    actions::{ComposedInvitation, InvitationInput, InvitationSubmission, JoinInput},
    invitation::SignedInvitation,
    testing::NOW,
};

async fn organizer() -> (Bench, PrivateKeySigner) {
    let (bench, wallet) = (Bench::with_charter().await, key(1));
    bench.admit(wallet.address(), 1, Roles::ORGANIZER);
    (bench, wallet)
}

fn invite(wallet: &PrivateKeySigner) -> InvitationInput {
    InvitationInput { wallet: wallet.address(), uses: 5, days: 30 }
}

async fn code_of(bench: &Bench, wallet: &PrivateKeySigner) -> ComposedInvitation {
    let prepared = bench.relay.prepare_invitation(&bench.community, invite(wallet)).await.unwrap();
    bench.relay.compose_invitation(&bench.community, submission(&prepared, wallet)).await.unwrap()
}

#[tokio::test]
async fn a_code_lets_somebody_join() {
    let (bench, organizer) = organizer().await;
    let composed = code_of(&bench, &organizer).await;
    assert_eq!((composed.uses, composed.valid_until), (5, NOW - 60 + 30 * 86_400));

    let newcomer = key(2);
    bench.set_nonce(bench.community.contracts.membership, newcomer.address(), 1, 0);
    let input = JoinInput { wallet: newcomer.address(), invitation: Some(composed.code.clone()), founding_token: None };
    let prepared = bench.relay.prepare_join(&bench.community, input).await.unwrap();
    assert_eq!(prepared.submit.body["invitation"], composed.code);
    let intent = bench.relay.submit_join(&bench.community, submission(&prepared, &newcomer)).await.unwrap().intent;
    let call = joinBySigCall::abi_decode(&intent.calldata).unwrap();
    let signed: SignedInvitation = composed.code.parse().unwrap();
    assert_eq!((call.invitation.issuer, call.invitation.uses), (U40::from(1), 5));
    assert_eq!(call.invitationSignature, signed.signature);
}

#[tokio::test]
async fn a_damaged_code_is_refused_early() {
    let (bench, _) = organizer().await;
    let input = JoinInput { wallet: key(2).address(), invitation: Some("AQID".to_owned()), founding_token: None };
    let refusal = refused(bench.relay.prepare_join(&bench.community, input).await);
    assert_eq!(refusal.course, Course::Correct);
}

#[tokio::test]
async fn only_inviters_invite_and_only_for_themselves() {
    let (bench, organizer) = organizer().await;
    bench.admit(key(2).address(), 2, Roles::NONE);
    assert_eq!(code(bench.relay.prepare_invitation(&bench.community, invite(&key(2))).await), "inviters_only");
    assert_eq!(code(bench.relay.prepare_invitation(&bench.community, invite(&key(3))).await), "not_member");

    bench.admit(key(4).address(), 4, Roles::MODERATOR);
    let prepared = bench.relay.prepare_invitation(&bench.community, invite(&organizer)).await.unwrap();
    let mut theirs = body(&prepared, &sign(&prepared, &key(4)));
    theirs["signer"] = json!(key(4).address());
    let given: InvitationSubmission = serde_json::from_value(theirs).unwrap();
    assert_eq!(code(bench.relay.compose_invitation(&bench.community, given).await), "other_issuer");
    let given = submission(&prepared, &key(4));
    assert_eq!(code(bench.relay.compose_invitation(&bench.community, given).await), "wrong_signature");
}

#[tokio::test]
async fn an_invitation_is_voided_by_its_code() {
    use crate::relay::actions::{RevokeInvitationInput, RevokeInvitationSubmission};
    let (bench, wallet) = organizer().await;
    bench.set_nonce(bench.community.contracts.membership, wallet.address(), 3, 0);
    let code = code_of(&bench, &wallet).await.code;
    let input = RevokeInvitationInput { wallet: wallet.address(), invitation: code };
    let prepared = bench.relay.prepare_revoke_invitation(&bench.community, input).await.unwrap();
    let other = code_of(&bench, &wallet).await.code;
    let swapped = {
        let mut body = body(&prepared, &sign(&prepared, &wallet));
        body["invitation"] = json!(other);
        serde_json::from_value(body).unwrap()
    };
    assert_eq!(refused(bench.relay.submit_revoke_invitation(&bench.community, swapped).await).course, Course::Correct);
    let given: RevokeInvitationSubmission = submission(&prepared, &wallet);
    assert!(bench.relay.submit_revoke_invitation(&bench.community, given).await.unwrap().is_new);
}

#[tokio::test]
async fn invitations_have_limits() {
    let (bench, organizer) = organizer().await;
    for (uses, days) in [(0, 7), (21, 7), (1, 0), (1, 31)] {
        let input = InvitationInput { uses, days, ..invite(&organizer) };
        let refusal = refused(bench.relay.prepare_invitation(&bench.community, input).await);
        assert_eq!(refusal.course, Course::Correct, "{uses} uses, {days} days");
    }
    let prepared = bench.relay.prepare_invitation(&bench.community, invite(&organizer)).await.unwrap();
    bench.wait(31 * 86_400);
    let given = submission(&prepared, &organizer);
    assert_eq!(code(bench.relay.compose_invitation(&bench.community, given).await), "deadline_passed");
}
