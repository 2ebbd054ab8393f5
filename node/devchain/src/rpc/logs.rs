//! Logs and filters.

use super::{
    Params, Rpc, RpcResult, answer,
    errors::{invalid_params, limit_exceeded, refused, unknown_block},
    types,
};
use crate::{
    block::Block,
    filter::{Changes, Subject},
};
use alloy::{
    eips::BlockNumberOrTag,
    primitives::U64,
    rpc::{
        json_rpc::ErrorPayload,
        types::{Filter, FilterBlockOption, Log},
    },
};

/// Adds the logs of a block that a filter asks for, in order; the newest first when they are reported as removed.
pub(crate) fn logs_of(block: &Block, filter: &Filter, removed: bool, out: &mut Vec<Log>) {
    if !filter.matches_bloom(block.header.logs_bloom) {
        return;
    }
    let first = out.len();
    for index in 0..block.receipts.len() {
        out.extend(types::logs(block, index, removed, |log| filter.matches(log)));
    }
    if removed {
        out[first..].reverse();
    }
}

pub(super) fn get(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    answer(rpc.search(&params.required(0, "filter")?)?)
}

pub(super) fn new_filter(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    rpc.install(Subject::Logs(Box::new(params.required(0, "filter")?)))
}

pub(super) fn new_block_filter(rpc: &Rpc, _: &Params<'_>) -> RpcResult {
    rpc.install(Subject::Blocks)
}

pub(super) fn new_transaction_filter(rpc: &Rpc, _: &Params<'_>) -> RpcResult {
    rpc.install(Subject::Transactions)
}

pub(super) fn changes(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let id = filter_id(params)?;
    match rpc.filters().changes(id, rpc.shared())?.ok_or_else(no_filter)? {
        Changes::Logs(logs) => answer(logs),
        Changes::Hashes(hashes) => answer(hashes),
    }
}

pub(super) fn filter_logs(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let condition = rpc.filters().condition(filter_id(params)?).ok_or_else(no_filter)?;
    answer(rpc.search(&condition)?)
}

pub(super) fn uninstall(rpc: &Rpc, params: &Params<'_>) -> RpcResult {
    let id = filter_id(params)?;
    answer(rpc.filters().uninstall(id))
}

fn filter_id(params: &Params<'_>) -> Result<u64, ErrorPayload> {
    params.number(0, "filter id")?.ok_or_else(|| invalid_params("missing argument 0 (filter id)"))
}

fn no_filter() -> ErrorPayload {
    refused("filter not found: it was uninstalled, or nobody asked about it for too long")
}

impl Rpc {
    fn install(&self, subject: Subject) -> RpcResult {
        let mut filters = self.filters();
        answer(U64::from(filters.install(subject, &self.shared().read())))
    }

    fn search(&self, filter: &Filter) -> Result<Vec<Log>, ErrorPayload> {
        let mut logs = Vec::new();
        match filter.block_option {
            FilterBlockOption::AtBlockHash(hash) => {
                let block = self.shared().block_by_hash(hash)?.ok_or_else(unknown_block)?;
                logs_of(&block, filter, false, &mut logs);
            }
            FilterBlockOption::Range { from_block, to_block } => {
                let latest = BlockNumberOrTag::Latest;
                let from = self.shared().number_of_tag(from_block.unwrap_or(latest));
                let to = self.shared().number_of_tag(to_block.unwrap_or(latest));
                self.search_range(filter, from, to, &mut logs)?;
            }
        }
        Ok(logs)
    }

    fn search_range(&self, filter: &Filter, from: u64, to: u64, logs: &mut Vec<Log>) -> Result<(), ErrorPayload> {
        if from > to {
            return Err(invalid_params(format!("invalid block range: from {from} is after to {to}")));
        }
        let shared = self.shared();
        let head = shared.read().number();
        let to = to.min(head);
        let limit = self.config().max_log_blocks;
        if to.saturating_sub(from) >= limit {
            let message =
                format!("query exceeds max block range {limit}: ask for {from} to {} first", from + limit - 1);
            return Err(limit_exceeded(message));
        }
        if from > to {
            return Ok(());
        }
        for number in shared.store.blocks_with_logs(from, to, |bloom| filter.matches_bloom(bloom))? {
            let Some(block) = shared.block(number)? else { break };
            logs_of(&block, filter, false, logs);
            if logs.len() > self.config().max_logs {
                let limit = self.config().max_logs;
                let message =
                    format!("query returned more than {limit} results: ask for fewer blocks than {from} to {to}");
                return Err(limit_exceeded(message));
            }
        }
        Ok(())
    }
}
