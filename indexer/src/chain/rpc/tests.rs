//! Answers of an endpoint, read and checked.

use alloy::{
    consensus::{
        Eip658Value, Header as ConsensusHeader, Receipt, ReceiptEnvelope, ReceiptWithBloom,
        proofs::calculate_receipt_root,
    },
    primitives::{B256, Bytes, LogData, b256},
    providers::{ProviderBuilder, mock::Asserter},
    rpc::types::{Header as RpcHeader, Log, TransactionReceipt},
};

use super::*;

const TX: B256 = b256!("1111111111111111111111111111111111111111111111111111111111111111");

fn chain(asserter: &Asserter) -> RpcChain {
    RpcChain::new(
        ProviderBuilder::new().connect_mocked_client(asserter.clone()).erased(),
        true,
        std::time::Duration::from_secs(60),
    )
}

fn log() -> Log {
    let data = LogData::new_unchecked(vec![TX], Bytes::from(vec![1, 2]));
    Log {
        inner: alloy::primitives::Log { address: Address::repeat_byte(5), data },
        block_number: Some(7),
        block_hash: Some(B256::ZERO),
        transaction_hash: Some(TX),
        log_index: Some(99),
        ..Log::default()
    }
}

fn receipt() -> TransactionReceipt {
    let receipt = Receipt { status: Eip658Value::Eip658(true), cumulative_gas_used: 21_000, logs: vec![log()] };
    let inner = ReceiptEnvelope::Eip1559(ReceiptWithBloom::from(receipt));
    TransactionReceipt {
        inner,
        transaction_hash: TX,
        transaction_index: Some(0),
        block_hash: Some(B256::ZERO),
        block_number: Some(7),
        gas_used: 21_000,
        effective_gas_price: 1,
        blob_gas_used: None,
        blob_gas_price: None,
        from: Address::ZERO,
        to: None,
        contract_address: None,
    }
}

fn block() -> Block {
    let receipts_root = calculate_receipt_root(&[receipt().inner.into_primitives_receipt()]);
    let inner = ConsensusHeader { number: 7, timestamp: 70, receipts_root, ..ConsensusHeader::default() };
    Block { header: RpcHeader::new(inner), ..Block::default() }
}

#[tokio::test]
async fn headers_must_have_the_hash_that_they_claim() {
    let asserter = Asserter::new();
    asserter.push_success(&block());
    let header = chain(&asserter).header(7).await.expect("an answer").expect("a block");
    assert_eq!((header.number, header.time, header.hash), (7, 70, block().header.hash));

    let mut forged = block();
    forged.header.inner.timestamp = 71;
    asserter.push_success(&forged);
    assert!(matches!(chain(&asserter).header(7).await, Err(ChainError::Inconsistent { block: 7, .. })));

    asserter.push_success(&block());
    assert!(chain(&asserter).header(8).await.is_err(), "another block than asked for");
}

#[tokio::test]
async fn receipts_must_have_the_root_of_the_header() {
    let asserter = Asserter::new();
    asserter.push_success(&block());
    let header = chain(&asserter).header(7).await.expect("an answer").expect("a block");
    asserter.push_success(&vec![receipt()]);
    let logs = chain(&asserter).proven_logs(&header).await.expect("proven");
    assert_eq!((logs[0].log_index, logs[0].block_hash), (0, header.hash), "positions are counted");

    asserter.push_success(&Vec::<TransactionReceipt>::new());
    let cut = chain(&asserter).proven_logs(&header).await;
    assert!(matches!(cut, Err(ChainError::Inconsistent { block: 7, .. })), "{cut:?}");
}

#[tokio::test]
async fn logs_without_a_block_or_taken_back_are_refused() {
    let asserter = Asserter::new();
    let ask = |logs: Vec<Log>| {
        asserter.push_success(&logs);
        let chain = chain(&asserter);
        async move { chain.logs(&[Address::repeat_byte(5)], LogQuery::Range(1..=9)).await }
    };
    assert_eq!(ask(vec![log()]).await.expect("logs").len(), 1);
    assert!(ask(vec![Log { removed: true, ..log() }]).await.is_err());
    assert!(ask(vec![Log { block_hash: None, ..log() }]).await.is_err());
    asserter.push_failure_msg("query returned more than 10000 results");
    let refused = chain(&asserter).logs(&[], LogQuery::Range(1..=9)).await;
    assert!(matches!(refused, Err(ChainError::TooMuch { .. })));
}

#[tokio::test]
async fn headers_come_in_batches_and_one_by_one_where_batches_are_refused() {
    let numbered = |number| -> Block {
        let inner = ConsensusHeader { number, ..ConsensusHeader::default() };
        Block { header: RpcHeader::new(inner), ..Block::default() }
    };
    let asserter = Asserter::new();
    (3..6).for_each(|number| asserter.push_success(&numbered(number)));
    let endpoint = chain(&asserter);
    let headers = endpoint.headers(vec![3, 4, 5]).await.expect("answers");
    assert_eq!(headers.iter().map(|header| header.number).collect::<Vec<_>>(), [3, 4, 5]);

    asserter.push_failure_msg("batches are not supported");
    asserter.push_failure_msg("batches are not supported");
    let told = endpoint.headers(vec![3, 4]).await;
    assert!(told.is_err(), "two answers are missing: {told:?}");
    assert!(endpoint.batch().size() < Batch::default().size());
}

#[tokio::test]
async fn only_what_was_refused_is_asked_again_and_answers_keep_their_places() {
    let numbered = |number| -> Block {
        let inner = ConsensusHeader { number, ..ConsensusHeader::default() };
        Block { header: RpcHeader::new(inner), ..Block::default() }
    };
    let asserter = Asserter::new();
    asserter.push_success(&numbered(3));
    asserter.push_failure_msg("request rate limited");
    asserter.push_success(&numbered(5));
    asserter.push_success(&numbered(4));
    let headers = chain(&asserter).headers(vec![3, 4, 5]).await.expect("answers");
    assert_eq!(headers.iter().map(|header| header.number).collect::<Vec<_>>(), [3, 4, 5]);

    asserter.push_failure_msg("request rate limited");
    asserter.push_failure_msg("request rate limited");
    let told = chain(&asserter).headers(vec![3, 4]).await;
    assert!(matches!(told, Err(ChainError::Busy(_))), "nothing was answered, so nothing is asked again: {told:?}");
}

#[tokio::test]
async fn a_chain_without_tags_tells_no_finality() {
    let asserter = Asserter::new();
    asserter.push_success(&block());
    asserter.push_failure_msg("unknown block tag");
    let told = chain(&asserter).finality().await.expect("answers");
    assert_eq!(told, Finality { safe: Some(7), finalized: None });
}

#[tokio::test]
async fn requests_are_counted_by_what_became_of_them() {
    let asserter = Asserter::new();
    asserter.push_success(&block());
    asserter.push_failure_msg("block range is too large, max is 1k blocks");
    let endpoint = chain(&asserter);
    endpoint.header(7).await.expect("an answer");
    let refused = endpoint.logs(&[], LogQuery::Range(1..=2_000)).await;
    assert!(matches!(refused, Err(ChainError::TooMuch { at_most: Some(1_000), .. })), "{refused:?}");
    let calls = endpoint.report().remove(0).calls;
    let seen: Vec<_> = calls.iter().map(|calls| (calls.method, calls.outcome, calls.count)).collect();
    assert_eq!(seen, [("eth_getBlockByNumber", "ok", 1), ("eth_getLogs", "too_much", 1)]);
}
