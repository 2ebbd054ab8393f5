//! Reviewers sign one after the other; the last one needed records the batch.

use alloy::sol_types::SolCall;
use palabre_contracts::{
    Lane,
    bindings::contributions::Contributions::{
        ContributionsApproverUnknown, ContributionsQuorum, recordCall, recordedCall, rulesVersionAtCall,
    },
};

use super::*;
use crate::relay::{
    Action,
    actions::{ApproveBatchInput, ItemInput},
    message::Uint40,
};

fn number(value: u64) -> Uint40 {
    Uint40::new(value).unwrap()
}

async fn reviewers() -> Bench {
    let bench = Bench::with_charter().await;
    let ledger = bench.community.contracts.contributions;
    let reviewer = Roles::reviewer(Lane::new(2).unwrap());
    bench.admit(key(1).address(), 7, reviewer);
    bench.admit(key(2).address(), 3, reviewer);
    bench.admit(key(3).address(), 4, Roles::MODERATOR);
    bench.chain.answer_all::<recordedCall>(ledger, &false);
    bench.chain.answer_all::<rulesVersionAtCall>(ledger, &1);
    bench
}

fn batch(wallet: &PrivateKeySigner) -> ApproveBatchInput {
    let item = |sequence| ItemInput { member_id: number(9), lane: 2, points: 5, kind: 0, sequence: number(sequence) };
    ApproveBatchInput {
        wallet: wallet.address(),
        batch: None,
        epoch: 1,
        source: 4,
        evidence_root: B256::repeat_byte(5),
        items: vec![item(1), item(2)],
    }
}

fn quorum() -> Vec<u8> {
    let error =
        ContributionsQuorum { sequence: U40::from(1), lane: 2, approvals: U256::from(1), needed: U256::from(2) };
    alloy::sol_types::SolError::abi_encode(&error)
}

#[tokio::test]
async fn the_last_signature_needed_records_the_batch() {
    let bench = reviewers().await;
    let (first, second) = (key(1), key(2));
    let prepared = bench.relay.prepare_approve_batch(&bench.community, batch(&first)).await.unwrap();
    assert!(prepared.sentence.en.starts_with("I confirm 2 contribution(s) by 1 person(s), 10 points in all"));
    bench.chain.world().revert = Some(quorum());
    let waiting = bench.relay.submit_approve_batch(&bench.community, submission(&prepared, &first)).await.unwrap();
    assert_eq!((waiting.approvers.as_slice(), waiting.submitted.is_none()), (&[7][..], true));
    assert!(waiting.missing.unwrap().contains("1 of 2 approvals"));

    bench.chain.world().revert = None;
    let input = ApproveBatchInput { batch: Some(waiting.batch), items: Vec::new(), ..batch(&second) };
    let same = bench.relay.prepare_approve_batch(&bench.community, input).await.unwrap();
    assert_eq!(same.digest, prepared.digest, "both sign the same");
    let done = bench.relay.submit_approve_batch(&bench.community, submission(&same, &second)).await.unwrap();
    assert_eq!(done.approvers, [3, 7], "in the order that the contract wants");
    let intent = done.submitted.unwrap().intent;
    assert_eq!((intent.action, intent.signer), (Action::Record, first.address()));
    let call = recordCall::abi_decode(&intent.calldata).unwrap();
    let signers: Vec<_> = call.approvals.iter().map(|approval| approval.reviewer).collect();
    assert_eq!(signers, [second.address(), first.address()]);

    let again = bench.relay.submit_approve_batch(&bench.community, submission(&same, &second)).await.unwrap();
    assert!(!again.submitted.unwrap().is_new, "recorded once");
}

#[tokio::test]
async fn signatures_that_the_ledger_would_not_take_are_not_kept() {
    let bench = reviewers().await;
    let prepared = bench.relay.prepare_approve_batch(&bench.community, batch(&key(1))).await.unwrap();
    let forged = submission(&prepared, &key(2));
    assert_eq!(code(bench.relay.submit_approve_batch(&bench.community, forged).await), "wrong_signature");
    let error = ContributionsApproverUnknown { reviewer: key(1).address() };
    bench.chain.world().revert = Some(alloy::sol_types::SolError::abi_encode(&error));
    let answer = bench.relay.submit_approve_batch(&bench.community, submission(&prepared, &key(1))).await;
    assert_eq!(code(answer), "contract_refused");
    bench.chain.world().revert = None;
    let input = ApproveBatchInput { batch: Some(prepared.digest), ..batch(&key(2)) };
    let unknown = bench.relay.prepare_approve_batch(&bench.community, input).await;
    assert_eq!(refused(unknown).course, Course::LookElsewhere, "nothing was kept");
}

#[tokio::test]
async fn only_reviewers_of_the_lanes_confirm_and_nothing_twice() {
    let bench = reviewers().await;
    for (who, expected) in [(key(3), "reviewers_only"), (key(9), "not_member")] {
        assert_eq!(code(bench.relay.prepare_approve_batch(&bench.community, batch(&who)).await), expected);
    }
    let empty = ApproveBatchInput { items: Vec::new(), ..batch(&key(1)) };
    assert_eq!(refused(bench.relay.prepare_approve_batch(&bench.community, empty).await).course, Course::Correct);
    let mut wrong = batch(&key(1));
    wrong.items[0].lane = 8;
    assert_eq!(refused(bench.relay.prepare_approve_batch(&bench.community, wrong).await).course, Course::Correct);
    bench.chain.answer_all::<recordedCall>(bench.community.contracts.contributions, &true);
    let twice = bench.relay.prepare_approve_batch(&bench.community, batch(&key(1))).await;
    assert_eq!(code(twice), "recorded_already");
}
