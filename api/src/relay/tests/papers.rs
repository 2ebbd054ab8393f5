//! Papers: each is prepared, signed as a wallet does, and becomes the one call that it allows; nothing else does.

use alloy::sol_types::SolCall;
use palabre_contracts::{
    bindings::{
        challenges::Challenges::challengeBySigCall,
        safeguards::Safeguards::{self, rotateCall, setUnpaidBySigCall, suspendBySigCall, wakeBySigCall},
    },
    papers::nonces,
};
use palabre_indexer::sql;
use serde_json::json;

use super::*;
use crate::relay::{
    Action, State, Submitted,
    actions::{
        AnswerApplicationInput, ApplyInput, ApproveRecoveryInput, RecoveryInput, RotateInput, RotateSubmission,
        SetUnpaidInput, SuspendInput, WalletInput, WithdrawApplicationInput,
    },
    message::Uint40,
};

/// A world with a moderator (key 1), a plain member (key 2) and a stranger (key 3).
async fn world() -> Bench {
    let bench = Bench::with_charter().await;
    bench.admit(key(1).address(), 1, Roles::MODERATOR);
    bench.admit(key(2).address(), 2, Roles::NONE);
    let safeguards = bench.community.contracts.safeguards;
    for number in 1..=3 {
        let wallet = key(number).address();
        bench.set_nonce(bench.community.contracts.membership, wallet, 1, 0);
        for purpose in 1..=9 {
            bench.set_nonce(safeguards, wallet, purpose, 0);
        }
    }
    bench
}

fn five() -> Uint40 {
    Uint40::new(5).unwrap()
}

/// Prepares a paper and submits it twice; answers the stored intent's calldata.
macro_rules! signed_and_sent {
    ($bench:expr, $wallet:expr, $input:expr, $prepare:ident, $submit:ident, $action:expr) => {{
        let (bench, wallet): (&Bench, &PrivateKeySigner) = (&$bench, &$wallet);
        let prepared = bench.relay.$prepare(&bench.community, $input).await.unwrap();
        assert_eq!(prepared.kind, $action.as_str());
        assert_eq!(prepared.submit.path, format!("/api/v1/communities/demo/relay/{}/submit", $action.path()));
        assert!(prepared.sentence.fr.contains("Démo") && prepared.sentence.en.contains("Démo"), "{prepared:?}");
        assert_ne!(prepared.sentence.fr, prepared.sentence.en);
        let first: Submitted = bench.relay.$submit(&bench.community, submission(&prepared, wallet)).await.unwrap();
        assert_eq!((first.is_new, first.intent.action, first.intent.state), (true, $action, State::Received));
        let again = bench.relay.$submit(&bench.community, submission(&prepared, wallet)).await.unwrap();
        assert_eq!((again.is_new, again.intent.id), (false, first.intent.id), "the same signature is the same intent");
        let forged = bench.relay.$submit(&bench.community, submission(&prepared, &key(9))).await.unwrap();
        assert!(!forged.is_new, "known by digest and signer; a signature that nobody needs is not even looked at");
        let late = tampered(&prepared, wallet, "deadline", json!("1"));
        assert_eq!(code(bench.relay.$submit(&bench.community, late).await), "deadline_passed");
        let other = tampered(&prepared, wallet, "nonce", json!("7"));
        assert_eq!(code(bench.relay.$submit(&bench.community, other).await), "wrong_signature");
        first.intent.calldata
    }};
}

#[tokio::test]
async fn members_say_that_they_are_here_and_choose_about_money() {
    let bench = world().await;
    let me = key(2);
    let input = WalletInput { wallet: me.address() };
    let call = signed_and_sent!(bench, me, input, prepare_wake, submit_wake, Action::Wake);
    assert_eq!(wakeBySigCall::abi_decode(&call).unwrap().paper.wallet, me.address());
    let input = SetUnpaidInput { wallet: me.address(), unpaid: true };
    let call = signed_and_sent!(bench, me, input, prepare_set_unpaid, submit_set_unpaid, Action::SetUnpaid);
    assert!(setUnpaidBySigCall::abi_decode(&call).unwrap().paper.unpaid);
    let stranger = SetUnpaidInput { wallet: key(3).address(), unpaid: true };
    assert_eq!(code(bench.relay.prepare_set_unpaid(&bench.community, stranger).await), "not_member");
    let stranger = WalletInput { wallet: key(3).address() };
    assert_eq!(code(bench.relay.prepare_wake(&bench.community, stranger).await), "not_member");
}

