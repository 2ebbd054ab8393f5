//! Every JSON-RPC method on one screen.

use super::{
    Handler::{self, Quick, Slow, Waiting},
    accounts, blocks, calls, dev,
    errors::unknown_method,
    fees, logs, node,
};
use alloy::rpc::json_rpc::ErrorPayload;

const METHODS: &[(&str, Handler)] = &[
    ("eth_chainId", Quick(node::chain_id)),
    ("eth_blockNumber", Quick(blocks::number)),
    ("eth_getBalance", Quick(accounts::balance)),
    ("eth_getTransactionCount", Quick(accounts::nonce)),
    ("eth_getCode", Quick(accounts::code)),
    ("eth_getStorageAt", Quick(accounts::storage)),
    ("eth_call", Slow(calls::call)),
    ("eth_estimateGas", Slow(calls::estimate_gas)),
    ("eth_gasPrice", Quick(fees::gas_price)),
    ("eth_maxPriorityFeePerGas", Quick(fees::tip)),
    ("eth_feeHistory", Slow(fees::history)),
    ("eth_sendRawTransaction", Waiting(|rpc, params| Box::pin(calls::send_raw(rpc, params)))),
    ("eth_getTransactionByHash", Quick(blocks::transaction)),
    ("eth_getTransactionByBlockHashAndIndex", Quick(blocks::transaction_in_block)),
    ("eth_getTransactionByBlockNumberAndIndex", Quick(blocks::transaction_in_block)),
    ("eth_getTransactionReceipt", Quick(blocks::receipt)),
    ("eth_getBlockReceipts", Quick(blocks::receipts)),
    ("eth_getBlockByNumber", Quick(blocks::block)),
    ("eth_getBlockByHash", Quick(blocks::block)),
    ("eth_getBlockTransactionCountByNumber", Quick(blocks::transaction_count)),
    ("eth_getBlockTransactionCountByHash", Quick(blocks::transaction_count)),
    ("eth_getUncleCountByBlockNumber", Quick(blocks::no_uncles)),
    ("eth_getUncleCountByBlockHash", Quick(blocks::no_uncles)),
    ("eth_getLogs", Slow(logs::get)),
    ("eth_newFilter", Quick(logs::new_filter)),
    ("eth_newBlockFilter", Quick(logs::new_block_filter)),
    ("eth_newPendingTransactionFilter", Quick(logs::new_transaction_filter)),
    ("eth_getFilterChanges", Slow(logs::changes)),
    ("eth_getFilterLogs", Slow(logs::filter_logs)),
    ("eth_uninstallFilter", Quick(logs::uninstall)),
    ("eth_syncing", Quick(node::syncing)),
    ("eth_accounts", Quick(node::accounts)),
    ("net_version", Quick(node::network)),
    ("net_listening", Quick(node::listening)),
    ("web3_clientVersion", Quick(node::client_version)),
    ("web3_sha3", Quick(node::keccak)),
];

/// These change the chain at will and exist only when the chain was opened with `dev`.
const DEV_METHODS: &[(&str, Handler)] = &[
    ("evm_increaseTime", Waiting(|rpc, params| Box::pin(dev::increase_time(rpc, params)))),
    ("evm_setNextBlockTimestamp", Waiting(|rpc, params| Box::pin(dev::set_next_timestamp(rpc, params)))),
    ("evm_setTime", Waiting(|rpc, params| Box::pin(dev::set_time(rpc, params)))),
    ("evm_mine", Waiting(|rpc, params| Box::pin(dev::mine_one(rpc, params)))),
    ("evm_snapshot", Waiting(|rpc, _| Box::pin(dev::snapshot(rpc)))),
    ("evm_revert", Waiting(|rpc, params| Box::pin(dev::revert(rpc, params)))),
    ("anvil_mine", Waiting(|rpc, params| Box::pin(dev::mine_many(rpc, params)))),
    ("anvil_reorg", Waiting(|rpc, params| Box::pin(dev::reorg(rpc, params)))),
    ("anvil_setBalance", Waiting(|rpc, params| Box::pin(dev::set_balance(rpc, params)))),
];

/// Finds the handler of a method.
pub(super) fn find(method: &str, dev: bool) -> Result<Handler, ErrorPayload> {
    let among = |table: &[(&str, Handler)]| table.iter().find(|(name, _)| *name == method).map(|(_, handler)| *handler);
    match (among(METHODS), among(DEV_METHODS)) {
        (Some(handler), _) => Ok(handler),
        (None, Some(handler)) if dev => Ok(handler),
        (None, Some(_)) => {
            Err(unknown_method(format!("{method} changes the chain at will: start with --dev to use it")))
        }
        (None, None) => Err(unknown_method(format!("the method {method} does not exist"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dev_methods_exist_only_with_dev_and_the_refusal_says_how_to_get_them() {
        assert!(find("evm_mine", true).is_ok());
        let refused = |method, dev, word| {
            find(method, dev).is_err_and(|refusal| refusal.code == -32601 && refusal.message.contains(word))
        };
        assert!(refused("evm_mine", false, "--dev"));
        assert!(refused("eth_unheardOf", true, "eth_unheardOf"));
    }
}
