//! From a stored intent to a block, through every kind of trouble.

use std::time::Duration;

use alloy::consensus::Transaction;
use palabre_contracts::bindings::membership::Membership::MembershipAlreadyOpen;

use super::*;
use crate::relay::{
    Intent, Progress, RelayConfig, State,
    actions::{ActivateRequest, ProposalRequest},
    message::Uint40,
};

async fn ask(bench: &Bench, number: u64) -> B256 {
    let request = ActivateRequest { member_id: Uint40::new(number).unwrap(), epoch: 0 };
    bench.relay.activate(&bench.community, request).await.unwrap().intent.id
}

async fn look(bench: &Bench, id: B256) -> Intent {
    bench.relay.intent(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn an_intent_goes_all_the_way() {
    let bench = Bench::new().await;
    assert_eq!(bench.relay.pass().await.unwrap(), Progress::Idle);
    let id = ask(&bench, 1).await;
    assert_eq!(bench.relay.pass().await.unwrap(), Progress::Waiting);
    let sent = look(&bench, id).await;
    assert_eq!((sent.state, sent.nonce, sent.gas), (State::Sent, Some(0), Some(240_000)));
    let transaction = bench.chain.world().pool[0].clone();
    assert_eq!(Some(*transaction.tx_hash()), sent.tx_hash);
    assert_eq!((transaction.max_fee_per_gas(), transaction.max_priority_fee_per_gas()), (201, Some(1)));

    bench.chain.mine();
    assert_eq!(bench.relay.pass().await.unwrap(), Progress::Idle);
    let mined = look(&bench, id).await;
    assert_eq!(mined.state, State::Mined);
    assert_eq!(mined.block.unwrap().number, 1);
    assert_eq!(mined.block.unwrap().hash, B256::repeat_byte(1));
}

#[tokio::test]
async fn nonces_follow_each_other() {
    let bench = Bench::new().await;
    for number in 1..=3 {
        ask(&bench, number).await;
    }
    bench.relay.pass().await.unwrap();
    ask(&bench, 4).await;
    bench.relay.pass().await.unwrap();
    let mut nonces: Vec<u64> = bench.chain.world().pool.iter().map(Transaction::nonce).collect();
    nonces.sort_unstable();
    assert_eq!(nonces, [0, 1, 2, 3]);
}

#[tokio::test]
async fn two_processes_on_the_same_tables_send_an_intent_once() {
    let mut bench = Bench::new().await;
    for number in 1..=20 {
        ask(&bench, number).await;
    }
    let other = bench.relay.clone();
    bench.restart().await;
    for _ in 0..3 {
        let (one, two) = tokio::join!(other.pass(), bench.relay.pass());
        one.and(two).unwrap();
    }
    let mut nonces: Vec<u64> = bench.chain.world().pool.iter().map(Transaction::nonce).collect();
    nonces.sort_unstable();
    assert_eq!(nonces, (0..20).collect::<Vec<_>>(), "one number each, none twice");
    let calls: std::collections::BTreeSet<_> =
        bench.chain.world().pool.iter().map(|transaction| transaction.input().clone()).collect();
    assert_eq!(calls.len(), 20, "twenty acts");
}

#[tokio::test]
async fn what_was_stored_but_not_sent_is_sent_after_a_restart() {
    let mut bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.restart().await;
    bench.relay.pass().await.unwrap();
    assert_eq!(look(&bench, id).await.state, State::Sent);
}

#[tokio::test]
async fn what_the_node_forgot_is_sent_again_with_the_same_nonce() {
    let mut bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.relay.pass().await.unwrap();
    let before = look(&bench, id).await;
    bench.chain.world().pool.clear();
    bench.restart().await;
    bench.relay.pass().await.unwrap();
    assert_eq!(bench.chain.world().pool.len(), 1);
    assert_eq!(Some(*bench.chain.world().pool[0].tx_hash()), before.tx_hash, "byte by byte the same");
    assert_eq!(look(&bench, id).await.nonce, Some(0));
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    assert_eq!(look(&bench, id).await.state, State::Mined);
}

#[tokio::test]
async fn a_stop_between_storing_and_broadcasting_loses_nothing() {
    let mut bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.relay.pass().await.unwrap();
    // As if the process had been killed right after the commit: stored as sent, never handed over.
    bench.chain.world().pool.clear();
    let other = ask(&bench, 2).await;
    bench.restart().await;
    bench.relay.pass().await.unwrap();
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    assert_eq!(look(&bench, id).await.state, State::Mined);
    assert_eq!(look(&bench, other).await.nonce, Some(1), "no gap, no number twice");
}

#[tokio::test]
async fn a_pending_transaction_is_repeated_and_then_raised() {
    let bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.relay.pass().await.unwrap();
    bench.relay.pass().await.unwrap();
    assert_eq!(bench.chain.world().broadcasts, 1, "not at every look");
    let first = look(&bench, id).await.tx_hash;
    bench.wait(30);
    bench.relay.pass().await.unwrap();
    let raised = look(&bench, id).await;
    assert_ne!(raised.tx_hash, first);
    assert_eq!(raised.nonce, Some(0), "it replaces the first");
    assert_eq!(bench.chain.world().pool.len(), 1);
    assert!(bench.chain.world().pool[0].max_fee_per_gas() * 10 >= 201 * 11);
}

#[tokio::test]
async fn the_first_offer_counts_too_when_it_is_the_one_that_is_mined() {
    let bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.relay.pass().await.unwrap();
    let first = bench.chain.world().pool[0].clone();
    bench.wait(30);
    bench.relay.pass().await.unwrap();
    bench.chain.world().pool = vec![first.clone()];
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    let mined = look(&bench, id).await;
    assert_eq!((mined.state, mined.tx_hash), (State::Mined, Some(*first.tx_hash())));
}

#[tokio::test]
async fn a_nonce_that_somebody_else_used_is_given_up() {
    let bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.relay.pass().await.unwrap();
    bench.chain.world().pool.clear();
    bench.chain.use_nonce(bench.relay.address());
    bench.wait(30);
    bench.relay.pass().await.unwrap();
    let again = look(&bench, id).await;
    assert_eq!((again.state, again.nonce), (State::Sent, Some(1)));
}

#[tokio::test]
async fn what_became_impossible_fails_without_a_transaction() {
    let bench = Bench::new().await;
    let id = bench.relay.open_community(&bench.community).await.unwrap().intent.id;
    let reason = alloy::sol_types::SolError::abi_encode(&MembershipAlreadyOpen {});
    bench.chain.world().revert = Some(reason);
    bench.relay.pass().await.unwrap();
    let failed = look(&bench, id).await;
    assert_eq!((failed.state, failed.nonce), (State::Failed, None));
    assert_eq!(failed.reason.unwrap().code, "already_open");
    assert!(bench.chain.world().pool.is_empty());
}

#[tokio::test]
async fn a_transaction_without_effect_fails_with_its_reason() {
    let bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.relay.pass().await.unwrap();
    bench.chain.world().mined_reverts = true;
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    let failed = look(&bench, id).await;
    assert_eq!((failed.state, failed.reason.unwrap().code.as_str()), (State::Failed, "changed_meanwhile"));
}

#[tokio::test]
async fn prices_above_the_cap_and_empty_purses_make_intents_wait() {
    let bench = Bench::with(RelayConfig { max_fee_per_gas: 1000, ..Default::default() }).await;
    let id = ask(&bench, 1).await;
    bench.chain.world().base_fee = 1001;
    assert_eq!(bench.relay.pass().await.unwrap(), Progress::Waiting);
    assert_eq!(look(&bench, id).await.state, State::Received);
    bench.chain.world().base_fee = 100;
    bench.chain.world().balance = U256::from(1);
    bench.relay.pass().await.unwrap();
    assert_eq!(look(&bench, id).await.state, State::Simulated);
    bench.chain.world().balance = U256::from(10).pow(U256::from(18));
    bench.relay.pass().await.unwrap();
    assert_eq!(look(&bench, id).await.state, State::Sent);
}

#[tokio::test]
async fn too_much_gas_is_not_sent() {
    let bench = Bench::with(RelayConfig { max_gas: 100_000, ..Default::default() }).await;
    let id = ask(&bench, 1).await;
    bench.relay.pass().await.unwrap();
    assert_eq!(look(&bench, id).await.reason.unwrap().code, "too_much_gas");
}

#[tokio::test]
async fn a_node_that_is_away_costs_nothing_but_time() {
    let bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    bench.chain.world().down = true;
    assert!(matches!(bench.relay.pass().await, Err(RelayError::Chain(_))));
    let request = ProposalRequest { house: Default::default(), proposal_id: U256::from(1).into() };
    assert!(matches!(bench.relay.queue_proposal(&bench.community, request).await, Err(RelayError::Chain(_))));
    bench.chain.world().down = false;
    bench.relay.pass().await.unwrap();
    assert_eq!(look(&bench, id).await.state, State::Sent);
}

#[tokio::test]
async fn whoever_waits_is_told_at_once() {
    let bench = Bench::new().await;
    let id = ask(&bench, 1).await;
    let pending = bench.relay.wait(id, Duration::ZERO).await.unwrap().unwrap();
    assert_eq!(pending.state, State::Received);
    let waiter = tokio::spawn({
        let relay = bench.relay.clone();
        async move { relay.wait(id, Duration::from_secs(20)).await }
    });
    bench.relay.pass().await.unwrap();
    bench.chain.mine();
    bench.relay.pass().await.unwrap();
    assert_eq!(waiter.await.unwrap().unwrap().unwrap().state, State::Mined);
    assert_eq!(bench.relay.wait(B256::ZERO, Duration::from_secs(20)).await.unwrap(), None);
}

#[tokio::test]
async fn the_purse_is_counted_in_actions() {
    let bench = Bench::new().await;
    bench.chain.world().balance = U256::from(100 * 250_000 * 7 + 1);
    assert_eq!(bench.relay.purse().await.unwrap().actions_left, Some(7));
    bench.chain.world().base_fee = 0;
    assert_eq!(bench.relay.purse().await.unwrap().actions_left, None);
}