#[tokio::test]
async fn a_text_that_nobody_signed_for_is_not_kept() {
    let bench = world().await;
    let input = ApplyInput { wallet: key(3).address(), text: "I translate.".to_owned() };
    let prepared = bench.relay.prepare_apply(&bench.community, input).await.unwrap();
    let hash = prepared.typed_data["message"]["application"].as_str().unwrap().parse().unwrap();
    let forged = bench.relay.submit_apply(&bench.community, submission(&prepared, &key(9))).await;
    assert_eq!(code(forged), "wrong_signature");
    assert_eq!(bench.relay.statement(&bench.community, hash).await.unwrap(), None);

    let input = SuspendInput { wallet: key(1).address(), member_id: five(), days: 3, reason: "spam".to_owned() };
    let prepared = bench.relay.prepare_suspend(&bench.community, input).await.unwrap();
    let hash = prepared.typed_data["message"]["reason"].as_str().unwrap().parse().unwrap();
    let forged = bench.relay.submit_suspend(&bench.community, submission(&prepared, &key(9))).await;
    assert_eq!(code(forged), "wrong_signature");
    assert_eq!(bench.relay.statement(&bench.community, hash).await.unwrap(), None);
    bench.relay.submit_suspend(&bench.community, submission(&prepared, &key(1))).await.unwrap();
    assert!(bench.relay.statement(&bench.community, hash).await.unwrap().is_some());
    // A stop before the text was kept: the same paper brings it.
    sql::query("DELETE FROM statements").execute(&bench.pool().await).await.unwrap();
    bench.relay.submit_suspend(&bench.community, submission(&prepared, &key(1))).await.unwrap();
    assert!(bench.relay.statement(&bench.community, hash).await.unwrap().is_some());
}

#[tokio::test]
async fn strangers_apply_and_take_it_back() {
    let bench = world().await;
    let me = key(3);
    let input = ApplyInput { wallet: me.address(), text: "I translate.".to_owned() };
    let prepared = bench.relay.prepare_apply(&bench.community, input.clone()).await.unwrap();
    let without = {
        let mut body = body(&prepared, &sign(&prepared, &me));
        body.as_object_mut().unwrap().remove("statement");
        serde_json::from_value(body).unwrap()
    };
    assert_eq!(refused(bench.relay.submit_apply(&bench.community, without).await).course, Course::Correct);
    let other = {
        let mut body = body(&prepared, &sign(&prepared, &me));
        body["statement"]["text"] = json!("I do nothing.");
        serde_json::from_value(body).unwrap()
    };
    assert_eq!(refused(bench.relay.submit_apply(&bench.community, other).await).course, Course::Correct);
    let intent = bench.relay.submit_apply(&bench.community, submission(&prepared, &me)).await.unwrap().intent;
    assert_eq!(intent.action, Action::Apply);
    let call = Safeguards::submitApplicationBySigCall::abi_decode(&intent.calldata).unwrap();
    let kept = bench.relay.statement(&bench.community, call.paper.application).await.unwrap().unwrap();
    assert_eq!(kept.0, "I translate.", "those who judge can read it");
    let chain = intent.calldata.to_string();
    assert!(!chain.contains(&alloy::primitives::hex::encode("I translate.")), "the chain holds no text");
    for bad in ["", "  ", &"x".repeat(4001)] {
        let input = ApplyInput { text: bad.to_owned(), ..input.clone() };
        assert_eq!(refused(bench.relay.prepare_apply(&bench.community, input).await).course, Course::Correct);
    }
    let member = ApplyInput { wallet: key(2).address(), text: "again".to_owned() };
    assert_eq!(code(bench.relay.prepare_apply(&bench.community, member).await), "already_member");

    let input = WithdrawApplicationInput { wallet: me.address(), application: call.paper.application };
    signed_and_sent!(
        bench,
        me,
        input,
        prepare_withdraw_application,
        submit_withdraw_application,
        Action::WithdrawApplication
    );
}

