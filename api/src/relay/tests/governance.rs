//! Proposals, votes and delegation.

use alloy::{
    primitives::keccak256,
    sol_types::{SolCall, SolStruct},
};
use palabre_contracts::{
    bindings::{
        house::House::{
            self, castVoteBySigCall, castVoteWithReasonAndParamsBySigCall, getVotesCall, hasVotedCall,
            proposalDeadlineCall, proposalSnapshotCall, proposeBySigCall, stateCall,
        },
        membership::Membership::nonces_0Call,
        registry::Registry::anchorCall,
    },
    proposal::proposal_id,
    typed_data::Propose,
};

use super::*;
use crate::relay::{
    actions::{
        CallInput, DelegateInput, DelegateSubmission, ProposeInput, ProposeSubmission, SupportName, VoteInput,
        VoteSubmission,
    },
    sentence::Votes,
    template::{ShareRulesTemplate, Template},
    testing::NOW,
};

const PROPOSAL: u64 = 0xabcdef;

async fn voter() -> (Bench, PrivateKeySigner) {
    let (bench, wallet) = (Bench::with_charter().await, key(1));
    let house = bench.community.contracts.members_house;
    bench.admit(wallet.address(), 1, Roles::NONE);
    bench.chain.answer_all::<stateCall>(house, &1);
    bench.chain.answer_all::<hasVotedCall>(house, &false);
    bench.chain.answer_all::<proposalSnapshotCall>(house, &U256::from(NOW - 10));
    bench.chain.answer_all::<proposalDeadlineCall>(house, &U256::from(NOW + 500));
    let votes = getVotesCall { account: wallet.address(), timepoint: U256::from(NOW - 10) };
    bench.chain.answer_all::<getVotesCall>(house, &U256::ZERO);
    bench.chain.answer(house, &votes, &U256::from(1));
    bench.set_nonce(house, wallet.address(), PROPOSAL, 0);
    (bench, wallet)
}

fn ballot(wallet: &PrivateKeySigner, reason: Option<&str>) -> VoteInput {
    VoteInput {
        wallet: wallet.address(),
        house: Default::default(),
        proposal_id: U256::from(PROPOSAL).into(),
        support: SupportName::For,
        reason: reason.map(str::to_owned),
    }
}

#[tokio::test]
async fn a_vote_is_signed_with_the_nonce_of_its_proposal() {
    let (bench, wallet) = voter().await;
    let prepared = bench.relay.prepare_vote(&bench.community, ballot(&wallet, None)).await.unwrap();
    assert_eq!(prepared.typed_data["primaryType"], "Ballot");
    assert_eq!(prepared.typed_data["domain"]["name"], "Palabre demo members");
    assert_eq!(prepared.typed_data["message"]["nonce"], keyed(PROPOSAL, 0).to_string());
    assert_eq!(prepared.deadline, Some(NOW + 500));
    let given: VoteSubmission = submission(&prepared, &wallet);
    let intent = bench.relay.submit_vote(&bench.community, given).await.unwrap().intent;
    let call = castVoteBySigCall::abi_decode(&intent.calldata).unwrap();
    assert_eq!((call.proposalId, call.support, call.voter), (U256::from(PROPOSAL), 1, wallet.address()));
}

#[tokio::test]
async fn a_reason_is_signed_and_kept_exactly() {
    let (bench, wallet) = voter().await;
    let reason = "Oui 🌳 — « d'accord »\u{202e}";
    let prepared = bench.relay.prepare_vote(&bench.community, ballot(&wallet, Some(reason))).await.unwrap();
    assert_eq!(prepared.typed_data["primaryType"], "ExtendedBallot");
    assert!(prepared.sentence.fr.contains(reason));
    let intent = bench.relay.submit_vote(&bench.community, submission(&prepared, &wallet)).await.unwrap().intent;
    let call = castVoteWithReasonAndParamsBySigCall::abi_decode(&intent.calldata).unwrap();
    assert_eq!(call.reason, reason);
    assert!(call.params.is_empty(), "else the Governor emits another event");
}

#[tokio::test]
async fn params_and_long_reasons_are_refused() {
    let (bench, wallet) = voter().await;
    let long = "x".repeat(2001);
    let answer = bench.relay.prepare_vote(&bench.community, ballot(&wallet, Some(&long))).await;
    assert_eq!(refused(answer).course, Course::Correct);
    let prepared = bench.relay.prepare_vote(&bench.community, ballot(&wallet, Some("y"))).await.unwrap();
    for (field, value) in [("params", json!("0x01")), ("reason", json!(long))] {
        let answer = bench.relay.submit_vote(&bench.community, tampered(&prepared, &wallet, field, value)).await;
        assert_eq!(refused(answer).course, Course::Correct, "{field}");
    }
    let answer = bench.relay.submit_vote(&bench.community, tampered(&prepared, &wallet, "reason", json!("z"))).await;
    assert_eq!(code(answer), "wrong_signature");
}

