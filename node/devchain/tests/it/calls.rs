use crate::world::{World, read_data, recorder_code, write_data};
use alloy::{
    eips::BlockId,
    network::TransactionBuilder,
    primitives::{Address, B256, U256, bytes, utils::parse_ether},
    providers::Provider,
    rpc::types::TransactionRequest,
    sol_types::{Revert, SolError},
    transports::RpcError,
};

#[tokio::test]
async fn a_reverted_call_and_estimate_carry_reason_and_data() {
    let world = World::in_memory();
    let recorder = world.recorder().await;
    let wrong = TransactionRequest::default().to(recorder).input(bytes!("00").into());
    let call = world.provider.call(wrong.clone()).await.unwrap_err();
    let estimate = world.provider.estimate_gas(wrong).await.unwrap_err();
    for error in [call, estimate] {
        let RpcError::ErrorResp(error) = error else { panic!("not an answer: {error}") };
        assert_eq!(error.code, 3);
        assert_eq!(error.message, "execution reverted: no");
        assert_eq!(error.as_revert_data().unwrap(), Revert::from("no").abi_encode());
    }
}

#[tokio::test]
async fn an_estimate_is_enough_and_not_much_more() {
    let world = World::in_memory();
    let recorder = world.recorder().await;
    let request =
        TransactionRequest::default().from(world.signer.address()).to(recorder).input(write_data(1, 2).into());
    let estimate = world.provider.estimate_gas(request.clone()).await.unwrap();
    let receipt = world.send(request.gas_limit(estimate)).await;
    assert!(receipt.status());
    assert!(estimate < receipt.gas_used * 103 / 100, "{estimate} for {}", receipt.gas_used);

    let transfer =
        TransactionRequest::default().from(world.signer.address()).to(Address::repeat_byte(9)).value(U256::from(1));
    assert_eq!(world.provider.estimate_gas(transfer).await.unwrap(), 21_000);
}

#[tokio::test]
async fn calls_need_no_funds_and_see_overridden_state() {
    let world = World::in_memory();
    let (stranger, nowhere) = (Address::repeat_byte(3), Address::repeat_byte(4));
    let recorder = world.recorder().await;
    let call = TransactionRequest::default().from(stranger).to(recorder).input(read_data(8).into());
    assert_eq!(world.provider.call(call.clone()).await.unwrap(), read_data(0));
    let params = |address: Address, wanted: serde_json::Value| {
        let request = call.clone().to(address);
        (request, BlockId::latest(), serde_json::json!({ address.to_string(): wanted }))
    };
    let slot = serde_json::json!({ B256::with_last_byte(8).to_string(): B256::with_last_byte(5).to_string() });
    let runtime = world.provider.get_code_at(recorder).await.unwrap();
    let client = world.provider.client();
    let changed = params(recorder, serde_json::json!({ "stateDiff": slot }));
    assert_eq!(client.request::<_, B256>("eth_call", changed).await.unwrap(), B256::with_last_byte(5));
    let planted = params(nowhere, serde_json::json!({ "code": runtime, "state": slot }));
    assert_eq!(client.request::<_, B256>("eth_call", planted).await.unwrap(), B256::with_last_byte(5));
}

#[tokio::test]
async fn a_call_that_sends_value_needs_it() {
    let world = World::in_memory();
    let poor = TransactionRequest::default().from(Address::repeat_byte(3)).to(Address::repeat_byte(4));
    let error = world.provider.call(poor.clone().value(U256::from(1))).await.unwrap_err();
    assert!(error.to_string().contains("insufficient funds"), "{error}");
    let error = world.provider.estimate_gas(poor.value(parse_ether("1").unwrap())).await.unwrap_err();
    assert!(error.to_string().contains("insufficient funds"), "{error}");
}

#[tokio::test]
async fn contracts_above_the_size_limit_are_refused() {
    let world = World::in_memory();
    // RETURN(0, 24577): one byte more than EIP-170 allows.
    let too_large = TransactionRequest::default().with_deploy_code(bytes!("6160016000f3")).gas_limit(10_000_000);
    assert!(!world.send(too_large).await.status());
    let just_right = TransactionRequest::default().with_deploy_code(bytes!("6160006000f3")).gas_limit(10_000_000);
    assert!(world.send(just_right).await.status());
    assert!(recorder_code().len() < 24_576);
}

#[tokio::test]
async fn fees_are_those_of_the_next_block() {
    let world = World::in_memory();
    assert_eq!(world.provider.get_gas_price().await.unwrap(), 1_000_000_000);
    assert_eq!(world.provider.get_max_priority_fee_per_gas().await.unwrap(), 0);
    world.transfer(Address::repeat_byte(7), 5).await;
    let history = world.provider.get_fee_history(5, Default::default(), &[10.0, 90.0]).await.unwrap();
    assert_eq!(history.oldest_block, 0);
    assert_eq!(history.base_fee_per_gas, vec![1_000_000_000; 3]);
    assert_eq!(history.reward.unwrap().len(), 2);
    assert!(history.gas_used_ratio[1] > 0.0);
}