#[tokio::test]
async fn moderators_answer_suspend_and_confirm() {
    let bench = world().await;
    let (moderator, applicant) = (key(1), key(3).address());
    let answer =
        AnswerApplicationInput { wallet: moderator.address(), applicant, application: B256::ZERO, approved: true };
    signed_and_sent!(
        bench,
        moderator,
        answer.clone(),
        prepare_answer_application,
        submit_answer_application,
        Action::AnswerApplication
    );
    let suspend = SuspendInput { wallet: moderator.address(), member_id: five(), days: 3, reason: "Insults.".into() };
    let call = signed_and_sent!(bench, moderator, suspend.clone(), prepare_suspend, submit_suspend, Action::Suspend);
    let paper = suspendBySigCall::abi_decode(&call).unwrap().paper;
    assert_eq!(paper.until.to::<u64>(), (crate::relay::testing::NOW / 86_400 + 3) * 86_400);
    let approve = ApproveRecoveryInput { wallet: moderator.address(), member_id: five(), to: applicant };
    signed_and_sent!(
        bench,
        moderator,
        approve.clone(),
        prepare_approve_recovery,
        submit_approve_recovery,
        Action::ApproveRecovery
    );
    // What a plain member may not sign is refused before they sign it.
    let member = key(2).address();
    let answer = AnswerApplicationInput { wallet: member, ..answer };
    assert_eq!(code(bench.relay.prepare_answer_application(&bench.community, answer).await), "inviters_only");
    let longer = SuspendInput { days: 31, ..suspend.clone() };
    assert_eq!(refused(bench.relay.prepare_suspend(&bench.community, longer).await).course, Course::Correct);
    let suspend = SuspendInput { wallet: member, ..suspend };
    assert_eq!(code(bench.relay.prepare_suspend(&bench.community, suspend).await), "moderators_only");
    let approve = ApproveRecoveryInput { wallet: member, ..approve };
    assert_eq!(code(bench.relay.prepare_approve_recovery(&bench.community, approve).await), "moderators_only");
}

#[tokio::test]
async fn a_lost_wallet_is_asked_back_and_defended() {
    let bench = world().await;
    let (new, old) = (key(3), key(2));
    let input = RecoveryInput { wallet: new.address(), member_id: five() };
    signed_and_sent!(bench, new, input, prepare_request_recovery, submit_request_recovery, Action::RequestRecovery);
    let input = RecoveryInput { wallet: old.address(), member_id: five() };
    signed_and_sent!(bench, old, input, prepare_cancel_recovery, submit_cancel_recovery, Action::CancelRecovery);
}

#[tokio::test]
async fn a_rotation_needs_both_wallets() {
    let bench = world().await;
    let (old, new) = (key(2), key(3));
    let input = RotateInput { from: old.address(), to: new.address() };
    let prepared = bench.relay.prepare_rotate(&bench.community, input).await.unwrap();
    let both = |second: &PrivateKeySigner| -> RotateSubmission {
        let mut body = body(&prepared, &sign(&prepared, &old));
        body["new_signature"] = json!(sign(&prepared, second));
        serde_json::from_value(body).unwrap()
    };
    assert_eq!(code(bench.relay.submit_rotate(&bench.community, both(&old)).await), "wrong_signature");
    let intent = bench.relay.submit_rotate(&bench.community, both(&new)).await.unwrap().intent;
    let call = rotateCall::abi_decode(&intent.calldata).unwrap();
    assert_eq!((call.paper.from, call.paper.to), (old.address(), new.address()));
    assert_eq!(call.paper.fromNonce, keyed(nonces::ROTATE, 0));
}

#[tokio::test]
async fn strangers_are_counted_all_together() {
    let bench = Bench::with(crate::relay::RelayConfig { joins_per_day: 1, ..Default::default() }).await;
    bench.publish_charter(1, B256::repeat_byte(0x11));
    let (membership, safeguards) = (bench.community.contracts.membership, bench.community.contracts.safeguards);
    let nobody = actorReturn { memberId: U40::ZERO, roles: Roles::NONE.into() };
    bench.chain.answer_all::<Membership::actorCall>(membership, &nobody);
    for number in [3, 4] {
        let me = key(number);
        bench.set_nonce(safeguards, me.address(), nonces::REQUEST_RECOVERY, 0);
        let input = RecoveryInput { wallet: me.address(), member_id: five() };
        let prepared = bench.relay.prepare_request_recovery(&bench.community, input).await.unwrap();
        let answer = bench.relay.submit_request_recovery(&bench.community, submission(&prepared, &me)).await;
        if number == 3 {
            assert!(answer.unwrap().is_new);
        } else {
            assert_eq!(code(answer), "too_many_requests", "another wallet does not make another quota");
        }
    }
}

#[test]
fn every_signed_action_may_call_one_function_of_one_contract() {
    let contracts = crate::relay::testing::contracts();
    let selectors = [
        (Action::Challenge, contracts.challenges, challengeBySigCall::SELECTOR),
        (Action::Wake, contracts.safeguards, wakeBySigCall::SELECTOR),
        (Action::Rotate, contracts.safeguards, rotateCall::SELECTOR),
    ];
    for (action, contract, selector) in selectors {
        assert!(action.may_call(&contracts, contract, &selector));
        for other in Action::all().filter(|other| *other != action) {
            assert!(!other.may_call(&contracts, contract, &selector), "{other:?} may do what {action:?} may");
        }
    }
    for action in Action::all() {
        let everywhere = contracts.all().iter().any(|(contract, _)| action.may_call(&contracts, *contract, &[0; 4]));
        assert!(!everywhere, "{action:?} may call anything");
    }
}