#[tokio::test]
async fn a_second_vote_is_a_conflict() {
    let (bench, wallet) = voter().await;
    let prepared = bench.relay.prepare_vote(&bench.community, ballot(&wallet, None)).await.unwrap();
    let house = bench.community.contracts.members_house;
    let other = VoteInput { support: SupportName::Against, ..ballot(&wallet, None) };
    let against = bench.relay.prepare_vote(&bench.community, other).await.unwrap();
    bench.relay.submit_vote(&bench.community, submission(&prepared, &wallet)).await.unwrap();
    let answer = bench.relay.submit_vote(&bench.community, submission(&against, &wallet)).await;
    assert_eq!(code(answer), "in_progress", "while the first is on its way");

    bench.chain.answer_all::<hasVotedCall>(house, &true);
    bench.set_nonce(house, wallet.address(), PROPOSAL, 1);
    let refusal = refused(bench.relay.submit_vote(&bench.community, submission(&against, &wallet)).await);
    assert_eq!((refusal.code, refusal.course), ("already_voted", Course::LookAgain));
    assert_eq!(code(bench.relay.prepare_vote(&bench.community, ballot(&wallet, None)).await), "already_voted");
}

#[tokio::test]
async fn votes_go_to_proposals_that_exist_and_are_open() {
    let (bench, wallet) = voter().await;
    let house = bench.community.contracts.members_house;
    let prepared = bench.relay.prepare_vote(&bench.community, ballot(&wallet, None)).await.unwrap();
    for (state, next_step) in [(0, "Wait until voting opens."), (3, "Nothing more can be done with it.")] {
        bench.chain.answer_all::<stateCall>(house, &state);
        let refusal = refused(bench.relay.submit_vote(&bench.community, submission(&prepared, &wallet)).await);
        assert_eq!((refusal.code, refusal.next_step.as_str()), ("proposal_state", next_step));
    }
    let unknown = U256::from(PROPOSAL);
    let error = House::GovernorNonexistentProposal { proposalId: unknown };
    bench.chain.refuse(house, &stateCall { proposalId: unknown }, &error);
    let refusal = refused(bench.relay.prepare_vote(&bench.community, ballot(&wallet, None)).await);
    assert_eq!(refusal.course, Course::LookElsewhere);
}

#[tokio::test]
async fn wallets_without_votes_do_not_spend_gas() {
    let (bench, _) = voter().await;
    assert_eq!(code(bench.relay.prepare_vote(&bench.community, ballot(&key(9), None)).await), "no_votes");
}

async fn proposer() -> (Bench, PrivateKeySigner) {
    let (bench, wallet) = voter().await;
    let house = bench.community.contracts.members_house;
    let full: U256 = keccak256(Propose::eip712_encode_type().as_bytes()).into();
    let key = alloy::primitives::Uint::<192, 3>::from(full & (U256::MAX >> 64usize));
    let call = Membership::nonces_1Call { owner: wallet.address(), key };
    bench.chain.answer(house, &call, &(full << 64usize));
    (bench, wallet)
}

fn proposal(wallet: &PrivateKeySigner, description: &str) -> ProposeInput {
    let rules = ShareRulesTemplate { equal_bps: 2500, ..Default::default() };
    ProposeInput {
        wallet: wallet.address(),
        house: Default::default(),
        description: description.to_owned(),
        discussion: String::new(),
        template: Some(Template::ShareRules(rules)),
        calls: None,
    }
}

#[tokio::test]
async fn a_proposal_says_what_it_does_and_who_proposes() {
    let (bench, wallet) = proposer().await;
    let text = "# Part égale à 25 % 🌱\r\n\nParce que.";
    let prepared = bench.relay.prepare_propose(&bench.community, proposal(&wallet, text)).await.unwrap();
    let full = format!("{text}\n#proposer={}", alloy::primitives::hex::encode_prefixed(wallet.address()));
    assert_eq!(prepared.typed_data["message"]["description"], full);
    assert_eq!(prepared.sentence.en, "I propose \"Part égale à 25 % 🌱\" to the members' house of Démo (1 action(s)).");
    let preview = prepared.proposal.as_ref().unwrap();
    let call = preview.calls_decoded[0].call.as_ref().unwrap();
    assert_eq!((call.contract.as_str(), call.function.as_str()), ("distribution", "setShareRules"));
    assert_eq!(preview.calls_decoded[0].would_succeed, Some(true));

    let intent = bench.relay.submit_propose(&bench.community, submission(&prepared, &wallet)).await.unwrap().intent;
    let sent = proposeBySigCall::abi_decode(&intent.calldata).unwrap().proposal;
    assert_eq!(sent.description, full);
    let id = proposal_id(&sent.targets, &sent.values, &sent.calldatas, &sent.description);
    assert_eq!(preview.proposal_id, format!("{id:#066x}"));
}

