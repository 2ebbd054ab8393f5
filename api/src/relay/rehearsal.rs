//! Executing a proposal without executing it: on the current state, by the house's own timelock, in the order and
//! with the money that the real execution would have.
//!
//! The node is asked to pretend two things (state overrides of `eth_call`): that the operation has waited long enough
//! in the timelock, and that the house has announced the calls to itself. Both are single words of storage of
//! OpenZeppelin's contracts; everything else is as it is. Nodes without overrides are asked for each call alone.

use alloy::{
    network::TransactionBuilder,
    primitives::{Address, B256, Bytes, U256, keccak256, map::B256HashMap},
    providers::Provider,
    rpc::types::{
        TransactionRequest,
        state::{AccountOverride, StateOverride},
    },
    sol_types::{SolCall, SolValue},
    transports::RpcError,
};
use palabre_contracts::{
    Community, Electorate, bindings::timelock::TimelockController::executeBatchCall, reverts::explain,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Relay, chain::reverted, error::RelayError};

/// Where `TimelockController._timestamps` is.
const TIMESTAMPS_SLOT: u64 = 1;
/// Where `Governor._governanceCall` is: the ends of the queue, then its entries.
const ANNOUNCED_SLOT: u64 = 5;
/// Any time that is over and is not 1, which means done.
const LONG_AGO: u64 = 2;

/// What executing a proposal now would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Rehearsal {
    /// Whether it would work now.
    pub succeeds: bool,
    /// Whether the calls were tried together, as they would be executed; else each was tried alone.
    pub together: bool,
    /// Position of the first call that fails, from 0.
    pub failing_call: Option<usize>,
    /// Why it fails.
    pub reason: Option<String>,
    /// Gas that it needs now.
    pub gas: Option<u64>,
}

/// The calls of a proposal.
#[derive(Clone, Copy)]
pub(crate) struct Calls<'a> {
    pub(crate) targets: &'a [Address],
    pub(crate) values: &'a [U256],
    pub(crate) calldatas: &'a [Bytes],
}

impl Calls<'_> {
    fn first(self, count: usize) -> Self {
        Self { targets: &self.targets[..count], values: &self.values[..count], calldatas: &self.calldatas[..count] }
    }
}

impl Relay {
    /// Executes the calls on the current state and forgets it again.
    pub(crate) async fn rehearse(
        &self,
        community: &Community,
        house: Electorate,
        calls: Calls<'_>,
    ) -> Result<Rehearsal, RelayError> {
        let stage = Stage::new(community, house);
        match self.perform(&stage, calls).await {
            Ok(Ok(())) => {
                let estimate = self.0.chain.provider.estimate_gas(stage.request(calls)).overrides(stage.pretend(calls));
                let gas = reverted(estimate.await).ok().and_then(Result::ok);
                Ok(Rehearsal { succeeds: true, together: true, failing_call: None, reason: None, gas })
            }
            Ok(Err(data)) => {
                let failing_call = self.first_failure(&stage, calls).await?;
                let reason = Some(explain(&data));
                Ok(Rehearsal { succeeds: false, together: true, failing_call, reason, gas: None })
            }
            // The node has no overrides, or none for us.
            Err(RelayError::Chain(RpcError::ErrorResp(_))) => self.one_by_one(&stage, calls).await,
            Err(error) => Err(error),
        }
    }

    async fn perform(&self, stage: &Stage, calls: Calls<'_>) -> Result<Result<(), Bytes>, RelayError> {
        let call = self.0.chain.provider.call(stage.request(calls)).overrides(stage.pretend(calls));
        Ok(reverted(call.await)?.map(drop))
    }

    /// The shortest beginning that fails ends with the call that does.
    async fn first_failure(&self, stage: &Stage, calls: Calls<'_>) -> Result<Option<usize>, RelayError> {
        for count in 1..=calls.targets.len() {
            if self.perform(stage, calls.first(count)).await?.is_err() {
                return Ok(Some(count - 1));
            }
        }
        Ok(None)
    }

    async fn one_by_one(&self, stage: &Stage, calls: Calls<'_>) -> Result<Rehearsal, RelayError> {
        for (position, ((target, value), data)) in
            calls.targets.iter().zip(calls.values).zip(calls.calldatas).enumerate()
        {
            let request = TransactionRequest::default()
                .with_from(stage.timelock)
                .with_to(*target)
                .with_value(*value)
                .with_input(data.clone());
            if let Err(data) = self.0.chain.try_foreign_call(request).await? {
                let (failing_call, reason) = (Some(position), Some(explain(&data)));
                return Ok(Rehearsal { succeeds: false, together: false, failing_call, reason, gas: None });
            }
        }
        Ok(Rehearsal { succeeds: true, together: false, failing_call: None, reason: None, gas: None })
    }
}

/// Whose proposal is rehearsed.
struct Stage {
    house: Address,
    timelock: Address,
}

impl Stage {
    fn new(community: &Community, house: Electorate) -> Self {
        Self { house: community.contracts.house(house), timelock: community.contracts.timelock(house) }
    }

    fn execution(calls: Calls<'_>) -> executeBatchCall {
        executeBatchCall {
            targets: calls.targets.to_vec(),
            values: calls.values.to_vec(),
            payloads: calls.calldatas.to_vec(),
            predecessor: B256::ZERO,
            salt: keccak256("rehearsal"),
        }
    }

    fn request(&self, calls: Calls<'_>) -> TransactionRequest {
        let data = Self::execution(calls).abi_encode();
        TransactionRequest::default().with_from(self.house).with_to(self.timelock).with_input(data)
    }

    /// The operation has waited; the house waits for its own calls.
    fn pretend(&self, calls: Calls<'_>) -> StateOverride {
        let executeBatchCall { targets, values, payloads, predecessor, salt } = Self::execution(calls);
        let operation = keccak256((targets, values, payloads, predecessor, salt).abi_encode_params());
        let waited = (entry(operation, TIMESTAMPS_SLOT), word(U256::from(LONG_AGO)));
        let own = calls.targets.iter().zip(calls.calldatas).filter(|(target, _)| **target == self.house);
        let announced: Vec<B256> = own.map(|(_, data)| keccak256(data)).collect();
        // The queue runs from 0 (lower half) to its length (upper half).
        let ends = (word(U256::from(ANNOUNCED_SLOT)), word(U256::from(announced.len()) << 128));
        let entries = announced
            .iter()
            .enumerate()
            .map(|(place, hash)| (entry(word(U256::from(place)), ANNOUNCED_SLOT + 1), *hash));
        let timelock: B256HashMap<B256> = [waited].into_iter().collect();
        let house: B256HashMap<B256> = [ends].into_iter().chain(entries).collect();
        [(self.timelock, timelock), (self.house, house)]
            .into_iter()
            .map(|(address, diff)| (address, AccountOverride { state_diff: Some(diff), ..Default::default() }))
            .collect()
    }
}

fn word(number: U256) -> B256 {
    number.to_be_bytes().into()
}

/// Where a mapping at `slot` keeps the value of `key`.
fn entry(key: B256, slot: u64) -> B256 {
    keccak256([key, word(U256::from(slot))].concat())
}
