//! What anybody may ask for.

use alloy::sol_types::{SolCall, SolError};
use palabre_contracts::bindings::{
    membership::Membership::MembershipTooFewUnits,
    reputation::Reputation::{nextEpochCall, settleCall, settledThroughCall},
};

use super::*;
use crate::relay::{State, actions::SettleRequest, message::Uint40};

#[tokio::test]
async fn equal_requests_are_one_until_it_is_done() {
    let bench = Bench::new().await;
    let first = bench.relay.mint_reputation(&bench.community).await.unwrap();
    assert!(first.is_new);
    let second = bench.relay.mint_reputation(&bench.community).await.unwrap();
    assert_eq!((second.is_new, second.intent.id), (false, first.intent.id));
    bench.relay.pass().await.unwrap();
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    assert_eq!(bench.relay.intent(first.intent.id).await.unwrap().unwrap().state, State::Mined);
    let third = bench.relay.mint_reputation(&bench.community).await.unwrap();
    assert!(third.is_new && third.intent.id != first.intent.id, "the next epoch is another matter");
}

#[tokio::test]
async fn refusals_of_the_contract_are_explained() {
    let bench = Bench::new().await;
    let error = MembershipTooFewUnits { activeUnits: U256::from(2), needed: U256::from(5) };
    bench.chain.world().revert = Some(error.abi_encode());
    let refusal = refused(bench.relay.open_community(&bench.community).await);
    assert_eq!(refusal.code, "too_few_units");
    assert_eq!(refusal.detail, "2 members hold a voting unit, 5 are needed");
}

#[tokio::test]
async fn only_pending_members_are_settled() {
    let bench = Bench::new().await;
    let reputation = bench.community.contracts.reputation;
    bench.chain.answer_all::<nextEpochCall>(reputation, &3);
    for (id, through) in [(1, 3), (2, 1), (3, 0)] {
        bench.chain.answer(reputation, &settledThroughCall { memberId: U40::from(id) }, &through);
    }
    let request = |ids: &[u64]| SettleRequest { member_ids: ids.iter().map(|id| Uint40::new(*id).unwrap()).collect() };
    let intent = bench.relay.settle(&bench.community, request(&[3, 2, 1, 2])).await.unwrap().intent;
    let call = settleCall::abi_decode(&intent.calldata).unwrap();
    assert_eq!(call.memberIds, [U40::from(2), U40::from(3)]);
    assert_eq!(code(bench.relay.settle(&bench.community, request(&[1])).await), "nothing_to_settle");
    assert_eq!(code(bench.relay.settle(&bench.community, request(&[])).await), "nothing_to_settle");
    let many: Vec<u64> = (1..=101).collect();
    assert_eq!(refused(bench.relay.settle(&bench.community, request(&many)).await).course, Course::Correct);
}