#[tokio::test]
async fn calls_that_would_fail_are_shown_as_such() {
    let (bench, wallet) = proposer().await;
    let stranger = Address::repeat_byte(0xee);
    bench.chain.world().revert = Some(Vec::new());
    let calls = vec![CallInput { target: stranger, value: U256::ZERO.into(), calldata: vec![1, 2, 3, 4].into() }];
    let input = ProposeInput { template: None, calls: Some(calls), ..proposal(&wallet, "x") };
    let prepared = bench.relay.prepare_propose(&bench.community, input).await.unwrap();
    let call = &prepared.proposal.unwrap().calls_decoded[0];
    assert_eq!((call.call.as_ref(), call.would_succeed), (None, Some(false)));
    assert_eq!(call.reason.as_deref(), Some("the contract gave no reason"));
}

#[tokio::test]
async fn a_text_alone_is_anchored() {
    let (bench, wallet) = proposer().await;
    let input = ProposeInput { template: Some(Template::Text), ..proposal(&wallet, "# A text") };
    let prepared = bench.relay.prepare_propose(&bench.community, input).await.unwrap();
    let message = &prepared.typed_data["message"];
    let data: Bytes = serde_json::from_value(message["calldatas"][0].clone()).unwrap();
    let call = anchorCall::abi_decode(&data).unwrap();
    assert_eq!(call.root, keccak256(message["description"].as_str().unwrap()));
    assert_eq!(call.kind, keccak256("text"));
}

#[tokio::test]
async fn proposals_have_limits() {
    let (bench, wallet) = proposer().await;
    let cases = [
        proposal(&wallet, &"x".repeat(20_001)),
        proposal(&wallet, "  \n "),
        ProposeInput { template: None, ..proposal(&wallet, "x") },
        ProposeInput { calls: Some(Vec::new()), ..proposal(&wallet, "x") },
        ProposeInput { template: None, calls: Some(Vec::new()), ..proposal(&wallet, "x") },
    ];
    for case in cases {
        let answer = bench.relay.prepare_propose(&bench.community, case).await;
        assert_eq!(refused(answer).course, Course::Correct);
    }
    let answer = bench.relay.prepare_propose(&bench.community, proposal(&key(5), "x")).await;
    assert_eq!(code(answer), "not_member");
}

#[tokio::test]
async fn the_line_of_the_proposer_cannot_be_left_out() {
    let (bench, wallet) = proposer().await;
    let prepared = bench.relay.prepare_propose(&bench.community, proposal(&wallet, "x")).await.unwrap();
    let other = format!("x\n#proposer={}", key(2).address());
    for text in ["x", other.as_str()] {
        let given: ProposeSubmission = tampered(&prepared, &wallet, "description", json!(text));
        assert_eq!(refused(bench.relay.submit_propose(&bench.community, given).await).course, Course::Correct);
    }
    let given = tampered(&prepared, &wallet, "values", json!(["1"]));
    assert_eq!(code(bench.relay.submit_propose(&bench.community, given).await), "wrong_signature");
}

#[tokio::test]
async fn votes_are_lent_by_every_wallet() {
    let (bench, wallet) = voter().await;
    let reputation = bench.community.contracts.reputation;
    bench.chain.answer(reputation, &nonces_0Call { owner: wallet.address() }, &U256::from(3));
    let input = DelegateInput { wallet: wallet.address(), delegatee: key(2).address(), votes: Votes::Reputation };
    let prepared = bench.relay.prepare_delegate(&bench.community, input.clone()).await.unwrap();
    assert_eq!(prepared.typed_data["message"]["nonce"], "3");
    assert_eq!(prepared.submit.body["votes"], "reputation");
    let given: DelegateSubmission = submission(&prepared, &wallet);
    let intent = bench.relay.submit_delegate(&bench.community, given).await.unwrap().intent;
    assert_eq!(intent.contract, reputation);
    let call = Membership::delegateBySig_1Call::abi_decode(&intent.calldata).unwrap();
    assert_eq!((call.delegator, call.delegatee), (wallet.address(), key(2).address()));

    // A contract wallet is asked by the contract itself (ERC-1271).
    bench.chain.deploy(wallet.address());
    assert!(bench.relay.prepare_delegate(&bench.community, input).await.is_ok());
}
